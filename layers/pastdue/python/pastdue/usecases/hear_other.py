"""HearOther: a reply of no clear meaning: a request is served at once, anything else pauses and goes to a person."""

from __future__ import annotations

from datetime import timedelta

from pastdue.domain.case import HoldKind
from pastdue.usecases.serve_request import serve_request
from pastdue.usecases.talk import Talk, ask, hold_cases, say
from pastdue.usecases.world import World


def heard_other(world: World, talk: Talk) -> list[str]:
    """A request is served; anything else pauses the reminders, is acknowledged, and goes to a person."""
    return serve_request(world, talk) or for_a_person(world, talk)


def for_a_person(world: World, talk: Talk) -> list[str]:
    """Pause the next reminders for a while, ask a person, and acknowledge it once."""
    days = talk.policy.replies.pause_days
    held = hold_cases(world, talk, HoldKind.REVIEW, world.clock.now() + timedelta(days=days))
    ask(world, talk, "reply", "{name} wrote back", f"Read it and answer; reminders pause, for {days} days.")
    return [f"held {held}", *say(world, talk, "answer_other")]
