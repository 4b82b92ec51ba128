"""Invoice lists: a company's invoices from a CSV file, as QuickBooks exports it or as anybody else wrote it."""

from __future__ import annotations

from pastdue.adapters.invoice_lists.columns import NAMES
from pastdue.adapters.invoice_lists.reading import ReadAs, parse, read

KNOWN_COLUMNS = ", ".join(NAMES)

__all__ = ["KNOWN_COLUMNS", "ReadAs", "parse", "read"]
