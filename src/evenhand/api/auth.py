"""Who is calling: API tokens, and the web app's session cookie."""

import base64
import hashlib
import secrets
from typing import Final, Literal
from urllib.parse import urlsplit

import msgspec
from fastapi import Request, Response

from evenhand.api.errors import Problem
from evenhand.domain.commands import Actor
from evenhand.domain.model import Role
from evenhand.domain.texts import said
from evenhand.storage.reads.access import Access

RANKS: Final[dict[Role, int]] = {"agent": 0, "manager": 1, "owner": 2}
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
SESSION_SECONDS: Final = 90 * 24 * 3600
CHALLENGE: Final = {"WWW-Authenticate": "Bearer"}
TOKEN_PREFIX: Final = "eh_"  # noqa: S105, a mark, so that leaked tokens can be searched for


Via = Literal["token", "session"]


class Principal(msgspec.Struct, frozen=True):
    """A caller: a workspace, a role, a user or nobody (tokens only), and the hash of token or session."""

    workspace_id: int
    role: Role
    user_id: int | None
    via: Via
    hash: str

    @property
    def actor(self) -> Actor:
        """Who commands of this caller are done by."""
        return (
            Actor("api", None, self.role) if self.user_id is None else Actor("user", self.user_id, self.role)
        )


def principal(access: Access, secret_hash: str) -> Principal:
    """The caller whom an access lets in. A token can do no more than its user may by now."""
    role = min(access.role, access.user_role or access.role, key=RANKS.__getitem__)
    via: Via = "session" if access.token_id is None else "token"
    return Principal(access.workspace_id, role, access.user_id, via, secret_hash)


def new_secret() -> str:
    """256 random bits as text."""
    return secrets.token_urlsafe(32)


def new_signing_secret() -> str:
    """A secret with which calls are signed, in the form of Standard Webhooks."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(32)).decode()}"


def digest(secret: str) -> str:
    """What is stored of a token or session; they are random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def cookie_name(request: Request) -> str:
    """The session cookie's name; over https the prefix makes browsers refuse one set by a subdomain."""
    return "__Host-evenhand" if request.url.scheme == "https" else "evenhand"


def bearer(request: Request) -> str | None:
    """The token that the request carries."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def unauthorized() -> Problem:
    """The problem of a caller without a valid token or session."""
    detail = said("Send a valid token (Authorization: Bearer …) or log in.")
    return Problem(401, "unauthorized", detail, headers=CHALLENGE)


def refuse_foreign(request: Request) -> None:
    """Refuses what a page of another site made the browser send."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    foreign = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    if foreign or (site is not None and site not in {"same-origin", "none"}):
        raise _foreign()


def by_hand(request: Request) -> bool:
    """Whether somebody is at the page: what it asks for while nobody touches it carries a header."""
    return "evenhand-idle" not in request.headers


def check_origin(request: Request) -> None:
    """Refuses a session used from another site; a change must show that it comes from this one."""
    refuse_foreign(request)
    shown = "origin" in request.headers or request.headers.get("sec-fetch-site") == "same-origin"
    if request.method not in SAFE_METHODS and not shown:
        raise _foreign()


def set_cookie(request: Request, response: Response, secret: str) -> None:
    """Has the browser keep a session."""
    secure = request.url.scheme == "https"
    response.set_cookie(
        cookie_name(request), secret, SESSION_SECONDS, secure=secure, httponly=True, samesite="lax"
    )


def clear_cookie(request: Request, response: Response) -> None:
    """Has the browser forget its session."""
    secure = request.url.scheme == "https"
    response.delete_cookie(cookie_name(request), secure=secure, httponly=True, samesite="lax")


def _foreign() -> Problem:
    return Problem(
        403, "foreign_origin", said("A session can only be used from the site that it belongs to.")
    )
