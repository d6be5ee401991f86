"""What conditions ask about, and the moments at which it is judged."""

from typing import Any

import pytest

from evenhand.domain import commands as c
from evenhand.domain.model import Message
from tests.domain.stage import API, Stage, act, assign_to, say

MANUAL = {"type": "manual"}


def asking(category: str, operator: str = "exists", **more: Any) -> dict[str, Any]:
    return {"category": category, "operator": operator, **more}


def field(name: str, operator: str, value: Any = None) -> dict[str, Any]:
    return asking("contact_field", operator, field=name, **({} if value is None else {"value": value}))


def branch(*conditions: dict[str, Any]) -> dict[str, Any]:
    """A step that says in the trail whether all of these hold."""
    return {"id": "asked", "type": "branch", "branches": [{"name": "yes", "all": [*conditions], "steps": []}]}


class Asker:
    """Asks about one contact, by a workflow that is started by hand each time."""

    def __init__(self, stage: Stage, contact: int) -> None:
        self.stage = stage
        self.contact = contact

    def holds(self, *conditions: dict[str, Any], **variables: Any) -> bool:
        stage = self.stage
        workflow = stage.workflow(branch(*conditions), name=f"Asked {stage.state.seq}", trigger=MANUAL)
        stage.do(c.StartRun, workflow_id=workflow, contact_id=self.contact, variables=variables)
        assert stage.outcome(self.contact, workflow) == ("completed", None)
        return stage.trail(self.contact, workflow)[-1][1] == "branches/0/steps"


@pytest.fixture
def stage() -> Stage:
    return Stage()


@pytest.fixture
def ask(stage: Stage) -> Asker:
    for name in ("text", "number", "date", "list", "boolean"):
        stage.new(c.CreateCustomField, name=f"a {name}", type=name)
        stage.new(c.CreateCustomField, name=f"no {name}", type=name)
    contact = stage.write(
        "carl", first_name="Carl", email="Carl@x.test", phone="+34600111222", language="pt-BR", country="es"
    )
    fields = {
        "a text": " Gold ",
        "a number": 5,
        "a date": "2026-03-02",
        "a list": ["x", "y"],
        "a boolean": False,
    }
    stage.do(c.UpdateContact, contact_id=contact, fields=fields, tags=["vip", "New"])
    return Asker(stage, contact)


# --- contact fields by type, with and without a value ----------------------------------------------

OF_TEXT: list[tuple[str, Any, bool, bool]] = [
    ("is_equal_to", "gold", True, False),
    ("is_equal_to", "silver", False, False),
    ("is_not_equal_to", "silver", True, True),
    ("is_not_equal_to", "GOLD", False, True),
    ("exists", None, True, False),
    ("does_not_exist", None, False, True),
    ("contains", "OL", True, False),
    ("does_not_contain", "x", True, True),
    ("does_not_contain", "o", False, True),
    ("starts_with", "go", True, False),
    ("ends_with", "LD", True, False),
    ("has_any_of", ["x", "gold"], True, False),
    ("has_any_of", ["x"], False, False),
]
OF_NUMBER: list[tuple[str, Any, bool, bool]] = [
    ("is_equal_to", 5.0, True, False),
    ("is_equal_to", "5", True, False),
    ("is_not_equal_to", 4, True, True),
    ("exists", None, True, False),
    ("does_not_exist", None, False, True),
    ("is_greater_than", 4, True, False),
    ("is_greater_than", 5, False, False),
    ("is_less_than", 5.5, True, False),
    ("is_between", [5, 6], True, False),
    ("is_between", [6, 7], False, False),
    ("has_any_of", [1, 5], True, False),
]
OF_DATE: list[tuple[str, Any, bool, bool]] = [
    ("is_equal_to", "2026-03-02", True, False),
    ("is_equal_to", "2026-03-02T23:59", True, False),
    ("is_not_equal_to", "2026-03-03", True, True),
    ("exists", None, True, False),
    ("does_not_exist", None, False, True),
    ("is_before", "2026-03-03", True, False),
    ("is_before", "2026-03-02", False, False),
    ("is_after", "2026-03-01", True, False),
    ("is_greater_than", "2026-03-01", True, False),
    ("is_less_than", "2026-03-01", False, False),
    ("is_between", ["2026-03-01", "2026-03-02"], True, False),
    ("has_any_of", ["2026-01-01", "2026-03-02"], True, False),
]
OF_LIST: list[tuple[str, Any, bool, bool]] = [
    ("is_equal_to", ["Y", "x"], True, False),
    ("is_equal_to", ["x"], False, False),
    ("is_not_equal_to", ["x"], True, True),
    ("exists", None, True, False),
    ("does_not_exist", None, False, True),
    ("has_any_of", ["z", "X"], True, False),
    ("has_all_of", ["x", "y"], True, False),
    ("has_all_of", ["x", "z"], False, False),
    ("has_none_of", ["z"], True, True),
    ("has_none_of", ["x"], False, True),
]
OF_BOOLEAN: list[tuple[str, Any, bool, bool]] = [
    ("is_equal_to", False, True, False),
    ("is_equal_to", "FALSE", True, False),
    ("is_equal_to", True, False, False),
    ("is_not_equal_to", True, True, True),
    ("exists", None, True, False),
    ("does_not_exist", None, False, True),
]
TABLE = {"text": OF_TEXT, "number": OF_NUMBER, "date": OF_DATE, "list": OF_LIST, "boolean": OF_BOOLEAN}
CASES = [(name, *row) for name, rows in TABLE.items() for row in rows]


