"""In memory: seven virtual days with a thousand contacts, and what one step of a workflow costs."""

from time import perf_counter
from typing import Any, Final

from benchmarks.bench import Bench, WentWrong
from benchmarks.report import Figure, at_most
from evenhand.domain.workflow.source import from_json
from evenhand.gallery import source_of
from evenhand.virtual.player import play_in_memory
from evenhand.virtual.reading import Loaded
from evenhand.virtual.scenario import read_scenario

CONTACTS: Final = 1_000
AGENTS: Final = 5
GOAL: Final = 5.0
"""Seconds."""
RUNS: Final = 500
STEPS: Final = 20
STEP_KINDS: Final[tuple[dict[str, Any], ...]] = (
    {"type": "send_message", "text": "Hi {{ contact.first_name | default: 'there' }}"},
    {"type": "update_contact_tag", "add": ["seen"]},
    {"type": "add_comment", "text": "Seen on {{ system.now | date: '%Y-%m-%d' }}"},
    {"type": "branch"},
)


def story() -> dict[str, Any]:
    """A new contact every ten minutes, taken in turn and passed on until somebody answers."""
    team = {"team": "Support"}
    templates = ("assignment-round-robin-online-only", "reassign-when-silent")
    agents = [
        {"email": f"a{number}@x.test", "teams": ["Support"], "status": "online"} for number in range(AGENTS)
    ]
    each = {"repeat": CONTACTS, "every": "10m"}
    return {
        "scenario": "a thousand contacts in seven days",
        "workspace": {"teams": ["Support"], "users": agents},
        "workflows": [{"file": name, "set": team} for name in templates],
        "timeline": [
            {"at": "0s", **each, "message": {"from": "c{n}", "text": "Hello"}},
            {"at": "1h", **each, "reply": {"by": "api", "to": "c{n}", "text": "Hi"}},
            {"at": "3h", **each, "close": {"contact": "c{n}", "by": "api"}},
            {"at": "8d", "expect": {"queue": "Support", "size": 0}},
        ],
    }


def _load(name: str) -> Loaded:
    return Loaded(name, source_of(name))


async def measure(bench: Bench) -> list[Figure]:
    """Reading and playing it, the best of a few times."""
    times: list[float] = []
    events = 0
    for _ in range(bench.sizes.rounds):
        begun = perf_counter()
        played = await play_in_memory(read_scenario(from_json(story()), _load))
        times.append(perf_counter() - begun)
        events = played.state.seq
        if played.failures:
            raise WentWrong(f"the scenario does not hold: {played.failures[0].words}")
    values = {"seconds": min(times), "per_s": events / min(times)}
    name = f"7 days, {CONTACTS:,} contacts, {events:,} events"
    return [Figure("in memory", name, values, (at_most("seconds", GOAL),)), await _step(bench)]


async def _step(bench: Bench) -> Figure:
    """What a step costs beside the message that starts its run: many steps against one."""
    short, long = [await _run_of(bench, steps) for steps in (1, STEPS)]
    values = {"us_per_step": (long - short) / (STEPS - 1) / RUNS * 1e6}
    return Figure("in memory", f"a step among {STEPS}: a branch, tags and texts in turn", values)


async def _run_of(bench: Bench, steps: int) -> float:
    """Seconds in which so many contacts each go through a workflow of so many steps."""
    document = {
        "version": 1,
        "name": "Steps",
        "trigger": {"type": "conversation_opened"},
        "steps": in_turn(steps),
    }
    hello = {"at": "0s", "repeat": RUNS, "message": {"from": "c{n}", "text": "Hello"}}
    data = {"scenario": "steps", "workflows": [document], "timeline": [hello]}
    scenario = read_scenario(from_json(data), None)
    times: list[float] = []
    for _ in range(bench.sizes.rounds):
        begun = perf_counter()
        played = await play_in_memory(scenario)
        times.append(perf_counter() - begun)
        if any(run.state != "completed" for run in played.state.runs.present()):
            raise WentWrong("a run of the steps did not come to its end")
    return min(times)


def in_turn(count: int) -> list[dict[str, Any]]:
    """So many steps of the kinds that only write rows, one kind after the other."""
    return _nested([dict(STEP_KINDS[at % len(STEP_KINDS)]) for at in range(count)])


def _nested(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The steps one after the other; what comes after a branch stands in it."""
    for at, step in enumerate(steps):
        if step["type"] == "branch":
            condition = {"category": "contact_tags", "operator": "has_none_of", "value": ["never"]}
            rest = _nested(steps[at + 1 :]) or [{"type": "end"}]
            return [*steps[:at], step | {"branches": [{"name": "yes", "all": [condition], "steps": rest}]}]
    return steps
