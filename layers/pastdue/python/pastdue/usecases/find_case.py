"""FindCase: the case of an invoice as a person names it: by its number, or by QuickBooks' id of it."""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.domain.case import Adopted, Case, adopted_in, case_key
from pastdue.domain.errors import BadInput
from pastdue.usecases.world import World

_BY_ID, _BY_NUMBER = "id:", "number:"


def find_case(world: World, company_ids: Iterable[str], name: str) -> Case:
    """The one case that a name fits, in any of these companies; `id:` or `number:` before it says what it is.

    Raises BadInput where it fits none or several.
    """
    ids = name.removeprefix(_BY_ID) if not name.startswith(_BY_NUMBER) else None
    number = name.removeprefix(_BY_NUMBER).lstrip("#").casefold() if not name.startswith(_BY_ID) else None
    found: dict[tuple[str, str], Case] = {}
    companies = tuple(company_ids)
    for company_id in companies:
        known = [ids] if ids is not None else []
        known += [
            each.invoice_id
            for each in world.store.series(Adopted, adopted_in(company_id))
            if number is not None and each.number.casefold() == number
        ]
        for invoice_id in known:
            case = world.store.get(Case, case_key(company_id, invoice_id))
            if case is not None and (invoice_id == ids or case.invoice.number.casefold() == number):
                found[company_id, invoice_id] = case
    if len(found) == 1:
        return next(iter(found.values()))
    where = f"company {companies[0]}" if len(companies) == 1 else f"any of {len(companies)} companies"
    if not found:
        raise BadInput(f"there is no case for invoice {name} in {where}: is it open, and is this its number or id?")
    each = "; ".join(
        f"id:{case.invoice.id} has number {case.invoice.number} ({case.invoice.customer_name}, {case.company_id})"
        for case in found.values()
    )
    raise BadInput(f"{name} may be several: {each}. Say which by id:… or number:…, and by --company")
