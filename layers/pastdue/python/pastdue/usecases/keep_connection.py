"""KeepConnection: the heartbeat that keeps every QuickBooks connection alive, and says when one is lost."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.company import Company, Connection, company_key
from pastdue.domain.errors import NotConnected, VendorError
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.usecases.world import CONNECTION_LOST, World, answer_itself, note_on_company, raise_review, revise


class Beat(Value):
    """How one connection is."""

    company_id: str
    connected: bool


def keep_connections(world: World) -> tuple[Beat, ...]:
    """Refresh every company's token; a lost connection becomes a question to the owner.

    Raises what one company's refresh raised, after all the others had their turn.
    """
    beats: list[Beat] = []
    failure: VendorError | None = None
    for company in world.store.listed(Company, "companies"):
        try:
            beats.append(keep_connection(world, company.id))
        except VendorError as error:
            failure = failure or error
    if failure is not None:
        raise failure
    return tuple(beats)


def keep_connection(world: World, company_id: str) -> Beat:
    """Refresh one company's token."""
    try:
        world.connections.refresh(company_id)
    except NotConnected:
        lost(world, company_id)
        return Beat(company_id=company_id, connected=False)
    _mark(world, company_id, Connection.CONNECTED)
    answer_itself(world, company_id, CONNECTION_LOST, "connected again")
    world.metrics.count("ConnectionsKept")
    return Beat(company_id=company_id, connected=True)


def lost(world: World, company_id: str) -> None:
    """The connection is gone: work waits, and the owner is asked to connect again."""
    _mark(world, company_id, Connection.LOST)
    world.metrics.count("ConnectionsLost")
    raise_review(
        world,
        ReviewItem(
            id=CONNECTION_LOST,
            company_id=company_id,
            kind="connection_lost",
            title="QuickBooks is no longer connected",
            suggestion="Open the connect address and agree again. Until then nothing is sent; nothing is lost.",
            raised_at=world.clock.now(),
        ),
    )


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
