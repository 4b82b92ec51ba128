"""Columns: which column of an invoice list is which, guessed from its header or named by a person."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pastdue.domain.errors import BadInput

# What each column is called: in QuickBooks' reports first, then elsewhere. Earlier names win.
NAMES: Mapping[str, tuple[str, ...]] = {
    "number": (
        "num", "no", "invoicenumber", "invoiceno", "invoicenum", "invoice", "docnumber", "documentnumber", "number",
        "transactionnumber", "refno", "refnumber", "reference", "invoiceref", "invoiceid",
    ),
    "customer": (
        "customer", "customerfullname", "customername", "customerdisplayname", "name", "displayname", "client",
        "clientname", "contactname", "accountname", "company", "companyname", "billto", "soldto", "debtor", "contact",
        "partysname", "party",
        "customerno", "customernumber", "customerid", "clientid",
    ),
    "invoice_date": (
        "invoicedate", "date", "transactiondate", "txndate", "issuedate", "issuedon", "dateissued", "issued",
        "documentdate", "docdate", "billdate", "createdate", "createddate", "created",
    ),
    "due_date": ("duedate", "due", "datedue", "dueon", "paymentduedate", "paymentdue", "netduedate", "maturity"),
    "amount": (
        "invoiceamount", "amount", "totalamt", "totalamount", "invoicetotal", "total", "grandtotal", "grossamount",
        "gross", "value",
    ),
    "settled_date": (
        "settleddate", "datesettled", "settledon", "settled", "paiddate", "datepaid", "paidon", "datefullypaid",
        "fullypaidon", "fullypaiddate", "paymentdate", "lastpaymentdate", "closeddate", "dateclosed", "cleardate",
        "clearingdate",
    ),
    "disputed": ("disputed", "isdisputed", "dispute", "indispute", "disputeflag"),
    "balance": (
        "openbalance", "openamount", "amountdue", "balancedue", "duebalance", "outstanding", "outstandingamount",
        "outstandingbalance", "remaining", "unpaidamount", "invoiceamountdue", "amountowing", "pendingamount",
        "balance",
    ),
    "currency": ("currency", "currencycode", "transactioncurrency", "invoicecurrency", "cur"),
    "exchange_rate": ("exchangerate", "fxrate"),
    "terms": ("terms", "term", "salesterm", "salesterms", "paymentterms"),
    "type": ("transactiontype", "type", "txntype", "documenttype", "doctype"),
    "status": ("status", "invoicestatus", "paymentstatus", "arpaid", "paid"),
    "memo": ("memodescription", "memo", "description", "lineitemdescription"),
    "item": ("productservicefullname", "productservice", "productorservice", "item", "itemname", "lineitem"),
}  # fmt: skip


class Columns(NamedTuple):
    """Where each known column stands in the header; what is not there is missing from the mapping."""

    at: Mapping[str, int]
    header: tuple[str, ...]

    def cell(self, name: str, cells: Sequence[str]) -> str:
        """What a row has in a column; empty where the column or the cell is missing."""
        index = self.at.get(name)
        return cells[index] if index is not None and index < len(cells) else ""

    def title(self, name: str) -> str:
        """What the file itself calls a column."""
        return self.header[self.at[name]]


def plain(name: str) -> str:
    """A header cell as it is compared: letters and digits only, in lower case."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def recognised(cells: Sequence[str], named: Mapping[str, str]) -> int:
    """How many columns a row would give as a header; one that a person named counts more than all guesses."""
    guesses = len(_guessed(cells, taken=frozenset()))
    there = {plain(cell) for cell in cells}
    return guesses + 100 * sum(plain(name) in there for name in named.values())


def columns_of(header: Sequence[str], named: Mapping[str, str]) -> Columns:
    """Where each column stands: as named by a person, else as guessed.

    Raises BadInput for a name that the header does not have, or a column that Pastdue does not know.
    """
    at: dict[str, int] = {}
    for column, name in named.items():
        if column not in NAMES:
            near = difflib.get_close_matches(column, NAMES, n=1)
            raise BadInput(f"there is no column {column!r}. {_did_you_mean(near)}Known are: {', '.join(NAMES)}")
        found = [index for index, cell in enumerate(header) if cell == name]
        found = found or [index for index, cell in enumerate(header) if plain(cell) == plain(name)]
        if not found:
            raise BadInput(f"the file has no column {name!r} for {column}. It has: {_listed(header)}")
        at[column] = found[0]
    guessed = _guessed(header, taken=frozenset(at.values()))
    return Columns({**guessed, **at}, tuple(header))


def missing(columns: Columns, column: str, why: str) -> BadInput:
    """The error for a column that cannot be done without, with its cure."""
    return BadInput(
        f"no column was recognised as {column.replace('_', ' ')}{why}. The file has: {_listed(columns.header)}. "
        f'Name it: --column {column}="…"'
    )


def _guessed(cells: Sequence[str], taken: frozenset[int]) -> dict[str, int]:
    places: dict[str, int] = {}
    for index, cell in enumerate(cells):
        if index not in taken and plain(cell):
            places.setdefault(plain(cell), index)
    found: dict[str, int] = {}
    for column, names in NAMES.items():
        for name in names:
            if name in places and places[name] not in found.values():
                found[column] = places[name]
                break
    return found


def _listed(header: Sequence[str]) -> str:
    return ", ".join(cell for cell in header if cell)


def _did_you_mean(near: Sequence[str]) -> str:
    return f"Did you mean {near[0]}? " if near else ""
