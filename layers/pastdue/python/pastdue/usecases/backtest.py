"""Backtest: walk the ladder against a company's own invoice history, with the same `decide` that production asks.

The history is replayed as it was: every invoice is paid on the day it was paid, whatever would have been texted. So
this says what would have been sent and held back; it cannot say, and never says, what texts would have brought.

A history has dates and no hours: a payment is taken to arrive at the end of its day, after that day's texts.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from statistics import median
from zoneinfo import ZoneInfo

from pastdue.domain.aging import OVER_30_LINE, Aging, OpenSpan, aging_by_day, mean_over_30_share
from pastdue.domain.calendar import local_date, start_of
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, RungDone
from pastdue.domain.contact import Consent, Contact, Phone, PhoneTouch
from pastdue.domain.decide import (
    Close,
    Facts,
    HandOff,
    PastInvoice,
    Reason,
    Send,
    Wait,
    anchored,
    decide,
    next_rung,
    old_at_adoption,
    step_date,
)
from pastdue.domain.errors import BadInput
from pastdue.domain.history import History, ListedInvoice, OpenCredit, RejectedRow
from pastdue.domain.ledger import Customer, Invoice, InvoiceStatus
from pastdue.domain.money import Money, Value, exponent, zero
from pastdue.domain.policy import WEEKDAYS, ParentPays, Policy
from pastdue.domain.segmenting import segment_of
from pastdue.domain.touch import Channel
from pastdue.ports import Holidays
from pastdue.usecases.compose_touch import MOST_ITEMS

NO_CLAIM = (
    "This says what would have been sent and what would have been held back. It does not say what the texts would "
    "have brought: every invoice is paid here on the day on which it really was paid."
)
_WEEK = timedelta(days=8)  # touches older than this no longer count against a phone, in any zone
# Waits that belong to the ladder itself; every other one is the policy holding something back.
_LADDER = frozenset({Reason.BEFORE_RUNG, Reason.BEFORE_HAND_OFF})


class WalkAs(Value):
    """How a history is walked.

    `plain`: no consolidation, caps, spacing, holidays or hours, and disputes are not heard. `since`: the day on which
    Pastdue is switched on (invoices open then are adopted as production adopts them). `until`: the last day walked.
    """

    plain: bool = False
    since: date | None = None
    until: date | None = None


class MessageLine(Value):
    """One invoice in a message, with its own rung."""

    line: int
    number: str
    rung: int
    amount: Money


class Message(Value):
    """One message that would have been sent: when, to whom, about what. The highest rung sets its tone."""

    at: datetime
    on: date
    customer: str
    channel: Channel
    rung: int
    template: str
    lines: tuple[MessageLine, ...]
    total: Money


class HandedOff(Value):
    """One invoice that would have been given to a person."""

    on: date
    line: int
    number: str
    customer: str
    reason: Reason


class HeldBack(Value):
    """What the policy held back for one reason: how many invoices, how often, for how many days past due in all."""

    reason: Reason
    invoices: int
    times: int
    days: int


class PaymentTimes(Value):
    """How long after their first text invoices were paid, in calendar days. Shares are of those that were paid.

    No claim that a text was the cause.
    """

    texted: int
    paid: int
    median_days: float | None
    within_24h: float | None
    within_72h: float | None
    within_7d: float | None


class BacktestReport(Value):
    """What one walk showed."""

    source: str
    policy_version: str
    plain: bool
    first_day: date
    last_day: date
    home_currency: str
    invoices: int
    customers: int
    texts_by_rung: Mapping[int, int]
    messages: tuple[Message, ...]
    handed_off: tuple[HandedOff, ...]
    held_back: tuple[HeldBack, ...]
    open_at_end: int
    payment_times: PaymentTimes
    aging: tuple[Aging, ...]
    over_30_share: float | None
    over_30_line: float = OVER_30_LINE
    rejected: tuple[RejectedRow, ...]
    skipped: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]


class Backtest:
    """Walks a history under a policy."""

    def __init__(self, holidays: Holidays) -> None:
        self._holidays = holidays

    def run(self, history: History, policy: Policy, how: WalkAs) -> BacktestReport:
        """What would have been sent, held back and handed off. Raises BadInput where there is nothing to walk."""
        first, last = _days(history, how)
        ruled = (as_plain(policy) if how.plain else policy).unbound()
        closed = frozenset[date]() if how.plain else self._closed_days(policy, first, last)
        walk = _Walk(history, ruled, closed, first, last, plain=how.plain)
        walk.go()
        agings, unaged = _agings(history, first, last)
        notes = [*history.notes]
        if how.until is None:
            notes.append(f"it ends with the list's last date, {last}; --until DAY goes on from there")
        if history.credits:
            notes.append(
                "open credits in the list are not taken off here, neither from what is asked for nor from the aging: "
                "the list does not say what was open of them on each day"
            )
        if unaged:
            notes.append(
                f"{unaged} invoices in other currencies have no exchange rate: they are walked, but not in the aging"
            )
        return BacktestReport(
            source=history.source,
            policy_version=policy.version,
            plain=how.plain,
            first_day=first,
            last_day=last,
            home_currency=history.home_currency,
            invoices=len(history.invoices),
            customers=len({invoice.customer for invoice in history.invoices}),
            texts_by_rung=_by_rung(walk.messages, ruled),
            messages=tuple(walk.messages),
            handed_off=tuple(walk.handed_off),
            held_back=walk.held_back(),
            open_at_end=sum(invoice.open_at_end_of(last) for invoice in history.invoices),
            payment_times=_payment_times(history, walk.messages),
            aging=agings,
            over_30_share=mean_over_30_share(agings),
            rejected=history.rejected,
            skipped=history.skipped,
            notes=tuple(notes),
        )

    def _closed_days(self, policy: Policy, first: date, last: date) -> frozenset[date]:
        until = last + timedelta(days=370)
        days = set(policy.holidays.own_dates)
        for country in (policy.holidays.country, *policy.holidays.also):
            days |= self._holidays.between(country, None, first, until)
        return frozenset(days | {date(year, 12, 25) for year in range(first.year, until.year + 1)})


def as_plain(policy: Policy) -> Policy:
    """The policy's ladders alone: every hour of every day open, and no gap but that of the days themselves."""
    window = policy.window.model_copy(update={"opens": time.min, "closes": time.max, "days": WEEKDAYS})
    ladders = {name: ladder.model_copy(update={"gap_days": 1}) for name, ladder in policy.ladders.items()}
    return policy.model_copy(update={"window": window, "ladders": ladders})


