"""Why the engine did not take a command at all."""


class Overloaded(Exception):
    """More commands wait than can be done in time; nothing was changed. ``retry_after`` in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"too many commands are waiting; try again in {retry_after:g} s")
        self.retry_after = retry_after


class Broken(Exception):
    """A command failed in a way that nobody foresaw: it changed nothing, and the log says more."""

    def __init__(self) -> None:
        super().__init__("The command failed; nothing was changed.")
