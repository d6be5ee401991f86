"""``evenhand token``."""

import json
from typing import Annotated

import typer

from evenhand.cli import log
from evenhand.cli.frame import Data, Json
from evenhand.cli.init import create_token
from evenhand.cli.process import run
from evenhand.cli.wiring import door
from evenhand.domain.model import Role
from evenhand.settings import Settings, load

app = typer.Typer()


@app.callback()
def tokens() -> None:
    """API tokens."""


@app.command("create")
def create(
    workspace: Annotated[str, typer.Option(metavar="NAME", help="The workspace that it opens.")],
    role: Annotated[Role, typer.Option(help="What may be done with it.")],
    name: Annotated[
        str, typer.Option(metavar="NAME", help="What it is for, to find it again.")
    ] = "command line",
    user: Annotated[
        str | None, typer.Option(metavar="EMAIL", help="The user it acts as; without one it acts as the API.")
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Make a token and print it, once."""
    settings = load(data=data)
    log.configure("warning")
    token = run(_create(settings, workspace, name, role, user))
    typer.echo(json.dumps({"token": token}) if as_json else token)


async def _create(settings: Settings, workspace: str, name: str, role: Role, user: str | None) -> str:
    async with door(settings) as opened:
        workspace_id = await opened.workspace(workspace)
        return await create_token(opened, workspace_id, name, role, user)
