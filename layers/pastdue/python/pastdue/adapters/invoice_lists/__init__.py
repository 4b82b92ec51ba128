"""Invoice lists: a company's invoices from a CSV file, as QuickBooks exports it or as anybody else wrote it."""

from __future__ import annotations

from pastdue.adapters.invoice_lists.reading import ReadAs, parse, read

__all__ = ["ReadAs", "parse", "read"]
