"""An opt-out is a person's: it holds at once, for every number of theirs, in every company, and outlives changes."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from pastdue.domain.audit import AuditEntry
from pastdue.domain.contact import Contact, Phone, contact_key
from pastdue.domain.errors import BadInput
from pastdue.usecases.record_opt_out import How, record_opt_out
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, RICKY, Death, Deaths, Story, day, moment, watched

OFFICE = "(212) 555-0188"
OFFICE_NUMBER = "+12125550188"


def _texted(begin: Begin, policy: str = "", **more: Any) -> tuple[Story, str, str]:
    story = begin(policy=policy)
    customer = story.customer(**more)
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(3), "12:00")
    return story, customer, invoice


def _silent(story: Story) -> set[str]:
    return {phone.number for phone in story.host.records(Phone) if phone.silence}


# --- every number of that person


@pytest.mark.parametrize("words", ["STOP", "stop texting me please", "quítame"])
def test_an_opt_out_silences_every_number_of_the_customer(begin: Begin, words: str) -> None:
    story, _, _ = _texted(begin, Mobile={"FreeFormNumber": OFFICE})
    assert [text.to for text in story.touches()] == [OFFICE_NUMBER]

    story.says(OFFICE_NUMBER, words)

    assert _silent(story) == {DANA, OFFICE_NUMBER}
    story.until(day(30))
    assert len(story.touches()) == 1


def test_an_opt_out_from_the_number_that_we_never_texted_silences_the_one_that_we_do(begin: Begin) -> None:
    story, _, _ = _texted(begin, Mobile={"FreeFormNumber": OFFICE})

    story.says(DANA, "Please take me off your list")

    assert _silent(story) == {DANA, OFFICE_NUMBER}
    story.until(day(30))
    assert len(story.touches()) == 1


def test_one_number_ties_two_customers_and_all_their_numbers_together(begin: Begin) -> None:
    story = begin()
    shop = story.customer("Blue Heron Inn", AlternatePhone={"FreeFormNumber": OFFICE}, email="a@example.com")
    home = story.customer("Maya Ortiz", OFFICE, given="Maya", email="b@example.com")
    story.invoice(shop)
    story.invoice(home)
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "STOP")

    assert _silent(story) == {DANA, OFFICE_NUMBER}
    assert {story.contact(each).opted_out is not None for each in (shop, home)} == {True}


def test_a_stranger_at_a_wrong_number_speaks_for_that_number_alone(begin: Begin) -> None:
    story, customer, _ = _texted(begin, AlternatePhone={"FreeFormNumber": OFFICE})

    story.says(DANA, "wrong number, stop texting me")

    assert _silent(story) == {DANA}
    assert story.contact(customer).opted_out is None
    assert [item.kind for item in story.reviews()] == ["wrong_number"]


# --- it outlives changes


def test_a_new_number_of_who_opted_out_is_not_texted(begin: Begin) -> None:
    story, customer, invoice = _texted(begin)
    story.says(DANA, "STOP")

    story.books.edit_customer(customer, PrimaryPhone={"FreeFormNumber": "(212) 555-0144"})
    story.until(day(40))

    assert [text.to for text in story.touches()] == [DANA]
    assert story.case(invoice).state == "handed_off"


def test_a_start_from_the_new_number_is_new_consent(begin: Begin) -> None:
    story, customer, invoice = _texted(begin)
    story.says(DANA, "STOP")
    story.books.edit_customer(customer, PrimaryPhone={"FreeFormNumber": "(212) 555-0144"})
    story.until(day(5))

    story.says(RICKY, "START")
    story.until(day(12))

    assert [text.to for text in story.touches()] == [DANA, RICKY]
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


def test_a_start_lifts_the_phone_that_it_came_from_and_no_other(begin: Begin) -> None:
    story, _, invoice = _texted(begin, AlternatePhone={"FreeFormNumber": OFFICE})
    story.says(DANA, "STOP")

    story.says(DANA, "START")

    assert _silent(story) == {OFFICE_NUMBER}
    story.until(day(8))
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


def test_a_start_from_another_number_does_not_bring_texts_back_to_the_one_on_file(begin: Begin) -> None:
    story, _, _ = _texted(begin, AlternatePhone={"FreeFormNumber": OFFICE})
    story.says(DANA, "STOP")

    story.says(OFFICE_NUMBER, "START")

    assert _silent(story) == {DANA}
    story.until(day(30))
    assert len(story.touches()) == 1


def test_a_new_customer_with_a_number_that_opted_out_is_not_texted_at_its_other_one(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    story.says(DANA, "STOP")

    twin = story.customer("Harborview Two", OFFICE, email="x@example.com", AlternatePhone={"FreeFormNumber": DANA})
    story.invoice(twin, due=day(4))
    story.host.work()
    story.until(day(40))

    assert [text.to for text in story.touches()] == [DANA]


@pytest.mark.parametrize("who", ["phone", "person"], ids=["opted out", "stopped"])
def test_a_stop_follows_the_customer_into_the_one_that_it_was_merged_into(begin: Begin, who: str) -> None:
    story, gone, invoice = _texted(begin)
    keep = story.customer("Harborview", "(212) 555-0144", given="Maya", email="maya@harborview.example.com")
    other = story.invoice(keep, due=day(40))
    story.host.work()
    story.says(DANA, "STOP" if who == "phone" else "I have filed for bankruptcy")

    story.books.merge_customers(keep, gone)
    story.until(day(60))

    assert [text.to for text in story.touches()] == [DANA]
    assert story.case(invoice).payer_id == keep
    contact = story.contact(keep)
    assert contact.opted_out if who == "phone" else contact.stopped
    assert story.case(other).rungs == ()


def test_a_stop_from_the_old_number_after_the_merge_silences_the_new_one(begin: Begin) -> None:
    story, gone, _ = _texted(begin)
    keep = story.customer("Harborview", "(212) 555-0144", given="Maya", email="maya@harborview.example.com")
    story.invoice(keep, due=day(40))
    story.host.work()
    story.books.merge_customers(keep, gone)
    story.until(day(4), "12:00")

    story.says(DANA, "STOP")

    assert _silent(story) == {DANA, RICKY}


def test_an_invoice_that_only_changes_its_customer_takes_no_opt_out_with_it(begin: Begin) -> None:
    story, first, invoice = _texted(begin)
    other = story.customer("Lakeside Diner", "(212) 555-0144", given="Ricky", email="r@example.com")
    story.says(DANA, "STOP")

    story.books.edit_invoice(invoice, CustomerRef={"value": other})
    story.until(day(12))

    assert story.contact(first).opted_out is not None
    assert story.contact(other).opted_out is None
    assert [text.to for text in story.touches()] == [DANA, RICKY]


# --- confirmed once, and only where Twilio has not


def test_an_opt_out_in_free_words_is_confirmed_once(begin: Begin) -> None:
    story, _, _ = _texted(begin)

    answers = [story.says(DANA, words) for words in ("stop texting me", "I said stop texting me", "STOP")]

    assert [len(each) for each in answers] == [1, 0, 0]
    assert "no more texts" in answers[0][0]


def test_an_opt_out_that_is_heard_after_five_minutes_is_obeyed_and_not_confirmed(begin: Begin) -> None:
    story, _, _ = _texted(begin)
    story.twilio.knobs.lost = 1.0

    assert story.says(DANA, "stop texting me") == []
    story.minutes(20)
    story.reconcile()

    assert _silent(story) == {DANA}
    assert story.answers(DANA) == []


def test_a_refusal_of_all_contact_is_not_answered_and_ends_email_too(begin: Begin) -> None:
    story = begin(on=day(21))
    story.books.add_term("Net 60", 60)
    customer = story.customer()
    invoice = story.invoice(customer, due=day(10), created=day(-60), term="Net 60")
    story.connect()

    assert story.says(DANA, "Leave me alone") == []
    story.until(day(40))

    assert story.contact(customer).stopped == "refusal"
    assert [mail for mail in story.host.mail.sent if mail.to == "dana@harborview.example.com"] == []
    assert story.explain(invoice).reason == "stopped"


def test_who_says_stop_and_when_they_pay_is_left_alone_on_every_channel_until_then(begin: Begin) -> None:
    story, customer, invoice = _texted(begin, policy="fall_back_after_stop: email\n")

    story.says(DANA, "stop texting me, I will pay in two weeks")

    assert story.holds(invoice) == ["promise"]
    assert story.contact(customer).opted_out is not None
    story.until(day(16))
    assert [mail for mail in story.host.mail.sent if mail.to == "dana@harborview.example.com"] == []
    story.until(day(20))
    assert [mail for mail in story.host.mail.sent if mail.to == "dana@harborview.example.com"] != []


# --- an opt-out that came another way


@pytest.mark.parametrize("who", ["customer", "phone"])
def test_a_person_records_an_opt_out_that_came_by_voice(begin: Begin, who: str) -> None:
    story, customer, _ = _texted(begin, AlternatePhone={"FreeFormNumber": OFFICE})

    done = record_opt_out(
        story.world,
        customer if who == "customer" else "(212) 555-0123",
        company_id=REALM,
        said_by="Dana Cole",
        how=How.VOICE,
        by="anna",
    )

    assert (done.customers, done.numbers) == (((REALM, customer),), 2)
    assert _silent(story) == {DANA, OFFICE_NUMBER}
    entries = story.world.store.series(AuditEntry, f"audit#contact#{REALM}#{customer}")
    [told] = [entry.fact for entry in entries if entry.fact.what == "opted out"]
    assert (told.who, told.reason) == ("anna", "voice, said by Dana Cole, recorded by anna")
    story.until(day(30))
    assert len(story.messages()) == 1


def test_an_opt_out_by_email_may_end_every_channel(begin: Begin) -> None:
    story, customer, invoice = _texted(begin)

    record_opt_out(
        story.world, customer, company_id=REALM, said_by="Dana", how=How.EMAIL, by="anna", every_channel=True
    )
    story.days(1)

    assert story.contact(customer).stopped == "refusal"
    assert story.explain(invoice).reason == "stopped"


def test_a_customer_without_a_number_opts_out_of_the_one_that_comes_later(begin: Begin) -> None:
    story = begin()
    customer = story.customer(phone="")
    story.invoice(customer)
    story.connect()
    record_opt_out(story.world, customer, company_id=REALM, said_by="Dana", how=How.COUNTER, by="anna")

    story.books.edit_customer(customer, PrimaryPhone={"FreeFormNumber": "(212) 555-0123"})
    story.until(day(20))

    assert story.messages() == []


def test_nobody_is_silenced_by_a_word_that_names_nobody(begin: Begin) -> None:
    story, _, _ = _texted(begin)

    with pytest.raises(BadInput, match="neither a customer"):
        record_opt_out(story.world, "Dana", company_id=REALM, said_by="Dana", how=How.VOICE, by="anna")


# --- deaths


def test_an_opt_out_may_die_anywhere_and_is_whole_in_the_end(begin: Begin) -> None:
    for at in count(1):
        story = Story(on=day(3), clock="08:50")
        first = story.customer(AlternatePhone={"FreeFormNumber": OFFICE})
        story.invoice(first, due=day(0), created=day(-30))
        story.connect()
        story.host.clock.at = moment(story.today, "09:00")
        story.ladder()
        story.host.work()
        steps = Deaths(at)
        alive, story.host.world = story.world, watched(story.world, steps)
        with suppress(Death):
            story.says(DANA, "stop texting me")
        story.host.world = alive
        story.host.run_until(story.now + timedelta(days=5))
        assert _silent(story) == {DANA, OFFICE_NUMBER}, steps.seen[-3:]
        contact = story.world.store.get(Contact, contact_key(REALM, first))
        assert contact is not None
        assert contact.opted_out
        assert len(story.touches()) == 1
        assert len(story.answers()) <= 1
        story.keeps_its_promises()
        if steps.over:
            break
    assert at > 4
