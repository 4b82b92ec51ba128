"""SendOrderedLink: carry out a person's order to send a link: in hours, and on a day that the phone has free."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from pastdue.domain.answer import Answer, answer_key, may_answer
from pastdue.domain.calendar import local_date, next_touch_time, start_of, window_end
from pastdue.domain.case import Case
from pastdue.domain.contact import Contact, Phone, PhoneTouch, contact_key, phone_key
from pastdue.domain.errors import VendorError
from pastdue.domain.link_order import LinkOrder, link_order_key
from pastdue.domain.money import Value
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.usecases.answer import VALID_FOR
from pastdue.usecases.gather import contact_for, scene_of
from pastdue.usecases.order_link import paid_of
from pastdue.usecases.refresh_invoice import refresh_invoice
from pastdue.usecases.send_link import send_link
from pastdue.usecases.world import World, cases_of_invoices, closed_days, raise_review, required, revise, switches_of

_AGAIN = timedelta(minutes=30)


class Ordered(StrEnum):
    """How an order stands after a look."""

    ENDED = "ended"
    LATER = "later"
    SENT = "sent"
    NOT_SENT = "not_sent"


class OrderResult(Value):
    """What was done about one order."""

    item_id: str
    done: Ordered
    reason: str = ""


def send_ordered_link(world: World, company_id: str, item_id: str) -> OrderResult:
    """Send the link, wait until it may be sent, or say to a person why it is not."""
    order = required(world, LinkOrder, link_order_key(company_id, item_id))
    if order.check_at is None:
        return OrderResult(item_id=item_id, done=Ordered.ENDED, reason=order.outcome)
    policy = world.policies.in_force(company_id)
    contact = world.store.get(Contact, contact_key(company_id, order.payer_id))
    if world.store.get(Answer, answer_key(order.cause)) is not None:
        return _ended(world, order, "")
    if any(switch.stopped for switch in switches_of(world, company_id)):
        world.store.commit(order.model_copy(update={"check_at": world.clock.now() + _AGAIN}))
        return OrderResult(item_id=item_id, done=Ordered.LATER, reason="everything is stopped")
    try:
        refusal = _refusal(world, policy, contact, order) or _overtaken(world, order)
    except VendorError:
        world.store.commit(order.model_copy(update={"check_at": world.clock.now() + _AGAIN}))
        return OrderResult(item_id=item_id, done=Ordered.LATER, reason="QuickBooks did not answer")
    if refusal or contact is None or contact.phone is None:
        return _ended(world, order, refusal)
    # Also after a death between the claim and the text: the hours may be over since, and the day another.
    if not _claimed(world, order, policy, contact, contact.phone):
        return OrderResult(item_id=item_id, done=Ordered.LATER)
    # We start this text: it lives no longer than the hours do.
    left = int((window_end(world.clock.now(), contact.zones, policy.window) - world.clock.now()).total_seconds())
    lives = max(1, min(left, VALID_FOR))
    key, to = contact.key, contact.phone

    def why_not() -> str:
        fresh = world.store.get(Contact, key)
        moved = fresh is None or fresh.phone != to
        return "the customer's number has changed" if moved else _refusal(world, policy, fresh, order)

    sent = send_link(
        world,
        company_id,
        order.payer_id,
        _cases(world, order),
        order.cause,
        to,
        limit=order.amount,
        valid_for=lives,
        still_wanted=lambda: not why_not(),
    )
    if sent or world.store.get(Answer, answer_key(order.cause)) is not None:
        return _ended(world, order, "")
    _give_day_back(world, order, to)
    nothing = "nothing of it is open any more, a payment is under way, or a vendor did not answer"
    return _ended(world, order, why_not() or nothing)


def _cases(world: World, order: LinkOrder) -> list[Case]:
    return list(cases_of_invoices(world, order.company_id, order.invoice_ids))


def _refusal(world: World, policy: Policy, contact: Contact | None, order: LinkOrder) -> str:
    cases = _cases(world, order)
    mode = policy.mode_among(case.segment for case in cases)
    if mode is Mode.SHADOW:  # in mode approve, the person's order is the approval
        return "the mode is shadow, in which nothing is sent"
    if contact is None or contact.phone is None:
        return "the customer has no phone number"
    phone = world.store.get(Phone, phone_key(contact.phone))
    scene = scene_of(world, contact.company_id, contact, cases)
    heard = (contact, *(contact_for(scene, case) for case in cases))
    refused = any(each.stopped or each.texts_refused for each in heard)
    if refused or (phone is not None and phone.silence is not None):
        return "the customer is not to be texted"
    if contact.consent is None or contact.consent.phone != contact.phone:
        return "there is no consent to text this number"
    return ""


def _overtaken(world: World, order: LinkOrder) -> str:
    """Why it no longer asks for what was meant: what came in since may be just that, and the rest is disputed."""
    for invoice_id in order.invoice_ids:
        refresh_invoice(world, order.company_id, invoice_id)
    moved = order.paid is not None and paid_of(_cases(world, order)) != order.paid
    return "a payment or a credit has come in since it was ordered" if moved else ""


def _claimed(world: World, order: LinkOrder, policy: Policy, contact: Contact, number: str) -> bool:
    """Take the phone's day for it, as for any text that we start (promise 1); else wait until there is one."""
    now = world.clock.now()
    phone = world.store.get(Phone, phone_key(number)) or Phone(number=number)
    caps, closed = policy.caps.per_seven_days, closed_days(world, policy, contact)
    others = tuple(each for each in phone.touches if each.touch_id != f"answer-{order.cause}")
    at = next_touch_time(now, contact.zones, policy.window, closed, others, caps)
    if at == now and not may_answer(phone.answers, now, contact.zones):
        # Who wrote twice today and was answered gets it on another day.
        at = start_of(local_date(now, contact.zones) + timedelta(days=1), contact.zones)
    if at != now:
        freed = () if others == phone.touches else (phone.model_copy(update={"touches": others}),)
        world.store.commit(order.model_copy(update={"check_at": at or now + _AGAIN}), *freed)
        return False
    entry = PhoneTouch(
        touch_id=f"answer-{order.cause}",
        at=now,
        zones=contact.zones,
        company_id=order.company_id,
        invoice_ids=order.invoice_ids,
    )
    taken = order.model_copy(update={"touch_id": entry.touch_id})
    world.store.commit(taken, phone.model_copy(update={"touches": (*others, entry)}), contact)
    return True


