"""Passwords: argon2id, off the event loop and never more than two at a time."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from evenhand.domain.errors import invalid
from evenhand.domain.passwords import weakness

AT_ONCE: Final = 2  # each takes 19 MiB and a core for some 20 ms
# Argon2id as OWASP's cheat sheet asks at least; more would let a few log-ins hold up a small machine.
_HASHER: Final = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_THREADS: Final = ThreadPoolExecutor(AT_ONCE, "argon2")


def hash_now(password: str) -> str:
    """The hash to store, computed right here: for the command line."""
    return _HASHER.hash(password)


async def hashed(password: str) -> str:
    """The hash to store."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _HASHER.hash, password)


def refuse_weak(password: str, *about: str, pointer: str = "/password") -> None:
    """Raises Refused for a password that is guessed at once; ``about``: the person and the workspace."""
    reason = weakness(password, about)
    if reason is not None:
        raise invalid(pointer, reason)


async def matches(stored: str | None, password: str) -> bool:
    """Whether the password is the one. Where none is stored it takes as long to say no."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _verify, stored, password)


def _verify(stored: str | None, password: str) -> bool:
    try:
        return _HASHER.verify(stored or _decoy(), password) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _decoy() -> str:
    return _HASHER.hash("nobody's password")
