"""Webhooks: addresses to which the workspace's events are sent as they happen."""

import re
from typing import Final

from msgspec import UNSET

from evenhand.domain import model as m
from evenhand.domain.commands import (
    CreateWebhook,
    DeleteWebhook,
    DisableWebhook,
    ReplayEvent,
    UpdateWebhook,
)
from evenhand.domain.errors import invalid, not_found
from evenhand.domain.state import State
from evenhand.domain.texts import said

WANTED: Final = re.compile(r"\*|[a-z_]{1,50}\.(\*|[a-z_]{1,50})")


def create(state: State, command: CreateWebhook) -> m.Event:
    """Events from the next one on go to the address."""
    events = _checked(command.events)
    event = state.emit("webhook.created", command.actor)
    webhook = m.Webhook(
        state.workspace_id, event.seq, command.url, events, command.secret, state.now, enabled=True
    )
    state.webhooks.add(event.seq, webhook)
    cursor = m.WebhookCursor(state.workspace_id, event.seq, event.seq, state.now)
    state.webhook_cursors.add(event.seq, cursor)
    return event


def update(state: State, command: UpdateWebhook) -> m.Event | None:
    """Changes what is given; None where nothing is different."""
    webhook = _known(state, command.webhook_id)
    changed: list[str] = []
    if command.events is not UNSET:
        _checked(command.events)
    for name in ("url", "events", "enabled"):
        value = getattr(command, name)
        if value is not UNSET and value != getattr(webhook, name):
            setattr(state.webhooks.edit(webhook.id), name, value)
            changed.append(name)
    if not changed:
        return None
    return state.emit("webhook.updated", command.actor, subject_id=webhook.id, data={"changed": changed})


def disable(state: State, command: DisableWebhook) -> m.Event | None:
    """Nothing more is sent until somebody enables it; None where it was disabled or deleted meanwhile."""
    webhook = state.webhooks.find(command.webhook_id)
    if webhook is None or not webhook.enabled:
        return None
    state.webhooks.edit(webhook.id).enabled = False
    return state.emit("webhook.disabled", command.actor, subject_id=webhook.id)


def delete(state: State, command: DeleteWebhook) -> m.Event:
    """Nothing more is sent."""
    webhook = _known(state, command.webhook_id)
    state.webhook_cursors.remove(webhook.id)
    state.webhooks.remove(webhook.id)
    return state.emit("webhook.deleted", command.actor, subject_id=webhook.id)


def replay(state: State, command: ReplayEvent) -> m.Event:
    """An event goes to the webhook once more, also where the webhook is disabled."""
    webhook = _known(state, command.webhook_id)
    in_batch = bool(state.events) and state.events[0].seq <= command.seq <= state.seq
    if not in_batch and state.past_events.find(command.seq) is None:
        raise not_found("event", command.seq)
    event = state.emit("webhook.replayed", command.actor, subject_id=webhook.id, data={"event": command.seq})
    again = m.WebhookReplay(state.workspace_id, event.seq, webhook.id, command.seq, state.now)
    state.webhook_replays.add(event.seq, again)
    return event


def _known(state: State, webhook_id: int) -> m.Webhook:
    webhook = state.webhooks.find(webhook_id)
    if webhook is None:
        raise not_found("webhook", webhook_id)
    return webhook


def _checked(events: list[str]) -> list[str]:
    for at, wanted in enumerate(events):
        if not WANTED.fullmatch(wanted):
            detail = said(
                "Give a type of event such as contact.assigned, all of a noun as contact.*, or * for all."
            )
            raise invalid(f"/events/{at}", detail)
    return events
