"""What every stored record has: a key, a version, and perhaps a next time to be looked at."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, NamedTuple, TypeVar

from pastdue.domain.money import Value


class Key(NamedTuple):
    """Where a record lives: partition and sort key."""

    pk: str
    sk: str


class Record(Value):
    """A stored value. `version` is 0 until it was stored, and moves by one with every write.

    A commit writes a record only if the stored version is still the one that was read.
    """

    KIND: ClassVar[str]

    version: int = 0

    @property
    def key(self) -> Key:
        """Where it lives."""
        raise NotImplementedError

    @property
    def by(self) -> str | None:
        """The value under which the `by` index lists it; None keeps it out."""
        return None

    @property
    def next_at(self) -> datetime | None:
        """When it wants to be looked at next (UTC, business time); None keeps it out of the due index."""
        return None

    @property
    def expires_at(self) -> datetime | None:
        """When the store may forget it (wall clock); None keeps it for ever."""
        return None


R = TypeVar("R", bound=Record)


def stored(record: R) -> R:
    """The record as the store holds it after a commit of it."""
    return record.model_copy(update={"version": record.version + 1})
