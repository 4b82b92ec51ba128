"""The played Twilio for tests: a clock to move, a line to the real SDK, and what its webhooks said."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from sandbox.transport import played_session
from sandbox.twilio import PlayedTwilio
from sandbox.wire import Delivery, Request, Response

MONDAY = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
ACCOUNT = "AC00000000000000000000000000000001"
KEY, SECRET = "SK00000000000000000000000000000001", "played-secret"
TOKEN = "played-auth-token"
OURS = "+12065550100"
THEIRS = "+12125550123"
MESSAGES = f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json"
CALLBACK = "https://pastdue.example/twilio/status?touch=t-1"
INBOUND = "https://pastdue.example/twilio/inbound?stage=local"


class Carrier:
    """A Twilio account, reached by the vendor's own SDK."""

    def __init__(self, **options: Any) -> None:
        self.time = MONDAY
        self.wall = MONDAY
        self.posted: list[Delivery] = []
        self.played = PlayedTwilio(
            now=lambda: self.time,
            wall=lambda: self.wall,
            deliver=self.posted.append,
            random=Random(5),
            inbound_url=INBOUND,
            **options,
        )
        self.sdk = self.with_key(KEY, SECRET)

    def with_key(self, user: str, secret: str) -> Any:
        """The SDK, with other credentials."""
        http = TwilioHttpClient(timeout=5)
        http.session = played_session(self.played)
        return Client(user, secret, ACCOUNT, http_client=http)

    def send(self, body: str = "Invoice 1001 is past due.", to: str = THEIRS, **more: Any) -> Any:
        """A text from the business."""
        chosen = {"from_": OURS, "status_callback": CALLBACK, **more}
        return self.sdk.messages.create(to=to, body=body, **chosen)

    def later(self, **delta: float) -> None:
        """Time passes, at the vendor."""
        self.time += timedelta(**delta)
        self.played.tick()

    def told(self) -> list[dict[str, str]]:
        """The fields of the webhooks posted so far, which are then forgotten."""
        fields = [dict(parse_qsl(delivery.body.decode(), keep_blank_values=True)) for delivery in self.posted]
        self.posted.clear()
        return fields

    def statuses(self) -> list[str]:
        """The statuses called back so far, which are then forgotten."""
        return [fields["MessageStatus"] for fields in self.told()]

    def raw(self, method: str, path: str, **form: str) -> Response:
        """A request past the SDK."""
        mark = base64.b64encode(f"{KEY}:{SECRET}".encode()).decode()
        return self.played.handle(
            Request.of(method, path, {"authorization": f"Basic {mark}"}, urlencode(form).encode())
        )
