"""The command ``evenhand``."""

from pathlib import Path
from typing import Annotated

import typer

from evenhand import __version__
from evenhand.cli import doctor, init, migrate, scenarios, serve, token, workflow
from evenhand.cli.demo import command as demo
from evenhand.cli.frame import Frame

app = typer.Typer(
    cls=Frame,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.command("init")(init.init)
app.add_typer(token.app, name="token", help="API tokens.")
app.command("migrate")(migrate.migrate)
app.command("doctor")(doctor.doctor)
app.command("test")(scenarios.play_files)
app.add_typer(workflow.app, name="workflow", help="Workflow files.")


@app.callback(invoke_without_command=True)
def evenhand(
    context: typer.Context,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder of the embedded PostgreSQL and of the key (./evenhand-data)."
        ),
    ] = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Customer conversations from every channel, handed to the right person by workflows.

    The database is the embedded one in DIR, or the one at EVENHAND_DATABASE_URL.
    """
    context.obj = data
    if context.invoked_subcommand is None:
        typer.echo(f"evenhand {__version__}" if version else context.get_help())
