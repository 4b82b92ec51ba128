"""EndPromises: a promised day is over: it was kept, or it was broken and the ladder goes on where it stood."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, HoldKind
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.promise import Promise, PromiseState, promises_index
from pastdue.domain.record import Key, Record
from pastdue.domain.review import ReviewItem
from pastdue.usecases.check_books import books_behind
from pastdue.usecases.world import (
    World,
    cases_of_invoices,
    company_of,
    note_on_case,
    note_on_contact,
    raise_review,
    revise,
)

_BATCH = 200


def end_promises(world: World) -> int:
    """Judge the promises whose day is over; gives how many. The hold has ended by itself, by its own `until`."""
    ended = 0
    for key in world.store.due(Promise, world.clock.now(), _BATCH):
        promise = world.store.get(Promise, key)
        if promise is not None and promise.state is PromiseState.OPEN and promise.until <= world.clock.now():
            ended += _end(world, promise)
    return ended


def promises_of(world: World, company_id: str, payer_id: str) -> tuple[Promise, ...]:
    """Every promise of a payer, each read by its key: the index only says which there are."""
    listed = world.store.listed(Promise, promises_index(company_id, payer_id))
    found = (world.store.get(Promise, each.key) for each in listed)
    return tuple(each for each in found if each is not None)


def unpaid(world: World, promise: Promise) -> tuple[Case, ...]:
    """The cases of a promise for which nothing has come, and nothing is on its way."""
    return tuple(
        case
        for case in cases_of_invoices(world, promise.company_id, promise.invoice_ids)
        if case.state is not CaseState.CLOSED and not any(hold.kind is HoldKind.IN_FLIGHT for hold in case.holds)
    )


def _end(world: World, promise: Promise) -> bool:
    """Judge one, unless it may be kept and nobody has entered it yet: then it is looked at again."""
    owed = unpaid(world, promise)
    left = tuple(case for case in owed if not _with_a_person(case))
    company = company_of(world, promise.company_id)
    if owed and books_behind(world, company, world.policies.in_force(company.id)) is not None:
        return False
    state = PromiseState.BROKEN if left else PromiseState.OVERTAKEN if owed else PromiseState.KEPT
    if left:
        _ask_if_often(world, promise, left)
    for case in left:
        _note(world, promise, case.key)
    revise(world, lambda: _ended(world, promise, state))
    world.metrics.count(f"Promises{state.capitalize()}")
    return True


def _with_a_person(case: Case) -> bool:
    """Whether it is disputed, or said to be paid: that it is not paid breaks no word then."""
    return any(hold.kind in {HoldKind.DISPUTE, HoldKind.ALREADY_PAID} for hold in case.holds)


def _ended(world: World, promise: Promise, state: PromiseState) -> tuple[Record, ...]:
    fresh = world.store.get(Promise, promise.key)
    if fresh is None or fresh.state is not PromiseState.OPEN:
        return ()
    ended = fresh.model_copy(update={"state": state})
    contact = world.store.get(Contact, contact_key(promise.company_id, promise.payer_id))
    if state is not PromiseState.KEPT or contact is None:
        return (ended,)
    fact = Fact(what="promise kept", reason=str(promise.day), facts={"reply": promise.message_id})
    noted, entries = note_on_contact(world, contact, fact)
    return (ended, noted, *entries)


def _note(world: World, promise: Promise, key: Key) -> None:
    def build() -> tuple[Record, ...]:
        case = world.store.get(Case, key)
        if case is None or not any(hold.about == promise.about for hold in case.holds):
            return ()
        # The hold that is over goes with the note, so that it is noted once.
        holds = tuple(hold for hold in case.holds if hold.about != promise.about)
        fact = Fact(what="promise broken", reason=str(promise.day), facts={"reply": promise.message_id})
        change = {"holds": holds, "let_go_at": max(case.let_go_at or promise.until, promise.until)}
        noted, entries = note_on_case(world, case.model_copy(update=change), fact)
        return (noted, *entries)

    revise(world, build)


def _ask_if_often(world: World, promise: Promise, left: tuple[Case, ...]) -> None:
    """Tell a person, from the broken promise on that the policy says."""
    policy = world.policies.in_force(promise.company_id)
    before = [
        each
        for each in promises_of(world, promise.company_id, promise.payer_id)
        if each.state is PromiseState.BROKEN and each.message_id != promise.message_id
    ]
    if len(before) + 1 < policy.promises.ask_after_broken:
        return
    contact = world.store.get(Contact, contact_key(promise.company_id, promise.payer_id))
    item_id = f"broken-promise-{promise.message_id}"
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=promise.company_id,
            kind="broken_promise",
            title=f"{contact.known_as if contact else 'A customer'} has broken {len(before) + 1} promises to pay",
            customer_id=promise.payer_id,
            invoice_ids=tuple(case.invoice.id for case in left),
            facts={
                "promised_for": str(promise.day),
                "invoices": ", ".join(case.invoice.number for case in left),
            },
            suggestion="Call the customer. Reminders have gone on where they stood; no further promise holds them.",
            command=f"pastdue review decide {item_id}",
            raised_at=world.clock.now(),
        ),
    )
