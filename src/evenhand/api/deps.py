"""What routes are given: who calls, the engine to ask, the database to read, the part of a list."""

import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Annotated, Concatenate, Final, Literal, ParamSpec, TypedDict, TypeVar, cast

import msgspec
from fastapi import Depends, Query, Request, Response

from evenhand.api import auth, responses
from evenhand.api.auth import Principal, Via
from evenhand.api.errors import Problem
from evenhand.api.limits import LogInLimits
from evenhand.api.responses import Page
from evenhand.domain.commands import Actor, Answer, Command, RepeatKey
from evenhand.domain.errors import Flaw, Thing, not_found
from evenhand.domain.model import Role
from evenhand.domain.texts import either, said
from evenhand.engine.engine import Engine
from evenhand.storage import sessions
from evenhand.storage.database import Database
from evenhand.storage.reads import access
from evenhand.storage.reads.rows import Connection, Span, Viewer
from evenhand.storage.vault import Vault


@dataclass(frozen=True)
class Services:
    """What the routes work with; made once for the process. ``monotonic`` gives seconds."""

    engine: Engine
    database: Database
    vault: Vault
    monotonic: Callable[[], float]

    @cached_property
    def log_ins(self) -> LogInLimits:
        """How often somebody may try to log in."""
        return LogInLimits(self.monotonic)


P = ParamSpec("P")
T = TypeVar("T")
Reading = Callable[Concatenate[Connection, int, P], Awaitable[T]]
"""A reading query: it takes a connection and the workspace first."""

Order = Annotated[Literal["asc", "desc"], Query(description="`asc`: oldest first; `desc`: newest first.")]
KEEP_KEYS: Final = timedelta(hours=24)
MAX_KEY: Final = 255
LARGEST_KEY: Final = 2**63 - 1  # what a bigint holds: a list may be ordered by more than an id
CURSOR: Final = "^[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]$"  # any eight bytes, in base64


class Origin(TypedDict):
    """What every command begins with: ``AddComment(**call.origin, contact_id=…, text=…)``."""

    workspace_id: int
    actor: Actor
    key: RepeatKey | None