@pytest.mark.parametrize(("type_", "operator", "value", "with_value", "without"), CASES)
def test_custom_fields_compare_by_their_type(
    ask: Asker, type_: str, operator: str, value: Any, with_value: bool, without: bool
) -> None:
    assert ask.holds(field(f"a {type_}", operator, value)) is with_value
    assert ask.holds(field(f"no {type_}", operator, value)) is without


@pytest.mark.parametrize(("type_", "operator", "value", "with_value", "without"), CASES)
def test_variables_compare_by_what_they_are(
    ask: Asker, type_: str, operator: str, value: Any, with_value: bool, without: bool
) -> None:
    given = {"text": " Gold ", "number": 5, "date": "2026-03-02", "list": ["x", "y"], "boolean": False}[type_]
    if type_ == "date" and operator in {"is_equal_to", "has_any_of"}:
        return  # the text of a date is equal to the same text
    condition = asking("variable", operator, field="v", **({} if value is None else {"value": value}))
    assert ask.holds(condition, v=given) is with_value
    assert ask.holds(condition, other=given) is without


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("first_name", "carl"),
        ("email", "carl@X.test "),
        ("phone", "+34600111222"),
        ("language", "PT"),
        ("country", "es"),
        ("conversation_status", "Open"),
        ("created_at", "2026-03-02"),
    ],
)
def test_standard_fields(ask: Asker, name: str, value: str) -> None:
    assert ask.holds(field(name, "is_equal_to", value))
    assert ask.holds(field(name, "exists"))


def test_what_a_contact_has_not(ask: Asker) -> None:
    nobody = Asker(ask.stage, ask.stage.new(c.CreateContact))
    for name in ("first_name", "last_name", "email", "phone", "language", "country", "assignee"):
        assert nobody.holds(field(name, "does_not_exist"), field(name, "is_not_equal_to", "x"))
    assert nobody.holds(field("conversation_status", "is_equal_to", "closed"))
    for category in ("contact_tags", "assignee", "assignee_status", "last_interacted_channel"):
        assert nobody.holds(asking(category, "does_not_exist"))
    for category in ("last_incoming_message", "last_outgoing_message"):
        assert nobody.holds(asking(category, "does_not_exist"))
    for which in ("incoming", "outgoing"):
        assert nobody.holds(asking(f"time_since_last_{which}_message", "does_not_exist"))


def test_values_of_a_field_that_was_deleted_are_not_there(ask: Asker) -> None:
    (key,) = (row.id for row in ask.stage.state.custom_fields.present() if row.name == "a text")
    workflow = ask.stage.workflow(branch(field("a text", "exists")), name="Before", trigger=MANUAL)
    ask.stage.do(c.DeleteCustomField, field_id=key)
    ask.stage.do(c.StartRun, workflow_id=workflow, contact_id=ask.contact)
    assert ask.stage.trail(ask.contact, workflow) == [("asked", "done", "no_branch")]


def test_created_at_is_a_day_of_the_workspace_s_zone(ask: Asker) -> None:
    ask.stage.do(c.UpdateWorkspace, timezone="Pacific/Honolulu")
    assert ask.holds(field("created_at", "is_equal_to", "2026-03-01"))
    assert ask.holds(field("created_at", "is_between", ["2026-03-01T22:59", "2026-03-01T23:00"]))


