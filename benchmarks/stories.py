"""A scenario in memory: seven virtual days with a thousand contacts, who are watched, answered and closed."""

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
    return [Figure("a scenario in memory", name, values, (at_most("seconds", GOAL),))]
