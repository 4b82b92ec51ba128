"""What the vendors' webhooks say, as messages for our queues; whatever is not ours to act on gives no message."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from pastdue.adapters.stripe.payments import EVENTS, payment_intent_of
from pastdue.domain.errors import BadInput
from pastdue.domain.mail_report import MailReport, Reported

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


# What SES reports, by its event's name (SES event publishing, which says `eventType`; its older notifications differ).
_PERMANENT = "Permanent"


def mail_report(event: Mapping[str, Any]) -> MailReport | None:
    """What one of SES' events on EventBridge reports of an e-mail of ours; None for one that reports nothing.

    Raises BadInput for one whose shape is not SES'.
    """
    try:
        said = _SesEvent.model_validate(event).detail
    except ValidationError as error:
        raise BadInput(f"an event of SES without {[each['loc'] for each in error.errors()]}") from None
    found = _reported(said)
    if found is None:
        return None
    reported, about, addresses, feedback_id = found
    return MailReport(
        id=feedback_id or f"{said.mail.message_id} {said.event_type}",
        reported=reported,
        about=about,
        message_id=said.mail.message_id,
        sent_to=said.mail.destination,
        addresses=tuple(each.email_address for each in addresses),
        tags={name: values[0] for name, values in said.mail.tags.items() if values},
    )


_Found = tuple[Reported, str, "tuple[_Recipient, ...]", str]


def _reported(said: _SesDetail) -> _Found | None:
    if said.bounce is not None:
        # What is not permanent, SES has tried for hours and given up; another day it may arrive.
        kind = Reported.BOUNCED if said.bounce.bounce_type == _PERMANENT else Reported.DEFERRED
        about = f"{said.bounce.bounce_type}/{said.bounce.bounce_sub_type}"
        return kind, about, said.bounce.bounced_recipients, said.bounce.feedback_id
    if said.complaint is not None:
        about = said.complaint.complaint_feedback_type or said.complaint.complaint_sub_type or "complaint"
        kind = Reported.NOT_SPAM if about == "not-spam" else Reported.REFUSED
        return kind, about, said.complaint.complained_recipients, said.complaint.feedback_id
    if said.delivery_delay is not None:
        delay = said.delivery_delay
        return Reported.DELAYED, delay.delay_type, delay.delayed_recipients, f"{said.mail.message_id} {delay.timestamp}"
    if said.reject is not None or said.failure is not None:
        return Reported.NOT_SENT, said.event_type, (), ""
    return None


class _FromSes(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel)


class _Recipient(_FromSes):
    email_address: str


class _Bounce(_FromSes):
    bounce_type: str
    bounce_sub_type: str = ""
    bounced_recipients: tuple[_Recipient, ...] = ()
    feedback_id: str = ""


class _Complaint(_FromSes):
    complained_recipients: tuple[_Recipient, ...] = ()
    complaint_feedback_type: str | None = None
    complaint_sub_type: str | None = None
    feedback_id: str = ""


class _Delay(_FromSes):
    delay_type: str = ""
    delayed_recipients: tuple[_Recipient, ...] = ()
    timestamp: str = ""


class _Mail(_FromSes):
    message_id: str
    destination: tuple[str, ...] = ()
    tags: Mapping[str, tuple[str, ...]] = {}


class _SesDetail(_FromSes):
    event_type: str
    mail: _Mail
    bounce: _Bounce | None = None
    complaint: _Complaint | None = None
    delivery_delay: _Delay | None = None
    reject: Mapping[str, Any] | None = None
    failure: Mapping[str, Any] | None = None


class _SesEvent(_FromSes):
    detail: _SesDetail
