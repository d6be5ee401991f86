"""What all commands have in common: options, errors in a line or two, exit codes."""

import os
import sys
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer
from typer.core import TyperGroup

from evenhand.domain.errors import Refused
from evenhand.engine.errors import Broken, Overloaded
from evenhand.settings import BadSettings
from evenhand.storage.database import DatabaseUnavailable
from evenhand.storage.migrate import MigrationFailed
from evenhand.storage.server_account import EmbeddedFailed
from evenhand.storage.vault import WrongKey

REFUSED: Final = 1


class Failed(Exception):
    """A command cannot do what it was asked; the message says why and what helps."""


EXPECTED: Final = (
    *(BadSettings, Broken, DatabaseUnavailable, EmbeddedFailed, Failed, MigrationFailed),
    *(Overloaded, Refused, WrongKey),
)
"""What can go wrong without a mistake of ours; each says it in words for the person at the terminal."""


def data_option(context: typer.Context, value: Path | None) -> Path | None:
    """``--data`` of the command, or the one given before the command's name."""
    return value or context.find_root().obj


Data = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR",
        callback=data_option,
        help="Folder of the embedded PostgreSQL and of the key (./evenhand-data).",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Frame(TyperGroup):
    """A group whose errors are one or two lines on stderr: exit code 2 for usage, 1 for everything else."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Runs the command and exits."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except typer.TyperException as error:
            context: typer.Context | None = getattr(error, "ctx", None)
            _complain(error.format_message())
            _complain(f"see {context.command_path if context else 'evenhand'} --help")
            code = error.exit_code
        except typer.Abort:
            code = REFUSED
        except EXPECTED as error:
            _complain(str(error))
            code = REFUSED
        except Exception as error:
            if os.environ.get("EVENHAND_LOG_LEVEL", "").lower() == "debug":
                raise
            _complain(f"unexpected {type(error).__name__}: {error}")
            _complain("This is a mistake in Evenhand; EVENHAND_LOG_LEVEL=debug shows where.")
            code = REFUSED
        sys.exit(code if isinstance(code, int) else 0)


def _complain(message: str) -> None:
    typer.echo(f"evenhand: {message}", err=True)
