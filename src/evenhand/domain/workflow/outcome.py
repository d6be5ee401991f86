"""What a step says of itself when it has been carried out."""

from typing import Any

import msgspec

from evenhand.domain.texts import heard


class Done(msgspec.Struct, frozen=True):
    """The run goes on at the next step."""

    reason: str | None = None


class Waits(msgspec.Struct, frozen=True):
    """The run rests at this step; what it waits for has been set up."""

    reason: str | None = None


class Failed(msgspec.Struct, frozen=True):
    """The step takes its ``on_failure``, or the run ends with this reason. ``why`` as in `Takes`."""

    reason: str
    why: Any = None


class Takes(msgspec.Struct, frozen=True):
    """The run goes on at the first step of a list of this step, named by its JSON pointer from here.

    Where there is no such list, or it is empty, the run has run out of steps. ``why`` goes into the
    trail: plain data, erased with the contact.
    """

    way: str
    reason: str | None = None
    why: Any = None


class Jumps(msgspec.Struct, frozen=True):
    """The run goes on at the step of this id, wherever it stands."""

    step: str


Outcome = Done | Waits | Failed | Takes | Jumps
DONE = Done()
WAITS = Waits()


def told_why(why: Any) -> Any:
    """A ``why`` as a trail keeps it; what went wrong, in words, can be told in other languages again."""
    match why:
        case {"error": str(error)}:
            return {**why, "error": heard(error)}
        case _:
            return why
