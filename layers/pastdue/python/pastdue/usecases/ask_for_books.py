"""AskForBooks: the question to the owner where the books are behind."""

from __future__ import annotations

from pastdue.domain.bookkeeping import Behind
from pastdue.domain.decide import Reason
from pastdue.domain.review import ReviewItem
from pastdue.usecases.world import World, raise_review


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
