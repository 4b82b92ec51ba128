"""The same money entered twice: by another sync app or a bookkeeper. A person is asked, and nothing is deleted."""

from __future__ import annotations

import pytest

from pastdue.usecases.book_again import book_again
from pastdue.usecases.decide_review import decide_review
from sandbox.stripe.objects import Intent
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Story, day


def _paid(begin: Begin) -> tuple[Story, str, str, Intent]:
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))
    payment = story.pays(story.link())
    story.minutes(20)
    return story, customer, invoice, payment


def _sync_app(story: Story, customer: str, amount: int, note: str = "", number: str = "") -> str:
    """Another sync app enters a payment, with Stripe's ids where it puts them."""
    entry = story.books.receive_payment(customer, amount, number=number, method="Credit Card")
    if note:
        story.books.tamper("Payment", entry, PrivateNote=note)
    story.host.work()
    return entry


@pytest.mark.parametrize("where", ["payment in the note", "charge in the note", "charge cut off in the reference"])
def test_a_second_entry_with_one_of_our_stripe_ids_is_asked_about_and_nothing_is_deleted(
    begin: Begin, where: str
) -> None:
    story, customer, _, payment = _paid(begin)
    assert payment.charge is not None
    note = {"payment in the note": f"Stripe {payment.id}", "charge in the note": payment.charge.id}.get(where, "")
    number = payment.charge.id[:21] if "reference" in where else ""
    theirs = _sync_app(story, customer, 47_064, note, number)  # net of the fee, so the amount differs

    [question] = story.reviews("double_entry")
    assert (question.facts["recorded_by_another"], question.facts["why"]) == (theirs, "both carry the same Stripe id")
    assert len(story.books.payments()) == 2
    story.until(day(12))
    assert len(story.reviews("double_entry")) == 1


def test_a_second_entry_under_another_customer_is_seen_by_its_id(begin: Begin) -> None:
    story, _, _, payment = _paid(begin)
    other = story.customer("Stripe customers", "", given="", email="")

    _sync_app(story, other, 48_500, f"Stripe {payment.id}")

    assert len(story.reviews("double_entry")) == 1


@pytest.mark.parametrize(("days", "asked"), [(4, 1), (5, 1), (6, 0)])
def test_the_same_customer_and_amount_within_five_days_is_asked_about(begin: Begin, days: int, asked: int) -> None:
    story, customer, _, _ = _paid(begin)
    story.days(days)

    _sync_app(story, customer, 48_500)

    assert len(story.reviews("double_entry")) == asked


def test_an_entry_that_stood_there_before_ours_is_asked_about_too(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())
    story.stripe.knobs.lost = 0.0
    # given a sync app that is faster than we are, and closes the invoice with it
    story.books.receive_check(invoice)
    story.host.work()

    story.minutes(15)
    story.reconcile()
    story.minutes(15)

    assert story.received_in_books(payment) == 48_500
    assert {item.kind for item in story.reviews()} == {"overpaid", "double_entry"}


def test_another_amount_or_another_customer_is_none_of_our_business(begin: Begin) -> None:
    story, customer, _, _ = _paid(begin)
    other = story.customer("Harborview Bar", "", given="", email="bar@example.com")

    _sync_app(story, customer, 48_499)
    _sync_app(story, other, 48_500)
    _sync_app(story, other, 48_500)

    assert story.reviews("double_entry") == []


def test_what_a_person_said_of_two_payments_stays_said(begin: Begin) -> None:
    story, customer, _, _ = _paid(begin)
    theirs = _sync_app(story, customer, 48_500)
    [question] = story.reviews("double_entry")
    decide_review(story.world, REALM, question.id, by="anna", release=False)

    story.books.tamper("Payment", theirs, PrivateNote="seen by Anna")
    story.until(day(9))

    assert story.reviews("double_entry") == []


def test_our_own_payment_that_comes_back_by_webhook_is_known_again(begin: Begin) -> None:
    story, _, _, _ = _paid(begin)
    for _ in range(3):
        story.reconcile()

    assert story.reviews() == []


