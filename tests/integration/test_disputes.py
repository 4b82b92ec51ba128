"""Disputes: what hangs together is held together, and what is accepted may be paid while the rest is looked into."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from typer.testing import CliRunner

from pastdue.cli import review
from pastdue.cli.main import app
from pastdue.domain.answer import Answer
from pastdue.domain.errors import BadInput
from pastdue.domain.link_order import LinkOrder
from pastdue.domain.policy import Mode
from pastdue.domain.review import ReviewItem, review_key
from pastdue.domain.touch import LinkState
from pastdue.usecases.decide_review import decide_review, widen_review
from pastdue.usecases.order_link import order_link
from tests.integration.conftest import Begin
from tests.integration.story import DANA, NEW_YORK, REALM, Death, Deaths, Story, day, moment, watched


def _estimate(number: str) -> dict[str, Any]:
    return {"LinkedTxn": [{"TxnId": number, "TxnType": "Estimate"}]}


# --- what is held


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (_estimate("901"), _estimate("901"), _estimate("902")),
        ({"ProjectRef": {"value": "77"}}, {"ProjectRef": {"value": "77"}}, {"ProjectRef": {"value": "78"}}),
        (_estimate("901"), _estimate("901"), {}),
    ],
    ids=["another estimate", "another project", "none"],
)
def test_a_dispute_holds_the_customers_others_on_the_same_estimate_or_project(
    begin: Begin, first: dict[str, Any], second: dict[str, Any], third: dict[str, Any]
) -> None:
    story = begin()
    customer = story.customer()
    disputed = story.invoice(customer, **first)
    together = story.invoice(customer, due=day(20), **second)
    apart = story.invoice(customer, due=day(20), **third)
    story.connect()
    story.until(day(3), "12:00")

    [answer] = story.says(DANA, "dispute")

    assert story.holds(disputed) == story.holds(together) == ["dispute"]
    assert story.holds(apart) == []
    assert "1001" in answer
    assert "1002" in answer
    [question] = story.reviews()
    assert question.invoice_ids == (disputed, together)


def test_a_sub_customer_is_a_project_and_its_invoices_hang_together(begin: Begin) -> None:
    story = begin(policy="parent_pays: true\n")
    owner = story.customer()
    kitchen = story.customer("Harborview Kitchen", "", given="", email="", parent=owner)
    bath = story.customer("Harborview Bath", "", given="", email="", parent=owner)
    first, second = story.invoice(kitchen), story.invoice(kitchen, due=day(20))
    other = story.invoice(bath, due=day(20))
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "dispute")

    assert story.holds(first) == story.holds(second) == ["dispute"]
    assert story.holds(other) == []


def test_two_customers_who_share_a_phone_do_not_hang_together(begin: Begin) -> None:
    story = begin()
    inn = story.customer("Blue Heron Inn", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", email="events@blueheron.example.com")
    first = story.invoice(inn, **_estimate("901"))
    second = story.invoice(events, due=day(20), **_estimate("901"))
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "dispute")

    assert (story.holds(first), story.holds(second)) == (["dispute"], [])


def test_a_released_dispute_releases_all_that_it_held(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first = story.invoice(customer, **_estimate("901"))
    second = story.invoice(customer, due=day(20), **_estimate("901"))
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "dispute")

    decide_review(story.world, REALM, story.reviews()[0].id, by="anna", release=True)

    assert story.holds(first) == story.holds(second) == []


# --- what is accepted


def _accepted(begin: Begin) -> tuple[Story, str]:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    return story, invoice


def _ordered(story: Story, amount: str = "300") -> LinkOrder:
    return order_link(story.world, REALM, story.reviews("dispute")[0].id, Decimal(amount), "anna")


def test_an_accepted_amount_is_kept_with_the_hold_and_the_question(begin: Begin) -> None:
    story, invoice = _accepted(begin)

    [question] = story.reviews()
    assert question.facts["accepted"] == "$300.00"
    assert "--send-link-for 300.00" in question.suggestion
    [hold] = story.case(invoice).holds
    assert hold.accepted is not None
    assert hold.accepted.minor == 30_000


def test_a_person_has_a_link_for_it_sent_and_its_payment_leaves_the_rest_in_dispute(begin: Begin) -> None:
    story, invoice = _accepted(begin)
    full = story.link()

    _ordered(story)
    story.until(day(4), "12:00")

    text = story.answers(DANA)[-1]
    assert "$300.00" in text.body
    assert text.created.astimezone(NEW_YORK).date() == day(4)  # the phone's day was taken by the first text
    assert not story.alive(full)
    payment = story.pays(story.link(text))
    assert payment.amount == 30_000
    assert story.received_in_books(payment) == 30_000
    assert story.books.balance(invoice) == 18_500
    assert story.holds(invoice) == ["dispute"]
    assert story.reviews("dispute")
    story.until(day(40))
    assert len(story.touches()) == 1


def test_an_ordered_link_waits_for_the_recipients_hours(begin: Begin) -> None:
    story, _ = _accepted(begin)
    story.until(day(4), "21:00")

    _ordered(story)
    story.until(day(5), "08:59")
    assert len(story.answers(DANA)) == 1
    story.until(day(5), "09:30")

    assert len(story.answers(DANA)) == 2


def test_an_ordered_link_takes_the_phones_day(begin: Begin) -> None:
    story, _ = _accepted(begin)
    _ordered(story)
    story.until(day(4), "12:00")
    assert "$300.00" in story.answers(DANA)[-1].body

    other = story.invoice("1", 9_900, due=day(1), created=day(-29))
    story.host.work()
    story.until(day(4), "23:00")
    assert story.case(other).rungs == ()
    story.until(day(14))

    assert story.rungs(other)[0][1] > day(4)


@pytest.mark.parametrize("what", ["opted out", "paid", "shadow"])
def test_an_order_that_cannot_be_carried_out_is_told_to_a_person(begin: Begin, what: str) -> None:
    story, invoice = _accepted(begin)
    _ordered(story)
    if what == "opted out":
        story.says(DANA, "STOP")
    elif what == "paid":
        story.books.receive_check(invoice)
        story.host.work()
    else:
        story.host.policies.policy = story.host.policies.policy.model_copy(update={"mode": Mode.SHADOW})

    story.until(day(5))

    assert [each for each in story.answers(DANA) if "$300.00" in each.body] == []
    [item] = story.reviews("link_not_sent")
    assert item.facts["ordered_by"] == "anna"


def _three_in_dispute(begin: Begin) -> tuple[Story, list[str]]:
    story = begin()
    customer = story.customer()
    invoices = [story.invoice(customer, 10_000 + number, due=day(0), number=f"D-{number}") for number in range(3)]
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "this is wrong")
    assert [story.holds(each) for each in invoices] == [["dispute"]] * 3
    return story, invoices


def test_a_person_narrows_a_dispute_to_the_invoice_that_it_is_about(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, [first, second, third] = _three_in_dispute(begin)
    [question] = story.reviews("dispute")

    said = _pastdue(monkeypatch, story, "decide", question.id, "--release", "--only", "D-0", "--only", "D-2")

    assert said == {"item_id": question.id, "cases_released": 2, "cases_held": 0}
    assert [story.holds(each) for each in (first, second, third)] == [[], ["dispute"], []]
    [question] = story.reviews("dispute")
    assert (question.invoice_ids, question.facts["invoices"]) == ((second,), "D-1")
    story.until(day(8))
    assert "D-1" not in story.bodies()[-1]

    assert _pastdue(monkeypatch, story, "decide", question.id, "--release", "--only", "D-1")["cases_released"] == 1
    assert story.reviews("dispute") == []


def test_a_dispute_that_a_person_closed_and_left_held_is_on_a_list_and_can_be_let_go_later(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, [first, second, third] = _three_in_dispute(begin)
    [question] = story.reviews("dispute")

    said = _pastdue(monkeypatch, story, "decide", question.id)

    assert said == {"item_id": question.id, "cases_released": 0, "cases_held": 3}
    assert _pastdue(monkeypatch, story, "list")["items"] == []
    [left] = _pastdue(monkeypatch, story, "list", "--left")["items"]
    assert (left["id"], left["invoice_ids"]) == (question.id, [first, second, third])
    texts = len(story.bodies())
    story.until(day(10))
    assert len(story.bodies()) == texts

    assert _pastdue(monkeypatch, story, "decide", question.id, "--release")["cases_released"] == 3
    assert [story.holds(each) for each in (first, second, third)] == [[], [], []]
    assert _pastdue(monkeypatch, story, "list", "--left")["items"] == []
    ended = story.host.store.get(ReviewItem, review_key(REALM, question.id))
    assert ended is not None
    assert (ended.decision, ended.left) == ("released by Anna", False)
    story.until(day(12))
    assert len(story.bodies()) > texts


def test_what_was_left_held_leaves_the_list_when_it_is_paid(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    story, invoices = _three_in_dispute(begin)
    [question] = story.reviews("dispute")
    _pastdue(monkeypatch, story, "decide", question.id)

    for each in invoices:
        story.books.receive_check(each)
    story.host.work()

    assert _pastdue(monkeypatch, story, "list", "--left")["items"] == []


def test_a_person_widens_a_dispute_to_another_invoice_and_one_decision_ends_both(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, invoices = _three_in_dispute(begin)
    later = story.invoice("1", 5_000, due=day(1), number="D-9")
    stranger = story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com")
    theirs = story.invoice(stranger, 5_000, due=day(1), number="S-1")
    story.host.work()
    [question] = story.reviews("dispute")

    said = _pastdue(monkeypatch, story, "decide", question.id, "--also", "D-9")

    assert said["cases_held"] == 1
    assert story.holds(later) == ["dispute"]
    with pytest.raises(BadInput):
        widen_review(story.world, REALM, question.id, "anna", [theirs])
    story.until(day(10))
    assert len(story.touches(DANA)) == 1
    decide_review(story.world, REALM, question.id, "anna", release=True)
    assert [story.holds(each) for each in (*invoices, later)] == [[]] * 4


def _pastdue(monkeypatch: pytest.MonkeyPatch, story: Story, *words: str) -> dict[str, Any]:
    monkeypatch.setattr(review, "stack_world", lambda _stage, _table: story.world)
    who = ["--by", "Anna"] if words[0] == "decide" else []
    result = CliRunner().invoke(
        app, ["review", *words, "--table", "state", "--stage", "live", *who, "--format", "json"]
    )
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_in_mode_approve_an_order_is_the_approval(begin: Begin) -> None:
    story, _ = _accepted(begin)
    story.host.policies.policy = story.host.policies.policy.model_copy(update={"mode": Mode.APPROVE})

    _ordered(story)
    story.until(day(4), "12:00")

    assert "$300.00" in story.answers(DANA)[-1].body
    assert story.reviews("link_not_sent") == []


@pytest.mark.parametrize("amount", ["0", "485.01", "-1", "0.30"])
def test_an_order_for_what_cannot_be_asked_is_refused(begin: Begin, amount: str) -> None:
    story, _ = _accepted(begin)

    with pytest.raises(BadInput):
        _ordered(story, amount)


def test_an_ordered_link_may_die_anywhere_and_is_sent_once(begin: Begin) -> None:
    for at in count(1):
        story = Story(on=day(3), clock="08:50")
        story.invoice(story.customer(), due=day(0), created=day(-30))
        story.connect()
        story.until(day(3), "12:00")
        story.says(DANA, "dispute, I will pay 300 but not the rest")
        _ordered(story)
        story.host.clock.at = moment(day(4), "09:00")
        story.host.queue.waiting.clear()
        steps = Deaths(at)
        alive, story.host.world = story.world, watched(story.world, steps)
        with suppress(Death):
            story.reconcile()
        story.host.world = alive
        story.host.run_until(story.now + timedelta(days=1))
        sent = [each for each in story.answers(DANA) if "$300.00" in each.body]
        assert len(sent) <= 1, steps.seen[-3:]
        assert sent or story.reviews("link_not_sent") or _answer_lost(story), steps.seen[-3:]
        assert len([link for link in story.links() if link.state is LinkState.ALIVE]) <= 1
        story.keeps_its_promises()
        if steps.over:
            break
    assert at > 10


def _answer_lost(story: Story) -> bool:
    """An answer is written before it is sent and never sent again: a death between the two costs it."""
    return any(each.template == "answer_link" and not each.message_id for each in story.host.records(Answer))
