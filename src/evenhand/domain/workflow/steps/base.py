"""What every kind of step has in common."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, ClassVar, Final

import msgspec

from evenhand.domain import model as m
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow.outcome import Outcome
from evenhand.domain.workflow.problems import child, shown
from evenhand.domain.workflow.reading import BAD, Bad, Enough, Reading, reader_for, shape_of

MAX_STEPS: Final = 500

_ID: Final = reader_for(
    Annotated[
        str,
        msgspec.Meta(
            min_length=1,
            max_length=64,
            pattern=r"\w[\w.-]*",
            extra={"wanted": said("made of letters, digits, `_`, `-` and `.`")},
        ),
    ]
)


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of a workflow. ``type`` names its kind in documents."""

    type: ClassVar[str]
    last: ClassVar[bool] = False
    """Nothing that stands after it in its list is ever reached from it."""

    id: str
    name: Annotated[str, msgspec.Meta(max_length=200)] | None = None

    @classmethod
    def read_from(cls, reading: Reading, value: object, path: str) -> object:
        """The step of whatever kind that stands in the document."""
        fields = reading.mapping(value, path)
        if fields is BAD:
            return BAD
        outer, reading.step = reading.step, None
        kind = reading.kind(fields, path, reading.step_kinds, said("step"))
        made = None if isinstance(kind, Bad) else kind.type
        id_ = _read_id(reading, fields, path, made)
        if len(reading.steps) > MAX_STEPS:
            reading.report(path, said("the workflow has more than {most} steps", most=MAX_STEPS))
            raise Enough
        step = BAD if isinstance(kind, Bad) else reading.struct(kind, value, path, type=kind.type, id=id_)
        reading.step = outer
        return step

    def run(self, state: State, run: m.Run) -> Outcome:
        """Do what the step says to the run's contact."""
        raise NotImplementedError

    def due(self, state: State, run: m.Run) -> Outcome:
        """Say what follows from the time being over, for a step that waits."""
        raise NotImplementedError

    def lists(self) -> Iterator[tuple[str, tuple["Step", ...]]]:
        """The lists of steps that this one leads to, by their JSON pointer from here (``on_timeout``)."""
        for key, name in _lists_of(self.__class__):
            steps: tuple[Step, ...] | None = getattr(self, name)
            if steps is not None:
                yield key, steps


Steps = tuple[Step, ...]


@lru_cache(maxsize=64)
def _lists_of(kind: type[Step]) -> tuple[tuple[str, str], ...]:
    """The fields of a kind that hold steps: key of the document and name in the code."""
    fields = shape_of(kind).fields
    return tuple((key, field.name) for key, field in fields.items() if field.hint in (Steps, Steps | None))


def _read_id(reading: Reading, fields: dict[str, object], path: str, made: str | None) -> str | Bad:
    """The step's id, made from its type where there is none; it is the reading's step from now on."""
    if "id" in fields:
        here = child(path, "id")
        given = reading.value(_ID, fields["id"], here)
        if not isinstance(given, str):
            reading.steps[path] = path  # it counts, under a name that no step can have
            return BAD
        reading.step = given
        if given in reading.steps:
            first = reading.source.place(child(reading.steps[given], "id"))
            where = reading.steps[given] if first is None else said("on line {line}", line=first.line)
            reading.report(
                here,
                said("the id {given} is already taken by the step {where}", given=shown(given), where=where),
            )
            reading.steps[path] = path
        else:
            reading.steps[given] = path
        return given
    if made is None:
        reading.steps[path] = path
        return BAD
    id_, number = made, 1
    while id_ in reading.steps or id_ in reading.reserved:
        number += 1
        id_ = f"{made}_{number}"
    reading.steps[id_] = path
    reading.step = id_
    return id_
