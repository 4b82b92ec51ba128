"""What a hostile reader found about money: each story broke a promise once, and stays here so that it does not again."""

from __future__ import annotations

from sandbox.stripe.objects import Intent
from tests.integration.conftest import Begin
from tests.integration.story import Story, day


def _texted(begin: Begin, **settings: object) -> tuple[Story, str, str]:
    story = begin(**settings)
    customer = story.customer()
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))
    return story, customer, invoice


def _paid(begin: Begin) -> tuple[Story, str, Intent]:
    story, _, invoice = _texted(begin)
    payment = story.pays(story.link())
    story.minutes(10)
    return story, invoice, payment


def _parent_and_child(begin: Begin) -> tuple[Story, str, str]:
    story = begin(policy="parent_pays: true\n")
    parent = story.customer()
    child = story.customer("Harborview Kitchen", "", given="", email="", parent=parent)
    story.invoice(parent, 10_000)
    story.invoice(child, 10_000)
    story.connect()
    story.until(day(4))
    return story, parent, child


# --- what went back, and what is taken out of the books for it


def test_what_went_back_answers_for_one_payment_that_is_taken_out_and_not_for_each_of_two(begin: Begin) -> None:
    story, _, _ = _parent_and_child(begin)
    payment = story.pays(story.link())
    story.minutes(10)
    first, second = story.stripe_payments_in_books(payment)
    story.stripe.refund(payment, 10_000)
    story.host.work()

    story.books.delete_payment(first["Id"])
    story.host.work()
    assert story.reviews("entry_changed") == []
    story.books.delete_payment(second["Id"])
    story.host.work()

    [question] = story.reviews("entry_changed")
    assert question.facts["quickbooks_payment"] == second["Id"]


def test_a_payment_that_is_made_smaller_before_its_refund_is_heard_of_is_no_question_for_long(begin: Begin) -> None:
    story, _, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    story.books.tamper("Payment", ours["Id"], TotalAmt=ours["TotalAmt"] - 100)
    story.host.work()
    assert len(story.reviews("entry_changed")) == 1

    story.stripe.refund(payment, 10_000)
    story.host.work()

    assert [item.kind for item in story.reviews()] == ["refund"]
