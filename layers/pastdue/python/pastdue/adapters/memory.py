"""The state in memory: a Store with the same promises and the same weaknesses as the one on DynamoDB, and fast."""

from __future__ import annotations

import heapq
import itertools
import threading
from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Protocol, TypeVar, cast

from pastdue.adapters.dynamodb.item import from_item, item_bytes, to_item
from pastdue.adapters.dynamodb.rules import MAX_ITEM_BYTES, checked, refused, utc
from pastdue.domain.errors import Conflict
from pastdue.domain.record import Key, Record, stored

R = TypeVar("R", bound=Record)


class Hook(Protocol):
    """Called around an operation (`get`, `listed`, `series`, `due`, `next_due`, `commit`); what it raises goes through.

    `keys` are those of a `get` or a `commit`, else empty. Raise Unavailable only before (nothing is written then),
    Unknown before or after, and anything else to play a process that dies there.
    """

    def __call__(self, operation: str, keys: tuple[Key, ...]) -> None: ...


class MemoryStore:
    """The state in memory, for many threads.

    `lag` is how many seconds (of `wall`) the indexes stay behind, the same for all writes or asked anew for each; a
    listed record is then the old one, as with DynamoDB. `exact` sends every record through its item and back, and
    refuses one that is too big, has a field of another type, or comes back changed: what the other store would do.
    """

    def __init__(
        self,
        *,
        lag: float | Callable[[], float] = 0,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        before: Hook | None = None,
        after: Hook | None = None,
        exact: bool = False,
    ) -> None:
        self.lag = lag
        self.wall = wall
        self.before = before
        self.after = after
        self.exact = exact
        self._lock = threading.Lock()
        self._records: dict[Key, Record] = {}
        self._partitions: defaultdict[str, list[Key]] = defaultdict(list)
        self._index = _Index()
        self._behind: list[tuple[datetime, int, Key, Record | None, _Place]] = []
        self._newest: dict[Key, int] = {}
        self._count = itertools.count()

    def get(self, kind: type[R], key: Key) -> R | None:
        """The record at a key, or None."""
        self._call(self.before, "get", key)
        record = self._records.get(key)
        self._call(self.after, "get", key)
        return None if record is None else _as(kind, record)

    def listed(self, kind: type[R], by: str) -> tuple[R, ...]:
        """Records of a kind under one value of the `by` index, ordered by key."""
        self._call(self.before, "listed")
        with self._lock:
            found = sorted(self._seen().by.get((kind.KIND, by), {}).items())
        self._call(self.after, "listed")
        return tuple(_as(kind, record) for _, record in found)

    def series(self, kind: type[R], pk: str) -> tuple[R, ...]:
        """All records of a kind in one partition, in sort key order."""
        self._call(self.before, "series")
        with self._lock:
            found = [self._records[key] for key in self._partitions.get(pk, ())]
        self._call(self.after, "series")
        return tuple(_as(kind, record) for record in found if record.KIND == kind.KIND)

    def due(self, kind: type[R], until: datetime, limit: int) -> tuple[Key, ...]:
        """Keys due at or before `until`, earliest first; those of one instant by key."""
        self._call(self.before, "due")
        until = utc(until)
        with self._lock:
            line = self._seen().due[kind.KIND]
            end = bisect_right(line, until, key=_instant)
            found = tuple(key for _, key in line[: min(end, max(limit, 0))])
        self._call(self.after, "due")
        return found

    def next_due(self, kind: type[R]) -> datetime | None:
        """The earliest `next_at`, or None."""
        self._call(self.before, "next_due")
        with self._lock:
            line = self._seen().due[kind.KIND]
            found = line[0][0] if line else None
        self._call(self.after, "next_due")
        return found

    def commit(self, *records: Record) -> None:
        """Write all or nothing; each only where the stored version is the one the record was read at."""
        keys = checked(records)
        places = [_place(record) for record in records]
        after = [self._exactly(record) if self.exact else stored(record) for record in records]
        self._call(self.before, "commit", *keys)
        with self._lock:
            for key, record in zip(keys, records, strict=True):
                held = self._records.get(key)
                if record.version != (0 if held is None else held.version):
                    raise Conflict(f"somebody else wrote first ({record.KIND})")
            for key, record, place in zip(keys, after, places, strict=True):
                if key not in self._records:
                    insort(self._partitions[key.pk], key)
                self._records[key] = record
                self._show(key, record, place)
        self._call(self.after, "commit", *keys)

    def every(self, kind: type[R]) -> tuple[R, ...]:
        """All records of a kind in the order in which they came to be, as they are: for checks, not for use cases."""
        with self._lock:
            return tuple(_as(kind, record) for record in self._records.values() if record.KIND == kind.KIND)

    def forget(self, now: datetime) -> int:
        """Drop what has expired, as the store may do at any time after; gives how many."""
        with self._lock:
            gone = [key for key, each in self._records.items() if each.expires_at and each.expires_at <= now]
            for key in gone:
                del self._records[key]
                self._partitions[key.pk].remove(key)
                self._show(key, None, _NOWHERE)
        return len(gone)

    def _show(self, key: Key, record: Record | None, place: _Place) -> None:
        lag = self.lag() if callable(self.lag) else self.lag
        if not lag and not self._behind:
            self._index.show(key, record, place)
            return
        visible = self.wall() + timedelta(seconds=lag)
        heapq.heappush(self._behind, (visible, next(self._count), key, record, place))

    def _seen(self) -> _Index:
        """The index as it is seen now. A write that is seen late never hides a later one of the same record."""
        if self._behind:
            now = self.wall()
            while self._behind and self._behind[0][0] <= now:
                _, number, key, record, place = heapq.heappop(self._behind)
                if number > self._newest.get(key, -1):
                    self._newest[key] = number
                    self._index.show(key, record, place)
        return self._index

    @staticmethod
    def _exactly(record: R) -> R:
        item = to_item(record, "")
        back = from_item(type(record), item)
        if back != stored(record):
            raise refused(f"a {record.KIND} does not come back as it was stored")
        if item_bytes(item) > MAX_ITEM_BYTES:
            raise refused(f"a {record.KIND} is too big for one item")
        return back

    @staticmethod
    def _call(hook: Hook | None, operation: str, *keys: Key) -> None:
        if hook is not None:
            hook(operation, keys)


