"""Promise 4: each captured payment ends exactly once in QuickBooks, or in the review queue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from pastdue.domain.settlement import Settlement
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.settle_payment import Settled, settle_payment
from sandbox.faults import AnswerWith, LoseAnswer, LoseRequest, Meanwhile, Trouble
from sandbox.stripe.objects import Intent
from sandbox.wire import Request
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day


def _texted(begin: Begin, amount: int = 48_500, **more: object) -> tuple[Story, str]:
    story = begin(**more)
    invoice = story.invoice(story.customer(), amount)
    story.connect()
    story.until(day(4))
    return story, invoice


# --- paid


def test_a_payment_by_card_becomes_one_payment_in_quickbooks_with_stripes_ids_and_thanks(begin: Begin) -> None:
    story, invoice = _texted(begin)

    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert story.books.minor(booked["TotalAmt"], booked) == 48_500
    assert booked["Line"][0]["LinkedTxn"] == [{"TxnId": invoice, "TxnType": "Invoice"}]
    assert booked["TxnDate"] == str(day(4))
    assert len(booked["PaymentRefNum"]) <= 21
    assert payment.id in booked["PrivateNote"]
    assert payment.charge is not None
    assert payment.charge.id in booked["PrivateNote"]
    assert story.books.balance(invoice) == 0
    assert story.case(invoice).state == "closed"
    assert [text.body for text in story.answers(DANA)] == [
        "Thank you! Bright Pine Plumbing got your payment of $485.00 for invoice 1001."
    ]
    assert not story.alive(story.link())


def test_the_payment_comes_back_from_quickbooks_as_webhooks_and_changes_nothing_more(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.pays(story.link())
    before = story.facts(invoice)

    story.until(day(20))

    assert story.facts(invoice) == before
    assert len(story.books.payments()) == 1


def test_the_deposit_account_and_the_invoices_field_are_the_policys(begin: Begin) -> None:
    story = begin(habits={"custom_fields": {"1": "Stripe payment"}}, policy="invoice_field: Stripe payment\n")
    account = story.books.add_account("Stripe clearing")
    policy = story.host.policies.policy.model_copy(update={"deposit_account_id": account})
    story.host.policies.policy = policy
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))

    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert booked["DepositToAccountRef"]["value"] == account
    [field] = story.books.invoice(invoice)["CustomField"]
    assert field["StringValue"] == payment.id[:31]
    assert len(story.books.invoice(invoice)["Line"]) == 2  # its line and QuickBooks' subtotal: untouched


def test_one_payment_for_two_invoices_of_a_customer_is_one_payment_with_two_lines(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer, 10_000), story.invoice(customer, 20_050)
    story.connect()
    story.until(day(4))

    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert {line["LinkedTxn"][0]["TxnId"] for line in booked["Line"]} == {first, second}
    assert story.books.balance(first) == story.books.balance(second) == 0


def test_one_payment_for_a_parent_and_its_sub_customer_is_one_payment_for_each(begin: Begin) -> None:
    story = begin(policy="parent_pays: true\n")
    parent = story.customer()
    child = story.customer("Harborview Kitchen", "", given="", email="", parent=parent)
    first, second = story.invoice(parent, 10_000), story.invoice(child, 5_000)
    story.connect()
    story.until(day(4))

    payment = story.pays(story.link())

    booked = story.stripe_payments_in_books(payment)
    assert {each["CustomerRef"]["value"] for each in booked} == {parent, child}
    assert story.received_in_books(payment) == 15_000
    assert story.books.balance(first) == story.books.balance(second) == 0


# --- once


@pytest.mark.parametrize("knob", ["duplicates", "late", "twins"])
def test_doubled_and_disordered_events_book_a_payment_once(begin: Begin, knob: str) -> None:
    story, invoice = _texted(begin)
    setattr(story.stripe.knobs, knob, 1.0)

    payment = story.pays(story.link())
    story.until(day(6))

    assert len(story.stripe_payments_in_books(payment)) == 1
    assert len(story.answers(DANA)) == 1
    assert story.books.balance(invoice) == 0


def test_a_payment_of_which_no_webhook_came_is_found_by_the_reconciliation(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0

    payment = story.pays(story.link())
    assert story.stripe_payments_in_books(payment) == []
    story.minutes(15)
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"


def test_settling_again_and_again_books_once(begin: Begin) -> None:
    story, _ = _texted(begin)
    payment = story.pays(story.link())

    done = [settle_payment(story.world, payment.id).done for _ in range(3)]

    assert done == [Settled.ALREADY] * 3
    assert len(story.stripe_payments_in_books(payment)) == 1


_THROTTLED = AnswerWith(429, b"")
_DOWN = AnswerWith(503, b"upstream connect error")


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", r"/payment\?"), ("GET", "/invoice/"), ("GET", "/companyinfo/"), ("GET", "/preferences")],
)
@pytest.mark.parametrize(
    "trouble", [LoseAnswer(), LoseRequest(), _THROTTLED, _DOWN], ids=["answer", "request", "429", "503"]
)
def test_whatever_quickbooks_answers_the_payment_is_booked_once(
    begin: Begin, method: str, path: str, trouble: Trouble
) -> None:
    story, invoice = _texted(begin)
    # What was done before its answer was lost is found, and not asked for a second time.
    times = 1 if method == "POST" and trouble == LoseAnswer() else 2
    story.trouble("quickbooks", trouble, method=method, path=path, times=times)

    payment = story.pays(story.link())
    story.minutes(30)
    story.reconcile()

    assert len(story.stripe_payments_in_books(payment)) == 1
    assert story.case(invoice).state == "closed"


@pytest.mark.parametrize("lag", [timedelta(0), timedelta(hours=3)])
def test_a_booking_whose_answer_was_lost_is_found_although_the_index_lags(begin: Begin, lag: timedelta) -> None:
    story, invoice = _texted(begin)
    story.books.index_lag = lag
    story.trouble("quickbooks", LoseAnswer(), method="POST", path=r"/payment\?")
    story.trouble("quickbooks", _DOWN, method="GET", path="query=")

    payment = story.pays(story.link())
    story.minutes(30)

    assert len(story.stripe_payments_in_books(payment)) == 1
    assert len(story.quickbooks.said("POST", "/payment$")) == 1
    assert story.case(invoice).state == "closed"


def test_a_quickbooks_that_is_out_for_hours_loses_nothing(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.trouble("quickbooks", _DOWN, times=-1)
    payment = story.pays(story.link())
    for _ in range(12):
        story.minutes(15)
        story.reconcile()
    assert story.stripe_payments_in_books(payment) == []

    story.host.vendors.quickbooks_line.clear()
    for _ in range(4):
        story.minutes(15)
        story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    story.expected_dead = len(story.host.queue.dead)


def test_a_stale_token_is_renewed_and_the_work_goes_on(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.trouble(
        "quickbooks",
        AnswerWith(401, b'{"fault":{"error":[{"message":"token expired","code":"3200"}],"type":"AUTHENTICATION"}}'),
        path="/v3/company/",
    )

    story.pays(story.link())

    assert story.case(invoice).state == "closed"


def test_an_invoice_that_moves_while_it_is_paid_is_booked_on_what_it_then_is(begin: Begin) -> None:
    story, invoice = _texted(begin)

    def check() -> None:
        story.books.receive_check(invoice, 20_000)

    story.trouble("quickbooks", Meanwhile(check), method="POST", path=r"/payment\?")
    payment = story.pays(story.link())
    story.until(day(5))

    assert story.received_in_books(payment) == 48_500
    assert story.books.balance(invoice) == 0
    [question] = story.reviews()
    assert question.kind == "overpaid"
    assert "$200.00" in question.title


def test_a_payment_after_the_books_were_closed_is_dated_on_their_first_open_day(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.books.habits.book_close_date = day(10)

    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert booked["TxnDate"] == str(day(11))
    assert f"Paid on {day(4)}" in booked["PrivateNote"]


def test_what_quickbooks_refuses_for_good_waits_for_a_person_and_is_not_lost(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.books.habits.lapsed = True  # 6190: the subscription ended

    payment = story.pays(story.link())
    story.until(day(6))

    [question] = story.reviews("unbooked_payment")
    assert question.facts["payment_intent"] == payment.id
    assert question.facts["amount"] == "$485.00"
    assert story.stripe_payments_in_books(payment) == []
    story.until(day(20))
    assert len(story.touches()) == 1  # it was paid: nobody is reminded
    assert story.case(invoice).state == "open"


# --- more, less, elsewhere


def test_an_old_pay_page_that_was_submitted_before_the_link_died_becomes_credit_and_a_question(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())  # submitted, and we do not know yet
    story.books.receive_check(invoice)
    story.minutes(5)
    story.reconcile()

    [booked] = story.stripe_payments_in_books(payment)
    assert story.books.minor(booked["UnappliedAmt"], booked) == 48_500
    [question] = story.reviews("overpaid")
    # the check looks like the same money entered by hand: that is asked as well
    assert len(story.reviews("double_entry")) == 1
    assert "$485.00" in question.title
    assert story.case(invoice).state == "closed"


@pytest.mark.parametrize("gone", ["void", "deleted"])
def test_a_payment_for_an_invoice_that_is_gone_is_credit_and_a_question(begin: Begin, gone: str) -> None:
    story, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())
    (story.books.void_invoice if gone == "void" else story.books.delete_invoice)(invoice)
    story.minutes(5)
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert [item.kind for item in story.reviews()] == ["overpaid"]


def _owners_link(story: Story, metadata: Mapping[str, str]) -> str:
    """A payment link that somebody makes in Stripe's own dashboard."""
    form = {
        "line_items[0][quantity]": "1",
        "line_items[0][price_data][currency]": "usd",
        "line_items[0][price_data][unit_amount]": "1500",
        "line_items[0][price_data][product_data][name]": "Sticker",
        **{f"metadata[{name}]": value for name, value in metadata.items()},
        **{f"payment_intent_data[metadata][{name}]": value for name, value in metadata.items()},
    }
    headers = {"Authorization": "Bearer sk_test_pastdue", "Content-Type": "application/x-www-form-urlencoded"}
    said = story.stripe.handle(Request.of("POST", "/v1/payment_links", headers, urlencode(form).encode()))
    assert said.status == 200, said.body
    return story.stripe.links()[-1].id


