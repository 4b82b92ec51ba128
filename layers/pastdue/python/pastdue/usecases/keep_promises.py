"""KeepPromises: which promises an entry in QuickBooks keeps, for thanks. By link, the payment itself is thanked for."""

from __future__ import annotations

from datetime import timedelta

from pastdue.domain.case import Case, case_key
from pastdue.domain.ledger import LedgerPayment
from pastdue.domain.promise import Promise, PromiseState
from pastdue.usecases.end_promises import promises_of, unpaid
from pastdue.usecases.keep_books import entered_on
from pastdue.usecases.world import World

_OLD = timedelta(hours=18)


def kept_by(world: World, company_id: str, payment: LedgerPayment) -> list[Promise]:
    """The last promise of each payer that this entry keeps.

    Not by what an app wrote, nor by what is back-dated, imported, or old by now (promise 1).
    """
    old = world.clock.wall() - payment.created_at > _OLD
    day = entered_on(world, world.policies.in_force(company_id), payment)
    if old or day is None or payment.paid_on < day:
        return []
    found: dict[str, Promise] = {}
    for line in payment.lines:
        case = world.store.get(Case, case_key(company_id, line.invoice_id))
        for promise in promises_of(world, company_id, case.payer_id) if case is not None else ():
            mine = promise.state is PromiseState.OPEN and line.invoice_id in promise.invoice_ids
            if mine and not unpaid(world, promise):
                found[promise.payer_id] = promise
    return list(found.values())
