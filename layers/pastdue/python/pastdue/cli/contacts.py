"""`pastdue contact`: what a customer said about being written to that came another way than by text."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line
from pastdue.domain.company import Company
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.usecases.record_opt_out import How, record_opt_out
from pastdue.usecases.world import World

app = typer.Typer(help="Who may be written to.", no_args_is_help=True, epilog=EXIT_CODES)


@app.callback()
def _contact() -> None:
    """Who may be written to."""


def _company(world: World, company: str | None) -> str:
    known = [company] if company else [each.id for each in world.store.listed(Company, "companies")]
    if len(known) != 1:
        raise BadInput(f"{len(known)} companies are connected; name one with --company")
    return known[0]


@app.command("opt-out", epilog=EXIT_CODES)
def opt_out(
    who: Annotated[str, typer.Argument(metavar="CUSTOMER|PHONE", help="QuickBooks' id of the customer, or a phone.")],
    table_name: TableOption,
    stage: StageOption,
    said_by: Annotated[str, typer.Option(help="Who said it.")],
    how: Annotated[How, typer.Option(help="How it came.")],
    every_channel: Annotated[
        bool, typer.Option("--every-channel", help="No e-mail either, until a person lifts the stop.")
    ] = False,
    company: Annotated[str | None, typer.Option(help="The QuickBooks company (realm), where several are.")] = None,
    by: Annotated[str | None, typer.Option(help="Who records it; else the user of this computer.")] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Silence a person at once: every number of theirs, in every company. Only a START from a phone lifts it there."""
    with errors_told():
        world = stack_world(stage, table_name)
        done = record_opt_out(
            world,
            who,
            company_id=_company(world, company),
            said_by=said_by,
            how=how,
            by=by or getpass.getuser(),
            every_channel=every_channel,
        )
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
    else:
        console().print(
            f"Silent now: {counted(done.numbers, 'number')} of {counted(len(done.customers), 'customer')}",
            style="green",
        )
