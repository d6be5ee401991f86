"""Keeps secrets in the database so that the database alone does not give them away."""

import base64
import binascii
import os
import secrets
from pathlib import Path
from typing import Any, Final, LiteralString

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from psycopg import AsyncConnection

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12

KEEP_FINGERPRINT: Final[LiteralString] = """
insert into vault (fingerprint) values (%(fingerprint)s::text)
on conflict do nothing
returning fingerprint
"""

FINGERPRINT: Final[LiteralString] = """
select fingerprint from vault
"""


class WrongKey(Exception):
    """The key at hand is not one, or not the one that this database was set up with."""


class Vault:
    """Seals and opens texts with a key of 32 bytes (AES-256-GCM).

    What was sealed for one workspace opens for no other.
    """

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)
        self._key = key
        mark = hmac.HMAC(key, hashes.SHA256())
        mark.update(b"evenhand vault")
        self.fingerprint = mark.finalize().hex()[:32]

    def key_for(self, workspace_id: int, purpose: str) -> str:
        """The key of a workspace for something, always the same: nobody can guess it, and none is stored."""
        mark = hmac.HMAC(self._key, hashes.SHA256())
        mark.update(f"evenhand key {workspace_id} {purpose}".encode())
        return base64.urlsafe_b64encode(mark.finalize()).decode().rstrip("=")

    def seal(self, workspace_id: int, text: str) -> str:
        """The text as only this vault can read it; another one every time."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, text.encode(), _bound_to(workspace_id))
        return base64.b64encode(nonce + sealed).decode()

    def open(self, workspace_id: int, sealed: str) -> str:
        """The text that was sealed.

        Raises:
            WrongKey: It was sealed with another key or for another workspace, or has been changed since.
        """
        try:
            whole = base64.b64decode(sealed, validate=True)
            nonce, rest = whole[:NONCE_BYTES], whole[NONCE_BYTES:]
            return self._cipher.decrypt(nonce, rest, _bound_to(workspace_id)).decode()
        except (binascii.Error, InvalidTag, ValueError):
            raise WrongKey(f"A secret of workspace {workspace_id} cannot be opened with this key.") from None


async def open_vault(connection: AsyncConnection[Any], secret_key: str | None, folder: Path) -> Vault:
    """This database's vault: with the given key (base64), else the one in ``folder``, else a new one there.

    The first key that comes is the database's for good.

    Raises:
        WrongKey: The key is malformed, or the database was set up with another one.
    """
    given = _key(secret_key, folder)
    if given is not None:
        await _claim(connection, Vault(given))
    else:
        made = secrets.token_bytes(KEY_BYTES)
        # The file is there before the fingerprint can be seen, so whoever loses this race finds it.
        async with connection.transaction():
            if await _claim(connection, Vault(made)):
                _write_key(folder, made)
    vault = await find_vault(connection, secret_key, folder)
    assert vault is not None
    return vault


async def find_vault(connection: AsyncConnection[Any], secret_key: str | None, folder: Path) -> Vault | None:
    """The same, but nothing is made: None where the database has not been set up with a key yet.

    Raises:
        WrongKey: As for ``open_vault``.
    """
    given = _key(secret_key, folder)
    kept = await _fingerprint(connection)
    if kept is None:
        return None
    if given is None or Vault(given).fingerprint != kept:
        raise WrongKey(
            "The secrets in this database were sealed with another key. Set EVENHAND_SECRET_KEY to the key of"
            " the processes that use it already; where none was set, it is in the file secret.key of their"
            f" data folder (here: {key_file(folder)})."
        )
    return Vault(given)


def key_file(folder: Path) -> Path:
    """Where the key is kept that was made because none was given."""
    return folder / "secret.key"


async def _claim(connection: AsyncConnection[Any], vault: Vault) -> bool:
    """Whether this vault's key has just become the database's."""
    cursor = await connection.execute(KEEP_FINGERPRINT, {"fingerprint": vault.fingerprint})
    return await cursor.fetchone() is not None


async def _fingerprint(connection: AsyncConnection[Any]) -> str | None:
    row = await (await connection.execute(FINGERPRINT)).fetchone()
    return row[0] if row else None


def _bound_to(workspace_id: int) -> bytes:
    return b"workspace %d" % workspace_id


def _decoded(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise WrongKey(
            f"{source} must be {KEY_BYTES} bytes in base64; `openssl rand -base64 {KEY_BYTES}` makes one."
        )
    return key


def _key(secret_key: str | None, folder: Path) -> bytes | None:
    return _decoded(secret_key, "EVENHAND_SECRET_KEY") if secret_key else _read_key(folder)


def _read_key(folder: Path) -> bytes | None:
    path = key_file(folder)
    try:
        return _decoded(path.read_text(encoding="utf-8"), str(path))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        return _decoded("", str(path))
    except OSError as error:
        raise WrongKey(f"{path} cannot be read: {error.strerror}.") from None


def _write_key(folder: Path, key: bytes) -> None:
    """Whole or not at all, and for nobody but the folder's owner to read, whom root may be working for."""
    folder.mkdir(parents=True, exist_ok=True)
    path = key_file(folder)
    part = path.with_suffix(f".{os.getpid()}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        if os.geteuid() == 0:
            owner = folder.stat()
            os.fchown(handle, owner.st_uid, owner.st_gid)
        file.write(base64.b64encode(key) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
