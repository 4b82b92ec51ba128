"""Nobody is reminded of what may have been paid: when no payment is entered for longer than usual, touches wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pastdue.domain.audit import AuditEntry
from pastdue.domain.plan import Plan, PlanState, plan_key
from pastdue.usecases.keep_books import say_current
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day


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


def test_a_check_that_is_entered_lets_them_go_on_an_hour_later(begin: Begin) -> None:
    story, invoice, other = _kept_daily(begin)
    story.until(day(9))
    assert story.touches() == []

    story.books.receive_check(other, 500)
    story.host.work()
    assert story.reviews("books_not_current") == []
    story.minutes(59)
    assert story.touches() == []
    story.minutes(10)

    assert len(story.touches()) == 1
    assert story.rungs(invoice) == [(1, day(9))]
    assert story.reviews("books_not_current") == []


def test_who_is_entering_what_came_in_is_not_overtaken_by_a_text_about_the_next_check(begin: Begin) -> None:
    story, invoice, other = _kept_daily(begin)
    story.until(day(9))

    for _ in range(3):
        story.books.receive_check(other, 100)
        story.host.work()
        story.minutes(50)
    story.books.receive_check(invoice)
    story.host.work()
    story.until(day(12))

    assert story.touches() == []
    assert story.reviews() == []


def test_what_waited_for_the_books_goes_out_by_turns(begin: Begin) -> None:
    story, _, _ = _kept_daily(begin, policy="resume_per_day: 2\n")
    for number in range(7):
        who = story.customer(f"Customer {number}", f"(212) 555-02{number:02d}", given=f"Kim {number}", email="")
        story.invoice(who, due=day(4), created=day(-30))
    story.host.work()
    story.until(day(9))
    assert story.touches() == []

    say_current(story.world, REALM, "Anna")
    story.until(day(9), "18:00")

    assert 0 < len(story.touches()) < 6
    story.until(day(14))
    assert len({each.to for each in story.touches()}) == 8


@pytest.mark.parametrize(("entered", "state"), [(True, PlanState.KEPT), (False, PlanState.BROKEN)])
def test_an_instalment_that_may_only_not_be_entered_yet_breaks_no_plan(
    begin: Begin, entered: bool, state: PlanState
) -> None:
    rules = "plans: {instalments: 2, offered_from_rung: 1, grace_days: 12}\n"
    story, invoice, other = _kept_daily(begin, policy=rules, due=-3)
    story.until(day(0), "12:00")
    story.says(DANA, "can I pay in parts?")
    story.pays(story.link(story.says(DANA, "AGREE")[0]))
    for ahead in range(1, 15):
        story.until(day(ahead), "18:00")
        story.books.receive_check(other, 10)
    assert len(story.touches()) == 2  # the second instalment was asked for on day 14
    story.until(day(29))
    plan = story.world.store.get(Plan, plan_key(REALM, "2"))
    assert plan is not None
    assert plan.state is PlanState.RUNNING

    if entered:
        story.books.receive_check(invoice)
    else:
        say_current(story.world, REALM, "Anna")
    story.host.work()
    story.until(day(30), "18:00")

    plan = story.world.store.get(Plan, plan_key(REALM, "2"))
    assert plan is not None
    assert plan.state is state


@pytest.mark.parametrize(("entered", "broken"), [(True, 0), (False, 1)])
def test_a_promise_is_judged_once_the_books_are_current(begin: Begin, entered: bool, broken: int) -> None:
    story, invoice, _ = _kept_daily(begin, due=-3)
    story.until(day(0), "12:00")
    story.says(DANA, "I will pay in 9 days")
    story.until(day(11))
    assert "PromisesBroken" not in story.host.metrics.totals

    if entered:
        story.books.receive_check(invoice)
    else:
        say_current(story.world, REALM, "Anna")
    story.host.work()
    story.until(day(13))

    assert story.host.metrics.totals.get("PromisesBroken", 0) == broken


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
