"""What only the store on DynamoDB can get wrong: lost answers, throttles, retries, and what its items look like."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
import pytest
from botocore import exceptions as aws
from moto import mock_aws

from pastdue.adapters.dynamodb.client import DynamoClient, connect
from pastdue.adapters.dynamodb.store import PAUSES, DynamoStore
from pastdue.adapters.dynamodb.table import shard_of
from pastdue.domain.case import Case
from pastdue.domain.company import Seen
from pastdue.domain.contact import Phone, Silence
from pastdue.domain.errors import Conflict, PastdueError, Refused, Unavailable, Unknown
from pastdue.domain.record import Record, stored
from tests.contract.dynamodb_local import PLAYED_KEYS, new_table
from tests.contract.store_records import AT, NUMBER, case, company, entries, phone

Step = Callable[[Callable[..., dict[str, Any]], dict[str, Any]], dict[str, Any]]
ATTEMPTS = len(PAUSES) + 1
CUT = aws.ReadTimeoutError(endpoint_url="played")


@dataclass
class Line:
    """A client whose next writes (or reads) go as told, then as usual; it remembers what was sent."""

    client: DynamoClient
    writes: list[Step] = field(default_factory=list)
    reads: list[Step] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)

    @property
    def meta(self) -> Any:
        return self.client.meta

    def get_item(self, **request: Any) -> dict[str, Any]:
        self.asked.append(request)
        return self._go(self.reads, self.client.get_item, request)

    def query(self, **request: Any) -> dict[str, Any]:
        self.asked.append(request)
        return self._go(self.reads, self.client.query, request)

    def put_item(self, **request: Any) -> dict[str, Any]:
        self.sent.append(request)
        return self._go(self.writes, self.client.put_item, request)

    def transact_write_items(self, **request: Any) -> dict[str, Any]:
        self.sent.append(request)
        return self._go(self.writes, self.client.transact_write_items, request)

    @staticmethod
    def _go(steps: list[Step], send: Callable[..., dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
        return steps.pop(0)(send, request) if steps else send(**request)


def done_unheard(send: Callable[..., dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
    """The write happens, and its answer is lost."""
    send(**request)
    raise CUT


def raising(error: Exception) -> Step:
    """Nothing happens but this."""

    def step(send: Callable[..., dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
        raise error

    return step


def after(act: Callable[[], None], step: Step) -> Step:
    """Something else happens once the step is over, and before our next attempt."""

    def both(send: Callable[..., dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
        try:
            return step(send, request)
        finally:
            act()

    return both


def answer(code: str, status: int = 400, *reasons: str) -> aws.ClientError:
    return aws.ClientError(
        {
            "Error": {"Code": code, "Message": "played"},
            "ResponseMetadata": {
                "HTTPStatusCode": status,
                "RequestId": "R1",
                "HostId": "",
                "HTTPHeaders": {},
                "RetryAttempts": 0,
            },
            "CancellationReasons": [{"Code": reason} for reason in reasons],
        },
        "Played",
    )


UNHEARD = raising(CUT)
THROTTLED = raising(answer("ThrottlingException"))
UNREACHABLE = raising(aws.EndpointConnectionError(endpoint_url="played"))
BROKEN = raising(answer("InternalServerError", 500))


@dataclass
class Bench:
    """A store on moto behind a played line, and another worker's store on the same table."""

    line: Line
    store: DynamoStore
    other: DynamoStore
    slept: list[float]
    table: str


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    for variable, value in PLAYED_KEYS.items():
        monkeypatch.setenv(variable, value)
    with mock_aws(), new_table() as (table, client):
        line, slept = Line(client), list[float]()
        yield Bench(line, DynamoStore(table, line, sleep=slept.append), DynamoStore(table, client), slept, table)


# One record goes by PutItem, several by TransactWriteItems: both must tell the same.
ALONE: tuple[Record, ...] = (phone(),)
TOGETHER: tuple[Record, ...] = (phone(), case())
both = pytest.mark.parametrize("records", [ALONE, TOGETHER], ids=["alone", "together"])


