"""What a step says of itself when it has been carried out."""

import msgspec


class Done(msgspec.Struct, frozen=True):
    """The run goes on at the next step."""

    reason: str | None = None


class Waits(msgspec.Struct, frozen=True):
    """The run rests at this step; what it waits for has been set up."""


class Failed(msgspec.Struct, frozen=True):
    """The step takes its ``on_failure``, or the run ends with this reason."""

    reason: str


Outcome = Done | Waits | Failed
DONE = Done()
WAITS = Waits()
