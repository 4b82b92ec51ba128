"""A first run over a company with many overdue invoices starts gently, whatever runs at once and whoever dies."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from pastdue.domain.errors import BadInput
from pastdue.domain.pace import PaceDay, pace_key
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.send_touch import Sent, send_touch
from pastdue.usecases.set_aside import Aside, set_aside
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Death, Steps, Story, day, die, watched


def _overdue(begin: Begin, count: int, policy: str) -> tuple[Story, list[str]]:
    """So many customers, each with one invoice that is past due for so many days and twelve more."""
    story = begin(policy=policy)
    invoices = []
    for index in range(count):
        customer = story.customer(f"Customer {chr(65 + index) * 5}", f"(212) 555-01{index:02d}", given="", email="")
        invoices.append(story.invoice(customer, 10_000, due=day(-12 - index)))
    story.connect()
    return story, invoices


def test_a_backlog_is_begun_with_the_newest_at_rung_one_and_so_many_a_day(begin: Begin) -> None:
    story, invoices = _overdue(begin, 7, "adoption: {daily_cap: 3}\n")

    story.until(day(3), "20:00")

    begun = {invoice: story.rungs(invoice)[0] for invoice in invoices}
    assert list(begun.values()) == [
        *[(1, day(0))] * 3,
        *[(1, day(1))] * 3,
        (1, day(2)),
    ]
    assert story.explain(invoices[-1]).rungs == (f"rung 1 on {day(2)}",)


def test_whoever_waits_for_the_backlog_says_so_and_until_when(begin: Begin) -> None:
    story, invoices = _overdue(begin, 3, "adoption: {daily_cap: 1}\n")
    story.minutes(30)

    assert story.explain(invoices[2]).reason == "backlog_cap"
    assert story.case(invoices[1]).waiting_until == datetime.fromisoformat("2026-09-15T13:00:00+00:00")
    assert story.case(invoices[2]).waiting_until == datetime.fromisoformat("2026-09-16T13:00:00+00:00")


def test_a_delayed_start_keeps_its_anchor_and_its_gap_and_skips_no_rung(begin: Begin) -> None:
    story, invoices = _overdue(begin, 4, "adoption: {daily_cap: 1}\n")

    story.until(day(30))

    assert [number for number, _ in story.rungs(invoices[3])] == [1, 2, 3]
    dates = [on for _, on in story.rungs(invoices[3])]
    assert dates[0] == day(3)
    assert all(later - earlier >= timedelta(days=3) for earlier, later in pairwise(dates))
    assert story.case(invoices[3]).anchor == day(-3)


def test_invoices_that_come_due_in_their_time_are_no_backlog(begin: Begin) -> None:
    story, _ = _overdue(begin, 2, "adoption: {daily_cap: 1}\n")
    steady = [story.invoice(story.customer(f"Steady {name}", f"(212) 555-015{name}"), due=day(-2)) for name in "12"]
    story.host.work()

    story.until(day(1), "20:00")

    assert [story.rungs(invoice) for invoice in steady] == [[(1, day(1))], [(1, day(1))]]


def test_a_full_hour_sends_the_rest_in_the_next(begin: Begin) -> None:
    story, _ = _overdue(begin, 5, "caps: {per_hour: 2}\n")

    story.until(day(0), "13:00")

    hours = Counter(message.created.hour for message in story.touches())
    assert hours == {14: 2, 15: 2, 16: 1}


def test_a_holidays_touches_are_spread_over_the_days_that_the_policy_gives(begin: Begin) -> None:
    story = begin(on=date(2026, 9, 1), policy="holidays: {spread_days: 3}\n")
    for index in range(12):
        customer = story.customer(f"Customer {chr(65 + index) * 5}", f"(212) 555-01{index:02d}", given="", email="")
        story.invoice(customer, 10_000, due=date(2026, 9, 4))
    story.connect()

    story.until(date(2026, 9, 10), "21:00")

    days = Counter(story.touch_days())
    assert set(days) == {date(2026, 9, 8), date(2026, 9, 9), date(2026, 9, 10)}
    assert sum(days.values()) == 12


# --- at once, and dying


def _commits(begin: Begin, policy: str) -> list[int]:
    """The steps of a touch at which something is written: what happens just before is what can race."""
    story, invoices = _overdue(begin, 2, policy)
    steps = Steps(0, die)
    send_touch(watched(story.world, steps), REALM, story.case(invoices[0]).payer_id)
    return [number for number, call in enumerate(steps.seen, 1) if call == "store.commit"]


def _meeting(begin: Begin, policy: str, step: int) -> tuple[Story, Sent]:
    """Two of a backlog, both queued before either was claimed: one is sent just before a step of the other."""
    story, invoices = _overdue(begin, 2, policy)
    one, other = (story.case(invoice).payer_id for invoice in invoices)

    def meanwhile() -> None:
        send_touch(story.world, REALM, other)

    return story, send_touch(watched(story.world, Steps(step, meanwhile)), REALM, one).done


def test_two_functions_at_once_begin_with_no_more_than_the_cap_allows(begin: Begin) -> None:
    capped = "adoption: {daily_cap: 1}\n"
    for step in _commits(begin, capped):
        story, _ = _meeting(begin, capped, step)
        assert len(story.touches()) == 1, step


def test_another_touch_of_the_day_is_no_race(begin: Begin) -> None:
    """Both may go: that the day's count moves under a claim costs it nothing."""
    for step in _commits(begin, ""):
        story, done = _meeting(begin, "", step)
        assert (done, len(story.touches())) == (Sent.SENT, 2), step


