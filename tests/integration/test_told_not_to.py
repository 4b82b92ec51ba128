"""Promise 3: no text when told not to: hours, Sundays, holidays, consent, opt-out, holds."""

from __future__ import annotations

from datetime import date

import pytest

from pastdue.usecases.decide_review import decide_review
from sandbox.faults import Meanwhile
from tests.integration.conftest import Begin
from tests.integration.story import AUTO, DANA, REALM, day, moment

# --- hours and days


@pytest.mark.parametrize(
    ("phone", "address", "sent"),
    [
        ("(212) 555-0123", {}, "09:00"),
        ("(415) 555-0123", {}, "12:00"),  # nine in San Francisco
        ("(212) 555-0123", {"CountrySubDivisionCode": "CA", "Country": "US"}, "12:00"),  # either coast: both awake
        ("(808) 555-0123", {}, "15:00"),  # nine in Honolulu
        ("(808) 555-0123", {"CountrySubDivisionCode": "NY", "Country": "US"}, "15:00"),
    ],
)
def test_the_recipients_own_morning_counts_and_every_zone_it_may_be_in(
    begin: Begin, phone: str, address: dict[str, str], sent: str
) -> None:
    story = begin()
    story.invoice(story.customer(phone=phone, address=address))
    story.connect()

    story.until(day(4), "00:00")

    [text] = story.touches()
    assert text.created == moment(day(3), sent)


def test_nothing_goes_out_in_the_evening_nor_on_a_sunday(begin: Begin) -> None:
    story = begin()
    first = story.invoice(story.customer(), due=day(3))  # a Thursday: its day 3 is a Sunday
    story.connect()

    story.until(day(8))

    assert story.rungs(first) == [(1, day(7))]
    assert story.touches()[0].created == moment(day(7), "09:00")


def test_a_case_that_falls_due_after_hours_goes_out_the_next_morning(begin: Begin) -> None:
    story = begin()
    story.connect()
    story.until(day(3), "20:00")
    story.invoice(story.customer(), due=day(0), created=day(-30))
    story.host.work()

    story.until(day(3), "23:59")
    assert story.touches() == []
    story.until(day(4), "12:00")
    assert story.touches()[0].created == moment(day(4), "09:00")


@pytest.mark.parametrize(
    ("due", "sent"),
    [
        (date(2026, 12, 22), date(2026, 12, 26)),  # Christmas is a Friday
        (date(2026, 11, 23), date(2026, 11, 27)),  # Thanksgiving
        (date(2026, 12, 29), date(2027, 1, 2)),  # New Year's Day
        (date(2026, 6, 30), date(2026, 7, 6)),  # Independence Day, kept on Friday the 3rd, then the 4th and a Sunday
    ],
)
def test_holidays_are_quiet(begin: Begin, due: date, sent: date) -> None:
    story = begin(on=due)
    story.invoice(story.customer(), due=due)
    story.connect()

    story.host.run_until(moment(sent, "19:00"))

    assert story.touch_days() == [sent]


def test_the_clients_own_dates_and_other_countries_holidays_are_quiet_by_policy(begin: Begin) -> None:
    story = begin(policy='holidays: {own_dates: ["2026-09-17"], also: [DE]}\n')
    story.invoice(story.customer())
    story.connect()
    story.until(day(4), "12:00")
    assert story.touch_days() == [day(4)]

    other = begin(on=date(2026, 9, 30), policy="holidays: {also: [DE]}\n")
    other.invoice(other.customer())
    other.connect()
    other.host.run_until(moment(date(2026, 10, 6)))
    assert other.touch_days() == [date(2026, 10, 5)]  # the 3rd is Germany's day of unity, the 4th a Sunday


@pytest.mark.parametrize(
    ("due", "sent"),
    [
        (date(2026, 10, 30), moment(date(2026, 11, 2), "09:00")),  # clocks go back in the night before
        (date(2027, 3, 12), moment(date(2027, 3, 15), "09:00")),  # and forward
    ],
)
def test_nine_in_the_morning_stays_nine_when_the_clocks_change(begin: Begin, due: date, sent: object) -> None:
    story = begin(on=due)
    story.invoice(story.customer(), due=due)
    story.connect()

    story.days(4)

    assert [text.created for text in story.touches()] == [sent]


def test_a_text_lives_only_as_long_as_the_hours_do(begin: Begin) -> None:
    story = begin()
    story.connect()
    story.until(day(3), "19:50")
    story.invoice(story.customer(), due=day(0), created=day(-30))
    story.host.work()

    story.minutes(1)

    [text] = story.touches()
    assert text.validity == 600
    assert story.case("101").rungs


# --- consent, phones


def test_without_consent_nothing_is_sent_and_a_person_is_asked_once_for_the_customer(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer()
    invoices = [story.invoice(customer), story.invoice(customer)]
    story.connect()

    story.until(day(30))

    assert story.messages() == []
    assert [item.kind for item in story.reviews() if item.kind == "no_consent"] == ["no_consent"]
    assert {story.case(invoice).state for invoice in invoices} == {"handed_off"}  # every ladder ends with a person


def test_consent_comes_from_the_tag_in_quickbooks_notes_and_belongs_to_that_number(begin: Begin) -> None:
    story = begin(base=AUTO)
    customer = story.customer(notes="signed the form in May #sms-ok")
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))
    assert story.rungs(invoice) == [(1, day(3))]

    story.books.edit_customer(customer, Notes="", PrimaryPhone={"FreeFormNumber": "(212) 555-0199"})
    story.until(day(12))

    assert story.touches("+12125550199") == []
    assert story.rungs(invoice) == [(1, day(3))]
    assert story.explain(invoice).reason == "no_consent"


