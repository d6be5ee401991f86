"""``evenhand demo``."""

import asyncio
import sys
from collections.abc import Coroutine
from pathlib import Path
from random import Random
from typing import Annotated, Any, Final

import httpx2
import typer

from evenhand.api.app import create_app
from evenhand.cli import log
from evenhand.cli.demo.agents import workers
from evenhand.cli.demo.api import Api
from evenhand.cli.demo.board import Board
from evenhand.cli.demo.customers import Customers
from evenhand.cli.demo.history import make_history
from evenhand.cli.demo.receiver import Receiver
from evenhand.cli.demo.screen import heading, print_lines, show_table
from evenhand.cli.demo.stage import Stage, set_stage
from evenhand.cli.frame import Data
from evenhand.cli.process import address_of, bind, listening, run_until_stopped
from evenhand.cli.wiring import Door, running
from evenhand.settings import Settings, load

SEED: Final = 20

Port = Annotated[
    int | None, typer.Option(min=0, max=65535, help="Port to listen on (8080).", show_default=False)
]


def demo(
    port: Port = None,
    data: Data = None,
    traffic: Annotated[
        bool, typer.Option("--traffic/--no-traffic", help="Whether anything moves.", show_default=False)
    ] = True,
    plain: Annotated[bool, typer.Option("--plain", help="Lines instead of a table.")] = False,
) -> None:
    """A workspace at work. Agents come and go, customers write, conversations find their people."""
    settings = load(data=data, port=port)
    if data is None and settings.database_url is None:
        settings = load(data=settings.data / "demo", port=port)
    table = sys.stdout.isatty() and not plain
    log.configure("warning", _log_file(settings.data) if table else None)
    run_until_stopped(_demo(settings, traffic=traffic, table=table))


def _log_file(folder: Path) -> Path:
    # Beside the table there is no room for a log.
    folder.mkdir(parents=True, exist_ok=True)
    return folder / "demo.log"


async def _demo(settings: Settings, *, traffic: bool, table: bool) -> None:
    bound, inbox = bind(settings.host, settings.port), bind("127.0.0.1", 0)
    receiver = Receiver()
    address = address_of(bound)
    async with (
        running(settings) as services,
        httpx2.AsyncClient(base_url=address, trust_env=False, timeout=15) as client,
        listening(receiver.app, inbox, drain=2),
        listening(create_app(services), bound, proxies=settings.trusted_proxies),
    ):
        try:
            door = Door(services.database, services.engine)
            stage = await set_stage(door, client, address_of(inbox), settings.data)
            receiver.secrets = {name: channel.secret for name, channel in stage.channels.items()}
            await make_history(client, stage, Random(SEED))
            await _play(client, stage, receiver, heading(address, stage), traffic=traffic, table=table)
        finally:
            services.engine.feed.close()


async def _play(
    client: httpx2.AsyncClient,
    stage: Stage,
    receiver: Receiver,
    lines: list[str],
    *,
    traffic: bool,
    table: bool,
) -> None:
    owner = Api(client, stage.owner_token)
    board = Board(asyncio.get_running_loop().time)
    await board.read(owner)
    parts: list[Coroutine[Any, Any, None]] = [board.follow(owner), board.keep_asking(owner)]
    if traffic:
        customers = Customers(client, stage, board, Random())
        receiver.hear = customers.hear
        parts += [customers.run(), *(worker.run() for worker in workers(client, stage, board, Random()))]
    if table:
        parts.append(show_table(board, receiver, lines))
    else:
        typer.echo("\n".join(lines))
        parts.append(print_lines(board, receiver))
    async with asyncio.TaskGroup() as group:
        for part in parts:
            group.create_task(part)