def overwrite(bench: Bench, times: int = 1) -> Callable[[], None]:
    """Another worker writes the phone, so many times."""

    def act() -> None:
        for _ in range(times):
            bench.other.commit(bench.other.get(Phone, phone().key) or phone())

    return act


# --- lost answers ---------------------------------------------------------------------------------------------------


@both
def test_a_write_whose_answer_was_lost_is_no_conflict(bench: Bench, records: tuple[Record, ...]) -> None:
    # moto knows no token, as PutItem has none: the second attempt fails its condition on our own write
    bench.line.writes = [done_unheard]

    bench.store.commit(*records)

    assert bench.store.get(Phone, phone().key) == stored(phone())
    assert len(bench.line.sent) == 2


@both
def test_a_write_that_was_lost_on_its_way_is_made_again(bench: Bench, records: tuple[Record, ...]) -> None:
    bench.line.writes = [UNHEARD, BROKEN, THROTTLED]

    bench.store.commit(*records)

    assert bench.store.get(Phone, phone().key) == stored(phone())
    assert bench.line.sent[0] == bench.line.sent[3]


@both
def test_a_write_that_was_lost_and_overtaken_is_a_conflict(bench: Bench, records: tuple[Record, ...]) -> None:
    bench.line.writes = [after(overwrite(bench), UNHEARD)]

    with pytest.raises(Conflict):
        bench.store.commit(*records)

    assert bench.store.get(Phone, phone().key) == stored(phone())
    assert bench.store.get(Case, case().key) is None


def test_a_write_that_may_have_been_written_over_is_unknown(bench: Bench) -> None:
    bench.line.writes = [after(overwrite(bench), done_unheard)]

    with pytest.raises(Unknown, match="written over"):
        bench.store.commit(phone())


def test_a_write_that_was_not_done_and_written_over_twice_is_unknown_too(bench: Bench) -> None:
    bench.line.writes = [after(overwrite(bench, times=2), UNHEARD)]

    with pytest.raises(Unknown, match="written over"):
        bench.store.commit(phone())


def test_one_record_that_nobody_touched_since_tells_that_all_were_written(bench: Bench) -> None:
    bench.line.writes = [after(overwrite(bench), done_unheard)]

    bench.store.commit(*TOGETHER)

    assert bench.store.get(Case, case().key) == stored(case())


def test_one_record_that_did_not_move_tells_that_none_was_written(bench: Bench) -> None:
    bench.line.writes = [after(overwrite(bench, times=2), UNHEARD)]

    with pytest.raises(Conflict):
        bench.store.commit(*TOGETHER)

    assert bench.store.get(Case, case().key) is None


def test_a_write_that_cannot_be_looked_at_afterwards_is_unknown(bench: Bench) -> None:
    bench.line.writes = [done_unheard]
    bench.line.reads = [UNREACHABLE] * ATTEMPTS

    with pytest.raises(Unknown, match="looked at"):
        bench.store.commit(phone())


@both
@pytest.mark.parametrize("landed", [True, False])
def test_a_write_that_is_never_answered_is_unknown(bench: Bench, records: tuple[Record, ...], landed: bool) -> None:
    bench.line.writes = [done_unheard if landed else UNHEARD, *[UNHEARD] * (ATTEMPTS - 1)]

    with pytest.raises(Unknown):
        bench.store.commit(*records)

    assert len(bench.line.sent) == ATTEMPTS
    assert (bench.store.get(Phone, phone().key) is not None) is landed


@both
@pytest.mark.parametrize(
    "last",
    [THROTTLED, UNREACHABLE, raising(answer("ValidationException")), raising(answer("TransactionConflictException"))],
    ids=["throttled", "unreachable", "refused", "contended"],
)
def test_what_may_have_been_written_stays_unknown_whatever_comes_after(
    bench: Bench, records: tuple[Record, ...], last: Step
) -> None:
    # A definite no to the second attempt says nothing of the first.
    bench.line.writes = [UNHEARD, *[last] * (ATTEMPTS - 1)]

    with pytest.raises(Unknown):
        bench.store.commit(*records)


