import asyncio
import base64
import stat
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from psycopg import AsyncConnection

from evenhand.storage.database import connect
from evenhand.storage.vault import Vault, WrongKey, find_vault, key_file, open_vault

KEY = bytes(range(32))


def test_what_was_sealed_opens_again() -> None:
    vault = Vault(KEY)
    sealed = vault.seal(3, "whsec_ünd mehr")
    assert "whsec" not in sealed
    assert vault.open(3, sealed) == "whsec_ünd mehr"


def test_the_same_text_is_sealed_differently_each_time() -> None:
    vault = Vault(KEY)
    assert vault.seal(3, "text") != vault.seal(3, "text")


def test_another_workspace_cannot_open_it() -> None:
    vault = Vault(KEY)
    with pytest.raises(WrongKey, match="workspace 4"):
        vault.open(4, vault.seal(3, "text"))


def test_another_key_cannot_open_it() -> None:
    with pytest.raises(WrongKey):
        Vault(bytes(32)).open(3, Vault(KEY).seal(3, "text"))


@pytest.mark.parametrize("sealed", ["", "?", "AAAA", base64.b64encode(bytes(64)).decode()])
def test_what_was_never_sealed_is_refused(sealed: str) -> None:
    with pytest.raises(WrongKey):
        Vault(KEY).open(3, sealed)


def test_a_changed_byte_is_noticed() -> None:
    vault = Vault(KEY)
    whole = bytearray(base64.b64decode(vault.seal(3, "text")))
    whole[-1] ^= 1
    with pytest.raises(WrongKey):
        vault.open(3, base64.b64encode(whole).decode())


def test_the_fingerprint_tells_keys_apart_without_showing_them() -> None:
    assert Vault(KEY).fingerprint == Vault(KEY).fingerprint
    assert Vault(KEY).fingerprint != Vault(bytes(32)).fingerprint
    assert KEY.hex()[:8] not in Vault(KEY).fingerprint


@pytest.fixture
async def connection(database_url: str) -> AsyncGenerator[AsyncConnection[Any]]:
    async with await connect(database_url, "test") as connection:
        yield connection
        await connection.execute("delete from vault")


async def test_without_a_key_one_is_made_and_kept(connection: AsyncConnection[Any], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    sealed = (await open_vault(connection, None, folder)).seal(1, "text")
    assert (await open_vault(connection, None, folder)).open(1, sealed) == "text"
    assert stat.S_IMODE(key_file(folder).stat().st_mode) == 0o600


async def test_the_given_key_comes_before_the_file(connection: AsyncConnection[Any], tmp_path: Path) -> None:
    given = base64.b64encode(KEY).decode()
    vault = await open_vault(connection, given, tmp_path)
    assert vault.fingerprint == Vault(KEY).fingerprint
    assert not key_file(tmp_path).exists()


async def test_another_key_is_refused(connection: AsyncConnection[Any], tmp_path: Path) -> None:
    await open_vault(connection, None, tmp_path)
    with pytest.raises(WrongKey, match="another key"):
        await open_vault(connection, base64.b64encode(KEY).decode(), tmp_path)


async def test_a_lost_key_is_not_replaced(connection: AsyncConnection[Any], tmp_path: Path) -> None:
    await open_vault(connection, None, tmp_path)
    key_file(tmp_path).unlink()
    with pytest.raises(WrongKey, match="another key"):
        await open_vault(connection, None, tmp_path)
    assert not key_file(tmp_path).exists()


async def test_two_at_once_agree(connection: AsyncConnection[Any], database_url: str, tmp_path: Path) -> None:
    async with await connect(database_url, "test") as other:
        vaults = await asyncio.gather(*(open_vault(each, None, tmp_path) for each in (connection, other)))
    assert vaults[0].fingerprint == vaults[1].fingerprint


async def test_looking_makes_nothing(connection: AsyncConnection[Any], tmp_path: Path) -> None:
    assert await find_vault(connection, None, tmp_path) is None
    assert not key_file(tmp_path).exists()
    made = await open_vault(connection, None, tmp_path)
    found = await find_vault(connection, None, tmp_path)
    assert found is not None
    assert found.fingerprint == made.fingerprint


@pytest.mark.parametrize("text", ["", "short", base64.b64encode(bytes(31)).decode(), "ü" * 44])
async def test_a_file_that_holds_no_key_is_refused(
    connection: AsyncConnection[Any], tmp_path: Path, text: str
) -> None:
    key_file(tmp_path).write_text(text, encoding="utf-8")
    with pytest.raises(WrongKey, match="must be 32 bytes in base64"):
        await open_vault(connection, None, tmp_path)


def test_a_key_for_something_is_always_the_same_and_nobody_elses() -> None:
    vault = Vault(b"k" * 32)
    key = vault.key_for(1, "workflow 5")
    assert key == Vault(b"k" * 32).key_for(1, "workflow 5")
    others = {
        vault.key_for(1, "workflow 6"),
        vault.key_for(2, "workflow 5"),
        Vault(b"l" * 32).key_for(1, "workflow 5"),
    }
    assert len(others - {key}) == 3
