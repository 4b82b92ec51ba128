"""QuickBooks' query language, as documented: one entity, AND only, no joins, and an index instead of the truth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from sandbox.quickbooks import errors
from sandbox.quickbooks.records import PACIFIC, Data, Record, Store

MOST_ROWS = 1000
DEFAULT_ROWS = 100

_TEXT, _NUMBER, _DATE, _TIME, _REFERENCE, _FLAG = "text", "number", "date", "time", "reference", "flag"

_TIMES = {"MetaData.CreateTime": _TIME, "MetaData.LastUpdatedTime": _TIME}
_SALE = {
    "Id": _TEXT,
    "DocNumber": _TEXT,
    "TxnDate": _DATE,
    "CustomerRef": _REFERENCE,
    "TotalAmt": _NUMBER,
    **_TIMES,
}
_NAMED = {"Id": _TEXT, "Name": _TEXT, "Active": _FLAG, **_TIMES}

# What may stand in WHERE and ORDERBY; anything else is refused, PrivateNote and the phones among them.
QUERYABLE: dict[str, dict[str, str]] = {
    "Invoice": {**_SALE, "DueDate": _DATE, "Balance": _NUMBER, "SalesTermRef": _REFERENCE},
    "CreditMemo": {**_SALE, "Balance": _NUMBER},
    "RefundReceipt": dict(_SALE),
    "Payment": {
        "Id": _TEXT,
        "TxnDate": _DATE,
        "CustomerRef": _REFERENCE,
        "TotalAmt": _NUMBER,
        "PaymentRefNum": _TEXT,
        **_TIMES,
    },
    "Deposit": {"Id": _TEXT, "TxnDate": _DATE, "TotalAmt": _NUMBER, **_TIMES},
    "JournalEntry": {"Id": _TEXT, "DocNumber": _TEXT, "TxnDate": _DATE, **_TIMES},
    "Customer": {
        "Id": _TEXT,
        "DisplayName": _TEXT,
        "FullyQualifiedName": _TEXT,
        "GivenName": _TEXT,
        "MiddleName": _TEXT,
        "FamilyName": _TEXT,
        "CompanyName": _TEXT,
        "PrintOnCheckName": _TEXT,
        "Active": _FLAG,
        "Balance": _NUMBER,
        **_TIMES,
    },
    "Term": dict(_NAMED),
    "CustomerType": dict(_NAMED),
    "PaymentMethod": dict(_NAMED),
    "Item": {**_NAMED, "Type": _TEXT},
    "Account": {**_NAMED, "AccountType": _TEXT, "AccountSubType": _TEXT, "Classification": _TEXT},
    "CompanyInfo": {"Id": _TEXT, **_TIMES},
    "Preferences": {"Id": _TEXT, **_TIMES},
}
_ENTITIES = {name.lower(): name for name in QUERYABLE}

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^'\\]|\\.)*')|(?P<word>[A-Za-z_][A-Za-z0-9_.]*)|(?P<int>\d+)|(?P<op><=|>=|=|<|>)|(?P<mark>[(),*]))"
)
_KEYWORDS = {"where", "and", "or", "orderby", "order", "startposition", "maxresults", "iterator"}


@dataclass(frozen=True)
class Condition:
    """One comparison of WHERE."""

    name: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Query:
    """A query that is in order."""

    entity: str
    counts: bool
    fields: tuple[str, ...]
    conditions: tuple[Condition, ...]
    order: tuple[tuple[str, bool], ...]
    start: int
    most: int


class _Reader:
    def __init__(self, text: str) -> None:
        self.tokens = list(self._split(text.strip()))
        self.at = 0

    @staticmethod
    def _split(text: str) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(text):
            found = _TOKEN.match(text, at)
            if found is None or found.lastgroup is None:
                raise errors.cannot_parse(
                    f'Invalid content. Lexical error at line 1, column {at + 1}. Encountered: "{text[at]}"'
                )
            yield found.lastgroup, found.group(found.lastgroup)
            at = found.end()

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "<EOF>")

    def take(self, kind: str) -> str:
        found, text = self.peek()
        if found != kind:
            raise self.surprise()
        self.at += 1
        return text

    def keyword(self, word: str) -> bool:
        kind, text = self.peek()
        if kind == "word" and text.lower() == word:
            self.at += 1
            return True
        return False

    def expect(self, word: str) -> None:
        if not self.keyword(word):
            raise self.surprise(f'"{word}" ...')

    def mark(self, mark: str) -> bool:
        if self.peek() == ("mark", mark):
            self.at += 1
            return True
        return False

    def surprise(self, expected: str = "") -> errors.Fault:
        detail = f'Encountered "{self.peek()[1]}" at line 1, token {self.at + 1}.'
        return errors.cannot_parse(f"{detail} Was expecting: {expected}" if expected else detail)


def parse(text: str) -> Query:
    """Read a query; raises Fault 4000 for its grammar and 4001 for what cannot be asked."""
    reader = _Reader(text)
    reader.expect("select")
    counts, fields = _selected(reader)
    reader.expect("from")
    name = reader.take("word")
    entity = _ENTITIES.get(name.lower())
    if entity is None:
        raise errors.invalid_query(f"resource {name} is not supported")
    conditions: list[Condition] = []
    if reader.keyword("where"):
        conditions.append(_condition(reader, entity))
        while reader.keyword("and"):
            conditions.append(_condition(reader, entity))
    order = _order(reader, entity)
    start, most = _page(reader)
    if reader.peek()[0] != "end":
        raise reader.surprise("<EOF>")
    return Query(entity, counts, fields, tuple(conditions), order, start, most)


def _selected(reader: _Reader) -> tuple[bool, tuple[str, ...]]:
    if reader.mark("*"):
        return False, ()
    first = reader.take("word")
    if first.lower() == "count" and reader.mark("("):
        if not reader.mark("*") or not reader.mark(")"):
            raise reader.surprise("count(*)")
        return True, ()
    names = [first]
    while reader.mark(","):
        names.append(reader.take("word"))
    return False, tuple(names)


def _property(entity: str, written: str) -> str:
    for name in QUERYABLE[entity]:
        if name.lower() == written.lower():
            return name
    raise errors.invalid_query(f"property '{written}' is not queryable")


def _value(reader: _Reader) -> str:
    kind, text = reader.peek()
    if kind == "text":
        reader.at += 1
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    if kind == "word" and text.lower() in ("true", "false"):
        reader.at += 1
        return text.lower()
    raise reader.surprise("a quoted value")


def _condition(reader: _Reader, entity: str) -> Condition:
    written = reader.take("word")
    if written.lower() in _KEYWORDS:
        reader.at -= 1
        raise reader.surprise("a property")
    name = _property(entity, written)
    if reader.keyword("in"):
        if not reader.mark("("):
            raise reader.surprise('"("')
        values = [_value(reader)]
        while reader.mark(","):
            values.append(_value(reader))
        if not reader.mark(")"):
            raise reader.surprise('")"')
        operator = "in"
    elif reader.keyword("like"):
        operator, values = "like", [_value(reader)]
    else:
        operator, values = reader.take("op"), [_value(reader)]
    if operator == "like" and QUERYABLE[entity][name] != _TEXT:
        raise errors.invalid_query(f"Operator LIKE is not supported for property {name}")
    return Condition(name, operator, tuple(values))


def _order(reader: _Reader, entity: str) -> tuple[tuple[str, bool], ...]:
    if reader.keyword("order"):
        reader.expect("by")
    elif not reader.keyword("orderby"):
        return ()
    order = []
    while True:
        name = _property(entity, reader.take("word"))
        descending = reader.keyword("desc")
        if not descending:
            reader.keyword("asc")
        order.append((name, descending))
        if not reader.mark(","):
            return tuple(order)


def _page(reader: _Reader) -> tuple[int, int]:
    start, most = 1, DEFAULT_ROWS
    if reader.keyword("startposition"):
        start = max(1, int(reader.take("int")))
    if reader.keyword("maxresults"):
        most = int(reader.take("int"))
        if most > MOST_ROWS:
            raise errors.invalid_query(f"value {most} is too large. Max allowed value is {MOST_ROWS}.")
    return start, most


def moment(text: str) -> datetime:
    """A time as a query or change data capture may write it; without an offset it is the vendor's own zone."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise errors.invalid_query(f"Invalid date/time value: {text}") from error
    return found if found.tzinfo is not None else found.replace(tzinfo=PACIFIC)


