"""FindCase: the case of an invoice as a person names it: by its number, or by QuickBooks' id of it."""

from __future__ import annotations

from collections.abc import Iterable

from pastdue.domain.case import Adopted, Case, CaseState, adopted_in, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.usecases.gather import cases_about
from pastdue.usecases.world import World

_BY_ID, _BY_NUMBER, _BY_CUSTOMER = "id:", "number:", "customer:"


def find_case(world: World, company_ids: Iterable[str], name: str) -> Case:
    """The one case that a name fits, in any of these companies; `id:` or `number:` before it says what it is.

    Raises BadInput where it fits none or several.
    """
    companies = tuple(company_ids)
    found = _fitting(world, companies, name)
    if len(found) == 1:
        return found[0]
    where = f"company {companies[0]}" if len(companies) == 1 else f"any of {len(companies)} companies"
    if not found:
        raise BadInput(f"there is no case for invoice {name} in {where}: is it open, and is this its number or id?")
    each = "; ".join(_told(case) for case in found)
    raise BadInput(f"{name} may be several: {each}. Say which by id:… or number:…, and by --company")


def find_open_cases(world: World, company_ids: Iterable[str], name: str) -> tuple[Case, ...]:
    """The open cases that a name means: of one invoice, or of all that a customer (QuickBooks' id) is asked for.

    `customer:` before it says that it is a customer. Raises BadInput where it fits none or several, or nothing is open.
    """
    companies = tuple(company_ids)
    invoices = _fitting(world, companies, name) if not name.startswith(_BY_CUSTOMER) else ()
    known = name.removeprefix(_BY_CUSTOMER)
    keys = () if name.startswith((_BY_ID, _BY_NUMBER)) else (contact_key(each, known) for each in companies)
    customers = [contact for key in keys if (contact := world.store.get(Contact, key)) is not None]
    if not invoices and not customers:
        raise BadInput(f"{name} is neither an invoice nor a customer that Pastdue knows")
    if len(invoices) + len(customers) > 1:
        each = [_told(case) for case in invoices]
        each += [f"customer:{one.customer_id} is {one.display_name} ({one.company_id})" for one in customers]
        raise BadInput(f"{name} may be several: {'; '.join(each)}. Say which, as it stands there, and by --company")
    cases = invoices or cases_about(world, customers[0])
    found = tuple(case for case in cases if case.state is not CaseState.CLOSED and case.balance.minor > 0)
    if not found:
        raise BadInput(f"nothing is open for {name}, so that there is nothing to hold")
    if len({case.payer_id for case in found}) > 1:
        raise BadInput(f"what is open for {name} is several customers' to pay; name its invoices")
    return found


def _fitting(world: World, companies: Iterable[str], name: str) -> tuple[Case, ...]:
    """The cases that the name of an invoice fits."""
    ids = name.removeprefix(_BY_ID) if not name.startswith(_BY_NUMBER) else None
    number = name.removeprefix(_BY_NUMBER).lstrip("#").casefold() if not name.startswith(_BY_ID) else None
    found: dict[tuple[str, str], Case] = {}
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
    return tuple(found.values())


def _told(case: Case) -> str:
    return f"id:{case.invoice.id} has number {case.invoice.number} ({case.invoice.customer_name}, {case.company_id})"
