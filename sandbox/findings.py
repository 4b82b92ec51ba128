"""What the played vendors' own records say about the promises: Twilio's messages, QuickBooks' books, Stripe's captures.

Nothing here reads Pastdue's tables or asks its code, so that a mistake there cannot hide itself here.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sandbox.quickbooks import Company
from sandbox.stripe.objects import Intent, Link
from sandbox.twilio.played import Message
from sandbox.world import PlayedWorld

# Where the phones of the sample companies are, by area code.
ZONES = {
    **dict.fromkeys(("212", "617", "404", "305"), ZoneInfo("America/New_York")),
    **dict.fromkeys(("312", "214", "512"), ZoneInfo("America/Chicago")),
    **dict.fromkeys(("303", "505"), ZoneInfo("America/Denver")),
    **dict.fromkeys(("415", "206", "213"), ZoneInfo("America/Los_Angeles")),
}
LADDER_A = (3, 7, 14)
GAP_DAYS = 3
OPENS, CLOSES = time(9), time(20)
MOST_A_WEEK = 2
MOST_ANSWERS_A_DAY = 2
MINIMUM = 10_00
FORGOTTEN_AFTER = timedelta(days=9)
"""Sundays, a holiday and the phone's week put a text off by less than this."""

_SUNDAY = 6
_CHRISTMAS = (12, 25)
_WEEK = 7
_PAY_PAGE = re.compile(r"https?://\S+/pay/\S+")
_INTENT = re.compile(r"\bpi_\w+")


@dataclass
class Findings:
    """What was found: first what there is, then what there must be none of. Amounts are cents."""

    invoices: int = 0
    balance_zero: int = 0
    received_minor: int = 0
    """What all Payments in QuickBooks sum to."""
    captured_minor: int = 0
    paid_by_link: int = 0
    """Invoices of which the money came through Stripe."""
    texts: int = 0
    """Texts that we started; they carry a link."""
    texts_by_rung: dict[str, int] = field(default_factory=dict)
    """On how many invoices each rung fell: the n-th text about an invoice is its rung n."""
    answers: int = 0
    """Texts that thank, or answer a reply; they carry none."""
    disputes: int = 0

    booked_twice: int = 0
    """Captures of which more is in the books than was taken, and invoices with more than one Payment."""
    unbooked_minor: int = 0
    """Captured and not in the books."""
    unapplied_minor: int = 0
    """In the books, and on no invoice."""
    booked_from_nothing: int = 0
    """Payments that name a capture which Stripe does not know."""
    texts_after_payment: int = 0
    texts_after_dispute: int = 0
    wrong_amounts: int = 0
    """Texts whose link collects something else than what was open at that moment."""
    off_ladder: int = 0
    """Texts that came before their day past due, too soon after the last one, or beyond the last rung."""
    forgotten: int = 0
    """Invoices that stood open and undisputed long after their next text was due."""
    out_of_hours: int = 0
    phone_days_over_one: int = 0
    phone_weeks_over_two: int = 0
    answer_days_over_two: int = 0
    texts_not_delivered: int = 0

    def faults(self) -> dict[str, int]:
        """What there must be none of, and is."""
        names = list(vars(self))
        must_be_none = names[names.index("booked_twice") : names.index("texts_not_delivered") + 1]
        return {name: count for name in must_be_none if (count := vars(self)[name])}


@dataclass(frozen=True)
class Bill:
    """One invoice of the books, with the instants and amounts of the money that came in for it."""

    number: str
    due: date
    total: int
    balance: int
    paid: tuple[tuple[datetime, int], ...]
    captured: datetime | None

    def open_at(self, at: datetime) -> int:
        """What was open on it at that instant."""
        return self.total - sum(amount for when, amount in self.paid if when <= at)

    @property
    def settled_at(self) -> datetime | None:
        """When the first money for it was taken or entered."""
        return min([when for when, _ in self.paid] + ([self.captured] if self.captured else []), default=None)


