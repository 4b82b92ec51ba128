"""AuditEntry: one fact, append-only, chained by hash so that an altered, missing or reordered one shows.

A chain shows what was changed in it, not that the whole of it is gone: hence the AuditRoot, which names each day the
heads of all chains that moved, and the root before it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
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

    @property
    def by(self) -> str:
        return day_index(company_of_chain(self.chain), self.at.date())


def company_of_chain(chain: str) -> str:
    """Whose chain it is: a chain is named by kind, company and, but for the company's own, an id."""
    return chain.partition("#")[2].partition("#")[0]


def day_index(company_id: str, day: date) -> str:
    """The value under which the entries of a company's day (UTC, business time) are listed."""
    return f"entries#{company_id}#{day.isoformat()}"


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


class SealedHead(Value):
    """Where one chain stood when its day was sealed."""

    chain: str
    length: int
    hash: str


def root_key(company_id: str, seq: int) -> Key:
    """Where a root lives."""
    return Key(f"roots#{company_id}", f"{seq:012d}")


class AuditRoot(Record):
    """The heads of a company's chains that moved on a day (UTC), and the root before it.

    A day has as many roots as its heads need: an item of the store has its limit.
    """

    KIND: ClassVar[str] = "audit_root"

    company_id: str
    seq: int
    day: date
    heads: tuple[SealedHead, ...]
    previous: str
    hash: str

    @property
    def key(self) -> Key:
        return root_key(self.company_id, self.seq)


def root_digest(company_id: str, seq: int, day: date, heads: Sequence[SealedHead], previous: str) -> str:
    """The hash of a root: SHA-256 over its canonical JSON, the previous hash included."""
    body = {
        "company": company_id,
        "seq": seq,
        "day": day.isoformat(),
        "heads": [[head.chain, head.length, head.hash] for head in heads],
        "previous": previous,
    }
    return hashlib.sha256(json.dumps(body, separators=(",", ":")).encode()).hexdigest()


def sealed(company_id: str, last: ChainHead, day: date, heads: Sequence[SealedHead]) -> AuditRoot:
    """The root that follows `last` and seals these heads."""
    seq = last.length + 1
    mark = root_digest(company_id, seq, day, heads, last.hash)
    return AuditRoot(company_id=company_id, seq=seq, day=day, heads=tuple(heads), previous=last.hash, hash=mark)


def faults_in_roots(roots: Iterable[AuditRoot], head: ChainHead) -> tuple[str, ...]:
    """What is wrong with a company's roots, in words; empty when they are whole up to their head."""
    faults: list[str] = []
    previous, expected = GENESIS, 1
    for root in roots:
        if root.seq != expected:
            faults.append(f"root {expected} is missing or out of order: found {root.seq}")
            expected = root.seq
        if root.previous != previous:
            faults.append(f"root {root.seq} does not follow the one before it")
        if root.hash != root_digest(root.company_id, root.seq, root.day, root.heads, root.previous):
            faults.append(f"root {root.seq} of {root.day} was altered")
        previous, expected = root.hash, expected + 1
    if (expected - 1, previous) != (head.length, head.hash):
        faults.append(f"the roots end at {expected - 1}, their head says {head.length}")
    return tuple(faults)


def faults_against_root(chain: str, entries: Sequence[AuditEntry], seal: SealedHead, day: date) -> tuple[str, ...]:
    """Whether a chain still holds what was sealed of it on that day."""
    if len(entries) < seal.length:
        return (f"{chain} had {seal.length} entries on {day} and has {len(entries)}",)
    if entries[seal.length - 1].hash != seal.hash:
        return (f"{chain} is not what was sealed on {day}: entry {seal.length} is another one",)
    return ()
