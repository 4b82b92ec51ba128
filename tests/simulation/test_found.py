"""What the simulation found: each defect by its name, small enough to read."""

from __future__ import annotations

from datetime import date

import pytest

from pastdue.adapters.holidays import PublicHolidays
from tests.integration.story import Story, day


@pytest.mark.parametrize(
    ("region", "day"),
    [("CA", date(2026, 10, 12)), ("HI", date(2026, 10, 12)), ("FL", date(2026, 2, 16)), ("TX", date(2026, 10, 12))],
)
def test_a_national_holiday_that_a_state_does_not_keep_is_spared_all_the_same(region: str, day: date) -> None:
    """Seed 29: eight people in western states were texted on Columbus Day."""
    assert day in PublicHolidays().between("US", region, day, day)


def test_a_state_keeps_its_own_days_beside_the_national_ones() -> None:
    cabrini = date(2026, 10, 5)
    assert cabrini in PublicHolidays().between("US", "CO", cabrini, cabrini)


def test_a_part_payment_ends_a_link_that_had_a_credit_taken_off() -> None:
    """Seed 14: 6,147.91 less a credit was asked for; a check came, and the link asked for more than was left."""
    story = Story()
    customer = story.customer()
    invoice = story.invoice(customer, 600_00)
    story.books.add_credit_memo(customer, 300_00)
    story.connect().until(day(3))
    link = story.link()
    assert story.stripe.link_of(link).total == 300_00

    story.books.receive_check(invoice, 200_00)
    story.minutes(5)

    assert not story.alive(link), "100.00 is left, and the link asks for 300.00"
    story.keeps_its_promises()


def test_an_older_invoice_that_is_paid_leaves_its_credit_to_the_next_and_ends_that_ones_link() -> None:
    """Akin to seed 14: the credit that had fallen to the older invoice covers the younger one now."""
    story = Story()
    customer = story.customer()
    older = story.invoice(customer, 300_00, due=day(-3))
    story.invoice(customer, 300_00)
    story.books.add_credit_memo(customer, 300_00)
    story.connect().until(day(3))
    link = story.link()
    assert story.stripe.link_of(link).total == 300_00, "the younger one's"

    story.books.receive_check(older)
    story.minutes(5)

    assert not story.alive(link), "nothing is left to pay"
    story.keeps_its_promises()


def test_a_credit_that_is_applied_where_it_was_taken_off_leaves_the_link_alive() -> None:
    story = Story()
    customer = story.customer()
    invoice = story.invoice(customer, 600_00)
    credit = story.books.add_credit_memo(customer, 200_00)
    story.connect().until(day(3))
    link = story.link()

    story.books.apply_credit(credit, invoice)
    story.minutes(5)

    assert story.alive(link), "400.00 is owed, and the link asks for 400.00"
