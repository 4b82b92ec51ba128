"""Silence: a number is texted no more; an opt-out is a person's, whatever number or address they have or get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pastdue.domain.audit import Fact
from pastdue.domain.contact import Contact, Phone, Silence, contact_key, phone_index, phone_key
from pastdue.domain.record import Key, Record
from pastdue.usecases.world import World, note_on_contact, revise

OPT_OUT = "opt_out"


def silence(world: World, number: str, kind: str, by: str, heard_at: datetime | None = None) -> bool:
    """Stop texting a number; gives whether that is new. An opt-out outlives every other reason."""

    def build() -> tuple[Record, ...]:
        phone = world.store.get(Phone, phone_key(number)) or Phone(number=number)
        known = phone.silence
        if known is not None and known.kind in {OPT_OUT, kind} and not _later(heard_at, known):
            return ()
        why = Silence(kind=kind, at=world.clock.now(), by=by, heard_at=heard_at)
        if known is not None and known.kind == OPT_OUT:
            why = known.model_copy(update={"heard_at": heard_at})
        return (phone.model_copy(update={"silence": why}),)

    return bool(revise(world, build))


def _later(heard_at: datetime | None, known: Silence) -> bool:
    return heard_at is not None and (known.heard_at is None or heard_at > known.heard_at)


def opt_out(world: World, number: str, by: str, heard_at: datetime | None = None, who: str = "customer") -> None:
    """Silence the number at once, then every other number of whoever has it, in every company of the client."""
    silence(world, number, OPT_OUT, by, heard_at)
    for contact in same_person(world, number):
        opt_out_customer(world, contact, by, heard_at, who)


def opt_out_customer(world: World, contact: Contact, by: str, heard_at: datetime | None, who: str) -> None:
    """Silence every number of one customer, and remember it on the contact, so that a number of later is not texted."""
    for number in contact.every_number:
        silence(world, number, OPT_OUT, by, heard_at)

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Contact, contact.key)
        if fresh is None or fresh.texts_refused:
            return ()
        why = Silence(kind=OPT_OUT, at=world.clock.now(), by=by, heard_at=heard_at)
        fact = Fact(what="opted out", reason=by, who=who, facts={"numbers": len(fresh.every_number)})
        noted, entries = note_on_contact(world, fresh.model_copy(update={"opted_out": why}), fact)
        return (noted, *entries)

    revise(world, build)


def refuse_email(world: World, contact: Contact, by: str, who: str) -> None:
    """End e-mail to a customer and to everyone who is the same person, whatever address they get; texts go on."""
    alike = {contact.key: contact}
    alike |= {each.key: each for number in contact.every_number for each in same_person(world, number)}
    for key in alike:

        def build(key: Key = key) -> tuple[Record, ...]:
            fresh = world.store.get(Contact, key)
            if fresh is None or fresh.email_refused is not None:
                return ()
            why = Silence(kind="complaint", at=world.clock.now(), by=by)
            fact = Fact(what="refused e-mail", reason=by, who=who)
            noted, entries = note_on_contact(world, fresh.model_copy(update={"email_refused": why}), fact)
            return (noted, *entries)

        revise(world, build)


def stop_contact(world: World, key: Key, why: str, who: str, words: str) -> None:
    """End every channel to one customer until a person lifts it."""

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Contact, key)
        if fresh is None or fresh.stopped:
            return ()
        fact = Fact(what="stopped", reason=why, who=who, facts={"words": words})
        noted, entries = note_on_contact(world, fresh.model_copy(update={"stopped": why}), fact)
        return (noted, *entries)

    revise(world, build)


def people_at(world: World, number: str) -> tuple[Contact, ...]:
    """The customers of every company who have this number, or had it."""
    phone = world.store.get(Phone, phone_key(number))
    keys = [contact_key(company_id, customer_id) for company_id, customer_id in (phone.people if phone else ())]
    # Contacts that were read before their numbers kept who has them are found by the index.
    keys += [contact.key for contact in world.store.listed(Contact, phone_index(number))]
    found = (world.store.get(Contact, key) for key in dict.fromkeys(keys))
    return tuple(contact for contact in found if contact is not None)


def same_person(world: World, number: str) -> Iterator[Contact]:
    """Everyone at a number and at each other number of theirs: one number ties two customers together."""
    waiting, seen = [number], {number}
    told: set[tuple[str, str]] = set()
    while waiting:
        for contact in people_at(world, waiting.pop()):
            if (contact.company_id, contact.customer_id) in told:
                continue
            told.add((contact.company_id, contact.customer_id))
            yield contact
            for other in contact.every_number:
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
