"""ReviewItem: something a person must decide; nothing waits anywhere else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from pastdue.domain.record import Key, Record


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
        return None if self.decided_at else f"reviews#{self.company_id}"
