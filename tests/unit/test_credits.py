"""How open credits fall to open invoices: oldest due date first, each credit once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.credits import allot
from pastdue.domain.ledger import Invoice
from pastdue.domain.money import Money
from tests.unit.builders import DUE, a_credit, an_invoice, usd


def _due(invoice_id: str, minor: int, days: int = 0, **more: object) -> Invoice:
    return an_invoice(id=invoice_id, balance=usd(minor), due_on=DUE + timedelta(days=days), **more)


def _minor(shares: object) -> dict[str, int]:
    assert isinstance(shares, dict)
    return {invoice_id: share.minor for invoice_id, share in shares.items()}


@pytest.mark.parametrize(("credit", "covered"), [(9_999, 9_999), (10_000, 10_000), (10_001, 10_000)])
def test_a_credit_covers_an_invoice_as_far_as_it_goes(credit: int, covered: int) -> None:
    assert _minor(allot([a_credit(credit)], [_due("a", 10_000)])) == {"a": covered}


def test_the_oldest_due_date_comes_first_whatever_the_order_of_the_list() -> None:
    younger, older = _due("a", 10_000, days=5), _due("b", 10_000, days=-5)

    assert _minor(allot([a_credit(12_000)], [younger, older])) == {"a": 2_000, "b": 10_000}


def test_without_a_due_date_an_invoice_comes_last() -> None:
    undated, dated = an_invoice(id="a", balance=usd(10_000), due_on=None), _due("b", 10_000, days=500)

    assert _minor(allot([a_credit(10_000)], [undated, dated])) == {"a": 0, "b": 10_000}


def test_among_equal_due_dates_the_one_issued_first_then_the_lower_id_comes_first() -> None:
    later = _due("a", 10_000, issued_on=date(2026, 8, 2))
    first = _due("c", 10_000, issued_on=date(2026, 8, 1))
    second = _due("d", 10_000, issued_on=date(2026, 8, 1))

    assert _minor(allot([a_credit(15_000)], [later, second, first])) == {"a": 0, "c": 10_000, "d": 5_000}


def test_several_credits_are_one_pool_and_each_counts_once() -> None:
    held = [a_credit(3_000), a_credit(4_000, id="202"), a_credit(5_000, id="203", kind="payment")]

    assert _minor(allot(held, [_due("a", 10_000), _due("b", 10_000, days=1)])) == {"a": 10_000, "b": 2_000}


def test_a_credit_of_another_customer_or_currency_covers_nothing() -> None:
    foreign = a_credit(0).model_copy(update={"remaining": Money(minor=9_000, currency="CAD")})

    assert _minor(allot([a_credit(9_000, customer_id="2"), foreign], [_due("a", 10_000)])) == {"a": 0}


def test_every_invoice_has_a_share_be_it_nothing() -> None:
    assert _minor(allot([], [_due("a", 10_000), _due("b", 0)])) == {"a": 0, "b": 0}


@given(
    held=st.lists(st.integers(0, 50_000), max_size=5),
    balances=st.lists(st.integers(-100, 50_000), min_size=1, max_size=6),
)
def test_no_cent_of_credit_is_counted_twice_and_none_beyond_what_is_owed(held: list[int], balances: list[int]) -> None:
    invoices = [_due(str(index), minor, days=index) for index, minor in enumerate(balances)]

    shares = allot([a_credit(minor, id=str(index)) for index, minor in enumerate(held)], invoices)

    owed = sum(max(minor, 0) for minor in balances)
    assert sum(share.minor for share in shares.values()) == min(sum(held), owed)
    assert all(0 <= shares[invoice.id].minor <= max(invoice.balance.minor, 0) for invoice in invoices)
