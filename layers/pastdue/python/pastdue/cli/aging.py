"""`pastdue aging`: what is open, by days past due, from an invoice list."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from pastdue.cli.lists import (
    ColumnOption,
    CurrencyOption,
    DateFormatOption,
    NetOption,
    history_of,
    show_notes,
    show_rejected,
)
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line, money, percent, table
from pastdue.domain.aging import OVER_30_LINE, Aging, Bucket, OpenSpan, aging_on
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.domain.history import History
from pastdue.usecases.backtest import at_home


def aging(
    file: Annotated[Path, typer.Option("--file", metavar="FILE", help="An invoice list (CSV).")],
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day; else the last that the list knows.")
    ] = None,
    column: ColumnOption = [],  # noqa: B006 - Typer copies it
    date_format: DateFormatOption = None,
    net: NetOption = None,
    home_currency: CurrencyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Show what was open at the end of a day, by days past due and by customer, from an invoice list.

    Open credits are taken off, each by its own date, as QuickBooks does in its A/R aging.
    """
    with errors_told():
        history = history_of(file, column, date_format, net, home_currency)
        day = on.date() if on else history.as_of or history.last_day
        if day is None:
            raise BadInput(f"{file} has no invoice; {len(history.rejected)} rows were rejected")
        whole, customers, unaged = _aged(history, day)
    notes = [*history.notes]
    if unaged:
        notes.append(f"{unaged} open invoices or credits in other currencies have no exchange rate and are left out")
    if on is None:
        notes.append(f"the day is the list's last, {day}; --on DAY shows another")
    if history.credits:
        count = counted(len(history.credits), "open credit")
        notes.append(f"{count} in the list taken off, by date, as in QuickBooks' A/R aging")
    if format_ is Format.JSON:
        json_line(
            {
                "file": history.source,
                "on": day.isoformat(),
                "currency": history.home_currency,
                "buckets": _buckets(whole),
                "total": whole.total,
                "over_30_share": whole.over_30_share,
                "over_30_line": OVER_30_LINE,
                "customers": {name: _buckets(each) for name, each in customers.items()},
                "rejected_rows": [row.model_dump() for row in history.rejected],
                "skipped_rows": dict(history.skipped),
                "notes": notes,
            }
        )
        return
    out = console()
    show_notes(out, notes)
    rows = table(f"Open at the end of {day}, by days past due", "customer", *(b.heading for b in Bucket), "total")
    for name, each in [*customers.items(), ("all", whole)]:
        amounts = [*each.by_bucket.values(), each.total]
        style = "bold" if each is whole else None
        rows.add_row(name, *(money(minor, history.home_currency) for minor in amounts), style=style)
    out.print(rows)
    share = percent(whole.over_30_share)
    out.print(f"More than 30 days past due: {share} of what is open; the line is {percent(OVER_30_LINE)}")
    show_rejected(out, history.rejected, history.skipped)


def _aged(history: History, day: date) -> tuple[Aging, dict[str, Aging], int]:
    """The aging of all and of each customer, the most open first; and how many have no amount in home currency."""
    spans: dict[str, list[OpenSpan]] = defaultdict(list)
    unaged = 0
    for invoice in history.invoices:
        if not invoice.open_at_end_of(day):
            continue
        minor = at_home(invoice, history.home_currency)
        if minor is None:
            unaged += 1
            continue
        span = OpenSpan(since=invoice.issued_on, due_on=invoice.due_on, until=invoice.settled_on, minor=minor)
        spans[invoice.customer].append(span)
    for credit in history.credits:
        if credit.issued_on > day:
            continue
        minor = at_home(credit, history.home_currency)
        if minor is None:
            unaged += 1
            continue
        span = OpenSpan(since=credit.issued_on, due_on=credit.due_on, until=None, minor=-minor)
        spans[credit.customer].append(span)
    each = {name: aging_on(day, theirs) for name, theirs in spans.items()}
    ordered = dict(sorted(each.items(), key=lambda item: (-item[1].total, item[0])))
    return aging_on(day, [span for theirs in spans.values() for span in theirs]), ordered, unaged


def _buckets(aged: Aging) -> dict[str, int]:
    return {str(bucket): minor for bucket, minor in aged.by_bucket.items()}