def test_a_payment_that_names_a_link_we_do_not_know_goes_to_a_person(begin: Begin) -> None:
    story, _ = _texted(begin)
    link = _owners_link(story, {"pastdue_link": "0000000000000000", "pastdue_company": REALM})

    payment = story.pays(link)
    story.until(day(6))

    [question] = story.reviews()
    assert question.kind == "unknown_payment"
    assert question.facts["payment_intent"] == payment.id
    assert story.stripe_payments_in_books(payment) == []


def test_what_a_person_said_of_an_unknown_payment_stays_said_and_it_is_no_difference_of_the_books(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.pays(_owners_link(story, {"pastdue_link": "0000000000000000", "pastdue_company": REALM}))
    [question] = story.reviews()
    decide_review(story.world, REALM, question.id, by="anna", release=False)

    for hour in range(6):
        story.host.run_until(story.now + timedelta(hours=1))
        assert story.reconcile().oldest_difference == 0, hour

    assert story.reviews() == []


def test_a_payment_that_is_none_of_ours_is_left_alone(begin: Begin) -> None:
    story, _ = _texted(begin)
    link = _owners_link(story, {"order": "17"})

    payment = story.pays(link)
    story.until(day(6))
    story.reconcile()

    assert story.reviews() == []
    assert story.books.payments() == []
    assert [
        settlement for settlement in story.host.records(Settlement) if settlement.payment_intent == payment.id
    ] == []


def test_what_a_customer_writes_into_the_address_of_the_link_reconciles_nothing(begin: Begin) -> None:
    story, invoice = _texted(begin)
    other = story.invoice(story.customer("Harborview Bar", "", given="", email="bar@example.com"), 48_500)
    story.host.work()

    payment = story.pays(f"{story.link()}&client_reference_id={other}&prefilled_email=eve%40example.com")

    assert story.books.balance(invoice) == 0
    assert story.books.balance(other) == 48_500
    assert story.received_in_books(payment) == 48_500


# --- money back


def test_a_refund_holds_first_and_asks_and_nobody_is_reminded_because_of_it(begin: Begin) -> None:
    story, invoice = _texted(begin)
    payment = story.pays(story.link())
    story.minutes(10)

    story.stripe.refund(payment)
    story.host.work()
    [question] = story.reviews()
    assert question.kind == "refund"
    # The bookkeeper voids the payment, and the invoice is open again.
    story.books.void_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.until(day(20))

    assert "review" in story.holds(invoice)
    assert len(story.touches()) == 1


def test_after_a_refund_the_ladder_goes_on_once_a_person_says_so(begin: Begin) -> None:
    story, invoice = _texted(begin)
    payment = story.pays(story.link())
    story.stripe.refund(payment)
    story.host.work()
    story.books.void_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.until(day(8))

    for item in story.reviews():
        decide_review(story.world, REALM, item.id, by="anna", release=True)
    story.until(day(10))

    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


@pytest.mark.parametrize("parts", [(10_000,), (10_000, 38_500), (100, 200, 300)])
def test_each_partial_refund_is_a_question_of_its_own(begin: Begin, parts: tuple[int, ...]) -> None:
    story, _ = _texted(begin)
    payment = story.pays(story.link())

    for part in parts:
        story.stripe.refund(payment, part)
        story.host.work()
        story.minutes(1)

    assert len(story.reviews("refund")) == len(parts)
    assert story.received_in_books(payment) == 48_500  # the ledger is a person's


def test_a_refund_that_the_bank_sends_back_is_asked_about_once_and_then_at_rest(begin: Begin) -> None:
    story, _ = _texted(begin)
    payment = story.pays(story.link())
    refund = story.stripe.refund(payment)
    story.host.work()

    story.stripe.fail_refund(refund)
    story.host.work()

    assert [question.kind for question in story.reviews()] == ["refund", "failed_refund"]
    assert story.reconcile().payments_queued == 0


def test_a_refund_whose_webhook_was_lost_is_found_by_the_reconciliation(begin: Begin) -> None:
    story, _ = _texted(begin)
    payment = story.pays(story.link())
    story.until(day(5))
    story.stripe.knobs.lost = 1.0

    story.stripe.refund(payment)
    story.minutes(15)
    story.reconcile()

    assert len(story.reviews("refund")) == 1


def test_a_chargeback_holds_first_and_asks(begin: Begin) -> None:
    story, invoice = _texted(begin)
    payment = story.pays(story.link())
    story.minutes(10)

    story.stripe.dispute(payment)
    story.host.work()

    [question] = story.reviews()
    assert question.kind == "chargeback"
    assert invoice in question.invoice_ids


def test_a_payment_refunded_before_it_could_be_booked_goes_to_a_person_and_not_into_the_books(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_link(story.link())
    story.stripe.refund(payment)

    story.minutes(15)
    story.reconcile()

    assert story.stripe_payments_in_books(payment) == []
    assert [item.kind for item in story.reviews()] == ["unbooked_payment", "refund"]


# --- in flight


def test_a_bank_debit_is_booked_when_the_bank_says_so_and_not_before(begin: Begin) -> None:
    story, invoice = _texted(begin)

    payment = story.stripe.pay_by_bank(story.link())
    story.until(day(6))
    assert story.books.payments() == []
    story.until(day(12))

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"


def test_a_bank_debit_whose_every_webhook_was_lost_is_still_seen_and_booked(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0

    payment = story.stripe.pay_by_bank(story.link())
    story.until(day(20))

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    assert len(story.touches()) == 1


def test_a_check_is_not_thanked_for(begin: Begin) -> None:
    story, invoice = _texted(begin)

    story.books.receive_check(invoice)
    story.until(day(8))

    assert story.answers(DANA) == []


def test_a_policy_without_thanks_gives_none(begin: Begin) -> None:
    story, _ = _texted(begin, policy="thank_you: false\n")

    story.pays(story.link())

    assert story.answers(DANA) == []


def _intents(story: Story) -> list[Intent]:
    return [intent for intent in story.stripe.payments() if "pastdue_link" in intent.metadata]


@pytest.mark.parametrize("seed", range(8))
def test_two_weeks_of_trouble_on_every_line_lose_and_double_no_cent(begin: Begin, seed: int) -> None:
    story = begin(seed=seed)
    story.stripe.knobs.duplicates = story.stripe.knobs.late = story.stripe.knobs.lost = story.stripe.knobs.twins = 0.4
    webhooks = story.host.vendors.quickbooks.webhooks
    webhooks.repeat = webhooks.late = webhooks.drop = 0.4
    numbers = [f"(212) 555-01{index:02d}" for index in range(10, 18)]
    customers = [story.customer(f"Customer {n}", n, email=f"c{i}@example.com") for i, n in enumerate(numbers)]
    invoices = [story.invoice(customer, 10_000 + 100 * index) for index, customer in enumerate(customers)]
    story.connect()
    story.until(day(3), "12:00")
    line = story.host.vendors.quickbooks_line
    troubles: tuple[Trouble, ...] = (LoseAnswer(), _DOWN, LoseRequest(), _THROTTLED)
    for index, trouble in enumerate(troubles):
        line.add(trouble, method="POST", path=r"/payment\?", skip=index)
    line.add(_DOWN, method="GET", path="/invoice/", times=3, skip=seed)

    for text in story.touches():
        if story.host.random.random() < 0.7:
            story.pays(story.link(text))
    for hours in range(1, 13):
        story.host.run_until(story.now + timedelta(hours=hours))
        story.reconcile()

    for intent in _intents(story):
        assert story.received_in_books(intent) == intent.amount
    received = sum(intent.amount for intent in _intents(story))
    open_now = sum(story.books.balance(invoice) for invoice in invoices)
    assert received + open_now == sum(10_000 + 100 * index for index in range(8))
    story.expected_dead = len(story.host.queue.dead)


def test_a_payment_on_the_31st_in_the_evening_is_dated_in_the_companys_zone(begin: Begin) -> None:
    story = begin(on=date(2026, 7, 27))
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(date(2026, 7, 31), "22:15")  # already August in Greenwich

    payment = story.pays(story.link())

    [booked] = story.stripe_payments_in_books(payment)
    assert booked["TxnDate"] == "2026-07-31"
    assert story.books.balance(invoice) == 0
