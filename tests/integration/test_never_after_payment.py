"""Promise 2: nobody is reminded of what is paid, void, deleted, covered by credit, or on its way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.faults import AnswerStale, AnswerWith, Meanwhile
from tests.integration.conftest import Begin
from tests.integration.story import DANA, Story, day, moment


def test_an_invoice_paid_by_check_is_not_texted_again_and_its_link_is_dead(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    link = story.link()

    story.books.receive_check(invoice)
    story.minutes(5)

    assert not story.alive(link)
    assert story.case(invoice).state == "closed"
    story.until(day(30))
    assert len(story.messages()) == 1  # and no thanks for a check


def test_a_check_whose_webhook_was_lost_is_seen_by_the_last_look(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.asleep_until(day(3), "08:59")
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.books.receive_check(invoice)

    story.until(day(3), "09:10")

    assert story.messages() == []
    assert story.case(invoice).ended_because == "paid"


@pytest.mark.parametrize("how", ["voided", "deleted"])
def test_a_voided_or_deleted_invoice_closes_without_thanks(begin: Begin, how: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    link = story.link()

    if how == "voided":
        story.books.void_invoice(invoice)
    else:
        story.books.delete_invoice(invoice)
    story.until(day(30))

    assert len(story.messages()) == 1
    assert not story.alive(link)
    assert story.case(invoice).ended_because == {"voided": "void", "deleted": "deleted"}[how]


def test_an_invoice_that_vanishes_with_its_webhook_is_closed_by_the_last_look(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.asleep_until(day(3), "08:59")
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.books.delete_invoice(invoice)

    story.until(day(3), "09:10")

    assert story.messages() == []
    assert story.case(invoice).ended_because == "deleted"


def test_an_open_credit_that_covers_the_invoice_keeps_it_silent_and_a_person_is_told(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer, 48_500)
    story.connect()
    story.until(day(1))
    story.books.add_credit_memo(customer, 50_000)

    story.until(day(18))

    assert story.messages() == []
    assert story.case(invoice).waiting_for == "covered_by_credit"
    assert [item.kind for item in story.reviews()] == ["covered_by_credit"]


def test_an_unapplied_payment_counts_as_a_credit(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer, 48_500)
    story.connect()
    story.until(day(1))
    story.books.receive_payment(customer, 30_000)

    story.until(day(4))

    assert "$185.00" in story.bodies()[0]


def test_open_credits_go_to_the_oldest_due_date_first_and_each_is_counted_once(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    older, younger = story.invoice(customer, 30_000, due=day(-1)), story.invoice(customer, 20_000, due=day(0))
    story.books.add_credit_memo(customer, 10_000)
    story.books.add_credit_memo(customer, 25_000)
    story.connect()

    story.until(day(4))

    [body] = story.bodies()
    assert "$150.00 for invoice 1002" in body
    assert story.rungs(older) == []
    assert story.rungs(younger) == [(1, day(3))]


def test_a_payment_by_link_is_seen_although_no_webhook_came(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(6))
    story.stripe.knobs.lost = 1.0
    story.stripe.pay_link(story.link())

    story.until(day(20))

    assert len(story.touches()) == 1
    assert story.case(invoice).state == "closed"


def test_a_bank_debit_on_its_way_keeps_everybody_silent_until_stripe_says_how_it_ended(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(6))
    payment = story.stripe.pay_by_bank(story.link())

    story.until(day(8))

    assert payment.status == "processing"
    assert story.holds(invoice) == ["payment_in_flight"]
    assert len(story.touches()) == 1
    story.until(day(20))
    assert story.case(invoice).state == "closed"
    assert story.received_in_books(payment) == 48_500
    assert len(story.touches()) == 1


def test_microdeposits_that_nobody_has_verified_are_in_flight_too(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(6))
    payment = story.stripe.pay_by_bank(story.link(), microdeposits=True)

    story.until(day(9))

    assert payment.status == "requires_action"
    assert len(story.touches()) == 1
    assert story.holds(invoice) == ["payment_in_flight"] or story.explain(invoice).reason == "payment_in_flight"


def test_a_bank_debit_that_fails_is_recorded_and_the_ladder_goes_on_with_a_new_link(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(6))
    first = story.link()
    payment = story.stripe.pay_by_bank(first, "000222222227")

    story.until(day(25))

    assert payment.status == "requires_payment_method"
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2, 3]
    assert story.link() != first
    assert not story.alive(first)
    assert story.stripe_payments_in_books(payment) == []


def test_a_declined_card_changes_nothing_but_the_record(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))

    payment = story.pays(story.link(), "4000000000009995")
    assert payment.status == "requires_payment_method"
    story.until(day(8))

    assert "payment declined" in story.facts(invoice)
    assert story.rungs(invoice) == [(1, day(3)), (2, day(7))]
    assert story.alive(story.link())


def _slow(story: Story, seconds: int, meanwhile: bool = False) -> None:
    def wait() -> None:
        story.host.clock.advance(timedelta(seconds=seconds))

    story.trouble("stripe", Meanwhile(wait, after=meanwhile), method="POST", path="payment_links$")


@pytest.mark.parametrize("seconds", [20, 40, 55, 60, 61, 90, 170])
def test_however_long_the_link_takes_the_look_is_at_most_60_seconds_old(begin: Begin, seconds: int) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    _slow(story, seconds)

    story.until(day(3), "12:00")

    # The age of the look is among what is checked at the end of every story.
    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(3))]


def test_a_check_entered_while_the_link_was_slow_is_seen_by_the_second_look(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.asleep_until(day(3), "08:59")
    story.host.vendors.quickbooks.webhooks.drop = 1.0

    def check() -> None:
        story.host.clock.advance(timedelta(seconds=45))
        story.books.receive_check(invoice)

    story.trouble("stripe", Meanwhile(check), method="POST", path="payment_links$")
    story.until(day(3), "09:10")

    assert story.messages() == []
    assert story.stripe.links(active=True) == []


def test_a_look_that_quickbooks_does_not_answer_sends_nothing_and_is_taken_again(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.trouble("quickbooks", AnswerWith(503), method="GET", path="/invoice/", times=-1)
    story.until(day(3), "11:00")
    assert story.messages() == []

    story.host.vendors.quickbooks_line.clear()
    story.until(day(3), "12:00")

    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(3))]


def test_an_index_that_lags_hides_no_payment_from_the_look(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.books.index_lag = timedelta(days=1)
    story.asleep_until(day(3), "08:59")
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.books.receive_check(invoice)

    story.until(day(3), "09:10")

    assert story.messages() == []


def test_a_webhook_that_reads_an_older_state_does_not_undo_a_newer_one(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    story.books.receive_check(invoice)
    story.minutes(1)
    assert story.case(invoice).state == "closed"

    story.trouble("quickbooks", AnswerStale(), method="GET", path="/invoice/")
    story.host.queue.put("intake", {"company_id": story.books.realm, "entity": "invoice", "id": invoice})
    story.minutes(1)

    assert story.case(invoice).state == "closed"


def test_a_check_that_bounces_reopens_the_case_held_for_a_person(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    check = story.books.receive_check(invoice)
    story.minutes(5)

    story.books.void_payment(check)
    story.until(day(20))

    assert story.case(invoice).state == "open"
    assert story.holds(invoice) == ["review"]
    assert [item.kind for item in story.reviews()] == ["reopened"]
    assert len(story.touches()) == 1


def test_the_day_after_the_payment_is_as_quiet_as_the_thirtieth(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(7), "08:59")
    story.pays(story.link())

    story.until(day(40))

    assert len(story.touches()) == 1
    assert story.explain(invoice).decision == "Wait"
    assert story.explain(invoice).reason == "already_ended"
    assert story.touches(DANA)[0].created == moment(day(3), "09:00")
