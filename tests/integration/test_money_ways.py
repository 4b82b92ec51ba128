"""Every way a payment can come in, and where it then stands; what no rule can book, a command of a person does."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from pastdue.domain.errors import BadInput
from pastdue.usecases.book_again import book_again
from sandbox.faults import LoseAnswer, Meanwhile
from sandbox.stripe.objects import Intent
from tests.integration.conftest import Begin
from tests.integration.story import DANA, Story, day, moment


def _texted(begin: Begin, amount: int = 48_500, **more: object) -> tuple[Story, str, str]:
    story = begin(**more)
    customer = story.customer()
    invoice = story.invoice(customer, amount)
    story.connect()
    story.until(day(4))
    return story, customer, invoice


# --- more than one payment


def test_two_payments_for_one_invoice_in_the_same_minute_are_both_booked_and_the_second_is_credit(begin: Begin) -> None:
    # given two pay pages that were opened before either was paid, the second from a link that is dead by now
    story, _, invoice = _texted(begin)
    old = story.stripe.open_session(story.link())
    story.stripe.knobs.lost = 1.0
    first = story.stripe.pay_link(story.link())
    second = story.stripe.pay(old, "4242424242424242") if old.status == "open" else None
    if second is None:
        pytest.fail("Stripe closed the second page by itself")

    for intent in (first, second):
        story.host.queue.put("settlement", {"payment_intent": intent.id})
    story.host.work()

    assert [story.received_in_books(intent) for intent in (first, second)] == [48_500, 48_500]
    assert story.books.balance(invoice) == 0
    assert [item.kind for item in story.reviews()] == ["overpaid"]


# --- changes while the link is open


@pytest.mark.parametrize("by", ["check", "quickbooks link"])
def test_an_invoice_that_is_paid_another_way_closes_without_thanks_and_its_link_dies(begin: Begin, by: str) -> None:
    story, customer, invoice = _texted(begin)
    link = story.link()
    if by == "check":
        story.books.receive_check(invoice)
    else:
        story.books.receive_payment(customer, 48_500, {invoice: 48_500}, number="QBLINK7", method="Credit Card")
    story.minutes(5)

    assert (story.case(invoice).state, story.alive(link)) == ("closed", False)
    assert (story.answers(DANA), story.reviews()) == ([], [])


def test_an_invoice_whose_customer_changes_while_it_is_paid_is_booked_for_the_new_one(begin: Begin) -> None:
    # given an invoice that is another customer's from the moment in which we post its payment (620)
    story, _, invoice = _texted(begin)
    new = story.customer("Harborview Holdings", "", given="", email="h@example.com")

    def change() -> None:
        story.books.edit_invoice(invoice, CustomerRef={"value": new})

    story.trouble("quickbooks", Meanwhile(change), method="POST", path=r"/payment\?")
    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert (booked["CustomerRef"]["value"], story.books.balance(invoice)) == (new, 0)


def test_a_payment_of_two_invoices_one_of_which_changes_hands_becomes_two(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer, 10_000), story.invoice(customer, 20_000)
    new = story.customer("Harborview Holdings", "", given="", email="h@example.com")
    story.connect()
    story.until(day(4))

    def change() -> None:
        story.books.edit_invoice(second, CustomerRef={"value": new})

    story.trouble("quickbooks", Meanwhile(change), method="POST", path=r"/payment\?")
    payment = story.pays(story.link())

    booked = {each["CustomerRef"]["value"]: each for each in story.stripe_payments_in_books(payment)}
    assert {who: story.books.minor(each["TotalAmt"], each) for who, each in booked.items()} == {
        customer: 10_000,
        new: 20_000,
    }
    assert len({each["PaymentRefNum"] for each in booked.values()}) == 2
    assert (story.books.balance(first), story.books.balance(second)) == (0, 0)


# --- the day and the rate


def test_a_foreign_payment_is_booked_at_quickbooks_own_rate_of_its_day(begin: Begin) -> None:
    rates = {"CAD": {date(2026, 1, 1): Decimal("0.70"), day(4): Decimal("0.74"), day(5): Decimal("0.75")}}
    story = begin(habits={"multicurrency": True, "rates": rates})
    invoice = story.invoice(story.customer(currency="CAD"), 12_345, ExchangeRate=Decimal("0.70"))
    story.connect()
    story.until(day(4))

    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert (booked["ExchangeRate"], booked["CurrencyRef"]["value"]) == (Decimal("0.74"), "CAD")
    assert story.books.balance(invoice) == 0


def test_in_closed_books_the_rate_is_that_of_the_day_on_which_it_is_booked(begin: Begin) -> None:
    rates = {"CAD": {date(2026, 1, 1): Decimal("0.70"), day(11): Decimal("0.76")}}
    story = begin(habits={"multicurrency": True, "rates": rates})
    story.invoice(story.customer(currency="CAD"), 12_345)
    story.connect()
    story.until(day(4))
    story.books.habits.book_close_date = day(10)

    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert (booked["TxnDate"], booked["ExchangeRate"]) == (str(day(11)), Decimal("0.76"))
    assert f"Paid on {day(4)}" in booked["PrivateNote"]


def test_an_invoice_field_in_closed_books_is_left_out_and_the_payment_is_booked(begin: Begin) -> None:
    story = begin(habits={"custom_fields": {"1": "Stripe payment"}}, policy="invoice_field: Stripe payment\n")
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    story.books.habits.book_close_date = day(3)

    payment = story.pays(story.link())

    assert story.received_in_books(payment) == 48_500
    assert "StringValue" not in story.books.invoice(invoice)["CustomField"][0]
    assert story.reviews() == []


# --- what a person orders


def test_a_payment_of_an_inactive_customer_waits_and_is_booked_by_the_command_once_that_is_mended(
    begin: Begin,
) -> None:
    story, customer, invoice = _texted(begin)
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    [question] = story.reviews()
    assert question.kind == "unbooked_payment"
    assert "inactive" in question.suggestion
    assert question.command == f"pastdue money book {payment.id}"

    story.books.edit_customer(customer, Active=True)
    book_again(story.world, payment.id, by="anna")
    story.minutes(15)
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert (story.case(invoice).state, story.reviews()) == ("closed", [])
    assert "booked again" in story.facts(invoice)


def test_a_payment_that_was_refused_for_every_attempt_is_refused_again_and_asked_about_again(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    story.books.habits.lapsed = True
    payment = story.pays(story.link())

    book_again(story.world, payment.id, by="anna")
    assert story.reviews() == []
    story.minutes(15)
    story.reconcile()

    assert [item.kind for item in story.reviews()] == ["unbooked_payment"]
    story.books.habits.lapsed = False
    book_again(story.world, payment.id, by="anna")
    story.minutes(15)
    story.reconcile()
    assert (story.received_in_books(payment), story.reviews()) == (48_500, [])


def test_a_payment_that_was_taken_out_of_the_books_is_recorded_anew_by_the_command(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    payment = story.pays(story.link())
    story.minutes(5)
    story.books.delete_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.host.work()
    [question] = story.reviews("entry_changed")
    assert question.command == f"pastdue money book {payment.id}"

    book_again(story.world, payment.id, by="anna")
    story.minutes(15)
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert (story.books.balance(invoice), story.case(invoice).state) == (0, "closed")
    assert story.reviews("entry_changed") == []


def test_what_has_its_place_cannot_be_booked_again(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    payment = story.pays(story.link())
    story.minutes(5)

    with pytest.raises(BadInput, match="stands in QuickBooks"):
        book_again(story.world, payment.id, by="anna")
    with pytest.raises(BadInput, match="no payment of ours"):
        book_again(story.world, "pi_nobodys", by="anna")
    assert len(story.stripe_payments_in_books(payment)) == 1


def test_the_day_of_the_charge_is_the_companys_own_also_just_before_midnight(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    story.host.run_until(moment(day(5), "23:59"))

    payment = story.pays(story.link())

    assert story.stripe_payments_in_books(payment)[0]["TxnDate"] == str(day(5))


def _ordered(story: Story, payment: Intent) -> None:
    """A person lets a payment be booked, and the next reconciliation carries it out."""
    book_again(story.world, payment.id, by="anna")
    story.minutes(15)
    story.reconcile()


@pytest.mark.parametrize("meanwhile", ["a check", "closed books", "another customer", "void"])
def test_a_payment_that_a_person_lets_be_booked_is_booked_on_what_the_books_then_are(
    begin: Begin, meanwhile: str
) -> None:
    # given a payment that QuickBooks refuses, since its customer is inactive
    story, customer, invoice = _texted(begin)
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    story.books.edit_customer(customer, Active=True)
    # when something else has changed by the time that this is mended
    if meanwhile == "a check":
        story.books.receive_check(invoice, 20_000)
    elif meanwhile == "closed books":
        story.books.habits.book_close_date = day(10)
    elif meanwhile == "void":
        story.books.void_invoice(invoice)
    else:
        new = story.customer("Harborview Holdings", "", given="", email="h@example.com")
        story.books.edit_invoice(invoice, CustomerRef={"value": new})
    _ordered(story, payment)

    assert story.received_in_books(payment) == 48_500
    assert story.books.balance(invoice) == 0
    overpaid = ["overpaid"] if meanwhile in ("a check", "void") else []
    assert [item.kind for item in story.reviews()] == overpaid


@pytest.mark.parametrize("gone", [False, True])
def test_a_foreign_payment_without_a_rate_is_booked_once_there_is_one(begin: Begin, *, gone: bool) -> None:
    story = begin(habits={"multicurrency": True})
    invoice = story.invoice(story.customer(currency="CAD"), 12_345)
    story.connect()
    story.until(day(4))
    story.books.tamper("Invoice", invoice, ExchangeRate=None)
    if gone:
        story.trouble(
            "quickbooks", Meanwhile(lambda: story.books.void_invoice(invoice)), method="GET", path="/companyinfo/"
        )
    payment = story.pays(story.link())
    [question] = story.reviews()
    assert "enter one for its day" in question.suggestion

    story.books.habits.rates = {"CAD": {date(2026, 1, 1): Decimal("0.70")}}
    _ordered(story, payment)

    [booked] = story.stripe_payments_in_books(payment)
    assert (booked["TotalAmt"], booked["ExchangeRate"]) == (Decimal("123.45"), Decimal("0.70"))


def test_what_is_too_much_for_each_of_two_customers_is_a_question_for_each(begin: Begin) -> None:
    story = begin(policy="parent_pays: true\n")
    parent = story.customer()
    child = story.customer("Harborview Kitchen", "", given="", email="", parent=parent)
    first, second = story.invoice(parent, 10_000), story.invoice(child, 5_000)
    story.connect()
    story.until(day(4))

    def checks() -> None:
        story.books.receive_check(first, 3_000)
        story.books.receive_check(second, 2_000)

    story.trouble("quickbooks", Meanwhile(checks), method="POST", path=r"/payment\?")
    payment = story.pays(story.link())

    assert story.received_in_books(payment) == 15_000
    asked = {question.customer_id: question.facts["credit"] for question in story.reviews("overpaid")}
    assert asked == {parent: "$30.00", child: "$20.00"}


def test_a_payment_that_was_deleted_is_recorded_again_although_the_index_still_shows_it(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    payment = story.pays(story.link())
    story.minutes(30)
    story.books.index_lag = timedelta(hours=3)
    story.books.delete_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.host.work()

    _ordered(story, payment)

    assert story.received_in_books(payment) == 48_500
    assert (story.books.balance(invoice), story.reviews()) == (0, [])


def test_a_payment_that_was_deleted_before_its_answer_came_is_not_taken_for_the_one_of_the_same_requestid(
    begin: Begin,
) -> None:
    # given a Payment that was made though its answer was lost, and that somebody deletes just before we look for it
    story, _, invoice = _texted(begin)

    def delete() -> None:
        [ours] = story.books.payments()
        story.books.delete_payment(ours["Id"])

    story.trouble("quickbooks", LoseAnswer(), method="POST", path=r"/payment\?")
    story.trouble("quickbooks", Meanwhile(delete), method="GET", path="PaymentRefNum")
    payment = story.pays(story.link())
    story.minutes(5)

    assert story.received_in_books(payment) == 48_500
    assert (story.books.balance(invoice), story.case(invoice).state) == (0, "closed")


def test_what_only_stripe_knows_to_be_too_small_is_asked_about_with_its_amount(begin: Begin) -> None:
    # given a currency of which we know no least amount: it depends on the one in which Stripe settles
    story = begin(habits={"multicurrency": True})
    story.invoice(story.customer(currency="ISK"), 5_000)
    story.connect()
    story.until(day(4))

    [question] = story.reviews()
    assert (question.kind, question.facts["asked"]) == ("vendor_refused", "ISK 50")
    assert "Ask for it another way" in question.suggestion
    assert story.messages(DANA) == []
