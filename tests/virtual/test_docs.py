"""The example of the documentation holds, and every entry and expectation that there is stands in it."""

import asyncio
import re
from pathlib import Path
from typing import Final

from evenhand.virtual.entries import ACTIONS
from evenhand.virtual.expectations import KINDS
from evenhand.virtual.files import load_scenario
from evenhand.virtual.player import play_in_memory

DOCS: Final = (Path(__file__).parents[2] / "docs" / "scenarios.md").read_text(encoding="utf-8")


def test_the_example_holds(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL)
    file = tmp_path / "silent.yaml"
    file.write_text(example)
    played = asyncio.run(play_in_memory(load_scenario(file)))
    assert [failure.words for failure in played.failures] == []


def test_nothing_is_left_out() -> None:
    assert [kind for kind in (*ACTIONS, *KINDS) if f"`{kind}:" not in DOCS] == []
