from datetime import datetime, timedelta

from evenhand.engine.clock import Clock


class SetClock(Clock):
    """A clock that a test sets: ``at`` is the time to go by, None leaves that to the database.

    What this process measures for itself goes on, ``ahead`` seconds later than it is.
    """

    def __init__(self, at: datetime | None = None) -> None:
        self.at = at
        self.ahead = 0.0

    def now(self) -> datetime | None:
        return self.at

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead

    def move(self, by: timedelta) -> None:
        assert self.at is not None
        self.at += by
