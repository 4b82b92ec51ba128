"""OrderLink: a person lets a link be sent for an amount, such as what a dispute accepts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState
from pastdue.domain.errors import BadInput
from pastdue.domain.link_order import LinkOrder, link_order_key
from pastdue.domain.money import Money, from_decimal, zero
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem, review_key
from pastdue.usecases.world import World, cases_of_invoices, note_on_case, required, revise


def order_link(world: World, company_id: str, item_id: str, amount: Decimal, by: str) -> LinkOrder:
    """Write the order down; the next reconciliation carries it out as soon as the recipient may be texted.

    The question stays open: the rest of the amount is still in dispute. Raises BadInput where the amount is not part
    of what is open, and LookupError for an unknown question.
    """
    item = required(world, ReviewItem, review_key(company_id, item_id))
    found = cases_of_invoices(world, company_id, item.invoice_ids)
    cases = [case for case in found if case.state is not CaseState.CLOSED]
    payers = {case.payer_id for case in cases}
    if len(payers) != 1 or len({case.balance.currency for case in cases}) != 1:
        raise BadInput(f"{item_id} is not about open invoices of one customer in one currency")
    total = zero(cases[0].balance.currency)
    for case in cases:
        total = total + case.balance
    asked = from_decimal(amount, total.currency)
    if not 0 < asked.minor <= total.minor:
        raise BadInput(f"the amount must be more than nothing, and at most the {total.text()} that are open")
    refusal = world.payments.refuses(asked)
    if refusal is not None:
        raise BadInput(f"Stripe cannot charge {asked.text()}: {refusal}")

    def build() -> tuple[Record, ...]:
        known = world.store.get(LinkOrder, link_order_key(company_id, item_id))
        order = LinkOrder(
            company_id=company_id,
            item_id=item_id,
            payer_id=cases[0].payer_id,
            invoice_ids=tuple(case.invoice.id for case in cases),
            amount=asked,
            paid=paid_of(cases),
            ordered_by=by,
            count=known.count + 1 if known is not None else 1,
            check_at=world.clock.now(),
            version=known.version if known is not None else 0,
        )
        records: list[Record] = [order]
        for case in cases:
            fresh = world.store.get(Case, case.key) or case
            facts = {"item": item_id, "amount_minor": asked.minor}
            noted, entries = note_on_case(world, fresh, Fact(what="link ordered", who=by, facts=facts))
            records += [noted, *entries]
        return tuple(records)

    revise(world, build)
    return required(world, LinkOrder, link_order_key(company_id, item_id))


def paid_of(cases: Sequence[Case]) -> Money:
    """What has come in for these cases, as payment or as credit."""
    paid = zero(cases[0].balance.currency)
    for case in cases:
        paid = paid + case.invoice.total - case.balance
    return paid
