"""AuditEntry: one fact, append-only, chained by hash so that an altered, missing or reordered one shows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import ClassVar

from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record

GENESIS = "0" * 64


class ChainHead(Value):
    """Where a chain stands: how many entries, and the hash of the last one."""

    length: int = 0
    hash: str = GENESIS


class Fact(Value):
    """What is to be remembered, before it is placed in a chain."""

    what: str
    reason: str = ""
    who: str = "pastdue"
    facts: Mapping[str, str | int | bool | None] = {}
    outcome: str = ""
    policy_version: str = ""


class AuditEntry(Record):
    """One fact in its place in a chain."""

    KIND: ClassVar[str] = "audit"

    chain: str
    seq: int
    at: datetime
    fact: Fact
    previous: str
    hash: str

    @property
    def key(self) -> Key:
        return Key(f"audit#{self.chain}", f"{self.seq:012d}")


def digest(chain: str, seq: int, at: datetime, fact: Fact, previous: str) -> str:
    """The hash of an entry: SHA-256 over its canonical JSON, the previous hash included."""
    body = {
        "chain": chain,
        "seq": seq,
        "at": at.isoformat(),
        "fact": fact.model_dump(mode="json"),
        "previous": previous,
    }
    return hashlib.sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def extend(
    chain: str, head: ChainHead, facts: Iterable[Fact], at: datetime
) -> tuple[ChainHead, tuple[AuditEntry, ...]]:
    """Place facts at the end of a chain; gives the new head and the entries to be stored with it."""
    entries: list[AuditEntry] = []
    for fact in facts:
        seq = head.length + 1
        mark = digest(chain, seq, at, fact, head.hash)
        entries.append(AuditEntry(chain=chain, seq=seq, at=at, fact=fact, previous=head.hash, hash=mark))
        head = ChainHead(length=seq, hash=mark)
    return head, tuple(entries)


def faults_in(entries: Iterable[AuditEntry], head: ChainHead) -> tuple[str, ...]:
    """What is wrong with a chain, in words; empty when it is whole up to its head."""
    faults: list[str] = []
    previous, expected = GENESIS, 1
    for entry in entries:
        if entry.seq != expected:
            faults.append(f"entry {expected} is missing or out of order: found {entry.seq}")
            expected = entry.seq
        if entry.previous != previous:
            faults.append(f"entry {entry.seq} does not follow the one before it")
        if entry.hash != digest(entry.chain, entry.seq, entry.at, entry.fact, entry.previous):
            faults.append(f"entry {entry.seq} was altered")
        previous, expected = entry.hash, expected + 1
    if (expected - 1, previous) != (head.length, head.hash):
        faults.append(f"the chain ends at entry {expected - 1}, its head says {head.length}")
    return tuple(faults)
