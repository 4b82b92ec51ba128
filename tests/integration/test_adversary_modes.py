"""Attempts against modes, consent, mail, pace, holds by hand and the digest: each was meant to break a promise."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from pastdue.adapters import policies
from pastdue.domain.consent import Source
from pastdue.domain.promise import Promise
from pastdue.usecases.apply_policy import apply_policy
from pastdue.usecases.approve_touches import approve_touches
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.declare_payer import declare_payer
from pastdue.usecases.find_case import find_open_cases
from pastdue.usecases.hold_by_hand import hold_by_hand
from pastdue.usecases.import_consent import ConsentRow, import_consent
from pastdue.usecases.record_consent import revoke_consent
from pastdue.usecases.record_opt_out import How, record_opt_out
from pastdue.usecases.record_promise import record_promise
from pastdue.usecases.stop_everything import resume, stop_everything
from sandbox.mail import Bounces
from tests.integration.conftest import Begin
from tests.integration.story import ALL_CONSENTED, AUTO, DANA, REALM, RICKY, Story, day

APPROVE = "mode: approve\ncallback_number: (212) 555-0100\n" + ALL_CONSENTED
NEW_NUMBER = "(212) 555-0177"


def _approved(begin: Begin) -> tuple[Story, str]:
    """Dana's first reminder is approved the afternoon before."""
    story = begin(base=APPROVE)
    invoice = story.invoice(story.customer(), number="D-1", due=day(0))
    story.connect()
    story.until(day(2), "16:00")
    assert len(approve_touches(story.world, REALM, day(3), None, "Anna").done) == 1
    return story, invoice


def test_what_was_approved_for_one_customer_is_not_sent_to_another_that_the_invoice_is_given_to(begin: Begin) -> None:
    story, invoice = _approved(begin)
    other = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    story.books.edit_invoice(invoice, CustomerRef={"value": other})
    story.host.work()

    story.until(day(3), "16:00")

    assert story.messages() == []


def test_what_was_approved_for_one_number_is_not_sent_to_another(begin: Begin) -> None:
    story, _ = _approved(begin)
    story.books.edit_customer("1", PrimaryPhone={"FreeFormNumber": NEW_NUMBER})
    story.host.work()

    story.until(day(3), "16:00")

    assert story.messages() == []


def test_what_was_approved_for_one_customer_is_not_sent_to_who_is_declared_its_payer(begin: Begin) -> None:
    story, _ = _approved(begin)
    other = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    story.invoice(other, due=day(50))
    story.host.work()
    declare_payer(story.world, REALM, other, "1", "Anna", same=True)

    story.until(day(3), "16:00")

    assert story.messages() == []


def test_a_promise_by_voice_that_repeats_one_by_text_is_the_same_promise(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), number="D-1", due=day(0))
    story.connect()
    story.until(day(3), "15:00")
    story.says(DANA, "I will pay on Monday")
    assert story.holds(invoice) == ["promise"]

    done = record_promise(story.world, find_open_cases(story.world, [REALM], "D-1"), day(7), by="Anna")

    assert (done.new, story.holds(invoice), len(story.host.records(Promise))) == (False, ["promise"], 1)
    story.until(day(9))
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]
    assert story.facts(invoice).count("promise broken") == 1


def _held(story: Story, because: str, last: date | None = None) -> None:
    hold_by_hand(story.world, find_open_cases(story.world, [REALM], "D-1"), because=because, by="Anna", last=last)


@pytest.mark.parametrize("last", [day(8), None])
def test_a_hold_by_hand_takes_the_place_of_one_that_was_put_when_another_paid(begin: Begin, last: date | None) -> None:
    story = begin()
    cafe = story.customer()
    bar = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    invoice = story.invoice(cafe, number="D-1", due=day(0))
    story.invoice(bar, number="R-1", due=day(60))
    story.connect()
    story.until(day(3), "15:00")
    _held(story, "the roof is not finished")
    declare_payer(story.world, REALM, bar, cafe, "Anna", same=True)
    story.minutes(30)

    _held(story, "finished next week", last)

    [hold] = story.case(invoice).holds
    assert hold.because == "finished next week"
    assert [item.title for item in story.reviews("held_by_hand")] == (
        ["Harborview Bar: reminders are held by Anna"] if last is None else []
    )
    story.until(day(20))
    assert [on for rung, on in story.rungs(invoice) if rung == 2] == ([] if last is None else [day(9)])


def _many(begin: Begin, count: int, policy: str) -> Story:
    story = begin(policy=policy)
    for number in range(count):
        name = f"Customer {number:02}"
        customer = story.customer(name, f"(212) 555-01{number:02}", given="", email=f"c{number}@example.com")
        story.invoice(customer, due=day(0))
    return story.connect()


def _applied(story: Story, rules: str) -> None:
    text = AUTO + ALL_CONSENTED + rules
    policy = policies.for_stage(policies.load(text, "test"), "local")
    apply_policy(story.world, REALM, text, policy, "Anna")
    story.host.policies.policy = policy


