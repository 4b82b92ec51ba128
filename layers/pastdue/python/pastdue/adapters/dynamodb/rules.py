"""What DynamoDB refuses whatever the table holds; every store refuses the same, the one in memory included."""

from __future__ import annotations

from datetime import UTC, datetime

from pastdue.domain.errors import Refused
from pastdue.domain.record import Key, Record

# TransactWriteItems takes at most 100 actions; a partition key has at most 2,048 bytes, a sort key 1,024 (`pk` is also
# the sort key of an index); an item 400 KB.
MAX_RECORDS = 100
MAX_KEY_BYTES = 1024
MAX_BY_BYTES = 2048
MAX_ITEM_BYTES = 400 * 1024


def refused(why: str) -> Refused:
    """A definite no. `why` names kinds and counts only: keys carry phone numbers, and errors are logged."""
    return Refused(why, vendor="dynamodb")


def checked(records: tuple[Record, ...]) -> tuple[Key, ...]:
    """The keys of a commit; Refused when there are too many, one comes twice, or one cannot be a key."""
    if len(records) > MAX_RECORDS:
        raise refused(f"a commit holds at most {MAX_RECORDS} records, not {len(records)}")
    keys = tuple(record.key for record in records)
    if len(set(keys)) != len(keys):
        raise refused("a commit holds each record once")
    for record, (pk, sk) in zip(records, keys, strict=True):
        if not (_fits(pk, MAX_KEY_BYTES) and _fits(sk, MAX_KEY_BYTES)):
            raise refused(f"the key of a {record.KIND} is empty or too long")
        by = record.by
        if by is not None and not _fits(by, MAX_BY_BYTES):
            raise refused(f"the `by` of a {record.KIND} is empty or too long")
        for at in (record.next_at, record.expires_at):
            if at is not None and at.tzinfo is None:
                raise refused(f"a {record.KIND} has an instant without a zone")
    return keys


def _fits(text: str, most: int) -> bool:
    return 0 < len(text) <= most // 4 or 0 < len(text.encode()) <= most


def utc(at: datetime) -> datetime:
    """The instant in UTC; Refused without a zone, since it would mean another instant on another machine."""
    if at.tzinfo is None:
        raise refused("an instant without a zone cannot be looked for")
    return at.astimezone(UTC)