def _give_day_back(world: World, order: LinkOrder, number: str) -> None:
    """Nothing was handed to Twilio: the phone's day is free again."""

    def build() -> tuple[Record, ...]:
        phone = required(world, Phone, phone_key(number))
        touches = tuple(each for each in phone.touches if each.touch_id != f"answer-{order.cause}")
        return () if touches == phone.touches else (phone.model_copy(update={"touches": touches}),)

    revise(world, build)


def _ended(world: World, order: LinkOrder, refusal: str) -> OrderResult:
    if refusal:
        raise_review(world, _question(world, order, refusal))

    def build() -> tuple[Record, ...]:
        fresh = required(world, LinkOrder, order.key)
        if fresh.check_at is None or fresh.count != order.count:
            return ()
        return (fresh.model_copy(update={"check_at": None, "outcome": refusal or "sent"}),)

    revise(world, build)
    done = Ordered.NOT_SENT if refusal else Ordered.SENT
    return OrderResult(item_id=order.item_id, done=done, reason=refusal)


def _question(world: World, order: LinkOrder, refusal: str) -> ReviewItem:
    item_id = f"link-not-sent-{order.item_id}-{order.count}"
    return ReviewItem(
        id=item_id,
        company_id=order.company_id,
        kind="link_not_sent",
        title=f"A link for {order.amount.text()} was not sent",
        customer_id=order.payer_id,
        invoice_ids=order.invoice_ids,
        facts={"why": refusal, "ordered_by": order.ordered_by},
        suggestion="Ask for the amount another way, or order the link again.",
        command=f"pastdue review decide {item_id}",
        raised_at=world.clock.now(),
    )
