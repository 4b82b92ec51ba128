"""Plan: an agreed schedule of instalments for one payer's invoices in one currency; its sums and where it stands.

What was paid counts for the instalments in the order of their dates, whoever booked it and however: paying less,
more, ahead, by check, or by a credit are one rule. What else changes on the invoices is spread over what is to come.
The instalments less what was paid always sum exactly to what is open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import ROUND_UP, Decimal
from enum import StrEnum
from itertools import accumulate
from typing import ClassVar

from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money, Value, exponent, from_decimal, zero
from pastdue.domain.policy import PlanRules
from pastdue.domain.record import Key, Record

MOST_INVOICES = 40


class PlanState(StrEnum):
    """How far a plan has come. Only a RUNNING one silences the ladder; ENDED: by a person."""

    OFFERED = "offered"
    RUNNING = "running"
    KEPT = "kept"
    BROKEN = "broken"
    ENDED = "ended"


class Notice(StrEnum):
    """What a plan's touch says; each is the name of its template."""

    OFFER = "plan_offer"
    INSTALMENT = "instalment"
    LATE = "instalment_late"
    CHANGED = "instalment_changed"


class Terms(Value):
    """How a balance is split, in its own currency."""

    instalments: int
    spacing_days: int
    smallest: Money
    first_payment_now: bool


class Instalment(Value):
    """One payment of a plan."""

    due_on: date
    amount: Money


class Share(Value):
    """One invoice of a plan, as the plan last counted it."""

    invoice_id: str
    number: str
    sync_token: str
    total: Money
    balance: Money


class Reminder(Value):
    """A touch, or an answer with the link, that asked for an instalment (counted from 1), on the recipient's date."""

    number: int
    touch_id: str
    on: date


def plan_key(company_id: str, payer_id: str) -> Key:
    """Where a payer's plan lives: one at a time."""
    return Key(f"plan#{company_id}#{payer_id}", "plan")


def plans_index(company_id: str) -> str:
    """The value under which the plans of a company are listed."""
    return f"plans#{company_id}"


class Plan(Record):
    """An agreed schedule. `shares` are the invoices as last counted, oldest due date first; `paid` is what came in.

    `untold`: something changed that the customer has not been told yet. `offer_untold`: the offer itself waits for
    its touch. `agreed_by`: the reply or the person that agreed. `held_until`: the last date on which something else
    than the plan, such as a dispute, held one of its invoices.
    """

    KIND: ClassVar[str] = "plan"

    id: str
    company_id: str
    payer_id: str
    state: PlanState
    terms: Terms
    instalments: tuple[Instalment, ...]
    shares: tuple[Share, ...]
    paid: Money
    grace_days: int
    second_reminder_days: int
    offered_at: datetime
    offer_ends_at: datetime
    offer_untold: bool = False
    agreed_at: datetime | None = None
    agreed_by: str = ""
    reminders: tuple[Reminder, ...] = ()
    untold: bool = False
    held_until: date | None = None
    ended_because: str = ""

    @property
    def key(self) -> Key:
        return plan_key(self.company_id, self.payer_id)

    @property
    def by(self) -> str:
        return plans_index(self.company_id)

    @property
    def currency(self) -> str:
        return self.paid.currency

    @property
    def open(self) -> Money:
        """What is still to be paid."""
        return Money(minor=sum(share.balance.minor for share in self.shares), currency=self.currency)

    @property
    def invoice_ids(self) -> tuple[str, ...]:
        return tuple(share.invoice_id for share in self.shares)

    def covers(self, invoice_id: str) -> bool:
        """Whether an invoice is paid by this plan."""
        return invoice_id in self.invoice_ids


class InstalmentState(StrEnum):
    """Whether an instalment was paid: UPCOMING until its date is over, then KEPT or LATE, and BROKEN with its plan."""

    UPCOMING = "upcoming"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"


class Standing(Value):
    """One instalment and how it stands."""

    number: int
    due_on: date
    amount: Money
    unpaid: Money
    state: InstalmentState


# --- the schedule ----------------------------------------------------------------------------------------------------


