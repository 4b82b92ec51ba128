"""`pastdue backtest`: what would have been sent, held back and handed off, on a company's own invoice history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console

from pastdue.adapters.holidays import PublicHolidays
from pastdue.cli.lists import (
    ColumnOption,
    CurrencyOption,
    DateFormatOption,
    ListFile,
    NetOption,
    history_of,
    show_notes,
    show_rejected,
)
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line, money, percent, table
from pastdue.cli.policies import PolicyOption, policy_of
from pastdue.domain.aging import Aging, Bucket
from pastdue.domain.counting import counted
from pastdue.domain.decide import Reason
from pastdue.usecases.backtest import NO_CLAIM, Backtest, BacktestReport, WalkAs

_DAY = ["%Y-%m-%d"]
_MANY_MONTHS = 24

_WORDS = {
    Reason.HELD: "disputed: held until a person decides",
    Reason.OUTSIDE_HOURS: "a holiday, a closed day or outside the hours",
    Reason.PHONE_CAP: "the phone had its texts for the day or the seven days",
    Reason.BELOW_MINIMUM: "below minimum_to_chase",
    Reason.NEEDS_APPROVAL: "above approve_above: a person approves first",
    Reason.EXCLUDED: "its segment is never chased",
    Reason.OLD_AT_ADOPTION: "long past due when switched on: on a list for a person",
    Reason.BEFORE_RUNG: "waiting for its rung",
    Reason.LADDER_ENDED: "all rungs are done",
    Reason.SLOW_PAYER: "the customer's latest invoices all stood unpaid",
}


def backtest(  # one parameter for each option
    file: ListFile,
    policy: PolicyOption = None,
    plain: Annotated[
        bool,
        typer.Option(
            "--plain", help="The ladder alone: no consolidation, caps, spacing, holidays or hours; disputes not heard."
        ),
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=_DAY, help="The day to switch Pastdue on; else the first invoice's."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--until", formats=_DAY, help="The last day to walk; else the list's last.")
    ] = None,
    column: ColumnOption = [],  # noqa: B006 - Typer copies it
    date_format: DateFormatOption = None,
    net: NetOption = None,
    home_currency: CurrencyOption = None,
    messages: Annotated[int, typer.Option(min=0, help="How many messages to list; 0 lists all.")] = 15,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Walk the ladder against a company's own invoice history, before anything is switched on.

    Says what would have been sent to whom on which day, what the policy would have held back and why, and how old the
    open amounts were. It does not say what the texts would have brought.
    """
    with errors_told():
        history = history_of(file, column, date_format, net, home_currency)
        how = WalkAs(plain=plain, since=since.date() if since else None, until=until.date() if until else None)
        report = Backtest(PublicHolidays()).run(history, policy_of(policy), how)
    if format_ is Format.JSON:
        json_line(as_json(report))
    else:
        show(console(), report, messages)


def as_json(report: BacktestReport) -> dict[str, Any]:
    """The report for a program. Amounts are minor units of the currency beside them."""
    return {
        "file": report.source,
        "policy": report.policy_version,
        "plain": report.plain,
        "from": report.first_day.isoformat(),
        "until": report.last_day.isoformat(),
        "currency": report.home_currency,
        "invoices": report.invoices,
        "customers": report.customers,
        "rejected_rows": [row.model_dump() for row in report.rejected],
        "skipped_rows": dict(report.skipped),
        "notes": list(report.notes),
        "texts_by_rung": {str(rung): count for rung, count in report.texts_by_rung.items()},
        "messages": len(report.messages),
        "messages_about_several": sum(len(message.lines) > 1 for message in report.messages),
        "handed_off": len(report.handed_off),
        "handed_off_because": Counter(str(each.reason) for each in report.handed_off),
        "held_back": {
            str(held.reason): {"invoices": held.invoices, "times": held.times, "days": held.days}
            for held in report.held_back
        },
        "first_text_to_payment": report.payment_times.model_dump(),
        "open_at_end": report.open_at_end,
        "over_30_share": report.over_30_share,
        "over_30_line": report.over_30_line,
        "aging": {
            aging.on.isoformat(): {str(bucket): minor for bucket, minor in aging.by_bucket.items()}
            for aging in report.aging
        },
        "sent": [
            {
                "on": message.on.isoformat(),
                "at": message.at.isoformat(),
                "customer": message.customer,
                "channel": str(message.channel),
                "rung": message.rung,
                "template": message.template,
                "total_minor": message.total.minor,
                "currency": message.total.currency,
                "invoices": [
                    {"number": line.number, "line": line.line, "rung": line.rung, "amount_minor": line.amount.minor}
                    for line in message.lines
                ],
            }
            for message in report.messages
        ],
        "handed_off_invoices": [
            {
                "on": each.on.isoformat(),
                "customer": each.customer,
                "number": each.number,
                "line": each.line,
                "reason": str(each.reason),
            }
            for each in report.handed_off
        ],
        "says": NO_CLAIM,
    }


