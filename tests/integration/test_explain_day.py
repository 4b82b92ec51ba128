"""Every open invoice has an answer for every day: what was done or why not, and what will be."""

from __future__ import annotations

import pytest

from pastdue.domain.errors import BadInput
from pastdue.usecases.approve_touches import approve_touches
from pastdue.usecases.explain_day import DayExplained, When, explain_day
from pastdue.usecases.find_case import find_case
from pastdue.usecases.stop_everything import resume, stop_everything
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day
from tests.integration.test_approve import APPROVE


def on(story: Story, invoice: str, days: int) -> DayExplained:
    return explain_day(story.world, REALM, invoice, day(days))


def test_what_is_forecast_for_each_day_is_what_then_happens(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(2))
    story.connect()

    told = {days: on(story, invoice, days) for days in range(1, 31)}
    story.until(day(31))

    assert [days for days, each in told.items() if each.done] == [5, 9, 16]
    assert [when for _, when in story.rungs(invoice)] == [day(5), day(9), day(16)]
    assert {each.when for each in told.values()} == {When.COMING}
    assert told[20].reason == "before_hand_off"
    assert (told[24].decision, told[24].reason) == ("HandOff", "ladder_ended")
    assert story.case(invoice).state == "handed_off"


def test_every_past_day_has_an_answer_from_the_audit(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(0))
    story.connect()
    story.until(day(8))
    story.says(DANA, "I will pay on Friday")
    story.until(day(16))
    stop_everything(story.world, "Anna", "wrong amounts")
    story.until(day(18), "12:00")
    resume(story.world, "Anna")
    story.until(day(30))

    past = [on(story, invoice, days) for days in range(30)]

    assert all(each.says and each.when is When.PAST for each in past)
    assert {each.decision for each in past} >= {"wait", "held"}
    assert any("rung 1" in done for done in past[3].done)
    assert past[5].says.startswith("Wait: before rung, until 2026-09-21 09:00 EDT")
    assert past[8].decision == "held"
    assert past[9].reason == "promise"
    assert [days for days, each in enumerate(past) if each.stopped] == [16, 17, 18]
    assert "Anna had stopped everything on 2026-09-30: wrong amounts" in past[17].says
    assert on(story, invoice, -400).decision == "unknown"


def test_a_day_on_which_nothing_ran_says_so(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(0))
    story.connect()
    story.until(day(2))
    story.asleep_until(day(6), "12:00")
    story.minutes(10)

    assert on(story, invoice, 4).says.startswith("Due since 2026-09-17 09:00 EDT, and nothing was written")


def test_a_coming_day_in_mode_approve_says_that_somebody_must_say_yes(begin: Begin) -> None:
    story = begin(base=APPROVE)
    invoice = story.invoice(story.customer(), due=day(0))
    story.connect()

    told = on(story, invoice, 9)

    assert (told.done, told.reason) == ((), "awaits_approval")


def test_a_closed_day_in_mode_approve_says_that_somebody_must_say_yes_as_well(begin: Begin) -> None:
    # given a reminder whose day is a Sunday
    story = begin(base=APPROVE)
    invoice = story.invoice(story.customer(), due=day(3))
    story.connect()
    before = on(story, invoice, 4)
    story.until(day(6), "12:00")

    told = explain_day(story.world, REALM, invoice)

    assert (told.reason, told.also) == ("outside_hours", "awaits_approval")
    assert "outside hours (rung 1)" in told.says
    assert told.says.endswith("; and awaits approval (rung 1 on 2026-09-21).")
    assert (before.reason, before.also) == ("before_rung", "awaits_approval")


def test_a_closed_day_of_what_is_approved_or_needs_no_approval_says_nothing_of_one(begin: Begin) -> None:
    story = begin(base=APPROVE)
    invoice = story.invoice(story.customer(), due=day(3))
    story.connect()
    story.until(day(6), "12:00")
    approve_touches(story.world, REALM, day(7), None, "Anna")
    approved = explain_day(story.world, REALM, invoice)

    story = begin()
    invoice = story.invoice(story.customer(), due=day(3))
    story.connect()
    story.until(day(6), "12:00")
    automatic = explain_day(story.world, REALM, invoice)

    assert [(each.reason, each.also) for each in (approved, automatic)] == [("outside_hours", "")] * 2


def test_a_closed_day_during_a_stop_says_that_everything_is_stopped_as_well(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(3))
    story.connect()
    stop_everything(story.world, "Anna", "wrong amounts")
    story.until(day(6), "12:00")

    told = explain_day(story.world, REALM, invoice)

    assert (told.reason, told.also) == ("outside_hours", "switched_off")
    assert told.says.endswith("; and switched off (Anna stopped everything: wrong amounts).")


def test_in_mode_shadow_what_would_be_sent_is_told_and_goes_on_being_told(begin: Begin) -> None:
    story = begin(base=APPROVE.replace("approve", "shadow"))
    invoice = story.invoice(story.customer(), due=day(0))
    story.connect()

    assert (on(story, invoice, 3).decision, on(story, invoice, 3).done) == ("Send", ())
    assert on(story, invoice, 9).reason == "rung 1"


def test_today_says_what_stands_now_and_what_was_done_today(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(0))
    story.connect()
    story.until(day(3), "12:00")

    told = explain_day(story.world, REALM, invoice)

    assert (told.on, told.when, told.reason) == (day(3), When.TODAY, "before_rung")
    assert "touch sent: rung 1" in told.done


# --- by number


def test_an_invoice_is_found_by_the_number_that_it_has_now(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), number="A-7")
    story.connect()
    assert find_case(story.world, [REALM], "a-7").invoice.id == invoice

    story.books.edit_invoice(invoice, DocNumber="B-8")
    story.host.work()
    story.minutes(5)

    assert find_case(story.world, [REALM], "#B-8").invoice.id == invoice
    with pytest.raises(BadInput, match="there is no case for invoice A-7"):
        find_case(story.world, [REALM], "A-7")


def test_what_may_be_two_invoices_is_told_and_not_guessed(begin: Begin) -> None:
    story = begin()
    first = story.invoice(story.customer(), number="A-1")
    second = story.invoice(story.customer("Lakeshore", "(212) 555-0144", given="Sam"), number=first)
    story.connect()

    with pytest.raises(BadInput, match=f"{first} may be several: id:{first} has number A-1 .*id:{second} has number"):
        find_case(story.world, [REALM], first)
    assert find_case(story.world, [REALM], f"id:{first}").invoice.id == first
    assert find_case(story.world, [REALM], f"number:{first}").invoice.id == second
