import base64

import pytest

from evenhand.storage.vault import Vault, WrongKey

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
