"""``evenhand init``."""

import json
import re
from typing import Annotated, Final, NamedTuple

import typer

from evenhand.api.auth import TOKEN_PREFIX, digest, new_secret
from evenhand.api.passwords import hash_now
from evenhand.cli import log
from evenhand.cli.frame import Data, Failed, Json
from evenhand.cli.process import run
from evenhand.cli.wiring import Door, door
from evenhand.domain.commands import SYSTEM, CreateToken, CreateUser
from evenhand.domain.model import Role
from evenhand.settings import Settings, load
from evenhand.storage.workspaces import create_workspace

EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+")
MAX_NAME: Final = 200
PASSWORD: Final = (8, 256)
"""The least and the most characters, as where one logs in."""


class Created(NamedTuple):
    """A new workspace, its owner and the owner's token, which is kept nowhere."""

    workspace: int
    owner: int
    token: str


def init(
    workspace: Annotated[str, typer.Option(metavar="NAME", help="Name of the workspace.")],
    owner_email: Annotated[str, typer.Option(metavar="EMAIL", help="The owner's e-mail.")],
    owner_password: Annotated[
        str | None,
        typer.Option(metavar="PASSWORD", help="For logging in; without one there are only tokens."),
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Make a workspace and its owner. The owner's token is printed, once."""
    settings = load(data=data)
    log.configure("warning")
    made = run(_init(settings, workspace, owner_email, owner_password))
    if as_json:
        typer.echo(json.dumps(made._asdict()))
    else:
        typer.echo(
            f"Workspace {workspace} is there; {owner_email} owns it. The owner's token, shown only now:"
        )
        typer.echo(made.token)


async def _init(settings: Settings, workspace: str, email: str, password: str | None) -> Created:
    async with door(settings, migrated=True) as opened:
        return await create(opened, workspace, email, password)


async def create(door: Door, workspace: str, email: str, password: str | None) -> Created:
    """A new workspace and its owner.

    Raises:
        Failed: A value cannot be used.
        Refused: There is a workspace of that name.
    """
    workspace, email = workspace.strip(), email.strip()
    _check(workspace, email, password)
    password_hash = None if password is None else hash_now(password)
    async with door.database.reads.connection() as connection:
        workspace_id = await create_workspace(connection, workspace)
    name = email.partition("@")[0].replace(".", " ").title()
    owner = await door.create(
        CreateUser(
            workspace_id=workspace_id,
            actor=SYSTEM,
            email=email,
            name=name,
            role="owner",
            password_hash=password_hash,
        )
    )
    return Created(workspace_id, owner, await create_token(door, workspace_id, "init", "owner", owner))


async def create_token(door: Door, workspace_id: int, name: str, role: Role, user: int | str | None) -> str:
    """A new API token; only its hash is stored."""
    secret = TOKEN_PREFIX + new_secret()
    await door.create(
        CreateToken(
            workspace_id=workspace_id, actor=SYSTEM, name=name, role=role, hash=digest(secret), user=user
        )
    )
    return secret


def _check(workspace: str, email: str, password: str | None) -> None:
    # Before anything is made, so that nothing is made by halves.
    if not 1 <= len(workspace) <= MAX_NAME or not workspace.isprintable():
        raise Failed(f"The name of a workspace has 1 to {MAX_NAME} characters, all of them visible.")
    if not EMAIL.fullmatch(email) or len(email) > 254:
        raise Failed(f"{email} is no e-mail address.")
    if password is not None and not PASSWORD[0] <= len(password) <= PASSWORD[1]:
        raise Failed(f"A password has {PASSWORD[0]} to {PASSWORD[1]} characters.")
