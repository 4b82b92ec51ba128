"""The Store on DynamoDB: conditional writes by version, strongly consistent reads by key, indexes that only suggest."""

from __future__ import annotations

import heapq
import itertools
import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from enum import Enum, auto
from typing import Any, TypeVar
from uuid import uuid4

from botocore import exceptions as aws
from botocore.parsers import ResponseParserError

from pastdue.adapters.dynamodb.client import DynamoClient
from pastdue.adapters.dynamodb.item import Item, from_instant, from_item, from_key, to_instant, to_item, to_key
from pastdue.adapters.dynamodb.rules import checked
from pastdue.adapters.dynamodb.table import BY_INDEX, DUE_AT, DUE_INDEX, shards
from pastdue.domain.errors import Conflict, Refused, Unavailable, Unknown
from pastdue.domain.record import Key, Record

R = TypeVar("R", bound=Record)

# Seconds between attempts. With the client's time-outs the last one begins more than 5 s after a first that was
# lost, which is when DynamoDB finishes a transaction that it left in progress (TransactionInProgressException).
PAUSES = (0.1, 0.4, 1.6)

_THROTTLES = {
    "ProvisionedThroughputExceeded",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingError",
    "ThrottlingException",
}
_NOT_SENT = (
    aws.ConnectTimeoutError,
    aws.CredentialRetrievalError,
    aws.EndpointConnectionError,
    aws.NoCredentialsError,
    aws.ProxyConnectionError,
)
_LOST = (aws.ConnectionError, aws.HTTPClientError, ResponseParserError)


class _Answer(Enum):
    """What an error answer means for a write."""

    MOVED = auto()  # the stored version is another one
    CONTENDED = auto()  # another transaction is at one of the items
    THROTTLED = auto()  # nothing was done
    UNCLEAR = auto()  # it may have been done
    REFUSED = auto()  # nothing was done, nor ever would be


