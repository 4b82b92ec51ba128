"""ShowDigest: what the digest of a day said, or what it would say if it were made now."""

from __future__ import annotations

from datetime import date, datetime

from pastdue.domain.calendar import local_date
from pastdue.domain.digest import Digest, DigestData, DigestTurn, digest_key, turn_key
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.usecases.compose_digest import compose_digest
from pastdue.usecases.plan_digest import planned
from pastdue.usecases.world import World, company_of


class ShownDigest(Value):
    """A digest. `stands`: whether it was sent, may have been, or is what would be said now."""

    day: date
    stands: str
    sent_at: datetime | None
    data: DigestData


def show_digest(world: World, company_id: str, day: date | None = None) -> ShownDigest:
    """The digest of a day, today if none is named. Raises BadInput for an earlier day that had none."""
    company = company_of(world, company_id)
    policy = world.policies.in_force(company_id)
    today = local_date(world.clock.now(), (policy.time_zone,))
    day = day or today
    made = world.store.get(Digest, digest_key(company_id, day))
    if made is not None:
        stands = "sent" if made.sent_at else "made, and not known to have arrived; the next one repeats it"
        return ShownDigest(day=day, stands=stands, sent_at=made.sent_at, data=made.data)
    if day < today:
        raise BadInput(f"there was no digest on {day}: a weekend, a holiday, or nothing to tell")
    turn = world.store.get(DigestTurn, turn_key(company_id)) or planned(world, company, policy)
    data = compose_digest(world, company, policy, turn).data
    return ShownDigest(day=day, stands="as it would be if it were made now", sent_at=None, data=data)
