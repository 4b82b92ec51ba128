"""HoldByHand: a person keeps the reminders of some invoices back, until a day or until further notice; and lets go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pastdue.domain.audit import Fact
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, CaseState, Hold, HoldKind
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record
from pastdue.domain.review import ReviewItem
from pastdue.usecases.held_list import HELD_BY_HAND, about_payer, held_list_id, is_by_hand, take_off_list
from pastdue.usecases.hold_case import hold_case
from pastdue.usecases.take_promise import over_at
from pastdue.usecases.world import World, note_on_case, required, revise


class HeldByHand(Value):
    """What a person keeps back, or has let go, by the invoices' numbers. `until` None: until further notice."""

    company_id: str
    invoices: tuple[str, ...]
    until: datetime | None = None


def hold_by_hand(world: World, cases: Sequence[Case], *, because: str, by: str, last: date | None = None) -> HeldByHand:
    """Hold these cases of one payer through their `last` day; a hold by hand that they have already is replaced.

    One without a last day stands on the list of questions: nothing waits anywhere else. Nobody is mailed about it, as
    a person has just put it. Raises BadInput for a day that is over.
    """
    company_id, payer_id = cases[0].company_id, cases[0].payer_id
    contact = required(world, Contact, contact_key(company_id, payer_id))
    now = world.clock.now()
    if last is not None and last < local_date(now, contact.zones):
        raise BadInput(f"{last} is over; name today or a later day")
    hold = Hold(
        kind=HoldKind.MANUAL,
        since=now,
        until=over_at(last, contact.zones) if last is not None else None,
        by=by,
        about=about_payer(payer_id),
        because=because,
    )
    if hold.until is None:
        _list(world, contact, hold, tuple(case.invoice.id for case in cases))
    for case in cases:
        hold_case(world, case.key, hold, who=by, facts={"because": because}, instead=is_by_hand)
    for case in cases:
        if hold.until is not None:
            take_off_list(world, case, f"it ends by itself after {last}")
        else:
            take_off_list(world, case, "it is held for who pays now", but=payer_id)
    return HeldByHand(company_id=company_id, invoices=_numbers(cases), until=hold.until)


def release_by_hand(world: World, cases: Sequence[Case], *, by: str) -> HeldByHand:
    """Lift the holds that were put by hand; these cases go on where they stand, as far as nothing else holds them.

    Raises BadInput where none of them is held by hand.
    """
    held = [case for case in cases if any(map(is_by_hand, case.holds))]
    if not held:
        raise BadInput(
            f"nobody holds {', '.join(_numbers(cases))} by hand; `pastdue explain` says what does, and `pastdue review "
            "list` how it is decided"
        )
    for case in held:
        _release(world, case.key, by)
        take_off_list(world, case, f"released by {by}")
    return HeldByHand(company_id=held[0].company_id, invoices=_numbers(held))


def _numbers(cases: Sequence[Case]) -> tuple[str, ...]:
    return tuple(case.invoice.number or case.invoice.id for case in cases)


def _release(world: World, key: Key, by: str) -> None:
    def build() -> tuple[Record, ...]:
        fresh = required(world, Case, key)
        holds = tuple(hold for hold in fresh.holds if not is_by_hand(hold))
        if holds == fresh.holds:
            return ()
        now = world.clock.now()
        change: dict[str, object] = {"holds": holds, "let_go_at": now}
        if fresh.state is CaseState.OPEN:
            change["due_at"] = now
        fact = Fact(what="released", reason=HELD_BY_HAND, who=by)
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        return (noted, *entries)

    revise(world, build)


def _list(world: World, contact: Contact, hold: Hold, ids: tuple[str, ...]) -> None:
    item_id = held_list_id(contact.customer_id)
    item = ReviewItem(
        id=item_id,
        company_id=contact.company_id,
        kind=HELD_BY_HAND,
        title=f"{contact.known_as}: reminders are held by {hold.by}",
        customer_id=contact.customer_id,
        invoice_ids=ids,
        facts={"because": hold.because},
        suggestion="Let the reminders go on once the reason is over; until then nothing is sent about these invoices.",
        command=f"pastdue review decide {item_id} --release",
        raised_at=hold.since,
        noticed_at=hold.since,
    )

    def build() -> tuple[Record, ...]:
        known = world.store.get(ReviewItem, item.key)
        if known is None:
            return (item,)
        before = known.invoice_ids if known.decided_at is None else ()
        concerned = tuple(dict.fromkeys((*before, *ids)))
        return (item.model_copy(update={"version": known.version, "invoice_ids": concerned}),)

    revise(world, build)
