"""Scenario files and the workflow files that they name, as they stand on a disk."""

from contextlib import suppress
from pathlib import Path
from typing import Final

from msgspec import UNSET

from evenhand.domain.texts import heard, said
from evenhand.domain.workflow.problems import Problem
from evenhand.domain.workflow.source import Source, parse_yaml
from evenhand.gallery import UnknownTemplate, source_of
from evenhand.virtual.reading import Loaded
from evenhand.virtual.scenario import Scenario, read_scenario

MAX_BYTES: Final = 4_000_000
GALLERY: Final = "templates"
"""The folder in which a scenario finds the templates of the gallery, unless it has one of that name."""


def load_file(file: Path) -> Source:
    """The document in a file; that it cannot be read is a problem in it."""
    try:
        with file.open("rb") as stream:
            text = stream.read(MAX_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Source(UNSET, (Problem("", said("the file is not in UTF-8"), line=line, column=1),))
    except OSError as error:
        return Source(
            UNSET,
            (Problem("", said("the file cannot be read: {reason}", reason=heard(error.strerror or ""))),),
        )
    return parse_yaml(text)


def load_scenario(file: Path) -> Scenario:
    """The scenario in a file, which names workflow files by their paths from there. Raises Unusable."""
    return read_scenario(load_file(file), lambda path: _load_workflow(file.parent / path))


def _load_workflow(file: Path) -> Loaded:
    """A workflow file; where none is, ``templates/NAME.yaml`` is the one of the gallery."""
    if file.parent.name == GALLERY and not file.exists():
        with suppress(UnknownTemplate):
            return Loaded(f"{GALLERY}/{file.name}", source_of(file.name))
    return Loaded(str(file), load_file(file))