@pytest.mark.parametrize("typed", ["call office", "", "555-0123", "(212) 555-01234567", "12125550123 ext. 4"])
def test_a_customer_whose_phone_is_none_becomes_a_question(begin: Begin, typed: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone=typed))
    story.connect()

    story.until(day(5))

    [question] = story.reviews()
    assert question.kind == "no_phone"
    assert question.facts["detail"] in ("no phone in QuickBooks", "what is typed as phone is no phone number")
    assert story.messages() == []
    assert story.explain(invoice).reason == "no_phone"


def test_a_question_that_a_person_left_as_it_is_comes_back_with_another_invoice_only(begin: Begin) -> None:
    story = begin()
    customer = story.customer(phone="call office")
    first = story.invoice(customer)
    story.connect()
    story.until(day(5))
    [question] = story.reviews("no_phone")
    decide_review(story.world, REALM, question.id, by="anna", release=False)

    story.until(day(9))
    story.books.edit_invoice(first, PrivateNote="called them")
    story.until(day(12))
    assert story.reviews("no_phone") == []

    second = story.invoice(customer, due=day(12))
    story.until(day(16))
    [again] = story.reviews("no_phone")
    assert set(again.invoice_ids) == {first, second}


def test_a_corrected_phone_sets_the_ladder_going_again(begin: Begin) -> None:
    story = begin()
    customer = story.customer(phone="call office")
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(5))

    story.books.edit_customer(customer, Mobile={"FreeFormNumber": "212.555.0123"})
    story.until(day(6))

    assert story.rungs(invoice) == [(1, day(5))]


@pytest.mark.parametrize(
    ("number", "silence"),
    [
        ("+12125550006", "not_sms_capable"),  # a landline, known after sending
        ("+12125550014", "not_sms_capable"),  # refused at once
        ("+12125550035", "not_sms_capable"),
        ("+12125550011", "not_sms_capable"),
        ("+12125550010", "opt_out"),  # opted out at Twilio before our time
    ],
)
def test_a_number_that_cannot_or_must_not_be_texted_is_silenced_and_a_person_is_asked(
    begin: Begin, number: str, silence: str
) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone=number))
    story.connect()

    story.until(day(30))

    assert story.phone(number).silence is not None
    assert story.phone(number).silence.kind == silence  # type: ignore[union-attr] # said above
    assert len(story.touches(number)) <= 1
    assert story.case(invoice).state == "handed_off"
    assert story.reviews()


def test_a_number_that_fails_twice_as_unreachable_is_left_alone(begin: Begin) -> None:
    story = begin()
    number = "+12125550003"
    story.invoice(story.customer(phone=number))
    story.connect()

    story.until(day(30))

    assert len(story.touches(number)) == 2
    assert story.phone(number).silence.kind == "unreachable"  # type: ignore[union-attr]


# --- opt-out


def test_after_stop_no_text_goes_to_that_number_for_any_customer_or_company(begin: Begin) -> None:
    story = begin()
    inn = story.customer("Blue Heron Inn", "917 555 0162", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", "917 555 0162", given="Maya", email="events@blueheron.example.com")
    invoices = [story.invoice(inn), story.invoice(events)]
    story.connect()
    story.until(day(3), "12:00")

    story.says("+19175550162", "STOP")
    story.until(day(30))

    assert len(story.touches()) == 1
    assert {story.case(invoice).ended_because for invoice in invoices} == {"opted_out"}


@pytest.mark.parametrize("word", ["STOP", "stop", "Unsubscribe", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"])
def test_twilios_own_stop_words_are_not_confirmed_again(begin: Begin, word: str) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")

    assert story.says(DANA, word) == []
    assert story.phone(DANA).silence.kind == "opt_out"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("please stop texting me", "Bright Pine Plumbing: you will get no more texts"),
        ("opt out", "Bright Pine Plumbing: you will get no more texts"),
        ("take me off your list", "Bright Pine Plumbing: you will get no more texts"),
        ("no me manden mas mensajes", "Bright Pine Plumbing: no le enviaremos otros mensajes"),
        ("basta", "Bright Pine Plumbing: no le enviaremos otros mensajes"),
    ],
)
def test_an_opt_out_in_the_customers_own_words_is_honoured_and_confirmed_once(
    begin: Begin, words: str, start: str
) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")

    [confirmation] = story.says(DANA, words)

    assert confirmation.startswith(start)
    story.until(day(20))
    assert len(story.touches()) == 1


def test_start_after_stop_lets_the_ladder_go_on_where_it_stood(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "STOP")
    story.until(day(10))
    assert len(story.touches()) == 1

    story.says(DANA, "START")
    story.until(day(18))

    assert story.rungs(invoice) == [(1, day(3)), (2, day(10)), (3, day(14))]


def test_a_stop_that_comes_in_the_moment_of_sending_wins(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.asleep_until(day(3), "10:00")

    def writes() -> None:
        story.says(DANA, "stop texting me")

    # While the link is being made, before anything is handed to Twilio, the customer writes.
    story.trouble("stripe", Meanwhile(writes), method="POST", path="payment_links$")

    story.ladder()
    story.host.work()
    story.until(day(20))

    assert story.touches() == []
    assert story.rungs(invoice) == []


# --- wrong hands, and everything that stops all channels


def test_a_customer_who_names_a_lawyer_or_bankruptcy_is_never_contacted_again_on_any_channel(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer), story.invoice(customer, due=day(4))
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "I filed for bankruptcy last week, talk to my lawyer")
    story.until(day(30))

    assert len(story.touches()) == 1
    assert story.reviews("stop_flag")[0].words == "I filed for bankruptcy last week, talk to my lawyer"
    assert {story.explain(invoice).reason for invoice in (first, second)} == {"stopped"}
