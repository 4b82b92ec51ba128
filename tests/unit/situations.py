"""Whatever may come together when something is decided: every field that `decide` reads, over its whole range.

A situation is in order but for a few of its parts, which are drawn freely; sometimes all are. So every few features
meet each other, and a fair share of the situations ends in a text.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from pastdue.domain.approval import Approval
from pastdue.domain.bookkeeping import Behind
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, RungDone
from pastdue.domain.contact import Consent, Contact, Phone, PhoneTouch, Silence
from pastdue.domain.decide import Facts, PastInvoice
from pastdue.domain.effect import Cohort
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money, exponent
from pastdue.domain.pace import PaceDay
from pastdue.domain.plan import Notice, Step
from pastdue.domain.policy import (
    WEEKDAYS,
    Adoption,
    Caps,
    Effect,
    FallBack,
    FallBackFromEmail,
    HistoryRule,
    HolidayRules,
    Ladder,
    Mode,
    Modes,
    Policy,
    Rung,
    Window,
)
from pastdue.domain.switch import CLIENT, Switch
from pastdue.domain.touch import Channel
from tests.unit.builders import COMPANY, DUE, PHONE, POLICY, a_case, a_contact, an_invoice

OTHER_PHONE = "+12125550199"
# Beside the United States: clocks that change at midnight, by half an hour, on other dates, or never; both ends of the
# day, between which no hour is fit for both.
ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/St_Johns",
    "America/Havana",
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
    "Pacific/Kiritimati",
    "Europe/London",
    "Asia/Beirut",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
)
_CLOCKS_CHANGE = (
    date(2026, 9, 27),  # New Zealand's day; nothing changes in the zones above
    date(2026, 10, 4),  # Lord Howe, by half an hour
    date(2026, 10, 25),  # London, Beirut at midnight
    date(2026, 11, 1),  # the United States, Havana
    date(2027, 3, 14),  # the United States, Havana at midnight
    date(2027, 3, 28),  # London, Beirut at midnight
)
_FIRST, _LAST = DUE - timedelta(days=60), DUE + timedelta(days=230)


class Situation(NamedTuple):
    """What `decide` is asked."""

    case: Case
    contact: Contact
    policy: Policy
    facts: Facts
    now: datetime


# As QuickBooks has them, and as they are compared.
TWO_ADDRESSES = "dana@harborview.example.com, Office <Books@harborview.example.com>"
DEAD = ("dana@harborview.example.com", "books@harborview.example.com")
_dates = st.integers(0, (_LAST - _FIRST).days).map(lambda days: _FIRST + timedelta(days=days))
_instants = st.one_of(
    st.integers(0, (_LAST - _FIRST).days * 24 * 60).map(
        lambda minutes: datetime.combine(_FIRST, time(0), UTC) + timedelta(minutes=minutes)
    ),
    st.builds(
        lambda day, minutes: datetime.combine(day, time(0), UTC) + timedelta(minutes=minutes),
        st.sampled_from(_CLOCKS_CHANGE),
        st.integers(-24 * 60, 48 * 60),
    ),
)
# The last two have the same hours always, and never the same date.
_zones = st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True).map(tuple) | st.sampled_from(
    [("America/New_York", "America/Los_Angeles"), ("Pacific/Honolulu", "Pacific/Kiritimati")]
)


@st.composite
def _windows(draw: st.DrawFn) -> Window:
    opens = draw(st.integers(8 * 4, 20 * 4))
    closes = draw(st.integers(opens + 1, 21 * 4))
    days = draw(st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True))
    return Window(opens=_clock(opens), closes=_clock(closes), days=tuple(days))


def _clock(quarters: int) -> time:
    return time(quarters // 4, quarters % 4 * 15)


@st.composite
def _ladders(draw: st.DrawFn) -> Ladder:
    days = sorted(draw(st.lists(st.integers(0, 45), max_size=4, unique=True)))
    last = days[-1] if days else 0
    return Ladder(
        rungs=tuple(Rung(day=day, template="nudge", channel=draw(st.sampled_from(Channel))) for day in days),
        hand_off_day=draw(st.integers(last + 1, last + 30)),
        hand_off_when_each=draw(
            st.none() | st.builds(HistoryRule, latest=st.integers(1, 3), days=st.sampled_from([1, 14, 30]))
        ),
        gap_days=draw(st.integers(1, 20)),
    )


_segments = st.sampled_from(["default", "recurring", "net60", "excluded", "autopay", "unheard-of"])


@st.composite
def _policies(draw: st.DrawFn, odd: Collection[str]) -> Policy:
    change: dict[str, Any] = {"mode": Mode.AUTO, "minimum_to_chase": Decimal("10.00")}
    if "window" in odd:
        change["window"] = draw(_windows())
    if "ladder" in odd:
        change["ladders"] = {**POLICY.ladders, "A": draw(_ladders())}
    if "caps" in odd:
        per_day = st.none() | st.integers(1, 5)
        change["caps"] = Caps(
            per_seven_days=draw(st.integers(1, 7)), per_hour=draw(st.integers(1, 5)), per_day=draw(per_day)
        )
        change["adoption"] = Adoption(daily_cap=draw(st.integers(1, 3)))
    if "mode" in odd:
        modes = st.sampled_from(Mode)
        change["mode"] = draw(modes)
        change["modes"] = Modes(
            segments=draw(st.dictionaries(st.sampled_from(["default", "recurring"]), modes)),
            ladders=draw(st.dictionaries(st.sampled_from(["A", "B"]), modes)),
        )
    if "approval" in odd and "mode" not in odd:
        change["mode"] = Mode.APPROVE
    if "effect" in odd:
        change["effect"] = Effect(share=draw(st.sampled_from([0.5, 0.25, 0.0])), days=draw(st.integers(1, 30)))
    if "fall_back" in odd:
        change["fall_back"] = draw(st.sampled_from(FallBack))
        change["fall_back_after_stop"] = draw(st.sampled_from(FallBack))
        change["fall_back_from_email"] = draw(st.sampled_from(FallBackFromEmail))
    if "limits" in odd:
        change["minimum_to_chase"] = draw(st.sampled_from([Decimal(0), Decimal("10.00"), Decimal(500)]))
        change["approve_above"] = draw(st.sampled_from([None, Decimal(100), Decimal(5000)]))
        change["grace_days_after_issue"] = draw(st.integers(0, 60))
        change["holidays"] = HolidayRules(spread_days=draw(st.integers(1, 5)))
        change["time_zone"] = draw(st.sampled_from(ZONES))
    return POLICY.model_copy(update=change)


@st.composite
def _contacts(draw: st.DrawFn, odd: Collection[str]) -> Contact:
    change: dict[str, Any] = {}
    if "zones" in odd:
        change["zones"] = draw(_zones)
    if "phone" in odd:
        change["phone"] = draw(st.sampled_from([None, PHONE]))
    if "email" in odd:
        change["email"] = draw(st.sampled_from([None, "dana@harborview.example.com", TWO_ADDRESSES]))
        refused = st.builds(Silence, kind=st.just("complaint"), at=_instants, by=st.just("ses"))
        change["email_refused"] = draw(st.none() | refused)
    if "consent" in odd:
        change["consent"] = draw(st.none() | _consents())
    if "opted_out" in odd:
        change["opted_out"] = draw(st.builds(Silence, kind=st.just("opt_out"), at=_instants, by=st.just("reply SM1")))
        change["consent"] = draw(st.none() | _consents())
    if "stopped" in odd:
        change["stopped"] = draw(st.sampled_from(["bankruptcy", "death", "lawyer", "minor", "threat", "all contact"]))
    if "sent_elsewhere" in odd:
        change["sent_by_other_means"] = draw(st.booleans())
    return a_contact(**change)


def _consents() -> st.SearchStrategy[Consent]:
    return st.builds(
        Consent,
        phone=st.sampled_from([PHONE, PHONE, OTHER_PHONE]),
        source=st.sampled_from(["form", "import web.csv", "START", "QuickBooks Notes #sms-ok", "attested by Anna"]),
        at=_instants,
        on=st.none() | _dates,
    )


@st.composite
def _invoices(draw: st.DrawFn, odd: Collection[str]) -> Invoice:
    if "invoice" not in odd:
        return an_invoice()
    currency = draw(st.sampled_from(["USD", "USD", "CAD", "GBP", "JPY", "KWD"]))
    status = draw(st.sampled_from([*[InvoiceStatus.OPEN] * 5, *InvoiceStatus]))
    minor = draw(st.integers(-100, 2_000) | st.integers(0, 10_000_000))
    return an_invoice(
        status=status,
        balance=Money(minor=minor if status is InvoiceStatus.OPEN else 0, currency=currency),
        total=Money(minor=10_000_000, currency=currency),
        exchange_rate=draw(st.sampled_from([None, Decimal("0.75"), Decimal("1.3"), Decimal("0.0068")])),
        due_on=draw(st.none() | _dates),
        sent=draw(st.sampled_from([True, None, False])),
        sent_at=draw(st.none() | _instants),
        bounced=draw(st.sampled_from([False, False, True])),
        created_at=draw(_instants | st.just(datetime.combine(DUE, time(12), UTC))),
    )


_holds = st.builds(
    Hold, kind=st.sampled_from(HoldKind), since=_instants, until=st.none() | _instants, by=st.just("test")
)


@st.composite
def _cases(draw: st.DrawFn, odd: Collection[str], invoice: Invoice) -> Case:
    change: dict[str, Any] = {"invoice": invoice, "anchor": max(DUE, invoice.due_on or DUE)}
    if "segment" in odd:
        change["segment"] = draw(_segments)
    if "state" in odd:
        change["state"] = draw(st.sampled_from(CaseState))
    if "anchor" in odd:
        late = st.integers(1, 40).map(lambda days: DUE + timedelta(days=days))
        change["anchor"] = draw(st.none() | _dates | late | late)
        change["payer_id"] = draw(st.sampled_from("123456789"))
    if "adopted_late" in odd:
        change["old_at_adoption"] = draw(st.booleans())
        change["approved"] = draw(st.booleans())
    if "history" in odd:
        near = st.integers(3, 17).map(lambda days: DUE + timedelta(days=days))
        count = draw(st.sampled_from([3, 3, 2, 1, 0]))
        days = sorted(draw(st.lists(near | near | _dates, min_size=count, max_size=count)))
        done = enumerate(days, start=1)
        change["rungs"] = tuple(RungDone(number=number, touch_id=f"t{number}", on=on) for number, on in done)
        # A plan's touch, or one of another rung's ladder, moves it as well.
        later = st.sampled_from([0, 0, 0, 3, 14, 30]).map(lambda more: days[-1] + timedelta(days=more))
        change["last_touch_on"] = draw(later if days else st.none() | _dates)
        asked_for = draw(st.booleans())
        change["link_ids"] = ("l1",) if days or asked_for else ()
    if "open_touch" in odd:
        change["open_touch"] = "t9"
    if "holds" in odd:
        change["holds"] = tuple(draw(st.lists(_holds, min_size=1, max_size=3)))
    if "cohort" in odd:
        cohort = st.builds(Cohort, held_out=st.booleans(), segment=st.just("default"), on=_dates, at=_instants)
        change["cohort"] = draw(cohort)
    return a_case(**change)


@st.composite
def _phones(draw: st.DrawFn, odd: Collection[str], now: datetime) -> Phone | None:
    if not {"touches", "silence", "answers"} & set(odd):
        return None
    change: dict[str, Any] = {}
    if "touches" in odd:
        touches = draw(st.lists(_touches(now), min_size=1, max_size=2))
        change["touches"] = tuple(sorted(touches, key=lambda each: each.at))
    if "silence" in odd:
        kinds = st.sampled_from(["opt_out", "wrong_number", "not_sms_capable", "unreachable"])
        change["silence"] = draw(st.builds(Silence, kind=kinds, at=_instants, by=st.just("somebody")))
    if "answers" in odd:
        change["answers"] = (now,)
    return Phone(number=PHONE, **change)


@st.composite
def _touches(draw: st.DrawFn, now: datetime) -> PhoneTouch:
    """A touch of the last days; often at an instant at which a date begins or ends where the recipient was."""
    zones = draw(_zones)
    if draw(st.booleans()):
        at = now + timedelta(minutes=draw(st.integers(-9 * 24 * 60, 24 * 60)))
    else:
        # Where they were the date may have begun before it did where they are.
        zones = draw(st.just(zones) | st.sampled_from(ZONES[-5:]).map(lambda zone: (zone,)))
        there = ZoneInfo(zones[0])
        day = now.astimezone(there).date() + timedelta(days=draw(st.sampled_from([0, 0, 0, -1, -1, -6, -7, 1, -8])))
        at = datetime.combine(day, time(0), there).astimezone(UTC)
        at += timedelta(seconds=draw(st.sampled_from([-1, 0, 1])))
    return PhoneTouch(touch_id="t", at=at, zones=zones)


_switches = st.builds(
    Switch,
    company_id=st.sampled_from([COMPANY, CLIENT]),
    stopped_at=st.none() | _instants,
    resumed_at=st.none() | _instants,
    who=st.just("Anna"),
    spread_days=st.integers(1, 10),
)


@st.composite
def _facts(draw: st.DrawFn, odd: Collection[str], invoice: Invoice, policy: Policy, now: datetime) -> Facts:
    currency = invoice.balance.currency
    change: dict[str, Any] = {
        "invoice": invoice,
        "credit": Money(minor=0, currency=currency),
        "phone": draw(_phones(odd, now)),
    }
    if "gone" in odd:
        change["invoice"] = None
    if "credit" in odd:
        change["credit"] = Money(minor=draw(st.sampled_from([1, 500, 48_000, 48_500, 60_000])), currency=currency)
    if "holidays" in odd:
        near = st.integers(-2, 10).map(lambda days: now.date() + timedelta(days=days))
        change["closed_days"] = frozenset(draw(st.lists(near | _dates, min_size=1, max_size=12)))
    if "bounced" in odd:
        change["dead_addresses"] = draw(st.frozensets(st.sampled_from(DEAD)))
    if "latest" in odd:
        past = st.builds(PastInvoice, due_on=_dates, unpaid_days=st.integers(-20, 40), open=st.booleans())
        change["latest"] = tuple(draw(st.lists(past, max_size=3)))
    if "home" in odd:
        change["home_currency"] = draw(st.sampled_from(["USD", "CAD", "GBP"]))
    if "refusal" in odd:
        change["link_refusal"] = "too small"
    if "switches" in odd:
        change["switches"] = tuple(draw(st.lists(_switches, min_size=2, max_size=2)))
    if "plan" in odd:
        change["plan"] = draw(_steps(currency, now))
    if "pace" in odd or "caps" in odd:
        local = now.astimezone(ZoneInfo(policy.time_zone))
        few = st.integers(0, 5)
        hours = {local.hour: draw(few), (local.hour + 1) % 24: draw(few)}
        pace = PaceDay(company_id=COMPANY, day=local.date(), touches=draw(few), begun=draw(few), hours=hours)
        change["pace"] = pace
    if "books" in odd:
        ends = draw(st.none() | st.integers(1, 90).map(lambda minutes: now + timedelta(minutes=minutes)))
        change["books"] = Behind(since=now.date() - timedelta(days=20), days=14, usual=5, until=ends)
    return Facts.model_validate(change)


def _steps(currency: str, now: datetime) -> st.SearchStrategy[Step]:
    near = st.integers(-20, 20).map(lambda days: now.date() + timedelta(days=days))
    return st.builds(
        Step,
        on=st.integers(-9, 1).map(lambda days: now.date() + timedelta(days=days)),
        notice=st.sampled_from([*Notice, None]),
        number=st.integers(0, 4),
        amount=st.sampled_from([48_500, 16_167, 1, 0]).map(lambda minor: Money(minor=minor, currency=currency)),
        breaks_on=near | st.just(date.max),
    )


PARTS = (
    # the policy
    *("window", "ladder", "caps", "mode", "effect", "fall_back", "limits"),
    # the contact
    *("zones", "phone", "email", "consent", "opted_out", "stopped", "sent_elsewhere"),
    # the case and its invoice
    *("invoice", "segment", "state", "anchor", "adopted_late", "history", "open_touch", "holds", "approval", "cohort"),
    # the facts
    *(
        "touches",
        "silence",
        "answers",
        "gone",
        "credit",
        "holidays",
        "latest",
        "home",
        "refusal",
        "switches",
        "plan",
        "bounced",
    ),
    *("bounced", "pace", "books"),
    # the moment
    "now",
)


@st.composite
def situations(draw: st.DrawFn, always: Collection[str] = (), without: Collection[str] = ()) -> Situation:
    """Any situation; `always` names parts that are drawn freely each time, `without` those that are in order."""
    parts = [part for part in PARTS if part not in without]
    most = draw(st.sampled_from([0, 1, 2, 3, 4, 5, 6, 7, 8, len(parts)]))
    odd = {*always, *draw(st.lists(st.sampled_from(parts), max_size=most, unique=True))}
    policy = draw(_policies(odd))
    contact = draw(_contacts(odd))
    invoice = draw(_invoices(odd))
    case = draw(_cases(odd, invoice))
    now = draw(_moments(odd, case, contact, policy))
    facts = draw(_facts(odd, invoice, policy, now))
    if "approval" in odd:
        case = case.model_copy(update={"approval": draw(_approvals(case, contact, policy, facts, now))})
    if case.cohort is not None:
        days = st.sampled_from([policy.effect.days - 1, policy.effect.days, 0, 40])
        since = now.date() - timedelta(days=draw(days))
        case = case.model_copy(update={"cohort": case.cohort.model_copy(update={"on": since})})
    return Situation(case, contact, policy, facts, now)


@st.composite
def _moments(draw: st.DrawFn, odd: Collection[str], case: Case, contact: Contact, policy: Policy) -> datetime:
    """Any instant; in order, it is at noon of a Wednesday on which something may well be due."""
    if "now" in odd and draw(st.sampled_from([False, False, True])):
        return draw(_instants)
    since = max(filter(None, (case.anchor, case.last_touch_on, DUE)))
    if "now" not in odd:
        day = since + timedelta(days=draw(st.integers(7, 40)))
        day += timedelta(days=(2 - day.weekday()) % 7)
        return datetime.combine(day, time(12), ZoneInfo(contact.zones[0])).astimezone(UTC)
    # On the edge of the first rungs' days and of the ladder's end, or anywhere.
    ladder = policy.ladder_for(case.segment) or policy.ladders["A"]
    last = (case.anchor or DUE) + timedelta(days=ladder.hand_off_day)
    days = st.sampled_from([since + timedelta(days=2), since + timedelta(days=3), last - timedelta(days=1), last])
    day = draw(days | st.integers(0, 40).map(lambda ahead: since + timedelta(days=ahead)))
    edges = [policy.window.opens, policy.window.closes, time(0), time(12)]
    edge = datetime.combine(day, draw(st.sampled_from(edges)), ZoneInfo(draw(st.sampled_from(contact.zones))))
    return edge.astimezone(UTC) + timedelta(seconds=draw(st.sampled_from([-1, 0, 1])))


@st.composite
def _approvals(
    draw: st.DrawFn, case: Case, contact: Contact, policy: Policy, facts: Facts, now: datetime
) -> Approval | None:
    """A yes to just what is due, or one that differs from it."""
    plan = facts.plan
    step = f"rung {len(case.rungs) + 1}" if plan is None else f"{plan.notice} {plan.number}"
    asked = (case.invoice.balance - facts.credit) if plan is None else plan.amount
    today = min(now.astimezone(ZoneInfo(zone)).date() for zone in contact.zones)
    mailed = contact.may_be_mailed_at(facts.dead_addresses)

    def change(fit: Any, other: Any) -> Any:
        return draw(st.sampled_from([fit, fit, fit, other]))

    return Approval(
        on=today + timedelta(days=change(0, draw(st.sampled_from([-1, 1])))),
        step=change(step, "rung 3"),
        address=draw(st.sampled_from([contact.phone or "", ", ".join(mailed), "+12125550199"])),
        amount=Money(
            minor=max(0, asked.minor + change(0, draw(st.sampled_from([-1, 1])))),
            currency=change(asked.currency, "CHF"),
        ),
        policy_version=change(policy.version, "older"),
        by="Anna",
        at=now - timedelta(days=1),
    )


def at_home(money: Money, rate: Decimal | None) -> Decimal:
    """An amount in home currency."""
    return Decimal(money.minor).scaleb(-exponent(money.currency)) * (rate or 1)
