"""The one place that reads a clock."""

import time
from datetime import datetime


class Clock:
    """Time as the engine sees it. What is stored and what is due goes by the database's clock alone."""

    def now(self) -> datetime | None:
        """The time to go by instead of the database's: none, outside tests and virtual runs."""
        return None

    def monotonic(self) -> float:
        """Seconds that only go forward, for measuring how long something takes in this process."""
        return time.monotonic()
