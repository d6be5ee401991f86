"""Channels: where messages come from and go to."""

from msgspec import UNSET

from evenhand.domain import model as m
from evenhand.domain.commands import CreateChannel, DeleteChannel, UpdateChannel
from evenhand.domain.errors import not_found, unfit
from evenhand.domain.state import State
from evenhand.domain.texts import said


def create(state: State, command: CreateChannel) -> m.Event:
    """A new channel."""
    name = command.name.strip()
    _refuse_taken(state, name)
    event = state.emit("channel.created", command.actor)
    state.channels.add(
        event.seq,
        m.Channel(
            state.workspace_id,
            event.seq,
            command.type,
            name,
            command.config,
            state.now,
            command.token_hash,
            command.secret,
        ),
    )
    return event


def update(state: State, command: UpdateChannel) -> m.Event:
    """Changes what is given; ``config`` is replaced whole."""
    channel = _known(state, command.channel_id)
    if command.name is not UNSET and command.name.strip() != channel.name:
        _refuse_taken(state, command.name.strip())
        state.channels.edit(channel.id).name = command.name.strip()
    if command.config is not UNSET:
        state.channels.edit(channel.id).config = command.config
    return state.emit("channel.updated", command.actor, subject_id=channel.id)


def delete(state: State, command: DeleteChannel) -> m.Event:
    """Nothing comes in or goes out any more; its token and secret are gone."""
    channel = _known(state, command.channel_id)
    row = state.channels.edit(channel.id)
    row.deleted_at, row.token_hash, row.secret = state.now, None, None
    return state.emit("channel.deleted", command.actor, subject_id=channel.id)


def _known(state: State, channel_id: int) -> m.Channel:
    channel = state.channels.find(channel_id)
    if channel is None or channel.deleted_at is not None:
        raise not_found("channel", channel_id)
    return channel


def _refuse_taken(state: State, name: str) -> None:
    if any(channel.name == name and channel.deleted_at is None for channel in state.channels.present()):
        raise unfit("/name", said("There is a channel {name} already.", name=name), "channel_name_taken")
