"""HoldReturned: money went back (refund, chargeback, returned debit): hold, ask, remember; the ledger is a person's."""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, Hold, HoldKind, case_key
from pastdue.domain.errors import VendorError
from pastdue.domain.ledger_entry import LedgerEntry, entry_key
from pastdue.domain.money import zero
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.settlement import Returned, Settlement, SettlementState, excess_id, settlement_key
from pastdue.domain.touch import PayLink
from pastdue.ports import StripePayment
from pastdue.usecases.compare_payment import missing_of
from pastdue.usecases.world import World, answer_itself, note_on_case, raise_review, required, revise

_ENDED_DISPUTES = ("won", "lost")
_TITLES = {
    "refund": "A refund of a payment of {amount}",
    "failed_refund": "A refund of a payment of {amount} was sent back by the bank",
    "chargeback": "A chargeback of a payment of {amount}",
    "chargeback_won": "The chargeback of a payment of {amount} was won",
    "chargeback_lost": "The chargeback of a payment of {amount} was lost",
}
_FREE = "In QuickBooks, record a refund receipt, or make the Payment smaller; its books are yours."
_DEPOSITED = (
    "The Payment is on a bank deposit and cannot be changed in QuickBooks: record a refund receipt or an expense."
)
CAME_BACK = ("failed_refund", "chargeback_won")
_TO_BE_RECORDED = "The money is back in Stripe and does not stand in QuickBooks: let it be recorded with the command."
_NOTHING_THERE = "Nothing of it stands in QuickBooks, so that nothing is to be taken out there."
_SUGGESTIONS = {
    "failed_refund": "The money is back in Stripe. If you recorded the refund in QuickBooks, take it out again.",
    "chargeback": "Answer it in Stripe. Record nothing in QuickBooks before the bank has decided.",
    "chargeback_won": "The money came back. If you recorded the chargeback in QuickBooks, take it out again.",
}


def hold_returned(world: World, payment: StripePayment, link: PayLink | None) -> None:
    """Take in what went back of one payment: the hold, then the question, then our mark (promises 3 and 4).

    An inquiry moves no money: it is remembered, and nothing else. Without a link it is a payment that a person placed.
    """
    invoice_ids = tuple(item.invoice_id for item in link.items) if link is not None else ()
    known = world.store.get(Settlement, settlement_key(payment.id))
    if known is None:
        return
    news = _news(payment, known)
    for what in news:
        if what != "chargeback_won":
            _hold(world, payment, known.company_id, invoice_ids, what)
        raise_review(world, _question(world, payment, invoice_ids, known, what))
        if what.startswith("chargeback_"):
            answer_itself(world, known.company_id, _id("chargeback", payment), f"it was {payment.dispute}")

    def build() -> Iterable[Record]:
        fresh = required(world, Settlement, settlement_key(payment.id))
        marks = {
            "refunded": payment.refunded,
            "disputed": payment.disputed or fresh.disputed,
            "dispute": payment.dispute or fresh.dispute,
        }
        known_marks = {
            "refunded": fresh.refunded or zero(payment.amount.currency),
            "disputed": fresh.disputed,
            "dispute": fresh.dispute,
        }
        if marks == known_marks:
            return ()
        return (_with_what_moved(world, fresh, fresh.model_copy(update=marks)),)

    revise(world, build)
    if news:
        _answer_removals(world, payment.id)
        _answer_excess(world, payment.id)


def ask_anew(world: World, payment: StripePayment, link: PayLink, known: Settlement) -> None:
    """All of it stands in the books now, of which nothing did when a person was asked about its refunds."""
    if known.refunded is None or not known.refunded.minor or not payment.refunded.minor:
        return
    invoice_ids = tuple(item.invoice_id for item in link.items)
    _hold(world, payment, known.company_id, invoice_ids, "refund")
    answer_itself(world, known.company_id, _id("refund", payment), "it was recorded, and is asked about anew")
    raise_review(world, _question(world, payment, invoice_ids, known, "refund"))


def _with_what_moved(world: World, before: Settlement, after: Settlement) -> Settlement:
    """The settlement with what went back, or came back, between two marks, for the owner's digest."""
    moved = after.went_back - before.went_back
    if not moved.minor:
        return after
    by_bank = before.charged_back is not after.charged_back
    one = Returned(at=world.clock.now(), amount=moved, by_bank=by_bank)
    return after.model_copy(update={"returned": (*before.returned, one)})


def _answer_removals(world: World, payment_intent: str) -> None:
    """What was taken out of the books before we heard that it went back had to be asked about; no more."""
    known = required(world, Settlement, settlement_key(payment_intent))
    missing = missing_of(world, known)
    if sum(missing.values()) > known.went_back.minor:
        return
    for payment_id in (each for each, minor in missing.items() if minor):
        answer_itself(world, known.company_id, f"entry-changed-{payment_id}", "the money went back")


def _answer_excess(world: World, payment_intent: str) -> None:
    """What came in beyond what was open is kept or refunded: once as much went back, that is asked about alone."""
    known = required(world, Settlement, settlement_key(payment_intent))
    beyond = [part for part in known.parts if part.payment_id and part.excess.minor > 0]
    if sum(part.excess.minor for part in beyond) > known.went_back.minor:
        return
    for part in beyond:
        item_id = excess_id(payment_intent, part.payment_id or "")
        answer_itself(world, known.company_id, item_id, "as much went back")


