"""StartPlan: propose a plan for a payer's open invoices, offer it, and start it once it was agreed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, HoldKind
from pastdue.domain.contact import Contact
from pastdue.domain.decide import active_holds
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.plan import MOST_INVOICES, Plan, PlanState, from_day, plan_key, schedule, shares_of, terms_in
from pastdue.domain.policy import PlanRules
from pastdue.domain.record import Record
from pastdue.usecases.keep_plan import cases_on, held_by, keep_plan, today_of
from pastdue.usecases.world import World, company_of, note_on_case, revise


class Refusal(Value):
    """Why no plan is proposed."""

    because: str


class Asked(Value):
    """What was asked for: `cause` makes the plan's id, so that asking twice for the same proposes the same."""

    cause: str
    by_owner: bool = False
    rules: PlanRules


def propose(world: World, contact: Contact, cases: Sequence[Case], asked: Asked) -> Plan | Refusal:
    """A plan over these cases by the policy's terms, not stored yet; or why there is none.

    The limits of the policy bind what is agreed by text; an owner may go beyond them.
    """
    known = world.store.get(Plan, plan_key(contact.company_id, contact.customer_id))
    refused = _in_the_way(world, known, cases, asked)
    if refused:
        return Refusal(because=refused)
    invoices = [case.invoice for case in cases]
    currency = invoices[0].balance.currency
    terms = terms_in(asked.rules, currency, company_of(world, contact.company_id).home_currency, _rate(cases))
    if terms is None:
        return Refusal(because=f"QuickBooks gives no exchange rate for {currency}")
    balance = Money(minor=sum(invoice.balance.minor for invoice in invoices), currency=currency)
    if balance.minor > terms[1].minor and not asked.by_owner:
        return Refusal(because=f"{balance.text()} is more than the largest balance that is split by text")
    today = today_of(world, contact.company_id, contact.customer_id)
    instalments = schedule(balance, terms[0], today)
    if not instalments:
        return Refusal(because=f"{balance.text()} makes fewer than two instalments of {terms[0].smallest.text()}")
    now = world.clock.now()
    return Plan(
        id=hashlib.sha256(f"plan/{contact.company_id}/{contact.customer_id}/{asked.cause}".encode()).hexdigest()[:12],
        company_id=contact.company_id,
        payer_id=contact.customer_id,
        state=PlanState.OFFERED,
        terms=terms[0],
        instalments=instalments,
        shares=shares_of(invoices),
        paid=zero(currency),
        grace_days=asked.rules.grace_days,
        second_reminder_days=asked.rules.second_reminder_days,
        offered_at=now,
        offer_ends_at=now + timedelta(days=asked.rules.offer_days),
        version=known.version if known else 0,
    )


def _rate(cases: Sequence[Case]) -> Decimal | None:
    return next((case.invoice.exchange_rate for case in cases if case.invoice.exchange_rate), None)


def _in_the_way(world: World, known: Plan | None, cases: Sequence[Case], asked: Asked) -> str:
    if known is not None and known.state is PlanState.RUNNING:
        return "there is a plan already"
    if not asked.by_owner and known is not None and known.state in (PlanState.BROKEN, PlanState.ENDED):
        return "an earlier plan was not kept"
    if not cases:
        return "nothing is open"
    if len(cases) > MOST_INVOICES:
        return f"there are more than {MOST_INVOICES} invoices"
    if len({case.invoice.balance.currency for case in cases}) > 1:
        return "the invoices are in several currencies"
    if any(case.state is CaseState.CLOSED or case.balance.minor <= 0 for case in cases):
        return "an invoice is not open"
    holds = {hold.kind for case in cases for hold in active_holds(case, world.clock.now())} - {HoldKind.PLAN}
    if asked.by_owner:
        return "a payment is on its way" if HoldKind.IN_FLIGHT in holds else ""
    if holds:
        return "an invoice is on hold"
    if any(case.state is not CaseState.OPEN for case in cases):
        return "a person has taken over"
    if not asked.rules.by_text:
        return "plans are not offered by text"
    reached = max((rung.number for case in cases for rung in case.rungs), default=0)
    return "it is not offered yet" if reached < asked.rules.offered_from_rung else ""


def offer_plan(world: World, plan: Plan, by: str, *, untold: bool = False) -> Plan | None:
    """Write an offer down and hold its cases while it stands; None where a plan came between.

    `untold`: the customer hears of it by a touch, which waits for its hour; only then are the cases held.
    """

    def build() -> tuple[Record, ...]:
        known = world.store.get(Plan, plan.key)
        if known is not None and (known.state is PlanState.RUNNING or known.id == plan.id):
            return ()
        fresh = plan.model_copy(update={"version": known.version if known else 0, "offer_untold": untold})
        until = None if untold else plan.offer_ends_at
        return (fresh, *_on_cases(world, fresh, "plan offered", by, until, hold=not untold))

    revise(world, build)
    found = world.store.get(Plan, plan.key)
    return found if found is not None and found.id == plan.id and found.state is PlanState.OFFERED else None


def start_plan(world: World, plan: Plan, by: str, because: str) -> Plan | None:
    """Start an agreed plan: from now on it silences the ladder; None where another came between.

    What changed in QuickBooks since the offer is counted at once.
    """

    def build() -> tuple[Record, ...]:
        known = world.store.get(Plan, plan.key)
        if known is not None and known.state is PlanState.RUNNING:
            return ()
        agreed = {
            "state": PlanState.RUNNING,
            "agreed_at": world.clock.now(),
            "agreed_by": because,
            "offer_untold": False,
            "version": known.version if known else 0,
            "instalments": from_day(plan.instalments, today_of(world, plan.company_id, plan.payer_id)),
        }
        running = plan.model_copy(update=agreed)
        return (running, *_on_cases(world, running, "plan agreed", by, None, hold=True))

    if revise(world, build):
        world.metrics.count("PlansStarted")
    keep_plan(world, plan.company_id, plan.payer_id)
    found = world.store.get(Plan, plan.key)
    return found if found is not None and found.id == plan.id else None


def _on_cases(world: World, plan: Plan, what: str, by: str, until: datetime | None, *, hold: bool) -> list[Record]:
    records: list[Record] = []
    facts: dict[str, str | int | bool | None] = {
        "plan": plan.id,
        "balance_minor": plan.open.minor,
        "instalments": ", ".join(f"{each.amount.minor} on {each.due_on}" for each in plan.instalments),
    }
    fact = Fact(what=what, who=by, facts=facts, policy_version=world.policies.in_force(plan.company_id).version)
    for case in cases_on(world, plan):
        if case.state is CaseState.CLOSED:
            continue
        # A person who agrees on a plan takes the case out of the hand-off, and answers what else it waited for.
        change: dict[str, object] = {
            "due_at": until or world.clock.now(),
            "waiting_for": "",
            "waiting_until": None,
        }
        if plan.state is PlanState.RUNNING or not hold:
            change |= {"state": CaseState.OPEN, "ended_because": "", "approved": True}
        if hold:
            change |= held_by(plan, case, world.clock.now(), until)
        noted, entries = note_on_case(world, case.model_copy(update=change), fact)
        records += [noted, *entries]
    return records


def of_payer(cases: Sequence[Case], currency: str | None = None) -> tuple[Case, ...]:
    """The open cases that a plan may cover, in one currency where it is named."""
    return tuple(
        case
        for case in cases
        if case.state is not CaseState.CLOSED and case.balance.minor > 0 and currency in (None, case.balance.currency)
    )
