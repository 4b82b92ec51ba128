"""ComparePayment: one Payment in QuickBooks against what we booked: our own echo, a second entry, one that was changed.

Nothing is ever deleted or voided because of it: a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.domain.ledger import LedgerPayment
from pastdue.domain.ledger_entry import LedgerEntry, entries_of, entry_key, same_money, stripe_ids_in
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.settlement import Settlement, settlement_key
from pastdue.usecases.world import World, raise_review, revise


def compare_payment(world: World, company_id: str, payment_id: str, payment: LedgerPayment | None) -> tuple[str, ...]:
    """Compare a Payment as it is now (None: deleted) with what we know; gives the invoices that it was on before."""
    known = world.store.get(LedgerEntry, entry_key(company_id, payment_id))
    if payment is None:
        seen = known.model_copy(update={"gone": True}) if known is not None else None
    else:
        seen = _entry(world, company_id, payment, known)
    if seen is None:
        return ()
    # The questions first, so that no death between leaves an entry that was seen and not asked about.
    if seen.payment_intent is not None and known is not None and (seen.gone, seen.total) != (known.gone, known.total):
        _ask_about_change(world, seen)
    _ask_about_twins(world, seen)

    def build() -> Iterable[Record]:
        fresh = world.store.get(LedgerEntry, entry_key(company_id, payment_id))
        kept = seen.model_copy(update={"version": fresh.version if fresh else 0})
        return () if kept == fresh else (kept,)

    revise(world, build)
    return tuple(each for each in known.invoice_ids if each not in seen.invoice_ids or seen.gone) if known else ()


def _entry(world: World, company_id: str, payment: LedgerPayment, known: LedgerEntry | None) -> LedgerEntry | None:
    """The entry of a Payment. One of 0 that applies a credit is no payment."""
    if not payment.total.minor and not payment.voided:
        return None
    before = known.total if known is not None and payment.voided else payment.total
    ids = stripe_ids_in(payment)
    return LedgerEntry(
        company_id=company_id,
        payment_id=payment.id,
        customer_id=payment.customer_id,
        total=before,
        paid_on=payment.paid_on,
        stripe_ids=ids,
        invoice_ids=tuple(dict.fromkeys(line.invoice_id for line in payment.lines)),
        payment_intent=known.payment_intent if known and known.payment_intent else _ours(world, payment, ids),
        gone=payment.voided,
    )


def _ours(world: World, payment: LedgerPayment, ids: Iterable[str]) -> str | None:
    """The PaymentIntent that we booked with this very Payment: by its id, or by its reference until we know that."""
    for stripe_id in ids:
        settlement = world.store.get(Settlement, settlement_key(stripe_id))
        for part in settlement.parts if settlement is not None else ():
            if part.payment_id == payment.id:
                return stripe_id
            if part.payment_id is None and part.draft.reference == payment.reference:
                return stripe_id
    return None


def _ask_about_twins(world: World, seen: LedgerEntry) -> None:
    for other in world.store.listed(LedgerEntry, entries_of(seen.company_id, seen.customer_id)):
        because = same_money(seen, other)
        if because:
            ours, theirs = (seen, other) if seen.payment_intent else (other, seen)
            _ask_about_twin(world, ours, theirs, because)
    if seen.payment_intent is None:
        _ask_about_ids(world, seen)


def _ask_about_ids(world: World, seen: LedgerEntry) -> None:
    """One of our Stripe ids on an entry that is not ours, whichever customer it stands under."""
    for stripe_id in seen.stripe_ids:
        settlement = world.store.get(Settlement, settlement_key(stripe_id))
        for part in settlement.parts if settlement is not None else ():
            ours = world.store.get(LedgerEntry, entry_key(seen.company_id, part.payment_id or ""))
            if ours is not None and not seen.gone:
                _ask_about_twin(world, ours, seen, "both carry the same Stripe id")


def _ask_about_twin(world: World, ours: LedgerEntry, theirs: LedgerEntry, because: str) -> None:
    item_id = f"double-entry-{ours.payment_id}-{theirs.payment_id}"
    item = ReviewItem(
        id=item_id,
        company_id=ours.company_id,
        kind="double_entry",
        title=f"A payment of {ours.total.text()} seems to stand in QuickBooks twice",
        customer_id=ours.customer_id,
        invoice_ids=tuple(dict.fromkeys((*ours.invoice_ids, *theirs.invoice_ids))),
        facts={
            "why": because,
            "recorded_by_pastdue": ours.payment_id,
            "recorded_by_another": theirs.payment_id,
            "amount": theirs.total.text(),
            "payment_intent": ours.payment_intent or "",
        },
        suggestion="If both are the same money, delete the one that Pastdue did not record, and switch off payments in "
        "the other sync app. If they are two payments, close this question.",
        command=f"pastdue review decide {item_id}",
        raised_at=world.clock.now(),
    )
    raise_review(world, item, lasting=True)


def _ask_about_change(world: World, seen: LedgerEntry) -> None:
    """Our own Payment was voided, deleted or made another amount: the money is captured and has lost its place."""
    settlement = world.store.get(Settlement, settlement_key(seen.payment_intent or ""))
    if settlement is None or settlement.disputed or (settlement.refunded and settlement.refunded.minor):
        return  # money went back: a person was asked then, and this is the answer in the books
    item_id = f"entry-changed-{seen.payment_id}"
    item = ReviewItem(
        id=item_id,
        company_id=seen.company_id,
        kind="entry_changed",
        title=f"A payment that Pastdue recorded was {'removed' if seen.gone else 'changed'} in QuickBooks",
        customer_id=seen.customer_id,
        invoice_ids=seen.invoice_ids,
        facts={
            "payment_intent": seen.payment_intent or "",
            "quickbooks_payment": seen.payment_id,
            "now": "void or deleted" if seen.gone else seen.total.text(),
        },
        suggestion="The money was captured and has lost its place. Where it was removed, let it be recorded again with "
        "the command; or refund it in Stripe.",
        command=f"pastdue money book {seen.payment_intent}" if seen.gone else f"pastdue review decide {item_id}",
        raised_at=world.clock.now(),
    )
    raise_review(world, item, lasting=True)
