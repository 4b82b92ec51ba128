"""HearAlreadyPaid: a customer says that it was paid; we look again, thank or ask, and a person ends the hold."""

from __future__ import annotations

from pastdue.domain import wording
from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, HoldKind
from pastdue.domain.decide import Reason
from pastdue.domain.errors import VendorError
from pastdue.domain.record import Key, Record
from pastdue.domain.touch import PayLink, link_key
from pastdue.usecases.refresh_invoice import refresh_invoice
from pastdue.usecases.talk import Talk, ask, hold_cases, said_by, say
from pastdue.usecases.world import World, note_on_case, revise


def already_paid(world: World, talk: Talk) -> list[str]:
    """Hold, look into QuickBooks and Stripe at once, and thank for what is found; for the rest ask date and means."""
    if talk.settled and not talk.named:
        # What the last text asked for has been paid: there is nothing to hold, and nobody to ask.
        about = talk.model_copy(update={"cases": talk.settled})
        lines = tuple(wording.Line(number=case.invoice.number, amount=case.invoice.total) for case in talk.settled)
        return ["found", *say(world, about, "answer_paid", lines=lines)]
    held = hold_cases(world, talk, HoldKind.ALREADY_PAID, None)
    paying = {case.invoice.id: _payment_at_stripe(world, case) for case in talk.cases}
    for case in talk.cases:
        if paying[case.invoice.id] is None:
            _look_into_quickbooks(world, case)
    missing = tuple(case for case in talk.cases if paying[case.invoice.id] is None and _unpaid(world, case))
    # Nobody is asked about what was found, so that nobody would ever end its hold.
    for case in talk.cases:
        if case not in missing:
            _unhold(world, talk, case.key)
    if not missing and talk.cases:
        # The payment is the cause, so that its own thanks are not said twice.
        cause = next((each for each in paying.values() if each is not None), None)
        return [f"held {held}", "found", *say(world, talk, "answer_paid", cause=cause)]
    suggestion = "Look for the payment and record it in QuickBooks, or let the reminders go on when there is none."
    about = talk.model_copy(update={"cases": missing})
    ask(world, about, "already_paid", "{name} says that it was paid", suggestion)
    return [f"held {held}", *say(world, about, "answer_already_paid")]


def _payment_at_stripe(world: World, case: Case) -> str | None:
    """A payment that a link of the case has taken or is taking; its settlement is asked for."""
    try:
        for link_id in case.link_ids:
            link = world.store.get(PayLink, link_key(link_id))
            if link is None or link.stripe_id is None:
                continue
            for session in world.payments.sessions(link.stripe_id):
                if session.status != "complete" or not session.payment_intent:
                    continue
                payment = world.payments.payment(session.payment_intent)
                if payment is not None and (payment.captured or payment.in_flight):
                    world.queue.put("settlement", {"payment_intent": session.payment_intent})
                    return session.payment_intent
    except VendorError:
        world.metrics.count("RefreshPostponed")
    return None


def _look_into_quickbooks(world: World, case: Case) -> None:
    try:
        refresh_invoice(world, case.company_id, case.invoice.id)
    except VendorError:
        world.metrics.count("RefreshPostponed")
        world.queue.put("intake", {"company_id": case.company_id, "entity": "invoice", "id": case.invoice.id})


def _unpaid(world: World, case: Case) -> bool:
    fresh = world.store.get(Case, case.key)
    return fresh is not None and (fresh.state is not CaseState.CLOSED or fresh.ended_because != Reason.PAID)


def _unhold(world: World, talk: Talk, key: Key) -> None:
    """The payment was found, and has a hold of its own for as long as it is under way."""
    about = f"{said_by(talk.text)}: {HoldKind.ALREADY_PAID}"

    def build() -> tuple[Record, ...]:
        case = world.store.get(Case, key)
        if case is None or not any(hold.about == about for hold in case.holds):
            return ()
        holds = tuple(hold for hold in case.holds if hold.about != about)
        change = {"holds": holds, "let_go_at": world.clock.now(), "due_at": world.clock.now()}
        noted, entries = note_on_case(world, case.model_copy(update=change), Fact(what="payment found"))
        return (noted, *entries)

    revise(world, build)
