"""AgreePlan: the owner's own word on a plan: offer one by text, or start what was agreed by voice."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.domain.plan import Plan, PlanState, plan_key
from pastdue.domain.policy import PlanRules
from pastdue.domain.review import ReviewItem, open_reviews
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.gather import can_be_asked, can_be_texted, cases_of, scene_of
from pastdue.usecases.keep_plan import end_plan
from pastdue.usecases.start_plan import Asked, Refusal, of_payer, offer_plan, propose, start_plan
from pastdue.usecases.world import World, company_of

# An offer that no hour let out in this time is not made any more.
_GOES_OUT_WITHIN = timedelta(days=14)
# What a person was asked, and answers by agreeing on a plan; a reply's own hold is lifted with its question.
_ANSWERED = {"plan_request": True, "ladder_ended": False, "plan_broken": False}


class Agreed(Value):
    """The plan as it stands now, and whether what it asks for reaches the customer."""

    plan: Plan
    reaches: bool


def agree_plan(
    world: World,
    company_id: str,
    payer_id: str,
    by: str,
    *,
    rules: PlanRules | None = None,
    invoice_ids: Collection[str] = (),
    offer: bool = False,
) -> Agreed:
    """Start a plan over the payer's open invoices (or the ones named), or send an `offer` of it.

    `rules` in place of the policy's. Raises BadInput where there can be none, with the reason.
    """
    company_of(world, company_id)
    contact = world.store.get(Contact, contact_key(company_id, payer_id))
    if contact is None:
        raise BadInput(f"there is no customer {payer_id} with an invoice; take QuickBooks' id of the customer")
    every = cases_of(world, company_id, payer_id)
    cases = [case for case in of_payer(every) if not invoice_ids or case.invoice.id in invoice_ids]
    if missing := set(invoice_ids) - {case.invoice.id for case in cases}:
        raise BadInput(f"not open invoices of customer {payer_id}: {', '.join(sorted(missing))}")
    policy = world.policies.in_force(company_id)
    scene = scene_of(world, company_id, contact, every)
    if offer and not can_be_texted(scene):
        raise BadInput(f"customer {payer_id} cannot be texted; agree by voice and use: pastdue plan start {payer_id}")
    cause = f"{by} {world.clock.now().isoformat()}"
    proposed = propose(world, contact, cases, Asked(cause=cause, by_owner=True, rules=rules or policy.plans))
    if isinstance(proposed, Refusal):
        raise BadInput(f"no plan for customer {payer_id}: {proposed.because}")
    if offer:
        waiting = proposed.model_copy(update={"offer_ends_at": world.clock.now() + _GOES_OUT_WITHIN})
        plan = offer_plan(world, waiting, by, untold=True)
    else:
        plan = start_plan(world, proposed, by, f"{by}, by hand")
    if plan is None:
        raise BadInput(f"no plan for customer {payer_id}: there is a plan already")
    for item in world.store.listed(ReviewItem, open_reviews(company_id)):
        if item.customer_id == payer_id and item.decided_at is None and item.kind in _ANSWERED:
            decide_review(world, company_id, item.id, by, release=_ANSWERED[item.kind])
    return Agreed(plan=plan, reaches=can_be_asked(scene))


def end_agreed(world: World, company_id: str, payer_id: str, by: str) -> Plan:
    """End a running plan or an open offer by a person's word; the ladder goes on. Raises BadInput where none is."""
    plan = world.store.get(Plan, plan_key(company_id, payer_id))
    if plan is None or not end_plan(world, plan, PlanState.ENDED, "ended by a person", by):
        raise BadInput(f"customer {payer_id} has no plan that runs or is offered")
    return plan.model_copy(update={"state": PlanState.ENDED})
