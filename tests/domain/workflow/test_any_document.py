"""Whatever stands in a document: lint answers, and what it accepts runs to its end whatever happens."""

from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.domain import commands as c
from evenhand.domain.errors import Refused
from evenhand.domain.workflow.format import from_json, parse_yaml
from evenhand.domain.workflow.lint import Names, lint
from evenhand.storage.working_set import SAVES
from tests.domain.stage import API, Stage, act
from tests.domain.workflow.any_document import WEIRD, broken, documents

NAMES = Names(
    teams=frozenset({"Support"}),
    users=frozenset({"ana@x.test"}),
    channels=frozenset({"Web"}),
    fields={"plan": "text", "seats": "number"},
    categories=frozenset({"Done"}),
    workflows={"W1": {"version": 1, "name": "W1", "trigger": {"type": "manual"}, "steps": []}, "W2": None},
)
SLOW = [
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]


@settings(suppress_health_check=SLOW)
@given(documents() | broken() | WEIRD)
def test_lint_answers_whatever_it_is_asked(document: Any) -> None:
    for names in (None, NAMES):
        for problem in lint(from_json(document), names):
            assert problem.path == "" or problem.path.startswith("/")
            assert problem.detail
            assert problem.severity in {"error", "warning"}


def nested(depth: int) -> dict[str, Any]:
    """Ways out in ways out."""
    step: dict[str, Any] = {"type": "end"}
    for _ in range(depth):
        step = {"type": "assign_to", "action": "workspace", "only_online": True, "on_timeout": [step]}
    return step


LAUGHS = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)
HUGE: dict[str, dict[str, Any]] = {
    "deep": {"steps": [nested(25)]},
    "too deep": {"steps": [nested(200)]},
    "five hundred": {"steps": [{"type": "add_comment", "text": "{{ contact.first_name }}"}] * 500},
    "more": {"steps": [{"type": "end"}] * 20_000},
    "all jumps": {
        "steps": [{"type": "jump_to", "step": f"j{n * 7 % 500}", "id": f"j{n}"} for n in range(500)]
    },
    "all waits": {
        "steps": [
            {"type": "assign_to", "action": "workspace", "only_online": True, "on_timeout": []}
            for _ in range(500)
        ]
    },
    "all branches": {
        "steps": [
            {
                "type": "branch",
                "branches": [
                    {
                        "name": f"b{n}",
                        "all": [
                            {"category": "contact_tags", "operator": "has_any_of", "value": [str(n), str(i)]}
                            for i in range(20)
                        ],
                        "steps": [{"type": "end"}],
                    }
                    for n in range(20)
                ],
            }
        ]
    },
    "huge numbers": {
        "steps": [{"type": "wait", "duration": "9" * 400 + "d"}, {"type": "jump_to", "max_jumps": 10**400}]
    },
    "a long name": {"name": "x" * 900_000, "steps": []},
}


@pytest.mark.parametrize("name", HUGE)
def test_lint_answers_large_documents_too(name: str) -> None:
    trigger = {"type": "conversation_opened"}
    document: dict[str, Any] = {"version": 1, "name": "x", "trigger": trigger, **HUGE[name]}
    assert isinstance(lint(from_json(document), NAMES), list)


@pytest.mark.parametrize(
    "text", [LAUGHS, "a: &a [*a]", "&a {b: *a}", "- " * 5_000 + "x", "? " * 5_000, "[" * 5_000]
)
def test_lint_answers_files_that_mean_harm(text: str) -> None:
    problems = lint(parse_yaml(text), NAMES)
    assert any(problem.severity == "error" for problem in problems)


# --- what lint accepts runs --------------------------------------------------------------------------

WORDS = ["hello", "Yes", "2", "5", "a@x.test", "2026-12-24", "x", "{{ contact.id }}", "@{ana@x.test}"]
ACTS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 1), st.sampled_from(WORDS)),
    st.tuples(st.just("reply"), st.integers(0, 1)),
    st.tuples(st.just("api"), st.integers(0, 1)),
    st.tuples(st.just("assign"), st.integers(0, 1), st.booleans()),
    st.tuples(st.just("close"), st.integers(0, 1)),
    st.tuples(st.just("open"), st.integers(0, 1)),
    st.tuples(st.just("tags"), st.integers(0, 1), st.lists(st.sampled_from(["x", "vip", "Hi"]), max_size=2)),
    st.tuples(st.just("field"), st.integers(0, 1), st.sampled_from(["Gold", "", "x"])),
    st.tuples(st.just("status"), st.sampled_from(["online", "busy", "offline"])),
    st.tuples(st.just("start"), st.integers(0, 1), st.integers(0, 1)),
    st.tuples(st.just("form"), st.integers(0, 1), st.integers(0, 1)),
    st.tuples(st.just("hook"), st.integers(0, 1), st.sampled_from([{"mail": "c0@x.test", "v": 1}, {}, 5])),
    st.tuples(st.just("answer"), st.sampled_from([200, 404, None])),
    st.tuples(st.just("out"), st.integers(0, 3)),
    st.tuples(st.just("stop"), st.integers(0, 1)),
    st.tuples(st.just("delete"), st.integers(0, 1)),
    st.tuples(st.just("pass"), st.sampled_from([1, 60, 900, 3_600, 86_400])),
)


