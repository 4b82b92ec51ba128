"""What only the store in memory can do: play lagging indexes, failures around each call, and forgetting."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import pytest

from pastdue.adapters.memory import MemoryStore
from pastdue.domain.audit import AuditEntry
from pastdue.domain.case import Case
from pastdue.domain.company import Seen
from pastdue.domain.contact import Phone, Silence
from pastdue.domain.errors import Conflict, Refused, Unavailable, Unknown
from pastdue.domain.record import Key, Record, stored
from tests.contract.store_records import AT, NUMBER, bare, case, entries, filled, kinds, phone


class Wall:
    """A wall clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@pytest.mark.parametrize(("seconds", "seen"), [(1.999999, False), (2, True), (2.000001, True)])
def test_an_index_shows_a_write_when_its_lag_is_over(seconds: float, seen: bool) -> None:
    wall = Wall()
    store = MemoryStore(lag=2, wall=wall)
    store.commit(case(due_at=AT))

    wall.pass_by(seconds)

    assert store.get(Case, case().key) is not None
    assert (store.listed(Case, case().by) != ()) is seen
    assert (store.due(Case, AT, 10) != ()) is seen
    assert (store.next_due(Case) == AT) is seen


def test_a_chain_does_not_lag() -> None:
    store = MemoryStore(lag=2, wall=Wall())
    store.commit(*entries(3))

    assert len(store.series(AuditEntry, entries(1)[0].key.pk)) == 3


def test_a_lagging_list_gives_the_old_record_whose_commit_is_a_conflict() -> None:
    # given a case that moved a second ago
    wall = Wall()
    store = MemoryStore(lag=2, wall=wall)
    store.commit(case(due_at=AT))
    wall.pass_by(2)
    store.commit(case(version=1).model_copy(update={"approved": True}))
    wall.pass_by(1)

    # when it is read from the list
    (old,) = store.listed(Case, case().by)

    # then it is the old one, still seen as due, and cannot be written
    assert (old.version, old.approved) == (1, False)
    assert store.due(Case, AT, 10) == (old.key,)
    with pytest.raises(Conflict):
        store.commit(old)
    wall.pass_by(1)
    assert [each.version for each in store.listed(Case, case().by)] == [2]
    assert store.due(Case, AT, 10) == ()


def test_a_late_write_never_hides_a_newer_one() -> None:
    # given a first write that the indexes see after the second
    wall, lags = Wall(), iter([10.0, 1.0, 0.0])
    store = MemoryStore(lag=lambda: next(lags), wall=wall)
    store.commit(case("1", due_at=AT))
    store.commit(case("1", version=1))
    store.commit(case("2"))

    # then the one is seen before the other, and the first never
    assert [each.invoice.id for each in store.listed(Case, case().by)] == ["2"]
    wall.pass_by(1)
    assert [each.version for each in store.listed(Case, case().by)] == [2, 1]
    wall.pass_by(10)
    assert [each.version for each in store.listed(Case, case().by)] == [2, 1]
    assert store.next_due(Case) is None


def test_a_lag_that_ends_keeps_the_order_of_what_waits() -> None:
    wall = Wall()
    store = MemoryStore(lag=5, wall=wall)
    store.commit(case(due_at=AT))
    store.lag = 0
    store.commit(case(version=1))

    assert [each.version for each in store.listed(Case, case().by)] == [2]
    wall.pass_by(5)
    assert [each.version for each in store.listed(Case, case().by)] == [2]
    assert store.due(Case, AT, 10) == ()


class Once:
    """Raises at the first call of an operation, and never again."""

    def __init__(self, operation: str, error: BaseException) -> None:
        self.operation = operation
        self.errors = [error]
        self.keys: tuple[Key, ...] = ()

    def __call__(self, operation: str, keys: tuple[Key, ...]) -> None:
        if operation == self.operation and self.errors:
            self.keys = keys
            raise self.errors.pop()


class Killed(BaseException):
    """The process dies here."""


