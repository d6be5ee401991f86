"""Why a server could not be reached, without the words of the system."""

import errno
import re
import socket
import ssl
from collections.abc import Iterator
from typing import Final, Literal, cast

REASON_LIMIT: Final = 200  # characters of what a library says went wrong
NO_WAY: Final = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL})
NUMBER: Final = re.compile(r"^\[[^\]]*\]\s*")
"""`[Errno 104]` and the like, before what was wrong."""

Obstacle = Literal["unknown", "refused", "no_way", "certificate"]


def obstacle(error: BaseException) -> Obstacle | None:
    """What stood in the way, found in the error or in what caused it; None for anything rarer."""
    for each in _causes(error):
        match each:
            case socket.gaierror():
                return "unknown"
            case ssl.SSLCertVerificationError():
                return "certificate"
            case ConnectionRefusedError():
                return "refused"
            case OSError() if each.errno in NO_WAY:
                return "no_way"
            case _:
                continue
    return None


def reason(error: Exception) -> str:
    """What a library says, as a part of a sentence."""
    return NUMBER.sub("", str(error))[:REASON_LIMIT].rstrip(".") or type(error).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    yield error
    if isinstance(error, BaseExceptionGroup):
        group = cast("BaseExceptionGroup[BaseException]", error)
        for each in group.exceptions:
            yield from _causes(each)
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield from _causes(cause)
