from time import process_time
from typing import Any

import pytest

from evenhand.domain.workflow.format import from_json, read
from evenhand.domain.workflow.jsonpath import MAX_FOUND, MAX_SEARCHED, PathError, path_of
from tests.domain.workflow.documents import with_steps

BODY: dict[str, Any] = {
    "customer": {"mail": "a@x.test", "vip": True, "none": None, "odd name": 1},
    "items": [{"kind": "tea", "n": 2}, {"kind": "cup", "n": 1}, {"kind": "tea", "n": 5}],
    "wanted": "cup",
}


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("$.customer.mail", "a@x.test"),
        ("$['customer']['odd name']", 1),
        ("$.customer.vip", True),
        ("$.customer.none", None),
        ("$.customer.nothing", None),
        ("$.items[0].kind", "tea"),
        ("$.items[-1].n", 5),
        ("$.items[*].n", [2, 1, 5]),
        ("$.items[0:2].n", [2, 1]),
        ("$..kind", ["tea", "cup", "tea"]),
        ("$.items[?@.kind == 'tea' && @.n > 3].n", 5),
        ("$.items[?@.kind == $.wanted].n", 1),
        ("$.items[?!@.nothing].n", [2, 1, 5]),
        ("$.wanted.x", None),
    ],
)
def test_what_is_found(path: str, found: object) -> None:
    assert path_of(path).find(BODY) == found


@pytest.mark.parametrize("body", [None, 5, "x", '{"a": 1}', True, [], {}])
def test_nothing_is_found_in_what_has_no_parts(body: object) -> None:
    assert path_of("$.a").find(body) is None
    assert path_of("$..a").find(body) is None


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("", "beginning with `$`"),
        ("customer.mail", "beginning with `$`"),
        ("$.", "is no JSONPath"),
        ("$.a | $.b", "is no JSONPath"),
        ("$.a ", "is no JSONPath"),
        ("$..*..*", "once"),
        ("$['a', 'b']", "one thing at a time"),
        ("$[?@..x]", "inside a filter"),
        ("$[?@[*]]", "inside a filter"),
        ("$[?match(@.a, '(a+)+b')]", "functions and patterns"),
        ("$[?length(@.a) > 1]", "functions and patterns"),
        ("$[?@.a][?@.b][?@.c]", "at most 2 filters"),
        ("$[?@[?@.a]]", "inside a filter"),
        ("$.a[99999999999999999999]", "is no JSONPath"),
        ("$." + "a" * 300, "at most 300"),
        ("$[" + "(" * 250, "is no JSONPath"),
    ],
)
def test_what_could_take_for_ever_is_let_in_nowhere(path: str, said: str) -> None:
    with pytest.raises(PathError) as error:
        path_of(path)
    assert said in str(error.value)


def test_a_large_or_deep_body_is_searched_in_bounded_time() -> None:
    deep: object = 1
    for _ in range(900):
        deep = [deep]
    large = [[{"a": n} for n in range(100)] for _ in range(MAX_SEARCHED // 100)]
    begun = process_time()
    assert path_of("$..a").find(deep) is None
    assert path_of("$..[?@.a == -1]").find(large) is None  # too many to search
    found: Any = path_of("$[*][*].a").find(large)
    assert len(found) == MAX_FOUND
    assert path_of("$..*[?@.a == -1 || @.b == 1]").find(large[:20]) is None
    assert process_time() - begun < 2


def test_a_path_in_a_document_says_what_is_wrong_with_it() -> None:
    trigger = {"type": "incoming_webhook", "contact": {"email": "mail"}, "save": {"x": 5, "1": "$.a"}}
    found = {problem.path: problem.detail for problem in read(from_json(with_steps(trigger=trigger)))[1]}
    assert "JSONPath such as `$.customer.mail`" in found["/trigger/contact/email"]
    assert "not the number `5`" in found["/trigger/save/x"]
    assert "letters, digits" in found["/trigger/save/1"]


@pytest.mark.parametrize("contact", [{}, {"email": "$.a", "phone": "$.b"}])
def test_a_webhook_finds_its_contact_in_one_way(contact: dict[str, str]) -> None:
    trigger = {"type": "incoming_webhook", "contact": contact}
    found = [problem.detail for problem in read(from_json(with_steps(trigger=trigger)))[1]]
    assert any("a contact is found by" in detail for detail in found)


def test_a_form_has_each_name_once() -> None:
    field = {"name": "a", "type": "text"}
    trigger = {"type": "shortcut", "form": [field, field]}
    found = {problem.path: problem.detail for problem in read(from_json(with_steps(trigger=trigger)))[1]}
    assert found["/trigger/form/1/name"] == "`a` stands in the form twice"
