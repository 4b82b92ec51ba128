"""`pastdue effect`: what the texts bring, measured."""

from __future__ import annotations

from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line, percent, table
from pastdue.domain.company import Company
from pastdue.usecases.report_effect import Side, report_effect


def effect(
    table_name: TableOption,
    stage: StageOption,
    company: Annotated[str | None, typer.Option(help="One QuickBooks company (realm) only; else all of them.")] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """The share of cases paid within 72 hours and 30 days, with texts and without, and how sure the difference is."""
    with errors_told():
        world = stack_world(stage, table_name)
        companies = [company] if company else [each.id for each in world.store.listed(Company, "companies")]
        reports = [report_effect(world, each) for each in companies]
    if format_ is Format.JSON:
        json_line({"companies": [report.model_dump(mode="json") for report in reports]})
        return
    for report in reports:
        shown = table(report.says, "segment", "after", "texted", "left alone", "difference", "95 %", "too early")
        for each in report.compared:
            after = f"{each.hours} hours" if each.hours < 100 else f"{each.hours // 24} days"
            bounds = f"{percent(each.low)} to {percent(each.high)}" if each.low is not None else "–"
            early = str(each.too_early)
            shown.add_row(
                each.segment, after, _side(each.texted), _side(each.left_alone), percent(each.difference), bounds, early
            )
        console().print(shown)


def _side(side: Side) -> str:
    return f"{side.paid} of {side.cases} ({percent(side.share)})"