@pytest.mark.parametrize("how", ["voided", "deleted", "smaller"])
def test_a_payment_of_ours_that_somebody_takes_out_of_the_books_is_asked_about(begin: Begin, how: str) -> None:
    story, _, invoice, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    if how == "voided":
        story.books.void_payment(ours["Id"])
    elif how == "deleted":
        story.books.delete_payment(ours["Id"])
    else:
        story.books.tamper("Payment", ours["Id"], TotalAmt=ours["TotalAmt"] - 100)
    story.host.work()

    [question] = story.reviews("entry_changed")
    assert question.facts["payment_intent"] == payment.id
    if how != "smaller":
        assert story.case(invoice).state == "open"
        assert "review" in story.holds(invoice)


def test_the_invoice_of_a_deleted_check_is_looked_at_although_its_own_webhook_was_lost(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    check = story.books.receive_check(invoice)
    story.minutes(5)
    assert story.case(invoice).state == "closed"

    hooks = story.host.vendors.quickbooks.webhooks
    take = hooks.take
    hooks.take = lambda changes: take([c for c in changes if c.kind == "Payment"])  # type: ignore[method-assign]
    story.books.delete_payment(check)
    story.host.work()

    assert story.case(invoice).state == "open"


@pytest.mark.parametrize("how", ["voided", "deleted"])
def test_a_payment_of_ours_that_is_taken_out_before_we_heard_of_it_is_asked_about_and_can_be_recorded_again(
    begin: Begin, how: str
) -> None:
    # given books of which no webhook comes
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    payment = story.pays(story.link())
    [ours] = story.stripe_payments_in_books(payment)
    (story.books.void_payment if how == "voided" else story.books.delete_payment)(ours["Id"])
    story.minutes(15)
    story.reconcile()

    [question] = story.reviews("entry_changed")
    assert question.command == f"pastdue money book {payment.id}"
    book_again(story.world, payment.id, by="anna")
    story.minutes(15)
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert (story.books.balance(invoice), story.case(invoice).state, story.reviews()) == (0, "closed", [])


@pytest.mark.parametrize("refunded", [1_000, 48_500])
def test_what_is_taken_out_beyond_what_went_back_has_lost_its_place(begin: Begin, refunded: int) -> None:
    story, _, _, payment = _paid(begin)
    story.stripe.refund(payment, refunded)
    story.host.work()

    story.books.delete_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.host.work()

    asked = [question.facts["went_back"] for question in story.reviews("entry_changed")]
    assert asked == (["$10.00"] if refunded == 1_000 else [])


def test_a_payment_that_is_made_smaller_by_what_went_back_is_the_answer_in_the_books(begin: Begin) -> None:
    story, _, _, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    story.stripe.refund(payment, 1_000)
    story.host.work()

    story.books.tamper("Payment", ours["Id"], TotalAmt=ours["TotalAmt"] - 10)
    story.host.work()

    assert [item.kind for item in story.reviews()] == ["refund"]


def test_a_payment_that_is_made_whole_again_answers_the_question_by_itself(begin: Begin) -> None:
    story, _, _, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    story.books.tamper("Payment", ours["Id"], TotalAmt=ours["TotalAmt"] - 100)
    story.host.work()
    [question] = story.reviews("entry_changed")
    assert "Make it $485.00 again" in question.suggestion

    story.books.tamper("Payment", ours["Id"], TotalAmt=ours["TotalAmt"])
    story.host.work()

    assert story.reviews() == []


def test_a_payment_that_is_taken_out_before_its_refund_is_heard_of_is_no_question_for_long(begin: Begin) -> None:
    story, _, _, payment = _paid(begin)
    story.stripe.knobs.lost = 1.0
    story.stripe.refund(payment)
    story.books.void_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.host.work()
    assert len(story.reviews("entry_changed")) == 1

    story.minutes(15)
    story.reconcile()

    assert story.reviews("entry_changed") == []
    assert len(story.reviews("refund")) == 1


def test_of_two_entries_the_question_ends_when_theirs_is_deleted(begin: Begin) -> None:
    story, customer, _, _ = _paid(begin)
    theirs = _sync_app(story, customer, 48_500)
    assert len(story.reviews("double_entry")) == 1

    story.books.delete_payment(theirs)
    story.host.work()

    assert story.reviews() == []


def test_who_deletes_ours_of_two_entries_is_not_led_to_record_it_twice(begin: Begin) -> None:
    story, customer, _, payment = _paid(begin)
    theirs = _sync_app(story, customer, 48_500)

    story.books.delete_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.host.work()

    assert story.reviews("double_entry") == []
    [question] = story.reviews("entry_changed")
    assert question.facts["perhaps_recorded_by_another"] == theirs
    assert question.command == f"pastdue review decide {question.id}"