class _Place(NamedTuple):
    """Where the indexes have a record."""

    kind: str
    by: str | None
    at: datetime | None


_NOWHERE = _Place("", None, None)


def _place(record: Record) -> _Place:
    at = record.next_at
    return _Place(record.KIND, record.by, None if at is None else utc(at))


class _Index:
    """The two indexes: `by` with the whole record, `due` with the key only, sorted."""

    def __init__(self) -> None:
        self.by: defaultdict[tuple[str, str], dict[Key, Record]] = defaultdict(dict)
        self.due: defaultdict[str, list[tuple[datetime, Key]]] = defaultdict(list)
        self._places: dict[Key, _Place] = {}

    def show(self, key: Key, record: Record | None, place: _Place) -> None:
        """Make the record visible as it is; None takes it out."""
        old = self._places.get(key, _NOWHERE)
        if old.by is not None and old.by != place.by:
            del self.by[old.kind, old.by][key]
        if place.by is not None and record is not None:
            self.by[place.kind, place.by][key] = record
        if old.at != place.at:
            if old.at is not None:
                line = self.due[old.kind]
                del line[bisect_left(line, (old.at, key))]
            if place.at is not None:
                insort(self.due[place.kind], (place.at, key))
        self._places[key] = place


def _instant(entry: tuple[datetime, Key]) -> datetime:
    return entry[0]


def _as(kind: type[R], record: Record) -> R:
    if record.KIND != kind.KIND:
        raise TypeError(f"a {record.KIND} is not a {kind.KIND}")
    return cast(R, record)
