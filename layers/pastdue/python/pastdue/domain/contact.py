"""Contact: how a customer is reached; Phone: the guard of one number, shared by the whole Client."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.audit import ChainHead
from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record


class Language(StrEnum):
    """The languages we write."""

    ENGLISH = "en"
    SPANISH = "es"


class Consent(Value):
    """Why a number may be texted: where the consent came from and when; it belongs to that number only."""

    phone: str
    source: str
    at: datetime


def contact_key(company_id: str, customer_id: str) -> Key:
    """Where a contact lives."""
    return Key(f"contact#{company_id}#{customer_id}", "contact")


class Contact(Record):
    """One customer of one company, and how it is reached.

    `zones` are every zone that the number or the address may be in; a moment suits only if it suits them all.
    """

    KIND: ClassVar[str] = "contact"

    company_id: str
    customer_id: str
    name: str
    phone: str | None = None
    phone_problem: str | None = None
    email: str | None = None
    language: Language = Language.ENGLISH
    zones: tuple[str, ...]
    country: str = "US"
    region: str | None = None
    consent: Consent | None = None
    parent_id: str | None = None
    stopped: str | None = None
    sent_by_other_means: bool = False
    chain: ChainHead = ChainHead()

    @property
    def key(self) -> Key:
        return contact_key(self.company_id, self.customer_id)

    @property
    def by(self) -> str | None:
        return phone_index(self.phone) if self.phone else None


def phone_index(phone: str) -> str:
    """The value under which the contacts of one number are listed."""
    return f"phone#{phone}"


class PhoneTouch(Value):
    """A Touch that a number got, or may have got: when, in which candidate zones, about which cases."""

    touch_id: str
    at: datetime
    zones: tuple[str, ...]
    company_id: str = ""
    invoice_ids: tuple[str, ...] = ()


class Silence(Value):
    """Why a number is not texted: opt_out, wrong_number, not_sms_capable, unreachable.

    `heard_at` is when the person's words reached us (wall clock): an earlier START does not lift a later STOP.
    """

    kind: str
    at: datetime
    by: str
    heard_at: datetime | None = None


def phone_key(phone: str) -> Key:
    """Where the guard of a number lives."""
    return Key(f"phone#{phone}", "phone")


class Phone(Record):
    """The guard of one number: its last Touches and Answers, its silence. Moved conditionally before every send."""

    KIND: ClassVar[str] = "phone"

    number: str
    touches: tuple[PhoneTouch, ...] = ()
    answers: tuple[datetime, ...] = ()
    silence: Silence | None = None
    language: Language | None = None
    failures: int = 0

    @property
    def key(self) -> Key:
        return phone_key(self.number)
