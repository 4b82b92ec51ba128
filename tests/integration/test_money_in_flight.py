"""Bank debits: verified by small deposits, days on their way, paid or failed; only Stripe says how they ended."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pastdue.usecases.settle_payment import settle_payment
from tests.integration.conftest import Begin
from tests.integration.story import DANA, MONDAY, Story, day

_NEVER_SETTLES = "000000000009"


def _texted(begin: Begin) -> tuple[Story, str]:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    return story, invoice


def test_a_debit_that_is_verified_by_small_deposits_is_booked_when_the_bank_has_paid(begin: Begin) -> None:
    story, invoice = _texted(begin)
    payment = story.stripe.pay_by_bank(story.link(), microdeposits=True)
    story.until(day(7))
    story.stripe.verify_microdeposits(payment)

    story.until(day(9))
    assert (story.holds(invoice), story.books.payments()) == (["payment_in_flight"], [])
    story.until(day(20))

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    assert len(story.touches()) == 1


def test_a_debit_that_nobody_verifies_fails_after_ten_days_and_the_ladder_goes_on(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.stripe.pay_by_bank(story.link(), microdeposits=True)

    story.until(day(13))
    assert len(story.touches()) == 1
    [question] = story.reviews()
    assert question.kind == "long_in_flight"
    assert question.facts["submitted"].endswith(" EDT")
    story.until(day(16))

    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]
    assert story.reviews() == []
    assert story.books.payments() == []


@pytest.mark.parametrize(
    ("hours", "asked"),
    [(-13, 0), (13, 1)],
)
def test_after_five_banking_days_a_person_is_told_once_and_we_stay_silent(begin: Begin, hours: int, asked: int) -> None:
    story, invoice = _texted(begin)
    story.stripe.pay_by_bank(story.link(), _NEVER_SETTLES)  # on a Friday
    five = story.now + timedelta(days=7)

    story.host.run_until(five + timedelta(hours=hours))
    assert len(story.reviews("long_in_flight")) == asked
    story.days(30)

    assert [item.kind for item in story.reviews()] == ["long_in_flight"]
    assert story.holds(invoice) == ["payment_in_flight"]
    assert len(story.touches()) == 1
    told = [mail for mail in story.owner_mails() if mail.subject.startswith("A bank payment")]
    assert len(told) == 1  # later mails say that it still waits


def test_labor_day_is_no_banking_day(begin: Begin) -> None:
    story = begin(on=MONDAY - timedelta(days=14))
    story.invoice(story.customer())
    story.connect()
    story.until(MONDAY - timedelta(days=10))  # Friday, 4 September
    story.stripe.pay_by_bank(story.link(), _NEVER_SETTLES)

    story.until(MONDAY - timedelta(days=3), "23:00")  # Friday, the fourth banking day
    assert story.reviews("long_in_flight") == []
    story.until(MONDAY + timedelta(days=1))

    assert len(story.reviews("long_in_flight")) == 1


def test_the_question_about_a_long_flight_ends_when_the_money_comes(begin: Begin) -> None:
    story, invoice = _texted(begin)
    payment = story.stripe.pay_by_bank(story.link(), microdeposits=True)
    story.until(day(12))
    assert len(story.reviews("long_in_flight")) == 1
    story.stripe.verify_microdeposits(payment)
    story.until(day(25))

    assert story.reviews() == []
    assert story.case(invoice).state == "closed"


def test_who_paid_by_bank_is_thanked_when_the_money_came_though_it_was_submitted_days_before(begin: Begin) -> None:
    story, _ = _texted(begin)
    payment = story.stripe.pay_by_bank(story.link())
    assert story.answers(DANA) == []

    story.until(day(14))

    [thanks] = story.answers(DANA)
    assert "$485.00" in thanks.body
    # The date in the books is the day of the charge: the day on which the customer submitted it.
    assert story.stripe_payments_in_books(payment)[0]["TxnDate"] == str(day(4))


def test_a_debit_of_which_nothing_was_heard_until_days_after_it_came_is_booked_without_thanks(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_by_bank(story.link())
    story.asleep_until(day(20))
    story.reconcile()
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    assert story.answers(DANA) == []


def test_a_debit_that_failed_and_was_submitted_again_is_in_flight_again(begin: Begin) -> None:
    story, invoice = _texted(begin)
    payment = story.stripe.pay_by_bank(story.link(), "000222222227")
    story.until(day(10), "23:00")
    assert payment.status == "requires_payment_method"
    before = len(story.touches())

    payment.status = "processing"  # somebody submits it once more in Stripe
    settle_payment(story.world, payment.id)
    story.until(day(18))

    assert story.holds(invoice) == ["payment_in_flight"]
    assert len(story.touches()) == before


def test_who_asks_for_the_link_after_a_debit_failed_unheard_gets_another_one(begin: Begin) -> None:
    # given a debit that was submitted and failed while nothing of ours ran
    story, _ = _texted(begin)
    story.stripe.knobs.lost = 1.0
    story.stripe.pay_by_bank(story.link(), "000222222227")
    story.asleep_until(day(11))
    story.host.vendors.tick()
    story.stripe.knobs.lost = 0.0

    [current] = story.says(DANA, "LINK")

    assert story.received_in_books(story.pays(story.link(current))) == 48_500
