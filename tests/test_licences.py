"""Whatever Evenhand is installed with or has built in may be used with a program under Apache-2.0."""

import json
import re
from collections.abc import Iterator
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final, cast

ROOT: Final = Path(__file__).parents[1]
PERMISSIVE: Final = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0", "PSF-2.0"),
    "Unlicense",
}
# Names from before there were identifiers.
OLD: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
}
# Used as they are, beside Evenhand and not in it, as NOTICE says.
REPLACEABLE: Final = {"psycopg", "psycopg-binary", "psycopg-pool"}
# These pack Evenhand; it runs without them.
TOOLS: Final = {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}


def installed() -> Iterator[tuple[str, str]]:
    """The packages that an installation has, with their licences; what is for other platforms is not here."""
    locked = (ROOT / "requirements" / "run.lock").read_text()
    for name in re.findall(r"^([a-z0-9.-]+)==", locked, re.MULTILINE):
        try:
            told = cast(Message, metadata(name))
        except PackageNotFoundError:
            continue
        if name not in TOOLS:
            yield name, told.get("License-Expression") or " OR ".join(classified(told)) or told["License"]


def classified(told: Message) -> list[str]:
    names = [str(each).rpartition(" :: ")[2] for each in told.get_all("Classifier", []) if "License" in each]
    return [OLD.get(name, name) for name in names]


def built_in() -> Iterator[tuple[str, str]]:
    """The packages that the web app is built from, with their licences."""
    packages = json.loads((ROOT / "web" / "package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        if path and not package.get("dev"):
            yield path, package.get("license", "")


def fits(licence: str) -> bool:
    """Whether an SPDX expression lets one choose nothing but permissive licences."""
    choices = licence.strip("()").split(" OR ")
    return any(set(choice.split(" AND ")) <= PERMISSIVE for choice in choices)


def test_what_evenhand_is_installed_with_is_permissive_or_can_be_replaced() -> None:
    found = dict(installed())
    assert len(found) > 40
    assert {name for name, licence in found.items() if not fits(licence)} == REPLACEABLE


def test_what_is_built_into_the_web_app_is_permissive() -> None:
    found = dict(built_in())
    assert len(found) > 90
    assert {name: licence for name, licence in found.items() if not fits(licence)} == {}


def test_a_licence_that_does_not_fit_is_seen() -> None:
    assert not fits("GPL-3.0-only")
    assert not fits("MIT AND MPL-2.0")
    assert not fits("")
    assert fits("GPL-2.0-only OR MIT")
