"""AttestConsent: a named person says once that the client's agreement names texts; the numbers then on file have it."""

from __future__ import annotations

from datetime import date

from pastdue.domain.audit import Fact
from pastdue.domain.consent import Attestation, Given, Source, attestation_key
from pastdue.domain.errors import BadInput
from pastdue.domain.record import Key, Record
from pastdue.usecases.record_consent import record_consent
from pastdue.usecases.refresh_contact import country_of, phone_of
from pastdue.usecases.world import World, company_of, note_on_company, required, revise


def attest_consent(world: World, company_id: str, by: str, wording: str, on: date) -> Attestation:
    """Put the attestation on record; the next reconciliation reads which numbers it covers.

    Raises BadInput where somebody attested before: numbers that came later need their customers' own consent.
    """
    now, wall = world.clock.now(), world.clock.wall()
    made = Attestation(company_id=company_id, attested_by=by, wording=wording, at=now, said_at=wall, on=on)

    def build() -> tuple[Record, ...]:
        known = world.store.get(Attestation, attestation_key(company_id))
        if known is not None:
            raise BadInput(
                f"{known.attested_by} attested on {known.on}, and that counts once, for the numbers on file that day. "
                "Record later ones with `pastdue consent import` or `pastdue consent record`"
            )
        fact = Fact(what="consent attested", reason=wording, who=by, facts={"on": str(on)})
        company, entries = note_on_company(world, company_of(world, company_id), fact)
        return (made, company, *entries)

    revise(world, build)
    return made


def take_attestation(world: World, key: Key) -> Attestation:
    """Give every number on file the consent that was attested. It may be begun again: what is on record stays so.

    A customer that was written to in QuickBooks after the attestation may have another number since, so it is not
    covered.
    """
    attestation = required(world, Attestation, key)
    if attestation.read_at is not None:
        return attestation
    company_id = attestation.company_id
    policy = world.policies.in_force(company_id)
    covered = changed = 0
    for customer in world.ledger.customers(company_id):
        if customer.updated_at is None or customer.updated_at > attestation.said_at:
            changed += 1
            continue
        number = phone_of(world, customer, country_of(policy, customer))[0]
        if number is not None:
            record_consent(world, company_id, number, _given(attestation, customer.id))
            covered += 1

    def build() -> tuple[Record, ...]:
        known = required(world, Attestation, key)
        if known.read_at is not None:
            return ()
        ended = {"read_at": world.clock.now(), "covered": covered, "changed": changed}
        fact = Fact(what="attestation read", who=known.attested_by, facts={"covered": covered, "changed": changed})
        company, entries = note_on_company(world, company_of(world, company_id), fact)
        return (known.model_copy(update=ended), company, *entries)

    revise(world, build)
    return required(world, Attestation, key)


def _given(attestation: Attestation, customer_id: str) -> Given:
    return Given(
        customer_id=customer_id,
        source=Source.ATTESTATION,
        wording=attestation.wording,
        on=attestation.on,
        by=attestation.attested_by,
        recorded_at=attestation.at,
    )
