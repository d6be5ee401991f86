"""Contacts: created by the API or by writing, changed, erased."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, cast

from msgspec import UNSET

from evenhand.domain import model as m
from evenhand.domain import normal, silence
from evenhand.domain.access import contact_for
from evenhand.domain.assignment.assign import count
from evenhand.domain.commands import CONTACT, Actor, CreateContact, DeleteContact, Profile, UpdateContact
from evenhand.domain.errors import Flaw, Refused, invalid, not_found, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import said
from evenhand.domain.workflow import runs
from evenhand.domain.workflow.problems import child

MAX_TAGS = 100


def create(state: State, command: CreateContact) -> m.Event:
    """A contact who is added, and may write or be written to on channels where it is known."""
    phone, guess = normal.phone_and_country(command.phone) if command.phone else (None, None)
    for place in command.identities.items():
        _refuse_taken(state, *place)
    event = _add(
        state,
        command.actor,
        first_name=command.first_name.strip(),
        last_name=command.last_name.strip(),
        email=command.email or None,
        phone=phone,
        language=_language(command.language),
        country=_country(command.country) or guess,
        channel_id=next(iter(command.identities), None),
        tags=_tags(command.tags),
        fields=_fields(state, {}, command.fields),
    )
    _identify(state, event.seq, command.identities)
    return event


def from_channel(state: State, channel_id: int, profile: Profile) -> m.Contact:
    """Somebody new writes: what the channel says is taken over, what it says wrongly is left out."""
    phone, guess = normal.phone_and_country(profile.phone) if profile.phone else (None, None)
    told = normal.country(profile.country) if profile.country else None
    event = _add(
        state,
        CONTACT,
        first_name=(profile.first_name or "").strip(),
        last_name=(profile.last_name or "").strip(),
        email=profile.email or None,
        phone=phone,
        language=normal.language(profile.language) if profile.language else None,
        country=guess or told,
        channel_id=channel_id,
        tags=[],
        fields={},
    )
    _identify(state, event.seq, {channel_id: profile.external_id})
    return state.contacts.one(event.seq)


def fill_guesses(state: State, contact: m.Contact, profile: Profile) -> None:
    """Language, country and names only where they are empty: a guess never overwrites and fires nothing."""
    number = contact.phone or profile.phone
    phone, guess = normal.phone_and_country(number) if number else (None, None)
    told = normal.country(profile.country) if profile.country else None
    news = {
        "first_name": (profile.first_name or "").strip(),
        "last_name": (profile.last_name or "").strip(),
        "email": profile.email,
        "phone": phone,
        "language": normal.language(profile.language) if profile.language else None,
        "country": guess or told,
    }
    for name, value in news.items():
        if value and not getattr(contact, name):
            contact = state.contacts.edit(contact.id)
            setattr(contact, name, value)


def update(state: State, command: UpdateContact) -> m.Event | None:
    """Changes what is given; None where nothing is different."""
    contact = contact_for(state, command.actor, command.contact_id)
    changes = _changes(state, contact, command)
    changed = {name: value for name, value in changes.items() if getattr(contact, name) != value}
    if not changed:
        return None
    told = [*_told(contact, changed, command)]
    contact = state.contacts.edit(contact.id)
    for name, value in changed.items():
        setattr(contact, name, value)
    for type_, facts in told:
        state.fire(type_, contact.id, facts)
    return state.emit(
        "contact.updated", command.actor, contact_id=contact.id, data={"changed": sorted(changed)}
    )


def _told(
    contact: m.Contact, changed: dict[str, Any], command: UpdateContact
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The triggers of a change: one for each tag and each field, none for what was guessed."""
    for name, value in changed.items():
        if name == "tags":
            for change, tags, others in (("removed", contact.tags, value), ("added", value, contact.tags)):
                for tag in tags:
                    if tag not in others:
                        yield "contact_tag_updated", {"tag": tag, "change": change}
        elif name == "fields":
            for field in dict.fromkeys((*contact.fields, *value)):
                if contact.fields.get(field) != value.get(field):
                    yield _of_field(field, contact.fields.get(field), value.get(field))
        elif name != "country" or command.country is not UNSET:
            yield _of_field(name, getattr(contact, name), value)


def _of_field(field: str, old: object, new: object) -> tuple[str, dict[str, Any]]:
    return "contact_field_updated", {"field": field, "old_value": old, "new_value": new}


def delete(state: State, command: DeleteContact) -> m.Event:
    """Ends the contact's runs, frees the assignee, erases name, addresses, fields and every text."""
    contact = contact_for(state, command.actor, command.contact_id)
    runs.stop_all(state, contact.id, "contact_deleted")
    event = state.emit(
        "contact.deleted",
        command.actor,
        contact_id=contact.id,
        conversation_id=contact.conversation_id,
        user_id=contact.assignee_id,
    )
    if contact.conversation_id is not None:
        state.conversations.edit(contact.conversation_id).closed_at = state.now
        silence.end(state, contact.conversation_id)
        count(state, contact.assignee_id, -1)
    for identity in state.identity_of.find(contact.id) or ():
        state.identities.remove((identity.channel_id, identity.external_id))
    state.identity_of.put(contact.id, ())
    _blank(state.contacts.edit(contact.id), state.now)
    state.erased.put(contact.id, True)
    return event


