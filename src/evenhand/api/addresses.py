"""Addresses that Evenhand is told to call: bridges of custom channels, and webhooks."""

from typing import Final
from urllib.parse import urlsplit

from evenhand.domain.errors import invalid
from evenhand.domain.texts import said

MAX_URL: Final = 2_000
PATTERN: Final = "^https?://[a-z0-9]([a-z0-9.]{0,200}[a-z0-9])?(:[0-9]{1,4})?(/[!-~]{0,1000})?$"
"""What addresses usually look like, for the API's description; they are checked by hand."""


def check(url: object, pointer: str) -> str:
    """The address, if it is one that can be called; raises Refused, with the pointer, where it is not."""
    if isinstance(url, str) and _can_be_called(url):
        return url
    detail = said(
        "Give an http or https address without user and password, of at most {most:,} characters.",
        most=MAX_URL,
    )
    raise invalid(pointer, detail)


def _can_be_called(url: str) -> bool:
    if len(url) > MAX_URL or not url.isascii() or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
