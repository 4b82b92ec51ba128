"""What a hostile reader tried about money: most of these stories failed once, and stay so that they do not again."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from itertools import count

import pytest

from pastdue.domain.errors import BadInput, PastdueError
from pastdue.domain.settlement import Settlement
from pastdue.usecases.apply_credit import order_credit
from pastdue.usecases.book_again import book_again
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.settle_payment import settle_payment
from pastdue.usecases.world import World
from sandbox.faults import LoseRequest, Meanwhile
from sandbox.stripe.objects import Intent
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Death, Deaths, Steps, Story, day, watched


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


def _a_quarter_later(story: Story) -> None:
    story.minutes(15)
    story.reconcile()


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


def test_what_was_refunded_of_a_payment_before_it_was_booked_is_to_be_taken_out_once_it_is(begin: Begin) -> None:
    story, customer, _ = _texted(begin)
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    story.stripe.refund(payment, 10_000)
    story.host.work()
    [asked] = story.reviews("refund")
    assert "Nothing of it stands in QuickBooks" in asked.suggestion
    decide_review(story.world, REALM, asked.id, by="anna", release=True)

    story.books.edit_customer(customer, Active=True)
    book_again(story.world, payment.id, by="ben")
    _a_quarter_later(story)

    assert story.received_in_books(payment) == 48_500
    [asked] = story.reviews("refund")
    assert "refund receipt" in asked.suggestion
    [movement] = story.host.records(Settlement)[0].returned
    assert movement.amount.minor == 10_000


# --- orders, and a command that dies


def _refused(begin: Begin) -> tuple[Story, Intent]:
    story, customer, _ = _texted(begin)
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    story.books.edit_customer(customer, Active=True)
    return story, payment


def _deleted(begin: Begin) -> tuple[Story, Intent]:
    story, _, payment = _paid(begin)
    story.books.delete_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.host.work()
    return story, payment


@pytest.mark.parametrize("come", [_refused, _deleted], ids=["refused", "deleted"])
def test_the_command_that_books_again_may_die_anywhere_and_its_question_ends(
    begin: Begin, come: Callable[[Begin], tuple[Story, Intent]]
) -> None:
    for at in count(1):
        story, payment = come(begin)
        steps = Deaths(at)
        with suppress(Death):
            book_again(watched(story.world, steps), payment.id, by="anna")
        _a_quarter_later(story)
        asked = [item.command for item in story.reviews() if item.kind != "reopened"]
        booked = story.received_in_books(payment)
        assert (booked, asked) in ((0, [f"pastdue money book {payment.id}"]), (48_500, [])), at
        if steps.over:
            return


def test_a_refusal_that_ends_while_a_person_is_being_asked_leaves_no_question(begin: Begin) -> None:
    for at in count(1):
        story, _, _ = _texted(begin)
        story.books.habits.lapsed = True
        good = story.host.world
        steps = Deaths(at)
        story.stripe.pay_link(story.link())
        story.host.world = watched(good, steps)
        story.host.work()
        story.host.world = good
        story.books.habits.lapsed = False
        story.minutes(30)
        story.reconcile()
        [payment] = story.stripe.payments()
        if story.received_in_books(payment):
            assert story.reviews() == [], at
        if steps.over:
            return


# --- in flight


def test_a_debit_that_failed_and_is_submitted_again_unheard_silences_its_customer(begin: Begin) -> None:
    story, invoice = _texted(begin)[::2]
    payment = story.stripe.pay_by_bank(story.link(), "000222222227")
    story.until(day(10), "23:00")
    assert payment.status == "requires_payment_method"
    before = len(story.touches())

    payment.status = "processing"  # somebody submits it once more in Stripe, and no webhook comes
    story.until(day(18))

    assert story.holds(invoice) == ["payment_in_flight"]
    assert len(story.touches()) == before


# --- gaps


@pytest.mark.parametrize("what", ["refund", "chargeback"])
@pytest.mark.parametrize("days_out", [29, 31, 45])
def test_what_went_back_in_an_outage_that_outlasts_stripes_events_is_found(
    begin: Begin, what: str, days_out: int
) -> None:
    story, _, payment = _paid(begin)
    story.days(3)
    story.invoice(story.customer("Rival LLC", "(212) 555-0144", given="Ricky", email="ricky@rival.example.com"))
    story.until(day(14))
    later = story.pays(story.link())
    story.minutes(30)
    story.reconcile()
    assert story.received_in_books(later) == 48_500
    story.stripe.knobs.lost = 1.0
    story.host.clock.advance(timedelta(hours=12))
    if what == "refund":
        story.stripe.refund(payment, 10_000)
    else:
        story.stripe.dispute(payment)
    story.asleep_until(day(14 + days_out), "03:00")

    story.reconcile()
    story.reconcile()

    assert len(story.reviews(what)) == 1
    assert story.reconcile().payments_queued == 0


# --- references


def test_a_payment_of_three_invoices_two_of_which_change_hands_one_after_the_other_is_booked_whole(
    begin: Begin,
) -> None:
    story = begin()
    customer = story.customer()
    other = story.customer("Harborview Holdings", "", given="", email="h@example.com")
    invoices = [story.invoice(customer, 10_000) for _ in range(3)]
    story.connect()
    story.until(day(4))

    def moves(invoice: str) -> Meanwhile:
        return Meanwhile(lambda: story.books.edit_invoice(invoice, CustomerRef={"value": other}))

    story.trouble("quickbooks", moves(invoices[1]), method="POST", path=r"/payment\?")
    story.trouble("quickbooks", moves(invoices[2]), method="POST", path=r"/payment\?")
    story.trouble("quickbooks", LoseRequest(), method="POST", path=r"/payment\?", skip=2)
    payment = story.pays(story.link())
    story.minutes(30)
    story.reconcile()

    assert story.received_in_books(payment) == 30_000
    assert [story.books.balance(each) for each in invoices] == [0, 0, 0]


@pytest.mark.parametrize("whose", ["its own customer's", "whoever it was merged into"])
def test_what_somebody_recorded_by_hand_with_stripes_id_is_not_booked_again(begin: Begin, whose: str) -> None:
    story, customer, invoice = _texted(begin)
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    if whose == "its own customer's":
        story.books.edit_customer(customer, Active=True)
    else:
        customer, gone = story.customer("Harborview Inc", "", given="", email="inc@example.com"), customer
        story.books.merge_customers(customer, gone)
        story.host.work()
    theirs = story.books.receive_payment(customer, 48_500, {invoice: 48_500})
    story.books.tamper("Payment", theirs, PrivateNote=f"by hand, {payment.id}")
    story.host.work()

    with pytest.raises(BadInput, match=f"as Payment {theirs}, which somebody recorded"):
        book_again(story.world, payment.id, by="ben")
    # when it was a mistake and is taken out again
    story.books.delete_payment(theirs)
    story.host.work()
    book_again(story.world, payment.id, by="ben")
    _a_quarter_later(story)

    assert len(story.stripe_payments_in_books(payment)) == 1
    assert story.books.balance(invoice) == 0


@pytest.mark.parametrize("come", [_refused, _deleted], ids=["refused", "deleted"])
def test_a_payment_that_is_booked_by_order_days_later_is_no_payment_without_a_place(
    begin: Begin, come: Callable[[Begin], tuple[Story, Intent]]
) -> None:
    story, payment = come(begin)
    story.until(day(8))

    book_again(story.world, payment.id, by="anna")
    story.host.clock.advance(timedelta(minutes=15))
    told = story.reconcile()

    assert told.oldest_difference == 15
    assert story.received_in_books(payment) == 48_500
    assert not any("a day ago" in mail.subject for mail in story.owner_mails())


def test_who_is_told_that_a_refunded_payment_is_not_booked_is_led_to_what_lets_reminders_go_on(begin: Begin) -> None:
    story, customer, invoice = _texted(begin)
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    story.stripe.refund(payment)
    story.host.work()
    story.books.edit_customer(customer, Active=True)
    [refund] = story.reviews("refund")
    decide_review(story.world, REALM, refund.id, by="anna", release=True)

    with pytest.raises(BadInput) as refused:
        book_again(story.world, payment.id, by="anna")
    found = re.search(r"`pastdue review decide (\S+) --release`", str(refused.value))
    assert found
    decide_review(story.world, REALM, found[1], by="anna", release=True)
    story.until(day(9))

    assert (story.holds(invoice), story.reviews()) == ([], [])
    assert len(story.touches()) == 2


@pytest.mark.parametrize("into", ["the payer", "somebody else"])
def test_a_customer_who_is_merged_while_the_payment_is_posted_has_it_under_whoever_is_left(
    begin: Begin, into: str
) -> None:
    story, parent, child = _parent_and_child(begin)
    kept = parent if into == "the payer" else story.customer("Harborview Inc", "", given="", email="i@example.com")
    story.trouble(
        "quickbooks",
        Meanwhile(lambda: story.books.merge_customers(kept, child)),
        method="POST",
        path=r"/payment\?",
    )
    payment = story.pays(story.link())
    story.minutes(30)
    story.reconcile()

    assert story.received_in_books(payment) == 20_000
    assert {each["CustomerRef"]["value"] for each in story.stripe_payments_in_books(payment)} == {parent, kept}
    assert story.reviews() == []


def test_part_payments_and_a_credit_in_yen_are_exact(begin: Begin) -> None:
    story = begin(habits={"multicurrency": True})
    customer = story.customer(currency="JPY")
    invoice = story.invoice(customer, 50_001)
    story.books.add_credit_memo(customer, 333)
    story.connect()
    story.until(day(4))
    assert "JPY 49,668" in story.bodies()[-1]
    story.books.receive_check(invoice, 10_000)
    story.host.work()
    story.until(day(8))
    assert "JPY 39,668" in story.bodies()[-1]

    payment = story.pays(story.link())
    story.minutes(10)

    assert payment.amount == 39_668
    assert story.received_in_books(payment) == 39_668
    assert (story.books.balance(invoice), story.reviews()) == (0, [])
    story.stripe.refund(payment, 668)
    story.host.work()
    [asked] = story.reviews("refund")
    assert asked.facts["refunded"] == "JPY 668"


@pytest.mark.parametrize("how", ["refund", "chargeback"])
@pytest.mark.parametrize("taken_out", ["voided", "deleted"])
def test_money_that_comes_back_after_its_payment_was_taken_out_is_recorded_again_by_the_command(
    begin: Begin, how: str, taken_out: str
) -> None:
    story, invoice, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    refund = story.stripe.refund(payment) if how == "refund" else None
    dispute = story.stripe.dispute(payment) if how == "chargeback" else None
    story.host.work()
    (story.books.void_payment if taken_out == "voided" else story.books.delete_payment)(ours["Id"])
    story.host.work()
    if refund is not None:
        story.stripe.fail_refund(refund)
    if dispute is not None:
        story.stripe.close_dispute(dispute, "won")
    story.host.work()

    [question] = story.reviews("failed_refund" if how == "refund" else "chargeback_won")
    assert question.command == f"pastdue money book {payment.id}"
    book_again(story.world, payment.id, by="anna")
    _a_quarter_later(story)

    standing = [each for each in story.stripe_payments_in_books(payment) if each["TotalAmt"]]
    assert [story.books.minor(each["TotalAmt"], each) for each in standing] == [48_500]
    assert story.books.balance(invoice) == 0
    assert question.id not in {each.id for each in story.reviews()}


def test_what_came_in_beyond_what_was_open_is_no_question_once_it_was_refunded(begin: Begin) -> None:
    story, _, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())
    story.books.receive_check(invoice, 20_000)
    story.stripe.knobs.lost = 0.0
    _a_quarter_later(story)
    assert [item.kind for item in story.reviews()] == ["overpaid"]

    story.stripe.refund(payment, 20_000)
    story.host.work()

    assert [item.kind for item in story.reviews()] == ["refund"]


@pytest.mark.parametrize("beyond", ["thirty days", "a thousand changes"])
def test_a_payment_of_ours_that_is_deleted_beyond_what_change_data_capture_tells_is_asked_about(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, beyond: str
) -> None:
    story, _, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    story.reconcile()
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.books.delete_payment(ours["Id"])
    if beyond == "thirty days":
        story.asleep_until(day(40), "03:00")
    else:
        monkeypatch.setattr("sandbox.quickbooks.api.CDC_MOST", 3)
        monkeypatch.setattr("pastdue.adapters.quickbooks.client._CDC_MOST", 3)
        other = story.customer("Harborview Bar", "", given="", email="bar@example.com")
        for _ in range(5):
            story.invoice(other, 9_900, due=day(90))
        story.host.clock.advance(timedelta(minutes=15))

    story.reconcile()

    [question] = story.reviews("entry_changed")
    assert question.command == f"pastdue money book {payment.id}"


def test_an_order_about_an_invoice_that_cannot_be_read_is_no_outage_of_quickbooks(begin: Begin) -> None:
    story, customer, invoice = _texted(begin)
    story.books.add_credit_memo(customer, 48_500)
    story.host.work()
    order_credit(story.world, story.case(invoice), by="anna")
    story.books.tamper("Invoice", invoice, CurrencyRef={"value": "??"})
    story.host.clock.advance(timedelta(minutes=16))

    told = story.reconcile()

    assert (told.oldest_difference, told.failed) == (0, ())
    assert "unreadable" in {item.kind for item in story.reviews()}
    story.books.tamper("Invoice", invoice, CurrencyRef={"value": "USD"})
    story.host.clock.advance(timedelta(minutes=16))
    story.reconcile()
    assert story.books.balance(invoice) == 0


def test_a_payment_that_is_refunded_in_parts_to_the_whole_is_taken_out_in_parts_without_a_question(
    begin: Begin,
) -> None:
    story, _, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    for part, left in ((10_000, 385), (20_000, 185)):
        story.stripe.refund(payment, part)
        story.host.work()
        story.books.tamper("Payment", ours["Id"], TotalAmt=type(ours["TotalAmt"])(left))
        story.host.work()
    story.stripe.refund(payment, 18_500)
    story.host.work()
    story.books.void_payment(ours["Id"])
    story.host.work()
    assert {item.kind for item in story.reviews()} == {"refund", "reopened"}
    assert [item.facts["refunded"] for item in story.reviews("refund")] == ["$100.00", "$300.00", "$485.00"]
    with pytest.raises(BadInput, match="went back"):
        book_again(story.world, payment.id, by="anna")


def _settles(world: World, payment: Intent) -> None:
    settle_payment(world, payment.id)


def test_an_order_to_book_is_carried_out_once_although_a_worker_and_the_reconciliation_meet(begin: Begin) -> None:
    for at in count(1):
        story, payment = _refused(begin)
        book_again(story.world, payment.id, by="anna")
        good = story.host.world

        steps = Steps(at, partial(_settles, good, payment))
        with suppress(PastdueError):
            settle_payment(watched(good, steps), payment.id)
        story.minutes(30)
        story.reconcile()
        assert story.received_in_books(payment) == 48_500, at
        assert len(story.stripe_payments_in_books(payment)) == 1, at
        assert story.reviews() == []
        if steps.over:
            return
