"""SettlePayment: bring one Stripe payment of ours into QuickBooks exactly once, or into the review queue.

It starts from the payment as Stripe has it now, so events may come late, twice or out of order.

    IN_FLIGHT ──► FAILED
        └───────► CAPTURED ──► BOOKING ──► BOOKED   each part is written, posted with its requestid, confirmed
                                  └──────► REVIEW      what QuickBooks refuses waits for a person
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from pastdue.domain.allocation import allocate, draft, first_open_day, reference
from pastdue.domain.audit import Fact
from pastdue.domain.banking_days import banking_days_after
from pastdue.domain.calendar import told_at
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, case_key
from pastdue.domain.company import Company, company_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.decide import Reason
from pastdue.domain.errors import Conflict, Refused, Unknown, VendorError
from pastdue.domain.ledger import LedgerPayment, PaymentDraft
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Record, stored
from pastdue.domain.review import ReviewItem
from pastdue.domain.settlement import (
    Part,
    Settlement,
    SettlementState,
    excess_id,
    next_attempt,
    request_id,
    settlement_key,
    unbooked_id,
)
from pastdue.domain.touch import PayLink, link_key
from pastdue.ports import StripePayment
from pastdue.usecases.apply_decision import question
from pastdue.usecases.compare_payment import remember_own
from pastdue.usecases.end_links import dying, end_links
from pastdue.usecases.find_entry import find_entry, standing_entry
from pastdue.usecases.hold_returned import ask_anew, hold_returned
from pastdue.usecases.pace import pace_quickbooks
from pastdue.usecases.plan_credits import plan_credits
from pastdue.usecases.refresh_invoice import refresh_invoice
from pastdue.usecases.share_credits import share_credits
from pastdue.usecases.thank import thank
from pastdue.usecases.world import World, answer_itself, note_on_case, raise_review, required, revise

_LEASE = timedelta(minutes=3)
_LOOK_AGAIN = timedelta(minutes=5)
_LOOK_AT_FLIGHT = timedelta(hours=12)
# Up to four business days are usual (vendor-facts, ACH).
_LONGEST_FLIGHT = 5
# Queues and reconciliation have tried for so long that a person must know of a payment without a place.
ASKED_AFTER = timedelta(days=1)
_MOST_ATTEMPTS = 3
_MOST_TRIES = 6
# The invoices, the company's closing date, one Payment a customer, and the invoices again for their cases.
_REQUESTS_OF_A_BOOKING = 6
_SAME_AGAIN = 2  # one more try may meet a stale answer, a third will not
# What a person can do about a refusal (vendor-facts, Errors).
CURES = {
    "2500": "The customer, or the account of deposit_account_id, is inactive in QuickBooks: make it active. (One that "
    "was merged into another cannot be: record the payment for that one by hand, and release this question.)",
    "6190": "The QuickBooks subscription has lapsed: renew it.",
    "120": "Whoever connected Pastdue has lost the right to: let a company administrator connect it again.",
    "6210": "QuickBooks' books are closed for its day: open them.",
    "620": "The invoice belongs to another customer now: look at both.",
    "610": "Something that it names is gone or inactive in QuickBooks: make it active.",
    "exchange_rate": "QuickBooks has no exchange rate for its currency: enter one for its day.",
    "currency": "QuickBooks keeps no such currency: switch multicurrency on.",
}
_REFUNDED = "it was refunded before it could be recorded"
_ENDED = (SettlementState.BOOKED, SettlementState.REVIEW)


class Settled(StrEnum):
    """What was done about a payment."""

    NOT_OURS = "not_ours"
    NOTHING = "nothing"
    IN_FLIGHT = "in_flight"
    FAILED = "failed"
    AT_WORK = "at_work"
    BOOKED = "booked"
    REVIEW = "review"
    ALREADY = "already"


class SettleResult(Value):
    """What was done about one PaymentIntent."""

    payment_intent: str
    done: Settled


def settle_payment(world: World, payment_intent: str) -> SettleResult:
    """Settle one payment as far as it can be settled now. Raises VendorError where it is to be tried again."""
    payment = world.payments.payment(payment_intent)
    if payment is None:
        return SettleResult(payment_intent=payment_intent, done=Settled.NOTHING)
    link_id = payment.metadata.get("pastdue_link")
    if link_id is None:
        return SettleResult(payment_intent=payment_intent, done=Settled.NOT_OURS)
    link = world.store.get(PayLink, link_key(link_id))
    if link is None:
        unknown = _unknown_link(world, payment)
        hold_returned(world, payment, None)
        return SettleResult(payment_intent=payment_intent, done=unknown)
    done = _settle(world, payment, link)
    hold_returned(world, payment, link)
    return SettleResult(payment_intent=payment_intent, done=done)


def _settle(world: World, payment: StripePayment, link: PayLink) -> Settled:
    known = world.store.get(Settlement, settlement_key(payment.id))
    if known is not None and known.state in _ENDED:
        _thank_in_the_morning(world, payment, link, known)
        return Settled.ALREADY
    if payment.captured:
        pace_quickbooks(world, link.company_id, _REQUESTS_OF_A_BOOKING)
        return _capture(world, payment, link)
    if payment.in_flight:
        return _fly(world, payment, link)
    if known is not None and known.state is SettlementState.IN_FLIGHT:
        return _fail(world, payment, link)
    if payment.failure:
        _note_failure(world, payment, link)
    return Settled.NOTHING


def _fly(world: World, payment: StripePayment, link: PayLink) -> Settled:
    """A payment was submitted: nobody is reminded until Stripe says how it ended; after five banking days one is told.

    The time is Stripe's, so it is compared with the wall clock.
    """
    submitted = payment.charged_at or payment.created_at
    late = world.clock.wall() >= banking_days_after(submitted, _LONGEST_FLIGHT)
    known = world.store.get(Settlement, settlement_key(payment.id))
    if late and (known is None or known.asked_about_flight != submitted):
        raise_review(world, _flight_question(world, payment, link, submitted))

    def build() -> Iterable[Record]:
        known = world.store.get(Settlement, settlement_key(payment.id))
        again: dict[str, object] = {"check_at": world.clock.now() + _LOOK_AT_FLIGHT}
        if late:
            again["asked_about_flight"] = submitted
        if known is not None and known.state is SettlementState.IN_FLIGHT:
            return (known.model_copy(update=again),)
        if known is not None and known.state is not SettlementState.FAILED:
            return ()
        # One that had failed may have been submitted again in Stripe.
        base = known or _new(world, payment, link, SettlementState.IN_FLIGHT)
        fresh = base.model_copy(update={**again, "state": SettlementState.IN_FLIGHT})
        return (fresh, *_holding(world, payment, link, "payment submitted"))

    revise(world, build)
    return Settled.IN_FLIGHT


def _flight_id(payment: StripePayment) -> str:
    return f"in-flight-{payment.id}"


def _flight_question(world: World, payment: StripePayment, link: PayLink, submitted: datetime) -> ReviewItem:
    waits_for = "the customer, who has to confirm two small deposits" if payment.awaits_microdeposits else "the bank"
    since = told_at(submitted, world.policies.in_force(link.company_id).time_zone)
    return ReviewItem(
        id=_flight_id(payment),
        company_id=link.company_id,
        kind="long_in_flight",
        title=f"A bank payment of {payment.amount.text()} has been on its way for five banking days",
        invoice_ids=tuple(item.invoice_id for item in link.items),
        facts={"payment_intent": payment.id, "submitted": since, "waits_for": waits_for},
        suggestion="Look at it in Stripe. Reminders stay silent until Stripe says how it ended; nothing is to be done.",
        command=f"pastdue review decide {_flight_id(payment)}",
        raised_at=world.clock.now(),
    )


def _fail(world: World, payment: StripePayment, link: PayLink) -> Settled:
    """A submitted payment failed: it is recorded, its hold ends, the ladder goes on; a limit-1 link is spent."""
    ended: list[PayLink] = []

    def build() -> Iterable[Record]:
        ended.clear()
        known = required(world, Settlement, settlement_key(payment.id))
        if known.state is not SettlementState.IN_FLIGHT:
            return ()
        ended.extend(dying(world, (link.id,), "the payment failed"))
        failed = known.model_copy(update={"state": SettlementState.FAILED, "check_at": None})
        return (failed, *ended, *_released(world, payment.id, link, "payment failed"))

    if revise(world, build):
        world.metrics.count("PaymentsFailed")
    answer_itself(world, link.company_id, _flight_id(payment), "the payment failed")
    end_links(world, ended)
    return Settled.FAILED


def _note_failure(world: World, payment: StripePayment, link: PayLink) -> None:
    """A declined try while the page is open: kept for the record, nothing changes (it fires on every try)."""
    fact = Fact(what="payment declined", reason=payment.failure, facts={"payment_intent": payment.id})

    def build() -> Iterable[Record]:
        records: list[Record] = []
        for item in link.items:
            case = world.store.get(Case, case_key(link.company_id, item.invoice_id))
            if case is not None and case.state is not CaseState.CLOSED:
                noted, entries = note_on_case(world, case, fact)
                records += [noted, *entries]
        return records

    revise(world, build)
    world.metrics.count("PaymentsDeclined")


def _new(world: World, payment: StripePayment, link: PayLink, state: SettlementState) -> Settlement:
    return Settlement(
        payment_intent=payment.id,
        company_id=link.company_id,
        link_id=link.id,
        amount=payment.amount,
        state=state,
        created_at=world.clock.now(),
    )


def _holding(world: World, payment: StripePayment, link: PayLink, what: str) -> list[Record]:
    """The link's cases with a hold for a payment that is captured or on its way."""
    records: list[Record] = []
    for item in link.items:
        case = world.store.get(Case, case_key(link.company_id, item.invoice_id))
        if case is None or any(hold.about == payment.id for hold in case.holds):
            continue
        hold = Hold(kind=HoldKind.IN_FLIGHT, since=world.clock.now(), by="stripe", about=payment.id)
        fact = Fact(what=what, facts={"payment_intent": payment.id, "amount_minor": payment.amount.minor})
        due_at = None if case.state is CaseState.CLOSED else world.clock.now()
        change = {"holds": (*case.holds, hold), "due_at": due_at}
        noted, entries = note_on_case(world, case.model_copy(update=change), fact)
        records += [noted, *entries]
    return records


