"""`pastdue explain`: what is done about one invoice and why, or what stood about it on a past day."""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime, time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from botocore.exceptions import BotoCoreError, ClientError
from rich.console import Console

from pastdue.adapters import aws
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line, table
from pastdue.domain.company import Company
from pastdue.domain.errors import BadInput
from pastdue.usecases.explain import Explanation
from pastdue.usecases.explain import explain as explained
from pastdue.usecases.world import World

_DATE = len("2026-01-01")


class Standing:
    """The Clock port at one instant: to ask what would be decided then, by what is known now."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def wall(self) -> datetime:
        return datetime.now(UTC)


def explain(
    invoice: Annotated[str, typer.Argument(help="QuickBooks' id of the invoice (txnId in its address).")],
    table_name: Annotated[
        str, typer.Option("--table", envvar="STATE_TABLE", help="The state table: output StateTable of the stack.")
    ],
    stage: Annotated[str, typer.Option(envvar="STAGE", help="The stage of the stack, such as live.")],
    company: Annotated[str | None, typer.Option(help="The QuickBooks company (realm); else whichever has it.")] = None,
    day: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Another day: what stood on a past one, or what would be decided at noon of a coming one "
            "if nothing changes before.",
        ),
    ] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Explain one invoice of a deployed stack: the decision, its reason, and everything that was done."""
    with errors_told():
        world = stack_world(stage, table_name)
        found = _found(world, company, invoice, day.date() if day else None)
    past = day is not None and day.date() < world.clock.now().date()
    lines = tuple(line for line in found.history if day is None or line[:_DATE] <= day.date().isoformat())
    if format_ is Format.JSON:
        json_line(_as_json(found, lines, day.date() if day else None, past=past))
    else:
        _show(console(), found, lines, day.date() if day else None, past=past)


def stack_world(stage: str, table_name: str, *, whole: bool = False) -> World:
    """The ports of a deployed stack: what reading its state needs, or the `whole` of it, vendors and queues included.

    The whole is what the function `reconciliation` was given; the operator's own credentials must let it be read.
    Raises BadInput when AWS or the stack cannot be reached.
    """
    variables = _given_to_reconciliation(stage) if whole else {}
    os.environ.update({**variables, "STAGE": stage, "STATE_TABLE": table_name})
    from pastdue import bootstrap

    try:
        return bootstrap.world()
    except BotoCoreError as error:
        raise BadInput(f"AWS cannot be reached: {error}. Set AWS_REGION and your credentials") from error


def _given_to_reconciliation(stage: str) -> dict[str, str]:
    from pastdue.bootstrap import Environment

    try:
        [stack] = aws.client("cloudformation").describe_stacks(StackName=f"Pastdue-{stage}")["Stacks"]
        outputs = {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
        name = json.loads(outputs["Functions"])["reconciliation"]
        given = aws.client("lambda").get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    except (BotoCoreError, ClientError, KeyError) as error:
        raise BadInput(
            f"the stack Pastdue-{stage} cannot be read ({type(error).__name__}); check AWS_REGION and your credentials"
        ) from error
    return {name: value for name, value in given.items() if name in Environment.model_fields}


def _found(world: World, company: str | None, invoice: str, day: date | None) -> Explanation:
    companies = [company] if company else [known.id for known in world.store.listed(Company, "companies")]
    for company_id in companies:
        try:
            return explained(_at(world, company_id, day), company_id, invoice)
        except LookupError:
            continue
    where = f"company {company}" if company else f"any of {len(companies)} companies"
    raise BadInput(
        f"there is no case for invoice {invoice} in {where}: is it open, and is this QuickBooks' own id of it?"
    )


def _at(world: World, company_id: str, day: date | None) -> World:
    """The world as it is, or at noon of a coming day in the company's zone."""
    if day is None or day < world.clock.now().date():
        return world
    zone = ZoneInfo(world.policies.in_force(company_id).time_zone)
    noon = datetime.combine(day, time(12), zone).astimezone(UTC)
    return World(**{**vars(world), "clock": Standing(max(noon, world.clock.now()))})


def _as_json(found: Explanation, lines: tuple[str, ...], day: date | None, *, past: bool) -> dict[str, Any]:
    said = found.model_dump(mode="json") | {"history": list(lines), "day": day.isoformat() if day else None}
    if past:
        said |= {"decision": None, "reason": None, "until": None, "detail": "", "stood": lines[-1] if lines else None}
    return said


def _show(out: Console, found: Explanation, lines: tuple[str, ...], day: date | None, *, past: bool) -> None:
    out.print(f"Invoice {found.number} of {found.customer}: {found.balance} open, {found.state}", style="bold")
    if past:
        stood = lines[-1] if lines else "nothing yet: it was not known, or not open"
        out.print(f"What stood on {day}: {stood}")
    else:
        when = f"On {day}, if nothing changes before" if day else "Now"
        until = f", until {found.until:%Y-%m-%d %H:%M} UTC" if found.until else ""
        detail = f" ({found.detail})" if found.detail else ""
        reason = found.reason.replace("_", " ")
        out.print(f"{when}: {found.decision}, {reason}{detail}{until}")
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
    for line in lines:
        out.print(line)
