"""HearOther: a reply of no clear meaning: a request is served at once, anything else pauses and goes to a person."""

from __future__ import annotations

from datetime import timedelta

from pastdue.domain.case import HoldKind
from pastdue.domain.meanings import Request
from pastdue.usecases.send_link import send_link
from pastdue.usecases.talk import Talk, ask, hold_cases, in_shadow, say
from pastdue.usecases.world import World

_PAUSE = timedelta(days=2)


def heard_other(world: World, talk: Talk) -> list[str]:
    """A request for the link is served; anything else pauses the reminders, is acknowledged, and goes to a person."""
    if talk.reply.asks_for is Request.LINK and talk.contacts and talk.cases and not in_shadow(talk):
        who, text = talk.contacts[0].customer_id, talk.text
        served = send_link(world, talk.company.id, who, talk.cases, text.message_id, text.sender)
        if served:
            return ["link sent"]
    held = hold_cases(world, talk, HoldKind.REVIEW, world.clock.now() + _PAUSE)
    ask(world, talk, "reply", "{name} wrote back", "Read it and answer; reminders pause for two days.")
    return [f"held {held}", *say(world, talk, "answer_other")]
