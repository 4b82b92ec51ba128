"""NotifyOwner: one e-mail with every open question that the owner has not seen, at once, and at most one an hour.

What stays open is told again every week: no dispute waits for ever because one mail was overlooked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from pastdue.domain.company import Company, company_key
from pastdue.domain.decide import Reason
from pastdue.domain.errors import Conflict, Unknown, VendorError
from pastdue.domain.money import Value
from pastdue.domain.plainly import plainly
from pastdue.domain.record import Key, Record
from pastdue.domain.review import ReviewItem, open_reviews, review_key
from pastdue.usecases.list_approvals import list_approvals
from pastdue.usecases.owner_address import owner_address, owner_tags
from pastdue.usecases.world import World, revise

_HOUR = timedelta(hours=1)
_WEEK = timedelta(days=7)
# What is nearly a week old goes with what is: one mail a week, not one a day.
_NEARLY = timedelta(days=1)


class Noticed(StrEnum):
    """What a run did."""

    NOTHING_NEW = "nothing_new"
    LATER = "later"
    NO_ADDRESS = "no_address"
    SENT = "sent"


class NoticeResult(Value):
    """What was told to the owner of one company."""

    company_id: str
    done: Noticed
    items: int = 0


def notify_owner(world: World, company_id: str, item_id: str = "") -> NoticeResult:
    """Mail what is new, or set the time for it. The hour is taken first: a second mail is worse than a late one."""
    company = world.store.get(Company, company_key(company_id))
    if company is None:
        return NoticeResult(company_id=company_id, done=Noticed.NOTHING_NEW)
    now = world.clock.now()
    fresh = _untold(world, company_id, item_id)
    if not any(_is_due(item, now) for item in fresh):
        told = [item.noticed_at for item in _open(world, company_id) if item.noticed_at is not None]
        _set_due(world, company_id, min(told) + _WEEK if told else None)
        return NoticeResult(company_id=company_id, done=Noticed.NOTHING_NEW)
    if company.noticed_at is not None and now < company.noticed_at + _HOUR:
        _set_due(world, company_id, company.noticed_at + _HOUR)
        return NoticeResult(company_id=company_id, done=Noticed.LATER, items=len(fresh))
    to = owner_address(world, company)
    if to is None:
        _set_due(world, company_id, now + _HOUR)
        return NoticeResult(company_id=company_id, done=Noticed.NO_ADDRESS, items=len(fresh))
    try:
        world.store.commit(company.model_copy(update={"noticed_at": now, "notice_due_at": now + _HOUR}))
    except Conflict:
        return NoticeResult(company_id=company_id, done=Noticed.LATER, items=len(fresh))
    try:
        world.mail.send(to, _subject(fresh), _text(company, fresh, now), None, (), owner_tags(company, now))
    except VendorError as error:
        if not isinstance(error, Unknown):
            _give_hour_back(world, company)
        raise
    for item in fresh:
        _mark(world, item)
    world.metrics.count("OwnerNotices")
    return NoticeResult(company_id=company_id, done=Noticed.SENT, items=len(fresh))


def _untold(world: World, company_id: str, item_id: str) -> list[ReviewItem]:
    """What the owner has not been told for about a week, or never.

    The list lags behind writes, so what asks for the notice is read by its key.
    """
    items = {item.id: item for item in _open(world, company_id)}
    asking = world.store.get(ReviewItem, review_key(company_id, item_id)) if item_id else None
    if asking is not None:
        items[asking.id] = asking
    nearly = world.clock.now() + _NEARLY
    return [item for item in items.values() if item.decided_at is None and _is_due(item, nearly)]


def _open(world: World, company_id: str) -> tuple[ReviewItem, ...]:
    return world.store.listed(ReviewItem, open_reviews(company_id))


def _is_due(item: ReviewItem, now: datetime) -> bool:
    """Whether the owner is to be told by that instant: never told, or told a week ago."""
    return item.noticed_at is None or now >= item.noticed_at + _WEEK


def notify_due(world: World) -> tuple[NoticeResult, ...]:
    """The companies whose owners are due a notice by now, or the list of tomorrow's touches."""
    results: list[NoticeResult] = []
    for key in world.store.due(Company, world.clock.now(), 100):
        company_id = key.pk.removeprefix("company#")
        results.append(notify_owner(world, company_id))
        list_approvals(world, company_id)
    return tuple(results)


def _set_due(world: World, company_id: str, at: datetime | None) -> None:
    def build() -> tuple[Record, ...]:
        company = world.store.get(Company, company_key(company_id))
        if company is None or company.notice_due_at == at:
            return ()
        return (company.model_copy(update={"notice_due_at": at}),)

    revise(world, build)


def _give_hour_back(world: World, before: Company) -> None:
    """The mail was definitely not taken: the hour is free again, and ten minutes from now it is tried again."""

    def build() -> tuple[Record, ...]:
        company = world.store.get(Company, company_key(before.id))
        if company is None:
            return ()
        change = {"noticed_at": before.noticed_at, "notice_due_at": world.clock.now() + timedelta(minutes=10)}
        return (company.model_copy(update=change),)

    revise(world, build)


def _mark(world: World, item: ReviewItem) -> None:
    def build(key: Key = item.key) -> tuple[Record, ...]:
        known = world.store.get(ReviewItem, key)
        if known is None or known.noticed_at != item.noticed_at:
            return ()
        return (known.model_copy(update={"noticed_at": world.clock.now()}),)

    revise(world, build)


def _subject(items: Sequence[ReviewItem]) -> str:
    if all(item.noticed_at for item in items):
        return f"Still open: {items[0].title}" if len(items) == 1 else f"{len(items)} things still need you"
    return items[0].title if len(items) == 1 else f"{len(items)} things need you"


def _text(company: Company, items: Sequence[ReviewItem], now: datetime) -> str:
    """The mail: each question with its facts, the customer's own words, and what we suggest."""
    parts = [f"{company.name}: Pastdue needs a decision on the following.\n"]
    for number, item in enumerate(items, 1):
        parts.append(f"{number}. {item.title}")
        if item.noticed_at is not None:
            parts.append(f"   It has waited for {(now - item.raised_at).days} days.")
        if item.words:
            parts.append(f'   They wrote: "{item.words}"')
        parts += [f"   {plainly(name)}: {_in_words(value)}" for name, value in item.facts.items() if value]
        parts.append(f"   Suggestion: {item.suggestion}")
        if item.command:
            parts.append(f"   Your engineer can do it with: {item.command}")
        parts.append("")
    parts.append("Until you decide, nothing is sent about these.")
    return "\n".join(parts)


def _in_words(value: str) -> str:
    """A fact as it is; a reason of ours in words."""
    return plainly(value) if value in set(Reason) else value
