"""A record as an item and back.

What the store works with are attributes of their own; the record itself is JSON text in `body`, since a native map
comes back in another order, and a fact is shown in the order in which it was written.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError

from pastdue.adapters.dynamodb.rules import refused, utc
from pastdue.adapters.dynamodb.table import BY, DUE_AT, DUE_SHARD, EXPIRES, PK, SK, shard_of
from pastdue.domain.record import Key, Record

R = TypeVar("R", bound=Record)
Attribute = Mapping[str, Any]
Item = Mapping[str, Attribute]


def to_item(record: Record, commit: str) -> dict[str, Attribute]:
    """The item that a commit writes, at the version after the one that was read; `commit` says which call wrote it."""
    item: dict[str, Attribute] = {
        **to_key(record.key),
        "kind": {"S": record.KIND},
        "version": {"N": str(record.version + 1)},
        "commit": {"S": commit},
        "body": {"S": _body(record)},
    }
    if record.by is not None:
        item[BY] = {"S": record.by}
    if record.next_at is not None:
        item[DUE_SHARD] = {"S": shard_of(record.KIND, record.key.pk)}
        item[DUE_AT] = {"S": to_instant(record.next_at)}
    if record.expires_at is not None:
        item[EXPIRES] = {"N": str(math.ceil(utc(record.expires_at).timestamp()))}
    return item


def from_item(kind: type[R], item: Item) -> R:
    """The record in an item."""
    if item["kind"]["S"] != kind.KIND:
        raise TypeError(f"a {item['kind']['S']} is not a {kind.KIND}")
    try:
        record = kind.model_validate_json(item["body"]["S"])
    except ValidationError as error:
        where = ", ".join(sorted({".".join(map(str, each["loc"])) for each in error.errors(include_input=False)}))
        raise refused(f"a stored {kind.KIND} cannot be read: {where}") from None  # the error itself tells the values
    return record.model_copy(update={"version": int(item["version"]["N"])})


def _body(record: Record) -> str:
    # A copy with changes (model_copy) is not checked against its types; what is written wrong could not be read again.
    try:
        return record.model_dump_json(exclude={"version"}, warnings="error")
    except PydanticSerializationError:
        raise refused(f"a field of a {record.KIND} is not of its type") from None  # the error itself tells the values


def item_bytes(item: Item) -> int:
    """The size of an item as DynamoDB counts it: names and values in UTF-8, a number in two digits a byte."""
    return sum(
        len(name) + (len(attribute["S"].encode()) if "S" in attribute else len(attribute["N"]) // 2 + 2)
        for name, attribute in item.items()
    )


def to_key(key: Key) -> dict[str, Attribute]:
    """The key attributes."""
    return {PK: {"S": key.pk}, SK: {"S": key.sk}}


def from_key(item: Item) -> Key:
    """The key in an item."""
    return Key(item[PK]["S"], item[SK]["S"])


def to_instant(at: datetime) -> str:
    """UTC, ISO 8601, always with six decimals, so that the order of the texts is the order of the instants."""
    return utc(at).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_instant(text: str) -> datetime:
    """The instant in an index key."""
    return datetime.fromisoformat(text)
