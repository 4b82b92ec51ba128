"""Mode approve: tomorrow's touches are listed today, and only what a person approved is sent, then and not later."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from pastdue.adapters import policies
from pastdue.domain.errors import Unavailable, Unknown
from pastdue.usecases.approve_touches import Chosen, approve_touches, reject_touches
from pastdue.usecases.propose_touches import Proposal, propose_touches
from tests.integration.conftest import Begin
from tests.integration.story import (
    ALL_CONSENTED,
    DANA,
    REALM,
    Death,
    Deaths,
    Story,
    day,
    moment,
    watched,
)

APPROVE = "mode: approve\ncallback_number: (212) 555-0100\n" + ALL_CONSENTED


def listed(story: Story, on: int) -> list[Proposal]:
    return list(propose_touches(story.world, REALM, day(on)))


def approve(story: Story, on: int, *ids: str) -> Chosen:
    return approve_touches(story.world, REALM, day(on), ids or None, "Anna")


def _one(begin: Callable[..., Story], **settings: object) -> Story:
    """Dana's invoice, whose first rung comes on day three; it is the afternoon before."""
    story = begin(base=APPROVE, **settings)
    story.invoice(story.customer(), number="D-1", due=day(0))
    story.connect()
    story.until(day(2), "16:00")
    return story


def test_tomorrow_s_touch_is_listed_with_its_very_text_and_sent_once_it_is_approved(begin: Begin) -> None:
    story = _one(begin)
    [proposal] = listed(story, 3)
    assert (proposal.customer, proposal.total.text()) == ("Harborview Cafe", "$485.00")
    assert [(item.number, item.rung) for item in proposal.items] == [("D-1", 1)]
    assert proposal.at == moment(day(3), "09:00")

    assert approve(story, 3, proposal.id).done == (proposal,)
    assert [each.approved_by for each in listed(story, 3)] == ["Anna"]
    story.until(day(3), "09:10")

    [text] = story.bodies(DANA)
    assert text.replace(story.link(text), "(pay link)") == proposal.text
    assert "touch approved" in story.facts("101")


def test_what_nobody_approved_is_never_sent_and_stays_on_the_list(begin: Begin) -> None:
    story = _one(begin)

    story.until(day(30))

    assert story.messages() == []
    told = story.explain("101")
    assert (told.decision, told.reason) == ("Wait", "awaits_approval")
    [proposal] = listed(story, 31)
    assert [item.rung for item in proposal.items] == [1]


def test_an_approval_is_for_that_day_only(begin: Begin) -> None:
    story = _one(begin)
    approve(story, 3)
    story.asleep_until(day(4), "08:00")

    story.until(day(4), "12:00")

    assert story.messages() == []
    [again] = listed(story, 5)
    assert again.approved_by == ""


def test_a_raised_balance_needs_a_new_approval_and_a_lowered_one_does_not(begin: Begin) -> None:
    story = _one(begin)
    customer = story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com")
    lower = story.invoice(customer, number="S-1", due=day(0), created=day(-30))
    story.host.work()
    story.minutes(10)
    assert len(approve(story, 3).done) == 2

    story.books.edit_invoice("101", amount=50_000)
    story.books.receive_check(lower, 10_000)
    story.host.work()
    story.until(day(3), "12:00")

    assert [message.to for message in story.touches()] == ["+12125550144"]
    assert "$385.00" in story.bodies()[0]
    assert story.explain("101").reason == "awaits_approval"


def test_some_are_approved_some_rejected_and_a_rejected_one_is_listed_anew_after_its_rest(begin: Begin) -> None:
    story = _one(begin)
    story.invoice(
        story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com"),
        number="S-1", due=day(0), created=day(-30),
    )  # fmt: skip
    story.minutes(10)
    dana, sam = sorted(listed(story, 3), key=lambda each: each.customer)

    approve(story, 3, sam.id)
    rejected = reject_touches(story.world, REALM, day(3), [dana.id], "Anna", 5)
    assert rejected.done == (dana,)
    story.until(day(3), "12:00")

    assert [message.to for message in story.touches()] == [sam.address]
    assert story.holds("101") == ["manual"]
    assert [each.customer for each in listed(story, 7)] == ["Lakeshore"]
    assert [each.customer for each in listed(story, 8)] == ["Harborview Cafe", "Lakeshore"]


def test_what_changed_since_it_was_listed_is_not_approved(begin: Begin) -> None:
    story = _one(begin)
    [proposal] = listed(story, 3)
    story.books.edit_invoice("101", amount=50_000)
    story.host.work()

    assert approve(story, 3, proposal.id).unknown == (proposal.id,)
    story.until(day(3), "12:00")
    assert story.messages() == []


def test_another_policy_means_another_text_so_what_it_would_send_is_approved_anew(begin: Begin) -> None:
    story = _one(begin)
    approve(story, 3)
    story.host.policies.policy = policies.load(APPROVE + "creditor: Bright Pine LLC\n")

    story.until(day(3), "12:00")

    assert story.messages() == []


def test_the_ladder_keeps_its_gaps_however_late_the_approvals_come(begin: Begin) -> None:
    story = _one(begin)
    story.until(day(9), "16:00")
    approve(story, 10)
    story.until(day(12), "16:00")
    # The gap after day ten ends on day thirteen, a Sunday.
    assert listed(story, 13) == []
    assert [item.rung for item in listed(story, 14)[0].items] == [2]


