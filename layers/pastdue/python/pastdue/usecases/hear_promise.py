"""HearPromise: a customer says when they will pay; reminders wait until that day is over."""

from __future__ import annotations

from datetime import date

from pastdue.domain.calendar import local_date
from pastdue.domain.case import CaseState, HoldKind
from pastdue.domain.contact import Language
from pastdue.domain.replies import promised_for
from pastdue.usecases.hear_other import heard_other
from pastdue.usecases.take_promise import over_at, take_promise, why_not
from pastdue.usecases.talk import Talk, hold_cases, said_at, say
from pastdue.usecases.world import World


def promised(world: World, talk: Talk) -> list[str]:
    """Hold until the promised day is over at the customer's place; what the policy's caps don't allow is a person's.

    So is a promise of somebody who owes nothing that we know of.
    """
    owed = any(case.state is not CaseState.CLOSED for case in talk.cases)
    day, held = hold_promise(world, talk) if owed else (None, 0)
    if day is None:
        return heard_other(world, talk)
    return [f"held {held} until {day}", *say(world, talk, "answer_promise", promised_for=day)]


def hold_promise(world: World, talk: Talk) -> tuple[date | None, int]:
    """The day that is promised, and how many cases it holds; None where the policy's caps do not allow it."""
    zones = talk.contacts[0].zones if talk.contacts else (talk.policy.time_zone,)
    said_on = local_date(said_at(world, talk.text), zones)
    day = promised_for(talk.text.body, said_on, talk.reply.language or Language.ENGLISH)
    promise_id = talk.text.message_id
    if day is None or not talk.cases or why_not(world, talk.policy, promise_id, talk.cases, day, zones):
        return None, 0
    until = over_at(day, zones)
    take_promise(world, promise_id, talk.cases, day, until)
    return day, hold_cases(world, talk, HoldKind.PROMISE, until)
