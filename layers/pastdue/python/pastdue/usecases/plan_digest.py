"""PlanDigest: when a company's next digest is due, and that what a lost one said is said again."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pastdue.domain.calendar import local_date
from pastdue.domain.company import Company
from pastdue.domain.digest import Digest, DigestTurn, digest_key, digest_time, next_digest, turn_key
from pastdue.domain.policy import Policy
from pastdue.domain.record import Record
from pastdue.usecases.world import World, revise

_AHEAD = timedelta(days=60)


def planned(world: World, company: Company, policy: Policy) -> DigestTurn:
    """The company's turn by the policy in force; a company that has had none begins now."""
    now = world.clock.now()
    today = local_date(now, (policy.time_zone,))
    known = world.store.get(DigestTurn, turn_key(company.id))
    if known is None:
        over = now >= digest_time(policy.digest, today, policy.time_zone)
        known = DigestTurn(
            company_id=company.id,
            due_at=None,
            after=today if over else today - timedelta(days=1),
            since=now,
            entered_since=world.clock.wall(),
            payouts_from=today,
        )
    return known.model_copy(update={"due_at": following(world, company, policy, known.after)})


def following(world: World, company: Company, policy: Policy, after: date) -> datetime | None:
    """When the first digest after a day is due; of days that have gone by, none is made up for."""
    yesterday = local_date(world.clock.now(), (policy.time_zone,)) - timedelta(days=1)
    last = max(after, yesterday)
    return next_digest(policy.digest, last, policy.time_zone, closed_for(world, company, last))


def closed_for(world: World, company: Company, day: date) -> frozenset[date]:
    """The holidays of the company's country around a day."""
    return world.holidays.between(company.country, None, day - timedelta(days=7), day + _AHEAD)


def tell_digest_again(world: World, company_id: str, day: date) -> None:
    """The digest of a day came back: what it said is said again in the next one."""

    def build() -> tuple[Record, ...]:
        turn = world.store.get(DigestTurn, turn_key(company_id))
        digest = world.store.get(Digest, digest_key(company_id, day))
        if turn is None or digest is None or digest.sent_at is None:
            return ()
        marks = {name: getattr(digest.before, name) for name in ("since", "entered_since", "payouts_told")}
        return (turn.model_copy(update=marks), digest.model_copy(update={"sent_at": None}))

    revise(world, build)
