"""RefreshContact: read a customer from QuickBooks and keep how it is reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pastdue.domain.audit import Fact
from pastdue.domain.consent import NumberConsents, consents_key
from pastdue.domain.contact import Consent, Contact, Phone, Silence, contact_key, phone_index, phone_key
from pastdue.domain.ledger import Customer
from pastdue.domain.places import country_named, country_of_number, nation_named
from pastdue.domain.policy import Policy
from pastdue.domain.record import Record
from pastdue.domain.segmenting import language, tags
from pastdue.usecases.find_payer import payer_of
from pastdue.usecases.silence import OPT_OUT
from pastdue.usecases.world import World, note_on_contact, revise

# An invoice without a customer still gets its case, which then asks for a phone.
NOBODY = Customer(id="", name="(no customer on the invoice)")


def refresh_contact(world: World, company_id: str, customer_id: str, policy: Policy) -> tuple[Contact, Customer]:
    """The contact as QuickBooks and our own store have it now; what a person told us (consent, language) stays."""
    customer = world.ledger.customer(company_id, customer_id) if customer_id else NOBODY
    payer_id = payer_of(world, company_id, policy, customer)
    kept: list[Contact] = []

    def build() -> tuple[Record, ...]:
        kept.clear()
        known = world.store.get(Contact, contact_key(company_id, customer_id))
        fresh = _merged(world, company_id, policy, customer, payer_id, known)
        kept.append(fresh)
        if known is not None and fresh == known:
            return ()
        what = "contact read" if known is None else "contact changed"
        noted, entries = note_on_contact(
            world,
            fresh,
            Fact(
                what=what,
                facts={
                    "phone_known": fresh.phone is not None,
                    "language": fresh.language,
                    "consent": fresh.consent.source if fresh.consent else None,
                },
            ),
        )
        kept[0] = noted
        return (noted, *entries, *_told_to_numbers(world, noted, known))

    revise(world, build)
    contact = world.store.get(Contact, contact_key(company_id, customer_id))
    return contact or kept[0], customer


class Parties(NamedTuple):
    """Whose an invoice is, and who pays it: often the same; `contact` is how the one who pays is reached."""

    customer: Customer
    payer: Customer
    contact: Contact


def refresh_parties(world: World, company_id: str, customer_id: str, policy: Policy) -> Parties:
    """Read a customer, and whoever pays for it, with both contacts; those between are kept too, as they may move."""
    contact, customer = refresh_contact(world, company_id, customer_id, policy)
    if contact.payer_id is None:
        return Parties(customer, customer, contact)
    passed, between = {customer_id, contact.payer_id}, contact.parent_id
    while between is not None and between not in passed:
        passed.add(between)
        between = refresh_contact(world, company_id, between, policy)[0].parent_id
    contact, payer = refresh_contact(world, company_id, contact.payer_id, policy)
    return Parties(customer, payer, contact)


def _merged(
    world: World, company_id: str, policy: Policy, customer: Customer, payer_id: str, known: Contact | None
) -> Contact:
    dialled = country_of(policy, customer)
    phone, problem = phone_of(world, customer, dialled)
    country = _country_at(world, policy, customer, phone)
    region = nation_named(customer.country) or customer.region
    told = known.language if known is not None else language(customer)
    if language(customer) != "en":
        told = language(customer)
    typed = (world.phones.e164(raw, dialled) for raw in customer.raw_phones)
    had = known.every_number if known is not None else ()
    numbers = tuple(dict.fromkeys((*had, *(number for number in typed if number))))
    zones = world.phones.zones(phone) if phone else ()
    if region:
        zones = tuple(dict.fromkeys((*zones, *world.phones.region_zones(country, region))))
    base = known or Contact(
        company_id=company_id,
        customer_id=customer.id,
        name=customer.name,
        zones=zones,
        stopped=_stopped_at(world, phone),
    )
    consent = _consent(world, company_id, policy, customer, phone, known)
    return base.consenting(consent, world.clock.now()).model_copy(
        update={
            "name": customer.given_name or customer.company_name or customer.name,
            "display_name": customer.name,
            "phone": phone,
            "phone_problem": problem,
            "email": customer.email,
            "language": told,
            "zones": zones or (policy.time_zone,),
            "country": country,
            "region": region,
            "tagged_phone": _tagged(policy, customer, phone, known),
            "parent_id": customer.parent_id,
            "numbers": numbers,
            "stopped": base.stopped or (_stopped_at(world, phone) if phone not in base.every_number else None),
            "opted_out": base.opted_out or _opted_out_at(world, numbers, base.numbers),
            "payer_id": payer_id if payer_id != customer.id else None,
        }
    )


def _told_to_numbers(world: World, contact: Contact, known: Contact | None) -> tuple[Record, ...]:
    """The numbers that are new to the contact, each with whose they are: an opt-out of one is an opt-out of all."""
    who = (contact.company_id, contact.customer_id)
    new = (number for number in contact.numbers if known is None or number not in known.numbers)
    phones = (world.store.get(Phone, phone_key(number)) or Phone(number=number) for number in new)
    return tuple(
        phone.model_copy(update={"people": (*phone.people, who)}) for phone in phones if who not in phone.people
    )


def _opted_out_at(world: World, numbers: Sequence[str], known: Sequence[str]) -> Silence | None:
    """The opt-out of a number that comes to the contact now: whoever it was has it."""
    for number in numbers:
        phone = world.store.get(Phone, phone_key(number)) if number not in known else None
        if phone is not None and phone.silence is not None and phone.silence.kind == OPT_OUT:
            return phone.silence
    return None


def _stopped_at(world: World, phone: str | None) -> str | None:
    """Why whoever has that number is not to be contacted, if a person said so under another customer's name."""
    listed = world.store.listed(Contact, phone_index(phone)) if phone else ()
    return next((contact.stopped for contact in listed if contact.stopped), None)


