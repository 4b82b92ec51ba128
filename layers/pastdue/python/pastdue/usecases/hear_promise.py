"""HearPromise: a customer says when they will pay; reminders wait until that day is over."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain.calendar import local_date
from pastdue.domain.case import HoldKind
from pastdue.domain.contact import Language
from pastdue.domain.replies import promised_for
from pastdue.usecases.hear_other import heard_other
from pastdue.usecases.talk import (
    Talk,
    hold_cases,
    say,
)
from pastdue.usecases.world import World

_LONGEST_PROMISE = timedelta(days=30)


def promised(world: World, talk: Talk) -> list[str]:
    """Hold until the promised day is over at the customer's place; too far off or unclear goes to a person."""
    zones = talk.contacts[0].zones if talk.contacts else (talk.policy.time_zone,)
    today = local_date(world.clock.now(), zones)
    day = promised_for(talk.text.body, today, talk.reply.language or Language.ENGLISH)
    if day is None or not today <= day <= today + _LONGEST_PROMISE:
        return heard_other(world, talk)
    over = day + timedelta(days=1)
    until = max(datetime.combine(over, time(0), ZoneInfo(zone)) for zone in zones)
    held = hold_cases(world, talk, HoldKind.PROMISE, until.astimezone(ZoneInfo("UTC")))
    return [f"held {held} until {day}", *say(world, talk, "answer_promise", promised_for=day)]
