"""Spreadsheet: rows as CSV that a spreadsheet opens as it is meant."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The rows under their columns."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(columns)
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return written.getvalue()


def _plain(cell: object) -> object:
    """A name that a spreadsheet would take for a formula is kept as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