def _begun(story: Story) -> int:
    pace = story.world.store.get(PaceDay, pace_key(REALM, story.today))
    return pace.begun if pace else 0


@pytest.mark.parametrize("after", [0, 1])
def test_whoever_dies_leaves_no_place_taken_that_nothing_was_sent_for(begin: Begin, after: int) -> None:
    capped = "adoption: {daily_cap: 1}\n"
    for step in _commits(begin, capped):
        story, invoices = _overdue(begin, 1, capped)
        with suppress(Death):
            send_touch(watched(story.world, Steps(step + after, die)), REALM, story.case(invoices[0]).payer_id)
        story.until(day(0), "12:00")
        assert (len(story.touches()), _begun(story)) == (1, 1), step


def test_a_touch_that_twilio_refused_gives_its_place_to_the_next(begin: Begin) -> None:
    story = begin(policy="adoption: {daily_cap: 1}\n")
    bad = story.customer("Customer AAAAA", "(212) 555-0014", given="", email="")
    good = story.customer("Customer BBBBB", "(212) 555-0123", given="", email="")
    story.invoice(bad, 10_000, due=day(-11))
    story.invoice(good, 10_000, due=day(-13))
    story.connect()

    story.until(day(1), "20:00")

    assert [message.to for message in story.touches(DANA)] == [DANA]


# --- what was long past due


def _old(begin: Begin) -> tuple[Story, str, str, str]:
    """One customer with two invoices that were over sixty days past due when Pastdue came."""
    story = begin()
    cafe = story.customer()
    first, second = story.invoice(cafe, 10_000, due=day(-70)), story.invoice(cafe, 5_000, due=day(-90))
    story.connect()
    story.until(day(1))
    [asked] = story.reviews("old_at_adoption")
    return story, asked.id, first, second


def test_what_was_long_past_due_is_listed_by_customer_and_not_texted_unasked(begin: Begin) -> None:
    story, item, first, second = _old(begin)

    story.until(day(9))

    [asked] = story.reviews("old_at_adoption")
    assert asked.id == item
    assert set(asked.invoice_ids) == {first, second}
    assert asked.facts["invoices"] == "1002 ($50.00, due 2026-06-16), 1001 ($100.00, due 2026-07-06)"
    assert story.touches() == []


def test_released_it_begins_at_rung_one_on_that_day(begin: Begin) -> None:
    story, item, first, second = _old(begin)

    decide_review(story.world, REALM, item, "Anna", release=True)
    story.minutes(30)

    assert len(story.touches()) == 1
    assert story.rungs(first) == story.rungs(second) == [(1, day(1))]


def test_held_it_stays_on_the_list_and_may_be_released_later(begin: Begin) -> None:
    story, item, first, second = _old(begin)

    assert set_aside(story.world, REALM, item, "Anna", Aside.HELD) == 2
    story.until(day(9))

    assert story.touches() == []
    assert story.holds(first) == story.holds(second) == ["manual"]
    [asked] = story.reviews("old_at_adoption")
    assert asked.facts["held"] == "by Anna"
    decide_review(story.world, REALM, item, "Anna", release=True)
    story.minutes(30)
    assert story.rungs(first) == [(1, day(9))]


def test_written_off_it_is_never_asked_for_nor_about_again_and_closes_with_the_books(begin: Begin) -> None:
    story, item, first, second = _old(begin)

    assert set_aside(story.world, REALM, item, "Anna", Aside.WRITTEN_OFF) == 2
    assert set_aside(story.world, REALM, item, "Anna", Aside.WRITTEN_OFF) == 0
    story.until(day(30))

    assert (story.touches(), story.reviews()) == ([], [])
    assert story.case(first).ended_because == "written_off"
    assert [entry.fact.who for entry in story.audit(second) if entry.fact.what == "set aside"] == ["Anna"]
    story.books.void_invoice(first)
    story.host.work()
    assert story.case(first).state == "closed"


def test_only_what_was_old_is_set_aside(begin: Begin) -> None:
    story, _, _, _ = _old(begin)
    other = story.customer("Blue Heron Inn", "", email="")
    story.invoice(other, due=day(-2))
    story.host.work()
    story.until(day(2))
    [asked] = story.reviews("no_phone")

    with pytest.raises(BadInput, match="--release"):
        set_aside(story.world, REALM, asked.id, "Anna", Aside.HELD)
