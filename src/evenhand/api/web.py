"""The web app: the files that `make` built from web/, and its first page at every address that it knows."""

import gzip
import mimetypes
from functools import cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from evenhand.api import openapi
from evenhand.api.errors import Problem
from evenhand.domain.texts import said

YEAR: Final = "public, max-age=31536000, immutable"
# Scripts come from here alone. Styles may stand in the page: the components compute theirs as they go.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
PAGE_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "X-Frame-Options": "DENY",
}
VARIES: Final = {"Vary": "Accept-Encoding"}
WORTH_PACKING: Final = 500  # bytes
OURS: Final = frozenset({"api", "healthz", "readyz", "metrics"})
"""First parts of addresses that are no pages."""

NOT_BUILT: Final = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Evenhand</title>
<h1>The web app has not been built</h1>
<p>The API is at work under <code>/api/v1</code>. To build the web app run <code>make web</code> and start
Evenhand again; packages of Evenhand contain it.</p>
"""


def routes(built: Traversable | None = None) -> list[Route]:
    """The routes, to stand after all others."""
    return [Route("/{path:path}", Pages(built or resources.files("evenhand") / "web_dist"))]


class File:
    """What is sent for one path."""

    def __init__(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        self._kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        self._body = body
        self._headers = headers

    def answer(self, request: Request) -> Response:
        """The response; smaller where the browser can unpack it."""
        if len(self._body) < WORTH_PACKING or "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self._body, headers=self._headers | VARIES, media_type=self._kind)
        packed = {"Content-Encoding": "gzip"}
        return Response(self._packed, headers=self._headers | VARIES | packed, media_type=self._kind)

    @cached_property
    def _packed(self) -> bytes:
        return gzip.compress(self._body, mtime=0)


class Pages:
    """Answers with a built file, or with the first page where a browser asks for a page."""

    def __init__(self, built: Traversable) -> None:
        self._files = {path: File(path, body, _kept(path)) for path, body in _files(built, "")}
        page = built / "index.html"
        first = page.read_bytes() if page.is_file() else NOT_BUILT.encode()
        self._first = File("index.html", first, PAGE_HEADERS)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(Request(scope))(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        path = request.path_params["path"]
        if request.method not in {"GET", "HEAD"} or path.partition("/")[0] in OURS:
            allowed = openapi.allowed(request.app, request.scope["path"])
            raise HTTPException(405 if allowed and request.method not in allowed else 404)
        if path in self._files and path != "index.html":
            return self._files[path].answer(request)
        accepted = request.headers.get("accept", "*/*")
        if path.startswith("assets/") or not ("text/html" in accepted or "*/*" in accepted):
            raise Problem(404, "not_found", said("There is nothing at this address."))
        return self._first.answer(request)


def _kept(path: str) -> dict[str, str]:
    """How long a browser may keep it: what carries a hash in its name never changes."""
    return {"Cache-Control": YEAR if path.startswith("assets/") else "no-cache"}


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    """Every file below, by its path with slashes. They are few and small: they are kept in memory."""
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir():
            found += _files(entry, f"{path}{entry.name}/")
        else:
            found.append((path + entry.name, entry.read_bytes()))
    return found
