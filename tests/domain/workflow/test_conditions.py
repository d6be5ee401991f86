from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.domain.workflow.comparing import Operator, compare, exists
from evenhand.domain.workflow.conditions import OPERATORS, Condition, Group, holds
from evenhand.domain.workflow.format import from_json, parse_yaml, read
from tests.domain.workflow.documents import EXAMPLE, with_conditions, with_steps

ALL_OPERATORS: tuple[Operator, ...] = get_args(Operator)
NEGATED: dict[Operator, Operator] = {
    "is_not_equal_to": "is_equal_to",
    "does_not_exist": "exists",
    "does_not_contain": "contains",
    "has_none_of": "has_any_of",
}


@pytest.mark.parametrize(
    ("left", "operator", "right"),
    [
        ("Ana", "is_equal_to", " ana "),
        ("  STRASSE", "is_equal_to", "straße"),
        ("Ana", "is_not_equal_to", "Ben"),
        ("x", "exists", None),
        (0, "exists", None),
        (False, "exists", None),
        ("", "does_not_exist", None),
        (" \n", "does_not_exist", None),
        (None, "does_not_exist", None),
        ([], "does_not_exist", None),
        ("My Invoice, please", "contains", "INVOICE"),
        ("abc", "does_not_contain", "d"),
        ("  Hello world", "starts_with", "hello"),
        ("Hello world ", "ends_with", "WORLD"),
        (5, "is_greater_than", 4),
        (5, "is_greater_than", "4.5"),
        ("10", "is_greater_than", "9"),
        (5, "is_less_than", 5.5),
        (Decimal("1.10"), "is_equal_to", 1.1),
        (1, "is_equal_to", "1.0"),
        (5, "is_between", [5, 6]),
        (6, "is_between", ["5", 6]),
        (True, "is_equal_to", "TRUE"),
        (False, "is_not_equal_to", True),
        (timedelta(minutes=90), "is_equal_to", "1h30m"),
        (timedelta(minutes=16), "is_greater_than", "15m"),
        (timedelta(minutes=15), "is_between", ["10m", "15m"]),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "is_before", "2026-03-02T09:01Z"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "is_after", "2026-03-01"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "is_equal_to", "2026-03-02"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "is_between", ["2026-03-01", "2026-03-02"]),
        (datetime(2026, 3, 2, 23, tzinfo=timezone(timedelta(hours=-5))), "is_equal_to", "2026-03-02"),
        (datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=1))), "is_equal_to", "2026-03-02T09:00"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "is_equal_to", "2026-03-02T10:00:00+01:00"),
        (datetime(2026, 3, 2, 10, tzinfo=timezone(timedelta(hours=1))), "is_equal_to", "2026-03-02T09:00Z"),
        (date(2026, 3, 2), "is_between", ["2026-03-02", "2026-03-31"]),
        ("2026-03-02", "is_before", "2026-03-03"),
        (["vip", "new"], "has_any_of", ["old", "VIP "]),
        (["vip", "new"], "has_all_of", ["new", "vip"]),
        (["vip", "new"], "has_none_of", ["old"]),
        (["vip", "new"], "is_equal_to", ["New", "Vip"]),
        (["vip", "new"], "is_not_equal_to", ["vip"]),
        (frozenset({"vip"}), "is_equal_to", "vip"),
        ("api", "has_any_of", ["user", "api"]),
        (3, "has_any_of", ["1", "3"]),
    ],
)
def test_what_holds(left: object, operator: Operator, right: object) -> None:
    assert compare(operator, left, right)
    if operator in NEGATED:
        assert not compare(NEGATED[operator], left, right)


