"""The ways that runs can take: steps that nothing leads to, circles without a wait, waits without an end."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Literal, NamedTuple

from evenhand.domain.texts import said
from evenhand.domain.workflow.durations import format_duration
from evenhand.domain.workflow.linting.walking import Found
from evenhand.domain.workflow.problems import shown
from evenhand.domain.workflow.program import Node, Program
from evenhand.domain.workflow.steps import AskQuestion, AssignTo, JumpTo, Wait

Rest = Literal["always", "perhaps", "never"]
"""Whether something waits on the way from one step to another."""


class Edge(NamedTuple):
    """From a step to one that may come after it."""

    target: str
    rests: Rest


def check_paths(program: Program) -> Iterator[Found]:
    """Steps, circles and waits."""
    yield from _unreachable(program)
    yield from _circles(program)
    timeouts = {node.path: (node, _timeout(node)) for node in program.steps.values()}
    for node in program.steps.values():
        yield from _waits(node)
        yield from _nested(node, timeouts)


def edges_of(node: Node) -> Iterator[Edge]:
    """Where a run may go on after a step."""
    step = node.step
    if isinstance(step, JumpTo):
        yield Edge(step.step, "never")
    if node.next is not None:
        yield Edge(node.next, rests_at(node))
    for way, first in node.ways.items():
        if first is not None:
            yield Edge(first, rests_at(node) if way != "on_failure" else "never")


def can_wait(step: AssignTo) -> bool:
    """Whether there can be a moment in which nobody may take a contact although somebody is in the pool."""
    limited = step.only_online or step.max_open_contacts is not None or bool(step.exclude)
    return step.action in {"team", "workspace"} and limited


def rests_at(node: Node) -> Rest:
    """Whether something waits at a step before its run goes on."""
    match node.step:
        case Wait() | AskQuestion():
            return "always"
        case AssignTo() as step if can_wait(step):
            return "perhaps"
        case _:
            return "never"


def _reached(program: Program) -> set[str]:
    reached: set[str] = set()
    rest = [] if program.first is None else [program.first]
    while rest:
        id_ = rest.pop()
        if id_ in reached or id_ not in program.steps:
            continue
        reached.add(id_)
        rest += [edge.target for edge in edges_of(program.steps[id_])]
    return reached


def _unreachable(program: Program) -> Iterator[Found]:
    """The first of each stretch of steps that nothing leads to."""
    reached = _reached(program)
    lists: dict[str, str] = {}
    passed: list[str] = []
    for node in program.steps.values():
        parent, _, number = node.path.rpartition("/")
        before, lists[parent] = lists.get(parent), node.id
        if node.id in reached:
            continue
        named = any(node.path.startswith(f"{outer}/") for outer in passed)
        passed.append(node.path)
        if named or (before is not None and before not in reached):
            continue
        if before is not None and number != "0":
            last = program.steps[before].step
            detail = said(
                "no run comes here: {type} ends its list, and nothing jumps to this step", type=last.type
            )
        else:
            detail = said("no run comes here: nothing leads to this step")
        yield Found(node.path, detail, node.id)


def _circles(program: Program) -> Iterator[Found]:
    """Jumps that close a circle in which nothing waits, or perhaps nothing."""
    edges = {id_: list(edges_of(node)) for id_, node in program.steps.items()}
    ways = [
        {id_: [edge.target for edge in out if edge.rests in rests] for id_, out in edges.items()}
        for rests in ({"never"}, {"never", "perhaps"})
    ]
    for node in program.steps.values():
        if not isinstance(node.step, JumpTo):
            continue
        here = f"{node.path}/step"
        if _leads_back(ways[0], node.step.step, node.id):
            detail = said("goes round in a circle in which nothing waits: put a `wait` into it")
            yield Found(here, detail, node.id)
        elif _leads_back(ways[1], node.step.step, node.id):
            detail = said("goes round in a circle in which only an assignment may wait: put a `wait` into it")
            yield Found(here, detail, node.id, "warning")


def _leads_back(ways: Mapping[str, list[str]], start: str, jump: str) -> bool:
    """Whether a run that has jumped can come to the jump again."""
    seen: set[str] = set()
    rest = [start]
    while rest:
        id_ = rest.pop()
        if id_ == jump:
            return True
        if id_ not in seen:
            seen.add(id_)
            rest += ways.get(id_, ())
    return False


def _waits(node: Node) -> Iterator[Found]:
    """An assignment in which contacts can wait, and nothing says what then."""
    step = node.step
    if isinstance(step, AssignTo) and can_wait(step) and step.on_timeout is None:
        detail = said(
            "a contact may wait here for {timeout}, and then the run fails: say with"
            " `on_timeout` what happens then",
            timeout=format_duration(step.timeout),
        )
        yield Found(node.path, detail, node.id, "warning")


def _nested(node: Node, timeouts: Mapping[str, tuple[Node, timedelta | None]]) -> Iterator[Found]:
    """A wait on the way out of a shorter one."""
    timeout = _timeout(node)
    parts = node.path.split("/on_timeout/") if timeout is not None else ()
    for count in range(1, len(parts)):
        other, outer = timeouts["/on_timeout/".join(parts[:count])]
        if timeout is not None and outer is not None and outer < timeout:
            detail = said(
                "waits up to {timeout} on the way out of {id}, which gives up after {outer}",
                timeout=format_duration(timeout),
                id=shown(other.id),
                outer=format_duration(outer),
            )
            yield Found(f"{node.path}/timeout", detail, node.id, "warning")
            return


def _timeout(node: Node) -> timedelta | None:
    """How long a run may wait at this step for somebody; None where it does not."""
    match node.step:
        case AskQuestion(timeout=timeout):
            return timeout
        case AssignTo() as step if can_wait(step):
            return step.timeout
        case _:
            return None
