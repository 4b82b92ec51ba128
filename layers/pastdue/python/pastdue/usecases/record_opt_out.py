"""RecordOptOut: somebody said by voice, by e-mail or over the counter that they want no texts; a person records it."""

from __future__ import annotations

from enum import StrEnum

from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.usecases.silence import opt_out, opt_out_customer, same_person, stop_contact
from pastdue.usecases.world import World


class How(StrEnum):
    """How an opt-out came that was no text."""

    VOICE = "voice"
    EMAIL = "email"
    COUNTER = "counter"


class OptedOut(Value):
    """Whom an opt-out silenced: customers as (company, customer), and how many numbers."""

    customers: tuple[tuple[str, str], ...]
    numbers: int


def record_opt_out(
    world: World, who: str, *, company_id: str, said_by: str, how: How, by: str, every_channel: bool = False
) -> OptedOut:
    """Silence a customer (QuickBooks' id) or a phone, and everyone who is the same person.

    `said_by` is who said it, `by` who records it. `every_channel` ends e-mail too, until a person lifts it.
    Raises BadInput where there is no such customer, or the phone is no phone number.
    """
    because = f"{how}, said by {said_by}, recorded by {by}"
    customer = world.store.get(Contact, contact_key(company_id, who))
    if customer is not None:
        opt_out_customer(world, customer, because, None, by)
        numbers = list(customer.every_number)
    else:
        numbers = [_number(world, who, company_id)]
    for number in numbers:
        opt_out(world, number, because, None, by)
    known = {customer.key: customer} if customer is not None else {}
    known |= {contact.key: contact for number in numbers for contact in same_person(world, number)}
    if every_channel:
        for contact in known.values():
            stop_contact(world, contact.key, "refusal", by, because)
    silent = {number for contact in known.values() for number in contact.every_number} | set(numbers)
    return OptedOut(
        customers=tuple((contact.company_id, contact.customer_id) for contact in known.values()), numbers=len(silent)
    )


def _number(world: World, who: str, company_id: str) -> str:
    number = world.phones.e164(who, world.policies.in_force(company_id).default_country)
    if number is None:
        raise BadInput(f"{who!r} is neither a customer that Pastdue knows nor a phone number")
    return number
