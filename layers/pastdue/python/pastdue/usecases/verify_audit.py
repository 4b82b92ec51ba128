"""VerifyAudit: read every chain of a company and every root, and say what was altered, is missing or out of order."""

from __future__ import annotations

from datetime import date, timedelta

from pastdue.domain.audit import (
    AuditEntry,
    AuditRoot,
    ChainHead,
    SealedHead,
    day_index,
    faults_against_root,
    faults_in,
    faults_in_roots,
)
from pastdue.domain.case import Adopted, Case, adopted_in, case_key
from pastdue.domain.company import Company
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.money import Value
from pastdue.usecases.world import World, company_of

_READS = 5


class Verified(Value):
    """What was read of one company, and every fault that was found, in words."""

    company_id: str
    chains: int
    entries: int
    roots: int
    sealed_through: date | None
    faults: tuple[str, ...]


def verify_audit(world: World, company_id: str) -> Verified:
    """Check every chain that a root names, that moved since, or that a case must have.

    Raises NotConnected for an unknown company.
    """
    company = company_of(world, company_id)
    roots = world.store.series(AuditRoot, f"roots#{company_id}")
    faults = list(faults_in_roots(roots, company.roots))
    seals: dict[str, tuple[SealedHead, date]] = {}
    for root in roots:
        seals |= {head.chain: (head, root.day) for head in root.heads}
    chains = {*seals, *_unsealed(world, company), *_of_cases(world, company_id), f"company#{company_id}"}
    count = 0
    for chain in sorted(chains):
        head, entries = read_chain(world, chain)
        count += len(entries)
        if head is None:
            faults.append(f"{chain} has {len(entries)} entries, and its record is gone")
        else:
            faults += [f"{chain}: {fault}" for fault in faults_in(entries, head)]
        if chain in seals:
            faults += faults_against_root(chain, entries, *seals[chain])
    return Verified(
        company_id=company_id,
        chains=len(chains),
        entries=count,
        roots=len(roots),
        sealed_through=company.sealed_through,
        faults=tuple(faults),
    )


def _of_cases(world: World, company_id: str) -> set[str]:
    """The chain of every invoice that ever had a case: one that vanished whole before its day was sealed shows too."""
    return {f"case#{company_id}#{each.invoice_id}" for each in world.store.series(Adopted, adopted_in(company_id))}


def _unsealed(world: World, company: Company) -> set[str]:
    """The chains that moved on days that no root seals yet."""
    day = (company.sealed_through or company.connected_at.date() - timedelta(days=1)) + timedelta(days=1)
    moved: set[str] = set()
    while day <= world.clock.now().date():
        moved |= {entry.chain for entry in world.store.listed(AuditEntry, day_index(company.id, day))}
        day += timedelta(days=1)
    return moved


def read_chain(world: World, chain: str) -> tuple[ChainHead | None, tuple[AuditEntry, ...]]:
    """A chain and its head as they stand together: who writes meanwhile must not look like a fault."""
    head, entries = _head(world, chain), world.store.series(AuditEntry, f"audit#{chain}")
    for _ in range(_READS):
        after = _head(world, chain)
        if after == head:
            break
        head, entries = after, world.store.series(AuditEntry, f"audit#{chain}")
    return head, entries


def _head(world: World, chain: str) -> ChainHead | None:
    """The head that the chain's own record remembers; None when that record is gone."""
    kind, company_id, *rest = chain.split("#", 2)
    found: Case | Contact | Company | None
    if kind == "case":
        found = world.store.get(Case, case_key(company_id, *rest))
    elif kind == "contact":
        found = world.store.get(Contact, contact_key(company_id, *rest))
    else:
        found = company_of(world, company_id)
    return found.chain if found is not None else None
