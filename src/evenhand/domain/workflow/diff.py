"""What is different between two documents, told by steps."""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple, cast

import msgspec

from evenhand.domain.texts import Detail, Said, said
from evenhand.domain.workflow.problems import shown

SHOWN: Final = 80
"""Characters of a value that a change repeats."""

_WORD: Final = re.compile(r"[\w.:@+-]+")
_LISTS: Final = ("else", "inside", "outside")
"""The keys that hold steps, beside the ways out (``on_…``) and the branches."""
_AT_THE_TOP: Final = ""


class Change(msgspec.Struct, frozen=True):
    """One difference; ``step`` None: of the workflow as a whole."""

    step: str | None
    detail: Detail

    def __str__(self) -> str:
        return self.detail if self.step is None else f"step {shown(self.step)}: {self.detail}"


class _Placed(NamedTuple):
    """A step, the list in which it stands, in words, and the step before it there."""

    fields: dict[str, Any]
    list: str
    after: str | None

    @property
    def place(self) -> Said:
        """Where it stands, in words."""
        place = said("after {step}", step=shown(self.after)) if self.after else said("at the beginning")
        return said("{place} in {list}", place=place, list=self.list) if self.list else place


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What turns one document into the other, in the order of the second; both may have problems.

    A step is the same by its id; one without an id has one made from its type, as in a run.
    """
    whole = (_without(before, "trigger", "steps"), _without(after, "trigger", "steps"))
    changes = [Change(None, detail) for detail in _fields(*whole)]
    triggers = (_mapping(before.get("trigger")), _mapping(after.get("trigger")))
    changes += [Change(None, _about(said("trigger"), detail)) for detail in _fields(*triggers)]
    old, new = _steps(before), _steps(after)
    moved = _moved(old, new)
    for id_, placed in new.items():
        if id_ not in old:
            type_ = _written(placed.fields.get("type"))
            changes.append(Change(id_, said("added ({type}), {place}", type=type_, place=placed.place)))
            continue
        if id_ in moved:
            changes.append(Change(id_, said("moved, now {place}", place=placed.place)))
        changes += [Change(id_, detail) for detail in _of_step(old[id_].fields, placed.fields)]
    return [*changes, *(Change(id_, said("removed")) for id_ in old if id_ not in new)]


# --- steps and where they stand --------------------------------------------------------------------


def steps_by_id(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each step of a document says, by its id; one without an id has one made from its type."""
    return {id_: placed.fields for id_, placed in _steps(document).items()}


def _steps(document: Mapping[str, Any]) -> dict[str, _Placed]:
    """Every step by its id, in the order of the document."""
    given = {step.get("id") for step in _every(_items(document.get("steps")))}
    found: dict[str, _Placed] = {}
    _place(_items(document.get("steps")), _AT_THE_TOP, given, found)
    return found


def _place(steps: list[dict[str, Any]], where: str, given: set[Any], found: dict[str, _Placed]) -> None:
    previous: str | None = None
    for fields in steps:
        id_ = _id_of(fields, given, found)
        found[id_] = _Placed(fields, where, previous)
        previous = id_
        for way, inner in _ways(fields):
            _place(inner, said("{way} of {step}", way=way, step=shown(id_)), given, found)


def _id_of(fields: dict[str, Any], given: set[Any], found: Mapping[str, _Placed]) -> str:
    id_ = fields.get("id")
    if isinstance(id_, str) and id_ not in found:
        return id_
    made, number = _written(fields.get("type")), 1
    id_ = made
    while id_ in found or id_ in given:
        number += 1
        id_ = f"{made}_{number}"
    return id_


def _every(steps: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for fields in steps:
        yield fields
        for _, inner in _ways(fields):
            yield from _every(inner)


def _ways(fields: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The lists of steps that a step leads to, by what a person calls them."""
    for name, branch in _branches_of(fields).items():
        yield said("branch {name}", name=shown(name)), _items(branch.get("steps"))
    for key, value in fields.items():
        if _holds_steps(key):
            yield shown(key), _items(value)


def _moved(old: Mapping[str, _Placed], new: Mapping[str, _Placed]) -> set[str]:
    """The steps that stand in another list than before, or elsewhere among those that stayed in theirs."""
    both = [id_ for id_ in new if id_ in old]
    moved = {id_ for id_ in both if old[id_].list != new[id_].list}
    for where in {placed.list for placed in new.values()}:
        now = [id_ for id_ in both if id_ not in moved and new[id_].list == where]
        was = [id_ for id_ in old if id_ in set(now)]
        stays = SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks()
        kept = {id_ for block in stays for id_ in now[block.b : block.b + block.size]}
        moved |= set(now) - kept
    return moved


# --- what a step says ------------------------------------------------------------------------------


def _of_step(was: dict[str, Any], now: dict[str, Any]) -> Iterator[Said]:
    """What a step says otherwise itself; what is in its lists is told by the steps there."""
    yield from _fields(_own(was), _own(now))
    for key in dict.fromkeys([*was, *now]):
        if _holds_steps(key) and (key in was) != (key in now):
            yield _came_or_went(key, came=key in now)
    old, new = _branches_of(was), _branches_of(now)
    for name in dict.fromkeys([*old, *new]):
        what = said("branch {name}", name=shown(name))
        if name not in old or name not in new:
            yield _came_or_went(what, came=name in new)
            continue
        for detail in _fields(_without(old[name], "steps"), _without(new[name], "steps")):
            yield _about(what, detail)
    if list(old) != list(new) and sorted(old) == sorted(new):
        yield said("branches now in the order {names}", names=tuple(map(shown, new)))


def _about(what: str, detail: Said) -> Said:
    return said("{what}: {detail}", what=what, detail=detail)


def _came_or_went(what: str, *, came: bool) -> Said:
    return said("{what} added", what=what) if came else said("{what} removed", what=what)


def _own(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in _without(fields, "id", "branches").items() if not _holds_steps(key)}


def _branches_of(fields: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The branches of a step by name; those of one name are told apart by number."""
    found: dict[str, dict[str, Any]] = {}
    for number, branch in enumerate(_items(fields.get("branches")), start=1):
        name = f"{branch.get('name')}"
        found[name if name not in found else f"{name} ({number})"] = branch
    return found


def _fields(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Said]:
    for key in dict.fromkeys([*was, *now]):
        if key not in was:
            yield said("{key} set to {value}", key=key, value=_written(now[key]))
        elif key not in now:
            yield said("{key} {value} removed", key=key, value=_written(was[key]))
        elif not _same(was[key], now[key]):
            yield said(
                "{key} {before} → {after}", key=key, before=_written(was[key]), after=_written(now[key])
            )


def _same(one: object, other: object) -> bool:
    """1 being neither true nor 1.0."""
    return msgspec.json.encode(one) == msgspec.json.encode(other)


def _written(value: object) -> str:
    """A value as a change shows it: a word as it is, a longer text in quotes."""
    if isinstance(value, str) and _WORD.fullmatch(value) and len(value) <= SHOWN:
        return value
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def _holds_steps(key: str) -> bool:
    return key in _LISTS or key.startswith("on_")


def _without(fields: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if key not in keys}


def _mapping(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _items(value: object) -> list[dict[str, Any]]:
    """The mappings in a list, if it is one."""
    items = cast("list[object]", value) if isinstance(value, list) else []
    return [cast("dict[str, Any]", item) for item in items if isinstance(item, dict)]
