"""KeepConnection: the heartbeat that keeps every QuickBooks connection alive, and says when one is lost."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.company import Company, Connection, company_key
from pastdue.domain.errors import NotConnected
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem, review_key
from pastdue.usecases.world import World, note_on_company, raise_review, revise

_LOST = "connection-lost"


class Beat(Value):
    """How one connection is."""

    company_id: str
    connected: bool


def keep_connections(world: World) -> tuple[Beat, ...]:
    """Refresh every company's token; a lost connection becomes a question to the owner."""
    return tuple(keep_connection(world, company.id) for company in world.store.listed(Company, "companies"))


def keep_connection(world: World, company_id: str) -> Beat:
    """Refresh one company's token."""
    try:
        world.connections.refresh(company_id)
    except NotConnected:
        lost(world, company_id)
        return Beat(company_id=company_id, connected=False)
    _mark(world, company_id, Connection.CONNECTED)
    found_again(world, company_id)
    world.metrics.count("ConnectionsKept")
    return Beat(company_id=company_id, connected=True)


def lost(world: World, company_id: str) -> None:
    """The connection is gone: work waits, and the owner is asked to connect again."""
    _mark(world, company_id, Connection.LOST)
    world.metrics.count("ConnectionsLost")
    raise_review(
        world,
        ReviewItem(
            id=_LOST,
            company_id=company_id,
            kind="connection_lost",
            title="QuickBooks is no longer connected",
            suggestion="Open the connect address and agree again. Until then nothing is sent; nothing is lost.",
            raised_at=world.clock.now(),
        ),
    )


def found_again(world: World, company_id: str) -> None:
    """The connection works: the question about it is answered, so that the next loss is told as the first was."""

    def build() -> tuple[Record, ...]:
        item = world.store.get(ReviewItem, review_key(company_id, _LOST))
        if item is None or item.decided_at is not None:
            return ()
        return (item.model_copy(update={"decided_at": world.clock.now(), "decision": "connected again"}),)

    revise(world, build)


def _mark(world: World, company_id: str, connection: Connection) -> None:
    def build() -> tuple[Record, ...]:
        company = world.store.get(Company, company_key(company_id))
        if company is None or company.connection is connection:
            return ()
        noted, entries = note_on_company(
            world, company.model_copy(update={"connection": connection}), Fact(what=f"connection {connection}")
        )
        return (noted, *entries)

    revise(world, build)
