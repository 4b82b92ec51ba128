"""ComparePayment: one Payment in QuickBooks against what we booked: our own echo, a second entry, one that was changed.

Nothing is ever deleted or voided because of it: a person is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pastdue.domain.ledger import LedgerPayment
from pastdue.domain.ledger_entry import LedgerEntry, entries_of, entry_key, same_money, stripe_ids_in
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.settlement import Settlement, settlement_key
from pastdue.usecases.world import World, answer_itself, raise_review, revise

_REMOVED = (
    "The money was captured and has lost its place. Let it be recorded again with the command, or refund it in Stripe."
)
_REPLACED = (
    "Another entry seems to be of the same money. If it is, close this question; if not, let the payment be recorded "
    "again with `pastdue money book` and its payment_intent."
)
_CHANGED = "Make it {recorded} again in QuickBooks (this question then closes itself), or refund the rest in Stripe."


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
    if not seen.gone:
        _ask_about_twins(world, seen)
    elif known is None or not known.gone:
        _forget_twins(world, seen)

    def build() -> Iterable[Record]:
        fresh = world.store.get(LedgerEntry, entry_key(company_id, payment_id))
        kept = seen.model_copy(update={"version": fresh.version if fresh else 0})
        return () if kept == fresh else (kept,)

    revise(world, build)
    return tuple(each for each in known.invoice_ids if each not in seen.invoice_ids or seen.gone) if known else ()


def remember_own(world: World, company_id: str, payment: LedgerPayment, payment_intent: str) -> None:
    """What we booked is ours from that moment: somebody may take it out before QuickBooks tells us of it."""
    entry = _entry_of(company_id, payment, payment_intent)
    revise(world, lambda: () if world.store.get(LedgerEntry, entry.key) is not None else (entry,))


def _entry(world: World, company_id: str, payment: LedgerPayment, known: LedgerEntry | None) -> LedgerEntry | None:
    """The entry of a Payment. One of 0 that applies a credit is no payment."""
    if not payment.total.minor and not payment.voided:
        return None
    ours = known.payment_intent if known else None
    entry = _entry_of(company_id, payment, ours or _ours(world, payment, stripe_ids_in(payment)))
    return entry.model_copy(update={"total": known.total}) if known is not None and payment.voided else entry


def _entry_of(company_id: str, payment: LedgerPayment, payment_intent: str | None) -> LedgerEntry:
    return LedgerEntry(
        company_id=company_id,
        payment_id=payment.id,
        customer_id=payment.customer_id,
        total=payment.total,
        paid_on=payment.paid_on,
        stripe_ids=stripe_ids_in(payment),
        invoice_ids=tuple(dict.fromkeys(line.invoice_id for line in payment.lines)),
        payment_intent=payment_intent,
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
    for ours, theirs, because in _twins(world, seen):
        _ask_about_twin(world, ours, theirs, because)


def _forget_twins(world: World, gone: LedgerEntry) -> None:
    """One of two entries is gone: whether they were the same money is answered."""
    for ours, theirs, _ in _twins(world, gone.model_copy(update={"gone": False})):
        answer_itself(world, gone.company_id, _twin_id(ours, theirs), "one of the two is gone")


def _twins(world: World, seen: LedgerEntry) -> Iterator[tuple[LedgerEntry, LedgerEntry, str]]:
    """Ours and another's entry that look like one payment, and why."""
    for other in world.store.listed(LedgerEntry, entries_of(seen.company_id, seen.customer_id)):
        because = same_money(seen, other)
        if because:
            yield (seen, other, because) if seen.payment_intent else (other, seen, because)
    if seen.payment_intent is None:
        yield from _with_our_ids(world, seen)


def _with_our_ids(world: World, seen: LedgerEntry) -> Iterator[tuple[LedgerEntry, LedgerEntry, str]]:
    """One of our Stripe ids on an entry that is not ours, whichever customer it stands under."""
    for stripe_id in seen.stripe_ids:
        settlement = world.store.get(Settlement, settlement_key(stripe_id))
        for part in settlement.parts if settlement is not None else ():
            ours = world.store.get(LedgerEntry, entry_key(seen.company_id, part.payment_id or ""))
            if ours is not None and not ours.gone:
                yield ours, seen, "both carry the same Stripe id"


def _twin_id(ours: LedgerEntry, theirs: LedgerEntry) -> str:
    return f"double-entry-{ours.payment_id}-{theirs.payment_id}"


def _ask_about_twin(world: World, ours: LedgerEntry, theirs: LedgerEntry, because: str) -> None:
    item_id = _twin_id(ours, theirs)
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


def missing_of(world: World, settlement: Settlement) -> dict[str, int]:
    """What each of a settlement's Payments lacks of what we recorded with it, as we last saw it, in minor units."""
    missing: dict[str, int] = {}
    for part in settlement.parts:
        entry = world.store.get(LedgerEntry, entry_key(settlement.company_id, part.payment_id or ""))
        if entry is not None:
            standing = 0 if entry.gone else entry.total.minor
            missing[entry.payment_id] = max(0, part.draft.total.minor - standing)
    return missing


def _ask_about_change(world: World, seen: LedgerEntry) -> None:
    """Our own Payment was voided, deleted or made another amount: captured money has lost its place, or has two.

    Less than we recorded, by no more than went back and over all Payments of it, is a person's answer in the books to
    what was asked then.
    """
    settlement = world.store.get(Settlement, settlement_key(seen.payment_intent or ""))
    recorded = settlement.recorded_as(seen.payment_id, seen.customer_id) if settlement is not None else None
    if settlement is None or recorded is None:
        return
    item_id = f"entry-changed-{seen.payment_id}"
    missing = recorded if seen.gone else recorded - seen.total
    if not missing.minor:
        answer_itself(world, seen.company_id, item_id, "it stands there again as it was recorded")
        return
    others = sum(each for payment_id, each in missing_of(world, settlement).items() if payment_id != seen.payment_id)
    if 0 < missing.minor <= settlement.went_back.minor - others:
        return
    twins = [theirs.payment_id for _, theirs, _ in _twins(world, seen.model_copy(update={"gone": False}))]
    removed = seen.gone and not twins
    item = ReviewItem(
        id=item_id,
        company_id=seen.company_id,
        kind="entry_changed",
        title=f"A payment that Pastdue recorded was {'removed' if seen.gone else 'changed'} in QuickBooks",
        customer_id=seen.customer_id,
        invoice_ids=seen.invoice_ids,
        facts={
            "payment_intent": settlement.payment_intent,
            "quickbooks_payment": seen.payment_id,
            "recorded": recorded.text(),
            "now": "void or deleted" if seen.gone else seen.total.text(),
            **({"went_back": settlement.went_back.text()} if settlement.went_back.minor else {}),
            **({"perhaps_recorded_by_another": ", ".join(twins)} if twins else {}),
        },
        suggestion=_REMOVED if removed else _REPLACED if seen.gone else _CHANGED.format(recorded=recorded.text()),
        command=f"pastdue money book {settlement.payment_intent}" if removed else f"pastdue review decide {item_id}",
        raised_at=world.clock.now(),
    )
    raise_review(world, item, lasting=True)
