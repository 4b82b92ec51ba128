"""Money that goes back: refunds, chargebacks, inquiries, returned debits. The hold first; the books are a person's."""

from __future__ import annotations

import pytest

from pastdue.domain.errors import BadInput
from pastdue.usecases.book_again import book_again
from pastdue.usecases.decide_review import decide_review
from sandbox.faults import AnswerWith
from sandbox.stripe.objects import Intent
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Story, day
from tests.integration.test_money import _owners_link


def _paid(begin: Begin) -> tuple[Story, str, Intent]:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    payment = story.pays(story.link())
    story.minutes(10)
    return story, invoice, payment


def _entry(story: Story, payment: Intent) -> str:
    return str(story.stripe_payments_in_books(payment)[0]["Id"])


def _decide(story: Story, kind: str) -> None:
    [question] = story.reviews(kind)
    decide_review(story.world, REALM, question.id, by="anna", release=True)


@pytest.mark.parametrize("amount", [None, 10_000])
@pytest.mark.parametrize("deposited", [False, True])
def test_a_refund_changes_nothing_in_the_books_and_says_what_a_person_can_do_there(
    begin: Begin, amount: int | None, deposited: bool
) -> None:
    story, invoice, payment = _paid(begin)
    entry = _entry(story, payment)
    if deposited:
        story.books.deposit([entry])
    before = story.books.payments()

    story.stripe.refund(payment, amount)
    story.host.work()

    assert story.books.payments() == before
    [question] = story.reviews()
    assert question.facts["quickbooks_payments"] == entry
    assert question.facts["deposited"] == ("yes" if deposited else "no")
    assert ("cannot be changed" in question.suggestion) is deposited
    assert "review" in story.holds(invoice)


def test_a_refund_while_quickbooks_is_out_is_held_and_asked_about_all_the_same(begin: Begin) -> None:
    story, invoice, payment = _paid(begin)
    story.trouble("quickbooks", AnswerWith(503, b"upstream connect error"))

    story.stripe.refund(payment)
    story.host.work()
    story.host.vendors.quickbooks_line.clear()

    assert len(story.reviews("refund")) == 1
    assert "review" in story.holds(invoice)


def test_a_release_while_the_invoice_is_still_closed_counts_when_the_bookkeeper_opens_it(begin: Begin) -> None:
    story, invoice, payment = _paid(begin)
    story.stripe.refund(payment)
    story.host.work()
    _decide(story, "refund")
    # when only then the Payment is voided, and a person lets the case go on
    story.books.void_payment(_entry(story, payment))
    story.host.work()
    _decide(story, "reopened")
    story.until(day(9))

    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


def test_a_chargeback_that_is_won_asks_again_and_its_answer_lets_the_case_go_on(begin: Begin) -> None:
    story, invoice, payment = _paid(begin)
    dispute = story.stripe.dispute(payment)
    story.host.work()
    assert [item.kind for item in story.reviews()] == ["chargeback"]

    story.days(20)
    story.stripe.close_dispute(dispute, "won")
    story.host.work()

    [question] = story.reviews()
    assert (question.kind, question.facts["dispute"]) == ("chargeback_won", "won")
    assert "came back" in question.suggestion
    _decide(story, "chargeback_won")
    assert story.holds(invoice) == []
    assert story.received_in_books(payment) == 48_500


def test_a_chargeback_that_is_lost_asks_a_person_to_record_it_and_nobody_is_texted(begin: Begin) -> None:
    story, invoice, payment = _paid(begin)
    dispute = story.stripe.dispute(payment)
    story.host.work()
    story.days(20)
    story.stripe.close_dispute(dispute, "lost")
    story.host.work()
    [question] = story.reviews()
    assert question.kind == "chargeback_lost"
    # when the bookkeeper takes the Payment out, so that the invoice is open again
    story.books.void_payment(_entry(story, payment))
    story.days(20)

    assert len(story.touches()) == 1
    assert "review" in story.holds(invoice)


@pytest.mark.parametrize("lost", [0.0, 1.0])
def test_an_inquiry_moves_nothing_and_asks_nobody_anything_until_it_becomes_a_chargeback(
    begin: Begin, lost: float
) -> None:
    story, invoice, payment = _paid(begin)
    story.stripe.knobs.lost = lost
    inquiry = story.stripe.dispute(payment, inquiry=True)
    story.host.work()
    story.reconcile()
    assert (story.reviews(), story.holds(invoice)) == ([], [])
    assert story.reconcile().payments_queued == 0

    story.stripe.escalate(inquiry)
    story.minutes(15)
    story.reconcile()

    assert [item.kind for item in story.reviews()] == ["chargeback"]
    assert story.holds(invoice) == ["review"]


def test_an_inquiry_that_is_closed_was_nothing(begin: Begin) -> None:
    story, invoice, payment = _paid(begin)
    inquiry = story.stripe.dispute(payment, inquiry=True)
    story.stripe.close_dispute(inquiry, "warning_closed")
    story.host.work()

    assert (story.reviews(), story.holds(invoice)) == ([], [])


