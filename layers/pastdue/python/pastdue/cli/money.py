"""`pastdue money`: what a person orders about a payment that has no place in QuickBooks."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line
from pastdue.domain.money import Money
from pastdue.usecases.book_again import book_again

app = typer.Typer(help="Payments that have no place in QuickBooks.", no_args_is_help=True, epilog=EXIT_CODES)


@app.callback()
def _group() -> None:
    """Payments that have no place in QuickBooks."""


@app.command(epilog=EXIT_CODES)
def book(
    payment: Annotated[str, typer.Argument(help="Stripe's id of the payment (pi_…), as the question names it.")],
    table_name: TableOption,
    stage: StageOption,
    by: Annotated[str | None, typer.Option(help="Who ordered it; else the user of this computer.")] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Try again to record a payment in QuickBooks, once what stood in its way is mended there."""
    with errors_told():
        done = book_again(stack_world(stage, table_name), payment, by or getpass.getuser())
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
    else:
        amount = Money(minor=done.minor, currency=done.currency).text()
        console().print(f"{amount} of {payment} will be recorded within 15 minutes", style="green")
