"""``evenhand migrate``."""

from typing import Annotated

import typer

from evenhand.cli import log
from evenhand.cli.frame import REFUSED, Data
from evenhand.cli.process import run
from evenhand.cli.wiring import server
from evenhand.settings import Settings, load
from evenhand.storage.database import connect
from evenhand.storage.migrate import migrate as apply
from evenhand.storage.migrate import pending


def migrate(
    check: Annotated[
        bool, typer.Option("--check", help="Only look; exit code 1 if something is pending.")
    ] = False,
    data: Data = None,
) -> None:
    """Bring the database to the schema that this version needs."""
    settings = load(data=data)
    log.configure("warning")
    names = run(_pending(settings) if check else _apply(settings))
    for name in names:
        typer.echo(f"{'pending' if check else 'applied'} {name}")
    if not names:
        typer.echo("nothing to do: the database has every migration")
    if check and names:
        raise typer.Exit(REFUSED)


async def _apply(settings: Settings) -> list[str]:
    async with server(settings) as url:
        return await apply(url)


async def _pending(settings: Settings) -> list[str]:
    async with server(settings) as url, await connect(url, "evenhand migrate") as connection:
        return await pending(connection)