def _identify(state: State, contact_id: int, names: dict[int, str]) -> None:
    """Who a new contact is, by channel."""
    rows = [
        m.Identity(state.workspace_id, channel_id, name, contact_id) for channel_id, name in names.items()
    ]
    for row in rows:
        state.identities.add((row.channel_id, row.external_id), row)
    state.identity_of.put(contact_id, tuple(rows))


def _refuse_taken(state: State, channel_id: int, external_id: str) -> None:
    channel = state.channels.find(channel_id)
    if channel is None or channel.deleted_at is not None:
        raise not_found("channel", channel_id)
    if state.identities.find((channel_id, external_id)) is not None:
        detail = said(
            "{external_id} is another contact on the channel {channel} already.",
            external_id=external_id,
            channel=channel.name,
        )
        raise unfit("/identities", detail, "identity_taken")


def _blank(contact: m.Contact, now: datetime) -> None:
    contact.first_name = contact.last_name = ""
    contact.tags, contact.fields = [], {}
    contact.email = contact.phone = contact.language = contact.country = None
    contact.channel_id = contact.assignee_id = contact.assigned_seq = contact.assigned_at = None
    contact.conversation_id = None
    contact.deleted_at = now


def _add(  # noqa: PLR0913 - the columns of a contact
    state: State,
    actor: Actor,
    *,
    first_name: str,
    last_name: str,
    email: str | None,
    phone: str | None,
    language: str | None,
    country: str | None,
    tags: list[str],
    fields: dict[str, Any],
    channel_id: int | None = None,
) -> m.Event:
    event = state.emit("contact.created", actor)
    event.contact_id = event.seq
    state.contacts.add(
        event.seq,
        m.Contact(
            state.workspace_id,
            event.seq,
            first_name,
            last_name,
            tags,
            fields,
            0,
            state.now,
            email,
            phone,
            language,
            country,
            channel_id,
        ),
    )
    return event


def _changes(state: State, contact: m.Contact, command: UpdateContact) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in ("first_name", "last_name"):
        value = getattr(command, name)
        if value is not UNSET:
            changes[name] = value.strip()
    if command.email is not UNSET:
        changes["email"] = command.email or None
    if command.phone is not UNSET:
        changes["phone"], guess = normal.phone_and_country(command.phone) if command.phone else (None, None)
        if guess and not contact.country:
            changes["country"] = guess
    if command.language is not UNSET:
        changes["language"] = _language(command.language)
    if command.country is not UNSET:
        changes["country"] = _country(command.country)
    if command.tags is not UNSET:
        changes["tags"] = _tags(command.tags)
    if command.fields is not UNSET:
        changes["fields"] = _fields(state, contact.fields, command.fields)
    return changes


def _language(value: str | None) -> str | None:
    if not value:
        return None
    code = normal.language(value)
    if code is None:
        raise invalid("/language", said("Give a language code such as en or pt-BR."))
    return code


def _country(value: str | None) -> str | None:
    if not value:
        return None
    code = normal.country(value)
    if code is None:
        raise invalid("/country", said("Give a country of two letters (ISO 3166 alpha-2) such as ES."))
    return code


def _tags(values: list[str]) -> list[str]:
    tags = list(dict.fromkeys(tag.strip() for tag in values if tag.strip()))
    if len(tags) > MAX_TAGS:
        raise invalid("/tags", said("A contact has at most {most} tags.", most=MAX_TAGS))
    return tags


def _fields(state: State, present: dict[str, Any], given: dict[str, Any]) -> dict[str, Any]:
    """The custom fields after a change; every value that does not fit its field's type is named."""
    known: dict[str, m.FieldType] = {field.name: field.type for field in state.custom_fields.present()}
    flaws: list[Flaw] = []
    fields = dict(present)
    for name, value in given.items():
        if name not in known:
            flaws.append(
                Flaw(
                    child("/fields", name),
                    said("There is no custom field {name}; create it first.", name=name),
                )
            )
        elif value is None or value == "":
            fields.pop(name, None)
        elif not _fits(known[name], value):
            flaws.append(
                Flaw(child("/fields", name), said("{name} is a {type}.", name=name, type=known[name]))
            )
        else:
            fields[name] = value
    if flaws:
        raise Refused("conflict", "invalid_fields", said("Some custom fields cannot be set."), tuple(flaws))
    return fields


def _fits(type_: m.FieldType, value: object) -> bool:
    match type_:
        case "text":
            return isinstance(value, str)
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "boolean":
            return isinstance(value, bool)
        case "list":
            return isinstance(value, list) and all(
                isinstance(item, str) for item in cast("list[object]", value)
            )
        case "date":
            return isinstance(value, str) and _is_date(value)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True