def _released(
    world: World, payment_intent: str, link: PayLink, what: str, settlement: Settlement | None = None
) -> list[Record]:
    """The link's cases without the hold of that payment; `settlement` is where it was recorded."""
    records: list[Record] = []
    for item in link.items:
        case = world.store.get(Case, case_key(link.company_id, item.invoice_id))
        if case is None or not any(hold.about == payment_intent for hold in case.holds):
            continue
        change = {
            "holds": tuple(hold for hold in case.holds if hold.about != payment_intent),
            "let_go_at": world.clock.now(),
            "due_at": world.clock.now() if case.state is CaseState.OPEN else None,
        }
        facts = _placed(settlement, item.invoice_id) if settlement is not None else {}
        fact = Fact(what=what, facts={"payment_intent": payment_intent, **facts})
        noted, entries = note_on_case(world, case.model_copy(update=change), fact)
        records += [noted, *entries]
    return records


def _noted(world: World, settlement: Settlement, link: PayLink, what: str) -> list[Record]:
    """The link's cases with where the payment stands."""
    records: list[Record] = []
    for item in link.items:
        case = world.store.get(Case, case_key(link.company_id, item.invoice_id))
        if case is not None:
            waits = {"in_review_minor": settlement.in_review.minor} if settlement.in_review is not None else {}
            facts = {"payment_intent": settlement.payment_intent, **waits, **_placed(settlement, item.invoice_id)}
            noted, entries = note_on_case(world, case, Fact(what=what, facts=facts))
            records += [noted, *entries]
    return records


