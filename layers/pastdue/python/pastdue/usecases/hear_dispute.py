"""HearDispute: a customer disputes; the cases are held until a person decides."""

from __future__ import annotations

from pastdue.domain.case import HoldKind
from pastdue.usecases.talk import (
    Talk,
    ask,
    hold_cases,
    say,
)
from pastdue.usecases.world import World


def disputed(world: World, talk: Talk) -> list[str]:
    """Hold until a person decides."""
    held = hold_cases(world, talk, HoldKind.DISPUTE, None)
    suggestion = "Talk to the customer. Correct the invoice in QuickBooks if they are right, then release the hold."
    ask(world, talk, "dispute", "{name} disputes an invoice", suggestion)
    return [f"held {held}", *say(world, talk, "answer_dispute")]
