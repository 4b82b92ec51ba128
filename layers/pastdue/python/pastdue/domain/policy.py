"""Policy: the client's rules as data: segments, ladders, windows, holidays, caps, templates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from pastdue.domain.contact import Language
from pastdue.domain.money import Money, Value, from_decimal
from pastdue.domain.touch import Channel

EXCLUDED = "excluded"


class Mode(StrEnum):
    """What happens to a decision to send: written only (shadow), or sent (auto)."""

    SHADOW = "shadow"
    AUTO = "auto"


class Rung(Value):
    """One step: how many days past due it comes, and which template it uses."""

    day: Annotated[int, Field(ge=0, le=365)]
    template: str
    channel: Channel = Channel.SMS
    attach_invoice: bool = False


class HistoryRule(Value):
    """When a customer's record sends the case to a person: `latest` invoices each unpaid `days` past due."""

    latest: Annotated[int, Field(ge=1, le=12)]
    days: Annotated[int, Field(ge=1, le=365)]


class Ladder(Value):
    """The steps of one recipe and the day of its hand-off, all in days past due."""

    rungs: tuple[Rung, ...]
    hand_off_day: Annotated[int, Field(ge=1, le=730)]
    hand_off_when_each: HistoryRule | None = None
    gap_days: Annotated[int, Field(ge=1, le=60)] = 3

    @model_validator(mode="after")
    def _in_order(self) -> Ladder:
        days = [rung.day for rung in self.rungs] + [self.hand_off_day]
        if days != sorted(set(days)):
            raise ValueError("the days of the rungs must rise, and the hand-off must come after the last rung")
        return self


class Assignment(Value):
    """Which segment a customer is in, most specific first: company list, Notes tag, the invoice's term, customer type."""

    companies: Mapping[str, str] = {}
    tags: Mapping[str, str] = {}
    terms: Mapping[str, str] = {}
    types: Mapping[str, str] = {}


Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Window(Value):
    """When a recipient may be touched, on the recipient's own clock."""

    opens: time = time(9)
    closes: time = time(20)
    days: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat")

    @model_validator(mode="after")
    def _cautious(self) -> Window:
        if not time(8) <= self.opens < self.closes <= time(21):
            raise ValueError("the window must open at 08:00 or later and close by 21:00, after it opened (TCPA hours)")
        if not self.days:
            raise ValueError("name at least one day of the week")
        return self


class HolidayRules(Value):
    """Which days are free of touches besides Christmas, which always is."""

    country: str = "US"
    also: tuple[str, ...] = ()
    own_dates: tuple[date, ...] = ()


class Caps(Value):
    """How many touches a phone may get. One a local day is a promise, not a setting."""

    per_seven_days: Annotated[int, Field(ge=1, le=7)] = 2


class Consents(Value):
    """Where consent to be texted may come from besides the customer's own record."""

    tags: tuple[str, ...] = ("#sms-ok",)
    attested_for_all_locally: bool = False


class Adoption(Value):
    """What happens to invoices that were past due before Pastdue came."""

    list_after_days: Annotated[int, Field(ge=1)] = 60


class Policy(Value):
    """A client's rules. `version` is the first half of the SHA-256 of their text; every audit entry cites it."""

    creditor: str | None = None
    callback_number: str | None = None
    owner_email: str | None = None
    time_zone: str = "America/New_York"
    default_country: str = "US"
    mode: Mode = Mode.SHADOW
    segments: Mapping[str, str]
    assignment: Assignment = Assignment()
    ladders: Mapping[str, Ladder]
    window: Window = Window()
    holidays: HolidayRules = HolidayRules()
    caps: Caps = Caps()
    consent: Consents = Consents()
    adoption: Adoption = Adoption()
    grace_days_after_issue: Annotated[int, Field(ge=0, le=60)] = 3
    minimum_to_chase: Annotated[Decimal, Field(ge=0)] = Decimal("10.00")
    approve_above: Annotated[Decimal, Field(gt=0)] | None = None
    parent_pays: bool = False
    thank_you: bool = True
    deposit_account_id: str | None = None
    invoice_field: str | None = None
    texts_per_second: Annotated[float, Field(gt=0, le=225)] = 3.0
    templates: Mapping[str, Mapping[Language, str]]

    @model_validator(mode="after")
    def _whole(self) -> Policy:
        for segment, ladder in self.segments.items():
            if ladder != "never" and ladder not in self.ladders:
                raise ValueError(f"segments.{segment} names the ladder {ladder!r}, which is not under ladders")
        if "default" not in self.segments:
            raise ValueError("segments needs the entry 'default'")
        for name, ladder_ in self.ladders.items():
            for rung in ladder_.rungs:
                if Language.ENGLISH not in self.templates.get(rung.template, {}):
                    raise ValueError(f"ladders.{name} uses the template {rung.template!r}, which has no English text")
        return self

    @property
    def version(self) -> str:
        """A short name for exactly these rules."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def ladder_for(self, segment: str) -> Ladder | None:
        """The ladder of a segment; None where it is never chased."""
        name = self.segments.get(segment, self.segments["default"])
        return None if name == "never" else self.ladders[name]

    def minimum(self, home_currency: str) -> Money:
        """`minimum_to_chase` as money of the home currency."""
        return from_decimal(self.minimum_to_chase, home_currency)
