"""`pastdue stop-everything` and `pastdue resume`: the switch."""

from __future__ import annotations

from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line
from pastdue.domain.calendar import told_at
from pastdue.domain.company import Company, company_key
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.domain.switch import CLIENT
from pastdue.usecases import stop_everything as switch
from pastdue.usecases.world import World

ByOption = Annotated[str, typer.Option(help="Your name, for the audit.")]
CompanyOption = Annotated[str | None, typer.Option(help="One QuickBooks company (realm) only; else all of them.")]


def stop_everything(
    table_name: TableOption,
    stage: StageOption,
    by: ByOption,
    reason: Annotated[str, typer.Option(help="Why, as `pastdue explain` shall tell it.")] = "",
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Send nothing more, from now on. Opt-outs are still heard and confirmed, and payments still booked."""
    with errors_told():
        world = stack_world(stage, table_name)
        done = switch.stop_everything(world, by, reason, _whose(world, company))
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
    elif done.changed:
        console().print("Everything is stopped. What Twilio has already taken still goes out.", style="bold")
    else:
        console().print("It was stopped already.")


def resume(
    table_name: TableOption,
    stage: StageOption,
    by: ByOption,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Let things go on; what came due during the stop is spread over the following days."""
    with errors_told():
        world = stack_world(stage, table_name)
        done = switch.resume(world, by, _whose(world, company))
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
    elif done.changed:
        came = f"{counted(done.waiting, 'case')} came due meanwhile" if done.waiting else "Nothing came due meanwhile"
        console().print(f"Going on. {came}{_when(world, done)}.", style="green")
    else:
        console().print("It was not stopped.")


def _when(world: World, done: switch.Switched) -> str:
    """When what waits may go out: by turns over some days, from the first hour that suits one of them."""
    if done.first_at is None:
        return ""
    now = done.first_at <= world.clock.now()
    first = "now" if now else told_at(done.first_at, world.policies.in_force(done.company_id).time_zone)
    turns = f", by turns over {done.spread_days} days" if done.spread_days > 1 else ""
    return f"; what may be sent goes out from {first} on{turns}"


def _whose(world: World, company: str | None) -> str:
    if company is not None and world.store.get(Company, company_key(company)) is None:
        raise BadInput(f"there is no company {company} here; leave --company out for all")
    return company or CLIENT
