"""Starting a workflow for one contact: by hand, as a shortcut, by its webhook."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, cast

from evenhand.domain import contacts
from evenhand.domain import model as m
from evenhand.domain.access import contact_for
from evenhand.domain.commands import CreateContact, ReceiveWebhook, RunShortcut, StartRun
from evenhand.domain.errors import Flaw, Refused, invalid, not_found, unfit
from evenhand.domain.state import Start, State
from evenhand.domain.texts import Said, said
from evenhand.domain.workflow import firing, runs, values
from evenhand.domain.workflow.problems import child
from evenhand.domain.workflow.program import Program
from evenhand.domain.workflow.saving import MAX_TEXT, kept
from evenhand.domain.workflow.triggers import (
    MAX_VARIABLES,
    FindContact,
    FormField,
    FormType,
    IncomingWebhook,
    Manual,
    Shortcut,
)

_VARIABLE: Final = re.compile(r"[^\W\d]\w{0,63}")


def start_run(state: State, command: StartRun) -> m.Event:
    """By a person or the API, whatever the workflow's own trigger is; that of `manual` may set conditions."""
    workflow, program = _published(state, command.workflow_id)
    contact = contact_for(state, command.actor, command.contact_id)
    if command.start_at is not None and command.start_at not in program.steps:
        raise unfit(
            "/start_at",
            said("The workflow has no step {start_at}.", start_at=command.start_at),
            "step_not_found",
        )
    variables = _checked(command.variables)
    conditional = isinstance(program.trigger, Manual)
    start = Start(workflow.id, contact.id, variables, command.start_at, 0)
    return _begin(state, start, program, str(command.actor), conditional=conditional)


def run_shortcut(state: State, command: RunShortcut) -> m.Event:
    """By a user who has chosen it for a contact, with the form filled in."""
    workflow, program = _published(state, command.workflow_id)
    contact = contact_for(state, command.actor, command.contact_id)
    if not isinstance(program.trigger, Shortcut):
        raise Refused(
            "conflict", "not_a_shortcut", said("The workflow {name} is no shortcut.", name=workflow.name)
        )
    variables = _answers(program.trigger.form, command.form, contact)
    start = Start(workflow.id, contact.id, variables, None, 0)
    return _begin(state, start, program, str(command.actor), conditional=True)


def receive_webhook(state: State, command: ReceiveWebhook) -> m.Event:
    """By whoever calls the workflow's address: the contact is found in the body, or made from it."""
    workflow, program = _published(state, command.workflow_id)
    if not isinstance(program.trigger, IncomingWebhook):
        raise Refused(
            "conflict",
            "not_a_webhook",
            said("The workflow {name} is started by no webhook.", name=workflow.name),
        )
    contact_id = _contact_in(state, program.trigger.contact, command)
    found = {name: kept(path.find(command.body)) for name, path in program.trigger.save.items()}
    variables = {name: value for name, value in found.items() if value is not None}
    start = Start(workflow.id, contact_id, variables, None, 0)
    return _begin(state, start, program, str(command.actor), conditional=True)


def _published(state: State, workflow_id: int) -> tuple[m.Workflow, Program]:
    workflow = state.workflows.find(workflow_id)
    if workflow is None or workflow.deleted_at is not None:
        raise not_found("workflow", workflow_id)
    if workflow.state != "published" or workflow.version is None:
        detail = said("The workflow {name} is not published: nobody can enter it.", name=workflow.name)
        raise Refused("conflict", "workflow_not_published", detail)
    return workflow, state.programs.one((workflow.id, workflow.version))


def _begin(state: State, start: Start, program: Program, actor: str, *, conditional: bool) -> m.Event:
    """Start the run, or record why not; the event says who has asked for it."""
    if conditional and not firing.admits(state, start, program.trigger):
        event = runs.skip(state, start.workflow_id, start.contact_id, "conditions")
    else:
        event = runs.start(state, start)
    event.actor = actor
    return event


# --- what a caller passes ------------------------------------------------------------------------


def _checked(variables: Mapping[str, object]) -> dict[str, Any]:
    """Variables under names that texts can use, with values that a run can keep."""
    flaws: list[Flaw] = []
    if len(variables) > MAX_VARIABLES:
        raise invalid(
            "/variables",
            said("A run begins with at most {most} variables.", most=MAX_VARIABLES),
        )
    for name, value in variables.items():
        if not _VARIABLE.fullmatch(name):
            detail = said("A variable's name is made of letters, digits and _, and begins with a letter.")
            flaws.append(Flaw(child("/variables", name), detail))
        elif kept(value) != value or _has_nothing(value):
            detail = said(
                "Give a text of at most {most:,} characters, a number, true, false or a list of them.",
                most=MAX_TEXT,
            )
            flaws.append(Flaw(child("/variables", name), detail))
    if flaws:
        raise Refused("invalid", "invalid_value", said("Some variables cannot be kept."), tuple(flaws))
    return {name: value for name, value in variables.items() if value is not None}


