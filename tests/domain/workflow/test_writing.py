"""A document written as a file is the same document when it is read."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.workflow.source import parse_yaml
from evenhand.domain.workflow.writing import update_yaml, write_yaml
from evenhand.gallery import source_of, templates

TRICKY = [
    *("NO", "on", "1", "1.", ".5", "0o7", "~", "", " x", "x ", "2026-12-24", "1_000", "+1", "y", "a: b"),
    *("#c", "- d", '"q"', "line\n  two\n\n", "\t", "null", "true", "=", "<<", "é😀", "1e3", "1:30", "\x85"),
    *("a\u2028b", "\ufeff", "\r\n", "'", "\\", "{{ x }}", "!!str", "&a", "*a", "|", ">", "%", "@", "`"),
    *("?", ":", "-", "---"),
]
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)

FILE = """\
# What we greet with
version: 1
name: Hello
trigger: {type: conversation_opened}   # whoever opens it
steps:
  # the first words
  - id: hi
    type: send_message
    text: 'Hi "you"'   # friendly

  - id: rest
    type: wait
    duration: 1h
"""


def read(text: str) -> Any:
    source = parse_yaml(text)
    assert source.problems == ()
    return source.data


@given(st.dictionaries(TEXT, VALUES, max_size=4))
def test_what_is_written_is_read_again(document: dict[str, Any]) -> None:
    assert read(write_yaml(document)) == document


@pytest.mark.parametrize("text", TRICKY)
def test_a_tricky_text_stays_a_text(text: str) -> None:
    document = {"a": text, "b": [text], "c": {text or "x": 1}}
    assert read(write_yaml(document)) == document


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.file)
def test_a_workflow_is_written_as_one_would_write_it(template: Any) -> None:
    document: Any = source_of(template.file).data
    text = write_yaml(document)
    assert read(text) == document
    assert text.startswith("version: 1\nname: ")
    assert write_yaml(read(text)) == text
    assert update_yaml(text, document) == text


def test_a_file_that_says_the_same_is_left_as_it_is() -> None:
    assert update_yaml(FILE, read(FILE)) == FILE


def test_a_change_leaves_the_comments_and_the_form_of_the_rest() -> None:
    document = read(FILE)
    document["steps"][0]["text"] = "Hello"
    document["steps"].append({"id": "bye", "type": "send_message", "text": "a\nb\n"})
    before, after = FILE.splitlines(), update_yaml(FILE, document).splitlines()
    assert read("\n".join(after) + "\n") == document
    changed = before.index("""    text: 'Hi "you"'   # friendly""")
    assert [line for at, line in enumerate(before) if at != changed and line not in after] == []
    assert "Hello" in after[changed]
    assert after[changed].endswith("# friendly")
    assert after[-5:] == [
        "  - id: bye",
        "    type: send_message",
        "    text: |",
        "      a",
        "      b",
    ]


def test_what_goes_takes_its_comments_along_and_what_moves_brings_them() -> None:
    document = read(FILE)
    document["steps"].reverse()
    text = update_yaml(FILE, document)
    assert read(text) == document
    assert "# friendly" in text
    del document["steps"][1]
    text = update_yaml(FILE, document)
    assert read(text) == document
    assert "# What we greet with" in text
    assert "friendly" not in text


def test_what_is_written_in_one_line_keeps_the_comment_behind_it() -> None:
    text = """\
stop_when:
  - agent_message # an answer
  # or
  - manual_assignment
steps:
  - {id: hi, type: end} # first
  # about the second
  - {id: bye, type: end} # second
"""
    document = read(text)
    document["steps"][1]["type"] = "wait"
    assert update_yaml(text, document) == text.replace("bye, type: end", "bye, type: wait")
    document["steps"].reverse()
    document["stop_when"].remove("manual_assignment")
    assert (
        update_yaml(text, document)
        == """\
stop_when:
  - agent_message # an answer
  # or
steps:
  - {id: bye, type: wait} # second
  - {id: hi, type: end} # first
  # about the second
"""
    )


@given(st.dictionaries(TEXT, VALUES, max_size=3), st.dictionaries(TEXT, VALUES, max_size=3))
def test_any_file_can_be_changed_into_any_other(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert read(update_yaml(write_yaml(before), after)) == after


@pytest.mark.parametrize("text", ["", "[", "- 1", "a: &x 1\nb: *x\n", "\0", "a: 1\n---\nb: 2\n"])
def test_a_file_that_cannot_be_changed_is_written_anew(text: str) -> None:
    document = {"a": 2, "b": 1}
    assert read(update_yaml(text, document)) == document