def _placed(settlement: Settlement, invoice_id: str) -> dict[str, str | int]:
    """What of a payment stands on an invoice in QuickBooks, and where."""
    lines = [
        (part.payment_id, line.amount.minor)
        for part in settlement.parts
        for line in part.draft.lines
        if part.payment_id is not None and part.draft.total.minor and line.invoice_id == invoice_id
    ]
    entries = ", ".join(dict.fromkeys(payment_id for payment_id, _ in lines))
    return {"recorded_minor": sum(minor for _, minor in lines), "quickbooks_payments": entries}


def _capture(world: World, payment: StripePayment, link: PayLink) -> Settled:
    """Record the capture and its hold, take the lease, plan, and book part by part."""
    settlement = _taken(world, payment, link)
    if settlement is None:
        return Settled.AT_WORK
    if settlement.state in _ENDED:
        return Settled.ALREADY
    try:
        if settlement.state is not SettlementState.BOOKING:
            settlement = _planned(world, payment, link, settlement)
        settlement = _all_booked(world, payment, link, settlement)
        settlement = _all_booked(world, payment, link, _with_credits(world, payment, link, settlement))
        return _finished(world, payment, link, settlement)
    except VendorError:
        _give_lease_back(world, settlement.payment_intent)
        raise


def _all_booked(world: World, payment: StripePayment, link: PayLink, settlement: Settlement) -> Settlement:
    """Every part in QuickBooks or in review; a part that has to be split brings more of them."""
    index = 0
    while index < len(settlement.parts):
        settlement = _booked(world, payment, link, settlement, index)
        index += 1
    return settlement


