"""ReviewItem: something a person must decide; nothing waits anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from pastdue.domain.record import Key, Record


def open_reviews(company_id: str) -> str:
    """The value under which the questions of a company that wait for an answer are listed."""
    return f"reviews#{company_id}"


def left_reviews(company_id: str) -> str:
    """The value under which the questions are listed that a person closed and left things as they are."""
    return f"left-reviews#{company_id}"


def review_key(company_id: str, item_id: str) -> Key:
    """Where a review item lives."""
    return Key(f"review#{company_id}#{item_id}", "review")


class ReviewItem(Record):
    """Something a person must decide: the facts, the person's own words, a suggestion and the command for it.

    Its id is made from what it is about, so that the same question is asked once. `left`: a person closed it and
    left things as they are; a state that merely lasts does not ask again.
    """

    KIND: ClassVar[str] = "review"

    id: str
    company_id: str
    kind: str
    title: str
    customer_id: str | None = None
    invoice_ids: tuple[str, ...] = ()
    words: str = ""
    facts: Mapping[str, str] = {}
    suggestion: str
    command: str = ""
    raised_at: datetime
    noticed_at: datetime | None = None
    decided_at: datetime | None = None
    decision: str = ""
    left: bool = False

    @property
    def key(self) -> Key:
        return review_key(self.company_id, self.id)

    @property
    def by(self) -> str | None:
        if self.decided_at is None:
            return open_reviews(self.company_id)
        return left_reviews(self.company_id) if self.left else None
