"""Contact: how a customer is reached; Phone and Mailbox: one number and one address, shared by the whole Client."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from email.utils import parseaddr
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from pastdue.domain.audit import ChainHead
from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record


class Language(StrEnum):
    """The languages we write."""

    ENGLISH = "en"
    SPANISH = "es"


class Consent(Value):
    """Why a number may be texted: where the consent came from and when; it belongs to that number only.

    `on` is the day on which the customer agreed, `at` when we came to know; `wording` is what was agreed to.
    """

    phone: str
    source: str
    at: datetime
    on: date | None = None
    wording: str = ""
    by: str = ""


class Silence(Value):
    """Why a number is not texted: opt_out, wrong_number, not_sms_capable, unreachable; or why no e-mail is sent to an
    address: bounced, complaint.

    `heard_at` is when the person's words reached us (wall clock): an earlier START does not lift a later STOP.
    """

    kind: str
    at: datetime
    by: str
    heard_at: datetime | None = None


_OF_EVERYBODY = ("QuickBooks Notes", "attest")


def contact_key(company_id: str, customer_id: str) -> Key:
    """Where a contact lives."""
    return Key(f"contact#{company_id}#{customer_id}", "contact")


class Contact(Record):
    """One customer of one company, and how it is reached.

    `zones` are every zone that the number or the address may be in; a moment suits only if it suits them all.
    `numbers` are all that QuickBooks has or had for the customer; `opted_out` is the person's, whatever the number, and
    `email_refused` is the person's, whatever the address.
    `display_name` is QuickBooks' own, `name` how we address them. `consent` is for `phone`, or is none; `tagged_phone`
    is the number that was on file when the tag of consent came into the customer's Notes.
    `consented_since` is when the number on file began to have consent, whichever one for it is in force by now.
    `payer_id` is who pays for this customer, where it is another one.
    """

    KIND: ClassVar[str] = "contact"

    company_id: str
    customer_id: str
    name: str
    display_name: str = ""
    phone: str | None = None
    phone_problem: str | None = None
    email: str | None = None
    language: Language = Language.ENGLISH
    zones: tuple[str, ...]
    country: str = "US"
    region: str | None = None
    consent: Consent | None = None
    consented_since: datetime | None = None
    tagged_phone: str | None = None
    parent_id: str | None = None
    payer_id: str | None = None
    stopped: str | None = None
    numbers: tuple[str, ...] = ()
    opted_out: Silence | None = None
    email_refused: Silence | None = None
    sent_by_other_means: bool = False
    chain: ChainHead = ChainHead()

    @property
    def key(self) -> Key:
        return contact_key(self.company_id, self.customer_id)

    @property
    def by(self) -> str | None:
        return phone_index(self.phone) if self.phone else None

    @property
    def known_as(self) -> str:
        """How the owner knows the customer: by its name in QuickBooks, a business's rather than its person's."""
        return self.display_name or self.name

    @property
    def every_number(self) -> tuple[str, ...]:
        """The number on file first, then all others that the customer has or had."""
        return tuple(dict.fromkeys((*((self.phone,) if self.phone else ()), *self.numbers)))

    def consenting(self, consent: Consent | None, at: datetime) -> Contact:
        """The contact with its consent from then on; one that follows another for the same number begins nothing."""
        since = at if consent is not None else None
        if consent is not None and self.consent is not None and self.consent.phone == consent.phone:
            since = self.consented_since
        return self.model_copy(update={"consent": consent, "consented_since": since})

    @property
    def addresses(self) -> tuple[str, ...]:
        """The e-mail addresses on file: QuickBooks lets several stand in one field."""
        return addresses_in(self.email)

    def may_be_mailed_at(self, dead: AbstractSet[str]) -> tuple[str, ...]:
        """The addresses that an e-mail may go to, those that bounced for good (`dead`) left out."""
        if self.email_refused is not None:
            return ()
        return tuple(address for address in self.addresses if plain_address(address) not in dead)

    @property
    def texts_refused(self) -> bool:
        """Whether the person opted out, and has not since agreed to texts for the number on file.

        What a tag or an attestation says of everybody does not outweigh what one person took back.
        """
        if self.opted_out is None:
            return False
        agreed = self.consent
        if agreed is None or agreed.phone != self.phone or agreed.at <= self.opted_out.at:
            return True
        if agreed.on is not None and agreed.on <= self.opted_out.at.date():
            return True  # an older form that somebody found since
        return agreed.source.startswith(_OF_EVERYBODY)


def phone_index(phone: str) -> str:
    """The value under which the contacts of one number are listed."""
    return f"phone#{phone}"


def addresses_in(typed: str | None) -> tuple[str, ...]:
    """The addresses in a field, as they are typed there."""
    return tuple(part.strip() for part in re.split(r"[,;]", typed or "") if part.strip())


def plain_address(address: str) -> str:
    """An address as it is compared: a name around it and capitals do not count."""
    return parseaddr(address)[1].casefold() or address.strip().casefold()


def mailbox_key(address: str) -> Key:
    """Where what is known of an address lives."""
    return Key(f"mailbox#{plain_address(address)}", "mailbox")


class Mailbox(Record):
    """The guard of one e-mail address: why nothing is sent there. Moved conditionally before every e-mail."""

    KIND: ClassVar[str] = "mailbox"

    address: str
    silence: Silence | None = None

    @property
    def key(self) -> Key:
        return mailbox_key(self.address)


class PhoneTouch(Value):
    """A Touch that a number got, or may have got: when, in which candidate zones, about which cases."""

    touch_id: str
    at: datetime
    zones: tuple[str, ...]
    company_id: str = ""
    invoice_ids: tuple[str, ...] = ()


class PhoneAnswer(Value):
    """An Answer to a number that was about invoices: to what, when, and which."""

    cause: str = ""
    at: datetime
    company_id: str
    invoice_ids: tuple[str, ...]


class HeardText(Value):
    """A text that came from a number: when, and a digest of its words, by which the same ones are known again."""

    message_id: str
    at: datetime
    digest: str


def _several(value: Any) -> Any:
    """What was stored as one, or as none, before there were several."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


def phone_key(phone: str) -> Key:
    """Where the guard of a number lives."""
    return Key(f"phone#{phone}", "phone")


class Phone(Record):
    """The guard of one number: its last Touches and Answers, its silence. Moved conditionally before every send.

    `answers` are when it was answered, `answered` what the last ones that named invoices were about. `people` are the
    customers who have it or had it, each with its company; `heard` is what came from it lately.
    """

    KIND: ClassVar[str] = "phone"

    number: str
    touches: tuple[PhoneTouch, ...] = ()
    answers: tuple[datetime, ...] = ()
    answered: Annotated[tuple[PhoneAnswer, ...], BeforeValidator(_several)] = ()
    silence: Silence | None = None
    language: Language | None = None
    failures: int = 0
    people: tuple[tuple[str, str], ...] = ()
    heard: tuple[HeardText, ...] = ()

    @property
    def key(self) -> Key:
        return phone_key(self.number)
