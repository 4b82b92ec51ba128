"""`pastdue explain`: what is done about one invoice and why, on any day."""

from __future__ import annotations

import json
import os
from datetime import datetime
from typing import Annotated, Any

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from pastdue.adapters import aws
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line, table
from pastdue.cli.stack import SET_UP, NotRunning, outputs_of
from pastdue.domain.company import Company
from pastdue.domain.errors import BadInput
from pastdue.usecases.explain import Explanation
from pastdue.usecases.explain import explain as explained
from pastdue.usecases.explain_day import DayExplained, When, explain_day
from pastdue.usecases.find_case import find_case
from pastdue.usecases.world import World


def explain(
    invoice: Annotated[
        str, typer.Argument(help="The invoice's number, or QuickBooks' id of it (id:145 where it could be either).")
    ],
    table_name: TableOption,
    stage: StageOption,
    company: Annotated[str | None, typer.Option(help="The QuickBooks company (realm); else whichever has it.")] = None,
    on: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Another day: what was done and stood on a past one, or what will be on a coming one if nothing comes "
            "from outside before.",
        ),
    ] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Explain one invoice of a deployed stack, today or on any other day: what is done, or why not."""
    with errors_told():
        world = stack_world(stage, table_name)
        companies = [company] if company else [known.id for known in world.store.listed(Company, "companies")]
        case = find_case(world, companies, invoice)
        found = explained(world, case.company_id, case.invoice.id)
        day = explain_day(world, case.company_id, case.invoice.id, on.date() if on else None)
    if format_ is Format.JSON:
        json_line(_as_json(found, day))
    else:
        _show(console(), found, day)


def stack_world(stage: str, table_name: str, *, whole: bool = False) -> World:
    """The ports of a deployed stack: those of the function `reconciliation`, which sees every vendor and queue.

    Where the operator's credentials do not let that be read, those that the state's table alone gives; with `whole`,
    BadInput. Raises BadInput when AWS cannot be reached.
    """
    try:
        os.environ.update(_given_to_reconciliation(stage))
    except NotRunning:
        raise
    except BadInput:
        if whole:
            raise
    # A command's stdout is its answer, and no log that CloudWatch reads.
    os.environ.update({"STAGE": stage, "STATE_TABLE": table_name, "POWERTOOLS_METRICS_DISABLED": "true"})
    from pastdue import bootstrap

    try:
        return bootstrap.world()
    except BotoCoreError as error:
        raise BadInput(f"AWS cannot be reached: {str(error).rstrip('.')}. {SET_UP}") from error


def _given_to_reconciliation(stage: str) -> dict[str, str]:
    from pastdue.bootstrap import Environment

    outputs = outputs_of(stage)
    try:
        name = json.loads(outputs["Functions"])["reconciliation"]
        given = aws.client("lambda").get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    except (BotoCoreError, ClientError, KeyError) as error:
        raise BadInput(f"the stack Pastdue-{stage} cannot be read ({type(error).__name__}). {SET_UP}") from error
    return {name: value for name, value in given.items() if name in Environment.model_fields}


def _as_json(found: Explanation, day: DayExplained) -> dict[str, Any]:
    return found.model_dump(mode="json") | day.model_dump(mode="json")


_HEAD = {When.PAST: "Stood on", When.TODAY: "Now, on", When.COMING: "If nothing comes before, on"}


def _show(out: Console, found: Explanation, day: DayExplained) -> None:
    out.print(f"Invoice {found.number} of {found.customer}: {found.balance} open, {found.state}", style="bold")
    out.print(f"{_HEAD[day.when]} {day.on}: {day.says}")
    for done in day.done:
        out.print(f"  {done}")
    facts = table("", "what", "is")
    facts.columns[1].justify = "left"
    facts.add_row("segment", f"{found.segment}: {found.segment_reason}")
    facts.add_row("rungs done", ", ".join(found.rungs) or "none")
    facts.add_row("holds", ", ".join(found.holds) or "none")
    if found.plan:
        facts.add_row("plan", "\n".join(found.plan))
    facts.add_row("policy", found.policy_version)
    facts.add_row("audit chain", "; ".join(found.chain_faults) or "whole")
    out.print(facts)
    for line in found.history:
        out.print(line)
