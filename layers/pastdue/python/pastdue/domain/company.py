"""Company: one QuickBooks company (realm), its connection, its marks and its chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.audit import ChainHead
from pastdue.domain.record import Key, Record


class Connection(StrEnum):
    """Whether QuickBooks answers us."""

    CONNECTED = "connected"
    LOST = "lost"


def company_key(company_id: str) -> Key:
    """Where a company lives."""
    return Key(f"company#{company_id}", "company")


class Company(Record):
    """One QuickBooks company that is connected to this stack."""

    KIND: ClassVar[str] = "company"

    id: str
    name: str
    country: str = "US"
    home_currency: str
    multicurrency: bool = False
    owner_email: str | None = None
    connection: Connection = Connection.CONNECTED
    connected_at: datetime
    policy_version: str = ""
    payers_version: int = 0
    duplicates_at: datetime | None = None
    ledger_mark: datetime | None = None
    chain: ChainHead = ChainHead()
    roots: ChainHead = ChainHead()
    sealed_through: date | None = None
    noticed_at: datetime | None = None
    notice_due_at: datetime | None = None
    approvals_due_at: datetime | None = None

    @property
    def key(self) -> Key:
        return company_key(self.id)

    @property
    def by(self) -> str:
        return "companies"

    @property
    def next_at(self) -> datetime | None:
        times = [at for at in (self.notice_due_at, self.approvals_due_at) if at is not None]
        return min(times, default=None)


MARKS_KEY = Key("client", "marks")


class Marks(Record):
    """How far Stripe's and Twilio's books, which all companies of a client share, were read; in the vendors' own time.

    `unread` are the books that could not be read, each with the time (UTC) of the first run that failed.
    """

    KIND: ClassVar[str] = "marks"

    payments: datetime | None = None
    texts: datetime | None = None
    unread: Mapping[str, datetime] = {}

    @property
    def key(self) -> Key:
        return MARKS_KEY


def policy_key(company_id: str) -> Key:
    """Where the policy in force for a company lives; company `*` is the client's default."""
    return Key(f"policy#{company_id}", "policy")


class PolicyText(Record):
    """The policy in force, as the client wrote it (YAML)."""

    KIND: ClassVar[str] = "policy"

    company_id: str
    text: str
    applied_at: datetime
    applied_by: str

    @property
    def key(self) -> Key:
        return policy_key(self.company_id)


def seen_key(source: str, event_id: str) -> Key:
    """Where the mark of an event that was taken in lives."""
    return Key(f"seen#{source}#{event_id}", "seen")


class Seen(Record):
    """An event that was taken in; a second delivery of it finds this and does nothing."""

    KIND: ClassVar[str] = "seen"

    source: str
    event_id: str
    at: datetime
    forget_at: datetime

    @property
    def key(self) -> Key:
        return seen_key(self.source, self.event_id)

    @property
    def expires_at(self) -> datetime:
        return self.forget_at


class Lease(Record):
    """A right to do one thing alone for a while (wall clock), such as refreshing a token."""

    KIND: ClassVar[str] = "lease"

    name: str
    holder: str
    until: datetime

    @property
    def key(self) -> Key:
        return lease_key(self.name)


def lease_key(name: str) -> Key:
    """Where a lease lives."""
    return Key(f"lease#{name}", "lease")