@pytest.mark.parametrize(
    ("left", "operator", "right"),
    [
        ("Ana", "is_equal_to", "An"),
        ("", "is_equal_to", ""),
        (None, "is_equal_to", None),
        ("abc", "contains", " "),
        ("abc", "starts_with", ""),
        (5, "contains", "5"),
        ("abc", "contains", 5),
        (5, "is_greater_than", 5),
        (5, "is_less_than", "many"),
        ("many", "is_greater_than", 3),
        (True, "is_greater_than", 0),
        (1, "is_equal_to", True),
        ("x", "is_equal_to", True),
        (4, "is_between", [5, 6]),
        (5, "is_between", [6, 5]),
        (5, "is_between", [5]),
        (5, "is_between", 5),
        (timedelta(minutes=15), "is_greater_than", "15m"),
        (timedelta(minutes=15), "is_greater_than", 900),
        (datetime(2026, 3, 2, tzinfo=UTC), "is_before", "soon"),
        (datetime(2026, 3, 2, 9, tzinfo=UTC), "is_after", "2026-03-02"),
        (float("nan"), "is_equal_to", "nan"),
        (["vip"], "has_all_of", ["vip", "new"]),
        ([], "has_all_of", ["vip"]),
        (["vip"], "contains", "vip"),
        ("vip", "has_any_of", []),
    ],
)
def test_what_does_not_hold(left: object, operator: Operator, right: object) -> None:
    assert not compare(operator, left, right)


VALUES: st.SearchStrategy[Any] = st.deferred(
    lambda: (
        st.none()
        | st.text(max_size=6)
        | st.sampled_from(
            ["5", "1e999999999", "-0", "2026-03-02", "9999-12-31T23:59:59-23:59", "1h", "true", "NaN"]
        )
        | st.integers()
        | st.floats()
        | st.booleans()
        | st.decimals()
        | st.timedeltas()
        | st.dates()
        | st.datetimes(
            timezones=st.none() | st.just(UTC) | st.just(timezone(timedelta(hours=-23, minutes=-59)))
        )
        | st.lists(st.text(max_size=3) | st.integers(), max_size=3)
        | st.frozensets(st.text(max_size=3), max_size=3)
        | st.dictionaries(st.text(max_size=2), st.integers(), max_size=2)
    )
)


@given(VALUES, st.sampled_from(ALL_OPERATORS), VALUES)
def test_every_comparison_answers(left: Any, operator: Operator, right: Any) -> None:
    assert compare(operator, left, right) in {True, False}
    if operator in NEGATED:
        assert compare(operator, left, right) is not compare(NEGATED[operator], left, right)


@given(st.sampled_from([None, "", "  ", [], ()]), st.sampled_from(ALL_OPERATORS), VALUES)
def test_what_does_not_exist_compares_as_false(left: Any, operator: Operator, right: Any) -> None:
    assert compare(operator, left, right) is (operator in NEGATED)


@given(VALUES)
def test_what_exists_equals_itself(value: object) -> None:
    if isinstance(value, str | int | timedelta | date) and exists(value):
        assert compare("is_equal_to", value, value)


def asked(value: object) -> Any:
    """A condition that holds exactly for this value, and notes that it was asked."""
    return Condition(category="x", operator="is_equal_to", value=value)


def test_groups_nest_and_stop_when_they_know() -> None:
    seen: list[object] = []

    def lookup(condition: Condition) -> object:
        seen.append(condition.value)
        return "yes" if condition.value in {"yes", "also"} and condition.value == "yes" else "no"

    yes, no = asked("yes"), asked("other")
    assert holds(Group(), lookup)
    assert holds(Group(all=()), lookup)
    assert not holds(Group(any=()), lookup)
    assert holds(Group(all=(yes, Group(any=(no, yes)))), lookup)
    assert not holds(Group(all=(yes, Group(all=(yes, no)))), lookup)
    seen.clear()
    assert not holds(Group(all=(no, yes, yes)), lookup)
    assert holds(Group(any=(yes, no)), lookup)
    assert seen == ["other", "yes"]


def test_a_trigger_is_a_group() -> None:
    workflow, _ = read(parse_yaml(EXAMPLE))
    assert workflow is not None
    assert holds(workflow.trigger, lambda condition: {"source": "contact"}[condition.category])
    assert not holds(workflow.trigger, lambda _: "api")


