"""The table: its keys, its two sparse indexes and its time to live. The one description that all who make it follow."""

from __future__ import annotations

from typing import Any
from zlib import crc32

PK = "pk"
SK = "sk"
EXPIRES = "expires"

DUE_INDEX = "due"
DUE_SHARD = "due_shard"
DUE_AT = "due_at"

# Not `by`, as its attribute: the name of an index has at least three letters.
BY_INDEX = "listed"
BY = "by"

# One partition of an index takes 1,000 writes a second; a burst after a holiday moves thousands of due times at once.
SHARDS = 8


def shard(kind: str, number: int) -> str:
    """The partition of the due index for one shard of a kind."""
    return f"{kind}#{number}"


def shard_of(kind: str, pk: str) -> str:
    """The partition of the due index where a record is found."""
    return shard(kind, crc32(pk.encode()) % SHARDS)


def shards(kind: str) -> tuple[str, ...]:
    """All partitions of the due index for a kind."""
    return tuple(shard(kind, number) for number in range(SHARDS))


def table_request(name: str) -> dict[str, Any]:
    """What CreateTable takes. Where the stack makes the table, a test holds its template against this."""
    return {
        "TableName": name,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": [
            {"AttributeName": each, "AttributeType": "S"} for each in (PK, SK, DUE_SHARD, DUE_AT, BY)
        ],
        "KeySchema": _keys(PK, SK),
        "GlobalSecondaryIndexes": [
            {
                "IndexName": DUE_INDEX,
                "KeySchema": _keys(DUE_SHARD, DUE_AT),
                "Projection": {"ProjectionType": "KEYS_ONLY"},
            },
            {"IndexName": BY_INDEX, "KeySchema": _keys(BY, PK), "Projection": {"ProjectionType": "ALL"}},
        ],
    }


def ttl_request(name: str) -> dict[str, Any]:
    """What UpdateTimeToLive takes."""
    return {"TableName": name, "TimeToLiveSpecification": {"Enabled": True, "AttributeName": EXPIRES}}


def _keys(partition: str, sort: str) -> list[dict[str, str]]:
    return [{"AttributeName": partition, "KeyType": "HASH"}, {"AttributeName": sort, "KeyType": "RANGE"}]