class Play:
    """The same events on a stage of its own, as often as one likes."""

    def __init__(self, drafts: list[dict[str, Any]]) -> None:
        self.stage = stage = Stage()
        self.ana = stage.user("ana")
        stage.team("Support", self.ana, stage.user("ben", status="busy"))
        stage.new(c.CreateCustomField, name="plan", type="text")
        stage.new(c.CreateCustomField, name="seats", type="number")
        stage.new(c.CreateClosingCategory, name="Done")
        self.workflows = [stage.new(c.SaveWorkflow, document=draft) for draft in drafts]
        self.published = [self.tried(c.PublishWorkflow, workflow_id=each) for each in self.workflows]
        self.contacts = [stage.write(f"c{n}", first_name=f"C{n}", email=f"c{n}@x.test") for n in (0, 1)]

    def tried(self, kind: type[c.Command], actor: c.Actor = API, **fields: Any) -> bool:
        """Whether the command stood; to be refused is an answer, anything else is none."""
        try:
            self.stage.do(kind, actor, **fields)
        except Refused:
            return False
        return True

    def act(self, what: str, *how: Any) -> None:
        """One event."""
        getattr(self, f"_{what}")(*how)

    def _write(self, who: int, text: str) -> None:
        self.stage.write(f"c{who}", text)

    def _reply(self, who: int) -> None:
        self.tried(c.SendMessage, act(self.ana), contact_id=self.contacts[who], text="Hi")

    def _api(self, who: int) -> None:
        self.tried(c.SendMessage, contact_id=self.contacts[who], text="Hi")

    def _assign(self, who: int, to_ana: bool) -> None:
        self.tried(c.AssignContact, contact_id=self.contacts[who], user=self.ana if to_ana else None)

    def _close(self, who: int) -> None:
        self.tried(c.SetConversation, contact_id=self.contacts[who], status="closed")

    def _open(self, who: int) -> None:
        self.tried(c.SetConversation, contact_id=self.contacts[who], status="open")

    def _tags(self, who: int, tags: list[str]) -> None:
        self.tried(c.UpdateContact, contact_id=self.contacts[who], tags=tags)

    def _field(self, who: int, value: str) -> None:
        self.tried(c.UpdateContact, contact_id=self.contacts[who], first_name=value, fields={"plan": value})

    def _status(self, status: str) -> None:
        self.tried(c.SetStatus, user_id=self.ana, status=status)

    def _start(self, which: int, who: int) -> None:
        key, them = self.workflows[which], self.contacts[who]
        self.tried(c.StartRun, workflow_id=key, contact_id=them, variables={"v": "x"})

    def _form(self, which: int, who: int) -> None:
        key, them = self.workflows[which], self.contacts[who]
        self.tried(c.RunShortcut, workflow_id=key, contact_id=them, form={"v": "x"})

    def _hook(self, which: int, body: Any) -> None:
        self.tried(c.ReceiveWebhook, workflow_id=self.workflows[which], body=body)

    def _answer(self, status: int | None) -> None:
        """The oldest request of a step is answered."""
        for request in self.stage.state.requests.present()[:1]:
            self.tried(
                c.ReportRequest,
                c.SYSTEM,
                run_id=request.run_id,
                request_id=request.id,
                status=status,
                body='{"a": {"b": [1, "x"]}}',
                error=None if status is not None else "no answer",
            )

    def _out(self, number: int) -> None:
        waiting = [run.id for run in self.stage.state.runs.present() if run.state == "waiting"]
        if number < len(waiting):
            self.tried(c.TakeOut, run_id=waiting[number])

    def _stop(self, which: int) -> None:
        self.tried(c.StopWorkflow, workflow_id=self.workflows[which])

    def _delete(self, who: int) -> None:
        self.tried(c.DeleteContact, contact_id=self.contacts[who])

    def _pass(self, seconds: int) -> None:
        self.stage.pass_time(seconds=seconds)

    def rows(self) -> dict[str, Any]:
        """All that there is."""
        state = self.stage.state
        tables: dict[str, Any] = {save.table: getattr(state, save.table).rows for save in SAVES}
        return {
            name: {key: row for key, row in rows.items() if row is not None} for name, rows in tables.items()
        }


@settings(suppress_health_check=SLOW, max_examples=60)
@given(documents(), documents("W1"), st.lists(ACTS, min_size=3, max_size=12))
def test_what_lint_accepts_runs_to_its_end_whatever_happens(
    one: dict[str, Any], other: dict[str, Any], events: list[tuple[Any, ...]]
) -> None:
    play = Play([one, other])
    for event in events:
        play.act(*event)
    for _ in range(20):
        play.stage.pass_time(days=8)
    runs = play.stage.state.runs.present()
    assert all(run.state != "running" for run in runs)
    ended = [event.subject_id for event in play.stage.events("run.ended")]
    assert len(ended) == len(set(ended))

    again = Play([one, other])
    for event in events:
        again.act(*event)
    for _ in range(20):
        again.stage.pass_time(days=8)
    assert msgspec.to_builtins(again.rows()) == msgspec.to_builtins(play.rows())
    assert again.stage.world.events == play.stage.world.events


def test_enough_is_accepted_for_the_trial_to_say_anything() -> None:
    accepted: list[bool] = []

    @settings(database=None, derandomize=True, max_examples=60, suppress_health_check=SLOW, deadline=None)
    @given(documents())
    def count(document: dict[str, Any]) -> None:
        problems = lint(from_json(document), NAMES)
        accepted.append(all(problem.severity == "warning" for problem in problems))

    count()
    assert sum(accepted) > len(accepted) / 20  # most of them, but samples cluster
