"""ReportPayouts: for each payout, its payments, refunds and fees, and the net that is the bank's line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum

from pastdue.domain.allocation import sum_of
from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.settlement import Settlement, SettlementState, settlement_key
from pastdue.domain.spreadsheet import csv_text
from pastdue.ports import StripeMovement, StripePayout
from pastdue.usecases.world import World, cases_of_invoices


class LineKind(StrEnum):
    """What a line of the sheet is to a bookkeeper."""

    PAYMENT = "payment"
    OUTSIDE = "payment outside Pastdue"
    REFUND = "refund"
    CHARGEBACK = "chargeback"
    FEE = "fee"
    OTHER = "other"
    OTHERS_SHARE = "other companies' share"
    BY_HAND = "paid out by hand"


class PayoutLine(Value):
    """One movement of a payout. `recorded` says where the payment stands in QuickBooks."""

    kind: LineKind
    at: datetime
    amount: Money
    fee: Money
    net: Money
    payment_intent: str
    customer: str
    invoices: str
    quickbooks_payments: str
    recorded: str
    movement: str


class PayoutSheet(Value):
    """One payout. `ties`: its lines sum to exactly what the bank's statement shows.

    `others_share`: what of it is not the company's whose sheet it is, net. `by_hand`: somebody sent it, and not
    Stripe's schedule; which payments are in it Stripe does not know (Stripe, Payout reconciliation), so that it has one
    line, and only the clearing account can tell whether all is well.
    """

    payout_id: str
    status: str
    arrives_on: date
    amount: Money
    payments: Money
    refunds: Money
    chargebacks: Money
    fees: Money
    other: Money
    others_share: Money
    by_hand: bool = False
    ties: bool
    lines: tuple[PayoutLine, ...]


class Clearing(Value):
    """One currency of the clearing account, by our record and by Stripe's.

    `expected` is what the account must show once every payout that has arrived is entered by its sheet: payments less
    refunds, chargebacks, fees and arrived payouts. `stripe` is Stripe's balance and what is in transit.
    """

    currency: str
    expected: Money
    stripe_balance: Money
    in_transit: Money
    ties: bool


class PayoutReport(Value):
    """The sheets, newest payout first, and the clearing account; `differences` in words."""

    sheets: tuple[PayoutSheet, ...]
    clearing: tuple[Clearing, ...]
    differences: tuple[str, ...]


_PAYMENTS = frozenset({"charge"})
_REFUNDS = frozenset({"refund", "refund_failure", "partial_capture_reversal"})
_CHARGEBACKS = frozenset({"dispute", "dispute_reversal"})
_PAYOUTS = frozenset({"payout", "payout_reversal"})


def report_payouts(world: World, since: datetime, beginning: datetime, company_id: str | None = None) -> PayoutReport:
    """The payouts since an instant, and how the clearing account stands by all that moved since the `beginning`.

    Stripe is the client's, whichever company was paid: of one of several there are its payouts with its own lines, and
    no clearing account, since Stripe's balance is everybody's. Raises VendorError when Stripe does not answer.
    """
    payouts = list(world.payments.payouts_since(beginning))
    recent = [payout for payout in payouts if payout.created_at >= since]
    moved = [each for each in world.payments.movements(since=beginning) if each.kind not in _PAYOUTS]
    if company_id is None or _only_company(world):
        sheets = tuple(_sheet(world, payout) for payout in recent)
        return PayoutReport(
            sheets=sheets, clearing=_clearing(world, payouts, moved), differences=_differences(world, moved)
        )
    mine = [each for each in moved if _company(world, each) == company_id]
    shares = tuple(sheet for payout in recent if (sheet := _share(world, payout, company_id)) is not None)
    return PayoutReport(sheets=shares, clearing=(), differences=_differences(world, mine))


def _only_company(world: World) -> bool:
    """Whether all that the client's Stripe account moves is one company's."""
    return len(world.store.listed(Company, "companies")) == 1


class ArrivedPayouts(Value):
    """Payouts that have reached the bank: the company's sheets, and the ids of those in which it has no part."""

    sheets: tuple[PayoutSheet, ...] = ()
    of_others: tuple[str, ...] = ()


