import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from evenhand.domain.workflow.source import MAX_DEPTH, MAX_VALUES, from_json, parse_yaml
from tests.domain.workflow.documents import EXAMPLE


def problem(text: str) -> tuple[int | None, int | None, str]:
    """The one problem of a text that cannot be read: line, column and what it says."""
    (only,) = parse_yaml(text).problems
    return only.line, only.column, only.detail


def test_the_words_of_yaml_1_1_are_texts() -> None:
    source = parse_yaml(
        "{country: NO, toggle: on, answer: yes, time: 12:30, date: 2026-12-24, base: 0b1, und: 1_0}"
    )
    assert source.data == {
        "country": "NO",
        "toggle": "on",
        "answer": "yes",
        "time": "12:30",
        "date": "2026-12-24",
        "base": "0b1",
        "und": "1_0",
    }


def test_plain_values_have_the_types_of_yaml_1_2() -> None:
    source = parse_yaml("[1, -7, +3, 0o17, 0x1F, 1.5, .5, 1e3, true, False, null, ~, '1', \"true\", '']")
    expected = [1, -7, 3, 15, 31, 1.5, 0.5, 1000.0, True, False, None, None, "1", "true", ""]
    assert source.data == expected
    assert repr(source.data) == repr(expected)


def test_a_json_file_reads_the_same() -> None:
    data = {"a": ["x\n", 1, 2.5, True, None, {"b": "\N{GRINNING FACE} \\ / é"}], "tab": "\t"}
    assert parse_yaml(json.dumps(data)).data == data
    assert parse_yaml(json.dumps(data, indent="\t", ensure_ascii=False)).data == data


def test_every_value_and_key_has_its_place() -> None:
    source = parse_yaml(EXAMPLE)
    assert source.problems == ()
    assert source.values["/steps/1/on_timeout/0/text"] == (24, 15)
    assert source.keys["/steps/1/on_timeout/0/text"] == (24, 9)
    assert source.values["/trigger/all/0"] == (7, 7)
    assert source.values["/trigger/all/0/value"] == (7, 56)


def test_what_is_missing_is_placed_where_it_should_be() -> None:
    source = parse_yaml(EXAMPLE)
    assert source.place("/steps/1/user") == (14, 5)
    assert source.place("/steps/1/timeout", key=True) == (20, 5)
    assert from_json({}).place("/steps") is None


def test_an_empty_value_has_the_place_of_its_key() -> None:
    assert parse_yaml("a: 1\nb:\n\nc: 2\n").place("/b") == (2, 1)


def test_keys_with_slashes_are_escaped_in_pointers() -> None:
    assert parse_yaml("{a/b~c: {d: 1}}").values["/a~1b~0c/d"] == (1, 13)


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("", 1, 1, "empty"),
        ("# nothing but a comment\n", 1, 1, "empty"),
        ("a: 1\nb: [1,\n", 3, 1, "not YAML"),
        ("a: 'x", 1, 6, "not YAML"),
        ("a: 1\n  b: 2\n", 2, 4, "not YAML"),
        ("a: 1\n--- \nb: 2\n", 2, 1, "second document"),
        ("a: 1\n? [x]\n: 2\n", 2, 3, "keys"),
        ("a: *nowhere", 1, 4, "`&nowhere`"),
        ("a: &a [*a]", 1, 8, "`&a`"),
        ("a: \0", 1, 4, "NUL"),
        ("x: 1\na: b\ud800", 2, 5, "half of a character"),
        ('a: "\\UFFFFFFFF"', 1, 1, "not YAML"),
        ("a: @b", 1, 4, "not YAML"),
        ("%YAML 7.1\n---\na: 1", 1, 1, "not YAML"),
    ],
)
def test_a_text_that_cannot_be_read_says_why_and_where(text: str, line: int, column: int, said: str) -> None:
    assert problem(text)[:2] == (line, column)
    assert said in problem(text)[2]
    assert parse_yaml(text).data is UNSET


