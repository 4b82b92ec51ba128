"""Payment plans: offered by text or by the owner, agreed, reminded on their dates, kept, late, broken, and changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from pastdue.cli import plans as command
from pastdue.cli.main import app
from pastdue.domain.plan import Plan, PlanState, plan_key, standing
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.silence import silence
from pastdue.usecases.track_delivery import track_delivery
from sandbox.mail import Bounces, Mailed
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day


def _reminded(begin: Begin, *amounts: int, policy: str = "", **more: object) -> tuple[Story, list[str]]:
    """The day after the second rung, which offers a plan."""
    story = begin(policy=policy, **more)
    customer = story.customer()
    invoices = [story.invoice(customer, amount, due=day(0)) for amount in amounts or (60_000,)]
    story.connect()
    story.until(day(8))
    assert "Reply PLAN" in story.bodies()[-1]
    return story, invoices


def _agreed(begin: Begin, *amounts: int, policy: str = "", **more: object) -> tuple[Story, list[str]]:
    """A plan of three instalments: days 8, 22 and 36."""
    story, invoices = _reminded(begin, *amounts, policy=policy, **more)
    story.says(DANA, "PLAN")
    story.says(DANA, "agree")
    assert _plan(story).state is PlanState.RUNNING
    return story, invoices


def _plan(story: Story, customer: str = "1") -> Plan:
    plan = story.world.store.get(Plan, plan_key(REALM, customer))
    assert plan is not None
    return plan


def _stands(story: Story) -> list[tuple[int, str]]:
    """Each instalment: what of it is unpaid, and how it stands."""
    return [(each.unpaid.minor, each.state.value) for each in standing(_plan(story), story.today)]


def _sums_exactly(story: Story, *invoices: str) -> None:
    owed = sum(story.books.balance(invoice) for invoice in invoices)
    assert sum(each.unpaid.minor for each in standing(_plan(story), story.today)) == owed


# --- how one begins


def test_plan_is_answered_with_amounts_and_dates_and_a_yes_starts_it(begin: Begin) -> None:
    story, [invoice] = _reminded(begin)

    [offer] = story.says(DANA, "PLAN")

    assert "$200.00 on September 22, $200.00 on October 6 and $200.00 on October 20" in offer
    assert "Reply AGREE" in offer
    assert story.holds(invoice) == ["plan"]
    assert story.reviews() == []

    [agreed] = story.says(DANA, "Agree!")

    assert story.stripe.link_of(story.link(agreed)).active
    assert [item.amount.minor for item in story.links()[-1].items] == [20_000]
    assert story.holds(invoice) == ["plan"]
    assert story.reviews() == []


@pytest.mark.parametrize("words", ["YES", "ok thanks"])
def test_people_say_yes_in_their_own_words(begin: Begin, words: str) -> None:
    story, _ = _reminded(begin)
    story.says(DANA, "can I pay in parts?")

    story.says(DANA, words)

    assert _plan(story).state is PlanState.RUNNING


@pytest.mark.parametrize(("waits", "first"), [(0, 8), (1, 9), (2, 10)])
def test_who_agrees_days_after_the_offer_is_late_with_nothing(begin: Begin, waits: int, first: int) -> None:
    story, _ = _reminded(begin)
    story.says(DANA, "PLAN")
    story.days(waits)

    [agreed] = story.says(DANA, "agree")

    assert [each.due_on for each in _plan(story).instalments] == [day(first), day(first + 14), day(first + 28)]
    assert f"{day(first):%B} {day(first).day}" in agreed
    assert "late" not in {how for _, how in _stands(story)}


def test_a_spanish_speaker_is_offered_and_agrees_in_spanish(begin: Begin) -> None:
    story, _ = _reminded(begin)

    [offer] = story.says(DANA, "puedo pagar en partes?")
    [agreed] = story.says(DANA, "acepto")

    assert "$200.00 el 22 de septiembre" in offer
    assert "Responda ACEPTO" in offer
    assert agreed.startswith("Bright Pine Plumbing: acordado")
    assert story.stripe.link_of(story.link(agreed)).active


@pytest.mark.parametrize("words", ["no", "AGREE to 50 a month"])
def test_what_is_no_plain_yes_starts_nothing(begin: Begin, words: str) -> None:
    story, _ = _reminded(begin)
    story.says(DANA, "PLAN")

    story.says(DANA, words)

    assert _plan(story).state is PlanState.OFFERED


def test_a_yes_without_an_offer_starts_nothing(begin: Begin) -> None:
    story, [invoice] = _reminded(begin)

    story.says(DANA, "AGREE")

    assert story.world.store.get(Plan, plan_key(REALM, "1")) is None
    assert story.holds(invoice) == ["review"]


def test_after_a_stop_a_yes_asks_for_texts_again_and_agrees_to_nothing(begin: Begin) -> None:
    story, _ = _reminded(begin)
    story.says(DANA, "PLAN")
    story.says(DANA, "STOP")

    story.says(DANA, "YES")

    assert story.phone(DANA).silence is None
    assert _plan(story).state is PlanState.OFFERED


def test_an_offer_nobody_accepts_lapses_and_the_ladder_goes_on_where_it_stood(begin: Begin) -> None:
    story, [invoice] = _reminded(begin)
    story.says(DANA, "PLAN")

    story.until(day(15))

    assert story.rungs(invoice) == [(1, day(3)), (2, day(7)), (3, day(14))]
    story.says(DANA, "AGREE")
    assert _plan(story).state is PlanState.OFFERED


def test_while_an_offer_stands_no_rung_comes(begin: Begin) -> None:
    story, [invoice] = _reminded(begin)
    story.until(day(13))
    story.says(DANA, "PLAN")

    story.until(day(16), "09:00")
    assert story.touch_days() == [day(3), day(7)]

    story.until(day(16), "18:00")
    assert story.rungs(invoice)[-1] == (3, day(16))


@pytest.mark.parametrize(
    ("policy", "amounts", "because"),
    [
        ("plans: {largest_balance: 599.99}\n", (60_000,), "more than the largest balance"),
        ("plans: {smallest: 300.01}\n", (60_000,), "fewer than two instalments"),
        ("plans: {by_text: false}\n", (60_000,), "not offered by text"),
        ("plans: {offered_from_rung: 3}\n", (60_000,), "not offered yet"),
    ],
)
def test_beyond_the_policy_s_limits_a_person_is_asked(
    begin: Begin, policy: str, amounts: tuple[int, ...], because: str
) -> None:
    story, [invoice] = _reminded(begin, *amounts, policy=policy)

    [answer] = story.says(DANA, "PLAN")

    assert "a person will get back to you" in answer
    assert story.holds(invoice) == ["review"]
    [question] = story.reviews("plan_request")
    assert because in question.suggestion


def test_at_the_policy_s_limits_a_plan_is_offered(begin: Begin) -> None:
    story, _ = _reminded(begin, policy="plans: {largest_balance: 600.00, smallest: 300.00}\n")

    [offer] = story.says(DANA, "PLAN")

    assert "$300.00 on September 22 and $300.00 on October 6" in offer


# --- how it runs


def _pays_the_agreed_link(story: Story) -> None:
    story.pays(story.link(story.answers()[-1]))


def test_a_plan_is_reminded_and_linked_on_its_own_dates_and_kept_to_the_end(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    assert _stands(story) == [(0, "kept"), (20_000, "upcoming"), (20_000, "upcoming")]

    story.until(day(22), "18:00")
    assert story.touch_days() == [day(3), day(7), day(22)]
    assert "part 2 of 3 of your payment plan" in story.bodies()[-1]
    assert "$200.00 for invoice" in story.bodies()[-1]
    story.pays(story.link())
    story.until(day(36), "18:00")
    story.pays(story.link())

    assert story.touch_days() == [day(3), day(7), day(22), day(36)]
    assert _plan(story).state is PlanState.KEPT
    assert story.case(invoice).state == "closed"
    assert story.answers()[-1].body.startswith("Thank you!")
    assert story.reviews() == []
    story.days(30)
    assert len(story.touches()) == 4
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


def test_the_link_of_an_instalment_takes_exactly_that_and_dies_when_a_check_pays_it(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    link = story.link(story.answers()[-1])
    assert story.links()[-1].total.minor == 20_000

    story.books.receive_check(invoice, 20_000)
    story.minutes(6)

    assert not story.alive(link)
    assert _stands(story) == [(0, "kept"), (20_000, "upcoming"), (20_000, "upcoming")]
    story.until(day(22), "18:00")
    assert story.links()[-1].total.minor == 20_000


def test_who_pays_less_than_an_instalment_is_asked_for_the_rest(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)

    story.books.receive_check(invoice, 15_000)
    story.until(day(9))

    assert _stands(story) == [(5_000, "late"), (20_000, "upcoming"), (20_000, "upcoming")]
    story.until(day(11), "18:00")
    assert "$50.00" in story.bodies()[-1]
    assert story.links()[-1].total.minor == 5_000
    story.pays(story.link())
    assert _stands(story)[0] == (0, "kept")
    _sums_exactly(story, invoice)


def test_who_pays_more_than_an_instalment_is_asked_for_less_next_time_and_told_so(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)

    story.books.receive_check(invoice, 25_000)
    story.until(day(22), "18:00")

    assert _stands(story) == [(0, "kept"), (15_000, "upcoming"), (20_000, "upcoming")]
    assert "the open amount has changed" in story.bodies()[-1]
    assert "$150.00 for invoice" in story.bodies()[-1]
    assert "then $200.00 on October 20" in story.bodies()[-1]
    assert story.links()[-1].total.minor == 15_000


def test_who_pays_ahead_is_left_alone_until_the_next_unpaid_date(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)

    story.books.receive_check(invoice, 40_000)
    story.until(day(35))

    assert _stands(story) == [(0, "kept"), (0, "kept"), (20_000, "upcoming")]
    assert story.touch_days() == [day(3), day(7)]
    story.until(day(36), "18:00")
    assert story.touch_days()[-1] == day(36)


def test_who_asks_for_the_link_gets_the_next_instalment_s(begin: Begin) -> None:
    story, _ = _agreed(begin)
    _pays_the_agreed_link(story)
    story.until(day(10))

    [answer] = story.says(DANA, "LINK")

    assert "$200.00" in answer
    story.pays(story.link(answer))
    assert _stands(story) == [(0, "kept"), (0, "kept"), (20_000, "upcoming")]


def test_an_instalment_is_asked_for_once_more_and_then_the_plan_is_broken_and_the_ladder_goes_on(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)

    story.until(day(27), "18:00")
    assert story.touch_days() == [day(3), day(7), day(22), day(25)]
    assert "is late (part 2 of 3)" in story.bodies()[-1]
    assert _stands(story) == [(0, "kept"), (20_000, "late"), (20_000, "upcoming")]
    assert story.explain(invoice).reason == "on_plan"
    assert story.reviews() == []

    story.until(day(29), "18:00")

    assert _plan(story).state is PlanState.BROKEN
    assert _stands(story) == [(0, "kept"), (20_000, "broken"), (20_000, "upcoming")]
    [question] = story.reviews("plan_broken")
    assert question.facts["unpaid"] == "$200.00"
    assert story.holds(invoice) == []
    # Rungs one and two are done; the third comes with the gap after the last text, and asks for all that is open.
    assert story.rungs(invoice) == [(1, day(3)), (2, day(7)), (3, day(29))]
    assert "Final notice" in story.bodies()[-1]
    assert "$400.00" in story.bodies()[-1]


def test_a_missed_last_instalment_breaks_the_plan_like_any_other(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    story.books.receive_check(invoice, 20_000)

    story.until(day(43))

    assert _stands(story) == [(0, "kept"), (0, "kept"), (20_000, "broken")]
    assert len(story.reviews("plan_broken")) == 1
    assert story.rungs(invoice)[-1][0] == 3


@pytest.mark.parametrize(("paid_on", "state"), [(27, PlanState.RUNNING), (28, PlanState.BROKEN)])
def test_a_plan_breaks_the_day_after_its_days_of_grace(begin: Begin, paid_on: int, state: PlanState) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)

    story.until(day(paid_on), "12:00")

    assert _plan(story).state is state


def test_a_payment_in_flight_breaks_no_plan(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    story.until(day(27))
    story.stripe.pay_by_bank(story.link())
    story.host.work()

    story.until(day(29))

    assert _plan(story).state is PlanState.RUNNING
    assert story.reviews() == []


def test_a_dispute_silences_the_plan_too_and_breaks_nothing(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    story.until(day(22), "18:00")
    story.says(DANA, "dispute")

    story.until(day(40))

    assert story.touch_days() == [day(3), day(7), day(22)]
    assert _plan(story).state is PlanState.RUNNING


def test_a_dispute_of_one_of_its_invoices_breaks_no_plan(begin: Begin) -> None:
    story, [first, second] = _agreed(begin, 25_000, 35_000)
    _pays_the_agreed_link(story)
    story.until(day(22), "18:00")

    story.says(DANA, f"dispute {story.case(first).invoice.number}")
    story.until(day(40))

    assert (story.holds(first), story.holds(second)) == (["plan", "dispute"], ["plan"])
    assert _plan(story).state is PlanState.RUNNING


@pytest.mark.parametrize(("free_days", "state"), [(5, PlanState.RUNNING), (6, PlanState.BROKEN)])
def test_a_plan_has_all_its_days_of_grace_again_once_a_dispute_is_decided(
    begin: Begin, free_days: int, state: PlanState
) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    story.until(day(22), "18:00")
    story.says(DANA, "dispute")
    story.until(day(50))
    [question] = story.reviews("dispute")

    decide_review(story.world, REALM, question.id, "Anna", release=True)
    story.until(day(50 + free_days), "18:00")

    assert _plan(story).state is state


def test_days_on_which_a_promise_holds_a_plan_are_no_days_of_grace(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    story.until(day(22), "18:00")
    story.says(DANA, "I will pay on October 14")

    story.until(day(35), "18:00")
    assert _plan(story).state is PlanState.RUNNING
    story.until(day(37), "18:00")

    assert _plan(story).state is PlanState.BROKEN


def test_an_outage_over_an_instalment_s_date_breaks_nothing_and_it_is_asked_for_afterwards(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)

    story.asleep_until(day(31))
    story.until(day(31), "18:00")

    assert story.touch_days()[-1] == day(31)
    assert _plan(story).state is PlanState.RUNNING


def test_who_opted_out_and_does_not_pay_breaks_the_plan_unasked(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    story.says(DANA, "STOP")

    story.until(day(29))

    assert story.touch_days() == [day(3), day(7)]
    assert len(story.reviews("plan_broken")) == 1


# --- a phone that cannot be texted


LANDLINE = "+12125550006"  # known by the carrier's report, after sending
NEVER_REPORTED = "+12125550096"  # `sent` is the carrier's last word


def _mails(story: Story) -> list[Mailed]:
    return [mail for mail in story.post.sent if mail.to == "dana@harborview.example.com"]


def _fails_for_good(story: Story) -> None:
    silence(story.world, DANA, "not_sms_capable", by="twilio 30006")


def test_where_texts_fail_an_instalment_is_asked_for_by_e_mail_with_its_link_and_the_reason(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    _fails_for_good(story)

    story.until(day(22), "18:00")

    [mail] = _mails(story)
    assert mail.subject == "Bright Pine Plumbing: part 2 of 3 of your payment plan, $200.00"
    assert "since we cannot reach you by text" in mail.text
    assert story.touch_days() == [day(3), day(7)]
    assert [item.amount.minor for item in story.links()[-1].items] == [20_000]
    [claimed] = [e.fact.facts for e in story.audit(invoice) if e.fact.facts.get("instead_of_a_text")]
    assert claimed["instead_of_a_text"] == "not_sms_capable, twilio 30006"
    assert _plan(story).reminders[-1].on == day(22)
    story.pays(story.link(mail.text))
    assert _stands(story) == [(0, "kept"), (0, "kept"), (20_000, "upcoming")]
    assert story.reviews("plan_unasked") == []


def test_an_instalment_s_text_that_fails_for_good_is_asked_for_by_e_mail_the_same_day(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    story.books.edit_customer("1", PrimaryPhone={"FreeFormNumber": LANDLINE})

    story.until(day(22), "18:00")

    [text] = story.touches(LANDLINE)
    assert len(_mails(story)) == 1
    [asked] = [each for each in _plan(story).reminders if each.number == 2]
    assert asked.on == day(22)
    assert story.facts(invoice).count("text failed") == 1
    track_delivery(story.world, asked.touch_id, text.sid, "undelivered", "30006")
    story.until(day(24))
    assert len(_mails(story)) == 1


def test_a_text_that_fails_after_the_second_reminder_brings_nothing_back(begin: Begin) -> None:
    story, _ = _agreed(begin)
    _pays_the_agreed_link(story)
    story.books.edit_customer("1", PrimaryPhone={"FreeFormNumber": NEVER_REPORTED})
    story.until(day(22), "12:00")
    touch = _plan(story).reminders[-1].touch_id
    story.until(day(25), "18:00")
    reminded = _plan(story).reminders
    assert [each.number for each in reminded][-2:] == [2, 2]

    track_delivery(story.world, touch, "SM1", "undelivered", "30006")
    story.until(day(26), "18:00")

    assert _plan(story).reminders == reminded
    assert _mails(story) == []


def test_a_late_and_a_changed_instalment_say_so_by_e_mail_too(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    _fails_for_good(story)

    story.until(day(25), "18:00")
    assert "part 2 of 3 of your payment plan is late" in _mails(story)[-1].subject
    story.pays(story.link(_mails(story)[-1].text))
    story.books.edit_invoice(invoice, amount=63_000)
    story.until(day(36), "18:00")

    changed = _mails(story)[-1]
    assert "your payment plan has changed, part 3 of 3, $230.00" in changed.subject
    assert "The open amount has changed" in changed.text
    assert not _plan(story).untold


def test_one_who_is_asked_by_e_mail_and_does_not_pay_breaks_the_plan_and_the_ladder_goes_on_by_e_mail(
    begin: Begin,
) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    _fails_for_good(story)

    story.until(day(32))

    assert _plan(story).state is PlanState.BROKEN
    assert len(story.reviews("plan_broken")) == 1
    assert [number for number, _ in story.rungs(invoice)] == [1, 2, 3]
    assert len(_mails(story)) == 3  # the instalment, once more, and the third rung
    assert story.touch_days() == [day(3), day(7)]


@pytest.mark.parametrize("policy", ["", "fall_back: person\n"], ids=["no address", "the policy says person"])
def test_where_neither_channel_reaches_a_person_is_told_once_which_instalment_is_due(begin: Begin, policy: str) -> None:
    story, [invoice] = _agreed(begin, policy=policy)
    _pays_the_agreed_link(story)
    if not policy:
        story.books.tamper("Customer", "1", PrimaryEmailAddr={})
        story.books.edit_customer("1", Notes="no e-mail")
    _fails_for_good(story)

    story.until(day(25))

    assert _mails(story) == []
    [question] = story.reviews("plan_unasked")
    assert question.facts["instalment"] == "2 of 3, $200.00 on 2026-10-06"
    assert question.facts["because"] == "phone_silent"
    assert "cannot be asked for" in question.title
    assert story.explain(invoice).reason == "phone_silent"
    [mail] = [mail for mail in story.owner_mails() if "cannot be asked for" in mail.text]
    assert "because: number that cannot be texted" in mail.text


def test_an_instalment_s_e_mail_that_bounces_leaves_no_channel_and_a_person_is_told(begin: Begin) -> None:
    story, _ = _agreed(begin)
    _pays_the_agreed_link(story)
    _fails_for_good(story)
    story.post.habits["dana@harborview.example.com"] = Bounces()

    story.until(day(24))

    assert len(_mails(story)) == 1
    assert [each.number for each in _plan(story).reminders] == [1] * len(_plan(story).reminders)
    assert len(story.reviews("email_bounced")) == 1
    assert len(story.reviews("plan_unasked")) == 1


def test_after_a_stop_an_instalment_goes_by_e_mail_only_where_the_policy_says_so(begin: Begin) -> None:
    for policy, expected in (("", 0), ("fall_back_after_stop: email\n", 1)):
        story, _ = _agreed(begin, policy=policy)
        _pays_the_agreed_link(story)
        story.says(DANA, "STOP")

        story.until(day(23))

        assert len(_mails(story)) == expected
        assert len(story.reviews("plan_unasked")) == 1 - expected


# --- what changes in QuickBooks and Stripe


def test_an_amount_raised_after_the_start_is_spread_over_the_rest_and_the_customer_told(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)

    story.books.edit_invoice(invoice, amount=70_000)
    story.until(day(22), "18:00")

    assert _stands(story) == [(0, "kept"), (25_000, "upcoming"), (25_000, "upcoming")]
    assert "the open amount has changed" in story.bodies()[-1]
    assert "$250.00 for invoice" in story.bodies()[-1]
    _sums_exactly(story, invoice)
    assert "plan counted" in story.facts(invoice)


def test_an_amount_lowered_after_the_start_shrinks_the_rest(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)

    story.books.edit_invoice(invoice, amount=50_000)
    story.minutes(6)

    assert _stands(story) == [(0, "kept"), (15_000, "upcoming"), (15_000, "upcoming")]
    _sums_exactly(story, invoice)


def test_an_amount_raised_after_the_last_date_makes_one_more_instalment(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    story.books.receive_check(invoice, 55_000)
    story.until(day(37))

    story.books.edit_invoice(invoice, amount=70_000)
    story.minutes(6)

    assert _stands(story) == [(0, "kept"), (0, "kept"), (5_000, "late"), (10_000, "upcoming")]
    _sums_exactly(story, invoice)


def test_a_credit_counts_when_it_is_open_and_when_it_is_applied(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    credit = story.books.add_credit_memo("1", 5_000)

    story.until(day(22), "18:00")
    assert "$150.00 for invoice" in story.bodies()[-1]
    story.books.apply_credit(credit, invoice)
    story.pays(story.link())

    assert _stands(story) == [(0, "kept"), (0, "kept"), (20_000, "upcoming")]
    _sums_exactly(story, invoice)


def test_a_void_ends_the_plan_and_nothing_more_is_sent(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)

    story.books.void_invoice(invoice)
    story.until(day(40))

    assert _plan(story).state is PlanState.KEPT
    assert story.touch_days() == [day(3), day(7)]
    assert story.reviews("plan_broken") == []


def test_a_refund_of_an_earlier_instalment_asks_a_person_and_then_spreads_it_over_the_rest(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    payment = story.pays(story.link(story.answers()[-1]))
    story.stripe.refund(payment)
    story.host.work()
    [booked] = story.stripe_payments_in_books(payment)
    story.books.void_payment(booked["Id"])
    story.until(day(23))
    assert story.touch_days() == [day(3), day(7)]
    assert _stands(story) == [(0, "kept"), (30_000, "late"), (30_000, "upcoming")]
    _sums_exactly(story, invoice)

    [question] = story.reviews("refund")
    decide_review(story.world, REALM, question.id, "anna", release=True)
    story.until(day(24))

    assert story.touch_days()[-1] == day(23)
    assert "$300.00 for invoice" in story.bodies()[-1]


# --- several invoices, customers, plans


def test_a_plan_over_several_invoices_pays_the_oldest_first(begin: Begin) -> None:
    story, [first, second] = _agreed(begin, 25_000, 35_000)
    assert {item.invoice_id: item.amount.minor for item in story.links()[-1].items} == {first: 20_000}
    _pays_the_agreed_link(story)

    story.until(day(22), "18:00")

    items = {item.invoice_id: item.amount.minor for item in story.links()[-1].items}
    assert items == {first: 5_000, second: 15_000}
    story.pays(story.link())
    assert story.case(first).state == "closed"
    assert story.books.balance(second) == 20_000
    story.until(day(36), "18:00")
    story.pays(story.link())
    assert _plan(story).state is PlanState.KEPT
    assert story.books.balance(second) == 0


def test_one_of_several_invoices_voided_shrinks_the_rest(begin: Begin) -> None:
    story, [first, second] = _agreed(begin, 25_000, 35_000)
    _pays_the_agreed_link(story)

    story.books.void_invoice(second)
    story.minutes(6)

    assert _plan(story).state is PlanState.RUNNING
    assert _stands(story) == [(0, "kept"), (5_000, "upcoming")]
    _sums_exactly(story, first, second)


def test_an_invoice_that_becomes_another_customer_s_leaves_the_plan_and_a_person_is_told(begin: Begin) -> None:
    story, [first, second] = _agreed(begin, 25_000, 35_000)
    _pays_the_agreed_link(story)
    other = story.customer("Riverside Diner", "(212) 555-0144", given="Ricky", email="two@example.com")

    story.books.edit_invoice(second, CustomerRef={"value": other})
    story.minutes(6)

    assert story.holds(first) == ["plan"]
    assert story.holds(second) == []
    assert _stands(story) == [(0, "kept"), (5_000, "upcoming")]
    [question] = story.reviews("plan_invoice_moved")
    assert question.invoice_ids == (second,)
    _sums_exactly(story, first)


def test_an_invoice_that_is_not_on_the_plan_climbs_its_own_ladder(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    other = story.invoice("1", 9_000, due=day(8))
    story.host.work()

    story.until(day(13))

    assert [rung for rung, _ in story.rungs(other)] == [1]
    assert "$90.00" in story.bodies()[-1]
    assert len(story.links()[-1].items) == 1


def test_an_instalment_goes_first_and_by_itself_and_another_invoice_s_rung_the_next_day(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    other = story.invoice("1", 9_000, due=day(19), created=day(-11))
    story.host.work()

    story.until(day(24))

    assert story.touch_days() == [day(3), day(7), day(22), day(23)]
    assert "$200.00 for invoice" in story.bodies()[-2]
    assert story.rungs(invoice)[-1][0] == 2
    assert story.rungs(other) == [(1, day(23))]
    assert "$90.00 for invoice" in story.bodies()[-1]


def test_a_second_plan_for_a_customer_is_a_person_s_to_agree_on(begin: Begin) -> None:
    story, [invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    other = story.invoice("1", 40_000, due=day(8), created=day(-22))
    story.host.work()
    story.until(day(16))
    assert [rung for rung, _ in story.rungs(other)] == [1, 2]

    story.says(DANA, "PLAN")

    [question] = story.reviews("plan_request")
    assert "there is a plan already" in question.suggestion
    assert question.invoice_ids == (other,)
    assert _plan(story).invoice_ids == (invoice,)
    story.until(day(22), "18:00")
    assert "part 2 of 3" in story.bodies()[-1]


def test_two_customers_who_share_a_phone_wait_their_turn(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    _pays_the_agreed_link(story)
    other = story.customer("Riverside Diner", given="Dana", email="two@example.com")
    theirs = story.invoice(other, 7_000, due=day(19), created=day(-11))
    story.host.work()

    story.until(day(24))

    assert story.touch_days() == [day(3), day(7), day(22), day(23)]
    assert [rung for rung, _ in story.rungs(theirs)] == [1]


def test_one_who_did_not_keep_a_plan_is_not_offered_another_by_text(begin: Begin) -> None:
    story, [_invoice] = _agreed(begin)
    story.until(day(17))
    assert _plan(story).state is PlanState.BROKEN

    story.says(DANA, "PLAN")

    assert "an earlier plan was not kept" in story.reviews("plan_request")[0].suggestion


# --- the owner's word


def _command(story: Story, monkeypatch: pytest.MonkeyPatch, *words: str) -> dict[str, Any]:
    monkeypatch.setattr(command, "stack_world", lambda stage, table: story.world)
    result = CliRunner().invoke(app, ["plan", *words, "--table", "state", "--stage", "local", "--format", "json"])
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_owner_starts_a_plan_that_was_agreed_by_voice_beyond_the_limits_for_texts(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, [invoice] = _reminded(begin, 600_001)
    story.says(DANA, "PLAN")
    assert story.holds(invoice) == ["review"]

    said = _command(story, monkeypatch, "start", "1", "--instalments", "4", "--spacing-days", "30", "--by", "anna")

    assert [each["amount_minor"] for each in said["instalments"]] == [150_001, 150_000, 150_000, 150_000]
    assert said["instalments"][1]["due_on"] == "2026-10-22"
    assert said["reaches"] is True
    assert story.holds(invoice) == ["plan"]
    assert story.reviews() == []
    # Two texts in seven days are the most: the third and seventh day leave the next one to the tenth.
    story.until(day(10), "18:00")
    assert "part 1 of 4" in story.bodies()[-1]
    assert story.links()[-1].total.minor == 150_001


def test_the_owner_offers_a_plan_by_text_and_the_customer_s_yes_starts_it(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, [invoice] = _reminded(begin)

    assert _command(story, monkeypatch, "offer", "1")["state"] == "offered"
    story.until(day(10))

    assert story.touch_days() == [day(3), day(7), day(10)]
    assert "offers you to pay $600.00" in story.bodies()[-1]
    assert "$200.00 on October 6" in story.bodies()[-1]
    assert story.links()[-1].total.minor == 60_000
    assert story.holds(invoice) == ["plan"]
    story.says(DANA, "ok")
    assert _plan(story).state is PlanState.RUNNING
    assert _plan(story).invoice_ids == (invoice,)


def test_an_owner_s_offer_without_an_answer_lapses_and_the_ladder_goes_on(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, [invoice] = _reminded(begin)
    _command(story, monkeypatch, "offer", "1")

    story.until(day(15))

    assert story.touch_days() == [day(3), day(7), day(10), day(14)]
    assert story.rungs(invoice)[-1] == (3, day(14))


def test_a_case_that_was_handed_off_comes_back_under_a_plan_and_is_handed_off_again_when_that_breaks(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, [invoice] = _reminded(begin)
    story.until(day(22))
    assert story.case(invoice).state == "handed_off"

    _command(story, monkeypatch, "start", "1")

    assert story.reviews() == []
    story.until(day(22), "18:00")
    assert "part 1 of 3" in story.bodies()[-1]
    story.until(day(32))
    assert story.case(invoice).state == "handed_off"
    assert {item.kind for item in story.reviews()} == {"plan_broken", "ladder_ended"}


def test_the_owner_ends_a_plan_and_the_ladder_goes_on_where_it_stood(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, [invoice] = _agreed(begin)

    assert _command(story, monkeypatch, "end", "1")["state"] == "ended"

    assert story.holds(invoice) == []
    story.until(day(15))
    assert story.rungs(invoice)[-1] == (3, day(14))


def test_plans_are_listed_shown_and_explained(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    story, [invoice] = _agreed(begin)
    story.books.receive_check(invoice, 25_000)
    story.minutes(6)

    shown = _command(story, monkeypatch, "show", "1")

    assert [each["state"] for each in shown["instalments"]] == ["kept", "upcoming", "upcoming"]
    assert (shown["open_minor"], shown["paid_minor"]) == (35_000, 25_000)
    assert _command(story, monkeypatch, "list")["plans"] == [shown]
    _, _, second, _ = story.explain(invoice).plan
    assert second == "part 2 of 3: $200.00 on 2026-10-06, upcoming, $150.00 of it unpaid"
    assert story.explain(invoice).reason == "on_plan"


def test_what_cannot_be_says_why(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    story, _ = _agreed(begin)
    monkeypatch.setattr(command, "stack_world", lambda stage, table: story.world)

    for words, because in {
        ("start", "1"): "there is a plan already",
        ("show", "2"): "has no plan",
        ("end", "2"): "has no plan",
        ("start", "2"): "there is no customer 2",
        ("start", "1", "--instalments", "1"): "instalments",
        ("start", "1", "--invoice", "999"): "not open invoices",
    }.items():
        result = CliRunner().invoke(app, ["plan", *words, "--table", "state", "--stage", "local"])

        assert result.exit_code == 1
        assert because in " ".join(result.stderr.split())