Predicate = Callable[[Data], bool]


def _test(condition: Condition, kind: str) -> Predicate:
    name = condition.name
    read: Callable[[Data], Any]
    wanted: list[Any]
    match kind:
        case "number":
            wanted, read = [_decimal(value) for value in condition.values], lambda data: data.get(name)
        case "date":
            wanted, read = [_day(value) for value in condition.values], lambda data: data.get(name)
        case "time":
            part = name.partition(".")[2]
            wanted, read = (
                [moment(value) for value in condition.values],
                lambda data: datetime.fromisoformat(data["MetaData"][part]),
            )
        case "flag":
            wanted, read = [value == "true" for value in condition.values], lambda data: data.get(name, True)
        case "reference":
            wanted, read = list(condition.values), lambda data: data.get(name, {}).get("value")
        case _:
            wanted, read = list(condition.values), lambda data: data.get(name)
    if condition.operator == "in":
        return lambda data: read(data) in wanted
    if condition.operator == "like":
        pattern = re.compile(".*".join(re.escape(part) for part in wanted[0].split("%")), re.IGNORECASE | re.DOTALL)
        return lambda data: pattern.fullmatch(str(read(data) or "")) is not None
    compare = _COMPARE[condition.operator]
    limit = wanted[0]

    def holds(data: Data) -> bool:
        value = read(data)
        return value is not None and compare(value, limit)

    return holds