def _days(history: History, how: WalkAs) -> tuple[date, date]:
    begins, ends = history.first_day, history.last_day
    if begins is None or ends is None:
        raise BadInput(f"{history.source} has no invoice to walk; {len(history.rejected)} rows were rejected")
    first, last = how.since or begins, how.until or ends
    if last < first:
        raise BadInput(f"the walk would end on {last}, before it starts on {first}")
    return first, last


# --- the walk -------------------------------------------------------------------------------------------------------


class _Walk:
    """Time, moved from one decision to the next. Each case is looked at when its own last decision says so."""

    def __init__(
        self, history: History, policy: Policy, closed: frozenset[date], first: date, last: date, *, plain: bool
    ) -> None:
        self.policy = policy
        self.zones = (policy.time_zone,)
        self.last = last
        self.plain = plain
        self.listed = {str(invoice.line): invoice for invoice in history.invoices if invoice.issued_on <= last}
        self.cases: dict[str, Case] = {}
        self.contacts: dict[str, Contact] = {}
        self.phones: dict[str, Phone] = {}
        self.of_payer: dict[str, list[str]] = defaultdict(list)
        self.agenda: list[tuple[datetime, str]] = []
        self.messages: list[Message] = []
        self.handed_off: list[HandedOff] = []
        self._held: dict[Reason, dict[str, int]] = defaultdict(dict)
        self._times: Counter[Reason] = Counter()
        self._facts = Facts(
            invoice=None, credit=zero(history.home_currency), closed_days=closed, home_currency=history.home_currency
        )
        for invoice_id, listed in self.listed.items():
            self._adopt(invoice_id, listed, max(listed.issued_on, first))

    def go(self) -> None:
        """Walk to the last day."""
        end = start_of(self.last + timedelta(days=1), self.zones)
        while self.agenda and self.agenda[0][0] < end:
            now = self.agenda[0][0]
            due: dict[str, list[str]] = defaultdict(list)
            while self.agenda and self.agenda[0][0] == now:
                invoice_id = heapq.heappop(self.agenda)[1]
                due[self.cases[invoice_id].payer_id].append(invoice_id)
            for payer_id in sorted(due):
                self._look(payer_id, sorted(due[payer_id], key=self._age), now)

    def held_back(self) -> tuple[HeldBack, ...]:
        """What the policy held back, the longest first."""
        found = [
            HeldBack(reason=reason, invoices=len(days), times=self._times[reason], days=sum(days.values()))
            for reason, days in self._held.items()
        ]
        return tuple(sorted(found, key=lambda held: (-held.days, held.reason)))

    def _adopt(self, invoice_id: str, listed: ListedInvoice, on: date) -> None:
        """Open the case as production does, on the day the invoice was made or Pastdue was switched on."""
        if not listed.open_at_end_of(on - timedelta(days=1)) and not listed.open_at_end_of(on):
            return
        opened_at = start_of(on, self.zones)
        created_at = start_of(listed.issued_on, self.zones)
        parent, _, child = listed.customer.partition(":")
        payer_id = parent if self.policy.parent_pays is not ParentPays.NEVER and child else listed.customer
        customer = Customer(id=listed.customer, name=listed.customer)
        segment, because = segment_of(self.policy, customer, listed.terms or None, None)
        invoice = Invoice(
            id=invoice_id,
            sync_token="0",
            number=listed.number,
            customer_id=listed.customer,
            customer_name=listed.customer,
            issued_on=listed.issued_on,
            due_on=listed.due_on,
            total=listed.amount,
            balance=listed.open_amount,
            status=InvoiceStatus.OPEN,
            exchange_rate=listed.exchange_rate,
            created_at=created_at,
            updated_at=created_at,
        )
        self.cases[invoice_id] = Case(
            company_id="history",
            invoice=invoice,
            payer_id=payer_id,
            segment=segment,
            segment_reason=because,
            opened_at=opened_at,
            anchor=anchored(invoice, self.policy.ladder_for(segment), on),
            old_at_adoption=old_at_adoption(invoice, self.policy, on),
        )
        self.of_payer[payer_id].append(invoice_id)
        if payer_id not in self.contacts:
            self.contacts[payer_id] = _reachable(payer_id, self.zones, opened_at)
            self.phones[payer_id] = Phone(number=payer_id)
        heapq.heappush(self.agenda, (opened_at, invoice_id))

    def _look(self, payer_id: str, due: Sequence[str], now: datetime) -> None:
        """Decide about one payer's due cases; what may be sent is one message, the rest is decided again after it."""
        ready: list[tuple[str, int]] = []
        for invoice_id in due:
            rung = self._judge(invoice_id, now)
            if rung is not None:
                ready.append((invoice_id, rung))
        while ready:
            together = ready[:1] if self.plain else self._together(ready)
            self._send(payer_id, together, now)
            for invoice_id, _ in together:
                self._judge(invoice_id, now)
            taken = {invoice_id for invoice_id, _ in together}
            again = [invoice_id for invoice_id, _ in ready if invoice_id not in taken]
            ready = [(i, rung) for i in again if (rung := self._judge(i, now)) is not None]

    def _judge(self, invoice_id: str, now: datetime) -> int | None:
        """Ask `decide` and write down what it says; gives the rung where it says to send."""
        case, listed = self.cases[invoice_id], self.listed[invoice_id]
        today = local_date(now, self.zones)
        paid = listed.settled_on is not None and listed.settled_on < today
        invoice = case.invoice
        if paid:
            nothing = zero(invoice.balance.currency)
            invoice = invoice.model_copy(update={"status": InvoiceStatus.PAID, "balance": nothing})
        facts = self._facts.model_copy(
            update={
                "invoice": invoice,
                "credit": zero(invoice.balance.currency),
                "phone": None if self.plain else self.phones[case.payer_id],
                "latest": self._latest(case, today),
            }
        )
        decision = decide(case, self.contacts[case.payer_id], self.policy, facts, now)
        match decision:
            case Send(rung=rung):
                return rung
            case Wait():
                self._wait(case, listed, decision, now)
            case HandOff(reason=reason):
                self._change(invoice_id, state=CaseState.HANDED_OFF, ended_because=reason)
                self.handed_off.append(
                    HandedOff(on=today, line=listed.line, number=listed.number, customer=listed.customer, reason=reason)
                )
            case Close(reason=reason):
                self._change(invoice_id, state=CaseState.CLOSED, ended_because=reason)
        return None

    def _wait(self, case: Case, listed: ListedInvoice, wait: Wait, now: datetime) -> None:
        if wait.reason not in _LADDER and wait.reason is not Reason.ALREADY_ENDED:
            self._note_held(case.invoice.id, listed, wait, now)
        if wait.until is None:
            return
        at = self._window_of_next_rung(case)
        # The rung's own day first, so that what the calendar or a cap holds back on it is seen and counted.
        at = at if at is not None and now < at < wait.until else wait.until
        if listed.settled_on is None or local_date(at, self.zones) <= listed.settled_on:
            heapq.heappush(self.agenda, (at, case.invoice.id))

    def _window_of_next_rung(self, case: Case) -> datetime | None:
        ladder = self.policy.ladder_for(case.segment)
        upcoming = next_rung(case, ladder) if ladder is not None else None
        if ladder is None or upcoming is None or case.anchor is None:
            return None
        on = step_date(case, ladder, case.anchor, upcoming[1].day)
        opens = self.policy.window.opens
        return max(datetime.combine(on, opens, ZoneInfo(zone)).astimezone(UTC) for zone in self.zones)

    def _note_held(self, invoice_id: str, listed: ListedInvoice, wait: Wait, now: datetime) -> None:
        """Count the days past due on which the invoice was open and this reason kept it from being touched."""
        begins = max(local_date(now, self.zones), listed.due_on + timedelta(days=1))
        ends = [self.last + timedelta(days=1)]
        if wait.until is not None:
            ends.append(local_date(wait.until, self.zones))
        if listed.settled_on is not None:
            ends.append(listed.settled_on)
        days = (min(ends) - begins).days
        if days > 0:
            self._held[wait.reason][invoice_id] = self._held[wait.reason].get(invoice_id, 0) + days
            self._times[wait.reason] += 1

    def _together(self, ready: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """What SendTouch would put into one message: the oldest one's currency and channel; an e-mail carries one."""
        ordered = sorted(ready, key=lambda item: self._age(item[0]))
        currency, channel = self._kind(ordered[0])
        alike = [item for item in ordered if self._kind(item) == (currency, channel)]
        return alike[:1] if channel is Channel.EMAIL else alike[:MOST_ITEMS]

    def _kind(self, item: tuple[str, int]) -> tuple[str, Channel]:
        case = self.cases[item[0]]
        ladder = self.policy.ladder_for(case.segment)
        assert ladder is not None, "decide sends nothing where there is no ladder"
        return case.invoice.balance.currency, ladder.rungs[item[1] - 1].channel

    def _send(self, payer_id: str, together: Sequence[tuple[str, int]], now: datetime) -> None:
        today = local_date(now, self.zones)
        touch_id = f"message-{len(self.messages) + 1}"
        lines: list[MessageLine] = []
        for invoice_id, rung in together:
            case, listed = self.cases[invoice_id], self.listed[invoice_id]
            done = RungDone(number=rung, touch_id=touch_id, on=today)
            first = not case.rungs
            self._change(invoice_id, rungs=(*case.rungs, done), last_touch_on=today)
            if first and listed.disputed and not self.plain:
                hold = Hold(kind=HoldKind.DISPUTE, since=now, by="customer", about="disputed in the history")
                self._change(invoice_id, holds=(*case.holds, hold))
            lines.append(MessageLine(line=listed.line, number=listed.number, rung=rung, amount=case.balance))
        lead_id, highest = max(together, key=lambda item: item[1])
        ladder = self.policy.ladder_for(self.cases[lead_id].segment)
        assert ladder is not None, "decide sends nothing where there is no ladder"
        rung_of_lead = ladder.rungs[highest - 1]
        self.messages.append(
            Message(
                at=now,
                on=today,
                customer=payer_id,
                channel=rung_of_lead.channel,
                rung=highest,
                template=rung_of_lead.template,
                lines=tuple(lines),
                total=Money(minor=sum(line.amount.minor for line in lines), currency=lines[0].amount.currency),
            )
        )
        if rung_of_lead.channel is Channel.SMS:
            phone = self.phones[payer_id]
            recent = [touch for touch in phone.touches if now - touch.at < _WEEK]
            touches = (*recent, PhoneTouch(touch_id=touch_id, at=now, zones=self.zones))
            self.phones[payer_id] = phone.model_copy(update={"touches": touches})

    def _latest(self, case: Case, today: date) -> tuple[PastInvoice, ...]:
        """How the payer's invoices stood by that day, latest due date first, for ladders that ask."""
        ladder = self.policy.ladder_for(case.segment)
        if ladder is None or ladder.hand_off_when_each is None:
            return ()
        issued = (self.listed[i] for i in self.of_payer[case.payer_id] if self.listed[i].issued_on <= today)
        known = [each for each in issued if each.due_on <= today or (each.settled_on or today) < today]
        known.sort(key=lambda listed: (listed.due_on, listed.line), reverse=True)
        return tuple(
            PastInvoice(
                due_on=listed.due_on,
                unpaid_days=max(0, (min(today, listed.settled_on or today) - listed.due_on).days),
            )
            for listed in known[: ladder.hand_off_when_each.latest]
        )

    def _change(self, invoice_id: str, **change: object) -> None:
        self.cases[invoice_id] = self.cases[invoice_id].model_copy(update=change)

    def _age(self, invoice_id: str) -> tuple[date, int]:
        listed = self.listed[invoice_id]
        return listed.due_on, listed.line


def _reachable(payer_id: str, zones: tuple[str, ...], at: datetime) -> Contact:
    """A history has no phones and no consents: they are taken as given, each customer with a phone of its own."""
    return Contact(
        company_id="history",
        customer_id=payer_id,
        name=payer_id,
        phone=payer_id,
        email=payer_id,
        zones=zones,
        consent=Consent(phone=payer_id, source="taken as given", at=at),
    )


# --- what the walk showed -------------------------------------------------------------------------------------------


def _by_rung(messages: Iterable[Message], policy: Policy) -> dict[int, int]:
    """On how many invoices each rung fell."""
    most = max((len(ladder.rungs) for ladder in policy.ladders.values()), default=0)
    counted = Counter(line.rung for message in messages for line in message.lines)
    return {rung: counted[rung] for rung in range(1, most + 1)}


def _payment_times(history: History, messages: Iterable[Message]) -> PaymentTimes:
    first_text: dict[int, date] = {}
    for message in messages:
        for line in message.lines:
            first_text.setdefault(line.line, message.on)
    texted = [invoice for invoice in history.invoices if invoice.line in first_text]
    days = [(i.settled_on - first_text[i.line]).days for i in texted if i.settled_on is not None]

    def within(most: int) -> float | None:
        return sum(day <= most for day in days) / len(days) if days else None

    return PaymentTimes(
        texted=len(texted),
        paid=len(days),
        median_days=float(median(days)) if days else None,
        within_24h=within(1),
        within_72h=within(3),
        within_7d=within(7),
    )


def _agings(history: History, first: date, last: date) -> tuple[tuple[Aging, ...], int]:
    """The aging of each day in home currency, and how many invoices could not be brought to it."""
    spans: list[OpenSpan] = []
    unaged = 0
    for invoice in history.invoices:
        minor = at_home(invoice, history.home_currency)
        if minor is None:
            unaged += 1
            continue
        span = OpenSpan(since=invoice.issued_on, due_on=invoice.due_on, until=invoice.settled_on, minor=minor)
        spans.append(span)
    return aging_by_day(first, last, spans), unaged


def at_home(listed: ListedInvoice | OpenCredit, home_currency: str) -> int | None:
    """What was open of it in minor units of the home currency; None without an exchange rate."""
    if listed.open_amount.currency == home_currency:
        return listed.open_amount.minor
    if listed.exchange_rate is None:
        return None
    amount = (listed.open_amount.decimal() * listed.exchange_rate).scaleb(exponent(home_currency))
    return int(amount.quantize(Decimal(1), ROUND_HALF_EVEN))
