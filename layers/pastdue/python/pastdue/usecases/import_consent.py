"""ImportConsent: a list of consents put on record row by row; doing it again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pastdue.domain.consent import Given, Source
from pastdue.domain.history import RejectedRow
from pastdue.domain.money import Value
from pastdue.usecases.record_consent import Recorded, record_consent
from pastdue.usecases.world import World


class ConsentRow(Value):
    """One row of a list: the customer by id or by name, the number as typed, the day, what was agreed to."""

    line: int
    customer_id: str = ""
    customer: str = ""
    phone: str
    on: date
    wording: str


class Imported(Value):
    """What a list led to, by line; every row is in exactly one of these."""

    in_force: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()
    same: tuple[int, ...] = ()
    taken_back: tuple[int, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()


def import_consent(world: World, company_id: str, rows: Sequence[ConsentRow], source: Source, by: str) -> Imported:
    """Put the rows on record. Names are QuickBooks' display names; numbers without a country are of the policy's."""
    country = world.policies.in_force(company_id).default_country
    lines: dict[Recorded, list[int]] = {done: [] for done in Recorded}
    rejected: list[RejectedRow] = []
    for row in rows:
        number = world.phones.e164(row.phone, country)
        if number is None:
            rejected.append(RejectedRow(line=row.line, reason=f"{row.phone!r} is no phone number that can be texted"))
            continue
        given = Given(
            customer_id=row.customer_id,
            customer_name="" if row.customer_id else row.customer,
            source=source,
            wording=row.wording,
            on=row.on,
            by=by,
            recorded_at=world.clock.now(),
        )
        lines[record_consent(world, company_id, number, given).done].append(row.line)
    return Imported(
        in_force=tuple(lines[Recorded.IN_FORCE]),
        waiting=tuple(lines[Recorded.WAITING]),
        same=tuple(lines[Recorded.SAME]),
        taken_back=tuple(lines[Recorded.TAKEN_BACK]),
        rejected=tuple(rejected),
    )
