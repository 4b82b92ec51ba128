"""How the rules of the conversation meet: plans, opt-outs, stops, declared payers, ordered links, fall-back, modes."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest

from pastdue.domain.plan import Plan, PlanState, plan_key
from pastdue.usecases.agree_plan import agree_plan
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.declare_payer import declare_payer
from pastdue.usecases.order_link import order_link
from pastdue.usecases.stop_everything import resume, stop_everything
from tests.integration.conftest import Begin
from tests.integration.story import DANA, NEW_YORK, REALM, RICKY, Death, Story, day, die, watched


def _plan(story: Story, customer: str = "1") -> Plan:
    plan = story.world.store.get(Plan, plan_key(REALM, customer))
    assert plan is not None
    return plan


def _offered(begin: Begin, *amounts: int) -> tuple[Story, list[str]]:
    """A plan was offered by text on the day after the second rung."""
    story = begin()
    customer = story.customer()
    invoices = [story.invoice(customer, amount, due=day(0)) for amount in amounts or (60_000,)]
    story.connect()
    story.until(day(8))
    story.says(DANA, "PLAN")
    assert _plan(story).state is PlanState.OFFERED
    return story, invoices


def _declared(begin: Begin, **more: str) -> tuple[Story, str, str, str]:
    """Two customers with a phone each, declared one payer: Dana's is the phone that is texted."""
    story = begin(**more)
    cafe = story.customer()
    bar = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    invoice = story.invoice(cafe, 60_000)
    other = story.invoice(bar, 5_000, due=day(40))
    story.connect()
    story.says(RICKY, "STOP")
    declare_payer(story.world, REALM, cafe, bar, "Anna", same=True)
    return story, cafe, invoice, other


# --- while an offer stands


def test_who_paid_while_an_offer_stood_is_not_told_that_instalments_are_due(begin: Begin) -> None:
    story, [invoice] = _offered(begin)
    story.books.receive_payment("1", 60_000, {invoice: 60_000})
    story.minutes(10)

    said = story.says(DANA, "AGREE")

    assert all("$200" not in body for body in said), said


def test_what_was_paid_while_an_offer_stood_is_not_asked_for_again_by_the_agreement(begin: Begin) -> None:
    story, [invoice] = _offered(begin)
    story.books.receive_payment("1", 10_000, {invoice: 10_000})
    story.minutes(10)

    [said] = story.says(DANA, "AGREE")

    asked = sum(item.amount.minor for item in story.links()[-1].items)
    assert f"${asked / 100:.2f} on September 22" in said, (asked, said)


@pytest.mark.parametrize(
    "words", ["I never ordered this", "I will pay all of it on Friday", "I already mailed a check"]
)
def test_an_ok_to_another_answer_agrees_to_no_plan(begin: Begin, words: str) -> None:
    story, _ = _offered(begin)
    story.minutes(10)
    story.says(DANA, words)
    story.minutes(10)

    story.says(DANA, "ok thanks")

    assert _plan(story).state is not PlanState.RUNNING


@pytest.mark.parametrize("why", ["two answers today", "everything is stopped"])
def test_a_plan_that_cannot_be_told_is_not_offered_and_a_person_hears_of_the_wish(begin: Begin, why: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), 60_000, due=day(0))
    story.connect()
    story.until(day(8))
    if why == "everything is stopped":
        stop_everything(story.world, "Anna")
    else:
        for words in ("what is my balance?", "send me the link"):
            assert len(story.says(DANA, words)) == 1
            story.minutes(5)

    assert story.says(DANA, "can I pay in parts?") == []
    resume(story.world, "Anna")
    story.until(day(9))
    story.says(DANA, "ok")
    story.until(day(16))

    assert story.world.store.get(Plan, plan_key(REALM, "1")) is None
    assert "review" in story.holds(invoice)
    assert len(story.reviews("plan_request")) == 1
    assert len(story.touches()) == 2


# --- two customers who are one


def test_an_opt_out_of_one_declared_customer_lets_no_text_out_to_the_other_where_stops_go_by_email(
    begin: Begin,
) -> None:
    story, _, _, _ = _declared(begin, policy="fall_back_after_stop: email\n")

    story.until(day(20))

    assert story.touches() == []
    assert [m for m in story.post.sent if m.to == "dana@harborview.example.com"] != []


def test_a_plan_of_two_customers_who_are_one_does_not_wait_for_ever_once_either_opted_out(begin: Begin) -> None:
    story, cafe, _, _ = _declared(begin)
    story.until(day(3), "12:00")
    agree_plan(story.world, REALM, cafe, "Anna")

    story.until(day(40))

    assert _plan(story, cafe).state is PlanState.BROKEN
    assert len(story.reviews("plan_broken")) == 1


