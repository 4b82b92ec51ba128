"""`pastdue hold` and `pastdue promise`: what a person knows of an invoice that no text says. Neither texts anybody."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line
from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.errors import BadInput
from pastdue.usecases.find_case import find_open_cases
from pastdue.usecases.hold_by_hand import HeldByHand, hold_by_hand, release_by_hand
from pastdue.usecases.record_promise import record_promise
from pastdue.usecases.world import World

promises = typer.Typer(help="What customers promised by voice.", no_args_is_help=True, epilog=EXIT_CODES)

WhatArgument = Annotated[
    str,
    typer.Argument(
        metavar="INVOICE|CUSTOMER",
        help="The invoice's number, or QuickBooks' id of the customer for all that is open (id:145, number:1042 or "
        "customer:58 where it could be either).",
    ),
]
CompanyOption = Annotated[str | None, typer.Option(help="The QuickBooks company (realm); else whichever has it.")]
ByOption = Annotated[str | None, typer.Option(help="Who says so; else the user of this computer.")]


@promises.callback()
def _promises() -> None:
    """What customers promised by voice."""


@promises.command(epilog=EXIT_CODES)
def record(
    what: WhatArgument,
    table_name: TableOption,
    stage: StageOption,
    until: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="The day by which they pay; reminders wait until it is over.")
    ],
    said: Annotated[str, typer.Option(help="What they said.")] = "",
    by: ByOption = None,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Record a promise to pay that came by voice: it holds, is kept or broken, as one that came by text."""
    with errors_told():
        world = stack_world(stage, table_name)
        cases = _open_cases(world, company, what)
        done = record_promise(world, cases, until.date(), by=by or getpass.getuser(), said=said)
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
        return
    known = "" if done.new else " (it was on record)"
    console().print(f"Reminders of {', '.join(done.invoices)} wait until {done.day} is over{known}", style="green")


def hold(
    what: WhatArgument,
    table_name: TableOption,
    stage: StageOption,
    because: Annotated[str, typer.Option(help="Why; it stands in the audit, and `explain` shows it.")] = "",
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The last day of the hold; else until somebody releases it."),
    ] = None,
    release: Annotated[bool, typer.Option("--release", help="Let them go on where they stand.")] = False,
    by: ByOption = None,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Keep the reminders of an invoice back, or of all that is open of a customer now; or let them go on."""
    with errors_told():
        if release and (because or until is not None):
            raise BadInput("--release takes neither --because nor --until")
        if not release and not because.strip():
            raise BadInput("say why: --because TEXT")
        world = stack_world(stage, table_name)
        cases, who = _open_cases(world, company, what), by or getpass.getuser()
        if release:
            done = release_by_hand(world, cases, by=who)
        else:
            last = until.date() if until is not None else None
            done = hold_by_hand(world, cases, because=because.strip(), by=who, last=last)
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
    else:
        console().print(_told(done, release, until), style="green")


def _open_cases(world: World, company: str | None, what: str) -> Sequence[Case]:
    companies = [company] if company else [each.id for each in world.store.listed(Company, "companies")]
    return find_open_cases(world, companies, what)


def _told(done: HeldByHand, release: bool, until: datetime | None) -> str:
    numbers = ", ".join(done.invoices)
    if release:
        return f"Reminders of {numbers} go on where they stand"
    ends = f"until {until:%Y-%m-%d} is over" if until is not None else "until somebody releases them"
    return f"Reminders of {numbers} are held {ends}"
