"""RunLadder: the tick: cases that are due either go on sleeping, or their payers are queued to be touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from pastdue.domain.calendar import next_open
from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.decide import Reason, Send, Wait, begins_backlog, is_new_to_comparison
from pastdue.domain.money import Value, zero
from pastdue.domain.pace import InLine, turns
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.record import Record
from pastdue.domain.switch import CLIENT, Switch, switch_key
from pastdue.usecases.apply_decision import wait_for
from pastdue.usecases.gather import Scene, judge, pace_of, plan_wants_a_look, scene_of
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
    line: dict[str, list[_Ready]] = defaultdict(list)
    for (company_id, payer_id), cases in by_payer.items():
        try:
            slept, ready = _sleep(world, company_id, cases)
            waiting += slept
            if ready is not None:
                line[company_id].append(ready)
            elif slept < len(cases):
                _queue(world, company_id, payer_id, cases)
                queued += 1
        except Exception as error:  # noqa: BLE001 - it is raised below
            # A payer that cannot be decided about must not stop the others; the run still fails, and alarms.
            world.metrics.count("PayersFailed")
            failure = failure or error
    for company_id, every in line.items():
        let_out = _let_out(world, company_id, every)
        queued += let_out
        waiting += sum(len(each.cases) for each in every) - let_out
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


class _Ready(Value):
    """A payer of whom all that is due is to be sent: nothing but the company's pace keeps it back."""

    payer_id: str
    scene: Scene
    cases: tuple[Case, ...]

    def in_line(self) -> InLine:
        due = [case.invoice.due_on for case in self.cases if case.invoice.due_on is not None]
        contact, policy = self.scene.contact, self.scene.policy
        begins = any(begins_backlog(case, contact, policy, case.invoice) for case in self.cases)
        return InLine(payer_id=self.payer_id, begins=begins, newest=max(due, default=date.min))


def _sleep(world: World, company_id: str, cases: list[Case]) -> tuple[int, _Ready | None]:
    """Let the cases sleep that wait by what we know, and give who is ready to be touched.

    Whatever would act needs a fresh look, which the sender takes.
    """
    contact = world.store.get(Contact, contact_key(company_id, cases[0].payer_id))
    if contact is None:
        return 0, None
    scene = scene_of(world, company_id, contact, cases).model_copy(update={"pace": None})
    slept, ready, paced = 0, [], True
    for case in cases:
        if _reads_history(scene.policy, case) or plan_wants_a_look(world, scene, case):
            paced = False
            continue
        decision = judge(world, scene, case, case.invoice, zero(case.balance.currency))
        if isinstance(decision, Wait) and not is_new_to_comparison(case, decision):
            wait_for(world, scene, case, decision)
            slept += 1
        else:
            paced = paced and isinstance(decision, Send)
            ready.append(case)
    if not paced or not ready or scene.policy.mode is Mode.SHADOW:
        return slept, None
    return slept, _Ready(payer_id=contact.customer_id, scene=scene, cases=tuple(ready))


def _let_out(world: World, company_id: str, every: list[_Ready]) -> int:
    """Queue whose turn it is by the company's pace; the others wait for theirs. Gives how many were queued."""
    policy, now = every[0].scene.policy, world.clock.now()
    by_id = {each.payer_id: each for each in every}
    queued = 0
    for turn in turns(pace_of(world, company_id, policy), policy, [each.in_line() for each in every], now):
        ready = by_id[turn.payer_id]
        if turn.not_before is None:
            _queue(world, company_id, turn.payer_id, ready.cases)
            queued += 1
            continue
        scene = ready.scene
        until = next_open(turn.not_before, scene.contact.zones, policy.window, scene.closed_days) or turn.not_before
        reason = Reason.BACKLOG_CAP if turn.backlog else Reason.COMPANY_CAP
        for case in ready.cases:
            wait_for(world, scene, case, Wait(until=until, reason=reason))
    return queued


def _queue(world: World, company_id: str, payer_id: str, cases: Iterable[Case]) -> None:
    world.queue.put("touch", message_of(company_id, payer_id))
    for case in cases:
        _mark_queued(world, case)


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
