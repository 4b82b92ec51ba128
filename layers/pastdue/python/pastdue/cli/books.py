"""`pastdue books`: whether what came in is in QuickBooks, as the owner says."""

from __future__ import annotations

import typer

from pastdue.cli.duplicates import ByOption, CompanyOption
from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line
from pastdue.cli.stack import company_named
from pastdue.usecases.keep_books import say_current

app = typer.Typer(help="Whether what customers paid is in QuickBooks.", no_args_is_help=True, epilog=EXIT_CODES)


@app.callback()
def books() -> None:
    """Whether what customers paid is in QuickBooks."""


@app.command(epilog=EXIT_CODES)
def current(
    by: ByOption,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Say that all that came in is in QuickBooks: reminders that waited for it go on."""
    with errors_told():
        world = stack_world(stage, table_name)
        whose = company_named(world, company)
        said = say_current(world, whose, by)
    if format_ is Format.JSON:
        json_line({"company_id": whose, "new": said})
    else:
        console().print("The books are current; what waited for them goes on", style="green")
