"""What is wrong with a workflow in a workspace: beside its document, the names that it refers to."""

from collections.abc import Collection, Iterator

import msgspec

from evenhand.domain.workflow.conditions import Condition, Entry, Group
from evenhand.domain.workflow.format import Workflow, read
from evenhand.domain.workflow.problems import Problem, Severity, child, shown, suggestion
from evenhand.domain.workflow.source import Source
from evenhand.domain.workflow.steps import AssignTo, SendMessage, Step, Steps


class Names(msgspec.Struct, frozen=True):
    """What a document can refer to: names of teams and channels, e-mails of users, of those not deleted."""

    teams: frozenset[str]
    users: frozenset[str]
    channels: frozenset[str]


class _Reference(msgspec.Struct, frozen=True):
    """A name in a document, what it is a name of, and where it stands."""

    what: str
    name: str
    known: Collection[str]
    path: str
    step: str | None = None
    severity: Severity = "error"


def lint(source: Source, names: Names) -> list[Problem]:
    """Every problem of a document, in the order of the file if it is one."""
    workflow, problems = read(source)
    if workflow is not None:
        problems = [*problems, *check_names(workflow, names, source)]
        if source.values:
            problems.sort(key=lambda problem: (problem.line or 0, problem.column or 0))
    return problems


def check_names(workflow: Workflow, names: Names, source: Source | None = None) -> list[Problem]:
    """The names that nothing in the workspace has; with their places where the source has them."""
    problems: list[Problem] = []
    for reference in (*_in_trigger(workflow, names), *_in_steps(workflow.steps, "/steps", names)):
        if reference.name in reference.known:
            continue
        hint = suggestion(reference.name, reference.known)
        detail = f"there is no {reference.what} {shown(reference.name)} in this workspace{hint}"
        line, column = (source.place(reference.path) if source else None) or (None, None)
        problems.append(Problem(reference.path, detail, reference.severity, reference.step, line, column))
    return problems


def _in_trigger(workflow: Workflow, names: Names) -> Iterator[_Reference]:
    for condition, path in _conditions(workflow.trigger, "/trigger"):
        # A comparison with a name that does not exist yet is legal and simply does not hold.
        if condition.category == "channel" and isinstance(condition.value, str):
            known = {name.casefold() for name in names.channels}
            if condition.value.strip().casefold() not in known:
                yield _Reference("channel", condition.value, names.channels, f"{path}/value", None, "warning")


def _conditions(group: Entry, path: str) -> Iterator[tuple[Condition, str]]:
    if isinstance(group, Condition):
        yield group, path
    elif isinstance(group, Group):
        for key, entries in (("all", group.all), ("any", group.any)):
            for i, entry in enumerate(entries or ()):
                yield from _conditions(entry, f"{path}/{key}/{i}")


def _in_steps(steps: Steps, path: str, names: Names) -> Iterator[_Reference]:
    for i, step in enumerate(steps):
        here = child(path, i)
        yield from _in_step(step, here, names)
        for way, inner in step.lists():
            yield from _in_steps(inner, f"{here}/{way}", names)


def _in_step(step: Step, path: str, names: Names) -> Iterator[_Reference]:
    match step:
        case AssignTo(user=str(user)):
            yield _Reference("user", user.strip().lower(), names.users, f"{path}/user", step.id)
        case AssignTo(team=str(team)):
            yield _Reference("team", team, names.teams, f"{path}/team", step.id)
        case SendMessage(channel=channel) if channel != "last_interacted":
            yield _Reference("channel", channel, names.channels, f"{path}/channel", step.id)
        case _:
            pass