def test_an_opt_out_of_one_declared_customer_stops_an_ordered_link_to_the_other(begin: Begin) -> None:
    story, _, _, _ = _declared(begin)
    story.until(day(3), "12:00")
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    before = len(story.messages(DANA))

    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")
    story.until(day(5), "12:00")

    assert len(story.messages(DANA)) == before


def test_a_number_of_who_stopped_all_contact_is_not_written_to_when_another_customer_gets_it(begin: Begin) -> None:
    story = begin()
    cafe = story.customer()
    bar = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    story.invoice(cafe)
    story.invoice(bar, due=day(10))
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "I filed for bankruptcy, talk to my lawyer")
    before = len(story.messages(DANA))

    story.books.edit_customer(bar, PrimaryPhone={"FreeFormNumber": "(212) 555-0123"})
    story.until(day(24))

    assert len(story.messages(DANA)) == before


# --- ordered links


def test_an_ordered_link_whose_worker_died_in_the_evening_is_not_sent_at_night(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")
    story.asleep_until(day(4), "19:58")
    alive, before = story.world, len(story.messages(DANA))
    story.host.world = watched(alive, lambda call: die() if call == "payments.create_link" else None)
    with suppress(Death):
        story.reconcile()
    story.until(day(4), "20:03")
    story.host.world = alive

    story.until(day(6), "12:00")

    sent = [each.created.astimezone(NEW_YORK) for each in story.messages(DANA)[before:]]
    assert [9 <= at.hour < 20 for at in sent] == [True], sent


def test_an_ordered_link_lives_only_as_long_as_the_hours_do(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")

    story.asleep_until(day(4), "19:50")
    story.reconcile()

    text = story.messages(DANA)[-1]
    assert "$300.00" in text.body
    assert text.validity == 600


def test_a_link_is_not_sent_by_order_in_a_segment_that_sends_nothing(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    before = len(story.messages(DANA))
    policy = story.host.policies.policy
    shadow = policy.model_validate({**policy.model_dump(), "modes": {"segments": {"default": "shadow"}, "ladders": {}}})
    story.host.policies.policy = shadow

    order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(300), "Anna")
    story.until(day(5), "12:00")

    assert len(story.messages(DANA)) == before


# --- merged, stopped, hidden


def test_a_customer_who_keeps_a_plan_and_is_merged_into_another_is_not_reminded_until_a_person_has_spoken(
    begin: Begin,
) -> None:
    story, [invoice] = _offered(begin)
    [said] = story.says(DANA, "agree")
    story.pays(story.link(said))
    kept = story.customer("Harborview Cafe Inc", RICKY, given="Ricky", email="inc@harborview.example.com")
    story.days(1)
    story.books.merge_customers(kept, "1")
    story.minutes(30)
    before = len(story.touches())

    story.until(day(40))

    assert len(story.touches()) == before
    assert story.holds(invoice) == ["review"]
    [question] = story.reviews()
    assert question.kind == "payer_changed"
    decide_review(story.world, REALM, question.id, by="anna", release=True)
    assert story.holds(invoice) == []


def test_who_stopped_all_contact_is_not_answered_nor_thanked_as_the_customer_that_is_one_with_it(begin: Begin) -> None:
    story = begin(policy="thank_you: true\n")
    cafe = story.customer()
    bar = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    story.invoice(cafe, 60_000)
    story.invoice(bar, 5_000, due=day(40))
    story.connect()
    story.until(day(3), "12:00")
    link = story.link()
    story.says(RICKY, "I filed for bankruptcy")
    declare_payer(story.world, REALM, cafe, bar, "Anna", same=True)
    before = len(story.messages(DANA))

    assert story.says(DANA, "what is my balance?") == []
    story.pays(link)
    story.days(1)

    assert len(story.messages(DANA)) == before


_UNSEEN = ["s\u200btop", "\u202eSTOP\u202c", "\ufeffSTOP", "STOP\x00", "\uff33\uff34\uff2f\uff30"]


@pytest.mark.parametrize("words", _UNSEEN)
def test_a_stop_with_signs_that_nobody_sees_is_a_stop(begin: Begin, words: str) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, words)
    story.until(day(20))

    assert len(story.touches()) == 1
    silence = story.phone(DANA).silence
    assert silence is not None
    assert silence.kind == "opt_out"
