"""Promise 9: under a vendor's limit work waits and is paced: nothing is dropped, and no storm of refusals comes."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from pastdue.domain import budget
from pastdue.domain.budget import Budget, Limit, budget_key
from pastdue.domain.errors import Busy
from pastdue.usecases import pace
from pastdue.usecases.pace import pace_quickbooks
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Story, day

_A_TENTH = Limit(per_second=0.6, burst=12)


@pytest.fixture
def slow_quickbooks(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> Story:
    """QuickBooks at a tenth of its limit, and a holiday's backlog of forty customers, all due on one morning."""
    monkeypatch.setattr(pace, "QUICKBOOKS", _A_TENTH)
    monkeypatch.setattr(pace, "_FOR_WHAT_CANNOT_WAIT", 4)
    assert budget.QUICKBOOKS.per_second == 10 * _A_TENTH.per_second
    story = begin()
    story.host.vendors.quickbooks.requests_per_minute = 50
    for number in range(40):
        story.invoice(story.customer(f"Customer {number}", f"(212) 555-01{number:02}", email=f"c{number}@example.com"))
    story.connect()
    return story


def test_a_backlog_drains_at_quickbooks_pace_without_one_refusal_or_one_drop(slow_quickbooks: Story) -> None:
    story = slow_quickbooks
    story.until(day(3), "19:59")

    assert len(story.touches()) == 40
    assert set(story.touch_days()) == {day(3)}
    refused = [error for error in story.host.errors if isinstance(error, Busy) and error.status == 429]
    assert refused == []
    assert any(isinstance(error, Busy) and error.vendor == "quickbooks" for error in story.host.errors)


def test_a_payment_is_booked_within_a_minute_while_the_backlog_drains(slow_quickbooks: Story) -> None:
    story = slow_quickbooks
    story.until(day(3), "09:03")
    assert 0 < len(story.touches()) < 40
    intent = story.pays(story.link())

    story.minutes(1)

    assert story.received_in_books(intent) == 48_500


def test_texts_leave_no_faster_than_the_number_is_registered_for(begin: Begin) -> None:
    story = begin(policy="texts_per_second: 0.05\n")
    for number in range(6):
        story.invoice(story.customer(f"Customer {number}", f"(212) 555-01{number:02}", email=f"c{number}@example.com"))
    story.connect()

    story.until(day(3), "19:00")

    sent = sorted(message.created for message in story.touches())
    assert len(sent) == 6
    gaps = [later - earlier for earlier, later in pairwise(sent)]
    assert min(gaps) >= timedelta(seconds=40)  # two segments at one in twenty seconds


def test_functions_that_take_at_once_take_together_what_one_alone_would(begin: Begin) -> None:
    story = begin()
    story.connect()
    key = budget_key(f"quickbooks#{REALM}")
    pace_quickbooks(story.world, REALM, 1)
    before = story.world.store.get(Budget, key)
    assert before is not None
    met: list[str] = []

    def another(operation: str, keys: object) -> None:
        if operation == "commit" and not met:
            met.append(operation)
            pace_quickbooks(story.world, REALM, 30)

    story.host.store.before = lambda operation, *keys: another(operation, keys)
    pace_quickbooks(story.world, REALM, 30)
    story.host.store.before = None

    after = story.world.store.get(Budget, key)
    assert after is not None
    assert after.free_at - max(before.free_at, story.now) == timedelta(seconds=60 / budget.QUICKBOOKS.per_second)
