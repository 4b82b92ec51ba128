"""ComposeTouch: which of a payer's due cases go into one message, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pastdue.domain import calendar, wording
from pastdue.domain.case import Case
from pastdue.domain.decide import next_rung
from pastdue.domain.fall_back import address_by, as_sent, notice_as_sent
from pastdue.domain.ledger import Invoice
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.plan import Instalment, Step, standing
from pastdue.domain.policy import Rung
from pastdue.domain.touch import Channel, Touch, TouchItem
from pastdue.usecases.gather import Scene, as_heard, contact_for
from pastdue.usecases.world import World

MOST_ITEMS = 40


class Candidate(Value):
    """A case that is to be touched: its invoice and credit as last looked at, and its rung."""

    case: Case
    invoice: Invoice
    credit: Money
    rung: int
    plan: Step | None = None

    @property
    def asked(self) -> Money:
        """What the touch asks for it."""
        return self.invoice.balance - self.credit if self.plan is None else self.plan.amount

    def item(self) -> TouchItem:
        """The candidate as the touch and the link remember it."""
        return TouchItem(
            invoice_id=self.invoice.id,
            number=self.invoice.number or self.invoice.id,
            rung=self.rung,
            amount=self.asked,
            credit=self.credit,
            instalment=self.plan.number if self.plan else 0,
        )


def rung_of(scene: Scene, candidate: Candidate) -> Rung:
    """The step that a candidate takes, as it can go out: its rung, or its plan's notice.

    Raises LookupError when its ladder has none left.
    """
    case = candidate.case
    contact, dead = contact_for(scene, case), scene.dead_addresses
    if candidate.plan is not None and candidate.plan.notice is not None:
        return notice_as_sent(candidate.plan.notice, contact, scene.phone, dead, scene.policy)
    ladder = scene.policy.ladder_for(case.segment)
    upcoming = next_rung(case, ladder) if ladder else None
    if upcoming is None:
        raise LookupError(f"case {case.invoice.id} has no rung left")
    return as_sent(upcoming[1], contact, scene.phone, dead, scene.policy)


def address_of(scene: Scene, channel: Channel) -> str | None:
    """Where a touch goes to by a channel: the number, or every address that takes e-mail."""
    return address_by(channel, as_heard(scene), scene.dead_addresses)


def one_message(world: World, scene: Scene, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The cases that go into one message: the oldest one's currency and channel, at most 40, oldest due date first.

    A touch that carries an invoice's PDF is about that one; what is left over waits for its own turn.
    """
    # What a plan asks for goes first, since its day was agreed, and by itself: its text speaks of the plan only.
    ordered = sorted(candidates, key=lambda each: (each.plan is None, str(each.invoice.due_on), each.invoice.id))
    if not ordered:
        return []
    first = ordered[0]
    step = rung_of(scene, first)
    alike = [
        each
        for each in ordered
        if each.asked.currency == first.asked.currency
        and _goes_with(step, rung_of(scene, each))
        and (each.plan is None) == (first.plan is None)
    ]
    most = 1 if step.attach_invoice else MOST_ITEMS
    chosen: list[Candidate] = []
    for each in alike:
        # Together they may be more than Stripe charges at once; what is left over waits for its own turn.
        if len(chosen) < most and world.payments.refuses(total_of([*chosen, each])) is None:
            chosen.append(each)
    return chosen


def _goes_with(step: Rung, other: Rung) -> bool:
    return (step.channel, step.attach_invoice) == (other.channel, other.attach_invoice)


def total_of(chosen: Sequence[Candidate]) -> Money:
    """What they ask for together, in their one currency."""
    total = zero(chosen[0].asked.currency)
    for candidate in chosen:
        total = total + candidate.asked
    return total


def loudest(scene: Scene, chosen: Sequence[Candidate]) -> Rung:
    """The highest rung sets the tone."""
    return rung_of(scene, max(chosen, key=lambda each: each.rung))


def drafted(scene: Scene, chosen: Sequence[Candidate], now: datetime, touch_id: str) -> Touch:
    """The touch that they make at `now`, not yet claimed: its lease is over and it has no link.

    Raises LookupError when the contact has no address for its channel.
    """
    rung = loudest(scene, chosen)
    contact = scene.contact
    address = address_of(scene, rung.channel)
    if address is None:
        raise LookupError(f"customer {contact.customer_id} has no address for {rung.channel}")
    return Touch(
        id=touch_id,
        company_id=scene.company.id,
        payer_id=chosen[0].case.payer_id,
        customer_id=contact.customer_id,
        channel=rung.channel,
        address=address,
        language=contact.language,
        template=rung.template,
        attach_invoice=rung.attach_invoice and rung.channel is Channel.EMAIL,
        items=tuple(candidate.item() for candidate in chosen),
        total=total_of(chosen),
        claimed_at=now,
        local_date=calendar.local_date(now, contact.zones),
        window_ends_at=calendar.window_end(now, contact.zones, scene.policy.window),
        lease_until=now,
        plan_id=scene.plan.id if scene.plan is not None and chosen[0].plan is not None else "",
    )


def worded(scene: Scene, touch: Touch, cases: Sequence[Case]) -> tuple[str, str]:
    """The text and, for an e-mail, its subject."""
    oldest = min((case.anchor for case in cases if case.anchor), default=touch.local_date)
    due = min((case.invoice.due_on for case in cases if case.invoice.due_on), default=oldest)
    facts = wording.Facts(
        creditor=scene.policy.creditor or scene.company.name,
        name=scene.contact.name,
        lines=tuple(wording.Line(number=item.number, amount=item.amount) for item in touch.items),
        total=touch.total,
        days_past_due=max(0, (touch.local_date - due).days),
        link=touch.link_url,
        callback_number=scene.policy.callback_number,
        **_of_plan(scene, touch),
    )
    if touch.channel is Channel.EMAIL:
        template = wording.BY_EMAIL_OF.get(touch.template, touch.template)
        mail = wording.render_email(scene.policy, template, touch.language, facts)
        return mail.text, mail.subject
    return wording.render(scene.policy, touch.template, touch.language, facts), ""


def _of_plan(scene: Scene, touch: Touch) -> dict[str, Any]:
    """What a plan's texts are filled with: which part it is, and what comes after it."""
    plan = scene.plan
    if plan is None or not touch.plan_id:
        return {}
    number = touch.items[0].instalment
    coming = [each for each in standing(plan, touch.local_date) if each.number > number and each.unpaid.minor > 0]
    return {
        "instalments": tuple(Instalment(due_on=each.due_on, amount=each.unpaid) for each in coming),
        "part": number,
        "parts": len(plan.instalments),
    }
