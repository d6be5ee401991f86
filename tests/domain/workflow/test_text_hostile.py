"""Texts that try to take for ever or to fill the memory: each ends soon, by a limit and not by luck."""

import sys
from collections.abc import Generator
from contextlib import contextmanager

import pytest

from evenhand.domain.workflow.text import MAX_TEXT, Text, TextError, Thing

BIG = "x" * 20_000
NAMES = {
    "contact": Thing(
        {"first_name": "A", "bio": BIG, "tags": [f"t{i}" for i in range(1_000)], "html": "<" * 20_000}
    ),
    "message": Thing({"text": "y" * 200_000}),
}
CALLS = 500_000
"""Function calls that a text may take to parse and render, whatever it is: a twentieth of a second."""


class TooManyCalls(Exception):
    pass


@contextmanager
def counted() -> Generator[None]:
    """Fails where the block takes more calls than allowed: the same on every machine, unlike time."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}
        if calls > CALLS:
            sys.setprofile(None)
            raise TooManyCalls

    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(None)


def filled(unit: str, before: str = "", after: str = "") -> str:
    """The unit as often as a text has room for it."""
    return before + unit * ((MAX_TEXT - len(before) - len(after)) // len(unit)) + after


LOOP, END = "{% for i in (1..48) %}", "{% endfor %}"  # just within what a text of this length may repeat
WORK = "takes too much work"

HOSTILE = {
    "openings": ("{{" * 5_000, "never closed"),
    "tags": ("{%" * 5_000, "never closed"),
    "spaces": ("{{" + " " * 9_996 + "}}", "more than 1,000"),
    "spaces never closed": ("{{" + " " * 9_998, "never closed"),
    "comments in comments": (filled("{% comment %}"), "never closed"),
    "openings in a comment": (filled("{{", "{% comment %}"), "never closed"),
    "raw": (filled("{% raw %}"), "never closed"),
    "parentheses": (("{{ " + "(" * 990 + " }}") * 10, "lparen"),
    "brackets": ("{{ " + "a[" * 300 + "b" + "]" * 300 + " }}", "nested too deep"),
    "opening brackets": (("{{ " + "['a " * 240 + " }}") * 10, "segment"),
    "and": ("{% if " + "a and " * 160 + "a %}{% endif %}", "nested too deep"),
    "equal": ("{% if " + "a == " * 190 + "a %}{% endif %}", "nested too deep"),
    "blocks": (filled("{% if a %}"), "nesting limit"),
    "loops in loops": ("{% for i in (1..1000) %}" * 3 + END * 3, WORK),
    "loops one by one": (filled("{% for i in (1..999) %}{% endfor %}"), WORK),
    "a long range": ("{% for i in (1..1000000000) %}x{% endfor %}", "at most 1,000 numbers"),
    "a long range backwards": (
        "{% for i in (1..1000000000) reversed %}x{% endfor %}",
        "at most 1,000 numbers",
    ),
    "a range by a name": ("{% assign n = 999999999 %}{{ (1..n) | join: '' }}", "whole numbers"),
    "unknown names": (filled("{{a}}", LOOP, END), WORK),
    "conditions": (filled("{%if a%}{%endif%}", LOOP, END), WORK),
    "else": (filled("{%elsif a%}", LOOP + "{% if a %}", "{% endif %}" + END), WORK),
    "assignments": (filled("{%assign a=1%}", LOOP, END), None),
    "doubling": (filled("{% assign a = a | append: a %}", "{% assign a = 'xxxxxxxx' %}"), WORK),
    "doubling a list": ("{% assign a = contact.tags %}" + "{% assign a = a | concat: a %}" * 60, WORK),
    "replace": ("{{ 'aaaaaaaaaa' " + "| replace: 'a', 'aaaaaaaaaa' " * 30 + "}}", WORK),
    "replace nothing": ("{{ 'aaaaaaaaaa' " + "| replace: '', 'aaaaaaaaaa' " * 30 + "}}", WORK),
    "join": ("{% assign a = contact.bio | split: '' %}{{ a | join: contact.bio }}", WORK),
    "uniq": ("{% assign a = contact.bio | split: '' | uniq %}", WORK),
    "split": (filled("{% assign b = contact.bio | split: '' %}"), WORK),
    "sort in a loop": (filled("{%assign b=contact.tags|sort%}", LOOP, END), WORK),
    "search in a loop": (filled("{%if contact.bio contains 'y'%}{%endif%}", LOOP, END), WORK),
    "multiplying": ("{% assign n = 9 %}" + LOOP + "{% assign n = n | times: n %}" + END, "number"),
    "many digits": ("{{ " + "9" * 900 + " | times: " + "9" * 50 + " }}", "number"),
    "capture in a loop": (LOOP + "{% capture x %}{{ contact.bio }}{% endcapture %}" + END, WORK),
    "output": ("{{ contact.bio }}{{ contact.first_name }}", "longer than 20,000"),
    "output without an engine": ("{{ message.text }}", "longer than 20,000"),
    "output in a loop": ("{% for t in contact.tags %}{{ contact.bio }}{% endfor %}", "longer than 20,000"),
    "a file": ("{% include '/etc/passwd' %}{% render 'x' %}", "no tag `include`"),
    "wide dates": ("{{ 0 | date: '%9999999999d%999999Y' }}", None),
    "html": ("{{ contact.html | strip_html | size }}", None),
    "large arguments": (
        "{{ 'abc' | truncate: 99999999999999999999 | slice: 0, 99999999999999999999 }}",
        None,
    ),
    "many filters": (filled("{{contact.bio|upcase|downcase|upcase|size}}"), WORK),
    "many short forms": (filled("$contact.first_name"), None),
    "dollars": ("$" * 10_000, None),
    "many mentions": (filled("@{assignee}"), None),
    "mentions never closed": ("@{" * 5_000, None),
    "a long mention": ("@{" + "a" * 9_000 + "@x.test}", None),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_ends_by_a_limit(name: str) -> None:
    source, limit = HOSTILE[name]
    assert len(source) <= MAX_TEXT
    said = None
    with counted():
        try:
            Text(source).render(NAMES)
        except TextError as error:
            said = str(error)
    assert (said is None) == (limit is None), said
    assert limit is None or limit in (said or "")