def _with_credits(world: World, payment: StripePayment, link: PayLink, settlement: Settlement) -> Settlement:
    """Once the money is booked, write down which credits will be applied to what it leaves open."""
    if settlement.credits_planned or settlement.in_review is not None or not settlement.parts:
        return settlement
    first = settlement.parts[0].draft
    rates = {first.total.currency: first.exchange_rate} if first.exchange_rate else {}
    found = plan_credits(world, payment.id, link, first.paid_on, rates)
    planned = settlement.model_copy(
        update={
            "parts": (*settlement.parts, *found),
            "credits_planned": True,
            "lease_until": world.clock.wall() + _LEASE,
        }
    )
    world.store.commit(planned)
    return stored(planned)


def _taken(world: World, payment: StripePayment, link: PayLink) -> Settlement | None:
    """The settlement under our lease; None while somebody else holds it. Raises Conflict when its cases keep moving."""
    for _ in range(_MOST_TRIES - 1):
        try:
            return _take(world, payment, link)
        except Conflict:
            continue
    return _take(world, payment, link)


def _take(world: World, payment: StripePayment, link: PayLink) -> Settlement | None:
    known = world.store.get(Settlement, settlement_key(payment.id))
    wall = world.clock.wall()
    if known is not None and (known.state in _ENDED):
        return known
    if known is not None and known.lease_until is not None and wall < known.lease_until:
        return None
    base = known or _new(world, payment, link, SettlementState.CAPTURED)
    if base.asked_about_flight is not None:
        answer_itself(world, link.company_id, _flight_id(payment), "the payment came")
    change: dict[str, object] = {
        "lease_until": wall + _LEASE,
        "check_at": world.clock.now() + _LOOK_AGAIN,
        "charge_id": payment.charge_id,
        "captured_at": payment.captured_at,
        "taken_at": base.taken_at or world.clock.now(),
        "flew": base.flew or base.state is SettlementState.IN_FLIGHT,
        "amount": payment.received,
    }
    if base.state is not SettlementState.BOOKING:
        change["state"] = SettlementState.CAPTURED
    taken = base.model_copy(update=change)
    spent = dying(world, (link.id,), "it was paid")
    world.store.commit(taken, *_holding(world, payment, link, "payment captured"), *spent)
    return stored(taken)


