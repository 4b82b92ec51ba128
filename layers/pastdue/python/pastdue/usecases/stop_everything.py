"""StopEverything: one switch that keeps every Touch and Answer back, and one that lets them go on without a burst."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from pastdue.domain.audit import Fact
from pastdue.domain.calendar import next_open
from pastdue.domain.case import Case, CaseState
from pastdue.domain.company import Company, company_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.decide import Reason
from pastdue.domain.money import Value
from pastdue.domain.policy import Mode
from pastdue.domain.record import Record
from pastdue.domain.switch import CLIENT, Switch, switch_key
from pastdue.usecases.world import World, closed_days, note_on_company, revise

KEPT_BACK_BY_MODE = (Reason.AWAITS_APPROVAL, "shadow")
# A case that a stop keeps back is looked at again after a day (apply_decision); one that waits for an approval, and one
# that a stop met on a closed day, on the next day on which a touch may go out; one that has a turn, on that day.
_KEPT_BACK_FOR = timedelta(days=31)
_KEPT_BACK_BY = (Reason.SWITCHED_OFF, Reason.AFTER_A_STOP, Reason.OUTSIDE_HOURS, Reason.BOOKS_NOT_CURRENT)
_MOST = 10_000


class Switched(Value):
    """What a throw of the switch did: whether it changed anything, and over how many days a backlog is spread.

    `first_at`: when the first of those who wait may be written to, by their own hours and holidays.
    """

    company_id: str
    changed: bool
    stopped: bool
    waiting: int = 0
    spread_days: int = 1
    first_at: datetime | None = None


def stop_everything(world: World, by: str, reason: str = "", company_id: str = CLIENT) -> Switched:
    """Send nothing more, for one company or for all. Opt-outs are still heard and confirmed, payments still booked."""

    def build() -> tuple[Record, ...]:
        switch = _switch(world, company_id)
        if switch.stopped:
            return ()
        change = {"stopped_at": world.clock.now(), "resumed_at": None, "who": by, "reason": reason}
        fact = Fact(what="everything stopped", reason=reason, who=by, facts={"company": company_id})
        return (switch.model_copy(update=change), *_noted(world, company_id, fact))

    changed = bool(revise(world, build))
    return Switched(company_id=company_id, changed=changed, stopped=True)


def resume(world: World, by: str, company_id: str = CLIENT) -> Switched:
    """Let things go on. What came due meanwhile is spread over days: each payer's turn follows from the switch."""
    waiting = _waiting(world, company_id)
    payers = {(case.company_id, case.payer_id) for case in waiting}
    per_day = min((world.policies.in_force(each).resume_per_day for each, _ in payers), default=1)
    days = max(1, math.ceil(len(payers) / per_day))

    def build() -> tuple[Record, ...]:
        switch = _switch(world, company_id)
        if not switch.stopped:
            return ()
        facts: dict[str, str | int | bool | None] = {"company": company_id, "waiting": len(waiting), "days": days}
        change = {"resumed_at": world.clock.now(), "who": by, "reason": "", "spread_days": days}
        fact = Fact(what="everything resumed", who=by, facts=facts)
        return (switch.model_copy(update=change), *_noted(world, company_id, fact))

    changed = bool(revise(world, build))
    if changed:
        for case in waiting:
            _wake(world, case)
    return Switched(
        company_id=company_id,
        changed=changed,
        stopped=False,
        waiting=len(waiting),
        spread_days=days if changed else 1,
        first_at=_first_opening(world, payers) if changed else None,
    )


def let_go(
    world: World,
    company_id: str,
    kept_by: Collection[str],
    per_day: int,
    by: str,
    segments: Collection[str] | None = None,
) -> int:
    """A mode, or books that were behind, keep these segments' touches back no longer: they go out by turns, too.

    Gives over how many days, who still waits for a turn among them: all draw anew. A stop that lasts does the same
    when it ends.
    """
    mine = [case for case in _due_within(world, _KEPT_BACK_FOR) if case.company_id == company_id]
    kept = [case for case in mine if case.waiting_for in kept_by]
    payers = {case.payer_id for case in kept if segments is None or case.segment in segments}
    if payers:
        payers |= {case.payer_id for case in mine if case.waiting_for == Reason.AFTER_A_STOP}
    days = max(1, math.ceil(len(payers) / per_day))

    def build() -> tuple[Record, ...]:
        switch = _switch(world, company_id)
        if switch.stopped or days == 1:
            return ()
        change = {"stopped_at": None, "resumed_at": world.clock.now(), "who": by, "reason": "", "spread_days": days}
        facts: dict[str, str | int | bool | None] = {"company": company_id, "payers": len(payers), "days": days}
        fact = Fact(what="kept back and let go by turns", reason=", ".join(sorted(kept_by)), who=by, facts=facts)
        return (switch.model_copy(update=change), *_noted(world, company_id, fact))

    revise(world, build)
    return days


def _switch(world: World, company_id: str) -> Switch:
    return world.store.get(Switch, switch_key(company_id)) or Switch(company_id=company_id)


def _noted(world: World, company_id: str, fact: Fact) -> tuple[Record, ...]:
    """The fact on the chain of the company, or of each."""
    ids = [company_id] if company_id != CLIENT else [each.id for each in world.store.listed(Company, "companies")]
    records: list[Record] = []
    for each in ids:
        company = world.store.get(Company, company_key(each))
        if company is not None:
            noted, entries = note_on_company(world, company, fact)
            records += [noted, *entries]
    return tuple(records)


def _waiting(world: World, company_id: str) -> Sequence[Case]:
    """The cases that the stop keeps back."""
    return [case for case in _due_within(world, _KEPT_BACK_FOR) if _kept_back(world, case, company_id)]


def _due_within(world: World, ahead: timedelta) -> Iterator[Case]:
    """The cases that are looked at by then."""
    for key in world.store.due(Case, world.clock.now() + ahead, _MOST):
        case = world.store.get(Case, key)
        if case is not None:
            yield case


def _first_opening(world: World, payers: Collection[tuple[str, str]]) -> datetime | None:
    """The first instant from now on at which one of these payers may be written to; None where none ever may."""
    openings: list[datetime | None] = []
    for company_id, payer_id in payers:
        contact = world.store.get(Contact, contact_key(company_id, payer_id))
        if contact is not None:
            policy = world.policies.in_force(company_id)
            closed = closed_days(world, policy, contact)
            openings.append(next_open(world.clock.now(), contact.zones, policy.window, closed))
    return min((each for each in openings if each is not None), default=None)


def _kept_back(world: World, case: Case, company_id: str) -> bool:
    if company_id not in (CLIENT, case.company_id) or case.state is not CaseState.OPEN:
        return False
    if case.waiting_for in _KEPT_BACK_BY or (case.due_at is not None and case.due_at <= world.clock.now()):
        return True
    # A mode that let go meanwhile could let nothing out.
    by_mode = case.waiting_for in KEPT_BACK_BY_MODE
    return by_mode and world.policies.in_force(case.company_id).mode_for(case.segment) is Mode.AUTO


def _wake(world: World, case: Case) -> None:
    """Let a case be decided about now; the decision then says its turn. Without this it would be within a day."""

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, case.key)
        if fresh is None or fresh.waiting_for != Reason.SWITCHED_OFF or fresh.due_at is None:
            return ()
        return (fresh.model_copy(update={"due_at": world.clock.now()}),)

    revise(world, build)
