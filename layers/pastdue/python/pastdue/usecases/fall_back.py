"""FallBack: a text reached nobody and never will: its step is taken again, by e-mail, where the policy wants that."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, case_key
from pastdue.domain.contact import Contact, Phone, contact_key, phone_key
from pastdue.domain.fall_back import as_sent, because_of
from pastdue.domain.policy import Rung
from pastdue.domain.record import Record
from pastdue.domain.touch import Channel, Touch, TouchItem
from pastdue.usecases.world import World, note_on_case, required, revise


def fall_back(world: World, touch: Touch) -> bool:
    """Let the steps of a failed text be taken again; gives whether any will be. Doing it twice changes nothing more.

    Only the step that a case took last is taken again: one that a later step has overtaken is past.
    """
    contact = world.store.get(Contact, contact_key(touch.company_id, touch.payer_id))
    phone = world.store.get(Phone, phone_key(touch.address))
    if contact is None or contact.phone != touch.address or not because_of(phone):
        return False
    policy = world.policies.in_force(touch.company_id)
    text = Rung(day=0, template=touch.template)
    if as_sent(text, contact, phone, policy).channel is not Channel.EMAIL:
        return False
    taken = [_taken_again(world, touch, item, because_of(phone)) for item in touch.items]
    return any(taken)


def _taken_again(world: World, touch: Touch, item: TouchItem, because: str) -> bool:
    def build() -> tuple[Record, ...]:
        case = required(world, Case, case_key(touch.company_id, item.invoice_id))
        last = max(case.rungs, key=lambda rung: rung.number, default=None)
        if case.state is not CaseState.OPEN or last is None or last.touch_id != touch.id:
            return ()
        before = tuple(rung for rung in case.rungs if rung is not last)
        change: dict[str, object] = {"rungs": before, "due_at": world.clock.now()}
        if case.last_touch_on == last.on:
            # Nobody got that text: the next step need not keep its distance from it.
            change["last_touch_on"] = max((rung.on for rung in before), default=None)
        fact = Fact(
            what="text failed",
            reason=because,
            facts={"touch": touch.id, "rung": last.number},
            outcome="the step goes by e-mail",
        )
        noted, entries = note_on_case(world, case.model_copy(update=change), fact)
        return (noted, *entries)

    return bool(revise(world, build))
