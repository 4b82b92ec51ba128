"""CarryConsent: when QuickBooks merged two customers, what the one agreed to or took back is the other's too."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.consent import NumberConsents, consents_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.record import Record
from pastdue.usecases.world import World, note_on_contact, revise


def carry_consent(world: World, company_id: str, merged_id: str, into_id: str) -> bool:
    """Carry over what is on record for the number that both have; gives whether anything was."""
    merged = world.store.get(Contact, contact_key(company_id, merged_id))
    into = world.store.get(Contact, contact_key(company_id, into_id))
    if merged is None or into is None or into.phone is None or merged.phone != into.phone:
        return False
    number = into.phone
    record = world.store.get(NumberConsents, consents_key(company_id, number))
    if record is None:
        return False

    def build() -> tuple[Record, ...]:
        known = world.store.get(NumberConsents, consents_key(company_id, number))
        contact = world.store.get(Contact, into.key)
        if known is None or contact is None:
            return ()
        given = [each for each in known.given if each.of(merged_id, merged.display_name)]
        ended = [each for each in known.revoked if each.customer_id == merged_id]
        named = {"customer_id": into_id, "customer_name": ""}
        new = [each for each in (g.model_copy(update=named) for g in given) if each not in known.given]
        over = [e for e in (r.model_copy(update={"customer_id": into_id}) for r in ended) if e not in known.revoked]
        if not new and not over:
            return ()
        carried = known.model_copy(update={"given": (*known.given, *new), "revoked": (*known.revoked, *over)})
        consent = carried.in_force(into_id, contact.display_name)
        fact = Fact(what="consent carried over", reason=f"QuickBooks merged customer {merged_id} into this one")
        noted, entries = note_on_contact(world, contact.consenting(consent, world.clock.now()), fact)
        return (carried, noted, *entries)

    return bool(revise(world, build))
