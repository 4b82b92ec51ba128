"""What each queue's message asks for: one use case each, with its message guarded. Functions and tests share it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from pastdue.adapters.events import mail_report
from pastdue.domain.company import Company, Seen, company_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.domain.record import Key
from pastdue.usecases.hear_call import hear_call
from pastdue.usecases.hear_reply import hear_reply
from pastdue.usecases.notify_owner import notify_owner
from pastdue.usecases.pace import pace_quickbooks
from pastdue.usecases.send_ordered_link import send_ordered_link
from pastdue.usecases.send_touch import send_touch
from pastdue.usecases.settle_payment import settle_payment
from pastdue.usecases.take_change import take_change
from pastdue.usecases.talk import InboundText
from pastdue.usecases.thank import thank_for_promises
from pastdue.usecases.track_delivery import track_delivery
from pastdue.usecases.track_mail import track_mail
from pastdue.usecases.world import World, revise

_REMEMBER = timedelta(days=3)
# The entity, its customer, and now and then a term or a type.
_REQUESTS_OF_A_CHANGE = 3


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class ChangeMessage(_Message):
    """Something changed in QuickBooks."""

    company_id: str
    entity: str
    id: str
    event_id: str = ""


class PayerMessage(_Message):
    """A payer's cases are due."""

    company_id: str
    payer_id: str


class PaymentMessage(_Message):
    """A payment moved at Stripe."""

    payment_intent: str


class ReplyMessage(_Message):
    """A person texted."""

    kind: str
    message_id: str
    sender: str = ""
    body: str = ""
    opt_out_type: str = ""
    media: int = 0
    touch_id: str = ""
    status: str = ""
    error: str = ""
    heard_at: AwareDatetime | None = None
    company_id: str = ""


class NoticeMessage(_Message):
    """A company's owner has something to decide; `item_id` names what asked for the notice."""

    company_id: str
    item_id: str = ""


def intake(world: World, message: ChangeMessage) -> Value | None:
    """Take one change; a second delivery of the same event does nothing (vendor-facts: the id repeats on a retry).

    Nor does one of a company that was never connected here: when it is, all its open invoices are read.
    """
    if world.store.get(Company, company_key(message.company_id)) is None:
        world.metrics.count("EventsOfUnknownCompanies", source="quickbooks")
        return None
    mark = Seen(
        source="quickbooks",
        event_id=f"{message.event_id}#{message.company_id}#{message.entity}#{message.id}",
        at=world.clock.now(),
        forget_at=world.clock.wall() + _REMEMBER,
    )
    if message.event_id and world.store.get(Seen, mark.key) is not None:
        world.metrics.count("EventsSeenBefore", source="quickbooks")
        return None
    # A change that nobody told of was found by looking through everything: it leaves the way to those that were told.
    pace_quickbooks(world, message.company_id, _REQUESTS_OF_A_CHANGE, may_wait=not message.event_id)
    done = take_change(world, {"company_id": message.company_id, "entity": message.entity, "id": message.id})
    if message.event_id:
        revise(world, lambda: () if world.store.get(Seen, Key(*mark.key)) else (mark,))
    return done


def touch(world: World, message: PayerMessage) -> Value:
    """Touch one payer."""
    return send_touch(world, message.company_id, message.payer_id)


def settlement(world: World, message: PaymentMessage) -> Value:
    """Settle one payment."""
    return settle_payment(world, message.payment_intent)


def conversation(world: World, message: ReplyMessage) -> Value:
    """Hear a reply or a call, take in a delivery status, or say what somebody else asked to have said.

    That is a link that was ordered (its question is the id), and thanks (the payment in QuickBooks is).
    """
    if message.kind == "thanks":
        return thank_for_promises(world, message.company_id, message.message_id)
    if message.kind == "link":
        return send_ordered_link(world, message.company_id, message.message_id)
    if message.kind == "status":
        return track_delivery(world, message.touch_id, message.message_id, message.status, message.error)
    if message.kind == "call":
        return hear_call(world, message.message_id, message.sender)
    text = InboundText(
        message_id=message.message_id,
        sender=message.sender,
        body=message.body,
        opt_out_type=message.opt_out_type or None,
        media=message.media,
        heard_at=message.heard_at,
    )
    return hear_reply(world, text)


def notice(world: World, message: NoticeMessage) -> Value:
    """Tell an owner."""
    return notify_owner(world, message.company_id, message.item_id)


def mail(world: World, event: Mapping[str, Any]) -> Value | None:
    """Take in what SES reports of an e-mail, as EventBridge put it on the queue."""
    report = mail_report(event)
    if report is None:
        world.metrics.count("MailEventsIgnored")
        return None
    return track_mail(world, report)


Work = Callable[[World, Mapping[str, Any]], Value | None]


def _guarded(kind: type[Any], act: Callable[[World, Any], Value | None]) -> Work:
    adapter = TypeAdapter(kind)

    def work(world: World, message: Mapping[str, Any]) -> Value | None:
        try:
            said = adapter.validate_python(dict(message))
        except ValidationError as error:
            raise BadInput(f"a message without {[each['loc'] for each in error.errors()]}") from None
        return act(world, said)

    return work


WORK: Mapping[str, Work] = {
    "intake": _guarded(ChangeMessage, intake),
    "touch": _guarded(PayerMessage, touch),
    "settlement": _guarded(PaymentMessage, settlement),
    "conversation": _guarded(ReplyMessage, conversation),
    "notice": _guarded(NoticeMessage, notice),
    "mail": mail,
}