class DynamoStore:
    """The state in one table (table.py).

    The client must not retry by itself (client.py, connect): a lost answer followed by an SDK retry comes back as a
    failed condition, though it was our own write that moved the version.
    """

    def __init__(self, table_name: str, client: DynamoClient, *, sleep: Callable[[float], None] = time.sleep) -> None:
        if (client.meta.config.retries or {}).get("total_max_attempts") != 1:
            raise ValueError("the client retries by itself; make it with pastdue.adapters.dynamodb.client.connect")
        self._table = table_name
        self._client = client
        self._sleep = sleep

    def get(self, kind: type[R], key: Key) -> R | None:
        """The record at a key, or None."""
        item = self._get(key)
        return None if item is None else from_item(kind, item)

    def listed(self, kind: type[R], by: str) -> tuple[R, ...]:
        """Records of a kind under one value of the `by` index, ordered by key."""
        items = self._query(
            IndexName=BY_INDEX,
            KeyConditionExpression="#by = :by",
            FilterExpression="#kind = :kind",
            ExpressionAttributeNames={"#by": "by", "#kind": "kind"},
            ExpressionAttributeValues={":by": {"S": by}, ":kind": {"S": kind.KIND}},
        )
        return tuple(sorted((from_item(kind, item) for item in items), key=_key))

    def series(self, kind: type[R], pk: str) -> tuple[R, ...]:
        """All records of a kind in one partition, in sort key order."""
        items = self._query(
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk",
            FilterExpression="#kind = :kind",
            ExpressionAttributeNames={"#kind": "kind"},
            ExpressionAttributeValues={":pk": {"S": pk}, ":kind": {"S": kind.KIND}},
        )
        return tuple(from_item(kind, item) for item in items)

    def due(self, kind: type[R], until: datetime, limit: int) -> tuple[Key, ...]:
        """Keys due at or before `until`, earliest first over all shards; those of one instant by key, limit aside."""
        if limit <= 0:
            return ()
        each = [self._due(shard, limit, until) for shard in shards(kind.KIND)]
        return tuple(key for _, key in itertools.islice(heapq.merge(*each), limit))

    def next_due(self, kind: type[R]) -> datetime | None:
        """The earliest `next_at` over all shards, or None."""
        first = [entry for shard in shards(kind.KIND) for entry in self._due(shard, 1)]
        return from_instant(min(first)[0]) if first else None

    def commit(self, *records: Record) -> None:
        """Write all or nothing; each only where the stored version is the one the record was read at."""
        checked(records)
        if not records:
            return
        # Unique for each call, not made from the content: two workers who decide alike must not both be told that they
        # won. Kept over our own attempts, so that DynamoDB knows a second attempt, and so do we (_landed).
        commit = str(uuid4())
        puts = [self._put(record, commit) for record in records]
        if len(puts) == 1:
            self._write(records, commit, self._client.put_item, puts[0])  # half the price of a transaction
        else:
            request = {"ClientRequestToken": commit, "TransactItems": [{"Put": put} for put in puts]}
            self._write(records, commit, self._client.transact_write_items, request)

    def _put(self, record: Record, commit: str) -> dict[str, Any]:
        put: dict[str, Any] = {"TableName": self._table, "Item": to_item(record, commit)}
        if record.version == 0:
            return put | {"ConditionExpression": "attribute_not_exists(pk)"}
        return put | {
            "ConditionExpression": "#version = :version",
            "ExpressionAttributeNames": {"#version": "version"},
            "ExpressionAttributeValues": {":version": {"N": str(record.version)}},
        }

    def _write(
        self, records: tuple[Record, ...], commit: str, send: Callable[..., dict[str, Any]], request: dict[str, Any]
    ) -> None:
        kinds = ", ".join(sorted({record.KIND for record in records}))
        maybe = False  # an earlier attempt got no answer, so that it may have been written
        cause: Exception | None = None
        for pause in (*PAUSES, None):
            try:
                send(**request)
                return
            except aws.ClientError as error:
                cause = error
                match _meaning(error):
                    case _Answer.MOVED:
                        if maybe and self._landed(records, commit):
                            return
                        raise Conflict(f"somebody else wrote first ({kinds})") from error
                    case _Answer.CONTENDED:
                        # After a lost answer, the other transaction may be our own.
                        if not maybe:
                            raise Conflict(f"somebody else is writing ({kinds})") from error
                    case _Answer.THROTTLED:
                        pass
                    case _Answer.UNCLEAR:
                        maybe = True
                    case _Answer.REFUSED:
                        if not maybe:
                            raise _refused(f"the commit was refused ({kinds})", error) from error
            except _NOT_SENT as error:
                cause = error
            except _LOST as error:
                cause, maybe = error, True
            if pause is not None:
                self._sleep(pause * random.uniform(0.5, 1))
        if maybe:
            raise Unknown(f"no answer to a commit ({kinds}); it may have been written", vendor="dynamodb") from cause
        raise Unavailable(f"no answer to a commit ({kinds}); nothing was written", vendor="dynamodb") from cause

    def _landed(self, records: tuple[Record, ...], commit: str) -> bool:
        """Whether it was our own earlier attempt that moved the versions; Unknown when others have written over it."""
        #   us                          another
        #   write 3→4, answer lost
        #   write 3→4: condition fails                    version 4, our commit: it landed
        #                               write 3→4         version 4, another commit: it did not, nor ever will
        #                               write 4→5         version 5: either
        for record in records:
            try:
                item = self._get(record.key)
            except (Unavailable, Refused) as error:
                raise Unknown("a commit may have been written, and cannot be looked at", vendor="dynamodb") from error
            if item is None or int(item["version"]["N"]) <= record.version:
                return False
            if int(item["version"]["N"]) == record.version + 1:
                return bool(item["commit"]["S"] == commit)
        raise Unknown("a commit may have been written, and was written over since", vendor="dynamodb")

    def _get(self, key: Key) -> Item | None:
        item: Item | None = self._read(self._client.get_item, Key=to_key(key), ConsistentRead=True).get("Item")
        return item

    def _query(self, **request: Any) -> Iterator[Item]:
        while True:
            page = self._read(self._client.query, **request)
            yield from page["Items"]
            if not page.get("LastEvaluatedKey"):
                return
            request["ExclusiveStartKey"] = page["LastEvaluatedKey"]

    def _due(self, shard: str, limit: int, until: datetime | None = None) -> list[tuple[str, Key]]:
        condition = "due_shard = :shard"
        values = {":shard": {"S": shard}}
        if until is not None:
            condition += " AND due_at <= :until"
            values[":until"] = {"S": to_instant(until)}
        items = self._query(
            IndexName=DUE_INDEX, KeyConditionExpression=condition, ExpressionAttributeValues=values, Limit=limit
        )
        return sorted((item[DUE_AT]["S"], from_key(item)) for item in itertools.islice(items, limit))

    def _read(self, ask: Callable[..., dict[str, Any]], **request: Any) -> dict[str, Any]:
        cause: Exception | None = None
        for pause in (*PAUSES, None):
            try:
                return ask(TableName=self._table, **request)
            except aws.ClientError as error:
                if _meaning(error) is _Answer.REFUSED:
                    raise _refused("a read was refused", error) from error
                cause = error
            except (*_NOT_SENT, *_LOST) as error:
                cause = error
            if pause is not None:
                self._sleep(pause * random.uniform(0.5, 1))
        raise Unavailable("no answer to a read", vendor="dynamodb") from cause


def _key(record: Record) -> Key:
    return record.key


def _meaning(error: aws.ClientError) -> _Answer:
    code = error.response["Error"]["Code"]
    codes = {code, *(reason.get("Code", "") for reason in error.response.get("CancellationReasons", ()))}
    if codes & {"ConditionalCheckFailedException", "ConditionalCheckFailed"}:
        return _Answer.MOVED
    if codes & {"TransactionConflictException", "TransactionConflict"}:
        return _Answer.CONTENDED
    if codes & _THROTTLES:
        return _Answer.THROTTLED
    if code == "TransactionInProgressException" or error.response["ResponseMetadata"]["HTTPStatusCode"] >= 500:
        return _Answer.UNCLEAR
    return _Answer.REFUSED


def _refused(message: str, error: aws.ClientError) -> Refused:
    about = error.response["ResponseMetadata"]
    return Refused(
        message,
        vendor="dynamodb",
        status=about["HTTPStatusCode"],
        code=error.response["Error"]["Code"],
        request_id=about.get("RequestId", ""),
    )
