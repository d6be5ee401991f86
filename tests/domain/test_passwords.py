"""Which passwords are no use, however long."""

import pytest

from evenhand.domain.passwords import weakness

ABOUT = ("ana.duarte@books.test", "Ana Duarte", "Harbour Books")


@pytest.mark.parametrize(
    "password",
    [
        *("password", "Password1!", "P@ssw0rd123", "passwort2024", "Contraseña1", "katasandi", "12345678"),
        *("87654321", "90123456", "11111111", "12121212", "qwertyui", "qwerty123", "QWERTZUIOP", "abcdefgh"),
        *("asdfghjkl", "1q2w3e4r", "!1qaz2wsx", "letmein99", "evenhand2026", "        "),
    ],
)
def test_the_commonest_are_refused(password: str) -> None:
    assert "first that are tried" in (weakness(password, ABOUT) or "")


@pytest.mark.parametrize(
    "password",
    [
        *("ana.duarte@books.test", "Ana.Duarte", "anaduarte", "ANA DUARTE 7", "Duarte1987", "harbourbooks!"),
        *("Harbour Books", "ana28473829", "D u a r t e"),
    ],
)
def test_what_everybody_knows_of_its_user_is_refused(password: str) -> None:
    assert "guessed by who knows" in (weakness(password, ABOUT) or "")


@pytest.mark.parametrize(
    "password",
    [
        *(
            "correct horse",
            "battery staple",
            "passwords are hard",
            "Tr0ub4dor&3",
            "kX8#qPz!",
            "48210937",
        ),
        *("duarte and the sea", "%&/(=?_:;-+", "密码安全很重要的事", "x1y2z3w4v5"),
    ],
)
def test_others_are_taken(password: str) -> None:
    assert weakness(password, (*ABOUT, "", "X")) is None
