import re
import time
from pathlib import Path
from typing import Any, Final

import pytest

from evenhand.channels.custom import outbound
from evenhand.channels.posting import Post
from tests.channels.test_custom_outbound import MESSAGE, NOW, SECRET

PAGE: Final = Path(__file__).parents[2] / "docs" / "custom-channel.md"
EXAMPLES: Final = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def is_genuine(*given: Any) -> bool:
    names: dict[str, Any] = {}
    exec(compile(EXAMPLES[0], PAGE, "exec"), names)
    return names["is_from_evenhand"](*given)


@pytest.fixture
def post() -> Post:
    made = outbound(MESSAGE, SECRET)
    assert isinstance(made, Post)
    return made


@pytest.mark.parametrize(
    ("changed", "genuine"),
    [
        ({}, True),
        ({"body": b"{}"}, False),
        ({"webhook-id": "msg_1_6"}, False),
        ({"webhook-timestamp": "1772366401"}, False),
        ({"webhook-timestamp": ""}, False),
        ({"webhook-signature": ""}, False),
        ({"late": 301}, False),
    ],
)
def test_the_check_of_the_page_takes_what_is_genuine_and_nothing_else(
    changed: dict[str, Any], genuine: bool, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = NOW.timestamp() + changed.get("late", 0)
    monkeypatch.setattr(time, "time", lambda: now)
    headers, body = post.headers | changed, changed.get("body", post.body)
    assert is_genuine(SECRET, headers, body) is genuine


def test_the_call_on_the_page_is_genuine(monkeypatch: pytest.MonkeyPatch) -> None:
    text = PAGE.read_text(encoding="utf-8")
    [request] = re.findall(r"```http\n(.*?)\n```", text, re.DOTALL)
    head, _, body = request.partition("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    [secret] = re.findall(r"`(whsec_\w+=*)`", text)
    monkeypatch.setattr(time, "time", lambda: 1772366400)
    assert is_genuine(secret, headers, body.encode())


def test_the_bridge_of_the_page_is_python() -> None:
    compile(EXAMPLES[1], PAGE, "exec")
