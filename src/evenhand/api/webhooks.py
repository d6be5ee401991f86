"""Webhooks: the workspace's events, sent to an address as they happen."""

from typing import Annotated, Final

import msgspec
from fastapi import APIRouter, Query, Response
from pydantic import Field

from evenhand.api import addresses, responses
from evenhand.api.auth import new_signing_secret
from evenhand.api.deps import OwnerCall, Part
from evenhand.api.requests import Body, Id, JsonRoute
from evenhand.api.responses import Page, shows
from evenhand.domain.commands import CreateWebhook, DeleteWebhook, ReplayEvent, UpdateWebhook
from evenhand.domain.errors import Refused
from evenhand.domain.texts import said
from evenhand.storage.reads import webhooks
from evenhand.storage.reads.webhooks import WebhookDelivery, WebhookView

router = APIRouter(tags=["webhooks"], route_class=JsonRoute)

MOST: Final = 20
SHOWN_BEFORE: Final = said(
    "The signing secret was shown when the webhook was made, and cannot be shown again."
)

Url = Annotated[str, Field(json_schema_extra={"pattern": addresses.PATTERN})]
Wanted = Annotated[
    list[
        Annotated[
            str,
            Field(
                pattern=r"^(\*|[a-z_]{1,50}\.(\*|[a-z_]{1,50}))$",
                examples=["contact.assigned", "conversation.*", "*"],
            ),
        ]
    ],
    Field(min_length=1, max_length=100),
]


class NewWebhook(Body):
    """An address, and what it wants: types of events (`contact.assigned`), all of a noun, or `*`."""

    url: Url
    events: Wanted


class WebhookChange(Body):
    """What is given is changed. Enabled again, a webhook goes on with the event at which it stopped."""

    url: Url = Field(default_factory=str)
    events: Wanted = Field(default_factory=list)
    enabled: bool = Field(default_factory=bool)


class NewWebhookView(WebhookView):
    """A new webhook. Its signing secret is shown only once.

    When an ``Idempotency-Key`` is sent again it is null, and ``note`` says why.
    """

    signing_secret: str | None
    note: str | None


@router.post("/webhooks", operation_id="create_webhook", **shows(NewWebhookView, 409, status=201))
async def create_webhook(call: OwnerCall, body: NewWebhook) -> Response:
    """Makes a webhook: every event from now on that it wants is posted to it, in order, signed.

    What is posted is the event as `GET /events` shows it, without texts. It is tried again for a day when it
    does not arrive, and may arrive more than once: the `webhook-id` is the same then.
    """
    url = addresses.check(body.url, "/url")
    if await call.read(webhooks.count) >= MOST:
        raise Refused(
            "conflict", "too_many_webhooks", said("A workspace has at most {most} webhooks.", most=MOST)
        )
    secret = new_signing_secret()
    sealed = call.services.vault.seal(call.workspace_id, secret)
    answer = await call.submit(CreateWebhook(**call.origin, url=url, events=body.events, secret=sealed))
    assert answer.event is not None
    view = await call.find("webhook", webhooks.webhook, answer.event.seq)
    shown, note = (None, SHOWN_BEFORE) if answer.duplicate else (secret, None)
    return responses.json(
        NewWebhookView(**msgspec.structs.asdict(view), signing_secret=shown, note=note), 201
    )


@router.get("/webhooks", operation_id="list_webhooks", **shows(Page[WebhookView]))
async def list_webhooks(call: OwnerCall, part: Part) -> Response:
    """All webhooks, oldest first, without their secrets."""
    found = await call.read(webhooks.webhooks, after=part.after, limit=part.fetch)
    return part.page(found, lambda webhook: webhook.id)


@router.get("/webhooks/{webhook_id}", operation_id="get_webhook", **shows(WebhookView))
async def get_webhook(call: OwnerCall, webhook_id: Id) -> Response:
    """One webhook, without its secret."""
    return responses.json(await call.find("webhook", webhooks.webhook, webhook_id))


@router.patch("/webhooks/{webhook_id}", operation_id="change_webhook", **shows(WebhookView))
async def change_webhook(call: OwnerCall, webhook_id: Id, body: WebhookChange) -> Response:
    """Changes where events go and which, or enables and disables."""
    given = body.given()
    if "url" in given:
        addresses.check(body.url, "/url")
    await call.submit(UpdateWebhook(**call.origin, webhook_id=webhook_id, **given))
    return responses.json(await call.find("webhook", webhooks.webhook, webhook_id))


@router.delete("/webhooks/{webhook_id}", operation_id="delete_webhook", **shows(None))
async def delete_webhook(call: OwnerCall, webhook_id: Id) -> Response:
    """Deletes a webhook and its log of deliveries."""
    await call.submit(DeleteWebhook(**call.origin, webhook_id=webhook_id))
    return responses.nothing()


@router.get(
    "/webhooks/{webhook_id}/deliveries",
    operation_id="list_webhook_deliveries",
    **shows(Page[WebhookDelivery]),
)
async def list_webhook_deliveries(
    call: OwnerCall,
    webhook_id: Id,
    part: Part,
    failed: Annotated[bool, Query(description="Only those that have not arrived.")] = False,
) -> Response:
    """What became of the events that the webhook was sent, newest first; kept for a week."""
    await call.find("webhook", webhooks.webhook, webhook_id)
    found = await call.read(
        webhooks.deliveries, webhook_id, failed=failed, before=part.before, limit=part.fetch
    )
    return part.page(found, lambda delivery: delivery.id)


@router.post(
    "/webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    operation_id="replay_webhook_delivery",
    **shows(WebhookDelivery, status=202),
)
async def replay_webhook_delivery(call: OwnerCall, webhook_id: Id, delivery_id: Id) -> Response:
    """Sends an event once more, under the same `webhook-id`, beside those that have their turn."""
    found = await call.find("delivery", webhooks.delivery, delivery_id, webhook_id)
    await call.submit(ReplayEvent(**call.origin, webhook_id=webhook_id, seq=delivery_id))
    return responses.json(found, 202)