@pytest.mark.parametrize("error", [Unavailable("no", vendor="dynamodb"), Unknown("?", vendor="dynamodb"), Killed()])
def test_what_fails_before_the_effect_has_none(error: BaseException) -> None:
    fails = Once("commit", error)
    store = MemoryStore(before=fails)

    with pytest.raises(type(error)):
        store.commit(phone(), case())

    assert fails.keys == (phone().key, case().key)
    assert store.get(Phone, phone().key) is None
    store.commit(phone(), case())


@pytest.mark.parametrize("error", [Unknown("?", vendor="dynamodb"), Killed()])
def test_what_fails_after_the_effect_has_it(error: BaseException) -> None:
    store = MemoryStore(after=Once("commit", error))

    with pytest.raises(type(error)):
        store.commit(phone(), case())

    assert store.get(Phone, phone().key) == stored(phone())
    with pytest.raises(Conflict):
        store.commit(phone(), case())


class SlowText(str):
    """A text that lets other threads run whenever a dictionary looks for it."""

    __slots__ = ()

    def __hash__(self) -> int:
        time.sleep(0.001)
        return super().__hash__()


class Slow(Record):
    """A record at which every thread stops between the look at its version and the write."""

    KIND: ClassVar[str] = "slow"

    count: int = 0

    @property
    def key(self) -> Key:
        return Key(SlowText("slow"), "slow")


def test_nobody_writes_between_the_look_at_a_version_and_the_write() -> None:
    store = MemoryStore()
    store.commit(Slow())
    read = stored(Slow())
    outcomes: list[bool] = []

    def write(number: int) -> None:
        try:
            store.commit(read.model_copy(update={"count": number}))
        except Conflict:
            outcomes.append(False)
        else:
            outcomes.append(True)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == [False] * 7 + [True]


READS: dict[str, Callable[[MemoryStore], object]] = {
    "get": lambda store: store.get(Case, case().key),
    "listed": lambda store: store.listed(Case, case().by),
    "series": lambda store: store.series(Case, case().key.pk),
    "due": lambda store: store.due(Case, AT, 1),
    "next_due": lambda store: store.next_due(Case),
}


@pytest.mark.parametrize("operation", READS)
def test_every_read_can_fail_and_then_answer(operation: str) -> None:
    store = MemoryStore(before=Once(operation, Unavailable("no", vendor="dynamodb")))
    store.after = Once(operation, Killed())

    for error in (Unavailable, Killed):
        with pytest.raises(error):
            READS[operation](store)
    READS[operation](store)


def test_what_expired_is_forgotten_and_the_rest_is_not() -> None:
    store = MemoryStore()
    seen = [Seen(source="stripe", event_id=str(n), at=AT, forget_at=AT + timedelta(seconds=n)) for n in (-1, 0, 1)]
    store.commit(*seen, phone())

    assert store.forget(AT) == 2

    assert [store.get(Seen, each.key) is not None for each in seen] == [False, False, True]
    assert store.get(Phone, phone().key) == stored(phone())
    store.commit(seen[0])


def test_every_record_of_a_kind_can_be_looked_over() -> None:
    store = MemoryStore(lag=60)
    store.commit(case("2"), case("1"), phone())

    assert store.every(Case) == (stored(case("2")), stored(case("1")))


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.KIND)
def test_an_exact_store_keeps_what_survives_its_item(kind: type[Record]) -> None:
    store = MemoryStore(exact=True)
    full = filled(kind)
    store.commit(bare(full))
    store.commit(full.model_copy(update={"version": 1}))

    assert store.get(kind, full.key) == full.model_copy(update={"version": 2})


def test_an_exact_store_refuses_what_is_not_of_its_type() -> None:
    store = MemoryStore(exact=True)

    with pytest.raises(Refused, match="not of its type"):
        store.commit(phone().model_copy(update={"answers": (NUMBER,)}))

    assert store.get(Phone, phone().key) is None


@pytest.mark.parametrize(("length", "fits"), [(400_000, True), (410_000, False)])
def test_an_exact_store_refuses_what_is_too_big_for_an_item(length: int, fits: bool) -> None:
    store = MemoryStore(exact=True)
    big = phone().model_copy(update={"silence": Silence(kind="x" * length, at=AT, by="x")})

    if fits:
        store.commit(big)
    else:
        with pytest.raises(Refused, match="too big") as refused:
            store.commit(big)
        assert NUMBER not in str(refused.value)