@pytest.mark.parametrize(
    ("text", "line", "column", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, 1, "stands here twice, first on line 1"),
        ("a: !!str 5", 1, 4, "`!!str`"),
        ("a: !thing {b: 1}", 1, 4, "`!thing`"),
        ("!x a: 1", 1, 1, "`!x`"),
        ("1: x", 1, 1, "`1` is no text"),
        ("a: {true: x}", 1, 5, "`true` is no text"),
        ("~: x", 1, 1, "`~` is no text"),
        ('a: "b\\0c"', 1, 4, "NUL"),
        ('{"a": "\\ud83d"}', 1, 7, "half of a character"),
        ("a: .inf", 1, 4, "no number"),
        ("a: .nan", 1, 4, "no number"),
        ("a: 1e999", 1, 4, "no number"),
        ("a: 99999999999999999999999999999999999999", 1, 4, "too large"),
        ("a: -9223372036854775809", 1, 4, "too large"),
    ],
)
def test_what_a_document_cannot_hold(text: str, line: int, column: int, said: str) -> None:
    assert problem(text)[:2] == (line, column)
    assert said in problem(text)[2]


def test_all_such_problems_are_found_at_once() -> None:
    source = parse_yaml("a: !x 1\na: 2\n3: .inf\n")
    assert [(found.line, found.column) for found in source.problems] == [(1, 4), (2, 1), (3, 1), (3, 4)]


def test_of_a_key_that_stands_twice_the_first_counts() -> None:
    source = parse_yaml("a: 1\na: {b: [2]}\nc: 3\n")
    assert source.data == {"a": 1, "c": 3}
    assert source.values["/a"] == (1, 4)
    assert "/a/b" not in source.values


def test_aliases_repeat_what_they_name() -> None:
    source = parse_yaml("a: &x {b: [1]}\nc: [*x, *x]\n")
    assert source.data == {"a": {"b": [1]}, "c": [{"b": [1]}, {"b": [1]}]}
    assert source.place("/c/1/b/0") == (2, 9)


def test_a_bomb_of_aliases_is_refused() -> None:
    layers = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    layers += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    (only,) = parse_yaml("\n".join(layers)).problems
    assert f"more than {MAX_VALUES:,} values" in only.detail


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 50_000, "? " * 50_000])
def test_deep_nesting_is_refused_at_once(text: str) -> None:
    _, _, detail = problem(text)
    assert "deep" in detail or "keys" in detail


def test_as_deep_as_allowed_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert parse_yaml(text).problems == ()
    assert problem(f"[{text}]") == (1, MAX_DEPTH + 1, f"the document is nested more than {MAX_DEPTH} deep")


def test_a_large_file_is_refused() -> None:
    assert "larger" in problem("a: " + "x" * 1_000_000)[2]


@given(st.text() | st.text(alphabet="{}[]:-?&*!|>'\"%#@, \n\tab1~.", max_size=60))
def test_any_text_gives_data_or_a_problem(text: str) -> None:
    source = parse_yaml(text)
    assert source.problems or source.data is not UNSET
    for found in source.problems:
        assert found.line is None or (found.line >= 1 and (found.column or 0) >= 1)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63) + 1, 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    # YAML takes keys of 1,024 characters at most, escapes and all.
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=50), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_json_reads_the_same_by_either_door(data: Any) -> None:
    by_text, by_data = parse_yaml(json.dumps(data)), from_json(data)
    assert bool(by_text.problems) == bool(by_data.problems)
    if not by_text.problems:
        assert by_text.data == by_data.data == data


@pytest.mark.parametrize(
    ("data", "path", "said"),
    [
        ({"a": {"b": "x\0"}}, "/a/b", "NUL"),
        ({"a": ["\ud800"]}, "/a/0", "half of a character"),
        ({"a": {"x\0": 1}}, "/a", "NUL"),
        ({"a": float("nan")}, "/a", "no number"),
        ({"a": 2**63}, "/a", "too large"),
        ({1: 2}, "", "keys"),
        ({"a": b"x"}, "/a", "only texts"),
        ("x" * 1_000_001, "", "larger"),
        ([0] * 50_000, "", "values"),
    ],
)
def test_data_that_no_document_can_hold(data: object, path: str, said: str) -> None:
    (only,) = from_json(data).problems
    assert only.path == path
    assert said in only.detail


def test_deep_data_is_refused() -> None:
    data: list[Any] = []
    for _ in range(5_000):
        data = [data]
    (only,) = from_json(data).problems
    assert "deep" in only.detail
