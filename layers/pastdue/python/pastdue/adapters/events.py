"""What the vendors' webhooks say, as messages for our queues; whatever is not ours to act on gives no message."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pastdue.adapters.stripe.payments import EVENTS, payment_intent_of

Message = Mapping[str, str]

_ENTITIES = frozenset({"invoice", "customer", "payment", "creditmemo"})


def quickbooks_messages(body: bytes) -> tuple[Message, ...]:
    """Intake messages of one QuickBooks POST, in either format (vendor-facts, Webhooks).

    Malformed bodies and unknown types give none: Intuit retries a whole batch on anything but 200.
    """
    try:
        said = json.loads(body)
    except ValueError:
        return ()
    if isinstance(said, list):
        found = _cloud_events(said)
    elif isinstance(said, dict):
        found = _legacy(said) if "eventNotifications" in said else _cloud_events([said])
    else:
        return ()
    return tuple({(each["company_id"], each["entity"], each["id"]): each for each in found}.values())


def _cloud_events(events: list[Any]) -> Iterator[Message]:
    for event in events:
        if not isinstance(event, dict):
            continue
        parts = str(event.get("type", "")).lower().split(".")
        entity = parts[1] if len(parts) > 2 and parts[0] == "qbo" else ""
        yield from _message(event.get("intuitaccountid"), entity, event.get("intuitentityid"), event.get("id"))


def _legacy(said: Mapping[str, Any]) -> Iterator[Message]:
    for notification in _mappings(said.get("eventNotifications")):
        change = notification.get("dataChangeEvent")
        for entity in _mappings(change.get("entities") if isinstance(change, Mapping) else None):
            yield from _message(notification.get("realmId"), str(entity.get("name", "")), entity.get("id"), None)


def _mappings(value: Any) -> Iterator[Mapping[str, Any]]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, Mapping):
            yield each


def _message(company_id: Any, entity: str, entity_id: Any, event_id: Any) -> Iterator[Message]:
    if company_id and entity_id and entity.lower() in _ENTITIES:
        message = {"company_id": str(company_id), "entity": entity.lower(), "id": str(entity_id)}
        yield message | ({"event_id": str(event_id)} if event_id else {})


def stripe_message(event: Mapping[str, Any]) -> Message | None:
    """The settlement message of one verified Stripe event, or None for one that says nothing of money."""
    payment_intent = payment_intent_of(event)
    if event.get("type") not in EVENTS or payment_intent is None:
        return None
    return {"payment_intent": payment_intent, "event_id": str(event.get("id", "")), "type": str(event["type"])}


def inbound_message(form: Mapping[str, str]) -> Message | None:
    """The conversation message of one inbound text; None without a sender or an id."""
    message_id, sender = form.get("MessageSid") or form.get("SmsMessageSid"), form.get("From")
    if not message_id or not sender:
        return None
    return {
        "kind": "reply",
        "message_id": message_id,
        "sender": sender,
        "body": form.get("Body", ""),
        "opt_out_type": form.get("OptOutType", ""),
        "media": form.get("NumMedia") or "0",
    }


def call_message(form: Mapping[str, str]) -> Message | None:
    """The conversation message of one call; None without an id."""
    call_id = form.get("CallSid")
    return {"kind": "call", "message_id": call_id, "sender": form.get("From", "")} if call_id else None


def status_message(form: Mapping[str, str], touch_id: str) -> Message | None:
    """The conversation message of one status callback; None when it names no message or touch of ours."""
    message_id = form.get("MessageSid") or form.get("SmsSid")
    if not message_id or not touch_id:
        return None
    return {
        "kind": "status",
        "touch_id": touch_id,
        "message_id": message_id,
        "status": form.get("MessageStatus") or form.get("SmsStatus") or "",
        "error": form.get("ErrorCode", ""),
    }
