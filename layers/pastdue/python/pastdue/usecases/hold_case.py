"""HoldCase: put a hold on a case, with its entry in the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, Hold
from pastdue.domain.record import Key, Record
from pastdue.usecases.world import World, note_on_case, revise


def hold_case(
    world: World,
    key: Key,
    hold: Hold,
    *,
    who: str,
    facts: Mapping[str, str | int | bool | None],
    policy_version: str = "",
    instead: Callable[[Hold], bool] | None = None,
) -> bool:
    """Hold a case, once for what the hold is about, or `instead` of such others. False where nothing changed."""

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, key)
        if fresh is None or fresh.state is CaseState.CLOSED:
            return ()
        if instead is None and any(each.about == hold.about for each in fresh.holds):
            return ()
        stay = fresh.holds if instead is None else tuple(each for each in fresh.holds if not instead(each))
        until = hold.until.isoformat() if hold.until else None
        fact = Fact(
            what="held", reason=hold.kind, who=who, facts={**facts, "until": until}, policy_version=policy_version
        )
        change = {
            "holds": (*stay, hold),
            "due_at": hold.until if fresh.state is CaseState.OPEN else None,
            "waiting_for": "held",
            "waiting_until": hold.until,
        }
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        return (noted, *entries)

    return bool(revise(world, build))
