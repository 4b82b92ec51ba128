"""What a hostile reader found: each story broke a promise once, and stays here so that it does not again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from pastdue.domain.case import Case
from pastdue.domain.contact import Contact
from pastdue.domain.errors import PastdueError
from pastdue.usecases import gather, run_ladder
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.reconcile import reconcile
from pastdue.usecases.world import World
from sandbox.faults import AnswerWith, LoseAnswer, LoseRequest
from sandbox.wire import Delivery, PlayedVendor, Request, Response
from sandbox.world import Vendor
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, RICKY, Death, Deaths, Story, day, moment, watched


class Foreign:
    """A vendor as somebody else would play it: its answers without what ours say beside the need."""

    def __init__(self, vendor: PlayedVendor, change: Callable[[Request, Any], Any]) -> None:
        self._vendor = vendor
        self._change = change

    def handle(self, request: Request) -> Response:
        said = self._vendor.handle(request)
        if said.status >= 300 or not said.body.startswith((b"{", b"[")):
            return said
        return Response(said.status, json.dumps(self._change(request, json.loads(said.body))).encode(), said.headers)


def _no_quickbooks(vendor: Vendor, _delivery: Delivery) -> bool:
    return vendor != "quickbooks"


def _rival(story: Story, **more: Any) -> str:
    return story.customer("Rival LLC", "(212) 555-0144", given="Ricky", email="ricky@rival.example.com", **more)


def _texted(begin: Begin, **settings: Any) -> tuple[Story, str]:
    story = begin(**settings)
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    return story, invoice


def _dying(prepare: Callable[[], Story], act: Callable[[Story], None]) -> Iterator[Story]:
    """The story once for each port call of `act`, whose worker dies just before that call."""
    for at in count(1):
        story = prepare()
        steps, good = Deaths(at), story.host.world
        story.host.world = watched(good, steps)
        with suppress(Death, PastdueError):
            act(story)
        story.host.world = good
        yield story
        if steps.over:
            return


def _works(story: Story) -> None:
    story.host.work()


# --- money


def test_an_answer_to_a_booking_that_cannot_be_read_does_not_book_it_again(begin: Begin) -> None:
    story, _ = _texted(begin)

    def without(request: Request, said: Any) -> Any:
        if request.method == "POST" and request.path.endswith("/payment"):
            for name in ("MetaData", "TxnDate"):
                said["Payment"].pop(name)
        return said

    line = story.host.vendors.quickbooks_line
    line.vendor = Foreign(line.vendor, without)

    payment = story.pays(story.link())
    story.minutes(30)
    story.reconcile()

    assert len(story.stripe_payments_in_books(payment)) == 1


# --- whose invoice, and when it is due


def test_an_invoice_that_became_another_customers_is_not_named_to_the_former_one(begin: Begin) -> None:
    story = begin(listen=_no_quickbooks)
    invoice = story.invoice(story.customer())
    rival = _rival(story)
    story.connect()
    story.asleep_until(day(3), "09:30")
    story.books.edit_invoice(invoice, CustomerRef={"value": rival})

    story.ladder()
    story.host.work()
    story.until(day(4))

    assert story.touches(DANA) == []
    assert len(story.touches(RICKY)) == 1


def test_a_due_date_that_was_put_off_counts_although_its_webhook_was_lost(begin: Begin) -> None:
    story = begin(listen=_no_quickbooks)
    invoice = story.invoice(story.customer())
    story.connect()
    story.asleep_until(day(3), "09:30")
    story.books.edit_invoice(invoice, due=day(10))

    story.ladder()
    story.host.work()
    story.until(day(16))

    assert story.rungs(invoice) == [(1, day(14))]  # day 13 is a Sunday


def test_the_link_of_the_former_customer_ends_and_the_thanks_go_to_who_paid(begin: Begin) -> None:
    story, invoice = _texted(begin)
    former = story.link()
    story.books.edit_invoice(invoice, CustomerRef={"value": _rival(story)})
    story.host.work()

    story.until(day(7), "12:00")
    story.pays(story.link(story.touches(RICKY)[-1]))

    assert not story.alive(former)
    assert story.answers(DANA) == []
    assert len(story.answers(RICKY)) == 1


def test_an_invoice_that_became_an_excluded_customers_is_not_chased(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.books.edit_invoice(invoice, CustomerRef={"value": _rival(story, Notes="#excluded")})
    story.host.work()

    story.until(day(30))

    assert story.touches() == []
    assert story.explain(invoice).reason == "excluded"


def test_an_invoice_whose_term_becomes_net_60_gets_no_text(begin: Begin) -> None:
    story = begin()
    story.books.add_term("Net 60", 60)
    invoice = story.invoice(story.customer())
    story.connect()
    story.books.edit_invoice(invoice, SalesTermRef={"value": story.books.id_of("Term", "Net 60")})
    story.host.work()

    story.until(day(40))

    assert story.touches() == []
    assert story.case(invoice).segment == "net60"


# --- nothing stays where nobody looks


def test_a_case_that_was_reopened_is_asked_about_wherever_the_worker_dies(begin: Begin) -> None:
    def paid_and_voided() -> Story:
        story, invoice = _texted(begin)
        check = story.books.receive_check(invoice)
        story.host.work()
        story.books.void_payment(check)
        return story

    for story in _dying(paid_and_voided, _works):
        story.days(2)
        assert story.reviews("reopened")


def test_money_that_quickbooks_refused_and_stripe_gave_back_lets_the_ladder_go_on_when_a_person_says_so(
    begin: Begin,
) -> None:
    story, invoice = _texted(begin)
    closed = b'{"Fault":{"Error":[{"Message":"no","Detail":"no","code":"6000"}],"type":"ValidationFault"}}'
    story.trouble("quickbooks", AnswerWith(400, closed), method="POST", path="/payment", times=2)
    payment = story.pays(story.link())
    story.minutes(5)
    assert [item.kind for item in story.reviews()] == ["unbooked_payment"]
    story.stripe.refund(payment)
    story.host.work()

    for item in story.reviews():
        decide_review(story.world, REALM, item.id, by="anna", release=True)
    story.days(40)

    assert story.case(invoice).state == "handed_off"


def test_a_refusal_that_no_rule_cures_is_told_to_a_person(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    refusal = b'{"code":21408,"status":400,"message":"Permission to send has not been enabled for the region"}'
    story.trouble("twilio", AnswerWith(400, refusal), method="POST", path="Messages", times=-1)

    story.until(day(4))

    [question] = story.reviews("vendor_refused")
    assert question.facts["code"] == "21408"
    assert "refused" in story.owner_mails()[-1].subject


def test_a_due_date_at_the_end_of_time_stops_nobody_elses_ladder(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer, due=date(9999, 12, 31), created=day(-20))
    invoice = story.invoice(_rival(story))
    story.connect()

    story.until(day(4))

    assert story.rungs(invoice) == [(1, day(3))]


# --- told not to


def test_releasing_another_reply_leaves_the_dispute_held(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "dispute")
    story.says(DANA, "can I speak with somebody")
    [other] = story.reviews("reply")

    decide_review(story.world, REALM, other.id, by="anna", release=True)
    story.until(day(20))

    assert len(story.touches()) == 1
    assert story.holds(invoice) == ["dispute"]


def test_lifting_a_stop_by_the_question_that_told_of_it_lifts_it(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "I filed for bankruptcy, talk to my lawyer")
    [item] = story.reviews("stop_flag")

    decide_review(story.world, REALM, item.id, by="anna", release=True)
    story.until(day(8))

    assert len(story.touches()) == 2


def test_who_is_stopped_is_not_even_answered(begin: Begin) -> None:
    story, _ = _texted(begin)

    answered = [story.says(DANA, words) for words in ("I filed for bankruptcy, talk to my lawyer", "the link?", "ok")]

    assert answered == [[], [], []]


def test_one_failed_text_that_is_told_of_twice_is_one_failure(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.twilio.set_ending(DANA, 30003)
    story.twilio.knobs.duplicates = 1.0

    story.until(day(3), "20:00")

    assert story.phone(DANA).failures == 1
    assert story.phone(DANA).silence is None


# --- links and answers


def test_asking_for_the_link_again_and_again_leaves_a_live_one(begin: Begin) -> None:
    story, _ = _texted(begin)

    for _ in range(4):
        story.says(DANA, "send me the link")

    assert all(story.alive(story.link(message)) for message in story.messages(DANA) if "http" in message.body)


def test_the_link_goes_to_who_asked_for_it_and_not_to_a_number_that_did_not(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer)
    story.connect()
    story.until(day(3), "12:00")
    story.books.edit_customer(customer, PrimaryPhone={"FreeFormNumber": "(212) 555-0144"})
    story.host.work()

    [said] = story.says(DANA, "send me the link")

    assert story.alive(story.link(said))
    assert story.messages(RICKY) == []


def test_thanks_for_a_payment_of_days_ago_are_not_sent(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    story.stripe.pay_link(story.link())
    story.asleep_until(day(8), "12:00")

    story.reconcile()
    story.minutes(10)

    assert story.case(invoice).state == "closed"
    assert story.answers() == []


def test_an_answer_with_the_same_link_is_not_taken_for_the_reminder_that_was_lost(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "send me the link")
    story.trouble("twilio", LoseRequest(), method="POST", path="Messages")

    story.until(day(8))

    assert len(story.touches()) == len(story.rungs(invoice)) == 2


def test_a_twilio_that_says_no_dates_and_no_pages_is_understood(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.twilio.knobs.lost = 1.0
    dates = ("date_created", "date_sent", "date_updated")

    def bare(_request: Request, said: Any) -> Any:
        listed = said.get("messages", [said])
        messages = [{name: value for name, value in each.items() if name not in dates} for each in listed]
        return {"messages": messages} if "messages" in said else messages[0]

    line = story.host.vendors.twilio_line
    line.vendor = Foreign(line.vendor, bare)

    story.until(day(3), "10:00")

    assert story.rungs(invoice) == [(1, day(3))]
    assert "touch sent" in story.facts(invoice)


def test_proof_that_comes_late_takes_the_day_of_a_text_that_no_look_had_found(begin: Begin) -> None:
    story = begin(clock="08:00")
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "08:59")
    callbacks: list[Delivery] = []

    def kept_back(vendor: Vendor, delivery: Delivery) -> bool:
        if vendor == "twilio":
            callbacks.append(delivery)
        return vendor != "twilio"

    story.host._listen = kept_back
    story.trouble("twilio", LoseAnswer(), method="POST", path="Messages")
    line = story.host.vendors.lines["twilio"]
    rule = line.add(AnswerWith(200, b'{"messages": []}'), method="GET", path="Messages", times=-1)
    story.asleep_until(day(3), "09:00")
    story.host.tick()
    for clock in ("09:06", "09:16", "09:17"):
        story.asleep_until(day(3), clock)
        story.host.vendors.tick()
        reconcile(story.world)
    assert "claim given back" in story.facts(invoice)

    rule.times = 0
    for delivery in callbacks:
        story.host.deliver(delivery)
    story.host.work()
    story.until(day(3), "18:00")

    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(3))]


# --- what must be seen although something else went wrong


def test_a_refund_is_seen_although_the_events_could_not_be_read_while_another_payment_came(begin: Begin) -> None:
    story = begin()
    phones = [f"+121255501{number}" for number in (60, 61, 62)]
    for phone in phones:
        story.invoice(story.customer(f"Customer {phone}", phone, email=f"c{phone[-2:]}@example.com"))
    story.connect()
    story.until(day(3), "12:00")
    links = [story.link(story.touches(phone)[-1]) for phone in phones]
    first = story.pays(links[0])
    story.until(day(5), "12:00")
    story.pays(links[1])
    story.minutes(30)
    story.reconcile()
    story.until(day(6), "12:00")
    story.stripe.knobs.lost = 1.0
    story.stripe.refund(first)
    story.minutes(20)
    story.stripe.pay_link(links[2])
    story.trouble("stripe", AnswerWith(500, b"{}"), method="GET", path="/v1/events")

    for _ in range(3):
        story.minutes(15)
        story.reconcile()

    assert story.reviews("refund")


def test_a_link_that_stripe_will_not_close_keeps_no_other_alive(begin: Begin) -> None:
    story = begin()
    phones = [f"+121255501{number}" for number in (60, 61, 62, 63)]
    invoices = [
        story.invoice(story.customer(f"Customer {phone}", phone, email=f"c{phone[-2:]}@example.com"))
        for phone in phones
    ]
    story.connect()
    story.until(day(3), "12:00")
    links = [story.link(story.touches(phone)[-1]) for phone in phones]
    *stubborn, last = [story.stripe.link_of(link).id for link in links]
    line = story.host.vendors.lines["stripe"]
    for link in stubborn:
        line.add(AnswerWith(404, b'{"error": {"code": "resource_missing"}}'), method="POST", path=f"{link}$", times=-1)
    line.add(AnswerWith(500, b"{}"), method="POST", path=f"{last}$")
    for invoice in invoices:
        story.books.receive_check(invoice)
    story.host.work()

    story.host.clock.advance(timedelta(minutes=15))
    reconcile(story.world)

    assert not story.alive(links[-1])


# --- parents


@pytest.mark.parametrize("what", ["excluded", "credit"])
def test_where_the_parent_pays_what_changes_on_the_sub_customer_counts(begin: Begin, what: str) -> None:
    story = begin(policy="parent_pays: true\n")
    parent = story.customer("Harborview Group")
    sub = story.books.add_customer("Harborview Bar", email="bar@example.com", ParentRef={"value": parent}, Job=True)
    story.invoice(sub)
    story.connect()
    story.until(day(3), "12:00")

    if what == "credit":
        story.books.add_credit_memo(sub, 10_000)
        story.host.work()
        assert not story.alive(story.link())
    else:
        story.books.edit_customer(sub, Notes="#excluded")
        story.host.work()
        story.until(day(20))
        assert len(story.touches()) == 1


def test_a_stripe_that_expands_nothing_and_leaves_out_what_it_may_is_understood(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    kept = {
        "payment_link": ("id", "object", "url"),
        "payment_intent": ("id", "object", "status", "amount", "currency", "created", "metadata", "latest_charge"),
        "checkout.session": ("id", "object", "status", "payment_intent"),
        "list": ("object", "data"),
    }

    def bare(said: Any) -> Any:
        if isinstance(said, list):
            return [bare(each) for each in said]
        if not isinstance(said, dict):
            return said
        if said.get("object") == "payment_intent" and isinstance(said["latest_charge"], dict):
            said["latest_charge"] = said["latest_charge"]["id"]
        names = kept.get(said.get("object", ""), tuple(said))
        return {name: bare(said[name]) for name in names if name in said}

    line = story.host.vendors.stripe_line
    line.vendor = Foreign(line.vendor, lambda _request, said: bare(said))

    story.until(day(3), "12:00")
    payment = story.pays(story.link())
    story.minutes(5)
    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    story.stripe.refund(payment)
    story.host.work()
    assert story.reviews("refund")


# --- whose phone it is


def _sharing(begin: Begin) -> tuple[Story, str, str]:
    """Two customers with one phone: the first was texted, the second is due the day after."""
    story = begin()
    inn = story.customer("Blue Heron Inn", "(212) 555-0123", email="inn@example.com")
    bar = story.customer("Blue Heron Bar", "(212) 555-0123", email="bar@example.com")
    first, second = story.invoice(inn), story.invoice(bar, due=day(1))
    story.connect()
    story.until(day(3), "12:00")
    assert len(story.touches()) == 1
    return story, first, second


def test_a_bankruptcy_told_from_a_shared_phone_stops_every_customer_who_has_it(begin: Begin) -> None:
    story, _, _ = _sharing(begin)

    story.says(DANA, "I filed for bankruptcy, talk to my lawyer")
    story.until(day(20))

    assert len(story.touches()) == 1


def test_start_lets_every_customer_of_the_phone_go_on(begin: Begin) -> None:
    story, _, second = _sharing(begin)
    story.says(DANA, "STOP")
    story.days(2)

    story.says(DANA, "START")
    story.until(day(8))

    assert story.rungs(second) == [(1, day(5))]


def test_an_amount_that_is_another_invoices_number_names_no_invoice(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoices = [story.invoice(customer, number="485"), story.invoice(customer, 9_000, number="1002")]
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "I already paid the $485.00 and all the rest last week")

    assert [story.holds(invoice) for invoice in invoices] == [["already_paid"], ["already_paid"]]


def test_a_reply_names_the_invoice_of_the_company_that_texted_although_another_company_has_the_same_ids(
    begin: Begin,
) -> None:
    story = begin()
    other = story.host.vendors.quickbooks.add_company("310687", name="Bright Pine Heating")
    customer = story.customer()
    named, silent = story.invoice(customer, number="1001"), story.invoice(customer, number="1002")
    elsewhere = other.add_customer("Harborview Cafe", phone="212-555-0123", email="dana@harborview.example.com")
    for number in ("7777", "1001"):
        other.add_invoice(elsewhere, 9_900, due=day(20), day=day(-30), created=moment(day(-30)), number=number)
    story.connect()
    story.host.connect("310687")
    story.until(day(3), "12:00")

    story.says(DANA, "dispute invoice 1001")

    assert (story.holds(named), story.holds(silent)) == (["dispute"], [])


# --- what QuickBooks and Stripe make of it


def test_a_customer_who_was_merged_into_another_leaves_no_message_behind(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer)
    keep = _rival(story)
    story.connect()
    story.books.merge_customers(keep, customer)
    story.host.work()

    story.until(day(4))

    assert story.touches(DANA) == []
    assert len(story.touches(RICKY)) == 1


def test_invoices_that_are_together_more_than_stripe_charges_are_asked_for_one_by_one(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoices = [story.invoice(customer, 60_000_000) for _ in range(2)]
    story.connect()

    story.until(day(5))

    assert sorted(story.rungs(invoice)[0][1] for invoice in invoices) == [day(3), day(4)]


def test_a_bank_debit_is_seen_although_its_link_was_ended_before_anybody_heard_of_it(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.until(day(6), "23:00")
    story.stripe.knobs.lost = 1.0
    payment = story.stripe.pay_by_bank(story.link())
    story.books.receive_check(invoice, 10_000)
    story.host.work()

    # The tick comes before any reconciliation.
    story.asleep_until(day(7), "09:00")
    story.ladder()
    story.host.work()

    assert len(story.touches()) == 1
    story.days(7)
    assert story.received_in_books(payment) == 48_500
    assert {link.state for link in story.links()} == {"dead"}


def test_whoever_stopped_all_contact_is_not_written_to_under_a_new_customers_name(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "I filed for bankruptcy, talk to my lawyer")

    story.invoice(story.customer("Harborview Cafe II", DANA, email="two@example.com"), due=day(4))
    story.host.work()
    story.until(day(20))

    assert len(story.touches()) == 1


def test_a_payer_that_cannot_be_decided_about_stops_no_other(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    story = begin()
    spoilt = story.customer()
    story.invoice(spoilt)
    story.invoice(_rival(story))
    story.connect()
    real = gather.scene_of

    def scene_of(world: World, company_id: str, contact: Contact, cases: Sequence[Case]) -> gather.Scene:
        if contact.customer_id == spoilt:
            raise ValueError("spoilt")
        return real(world, company_id, contact, cases)

    monkeypatch.setattr(run_ladder, "scene_of", scene_of)
    story.asleep_until(day(3), "10:00")

    with pytest.raises(ValueError, match="spoilt"):
        story.ladder()
    story.host.work()

    assert len(story.touches(RICKY)) == 1
