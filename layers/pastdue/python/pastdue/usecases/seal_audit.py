"""SealAudit: once a day is over, write its root: the heads of all chains that moved on it, and the root before."""

from __future__ import annotations

from datetime import date, timedelta

from pastdue.domain.audit import AuditEntry, AuditRoot, SealedHead, day_index, root_key, sealed
from pastdue.domain.company import Company, company_key
from pastdue.domain.record import Record
from pastdue.usecases.world import World, revise

# What is listed comes from an index, which lags: a day is sealed when it has been over for a while.
_SETTLED_AFTER = timedelta(hours=1)
_HEADS_A_ROOT = 1_000
_DAYS_A_RUN = 60


def seal_audit(world: World, company_id: str) -> int:
    """Seal the days (UTC) of a company that are over and not sealed yet; gives how many roots were written.

    A death leaves a day half sealed; the next run writes what is missing of it.
    """
    roots = 0
    for _ in range(_DAYS_A_RUN):
        company = world.store.get(Company, company_key(company_id))
        day = _next_day(world, company) if company is not None else None
        if company is None or day is None:
            break
        written = _seal(world, company, day)
        if written is None:
            break  # somebody else is sealing
        roots += written
    return roots


def _next_day(world: World, company: Company) -> date | None:
    last = company.sealed_through or company.connected_at.date() - timedelta(days=1)
    over = (world.clock.now() - _SETTLED_AFTER).date()
    return last + timedelta(days=1) if last + timedelta(days=1) < over else None


def _seal(world: World, company: Company, day: date) -> int | None:
    heads = _moved_on(world, company, day)
    pages = [heads[at : at + _HEADS_A_ROOT] for at in range(0, len(heads), _HEADS_A_ROOT)]
    for number, page in enumerate(pages, start=1):
        root = sealed(company.id, company.roots, day, page)
        change: dict[str, object] = {"roots": company.roots.model_copy(update={"length": root.seq, "hash": root.hash})}
        if number == len(pages):
            change["sealed_through"] = day
        moved = _move(world, company, change, root)
        if moved is None:
            return None
        company = moved
    if not pages and _move(world, company, {"sealed_through": day}) is None:
        return None
    return len(pages)


def _moved_on(world: World, company: Company, day: date) -> list[SealedHead]:
    """The heads of the chains that moved on a day as they stood at its end, but for those that its roots hold."""
    last: dict[str, AuditEntry] = {}
    for entry in world.store.listed(AuditEntry, day_index(company.id, day)):
        if entry.chain not in last or last[entry.chain].seq < entry.seq:
            last[entry.chain] = entry
    held = set()
    seq = company.roots.length
    while seq and (root := world.store.get(AuditRoot, root_key(company.id, seq))) is not None and root.day == day:
        held |= {head.chain for head in root.heads}
        seq -= 1
    return [
        SealedHead(chain=chain, length=entry.seq, hash=entry.hash)
        for chain, entry in sorted(last.items())
        if chain not in held
    ]


def _move(world: World, known: Company, change: dict[str, object], *roots: AuditRoot) -> Company | None:
    """Write the roots with the company that names them; None when somebody else sealed meanwhile."""

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Company, company_key(known.id))
        if fresh is None or (fresh.roots, fresh.sealed_through) != (known.roots, known.sealed_through):
            return ()
        return (fresh.model_copy(update=change), *roots)

    written = revise(world, build)
    return written[0] if written and isinstance(written[0], Company) else None
