"""The store's indexes lag behind its writes by seconds, as DynamoDB's do: they only ever suggest."""

from __future__ import annotations

from datetime import timedelta

from tests.integration.conftest import Begin
from tests.integration.story import DANA, Story, day, moment


def _due_today(begin: Begin, *amounts: int) -> Story:
    """Ten minutes before the first rung is due, with indexes that are three seconds late from now on."""
    story = begin(on=day(3), clock="08:50")
    customer = story.customer()
    for amount in amounts:
        story.invoice(customer, amount, due=day(0), created=day(-30))
    story.connect()
    story.host.store.wall = story.host.clock.now
    story.host.store.lag = 3.0
    return story


def _minute_by_minute(story: Story, minutes: int) -> None:
    """Business as it is: the tick comes every minute, whatever an index says is due."""
    for _ in range(minutes):
        story.host.clock.advance(timedelta(minutes=1))
        story.host.tick()


def test_a_text_still_goes_out_once_and_on_time(begin: Begin) -> None:
    story = _due_today(begin, 10_000, 20_000)

    _minute_by_minute(story, 40)

    [text] = story.touches(DANA)
    assert moment(day(3), "09:00") <= text.created <= moment(day(3), "09:02")
    assert "$300.00" in text.body


def test_a_second_tick_within_the_lag_sends_nothing_more(begin: Begin) -> None:
    story = _due_today(begin, 10_000)
    story.host.clock.at = moment(day(3), "09:00")

    for _ in range(5):
        story.host.tick()
        story.host.clock.advance(timedelta(seconds=1))

    assert len(story.touches(DANA)) == 1


def test_the_owner_is_told_at_once_although_the_list_of_questions_is_late(begin: Begin) -> None:
    story = _due_today(begin, 10_000)
    _minute_by_minute(story, 15)

    story.says(DANA, "dispute")
    _minute_by_minute(story, 2)

    [mail] = story.owner_mails()
    assert mail.subject == "Harborview Cafe disputes an invoice"


def test_a_question_within_the_hour_is_told_when_the_hour_is_over_although_the_list_is_late(begin: Begin) -> None:
    story = _due_today(begin, 10_000)
    _minute_by_minute(story, 15)
    story.says(DANA, "dispute")
    _minute_by_minute(story, 5)

    story.says(DANA, "call me, this is absurd")
    _minute_by_minute(story, 60)

    assert ["absurd" in mail.text for mail in story.owner_mails()] == [False, True]


def test_a_credit_entered_the_moment_after_the_text_still_kills_its_link(begin: Begin) -> None:
    story = _due_today(begin, 48_500)
    story.host.clock.at = moment(day(3), "09:00")
    story.host.tick()
    assert story.alive(story.link())

    story.books.add_credit_memo("1", 10_000)
    story.host.work()
    _minute_by_minute(story, 5)

    assert not story.alive(story.link())


def test_a_check_entered_the_moment_after_the_text_still_kills_its_link(begin: Begin) -> None:
    story = _due_today(begin, 48_500)
    story.host.clock.at = moment(day(3), "09:00")
    story.host.tick()

    story.books.receive_check("101")
    story.host.work()
    _minute_by_minute(story, 5)

    assert not story.alive(story.link())
    assert story.case("101").state == "closed"


def test_a_payment_the_moment_after_the_text_is_booked_once(begin: Begin) -> None:
    story = _due_today(begin, 48_500)
    story.host.clock.at = moment(day(3), "09:00")
    story.host.tick()

    payment = story.pays(story.link())
    _minute_by_minute(story, 30)
    story.reconcile()

    assert len(story.stripe_payments_in_books(payment)) == 1
    assert story.case("101").state == "closed"
