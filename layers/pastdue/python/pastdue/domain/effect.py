"""Effect: what the texts bring: a random share of cases is left alone for the first days and compared with the rest."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import ClassVar

from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record


class Cohort(Value):
    """On which side of the comparison a case is, since when: the moment at which its first touch was due."""

    held_out: bool
    on: date
    at: datetime


def member_key(company_id: str, invoice_id: str) -> Key:
    """Where a case's place in the comparison lives."""
    return Key(f"cohort#{company_id}#{invoice_id}", "cohort")


def members_index(company_id: str) -> str:
    """The value under which the cases that are compared are listed."""
    return f"cohorts#{company_id}"


class CohortMember(Record):
    """One case in the comparison, with the segment that it was in when it came to it."""

    KIND: ClassVar[str] = "cohort"

    company_id: str
    invoice_id: str
    segment: str
    cohort: Cohort

    @property
    def key(self) -> Key:
        return member_key(self.company_id, self.invoice_id)

    @property
    def by(self) -> str:
        return members_index(self.company_id)


def draw(company_id: str, invoice_id: str, salt: str) -> float:
    """A number in [0, 1) that is always the same for an invoice, and as good as random among invoices."""
    drawn = hashlib.sha256(f"{salt}/{company_id}/{invoice_id}".encode()).digest()
    return int.from_bytes(drawn[:6]) / 2**48
