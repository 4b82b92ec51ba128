"""More attempts to break what people are promised: words said twice or late, orders overtaken, talk after a stop."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from pastdue.domain.plan import Plan, PlanState, plan_key
from pastdue.usecases.order_link import order_link
from pastdue.usecases.record_consent import revoke_consent
from pastdue.usecases.stop_everything import resume, stop_everything
from sandbox.faults import AnswerWith, Meanwhile
from sandbox.wire import Delivery
from sandbox.world import Vendor
from tests.integration.conftest import Begin
from tests.integration.story import DANA, NEW_YORK, REALM, Story, day, moment


def _plan(story: Story, customer: str = "1") -> Plan:
    plan = story.world.store.get(Plan, plan_key(REALM, customer))
    assert plan is not None
    return plan


def _texted(begin: Begin, *amounts: int) -> tuple[Story, list[str]]:
    """Dana has had the first text, about all of these."""
    story = begin()
    customer = story.customer()
    invoices = [story.invoice(customer, amount, due=day(0)) for amount in amounts or (48_500,)]
    story.connect()
    story.until(day(3), "12:00")
    assert len(story.touches()) == 1
    return story, invoices


def _offered(begin: Begin) -> Story:
    """A plan was offered by text on the day after the second rung."""
    story = begin()
    story.invoice(story.customer(), 60_000, due=day(0))
    story.connect()
    story.until(day(8))
    story.says(DANA, "PLAN")
    assert _plan(story).state is PlanState.OFFERED
    return story


# --- promises


def test_who_says_twice_that_they_pay_on_friday_has_promised_once_and_breaks_one_promise(begin: Begin) -> None:
    story, [invoice] = _texted(begin)

    story.says(DANA, "I'll pay on Friday")
    story.minutes(30)
    story.says(DANA, "yes, friday for sure I will pay")
    story.minutes(30)
    story.says(DANA, "I will pay Friday, promise")
    assert story.holds(invoice) == ["promise"] * 3
    story.until(day(6), "12:00")

    assert story.facts(invoice).count("promise broken") == 1
    assert story.reviews() == []


def test_a_promise_from_a_number_that_owes_nothing_goes_to_a_person(begin: Begin) -> None:
    story, [invoice] = _texted(begin)

    said = story.says("+13475550188", "I'll pay on Friday")

    assert said == []
    assert story.holds(invoice) == []
    assert [item.words for item in story.reviews("reply")] == ["I'll pay on Friday"]


# --- after a stop flag


@pytest.mark.parametrize("words", ["ok", "AGREE"])
def test_after_a_stop_flag_a_yes_starts_no_plan_and_a_person_reads_it(begin: Begin, words: str) -> None:
    story = _offered(begin)
    story.minutes(10)
    story.says(DANA, "I am filing for bankruptcy")
    story.minutes(10)

    assert story.says(DANA, words) == []

    assert _plan(story).state is PlanState.OFFERED
    assert [item.words for item in story.reviews("reply")] == [words]


# --- ordered links


def test_an_ordered_link_that_a_check_overtook_does_not_ask_for_what_is_in_dispute(begin: Begin) -> None:
    story, [invoice] = _texted(begin)
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")
    before = len(story.messages(DANA))

    story.books.receive_check(invoice, 30_000)
    story.until(day(6), "12:00")

    assert len(story.messages(DANA)) == before
    [told] = story.reviews("link_not_sent")
    assert told.facts["why"] == "a payment or a credit has come in since it was ordered"


def test_an_ordered_link_waits_while_quickbooks_does_not_answer(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")
    story.asleep_until(day(4), "12:00")
    story.trouble("quickbooks", AnswerWith(503), times=-1)

    story.until(day(4), "15:00")
    before = len(story.messages(DANA))
    story.host.vendors.quickbooks_line.clear()
    story.until(day(4), "16:00")

    assert len(story.messages(DANA)) == before + 1
    assert "$300.00" in story.messages(DANA)[-1].body
    assert story.reviews("link_not_sent") == []


def test_consent_that_is_taken_back_while_an_ordered_link_is_made_stops_it(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")
    story.asleep_until(day(4), "12:00")
    before = len(story.messages(DANA))

    def takes_back() -> None:
        revoke_consent(story.world, REALM, "1", "Anna", "called", story.today)

    story.trouble("stripe", Meanwhile(takes_back), method="POST", path="payment_links$")
    story.reconcile()
    story.until(day(6), "12:00")

    assert len(story.messages(DANA)) == before
    [told] = story.reviews("link_not_sent")
    assert told.facts["why"] == "there is no consent to text this number"


def test_an_ordered_link_waits_for_another_day_where_the_customer_was_answered_twice_on_this_one(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    story.until(day(4), "09:30")
    for words in ("what is my balance?", "who is this?"):
        assert len(story.says(DANA, words)) == 1
        story.minutes(10)
    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")

    story.until(day(5), "12:00")

    assert [text.created.astimezone(NEW_YORK).date() for text in story.messages(DANA) if "$300.00" in text.body] == [
        day(5)
    ]
    assert story.reviews("link_not_sent") == []


# --- "I paid"


def test_of_two_invoices_said_to_be_paid_the_one_whose_bank_debit_fails_is_reminded_again(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    paid, open_ = story.invoice(customer, 10_000, due=day(0)), story.invoice(customer, 20_000, due=day(4))
    story.connect()
    story.until(day(3), "12:00")
    story.stripe.pay_by_bank(story.link(), "000222222227")  # it fails four days later
    story.minutes(60)

    story.says(DANA, "I already paid 1001 and 1002")
    assert story.holds(paid) == ["payment_in_flight"]
    assert story.holds(open_) == ["already_paid"]
    story.until(day(14), "12:00")

    assert story.holds(paid) == []
    assert story.rungs(paid)[1][0] == 2
    [asked] = story.reviews("already_paid")
    assert asked.invoice_ids == (open_,)


# --- links


def test_the_link_of_an_instalment_leaves_the_link_of_an_invoice_that_is_not_on_the_plan(begin: Begin) -> None:
    story = _offered(begin)
    story.minutes(10)
    story.says(DANA, "AGREE")
    story.until(day(9))
    story.invoice("1", 30_000, due=day(6), created=day(-20))
    story.until(day(10), "12:00")
    own = story.link()
    assert "$300.00 for invoice 1002" in story.bodies()[-1]
    story.says(DANA, "how much do I owe?")
    story.until(day(11), "12:00")

    [said] = story.says(DANA, "send me the link")

    assert "$200.00, invoice 1001" in said
    assert story.alive(own)
    assert story.alive(story.link(said))


# --- what a reply concerns


def _shared(begin: Begin) -> tuple[Story, str, str]:
    """Two customers with one phone: the first was texted, and has paid; the second's invoice is not due yet."""
    story = begin()
    cafe = story.customer()
    bar = story.customer("Harborview Bar", given="Ricky", email="bar@harborview.example.com")
    first, second = story.invoice(cafe, due=day(0)), story.invoice(bar, due=day(20))
    story.connect()
    story.until(day(3), "12:00")
    story.pays(story.link())
    story.until(day(5), "12:00")
    return story, first, second


