"""ApplyPolicy: put a policy's text in force for a company, or for all."""

from __future__ import annotations

from pastdue.domain.company import PolicyText, policy_key
from pastdue.domain.record import Record
from pastdue.usecases.world import World, revise


def apply_policy(world: World, company_id: str, text: str, by: str) -> bool:
    """Keep the text as the policy of a company (`*`: of all); gives whether it was another one before."""

    def build() -> tuple[Record, ...]:
        known = world.store.get(PolicyText, policy_key(company_id))
        if known is not None and known.text == text:
            return ()
        now = world.clock.now()
        version = known.version if known is not None else 0
        return (PolicyText(version=version, company_id=company_id, text=text, applied_at=now, applied_by=by),)

    return bool(revise(world, build))
