"""Lists: the options that every command shares which reads an invoice list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pastdue.adapters.invoice_lists import KNOWN_COLUMNS, ReadAs, read
from pastdue.cli.output import table
from pastdue.domain.history import History, RejectedRow

_SHOWN = 50

ListFile = Annotated[Path, typer.Argument(metavar="FILE", help="An invoice list (CSV), such as QuickBooks exports it.")]
ColumnOption = Annotated[
    list[str],
    typer.Option(
        "--column",
        metavar="OURS=THEIRS",
        help=f'Name a column that the header does not give away: --column due_date="Pay by". Ours: {KNOWN_COLUMNS}.',
    ),
]
DateFormatOption = Annotated[
    str | None,
    typer.Option("--date-format", help="Force how dates are read: mdy, dmy, ymd, or a pattern such as %d.%m.%Y."),
]
NetOption = Annotated[
    int | None,
    typer.Option("--net", min=0, max=365, help="Days until due, for rows with neither due date nor terms."),
]
CurrencyOption = Annotated[
    str | None,
    typer.Option("--home-currency", help="The company's own currency; else the one that most rows have, or USD."),
]


def named_columns(columns: Sequence[str]) -> dict[str, str]:
    """The columns that a person named, as OURS=THEIRS."""
    named: dict[str, str] = {}
    for column in columns:
        ours, equals, theirs = column.partition("=")
        if not equals or not theirs.strip():
            raise typer.BadParameter(f'{column!r} is not of the form OURS=THEIRS, such as due_date="Pay by"')
        named[ours.strip()] = theirs.strip()
    return named


def history_of(
    path: Path, columns: Sequence[str], date_format: str | None, net: int | None, home_currency: str | None
) -> History:
    """Read the list as the options say."""
    named = named_columns(columns)
    if home_currency is not None and not (len(home_currency) == 3 and home_currency.isalpha()):
        raise typer.BadParameter(f"{home_currency!r} is not a currency code such as USD")
    how = ReadAs(
        columns=named,
        date_format=date_format,
        net_days=net,
        home_currency=home_currency.upper() if home_currency else None,
    )
    return read(path, how)


def show_notes(out: Console, notes: Sequence[str]) -> None:
    """What was assumed on reading."""
    for note in notes:
        out.print(f"· {note}", style="dim")


def show_rejected(out: Console, rejected: Sequence[RejectedRow], skipped: Sequence[tuple[str, int]]) -> None:
    """The rows that were not used, and why."""
    if skipped:
        kinds = ", ".join(f"{count} × {kind}" for kind, count in skipped)
        out.print(f"Rows that are no invoices: {kinds}")
    if not rejected:
        out.print("No row was rejected.")
        return
    rows = table(f"Rejected rows: {len(rejected)}", "line", "reason")
    rows.columns[1].justify = "left"
    for row in rejected[:_SHOWN]:
        rows.add_row(str(row.line), row.reason)
    out.print(rows)
    if len(rejected) > _SHOWN:
        out.print(f"… and {len(rejected) - _SHOWN} more; --format json lists them all")
