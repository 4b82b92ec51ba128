"""The switch that stops everything: nothing is sent, nothing is unheard, no money waits; and no burst afterwards."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest

from pastdue.adapters import policies
from pastdue.domain.audit import AuditEntry
from pastdue.domain.switch import CLIENT
from pastdue.usecases.apply_policy import apply_policy
from pastdue.usecases.order_link import order_link
from pastdue.usecases.silence import silence
from pastdue.usecases.stop_everything import resume, stop_everything
from tests.integration.conftest import Begin
from tests.integration.story import ALL_CONSENTED, AUTO, DANA, REALM, Story, day, moment


def _many(begin: Begin, count: int, **settings: object) -> Story:
    story = begin(**settings)
    for number in range(count):
        customer = story.customer(
            f"Customer {number}", f"(212) 555-01{number:02d}", given=f"Kim {number}", email=f"c{number}@example.com"
        )
        story.invoice(customer, due=day(0), number=f"N-{number}")
    return story.connect()


@pytest.mark.parametrize("whose", [CLIENT, REALM])
def test_what_is_due_waits_while_everything_is_stopped_and_goes_out_after(begin: Begin, whose: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(2))
    assert stop_everything(story.world, "Anna", "wrong amounts", whose).changed

    story.until(day(5), "12:00")

    assert story.messages() == []
    told = story.explain(invoice)
    assert (told.decision, told.reason) == ("Wait", "switched_off")
    assert "Anna stopped" in told.detail
    assert "wrong amounts" in told.detail

    done = resume(story.world, "Anna", whose)
    story.minutes(10)
    assert (done.changed, done.waiting, done.spread_days) == (True, 1, 1)
    assert story.touch_days() == [day(5)]
    # The ladder goes on from there: a late rung shifts the next only as far as the gap needs.
    story.until(day(8), "12:00")
    assert story.rungs(invoice) == [(1, day(5)), (2, day(8))]


def test_another_company_s_switch_stops_nothing_here(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    stop_everything(story.world, "Anna", company_id="4711")

    story.until(day(3), "12:00")

    assert story.touch_days() == [day(3)]


def test_a_company_s_own_stop_outlives_the_client_s(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    stop_everything(story.world, "Anna")
    stop_everything(story.world, "Ben", company_id=REALM)
    story.until(day(4))
    resume(story.world, "Anna")
    story.days(1)
    assert story.messages() == []

    resume(story.world, "Ben", REALM)
    story.minutes(10)
    assert len(story.touches()) == 1


def test_an_opt_out_is_heard_and_confirmed_and_every_other_answer_is_left_to_a_person(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    stop_everything(story.world, "Anna")

    assert story.says(DANA, "I dispute this") == []
    assert story.holds(invoice) == ["dispute"]
    assert [item.title for item in story.reviews("unanswered")] == [
        "Harborview Cafe wrote and got no answer: everything is stopped"
    ]

    [confirmed] = story.says(DANA, "please stop texting me")
    assert "no more texts" in confirmed
    assert story.phone(DANA).silence is not None


@pytest.mark.parametrize("why", ["everything is stopped", "answered twice today", "the number is silent"])
def test_who_cannot_be_told_the_new_link_keeps_the_old_one(begin: Begin, why: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    old = story.link()
    story.books.edit_invoice(invoice, amount=60_000)
    story.host.work()
    if why == "everything is stopped":
        stop_everything(story.world, "Anna")
    elif why == "answered twice today":
        for words in ("hello", "is anybody there?"):
            story.minutes(20)
            story.says(DANA, words)
    else:
        silence(story.world, DANA, "unreachable", "twilio 30005")
    story.minutes(20)

    assert story.says(DANA, "LINK") == []

    assert story.alive(old)
    assert len(story.links()) == 1
    assert story.reviews()


def test_a_link_that_a_person_ordered_waits_until_the_stop_is_over(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    old = story.link()
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    stop_everything(story.world, "Anna")
    [question] = story.reviews("dispute")
    order_link(story.world, REALM, question.id, Decimal("300.00"), by="anna")

    story.until(day(6))
    assert story.alive(old)
    assert story.reviews("link_not_sent") == []
    resume(story.world, "Anna")
    story.until(day(7))

    assert "$300.00" in story.answers(DANA)[-1].body
    assert not story.alive(old)


def test_money_is_never_stopped(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    link = story.link()
    stop_everything(story.world, "Anna")

    intent = story.pays(link)

    assert story.received_in_books(intent) == 48_500
    assert story.case(invoice).state == "closed"
    assert story.answers() == []
    assert story.reviews("unanswered") == []


def test_what_a_stop_that_ends_on_a_closed_day_kept_back_is_counted_and_spread(begin: Begin) -> None:
    # given a stop since Wednesday, which on Sunday keeps nothing back that the day would not
    story = _many(begin, 12, policy="resume_per_day: 6\n")
    story.until(day(2))
    stop_everything(story.world, "Anna")
    story.until(day(6), "21:00")

    done = resume(story.world, "Anna")

    assert (done.waiting, done.spread_days, done.first_at) == (12, 2, moment(day(7), "09:00"))


def test_the_backlog_of_a_long_stop_is_spread_over_the_following_days(begin: Begin) -> None:
    story = _many(begin, 24, policy="resume_per_day: 6\n")
    story.until(day(2))
    stop_everything(story.world, "Anna")
    story.until(day(21), "09:30")  # a Monday again

    done = resume(story.world, "Anna")
    assert (done.waiting, done.spread_days) == (24, 4)
    story.minutes(1)
    first = len(story.touches())
    waiting = Counter(story.explain(str(number)).reason for number in range(101, 125))
    assert waiting["after_a_stop"] == 24 - first

    story.until(day(25), "12:00")
    days = Counter(story.rungs(str(number))[0][1] for number in range(101, 125))
    assert sorted(days) == [day(21), day(22), day(23), day(24)]
    assert days[day(21)] == first
    assert max(days.values()) <= 12


def test_what_comes_due_after_the_stop_keeps_its_own_day(begin: Begin) -> None:
    story = _many(begin, 6, policy="resume_per_day: 1\n")
    stop_everything(story.world, "Anna")
    story.until(day(7), "09:30")
    resume(story.world, "Anna")
    customer = story.customer("Later", "(212) 555-0177", given="Lou", email="lou@example.com")
    invoice = story.invoice(customer, due=day(5), created=day(-20))
    story.days(0.1)

    story.until(day(8), "12:00")

    assert story.rungs(invoice) == [(1, day(8))]


def test_who_stopped_and_who_resumed_stands_in_the_companys_audit_and_twice_is_once(begin: Begin) -> None:
    story = begin()
    story.connect()
    assert stop_everything(story.world, "Anna", "wrong amounts").changed
    assert not stop_everything(story.world, "Ben").changed
    assert resume(story.world, "Carla").changed
    assert not resume(story.world, "Carla").changed

    said = [
        (entry.fact.what, entry.fact.who, entry.fact.reason)
        for entry in story.world.store.series(AuditEntry, f"audit#company#{REALM}")
        if entry.fact.what.startswith("everything")
    ]
    assert said == [("everything stopped", "Anna", "wrong amounts"), ("everything resumed", "Carla", "")]


def test_every_tick_of_a_stop_is_counted_so_that_nobody_forgets_it(begin: Begin) -> None:
    story = begin()
    story.connect()
    story.ladder()
    assert "TicksSwitchedOff" not in story.host.metrics.totals

    stop_everything(story.world, "Anna")
    story.ladder()

    assert story.host.metrics.totals["TicksSwitchedOff"] == 1


@pytest.mark.parametrize("mode", ["shadow", "approve"])
def test_a_mode_that_lets_go_after_weeks_sends_no_burst_either(begin: Begin, mode: str) -> None:
    story = _many(begin, 24, policy=f"resume_per_day: 6\nmodes: {{segments: {{default: {mode}}}}}\n")
    story.until(day(15))
    assert story.touches() == []

    auto = AUTO + ALL_CONSENTED + "resume_per_day: 6\n"
    policy = policies.for_stage(policies.load(auto, "test"), "local")
    apply_policy(story.world, REALM, auto, policy, "Anna")
    story.host.policies.policy = policy
    story.reconcile()
    late = story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com")
    own = story.invoice(late, due=day(14), number="S-1")
    story.host.work()
    story.until(day(22))

    first = Counter({number: story.touch_days(number)[0] for number in {each.to for each in story.touches()}}.values())
    assert len(story.touches()) > 24
    assert max(first.values()) < 14
    assert set(first) <= {day(ahead) for ahead in (15, 16, 17, 18, 19)}
    assert story.rungs(own)[0] == (1, day(17))  # what comes due later keeps its own day


def test_few_that_a_mode_had_kept_back_go_out_at_once(begin: Begin) -> None:
    story = _many(begin, 6, policy="resume_per_day: 6\nmodes: {segments: {default: shadow}}\n")
    story.until(day(15))

    auto = AUTO + ALL_CONSENTED + "resume_per_day: 6\n"
    policy = policies.for_stage(policies.load(auto, "test"), "local")
    apply_policy(story.world, CLIENT, auto, policy, "Anna")
    story.host.policies.policy = policy
    story.reconcile()
    story.until(day(15), "18:00")

    assert len(story.touches()) == 6
