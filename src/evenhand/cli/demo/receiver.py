"""Where the demo's customers get their messages: a small server that checks what a receiver should check."""

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import msgspec
from fastapi import Request, Response
from standardwebhooks import Webhook, WebhookVerificationError
from starlette.applications import Starlette
from starlette.routing import Route

MAX_REMEMBERED: Final = 10_000


class Delivery(msgspec.Struct):
    """What Evenhand posts to a custom channel's ``outbound_url``."""

    delivery_id: int
    contact: dict[str, Any]
    text: str


class Receiver:
    """Takes the deliveries of all channels, whose ``secrets`` it must be told.

    ``counts``: ok, repeated, refused (wrong signature). ``hear`` is told to whom what was said.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.secrets: dict[str, str] = {}
        self.hear: Callable[[str, str], None] = _ignore
        self._seen: dict[str, None] = {}
        self.app = Starlette(routes=[Route("/{channel}", self._receive, methods=["POST"])])

    async def _receive(self, request: Request) -> Response:
        secret = self.secrets.get(request.path_params["channel"])
        body = await request.body()
        if secret is None:
            return Response(status_code=404)
        try:
            Webhook(secret).verify(body, dict(request.headers), json_parse=False)
            delivery = msgspec.json.decode(body, type=Delivery)
        except (WebhookVerificationError, msgspec.MsgspecError):
            self.counts["refused"] += 1
            return Response(status_code=401)
        if self._is_repeated(request.headers["webhook-id"]):
            self.counts["repeated"] += 1
        else:
            self.counts["ok"] += 1
            self.hear(delivery.contact["external_id"], delivery.text)
        return Response(status_code=204)

    def _is_repeated(self, webhook_id: str) -> bool:
        if webhook_id in self._seen:
            return True
        self._seen[webhook_id] = None
        if len(self._seen) > MAX_REMEMBERED:
            del self._seen[next(iter(self._seen))]
        return False


def _ignore(_external_id: str, _text: str) -> None:
    """Nobody listens yet."""
