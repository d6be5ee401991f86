"""The names that a workflow refers to: of teams, users, channels, fields, categories and workflows."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, cast

import msgspec

from evenhand.domain import normal
from evenhand.domain.model import FieldType
from evenhand.domain.texts import Said, said
from evenhand.domain.workflow.conditions import STANDARD_FIELDS, Category, Condition, ValueType, flaws_of
from evenhand.domain.workflow.fields import SETTABLE
from evenhand.domain.workflow.format import Workflow, from_json, read
from evenhand.domain.workflow.linting.walking import Found, conditions_in, groups_of, steps_of
from evenhand.domain.workflow.problems import Severity, shown, suggestion
from evenhand.domain.workflow.program import Program, compile_workflow
from evenhand.domain.workflow.steps import (
    AskQuestion,
    AssignTo,
    CloseConversation,
    SendMessage,
    Step,
    TriggerWorkflow,
    UpdateContactField,
)


class Names(msgspec.Struct, frozen=True):
    """What a document can refer to in a workspace, of what is not deleted.

    Names of teams, channels and closing ``categories``, e-mails of users, custom ``fields`` with their
    types, and ``workflows`` by name with what runs, None where nothing does: the document that was
    published, or the program that was made of it.
    """

    teams: frozenset[str]
    users: frozenset[str]
    channels: frozenset[str]
    fields: dict[str, FieldType] = {}
    categories: frozenset[str] = frozenset()
    workflows: dict[str, Any] = {}

    def program(self, name: str) -> Program | None:
        """The program of the workflow of this name; None where it is not published or cannot be read."""
        what = self.workflows.get(name)
        return _compiled(msgspec.json.encode(what)) if isinstance(what, dict) else what


@lru_cache(maxsize=200)
def _compiled(document: bytes) -> Program | None:
    workflow, _ = read(from_json(msgspec.json.decode(document)))
    return None if workflow is None else compile_workflow(workflow)


def check_names(workflow: Workflow, names: Names) -> Iterator[Found]:
    """The names that nothing in the workspace has, and conditions that do not suit the workspace's fields."""
    for step, path in steps_of(workflow):
        yield from _in_step(step, path, names)
    for group, path, step_id in groups_of(workflow):
        for condition, here in conditions_in(group, path):
            yield from _in_condition(condition, here, step_id, names)


def _in_step(step: Step, path: str, names: Names) -> Iterator[Found]:
    match step:
        case AssignTo(user=str(user)):
            yield from _known(said("user"), user.strip().lower(), names.users, f"{path}/user", step.id)
        case AssignTo(team=str(team)):
            yield from _known(said("team"), team, names.teams, f"{path}/team", step.id)
        case SendMessage(channel=channel) if channel != "last_interacted":
            yield from _known(said("channel"), channel, names.channels, f"{path}/channel", step.id)
        case CloseConversation(category=str(category)):
            yield from _known(
                said("closing category"), category, names.categories, f"{path}/category", step.id
            )
        case UpdateContactField(field=field):
            yield from _settable(field, f"{path}/field", step.id, names)
        case AskQuestion() if step.save_as.contact_field is not None:
            here = f"{path}/save_as/contact_field"
            yield from _settable(step.save_as.contact_field, here, step.id, names)
        case TriggerWorkflow():
            yield from _workflow(step, path, names)
        case _:
            pass


def _known(
    what: Said, name: str, known: Collection[str], path: str, step: str | None, severity: Severity = "error"
) -> Iterator[Found]:
    if name not in known:
        hint = suggestion(name, known)
        yield Found(
            path,
            said("there is no {what} {name} in this workspace{hint}", what=what, name=shown(name), hint=hint),
            step,
            severity,
        )


def _settable(field: str, path: str, step: str, names: Names) -> Iterator[Found]:
    if field in SETTABLE or field in names.fields:
        return
    if field in STANDARD_FIELDS:
        yield Found(
            path,
            said("{field} is not for a step to set: it follows from what happens", field=shown(field)),
            step,
        )
        return
    yield _no_field(field, (*SETTABLE, *names.fields), path, step)