def test_a_complaint_about_what_was_paid_names_and_holds_nothing_of_another_customer(begin: Begin) -> None:
    story, first, second = _shared(begin)

    [said] = story.says(DANA, "the sink still leaks")

    assert "1002" not in said
    assert story.holds(second) == []
    [asked] = story.reviews("dispute")
    assert (asked.customer_id, asked.invoice_ids) == ("1", (first,))


def test_who_says_that_a_paid_invoice_of_the_last_text_is_paid_is_thanked_and_the_other_is_not_held(
    begin: Begin,
) -> None:
    story, [paid, other] = _texted(begin, 10_000, 20_000)
    story.books.receive_check(paid, 10_000)
    story.minutes(5)

    [said] = story.says(DANA, "I already paid 1001")

    assert "we have your payment for invoice 1001" in said
    assert story.holds(other) == []
    assert story.reviews() == []


def test_who_says_that_a_voided_invoice_is_paid_is_read_by_a_person(begin: Begin) -> None:
    story, [void, other] = _texted(begin, 10_000, 20_000)
    story.books.void_invoice(void)
    story.minutes(5)

    [said] = story.says(DANA, "I already paid 1001")

    assert "we have your payment" not in said
    assert story.holds(other) == []
    assert [item.invoice_ids for item in story.reviews("already_paid")] == [(void,)]


def test_a_text_that_an_answer_overtook_while_it_was_made_is_still_the_last_one(begin: Begin) -> None:
    story = begin()
    cafe = story.customer()
    bar = story.customer("Harborview Bar", given="Ricky", email="bar@harborview.example.com")
    first, second = story.invoice(cafe, due=day(0)), story.invoice(bar, due=day(20))
    story.connect()
    story.until(day(2), "20:00")

    def asks() -> None:
        story.host.clock.advance(timedelta(seconds=1))
        story.twilio.receive(DANA, "who is this? 1002?")
        story.host.work()
        story.host.clock.advance(timedelta(seconds=1))

    story.trouble("stripe", Meanwhile(asks), method="POST", path="payment_links$")
    story.until(day(3), "12:00")
    assert ["1002" in story.messages()[0].body, "1001" in story.messages()[1].body] == [True, True]

    story.says(DANA, "this is wrong, dispute")

    assert story.holds(first) == ["dispute"]
    assert "dispute" not in story.holds(second)


# --- heard late


