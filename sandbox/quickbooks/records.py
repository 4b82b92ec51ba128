"""The records of one played company: objects as QuickBooks shows them, and indexes that find one of thousands."""

from __future__ import annotations

import json
from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import Any
from zoneinfo import ZoneInfo

Data = dict[str, Any]
"""One JSON object; its numbers are Decimals, and it is replaced when it changes, never changed in place."""

# QuickBooks shows its times in its own zone, wherever the company is.
PACIFIC = ZoneInfo("America/Los_Angeles")
LONG_AGO = datetime.min.replace(tzinfo=UTC)


def number(value: Decimal) -> int | float:
    """A decimal as QuickBooks writes it in JSON: 150.0, and 0 for nothing. For the wire only, never to reckon with."""
    return float(value) if value else 0


def _default(value: object) -> int | float:
    if isinstance(value, Decimal):
        return number(value)
    raise TypeError(f"{type(value).__name__} has no place in QuickBooks' JSON")


def to_json(value: object) -> str:
    """JSON text as it goes over the wire."""
    return json.dumps(value, default=_default, separators=(",", ":"))


def stamp(moment: datetime) -> str:
    """A time as MetaData shows it: whole seconds with the offset."""
    return moment.astimezone(PACIFIC).isoformat(timespec="seconds")


def answer_time(moment: datetime) -> str:
    """A time as an answer's `time` shows it: milliseconds with the offset."""
    return moment.astimezone(PACIFIC).isoformat(timespec="milliseconds")


@dataclass(slots=True, eq=False)
class Record:
    """One object of the books, its history as far as a lagging index needs it, and its text once it was asked for."""

    kind: str
    id: str
    data: Data
    created: datetime
    updated: datetime
    deleted: bool = False
    turn: int = 0
    versions: list[tuple[datetime, Data | None]] = field(default_factory=list)
    _text: str | None = None

    @property
    def text(self) -> str:
        """The object's JSON, made once for each change."""
        if self._text is None:
            self._text = to_json(self.data)
        return self._text

    def forget_text(self) -> None:
        """The object changed: its text must be made anew."""
        self._text = None


class Store:
    """All records of one company."""

    def __init__(self) -> None:
        self.lag = timedelta(0)
        """How far the index behind queries is behind the truth."""
        self.open_invoices: dict[str, None] = {}
        self._records: dict[str, dict[str, Record]] = {}
        self._by_customer: dict[tuple[str, str], dict[str, None]] = {}
        self._by_number: dict[tuple[str, str], dict[str, None]] = {}
        self._log: list[tuple[datetime, int, Record]] = []
        self._turn = 0

    def add(self, kind: str, data: Data, at: datetime) -> Record:
        """Put a new object in; it carries its own Id."""
        record = Record(kind, str(data["Id"]), data, created=at, updated=at)
        if self.lag:
            record.versions.append((LONG_AGO, None))
        self._records.setdefault(kind, {})[record.id] = record
        self._index(record, data, present=True)
        self._note(record, at)
        return record

    def change(self, record: Record, data: Data, at: datetime) -> None:
        """Replace what a record says."""
        self._index(record, record.data, present=False)
        self._keep_first(record)
        record.data = data
        self._index(record, data, present=True)
        record.forget_text()
        self._note(record, at)

    def remove(self, record: Record, at: datetime) -> None:
        """Delete: only change data capture still tells of it."""
        self._index(record, record.data, present=False)
        self._keep_first(record)
        record.deleted = True
        record.data = {
            "domain": "QBO",
            "status": "Deleted",
            "Id": record.id,
            "MetaData": {"LastUpdatedTime": stamp(at)},
        }
        record.forget_text()
        self._note(record, at)

    def get(self, kind: str, id_: str) -> Record | None:
        """A living record."""
        record = self._records.get(kind, {}).get(id_)
        return None if record is None or record.deleted else record

    def all(self, kind: str) -> Iterator[Record]:
        """The living records of a kind, oldest first."""
        return (record for record in self._records.get(kind, {}).values() if not record.deleted)

    def with_deleted(self, kind: str) -> Iterator[Record]:
        """The records of a kind with the deleted ones, which a lagging index may still show."""
        return iter(self._records.get(kind, {}).values())

    def of_customer(self, kind: str, customer: str) -> list[Record]:
        """The living records of a kind that name this customer."""
        return self._found(kind, self._by_customer.get((kind, customer), {}))

    def numbered(self, kind: str, reference: str) -> list[Record]:
        """The living records of a kind with this DocNumber or PaymentRefNum."""
        return self._found(kind, self._by_number.get((kind, reference), {}))

    def open(self) -> list[Record]:
        """The invoices with a balance."""
        return self._found("Invoice", self.open_invoices)

    def changed_since(self, since: datetime) -> list[Record]:
        """The records, deleted ones too, whose last change was in that second or later, oldest change first."""
        start = bisect_left(self._log, since, key=itemgetter(0))
        return [record for _, turn, record in self._log[start:] if record.turn == turn]

    def visible(self, record: Record, now: datetime) -> Data | None:
        """What the index shows of a record: with a lag, what it said some time ago; None where it shows nothing."""
        if self.lag and record.versions:
            limit = now - self.lag
            for at, data in reversed(record.versions):
                if at <= limit:
                    return data
            return None
        return None if record.deleted else record.data

    def _found(self, kind: str, ids: dict[str, None]) -> list[Record]:
        records = self._records.get(kind, {})
        return [records[id_] for id_ in ids]

    def _keep_first(self, record: Record) -> None:
        if self.lag and not record.versions:
            record.versions.append((LONG_AGO, record.data))

    def _note(self, record: Record, at: datetime) -> None:
        record.updated = max(at, record.created)
        self._turn += 1
        record.turn = self._turn
        insort(self._log, (at.replace(microsecond=0), self._turn, record), key=lambda entry: entry[:2])
        if len(self._log) > 1000 and len(self._log) > 3 * sum(len(records) for records in self._records.values()):
            self._log = [entry for entry in self._log if entry[2].turn == entry[1]]
        if self.lag or record.versions:
            limit = at - self.lag
            while len(record.versions) > 1 and record.versions[1][0] <= limit:
                del record.versions[0]
            record.versions.append((at, None if record.deleted else record.data))

    def _index(self, record: Record, data: Data, *, present: bool) -> None:
        keys: list[tuple[dict[tuple[str, str], dict[str, None]], tuple[str, str]]] = []
        customer = data.get("CustomerRef")
        if customer is not None:
            keys.append((self._by_customer, (record.kind, customer["value"])))
        reference = data.get("PaymentRefNum") if record.kind == "Payment" else data.get("DocNumber")
        if reference:
            keys.append((self._by_number, (record.kind, reference)))
        for index, key in keys:
            if present:
                index.setdefault(key, {})[record.id] = None
            else:
                index.get(key, {}).pop(record.id, None)
        if record.kind == "Invoice":
            if present and data["Balance"] > 0:
                self.open_invoices[record.id] = None
            else:
                self.open_invoices.pop(record.id, None)
