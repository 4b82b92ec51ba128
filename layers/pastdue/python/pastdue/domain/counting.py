"""Counting: how many of a thing, in words."""

from __future__ import annotations


def counted(count: int, what: str, many: str = "") -> str:
    """`1 text`, `2 texts`, `1,234 texts`; `many` is the plural where it is not the thing with an s."""
    return f"{count:,} {what if count == 1 else many or what + 's'}"
