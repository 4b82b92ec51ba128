"""How a captured payment falls to invoices: what was asked first, never more than is open, never a cent lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.allocation import Share, allocate, draft, first_open_day, reference, sum_of
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money, zero
from tests.unit.builders import an_invoice, an_item, usd


def _open(invoice_id: str, minor: int, customer: str = "1", **more: object) -> Invoice:
    return an_invoice(id=invoice_id, customer_id=customer, balance=usd(minor), **more)


def _books(*invoices: Invoice) -> Mapping[str, Invoice | None]:
    return {invoice.id: invoice for invoice in invoices}


def _lines(share: Share) -> dict[str, int]:
    return {line.invoice_id: line.amount.minor for line in share.lines}


def test_the_whole_balance_of_one_invoice() -> None:
    [share] = allocate(usd(48_500), [an_item("a", 48_500)], _books(_open("a", 48_500)), "1")

    assert (share.customer_id, _lines(share), share.total, share.excess) == ("1", {"a": 48_500}, usd(48_500), usd(0))


def test_each_invoice_gets_what_was_asked_for_it() -> None:
    items = [an_item("a", 10_000), an_item("b", 20_000)]

    [share] = allocate(usd(30_000), items, _books(_open("a", 10_000), _open("b", 20_000)), "1")

    assert _lines(share) == {"a": 10_000, "b": 20_000}


@pytest.mark.parametrize(
    ("balance", "line", "excess"), [(20_001, 20_000, 0), (20_000, 20_000, 0), (19_999, 19_999, 1), (0, 0, 20_000)]
)
def test_never_more_than_is_open_and_the_rest_is_excess(balance: int, line: int, excess: int) -> None:
    invoice = _open("a", balance, status=InvoiceStatus.OPEN if balance else InvoiceStatus.PAID)

    [share] = allocate(usd(20_000), [an_item("a", 20_000)], _books(invoice), "1")

    assert _lines(share) == ({"a": line} if line else {})
    assert share.excess == usd(excess)
    assert share.total == usd(20_000)


def test_what_one_invoice_no_longer_needs_goes_to_another_that_has_more_open() -> None:
    items = [an_item("a", 10_000), an_item("b", 20_000)]

    [share] = allocate(usd(30_000), items, _books(_open("a", 4_000), _open("b", 50_000)), "1")

    assert _lines(share) == {"a": 4_000, "b": 26_000}
    assert share.excess == usd(0)


@pytest.mark.parametrize("gone", [None, InvoiceStatus.VOID, InvoiceStatus.PAID, InvoiceStatus.DELETED])
def test_an_invoice_that_is_gone_leaves_its_share_as_the_customers_credit(gone: InvoiceStatus | None) -> None:
    books: dict[str, Invoice | None] = {"a": None if gone is None else _open("a", 0, status=gone)}

    [share] = allocate(usd(20_000), [an_item("a", 20_000)], books, "7")

    assert share.lines == ()
    assert share.excess == share.total == usd(20_000)
    assert share.customer_id == ("7" if gone is None else "1")


def test_each_quickbooks_customer_gets_its_own_payment_and_the_first_one_the_excess() -> None:
    items = [an_item("a", 10_000), an_item("b", 5_000)]
    books = _books(_open("a", 9_000, "parent"), _open("b", 5_000, "child"))

    first, second = allocate(usd(15_000), items, books, "parent")

    assert (first.customer_id, first.total, first.excess) == ("parent", usd(10_000), usd(1_000))
    assert (second.customer_id, second.total, second.excess) == ("child", usd(5_000), usd(0))


def test_an_invoice_in_another_currency_gets_nothing() -> None:
    canadian = an_invoice(id="a", balance=Money(minor=20_000, currency="CAD"))

    [share] = allocate(usd(20_000), [an_item("a", 20_000)], _books(canadian), "1")

    assert share.lines == ()
    assert share.excess == usd(20_000)


@given(
    captured=st.integers(1, 200_000),
    asked=st.lists(st.integers(1, 60_000), min_size=1, max_size=6),
    balances=st.lists(st.integers(0, 60_000), min_size=6, max_size=6),
    owners=st.lists(st.sampled_from(["1", "2", "3"]), min_size=6, max_size=6),
    missing=st.sets(st.integers(0, 5)),
)
def test_the_payments_always_sum_to_what_was_captured_and_no_invoice_gets_more_than_it_owes(
    captured: int, asked: list[int], balances: list[int], owners: list[str], missing: set[int]
) -> None:
    items = [an_item(str(index), minor) for index, minor in enumerate(asked)]
    books = {
        str(index): None if index in missing else _open(str(index), balances[index], owners[index])
        for index in range(len(asked))
    }

    shares = allocate(usd(captured), items, books, "9")

    assert sum_of([share.total for share in shares], "USD") == usd(captured)
    assert len({share.customer_id for share in shares}) == len(shares)
    for share in shares:
        assert share.total.minor > 0
        assert share.total == sum_of([*(line.amount for line in share.lines), share.excess], "USD")
        for line in share.lines:
            invoice = books[line.invoice_id]
            assert invoice is not None
            assert 0 < line.amount.minor <= invoice.balance.minor
            assert invoice.customer_id == share.customer_id
    if any(share.excess.minor for share in shares):
        applied = sum(line.amount.minor for share in shares for line in share.lines)
        assert applied == sum(invoice.balance.minor for invoice in books.values() if invoice is not None)


def test_a_reference_fits_quickbooks_is_safe_in_a_query_and_always_the_same() -> None:
    first = reference("pi_3TLfyTOPyAUgljdRQgv6AWmr", "1")

    assert first == reference("pi_3TLfyTOPyAUgljdRQgv6AWmr", "1")
    assert first != reference("pi_3TLfyTOPyAUgljdRQgv6AWmr", "2")
    assert first != reference("pi_3TLfyTOPyAUgljdRQgv6AWms", "1")
    assert len(first) <= 21
    assert first.replace("-", "").isalnum()


@pytest.mark.parametrize(
    ("closed", "booked"),
    [
        (None, date(2026, 9, 14)),
        (date(2026, 9, 13), date(2026, 9, 14)),
        (date(2026, 9, 14), date(2026, 9, 15)),
        (date(2026, 9, 15), date(2026, 9, 16)),
    ],
)
def test_a_payment_is_dated_on_its_day_or_on_the_first_one_after_the_books_were_closed(
    closed: date | None, booked: date
) -> None:
    assert first_open_day(date(2026, 9, 14), closed) == booked


def test_the_draft_carries_both_of_stripes_ids_and_says_where_its_date_is_not_the_days() -> None:
    [share] = allocate(usd(48_500), [an_item("a", 48_500)], _books(_open("a", 48_500)), "1")

    made = draft(
        share,
        payment_intent="pi_1",
        charge="ch_1",
        exchange_rate=Decimal("0.75"),
        paid_on=date(2026, 9, 14),
        books_closed_on=date(2026, 9, 20),
        deposit_account_id="4",
    )

    assert made.reference == reference("pi_1", "1")
    assert "pi_1 ch_1" in made.note
    assert "Paid on 2026-09-14" in made.note
    assert made.paid_on == date(2026, 9, 21)
    assert (made.total, made.exchange_rate, made.deposit_account_id) == (usd(48_500), Decimal("0.75"), "4")


def test_the_sum_of_nothing_is_nothing() -> None:
    assert sum_of([], "JPY") == zero("JPY")
