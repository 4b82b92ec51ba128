"""Histories whose payments name no invoice: each customer's money is laid on the oldest due date first."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.history import History, ListedInvoice, Receipt, settled_oldest_first
from pastdue.domain.money import Money

NEW_YEAR = date(2026, 1, 1)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def invoice(line: int, minor: int, day: int = 0, customer: str = "Acme") -> ListedInvoice:
    issued = NEW_YEAR + timedelta(days=day)
    return ListedInvoice(
        line=line,
        number=str(line),
        customer=customer,
        issued_on=issued,
        due_on=issued + timedelta(days=30),
        amount=usd(minor),
        open_amount=usd(minor),
    )


def receipt(minor: int, day: int, customer: str = "Acme") -> Receipt:
    return Receipt(customer=customer, on=NEW_YEAR + timedelta(days=day), amount=usd(minor))


def test_a_payment_settles_the_oldest_invoice_on_its_day() -> None:
    first, second = settled_oldest_first([invoice(1, 100), invoice(2, 100, day=5)], [receipt(100, day=20)])
    assert first.settled_on == date(2026, 1, 21)
    assert second.settled_on is None


def test_an_invoice_is_settled_when_its_last_cent_is_covered() -> None:
    (only,) = settled_oldest_first([invoice(1, 100)], [receipt(99, day=10), receipt(1, day=40)])
    assert only.settled_on == date(2026, 2, 10)


def test_what_is_partly_covered_stays_open_for_the_rest() -> None:
    (only,) = settled_oldest_first([invoice(1, 100)], [receipt(99, day=10)])
    assert (only.settled_on, only.open_amount) == (None, usd(1))


def test_one_customers_money_pays_no_other() -> None:
    (only,) = settled_oldest_first([invoice(1, 100)], [receipt(100, day=10, customer="Bolt")])
    assert only.settled_on is None


def test_money_that_came_before_the_invoice_settles_it_on_its_own_day() -> None:
    (only,) = settled_oldest_first([invoice(1, 100, day=9)], [receipt(100, day=2)])
    assert only.settled_on == only.issued_on


def test_a_list_that_says_its_day_ends_there() -> None:
    history = History(source="x", home_currency="USD", invoices=(invoice(1, 100),), as_of=date(2026, 9, 1))
    assert history.last_day == date(2026, 9, 1)


_INVOICES = st.lists(st.tuples(st.integers(1, 900), st.integers(0, 60)), max_size=8)
_RECEIPTS = st.lists(st.tuples(st.integers(1, 900), st.integers(0, 90)), max_size=8)


@given(_INVOICES, _RECEIPTS)
def test_no_cent_is_laid_twice_or_lost(invoices: list[tuple[int, int]], receipts: list[tuple[int, int]]) -> None:
    asked = [invoice(line, minor, day) for line, (minor, day) in enumerate(invoices, start=1)]
    paid = [receipt(minor, day) for minor, day in receipts]
    left = sum(i.open_amount.minor for i in settled_oldest_first(asked, paid) if i.settled_on is None)
    assert left == max(0, sum(i.amount.minor for i in asked) - sum(r.amount.minor for r in paid))
