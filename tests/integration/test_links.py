"""Promise 5: the link collects exactly what the text asks for, and dies when less is owed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sandbox.faults import AnswerWith, LoseAnswer, LoseRequest
from sandbox.stripe.engine import NotPayable
from tests.integration.conftest import Begin
from tests.integration.story import DANA, Story, day


def _texted(begin: Begin, amount: int = 48_500) -> tuple[Story, str, str]:
    """A story in which the first text went out; with the invoice and its customer."""
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer, amount)
    story.connect()
    story.until(day(4))
    return story, invoice, customer


def test_the_link_asks_for_the_open_balance_and_names_itself_on_session_and_payment(begin: Begin) -> None:
    story, _, _ = _texted(begin)

    link = story.stripe.link_of(story.link())
    payment = story.pays(story.link())

    assert (link.total, link.currency) == (48_500, "usd")
    [record] = story.links()
    marks = {"pastdue_link": record.id, "pastdue_company": story.books.realm}
    assert link.metadata == marks
    assert payment.metadata == marks
    [session] = story.stripe.sessions()
    assert session.metadata == marks


def test_a_link_whose_answer_from_stripe_was_lost_is_given_to_nobody(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.trouble("stripe", LoseAnswer(), method="POST", path="payment_links$")

    story.until(day(3), "12:00")

    [text] = story.touches()
    [lost, given] = story.stripe.links()
    assert story.stripe.link_of(story.link(text)).id == given.id
    assert story.stripe.sessions() == []
    assert lost.metadata != given.metadata


@pytest.mark.parametrize("trouble", [LoseRequest(), AnswerWith(500), AnswerWith(429), AnswerWith(503)])
def test_trouble_at_stripe_delays_the_text_and_its_link_is_alive(begin: Begin, trouble: LoseRequest) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.trouble("stripe", trouble, method="POST", path="payment_links$", times=2)

    story.until(day(3), "12:00")

    assert story.rungs(invoice) == [(1, day(3))]
    assert story.alive(story.link())


def test_the_same_link_serves_the_next_rung_while_its_amount_is_right(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    first = story.link()

    story.until(day(8))

    assert len(story.touches()) == 2
    assert story.link() == first


def test_a_partial_check_kills_the_link_and_the_next_text_has_one_for_the_rest(begin: Begin) -> None:
    story, invoice, _ = _texted(begin)
    first = story.link()

    story.books.receive_check(invoice, 20_000)
    story.minutes(5)
    assert not story.alive(first)

    story.until(day(8))
    assert story.link() != first
    assert story.stripe.link_of(story.link()).total == 28_500


def test_a_higher_amount_keeps_the_old_link_until_the_next_text_brings_another(begin: Begin) -> None:
    story, invoice, _ = _texted(begin)
    first = story.link()

    story.books.edit_invoice(invoice, amount=60_000)
    story.minutes(5)
    assert story.alive(first)

    story.until(day(8))
    assert not story.alive(first)
    assert story.stripe.link_of(story.link()).total == 60_000


def test_a_credit_memo_kills_the_link_within_five_minutes(begin: Begin) -> None:
    story, _, customer = _texted(begin)
    first = story.link()

    story.books.add_credit_memo(customer, 10_000)
    story.minutes(5)
    assert not story.alive(first)

    story.until(day(8))
    assert story.stripe.link_of(story.link()).total == 38_500
    assert "$385.00" in story.bodies()[-1]


def test_a_payment_that_nobody_has_applied_yet_kills_the_link_too(begin: Begin) -> None:
    story, _, customer = _texted(begin)
    first = story.link()

    story.books.receive_payment(customer, 10_000)
    story.minutes(5)

    assert not story.alive(first)


def _check(story: Story, invoice: str, _: str) -> None:
    story.books.receive_check(invoice)


def _part(story: Story, invoice: str, _: str) -> None:
    story.books.receive_check(invoice, 100)


def _memo(story: Story, _: str, customer: str) -> None:
    story.books.add_credit_memo(customer, 100)


def _loose(story: Story, _: str, customer: str) -> None:
    story.books.receive_payment(customer, 100)


def _void(story: Story, invoice: str, _: str) -> None:
    story.books.void_invoice(invoice)


def _delete(story: Story, invoice: str, _: str) -> None:
    story.books.delete_invoice(invoice)


def _lower(story: Story, invoice: str, _: str) -> None:
    story.books.edit_invoice(invoice, amount=48_499)


@pytest.mark.parametrize("act", [_check, _part, _memo, _loose, _void, _delete, _lower])
def test_when_the_webhook_is_lost_the_next_reconciliation_kills_the_link(begin: Begin, act: object) -> None:
    story, invoice, customer = _texted(begin)
    story.reconcile()
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.minutes(10)
    assert callable(act)
    act(story, invoice, customer)

    story.minutes(15)
    story.reconcile()

    assert not story.alive(story.link())


def test_a_dead_link_says_why_and_how_to_get_a_new_one_and_a_reply_gets_it(begin: Begin) -> None:
    story, invoice, _ = _texted(begin)
    old = story.link()
    story.books.receive_check(invoice, 20_000)
    story.minutes(5)

    page = story.stripe.link_of(old).inactive_message
    assert "Reply LINK" in str(page)
    with pytest.raises(NotPayable):
        story.stripe.pay_link(old)
    [answer] = story.says(DANA, "LINK")

    assert "$285.00" in answer
    new = story.link(answer)
    assert story.alive(new)
    story.pays(new)
    assert story.case(invoice).state == "closed"


def test_asking_for_the_link_again_never_leaves_two_alive(begin: Begin) -> None:
    story, _, _ = _texted(begin)

    for words in ("LINK", "send me the link please"):
        story.says(DANA, words)

    assert len(story.stripe.links(active=True)) == 1
    assert story.alive(story.link(story.answers(DANA)[-1]))


def test_an_open_pay_page_is_closed_when_the_link_dies(begin: Begin) -> None:
    story, invoice, _ = _texted(begin)
    session = story.stripe.open_session(story.link())

    story.books.receive_check(invoice)
    story.minutes(5)

    assert session.status == "expired"
    with pytest.raises(NotPayable):
        story.stripe.pay(session)


@pytest.mark.parametrize("path", ["payment_links/", "checkout/sessions"])
def test_while_stripe_is_out_a_link_goes_on_dying_until_it_is_dead(begin: Begin, path: str) -> None:
    story, invoice, _ = _texted(begin)
    session = story.stripe.open_session(story.link())
    story.trouble("stripe", AnswerWith(503), path=path, times=2)

    story.books.receive_check(invoice)
    story.minutes(1)
    assert story.alive(story.link()) or session.status == "open"
    for _ in range(3):
        story.minutes(15)
        story.reconcile()

    assert not story.alive(story.link())
    assert session.status == "expired"


@pytest.mark.parametrize(("cents", "links"), [(49, 0), (50, 1), (51, 1)])
def test_what_stripe_cannot_charge_gets_no_link_and_a_question(begin: Begin, cents: int, links: int) -> None:
    story = begin(policy="minimum_to_chase: 0\n")
    story.invoice(story.customer(), cents)
    story.connect()

    story.until(day(4))

    assert len(story.stripe.links()) == len(story.touches()) == links
    assert [item.kind for item in story.reviews()] == ([] if links else ["not_chargeable"])


@pytest.mark.parametrize(
    ("currency", "rate", "minor", "asked", "wire"),
    [
        ("CAD", "0.75", 60_000, "CA$600.00", 60_000),
        ("JPY", "0.007", 50_000, "JPY 50,000", 50_000),
        ("EUR", "1.1", 12_345, "EUR 123.45", 12_345),
    ],
)
def test_a_link_is_in_the_invoices_currency_on_stripes_own_scale_and_is_booked_at_its_rate(
    begin: Begin, currency: str, rate: str, minor: int, asked: str, wire: int
) -> None:
    story = begin(habits={"multicurrency": True})
    invoice = story.invoice(story.customer(currency=currency), minor, ExchangeRate=Decimal(rate))
    story.connect()
    story.until(day(4))
    link = story.stripe.link_of(story.link())

    payment = story.pays(story.link())

    assert asked in story.bodies()[0]
    assert (link.total, link.currency) == (wire, currency.lower())
    [booked] = story.stripe_payments_in_books(payment)
    assert (booked["CurrencyRef"]["value"], booked["ExchangeRate"]) == (currency, Decimal(rate))
    assert story.books.balance(invoice) == 0


def test_a_second_payment_through_the_same_link_is_impossible(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    link = story.link()
    second = story.stripe.open_session(link)
    story.stripe.pay_link(link)

    with pytest.raises(NotPayable):
        story.stripe.pay_link(link)
    story.host.work()

    assert second.status != "complete"
    assert not story.alive(link)


def test_a_link_for_two_invoices_dies_when_one_of_them_is_paid(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer, 10_000), story.invoice(customer, 20_000)
    story.connect()
    story.until(day(4))
    both = story.link()

    story.books.receive_check(first)
    story.minutes(5)
    assert not story.alive(both)

    story.until(day(8))
    assert story.stripe.link_of(story.link()).total == 20_000
    assert story.case(second).state == "open"


def test_a_dead_link_never_comes_back_when_the_amount_does(begin: Begin) -> None:
    story, invoice, _ = _texted(begin)
    old = story.link()
    check = story.books.receive_check(invoice, 10_000)
    story.minutes(5)

    story.books.void_payment(check)
    story.until(day(8))

    assert not story.alive(old)
    assert story.stripe.link_of(story.link()).total == 48_500


def test_the_link_of_a_text_that_was_never_sent_does_not_stay_alive(begin: Begin) -> None:
    story = begin(policy="fall_back: person\n")
    story.invoice(story.customer(phone="+12125550014"))  # refused: no mobile number
    story.connect()

    story.until(day(5))
    story.reconcile()

    assert story.touches() == []
    assert story.stripe.links(active=True) == []