def _give_lease_back(world: World, payment_intent: str) -> None:
    def build() -> Iterable[Record]:
        known = required(world, Settlement, settlement_key(payment_intent))
        return () if known.lease_until is None else (known.model_copy(update={"lease_until": None}),)

    revise(world, build)


def _planned(world: World, payment: StripePayment, link: PayLink, settlement: Settlement) -> Settlement:
    """Write down which Payments will be posted, to the cent, before any is."""
    if settlement.in_review is not None:
        return settlement
    if payment.refunded.minor >= payment.received.minor > 0:
        return _to_review(world, link, settlement, None, payment.received, _REFUNDED)
    drafts = _drafts(world, payment, link, settlement.amount)
    parts = tuple(Part(draft=each, request_id=request_id(each.reference, 1)) for each in drafts)
    planned = settlement.model_copy(update={"state": SettlementState.BOOKING, "parts": parts})
    world.store.commit(planned)
    return stored(planned)


def _drafts(
    world: World, payment: StripePayment, link: PayLink, amount: Money, before: PaymentDraft | None = None
) -> tuple[PaymentDraft, ...]:
    """The Payments for an amount on the link's invoices; `before` is what QuickBooks refused of it."""
    company_id = link.company_id
    policy = world.policies.in_force(company_id)
    invoices = {item.invoice_id: world.ledger.invoice(company_id, item.invoice_id) for item in link.items}
    fallback = before.customer_id if before is not None else _first_customer(world, link)
    books = world.ledger.company(company_id)
    captured_at = payment.captured_at or payment.created_at
    paid_on = captured_at.astimezone(ZoneInfo(policy.time_zone)).date()
    rate: Decimal | None = None
    if amount.currency != books.home_currency:
        rates = [invoice.exchange_rate for invoice in invoices.values() if invoice and invoice.exchange_rate]
        of_the_day = world.ledger.exchange_rate(
            company_id, amount.currency, first_open_day(paid_on, books.books_closed_on)
        )
        rate = of_the_day or next(iter(rates), before.exchange_rate if before is not None else None)
    return tuple(
        draft(
            share,
            payment_intent=payment.id,
            charge=payment.charge_id,
            exchange_rate=rate,
            paid_on=paid_on,
            books_closed_on=books.books_closed_on,
            deposit_account_id=policy.deposit_account_id,
        )
        for share in allocate(amount, link.items, invoices, fallback)
    )


def _first_customer(world: World, link: PayLink) -> str:
    """Whose credit a payment is when nothing is open any more."""
    first = world.store.get(Case, case_key(link.company_id, link.items[0].invoice_id))
    return first.invoice.customer_id if first is not None else link.payer_id


def _booked(world: World, payment: StripePayment, link: PayLink, settlement: Settlement, index: int) -> Settlement:
    """Post one part: intent, act, confirm. A part that was tried before is looked for first."""
    while True:
        part = settlement.parts[index]
        if part.payment_id is not None or part.in_review:
            return settlement
        retried = part.tried_at is not None
        found = _look_for(world, settlement, part) if retried else None
        if found is None:
            settlement = _with_part(world, settlement, index, part.model_copy(update={"tried_at": world.clock.wall()}))
            part = settlement.parts[index]
            try:
                found = world.ledger.pay(settlement.company_id, part.draft, part.request_id)
            except Unknown:
                world.metrics.count("BookingsUnknown")
                raise
            except Refused as error:
                settlement = _refused(world, payment, link, settlement, index, error)
                continue
            if retried and standing_entry(world, settlement.company_id, found.id) is None:
                # It was posted before, and somebody took it out again: the same requestid only tells of that one.
                settlement = _with_part(world, settlement, index, next_attempt(part))
                continue
        if part.draft.total.minor:
            remember_own(world, settlement.company_id, found, payment.id)
        world.metrics.count("PaymentsBooked" if part.draft.total.minor else "CreditsApplied")
        return _with_part(world, settlement, index, part.model_copy(update={"payment_id": found.id}))


