"""KeepPlan: hold a running plan against what QuickBooks says: count it anew, end it when paid, break it when late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from pastdue.domain.audit import Fact
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, CaseState, Hold, HoldKind
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.decide import active_holds
from pastdue.domain.ledger import Invoice
from pastdue.domain.money import Money, zero
from pastdue.domain.plan import Plan, PlanState, allotted, due_now, first_unpaid, is_broken, plan_key, recount
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import PayLink, link_key
from pastdue.usecases.end_links import dying, end_links
from pastdue.usecases.gather import Scene, can_be_asked, plan_in_force
from pastdue.usecases.world import World, cases_of_invoices, note_on_case, raise_review, revise, switches_of

# The kind of the question, and what the hold is about, where an invoice on a plan has come to another payer.
PAYER_CHANGED = "payer_changed"
_MOMENT = timedelta(microseconds=1)


def held_by(plan: Plan, case: Case, at: datetime, until: datetime | None = None) -> dict[str, object]:
    """What changes on a case that a plan holds: this plan's hold, in place of any other plan's."""
    hold = Hold(kind=HoldKind.PLAN, since=at, until=until, by="plan", about=f"plan {plan.id}")
    return {"holds": (*(each for each in case.holds if each.kind is not HoldKind.PLAN), hold)}


def cases_on(world: World, plan: Plan) -> tuple[Case, ...]:
    """The cases of a plan's invoices, another payer's by now among them."""
    return cases_of_invoices(world, plan.company_id, plan.invoice_ids)


def today_of(world: World, company_id: str, payer_id: str) -> date:
    """The payer's date."""
    return local_date(world.clock.now(), _zones(world, company_id, payer_id))


def _zones(world: World, company_id: str, payer_id: str) -> tuple[str, ...]:
    contact = world.store.get(Contact, contact_key(company_id, payer_id))
    return contact.zones if contact else (world.policies.in_force(company_id).time_zone,)


def _held_until(world: World, plan: Plan, cases: Sequence[Case]) -> date | None:
    """The last date on which something else than the plan held one of its invoices, as far as that is over."""
    over = [case.let_go_at for case in cases if case.let_go_at is not None]
    over += [hold.until for case in cases for hold in case.holds if hold.until and hold.kind is not HoldKind.PLAN]
    began = plan.agreed_at or plan.offered_at
    zones = _zones(world, plan.company_id, plan.payer_id)
    # A hold that ends at midnight held the day before.
    ends = [local_date(at - _MOMENT, zones) for at in over if began < at <= world.clock.now()]
    for switch in switches_of(world, plan.company_id):
        # After a stop of everything the payer's reminders wait for their turn.
        if switch.stopped_at is not None and switch.resumed_at is not None and switch.resumed_at > began:
            ends.append(switch.turn(plan.payer_id, local_date(switch.resumed_at, zones)))
    return max(ends, default=plan.held_until)


def keep_plan(
    world: World, company_id: str, payer_id: str, seen: Mapping[str, Invoice | None] | None = None
) -> Plan | None:
    """Count the payer's running plan by its cases, and by what was `seen` of its invoices since; gives it as it is.

    Links that ask for more than is due now die with the change; a plan that has nothing left to pay ends.
    """
    known = plan_in_force(world, company_id, payer_id)
    if known is None:
        return None
    _ask_about_moved(world, known)
    today = today_of(world, company_id, payer_id)
    ended: list[PayLink] = []

    def build() -> tuple[Record, ...]:
        ended.clear()
        plan = world.store.get(Plan, plan_key(company_id, payer_id))
        if plan is None or plan.state is not PlanState.RUNNING:
            return ()
        cases = cases_on(world, plan)
        counted = recount(plan, {case.invoice.id: _now(case, payer_id, seen or {}) for case in cases}, today)
        loose = [case for case in cases if _loose(case, plan)]
        rested = _held_until(world, plan, cases)
        if counted == plan and not loose:
            return () if rested == plan.held_until else (plan.model_copy(update={"held_until": rested}),)
        counted = counted.model_copy(update={"held_until": rested})
        if counted.open.minor == 0:
            state = PlanState.KEPT if counted.paid.minor > 0 else PlanState.ENDED
            counted = counted.model_copy(update={"state": state, "ended_because": "nothing is left to pay"})
        if counted != plan:
            ended.extend(dying(world, _asking_too_much(world, cases, due_now(counted, today)), "its plan has changed"))
        held = [_with_plan(world, case, plan, counted) for case in cases]
        return (counted, *(record for records in held for record in records), *ended)

    if revise(world, build):
        world.metrics.count("PlansCounted")
    end_links(world, ended)
    return world.store.get(Plan, plan_key(company_id, payer_id))


