"""Consent to be texted: a customer's, for a number; where it came from, when, in whose words; and its end."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from pastdue.domain.contact import Consent
from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record


class Source(StrEnum):
    """Where a consent came from."""

    COLUMN = "column"
    NOTICE = "notice"
    FORM = "form"
    ATTESTATION = "attestation"


def plain_name(name: str) -> str:
    """A customer's name as it is compared: capitals, points and blanks do not count."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())


class Given(Value):
    """One consent. The customer is named by QuickBooks' id, or by name where the list that it came from has no id.

    `wording` is the reference of the text that was agreed to, `on` the day, `by` who put it on record.
    """

    customer_id: str = ""
    customer_name: str = ""
    source: Source
    wording: str
    on: date
    by: str
    recorded_at: datetime

    def of(self, customer_id: str, customer_name: str) -> bool:
        """Whether it is that customer's."""
        if self.customer_id:
            return self.customer_id == customer_id
        return bool(customer_name) and plain_name(self.customer_name) == plain_name(customer_name)

    def consent_to(self, number: str) -> Consent:
        """What it is on the contact that has the number."""
        return Consent(
            phone=number, source=self.source, at=self.recorded_at, on=self.on, wording=self.wording, by=self.by
        )

    def same_as(self, other: Given) -> bool:
        """Whether both say the same, whoever put them on record and when."""
        kept = {"by", "recorded_at"}
        return self.model_dump(exclude=kept) == other.model_dump(exclude=kept)


class Revoked(Value):
    """The end of every consent that a customer gave for a number up to that day."""

    customer_id: str
    on: date
    by: str
    because: str
    recorded_at: datetime


def consents_key(company_id: str, number: str) -> Key:
    """Where the consents for a number live."""
    return Key(f"consents#{company_id}#{number}", "consents")


class NumberConsents(Record):
    """Every consent that customers of one company gave for one number, and every end of one; nothing is taken out."""

    KIND: ClassVar[str] = "consents"

    company_id: str
    number: str
    given: tuple[Given, ...] = ()
    revoked: tuple[Revoked, ...] = ()

    @property
    def key(self) -> Key:
        return consents_key(self.company_id, self.number)

    def revoked_on(self, customer_id: str) -> date | None:
        """The last day on which the customer's consent for this number ended."""
        return max((each.on for each in self.revoked if each.customer_id == customer_id), default=None)

    def in_force(self, customer_id: str, customer_name: str) -> Consent | None:
        """The customer's own latest consent for this number, if it is younger than its end.

        An attestation speaks for all customers at once and never outweighs what one of them took back.
        """
        ended = self.revoked_on(customer_id)
        counts = [
            each
            for each in self.given
            if each.of(customer_id, customer_name)
            and (ended is None or (each.on > ended and each.source is not Source.ATTESTATION))
        ]
        if not counts:
            return None
        return max(counts, key=lambda each: (each.on, each.recorded_at)).consent_to(self.number)

    def names(self, consent: Consent) -> bool:
        """Whether a consent came by a name: it stays its customer's, whatever that one is called by now."""
        return any(each.consent_to(self.number) == consent for each in self.given if not each.customer_id)


def attestation_key(company_id: str) -> Key:
    """Where a company's attestation lives; there is one."""
    return Key(f"attestation#{company_id}", "attestation")


class Attestation(Record):
    """A named person's word that the client's agreement names texts: it covers the numbers on file at that moment.

    It is due until the customers were read; then `covered` numbers have it, and `changed` customers were written to in
    QuickBooks after it and have to be asked. `said_at` is wall clock, since QuickBooks' times are compared with it.
    """

    KIND: ClassVar[str] = "attestation"

    company_id: str
    attested_by: str
    wording: str
    at: datetime
    said_at: datetime
    on: date
    read_at: datetime | None = None
    covered: int = 0
    changed: int = 0

    @property
    def key(self) -> Key:
        return attestation_key(self.company_id)

    @property
    def next_at(self) -> datetime | None:
        return None if self.read_at else self.at
