"""Policy: the client's rules as data: segments, ladders, windows, holidays, caps, templates."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from pastdue.domain.contact import Language
from pastdue.domain.money import Money, Value, from_decimal
from pastdue.domain.touch import Channel

EXCLUDED = "excluded"
NEVER = "never"


class Mode(StrEnum):
    """What happens to a decision to send: written only (shadow), sent once a person approved it, or sent (auto)."""

    SHADOW = "shadow"
    APPROVE = "approve"
    AUTO = "auto"


def strictest(modes: Iterable[Mode]) -> Mode:
    """The one that sends least. Raises ValueError when there is none."""
    return min(modes, key=tuple(Mode).index)


class Modes(Value):
    """Stricter modes for some segments and ladders; the strictest that applies counts, the policy's own included."""

    segments: Mapping[str, Mode] = {}
    ladders: Mapping[str, Mode] = {}


class Effect(Value):
    """How what the texts bring is measured: which share of cases is left alone for how many days. 0: not at all.

    Another `salt` draws the share anew.
    """

    share: Annotated[float, Field(ge=0, le=0.5)] = 0.0
    days: Annotated[int, Field(ge=1, le=30)] = 7
    salt: str = ""


class FallBack(StrEnum):
    """What becomes of a step whose text cannot reach its number: it goes by e-mail, or a person is left with it."""

    EMAIL = "email"
    PERSON = "person"


class FallBackFromEmail(StrEnum):
    """What becomes of a step whose e-mail bounces for good: it goes by text, or a person is left with it."""

    TEXT = "text"
    PERSON = "person"


# The e-mail that takes the place of a text, and the text that takes the place of an e-mail, whichever step it is.
BY_EMAIL = "by_email"
BY_TEXT = "by_text"


class ParentPays(StrEnum):
    """Whether a sub-customer's invoices are its parent's to pay; WHERE_BILLED: where QuickBooks bills the parent."""

    NEVER = "never"
    ALWAYS = "always"
    WHERE_BILLED = "where_billed"


def _yes_or_no(said: object) -> object:
    """`true` and `false`, as most policies say it."""
    return {True: ParentPays.ALWAYS, False: ParentPays.NEVER}[said] if isinstance(said, bool) else said


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
            raise ValueError(
                "the days of the rungs must rise, and the hand-off must come after the last rung; "
                "write e.g. the days 3, 7, 14 and hand_off_day: 21"
            )
        return self


class Assignment(Value):
    """Which segment a customer is in: company list, else Notes tag, else the invoice's term, else customer type."""

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
            raise ValueError(
                "it must open at 08:00 or later and close by 21:00, after it opened (TCPA hours); "
                "write e.g. opens: 09:00 and closes: 20:00"
            )
        if not self.days:
            raise ValueError("it has no day; name at least one, e.g. days: [mon, tue, wed, thu, fri]")
        return self


class HolidayRules(Value):
    """Which days are free of touches besides Christmas, which always is."""

    country: str = "US"
    also: tuple[str, ...] = ()
    own_dates: tuple[date, ...] = ()
    spread_days: Annotated[int, Field(ge=1, le=10)] = 1


class Caps(Value):
    """How many touches a phone may get, and how many the company sends. One a local day is a promise, no setting."""

    per_seven_days: Annotated[int, Field(ge=1, le=7)] = 2
    per_hour: Annotated[int, Field(ge=1, le=10_000)] = 120
    per_day: Annotated[int, Field(ge=1, le=100_000)] | None = None


class Consents(Value):
    """Where consent to be texted may come from besides the customer's own record."""

    tags: tuple[str, ...] = ("#sms-ok",)
    attested_for_all_locally: bool = False


class Promises(Value):
    """What a customer's promise to pay may hold: how far ahead, how many at once, and when a person hears of it."""

    longest_days: Annotated[int, Field(ge=1, le=90)] = 30
    most_open: Annotated[int, Field(ge=1, le=10)] = 2
    ask_after_broken: Annotated[int, Field(ge=1, le=10)] = 2


