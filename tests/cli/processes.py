"""Real processes of the command line."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

EVENHAND: Final = Path(sys.executable).with_name("evenhand")
ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:\d+")
STOP_LIMIT: Final = 45  # seconds


class Started:
    """A process that serves, with what it says on stdout."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.errors = ""

    def line(self, holding: str) -> str:
        """The next line in which this stands; fails if the process ends without it."""
        assert self.process.stdout is not None
        said: list[str] = []
        for line in self.process.stdout:
            if holding in line:
                return line.rstrip()
            said.append(line)
        errors = self.process.stderr.read() if self.process.stderr else ""
        raise AssertionError(f"it ended without {holding!r}: {said} {errors}")

    def address(self) -> str:
        """Where it listens."""
        found = ADDRESS.search(self.line("http://"))
        assert found is not None
        return found[0]

    def stop(self) -> int:
        """Asks it to stop and gives its exit code; what it said on stderr is in ``errors``."""
        self.process.send_signal(signal.SIGTERM)
        _, self.errors = self.process.communicate(timeout=STOP_LIMIT)
        return self.process.returncode


@contextmanager
def started(*arguments: str | Path, url: str | None = None, program: Path = EVENHAND) -> Generator[Started]:
    """`evenhand` with these arguments, stopped at the end if it still runs."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EVENHAND_")}
    if url is not None:
        environment["EVENHAND_DATABASE_URL"] = url
    process = subprocess.Popen(
        [program, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        try:
            yield Started(process)
        finally:
            if process.poll() is None:
                process.terminate()
                process.communicate(timeout=STOP_LIMIT)
