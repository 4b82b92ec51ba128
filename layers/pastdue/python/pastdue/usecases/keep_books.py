"""KeepBooks: learn on which days payments are entered in QuickBooks, and hear that the books are current."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pastdue.domain.audit import Fact
from pastdue.domain.bookkeeping import Bookkeeping, bookkeeping_key, with_entry
from pastdue.domain.case import Adopted, Case, CaseState, adopted_in, case_key
from pastdue.domain.company import Company, company_key
from pastdue.domain.decide import Reason
from pastdue.domain.ledger import LedgerPayment
from pastdue.domain.ledger_entry import stripe_ids_in
from pastdue.domain.policy import Policy
from pastdue.domain.record import Key, Record
from pastdue.usecases.ask_for_books import books_item
from pastdue.usecases.check_books import books_behind, date_of
from pastdue.usecases.stop_everything import let_go
from pastdue.usecases.world import World, answer_itself, note_on_company, required, revise

_FIRST_LOOK = timedelta(days=90)
_A_SITTING = timedelta(hours=1)


def learn_books(world: World, company_id: str) -> bool:
    """The first look, once: on which of the last ninety days payments were entered; gives whether this call did it."""
    if world.store.get(Bookkeeping, bookkeeping_key(company_id)) is not None:
        return False
    policy = world.policies.in_force(company_id)
    since = world.clock.wall() - _FIRST_LOOK
    days = {entered_on(world, policy, payment) for payment in world.ledger.payments_entered_since(company_id, since)}

    def build() -> tuple[Record, ...]:
        known = _known(world, company_id, policy)
        for day in sorted(filter(None, days)):
            known = with_entry(known, day)
        return (known,)

    revise(world, build)
    return True


def take_entry(world: World, company_id: str, payment: LedgerPayment) -> bool:
    """A payment was entered or changed: note its day; gives whether it was new.

    What waited for it goes on once no further one has come for a while: who is behind has more of them at hand.
    """
    policy = world.policies.in_force(company_id)
    day = entered_on(world, policy, payment)
    if day is None:
        return False
    return _entered(world, company_id, policy, day, "an entry came")


def say_current(world: World, company_id: str, by: str) -> bool:
    """A person says that all that came in is in the books: it counts as an entry of today; gives whether it was new."""
    policy = world.policies.in_force(company_id)
    return _entered(world, company_id, policy, date_of(policy, world.clock.now()), f"current, says {by}", by)


def _entered(world: World, company_id: str, policy: Policy, day: date, because: str, by: str = "") -> bool:
    company = required(world, Company, company_key(company_id))
    was = books_behind(world, company, policy)

    def build() -> tuple[Record, ...]:
        known = _known(world, company_id, policy)
        sitting = world.clock.now() + _A_SITTING if was is not None and not by else None
        fresh = with_entry(known, day).model_copy(update={"catching_up_until": sitting})
        if fresh == known:
            return ()
        if not by:
            return (fresh,)
        fact = Fact(what="books said to be current", who=by, facts={"on": str(day)})
        noted, entries = note_on_company(world, required(world, Company, company_key(company_id)), fact)
        return (fresh, noted, *entries)

    new = bool(revise(world, build))
    now = books_behind(world, company, policy)
    if was is not None and (now is None or now.until is not None):
        if was.until is None:
            answer_itself(world, company_id, books_item(was), because)
            let_go(world, company_id, (Reason.BOOKS_NOT_CURRENT,), policy.resume_per_day, by or "pastdue")
        _wake(world, company_id, now.until if now is not None and now.until is not None else world.clock.now())
    return new


def _known(world: World, company_id: str, policy: Policy) -> Bookkeeping:
    since = date_of(policy, world.clock.now() - _FIRST_LOOK)
    known = world.store.get(Bookkeeping, bookkeeping_key(company_id))
    return known or Bookkeeping(company_id=company_id, known_since=since)


def entered_on(world: World, policy: Policy, payment: LedgerPayment) -> date | None:
    """The day on which somebody entered a payment; None where none came in, or an app wrote it, as we do.

    QuickBooks' time is compared with the wall clock; where business time was moved, the entry moves along.
    """
    if payment.voided or payment.total.minor <= 0 or stripe_ids_in(payment):
        return None
    now = world.clock.now()
    return date_of(policy, min(now, payment.created_at + (now - world.clock.wall())))


def _wake(world: World, company_id: str, at: datetime) -> None:
    """Let the cases that waited for the books be decided about then."""
    for each in world.store.series(Adopted, adopted_in(company_id)):

        def build(key: Key = case_key(company_id, each.invoice_id)) -> tuple[Record, ...]:  # noqa: B008 - bound per loop
            case = world.store.get(Case, key)
            if case is None or case.state is not CaseState.OPEN or case.waiting_for != Reason.BOOKS_NOT_CURRENT:
                return ()
            return (case.model_copy(update={"due_at": at}),)

        revise(world, build)
