"""CheckBooks: whether the books are behind, and the question to the owner where they are."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pastdue.domain.bookkeeping import Behind, Bookkeeping, behind, bookkeeping_key
from pastdue.domain.company import Company
from pastdue.domain.decide import Reason
from pastdue.domain.policy import Policy
from pastdue.domain.review import ReviewItem
from pastdue.usecases.world import World, raise_review


def books_behind(world: World, company: Company, policy: Policy) -> Behind | None:
    """Whether the books are behind now, where the policy minds."""
    if not policy.books.wait_when_behind:
        return None
    known = world.store.get(Bookkeeping, bookkeeping_key(company.id))
    if known is None or not known.entered_on:
        return None
    today = date_of(policy, world.clock.now())
    closed = world.holidays.between(company.country, None, min(known.known_since, *known.entered_on), today)
    found = behind(known, today, closed, policy.books.business_days)
    if found is None and known.catching_up_until is not None and world.clock.now() < known.catching_up_until:
        return Behind(
            since=known.entered_on[-1], days=0, usual=policy.books.business_days, until=known.catching_up_until
        )
    return found


def date_of(policy: Policy, at: datetime) -> date:
    """The date in the company's zone."""
    return at.astimezone(ZoneInfo(policy.time_zone)).date()


def ask_for_books(world: World, company_id: str, late: Behind) -> bool:
    """Ask the owner, once for each time that entries stop."""
    return raise_review(
        world,
        ReviewItem(
            id=books_item(late),
            company_id=company_id,
            kind=Reason.BOOKS_NOT_CURRENT,
            title="No customer payment was entered in QuickBooks for a while: reminders wait",
            facts={"last entry": str(late.since), "business days since": str(late.days), "usual": str(late.usual)},
            suggestion="Record in QuickBooks what came in; or, if nothing did, say that the books are current.",
            command="pastdue books current --by NAME",
            raised_at=world.clock.now(),
        ),
        lasting=True,
    )


def books_item(late: Behind) -> str:
    """The id of the question that is asked once for each time that entries stop."""
    return f"books-{late.since}"