def _look_for(world: World, settlement: Settlement, part: Part) -> LedgerPayment | None:
    return find_entry(world, settlement.company_id, part)


def _with_part(world: World, settlement: Settlement, index: int, part: Part) -> Settlement:
    return _with_parts(world, settlement, index, (part,))


def _with_parts(world: World, settlement: Settlement, index: int, instead: tuple[Part, ...]) -> Settlement:
    parts = (*settlement.parts[:index], *instead, *settlement.parts[index + 1 :])
    changed = settlement.model_copy(update={"parts": parts, "lease_until": world.clock.wall() + _LEASE})
    world.store.commit(changed)
    return stored(changed)


def _refused(
    world: World, payment: StripePayment, link: PayLink, settlement: Settlement, index: int, error: Refused
) -> Settlement:
    """A definite no: plan this part anew by what QuickBooks has now, or give it to a person after three attempts.

    A credit that QuickBooks will not apply is no money without a place: the invoice is asked about as its credit is.
    """
    part = settlement.parts[index]
    if not part.draft.total.minor:
        world.metrics.count("CreditsRefused", code=error.code or "none")
        return _with_parts(world, settlement, index, (part.model_copy(update={"in_review": True}),))
    refusals = part.attempt - part.tried_from + 1
    if refusals >= _MOST_ATTEMPTS:
        return _to_review(world, link, settlement, index, part.draft.total, f"QuickBooks refused it with {error.code}")
    again = _replanned(world, payment, link, part)
    if again == (part.draft,) and refusals >= _SAME_AGAIN:
        return _to_review(world, link, settlement, index, part.draft.total, f"QuickBooks refused it with {error.code}")
    anew = tuple(next_attempt(part.model_copy(update={"draft": each, "tried_at": None})) for each in again)
    return _with_parts(world, settlement, index, anew)


def _replanned(world: World, payment: StripePayment, link: PayLink, part: Part) -> tuple[PaymentDraft, ...]:
    """The same money placed on what is open now, for whom it now is: the total never changes, nor a reference in use.

    An invoice may have become another customer's meanwhile (620): then there is a Payment for each, also where it
    happens again.
    """
    items = tuple(item for item in link.items if item.invoice_id in {line.invoice_id for line in part.draft.lines})
    narrowed = link.model_copy(update={"items": items})
    first, *others = _drafts(world, payment, narrowed, part.draft.total, part.draft)
    cause = f"{part.draft.reference} {part.attempt}"
    split = (each.model_copy(update={"reference": reference(cause, each.customer_id)}) for each in others)
    return (first.model_copy(update={"reference": part.draft.reference}), *split)


def _to_review(
    world: World, link: PayLink, settlement: Settlement, index: int | None, amount: Money, because: str
) -> Settlement:
    """What cannot be booked by rule: the question first, then the state, so that no death between loses it."""
    item_id = unbooked_id(settlement.payment_intent, index or 0)
    nothing_to_book = because == _REFUNDED
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=settlement.company_id,
            kind="unbooked_payment",
            title=f"A payment of {amount.text()} could not be recorded in QuickBooks",
            invoice_ids=tuple(item.invoice_id for item in link.items),
            facts={
                "payment_intent": settlement.payment_intent,
                "charge": settlement.charge_id,
                "amount": amount.text(),
                "why": because,
            },
            suggestion=_NOTHING_TO_BOOK if nothing_to_book else _cure(because),
            command=f"pastdue review decide {item_id} --release"
            if nothing_to_book
            else f"pastdue money book {settlement.payment_intent}",
            raised_at=world.clock.now(),
        ),
    )
    waiting = amount if settlement.in_review is None else settlement.in_review + amount
    parts = list(settlement.parts)
    if index is not None:
        parts[index] = parts[index].model_copy(update={"in_review": True})
    changed = settlement.model_copy(update={"in_review": waiting, "parts": tuple(parts)})
    world.store.commit(changed)
    return stored(changed)