def _heard_late(begin: Begin, words: str, at: str = "12:00") -> tuple[Story, str]:
    """Dana wrote on Thursday at three; nothing of ours ran from then on until Friday."""
    deaf = True

    def listen(vendor: Vendor, delivery: Delivery) -> bool:
        return not (deaf and vendor == "twilio" and "/twilio/inbound" in delivery.url)

    story = begin(listen=listen)
    invoice = story.invoice(story.customer(), due=day(0))
    story.connect()
    story.until(day(3), "15:00")
    story.twilio.receive(DANA, words)
    story.asleep_until(day(4), at)
    deaf = False
    story.reconcile()
    return story, invoice


@pytest.mark.parametrize(
    ("words", "held", "asked"),
    [
        ("this is wrong, dispute", "dispute", "dispute"),
        ("send me the link", "review", "reply"),
        ("can I pay in parts?", "review", "plan_request"),
    ],
)
def test_a_reply_that_is_heard_in_the_night_is_heeded_and_not_answered_then(
    begin: Begin, words: str, held: str, asked: str
) -> None:
    story, invoice = _heard_late(begin, words, "03:00")

    assert story.answers() == []
    assert story.holds(invoice) == [held]
    assert len(story.reviews(asked)) == 1


@pytest.mark.parametrize(("at", "answered"), [("03:00", 0), ("08:59", 0), ("09:00", 1)])
def test_a_reply_that_is_heard_the_next_day_is_answered_in_hours(begin: Begin, at: str, answered: int) -> None:
    story, _ = _heard_late(begin, "this is wrong, dispute", at)

    assert len(story.answers()) == answered


def test_tomorrow_is_the_day_after_it_was_said_and_not_after_it_was_heard(begin: Begin) -> None:
    story, invoice = _heard_late(begin, "I will pay tomorrow")

    assert [hold.until for hold in story.case(invoice).holds] == [moment(day(5), "00:00")]


def test_a_day_that_is_over_when_it_is_heard_of_is_read_by_a_person(begin: Begin) -> None:
    story, invoice = _heard_late(begin, "I will pay today")

    assert story.holds(invoice) == ["review"]
    assert len(story.reviews("reply")) == 1


def test_a_reply_that_is_heard_after_the_next_text_concerns_the_one_before_it(begin: Begin) -> None:
    story = begin()
    cafe = story.customer()
    bar = story.customer("Harborview Bar", given="Ricky", email="bar@harborview.example.com")
    first, second = story.invoice(cafe, due=day(0)), story.invoice(bar, due=day(1))
    story.connect()
    story.until(day(3), "15:00")
    said = {"kind": "reply", "message_id": "SM1", "sender": DANA, "body": "this is wrong, dispute", "media": "0"}
    # The queue gives it back after a day: its first worker died, and nobody else took it.
    story.host.queue.put("conversation", {**said, "heard_at": story.now.isoformat()}, delay=86_400)
    story.until(day(4), "14:00")
    assert ["1001" in story.bodies()[0], "1002" in story.bodies()[1]] == [True, True]

    story.until(day(4), "16:00")

    assert story.holds(first) == ["dispute"]
    assert story.holds(second) == []


# --- a stop of everything in the middle of a plan


def test_a_plan_has_all_its_days_of_grace_again_after_a_stop_of_everything(begin: Begin) -> None:
    story = _offered(begin)
    story.minutes(10)
    story.says(DANA, "AGREE")
    story.until(day(9), "12:00")
    stop_everything(story.world, "Anna")
    story.until(day(30), "12:00")  # a Wednesday, two instalments late

    resume(story.world, "Anna")
    story.until(day(35), "20:00")
    assert _plan(story).state is PlanState.RUNNING
    assert "of your payment plan with Bright Pine Plumbing is late" in story.bodies()[-1]
    story.until(day(37), "20:00")

    assert _plan(story).state is PlanState.BROKEN


@pytest.mark.parametrize(("behind", "held"), [(0, 1), (30, 1), (120, 0)])
def test_a_reply_to_our_last_text_is_known_as_one_although_clocks_differ(begin: Begin, behind: int, held: int) -> None:
    story = begin()
    cafe = story.customer()
    bar = story.customer("Harborview Bar", given="Ricky", email="bar@harborview.example.com")
    _, second = story.invoice(cafe, due=day(0)), story.invoice(bar, due=day(1))
    story.connect()
    story.until(day(4), "09:00")
    assert "1002" in story.bodies()[-1]
    said = {"kind": "reply", "message_id": "SM1", "sender": DANA, "body": "this is wrong, dispute", "media": "0"}
    heard_at = story.now - timedelta(seconds=behind)

    story.host.queue.put("conversation", {**said, "heard_at": heard_at.isoformat()})
    story.host.work()

    assert len(story.holds(second)) == held
