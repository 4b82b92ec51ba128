"""Effect: what the texts bring: a random share of cases is left alone for the first days and compared with the rest."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from pastdue.domain.money import Value


class Cohort(Value):
    """On which side of the comparison a case is, since when: the moment at which its first touch was due."""

    held_out: bool
    segment: str
    on: date
    at: datetime


def draw(company_id: str, invoice_id: str, salt: str) -> float:
    """A number in [0, 1) that is always the same for an invoice, and as good as random among invoices."""
    drawn = hashlib.sha256(f"{salt}/{company_id}/{invoice_id}".encode()).digest()
    return int.from_bytes(drawn[:6]) / 2**48
