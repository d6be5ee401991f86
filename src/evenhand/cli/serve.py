"""``evenhand serve``."""

import asyncio
from typing import Annotated

import typer

from evenhand.api.app import create_app
from evenhand.api.deps import Services
from evenhand.api.setup import LINK_HOURS, new_link
from evenhand.cli import log
from evenhand.cli.frame import Data
from evenhand.cli.process import address_of, bind, listening, run_until_stopped
from evenhand.cli.wiring import running, where
from evenhand.settings import Settings, load


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on (127.0.0.1).", show_default=False)
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on (8080).", show_default=False)
    ] = None,
    data: Data = None,
) -> None:
    """Everything in one process: API, timers, deliveries. Any number of them can share one database."""
    settings = load(data=data, host=host, port=port)
    log.configure(settings.log_level)
    run_until_stopped(_serve(settings))


async def _serve(settings: Settings) -> None:
    bound = bind(settings.host, settings.port)
    async with (
        running(settings) as services,
        listening(create_app(services), bound, proxies=settings.trusted_proxies),
    ):
        typer.echo(f"Evenhand listens on {address_of(bound)} ({where(settings)})")
        link = await new_link(services)
        if link is not None:
            typer.echo(
                f"There is no workspace yet. Make it at {address_of(bound)}{link}"
                f" (once, within {LINK_HOURS} hours), or with evenhand init."
            )
        await until_cancelled(services)


async def until_cancelled(services: Services) -> None:
    """Waits; at the end lets the event streams finish, or they would hold up the server."""
    try:
        await asyncio.Event().wait()
    finally:
        services.engine.feed.close()
