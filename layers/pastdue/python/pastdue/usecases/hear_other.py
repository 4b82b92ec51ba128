"""HearOther: a reply of no clear meaning: a request is served at once, anything else pauses and goes to a person."""

from __future__ import annotations

from pastdue.usecases.serve_requests import serve_requests
from pastdue.usecases.talk import Talk, leave_to_a_person, say
from pastdue.usecases.world import World


def heard_other(world: World, talk: Talk) -> list[str]:
    """Requests are served; anything else pauses the reminders, is acknowledged, and goes to a person."""
    return serve_requests(world, talk) or for_a_person(world, talk)


def for_a_person(world: World, talk: Talk) -> list[str]:
    """Pause the next reminders for a while, ask a person, and acknowledge it once."""
    return [*leave_to_a_person(world, talk), *say(world, talk, "answer_other")]
