"""``evenhand doctor``."""

from typing import Annotated, Final

import msgspec
import typer

from evenhand.cli import log
from evenhand.cli.frame import REFUSED, Data, Failed, Json
from evenhand.cli.process import run
from evenhand.cli.wiring import server, where
from evenhand.domain.model import Workspace
from evenhand.settings import Settings, load
from evenhand.storage.database import Database
from evenhand.storage.migrate import pending
from evenhand.storage.reads.channels import channels
from evenhand.storage.reads.doctor import Finding, examine
from evenhand.storage.reads.rows import Connection
from evenhand.storage.reads.workflows import workflows
from evenhand.storage.vault import WrongKey, find_vault, key_file
from evenhand.storage.workspaces import all_workspaces

ALL: Final = 1_000_000


class Books(msgspec.Struct):
    """One workspace: what is missing in its configuration, and what does not balance."""

    id: int
    name: str
    missing: list[str]
    findings: list[Finding]


class Report(msgspec.Struct):
    """What there is to say. ``ok``: nothing stands in the way and all books balance."""

    ok: bool
    database: str
    settings: dict[str, str | None]
    pending: list[str]
    secret_key: str
    workspaces: list[Books]


def doctor(
    workspace: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this workspace.", show_default=False)
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Tell whether all is in order. What is configured, what is missing, whether the books balance.

    Exit code 1 if something is off.
    """
    settings = load(data=data)
    log.configure("warning")
    report = run(_examine(settings, workspace))
    if as_json:
        typer.echo(msgspec.json.format(msgspec.json.encode(report)).decode())
    else:
        typer.echo("\n".join(_lines(report)))
    if not report.ok:
        raise typer.Exit(REFUSED)


async def _examine(settings: Settings, name: str | None) -> Report:
    async with server(settings, make=False) as url:
        database = await Database.open(url, lanes=1)
        try:
            async with database.reads.connection() as connection:
                return await _report(settings, connection, name)
        finally:
            await database.close()


async def _report(settings: Settings, connection: Connection, name: str | None) -> Report:
    version = connection.info.parameter_status("server_version") or "?"
    lacking = await pending(connection)
    report = Report(
        ok=not lacking,
        database=f"{where(settings)}, version {version.partition(' ')[0]}",
        settings=settings.redacted(),
        pending=lacking,
        secret_key="",
        workspaces=[],
    )
    if lacking:
        return report
    try:
        report.secret_key = await _key(settings, connection)
    except WrongKey as error:
        report.ok, report.secret_key = False, str(error)
    chosen = [each for each in await all_workspaces(connection) if name in {None, each.name}]
    if name is not None and not chosen:
        raise Failed(f"There is no workspace {name}.")
    report.workspaces = [await _books(connection, each) for each in chosen]
    report.ok = report.ok and not any(books.findings for books in report.workspaces)
    return report


async def _key(settings: Settings, connection: Connection) -> str:
    """Where the key comes from that seals secrets."""
    given = settings.secret_key.get_secret_value() if settings.secret_key else None
    source = "EVENHAND_SECRET_KEY" if given else str(key_file(settings.key_folder))
    vault = await find_vault(connection, given, settings.key_folder)
    if vault is None:
        return f"from {source}, not used yet" if given else "none yet; the first serve makes one"
    return f"from {source}"


async def _books(connection: Connection, workspace: Workspace) -> Books:
    missing = [
        f"channel {channel.name} has no outbound_url: what is written to its contacts goes nowhere"
        for channel in await channels(connection, workspace.id, limit=ALL)
        if channel.type == "custom" and not channel.config.get("outbound_url")
    ]
    missing += [
        f"workflow {workflow.name} is not published ({workflow.state}): it starts no runs"
        for workflow in await workflows(connection, workspace.id, limit=ALL)
        if workflow.state != "published"
    ]
    return Books(workspace.id, workspace.name, missing, await examine(connection, workspace.id))


def _lines(report: Report) -> list[str]:
    lines = [f"database    {report.database}"]
    if report.pending:
        return [*lines, f"migrations  pending: {', '.join(report.pending)}; evenhand migrate applies them"]
    lines += ["migrations  all applied", f"secret key  {report.secret_key}"]
    lines += [f"setting     {name} {value}" for name, value in report.settings.items() if value is not None]
    if not report.workspaces:
        lines.append("workspaces  none: evenhand init makes one")
    for books in report.workspaces:
        state = f"{len(books.findings)} things are off" if books.findings else "the books balance"
        lines.append(f"workspace   {books.name}: {state}")
        lines += [f"  {finding.code}: {finding.sentence}" for finding in books.findings]
        lines += [f"  missing: {each}" for each in books.missing]
    return lines
