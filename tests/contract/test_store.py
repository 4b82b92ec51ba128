"""What every Store promises, asked alike of the one in memory, the one on moto, and the one on DynamoDB Local."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta, timezone

import pytest
from moto import mock_aws

from pastdue.adapters.dynamodb.store import DynamoStore
from pastdue.adapters.memory import MemoryStore
from pastdue.domain.audit import AuditEntry, ChainHead, faults_in
from pastdue.domain.case import Case, payer_index
from pastdue.domain.company import Company, Lease, Seen, company_key, lease_key
from pastdue.domain.contact import Contact, Phone, PhoneTouch, phone_index, phone_key
from pastdue.domain.errors import Conflict, Refused
from pastdue.domain.record import Record, stored
from pastdue.domain.review import ReviewItem, open_reviews
from pastdue.ports import Store
from tests.contract.dynamodb_local import PLAYED_KEYS, new_table
from tests.contract.store_records import (
    AT,
    NUMBER,
    REALM,
    bare,
    case,
    company,
    contact,
    entries,
    filled,
    kinds,
    lease,
    phone,
    review,
)

MICROSECOND = timedelta(microseconds=1)


def _open(name: str, request: pytest.FixtureRequest, stack: ExitStack, patch: pytest.MonkeyPatch) -> Store:
    if name == "memory":
        return MemoryStore()
    for variable, value in PLAYED_KEYS.items():
        patch.setenv(variable, value)
    endpoint: str | None = None
    if name == "dynamodb-local":
        endpoint = request.getfixturevalue("local_endpoint")
    else:
        stack.enter_context(mock_aws())
    table, client = stack.enter_context(new_table(endpoint))
    return DynamoStore(table, client)


LOCAL = pytest.param("dynamodb-local", marks=pytest.mark.races)


@pytest.fixture(params=["memory", "moto", LOCAL])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    with ExitStack() as stack:
        yield _open(request.param, request, stack, monkeypatch)


@pytest.fixture(params=["memory", LOCAL])
def raced(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A store that many threads may use at once; moto is none (design.md, Running locally)."""
    with ExitStack() as stack:
        yield _open(request.param, request, stack, monkeypatch)


# --- by key ---------------------------------------------------------------------------------------------------------


def test_what_was_never_written_is_none(store: Store) -> None:
    assert store.get(Case, case().key) is None
    assert store.listed(Case, case().by) == ()
    assert store.series(AuditEntry, "audit#none") == ()
    assert store.due(Case, AT, 10) == ()
    assert store.next_due(Case) is None


def test_a_new_record_is_read_back_at_version_one(store: Store) -> None:
    store.commit(case())

    assert store.get(Case, case().key) == stored(case())
    assert stored(case()).version == 1


def test_records_of_one_partition_lie_apart_by_sort_key(store: Store) -> None:
    first, second = entries(2)
    store.commit(first, second)

    assert store.get(AuditEntry, first.key) == stored(first)
    assert store.get(AuditEntry, second.key) == stored(second)


def test_asking_for_another_kind_than_the_key_holds_is_an_error_and_no_record(store: Store) -> None:
    store.commit(case())

    with pytest.raises(TypeError, match="a case is not a company"):
        store.get(Company, case().key)


def test_a_commit_of_nothing_does_nothing(store: Store) -> None:
    store.commit()


# --- versions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("version", "written"), [(1, False), (2, True), (3, False)], ids=["older", "equal", "newer"])
def test_a_record_is_written_only_at_the_version_that_is_stored(store: Store, version: int, written: bool) -> None:
    # given a case that was stored twice
    store.commit(case())
    store.commit(case(version=1))

    # when one that was read at some version is written
    changed = case(version=version).model_copy(update={"waiting_for": "changed"})
    if written:
        store.commit(changed)
    else:
        with pytest.raises(Conflict):
            store.commit(changed)

    # then it moved by one, or stayed
    assert store.get(Case, case().key) == (stored(changed) if written else case(version=2))


def test_a_record_cannot_be_created_twice(store: Store) -> None:
    store.commit(case())

    with pytest.raises(Conflict):
        store.commit(case().model_copy(update={"waiting_for": "another"}))

    assert store.get(Case, case().key) == stored(case())