def arrived_payouts(
    world: World, company_id: str, since: datetime, first: date, told: Collection[str]
) -> ArrivedPayouts:
    """The payouts made since an instant that reached the bank on the `first` day or later, but for those told before.

    With its own lines only where the client has several companies. Raises VendorError when Stripe does not answer.
    """
    payouts = list(world.payments.payouts_since(since))
    fresh = [each for each in payouts if each.status == "paid" and each.arrives_on >= first and each.id not in told]
    alone = _only_company(world)
    sheets: list[PayoutSheet] = []
    of_others: list[str] = []
    for payout in sorted(fresh, key=lambda each: (each.arrives_on, each.id)):
        sheet = _sheet(world, payout) if alone else _share(world, payout, company_id)
        if sheet is None:
            of_others.append(payout.id)
        else:
            sheets.append(sheet)
    return ArrivedPayouts(sheets=tuple(sheets), of_others=tuple(of_others))


_COLUMNS = ("kind", "at", "amount", "fee", "net", "customer", "invoices", "quickbooks_payments", "recorded")
_IDS = ("payment_intent", "movement")


def sheet_name(sheet: PayoutSheet) -> str:
    """The name of a payout's file."""
    return f"payout-{sheet.arrives_on}-{sheet.payout_id}.csv"


def sheet_csv(sheet: PayoutSheet) -> str:
    """One line a movement, amounts in major units, and the sums at the foot."""
    rows: list[list[object]] = []
    for line in sheet.lines:
        said = line.model_dump(mode="json") | {name: getattr(line, name).decimal() for name in ("amount", "fee", "net")}
        rows.append([said[name] for name in (*_COLUMNS, *_IDS)])
    gross = sum((line.amount.decimal() for line in sheet.lines), start=sheet.amount.decimal() * 0)
    fees = sum((line.fee.decimal() for line in sheet.lines), start=gross * 0)
    rows.append([f"bank's line, {sheet.amount.currency}", sheet.arrives_on, gross, fees, sheet.amount.decimal()])
    return csv_text([*_COLUMNS, *_IDS], rows)


def _sheet(world: World, payout: StripePayout) -> PayoutSheet:
    """The whole of a payout."""
    if not payout.automatic:
        return _by_hand(payout)
    return _summed(payout, tuple(_line(world, each) for each in _moved(world, payout)))


def _share(world: World, payout: StripePayout, company_id: str) -> PayoutSheet | None:
    """A payout with one company's lines, and one line for all that is not its own; None where it has no part in it.

    Payments outside Pastdue and Stripe's own fees name no company, so they are in that line too. Of what was paid out
    by hand nobody knows whose it is.
    """
    if not payout.automatic:
        return _by_hand(payout)
    moved = [(each, _company(world, each) == company_id) for each in _moved(world, payout)]
    lines = [_line(world, each) for each, mine in moved if mine]
    if not lines:
        return None
    others = [each for each, mine in moved if not mine]
    if others:
        lines.append(
            _sum_line(payout, LineKind.OTHERS_SHARE, sum_of([each.net for each in others], payout.amount.currency))
        )
    return _summed(payout, tuple(lines))


def _by_hand(payout: StripePayout) -> PayoutSheet:
    return _summed(payout, (_sum_line(payout, LineKind.BY_HAND, payout.amount),)).model_copy(update={"by_hand": True})


def _moved(world: World, payout: StripePayout) -> list[StripeMovement]:
    moved = [each for each in world.payments.movements(payout_id=payout.id) if each.kind not in _PAYOUTS]
    return sorted(moved, key=lambda each: (each.at, each.id))


def _company(world: World, moved: StripeMovement) -> str | None:
    """The company whose payment moved; None where it is none of ours."""
    settlement = _settlement(world, moved)
    return settlement.company_id if settlement is not None else None


def _sum_line(payout: StripePayout, kind: LineKind, net: Money) -> PayoutLine:
    """One line for what is not told payment by payment."""
    return PayoutLine(
        kind=kind,
        at=payout.created_at,
        amount=net,
        fee=zero(net.currency),
        net=net,
        payment_intent="",
        customer="",
        invoices="",
        quickbooks_payments="",
        recorded="",
        movement="",
    )


def _summed(payout: StripePayout, lines: tuple[PayoutLine, ...]) -> PayoutSheet:
    currency = payout.amount.currency

    def of(*kinds: LineKind) -> Money:
        return sum_of([line.amount for line in lines if line.kind in kinds], currency)

    fees = zero(currency) - sum_of([line.fee for line in lines], currency)
    return PayoutSheet(
        payout_id=payout.id,
        status=payout.status,
        arrives_on=payout.arrives_on,
        amount=payout.amount,
        payments=of(LineKind.PAYMENT, LineKind.OUTSIDE),
        refunds=of(LineKind.REFUND),
        chargebacks=of(LineKind.CHARGEBACK),
        fees=fees + of(LineKind.FEE),
        other=of(LineKind.OTHER),
        others_share=of(LineKind.OTHERS_SHARE),
        ties=sum_of([line.net for line in lines], currency) == payout.amount,
        lines=lines,
    )


