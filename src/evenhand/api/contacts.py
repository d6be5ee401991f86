"""Contacts: who they are, who has them, whether their conversation is open."""

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.deps import AnyCall, ManagerCall, Part
from evenhand.api.requests import MAX_ID, Body, Email, Id, JsonRoute, UserKey
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import (
    AssignContact,
    CreateContact,
    DeleteContact,
    SetConversation,
    UpdateContact,
)
from evenhand.domain.normal import COUNTRIES
from evenhand.storage.reads import contacts
from evenhand.storage.reads.contacts import ContactView
from evenhand.storage.reads.rows import EVERYTHING

router = APIRouter(tags=["contacts"], route_class=JsonRoute)

LANGUAGE: Final = r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,3})?$"

Name = Annotated[str, Field(max_length=200)]
Short = Annotated[str, Field(max_length=50)]
Language = Annotated[str, Field(pattern=LANGUAGE, examples=["pt-BR"])]
Country = Annotated[str, Field(max_length=2, json_schema_extra={"enum": ["", *sorted(COUNTRIES)]})]
Tags = Annotated[list[Annotated[str, Field(min_length=1, max_length=100)]], Field(max_length=100)]
Whole = Annotated[int, Field(ge=-MAX_ID, le=MAX_ID)]
Value = Annotated[str, Field(max_length=10_000)] | bool | Whole | float | list[Name] | None
Fields = Annotated[dict[Name, Value], Field(max_length=200)]


class NewContact(Body):
    """A contact that is on no channel yet."""

    first_name: Name = ""
    last_name: Name = ""
    email: Email | None = None
    phone: Annotated[Short, Field(examples=["+34600123456"])] | None = None
    language: Language | None = None
    country: Country | None = None
    tags: Tags = Field(default_factory=list)
    fields: Fields = Field(default_factory=dict)


class ContactChange(NewContact):
    """What is given is changed; null clears. In ``fields`` null clears that field, others stay."""


class Assignment(Body):
    """Who gets the contact: a user's id or e-mail, or nobody (null)."""

    user: UserKey | None


class Opening(Body):
    """Opens a conversation."""

    status: Literal["open"]


class Closing(Body):
    """Closes the conversation, and says why."""

    status: Literal["closed"]
    category: Name | None = None
    summary: Annotated[str, Field(max_length=10_000)] | None = None


OpeningOrClosing = Annotated[Opening | Closing, Field(discriminator="status")]


@router.post("/contacts", operation_id="create_contact", **shows(ContactView, 409, status=201))
async def create_contact(call: AnyCall, body: NewContact) -> Response:
    """Makes a contact by hand."""
    contact_id = await call.create(CreateContact(**call.origin, **body.given()))
    return responses.json(await call.find("contact", contacts.contact, contact_id, EVERYTHING), 201)


@router.get("/contacts", operation_id="list_contacts", **shows(Page[ContactView]))
async def list_contacts(call: AnyCall, part: Part) -> Response:
    """All contacts that the caller may see, oldest first."""
    found = await call.read(contacts.contacts, call.viewer, after=part.after, limit=part.fetch)
    return part.page(found, lambda contact: contact.id)


@router.get("/contacts/{contact_id}", operation_id="get_contact", **shows(ContactView))
async def get_contact(call: AnyCall, contact_id: Id) -> Response:
    """One contact."""
    return responses.json(await call.find("contact", contacts.contact, contact_id, call.viewer))


@router.patch("/contacts/{contact_id}", operation_id="change_contact", **shows(ContactView, 409))
async def change_contact(call: AnyCall, contact_id: Id, body: ContactChange) -> Response:
    """Changes what is given."""
    await call.submit(UpdateContact(**call.origin, contact_id=contact_id, **body.given()))
    return responses.json(await call.find("contact", contacts.contact, contact_id, EVERYTHING))


@router.delete("/contacts/{contact_id}", operation_id="delete_contact", **shows(None))
async def delete_contact(call: ManagerCall, contact_id: Id) -> Response:
    """Erases a contact's personal data, the texts of messages and comments included."""
    await call.submit(DeleteContact(**call.origin, contact_id=contact_id))
    return responses.nothing()


@router.put("/contacts/{contact_id}/assignee", operation_id="assign_contact", **shows(ContactView, 409))
async def assign_contact(call: AnyCall, contact_id: Id, body: Assignment) -> Response:
    """Assigns by hand, whatever the user's presence and load, or unassigns."""
    await call.submit(AssignContact(**call.origin, contact_id=contact_id, user=body.user))
    return responses.json(await call.find("contact", contacts.contact, contact_id, EVERYTHING))


@router.put("/contacts/{contact_id}/conversation", operation_id="set_conversation", **shows(ContactView, 409))
async def set_conversation(call: AnyCall, contact_id: Id, body: OpeningOrClosing) -> Response:
    """Opens or closes the contact's conversation; nothing happens if it is so already."""
    await call.submit(SetConversation(**call.origin, contact_id=contact_id, **body.given()))
    return responses.json(await call.find("contact", contacts.contact, contact_id, EVERYTHING))
