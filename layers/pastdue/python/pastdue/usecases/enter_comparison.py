"""EnterComparison: a case comes into the measurement of what the texts bring, on the side that chance gave it."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case
from pastdue.domain.effect import Cohort
from pastdue.domain.errors import Conflict
from pastdue.domain.record import stored
from pastdue.usecases.gather import Scene
from pastdue.usecases.world import World, note_on_case


def enter_comparison(world: World, scene: Scene, case: Case, *, held_out: bool) -> Case:
    """Write, once, since when a case is compared; the case as it was where somebody else wrote first."""
    if case.cohort is not None:
        return case
    now = world.clock.now()
    cohort = Cohort(held_out=held_out, segment=case.segment, on=local_date(now, scene.contact.zones), at=now)
    side = f"left alone for {scene.policy.effect.days} days" if held_out else "texted when due"
    fact = Fact(what="compared", reason=side, policy_version=scene.policy.version)
    noted, entries = note_on_case(world, case.model_copy(update={"cohort": cohort}), fact)
    try:
        world.store.commit(noted, *entries)
    except Conflict:
        return case
    return stored(noted)
