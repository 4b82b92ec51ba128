"""Consent lists: the rows of a CSV file as consents; a row that cannot be used is listed with its line and reason."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from pastdue.adapters.invoice_lists.cells import dates_of
from pastdue.adapters.invoice_lists.columns import Columns, plain
from pastdue.adapters.invoice_lists.table import Row, table_of
from pastdue.domain.errors import BadInput
from pastdue.domain.history import RejectedRow
from pastdue.domain.money import Value

# What each column is called; earlier names win.
NAMES: Mapping[str, tuple[str, ...]] = {
    "customer_id": ("customerid", "quickbooksid", "qboid", "id"),
    "customer": ("customer", "customername", "customerfullname", "displayname", "name", "company", "companyname"),
    "phone": (
        "phone", "mobile", "mobilephone", "cell", "cellphone", "phonenumber", "mobilenumber", "number", "sms",
        "telephone", "tel",
    ),
    "consent": (
        "consent", "smsconsent", "textconsent", "optin", "smsoptin", "textoptin", "oktotext", "agreed", "agreedtotexts",
        "smsok", "textsok",
    ),
    "date": (
        "date", "consentdate", "dateofconsent", "agreedon", "signedon", "signed", "optindate", "smsoptindate",
        "submitted", "submittedat", "timestamp", "on",
    ),
    "wording": ("wording", "form", "formversion", "version", "reference", "clause", "source"),
}  # fmt: skip

_YES = frozenset({"y", "yes", "true", "1", "x", "ok", "agreed", "opted in", "optin", "opt-in", "in", "si", "sí", "✓"})
_NO = frozenset({"", "n", "no", "false", "0", "-", "none", "declined", "opted out", "opt-out", "out", "unknown"})


class ListedConsent(Value):
    """One row that says yes: who, which number, when, and to which wording where the row names one."""

    line: int
    customer_id: str
    customer: str
    phone: str
    on: date
    wording: str


class ConsentList(Value):
    """What a file says. `said_no` are the lines whose customers did not agree; they are no fault."""

    rows: tuple[ListedConsent, ...]
    said_no: tuple[int, ...]
    rejected: tuple[RejectedRow, ...]
    notes: tuple[str, ...]


def read(path: Path, named: Mapping[str, str], date_format: str | None, on: date | None, today: date) -> ConsentList:
    """Read a list. `named`: our name of a column → the file's; `on` stands in where a row has no date.

    Raises BadInput when the file cannot be read, or lacks a column that nothing replaces.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    if not data.strip():
        raise BadInput(f"{path.name} is empty")
    try:
        table = table_of(data, lambda cells: _recognised(cells, named))
    except BadInput:
        raise BadInput(
            f"{path.name} has no header that names its columns. Name them yourself: --column customer=NAME "
            "--column phone=NAME --column date=NAME"
        ) from None
    columns = _columns(table.header.cells, named)
    for needed in ("phone",) if "customer_id" in columns.at else ("phone", "customer"):
        if needed not in columns.at:
            raise BadInput(
                f"no column was recognised as {needed}. The file has: {_listed(columns.header)}. "
                f'Name it: --column {needed}="…"'
            )
    if "date" not in columns.at and on is None:
        raise BadInput("no column was recognised as the day of consent: name it, --column date=…, or say --on DATE")
    cells = [columns.cell("date", row.cells) for row in table.rows]
    dates = dates_of({"date": cells}, date_format)
    rows: list[ListedConsent] = []
    said_no: list[int] = []
    rejected = list(table.broken)
    for row in table.rows:
        try:
            if not _agreed(columns, row):
                said_no.append(row.line)
                continue
            typed = columns.cell("date", row.cells)
            day = dates.readers["date"](typed) if typed else on
            rows.append(_row(columns, row, day, today))
        except BadInput as error:
            rejected.append(RejectedRow(line=row.line, reason=str(error)))
    rejected.sort(key=lambda each: each.line)
    return ConsentList(rows=tuple(rows), said_no=tuple(said_no), rejected=tuple(rejected), notes=dates.notes)


def _agreed(columns: Columns, row: Row) -> bool:
    if "consent" not in columns.at:
        return True
    cell = columns.cell("consent", row.cells).casefold()
    if cell in _YES:
        return True
    if cell in _NO:
        return False
    raise BadInput(f"{cell!r} in column {columns.title('consent')} is neither a yes nor a no")


def _row(columns: Columns, row: Row, day: date | None, today: date) -> ListedConsent:
    customer_id = columns.cell("customer_id", row.cells)
    customer = columns.cell("customer", row.cells)
    phone = columns.cell("phone", row.cells)
    if not customer_id and not customer:
        raise BadInput("it names no customer")
    if not phone:
        raise BadInput("it has no phone number")
    if day is None:
        raise BadInput("it does not say when the customer agreed")
    if day > today:
        raise BadInput(f"the day of consent, {day}, is still to come")
    wording = columns.cell("wording", row.cells)
    return ListedConsent(
        line=row.line, customer_id=customer_id, customer=customer, phone=phone, on=day, wording=wording
    )


def _recognised(cells: Sequence[str], named: Mapping[str, str]) -> int:
    there = {plain(cell) for cell in cells}
    return len(_guessed(cells, frozenset())) + 100 * sum(plain(name) in there for name in named.values())


def _columns(header: Sequence[str], named: Mapping[str, str]) -> Columns:
    at: dict[str, int] = {}
    for column, name in named.items():
        if column not in NAMES:
            near = difflib.get_close_matches(column, NAMES, n=1)
            hint = f"Did you mean {near[0]}? " if near else ""
            raise BadInput(f"there is no column {column!r}. {hint}Known are: {', '.join(NAMES)}")
        found = [index for index, cell in enumerate(header) if plain(cell) == plain(name)]
        if not found:
            raise BadInput(f"the file has no column {name!r} for {column}. It has: {_listed(header)}")
        at[column] = found[0]
    guessed = _guessed(header, frozenset(at.values()))
    return Columns({**guessed, **at}, tuple(header))


def _guessed(cells: Sequence[str], taken: frozenset[int]) -> dict[str, int]:
    return dict(_guesses(cells, taken))


def _guesses(cells: Sequence[str], taken: frozenset[int]) -> Iterator[tuple[str, int]]:
    places = {plain(cell): index for index, cell in reversed(list(enumerate(cells))) if index not in taken}
    for column, names in NAMES.items():
        name = next((name for name in names if name in places), None)
        if name is not None:
            yield column, places.pop(name)


def _listed(header: Sequence[str]) -> str:
    return ", ".join(cell for cell in header if cell)
