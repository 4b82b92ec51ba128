"""HearPromise: a customer says when they will pay; reminders wait until that day is over."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain.calendar import local_date
from pastdue.domain.case import CaseState, HoldKind
from pastdue.domain.contact import Language
from pastdue.domain.promise import Promise, PromiseState, promise_key
from pastdue.domain.record import Record
from pastdue.domain.replies import promised_for
from pastdue.usecases.end_promises import promises_of, unpaid
from pastdue.usecases.hear_other import heard_other
from pastdue.usecases.talk import Talk, hold_cases, said_at, say
from pastdue.usecases.world import World, revise


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
    today = local_date(world.clock.now(), zones)
    said_on = local_date(said_at(world, talk.text), zones)
    day = promised_for(talk.text.body, said_on, talk.reply.language or Language.ENGLISH)
    last = today + timedelta(days=talk.policy.promises.longest_days)
    if day is None or not today <= day <= last:
        return None, 0
    over = day + timedelta(days=1)
    until = max(datetime.combine(over, time(0), ZoneInfo(zone)) for zone in zones).astimezone(ZoneInfo("UTC"))
    if not _said_before(world, talk, day):
        if not _may_promise(world, talk):
            return None, 0
        _keep(world, talk, day, until)
    return day, hold_cases(world, talk, HoldKind.PROMISE, until)


def _said_before(world: World, talk: Talk, day: date) -> bool:
    """Whether an open promise says the same of these cases: who repeats it has promised, and may break, one thing."""
    wanted = {case.invoice.id for case in talk.cases}
    return any(
        each.state is PromiseState.OPEN and each.day == day and wanted <= set(each.invoice_ids)
        for payer_id in {case.payer_id for case in talk.cases}
        for each in promises_of(world, talk.company.id, payer_id)
    )


def _may_promise(world: World, talk: Talk) -> bool:
    """Whether the caps leave room for one more promise of these payers."""
    caps = talk.policy.promises
    for payer_id in {case.payer_id for case in talk.cases}:
        known = [
            each for each in promises_of(world, talk.company.id, payer_id) if each.message_id != talk.text.message_id
        ]
        still_open = sum(each.state is PromiseState.OPEN and bool(unpaid(world, each)) for each in known)
        broken = sum(each.state is PromiseState.BROKEN and bool(unpaid(world, each)) for each in known)
        if still_open >= caps.most_open or broken >= caps.ask_after_broken:
            return False
    return True


def _keep(world: World, talk: Talk, day: date, until: datetime) -> None:
    if not talk.cases:
        return

    def build() -> tuple[Record, ...]:
        if world.store.get(Promise, promise_key(talk.text.message_id)) is not None:
            return ()
        promise = Promise(
            message_id=talk.text.message_id,
            company_id=talk.company.id,
            payer_id=talk.cases[0].payer_id,
            invoice_ids=tuple(case.invoice.id for case in talk.cases),
            day=day,
            until=until,
            made_at=world.clock.now(),
        )
        return (promise,)

    revise(world, build)