def test_a_record_that_is_not_there_cannot_be_changed(store: Store) -> None:
    with pytest.raises(Conflict):
        store.commit(case(version=1))

    assert store.get(Case, case().key) is None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_one_moved_record_keeps_all_others_from_being_written(store: Store, place: int) -> None:
    store.commit(phone())
    new: list[Record] = [case("1", due_at=AT), case("2", due_at=AT)]
    new.insert(place, phone())

    with pytest.raises(Conflict):
        store.commit(*new)

    assert store.get(Case, case("1").key) is None
    assert store.get(Case, case("2").key) is None
    assert store.get(Phone, phone().key) == stored(phone())
    assert store.listed(Case, case().by) == ()
    assert store.due(Case, AT, 10) == ()


def test_new_and_changed_records_are_written_together(store: Store) -> None:
    store.commit(phone())

    store.commit(case(), phone().model_copy(update={"version": 1, "failures": 1}), *entries(2))

    assert store.get(Case, case().key) == stored(case())
    assert store.get(Phone, phone().key) == phone().model_copy(update={"version": 2, "failures": 1})
    assert store.series(AuditEntry, entries(1)[0].key.pk) == tuple(map(stored, entries(2)))


@pytest.mark.parametrize("count", [99, 100])
def test_up_to_a_hundred_records_are_written_at_once(store: Store, count: int) -> None:
    store.commit(*entries(count))

    assert len(store.series(AuditEntry, entries(1)[0].key.pk)) == count


def test_a_hundred_and_one_records_are_refused_and_none_is_written(store: Store) -> None:
    with pytest.raises(Refused, match="at most 100"):
        store.commit(*entries(101))

    assert store.series(AuditEntry, entries(1)[0].key.pk) == ()


def test_the_same_record_twice_in_a_commit_is_refused(store: Store) -> None:
    with pytest.raises(Refused, match="once"):
        store.commit(case(), case())

    assert store.get(Case, case().key) is None


@pytest.mark.parametrize(("length", "fits"), [(1023, True), (1024, True), (1025, False)])
def test_a_key_has_at_most_1024_bytes(store: Store, length: int, fits: bool) -> None:
    record = Seen(source="stripe", event_id="x" * (length - len("seen#stripe#")), at=AT, forget_at=AT)
    assert len(record.key.pk) == length

    if fits:
        store.commit(record)
        assert store.get(Seen, record.key) == stored(record)
    else:
        with pytest.raises(Refused, match="too long"):
            store.commit(record)


def test_an_instant_without_a_zone_is_refused(store: Store) -> None:
    naive = AT.replace(tzinfo=None)

    with pytest.raises(Refused, match="zone"):
        store.commit(case(due_at=naive))
    with pytest.raises(Refused, match="zone"):
        store.due(Case, naive, 10)

    assert store.get(Case, case().key) is None


def test_an_error_names_no_phone(store: Store) -> None:
    store.commit(phone())

    with pytest.raises(Conflict) as error:
        store.commit(phone())

    assert NUMBER not in str(error.value)
    assert "phone" in str(error.value)


# --- what is due ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("off", "found"), [(-MICROSECOND, False), (0 * MICROSECOND, True), (MICROSECOND, True)])
def test_a_record_is_due_from_its_instant_on(store: Store, off: timedelta, found: bool) -> None:
    store.commit(case(due_at=AT))

    assert store.due(Case, AT + off, 10) == ((case().key,) if found else ())
    assert store.next_due(Case) == AT


def test_whole_seconds_and_other_zones_are_the_instants_that_they_are(store: Store) -> None:
    # given one at a whole second, one a microsecond before, and one after, each told in another zone
    whole = AT.replace(microsecond=0)
    zones = [timezone(timedelta(hours=hours)) for hours in (-8, 0, 13)]
    for number, off in enumerate([0, -1, 1]):
        store.commit(case(str(number), due_at=(whole + off * MICROSECOND).astimezone(zones[number])))

    until = whole.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert store.due(Case, until, 10) == (case("1").key, case("0").key)
    assert store.next_due(Case) == whole - MICROSECOND


def test_the_earliest_comes_first_whatever_shard_it_lies_in(store: Store) -> None:
    # given forty cases, whose order in time is not the order of their keys
    times = {str(number): AT + timedelta(minutes=number * 7 % 40) for number in range(40)}
    store.commit(*(case(number, due_at=at) for number, at in times.items()))
    in_order = tuple(case(number).key for number in sorted(times, key=lambda number: times[number]))

    assert store.due(Case, AT + timedelta(minutes=39), 100) == in_order
    assert store.due(Case, AT + timedelta(minutes=38), 100) == in_order[:-1]
    for limit in (0, 1, 9, 39, 40, 41):
        assert store.due(Case, AT + timedelta(days=1), limit) == in_order[:limit]
    assert store.next_due(Case) == AT


