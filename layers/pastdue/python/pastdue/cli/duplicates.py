"""`pastdue duplicates`: customers who may be one payer, and what a person says of them."""

from __future__ import annotations

from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, table
from pastdue.cli.stack import company_named
from pastdue.domain.counting import counted
from pastdue.usecases.declare_payer import declare_payer
from pastdue.usecases.find_duplicates import duplicates_of
from pastdue.usecases.find_payer import declared

app = typer.Typer(
    help="Customers in QuickBooks who may be one payer, and what a person says of them.",
    invoke_without_command=True,
    epilog=EXIT_CODES,
)

CompanyOption = Annotated[str | None, typer.Option(help="The QuickBooks company (realm), where there are several.")]
ByOption = Annotated[str, typer.Option(help="Who says so.")]
First = Annotated[str, typer.Argument(metavar="A", help="QuickBooks' id of the customer who is written to.")]
Second = Annotated[str, typer.Argument(metavar="B", help="QuickBooks' id of the other customer.")]


@app.callback(epilog=EXIT_CODES)
def duplicates(
    context: typer.Context,
    table_name: TableOption = "",
    stage: StageOption = "",
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Who may be one: how sure, and why; as found at the last daily look, without those of whom a person has said."""
    if context.invoked_subcommand is not None:
        return
    if not table_name or not stage:
        raise typer.BadParameter("name the stack with --table and --stage")
    with errors_told():
        world = stack_world(stage, table_name)
        whose = company_named(world, company)
        kept = duplicates_of(world, whose)
        payers = declared(world, whose)
    found = [each for each in kept.found if not payers.ruled(each.pair.first, each.pair.second)]
    if format_ is Format.JSON:
        groups = [{"payer": group[0], "customers": group} for group in payers.groups]
        apart = [pair.model_dump(mode="json") for pair in payers.apart]
        pairs = [each.model_dump(mode="json") for each in found]
        json_line({"duplicates": pairs, "more": kept.more, "same": groups, "different": apart})
        return
    shown = table(f"May be one customer: {counted(len(found), 'pair')}", "A", "B", "names", "how sure", "why")
    for column in shown.columns:
        column.justify = "left"
    for each in found:
        shown.add_row(each.pair.first, each.pair.second, " / ".join(each.names), each.sureness, ", ".join(each.reasons))
    console().print(shown)
    if kept.more:
        console().print(f"… and {counted(kept.more, 'less sure one')}")
    for group in payers.groups:
        console().print(f"One payer: {', '.join(group)} ({group[0]} is written to)")


@app.command(epilog=EXIT_CODES)
def same(
    one: First,
    other: Second,
    by: ByOption,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Declare two customers one payer: one message and one link for what both owe, to A. `different` undoes it."""
    _declare(stage, table_name, company, one, other, by, format_, same=True)


@app.command(epilog=EXIT_CODES)
def different(
    one: First,
    other: Second,
    by: ByOption,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Declare two customers different: neither is told of the other, and they are not listed again."""
    _declare(stage, table_name, company, one, other, by, format_, same=False)


def _declare(
    stage: str, table_name: str, company: str | None, one: str, other: str, by: str, format_: Format, *, same: bool
) -> None:
    with errors_told():
        world = stack_world(stage, table_name)
        done = declare_payer(world, company_named(world, company), one, other, by, same=same)
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
        return
    said = f"one payer now: {', '.join(done.customers)}" if same else f"{one} and {other} are different customers"
    console().print(f"{said}; {counted(done.cases_moved, 'case')} moved", style="green")
