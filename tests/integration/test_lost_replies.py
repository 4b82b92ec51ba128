"""A reply whose webhook never came is found by the next reconciliation, and acted on as if it had come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pastdue.domain.company import MARKS_KEY, Marks
from sandbox.wire import Delivery
from sandbox.world import Vendor
from tests.integration.story import MONDAY, Story

PHONE = "+12125550123"


def deaf(vendor: Vendor, delivery: Delivery) -> bool:
    """Twilio's inbound webhooks are lost; everything else arrives."""
    return not (vendor == "twilio" and "/twilio/inbound" in delivery.url)


@pytest.mark.parametrize(
    ("words", "silent_because"),
    [("dispute, I never ordered this", "dispute"), ("please stop texting me", "opted_out")],
)
def test_a_reply_that_no_webhook_told_of_still_silences_the_ladder(words: str, silent_because: str) -> None:
    # given a customer who got the first text, and a Twilio whose inbound webhooks are lost
    story = Story(listen=deaf)
    invoice = story.invoice(story.customer(), due=MONDAY)
    story.connect()
    story.until(MONDAY + timedelta(days=4))
    assert len(story.touches()) == 1

    # when they write back, and the reconciliation has run
    story.twilio.receive(PHONE, words)
    story.reconcile()
    story.until(MONDAY + timedelta(days=20))

    # then no second text went out
    assert len(story.touches()) == 1
    held = story.holds(invoice) or [story.case(invoice).waiting_for]
    assert held == [silent_because]


def test_a_reply_that_was_heard_is_not_heard_again_by_the_reconciliation() -> None:
    # given a reply that its webhook brought
    story = Story()
    story.invoice(story.customer(), due=MONDAY)
    story.connect()
    story.until(MONDAY + timedelta(days=4))
    story.says(PHONE, "dispute")

    # when the reconciliation lists what people wrote
    done = story.reconcile()

    # then it finds nothing new, and nobody is answered twice
    assert done.replies_queued == 0
    assert len(story.answers()) == 1


def test_what_was_written_before_the_first_run_concerns_nobody_of_ours() -> None:
    # given a number that had another life: somebody wrote to it before Pastdue came
    story = Story()
    story.twilio.receive("+12125550188", "STOP sending me pizza offers")
    story.host.queue.waiting.clear()
    story.host.clock.at += timedelta(days=1)
    story.invoice(story.customer(), due=MONDAY)
    story.connect()

    # when the first reconciliations run
    first, second = story.reconcile(), story.reconcile()

    # then the old text is left alone, and the mark is set
    assert (first.replies_queued, second.replies_queued) == (0, 0)
    marks = story.world.store.get(Marks, MARKS_KEY)
    assert marks is not None
    assert marks.texts is not None
