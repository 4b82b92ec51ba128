"""QuickBooks' JSON, both ways, with every number a decimal and never a float."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

Data = Mapping[str, Any]


def decode(body: bytes) -> Any:
    """JSON with its numbers as Decimals; ValueError if it is none (the gateway throttles in XML)."""
    return json.loads(body, parse_float=Decimal, parse_int=Decimal)


def encode(value: object) -> str:
    """JSON text of what decode gives; the standard encoder knows no Decimal."""
    match value:
        case Decimal():
            return format(value, "f")
        case bool() | int() | str() | None:
            return json.dumps(value)
        case Mapping():
            return "{" + ",".join(f"{json.dumps(str(name))}:{encode(part)}" for name, part in value.items()) + "}"
        case Sequence():
            return "[" + ",".join(encode(part) for part in value) + "]"
        case _:
            raise TypeError(f"{type(value).__name__} has no place in QuickBooks' JSON")
