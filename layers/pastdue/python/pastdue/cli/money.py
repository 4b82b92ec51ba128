"""`pastdue money`: what a person orders about payments and credits that no rule places in QuickBooks."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line
from pastdue.domain.company import Company
from pastdue.domain.money import Money
from pastdue.usecases.apply_credit import order_credit
from pastdue.usecases.book_again import book_again
from pastdue.usecases.find_case import find_case

app = typer.Typer(
    help="Payments and credits that no rule places in QuickBooks.", no_args_is_help=True, epilog=EXIT_CODES
)


@app.callback()
def _group() -> None:
    """Payments and credits that no rule places in QuickBooks."""


@app.command(epilog=EXIT_CODES)
def apply_credit(
    invoice: Annotated[str, typer.Argument(help="The invoice's number, or id:145 for QuickBooks' id of it.")],
    table_name: TableOption,
    stage: StageOption,
    company: Annotated[str | None, typer.Option(help="The QuickBooks company (realm); else whichever has it.")] = None,
    by: Annotated[str | None, typer.Option(help="Who ordered it; else the user of this computer.")] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Apply its customer's open credit memos to an invoice in QuickBooks, the oldest first, as far as it is open."""
    with errors_told():
        world = stack_world(stage, table_name)
        companies = [company] if company else [known.id for known in world.store.listed(Company, "companies")]
        order = order_credit(world, find_case(world, companies, invoice), by or getpass.getuser())
    if format_ is Format.JSON:
        json_line(order.model_dump(mode="json", exclude={"version"}))
    else:
        console().print(f"The credits are applied to invoice {invoice} within 15 minutes", style="green")


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
