"""ApproveTouches: a person's yes or no to touches of a day to come (mode `approve`)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, timedelta

from pastdue.domain import calendar
from pastdue.domain.approval import Approval
from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, Hold, HoldKind, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.touch import TouchItem
from pastdue.usecases.propose_touches import Proposal, propose_touches
from pastdue.usecases.world import World, note_on_case, required, revise

_ROUNDS = 3
_Act = Callable[[Proposal, Case, TouchItem, str], tuple[Case, Fact]]


class Chosen(Value):
    """What became of the proposals that a person named: `done`, or not any more as they were listed."""

    done: tuple[Proposal, ...]
    unknown: tuple[str, ...]


def approve_touches(world: World, company_id: str, day: date, ids: Collection[str] | None, by: str) -> Chosen:
    """Approve proposals of a day by id, or all of them (None): each is then sent on that day and no other."""

    def approve(proposal: Proposal, case: Case, item: TouchItem, step: str) -> tuple[Case, Fact]:
        approval = Approval(
            on=proposal.on,
            step=step,
            address=proposal.address,
            amount=item.amount,
            policy_version=proposal.policy_version,
            by=by,
            at=world.clock.now(),
        )
        fact = Fact(
            what="touch approved",
            reason=f"{step} on {proposal.on}",
            who=by,
            facts={"proposal": proposal.id, "amount_minor": item.amount.minor, "currency": item.amount.currency},
            policy_version=proposal.policy_version,
        )
        change = {"approval": approval, "due_at": max(proposal.at, world.clock.now())}
        return case.model_copy(update=change), fact

    return _each(world, company_id, day, ids, approve, settled=lambda proposal: bool(proposal.approved_by))


def reject_touches(world: World, company_id: str, day: date, ids: Collection[str], by: str, days: int) -> Chosen:
    """Reject proposals of a day: their cases rest for so many days from it, and are then proposed anew."""

    def reject(proposal: Proposal, case: Case, _item: TouchItem, step: str) -> tuple[Case, Fact]:
        contact = required(world, Contact, contact_key(company_id, proposal.payer_id))
        until = calendar.start_of(proposal.on + timedelta(days=days), contact.zones)
        about = f"approval {proposal.id}"
        hold = Hold(kind=HoldKind.MANUAL, since=world.clock.now(), until=until, by=by, about=about)
        fact = Fact(
            what="touch rejected",
            reason=f"{step} on {proposal.on}",
            who=by,
            facts={"proposal": proposal.id, "until": until.isoformat()},
            policy_version=proposal.policy_version,
        )
        change = {"approval": None, "holds": (*case.holds, hold), "due_at": world.clock.now()}
        return case.model_copy(update=change), fact

    return _each(world, company_id, day, ids, reject)


def _each(
    world: World,
    company_id: str,
    day: date,
    ids: Collection[str] | None,
    act: _Act,
    settled: Callable[[Proposal], bool] = lambda _: False,
) -> Chosen:
    done: dict[str, Proposal] = {}
    wanted = None if ids is None else list(dict.fromkeys(ids))
    for _ in range(_ROUNDS):
        listed = {proposal.id: proposal for proposal in propose_touches(world, company_id, day)}
        wanted = list(listed) if wanted is None else wanted
        left = [listed[each] for each in wanted if each in listed and each not in done]
        done |= {each.id: each for each in left if settled(each) or _written(world, each, act)}
        if len(done) == len(wanted):
            break
    return Chosen(done=tuple(done.values()), unknown=tuple(each for each in wanted or () if each not in done))


def _written(world: World, proposal: Proposal, act: _Act) -> bool:
    """Write it on all cases of the proposal at once, unless one of them has moved since it was listed."""

    def build() -> tuple[Record, ...]:
        records: list[Record] = []
        for item, step, version in zip(proposal.items, proposal.steps, proposal.versions, strict=True):
            case = world.store.get(Case, case_key(proposal.company_id, item.invoice_id))
            if case is None or case.version != version:
                return ()
            noted, entries = note_on_case(world, *act(proposal, case, item, step))
            records += [noted, *entries]
        return tuple(records)

    return bool(revise(world, build))