def test_two_payers_on_one_phone_are_not_proposed_for_one_day(begin: Begin) -> None:
    story = begin(base=APPROVE)
    for name in ("Harborview Cafe", "Harborview Catering"):
        story.invoice(story.customer(name), due=day(0))
    story.connect()
    story.until(day(2), "16:00")

    assert len(listed(story, 3)) == 1


def test_an_approval_ends_at_midnight_where_the_customer_is(begin: Begin) -> None:
    hawaii = ZoneInfo("Pacific/Honolulu")
    story = begin(base=APPROVE)
    story.invoice(story.customer(phone="(808) 555-0123"), due=day(0))
    story.connect()
    story.until(day(2), "16:00")
    [proposal] = listed(story, 3)
    assert proposal.at == moment(day(3), "09:00", hawaii)
    approve(story, 3)

    # Nothing of ours runs until the evening there, when it is the day after in New York.
    story.host.clock.at = moment(day(3), "19:00", hawaii)
    story.host.tick()
    assert story.today == day(4)
    assert story.touch_days(zone=hawaii) == [day(3)]


def test_only_the_segments_and_ladders_that_are_to_be_approved_wait(begin: Begin) -> None:
    story = begin(
        base="mode: auto\ncallback_number: (212) 555-0100\n" + ALL_CONSENTED,
        policy="modes: {segments: {recurring: approve}, ladders: {C: shadow}}\n",
    )
    story.invoice(story.customer(), due=day(0))
    tagged = {"Notes": "#recurring"}
    recurring = story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com", **tagged)
    waits = story.invoice(recurring, due=day(0))
    tagged = {"Notes": "#net60"}
    formal = story.customer("Northgate", "(212) 555-0155", given="Kim", email="kim@example.com", **tagged)
    shown = story.invoice(formal, due=day(0))
    story.connect()

    story.until(day(22), "16:00")

    assert {message.to for message in story.touches()} == {DANA}
    assert story.explain(waits).reason == "awaits_approval"
    assert "would send" in story.facts(shown)
    assert [mail for mail in story.post.sent if mail.to == "kim@example.com"] == []
    assert [each.customer for each in listed(story, 23)] == ["Lakeshore"]


# --- the owner's mail


def test_each_afternoon_the_owner_is_mailed_what_waits_for_tomorrow(begin: Begin) -> None:
    story = _one(begin)

    [mail] = story.owner_mails()
    [proposal] = listed(story, 3)
    assert mail.subject == "1 reminder waits for your approval for Thursday, September 17"
    assert story.post.times[0] == moment(day(2), "15:00")
    assert f"{proposal.id}  Harborview Cafe, $485.00, D-1 (reminder 1)" in mail.text
    assert "   " + proposal.text in mail.text
    assert f"pastdue approvals approve {proposal.id} --on 2026-09-17 --by NAME" in mail.text
    assert mail.reply_to is None

    story.until(day(3), "16:00")
    assert len(story.owner_mails()) == 2


def test_no_mail_where_all_is_approved_or_nothing_is_to_be(begin: Begin) -> None:
    story = begin(base=APPROVE)
    story.invoice(story.customer(), due=day(0))
    story.connect()
    story.until(day(2), "14:00")
    approve(story, 3)
    story.until(day(2), "16:00")
    assert story.owner_mails() == []

    automatic = begin()
    automatic.invoice(automatic.customer(), due=day(0))
    automatic.connect()
    automatic.until(day(6))
    assert automatic.owner_mails() == []


@pytest.mark.parametrize(("error", "mails"), [(Unavailable, 1), (Unknown, 0)])
def test_a_list_that_was_not_taken_is_mailed_again_and_one_that_may_have_been_is_not(
    begin: Begin, error: type[Unavailable] | type[Unknown], mails: int
) -> None:
    story = begin(base=APPROVE)
    story.invoice(story.customer(), due=day(0))
    story.connect()
    story.until(day(2), "14:55")
    story.post.failures.append(error("no answer", vendor="ses"))
    story.host.clock.at = moment(day(2), "15:00")
    with pytest.raises(error):
        story.host.tick()

    story.until(day(2), "23:00")

    assert len(story.owner_mails()) == mails


def test_a_policy_that_begins_to_want_approvals_is_noticed_by_itself(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer(), due=day(1))
    story.connect()
    story.until(day(2), "12:00")
    story.host.policies.policy = policies.load(APPROVE)
    story.reconcile()

    story.until(day(3), "16:00")

    assert len(story.owner_mails()) == 1
    assert story.messages() == []


# --- deaths


def test_approving_may_die_anywhere_and_is_either_whole_or_not_at_all() -> None:
    def two() -> Story:
        story = Story(base=APPROVE)
        customer = story.customer()
        for number in range(2):
            story.invoice(customer, number=f"D-{number}", due=day(0))
        story.connect()
        story.until(day(2), "16:00")
        return story

    for at in count(1):
        story = two()
        real, steps = story.world, Deaths(at)
        story.host.world = watched(real, steps)
        with suppress(Death):
            approve(story, 3)
        story.host.world = real
        approved = [story.case(invoice).approval is not None for invoice in ("101", "102")]
        assert len(set(approved)) == 1
        if steps.over:
            assert approved == [True, True]
            break
        if at % 4 == 0:  # whichever it was, the day goes as it says
            story.until(day(3), "12:00")
            assert len(story.touches()) == int(approved[0])
            story.keeps_its_promises()
