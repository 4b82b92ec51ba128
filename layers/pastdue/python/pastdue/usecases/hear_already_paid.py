"""HearAlreadyPaid: a customer says that it was paid; we look again, and a person decides when the hold ends."""

from __future__ import annotations

from pastdue.domain.case import HoldKind
from pastdue.domain.errors import VendorError
from pastdue.usecases.refresh_invoice import refresh_invoice
from pastdue.usecases.talk import (
    Talk,
    ask,
    hold_cases,
    say,
)
from pastdue.usecases.world import World


def already_paid(world: World, talk: Talk) -> list[str]:
    """Hold, ask a person, and read the invoices again at once."""
    held = hold_cases(world, talk, HoldKind.ALREADY_PAID, None)
    suggestion = "Look for the payment and record it in QuickBooks, or release the hold when there is none."
    ask(world, talk, "already_paid", "{name} says that it was paid", suggestion)
    for case in talk.cases:
        try:
            refresh_invoice(world, case.company_id, case.invoice.id)
        except VendorError:
            world.metrics.count("RefreshPostponed")
            world.queue.put("intake", {"company_id": case.company_id, "entity": "invoice", "id": case.invoice.id})
    return [f"held {held}", *say(world, talk, "answer_already_paid")]
