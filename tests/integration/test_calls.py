"""Calls to the number that texts: the caller is put through or told whom to call, and a person hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from pastdue.domain.errors import Unavailable
from sandbox.twilio.played import Call
from tests.integration.conftest import Begin
from tests.integration.story import ALL_CONSENTED, DANA, Story, day


def _called(
    begin: Begin, caller: str = DANA, policy: str = "callback_number: (212) 555-0199\n", **customer: Any
) -> Story:
    story = begin(base=f"mode: auto\n{ALL_CONSENTED}", policy=policy)
    story.invoice(story.customer(**customer))
    story.connect()
    story.until(day(3), "12:00")
    story.twilio.call(caller)
    story.host.work()
    return story


def _call(story: Story) -> Call:
    [call] = story.twilio.calls.values()
    assert not call.failed
    return call


def test_a_caller_is_put_through_to_the_client(begin: Begin) -> None:
    story = _called(begin)

    assert _call(story).heard == [("en-US", "This is Bright Pine Plumbing. Please hold, we are connecting you.")]
    assert _call(story).dialed == ["+12125550199"]
    [question] = story.reviews()
    assert question.kind == "call"
    assert question.customer_id == "1"
    assert question.invoice_ids == ("101",)
    assert question.facts["number"] == DANA


def test_who_is_written_to_in_spanish_is_spoken_to_in_spanish(begin: Begin) -> None:
    story = _called(begin, notes="#lang:es")

    [(language, words)] = _call(story).heard
    assert language == "es-MX"
    assert words == "Habla con Bright Pine Plumbing. Un momento, por favor, le comunicamos."


@pytest.mark.parametrize(
    ("policy", "told"),
    [
        ("", "Please call the number on your invoice."),
        ("callback_number: (212) 555-0199 ext. 4\n", "Please call (212) 555-0199 ext. 4."),
        ("callback_number: (212) 555-0100\n", "Please call the number on your invoice."),  # that is our own
    ],
)
def test_who_cannot_be_put_through_is_told_whom_to_call(begin: Begin, policy: str, told: str) -> None:
    if not policy:
        policy = "ladders: {A: {rungs: [{day: 3, template: nudge}], hand_off_day: 21}}\n"
    story = _called(begin, policy=policy)

    [(_, words)] = _call(story).heard
    assert words == f"This is Bright Pine Plumbing. This number is for texts. {told}"
    assert _call(story).dialed == []


def test_a_stranger_is_answered_and_told_of_no_invoice(begin: Begin) -> None:
    story = _called(begin, caller="+13055550177")

    assert _call(story).dialed == ["+12125550199"]
    [question] = story.reviews()
    assert (question.customer_id, question.invoice_ids) == (None, ())


def test_a_call_changes_no_hold_and_sends_no_text(begin: Begin) -> None:
    story = _called(begin)

    assert story.holds("101") == []
    assert len(story.messages()) == 1


def test_a_caller_hears_something_although_our_record_does_not_answer(begin: Begin) -> None:
    story = begin()
    story.connect()

    def out(_caller: str, _called: str) -> None:
        raise Unavailable("the table does not answer", vendor="dynamodb")

    story.host.edges._answer_call = out  # type: ignore[assignment] # it never answers
    story.twilio.call(DANA)

    assert _call(story).heard == [("en-US", "This number is for texts. Please call the number on your invoice.")]
