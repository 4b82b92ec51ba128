"""Explain: what is done about an invoice and why, in the same words that the ladder uses."""

from __future__ import annotations

from datetime import datetime

from pastdue.domain.audit import AuditEntry, faults_in
from pastdue.domain.calendar import local_date, told_at
from pastdue.domain.case import Case, Hold, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.money import Value, zero
from pastdue.domain.plan import Plan, Standing, plan_key, standing
from pastdue.usecases.gather import cases_of, judge, scene_of
from pastdue.usecases.keep_plan import today_of
from pastdue.usecases.world import World


class Explanation(Value):
    """One case: where it stands, what would be decided now, and everything that was done, oldest first."""

    invoice_id: str
    number: str
    customer: str
    segment: str
    segment_reason: str
    state: str
    balance: str
    decision: str
    reason: str
    until: datetime | None
    detail: str
    rungs: tuple[str, ...]
    holds: tuple[str, ...]
    plan: tuple[str, ...] = ()
    policy_version: str
    history: tuple[str, ...]
    chain_faults: tuple[str, ...]


def explain(world: World, company_id: str, invoice_id: str) -> Explanation:
    """Explain one invoice by what we know of it. Raises LookupError when there is no such case."""
    case = world.store.get(Case, case_key(company_id, invoice_id))
    contact = world.store.get(Contact, contact_key(company_id, case.payer_id)) if case else None
    if case is None or contact is None:
        raise LookupError(f"there is no case for invoice {invoice_id} in company {company_id}")
    scene = scene_of(world, company_id, contact, cases_of(world, company_id, case.payer_id))
    decision = judge(world, scene, case, case.invoice, zero(case.balance.currency))
    zone = scene.policy.time_zone
    entries = world.store.series(AuditEntry, f"audit#case#{company_id}#{invoice_id}")
    return Explanation(
        invoice_id=invoice_id,
        number=case.invoice.number,
        customer=contact.known_as,
        segment=case.segment,
        segment_reason=case.segment_reason,
        state=case.state,
        balance=case.balance.text(),
        decision=type(decision).__name__,
        reason=getattr(decision, "reason", "") or getattr(decision, "step", ""),
        until=getattr(decision, "until", None),
        detail=getattr(decision, "detail", ""),
        rungs=tuple(f"rung {rung.number} on {rung.on}" for rung in case.rungs),
        holds=tuple(_held(hold, zone) for hold in case.holds),
        plan=_plan(world, case),
        policy_version=scene.policy.version,
        history=tuple(_line(entry, zone) for entry in entries),
        chain_faults=faults_in(entries, case.chain),
    )


def _held(hold: Hold, zone: str) -> str:
    said = f"{hold.kind} since {local_date(hold.since, (zone,))}, by {hold.by}"
    ends = f", until {told_at(hold.until, zone)}" if hold.until else ""
    return said + ends + (f": {hold.because}" if hold.because else "")


def _plan(world: World, case: Case) -> tuple[str, ...]:
    """How the plan of an invoice stands, a line for each instalment; none where it is on no plan."""
    plan = world.store.get(Plan, plan_key(case.company_id, case.payer_id))
    if plan is None or not plan.covers(case.invoice.id):
        return ()
    today = today_of(world, case.company_id, case.payer_id)
    return (f"plan {plan.id}: {plan.state}", *(told(plan, each) for each in standing(plan, today)))


def told(plan: Plan, each: Standing) -> str:
    """One instalment and how it stands, in words."""
    part = f"part {each.number} of {len(plan.instalments)}"
    rest = f", {each.unpaid.text()} of it unpaid" if 0 < each.unpaid.minor < each.amount.minor else ""
    return f"{part}: {each.amount.text()} on {each.due_on}, {each.state}{rest}"


def _line(entry: AuditEntry, zone: str) -> str:
    fact = entry.fact
    said = f"{told_at(entry.at, zone)} {fact.what}"
    return f"{said}: {fact.reason}" if fact.reason else said
