"""Channels: where messages come from and go to."""

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from evenhand.api import addresses, responses
from evenhand.api.auth import digest, new_secret, new_signing_secret
from evenhand.api.deps import AnyCall, OwnerCall, Part
from evenhand.api.requests import Body, Id, JsonRoute, Line
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import CreateChannel, DeleteChannel, UpdateChannel
from evenhand.domain.errors import invalid, unfit
from evenhand.domain.texts import said
from evenhand.domain.workflow.problems import child
from evenhand.storage.reads import channels
from evenhand.storage.reads.channels import ChannelView

router = APIRouter(tags=["channels"], route_class=JsonRoute)

SHOWN_BEFORE: Final = said(
    "Token and signing secret were shown when the channel was made, and cannot be shown again."
)


# Checked by hand, since it depends on the type; this is what a custom channel's looks like.
Config = Annotated[
    dict[str, Any],
    Field(
        json_schema_extra={
            "additionalProperties": False,
            "properties": {"outbound_url": {"type": ["string", "null"], "pattern": addresses.PATTERN}},
        }
    ),
]


class NewChannel(Body):
    """A channel. ``config`` of a custom one: ``outbound_url``, where messages to contacts are posted."""

    type: Literal["web_chat", "custom", "telegram", "whatsapp", "email"]
    name: Line
    config: Config = Field(default_factory=dict)


class ChannelChange(Body):
    """What is given is changed; ``config`` as a whole."""

    name: Line = Field(default_factory=str)
    config: Config = Field(default_factory=dict)


class NewChannelView(ChannelView):
    """A new channel. Its token (for what comes in) and signing secret (of what goes out) are shown only once.

    When an ``Idempotency-Key`` is sent again both are null, and ``note`` says why.
    """

    token: str | None
    signing_secret: str | None
    note: str | None


@router.post("/channels", operation_id="create_channel", **shows(NewChannelView, 409, status=201))
async def create_channel(call: OwnerCall, body: NewChannel) -> Response:
    """Makes a channel."""
    config = _config(body.type, body.config)
    token = f"ehc_{call.workspace_id}_{new_secret()}"
    secret = new_signing_secret()
    sealed = call.services.vault.seal(call.workspace_id, secret)
    answer = await call.submit(
        CreateChannel(
            **call.origin,
            type=body.type,
            name=body.name,
            config=config,
            token_hash=digest(token),
            secret=sealed,
        )
    )
    assert answer.event is not None
    row = await call.find("channel", channels.channel, answer.event.seq)
    shown = (None, None, SHOWN_BEFORE) if answer.duplicate else (token, secret, None)
    return responses.json(NewChannelView(row.id, row.type, row.name, row.config, row.created_at, *shown), 201)


@router.get("/channels", operation_id="list_channels", **shows(Page[ChannelView]))
async def list_channels(call: AnyCall, part: Part) -> Response:
    """All channels, oldest first, without their secrets."""
    found = await call.read(channels.channels, after=part.after, limit=part.fetch)
    return part.page(found, lambda channel: channel.id)


@router.get("/channels/{channel_id}", operation_id="get_channel", **shows(ChannelView))
async def get_channel(call: AnyCall, channel_id: Id) -> Response:
    """One channel, without its secrets."""
    return responses.json(await call.find("channel", channels.channel, channel_id))


@router.patch("/channels/{channel_id}", operation_id="change_channel", **shows(ChannelView, 409))
async def change_channel(call: OwnerCall, channel_id: Id, body: ChannelChange) -> Response:
    """Changes a channel's name or configuration."""
    given = body.given()
    if "config" in given:
        row = await call.find("channel", channels.channel, channel_id)
        given["config"] = _config(row.type, body.config)
    await call.submit(UpdateChannel(**call.origin, channel_id=channel_id, **given))
    return responses.json(await call.find("channel", channels.channel, channel_id))


@router.delete("/channels/{channel_id}", operation_id="delete_channel", **shows(None))
async def delete_channel(call: OwnerCall, channel_id: Id) -> Response:
    """Deletes a channel: nothing comes in or goes out any more."""
    await call.submit(DeleteChannel(**call.origin, channel_id=channel_id))
    return responses.nothing()


def _config(type_: str, config: dict[str, Any]) -> dict[str, Any]:
    """The configuration of a channel of this type, checked."""
    if type_ != "custom":
        detail = said(
            "Channels of type {type} cannot be made yet; a custom channel can carry any messenger.",
            type=type_,
        )
        raise unfit("/type", detail, "channel_type_unavailable")
    for key in config:
        if key != "outbound_url":
            raise invalid(
                child("/config", key), said("A custom channel's configuration has only outbound_url.")
            )
    url = config.get("outbound_url")
    return {} if url is None else {"outbound_url": addresses.check(url, "/config/outbound_url")}
