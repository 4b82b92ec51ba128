"""RunLadder: the tick: cases that are due either go on sleeping, or their payers are queued to be touched."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta

from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.decide import Wait, is_new_to_comparison
from pastdue.domain.money import Value, zero
from pastdue.domain.policy import Policy
from pastdue.domain.record import Record
from pastdue.domain.switch import CLIENT, Switch, switch_key
from pastdue.usecases.apply_decision import wait_for
from pastdue.usecases.gather import judge, plan_wants_a_look, scene_of
from pastdue.usecases.world import World, message_of, revise

# A payer that was queued is not queued again before this; if the message is lost, it is then (promise 9).
_QUEUED_FOR = timedelta(minutes=20)


class LadderRun(Value):
    """What one tick did."""

    looked_at: int
    waiting: int
    payers_queued: int
    more: bool


def run_ladder(world: World, limit: int = 500) -> LadderRun:
    """Decide about every case whose next time has come, at most `limit`; what is over waits for the next tick.

    Raises what one payer's cases raised, after all the others had their turn.
    """
    now = world.clock.now()
    _tell_of_a_stop(world)
    keys = world.store.due(Case, now, limit)
    by_payer: dict[tuple[str, str], list[Case]] = defaultdict(list)
    for key in keys:
        case = world.store.get(Case, key)
        if case is not None and case.due_at is not None and case.due_at <= now:
            by_payer[(case.company_id, case.payer_id)].append(case)
    waiting = queued = 0
    failure: Exception | None = None
    for (company_id, payer_id), cases in by_payer.items():
        try:
            slept = _sleep(world, company_id, cases)
            waiting += slept
            if slept < len(cases):
                world.queue.put("touch", message_of(company_id, payer_id))
                queued += 1
                for case in cases:
                    _mark_queued(world, case)
        except Exception as error:  # noqa: BLE001 - it is raised below
            # A payer that cannot be decided about must not stop the others; the run still fails, and alarms.
            world.metrics.count("PayersFailed")
            failure = failure or error
    if failure is not None:
        raise failure
    world.metrics.count("CasesDue", len(keys))
    return LadderRun(looked_at=len(keys), waiting=waiting, payers_queued=queued, more=len(keys) == limit)


def _tell_of_a_stop(world: World) -> None:
    """Count what is stopped by a switch, so that an alarm rings and nobody forgets it."""
    for key in (CLIENT, *(company.id for company in world.store.listed(Company, "companies"))):
        switch = world.store.get(Switch, switch_key(key))
        if switch is not None and switch.stopped:
            world.metrics.count("TicksSwitchedOff")


def _sleep(world: World, company_id: str, cases: list[Case]) -> int:
    """Let the cases sleep that wait by what we know; whatever would act needs a fresh look, which the sender takes."""
    contact = world.store.get(Contact, contact_key(company_id, cases[0].payer_id))
    if contact is None:
        return 0
    scene = scene_of(world, company_id, contact, cases)
    slept = 0
    for case in cases:
        if _reads_history(scene.policy, case) or plan_wants_a_look(world, scene, case):
            continue
        decision = judge(world, scene, case, case.invoice, zero(case.balance.currency))
        if isinstance(decision, Wait) and not is_new_to_comparison(case, decision):
            wait_for(world, scene, case, decision)
            slept += 1
    return slept


def _reads_history(policy: Policy, case: Case) -> bool:
    ladder = policy.ladder_for(case.segment)
    return ladder is not None and ladder.hand_off_when_each is not None


def _mark_queued(world: World, case: Case) -> None:
    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, case.key)
        if fresh is None or fresh.version != case.version:
            return ()
        return (fresh.model_copy(update={"due_at": world.clock.now() + _QUEUED_FOR}),)

    revise(world, build)
