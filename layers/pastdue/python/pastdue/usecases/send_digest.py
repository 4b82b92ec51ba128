"""SendDigest: one e-mail to the owner each business morning: what came in, what waits for them, what was sent."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from pastdue.domain.calendar import local_date
from pastdue.domain.company import Company, company_key
from pastdue.domain.digest import (
    QUICKBOOKS,
    Digest,
    DigestData,
    DigestTurn,
    digest_key,
    digest_subject,
    digest_text,
    digest_time,
    forget_at,
    is_digest_day,
    is_first_of_week,
    turn_key,
)
from pastdue.domain.errors import Conflict, Unknown, VendorError
from pastdue.domain.money import Value
from pastdue.domain.record import Record, stored
from pastdue.ports import Attachment
from pastdue.usecases.compose_digest import Composed, compose_digest
from pastdue.usecases.owner_address import owner_address, owner_tags
from pastdue.usecases.plan_digest import closed_for, following
from pastdue.usecases.report_payouts import sheet_csv, sheet_name
from pastdue.usecases.world import World, revise

_AGAIN = timedelta(minutes=10)
# So many payouts are remembered as told: more than a month's, which is how far back they are looked for.
_REMEMBERED = 100


class Digested(StrEnum):
    """What a run did."""

    NOT_DUE = "not_due"
    QUIET = "quiet"
    NO_ADDRESS = "no_address"
    TAKEN = "taken"
    NOT_TAKEN = "not_taken"
    SENT = "sent"


class DigestResult(Value):
    """What was told to the owner of one company."""

    company_id: str
    done: Digested


def send_digests(world: World) -> tuple[DigestResult, ...]:
    """The digests that are due by now. One that fails keeps no other company's; it is raised when all were tried."""
    results: list[DigestResult] = []
    failed: VendorError | None = None
    for key in world.store.due(DigestTurn, world.clock.now(), 100):
        try:
            results.append(send_digest(world, key.pk.removeprefix("digest#")))
        except VendorError as error:
            failed = error
    if failed is not None:
        raise failed
    return tuple(results)


def send_digest(world: World, company_id: str) -> DigestResult:
    """Mail the day's digest if its time has come. The day is taken first: two mails are worse than one with two days.

    A death, or no answer, between the two leaves the marks where they were: no mail goes out twice, and the next one
    says what this one would have said.
    """
    company = world.store.get(Company, company_key(company_id))
    turn = world.store.get(DigestTurn, turn_key(company_id))
    now = world.clock.now()
    if company is None or turn is None or turn.due_at is None or now < turn.due_at:
        return DigestResult(company_id=company_id, done=Digested.NOT_DUE)
    policy = world.policies.in_force(company_id)
    today = local_date(now, (policy.time_zone,))
    after_today = following(world, company, policy, today)
    closed = closed_for(world, company, today)
    early = now < digest_time(policy.digest, today, policy.time_zone)
    if early or today <= turn.after or not is_digest_day(policy.digest, today, closed):
        _move(world, turn, due_at=following(world, company, policy, turn.after) if early else after_today)
        return DigestResult(company_id=company_id, done=Digested.NOT_DUE)
    to = owner_address(world, company)
    if to is None:
        _move(world, turn, due_at=after_today)
        return DigestResult(company_id=company_id, done=Digested.NO_ADDRESS)
    composed = compose_digest(world, company, policy, turn)
    taken = turn.model_copy(update={"due_at": after_today, "after": today})
    if composed.data.quiet and not is_first_of_week(today, closed):
        done = _commit(world, covered(taken, composed.data))
        return DigestResult(company_id=company_id, done=Digested.QUIET if done else Digested.TAKEN)
    known = world.store.get(Digest, digest_key(company_id, today))
    digest = Digest(
        version=known.version if known is not None else 0,
        company_id=company_id,
        day=today,
        made_at=now,
        forget_at=forget_at(world.clock.wall()),
        before=turn,
        data=composed.data,
    )
    if not _commit(world, taken, digest):
        return DigestResult(company_id=company_id, done=Digested.TAKEN)
    _mail(world, to, company, stored(digest), composed)
    _confirm(world, stored(digest))
    world.metrics.count("DigestsSent")
    return DigestResult(company_id=company_id, done=Digested.SENT)


def covered(turn: DigestTurn, data: DigestData) -> DigestTurn:
    """The turn with its marks moved to where a digest ends; what a vendor did not tell is asked again."""
    told = (*turn.payouts_told, *data.payouts_of_others, *(each.payout_id for each in data.payouts))
    change: dict[str, object] = {"since": data.until, "payouts_told": told[-_REMEMBERED:]}
    if QUICKBOOKS not in data.unread:
        change["entered_since"] = data.entered_until
    return turn.model_copy(update=change)


def _commit(world: World, *records: Record) -> bool:
    try:
        world.store.commit(*records)
    except Conflict:
        return False
    return True


def _mail(world: World, to: str, company: Company, digest: Digest, composed: Composed) -> None:
    sheets = tuple(
        Attachment(name=sheet_name(sheet), mime="text/csv", data=sheet_csv(sheet).encode()) for sheet in composed.sheets
    )
    tags = owner_tags(company, digest.made_at) | {"digest": digest.day.isoformat()}
    try:
        world.mail.send(to, digest_subject(digest.data), digest_text(digest.data), None, sheets, tags)
    except VendorError as error:
        if not isinstance(error, Unknown):
            _give_back(world, digest)
        raise


def _give_back(world: World, digest: Digest) -> None:
    """The mail was definitely not taken: the day is free again, and ten minutes from now it is tried again."""

    def build() -> tuple[Record, ...]:
        turn = world.store.get(DigestTurn, turn_key(digest.company_id))
        if turn is None or turn.after != digest.day:
            return ()
        return (turn.model_copy(update={"due_at": world.clock.now() + _AGAIN, "after": digest.before.after}),)

    revise(world, build)


def _confirm(world: World, digest: Digest) -> None:
    def build() -> tuple[Record, ...]:
        turn = world.store.get(DigestTurn, turn_key(digest.company_id))
        if turn is None or turn.after != digest.day:
            return ()
        return (covered(turn, digest.data), digest.model_copy(update={"sent_at": world.clock.now()}))

    revise(world, build)


def _move(world: World, turn: DigestTurn, **change: object) -> None:
    _commit(world, turn.model_copy(update=change))