@dataclass(frozen=True)
class Text:
    """A text with a pay link: a Touch, as its phone and its pay page show it."""

    at: datetime
    phone: str
    numbers: tuple[str, ...]
    asked: int

    @property
    def on(self) -> date:
        """The date on the phone."""
        return _local(self.at, self.phone).date()


def link_in(vendors: PlayedWorld, body: str) -> Link | None:
    """The pay link in a text, as Stripe has it; None in a text that asks for nothing."""
    found = _PAY_PAGE.search(body)
    return vendors.stripe.link_of(found.group()) if found else None


def numbers_on(link: Link) -> tuple[str, ...]:
    """The numbers of the invoices that a link's page lists (beyond twenty it only says how many they are)."""
    return tuple(line.price.product.name.removeprefix("Invoice ") for line in link.lines)


def examine(vendors: PlayedWorld, company: Company) -> Findings:
    """Read the three vendors' records of one company, whose ladder is recipe A."""
    found = Findings()
    captures = vendors.stripe.payments()
    bills = _bills(company, captures)
    _money(found, company, captures, bills)
    outgoing = vendors.twilio.outgoing()
    texts = [text for message in outgoing if (text := _text(vendors, message)) is not None]
    found.texts, found.answers = len(texts), len(outgoing) - len(texts)
    found.texts_not_delivered = sum(message.status != "delivered" for message in outgoing)
    _said(found, texts, bills)
    disputed = _disputed(found, texts, vendors.twilio.messages)
    days = _ladder(found, texts, bills)
    known = (_forgotten(bill, days[number], company) for number, bill in bills.items() if number not in disputed)
    found.forgotten = sum(known)
    _phones(found, texts)
    answers = (message for message in outgoing if _PAY_PAGE.search(message.body) is None)
    answered = Counter((message.to, _local(message.created, message.to).date()) for message in answers)
    found.answer_days_over_two = sum(count > MOST_ANSWERS_A_DAY for count in answered.values())
    return found


def _local(at: datetime, phone: str) -> datetime:
    return at.astimezone(ZONES[phone.removeprefix("+1")[:3]])


def _text(vendors: PlayedWorld, message: Message) -> Text | None:
    link = link_in(vendors, message.body)
    if link is None:
        return None
    return Text(at=message.created, phone=message.to, numbers=numbers_on(link), asked=link.total)


def _bills(company: Company, captures: list[Intent]) -> dict[str, Bill]:
    """The invoices by number."""
    paid: defaultdict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for payment in company.payments():
        when = datetime.fromisoformat(payment["MetaData"]["CreateTime"])
        for line in payment["Line"]:
            paid[line["LinkedTxn"][0]["TxnId"]].append((when, company.minor(line["Amount"], payment)))
    captured: dict[str, datetime] = {}
    for intent in captures:
        for number in numbers_on(intent.session.link):
            when = datetime.fromtimestamp(intent.charges[-1].created, UTC)
            captured[number] = min(when, captured.get(number, when))
    return {
        invoice["DocNumber"]: Bill(
            number=invoice["DocNumber"],
            due=date.fromisoformat(invoice["DueDate"]),
            total=company.minor(invoice["TotalAmt"], invoice),
            balance=company.minor(invoice["Balance"], invoice),
            paid=tuple(paid[invoice["Id"]]),
            captured=captured.get(invoice["DocNumber"]),
        )
        for invoice in company.invoices()
    }


def _money(found: Findings, company: Company, captures: list[Intent], bills: dict[str, Bill]) -> None:
    """Every cent once: each capture, and each invoice, against the books."""
    booked: Counter[str] = Counter()
    for payment in company.payments():
        total = company.minor(payment["TotalAmt"], payment)
        found.received_minor += total
        found.unapplied_minor += company.minor(payment["UnappliedAmt"], payment)
        for name in _INTENT.findall(payment.get("PrivateNote", "")):
            booked[name] += total
    found.invoices = len(bills)
    found.balance_zero = sum(bill.balance == 0 for bill in bills.values())
    found.paid_by_link = sum(bill.captured is not None for bill in bills.values())
    found.captured_minor = sum(intent.received for intent in captures)
    known = {intent.id for intent in captures}
    found.booked_from_nothing = len(booked.keys() - known)
    found.unbooked_minor = sum(max(0, intent.received - booked[intent.id]) for intent in captures)
    found.booked_twice = sum(booked[intent.id] > intent.received for intent in captures)
    found.booked_twice += sum(len(bill.paid) > 1 for bill in bills.values())


