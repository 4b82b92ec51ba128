"""AskForThanks: an entry in QuickBooks keeps a promise: whoever may text is asked to thank for it."""

from __future__ import annotations

from pastdue.domain.ledger import LedgerPayment
from pastdue.usecases.keep_promises import kept_by
from pastdue.usecases.world import World


def ask_for_thanks(world: World, company_id: str, payment: LedgerPayment) -> bool:
    """Gives whether the payment keeps a promise, and so was asked about."""
    if not kept_by(world, company_id, payment):
        return False
    world.queue.put("conversation", {"kind": "thanks", "company_id": company_id, "message_id": payment.id})
    return True
