"""`pastdue payouts`: what each payout consists of, so that the bank's line is reconciled in a minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import Format, FormatOption, console, errors_told, json_line, table, to_stderr
from pastdue.cli.stack import company_named
from pastdue.domain.company import Company
from pastdue.usecases.report_payouts import PayoutReport, PayoutSheet, report_payouts, sheet_csv, sheet_name


def payouts(
    table_name: TableOption,
    stage: StageOption,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Payouts made from this day on (UTC); else 31 days.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="A folder for a CSV sheet of each payout.")] = None,
    company: Annotated[
        str | None, typer.Option(help="One QuickBooks company (realm) only: its own lines, and the others' share.")
    ] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Each payout with its payments, refunds and fees; exit 1 where one does not sum to the bank's line."""
    with errors_told():
        world = stack_world(stage, table_name, whole=True)
        now = world.clock.wall()
        companies = world.store.listed(Company, "companies")
        beginning = min((company.connected_at for company in companies), default=now)
        first = since.replace(tzinfo=UTC) if since else now - timedelta(days=31)
        whose = company_named(world, company) if company is not None else None
        report = report_payouts(world, first, min(beginning, first), whose)
        files = [_written(sheet, out) for sheet in report.sheets] if out else []
    if format_ is Format.JSON:
        json_line(report.model_dump(mode="json") | {"files": [str(path) for path in files]})
    else:
        _show(report)
        for path in files:
            console().print(str(path))
    if not all(sheet.ties for sheet in report.sheets) or not all(each.ties for each in report.clearing):
        raise typer.Exit(1)


def _show(report: PayoutReport) -> None:
    parts = ("payments", "refunds", "chargebacks", "fees", "other", "others_share")
    names = (*(part.replace("_", "' ") for part in parts), "bank's line")
    shown = table("Payouts", "payout", "arrives", *names, "")
    for sheet in report.sheets:
        amounts = (*(getattr(sheet, part) for part in parts), sheet.amount)
        ties = "by hand" if sheet.by_hand else "ties" if sheet.ties else "DOES NOT TIE"
        shown.add_row(sheet.payout_id, str(sheet.arrives_on), *(amount.text() for amount in amounts), ties)
    console().print(shown)
    if report.clearing:
        _show_clearing(report)
    for difference in report.differences:
        to_stderr(difference)


def _show_clearing(report: PayoutReport) -> None:
    clearing = table("Clearing account", "", "must show", "Stripe holds", "in transit", "")
    for each in report.clearing:
        stands = (each.expected, each.stripe_balance, each.in_transit)
        ties = "ties" if each.ties else "DOES NOT TIE"
        clearing.add_row(each.currency, *(amount.text() for amount in stands), ties)
    console().print(clearing)


def _written(sheet: PayoutSheet, out: Path) -> Path:
    out.mkdir(parents=True, exist_ok=True)
    path = out / sheet_name(sheet)
    path.write_text(sheet_csv(sheet), encoding="utf-8")
    return path
