"""Webhooks as the vendors sign them, made from the secrets that the local stack was given."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import urlencode

import httpx
import stripe
from twilio.request_validator import RequestValidator

from sandbox.local import PLAYED, LocalStack
from sandbox.quickbooks.webhooks import sign

TIMEOUT = 30.0
JSON = {"content-type": "application/json"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


def post(url: str, body: bytes, headers: dict[str, str]) -> httpx.Response:
    """One POST, as it is."""
    return httpx.post(url, content=body, headers=headers, timeout=TIMEOUT)


def intuit(body: bytes) -> str:
    """Intuit's signature of a body."""
    return sign(PLAYED["quickbooks"]["webhook_verifier"], body)


def twilio_signature(url: str, form: dict[str, str]) -> str:
    """Twilio's signature of a form posted to an address."""
    return str(RequestValidator(PLAYED["twilio"]["auth_token"]).compute_signature(url, form))


def quickbooks(stack: LocalStack, body: bytes) -> httpx.Response:
    """As Intuit posts it."""
    return post(stack.api + stack.paths["quickbooks_webhook"], body, {**JSON, "intuit-signature": intuit(body)})


def stripe_event(stack: LocalStack, body: bytes, *, age: int = 0) -> httpx.Response:
    """As Stripe posts it, `age` seconds after signing."""
    secret = PLAYED["stripe"]["webhook_secret"]
    header = stripe.WebhookSignature.generate_signature_header(body.decode(), secret, timestamp=int(time.time()) - age)
    return post(stack.api + stack.paths["stripe_webhook"], body, {**JSON, "stripe-signature": header})


def twilio(stack: LocalStack, path: str, form: dict[str, str], query: str = "") -> httpx.Response:
    """As Twilio posts it to one of its two addresses."""
    url = stack.api + stack.paths[path] + query
    return post(url, urlencode(form).encode(), {**FORM, "x-twilio-signature": twilio_signature(url, form)})


def text_from(phone: str, words: str, sid: str, **more: str) -> dict[str, str]:
    """The form of an inbound text; Twilio sends fields that are blank, too."""
    return {
        "MessageSid": sid,
        "SmsMessageSid": sid,
        "AccountSid": PLAYED["twilio"]["account_sid"],
        "From": phone,
        "To": PLAYED["twilio"]["from"],
        "Body": words,
        "NumMedia": "0",
        "FromState": "",
        **more,
    }


def cloud_event(event_id: str, kind: str, entity_id: str, realm: str) -> bytes:
    """One QuickBooks event."""
    event: dict[str, Any] = {
        "specversion": "1.0",
        "id": event_id,
        "source": "intuit.played",
        "type": f"qbo.{kind}.updated.v1",
        "datacontenttype": "application/json",
        "time": "2026-09-10T21:31:25.179851517Z",
        "intuitentityid": entity_id,
        "intuitaccountid": realm,
        "data": {},
    }
    return json.dumps([event]).encode()