def _line(world: World, moved: StripeMovement) -> PayoutLine:
    settlement = _settlement(world, moved)
    cases = cases_booked_on(world, settlement) if settlement else []
    parts = settlement.parts if settlement else ()
    return PayoutLine(
        kind=_kind(moved, settlement),
        at=moved.at,
        amount=moved.amount,
        fee=moved.fee,
        net=moved.net,
        payment_intent=moved.payment_intent or "",
        customer=", ".join(dict.fromkeys(case.invoice.customer_name for case in cases)),
        invoices=", ".join(case.invoice.number or case.invoice.id for case in cases),
        quickbooks_payments=", ".join(part.payment_id for part in parts if part.payment_id),
        recorded=settlement.state if settlement else "",
        movement=moved.id,
    )


def cases_booked_on(world: World, settlement: Settlement) -> list[Case]:
    """The cases on whose invoices a payment is, or is to be, booked."""
    invoice_ids = {line.invoice_id for part in settlement.parts for line in part.draft.lines}
    return list(cases_of_invoices(world, settlement.company_id, sorted(invoice_ids)))


def _settlement(world: World, moved: StripeMovement) -> Settlement | None:
    intent = moved.payment_intent
    return world.store.get(Settlement, settlement_key(intent)) if intent else None


def _kind(moved: StripeMovement, settlement: Settlement | None) -> LineKind:
    if moved.kind in _PAYMENTS:
        return LineKind.PAYMENT if settlement is not None else LineKind.OUTSIDE
    if moved.kind in _REFUNDS:
        return LineKind.REFUND
    if moved.kind in _CHARGEBACKS:
        return LineKind.CHARGEBACK
    return LineKind.FEE if "fee" in moved.kind else LineKind.OTHER


def _clearing(world: World, payouts: Sequence[StripePayout], moved: Sequence[StripeMovement]) -> tuple[Clearing, ...]:
    """Payments by our own record, everything else by Stripe's, against what Stripe still holds."""
    held = {money.currency: money for money in world.payments.balance()}
    currencies = {*held, *(payout.amount.currency for payout in payouts), *(each.amount.currency for each in moved)}
    found: list[Clearing] = []
    for currency in sorted(currencies):
        here = [each for each in moved if each.amount.currency == currency]
        sent = [payout for payout in payouts if payout.amount.currency == currency]
        arrived = sum_of([each.amount for each in sent if each.status == "paid"], currency)
        in_transit = sum_of([each.amount for each in sent if each.in_transit], currency)
        expected = sum_of([_by_our_record(world, each) for each in here], currency) - arrived
        balance = held.get(currency, zero(currency))
        found.append(
            Clearing(
                currency=currency,
                expected=expected,
                stripe_balance=balance,
                in_transit=in_transit,
                ties=expected == balance + in_transit,
            )
        )
    return tuple(found)


def _by_our_record(world: World, moved: StripeMovement) -> Money:
    """The net of a movement; a payment of ours counts with what our own record says was captured."""
    settlement = _settlement(world, moved) if moved.kind in _PAYMENTS else None
    if settlement is None or settlement.amount.currency != moved.amount.currency:
        return moved.net
    captured = settlement.state not in (SettlementState.IN_FLIGHT, SettlementState.FAILED)
    return (settlement.amount if captured else zero(moved.amount.currency)) - moved.fee


def _differences(world: World, moved: Iterable[StripeMovement]) -> tuple[str, ...]:
    """Payments of ours whose record is not Stripe's, or that are not in QuickBooks yet."""
    told: list[str] = []
    for each in moved:
        settlement = _settlement(world, each) if each.kind in _PAYMENTS else None
        if settlement is None:
            continue
        if settlement.amount.currency == each.amount.currency and settlement.amount != each.amount:
            amounts = f"Stripe moved {each.amount.text()}, our record says {settlement.amount.text()}"
            told.append(f"{settlement.payment_intent}: {amounts}")
        if settlement.state is not SettlementState.BOOKED:
            told.append(f"{settlement.payment_intent}: {settlement.amount.text()} is {settlement.state}, not booked")
    return tuple(told)
