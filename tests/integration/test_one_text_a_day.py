"""Promise 1: a phone gets one text a day and two in seven days, whoever owes, whatever is retried or raced."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from pastdue.usecases.send_touch import Sent, send_touch
from sandbox.faults import AnswerWith, LoseAnswer, LoseRequest
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, RICKY, day, moment

OTHER_REALM = "310687"


def test_two_customers_who_share_a_phone_are_texted_on_different_days_and_each_about_their_own(begin: Begin) -> None:
    story = begin()
    inn = story.customer("Blue Heron Inn", "917 555 0162", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", "+1 917-555-0162", given="Maya", email="events@blueheron.example.com")
    first, second = story.invoice(inn, 64_000), story.invoice(events, 38_600)
    story.connect()

    story.until(day(6))

    assert story.touch_days("+19175550162") == [day(3), day(4)]
    assert ["$640.00" in body for body in story.bodies()] in ([True, False], [False, True])
    assert ["$386.00" in body for body in story.bodies()] in ([True, False], [False, True])
    assert sorted([story.rungs(first)[0][1], story.rungs(second)[0][1]]) == [day(3), day(4)]


def test_the_third_text_in_seven_days_waits_and_no_rung_is_lost_by_it(begin: Begin) -> None:
    story = begin()
    inn = story.customer("Blue Heron Inn", "917 555 0162", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", "917 555 0162", given="Maya", email="events@blueheron.example.com")
    invoices = [story.invoice(inn), story.invoice(events)]
    story.connect()

    story.until(day(40))

    days = story.touch_days("+19175550162")
    assert len(days) == len(set(days)) == 6
    assert all(len([one for one in days if 0 <= (last - one).days < 7]) <= 2 for last in days)
    assert [[rung for rung, _ in story.rungs(invoice)] for invoice in invoices] == [[1, 2, 3], [1, 2, 3]]
    assert {story.case(invoice).state for invoice in invoices} == {"handed_off"}


@pytest.mark.parametrize(("cap", "most"), [(1, 1), (2, 2), (3, 3)])
def test_the_cap_of_seven_days_is_the_policys(begin: Begin, cap: int, most: int) -> None:
    story = begin(policy=f"caps: {{per_seven_days: {cap}}}\n")
    for index in range(4):
        story.invoice(story.customer(f"Harborview {index}", "(212) 555-0123", email=f"c{index}@example.com"))
    story.connect()

    story.until(day(20))

    days = story.touch_days(DANA)
    busiest = max(len([one for one in days if 0 <= (last - one).days < 7]) for last in days)
    assert busiest == most


def test_one_phone_at_two_companies_of_one_client_gets_one_text_a_day(begin: Begin) -> None:
    story = begin()
    other = story.host.vendors.quickbooks.add_company(OTHER_REALM, name="Bright Pine Heating")
    story.invoice(story.customer())
    customer = other.add_customer("Harborview Cafe", phone="212-555-0123", email="dana@harborview.example.com")
    other.add_invoice(customer, 9_900, due=day(0), day=day(-30), created=moment(day(-30)))
    story.connect()
    story.host.connect(OTHER_REALM)

    story.until(day(5))

    assert story.touch_days(DANA) == [day(3), day(4)]
    assert sorted("Bright Pine Heating" in body for body in story.bodies()) == [False, True]


def test_a_second_worker_with_the_same_message_sends_nothing_more(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer)
    story.connect()
    story.until(day(3), "10:00")
    assert len(story.touches()) == 1

    again = [send_touch(story.world, REALM, customer).done for _ in range(3)]

    assert again == [Sent.NOTHING_DUE] * 3
    assert len(story.touches()) == 1


def test_a_tick_that_runs_again_and_again_queues_a_payer_once(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer)
    story.invoice(customer)
    story.connect()
    story.asleep_until(day(3), "09:00")

    for _ in range(3):
        story.ladder()

    queued = Counter(waiting.name for waiting in story.host.queue.waiting)
    assert queued["touch"] == 1
    story.host.work()
    assert len(story.touches()) == 1


def test_a_text_whose_answer_was_lost_is_found_by_its_link_and_not_sent_again(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    # The answer and the status callbacks are lost: only the list of messages can tell.
    story.trouble("twilio", LoseAnswer(), method="POST", path="Messages")
    story.twilio.knobs.lost = 1.0
    story.until(day(3), "09:30")
    assert len(story.touches()) == 1

    story.until(day(4))

    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(3))]
    assert "touch sent" in story.facts(invoice)


def test_a_text_whose_request_was_lost_is_sent_once_its_absence_was_seen_at_5_and_at_15_minutes(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.trouble("twilio", LoseRequest(), method="POST", path="Messages")

    story.until(day(3), "09:14")
    assert story.touches() == []
    story.until(day(3), "09:45")

    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(3))]


def test_a_text_that_cannot_be_looked_up_until_its_window_closed_counts_as_sent(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.trouble("twilio", LoseRequest(), method="POST", path="Messages")
    story.trouble("twilio", AnswerWith(503), method="GET", path="Messages", times=-1)

    story.until(day(6))

    # Promise 1 goes before promise 7: the rung counts although nothing may have arrived.
    assert story.touches() == []
    assert story.rungs(invoice) == [(1, day(3))]
    assert "touch presumed sent" in story.facts(invoice)


def test_a_refused_text_gives_the_phone_its_day_back(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.trouble(
        "twilio",
        AnswerWith(429, b'{"code": 20429, "status": 429, "message": "Too Many Requests"}'),
        method="POST",
        times=2,
    )

    story.until(day(3), "12:00")

    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(3))]


@pytest.mark.parametrize("seed", range(6))
def test_with_doubled_late_and_lost_webhooks_a_phone_still_gets_one_text_a_day(begin: Begin, seed: int) -> None:
    story = begin(seed=seed)
    story.twilio.knobs.duplicates = story.twilio.knobs.late = story.twilio.knobs.lost = 0.3
    story.stripe.knobs.duplicates = story.stripe.knobs.late = story.stripe.knobs.lost = story.stripe.knobs.twins = 0.3
    webhooks = story.host.vendors.quickbooks.webhooks
    webhooks.repeat = webhooks.late = webhooks.drop = 0.3
    first, second = story.customer(), story.customer("Harborview Bar", given="Dana", email="bar@example.com")
    invoices = [story.invoice(first), story.invoice(first, due=day(2)), story.invoice(second)]
    story.connect()
    for invoice in invoices:
        story.books.edit_invoice(invoice, PrivateNote="looked at")

    story.until(day(7), "08:00")
    story.pays(story.link())
    story.until(day(45))

    # The checks at the end of every story look at days and weeks; here every ladder has also come to its end.
    assert all(story.case(invoice).state != "open" for invoice in invoices)


def test_the_answers_to_what_a_person_writes_are_apart_from_touches_and_two_a_day(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "10:00")

    answered = [len(story.says(DANA, words)) for words in ("who are you", "dispute", "I want to talk", "hello?")]

    assert answered == [1, 1, 0, 0]
    assert len(story.touches()) == 1


def test_a_reply_that_twilio_posts_three_times_is_answered_once(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "10:00")
    story.twilio.receive(DANA, "dispute")
    [*_, (_, delivery)] = [posted for posted in story.host.posted if b"dispute" in posted[1].body]

    story.host.deliver(delivery)
    story.host.deliver(delivery)
    story.host.work()

    assert len(story.answers(DANA)) == 1
    assert len(story.reviews("dispute")) == 1


def test_where_the_zone_is_uncertain_a_text_needs_a_new_date_in_every_zone(begin: Begin) -> None:
    story = begin()
    california = {"CountrySubDivisionCode": "CA", "Country": "US"}
    story.invoice(story.customer(address=california))
    story.invoice(story.customer("Harborview Bar", given="", email="bar@example.com", address=california))
    story.connect()

    story.until(day(10))

    pacific = ZoneInfo("America/Los_Angeles")
    assert len(set(story.touch_days(DANA))) == len(set(story.touch_days(DANA, pacific))) == len(story.touches(DANA))
    assert len(story.touches(RICKY)) == 0