def test_tags_assignee_presence_and_channel(ask: Asker) -> None:
    stage = ask.stage
    ana = stage.user("ana", status="busy")
    stage.assign(ask.contact, ana)
    assert ask.holds(
        asking("contact_tags", "has_all_of", value=["VIP", "new"]),
        asking("assignee_status", "is_equal_to", value="Busy"),
        asking("assignee", "is_equal_to", value="ANA@x.test"),
        field("assignee", "is_equal_to", "ana@x.test"),
        asking("last_interacted_channel", "is_equal_to", value="web"),
    )
    shop = stage.new_channel("Shop")
    stage.receive("carl-2", channel=shop)
    stage.assign(ask.contact, None)
    assert ask.holds(
        asking("assignee", "does_not_exist"),
        asking("assignee_status", "is_not_equal_to", value="busy"),
        asking("last_interacted_channel", "is_equal_to", value="Web"),
    )


# --- messages --------------------------------------------------------------------------------------


def test_the_last_message_of_each_sender(ask: Asker) -> None:
    stage = ask.stage
    ana = stage.user("ana")
    stage.reply(ana, ask.contact, "From Ana")
    stage.do(c.SendMessage, API, contact_id=ask.contact, text="From API")
    greeting = stage.workflow(say("From workflow"), name="Greeting", trigger=MANUAL)
    stage.do(c.StartRun, workflow_id=greeting, contact_id=ask.contact)
    for sender, text in (("user", "From Ana"), ("api", "From API"), ("workflow", "From workflow")):
        assert ask.holds(asking("last_outgoing_message", "is_equal_to", sender=sender, value=text))
    assert ask.holds(asking("last_outgoing_message", "contains", value="ana"))
    assert ask.holds(asking("last_outgoing_message", "contains", sender="any", value="workflow"))
    assert ask.holds(asking("last_incoming_message", "is_equal_to", value="hello"))


def since(which: str = "outgoing", operator: str = "does_not_exist", **more: Any) -> dict[str, Any]:
    return asking(f"time_since_last_{which}_message", operator, **more)


def test_time_since_a_message_is_to_the_second(ask: Asker) -> None:
    stage = ask.stage
    ana = stage.user("ana")
    stage.reply(ana, ask.contact)
    stage.pass_time(minutes=15)
    assert ask.holds(since("outgoing", "is_equal_to", value="15m"))
    assert ask.holds(since("outgoing", "is_between", value=["10m", "900s"]))
    assert not ask.holds(since("outgoing", "is_greater_than", value="15m"))
    stage.pass_time(seconds=1)
    assert ask.holds(since("outgoing", "is_greater_than", value="15m"))
    assert ask.holds(since("incoming", "is_less_than", value="16m"))


def test_a_workflow_s_greeting_is_no_answer_unless_it_is_asked_about(ask: Asker) -> None:
    stage = ask.stage
    greeting = stage.workflow(say("Hi"), name="Greeting", trigger=MANUAL)
    stage.do(c.StartRun, workflow_id=greeting, contact_id=ask.contact)
    stage.do(c.SendMessage, API, contact_id=ask.contact, text="x")
    assert ask.holds(since(), since(sender="user"))
    for sender in ("workflow", "api", "any"):
        assert ask.holds(since(operator="exists", sender=sender))


def test_the_scope_is_the_conversation_unless_it_is_asked_otherwise(ask: Asker) -> None:
    stage = ask.stage
    ana = stage.user("ana")
    stage.reply(ana, ask.contact)
    assert ask.holds(since(operator="exists"))
    stage.close(ask.contact)
    assert ask.holds(since(), since(scope="conversation"), since(scope="contact", operator="exists"))
    stage.pass_time(hours=1)
    stage.write("carl")
    assert ask.holds(since(), since(operator="is_equal_to", scope="contact", value="1h"))
    assert ask.holds(since("incoming", "is_equal_to", value="0s"))


def test_in_the_scope_of_an_assignment_only_what_was_said_since_counts(ask: Asker) -> None:
    stage = ask.stage
    ana, ben = stage.user("ana"), stage.user("ben")
    assigned = since(scope="assignment")
    assert ask.holds(assigned)  # nobody has the contact
    stage.reply(ana, ask.contact)
    stage.assign(ask.contact, ben)  # at the same moment
    assert ask.holds(assigned, since(operator="exists"))
    stage.reply(ben, ask.contact)
    assert not ask.holds(assigned)
    stage.assign(ask.contact, ben)  # the latest assignment, also one to the same person
    assert ask.holds(assigned)
    stage.reply(ben, ask.contact)
    stage.close(ask.contact)
    stage.write("carl")  # never from before the conversation opened
    assert ask.holds(assigned)
    stage.reply(ben, ask.contact)
    assert not ask.holds(assigned)
    stage.assign(ask.contact, None)
    assert ask.holds(assigned)