def test_a_mode_that_lets_go_during_a_stop_sends_no_burst_when_it_ends(begin: Begin) -> None:
    story = _many(begin, 24, "resume_per_day: 6\nmodes: {segments: {default: approve}}\n")
    story.until(day(15), "11:00")
    assert story.touches() == []
    stop_everything(story.world, "Anna", company_id=REALM)
    _applied(story, "resume_per_day: 6\n")
    story.minutes(10)

    resumed = resume(story.world, "Anna", company_id=REALM)

    assert (resumed.waiting, resumed.spread_days) == (24, 4)
    story.until(day(21))
    assert len({touch.to for touch in story.touches()}) == 24
    assert max(Counter(story.touch_days()).values()) < 14


def test_a_later_day_is_approved_once_the_text_of_an_earlier_one_went_out(begin: Begin) -> None:
    story, invoice = _approved(begin)

    assert approve_touches(story.world, REALM, day(7), None, "Anna").done == ()
    story.until(day(3), "16:00")
    assert len(approve_touches(story.world, REALM, day(7), None, "Anna").done) == 1
    story.until(day(8))

    assert story.rungs(invoice) == [(1, day(3)), (2, day(7))]


@pytest.mark.parametrize("clock", ["10:00", "21:00"])
@pytest.mark.parametrize("cure", ["a number", "a tag of consent", "a check", "a parent who pays"])
def test_what_a_person_was_asked_about_a_customer_is_answered_by_what_cures_it(
    begin: Begin, cure: str, clock: str
) -> None:
    story = begin(
        base=AUTO + ("" if cure == "a tag of consent" else ALL_CONSENTED), policy="parent_pays: where_billed\n"
    )
    group = story.customer("Harborview Group", RICKY, given="Ricky", email="group@harborview.example.com")
    cafe = story.customer(phone="(212) 555-0123" if cure == "a tag of consent" else "", parent=group)
    invoices = [story.invoice(cafe, number=f"D-{number}", due=day(0)) for number in (1, 2)]
    story.connect()
    story.until(day(4), clock)
    assert [item.id for item in story.reviews()] == [f"no-{'consent' if 'tag' in cure else 'phone'}-customer-{cafe}"]

    if cure == "a number":
        story.books.edit_customer(cafe, PrimaryPhone={"FreeFormNumber": NEW_NUMBER})
    elif cure == "a tag of consent":
        story.books.edit_customer(cafe, Notes="#sms-ok")
    elif cure == "a check":
        for invoice in invoices:
            story.books.receive_check(invoice)
    else:
        story.books.edit_customer(cafe, BillWithParent=True)
    story.until(day(5), "12:00")

    assert len(story.touches()) == (0 if cure == "a check" else 1)
    assert story.reviews() == []


def test_a_question_about_a_customer_stays_for_the_invoice_that_is_not_paid(begin: Begin) -> None:
    story = begin()
    cafe = story.customer(phone="")
    paid, open_ = (story.invoice(cafe, number=f"D-{number}", due=day(0)) for number in (1, 2))
    story.connect()
    story.until(day(4))

    story.books.receive_check(paid)
    story.until(day(5))

    assert [item.invoice_ids for item in story.reviews("no_phone")] == [(open_,)]


def test_a_list_of_consents_that_is_imported_again_says_what_was_taken_back_meanwhile(begin: Begin) -> None:
    story = begin(base=AUTO)
    cafe = story.customer()
    story.invoice(cafe, due=day(0))
    story.connect()
    rows = [ConsentRow(line=2, customer_id=cafe, phone="(212) 555-0123", on=day(-9), wording="form 3")]
    assert import_consent(story.world, REALM, rows, Source.FORM, "Anna").in_force == (2,)
    assert import_consent(story.world, REALM, rows, Source.FORM, "Anna").same == (2,)
    revoke_consent(story.world, REALM, cafe, "Anna", "she called", day(0))

    again = import_consent(story.world, REALM, rows, Source.FORM, "Anna")

    assert (again.taken_back, again.same) == ((2,), ())
    story.until(day(5))
    assert story.touches() == []


def test_an_approved_e_mail_that_bounces_is_followed_by_no_text_that_nobody_approved(begin: Begin) -> None:
    story = begin(base=APPROVE)
    invoice = story.invoice(story.customer(Notes="#net60"), due=day(0))
    story.post.habits["dana@harborview.example.com"] = Bounces("Permanent", "NoEmail")
    story.connect()
    story.until(day(20), "16:00")
    assert len(approve_touches(story.world, REALM, day(21), None, "Anna").done) == 1

    story.until(day(21), "16:00")

    assert [mail.to for mail in story.post.sent].count("dana@harborview.example.com") == 1
    assert story.touches() == []
    assert story.explain(invoice).reason == "awaits_approval"
    assert len(approve_touches(story.world, REALM, day(22), None, "Anna").done) == 1
    story.until(day(23), "08:00")
    assert story.touch_days() == [day(22)]