def test_many_due_at_one_instant_are_all_found(store: Store) -> None:
    store.commit(*(case(str(number), due_at=AT) for number in range(30)))

    assert set(store.due(Case, AT, 30)) == {case(str(number)).key for number in range(30)}
    assert len(store.due(Case, AT, 29)) == 29


def test_each_kind_has_its_own_line(store: Store) -> None:
    store.commit(company(notice_due_at=AT), case(due_at=AT + MICROSECOND))

    assert store.due(Company, AT + timedelta(days=1), 10) == (company_key(REALM),)
    assert store.due(Case, AT + timedelta(days=1), 10) == (case().key,)
    assert store.next_due(Case) == AT + MICROSECOND


def test_a_moved_record_is_due_at_its_new_instant_only(store: Store) -> None:
    store.commit(case(due_at=AT))
    store.commit(case(due_at=AT + timedelta(days=3), version=1))

    assert store.due(Case, AT + timedelta(days=3) - MICROSECOND, 10) == ()
    assert store.due(Case, AT + timedelta(days=3), 10) == (case().key,)


def test_a_record_that_waits_for_nothing_leaves_the_line(store: Store) -> None:
    store.commit(case(due_at=AT), case("2", due_at=AT + MICROSECOND))
    store.commit(case(due_at=None, version=1))

    assert store.due(Case, AT + timedelta(days=1), 10) == (case("2").key,)
    assert store.next_due(Case) == AT + MICROSECOND
    assert store.get(Case, case().key) == case(version=2)


# --- what belongs together ------------------------------------------------------------------------------------------


def test_the_cases_of_a_payer_are_listed_in_the_order_of_their_keys(store: Store) -> None:
    mine = [case(number) for number in ("9", "10", "é", "1")]
    store.commit(*mine, case("7", payer="25"), case("1", company="other"))

    assert store.listed(Case, payer_index(REALM, "24")) == tuple(sorted(map(stored, mine), key=lambda each: each.key))


def test_a_list_holds_one_kind_only(store: Store) -> None:
    store.commit(contact(NUMBER), phone())

    assert store.listed(Contact, phone_index(NUMBER)) == (stored(contact(NUMBER)),)
    assert store.listed(Phone, phone_index(NUMBER)) == ()


def test_a_record_moves_from_one_list_to_another_and_out_of_all(store: Store) -> None:
    # given a contact that was listed under its number
    store.commit(contact(NUMBER))

    # when the number changes
    other = "+12125550124"
    moved = stored(contact(NUMBER)).model_copy(update={"phone": other})
    store.commit(moved)

    # then it is listed there only
    assert store.listed(Contact, phone_index(NUMBER)) == ()
    assert store.listed(Contact, phone_index(other)) == (stored(moved),)

    # and when there is no number any more, nowhere
    store.commit(stored(moved).model_copy(update={"phone": None}))
    assert store.listed(Contact, phone_index(other)) == ()


def test_a_long_list_is_whole(store: Store) -> None:
    # DynamoDB answers a query in pages of 1 MB.
    items = [review(f"{number:03}", words="x" * 100_000) for number in range(25)]
    for item in items:
        store.commit(item)

    assert store.listed(ReviewItem, open_reviews(REALM)) == tuple(map(stored, items))


def test_a_chain_is_read_whole_and_in_order(store: Store) -> None:
    chain = entries(25, reason="x" * 100_000)
    for entry in reversed(chain):
        store.commit(entry)

    found = store.series(AuditEntry, chain[0].key.pk)

    assert [entry.seq for entry in found] == list(range(1, 26))
    assert found == tuple(map(stored, chain))
    assert faults_in(found, ChainHead(length=25, hash=chain[-1].hash)) == ()


# --- what is kept ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.KIND)
def test_a_record_comes_back_exactly_as_it_was(store: Store, kind: type[Record]) -> None:
    # given one with only what it must have, then one with every field filled, at its place
    full = filled(kind)
    for version, written in enumerate((bare(full), full)):
        store.commit(written.model_copy(update={"version": version}))

        back = store.get(kind, full.key)

        kept = written.model_copy(update={"version": version + 1})
        assert back == kept
        assert back is not None
        assert back.model_dump_json() == kept.model_dump_json()


# --- races ----------------------------------------------------------------------------------------------------------


