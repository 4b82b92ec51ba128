"""Thanks for a payment: what was paid, what is left, once, in the customer's own hours."""

from __future__ import annotations

from datetime import date

import pytest

from pastdue.usecases.take_change import take_change
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day, moment


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


def _promised(begin: Begin, *amounts: int, policy: str = "") -> tuple[Story, list[str]]:
    story = begin(policy=policy)
    customer = story.customer()
    invoices = [story.invoice(customer, amount) for amount in amounts or (48_500,)]
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "I will drop off a check on Friday")
    assert story.holds(invoices[0]) == ["promise"]
    story.until(day(4), "15:00")
    return story, invoices


def test_a_promise_that_a_check_keeps_is_thanked_for_once(begin: Begin) -> None:
    story, [invoice] = _promised(begin)

    payment = story.books.receive_check(invoice)
    story.host.work()
    take_change(story.world, {"company_id": REALM, "entity": "payment", "id": payment})
    story.until(day(8))

    assert [each.body for each in story.answers(DANA)][1:] == [
        "Thank you! Bright Pine Plumbing got your payment of $485.00 for invoice 1001."
    ]
    assert story.host.metrics.totals["PromisesKept"] == 1


@pytest.mark.parametrize(
    "why", ["nothing was promised", "back-dated", "old", "only a part", "at night", "no thanks by policy", "opted out"]
)
def test_what_somebody_enters_is_else_not_thanked_for(begin: Begin, why: str) -> None:
    story, [invoice] = _promised(begin, policy="thank_you: false\n" if why == "no thanks by policy" else "")
    if why == "nothing was promised":
        invoice = story.invoice("1", 9_900, due=day(2))
        story.host.work()
    if why == "at night":
        story.until(day(4), "20:00")
    if why == "opted out":
        story.says(DANA, "STOP")
    said = len(story.answers(DANA))

    payment = story.books.receive_check(
        invoice, 10_000 if why == "only a part" else None, day=day(3) if why == "back-dated" else None
    )
    if why == "old":
        story.asleep_until(day(5), "12:00")
        take_change(story.world, {"company_id": REALM, "entity": "payment", "id": payment})
    story.host.work()
    story.until(day(5), "18:00")

    assert len(story.answers(DANA)) == said


def test_a_check_for_two_invoices_is_thanked_for_with_both(begin: Begin) -> None:
    story, [first, second] = _promised(begin, 48_500, 20_000)

    story.books.receive_payment("1", 68_500, {first: 48_500, second: 20_000})
    story.host.work()

    assert "$685.00 for invoices 1001 ($485.00) and 1002 ($200.00)" in story.answers(DANA)[-1].body
