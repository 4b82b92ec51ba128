"""FallBack: a message reached nobody and never will: its step is taken again, another way, where the policy wants."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, case_key
from pastdue.domain.contact import Contact, addresses_in, contact_key, plain_address
from pastdue.domain.fall_back import as_sent, barred, because_of
from pastdue.domain.plan import Notice, Plan, PlanState, plan_key
from pastdue.domain.record import Record
from pastdue.domain.touch import Channel, Touch, TouchItem
from pastdue.usecases.gather import Scene, as_heard, cases_of, scene_of
from pastdue.usecases.world import World, note_on_case, required, revise

_FAILED = {Channel.SMS: "text failed", Channel.EMAIL: "e-mail failed"}
_OTHER = {Channel.SMS: "e-mail", Channel.EMAIL: "text"}


def fall_back(world: World, touch: Touch) -> bool:
    """Let the steps of a failed message be taken again; gives whether any will be. Doing it twice changes nothing more.

    Only the step that was taken last is taken again: one that a later step has overtaken is past.
    """
    contact = world.store.get(Contact, contact_key(touch.company_id, touch.payer_id))
    if contact is None:
        return False
    scene = scene_of(world, touch.company_id, contact, cases_of(world, touch.company_id, touch.payer_id))
    because = _why(scene, touch)
    if not because:
        return False
    if touch.plan_id:
        return _asked_again(world, touch, because)
    taken = [_taken_again(world, scene, touch, item, because) for item in touch.items]
    return any(taken)


def _why(scene: Scene, touch: Touch) -> str:
    """Why nothing gets to where the touch went, if that is so and the contact is still reached there."""
    if touch.channel is Channel.SMS:
        return because_of(scene.phone) if scene.contact.phone == touch.address else ""
    sent_to = {plain_address(address) for address in addresses_in(touch.address)}
    if not sent_to <= scene.dead_addresses:
        return ""
    return "; ".join(box.silence.by for box in scene.mailboxes if box.silence is not None and box.address in sent_to)


def _goes_another_way(scene: Scene, touch: Touch, case: Case, number: int) -> bool:
    """Whether the case's rung would now go out by the other channel."""
    ladder = scene.policy.ladder_for(case.segment)
    if ladder is None or not 1 <= number <= len(ladder.rungs):
        return False
    contact, dead = as_heard(scene), scene.dead_addresses
    channel = as_sent(ladder.rungs[number - 1], contact, scene.phone, dead, scene.policy).channel
    return channel is not touch.channel and barred(contact, scene.phone, dead, channel) is None


def _taken_again(world: World, scene: Scene, touch: Touch, item: TouchItem, because: str) -> bool:
    def build() -> tuple[Record, ...]:
        case = required(world, Case, case_key(touch.company_id, item.invoice_id))
        last = max(case.rungs, key=lambda rung: rung.number, default=None)
        if case.state is not CaseState.OPEN or last is None or last.touch_id != touch.id:
            return ()
        if not _goes_another_way(scene, touch, case, last.number):
            return ()
        before = tuple(rung for rung in case.rungs if rung is not last)
        change: dict[str, object] = {"rungs": before, "due_at": world.clock.now()}
        if case.last_touch_on == last.on:
            # Nobody got that message: the next step need not keep its distance from it.
            change["last_touch_on"] = max((rung.on for rung in before), default=None)
        fact = Fact(
            what=_FAILED[touch.channel],
            reason=because,
            facts={"touch": touch.id, "rung": last.number},
            outcome=f"the step goes by {_OTHER[touch.channel]}",
        )
        noted, entries = note_on_case(world, case.model_copy(update=change), fact)
        return (noted, *entries)

    return bool(revise(world, build))


def _asked_again(world: World, touch: Touch, because: str) -> bool:
    """The plan as if it had not asked: it asks by the other channel now, or says that none is left."""

    def build() -> tuple[Record, ...]:
        plan = world.store.get(Plan, plan_key(touch.company_id, touch.payer_id))
        if plan is None or plan.id != touch.plan_id or plan.state is not PlanState.RUNNING:
            return ()
        if not plan.reminders or plan.reminders[-1].touch_id != touch.id:
            return ()
        earlier = plan.reminders[:-1]
        untold = plan.untold or touch.template == Notice.CHANGED
        records: list[Record] = [plan.model_copy(update={"reminders": earlier, "untold": untold})]
        for item in touch.items:
            case = required(world, Case, case_key(touch.company_id, item.invoice_id))
            change: dict[str, object] = {"due_at": world.clock.now() if case.state is CaseState.OPEN else None}
            if case.last_touch_on == touch.local_date:
                days = [*(rung.on for rung in case.rungs), *(reminder.on for reminder in earlier)]
                change["last_touch_on"] = max(days, default=None)
            facts: dict[str, str | int | bool | None] = {"touch": touch.id, "instalment": item.instalment}
            fact = Fact(what=_FAILED[touch.channel], reason=because, facts=facts, outcome="it is asked for again")
            noted, entries = note_on_case(world, case.model_copy(update=change), fact)
            records += [noted, *entries]
        return tuple(records)

    return bool(revise(world, build))
