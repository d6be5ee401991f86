"""Workflows that set one another off and come round without anything waiting."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from evenhand.domain.texts import said
from evenhand.domain.workflow.comparing import compare
from evenhand.domain.workflow.conditions import Condition, Entry, Group
from evenhand.domain.workflow.linting.names import Names
from evenhand.domain.workflow.linting.paths import edges_of, rests_at
from evenhand.domain.workflow.linting.walking import Found
from evenhand.domain.workflow.problems import shown
from evenhand.domain.workflow.program import Node, Program
from evenhand.domain.workflow.steps import (
    AssignTo,
    CloseConversation,
    JumpTo,
    OpenConversation,
    TriggerWorkflow,
    UpdateContactField,
    UpdateContactTag,
)

MAX_EFFECTS: Final = 100
"""Different things that a workflow can set off which are looked at; a run is cut off in any case."""


class Effect(NamedTuple):
    """What a step sets off: a workflow by its name, or a trigger of which some ``facts`` are known.

    ``certain``: it happens each time that a run comes to the step.
    """

    workflow: str | None
    trigger: str | None
    facts: Mapping[str, object]
    certain: bool


class _Arc(NamedTuple):
    """From one workflow to another one that it sets off, by a step."""

    target: str
    step: Node
    certain: bool


def check_circles(name: str, program: Program, names: Names) -> Iterator[Found]:
    """Steps by which this workflow, were it published, would set itself off again by way of others."""
    programs = {name: program}
    for other in names.workflows:
        if other != name and (found := names.program(other)) is not None:
            programs[other] = found
    graph = _Graph(programs)
    for arc in graph.arcs(name):
        certain = arc.certain and graph.comes_back(arc.target, name, certain=True)
        if certain or graph.comes_back(arc.target, name, certain=False):
            way = (
                said("nothing waits: they would set each other off for ever")
                if certain
                else said("nothing may wait")
            )
            detail = said(
                "sets off {target}, which comes back to this workflow, and on the way {way}",
                target=shown(arc.target),
                way=way,
            )
            severity = "error" if certain else "warning"
            yield Found(arc.step.path, detail, arc.step.id, severity)


class _Graph:
    """Which workflows set off which, as far as it is asked."""

    def __init__(self, programs: Mapping[str, Program]) -> None:
        self._programs = programs
        self._arcs: dict[str, list[_Arc]] = {}
        self._by_type: dict[str | None, list[str]] = {}
        for name, program in programs.items():
            if not program.once_per_contact:
                self._by_type.setdefault(program.trigger.type, []).append(name)

    def arcs(self, name: str) -> list[_Arc]:
        """What a workflow sets off, itself left out: the contact is inside."""
        if name not in self._arcs:
            self._arcs[name] = list(self._find(name))
        return self._arcs[name]

    def comes_back(self, start: str, end: str, *, certain: bool) -> bool:
        """Whether one workflow leads to another."""
        seen: set[str] = set()
        rest = [start]
        while rest:
            each = rest.pop()
            if each == end:
                return True
            if each not in seen:
                seen.add(each)
                rest += [arc.target for arc in self.arcs(each) if arc.certain or not certain]
        return False

    def _find(self, name: str) -> Iterator[_Arc]:
        program = self._programs[name]
        if program.once_per_contact:
            return
        known: set[tuple[object, ...]] = set()
        for node, always in _before_resting(program):
            for effect in _effects(node):
                key = (effect.workflow, effect.trigger, always, *map(str, effect.facts.items()))
                if key in known or len(known) == MAX_EFFECTS:
                    continue
                known.add(key)
                for other in self._concerned(effect):
                    judged = _starts(effect, self._programs[other])
                    if other != name and judged is not False:
                        yield _Arc(other, node, bool(judged) and always and effect.certain)

    def _concerned(self, effect: Effect) -> list[str]:
        if effect.workflow is None:
            return self._by_type.get(effect.trigger, [])
        program = self._programs.get(effect.workflow)
        return [] if program is None or program.once_per_contact else [effect.workflow]


def _before_resting(program: Program) -> Iterator[tuple[Node, bool]]:
    """The steps that a run comes to before anything waits, and whether every run does."""
    main: set[str] = set()
    id_ = program.first
    while id_ is not None and id_ not in main:
        main.add(id_)
        node = program.steps[id_]
        goes_on = rests_at(node) == "never" and not isinstance(node.step, JumpTo)
        id_ = node.next if goes_on else None
    seen: set[str] = set()
    rest = [] if program.first is None else [program.first]
    while rest:
        id_ = rest.pop()
        if id_ in seen or id_ not in program.steps:
            continue
        seen.add(id_)
        node = program.steps[id_]
        yield node, id_ in main and rests_at(node) == "never"
        rest += [edge.target for edge in edges_of(program.steps[id_]) if edge.rests != "always"]


def _effects(node: Node) -> Iterator[Effect]:
    match node.step:
        case TriggerWorkflow(workflow=workflow):
            yield Effect(workflow.strip(), None, {}, certain=True)
        case AssignTo(action=action) if action != "unassign":
            yield Effect(None, "contact_assigned", {"source": "workflow"}, certain=True)
        case OpenConversation():
            yield Effect(None, "conversation_opened", {"source": "workflow"}, certain=True)
        case CloseConversation(category=category):
            facts = {"source": "workflow", "closing_category": category}
            yield Effect(None, "conversation_closed", facts, certain=True)
        case UpdateContactField(field=field):
            # A field or a tag that is set again to what it is sets nothing off.
            yield Effect(None, "contact_field_updated", {"field": field}, certain=False)
        case UpdateContactTag() as step:
            for change, texts in (("added", step.add), ("removed", step.remove)):
                for text in texts.texts if texts is not None else ():
                    tag = {} if text.names else {"tag": text.source}
                    yield Effect(None, "contact_tag_updated", {"change": change, **tag}, certain=False)
        case _:
            return


def _starts(effect: Effect, program: Program) -> bool | None:
    """Whether the effect starts a workflow that it concerns; None where that depends on the contact."""
    return True if effect.workflow is not None else _judge(program.trigger, effect.facts)


def _judge(entry: Entry, facts: Mapping[str, object]) -> bool | None:
    if isinstance(entry, Condition):
        if entry.category not in facts:
            return None
        return compare(entry.operator, facts[entry.category], entry.value)
    assert isinstance(entry, Group)
    answers = [_judge(inner, facts) for inner in (entry.any if entry.any is not None else entry.all) or ()]
    decisive = entry.any is not None
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive
