"""Digest: what the owner reads in the morning: what came in, what waits, what was sent, since the last one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from pastdue.domain.aging import Aging, Bucket
from pastdue.domain.bookkeeping import business_days
from pastdue.domain.counting import counted
from pastdue.domain.meanings import Meaning
from pastdue.domain.money import Money, Value
from pastdue.domain.plainly import plainly, step_plainly
from pastdue.domain.policy import DigestDays, DigestRules, Mode
from pastdue.domain.record import Key, Record
from pastdue.domain.touch import Channel

_DAY = timedelta(days=1)
_HORIZON = 60
_KEPT = timedelta(days=400)

# --- when ------------------------------------------------------------------------------------------------------------


def is_business_day(day: date, closed: Collection[date]) -> bool:
    """Whether an office is open: no weekend, no holiday."""
    return business_days(day - _DAY, day, closed) == 1


def is_first_of_week(day: date, closed: Collection[date]) -> bool:
    """Whether it is the first business day of its week: Monday, or the next one after a holiday."""
    before_monday = day - timedelta(days=day.weekday() + 1)
    return is_business_day(day, closed) and business_days(before_monday, day, closed) == 1


def is_digest_day(rules: DigestRules, day: date, closed: Collection[date]) -> bool:
    """Whether there is a digest on that day."""
    match rules.days:
        case DigestDays.BUSINESS:
            return is_business_day(day, closed)
        case DigestDays.MONDAY:
            return is_first_of_week(day, closed)
        case DigestDays.OFF:
            return False


def digest_time(rules: DigestRules, day: date, zone: str) -> datetime:
    """The hour of that day's digest in the company's zone (UTC)."""
    return datetime.combine(day, time(rules.hour), ZoneInfo(zone)).astimezone(UTC)


def next_digest(rules: DigestRules, after: date, zone: str, closed: Collection[date]) -> datetime | None:
    """The first digest on a later day than that; None where there is none."""
    days = (after + timedelta(days=ahead) for ahead in range(1, _HORIZON + 1))
    return next((digest_time(rules, day, zone) for day in days if is_digest_day(rules, day, closed)), None)


# --- what ------------------------------------------------------------------------------------------------------------


class Received(Value):
    """One payment: whose, for which invoices, how much; `how` it went back, where it did."""

    customer: str
    invoices: str
    amount: Money
    how: str = ""


class Income(Value):
    """What came in by one way, or went back. `latest` are the last ones in full; `count` and `sums` are of all."""

    count: int = 0
    sums: tuple[Money, ...] = ()
    latest: tuple[Received, ...] = ()


class Step(Value):
    """How many messages of one step went out on one channel."""

    channel: Channel
    step: str
    count: int


class Question(Value):
    """How many questions of one kind are open, with the title of the oldest."""

    kind: str
    count: int
    oldest: datetime
    title: str


class Owed(Value):
    """What is open in one currency, by days past due."""

    currency: str
    aging: Aging


class PayoutTold(Value):
    """One payout that reached the bank: gross, what went off, and the net that is the bank's line.

    `others_share` is what of the net is not this company's, where the client has several. Of one `by_hand` the net is
    all that is known.
    """

    payout_id: str
    arrives_on: date
    payments: Money
    refunds: Money
    chargebacks: Money
    fees: Money
    other: Money
    others_share: Money | None = None
    net: Money
    by_hand: bool = False
    ties: bool


class DigestData(Value):
    """All that a digest says. `unread` are the vendors that did not answer; what is theirs comes with the next one.

    `by_link` is all that came in, `went_back` what of it, or of what earlier ones told, was refunded or taken back by
    the bank; `came_back` what of that we have again. `payouts_of_others` were looked at, and nothing in them is this
    company's.

    `entered_since`, `entered_until`: what was entered in QuickBooks then, by its own time (the wall clock's); longer
    than from `since` to `until` where it could not be read before.
    """

    company_id: str
    company: str
    zone: str
    mode: Mode
    since: datetime
    until: datetime
    entered_since: datetime
    entered_until: datetime
    by_link: Income = Income()
    entered: Income = Income()
    went_back: Income = Income()
    came_back: Income = Income()
    sent: tuple[Step, ...] = ()
    would_send: int = 0
    answers: Mapping[str, int] = {}
    promises_kept: int = 0
    promises_broken: int = 0
    plans_kept: int = 0
    plans_broken: int = 0
    plans_late: int = 0
    waiting: tuple[Question, ...] = ()
    owed: tuple[Owed, ...] = ()
    stops: tuple[str, ...] = ()
    payouts: tuple[PayoutTold, ...] = ()
    payouts_of_others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def quiet(self) -> bool:
        """Whether there is nothing to tell: what is open, a late instalment and the mode are no news."""
        money = (self.by_link.count, self.entered.count, self.went_back.count, self.came_back.count, self.payouts)
        happened = (self.sent, self.would_send, self.answers)
        kept_or_not = (self.promises_kept, self.promises_broken, self.plans_kept, self.plans_broken)
        return not any((*money, *happened, *kept_or_not, self.waiting, self.stops))


QUICKBOOKS, STRIPE = "QuickBooks", "Stripe"


# --- what is remembered ----------------------------------------------------------------------------------------------


def turn_key(company_id: str) -> Key:
    """Where a company's turn lives."""
    return Key(f"digest#{company_id}", "turn")


class DigestTurn(Record):
    """When a company's next digest is due, and what the earlier ones have covered.

    `after` is the last day that has had its digest, or needed none. The marks move only once a mail was taken, so that
    what a lost one would have said is in the next.
    """

    KIND: ClassVar[str] = "digest_turn"

    company_id: str
    due_at: datetime | None
    after: date
    since: datetime
    entered_since: datetime
    payouts_from: date
    payouts_told: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        return turn_key(self.company_id)

    @property
    def next_at(self) -> datetime | None:
        return self.due_at


def digest_key(company_id: str, day: date) -> Key:
    """Where the digest of a day lives."""
    return Key(f"digests#{company_id}", day.isoformat())


class Digest(Record):
    """The digest of a company's day, written before it is mailed; `sent_at` once SES took it, None while not known."""

    KIND: ClassVar[str] = "digest"

    company_id: str
    day: date
    made_at: datetime
    forget_at: datetime
    before: DigestTurn
    data: DigestData
    sent_at: datetime | None = None

    @property
    def key(self) -> Key:
        return digest_key(self.company_id, self.day)

    @property
    def expires_at(self) -> datetime:
        return self.forget_at


def forget_at(wall: datetime) -> datetime:
    """When a digest made now may be forgotten (wall clock)."""
    return wall + _KEPT


# --- how it reads ----------------------------------------------------------------------------------------------------

_ANSWERS: Mapping[str, str] = {
    Meaning.OPT_OUT: "asked for no more texts",
    Meaning.WRONG_NUMBER: "said wrong number",
    Meaning.DISPUTE: "disputed",
    Meaning.ALREADY_PAID: "said it was paid",
    Meaning.PLAN: "asked for a plan",
    Meaning.PROMISE: "promised to pay",
    Meaning.OPT_IN: "asked for texts again",
    Meaning.HELP: "asked for help",
    Meaning.LANGUAGE: "chose a language",
    Meaning.OTHER: "something else",
}
_BUCKETS: Mapping[Bucket, str] = {
    Bucket.CURRENT: "current",
    **{bucket: f"{bucket} days past due" for bucket in Bucket if bucket is not Bucket.CURRENT},
}


def digest_subject(data: DigestData) -> str:
    """The three answers once more, where a phone shows nothing else."""
    if data.quiet:
        return "All quiet: nothing came in, nothing waits for you"
    back = f", back: {_texts(data.went_back.sums)}" if data.went_back.count else ""
    return f"In: {_came_in(data)}{back}. Waits for you: {_waits(data) or 'nothing'}. Sent: {_count_sent(data)}"


def digest_text(data: DigestData) -> str:
    """The mail: what came in, what waits and what was sent in the first three lines; below them the particulars."""
    parts = [
        f"Came in: {_came_in(data)}{_payments(data)}{_returns(data)}",
        f"Waits for you: {_waits_long(data)}",
        f"Sent: {_sent_long(data)}",
        *(f"STOPPED: {stop}" for stop in data.stops),
        "",
        f"{data.company}, from {_at(data.since, data)} to {_at(data.until, data)}.",
    ]
    money, owed = (_income(data), _went_back(data)), (_owed(data), _payouts(data))
    for section in (*money, _steps(data), _answers(data), _questions(data), *owed):
        if section:
            parts += ["", *section]
    return "\n".join([*parts, "", "Please do not answer this e-mail: nobody reads the answer.", ""])


def sums(amounts: Sequence[Money]) -> tuple[Money, ...]:
    """The sum of each currency."""
    found: dict[str, Money] = {}
    for amount in amounts:
        found[amount.currency] = found[amount.currency] + amount if amount.currency in found else amount
    return tuple(found[currency] for currency in sorted(found))


def _texts(amounts: Sequence[Money]) -> str:
    return " + ".join(amount.text() for amount in amounts)


def _came_in(data: DigestData) -> str:
    return _texts(sums((*data.by_link.sums, *data.entered.sums))) or "nothing"


def _payments(data: DigestData) -> str:
    count = data.by_link.count + data.entered.count
    unread = "; QuickBooks could not be read, what was entered there comes with the next" * (QUICKBOOKS in data.unread)
    return (f" in {counted(count, 'payment')}" if count else "") + unread


def _returns(data: DigestData) -> str:
    said = (("went back", data.went_back), ("came back", data.came_back))
    return "".join(f"; {what}: {_texts(moved.sums)}" for what, moved in said if moved.count)


def _waits(data: DigestData) -> int:
    return sum(each.count for each in data.waiting)


def _waits_long(data: DigestData) -> str:
    if not data.waiting:
        return "nothing"
    return f"{counted(_waits(data), 'question')}, the oldest since {_day(data.waiting[0].oldest, data)}"


def _count_sent(data: DigestData) -> str:
    return str(sum(each.count for each in data.sent) or "nothing")


def _sent_long(data: DigestData) -> str:
    texts = sum(each.count for each in data.sent if each.channel is Channel.SMS)
    mails = sum(each.count for each in data.sent if each.channel is Channel.EMAIL)
    said = [counted(count, what) for count, what in ((texts, "text"), (mails, "e-mail")) if count]
    told = ", ".join(said) or "nothing"
    if data.mode is Mode.SHADOW:
        return f"{told}; the mode is shadow" + (f", {data.would_send} would have been" if data.would_send else "")
    return told + ("; the mode is approve: what you do not approve is not sent" if data.mode is Mode.APPROVE else "")


def _income(data: DigestData) -> list[str]:
    lines = [*_in_full("By link", "payment", data.by_link), *_in_full("Entered in QuickBooks", "payment", data.entered)]
    longer = data.entered_until - data.entered_since - (data.until - data.since)
    if data.entered.count and longer > timedelta(minutes=1):
        lines.append(f"  (entered since {_at(data.entered_since, data)})")
    return ["CAME IN", *lines] if lines else []


def _went_back(data: DigestData) -> list[str]:
    lines = [
        *_in_full("Of what came by link, now or earlier", "time", data.went_back),
        *_in_full("Came back after all", "time", data.came_back),
    ]
    return ["WENT BACK", *lines] if lines else []


def _in_full(way: str, what: str, income: Income) -> list[str]:
    """What came, or went, by one way: its sum, and the last ones one by one."""
    if not income.count:
        return []
    lines = [f"{way}: {counted(income.count, what)}, {_texts(income.sums)}"]
    for each in income.latest:
        invoices = f", {each.invoices}" if each.invoices else ""
        how = f", {each.how}" if each.how else ""
        lines.append(f"  {each.customer or 'unknown'}{invoices}: {each.amount.text()}{how}")
    more = income.count - len(income.latest)
    return [*lines, f"  and {more} more"] if more else lines


def _steps(data: DigestData) -> list[str]:
    lines = [f"  {step_plainly(each.step)}: {counted(each.count, _CHANNELS[each.channel])}" for each in data.sent]
    return ["SENT", *lines] if lines else []


_CHANNELS: Mapping[Channel, str] = {Channel.SMS: "text", Channel.EMAIL: "e-mail"}


def _answers(data: DigestData) -> list[str]:
    lines = [f"  {count} {_ANSWERS.get(meaning, meaning)}" for meaning, count in data.answers.items()]
    counts = (
        (data.promises_kept, "promise", "kept"),
        (data.promises_broken, "promise", "broken"),
        (data.plans_kept, "plan", "kept to its end"),
        (data.plans_broken, "plan", "broken"),
        (data.plans_late, "instalment", "late now"),
    )
    lines += [f"  {counted(count, what)} {how}" for count, what, how in counts if count]
    return ["ANSWERS, PROMISES, PLANS", *lines] if lines else []


def _questions(data: DigestData) -> list[str]:
    lines = [
        f"  {each.count} {plainly(each.kind)}, since {_day(each.oldest, data)}: {each.title}" for each in data.waiting
    ]
    command = f"  See them: pastdue review list --company {data.company_id}"
    return ["WAITS FOR YOU", *lines, command] if lines else []


def _owed(data: DigestData) -> list[str]:
    lines: list[str] = []
    for each in data.owed:
        lines += [
            f"  {_BUCKETS[bucket]}: {Money(minor=minor, currency=each.currency).text()}"
            for bucket, minor in each.aging.by_bucket.items()
            if minor
        ]
        lines.append(f"  in all: {Money(minor=each.aging.total, currency=each.currency).text()}")
    if QUICKBOOKS in data.unread:
        lines = ["  QuickBooks could not be read"]
    return ["OPEN", *lines] if lines else []


def _payouts(data: DigestData) -> list[str]:
    lines: list[str] = []
    for each in data.payouts:
        when = f"{each.net.text()} on {each.arrives_on:%b} {each.arrives_on.day}"
        if each.by_hand:
            lines.append(f"  {when}: sent by hand, so Stripe does not say which payments are in it")
            continue
        parts = (
            ("refunds", each.refunds),
            ("chargebacks", each.chargebacks),
            ("fees", each.fees),
            ("other", each.other),
            ("other companies' share", each.others_share),
        )
        less = "".join(f", {name} {amount.text()}" for name, amount in parts if amount is not None and amount.minor)
        ties = "" if each.ties else "; ITS LINES DO NOT SUM TO IT"
        gross = f"gross {each.payments.text()}{less}"
        lines.append(f"  {when}: {gross}{ties}")
    lines += ["  The sheets are attached."] if lines else []
    lines += ["  Payouts could not be read; they come with the next."] if STRIPE in data.unread else []
    return ["PAYOUTS AT YOUR BANK", *lines] if lines else []


def _day(at: datetime, data: DigestData) -> str:
    local = at.astimezone(ZoneInfo(data.zone))
    return f"{local:%b} {local.day}"


def _at(at: datetime, data: DigestData) -> str:
    local = at.astimezone(ZoneInfo(data.zone))
    return f"{local:%a} {_day(at, data)}, {local:%H:%M %Z}"
