"""ApplyPolicy: put a policy's text in force for a company, or for all; what a stricter mode kept back goes by turns."""

from __future__ import annotations

from pastdue.domain.company import Company, PolicyText, policy_key
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.record import Record
from pastdue.domain.switch import CLIENT
from pastdue.usecases.stop_everything import KEPT_BACK_BY_MODE, let_go
from pastdue.usecases.world import World, revise


def apply_policy(world: World, company_id: str, text: str, policy: Policy, by: str) -> bool:
    """Keep the text as the policy of a company (`*`: of all); gives whether it was another one before.

    The turns come first, so that no tick finds the new mode without them.
    """
    for company in world.store.listed(Company, "companies"):
        own = world.store.get(PolicyText, policy_key(company.id)) is not None
        if company.id == company_id or (company_id == CLIENT and not own):
            let_off = _let_off(world.policies.in_force(company.id), policy)
            let_go(world, company.id, KEPT_BACK_BY_MODE, policy.resume_per_day, by, let_off)

    def build() -> tuple[Record, ...]:
        known = world.store.get(PolicyText, policy_key(company_id))
        if known is not None and known.text == text:
            return ()
        now = world.clock.now()
        version = known.version if known is not None else 0
        return (PolicyText(version=version, company_id=company_id, text=text, applied_at=now, applied_by=by),)

    return bool(revise(world, build))


def _let_off(before: Policy, after: Policy) -> frozenset[str]:
    """The segments whose touches go out by themselves from now on, and did not before."""
    segments = {*before.segments, *after.segments}
    loosened = (each for each in segments if after.mode_for(each) is Mode.AUTO is not before.mode_for(each))
    return frozenset(loosened)