def country_of(policy: Policy, customer: Customer) -> str:
    """The customer's country, as far as the address says it; else the policy's."""
    return country_named(customer.country) or policy.default_country


def _country_at(world: World, policy: Policy, customer: Customer, phone: str | None) -> str:
    """The customer's country by address, else by number, else the policy's: whose holidays and zones count."""
    named = country_named(customer.country)
    if named is not None or phone is None:
        return named or policy.default_country
    at_home = bool(customer.region and world.phones.region_zones(policy.default_country, customer.region))
    return country_of_number(world.phones.country(phone), region_fits_default=at_home) or policy.default_country


def phone_of(world: World, customer: Customer, country: str) -> tuple[str | None, str | None]:
    """The first typed number that is one, and what is wrong when none is."""
    for raw in customer.raw_phones:
        number = world.phones.e164(raw, country)
        if number is not None:
            return number, None
    return None, "no phone in QuickBooks" if not customer.raw_phones else "what is typed as phone is no phone number"


def _tag(policy: Policy, customer: Customer) -> str | None:
    """The tag of consent in the customer's Notes."""
    return min(tags(customer.notes) & {tag.lower() for tag in policy.consent.tags}, default=None)


def _tagged(policy: Policy, customer: Customer, phone: str | None, known: Contact | None) -> str | None:
    """The number that the tag speaks of: the one on file when it came. One that comes later needs the tag anew."""
    if _tag(policy, customer) is None:
        return None
    return (known.tagged_phone if known else None) or phone


def _consent(
    world: World, company_id: str, policy: Policy, customer: Customer, phone: str | None, known: Contact | None
) -> Consent | None:
    """The customer's consent for the number that is on file now."""
    if phone is None:
        return None
    record = world.store.get(NumberConsents, consents_key(company_id, phone))
    given = record.in_force(customer.id, customer.name) if record else None
    if given is not None:
        return given
    if record is not None and record.revoked_on(customer.id):
        return None
    kept = known.consent if known is not None and known.consent and known.consent.phone == phone else None
    if kept is not None and record is not None and record.names(kept):
        return kept
    tag = _tag(policy, customer)
    if tag is not None and _tagged(policy, customer, phone, known) == phone:
        source = f"QuickBooks Notes {tag}"
        return kept if kept and kept.source == source else Consent(phone=phone, source=source, at=world.clock.now())
    if policy.consent.attested_for_all_locally:
        return kept or Consent(phone=phone, source="attested for all, local stage", at=world.clock.now())
    return None
