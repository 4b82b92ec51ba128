"""HearDispute: a customer disputes; those cases and what hangs together with them are held until a person decides."""

from __future__ import annotations

from pastdue.domain.case import Case, CaseState, HoldKind
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Money, from_decimal, zero
from pastdue.usecases.gather import cases_of
from pastdue.usecases.talk import Talk, ask, hold_cases, say
from pastdue.usecases.world import World


def disputed(world: World, talk: Talk) -> list[str]:
    """Hold, ask, and answer; the amount that is accepted is kept for a person, who may have a link sent for it."""
    whole, held = hold_dispute(world, talk)
    ask_about_dispute(world, whole, "{name} disputes an invoice")
    return [f"held {held}", *say(world, whole, "answer_dispute" if whole.cases else "answer_other")]


def hold_dispute(world: World, talk: Talk) -> tuple[Talk, int]:
    """Hold the cases and that customer's others on the same estimate or project; gives the talk about all of them."""
    mine = {case.invoice.id for case in talk.cases}
    others = [
        other
        for payer_id in sorted({case.payer_id for case in talk.cases})
        for other in cases_of(world, talk.company.id, payer_id)
        if other.invoice.id not in mine
        and other.state is not CaseState.CLOSED
        and any(_together(world, case, other) for case in talk.cases)
    ]
    whole = talk.model_copy(update={"cases": (*talk.cases, *others)})
    return whole, hold_cases(world, whole, HoldKind.DISPUTE, None, accepted=accepted_of(talk))


def ask_about_dispute(world: World, talk: Talk, title: str) -> None:
    """Ask a person, with what the customer grants."""
    accepted = accepted_of(talk)
    suggestion = (
        "Talk to the customer. Correct the invoice in QuickBooks if they are right, then let the reminders go on."
    )
    if accepted is None:
        ask(world, talk, "dispute", title, suggestion)
        return
    option = f"--send-link-for {accepted.decimal()}"
    suggestion += f" They accept {accepted.text()}: to have a link for that much sent, decide it with {option}."
    ask(world, talk, "dispute", title, suggestion, accepted=accepted.text())


def accepted_of(talk: Talk) -> Money | None:
    """What the reply grants is owed, if it is part of what the cases that it concerns still owe."""
    if talk.reply.accepted is None or len({case.balance.currency for case in talk.cases}) != 1:
        return None
    total = zero(talk.cases[0].balance.currency)
    for case in talk.cases:
        total = total + case.balance
    try:
        accepted = from_decimal(talk.reply.accepted, total.currency)
    except BadInput:
        return None
    return accepted if 0 < accepted.minor <= total.minor else None


def _together(world: World, case: Case, other: Case) -> bool:
    """Whether two invoices of one customer are for the same estimate or project; a sub-customer is a project."""
    one, two = case.invoice, other.invoice
    if one.customer_id != two.customer_id:
        return False
    if set(one.estimate_ids) & set(two.estimate_ids) or (one.project_id and one.project_id == two.project_id):
        return True
    contact = world.store.get(Contact, contact_key(case.company_id, one.customer_id))
    return contact is not None and contact.parent_id is not None
