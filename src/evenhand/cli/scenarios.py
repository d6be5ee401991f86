"""``evenhand test``."""

from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from evenhand.cli import log
from evenhand.cli.frame import REFUSED, Json
from evenhand.cli.playing import EMBEDDED, lane, playground
from evenhand.cli.process import run
from evenhand.storage.database import Database
from evenhand.virtual.files import load_scenario
from evenhand.virtual.player import Played, play, play_in_memory
from evenhand.virtual.report import Report, lines, report
from evenhand.virtual.scenario import Scenario, Unusable

UNUSABLE: Final = 2

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False, show_default=False)
]


def play_files(
    files: Files,
    database: Annotated[
        str | None,
        typer.Option(
            metavar=f"{EMBEDDED}|URL",
            help="Play in a PostgreSQL: one that is made for it, or one that nobody serves.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Play scenarios on a virtual clock; nothing is sent anywhere.

    Exit code 1 if something is not as expected, 2 if a file cannot be played.
    """
    log.configure("error")
    codes = run(_play_all(files, database, as_json=as_json))
    if any(codes):
        raise typer.Exit(max(codes))


async def _play_all(files: list[Path], where: str | None, *, as_json: bool) -> list[int]:
    """Plays each file and tells what came of it; the exit code for each."""
    codes: list[int] = []
    reports: list[Report] = []
    async with AsyncExitStack() as stack:
        database = None if where is None else await stack.enter_async_context(playground(where))
        for file in files:
            came = await _play(file, database)
            codes.append(_code(came))
            if as_json:
                reports.append(report(str(file), came))
            else:
                typer.echo("\n".join(lines(str(file), came)))
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(reports, enc_hook=str)).decode())
    return codes


def _code(came: Played | Unusable) -> int:
    if isinstance(came, Unusable):
        return UNUSABLE
    return REFUSED if came.failures else 0


async def _play(file: Path, database: Database | None) -> Played | Unusable:
    try:
        scenario = load_scenario(file)
        return await (play_in_memory(scenario) if database is None else _play_there(scenario, database))
    except Unusable as error:
        return error


async def _play_there(scenario: Scenario, database: Database) -> Played:
    async with lane(database, scenario.start) as ground:
        return await play(scenario, ground)