class Replies(Value):
    """How long a reply pauses the reminders by itself, and how long a picture that came with one is kept."""

    pause_days: Annotated[int, Field(ge=1, le=30)] = 2
    who_pause_days: Annotated[int, Field(ge=1, le=30)] = 1


class Adoption(Value):
    """What happens to invoices that were past due before Pastdue came."""

    list_after_days: Annotated[int, Field(ge=1)] = 60
    daily_cap: Annotated[int, Field(ge=1, le=10_000)] = 20


class Books(Value):
    """How long no customer payment may be entered in QuickBooks before touches wait: as usual there, or this long."""

    wait_when_behind: bool = True
    business_days: Annotated[int, Field(ge=1, le=60)] = 5


class DigestDays(StrEnum):
    """On which mornings the owner gets the digest: each business day, the first one of each week, or none."""

    BUSINESS = "business"
    MONDAY = "monday"
    OFF = "off"


class DigestRules(Value):
    """When the owner is told how it goes, by the clock of the company's zone."""

    days: DigestDays = DigestDays.BUSINESS
    hour: Annotated[int, Field(ge=0, le=23)] = 7


class PlanRules(Value):
    """Terms of payment plans. Amounts in home currency; more than this is a person's to agree on."""

    by_text: bool = True
    offered_from_rung: Annotated[int, Field(ge=1, le=20)] = 2
    instalments: Annotated[int, Field(ge=2, le=12)] = 3
    spacing_days: Annotated[int, Field(ge=7, le=92)] = 14
    smallest: Annotated[Decimal, Field(ge=1)] = Decimal("50.00")
    largest_balance: Annotated[Decimal, Field(gt=0)] = Decimal("5000.00")
    first_payment_now: bool = True
    offer_days: Annotated[int, Field(ge=1, le=30)] = 3
    second_reminder_days: Annotated[int, Field(ge=1, le=30)] = 3
    grace_days: Annotated[int, Field(ge=1, le=60)] = 5

    @model_validator(mode="after")
    def _possible(self) -> PlanRules:
        if self.second_reminder_days > self.grace_days:
            raise ValueError(
                "the second reminder would come after the days of grace; "
                "write second_reminder_days no larger than grace_days"
            )
        if self.largest_balance < 2 * self.smallest:
            raise ValueError(
                "no balance could be split: largest_balance is less than two of the smallest instalments; "
                "raise largest_balance or lower smallest"
            )
        return self


def reference_faults(
    *,
    segments: Mapping[str, str],
    assignment: Mapping[str, Mapping[str, str]],
    rungs: Mapping[str, Sequence[str]],
    worded: Collection[str],
    modes: Mapping[str, Collection[str]] | None = None,
) -> list[str]:
    """What names a ladder, a segment or a template that is not there, each as `path: what is wrong; cure`.

    `rungs` are the templates of each ladder's rungs, `worded` the templates that have an English text,
    `modes` the segments and ladders that have a mode of their own.
    """
    ladders = ", ".join([*rungs, NEVER])
    faults = [
        f"segments.{segment}: there is no ladder {ladder!r}; write one of {ladders}"
        for segment, ladder in segments.items()
        if ladder not in {*rungs, NEVER}
    ]
    if "default" not in segments:
        faults.append(f"segments: the entry 'default' is missing; write default: and one of {ladders}")
    if segments.get(EXCLUDED, NEVER) != NEVER:
        faults.append(f"segments.{EXCLUDED}: this segment is never chased; write {NEVER}, or use another segment")
    faults += [
        f"assignment.{kind}.{name}: there is no segment {segment!r}; write one of {', '.join(segments)}"
        for kind, entries in assignment.items()
        for name, segment in entries.items()
        if segment not in {*segments, EXCLUDED}
    ]
    known = {"segments": segments, "ladders": rungs}
    faults += [
        f"modes.{kind}.{name}: there is no such {kind[:-1]}; write one of {', '.join(known[kind])}"
        for kind, names in (modes or {}).items()
        for name in names
        if name not in known[kind]
    ]
    return faults + [
        f"ladders.{name}.rungs[{index}].template: the template {template!r} has no English text; "
        f"write it under templates.{template}.en, or name another template"
        for name, templates in rungs.items()
        for index, template in enumerate(templates)
        if template and template not in worded
    ]