def _ask_about_moved(world: World, plan: Plan) -> None:
    """An invoice that is another payer's now leaves the plan: what was agreed for it is a person's to agree anew.

    The question comes first, so that no death between the two leaves it unasked.
    """
    counted = {share.invoice_id: share for share in plan.shares if share.balance.minor > 0}
    for case in cases_on(world, plan) if plan.state is PlanState.RUNNING else ():
        if case.payer_id == plan.payer_id or case.invoice.id not in counted:
            continue
        if any(hold.about.startswith(PAYER_CHANGED) for hold in case.holds):
            continue  # asked when it moved, and held until a person has answered
        item_id = f"plan-invoice-moved-{plan.id}-{case.invoice.id}"
        raise_review(
            world,
            ReviewItem(
                id=item_id,
                company_id=plan.company_id,
                kind="plan_invoice_moved",
                title=f"Invoice {case.invoice.number} was on a payment plan and is another customer's now",
                customer_id=case.payer_id,
                invoice_ids=(case.invoice.id,),
                facts={"plan": plan.id, "of_customer": plan.payer_id, "balance": case.balance.text()},
                suggestion="The plan goes on without it, and its own reminders begin. You may agree on a plan for it.",
                command=f"pastdue plan start {case.payer_id} --invoice {case.invoice.id}",
                raised_at=world.clock.now(),
            ),
        )


def _now(case: Case, payer_id: str, seen: Mapping[str, Invoice | None]) -> Invoice | None:
    if case.payer_id != payer_id:
        return None
    looked = seen.get(case.invoice.id, case.invoice)
    newer = looked is None or not looked.is_older_than(case.invoice)
    return looked if newer else case.invoice


def _loose(case: Case, plan: Plan) -> bool:
    """Whether a case that the plan covers lacks its hold: it was closed, and is open again."""
    about = f"plan {plan.id}"
    held = any(hold.about == about for hold in case.holds)
    return case.state is CaseState.OPEN and held != (case.payer_id == plan.payer_id)


def _with_plan(world: World, case: Case, before: Plan, after: Plan) -> tuple[Record, ...]:
    """The case, looked at again now under the plan as it has become; an entry says so where its own share changed."""
    if case.state is not CaseState.OPEN and before.shares == after.shares:
        return ()
    change: dict[str, object] = {}
    if case.state is CaseState.OPEN:
        change["due_at"] = world.clock.now()
        if case.payer_id == after.payer_id and after.state is PlanState.RUNNING:
            change |= held_by(after, case, world.clock.now()) if _loose(case, after) else {}
        else:
            change["holds"] = tuple(hold for hold in case.holds if hold.kind is not HoldKind.PLAN)
    changed = case.model_copy(update=change)
    own = next((share for share in after.shares if share.invoice_id == case.invoice.id), None)
    if own in before.shares and before.state is after.state:
        return (changed,)
    facts: dict[str, str | int | bool | None] = {
        "plan": after.id,
        "paid_minor": after.paid.minor,
        "open_minor": after.open.minor,
        "instalments": ", ".join(f"{each.amount.minor} on {each.due_on}" for each in after.instalments),
    }
    what = "plan counted" if after.state is PlanState.RUNNING else f"plan {after.state}"
    noted, entries = note_on_case(world, changed, Fact(what=what, facts=facts))
    return (noted, *entries)