_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": lambda value, limit: bool(value == limit),
    "<": lambda value, limit: bool(value < limit),
    ">": lambda value, limit: bool(value > limit),
    "<=": lambda value, limit: bool(value <= limit),
    ">=": lambda value, limit: bool(value >= limit),
}


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation as error:
        raise errors.invalid_query(f"Invalid number value: {text}") from error


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError as error:
        raise errors.invalid_query(f"Invalid date value: {text}") from error


def _candidates(query: Query, store: Store, now: datetime) -> Iterable[Record]:
    """The fewest records that can hold the answer; with a lagging index, the recently changed ones too."""
    narrow: list[Record] | None = None
    for condition in query.conditions:
        value = condition.values[0]
        if condition.name == "Id" and condition.operator in ("=", "in"):
            narrow = [
                record
                for id_ in dict.fromkeys(condition.values)
                if (record := store.get(query.entity, id_)) is not None
            ]
        elif condition.name == "CustomerRef" and condition.operator == "=":
            narrow = store.of_customer(query.entity, value)
        elif condition.name in ("DocNumber", "PaymentRefNum") and condition.operator == "=":
            narrow = store.numbered(query.entity, value)
        elif condition.name == "MetaData.LastUpdatedTime" and condition.operator in (">", ">="):
            narrow = [record for record in store.changed_since(moment(value)) if record.kind == query.entity]
        elif (
            query.entity == "Invoice"
            and condition.name == "Balance"
            and condition.operator == ">"
            and _decimal(value) >= 0
        ):
            narrow = store.open()
        if narrow is not None:
            break
    if narrow is None:
        return store.with_deleted(query.entity) if store.lag else store.all(query.entity)
    if store.lag:
        recent = (
            record
            for record in store.changed_since((now - store.lag).replace(microsecond=0))
            if record.kind == query.entity
        )
        narrow = list(dict.fromkeys([*narrow, *recent]))
    return narrow


def _sort(rows: list[Data], query: Query) -> None:
    kinds = QUERYABLE[query.entity]
    if not query.order:
        if "TxnDate" in kinds:
            rows.sort(key=lambda data: (data["TxnDate"], int(data["Id"])), reverse=True)
        else:
            name = "FullyQualifiedName" if query.entity == "Customer" else "Name"
            rows.sort(key=lambda data: str(data.get(name, "")).lower())
        return
    for name, descending in reversed(query.order):
        rows.sort(key=_sort_key(name, kinds[name]), reverse=descending)


def _sort_key(name: str, kind: str) -> Callable[[Data], Any]:
    # Ids are sorted as the text that they are ("10" before "9"), which is why nobody should order by them.
    match kind:
        case "number":
            return lambda data: data.get(name, Decimal(0))
        case "time":
            part = name.partition(".")[2]
            return lambda data: datetime.fromisoformat(data["MetaData"][part])
        case "reference":
            return lambda data: str(data.get(name, {}).get("value", ""))
        case "flag":
            return lambda data: bool(data.get(name, True))
        case _:
            return lambda data: str(data.get(name, ""))


@dataclass(frozen=True)
class Answer:
    """The rows of one page, or only how many there are."""

    query: Query
    total: int
    rows: tuple[tuple[Record, Data], ...]


def run(query: Query, store: Store, now: datetime) -> Answer:
    """Answer a query from the index as it stands."""
    kinds = QUERYABLE[query.entity]
    tests = [_test(condition, kinds[condition.name]) for condition in query.conditions]
    if "Active" in kinds and not any(condition.name == "Active" for condition in query.conditions):
        tests.append(lambda data: data.get("Active", True) is True)
    found: list[Data] = []
    records: dict[int, Record] = {}
    for record in _candidates(query, store, now):
        data = store.visible(record, now)
        if data is not None and all(test(data) for test in tests):
            found.append(data)
            records[id(data)] = record
    if query.counts:
        return Answer(query, len(found), ())
    _sort(found, query)
    page = found[query.start - 1 : query.start - 1 + query.most]
    return Answer(query, len(found), tuple((records[id(data)], data) for data in page))