def show(out: Console, report: BacktestReport, messages: int) -> None:
    """The report for a person."""
    how = "the ladder alone (--plain)" if report.plain else "as the policy says"
    out.print(
        f"{report.source}: {counted(report.invoices, 'invoice')} of {counted(report.customers, 'customer')}, "
        f"{report.first_day} to {report.last_day}, walked {how}, policy {report.policy_version}",
        style="bold",
    )
    show_notes(out, report.notes)
    show_notes(out, ["phones, e-mail addresses and consent are taken as given; each customer has a phone of its own"])
    out.print()
    _show_texts(out, report)
    _show_held(out, report)
    _show_times(out, report)
    _show_aging(out, report)
    _show_messages(out, report, messages)
    show_rejected(out, report.rejected, report.skipped)
    out.print()
    out.print(NO_CLAIM, style="italic")


def _show_texts(out: Console, report: BacktestReport) -> None:
    texts = table("What would have been sent", "", "invoices")
    for rung, count in report.texts_by_rung.items():
        texts.add_row(f"rung {rung}", f"{count:,}")
    for reason, count in Counter(each.reason for each in report.handed_off).items():
        texts.add_row(f"handed off to a person: {_words(reason)}", f"{count:,}")
    texts.add_row("still open at the end", f"{report.open_at_end:,}")
    out.print(texts)
    several = sum(len(message.lines) > 1 for message in report.messages)
    out.print(f"{counted(len(report.messages), 'message')}, {several:,} of them about several invoices of one payer")
    out.print()


def _show_held(out: Console, report: BacktestReport) -> None:
    if not report.held_back:
        out.print("The policy held nothing back.\n")
        return
    held = table("What the policy held back, while past due", "why", "invoices", "times", "days in all")
    for each in report.held_back:
        held.add_row(_words(each.reason), f"{each.invoices:,}", f"{each.times:,}", f"{each.days:,}")
    out.print(held)
    out.print()


def _show_times(out: Console, report: BacktestReport) -> None:
    times = report.payment_times
    if times.median_days is None:
        out.print("No invoice that was texted was paid.\n")
        return
    out.print(
        f"From the first text to the payment, as it really came: median {times.median_days:g} days; "
        f"{percent(times.within_24h)} within 24 hours (the next day), {percent(times.within_72h)} within 72 hours, "
        f"{percent(times.within_7d)} within 7 days, of {times.paid:,} paid out of {times.texted:,} texted"
    )
    out.print()


def _show_aging(out: Console, report: BacktestReport) -> None:
    ends = _period_ends(report.aging)
    aging = table(
        "Open amounts by days past due, at the end of the period",
        "day",
        *(bucket.heading for bucket in Bucket),
        "over 30",
    )
    for each in ends:
        amounts = (money(minor, report.home_currency) for minor in each.by_bucket.values())
        aging.add_row(each.on.isoformat(), *amounts, percent(each.over_30_share))
    out.print(aging)
    share, line = report.over_30_share, report.over_30_line
    side = "" if share is None else f", {'under' if share < line else 'over'} the {percent(line)} line"
    out.print(f"More than 30 days past due, on average over all days: {percent(share)} of what was open{side}")
    out.print()


def _period_ends(agings: Sequence[Aging]) -> list[Aging]:
    """The last day of each month, or of each quarter for a long history; and the last day of all."""
    if not agings:
        return []
    ends = [aging for aging in agings if (aging.on + timedelta(days=1)).day == 1]
    if len(ends) > _MANY_MONTHS:
        ends = [aging for aging in ends if aging.on.month % 3 == 0]
    return ends if ends and ends[-1] == agings[-1] else [*ends, agings[-1]]


def _show_messages(out: Console, report: BacktestReport, most: int) -> None:
    shown = report.messages[:most] if most else report.messages
    if not shown:
        return
    rows = table("Messages", "day", "customer", "rung", "by", "total", "invoices")
    for message in shown:
        numbers = ", ".join(line.number for line in message.lines)
        rows.add_row(
            _day(message.on), message.customer, str(message.rung), str(message.channel), message.total.text(), numbers
        )
    rows.columns[1].justify = rows.columns[5].justify = "left"
    out.print(rows)
    left = len(report.messages) - len(shown)
    if left:
        out.print(f"… and {left:,} more; --messages 0 lists all")
    out.print()


def _day(day: date) -> str:
    return f"{day:%a} {day.isoformat()}"


def _words(reason: Reason) -> str:
    return _WORDS.get(reason, reason.replace("_", " "))