class Policy(Value):
    """A client's rules. `version` is the first half of the SHA-256 of their text; every audit entry cites it."""

    creditor: str | None = None
    callback_number: str | None = None
    owner_email: str | None = None
    time_zone: str = "America/New_York"
    default_country: str = "US"
    mode: Mode = Mode.SHADOW
    modes: Modes = Modes()
    approvals_listed_at: time = time(15)
    digest: DigestRules = DigestRules()
    resume_per_day: Annotated[int, Field(ge=1, le=1000)] = 25
    effect: Effect = Effect()
    segments: Mapping[str, str]
    assignment: Assignment = Assignment()
    ladders: Mapping[str, Ladder]
    window: Window = Window()
    holidays: HolidayRules = HolidayRules()
    caps: Caps = Caps()
    consent: Consents = Consents()
    adoption: Adoption = Adoption()
    books: Books = Books()
    plans: PlanRules = PlanRules()
    promises: Promises = Promises()
    replies: Replies = Replies()
    grace_days_after_issue: Annotated[int, Field(ge=0, le=60)] = 3
    minimum_to_chase: Annotated[Decimal, Field(ge=0)] = Decimal("10.00")
    approve_above: Annotated[Decimal, Field(gt=0)] | None = None
    parent_pays: Annotated[ParentPays, BeforeValidator(_yes_or_no)] = ParentPays.NEVER
    fall_back: FallBack = FallBack.EMAIL
    fall_back_after_stop: FallBack = FallBack.PERSON
    fall_back_from_email: FallBackFromEmail = FallBackFromEmail.TEXT
    thank_you: bool = True
    deposit_account_id: str | None = None
    invoice_field: str | None = None
    texts_per_second: Annotated[float, Field(gt=0, le=225)] = 3.0
    templates: Mapping[str, Mapping[Language, str]]

    @model_validator(mode="after")
    def _whole(self) -> Policy:
        faults = reference_faults(
            segments=self.segments,
            assignment={kind: getattr(self.assignment, kind) for kind in type(self.assignment).model_fields},
            rungs={name: [rung.template for rung in ladder.rungs] for name, ladder in self.ladders.items()},
            worded={name for name, texts in self.templates.items() if Language.ENGLISH in texts},
            modes={"segments": self.modes.segments, "ladders": self.modes.ladders},
        )
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def version(self) -> str:
        """A short name for exactly these rules."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    def ladder_for(self, segment: str) -> Ladder | None:
        """The ladder of a segment; None where it is never chased, as the segment `excluded` always is."""
        if segment == EXCLUDED:
            return None
        name = self.segments.get(segment, self.segments["default"])
        return None if name == NEVER else self.ladders[name]

    def mode_for(self, segment: str) -> Mode:
        """The mode of a segment's cases: the strictest of the policy's, the segment's and its ladder's."""
        ladder = self.segments.get(segment, self.segments["default"])
        own = (self.modes.segments.get(segment), self.modes.ladders.get(ladder))
        return strictest([self.mode, *(mode for mode in own if mode is not None)])

    def mode_among(self, segments: Iterable[str]) -> Mode:
        """The strictest mode of some cases' segments; the policy's own where there are none."""
        return strictest([self.mode, *(self.mode_for(segment) for segment in segments)])

    def unbound(self) -> Policy:
        """The same rules as if all were sent: for what would be done but for a mode or a measurement."""
        return self.model_copy(update={"mode": Mode.AUTO, "modes": Modes(), "effect": Effect()})

    def minimum(self, home_currency: str) -> Money:
        """`minimum_to_chase` as money of the home currency."""
        return from_decimal(self.minimum_to_chase, home_currency)
