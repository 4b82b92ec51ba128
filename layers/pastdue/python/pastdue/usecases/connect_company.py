"""ConnectCompany: the owner's consent in the browser becomes a connected company whose open invoices are read."""

from __future__ import annotations

import re
from datetime import timedelta

from pastdue.domain.approval import listed_next
from pastdue.domain.audit import Fact
from pastdue.domain.company import Company, Connection, Lease, company_key, lease_key
from pastdue.domain.errors import BadInput
from pastdue.domain.record import Record
from pastdue.usecases.plan_digest import planned
from pastdue.usecases.world import CONNECTION_LOST, World, answer_itself, note_on_company, revise

_CONSENT_TAKES = timedelta(minutes=30)


def start_connection(world: World) -> str:
    """The address of Intuit's consent page, with a state that only this stack knows for half an hour."""
    state = world.entropy.token() + world.entropy.token()
    world.store.commit(Lease(name=_state(state), holder="consent", until=world.clock.wall() + _CONSENT_TAKES))
    return world.connections.consent_url(state)


def _state(state: str) -> str:
    return f"consent/{state}"


def finish_connection(world: World, state: str, code: str, company_id: str) -> Company:
    """Exchange the code, keep the company, and have its books read. Raises BadInput for a state that is not ours."""
    if not re.fullmatch(r"[0-9]{1,32}", company_id):
        raise BadInput("the company's id is not a number")
    _use_state(world, state)
    world.connections.finish(code, company_id)
    info = world.ledger.company(company_id)
    policy = world.policies.in_force(company_id)

    def build() -> tuple[Record, ...]:
        known = world.store.get(Company, company_key(company_id))
        # A known company keeps the version by which its cases were placed: another one since then places them anew.
        base = known or Company(
            id=company_id,
            name=info.name,
            home_currency=info.home_currency,
            connected_at=world.clock.now(),
            policy_version=policy.version,
        )
        fresh = base.model_copy(
            update={
                "name": info.name,
                "country": info.country,
                "home_currency": info.home_currency,
                "multicurrency": info.multicurrency,
                "owner_email": info.email,
                "approvals_due_at": listed_next(policy, world.clock.now()),
                "connection": Connection.CONNECTED,
            }
        )
        noted, entries = note_on_company(world, fresh, Fact(what="connected", who="owner"))
        return (noted, planned(world, fresh, policy), *entries)

    revise(world, build)
    answer_itself(world, company_id, CONNECTION_LOST, "connected again")
    world.queue.put("intake", {"company_id": company_id, "entity": "bootstrap", "id": company_id})
    world.metrics.count("CompaniesConnected")
    found = world.store.get(Company, company_key(company_id))
    if found is None:
        raise LookupError(f"company {company_id} was written and is not there")
    return found


def _use_state(world: World, state: str) -> None:
    """A state serves once: the one who ends it first goes on."""
    lease = world.store.get(Lease, lease_key(_state(state)))
    if lease is None or lease.holder != "consent" or world.clock.wall() >= lease.until:
        raise BadInput("this consent was not begun here, or it is too old; start again at the connect address")
    world.store.commit(lease.model_copy(update={"holder": "used"}))