def _has_nothing(value: object) -> bool:
    return isinstance(value, list) and None in cast("list[object]", value)


# --- a form --------------------------------------------------------------------------------------


def _answers(form: tuple[FormField, ...], given: Mapping[str, object], contact: m.Contact) -> dict[str, Any]:
    """The form's answers, each of its type; every one that is wrong or missing is named."""
    known = {field.name for field in form}
    unknown = [name for name in given if name not in known]
    flaws = [Flaw(child("/form", name), said("The form has no field {name}.", name=name)) for name in unknown]
    answers: dict[str, Any] = {}
    for field in form:
        value = given.get(field.name)
        if isinstance(value, str):
            value = value.strip()
        if value is None or value in ("", []):
            if field.required:
                flaws.append(
                    Flaw(
                        child("/form", field.name),
                        said("{label} is missing.", label=field.label or field.name),
                    )
                )
            continue
        read = _READ[field.type](value, contact)
        if read is None:
            detail = said(
                "{label} must be {wanted}.", label=field.label or field.name, wanted=_WANTED[field.type]
            )
            flaws.append(Flaw(child("/form", field.name), detail))
        else:
            answers[field.name] = read
    if flaws:
        raise Refused(
            "invalid", "invalid_form", said("The form is not filled in as it should be."), tuple(flaws)
        )
    return answers


def _text(value: object, _: m.Contact) -> str | None:
    return value if isinstance(value, str) and kept(value) == value else None


def _number(value: object, _: m.Contact) -> object:
    if isinstance(value, str):
        return values.as_number(value)
    return kept(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _boolean(value: object, _: m.Contact) -> bool | None:
    return values.as_boolean(value) if isinstance(value, str) else value if isinstance(value, bool) else None


def _date(value: object, _: m.Contact) -> str | None:
    day = values.as_date(value) if isinstance(value, str) else None
    return None if day is None else day.isoformat()


def _list(value: object, _: m.Contact) -> object:
    items = cast("list[object]", value) if isinstance(value, list) else [value]
    good = all(isinstance(item, str) for item in items) and kept(items) == items
    return items if good else None


def _phone(value: object, contact: m.Contact) -> str | None:
    return values.as_phone(value, contact.country) if isinstance(value, str) else None


_READ: Final[dict[FormType, Callable[[object, m.Contact], object]]] = {
    "text": _text,
    "number": _number,
    "boolean": _boolean,
    "date": _date,
    "list": _list,
    "email": lambda value, _: values.as_email(value) if isinstance(value, str) else None,
    "phone": _phone,
    "url": lambda value, _: values.as_url(value) if isinstance(value, str) else None,
}
_WANTED: Final[dict[FormType, str]] = {
    "text": said("a text of at most {most:,} characters", most=MAX_TEXT),
    "number": said("a number"),
    "boolean": said("yes or no"),
    "date": said("a date such as 2026-12-24"),
    "list": said("a list of texts"),
    "email": said("an e-mail address"),
    "phone": said("a phone number"),
    "url": said("an address on the web"),
}


# --- the contact of a webhook --------------------------------------------------------------------


def _contact_in(state: State, find: FindContact, command: ReceiveWebhook) -> int:
    if find.id is not None:
        return _by_id(state, find.id.find(command.body), find.id.source)
    by_email = find.email is not None
    path = find.email or find.phone
    assert path is not None
    found = path.find(command.body)
    text = found.strip() if isinstance(found, str) else ""
    address = values.as_email(text) if by_email else values.as_phone(text, None)
    if address is None:
        wanted = (
            said("e-mail address") if by_email else said("international phone number such as +34600111222")
        )
        raise _unknown(
            said("There is no {wanted} at {source} in the body.", wanted=wanted, source=path.source)
        )
    return _by_address(state, address, command, email=by_email)


def _by_id(state: State, found: object, source: str) -> int:
    text = str(found).strip() if isinstance(found, str | int) else ""
    contact = (
        state.contacts.find(int(text)) if text.isascii() and text.isdecimal() and len(text) < 19 else None
    )
    if contact is None or contact.deleted_at is not None:
        raise _unknown(said("There is no contact whose id stands at {source} in the body.", source=source))
    return contact.id


def _by_address(state: State, address: str, command: ReceiveWebhook, *, email: bool) -> int:
    """The oldest contact with this e-mail or phone number; a new one where there is none."""
    key = address.lower()
    stored = (state.contacts_by_email if email else state.contacts_by_phone).find(key) or ()
    known = [row.id for row in state.contacts.present()]
    candidates = (state.contacts.one(id_) for id_ in {*stored, *known})
    same = [
        row.id
        for row in candidates
        if row.deleted_at is None and ((row.email if email else row.phone) or "").lower() == key
    ]
    if same:
        return min(same)
    made = CreateContact(
        workspace_id=state.workspace_id,
        actor=command.actor,
        email=address if email else None,
        phone=None if email else address,
    )
    return contacts.create(state, made).seq


def _unknown(detail: Said) -> Refused:
    return invalid("/", detail, "contact_not_found")
