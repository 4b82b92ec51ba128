"""One of each record with every field filled, and small makers for the store's tests."""

from __future__ import annotations

import importlib
import pkgutil
import types
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import pastdue.domain
from pastdue.domain.audit import AuditEntry, ChainHead, Fact, extend
from pastdue.domain.case import Case
from pastdue.domain.company import Company, Lease
from pastdue.domain.contact import Contact, Phone
from pastdue.domain.ledger import Invoice
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem

V = TypeVar("V", bound=Value)

AT = datetime(2026, 3, 2, 15, 4, 5, 678901, tzinfo=UTC)
ELSEWHERE = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=-6)))
NUMBER = "+12125550123"
REALM = "4620816365"


def case(
    invoice_id: str = "145",
    *,
    payer: str = "24",
    due_at: datetime | None = None,
    company: str = REALM,
    version: int = 0,
) -> Case:
    invoice = filled(Invoice).model_copy(update={"id": invoice_id})
    case = Case(company_id=company, invoice=invoice, payer_id=payer, opened_at=AT)
    return case.model_copy(update={"due_at": due_at, "version": version})


def company(notice_due_at: datetime | None = None) -> Company:
    made = bare(filled(Company))
    return made.model_copy(update={"id": REALM, "connected_at": AT, "notice_due_at": notice_due_at})


def contact(phone: str | None) -> Contact:
    return bare(filled(Contact)).model_copy(update={"company_id": REALM, "customer_id": "24", "phone": phone})


def phone(number: str = NUMBER) -> Phone:
    return Phone(number=number)


def lease(holder: str, until: datetime, *, version: int = 0) -> Lease:
    return Lease(name=f"refresh#{REALM}", holder=holder, until=until, version=version)


def review(item_id: str, words: str = "") -> ReviewItem:
    return bare(filled(ReviewItem)).model_copy(update={"company_id": REALM, "id": item_id, "words": words})


def entries(count: int, reason: str = "") -> tuple[AuditEntry, ...]:
    facts = (Fact(what="looked", reason=reason) for _ in range(count))
    return extend(f"case#{REALM}#145", ChainHead(), facts, AT)[1]


def kinds() -> list[type[Record]]:
    """Every record that the domain has."""
    for module in pkgutil.iter_modules(pastdue.domain.__path__):
        importlib.import_module(f"pastdue.domain.{module.name}")
    return sorted(_below(Record), key=lambda kind: kind.KIND)


def bare(value: V) -> V:
    """The same value with only what it must have."""
    must = {name: getattr(value, name) for name, field in type(value).model_fields.items() if field.is_required()}
    return type(value)(**must)


def filled(kind: type[V]) -> V:
    """A value with every field filled, and hard to keep: letters beyond ASCII, microseconds, zones, large numbers."""
    hints = get_type_hints(kind)
    return kind(**{name: _some(name, hints[name])[0] for name in kind.model_fields if name != "version"})


def _some(name: str, hint: Any) -> list[Any]:
    """Examples of a type; several where it has several shapes."""
    inner = get_args(hint)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return [each for one in inner if one is not type(None) for each in _some(name, one)] + [None]
    if origin is tuple:
        each = [_some(name, one) for one in inner if one is not Ellipsis]
        return [tuple(each[0] * 2) if Ellipsis in inner else tuple(one[0] for one in each)]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        examples = list(enumerate(_some(name, inner[1])))
        return [{number if inner[0] is int else f"{name} {number}": value for number, value in examples}]
    if hint is datetime:
        return [AT, ELSEWHERE, AT.replace(microsecond=0)]
    return [_one(name, hint)]


def _one(name: str, hint: Any) -> object:
    if issubclass(hint, Enum):
        return list(hint)[-1]
    if issubclass(hint, Money):
        return Money(minor=-(10**15) - 1, currency="KWD")
    if issubclass(hint, Value):
        return filled(hint)
    examples = {
        bool: True,
        int: 2**70 + 1,
        str: f'{name}: “no es mía” 🙁\n"5" \\ \x7f',
        date: date(2024, 2, 29),
        Decimal: Decimal("1.352100"),
    }
    return examples[hint]


def _below(kind: type[Record]) -> set[type[Record]]:
    below = {each for each in kind.__subclasses__() if each.__module__.startswith("pastdue.domain.")}
    return below | {deeper for each in below for deeper in _below(each)}