_NOTHING_TO_BOOK = (
    "Nothing is to be recorded: what came in went back. Decide about the refund as well; reminders then go on."
)


def _cure(because: str) -> str:
    for code, cure in CURES.items():
        if because.endswith(code):
            return f"{cure} Then let it be recorded with the command, or refund it in Stripe."
    return "Mend the cause in QuickBooks and let it be recorded with the command; or refund it in Stripe."


def _finished(world: World, payment: StripePayment, link: PayLink, settlement: Settlement) -> Settled:
    """Every part is in the ledger or in review: let the cases see it, end the link, release the hold, give thanks."""
    _ask_about_excess(world, settlement)
    for item in link.items:
        refresh_invoice(world, link.company_id, item.invoice_id)
    _ask_about_credits(world, link)
    reviewed = settlement.in_review is not None
    if not reviewed:
        ask_anew(world, payment, link, settlement)
    state = SettlementState.REVIEW if reviewed else SettlementState.BOOKED

    def build() -> Iterable[Record]:
        known = required(world, Settlement, settlement_key(settlement.payment_intent))
        if known.state in _ENDED:
            return ()
        ended = known.model_copy(update={"state": state, "lease_until": None, "check_at": None})
        if reviewed:
            return (ended, *_noted(world, settlement, link, "payment in review"))
        return (ended, *_released(world, settlement.payment_intent, link, "payment recorded", settlement))

    _note_on_invoices(world, settlement)
    for index, part in enumerate(settlement.parts):
        if not part.in_review:
            # QuickBooks may have taken it after all, though a death came between the question and our mark.
            asked = unbooked_id(settlement.payment_intent, index)
            answer_itself(world, settlement.company_id, asked, "it is recorded")
    if settlement.taken_at is not None and world.clock.now() - settlement.taken_at >= ASKED_AFTER:
        answer_itself(world, settlement.company_id, unplaced_id(settlement.payment_intent), "it has its place now")
    if revise(world, build):
        world.metrics.count("Settlements", state=state)
        world.metrics.count("RecoveredMinor", settlement.amount.minor, currency=settlement.amount.currency)
        if not reviewed:
            _thank(world, payment, link, settlement)
    end_links(world, [found for found in (world.store.get(PayLink, link_key(link.id)),) if found])
    return Settled.REVIEW if reviewed else Settled.BOOKED


def _thank(world: World, payment: StripePayment, link: PayLink, settlement: Settlement) -> None:
    """Thank now, or be looked at again when the hour allows; for money that went back, not at all."""
    if payment.refunded.minor or payment.disputed:
        return
    later = thank(world, link, settlement)
    if later is not None:
        _look_again_at(world, settlement, later)


def _thank_in_the_morning(world: World, payment: StripePayment, link: PayLink, settlement: Settlement) -> None:
    """What was booked at night and waits for its thanks. It stops waiting first: none is better than two."""
    if settlement.check_at is not None and settlement.check_at <= world.clock.now():
        _look_again_at(world, settlement, None)
        _thank(world, payment, link, settlement)


def _look_again_at(world: World, settlement: Settlement, at: datetime | None) -> None:
    def build() -> Iterable[Record]:
        known = required(world, Settlement, settlement_key(settlement.payment_intent))
        return (known.model_copy(update={"check_at": at}),) if known.state is SettlementState.BOOKED else ()

    revise(world, build)


