"""The workflows that a scenario names: whole documents, files, or files with their parameters filled in."""

from typing import Any, Self, cast

import msgspec

from evenhand.domain.texts import said
from evenhand.domain.workflow.format import read
from evenhand.domain.workflow.parameters import fill
from evenhand.domain.workflow.problems import Problem, amiss
from evenhand.domain.workflow.reading import BAD, Bad, Reading
from evenhand.domain.workflow.source import Source, from_json
from evenhand.domain.workflow.triggers import Trigger
from evenhand.virtual.reading import Load, ScenarioReading


class _Filled(msgspec.Struct, frozen=True, kw_only=True):
    """A file with its parameters."""

    file: str
    set: dict[str, Any] = {}


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A workflow's document, its ``name`` and ``trigger``.

    ``source`` None: the workflow of that name, as it is. ``file`` None: it stands in the scenario, at
    the JSON pointer ``path``.
    """

    name: str
    path: str
    source: Source | None = None
    trigger: Trigger | None = None
    file: str | None = None

    @property
    def data(self) -> dict[str, Any]:
        """The document, as it is saved."""
        assert self.source is not None
        return cast("dict[str, Any]", self.source.data)

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> Self | Bad:
        """Whichever of them stands in the scenario. A file has its problems in its own places."""
        assert isinstance(reading, ScenarioReading)
        if isinstance(value, dict) and "file" not in value:
            return cls._take(reading, from_json(cast("object", value)), path, None)
        if isinstance(value, str) and value in reading.known.get("workflow", {}):
            return cls(name=value, path=path)
        if reading.load is None:
            return reading.report(path, said("must be a workflow itself: files cannot be named here"))
        if isinstance(value, dict):
            filled = reading.struct(_Filled, cast("object", value), path)
            if not isinstance(filled, _Filled):
                return BAD
            return cls._from_file(reading, reading.load, filled, path)
        if not isinstance(value, str):
            return reading.report(path, amiss(value, said("a workflow, or a file with one")))
        return cls._from_file(reading, reading.load, _Filled(file=value), path)

    @classmethod
    def _from_file(cls, reading: ScenarioReading, load: Load, filled: _Filled, path: str) -> Self | Bad:
        file, template = load(filled.file)
        source, problems = fill(template, filled.set)
        if problems and not source.problems:
            _report(reading, problems, path, file)
            return BAD
        return cls._take(reading, source, path, file)

    @classmethod
    def _take(cls, reading: ScenarioReading, source: Source, path: str, file: str | None) -> Self | Bad:
        data: object = source.data
        name = cast("dict[str, object]", data).get("name") if isinstance(data, dict) else None
        if isinstance(name, str):  # of a wrong one too: that there is none of that name would mislead
            reading.declare("workflow", name.strip())
        workflow, problems = read(source)
        if workflow is None:
            _report(reading, [each for each in problems if each.severity == "error"], path, file)
            return BAD
        name = workflow.name.strip()
        return cls(name=name, path=path, source=source, trigger=workflow.trigger, file=file)


def _report(reading: ScenarioReading, problems: list[Problem], path: str, file: str | None) -> None:
    if file is None:
        for problem in problems:
            reading.report(path + problem.path, problem.detail)
        return
    reading.report(path, said("{file} is no workflow that can run; see its problems", file=file))
    reading.elsewhere += [problem.located(file) for problem in problems]