@dataclass(frozen=True)
class Call:
    """One request of somebody who may make it."""

    services: Services
    principal: Principal
    key: RepeatKey | None

    @property
    def workspace_id(self) -> int:
        return self.principal.workspace_id

    @property
    def origin(self) -> Origin:
        return {"workspace_id": self.workspace_id, "actor": self.principal.actor, "key": self.key}

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.principal.role != "agent", self.principal.user_id)

    async def submit(self, command: Command) -> Answer:
        """Has a command done; raises Refused."""
        return await self.services.engine.submit(command)

    async def read(self, query: Reading[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a query finds in the caller's workspace."""
        async with self.services.database.reads.connection() as connection:
            return await query(connection, self.workspace_id, *args, **kwargs)

    async def create(self, command: Command) -> int:
        """Has something created; gives its id."""
        return created(await self.submit(command))

    async def find(
        self,
        what: Thing,
        query: Callable[Concatenate[Connection, int, int, P], Awaitable[T | None]],
        key: int,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """One thing; raises Refused (``<what>_not_found``) where there is none."""
        view = await self.read(query, key, *args, **kwargs)
        if view is None:
            raise not_found(what, key)
        return view


class Paging(msgspec.Struct, frozen=True):
    """The part of a list that is wanted: ``limit`` items after the key ``after`` (0: from the beginning)."""

    limit: int
    after: int

    @property
    def fetch(self) -> int:
        """How many rows to read: one more than wanted tells whether there is more."""
        return self.limit + 1

    @property
    def before(self) -> int:
        """The bound of a list that goes down from the highest key."""
        return self.after or LARGEST_KEY

    def span(self, order: Order) -> Span:
        """The rows to read of a list that can be had in either order."""
        newest_first = order == "desc"
        return Span(self.before if newest_first else self.after, self.fetch, newest_first)

    def page(self, rows: list[T], key: Callable[[T], int]) -> Response:
        """The response that shows the rows read; ``key`` gives what the list is ordered by."""
        items = rows[: self.limit]
        more = len(rows) > self.limit
        return responses.json(Page(items, _cursor(key(items[-1])) if more else None))


def created(answer: Answer) -> int:
    """The id of what a command created."""
    assert answer.event is not None
    return answer.event.seq


def _cursor(key: int) -> str:
    return base64.urlsafe_b64encode(key.to_bytes(8, "big")).decode().rstrip("=")


Cursor = Annotated[str | None, Query(pattern=CURSOR, description="`next_cursor` of the part before.")]


def paging(
    limit: Annotated[int, Query(ge=1, le=100, description="How many items at most.")] = 50,
    cursor: Cursor = None,
) -> Paging:
    """The part of the list that the request asks for."""
    return _paging(limit, cursor)


def long_paging(
    limit: Annotated[int, Query(ge=1, le=1000, description="How many items at most.")] = 50,
    cursor: Cursor = None,
) -> Paging:
    """The part of a list that is had whole by whoever shows names, hence in larger parts."""
    return _paging(limit, cursor)


def _paging(limit: int, cursor: str | None) -> Paging:
    if cursor is None:
        return Paging(limit, 0)
    key = int.from_bytes(base64.urlsafe_b64decode(f"{cursor}="), "big")
    return Paging(limit, min(key, LARGEST_KEY))


def require(*roles: Role) -> Callable[[Request], Awaitable[Call]]:
    """The dependency that lets in callers of these roles."""

    async def call(request: Request) -> Call:
        services = services_of(request)
        principal = await identify(services, request)
        if principal.role not in roles:
            raise Problem(403, "forbidden", said("This needs the role {roles}.", roles=either(roles)))
        return Call(services, principal, await repeat_key(request, principal))

    return call


def services_of(request: Request) -> Services:
    """What ``create_app`` was given."""
    return cast(Services, request.app.state.services)


async def identify(services: Services, request: Request) -> Principal:
    """Who calls; raises the problem 401 for nobody, 403 for a session used from another site."""
    token = auth.bearer(request)
    secret = token or request.cookies.get(auth.cookie_name(request))
    if not secret:
        raise auth.unauthorized()
    if not token:
        auth.check_origin(request)
    principal = await lookup(services, "token" if token else "session", auth.digest(secret))
    if principal is None:
        raise auth.unauthorized()
    # What the page asks for by itself, while nobody touches it, is no sign of a person.
    if principal.via == "session" and principal.user_id is not None and auth.by_hand(request):
        services.engine.presence.active(principal.workspace_id, principal.user_id)
    return principal


async def lookup(services: Services, via: Via, secret_hash: str) -> Principal | None:
    """Whom a token or a session belongs to at this moment; a session is marked as used now and then."""
    async with services.database.reads.connection() as connection:
        if via == "token":
            found = await access.by_token(connection, secret_hash)
        else:
            found = await access.by_session(connection, secret_hash)
            if found is not None and found.stale:
                await sessions.keep_session(connection, found.workspace_id, secret_hash)
    return None if found is None else auth.principal(found, secret_hash)


async def repeat_key(request: Request, principal: Principal) -> RepeatKey | None:
    """The key under which a POST has its effect once."""
    key = request.headers.get("idempotency-key")
    if key is None or request.method != "POST":
        return None
    if not 1 <= len(key) <= MAX_KEY:
        flaw = Flaw("header/idempotency-key", said("It must have 1 to {most} characters.", most=MAX_KEY))
        raise Problem(422, "invalid_value", flaw.detail, (flaw,))
    who = f"{principal.workspace_id} {principal.via} {principal.hash}"
    name = f"{who}\n{request.method}\n{request.url.path}\n{key}"
    return RepeatKey(fingerprint(name.encode()), fingerprint(await request.body()), KEEP_KEYS)


def fingerprint(content: bytes) -> str:
    """128 bits that stand for the content, as 32 hexadecimal digits."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


OwnerCall = Annotated[Call, Depends(require("owner"))]
ManagerCall = Annotated[Call, Depends(require("owner", "manager"))]
AnyCall = Annotated[Call, Depends(require("owner", "manager", "agent"))]
Part = Annotated[Paging, Depends(paging)]
LongPart = Annotated[Paging, Depends(long_paging)]