def _said(found: Findings, texts: list[Text], bills: dict[str, Bill]) -> None:
    """No text after the money, and each for what was open: what cannot be told apart counts as wrong."""
    for text in texts:
        about = [bills[number] for number in text.numbers if number in bills]
        found.texts_after_payment += any(bill.settled_at is not None and bill.settled_at <= text.at for bill in about)
        right = len(about) == len(text.numbers) and text.asked == sum(bill.open_at(text.at) for bill in about)
        found.wrong_amounts += not right


def _disputed(found: Findings, texts: list[Text], messages: list[Message]) -> dict[str, datetime]:
    """No text about an invoice once the text about it was answered with a dispute; gives since when they are."""
    disputed: dict[str, datetime] = {}
    for message in messages:
        if message.direction != "inbound" or not message.body.casefold().startswith("dispute"):
            continue
        found.disputes += 1
        before = [text for text in texts if text.phone == message.sender and text.at < message.created]
        for number in before[-1].numbers if before else ():
            disputed.setdefault(number, message.created)
    found.texts_after_dispute = sum(
        any(number in disputed and disputed[number] <= text.at for number in text.numbers) for text in texts
    )
    return disputed


def _ladder(found: Findings, texts: list[Text], bills: dict[str, Bill]) -> dict[str, list[date]]:
    """The n-th text about an invoice is its rung n: not before its day, not sooner than the gap after the last one."""
    days: defaultdict[str, list[date]] = defaultdict(list)
    for text in texts:
        off = False
        for number in text.numbers:
            rung, bill = len(days[number]), bills.get(number)
            early = bill is not None and rung < len(LADDER_A) and (text.on - bill.due).days < LADDER_A[rung]
            soon = bool(days[number]) and (text.on - days[number][-1]).days < GAP_DAYS
            off = off or early or soon or rung >= len(LADDER_A)
            days[number].append(text.on)
        found.off_ladder += off
        local = _local(text.at, text.phone)
        free = local.weekday() == _SUNDAY or (local.month, local.day) == _CHRISTMAS
        found.out_of_hours += free or not OPENS <= local.time() < CLOSES
    rungs = Counter(rung for dates in days.values() for rung in range(1, len(dates) + 1))
    found.texts_by_rung = {str(rung): rungs[rung] for rung in range(1, max(len(LADDER_A), *rungs, 0) + 1)}
    return days


def _forgotten(bill: Bill, days: list[date], company: Company) -> bool:
    """Whether an invoice stood open so long that its next text, or its first, must have come and did not."""
    if len(days) >= len(LADDER_A) or bill.total < MINIMUM:
        return False
    wanted = bill.due + timedelta(days=LADDER_A[len(days)])
    if days:
        wanted = max(wanted, days[-1] + timedelta(days=GAP_DAYS))
    settled = bill.settled_at
    until = company.today if settled is None else settled.astimezone(company.habits.zone).date()
    return until - wanted > FORGOTTEN_AFTER


def _phones(found: Findings, texts: list[Text]) -> None:
    """A phone's days and its weeks: any seven days in a row."""
    for dates in _days_of_phones(texts):
        found.phone_days_over_one += sum(count > 1 for count in Counter(dates).values())
        spans = zip(dates, dates[MOST_A_WEEK:], strict=False)
        found.phone_weeks_over_two += sum(last - first < timedelta(days=_WEEK) for first, last in spans)


def _days_of_phones(texts: list[Text]) -> Iterator[list[date]]:
    ordered = sorted(texts, key=lambda text: (text.phone, text.at))
    for _, mine in groupby(ordered, key=lambda text: text.phone):
        yield [text.on for text in mine]
