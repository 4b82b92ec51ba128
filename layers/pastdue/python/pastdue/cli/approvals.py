"""`pastdue approvals`: the touches of a day to come, and a person's yes or no to them (mode `approve`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, table
from pastdue.domain.calendar import told_at
from pastdue.domain.company import Company
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.usecases.approve_touches import Chosen, approve_touches, reject_touches
from pastdue.usecases.propose_touches import Proposal, propose_touches, tomorrow_of
from pastdue.usecases.world import World

app = typer.Typer(help="Tomorrow's touches, and your yes or no to them.", no_args_is_help=True, epilog=EXIT_CODES)

CompanyOption = Annotated[str | None, typer.Option(help="One QuickBooks company (realm) only; else all of them.")]
DayOption = Annotated[
    datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day that is listed; tomorrow if not given.")
]
ByOption = Annotated[str, typer.Option(help="Your name, for the audit.")]
ItemsArgument = Annotated[list[str] | None, typer.Argument(metavar="ITEM", help="The ids, as the list names them.")]


@app.command("list", epilog=EXIT_CODES)
def list_(
    table_name: TableOption,
    stage: StageOption,
    day: DayOption = None,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """The touches of a day that need an approval: who, which invoices, how much, which rung, when, and the text."""
    with errors_told():
        world = stack_world(stage, table_name)
        found = [
            each for one in _companies(world, company) for each in propose_touches(world, one, _day(world, one, day))
        ]
    if format_ is Format.JSON:
        json_line({"proposals": [_as_json(each) for each in found]})
        return
    shown = table(counted(len(found), "touch", "touches"), "id", "who", "invoices", "total", "from", "approved by")
    for column in shown.columns:
        column.justify = "left"
    for each in found:
        invoices = ", ".join(f"{item.number} ({step})" for item, step in zip(each.items, each.steps, strict=True))
        when = told_at(each.at, world.policies.in_force(each.company_id).time_zone)
        shown.add_row(each.id, each.customer, invoices, each.total.text(), when, each.approved_by or "nobody yet")
    out = console()
    out.print(shown)
    for each in found:
        out.print(f"{each.id} by {each.channel} to {each.address}:", style="bold")
        out.print(each.text)


@app.command(epilog=EXIT_CODES)
def approve(
    table_name: TableOption,
    stage: StageOption,
    by: ByOption,
    items: ItemsArgument = None,
    all_: Annotated[bool, typer.Option("--all", help="Everything that is listed for the day.")] = False,
    day: DayOption = None,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Approve some or all: each is sent on its day, to the listed amount at most, if the last look agrees."""
    with errors_told():
        if bool(items) is all_:
            raise BadInput("name the ids to be approved, or write --all")
        world = stack_world(stage, table_name)
        ids = None if all_ else items
        done = [approve_touches(world, one, _day(world, one, day), ids, by) for one in _companies(world, company)]
        chosen = _together(done, items or [])
    _say(chosen, "approved", format_)


@app.command(epilog=EXIT_CODES)
def reject(
    table_name: TableOption,
    stage: StageOption,
    by: ByOption,
    items: ItemsArgument = None,
    days: Annotated[int, typer.Option("--for", min=1, max=365, help="For how many days its cases rest.")] = 7,
    day: DayOption = None,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Reject some: their cases rest for some days and are then listed anew."""
    with errors_told():
        if not items:
            raise BadInput("name the ids to be rejected, as `pastdue approvals list` shows them")
        world = stack_world(stage, table_name)
        done = [
            reject_touches(world, one, _day(world, one, day), items, by, days) for one in _companies(world, company)
        ]
        chosen = _together(done, items)
    _say(chosen, f"rejected for {counted(days, 'day')}", format_)


def _companies(world: World, company: str | None) -> list[str]:
    return [company] if company else [each.id for each in world.store.listed(Company, "companies")]


def _day(world: World, company: str, day: datetime | None) -> date:
    return day.date() if day is not None else tomorrow_of(world, company)


def _together(found: Sequence[Chosen], asked: Sequence[str]) -> Chosen:
    done = tuple(proposal for each in found for proposal in each.done)
    said = {proposal.id for proposal in done}
    return Chosen(done=done, unknown=tuple(each for each in asked if each not in said))


def _as_json(proposal: Proposal) -> dict[str, Any]:
    return proposal.model_dump(mode="json", exclude={"versions"})


def _say(chosen: Chosen, what: str, format_: Format) -> None:
    """What was done; exit 1 where a named one is not listed (any more), which is then as it was."""
    if format_ is Format.JSON:
        json_line({"done": [_as_json(each) for each in chosen.done], "unknown": list(chosen.unknown)})
    else:
        for each in chosen.done:
            console().print(f"{each.id} {each.customer}, {each.total.text()} on {each.on}: {what}", style="green")
    if chosen.unknown:
        with errors_told():
            raise BadInput(
                f"{', '.join(chosen.unknown)} is not listed for that day as it was: something changed. List it again"
            )
