"""BookAgain: by a person's order, bring what of a payment has no place in QuickBooks there after all.

It is for what QuickBooks refused (its cause mended since) and for what somebody took out of the books again. Only our
record is changed here; the next reconciliation sends it to the settlement, which looks before it posts.
"""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, case_key
from pastdue.domain.errors import BadInput
from pastdue.domain.ledger_entry import LedgerEntry, entries_of, entry_key
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem, review_key
from pastdue.domain.settlement import Part, Settlement, SettlementState, next_attempt, settlement_key, unbooked_id
from pastdue.usecases.hold_returned import CAME_BACK, book_command, returned_id
from pastdue.usecases.world import World, answered, cases_of_invoices, note_on_case, revise

_ENDED = (SettlementState.BOOKED, SettlementState.REVIEW)


class BookedAgain(Value):
    """What will be tried again, in the currency's minor units."""

    payment_intent: str
    parts: int
    minor: int
    currency: str


def book_again(world: World, payment_intent: str, by: str) -> BookedAgain:
    """Send what is without a place to the settlement again. Raises BadInput where there is nothing of the kind."""
    settlement = world.store.get(Settlement, settlement_key(payment_intent))
    if settlement is None:
        raise BadInput(f"{payment_intent} is no payment of ours: see the question's payment_intent")
    if settlement.state not in _ENDED:
        raise BadInput(f"{payment_intent} is being settled already; nothing was changed")
    if settlement.went_back.minor >= settlement.amount.minor:
        raise BadInput(_went_back(settlement))
    loose = [index for index, part in enumerate(settlement.parts) if _is_loose(world, settlement.company_id, part)]
    if not loose and settlement.in_review is None:
        raise BadInput(f"all of {payment_intent} stands in QuickBooks; nothing was changed")
    for index in loose:
        _refuse_what_another_recorded(world, settlement, settlement.parts[index])
    parts = tuple(_anew(part) if index in loose else part for index, part in enumerate(settlement.parts))
    moved = settlement.amount.minor if not parts else sum(parts[index].draft.total.minor for index in loose)
    refunded = settlement.refunded.minor if settlement.refunded else 0
    came_back = [returned_id(what, payment_intent, refunded) for what in CAME_BACK]
    questions = [each for each in came_back if _asks_for_this(world, settlement, each)]
    for index, part in enumerate(settlement.parts or (None,)):
        questions.append(unbooked_id(payment_intent, index))
        if part is not None and part.payment_id and index in loose:
            questions.append(f"entry-changed-{part.payment_id}")

    def build() -> Iterable[Record]:
        fresh = world.store.get(Settlement, settlement.key)
        if fresh is None or fresh.version != settlement.version:
            raise BadInput(f"{payment_intent} moved meanwhile; ask again")
        change: dict[str, object] = {
            "state": SettlementState.BOOKING if parts else SettlementState.CAPTURED,
            "parts": parts,
            "in_review": None,
            "ordered_at": world.clock.now(),
            "lease_until": None,
            "check_at": world.clock.now(),
        }
        because = f"to be booked again, {by}"
        closed = [item for each in questions for item in answered(world, settlement.company_id, each, because)]
        return (fresh.model_copy(update=change), *closed, *_noted(world, settlement, by))

    revise(world, build)
    return BookedAgain(
        payment_intent=payment_intent, parts=len(loose) or 1, minor=moved, currency=settlement.amount.currency
    )


def _asks_for_this(world: World, settlement: Settlement, item_id: str) -> bool:
    """Whether a question is answered by this order; one that names another command has a hold of its own to lift."""
    item = world.store.get(ReviewItem, review_key(settlement.company_id, item_id))
    return item is not None and item.command == book_command(settlement.payment_intent)


def _went_back(settlement: Settlement) -> str:
    """Why nothing is to be booked, and what ends the question: its hold would otherwise stay for ever."""
    asked = [index for index, part in enumerate(settlement.parts or (None,)) if part is None or part.in_review]
    commands = (f"`pastdue review decide {unbooked_id(settlement.payment_intent, each)} --release`" for each in asked)
    how = " and ".join(commands) if settlement.in_review is not None else "`pastdue review decide`"
    return f"{settlement.payment_intent} went back to the customer: close its question with {how}"


def _is_loose(world: World, company_id: str, part: Part) -> bool:
    """Whether a part waits for a person, or stands on a Payment that is void or deleted."""
    if part.payment_id is None:
        return part.in_review
    entry = world.store.get(LedgerEntry, entry_key(company_id, part.payment_id))
    return entry is not None and entry.gone


def _refuse_what_another_recorded(world: World, settlement: Settlement, part: Part) -> None:
    """Raises BadInput where somebody has recorded the part, and said so with Stripe's id.

    It may stand under whoever has the invoices by now: the part's own customer may have been merged into another.
    """
    company_id = settlement.company_id
    cases = cases_of_invoices(world, company_id, (line.invoice_id for line in part.draft.lines))
    customers = {part.draft.customer_id, *(case.invoice.customer_id for case in cases)}
    mine = {settlement.payment_intent, settlement.charge_id}
    for customer_id in sorted(customers):
        for entry in world.store.listed(LedgerEntry, entries_of(company_id, customer_id)):
            alike = entry.total == part.draft.total and mine & set(entry.stripe_ids)
            if alike and entry.payment_intent is None and not entry.gone:
                raise BadInput(
                    f"{part.draft.total.text()} of {settlement.payment_intent} stands in QuickBooks as Payment "
                    f"{entry.payment_id}, which somebody recorded: delete that one first, or close the question with "
                    "`pastdue review decide`"
                )


def _anew(part: Part) -> Part:
    """The part to be posted once more, with as many attempts as the first time."""
    fresh = next_attempt(part)
    return fresh.model_copy(update={"tried_from": fresh.attempt, "payment_id": None, "in_review": False})


def _noted(world: World, settlement: Settlement, by: str) -> list[Record]:
    records: list[Record] = []
    invoices = dict.fromkeys(line.invoice_id for part in settlement.parts for line in part.draft.lines)
    for invoice_id in invoices:
        case = world.store.get(Case, case_key(settlement.company_id, invoice_id))
        if case is not None:
            fact = Fact(what="booked again", who=by, facts={"payment_intent": settlement.payment_intent})
            noted, entries = note_on_case(world, case, fact)
            records += [noted, *entries]
    return records