def terms_in(rules: PlanRules, currency: str, home_currency: str, rate: Decimal | None) -> tuple[Terms, Money] | None:
    """The policy's terms and largest balance in a currency; None where a foreign currency's rate is not known.

    `rate`: home units for one unit of the currency.
    """
    if currency == home_currency:
        rate = Decimal(1)
    if not rate:
        return None

    def here(amount: Decimal) -> Money:
        finest = Decimal(1).scaleb(-exponent(currency))
        return from_decimal((amount / rate).quantize(finest, rounding=ROUND_UP), currency)

    terms = Terms(
        instalments=rules.instalments,
        spacing_days=rules.spacing_days,
        smallest=here(rules.smallest),
        first_payment_now=rules.first_payment_now,
    )
    return terms, here(rules.largest_balance)


def schedule(balance: Money, terms: Terms, today: date) -> tuple[Instalment, ...]:
    """The instalments of a balance, which sum exactly to it; none where it is too small to be split."""
    most = min(terms.instalments, balance.minor // max(terms.smallest.minor, 1))
    if most < 2:
        return ()
    first = today if terms.first_payment_now else today + timedelta(days=terms.spacing_days)
    return tuple(
        Instalment(due_on=first + timedelta(days=index * terms.spacing_days), amount=amount)
        for index, amount in enumerate(_split(balance, most))
    )


def from_day(instalments: tuple[Instalment, ...], day: date) -> tuple[Instalment, ...]:
    """The instalments with their dates moved on together until none lies before a day: nobody agrees to be late."""
    late = max(timedelta(0), day - instalments[0].due_on) if instalments else timedelta(0)
    return tuple(each.model_copy(update={"due_on": each.due_on + late}) for each in instalments)


def _split(total: Money, parts: int) -> list[Money]:
    """Parts as equal as can be, the larger ones first. Stripe takes three-decimal currencies in tens only."""
    step = 10 if exponent(total.currency) == 3 else 1
    whole, rest = divmod(total.minor // step, parts)
    minors = [(whole + (index < rest)) * step for index in range(parts)]
    minors[0] += total.minor % step
    return [Money(minor=minor, currency=total.currency) for minor in minors]


def share_of(invoice: Invoice) -> Share:
    """An invoice as a plan counts it; what is void or deleted has nothing left to pay."""
    gone = invoice.status in (InvoiceStatus.VOID, InvoiceStatus.DELETED)
    nothing = zero(invoice.balance.currency)
    return Share(
        invoice_id=invoice.id,
        number=invoice.number or invoice.id,
        sync_token=invoice.sync_token,
        total=nothing if gone else invoice.total,
        balance=nothing if gone else invoice.balance,
    )


def shares_of(invoices: Sequence[Invoice]) -> tuple[Share, ...]:
    """The invoices of a new plan, oldest due date first."""
    return tuple(share_of(each) for each in sorted(invoices, key=lambda each: (str(each.due_on), each.id)))


# --- where it stands -------------------------------------------------------------------------------------------------


def standing(plan: Plan, today: date) -> tuple[Standing, ...]:
    """Each instalment and its state on the recipient's date."""
    found: list[Standing] = []
    for number, (each, until) in enumerate(zip(plan.instalments, _sums(plan), strict=True), start=1):
        unpaid = min(each.amount.minor, max(0, until - plan.paid.minor))
        state = InstalmentState.UPCOMING
        if unpaid == 0:
            state = InstalmentState.KEPT
        elif each.due_on < today:
            state = InstalmentState.BROKEN if plan.state is PlanState.BROKEN else InstalmentState.LATE
        money = Money(minor=unpaid, currency=plan.currency)
        found.append(Standing(number=number, due_on=each.due_on, amount=each.amount, unpaid=money, state=state))
    return tuple(found)


def _sums(plan: Plan) -> list[int]:
    return list(accumulate(each.amount.minor for each in plan.instalments))


def first_unpaid(plan: Plan, today: date) -> Standing | None:
    """The oldest instalment with something left to pay."""
    return next((each for each in standing(plan, today) if each.unpaid.minor > 0), None)


def due_now(plan: Plan, today: date) -> Money:
    """What is to be paid by today: the instalment of today and what is late."""
    due = sum(each.unpaid.minor for each in standing(plan, today) if each.due_on <= today)
    return Money(minor=due, currency=plan.currency)


def ask(plan: Plan, today: date) -> Money:
    """What a link may ask for: what is due now, or the next instalment where nothing is."""
    due = due_now(plan, today)
    if due.minor > 0:
        return due
    upcoming = first_unpaid(plan, today)
    return upcoming.unpaid if upcoming else due


def allotted(plan: Plan, amount: Money) -> Mapping[str, Money]:
    """How an amount falls to the plan's invoices, oldest due date first."""
    left, found = amount.minor, {}
    for share in plan.shares:
        part = min(left, share.balance.minor)
        found[share.invoice_id] = Money(minor=part, currency=plan.currency)
        left -= part
    return found


class Step(Value):
    """What the plan wants for one invoice next: when, which notice (None: only to be looked at), and for how much.

    `number` is the instalment that is asked for, together with what is late of those before it.
    """

    on: date
    notice: Notice | None
    number: int
    amount: Money
    breaks_on: date


def step_for(plan: Plan, invoice: Invoice, credit: Money, today: date) -> Step | None:
    """The next step for one invoice; None where the plan says nothing of it, or must be counted anew first."""
    if not plan.covers(invoice.id):
        return None
    if plan.state is PlanState.OFFERED and plan.offer_untold:
        return Step(
            on=today,
            notice=Notice.OFFER,
            number=0,
            amount=invoice.balance - credit,
            breaks_on=today + timedelta(days=1),
        )
    if plan.state is not PlanState.RUNNING or is_stale(plan, invoice):
        return None
    on, notice, number = _next(plan, today)
    share = allotted(plan, ask(plan, max(on, today)))[invoice.id]
    amount = Money(minor=max(0, share.minor - credit.minor), currency=plan.currency)
    return Step(on=on, notice=notice, number=number, amount=amount, breaks_on=breaks_on(plan, today))


def is_stale(plan: Plan, invoice: Invoice) -> bool:
    """Whether the plan counted this invoice as it no longer is."""
    known = next((share for share in plan.shares if share.invoice_id == invoice.id), None)
    if known is None or int(invoice.sync_token) < int(known.sync_token):
        return False
    now = share_of(invoice)
    return (now.total, now.balance) != (known.total, known.balance)


def _next(plan: Plan, today: date) -> tuple[date, Notice | None, int]:
    """An instalment is asked for on its date and, if it stays unpaid, once more; then its days of grace run out."""
    stands = [each for each in standing(plan, today) if each.unpaid.minor > 0]
    due = [each for each in stands if each.due_on <= today]
    coming = [each for each in stands if each.due_on > today]
    if not due:
        first = next(iter(coming), None)
        return (first.due_on, _first_notice(plan, 1), first.number) if first else (today, None, 0)
    newest = due[-1]  # it is asked for together with what is late
    reminded = [each.on for each in plan.reminders if each.number == newest.number]
    if not reminded:
        return newest.due_on, _first_notice(plan, len(due)), newest.number
    ends = breaks_on(plan, today)
    again = max(newest.due_on, reminded[0]) + timedelta(days=plan.second_reminder_days)
    if len(reminded) == 1 and again < ends:
        return again, Notice.LATE, newest.number
    return min([ends, *(each.due_on for each in coming)]), None, newest.number


def _first_notice(plan: Plan, due: int) -> Notice:
    if plan.untold:
        return Notice.CHANGED
    return Notice.LATE if due > 1 else Notice.INSTALMENT


def breaks_on(plan: Plan, today: date) -> date:
    """The first date on which the plan counts as broken: its days of grace after the oldest unpaid instalment.

    They run from the day the customer was asked for it, or from the end of another hold, where that was later.
    """
    late = first_unpaid(plan, today)
    if late is None:
        return date.max
    asked = min((each.on for each in plan.reminders if each.number >= late.number), default=late.due_on)
    return max(late.due_on, asked, plan.held_until or late.due_on) + timedelta(days=plan.grace_days + 1)


def is_broken(plan: Plan, today: date, *, reachable: bool) -> bool:
    """Whether the days of grace are over; one whom we can ask, and have not asked, has broken nothing."""
    late = first_unpaid(plan, today)
    if plan.state is not PlanState.RUNNING or late is None:
        return False
    asked = any(each.number >= late.number for each in plan.reminders)
    return today >= breaks_on(plan, today) and (asked or not reachable)


# --- what changes in the ledger --------------------------------------------------------------------------------------


def recount(plan: Plan, invoices: Mapping[str, Invoice | None], today: date) -> Plan:
    """The plan by what QuickBooks says of its invoices now; None stands for one that is no longer this payer's.

    What is paid on an invoice moves `paid`. What else makes the open amount larger or smaller (a new total, a void, a
    payment taken back) is spread over the instalments to come, so that what was kept stays kept.
    """
    shares: list[Share] = []
    received = changed = 0
    for known in plan.shares:
        now = _seen(known, invoices)
        shares.append(now)
        came_in = 0
        if now.total.minor > 0 and known.total.minor > 0:
            came_in = (now.total.minor - now.balance.minor) - (known.total.minor - known.balance.minor)
        received += came_in
        changed += now.balance.minor - known.balance.minor + came_in
    if tuple(shares) == plan.shares:
        return plan
    if received < 0:
        changed, received = changed - received, 0
    paid = Money(minor=plan.paid.minor + received, currency=plan.currency)
    counted = plan.model_copy(update={"shares": tuple(shares), "paid": paid})
    if changed == 0:
        # Who paid more or ahead is told what that makes of the next instalment; the rest of a due one is asked for.
        upcoming = first_unpaid(counted, today)
        news = received > 0 and upcoming is not None and upcoming.due_on > today and upcoming.unpaid != upcoming.amount
        return counted.model_copy(update={"untold": plan.untold or news})
    spread = _spread(counted, changed, today)
    return counted.model_copy(update={"instalments": spread, "untold": True})


def _seen(known: Share, invoices: Mapping[str, Invoice | None]) -> Share:
    if known.invoice_id not in invoices:
        return known
    invoice = invoices[known.invoice_id]
    if invoice is None:
        nothing = zero(known.balance.currency)
        return known.model_copy(update={"total": nothing, "balance": nothing})
    if int(invoice.sync_token) < int(known.sync_token):
        return known
    return share_of(invoice)


def _spread(plan: Plan, change: int, today: date) -> tuple[Instalment, ...]:
    """The instalments with `change` (minor units) spread over those to come; what they cannot hold falls to the rest.

    Every instalment keeps what was already paid of it, so the sum stays exact.
    """
    stands = standing(plan, today)
    unpaid = [each.unpaid.minor for each in stands]
    coming = [index for index, each in enumerate(stands) if each.due_on > today and unpaid[index] > 0]
    dates = [each.due_on for each in stands]
    kept = [each.amount.minor - each.unpaid.minor for each in stands]
    if not coming and change > 0:
        dates.append(max([today, *dates]) + timedelta(days=plan.terms.spacing_days))
        kept.append(0)
        unpaid.append(0)
        coming = [len(dates) - 1]
    left = sum(unpaid[index] for index in coming) + change
    parts = max(1, min(len(coming), left // max(plan.terms.smallest.minor, 1)))
    amounts = _split(Money(minor=max(left, 0), currency=plan.currency), parts) if coming else []
    for place, index in enumerate(coming):
        unpaid[index] = amounts[place].minor if place < parts else 0
    short = max(0, -left)
    for index in reversed(range(len(unpaid))):
        less = min(short, unpaid[index])
        unpaid[index] -= less
        short -= less
    sums = [paid + open_ for paid, open_ in zip(kept, unpaid, strict=True)]
    while len(sums) > 1 and sums[-1] == 0:
        sums.pop()
    return tuple(
        Instalment(due_on=due_on, amount=Money(minor=minor, currency=plan.currency))
        for due_on, minor in zip(dates[: len(sums)], sums, strict=True)
    )
