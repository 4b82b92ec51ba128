"""Thanks for a payment: what was paid, what is left, once, in the customer's own hours."""

from __future__ import annotations

from datetime import date

import pytest

from tests.integration.conftest import Begin
from tests.integration.story import day, moment


def test_thanks_for_a_part_say_what_is_left(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), 48_500)
    story.connect()
    story.until(day(3), "12:00")
    link = story.link()
    story.books.edit_invoice(invoice, amount=60_000)
    story.minutes(1)

    story.pays(link)

    [thanks] = story.answers()
    assert thanks.body == (
        "Thank you! Bright Pine Plumbing got your payment of $485.00 for invoice 1001. Still open: $115.00."
    )


def test_what_an_open_credit_covers_is_not_said_to_be_open(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer, 48_500)
    story.books.add_credit_memo(customer, 8_500)
    story.connect()
    story.until(day(3), "12:00")

    story.pays(story.link())

    [thanks] = story.answers()
    assert "$400.00" in thanks.body
    assert "Still open" not in thanks.body


@pytest.mark.parametrize(
    ("paid", "thanked"),
    [
        ((day(3), "19:59"), [(day(3), "19:59")]),
        ((day(3), "20:00"), [(day(4), "09:00")]),
        ((day(3), "22:30"), [(day(4), "09:00")]),
        ((day(5), "22:30"), []),  # a Saturday: on Monday morning it would be old
    ],
)
def test_who_pays_at_night_is_thanked_the_next_morning_once_and_over_a_sunday_not_at_all(
    begin: Begin, paid: tuple[date, str], thanked: list[tuple[date, str]]
) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    link = story.link()
    story.until(*paid)

    payment = story.pays(link)
    story.until(day(8), "12:00")
    story.world.queue.put("settlement", {"payment_intent": payment.id})
    story.host.work()

    assert [answer.created for answer in story.answers()] == [moment(*at) for at in thanked]
