"""Reading: the rows of an invoice list as a History. A row that cannot be used is listed with its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from pastdue.adapters.invoice_lists.cells import (
    AmountReader,
    DateReader,
    amounts_of,
    dates_of,
    is_nothing,
    is_yes,
    looks_like_date,
)
from pastdue.adapters.invoice_lists.columns import Columns, columns_of, missing, recognised
from pastdue.adapters.invoice_lists.table import Row, Table, table_of
from pastdue.domain.errors import BadInput
from pastdue.domain.history import History, ListedInvoice, OpenCredit, Receipt, RejectedRow, settled_oldest_first
from pastdue.domain.money import Money, Value, from_decimal

_DATES = ("invoice_date", "due_date", "settled_date")
_TOTAL = re.compile(r"^(?:sub ?-?|grand )?totals?\b(?:\s+for\b)?\s*:?\s*(.*)$", re.IGNORECASE)
_FOOTER = re.compile(r"\b(?:accrual|cash) basis\b|\bGMT\b|\b\d{1,2}:\d{2}(?::\d{2})? ?[AP]M\b", re.IGNORECASE)
_AS_OF = re.compile(r"\bas of (.+)$", re.IGNORECASE)
_NET = re.compile(r"\bnet\s*-?\s*(\d{1,3})\b|^(\d{1,3})\s*days?\b", re.IGNORECASE)
_AT_ONCE = re.compile(r"due (?:up)?on receipt|due on invoice|immediate", re.IGNORECASE)
_INVOICE = re.compile(r"\binvoice\b|^inv$|^accrec$", re.IGNORECASE)
_RECEIPT = re.compile(r"\bpayment\b|\bcredit\b", re.IGNORECASE)
_VOID = re.compile(r"\bvoid(?:ed)?\b|\bdeleted\b|\bdraft\b|\bcancel+ed\b", re.IGNORECASE)
_PAID_SOMETIME = "it is paid"
_PAID = re.compile(r"^(?:paid|closed|deposited|yes)\b", re.IGNORECASE)


class ReadAs(Value):
    """How a person wants a file to be read.

    `columns`: our name of a column → the file's. `date_format`: mdy, dmy, ymd or a strptime pattern.
    `net_days`: due so many days after the invoice's date, where the list has neither due date nor terms.
    `home_currency`: None takes the currency that most rows have, or USD.
    """

    columns: Mapping[str, str] = {}
    date_format: str | None = None
    net_days: int | None = None
    home_currency: str | None = None


def read(path: Path, how: ReadAs) -> History:
    """Read an invoice list. Raises BadInput when the file cannot be read, or is no invoice list."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    return parse(data, path.name, how)


def parse(data: bytes, source: str, how: ReadAs) -> History:
    """Read the bytes of an invoice list. Raises BadInput when they are no invoice list."""
    if not data.strip():
        raise BadInput(f"{source} is empty")
    table = table_of(data, lambda cells: recognised(cells, how.columns))
    return _Reading(table, columns_of(table.header.cells, how.columns), how).history(source)


class _Entry(NamedTuple):
    """A row that may be an invoice, a payment or something else, with the customer it belongs to."""

    row: Row
    customer: str