def _note_on_invoices(world: World, settlement: Settlement) -> None:
    """The Stripe id in the invoice's custom field, where the policy names one: best effort, never in the way."""
    field = world.policies.in_force(settlement.company_id).invoice_field
    if field is None:
        return
    for part in settlement.parts:
        for line in part.draft.lines if part.payment_id else ():
            try:
                world.ledger.note_on_invoice(settlement.company_id, line.invoice_id, field, settlement.payment_intent)
            except VendorError as error:
                world.metrics.count("InvoiceNotesFailed", code=error.code or "none")


def _ask_about_excess(world: World, settlement: Settlement) -> None:
    """Money beyond what was open stands in QuickBooks as the customer's credit; a person decides what becomes of it."""
    for part in settlement.parts:
        excess = part.excess
        if part.payment_id is None or excess.minor <= 0:
            continue
        item_id = excess_id(settlement.payment_intent, part.payment_id)
        raise_review(
            world,
            ReviewItem(
                id=item_id,
                company_id=settlement.company_id,
                kind="overpaid",
                title=f"{excess.text()} came in beyond what was open",
                customer_id=part.draft.customer_id,
                invoice_ids=tuple(line.invoice_id for line in part.draft.lines),
                facts={
                    "payment_intent": settlement.payment_intent,
                    "quickbooks_payment": part.payment_id,
                    "credit": excess.text(),
                    "of": part.draft.total.text(),
                },
                suggestion="It is a credit of the customer in QuickBooks: keep it for the next invoice and close this "
                "question; or refund it in Stripe, and you are asked what that means for the books.",
                command=f"pastdue review decide {item_id}",
                raised_at=world.clock.now(),
            ),
            lasting=True,
        )


def _ask_about_credits(world: World, link: PayLink) -> None:
    """What only a credit covers that no rule applies, such as an unapplied payment, a person applies in QuickBooks."""
    contact = world.store.get(Contact, contact_key(link.company_id, link.payer_id))
    for item in link.items:
        case = world.store.get(Case, case_key(link.company_id, item.invoice_id))
        if contact is None or case is None or case.state is CaseState.CLOSED:
            continue
        if not 0 < case.balance.minor <= item.credit.minor:
            continue
        if share_credits(world, link.company_id, [case.invoice])[case.invoice.id] == case.balance:
            raise_review(world, question(world, contact, case, Reason.COVERED_BY_CREDIT))


def unplaced_id(payment_intent: str) -> str:
    """The question about a captured payment that has had no place for long."""
    return f"unplaced-{payment_intent}"


def _unknown_link(world: World, payment: StripePayment) -> Settled:
    """Our mark stands on it, but we have no such link: a person places the money, and is asked once."""
    company_id = payment.metadata.get("pastdue_company", "")
    if payment.status != "succeeded":
        return Settled.NOTHING
    if world.store.get(Settlement, settlement_key(payment.id)) is not None:
        return Settled.ALREADY
    if world.store.get(Company, company_key(company_id)) is None:
        companies: Sequence[Company] = world.store.listed(Company, "companies")
        if not companies:
            raise LookupError(f"payment {payment.id} carries our mark, and no company is connected")
        company_id = companies[0].id
    raise_review(
        world,
        ReviewItem(
            id=f"unknown-{payment.id}",
            company_id=company_id,
            kind="unknown_payment",
            title=f"A payment of {payment.received.text()} names a link that we do not know",
            facts={"payment_intent": payment.id, "link": payment.metadata.get("pastdue_link", "")},
            suggestion="Find out in Stripe who paid, and record it in QuickBooks by hand.",
            command=f"pastdue review decide unknown-{payment.id}",
            raised_at=world.clock.now(),
        ),
    )
    placed = Settlement(
        payment_intent=payment.id,
        company_id=company_id,
        link_id=None,
        amount=payment.received,
        state=SettlementState.FOREIGN,
        charge_id=payment.charge_id,
        captured_at=payment.captured_at,
        in_review=payment.received,
        created_at=world.clock.now(),
    )
    revise(world, lambda: () if world.store.get(Settlement, placed.key) is not None else (placed,))
    return Settled.REVIEW