def problems(*conditions: Any) -> dict[str, str]:
    return {
        problem.path.removeprefix("/trigger/all/"): problem.detail
        for problem in read(from_json(with_conditions(*conditions)))[1]
        if problem.severity == "error"
    }


def condition(operator: str = "is_equal_to", category: str = "source", **more: Any) -> dict[str, Any]:
    return {"category": category, "operator": operator, **more}


@pytest.mark.parametrize(
    "good",
    [
        condition(value="contact"),
        condition("is_not_equal_to", value="api"),
        condition("has_any_of", value=["user", "workflow"]),
        condition("exists"),
        condition("contains", "channel", value="web"),
        condition("is_equal_to", "channel", value="Web chat"),
        {
            "any": [
                condition(value="contact"),
                {"all": [condition(value="user"), condition("exists", "channel")]},
            ]
        },
    ],
)
def test_conditions_as_they_should_be(good: dict[str, Any]) -> None:
    assert problems(good) == {}


@pytest.mark.parametrize(
    ("bad", "path", "said"),
    [
        (condition(category="sourc", value="contact"), "0/category", "`source`?"),
        (condition(category="closing_category", value="x"), "0/category", "there is `contact_field`"),
        (condition(value="contct"), "0/value", "`contact`?"),
        (condition(value=5), "0/value", "must be `contact`, `user`, `workflow` or `api`"),
        (condition(value=["contact"]), "0/value", "not a list"),
        (condition(value=None), "0/value", "does_not_exist"),
        (condition(), "0/value", "is missing"),
        (condition("has_any_of", value="contact"), "0/value", "must be a list"),
        (condition("has_any_of", value=[]), "0/value", "must not be empty"),
        (condition("has_any_of", value=["contact", "x"]), "0/value", "must be `contact`"),
        (condition("exists", value="contact"), "0/value", "remove"),
        (condition("is_greater_than", value="contact"), "0/operator", "is a text: it takes `is_equal_to`"),
        (condition("has_all_of", value=["contact"]), "0/operator", "is a text"),
        (condition("equals", value="contact"), "0/operator", "must be `is_equal_to`"),
        (condition("is_equal", value="contact"), "0/operator", "`is_equal_to`?"),
        (condition("is_equal_to", "channel", value=" "), "0/value", "must be a text"),
        (condition("is_equal_to", "channel", value=5), "0/value", "in quotes"),
        (condition(value="contact", field="x"), "0/field", "has no field: remove"),
        (condition(value="contact", vlaue=1), "0/vlaue", "`value`?"),
        ({"category": "source"}, "0/operator", "is missing"),
        ({"any": []}, "0/any", "at least one"),
        ({"all": [], "any": [condition(value="contact")]}, "0/any", "side by side"),
        ({"all": {}}, "0/all", "must be a list"),
        ({"any": [condition(value="contct")]}, "0/any/0/value", "`contact`?"),
        ("source", "0", "must be a mapping"),
    ],
)
def test_conditions_as_they_should_not_be(bad: Any, path: str, said: str) -> None:
    found = problems(bad)
    assert said in found[path]


def test_every_condition_is_checked() -> None:
    found = problems(condition(category="x", operator="y"), condition(value=1), 7, {"any": [3]})
    assert sorted(found) == ["0/category", "0/operator", "1/value", "2", "3/any/0"]


def test_a_group_has_20_conditions_at_most() -> None:
    assert problems(*[condition(value="contact")] * 20) == {}
    found = read(
        from_json(with_conditions(*[condition(value="contact")] * 20, {"any": [condition("exists")]}))
    )[1]
    assert [problem.path for problem in found if problem.severity == "error"] == ["/trigger/all"]
    assert "21 conditions; at most 20" in found[0].detail


def test_without_a_trigger_its_conditions_are_not_judged() -> None:
    document = with_steps(trigger={"type": "nothing", "all": [condition(category="x")]})
    assert [problem.path for problem in read(from_json(document))[1]] == ["/trigger/type", "/steps"]


def test_each_type_has_operators_that_exist() -> None:
    assert {operator for operators in OPERATORS.values() for operator in operators} == set(ALL_OPERATORS)