class _LineError(Exception):
    """A row that cannot be used, and with it the other rows of its invoice."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(why)
        self.line = line
        self.why = why

    def reason(self, line: int) -> str:
        """Why that line is rejected: for itself, or for another line of the same invoice."""
        return self.why if line == self.line else f"line {self.line} of the same invoice cannot be used: {self.why}"


@contextmanager
def _line(entry: _Entry) -> Iterator[None]:
    """Whatever is wrong with this row is told with its line."""
    try:
        yield
    except BadInput as error:
        raise _LineError(entry.row.line, str(error)) from None


def _sum(amounts: Sequence[Money]) -> Money:
    return Money(minor=sum(amount.minor for amount in amounts), currency=amounts[0].currency)


class _Reading:
    """One pass over one table: first what the columns show as a whole, then row by row."""

    def __init__(self, table: Table, columns: Columns, how: ReadAs) -> None:
        self.table = table
        self.columns = columns
        self.net_days = how.net_days
        self.rejected: list[RejectedRow] = list(table.broken)
        self.skipped: Counter[str] = Counter()
        self.notes: list[str] = []
        self.credits: list[OpenCredit] = []
        self.grouped = not table.header.cells[0] or any(_TOTAL.match(row.cells[0]) for row in table.rows)
        self.entries = tuple(self._entries())
        self._settle_columns()
        self.dates = self._date_readers(how.date_format)
        self.amount_reader: AmountReader = amounts_of([*self._column("amount"), *self._column("balance")])
        self.home = how.home_currency or self._commonest_currency()

    def history(self, source: str) -> History:
        """Everything that the file says."""
        invoices: list[ListedInvoice] = []
        receipts: list[Receipt] = []
        places: dict[tuple[str, str], int] = {}
        for entries in self._by_invoice():
            try:
                read = self._read(entries)
            except _LineError as fault:
                self.rejected += [
                    RejectedRow(line=entry.row.line, reason=fault.reason(entry.row.line)) for entry in entries
                ]
                continue
            if isinstance(read, Receipt):
                receipts.append(read)
            elif read is not None:
                self._place(read, invoices, places)
        settled = tuple(invoices)
        if self._learns_from_receipts(receipts):
            settled = settled_oldest_first(settled, receipts)
            self.notes.append(
                "the list does not say which invoice each payment paid: each customer's payments and credits were laid "
                "on the oldest due date first, which is an estimate"
            )
        elif receipts and "balance" not in self.columns.at:
            self.notes.append(
                "the list does not say what is open of its credits and payments: what is open is shown without them"
            )
        if any(row.reason.startswith(_PAID_SOMETIME) for row in self.rejected):
            self.notes.append(
                "some rows are paid, but the list does not say when: take a list with the day of payment, or one that "
                "holds the payments as well, such as QuickBooks' Transaction List by Customer"
            )
        return History(
            source=source,
            home_currency=self.home,
            invoices=settled,
            credits=tuple(self.credits),
            rejected=tuple(sorted(self.rejected, key=lambda row: row.line)),
            skipped=tuple(sorted(self.skipped.items())),
            notes=(self._mapping_note(), *self.notes),
            as_of=self._as_of(),
        )

    # --- the table as a whole -----------------------------------------------------------------------------------------

    def _entries(self) -> Iterator[_Entry]:
        """The rows without titles, groups, subtotals and footers; each with its group's customer where it has none."""
        groups: list[str] = []
        width = len(self.table.header.cells)
        for row in self.table.rows:
            filled = [cell for cell in row.cells if cell]
            if row.cells == self.table.header.cells:
                continue
            if self._is_total(row):
                name = _TOTAL.match(filled[0])
                while groups and name and groups.pop() != name[1].strip():
                    pass
                continue
            if len(filled) == 1 and _FOOTER.search(filled[0]):
                continue
            if len(filled) == 1 and self.grouped and row.cells[0]:
                label = row.cells[0]
                if groups and label.startswith(f"{groups[-1]}:"):
                    groups.append(label)
                else:
                    groups.append(f"{groups[-1]}:{label}" if groups else label)
                continue
            if any(row.cells[width:]):
                reason = f"it has {len(row.cells)} cells, the header has {width}: a delimiter inside a value?"
                self.rejected.append(RejectedRow(line=row.line, reason=reason))
                continue
            customer = self.columns.cell("customer", row.cells) or (groups[-1] if groups else "")
            yield _Entry(row, customer)

    def _is_total(self, row: Row) -> bool:
        first = next(cell for cell in row.cells if cell)
        dates = any(self.columns.cell(name, row.cells) not in {"", first} for name in _DATES)
        return bool(_TOTAL.match(first)) and not dates

    def _column(self, name: str) -> list[str]:
        return [cell for entry in self.entries if (cell := self.columns.cell(name, entry.row.cells))]

    def _settle_columns(self) -> None:
        """Drop columns that are not what their names promise, and refuse a list that lacks what nothing replaces."""
        at = dict(self.columns.at)
        if "type" in at and not any(_INVOICE.search(cell) for cell in self._column("type")):
            del at["type"]
        if "balance" in at and self.columns.title("balance").lower() == "balance" and self._runs("balance"):
            del at["balance"]
            self.notes.append("the column Balance is a running balance, not what is open: not used")
        if "status" in at and "settled_date" not in at and any(looks_like_date(c) for c in self._column("status")):
            at["settled_date"] = at.pop("status")
        self.columns = Columns(at, self.columns.header)
        if "amount" not in at and "balance" not in at:
            raise missing(self.columns, "amount", "")
        terms = "terms" in at or self.net_days is not None
        if "due_date" not in at and not (terms and "invoice_date" in at):
            raise missing(self.columns, "due_date", ", nor terms to count from an invoice date (or say --net 30)")
        if "customer" not in at and not self.grouped:
            raise missing(self.columns, "customer", ", and no rows are grouped under customers")
        known = {"settled_date", "balance", "status"} & at.keys()
        if not known and not any(_RECEIPT.search(cell) for cell in self._column("type")):
            raise missing(self.columns, "settled_date", ", nor as an open balance, so nothing says what was paid")
        if "due_date" not in at:
            self.notes.append("no due date column: due dates follow from the invoice date and the terms")
        if "invoice_date" not in at:
            self.notes.append("no invoice date column: an invoice counts as open from its due date on")

    def _runs(self, name: str) -> bool:
        """Whether a balance goes beyond its own row's amount, as only a running one does."""
        reader = amounts_of([*self._column("amount"), *self._column(name)])
        for entry in self.entries:
            try:
                amount = reader(self.columns.cell("amount", entry.row.cells)).value
                balance = reader(self.columns.cell(name, entry.row.cells)).value
            except BadInput:
                continue
            if balance > amount > 0:
                return True
        return False

    def _date_readers(self, forced: str | None) -> Mapping[str, DateReader]:
        found = dates_of({name: self._column(name) for name in _DATES if name in self.columns.at}, forced)
        self.notes += found.notes
        return found.readers

    def _commonest_currency(self) -> str:
        named = Counter(cell.upper() for cell in self._column("currency") if re.fullmatch(r"[A-Za-z]{3}", cell))
        if not named:
            for cell in self._column("amount"):
                try:
                    named.update(filter(None, [self.amount_reader(cell).currency]))
                except BadInput:
                    continue
        home = named.most_common(1)[0][0] if named else "USD"
        if home != "USD" or len(named) > 1:
            self.notes.append(f"home currency: {home}, which most rows have; if that is wrong: --home-currency")
        return home

    def _as_of(self) -> date | None:
        for title in self.table.titles:
            found = _AS_OF.search(title)
            if found:
                try:
                    return next(iter(dates_of({"as_of": [found[1]]}).readers.values()))(found[1].strip())
                except BadInput:
                    return None
        return None

    def _mapping_note(self) -> str:
        read = ", ".join(f"{name} from {self.columns.title(name)!r}" for name in self.columns.at)
        return f"line {self.table.header.line} is the header: {read}"

    def _learns_from_receipts(self, receipts: Sequence[Receipt]) -> bool:
        return bool(receipts) and not {"settled_date", "balance"} & self.columns.at.keys()

    # --- one invoice ----------------------------------------------------------------------------------------------

    def _by_invoice(self) -> Iterator[Sequence[_Entry]]:
        """The rows, one by one; in a list that shows each invoice's lines, the lines of one invoice together."""
        if not {"item", "memo"} & self.columns.at.keys():
            yield from ((entry,) for entry in self.entries)
            return
        found: dict[tuple[str, ...], list[_Entry]] = {}
        for entry in self.entries:
            cells = entry.row.cells
            names = ("type", "number", "invoice_date", "due_date")
            key = (entry.customer, *(self.columns.cell(name, cells) for name in names))
            together = found.get(key, [])
            copy = "item" not in self.columns.at and any(cells == other.row.cells for other in together)
            if copy or not self.columns.cell("number", cells):
                key = (*key, str(entry.row.line))
            found.setdefault(key, []).append(entry)
        yield from found.values()

    def _read(self, entries: Sequence[_Entry]) -> ListedInvoice | Receipt | None:
        """What some rows are together; None for neither invoice nor receipt. Raises _LineError with the reason."""
        first = entries[0]
        cells = first.row.cells
        kind = self.columns.cell("type", cells)
        status = self.columns.cell("status", cells)
        with _line(first):
            if kind and not _INVOICE.search(kind):
                self.skipped[kind] += len(entries)
                if not _RECEIPT.search(kind):
                    return None
                self._keep_open_credit(entries)
                return self._receipt(entries)
            if _VOID.search(status):
                self.skipped[status.lower()] += len(entries)
                return None
            return self._invoice(entries, status)

    def _receipt(self, entries: Sequence[_Entry]) -> Receipt | None:
        first = entries[0]
        on = self._date("invoice_date", first.row.cells)
        amounts = [self._money("amount", entry.row.cells) for entry in entries]
        known = [amount for amount in amounts if amount is not None]
        if on is None or not known or not first.customer:
            return None
        return Receipt(customer=first.customer, on=on, amount=_sum(known))

    def _keep_open_credit(self, entries: Sequence[_Entry]) -> None:
        """What is open of a credit is below zero in some lists, above in others."""
        first = entries[0]
        cells = first.row.cells
        if not first.customer or not self.columns.cell("balance", cells):
            return
        _, balance = self._amount_and_balance(entries)
        on = self._date("invoice_date", cells) or self._date("due_date", cells)
        if balance is None or balance.minor == 0 or on is None:
            return
        self.credits.append(
            OpenCredit(
                customer=first.customer,
                issued_on=on,
                due_on=self._date("due_date", cells) or on,
                open_amount=Money(minor=abs(balance.minor), currency=balance.currency),
                exchange_rate=self._rate(cells),
            )
        )

    def _invoice(self, entries: Sequence[_Entry], status: str) -> ListedInvoice:
        first = entries[0]
        cells, line = first.row.cells, first.row.line
        if not first.customer:
            raise BadInput("it has no customer")
        asked, balance = self._amount_and_balance(entries)
        if asked.minor <= 0:
            raise BadInput(f"its amount {asked.text()} is not above zero: a credit or a void, nothing to collect")
        issued, due = self._issued_and_due(cells)
        settled, still = self._settled(cells, status, asked, balance)
        return ListedInvoice(
            line=line,
            number=self.columns.cell("number", cells) or f"line {line}",
            customer=first.customer,
            issued_on=issued,
            due_on=due,
            amount=asked,
            open_amount=still,
            settled_on=settled,
            disputed="disputed" in self.columns.at and is_yes(self.columns.cell("disputed", cells)),
            terms=self.columns.cell("terms", cells),
            exchange_rate=self._rate(cells),
        )

    def _amount_and_balance(self, entries: Sequence[_Entry]) -> tuple[Money, Money | None]:
        """What an invoice asked for and what of it is open; where its lines repeat the whole balance, that one."""
        amounts: list[Money] = []
        balances: list[Money] = []
        for entry in entries:
            with _line(entry):
                amount, balance = self._money("amount", entry.row.cells), self._money("balance", entry.row.cells)
                asked = amount if amount is not None else balance
                if asked is None:
                    raise BadInput("it has no amount")
                if amounts and asked.currency != amounts[0].currency:
                    raise BadInput(f"its currency is {asked.currency}, that of the same invoice's other lines is not")
                amounts.append(asked)
                balances += [balance] if balance is not None else []
        if not balances:
            return _sum(amounts), None
        repeated = len(set(balances)) == 1 and balances != amounts
        return _sum(amounts), balances[0] if repeated else _sum(balances)

    def _issued_and_due(self, cells: Sequence[str]) -> tuple[date, date]:
        issued, due = self._date("invoice_date", cells), self._date("due_date", cells)
        if issued is None and "invoice_date" in self.columns.at:
            raise BadInput("it has no invoice date")
        if due is None and issued is not None:
            days = _days_of(self.columns.cell("terms", cells))
            days = self.net_days if days is None else days
            due = issued + timedelta(days=days) if days is not None else None
        if due is None:
            raise BadInput("it has no due date")
        return issued or due, due

    def _settled(
        self, cells: Sequence[str], status: str, asked: Money, balance: Money | None
    ) -> tuple[date | None, Money]:
        """When it was settled (None: still open), and what was asked for while it was open."""
        settled = self._date("settled_date", cells)
        if balance is not None and 0 < balance.minor < asked.minor:
            return None, balance
        if settled is not None:
            return settled, asked
        if balance is not None and balance.minor <= 0:
            raise BadInput(f"{_PAID_SOMETIME} (its balance is 0), but the list does not say when")
        if balance is None and _PAID.search(status):
            raise BadInput(f"{_PAID_SOMETIME} (its status is {status!r}), but the list does not say when")
        return None, asked

    def _place(self, invoice: ListedInvoice, invoices: list[ListedInvoice], places: dict[tuple[str, str], int]) -> None:
        """Keep an invoice; the lines of one invoice in a list by items become one, a second copy is rejected."""
        key = (invoice.customer, invoice.number)
        if key not in places:
            places[key] = len(invoices)
            invoices.append(invoice)
            return
        line = invoices[places[key]].line
        reason = f"invoice {invoice.number} of this customer stands on line {line} already"
        self.rejected.append(RejectedRow(line=invoice.line, reason=reason))

    def _date(self, name: str, cells: Sequence[str]) -> date | None:
        cell = self.columns.cell(name, cells)
        if is_nothing(cell):
            return None
        try:
            return self.dates[name](cell)
        except BadInput as error:
            raise BadInput(f"{name.replace('_', ' ')}: {error}") from None

    def _money(self, name: str, cells: Sequence[str]) -> Money | None:
        cell = self.columns.cell(name, cells)
        if not cell:
            return None
        code = self.columns.cell("currency", cells).upper()
        if code and not re.fullmatch(r"[A-Z]{3}", code):
            raise BadInput(f"currency: {code!r} is not a currency code such as USD")
        try:
            amount = self.amount_reader(cell)
            return from_decimal(amount.value, code or amount.currency or self.home)
        except BadInput as error:
            raise BadInput(f"{name}: {error}") from None

    def _rate(self, cells: Sequence[str]) -> Decimal | None:
        cell = self.columns.cell("exchange_rate", cells)
        if not cell:
            return None
        try:
            rate = Decimal(cell.replace(",", "."))
        except InvalidOperation:
            raise BadInput(f"exchange rate: {cell!r} is not a number") from None
        if not rate.is_finite() or rate <= 0:
            raise BadInput(f"exchange rate: {cell!r} is not above zero")
        return rate


def _days_of(terms: str) -> int | None:
    if _AT_ONCE.search(terms):
        return 0
    found = _NET.search(terms)
    return int(found[1] or found[2]) if found else None