def test_a_bank_debit_that_is_returned_after_it_succeeded_is_one_question_and_a_hold(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    payment = story.stripe.pay_by_bank(story.link(), account="000555555559")
    story.until(day(16))

    assert story.received_in_books(payment) == 48_500  # the books are a person's
    [question] = story.reviews()
    assert (question.kind, question.facts["dispute"]) == ("chargeback", "lost")
    assert "review" in story.holds(invoice)
    story.books.void_payment(_entry(story, payment))
    story.days(20)
    assert len(story.touches()) == 1


def test_who_paid_at_night_and_got_it_back_at_night_is_not_thanked_in_the_morning(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(4), "22:00")
    payment = story.pays(story.link())
    story.until(day(4), "23:00")
    story.stripe.refund(payment)
    story.host.work()

    story.until(day(5), "12:00")

    assert story.answers() == []


def test_a_second_chargeback_of_a_payment_whose_first_was_won_holds_and_asks_again(begin: Begin) -> None:
    story, invoice, payment = _paid(begin)
    first = story.stripe.dispute(payment)
    story.host.work()
    story.stripe.close_dispute(first, "won")
    story.host.work()
    _decide(story, "chargeback_won")
    story.days(1)

    second = story.stripe.dispute(payment)
    story.host.work()

    assert [item.kind for item in story.reviews()] == ["chargeback"]
    assert story.holds(invoice) == ["review"]
    story.stripe.close_dispute(second, "lost")
    story.host.work()
    assert [item.kind for item in story.reviews()] == ["chargeback_lost"]


def test_each_part_of_a_refund_holds_until_its_own_question_is_answered(begin: Begin) -> None:
    story, invoice, payment = _paid(begin)
    for _ in range(2):
        story.stripe.refund(payment, 10_000)
        story.host.work()
    first, second = story.reviews("refund")

    decide_review(story.world, REALM, first.id, by="anna", release=True)
    assert story.holds(invoice) == ["review"]
    decide_review(story.world, REALM, second.id, by="anna", release=True)

    assert story.holds(invoice) == []


def test_what_was_refunded_before_it_could_be_booked_is_closed_by_its_commands_and_the_ladder_goes_on(
    begin: Begin,
) -> None:
    # given a payment whose webhooks are lost, and which the owner refunds at once
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())
    story.stripe.refund(payment)
    story.minutes(15)
    story.reconcile()

    # then nothing is to be booked, and the command does not try to
    [unbooked] = story.reviews("unbooked_payment")
    [refund] = story.reviews("refund")
    assert unbooked.command == f"pastdue review decide {unbooked.id} --release"
    assert "Nothing" in refund.suggestion
    with pytest.raises(BadInput, match="went back"):
        book_again(story.world, payment.id, by="anna")
    _decide(story, "unbooked_payment")
    _decide(story, "refund")
    story.until(day(9))
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]
    assert story.books.payments() == []


def test_a_refund_that_the_bank_sends_back_of_a_payment_that_was_never_booked_is_booked_by_the_command(
    begin: Begin,
) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())
    refund = story.stripe.refund(payment)
    story.minutes(15)
    story.reconcile()
    for kind in ("unbooked_payment", "refund"):
        _decide(story, kind)

    story.stripe.fail_refund(refund)
    story.minutes(15)
    story.reconcile()
    [question] = story.reviews()
    assert question.command == f"pastdue money book {payment.id}"
    book_again(story.world, payment.id, by="anna")
    story.minutes(15)
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert (story.case(invoice).state, story.holds(invoice), story.reviews()) == ("closed", [], [])


@pytest.mark.parametrize("lost", [0.0, 1.0])
def test_what_a_person_placed_and_then_goes_back_is_asked_about_too(begin: Begin, lost: float) -> None:
    # given a payment that names a link we do not know, and that a person recorded by hand
    story = begin()
    story.connect()
    payment = story.pays(_owners_link(story, {"pastdue_link": "0000000000000000", "pastdue_company": REALM}))
    _decide(story, "unknown_payment")
    story.days(2)
    story.stripe.knobs.lost = lost

    story.stripe.dispute(payment)
    story.host.work()
    story.minutes(15)
    story.reconcile()

    assert [item.kind for item in story.reviews()] == ["chargeback"]
    assert story.reconcile().payments_queued == 0


def test_a_chargeback_that_is_won_of_a_payment_that_was_never_booked_is_booked_by_the_command(begin: Begin) -> None:
    # given a payment that QuickBooks refuses, since its customer is inactive, and that the bank takes back
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    dispute = story.stripe.dispute(payment)
    story.host.work()
    with pytest.raises(BadInput, match="went back"):
        book_again(story.world, payment.id, by="anna")
    # when the bank gives it back, and the customer is active again
    story.stripe.close_dispute(dispute, "won")
    story.host.work()
    story.books.edit_customer(customer, Active=True)
    [question] = story.reviews("chargeback_won")
    assert question.command == f"pastdue money book {payment.id}"
    book_again(story.world, payment.id, by="anna")
    story.minutes(15)
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert (story.case(invoice).state, story.holds(invoice), story.reviews()) == ("closed", [], [])
