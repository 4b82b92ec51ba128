"""Nobody is reminded of what may have been paid: when no payment is entered for longer than usual, touches wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pastdue.domain.audit import AuditEntry
from pastdue.usecases.keep_books import say_current
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Story, day


def _kept_daily(begin: Begin, policy: str = "", **due: int) -> tuple[Story, str, str]:
    """A company where a check was entered on each business day until yesterday, and an invoice that is due today."""
    story = begin(on=day(-61), policy=policy)
    regular = story.customer("Regular Payer", "(212) 555-0144", given="", email="")
    for back in range(60, 0, -1):
        if day(-back).weekday() < 5:
            story.asleep_until(day(-back), "11:00")
            story.books.receive_check(story.invoice(regular, 1_000))
    story.asleep_until(day(0))
    open_ = story.invoice(regular, 1_000, due=day(60))
    cafe = story.customer()
    invoice = story.invoice(cafe, due=day(due.get("due", 4)))
    story.connect()
    return story, invoice, open_


def test_reminders_wait_when_no_payment_is_entered_and_the_owner_is_asked_once(begin: Begin) -> None:
    story, invoice, _ = _kept_daily(begin)

    story.until(day(12))

    assert story.touches() == []
    assert story.explain(invoice).reason == "books_not_current"
    [asked] = story.reviews("books_not_current")
    assert asked.facts["usual"] == "5"
    assert sum("No customer payment was entered" in mail.text for mail in story.owner_mails()) == 1


def test_a_check_that_is_entered_lets_them_go_on_at_once(begin: Begin) -> None:
    story, invoice, other = _kept_daily(begin)
    story.until(day(9))
    assert story.touches() == []

    story.books.receive_check(other, 1_000)
    story.host.work()
    story.minutes(30)

    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(9))]
    assert story.reviews("books_not_current") == []


def test_a_payment_that_pastdue_booked_is_no_entry_of_the_bookkeepers(begin: Begin) -> None:
    story, _, _ = _kept_daily(begin, due=-3)
    other = story.customer("Blue Heron Inn", "(212) 555-0199", given="", email="")
    story.invoice(other, due=day(4))
    story.host.work()
    story.until(day(0), "12:00")
    assert len(story.touches()) == 1

    story.pays(story.link())
    story.until(day(7), "19:00")  # six business days after the last check, five after the payment

    assert len(story.touches()) == 1
    assert len(story.reviews("books_not_current")) == 1


def test_the_owner_says_that_they_are_current_and_it_is_audited(begin: Begin) -> None:
    story, invoice, _ = _kept_daily(begin)
    story.until(day(9))

    assert say_current(story.world, REALM, "Anna")
    story.minutes(30)

    assert story.rungs(invoice) == [(1, day(9))]
    assert story.reviews("books_not_current") == []
    entries = story.world.store.series(AuditEntry, f"audit#company#{REALM}")
    assert [entry.fact.who for entry in entries if entry.fact.what == "books said to be current"] == ["Anna"]


def test_when_entries_stop_again_the_owner_is_asked_again(begin: Begin) -> None:
    story, _, _ = _kept_daily(begin)
    story.until(day(9))
    say_current(story.world, REALM, "Anna")
    late = story.invoice(story.customer("Blue Heron Inn", "(212) 555-0199"), due=day(20))

    story.until(day(25))

    [asked] = story.reviews("books_not_current")
    assert (asked.facts["business days since"], asked.facts["usual"]) == ("10", "8")
    assert story.rungs(late) == []


@pytest.mark.parametrize(
    ("policy", "texted"), [("books: {wait_when_behind: false}\n", 1), ("books: {business_days: 20}\n", 1), ("", 0)]
)
def test_the_policy_says_whether_and_how_long(begin: Begin, policy: str, texted: int) -> None:
    story, _, _ = _kept_daily(begin, policy)

    story.until(day(9))

    assert len(story.touches()) == texted


def test_where_payments_are_rarely_entered_nothing_waits(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(0))
    story.connect()

    story.until(day(20))

    assert [number for number, _ in story.rungs(invoice)] == [1, 2, 3]
    assert story.now - story.case(invoice).opened_at > timedelta(days=19)