def _news(payment: StripePayment, known: Settlement) -> list[str]:
    """What happened since our mark. A dispute that was over when we first saw it is one question, not two."""
    seen = known.refunded or zero(payment.amount.currency)
    news: list[str] = []
    another = known.dispute in _ENDED_DISPUTES and payment.dispute not in (*_ENDED_DISPUTES, "")
    if payment.disputed and (not known.disputed or another):
        news.append("chargeback")
    elif payment.disputed and payment.dispute != known.dispute and payment.dispute in _ENDED_DISPUTES:
        news.append(f"chargeback_{payment.dispute}")
    if payment.refunded.minor > seen.minor:
        news.append("refund")
    if payment.refunded.minor < seen.minor:
        news.append("failed_refund")
    return news


def _hold(world: World, payment: StripePayment, company_id: str, invoice_ids: tuple[str, ...], what: str) -> None:
    """Hold the payment's cases, closed ones too: whatever opens them again finds the hold there."""
    about = held_for(what, _id(what, payment))

    def build() -> Iterable[Record]:
        records: list[Record] = []
        for invoice_id in invoice_ids:
            case = world.store.get(Case, case_key(company_id, invoice_id))
            if case is None or any(hold.about == about for hold in case.holds):
                continue
            hold = Hold(kind=HoldKind.REVIEW, since=world.clock.now(), by="stripe", about=about)
            fact = Fact(what=what, facts={"payment_intent": payment.id, "refunded_minor": payment.refunded.minor})
            noted, entries = note_on_case(world, case.model_copy(update={"holds": (*case.holds, hold)}), fact)
            records += [noted, *entries]
        return records

    revise(world, build)


def _id(what: str, payment: StripePayment) -> str:
    return returned_id(what, payment.id, payment.refunded.minor)


def returned_id(what: str, payment_intent: str, refunded: int) -> str:
    """One question for each chargeback and how it ended; one for each part that is refunded."""
    name = f"{what.replace('_', '-')}-{payment_intent}"
    return name if what.startswith("chargeback") else f"{name}-{refunded}"


def book_command(payment_intent: str) -> str:
    """What lets a payment that has no place be recorded."""
    return f"pastdue money book {payment_intent}"


def held_for(what: str, item_id: str) -> str:
    """What the hold of a question about money that went back says that it is about."""
    return f"{what} {item_id.removeprefix(what.replace('_', '-') + '-')}"


def _question(
    world: World, payment: StripePayment, invoice_ids: tuple[str, ...], known: Settlement, what: str
) -> ReviewItem:
    item_id = _id(what, payment)
    gone = _gone(world, known)
    posted = [part.payment_id for part in known.parts if part.payment_id and part.draft.total.minor]
    entries = [each for each in posted if each not in gone]
    deposited = _deposited(world, known.company_id, entries)
    unrecorded = not entries and known.state is not SettlementState.FOREIGN
    in_the_books = _NOTHING_THERE if unrecorded else _DEPOSITED if deposited else _FREE
    advice = _SUGGESTIONS.get(what, in_the_books)
    if what == "chargeback" and payment.dispute in _ENDED_DISPUTES:
        advice = _SUGGESTIONS["chargeback_won"] if payment.dispute == "won" else in_the_books
    command = f"pastdue review decide {item_id} --release"
    # Taken out because it had gone back: a void or a deletion cannot be taken back in QuickBooks.
    answered = bool(gone) and sum(missing_of(world, known).values()) <= known.went_back.minor
    if what in CAME_BACK and (unrecorded or answered):
        advice, command = _TO_BE_RECORDED, book_command(payment.id)
    return ReviewItem(
        id=item_id,
        company_id=known.company_id,
        kind=what,
        title=_TITLES[what].format(amount=payment.received.text()),
        invoice_ids=invoice_ids,
        facts={
            "payment_intent": payment.id,
            "refunded": payment.refunded.text(),
            **({"dispute": payment.dispute} if payment.dispute else {}),
            **({"quickbooks_payments": ", ".join(entries)} if entries else {}),
            **({"deposited": "yes" if deposited else "no"} if entries else {}),
        },
        suggestion=f"{advice} Reminders wait until you let them go on.",
        command=command,
        raised_at=world.clock.now(),
    )


def _gone(world: World, known: Settlement) -> set[str]:
    """The Payments of it that somebody voided or deleted, as far as we have heard."""
    ids = (part.payment_id for part in known.parts if part.payment_id)
    entries = (world.store.get(LedgerEntry, entry_key(known.company_id, each)) for each in ids)
    return {entry.payment_id for entry in entries if entry is not None and entry.gone}


def _deposited(world: World, company_id: str, entries: list[str]) -> bool:
    """Whether one of our Payments is on a bank deposit; a ledger that does not answer must not delay the question."""
    try:
        found = [world.ledger.payment(company_id, entry) for entry in entries]
    except VendorError as error:
        world.metrics.count("DepositsUnread", vendor=error.vendor)
        return False
    return any(payment is not None and payment.deposited for payment in found)
