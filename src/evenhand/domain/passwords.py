"""Passwords that are guessed at once: no length makes up for being the first that is tried."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from evenhand.domain.texts import Said, said

_WORDS: Final = """
abc abcabc access admin administrator amministratore angel apple asdasd ashley azerty bailey banana baseball
basketball batman benvenuto bienvenido buster butterfly changeme charlie cheese chelsea chocolate ciao
ciaociao company computer contrasena cookie daniel default demo donald dragon evenhand facebook flower
football freedom fussball geheim google guest hallo hallohallo hannah harley hello hellohello hola hunter
iloveyou indonesia internet italia jakarta jennifer jessica jordan joshua juventus katasandi killer letmein
liverpool login lovely loveyou maggie master matrix merlin michael michelle monkey mustang newpassword
nicole ninja office owner parola pass passord passpass password passwort pepper pokemon princesa princess
purple rahasia realmadrid robert samsung sayang schalke schatz schluessel secret secreto segreto selamat
service shadow soccer sommer starwars summer sunshine super superman support team temp temporary test testen
tester testtest thomas tigger trustno user welcome whatever willkommen winter zaqwsx
"""
COMMON: Final = frozenset(_WORDS.split())
"""Words to which most people only add figures."""
PATTERNS: Final = frozenset(
    {"1q2w3e4r", "1q2w3e4r5t", "q1w2e3r4", "q1w2e3r4t5", "1qaz2wsx", "1qazxsw2", "zaq12wsx", "qazwsxedc"}
)
ROWS: Final = (
    *(
        row * 2
        for row in ("1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "azertyuiop")
    ),
    *("asdfghjkl", "zxcvbnm", "yxcvbnm"),
)
"""What lies side by side on a keyboard or in the alphabet."""
LOOKALIKES: Final = str.maketrans("@430517$!|", "aaeosltsil")
ENDS: Final = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def weakness(password: str, about: Iterable[str]) -> Said | None:
    """Why a password is among the first that somebody would try; None for one that is not.

    ``about``: what everybody knows of its user, such as the name, the e-mail and the workspace.
    """
    plain, core = _plain(password) or password, _core(password)
    if core in COMMON or plain in PATTERNS or len(set(plain)) <= 2 or _in_a_row(plain, core):
        return said("This password is one of the first that are tried: choose another one.")
    known = {_core(each) for text in about for each in (text, *re.split(r"[\s@.]+", text))}
    if len(core) > 2 and core in known:
        return said(
            "This password is guessed by who knows the name, e-mail or workspace: choose another one."
        )
    return None


def _in_a_row(plain: str, core: str) -> bool:
    """Whether it goes along a row, or does so but for figures before or after."""
    return any(plain in way or (len(core) > 3 and core in way) for row in ROWS for way in (row, row[::-1]))


def _plain(text: str) -> str:
    """Its letters and figures, small and without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def _core(text: str) -> str:
    """What is left without the figures and signs around it, read as letters where they stand for such."""
    return _plain(ENDS.sub("", text.casefold()).translate(LOOKALIKES))