def _no_field(field: str, fields: Collection[str], path: str, step: str | None) -> Found:
    hint = suggestion(field, fields)
    return Found(
        path, said("there is no field {field} in this workspace{hint}", field=shown(field), hint=hint), step
    )


def _workflow(step: TriggerWorkflow, path: str, names: Names) -> Iterator[Found]:
    """A workflow may be published later: until then the step fails, and no more."""
    name = step.workflow.strip()
    if name not in names.workflows:
        yield from _known(said("workflow"), name, names.workflows, f"{path}/workflow", step.id, "warning")
        return
    program = names.program(name)
    if program is None:
        detail = said("the workflow {name} is not published: until it is, this step fails", name=shown(name))
        yield Found(f"{path}/workflow", detail, step.id, "warning")
    elif step.start_at is not None and step.start_at not in program.steps:
        hint = suggestion(step.start_at, program.steps)
        detail = said(
            "the workflow {name} has no step {start_at}{hint}",
            name=shown(name),
            start_at=shown(step.start_at),
            hint=hint,
        )
        yield Found(f"{path}/start_at", detail, step.id, "warning")


# --- in conditions -------------------------------------------------------------------------------

_TYPES: dict[FieldType, ValueType] = {
    "text": "text",
    "number": "number",
    "date": "date",
    "list": "list",
    "boolean": "boolean",
}


def _in_condition(condition: Condition, path: str, step: str | None, names: Names) -> Iterator[Found]:
    value = f"{path}/value"
    # A comparison with a name that does not exist yet is legal and simply does not hold.
    match condition.category:
        case "channel" | "last_interacted_channel":
            yield from _some(said("channel"), condition, names.channels, value, step)
        case "closing_category":
            yield from _some(said("closing category"), condition, names.categories, value, step)
        case "assignee":
            yield from _some(said("user"), condition, names.users, value, step)
        case "contact_field":
            yield from _field(condition, path, step, names)
        case _:
            pass


def _some(
    what: Said, condition: Condition, known: Collection[str], path: str, step: str | None
) -> Iterator[Found]:
    if condition.operator not in {"is_equal_to", "is_not_equal_to", "has_any_of"}:
        return
    folded = {name.casefold() for name in known}
    for name in _texts_of(condition.value):
        if name.strip().casefold() not in folded:
            yield from _known(what, name, known, path, step, "warning")


def _texts_of(value: object) -> list[str]:
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, str)]


def _field(condition: Condition, path: str, step: str | None, names: Names) -> Iterator[Found]:
    field = condition.field or ""
    if field == "assignee":
        yield from _some(said("user"), condition, names.users, f"{path}/value", step)
    elif field in {"language", "country"}:
        yield from _normal(field, condition, path, step)
    elif field not in STANDARD_FIELDS:
        if field not in names.fields:
            yield _no_field(field, (*STANDARD_FIELDS, *names.fields), f"{path}/field", step)
            return
        category = Category(_TYPES[names.fields[field]])
        value = msgspec.UNSET if condition.value is None else condition.value
        for key, flaw in flaws_of(field, category, condition.operator, value):
            yield Found(f"{path}/{key}", flaw, step, "warning")


def _normal(field: str, condition: Condition, path: str, step: str | None) -> Iterator[Found]:
    """Languages and countries are kept in one form; what is compared with another never holds."""
    if condition.operator not in {"is_equal_to", "is_not_equal_to", "has_any_of"}:
        return
    for text in _texts_of(condition.value):
        form = normal.language(text) if field == "language" else normal.country(text)
        if form is not None and form.casefold() == text.strip().casefold():
            continue
        wanted = (
            said("language, which is a code such as `es`, without region")
            if field == "language"
            else said("country, which is two letters such as `ES`")
        )
        hint = said(": write {form}", form=shown(form)) if form is not None else ""
        yield Found(
            f"{path}/value",
            said(
                "{text} is no {wanted}{hint}",
                text=shown(text),
                wanted=wanted,
                hint=hint,
            ),
            step,
            "warning",
        )
