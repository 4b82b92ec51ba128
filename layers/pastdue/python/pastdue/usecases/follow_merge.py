"""FollowMerge: one customer was merged into another in QuickBooks: what either refused, both have refused."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.contact import Contact, Phone, contact_key, phone_key
from pastdue.domain.errors import Refused
from pastdue.domain.record import Record
from pastdue.usecases.silence import opt_out_customer, refuse_email, stop_contact
from pastdue.usecases.world import World, note_on_contact, revise

# Customers cannot be deleted; one that is not there was merged into another (vendor-facts, Reading: 610).
NOT_FOUND = "610"


def follow_merge(world: World, company_id: str, gone_id: str, kept_id: str) -> bool:
    """Carry numbers, refusals and stop over, if the first customer was merged away; gives whether it was.

    An invoice that only changed its customer carries nothing: those are two customers still.
    """
    gone = world.store.get(Contact, contact_key(company_id, gone_id))
    kept = world.store.get(Contact, contact_key(company_id, kept_id))
    if gone is None or kept is None or not _is_gone(world, company_id, gone_id):
        return False
    _one_person(world, gone, kept)
    because = f"customer {gone_id} was merged into this one"
    if gone.opted_out is not None:
        opt_out_customer(world, kept, because, gone.opted_out.heard_at, "pastdue")
    if gone.email_refused is not None:
        refuse_email(world, kept, because, "pastdue")
    if gone.stopped:
        stop_contact(world, kept.key, gone.stopped, "pastdue", because)
    return True


def _is_gone(world: World, company_id: str, customer_id: str) -> bool:
    try:
        return not world.ledger.customer(company_id, customer_id).active
    except Refused as error:
        if error.code != NOT_FOUND:
            raise
        return True


def _one_person(world: World, gone: Contact, kept: Contact) -> None:
    """The numbers of the one are the other's as well: a STOP from any of them is a STOP for all."""
    who = (kept.company_id, kept.customer_id)

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Contact, kept.key)
        new = [number for number in gone.every_number if fresh is not None and number not in fresh.every_number]
        if fresh is None or not new:
            return ()
        fact = Fact(what="merged", reason=f"customer {gone.customer_id}", facts={"numbers": len(new)})
        change = {"numbers": (*fresh.every_number, *new)}
        noted, entries = note_on_contact(world, fresh.model_copy(update=change), fact)
        phones = (world.store.get(Phone, phone_key(number)) or Phone(number=number) for number in new)
        told = (
            phone.model_copy(update={"people": (*phone.people, who)}) for phone in phones if who not in phone.people
        )
        return (noted, *entries, *told)

    revise(world, build)