@both
@pytest.mark.parametrize(
    "error",
    [answer("InternalServerError", 500), answer("ServiceUnavailable", 503), answer("TransactionInProgressException")],
)
def test_an_error_that_does_not_deny_the_write_leaves_it_unknown(
    bench: Bench, records: tuple[Record, ...], error: aws.ClientError
) -> None:
    bench.line.writes = [raising(error)] * ATTEMPTS

    with pytest.raises(Unknown):
        bench.store.commit(*records)


@both
def test_a_write_that_was_done_though_the_server_broke_is_no_conflict(
    bench: Bench, records: tuple[Record, ...]
) -> None:
    def done_and_broken(send: Callable[..., dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
        send(**request)
        raise answer("InternalServerError", 500)

    bench.line.writes = [done_and_broken]

    bench.store.commit(*records)

    assert bench.store.get(Phone, phone().key) == stored(phone())


def test_a_transaction_in_progress_is_waited_for(bench: Bench) -> None:
    # The second attempt meets the first one, which DynamoDB has not ended yet.
    bench.line.writes = [UNHEARD, raising(answer("TransactionInProgressException"))]

    bench.store.commit(*TOGETHER)

    assert bench.store.get(Phone, phone().key) == stored(phone())


def test_the_attempts_of_one_commit_carry_one_token_and_two_commits_two(bench: Bench) -> None:
    bench.line.writes = [UNHEARD]
    bench.store.commit(phone(), case("1"))
    bench.store.commit(phone("+12125550124"), case("2"))

    tokens = [request["ClientRequestToken"] for request in bench.line.sent]

    assert tokens[0] == tokens[1] != tokens[2]
    assert len(tokens[0]) == 36


# --- definite answers -----------------------------------------------------------------------------------------------


@both
@pytest.mark.parametrize(
    "step",
    [
        UNREACHABLE,
        THROTTLED,
        raising(answer("ProvisionedThroughputExceededException")),
        raising(answer("RequestLimitExceeded")),
        raising(answer("TransactionCanceledException", 400, "None", "ThrottlingError")),
        raising(aws.ConnectTimeoutError(endpoint_url="played")),
    ],
    ids=["unreachable", "throttled", "throughput", "limit", "canceled", "connect-time-out"],
)
def test_what_was_certainly_not_written_is_unavailable(bench: Bench, records: tuple[Record, ...], step: Step) -> None:
    bench.line.writes = [step] * ATTEMPTS

    with pytest.raises(Unavailable):
        bench.store.commit(*records)

    assert bench.store.get(Phone, phone().key) is None
    assert len(bench.slept) == len(PAUSES)
    assert all(pause / 2 <= slept <= pause for pause, slept in zip(PAUSES, bench.slept, strict=True))


@pytest.mark.parametrize(
    "error",
    [
        answer("TransactionConflictException"),
        answer("TransactionCanceledException", 400, "None", "TransactionConflict"),
        answer("TransactionCanceledException", 400, "ThrottlingError", "TransactionConflict"),
        answer("TransactionCanceledException", 400, "TransactionConflict", "ConditionalCheckFailed"),
    ],
)
def test_another_transaction_at_the_same_record_is_a_conflict_at_once(bench: Bench, error: aws.ClientError) -> None:
    bench.line.writes = [raising(error)]

    with pytest.raises(Conflict):
        bench.store.commit(*TOGETHER)

    assert len(bench.line.sent) == 1
    assert bench.slept == []


@pytest.mark.parametrize(
    "error",
    [
        answer("ValidationException"),
        answer("AccessDeniedException"),
        answer("ResourceNotFoundException"),
        answer("TransactionCanceledException", 400, "None", "ValidationError"),
    ],
)
def test_a_definite_no_is_refused_at_once_and_says_which(bench: Bench, error: aws.ClientError) -> None:
    bench.line.writes = [raising(error)]

    with pytest.raises(Refused) as refused:
        bench.store.commit(*TOGETHER)

    told = refused.value
    assert (told.vendor, told.status, told.request_id) == ("dynamodb", 400, "R1")
    assert told.code == error.response["Error"]["Code"]
    assert len(bench.line.sent) == 1


def test_an_item_of_more_than_400_kb_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused):
        bench.store.commit(phone().model_copy(update={"silence": Silence(kind="x" * 410_000, at=AT, by="x")}))

    assert bench.store.get(Phone, phone().key) is None


def test_what_is_not_of_its_type_is_refused_before_it_is_written_and_told_without_its_value(bench: Bench) -> None:
    # A copy with changes is not checked by pydantic.
    with pytest.raises(Refused, match="a field of a phone is not of its type") as refused:
        bench.store.commit(phone().model_copy(update={"answers": (NUMBER,)}))

    assert bench.line.sent == []
    assert (refused.value.__cause__, refused.value.__suppress_context__) == (None, True)


def test_an_item_that_cannot_be_read_names_its_field_and_no_value(bench: Bench) -> None:
    # given an item from a version that knew another field
    bench.store.commit(phone())
    item = raw(bench, phone())
    body = item["body"]["S"].replace('"failures":0', f'"failed":"{NUMBER}"')
    bench.line.client.put_item(TableName=bench.table, Item=item | {"body": {"S": body}})

    with pytest.raises(Refused, match="a stored phone cannot be read: failed") as refused:
        bench.store.get(Phone, phone().key)

    assert NUMBER not in str(refused.value)
    assert refused.value.__suppress_context__


# --- reads ----------------------------------------------------------------------------------------------------------

READS: dict[str, Callable[[DynamoStore], object]] = {
    "get": lambda store: store.get(Case, case().key),
    "listed": lambda store: store.listed(Case, case().by),
    "series": lambda store: store.series(Case, case().key.pk),
    "due": lambda store: store.due(Case, AT, 1),
    "next_due": lambda store: store.next_due(Case),
}
each_read = pytest.mark.parametrize("read", READS.values(), ids=READS)


@each_read
def test_a_read_is_asked_again_and_then_unavailable(bench: Bench, read: Callable[[DynamoStore], object]) -> None:
    bench.line.reads = [UNHEARD, BROKEN, THROTTLED]
    read(bench.store)

    bench.line.reads = [UNHEARD] * ATTEMPTS
    with pytest.raises(Unavailable):
        read(bench.store)


@each_read
def test_a_read_that_is_refused_says_so_at_once(bench: Bench, read: Callable[[DynamoStore], object]) -> None:
    bench.line.reads = [raising(answer("AccessDeniedException"))]

    with pytest.raises(Refused):
        read(bench.store)

    assert bench.slept == []


@each_read
def test_only_what_an_index_answers_may_lag(bench: Bench, read: Callable[[DynamoStore], object]) -> None:
    # moto and DynamoDB Local never lag: what is asked for is all that can be seen here.
    read(bench.store)

    assert bench.line.asked
    for request in bench.line.asked:
        assert ("IndexName" in request) is not request.get("ConsistentRead", False)


# --- the client -----------------------------------------------------------------------------------------------------


def test_a_client_that_retries_beneath_the_store_is_not_taken(bench: Bench) -> None:
    with pytest.raises(ValueError, match="retries by itself"):
        DynamoStore(bench.table, boto3.client("dynamodb"))


def test_a_silent_server_is_given_up_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    # given a port on which nobody listens any more
    for variable, value in PLAYED_KEYS.items():
        monkeypatch.setenv(variable, value)
    store = DynamoStore("pastdue", connect("http://127.0.0.1:9"), sleep=lambda _: None)

    with pytest.raises(Unavailable):
        store.get(Case, case().key)
    with pytest.raises(Unavailable):
        store.commit(*TOGETHER)


# --- what the items look like ---------------------------------------------------------------------------------------


def raw(bench: Bench, record: Record) -> dict[str, Any]:
    found = bench.line.client.get_item(
        TableName=bench.table, Key={"pk": {"S": record.key.pk}, "sk": {"S": record.key.sk}}
    )
    return dict(found["Item"])


def test_an_item_shows_what_the_store_works_with(bench: Bench) -> None:
    record = case(due_at=AT.replace(microsecond=0))
    bench.store.commit(record)

    item = raw(bench, record)

    assert item.pop("body")["S"] == record.model_dump_json(exclude={"version"})
    assert len(item.pop("commit")["S"]) == 36
    assert item == {
        "pk": {"S": record.key.pk},
        "sk": {"S": record.key.sk},
        "kind": {"S": "case"},
        "version": {"N": "1"},
        "by": {"S": record.by},
        "due_shard": {"S": shard_of("case", record.key.pk)},
        "due_at": {"S": "2026-03-02T15:04:05.000000Z"},
    }


def test_an_item_without_index_and_end_has_none_of_their_attributes(bench: Bench) -> None:
    bench.store.commit(phone())
    bench.store.commit(case(due_at=AT))
    bench.store.commit(case(version=1))

    assert raw(bench, phone()).keys() == {"pk", "sk", "kind", "version", "commit", "body"}
    assert raw(bench, case()).keys() == {"pk", "sk", "kind", "version", "commit", "body", "by"}


@pytest.mark.parametrize(
    ("off", "epoch"), [(-1, 1_772_463_845), (0, 1_772_463_845), (1, 1_772_463_846)], ids=["before", "at", "after"]
)
def test_an_item_never_expires_before_its_time(bench: Bench, off: int, epoch: int) -> None:
    until = datetime(2026, 3, 2, 15, 4, 5, tzinfo=UTC) + timedelta(microseconds=off)
    record = Seen(source="stripe", event_id="evt_1", at=AT, forget_at=until)
    bench.store.commit(record)

    assert raw(bench, record)["expires"] == {"N": str(epoch)}
    assert epoch >= until.timestamp()


def test_what_is_written_together_carries_the_same_commit(bench: Bench) -> None:
    bench.store.commit(*TOGETHER)
    bench.store.commit(company())

    marks = [raw(bench, record)["commit"]["S"] for record in (*TOGETHER, company())]

    assert marks[0] == marks[1] != marks[2]


# --- on DynamoDB Local, which knows tokens and locks ----------------------------------------------------------------


@pytest.mark.races
@both
def test_no_update_is_lost_or_doubled_on_a_line_that_loses_answers(
    local_endpoint: str, records: tuple[Record, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given eight workers, each on a line that loses every third answer, after the write or before it
    for variable, value in PLAYED_KEYS.items():
        monkeypatch.setenv(variable, value)
    with new_table(local_endpoint) as (table, client):
        DynamoStore(table, client).commit(*records)
        done, unknown = list[int](), list[int]()

        def work(number: int) -> None:
            line = Line(client)
            store = DynamoStore(table, line, sleep=lambda _: None)
            for turn in range(6):
                line.writes = [[done_unheard, UNHEARD, _plainly][(number + turn) % 3]]
                while True:
                    read = [found for each in records if (found := store.get(type(each), each.key)) is not None]
                    try:
                        store.commit(*read)
                        done.append(number)
                        break
                    except Conflict:
                        continue
                    except Unknown:
                        unknown.append(number)
                        break

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        # then every commit that was said to be done moved the version once, and the rest was said to be unknown
        assert len(done) + len(unknown) == 48
        for each in records:
            found = DynamoStore(table, client).get(type(each), each.key)
            assert found is not None
            assert 1 + len(done) <= found.version <= 1 + len(done) + len(unknown)


def _plainly(send: Callable[..., dict[str, Any]], request: dict[str, Any]) -> dict[str, Any]:
    return send(**request)


@pytest.mark.races
def test_a_commit_is_seen_whole_or_not_at_all_in_its_chain(
    local_endpoint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given two workers who would both write entry 1 to 40 of one chain with another case
    for variable, value in PLAYED_KEYS.items():
        monkeypatch.setenv(variable, value)
    with new_table(local_endpoint) as (table, client):
        outcomes: list[PastdueError | None] = []

        def write(number: int) -> None:
            try:
                DynamoStore(table, client).commit(case(str(number)), *entries(40, reason=str(number)))
            except Conflict as conflict:
                outcomes.append(conflict)
            else:
                outcomes.append(None)

        threads = [threading.Thread(target=write, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        store = DynamoStore(table, client)
        chain = store.series(type(entries(1)[0]), entries(1)[0].key.pk)
        assert outcomes.count(None) == 1
        assert len({entry.fact.reason for entry in chain}) == 1
        assert len(chain) == 40
        assert sum(store.get(Case, case(str(number)).key) is not None for number in range(2)) == 1
        assert NUMBER not in str(outcomes)
