"""TakePromise: whether a promise is within the policy's caps, until when it holds, and its record: by text or voice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case
from pastdue.domain.policy import Policy
from pastdue.domain.promise import Promise, PromiseState, promise_key
from pastdue.domain.record import Record
from pastdue.usecases.end_promises import promises_of, unpaid
from pastdue.usecases.world import World, required, revise


def over_at(day: date, zones: Sequence[str]) -> datetime:
    """When a day is over in every zone that the customer may be in (UTC)."""
    after = day + timedelta(days=1)
    return max(datetime.combine(after, time(0), ZoneInfo(zone)) for zone in zones).astimezone(ZoneInfo("UTC"))


def why_not(
    world: World, policy: Policy, promise_id: str, cases: Sequence[Case], day: date, zones: Sequence[str]
) -> str:
    """Why the policy's caps do not allow a promise for that day; empty where they do."""
    caps = policy.promises
    today = local_date(world.clock.now(), zones)
    last = today + timedelta(days=caps.longest_days)
    if not today <= day <= last:
        return f"{day} is not between {today} and {last}, as far ahead as promises.longest_days allows"
    if said_before(world, cases, day) is not None:
        return ""
    for company_id, payer_id in sorted({(case.company_id, case.payer_id) for case in cases}):
        known = [each for each in promises_of(world, company_id, payer_id) if each.message_id != promise_id]
        still_open = sum(each.state is PromiseState.OPEN and bool(unpaid(world, each)) for each in known)
        broken = sum(each.state is PromiseState.BROKEN and bool(unpaid(world, each)) for each in known)
        if still_open >= caps.most_open:
            return f"{still_open} promises are open already, as many as promises.most_open allows"
        if broken >= caps.ask_after_broken:
            return f"{broken} promises for what is open were broken, so that by promises.ask_after_broken none holds"
    return ""


def take_promise(world: World, promise_id: str, cases: Sequence[Case], day: date, until: datetime) -> Promise:
    """Keep the promise of these cases' payer, once; gives the one that counts."""
    known = said_before(world, cases, day)
    if known is not None:
        return known
    made = Promise(
        message_id=promise_id,
        company_id=cases[0].company_id,
        payer_id=cases[0].payer_id,
        invoice_ids=tuple(case.invoice.id for case in cases),
        day=day,
        until=until,
        made_at=world.clock.now(),
    )

    def build() -> tuple[Record, ...]:
        return () if world.store.get(Promise, promise_key(promise_id)) is not None else (made,)

    revise(world, build)
    return required(world, Promise, promise_key(promise_id))


def said_before(world: World, cases: Sequence[Case], day: date) -> Promise | None:
    """The open promise that says the same of these cases: who repeats it has promised, and may break, one thing."""
    wanted = {case.invoice.id for case in cases}
    every = (
        each
        for company_id, payer_id in sorted({(case.company_id, case.payer_id) for case in cases})
        for each in promises_of(world, company_id, payer_id)
    )
    same = (
        each
        for each in every
        if each.state is PromiseState.OPEN and each.day == day and wanted <= set(each.invoice_ids)
    )
    return next(same, None)
