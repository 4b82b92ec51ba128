"""Pictures: what somebody sends by text holds the reminders, is kept privately, and a person looks at it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest

from pastdue.adapters.twilio.texts import LARGEST_PICTURE
from sandbox.faults import AnswerWith
from tests.integration.conftest import Begin
from tests.integration.story import DANA, Death, Deaths, Story, day, watched

CHECK = ("https://media.example/check.jpg", "image/jpeg")


def _texted(begin: Begin) -> tuple[Story, str]:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    return story, invoice


def _sends(story: Story, words: str = "", *media: tuple[str, str]) -> str:
    message = story.twilio.receive(DANA, words, media=media or (CHECK,))
    story.host.work()
    return message.sid


def test_a_picture_without_words_holds_is_kept_and_goes_to_a_person(begin: Begin) -> None:
    story, invoice = _texted(begin)

    sid = _sends(story)

    assert story.holds(invoice) == ["review"]
    [question] = story.reviews()
    key = question.facts["pictures"]
    assert key.startswith(f"9130358721446/{sid}/ME")
    assert key.endswith(".jpg")
    assert story.host.pictures.kept[key].mime == "image/jpeg"
    assert "http" not in str(question)
    assert len(story.answers(DANA)) == 1


def test_a_picture_of_a_check_goes_with_the_words_to_the_same_question(begin: Begin) -> None:
    story, invoice = _texted(begin)

    _sends(story, "I already paid, here is the check", CHECK, CHECK)

    assert story.holds(invoice) == ["already_paid"]
    [question] = story.reviews()
    assert len(question.facts["pictures"].split()) == 2
    assert len(story.host.pictures.kept) == 2


def test_a_picture_with_a_stop_is_a_stop(begin: Begin) -> None:
    story, _ = _texted(begin)

    _sends(story, "stop texting me")

    assert story.phone(DANA).silence is not None
    assert story.host.pictures.kept == {}


def test_several_pictures_one_by_one_are_no_machine(begin: Begin) -> None:
    story, _ = _texted(begin)

    for _ in range(3):
        _sends(story)

    assert [item.kind for item in story.reviews()] == ["reply"] * 3
    assert len(story.host.pictures.kept) == 3


@pytest.mark.parametrize("size", [LARGEST_PICTURE, LARGEST_PICTURE + 1])
def test_a_picture_that_is_too_large_stays_at_twilio(begin: Begin, size: int) -> None:
    story, _ = _texted(begin)
    story.twilio.picture = b"x" * size

    _sends(story)

    [question] = story.reviews()
    assert (len(story.host.pictures.kept) == 1) == (size == LARGEST_PICTURE)
    assert ("could not be fetched" in question.facts["pictures"]) == (size > LARGEST_PICTURE)


def test_a_picture_that_twilio_no_longer_has_is_still_told_of(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.trouble("twilio", AnswerWith(404, b'{"code": 20404, "message": "not found"}'), path="/Media/ME")

    _sends(story)

    assert "could not be fetched" in story.reviews()[0].facts["pictures"]
    assert story.holds(invoice) == ["review"]


def test_while_twilio_is_out_the_case_is_held_and_the_picture_comes_later(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.trouble("twilio", AnswerWith(503), path="/Media", times=2)

    _sends(story)
    assert story.holds(invoice) == ["review"]
    assert story.reviews() == []
    story.minutes(10)

    assert len(story.host.pictures.kept) == 1
    assert len(story.reviews()) == 1


def test_a_picture_may_die_anywhere_and_is_told_of_once() -> None:
    for at in count(1):
        story = Story(on=day(3), clock="08:50")
        invoice = story.invoice(story.customer(), due=day(0), created=day(-30))
        story.connect()
        story.until(day(3), "12:00")
        steps = Deaths(at)
        alive, story.host.world = story.world, watched(story.world, steps)
        with suppress(Death):
            _sends(story)
        story.host.world = alive
        story.host.run_until(story.now + timedelta(hours=1))
        assert story.holds(invoice) == ["review"], steps.seen[-3:]
        assert len(story.reviews()) == 1, steps.seen[-3:]
        assert len(story.host.pictures.kept) == 1
        assert len(story.answers()) <= 1
        if steps.over:
            break
    assert at > 10
