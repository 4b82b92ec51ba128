"""Credits: netted in what was asked, and applied when the rest is paid, so that the invoice closes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from pastdue.domain.credit_order import credit_order_key
from pastdue.domain.errors import BadInput
from pastdue.usecases.apply_credit import apply_credit, order_credit
from sandbox.faults import LoseAnswer, Meanwhile
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Death, Deaths, Story, day, watched


def _texted(begin: Begin, *memos: int, amount: int = 120_000, **more: Any) -> tuple[Story, str, str]:
    story = begin(**more)
    customer = story.customer()
    invoice = story.invoice(customer, amount)
    for credit in memos:
        story.books.add_credit_memo(customer, credit)
    story.connect()
    story.until(day(4))
    return story, customer, invoice


def _applied(story: Story) -> list[dict[str, Any]]:
    """The Payments of 0."""
    return [payment for payment in story.books.payments() if payment["TotalAmt"] == 0]


def test_a_credit_that_a_link_was_net_of_is_applied_when_the_rest_is_paid_and_the_case_closes(begin: Begin) -> None:
    # given an invoice of 1,200.00 and a credit memo of 450.00
    story, _, invoice = _texted(begin, 45_000)
    assert "$750.00" in story.bodies()[0]
    # when the rest is paid
    payment = story.pays(story.link())

    # then QuickBooks has a Payment of 750.00 and one of 0 that links credit and invoice
    assert story.received_in_books(payment) == 75_000
    [applied] = _applied(story)
    kinds = {line["LinkedTxn"][0]["TxnType"] for line in applied["Line"]}
    assert (kinds, applied["UnappliedAmt"]) == ({"Invoice", "CreditMemo"}, 0)
    assert story.books.balance(invoice) == 0
    assert [memo["Balance"] for memo in story.books.credit_memos()] == [0]
    assert (story.case(invoice).state, story.reviews()) == ("closed", [])
    # and the customer is thanked for what was paid, with nothing left
    assert [text.body for text in story.answers(DANA)] == [
        "Thank you! Bright Pine Plumbing got your payment of $750.00 for invoice 1001."
    ]
    story.until(day(30))
    assert len(story.touches()) == 1


def test_credits_go_to_the_oldest_invoice_first_and_each_cent_of_them_once(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first = story.invoice(customer, 30_000, due=day(0))
    second = story.invoice(customer, 30_000, due=day(1))
    for credit in (25_000, 15_000):
        story.books.add_credit_memo(customer, credit)
    story.connect()
    story.until(day(9))
    # the first invoice is covered whole, and of the second 200.00 are asked
    assert "$200.00" in story.bodies()[-1]

    payment = story.pays(story.link())

    assert story.received_in_books(payment) == 20_000
    assert story.books.balance(second) == 0
    used = sum(story.books.minor(memo["TotalAmt"] - memo["Balance"], memo) for memo in story.books.credit_memos())
    assert used == 10_000
    # what was covered whole was never asked for, and stays with a person
    assert story.books.balance(first) == 30_000
    assert [item.kind for item in story.reviews()] == ["covered_by_credit"]


def test_a_credit_that_a_person_applied_meanwhile_is_not_applied_again(begin: Begin) -> None:
    story, customer, invoice = _texted(begin, 45_000)
    [memo] = story.books.credit_memos()
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())
    story.books.apply_credit(memo["Id"], invoice)
    story.stripe.knobs.lost = 0.0
    story.minutes(15)
    story.reconcile()

    assert len(_applied(story)) == 1
    assert story.received_in_books(payment) == 75_000
    assert (story.books.balance(invoice), story.case(invoice).state) == (0, "closed")
    assert customer


def test_a_credit_that_went_elsewhere_in_the_last_moment_leaves_the_rest_to_the_ladder(begin: Begin) -> None:
    story, customer, invoice = _texted(begin, 45_000)
    other = story.invoice(customer, 45_000, due=day(60))
    story.host.work()
    [memo] = story.books.credit_memos()

    def elsewhere() -> None:
        story.books.apply_credit(memo["Id"], other)

    # the second POST is the one of 0
    story.trouble("quickbooks", Meanwhile(elsewhere), method="POST", path=r"/payment\?", skip=1)
    payment = story.pays(story.link())

    assert story.received_in_books(payment) == 75_000
    assert story.books.balance(invoice) == 45_000
    assert story.reviews() == []
    story.until(day(8))
    assert "$450.00" in story.bodies()[-1]


def test_an_application_whose_answer_was_lost_is_done_once(begin: Begin) -> None:
    story, _, invoice = _texted(begin, 45_000)
    story.trouble("quickbooks", LoseAnswer(), method="POST", path=r"/payment\?", skip=1)

    story.pays(story.link())
    story.minutes(30)

    assert len(_applied(story)) == 1
    assert (story.books.balance(invoice), story.case(invoice).state) == (0, "closed")


def test_an_unapplied_payment_that_a_link_was_net_of_is_applied_by_a_person(begin: Begin) -> None:
    story, customer, invoice = _texted(begin)
    story.books.receive_payment(customer, 45_000)
    story.minutes(10)
    story.until(day(8))
    assert "$750.00" in story.bodies()[-1]

    payment = story.pays(story.link())
    story.minutes(30)

    assert story.received_in_books(payment) == 75_000
    assert story.books.balance(invoice) == 45_000
    [question] = story.reviews()
    assert question.kind == "covered_by_credit"
    story.until(day(30))
    assert len(story.touches()) == 2


def test_a_credit_that_quickbooks_applies_by_itself_is_no_payment_and_nobody_is_thanked(begin: Begin) -> None:
    story, customer, invoice = _texted(begin, habits={"auto_apply_credits": True})
    link = story.link()

    story.books.add_credit_memo(customer, 120_000)
    story.minutes(5)

    assert len(_applied(story)) == 1
    assert story.case(invoice).state == "closed"
    assert story.answers(DANA) == []
    assert not story.alive(link)
    assert story.reviews() == []


def test_a_credit_in_a_foreign_currency_is_applied_in_it(begin: Begin) -> None:
    story = begin(habits={"multicurrency": True})
    customer = story.customer(currency="CAD")
    invoice = story.invoice(customer, 120_000)
    story.books.add_credit_memo(customer, 45_000)
    story.connect()
    story.until(day(4))

    story.pays(story.link())

    assert (story.books.balance(invoice), story.case(invoice).state) == (0, "closed")


# --- the bound of what a customer owes


def test_no_more_is_asked_than_the_customer_owes_in_all(begin: Begin) -> None:
    # given a journal entry that takes 300.00 off what the customer owes, and that neither list of credits shows
    story = begin()
    customer = story.customer()
    story.invoice(customer, 120_000)
    story.books.add_journal_entry(customer, -30_000)
    story.connect()

    story.until(day(4))

    assert "$900.00" in story.bodies()[0]
    assert story.stripe.link_of(story.link()).total == 90_000


def test_a_customer_who_owes_nothing_in_all_is_not_asked_and_a_person_is(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer, 120_000)
    story.books.add_journal_entry(customer, -120_000)
    story.connect()

    story.until(day(20))

    assert story.touches() == []
    assert [item.kind for item in story.reviews()] == ["covered_by_credit"]


def test_a_live_link_dies_when_a_journal_entry_makes_it_ask_for_more_than_is_owed(begin: Begin) -> None:
    story, customer, _ = _texted(begin)
    link = story.link()

    story.books.add_journal_entry(customer, -100)
    story.minutes(15)
    story.reconcile()

    assert not story.alive(link)
    [current] = story.says(DANA, "LINK")
    assert "$1,199.00" in current


def test_what_a_journal_entry_covers_of_a_paid_invoice_is_a_question(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer, 120_000)
    story.books.add_journal_entry(customer, -30_000)
    story.connect()
    story.until(day(4))

    payment = story.pays(story.link())

    assert story.received_in_books(payment) == 90_000
    assert story.books.balance(invoice) == 30_000
    assert [item.kind for item in story.reviews()] == ["covered_by_credit"]
    story.until(day(30))
    assert len(story.touches()) == 1


def test_a_sub_customers_balance_counts_by_itself_where_the_parent_pays(begin: Begin) -> None:
    story = begin(policy="parent_pays: true\n")
    parent = story.customer()
    child = story.customer("Harborview Kitchen", "", given="", email="", parent=parent)
    story.invoice(parent, 10_000)
    story.invoice(child, 5_000)
    story.books.add_journal_entry(child, -2_000)
    story.connect()

    story.until(day(4))

    assert "$130.00" in story.bodies()[0]


@pytest.mark.parametrize("days", [0, 3])
def test_the_question_ends_when_the_credit_is_applied_in_quickbooks(begin: Begin, days: int) -> None:
    story, customer, invoice = _texted(begin)
    memo = story.books.add_credit_memo(customer, 120_000)
    story.until(day(8))
    assert [item.kind for item in story.reviews()] == ["covered_by_credit"]
    story.days(days)

    story.books.apply_credit(memo, invoice)
    story.minutes(10)

    assert (story.case(invoice).state, story.reviews()) == ("closed", [])


def test_the_question_ends_when_the_credit_went_elsewhere_and_the_ladder_goes_on(begin: Begin) -> None:
    story, customer, _ = _texted(begin)
    memo = story.books.add_credit_memo(customer, 120_000)
    story.until(day(8))
    assert [item.kind for item in story.reviews()] == ["covered_by_credit"]
    other = story.invoice(customer, 120_000, due=day(90))

    story.books.apply_credit(memo, other)
    story.until(day(10))

    assert len(story.touches()) == 2
    assert story.reviews() == []


# --- what a person lets be applied


def _covered(begin: Begin, *memos: int, **more: Any) -> tuple[Story, str, str]:
    """An invoice of 1,200.00 that credit memos cover whole, so that nothing is asked for."""
    story = begin(**more)
    customer = story.customer()
    invoice = story.invoice(customer, 120_000)
    for amount in memos or (120_000,):
        story.books.add_credit_memo(customer, amount)
    story.connect()
    story.until(day(4))
    return story, customer, invoice


def _order(story: Story, invoice: str) -> None:
    order_credit(story.world, story.case(invoice), by="anna")


def test_credits_that_cover_an_invoice_whole_are_applied_by_the_command_and_it_closes(begin: Begin) -> None:
    # given two credit memos, of which the second is not needed whole
    story, _, invoice = _covered(begin, 100_000, 50_000)
    [question] = story.reviews()
    assert question.facts["credits"] == "credit memo 102 ($1,000.00), credit memo 103 ($500.00)"
    assert question.command == f"pastdue money apply-credit id:{invoice}"

    _order(story, invoice)
    story.minutes(15)
    story.reconcile()

    [applied] = _applied(story)
    assert (story.books.balance(invoice), applied["UnappliedAmt"]) == (0, 0)
    assert [story.books.minor(memo["Balance"], memo) for memo in story.books.credit_memos()] == [0, 30_000]
    assert (story.case(invoice).state, story.reviews()) == ("closed", [])
    assert {"credit ordered", "credit order ended"} <= set(story.facts(invoice))
    assert story.messages(DANA) == []


@pytest.mark.parametrize("what", ["unapplied payment", "journal entry"])
def test_what_is_no_credit_memo_is_applied_in_quickbooks_and_the_question_says_so(begin: Begin, what: str) -> None:
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer, 120_000)
    if what == "unapplied payment":
        story.books.receive_payment(customer, 120_000)
    else:
        story.books.add_journal_entry(customer, -120_000)
    story.connect()
    story.until(day(4))

    [question] = story.reviews()
    assert "in QuickBooks; this question then ends" in question.suggestion
    assert question.command == f"pastdue review decide {question.id}"
    _order(story, invoice)
    story.minutes(15)
    story.reconcile()
    assert _applied(story) == []


def test_a_credit_that_is_gone_when_it_is_to_be_applied_leaves_the_invoice_to_the_ladder(begin: Begin) -> None:
    story, customer, invoice = _covered(begin)
    other = story.invoice(customer, 120_000, due=day(90))
    [memo] = story.books.credit_memos()
    _order(story, invoice)
    story.books.apply_credit(memo["Id"], other)
    story.minutes(15)
    story.reconcile()

    assert story.reviews() == []
    story.until(day(6))
    assert "$1,200.00" in story.bodies()[-1]


def test_what_quickbooks_does_not_let_us_apply_is_asked_about_again(begin: Begin) -> None:
    story, _, invoice = _covered(begin)
    story.books.habits.lapsed = True
    _order(story, invoice)
    story.minutes(15)
    story.reconcile()
    assert "QuickBooks refused it with 6190" in [entry.fact.outcome for entry in story.audit(invoice)]
    story.days(2)
    assert [item.kind for item in story.reviews()] == ["covered_by_credit"]

    story.books.habits.lapsed = False
    _order(story, invoice)
    story.minutes(15)
    story.reconcile()

    assert (story.case(invoice).state, story.reviews()) == ("closed", [])


def test_in_closed_books_a_credit_is_applied_on_their_first_open_day(begin: Begin) -> None:
    story, _, invoice = _covered(begin)
    story.books.habits.book_close_date = day(20)
    _order(story, invoice)
    story.minutes(15)
    story.reconcile()

    assert [payment["TxnDate"] for payment in _applied(story)] == [str(day(21))]


def test_a_credit_is_ordered_once_and_only_for_what_is_open(begin: Begin) -> None:
    story, _, invoice = _covered(begin)
    _order(story, invoice)
    with pytest.raises(BadInput, match="ordered already"):
        _order(story, invoice)
    story.minutes(15)
    story.reconcile()

    with pytest.raises(BadInput, match="nothing is open"):
        _order(story, invoice)
    assert len(_applied(story)) == 1


@pytest.mark.parametrize("lag", [timedelta(0), timedelta(hours=3)])
def test_applying_a_credit_may_die_anywhere_and_is_done_once(begin: Begin, lag: timedelta) -> None:
    for at in count(1):
        story, _, invoice = _covered(begin)
        story.books.index_lag = lag
        _order(story, invoice)
        steps = Deaths(at)
        with suppress(Death):
            apply_credit(watched(story.world, steps), credit_order_key(REALM, invoice))
        story.minutes(40)

        assert len(_applied(story)) == 1, at
        assert (story.books.balance(invoice), story.case(invoice).state, story.reviews()) == (0, "closed", []), at
        if steps.over:
            return
