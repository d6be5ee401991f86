"""A line that is cut without anybody telling the browser, and what is made up for when it is back."""

import re
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.web.conftest import Enter, Site

pytestmark = [pytest.mark.browser, pytest.mark.process, pytest.mark.slow]


class Line:
    """Carries what goes between browsers and a server until it is cut."""

    def __init__(self, server: str) -> None:
        host, _, port = server.removeprefix("http://").partition(":")
        self._server = (host, int(port))
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._ends: set[socket.socket] = set()
        self._threads: list[Thread] = []
        self._whole = True
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._start(self._accept)

    def cut(self) -> None:
        """Ends every connection, and each new one at once."""
        self._whole = False
        for end in tuple(self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Carries new connections again."""
        self._whole = True

    def close(self) -> None:
        """Ends everything for good."""
        self.cut()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()
        for end in self._ends:
            end.close()

    def _start(self, does: Callable[..., None], *ends: socket.socket) -> None:
        self._threads.append(Thread(target=does, args=ends))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                if not self._whole:
                    near.close()
                    continue
                far = socket.create_connection(self._server)
                self._ends |= {near, far}
                self._start(self._carry, near, far)
                self._start(self._carry, far, near)

    @staticmethod
    def _carry(source: socket.socket, to: socket.socket) -> None:
        with suppress(OSError):
            while data := source.recv(65_536):
                to.sendall(data)
        with suppress(OSError):
            to.shutdown(socket.SHUT_RDWR)


@contextmanager
def line(server: str) -> Generator[Line]:
    """A line to the server, closed at the end."""
    made = Line(server)
    try:
        yield made
    finally:
        made.close()


def test_what_happened_while_the_line_was_cut_is_made_up_for(enter: Enter, site: Site) -> None:
    contact = site.write("Oona", "First")
    page = enter("ana")
    with line(site.address) as cable:
        page.goto(f"{cable.address}/inbox?view=all&contact={contact}")
        log = page.get_by_role("log")
        expect(log.get_by_text("First")).to_be_visible()
        lost = page.get_by_role("status").get_by_text("Connection lost")
        expect(lost).to_have_count(0)
        cable.cut()
        expect(lost).to_have_count(1)
        site.write("Oona", "Second")
        site.write("Pia", "New while away")
        cable.mend()
        expect(log.get_by_text("Second")).to_be_visible(timeout=30_000)
        expect(page.get_by_role("link", name=re.compile("Pia"))).to_be_visible()
        expect(lost).to_have_count(0)
        page.close()


def test_a_page_that_cannot_be_had_says_so_and_comes_when_the_line_is_back(enter: Enter, site: Site) -> None:
    page = enter("olivia")
    page.goto(f"{site.address}/inbox")
    expect(page.get_by_role("heading", name="Inbox", level=1)).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_text("The server cannot be reached")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Reports", level=1)).to_be_visible()
