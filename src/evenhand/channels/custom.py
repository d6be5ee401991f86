"""The custom channel: somebody's bridge that speaks HTTP with us. Here the way out.

The address is set by the owner of the workspace, who may well run the bridge on the own network, so
private addresses are allowed unless a setting says otherwise.
"""

from typing import Final

import msgspec

from evenhand.channels.addresses import Allowed
from evenhand.channels.posting import Post, Poster, signed
from evenhand.channels.sending import Sent
from evenhand.storage.deliveries import Outgoing
from evenhand.storage.vault import Vault, WrongKey

GONE: Final = Sent("The message or its contact has been erased.", final=True)
NO_ADDRESS: Final = Sent("The channel is gone, or has no outbound_url any more.", final=True)
NO_SECRET: Final = Sent("The channel has no signing secret, and nothing goes out unsigned.", final=True)


def outbound(outgoing: Outgoing, secret: str) -> Post | Sent:
    """The signed request that carries a message, or why there can be none.

    The ``webhook-id`` is the same in every attempt, so that a receiver knows a repetition.
    """
    if outgoing.text is None or outgoing.external_id is None:
        return GONE
    if not outgoing.outbound_url:
        return NO_ADDRESS
    body = msgspec.json.encode(
        {
            "delivery_id": outgoing.id,
            "contact": {"external_id": outgoing.external_id},
            "text": outgoing.text,
            "choices": outgoing.choices or [],
        }
    )
    webhook_id = f"msg_{outgoing.workspace_id}_{outgoing.id}"
    return signed(outgoing.outbound_url, body, webhook_id, outgoing.at, secret)


class CustomChannel:
    """Sends to bridges; ``close`` it at the end. ``allowed``: as for the poster."""

    def __init__(self, vault: Vault, allowed: Allowed | None = None) -> None:
        self._vault = vault
        self._poster = Poster(allowed)

    async def send(self, outgoing: Outgoing) -> Sent:
        """Makes one attempt, within TIME_LIMIT."""
        if not outgoing.secret:
            return NO_SECRET if outgoing.outbound_url else NO_ADDRESS
        try:
            post = outbound(outgoing, self._vault.open(outgoing.workspace_id, outgoing.secret))
        except WrongKey as error:
            return Sent(str(error))
        return post if isinstance(post, Sent) else await self._poster.post(post, outgoing.at)

    async def close(self) -> None:
        """Closes the connections."""
        await self._poster.close()