def test_who_waits_for_a_turn_since_one_stop_is_no_burst_after_a_second_one(begin: Begin) -> None:
    story = _many(begin, 24, "resume_per_day: 6\n")
    story.until(day(2), "12:00")
    stop_everything(story.world, "Anna", company_id=REALM)
    story.until(day(3), "10:00")
    resume(story.world, "Anna", company_id=REALM)
    story.until(day(3), "12:00")
    stop_everything(story.world, "Anna", company_id=REALM)
    story.minutes(10)

    again = resume(story.world, "Anna", company_id=REALM)
    _applied(story, "resume_per_day: 6\ncreditor: Bright Pine\n")  # every case is looked at anew
    story.reconcile()
    story.until(day(6))

    assert again.spread_days > 1
    assert max(Counter(story.touch_days()).values()) < 12


def test_who_waits_for_a_turn_since_a_stop_is_no_burst_when_a_mode_lets_go(begin: Begin) -> None:
    story = _many(begin, 48, "resume_per_day: 6\nmodes: {segments: {recurring: shadow}}\n")
    for number in range(7):
        name, notes = f"Tenant {number}", {"Notes": "#recurring"}
        tenant = story.customer(name, f"(212) 555-019{number}", given="", email=f"t{number}@example.com", **notes)
        story.invoice(tenant, due=day(-3))
    story.host.work()
    story.until(day(2), "12:00")
    stop_everything(story.world, "Anna", company_id=REALM)
    story.until(day(3), "10:00")
    resume(story.world, "Anna", company_id=REALM)
    story.until(day(4), "12:00")

    _applied(story, "resume_per_day: 6\n")
    story.reconcile()
    story.until(day(6))

    assert max(Counter(story.touch_days()).values()) < 15


def test_a_customer_who_gets_another_name_in_quickbooks_has_not_taken_consent_back(begin: Begin) -> None:
    story = begin(base=AUTO)
    cafe = story.customer()
    story.invoice(cafe, due=day(0))
    story.connect()
    rows = [ConsentRow(line=2, customer="Harborview Cafe", phone="(212) 555-0123", on=day(-9), wording="form 3")]
    assert import_consent(story.world, REALM, rows, Source.FORM, "Anna").in_force == (2,)

    for name in ("Harborview Cafe LLC", "Harborview Cafe of New York"):
        story.books.edit_customer(cafe, DisplayName=name)
        story.host.work()
    story.until(day(4))
    assert len(story.touches()) == 1

    revoke_consent(story.world, REALM, cafe, "Anna", "she called", day(4))
    story.books.edit_customer(cafe, DisplayName="Harborview")
    story.until(day(9))
    assert len(story.touches()) == 1


def test_who_was_handed_off_for_want_of_a_number_stays_a_question_whatever_changes(begin: Begin) -> None:
    story = begin(policy="parent_pays: where_billed\n")
    group = story.customer("Harborview Group", RICKY, given="Ricky", email="group@harborview.example.com")
    cafe = story.customer(phone="", parent=group)
    invoice = story.invoice(cafe, number="D-1", due=day(0))
    story.connect()
    story.until(day(22))
    assert story.case(invoice).state == "handed_off"

    story.books.edit_invoice(invoice, PrivateNote="called them")
    story.minutes(30)
    story.books.edit_customer(cafe, PrimaryPhone={"FreeFormNumber": NEW_NUMBER})
    story.minutes(30)
    story.books.edit_customer(cafe, BillWithParent=True)
    story.until(day(24))

    assert story.case(invoice).state == "handed_off"
    assert [item.invoice_ids for item in story.reviews("no_phone")] == [(invoice,)]


@pytest.mark.parametrize("tie", ["the parent pays", "declared one"])
def test_a_stop_that_another_customer_of_the_payer_asked_for_is_lifted_by_the_question_about_it(
    begin: Begin, tie: str
) -> None:
    story = begin(policy=f"parent_pays: {'true' if tie == 'the parent pays' else 'false'}\n")
    group = story.customer("Harborview Group", RICKY, given="Ricky", email="group@harborview.example.com")
    cafe = story.customer(parent=group)
    invoice = story.invoice(cafe, number="D-1", due=day(0))
    story.invoice(group, number="G-1", due=day(40))
    story.connect()
    if tie == "declared one":
        declare_payer(story.world, REALM, group, cafe, "Anna", same=True)
    record_opt_out(story.world, cafe, company_id=REALM, said_by="Dana", how=How.VOICE, by="Anna", every_channel=True)
    story.until(day(4))
    assert story.touches() == []

    decide_review(story.world, REALM, f"stopped-customer-{group}", "Anna", release=True)
    story.until(day(5))

    assert (story.contact(cafe).stopped, story.reviews("stopped")) == (None, [])
    assert story.explain(invoice).reason != "stopped"
