"""HeldList: the questions about what is held by hand: which invoices each is about, and when none is left."""

from __future__ import annotations

from collections.abc import Sequence

from pastdue.domain.case import Case, Hold
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem, review_key
from pastdue.usecases.world import World, answer_itself, cases_of_invoices, required, revise

HELD_BY_HAND = "held_by_hand"


def held_list_id(payer_id: str) -> str:
    """The id of the question about what is held by hand of a payer's invoices."""
    return f"{HELD_BY_HAND}-{payer_id}".replace("_", "-")


def about_payer(payer_id: str) -> str:
    """What a hold by hand of a payer's invoices says that it is about."""
    return f"{HELD_BY_HAND} {payer_id}"


def is_by_hand(hold: Hold) -> bool:
    """Whether a person put it, other than by answering a question."""
    return hold.about.startswith(f"{HELD_BY_HAND} ")


def take_off_list(world: World, case: Case, because: str, but: str = "") -> None:
    """A case that had a hold by hand is no longer asked about, `but` of that payer; the last one ends the question."""
    payers = {hold.about.removeprefix(f"{HELD_BY_HAND} ") for hold in case.holds if is_by_hand(hold)} - {but}
    for payer_id in sorted(payers):
        no_longer_about(world, case, held_list_id(payer_id), because)


def no_longer_about(world: World, case: Case, item_id: str, because: str) -> None:
    """An open question is not about a case any more; the last one ends it."""
    item = world.store.get(ReviewItem, review_key(case.company_id, item_id))
    if item is None or item.decided_at is not None or case.invoice.id not in item.invoice_ids:
        return
    left = tuple(each for each in item.invoice_ids if each != case.invoice.id)
    if left:
        about_invoices(world, case.company_id, item_id, left)
    else:
        answer_itself(world, case.company_id, item_id, because)


def about_invoices(world: World, company_id: str, item_id: str, invoice_ids: Sequence[str]) -> None:
    """A question is about these invoices from now on."""
    numbers = ", ".join(case.invoice.number for case in cases_of_invoices(world, company_id, invoice_ids))

    def build() -> tuple[Record, ...]:
        known = required(world, ReviewItem, review_key(company_id, item_id))
        facts = {**known.facts, "invoices": numbers} if "invoices" in known.facts else known.facts
        return (known.model_copy(update={"invoice_ids": tuple(invoice_ids), "facts": facts}),)

    revise(world, build)
