"""The played Stripe for tests: a clock to move, a line to the real SDK, and what its webhooks said."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import stripe

from sandbox.stripe import PlayedStripe
from sandbox.transport import played_session
from sandbox.wire import Delivery, Request, Response

# A Monday; Veterans Day is on the Wednesday of the week after.
MONDAY = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
KEY = "sk_test_pastdue"
SECRET = "whsec_pastdue"


class Account:
    """A Stripe account, reached by the vendor's own SDK."""

    def __init__(self, **options: Any) -> None:
        self.time = MONDAY
        self.wall = MONDAY
        self.posted: list[Delivery] = []
        self.played = PlayedStripe(
            now=lambda: self.time,
            wall=lambda: self.wall,
            deliver=self.posted.append,
            random=Random(11),
            webhook_url="https://pastdue.example/stripe/webhook",
            **options,
        )
        self.sdk = self.with_key(KEY)

    def with_key(self, key: str) -> Any:
        """The SDK's services, with another key."""
        http = stripe.RequestsClient(timeout=5, session=played_session(self.played))
        return stripe.StripeClient(
            key, base_addresses={"api": "https://stripe.played"}, http_client=http, max_network_retries=0
        ).v1

    def link(self, amount: int = 12_345, currency: str = "usd", **more: Any) -> Any:
        """A link for one invoice."""
        return self.sdk.payment_links.create(link_params(amount, currency, **more))

    def later(self, **delta: float) -> None:
        """Time passes, at the vendor."""
        self.time += timedelta(**delta)
        self.played.tick()

    def told(self) -> list[str]:
        """The types of the events posted so far, which are then forgotten."""
        kinds = [json.loads(delivery.body)["type"] for delivery in self.posted]
        self.posted.clear()
        return kinds

    def raw(self, method: str, path: str, body: str = "", **headers: str) -> Response:
        """A request past the SDK; header names with underscores for dashes."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.played.handle(Request.of(method, path, {"authorization": f"Bearer {KEY}", **named}, body.encode()))


def link_params(amount: int = 12_345, currency: str = "usd", **more: Any) -> dict[str, Any]:
    """What makes a link for one invoice."""
    data = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Invoice 1001"}}
    return {"line_items": [{"price_data": data, "quantity": 1}], **more}