def all_at_once(count: int, act: Callable[[int], None]) -> None:
    """Run `act` in that many threads that start together; a failure of one fails the test."""
    gate = threading.Barrier(count)
    failures: list[BaseException] = []

    def run(number: int) -> None:
        gate.wait()
        try:
            act(number)
        except BaseException as failure:  # noqa: BLE001 - a thread's failure is told to the test
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_sixteen_threads_lose_no_update(raced: Store) -> None:
    # given a phone, whose failures are counted by sixteen threads five times each
    raced.commit(phone())

    def count(_: int) -> None:
        for _ in range(5):
            while True:
                read = raced.get(Phone, phone_key(NUMBER))
                assert read is not None
                try:
                    raced.commit(read.model_copy(update={"failures": read.failures + 1}))
                    break
                except Conflict:
                    continue

    all_at_once(16, count)

    assert raced.get(Phone, phone_key(NUMBER)) == Phone(number=NUMBER, failures=80, version=81)


def test_sixteen_threads_lose_no_update_of_two_records_together(raced: Store) -> None:
    other = "+12125550124"
    raced.commit(phone(), phone(other))

    def count(number: int) -> None:
        # half of them in the other order
        numbers = (NUMBER, other) if number % 2 else (other, NUMBER)
        while True:
            read = [each for key in map(phone_key, numbers) if (each := raced.get(Phone, key)) is not None]
            try:
                raced.commit(*(each.model_copy(update={"failures": each.failures + 1}) for each in read))
                return
            except Conflict:
                continue

    all_at_once(16, count)

    assert raced.get(Phone, phone_key(NUMBER)) == Phone(number=NUMBER, failures=16, version=17)
    assert raced.get(Phone, phone_key(other)) == Phone(number=other, failures=16, version=17)


@pytest.mark.parametrize("numbered", range(5))
def test_of_two_that_claim_one_phone_and_its_cases_one_wins(raced: Store, numbered: int) -> None:
    # given a phone and two cases, read by two senders, each about another touch
    cases = (case("1", due_at=AT), case("2", due_at=AT))
    raced.commit(phone(), *cases)
    won: list[str] = []

    def claim(number: int) -> None:
        touch = f"{number:016x}"
        guard = stored(phone()).model_copy(
            update={"touches": (PhoneTouch(touch_id=touch, at=AT, zones=("America/New_York",)),)}
        )
        claimed = [stored(each).model_copy(update={"open_touch": touch}) for each in cases]
        # the second one lists the same records the other way round
        records: list[Record] = [guard, *claimed]
        try:
            raced.commit(*(records if number else reversed(records)), entries(number + 1)[number])
        except Conflict:
            return
        won.append(touch)

    all_at_once(2, claim)

    assert len(won) == 1
    held = raced.get(Phone, phone_key(NUMBER))
    assert held is not None
    assert (held.touches[0].touch_id, held.version) == (won[0], 2)
    for each in raced.listed(Case, payer_index(REALM, "24")):
        assert (each.open_touch, each.version) == (won[0], 2)
    assert len(raced.series(AuditEntry, entries(1)[0].key.pk)) == 1


def test_alike_claims_of_one_record_are_won_once(raced: Store) -> None:
    # What both write is the same to the letter: a token made from the content would tell both that they won.
    won: list[int] = []

    def claim(number: int) -> None:
        try:
            raced.commit(case(), phone())
        except Conflict:
            return
        won.append(number)

    all_at_once(8, claim)

    assert len(won) == 1


def test_a_lease_is_held_by_one(raced: Store) -> None:
    # given a lease that ran out
    raced.commit(lease("before", AT))
    until, now = AT + timedelta(minutes=1), AT
    holders: list[str] = []

    def take(number: int) -> None:
        read = raced.get(Lease, lease_key(f"refresh#{REALM}"))
        assert read is not None
        if read.until > now:
            return
        try:
            raced.commit(read.model_copy(update={"holder": str(number), "until": until}))
        except Conflict:
            return
        holders.append(str(number))

    all_at_once(16, take)

    assert len(holders) == 1
    assert raced.get(Lease, lease_key(f"refresh#{REALM}")) == lease(holders[0], until, version=2)


def test_whoever_reads_sees_all_of_a_commit_once_it_returned(raced: Store) -> None:
    # given a writer that moves a company's mark, and a reader in another thread told of each version
    written = threading.Event()
    seen: list[datetime | None] = []

    def act(number: int) -> None:
        if number == 0:
            raced.commit(company().model_copy(update={"ledger_mark": AT}))
            written.set()
            return
        assert written.wait(30)
        found = raced.get(Company, company_key(REALM))
        seen.append(found.ledger_mark if found else None)

    all_at_once(2, act)

    assert seen == [AT]
