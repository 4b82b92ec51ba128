"""RecordConsent: put a customer's consent for a number on record, or its end, and let the customer's cases know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from pastdue.domain.audit import Fact
from pastdue.domain.case import CaseState
from pastdue.domain.consent import Given, NumberConsents, Revoked, consents_key
from pastdue.domain.contact import Contact, contact_key, phone_index
from pastdue.domain.decide import Reason
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.usecases.refresh_invoice import asked_of_customer
from pastdue.usecases.wake_cases import open_cases, wake_cases
from pastdue.usecases.world import World, answer_itself, note_on_contact, revise


class Recorded(StrEnum):
    """What became of one consent."""

    IN_FORCE = "in_force"
    WAITING = "waiting"
    SAME = "same"
    TAKEN_BACK = "taken_back"


class ConsentResult(Value):
    """What one consent led to: `customer_ids` are those whose number on file it now is."""

    done: Recorded
    customer_ids: tuple[str, ...] = ()


def record_consent(world: World, company_id: str, number: str, given: Given) -> ConsentResult:
    """Put one consent on record, once. It is WAITING until QuickBooks shows that number at that customer.

    TAKEN_BACK: the customer took consent back since that day, so that it does not count.
    """

    def build() -> tuple[Record, ...]:
        known = _of(world, company_id, number)
        if any(each.same_as(given) for each in known.given):
            return ()
        return (known.model_copy(update={"given": (*known.given, given)}),)

    new = bool(revise(world, build))
    record = _of(world, company_id, number)
    whose = [each for each in _contacts(world, company_id, number, given) if each.phone == number]
    for contact in whose:
        _renew(world, contact, record)
    ids = tuple(contact.customer_id for contact in whose)
    if whose and not any(record.in_force(contact.customer_id, contact.display_name) for contact in whose):
        return ConsentResult(done=Recorded.TAKEN_BACK, customer_ids=ids)
    if not new:
        return ConsentResult(done=Recorded.SAME, customer_ids=ids)
    return ConsentResult(done=Recorded.IN_FORCE if whose else Recorded.WAITING, customer_ids=ids)


def revoke_consent(world: World, company_id: str, customer_id: str, by: str, because: str, on: date) -> str:
    """End a customer's consent for the number on file; gives the number. Raises BadInput where there is none."""
    contact = world.store.get(Contact, contact_key(company_id, customer_id))
    if contact is None or contact.phone is None:
        raise BadInput(f"no number is known for customer {customer_id}: there is nothing to take back")
    number = contact.phone
    end = Revoked(customer_id=customer_id, on=on, by=by, because=because, recorded_at=world.clock.now())

    def build() -> tuple[Record, ...]:
        known = _of(world, company_id, number)
        ended = known.revoked_on(customer_id)
        if ended is not None and ended >= on:
            return ()
        return (known.model_copy(update={"revoked": (*known.revoked, end)}),)

    revise(world, build)
    _renew(world, contact, _of(world, company_id, number))
    return number


def _of(world: World, company_id: str, number: str) -> NumberConsents:
    known = world.store.get(NumberConsents, consents_key(company_id, number))
    return known or NumberConsents(company_id=company_id, number=number)


def _contacts(world: World, company_id: str, number: str, given: Given) -> list[Contact]:
    """The contacts whose consent it is, each read by its key: the index only says which may have the number."""
    ids = {given.customer_id} - {""}
    if not ids:
        ids = {each.customer_id for each in world.store.listed(Contact, phone_index(number))}
    found = (world.store.get(Contact, contact_key(company_id, each)) for each in sorted(ids))
    return [each for each in found if each is not None and given.of(each.customer_id, each.display_name)]


def _renew(world: World, before: Contact, record: NumberConsents) -> None:
    """Bring a contact to what is on record for its number, note it, and let its cases be decided about anew."""
    if revise(world, _renewal(world, before, record)):
        wake_cases(world, before.company_id, before.customer_id)
    contact = world.store.get(Contact, before.key)
    if contact is not None and contact.consent is not None:
        _answer_question(world, contact)


def _renewal(world: World, before: Contact, record: NumberConsents) -> Callable[[], tuple[Record, ...]]:
    def build() -> tuple[Record, ...]:
        contact = world.store.get(Contact, before.key)
        if contact is None or contact.phone != record.number:
            return ()
        consent = record.in_force(contact.customer_id, contact.display_name)
        ends = [each for each in record.revoked if each.customer_id == contact.customer_id]
        if consent == contact.consent:
            return ()
        if consent is not None:
            facts = {"wording": consent.wording, "on": str(consent.on)}
            fact = Fact(what="consent recorded", reason=consent.source, who=consent.by, facts=facts)
        elif ends:
            fact = Fact(what="consent ended", reason=ends[-1].because, who=ends[-1].by)
        else:
            return ()
        noted, entries = note_on_contact(world, contact.consenting(consent, world.clock.now()), fact)
        return (noted, *entries)

    return build


def _answer_question(world: World, contact: Contact) -> None:
    """Nobody need be asked about the consent any more, unless a case was handed to a person for want of it."""
    cases = open_cases(world, contact.company_id, contact.customer_id)
    if not any(case.state is CaseState.HANDED_OFF and case.ended_because == Reason.NO_CONSENT for case in cases):
        item = asked_of_customer(Reason.NO_CONSENT, contact.customer_id)
        answer_itself(world, contact.company_id, item, "consent is on record")