def test_a_closed_conversation_is_still_the_one_of_the_run_that_saw_it_close(stage: Stage) -> None:
    ana = stage.user("ana")
    answered = [asking("time_since_last_outgoing_message", "is_equal_to", value="5m")]
    goodbye = say("Bye")
    workflow = stage.workflow(goodbye, branch(*answered), trigger={"type": "conversation_closed"})
    contact = stage.write("carl")
    stage.reply(ana, contact)
    stage.pass_time(minutes=5)
    stage.close(contact)
    assert stage.trail(contact, workflow)[-1][1] == "branches/0/steps"
    assert stage.run(contact).conversation_id == stage.conversation(contact).id


def test_the_text_of_a_message_is_kept_nowhere_else(ask: Asker) -> None:
    stage = ask.stage
    (message,) = [row for row in stage.state.messages.present() if row.sender == "contact"]
    stage.state.messages.rows[message.id] = Message(
        1, message.id, ask.contact, "contact", "other", message.at
    )
    assert ask.holds(asking("last_incoming_message", "is_equal_to", value="other"))


# --- the trail says why ----------------------------------------------------------------------------


def test_the_trail_says_which_branch_and_which_condition_held(stage: Stage) -> None:
    gold = field("first_name", "is_equal_to", "Carl")
    no = field("first_name", "starts_with", "X" * 300)
    ways = [
        {"name": "no", "all": [no, field("email", "exists")], "steps": []},
        {"name": "yes", "any": [no, {"all": [gold]}], "steps": [say("hi")]},
    ]
    stage.workflow({"type": "branch", "branches": ways, "else": [say("else")]})
    contact = stage.write("carl", first_name="Carl")
    entry = stage.run(contact).trail[0]
    assert (entry.outcome, entry.reason) == ("branches/1/steps", "yes")
    assert entry.why == [
        {
            "branch": "yes",
            "category": "contact_field",
            "field": "first_name",
            "operator": "is_equal_to",
            "value": "Carl",
            "found": "Carl",
            "held": True,
        }
    ]
    other = stage.write("dora", first_name="Dora")
    entry = stage.run(other).trail[0]
    assert (entry.outcome, entry.reason) == ("else", "no_branch")
    assert [(told["branch"], told["found"], told["held"]) for told in entry.why] == [
        ("no", "Dora", False),
        ("yes", "Dora", False),
        ("yes", "Dora", False),
    ]
    assert len(entry.why[0]["value"]) == 100
    assert stage.sent(other) == ["else"]
    stage.do(c.DeleteContact, contact_id=other)
    assert all(entry.why is None for entry in stage.run(other).trail)


def test_without_a_branch_that_holds_and_without_else_the_run_is_completed(stage: Stage) -> None:
    stage.workflow(branch(field("first_name", "exists")))
    contact = stage.write("carl")
    assert stage.outcome(contact) == ("completed", None)
    assert stage.trail(contact) == [("asked", "done", "no_branch")]


def test_the_first_branch_that_holds_is_taken(stage: Stage) -> None:
    ways = [
        {"name": str(number), "all": [field("first_name", operator)], "steps": [say(str(number))]}
        for number, operator in enumerate(("does_not_exist", "exists"))
    ]
    anyone = {"name": "anyone", "any": [asking("channel", "is_equal_to", value="web")], "steps": [say("x")]}
    stage.workflow({"type": "branch", "branches": [*ways, anyone]})
    contact = stage.write("carl", first_name="Carl")
    assert stage.sent(contact) == ["1"]


def test_a_branch_asks_at_its_moment(stage: Stage) -> None:
    team = stage.team("Support", stage.user("ana"))
    assert team
    steps = [assign_to("Support"), branch(asking("assignee", "is_equal_to", value="ana@x.test"))]
    stage.workflow(*steps)
    contact = stage.write("carl")
    assert stage.trail(contact)[-1][1] == "branches/0/steps"


def test_agents_who_write_first_open_a_conversation_in_which_they_have_answered(ask: Asker) -> None:
    stage = ask.stage
    ana = stage.user("ana")
    stage.close(ask.contact)
    stage.do(c.SendMessage, act(ana), contact_id=ask.contact, text="Hello again")
    assert ask.holds(since(operator="is_equal_to", value="0s"))
