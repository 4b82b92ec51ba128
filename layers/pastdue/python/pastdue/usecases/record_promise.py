"""RecordPromise: a customer said by voice when they will pay; a person records it. Nothing is texted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from pastdue.domain.case import Case, Hold, HoldKind
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.usecases.hold_case import hold_case
from pastdue.usecases.take_promise import over_at, said_before, take_promise, why_not
from pastdue.usecases.world import World, required


class PromiseRecorded(Value):
    """A promise on record. `invoices` are the numbers that wait; `new`: it was not on record before."""

    company_id: str
    payer_id: str
    day: date
    until: datetime
    invoices: tuple[str, ...]
    new: bool


def record_promise(world: World, cases: Sequence[Case], day: date, *, by: str, said: str = "") -> PromiseRecorded:
    """Hold these cases of one payer until the promised day is over, as a promise by text does.

    Raises BadInput where the policy's caps do not allow it; a reply would then go to a person.
    """
    company_id, payer_id = cases[0].company_id, cases[0].payer_id
    policy = world.policies.in_force(company_id)
    zones = required(world, Contact, contact_key(company_id, payer_id)).zones
    promise_id = _promise_id(cases, day)
    refused = why_not(world, policy, promise_id, cases, day, zones)
    if refused:
        raise BadInput(f"the promise is not recorded: {refused}. `pastdue hold` keeps the reminders back all the same")
    known = said_before(world, cases, day)
    promise = take_promise(world, promise_id, cases, day, over_at(day, zones))
    hold = Hold(
        kind=HoldKind.PROMISE, since=world.clock.now(), until=promise.until, by=by, about=promise.about, because=said
    )
    for case in cases:
        hold_case(world, case.key, hold, who=by, facts={"by_voice": True, "words": said}, policy_version=policy.version)
    return PromiseRecorded(
        company_id=company_id,
        payer_id=payer_id,
        day=day,
        until=promise.until,
        invoices=tuple(case.invoice.number or case.invoice.id for case in cases),
        new=known is None,
    )


def _promise_id(cases: Sequence[Case], day: date) -> str:
    """The same for the same promise, so that recording it twice is recording it once."""
    ids = ",".join(sorted(case.invoice.id for case in cases))
    said = f"{cases[0].company_id}/{cases[0].payer_id}/{ids}/{day}"
    return f"voice-{hashlib.sha256(said.encode()).hexdigest()[:16]}"