def _asking_too_much(world: World, cases: Sequence[Case], due: Money) -> list[str]:
    ids = sorted({link_id for case in cases for link_id in case.link_ids})
    links = (world.store.get(PayLink, link_key(link_id)) for link_id in ids)
    return [link.id for link in links if link is not None and link.total.minor > due.minor]


def look_after_plan(
    world: World,
    scene: Scene,
    fresh: Mapping[str, Invoice | None],
    credits_: Mapping[str, Money],
    paying: frozenset[str],
) -> Scene:
    """After a look at its invoices: the scene with the plan as it is then. A broken plan is ended and a person told."""
    known = scene.plan
    if known is None or known.state is not PlanState.RUNNING or not any(known.covers(each) for each in fresh):
        return scene
    plan = keep_plan(world, known.company_id, known.payer_id, fresh)
    if plan is not None and _breaks(world, scene, plan, credits_, paying):
        raise_review(world, _broken_question(world, scene, plan))
        end_plan(world, plan, PlanState.BROKEN, "an instalment was not paid", by="pastdue")
    return scene.model_copy(update={"plan": plan_in_force(world, known.company_id, known.payer_id)})


def _breaks(world: World, scene: Scene, plan: Plan, credits_: Mapping[str, Money], paying: frozenset[str]) -> bool:
    """Whether the days of grace are over, and nothing but the customer was in the way of paying.

    While the books are behind it may be paid, and while everything is stopped nobody who asks gets a link.
    """
    if scene.books is not None or any(switch.stopped for switch in scene.switches):
        return False
    today = local_date(world.clock.now(), scene.contact.zones)
    if not is_broken(plan, today, reachable=can_be_asked(scene)) or scene.contact.stopped:
        return False
    if paying & set(plan.invoice_ids):
        return False
    holds = (hold for case in cases_on(world, plan) for hold in active_holds(case, world.clock.now()))
    if any(hold.kind is not HoldKind.PLAN for hold in holds):
        return False
    shares = allotted(plan, due_now(plan, today))
    nothing = zero(plan.currency)
    return any(share.minor > credits_.get(invoice_id, nothing).minor for invoice_id, share in shares.items())


def _broken_question(world: World, scene: Scene, plan: Plan) -> ReviewItem:
    late = first_unpaid(plan, local_date(world.clock.now(), scene.contact.zones))
    item_id = f"plan-broken-{plan.id}"
    return ReviewItem(
        id=item_id,
        company_id=plan.company_id,
        kind="plan_broken",
        title=f"{scene.contact.known_as} has not kept the payment plan",
        customer_id=plan.payer_id,
        invoice_ids=plan.invoice_ids,
        facts={
            "plan": plan.id,
            "instalment": f"{late.number} of {len(plan.instalments)}, due {late.due_on}" if late else "",
            "unpaid": late.unpaid.text() if late else "",
            "open": plan.open.text(),
        },
        suggestion="Reminders go on where they stood. Call the customer if you want to agree on a new plan.",
        command=f"pastdue plan start {plan.payer_id}",
        raised_at=world.clock.now(),
    )


def end_plan(world: World, known: Plan, state: PlanState, because: str, by: str) -> bool:
    """End a plan or its offer: its holds are lifted and the ladder goes on where it stood; gives whether it was new."""

    def build() -> tuple[Record, ...]:
        plan = world.store.get(Plan, known.key)
        if plan is None or plan.id != known.id or plan.state not in (PlanState.RUNNING, PlanState.OFFERED):
            return ()
        records: list[Record] = [plan.model_copy(update={"state": state, "ended_because": because})]
        fact = Fact(what=f"plan {state}", reason=because, who=by, facts={"plan": plan.id})
        for case in cases_on(world, plan):
            if case.state is CaseState.CLOSED:
                continue
            holds = tuple(hold for hold in case.holds if hold.about != f"plan {plan.id}")
            change: dict[str, object] = {"holds": holds}
            if case.state is CaseState.OPEN:
                change["due_at"] = world.clock.now()
            noted, entries = note_on_case(world, case.model_copy(update=change), fact)
            records += [noted, *entries]
        return tuple(records)

    done = bool(revise(world, build))
    if done:
        world.metrics.count("PlansEnded", state=state)
    return done
