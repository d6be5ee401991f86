"""Contacts: who they are."""

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import responses
from evenhand.api.deps import AnyCall, Part
from evenhand.api.requests import Body, Id, JsonRoute
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import CreateContact
from evenhand.storage.reads import contacts
from evenhand.storage.reads.contacts import ContactView

router = APIRouter(tags=["contacts"], route_class=JsonRoute)


class NewContact(Body):
    """A contact that is on no channel yet."""

    first_name: Annotated[str, Field(max_length=200)] = ""
    last_name: Annotated[str, Field(max_length=200)] = ""


@router.post("/contacts", operation_id="create_contact", **shows(ContactView, 409, status=201))
async def create_contact(call: AnyCall, body: NewContact) -> Response:
    """Makes a contact by hand."""
    contact_id = await call.create(CreateContact(**call.origin, **body.given()))
    return responses.json(await call.find("contact", contacts.contact, contact_id, call.viewer), 201)


@router.get("/contacts", operation_id="list_contacts", **shows(Page[ContactView]))
async def list_contacts(call: AnyCall, part: Part) -> Response:
    """All contacts that the caller may see, oldest first."""
    found = await call.read(contacts.contacts, call.viewer, after=part.after, limit=part.fetch)
    return part.page(found, lambda contact: contact.id)


@router.get("/contacts/{contact_id}", operation_id="get_contact", **shows(ContactView))
async def get_contact(call: AnyCall, contact_id: Id) -> Response:
    """One contact."""
    return responses.json(await call.find("contact", contacts.contact, contact_id, call.viewer))
