"""History: a company's past invoices as values, with what could not be read of them, and why."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from pastdue.domain.money import Money, Value


class ListedInvoice(Value):
    """One invoice of a history. `line` is where it stands in its file.

    `open_amount` is what was asked for while it was open: the whole amount, or the balance of one that is still open.
    `settled_on` is None for an invoice that was still open when the history ends.
    """

    line: int
    number: str
    customer: str
    issued_on: date
    due_on: date
    amount: Money
    open_amount: Money
    settled_on: date | None = None
    disputed: bool = False
    terms: str = ""
    exchange_rate: Decimal | None = None

    def open_at_end_of(self, day: date) -> bool:
        """Whether it was issued by that day and not settled on or before it."""
        return self.issued_on <= day and (self.settled_on is None or day < self.settled_on)


class Receipt(Value):
    """Money or credit of a customer that the file does not tie to an invoice."""

    customer: str
    on: date
    amount: Money


class OpenCredit(Value):
    """A credit memo, or a payment on account, with what the list says is still open of it (above zero)."""

    customer: str
    issued_on: date
    due_on: date
    open_amount: Money
    exchange_rate: Decimal | None = None


class RejectedRow(Value):
    """A row that could not be used: its line in the file, and why."""

    line: int
    reason: str


class History(Value):
    """What an invoice list says. `skipped` counts rows that are no invoices by kind; `notes` say what was assumed.

    `as_of` is the day the list speaks of, where it says so; `last_day` is where the walk ends. `credits` are those that
    the list shows open.
    """

    source: str
    home_currency: str
    invoices: tuple[ListedInvoice, ...]
    credits: tuple[OpenCredit, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    skipped: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    as_of: date | None = None

    @property
    def first_day(self) -> date | None:
        """The day of the first invoice; None for an empty history."""
        return min((invoice.issued_on for invoice in self.invoices), default=None)

    @property
    def last_day(self) -> date | None:
        """The last day that anything is known of: an invoice, a payment, or the day the list was made."""
        known = [invoice.issued_on for invoice in self.invoices]
        known += [invoice.settled_on for invoice in self.invoices if invoice.settled_on]
        if known and self.as_of:
            known.append(self.as_of)
        return max(known, default=None)


def settled_oldest_first(invoices: Sequence[ListedInvoice], receipts: Iterable[Receipt]) -> tuple[ListedInvoice, ...]:
    """The invoices with their days of settlement, each customer's receipts laid on the oldest due date first.

    An estimate, for lists that hold payments but do not say which invoice each one paid. An invoice counts as settled
    on the day its last cent was covered, never before it was issued; what is only partly covered stays open.
    """
    money: dict[tuple[str, str], deque[tuple[date, int]]] = defaultdict(deque)
    for receipt in sorted(receipts, key=lambda r: r.on):
        money[receipt.customer, receipt.amount.currency].append((receipt.on, abs(receipt.amount.minor)))
    settled: dict[int, date] = {}
    left: dict[int, int] = {}
    for index in sorted(range(len(invoices)), key=lambda i: (invoices[i].due_on, invoices[i].issued_on, i)):
        invoice = invoices[index]
        queue = money[invoice.customer, invoice.amount.currency]
        owed, on = invoice.amount.minor, invoice.issued_on
        while owed > 0 and queue:
            day, amount = queue.popleft()
            used = min(owed, amount)
            owed -= used
            on = max(on, day)
            if amount > used:
                queue.appendleft((day, amount - used))
        left[index] = owed
        if owed == 0:
            settled[index] = on
    return tuple(
        invoice.model_copy(
            update={"settled_on": settled[index]}
            if index in settled
            else {"settled_on": None, "open_amount": Money(minor=left[index], currency=invoice.amount.currency)}
        )
        for index, invoice in enumerate(invoices)
    )
