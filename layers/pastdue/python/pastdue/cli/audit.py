"""`pastdue audit`: check the audit trail, and export a case, a customer or a period of it for a lender."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pastdue.cli.audit_pdf import audit_pdf
from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, table, to_stderr
from pastdue.domain.company import Company
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.domain.spreadsheet import csv_text
from pastdue.usecases.export_audit import AuditExport, ExportedEntry, ExportedInvoice, Scope, export_audit
from pastdue.usecases.verify_audit import verify_audit
from pastdue.usecases.world import World

app = typer.Typer(help="Check the audit trail, and export it for a lender.", no_args_is_help=True, epilog=EXIT_CODES)

CompanyOption = Annotated[str | None, typer.Option(help="The QuickBooks company (realm), where there are several.")]


def _companies(world: World, company: str | None) -> list[str]:
    return [company] if company else [each.id for each in world.store.listed(Company, "companies")]


@app.command(epilog=EXIT_CODES)
def verify(
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Read every chain and every daily root; exit 1 where an entry was altered, is missing or out of order."""
    with errors_told():
        world = stack_world(stage, table_name)
        found = [verify_audit(world, each) for each in _companies(world, company)]
    faults = [fault for each in found for fault in each.faults]
    if format_ is Format.JSON:
        json_line({"companies": [each.model_dump(mode="json") for each in found], "faults": faults})
    else:
        shown = table("", "company", "chains", "entries", "roots", "sealed through", "faults")
        for each in found:
            figures = (each.chains, each.entries, each.roots, each.sealed_through or "no day yet", len(each.faults))
            shown.add_row(each.company_id, *map(str, figures))
        console().print(shown)
        for fault in faults:
            to_stderr(fault)
    if faults:
        raise typer.Exit(1)


@app.command(epilog=EXIT_CODES)
def export(
    table_name: TableOption,
    stage: StageOption,
    out: Annotated[Path, typer.Option(help="The folder for the files; it is made if it is not there.")],
    invoice: Annotated[str | None, typer.Option(help="QuickBooks' id of one invoice.")] = None,
    customer: Annotated[str | None, typer.Option(help="QuickBooks' id of one customer.")] = None,
    first: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day (UTC).")] = None,
    last: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day (UTC).")] = None,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Write entries.csv, invoices.csv, audit.json and audit.pdf, with totals compared with QuickBooks."""
    with errors_told():
        scope = _scope(invoice, customer, first, last)
        world = stack_world(stage, table_name, whole=True)
        companies = _companies(world, company)
        if len(companies) != 1:
            raise BadInput(f"there are {len(companies)} companies; name one with --company")
        made = export_audit(world, companies[0], scope)
        files = write(made, out)
    if format_ is Format.JSON:
        json_line(
            {
                "files": [str(path) for path in files],
                "entries": len(made.entries),
                "totals": [total.model_dump(mode="json") for total in made.totals],
                "differences": list(made.differences),
                "faults": [fault for proof in made.proof for fault in proof.faults],
            }
        )
        return
    chains = counted(len(made.proof), "chain")
    shown = table(
        f"{counted(len(made.entries), 'entry', 'entries')}, {chains}",
        "",
        "invoices",
        "total",
        "paid",
        "open",
    )
    for total in made.totals:
        amounts = (total.total.text(), total.paid.text(), total.balance.text())
        shown.add_row(total.currency, str(total.invoices), *amounts)
    console().print(shown)
    for told in (*made.differences, *(fault for proof in made.proof for fault in proof.faults)):
        to_stderr(told)
    for path in files:
        console().print(str(path))


def _scope(invoice: str | None, customer: str | None, first: datetime | None, last: datetime | None) -> Scope:
    if sum((invoice is not None, customer is not None, first is not None or last is not None)) != 1:
        raise BadInput("name one of --invoice, --customer, or a period with --from and --to")
    return Scope(
        invoice_id=invoice,
        customer_id=customer,
        first=first.date() if first else None,
        last=last.date() if last else None,
    )


def write(made: AuditExport, out: Path) -> tuple[Path, ...]:
    """Write the four files of an export into a folder; gives their paths."""
    out.mkdir(parents=True, exist_ok=True)
    files = files_of(made)
    for name, content in files.items():
        (out / name).write_bytes(content)
    return tuple(out / name for name in files)


def files_of(made: AuditExport) -> dict[str, bytes]:
    """The four files of an export, by name."""
    return {
        "entries.csv": _entries(made.entries).encode(),
        "invoices.csv": _invoices(made.invoices).encode(),
        "audit.json": (made.model_dump_json(indent=2) + "\n").encode(),
        "audit.pdf": audit_pdf(made),
    }


def _entries(entries: tuple[ExportedEntry, ...]) -> str:
    return csv_text(
        list(ExportedEntry.model_fields), [list(entry.model_dump(mode="json").values()) for entry in entries]
    )


def _invoices(invoices: tuple[ExportedInvoice, ...]) -> str:
    """Amounts in major units of the row's currency."""
    amounts = ("total", "paid", "recorded", "balance")
    columns = ["invoice_id", "number", "customer", "issued_on", "due_on", "currency", *amounts, "status", "stands"]
    rows = [
        [
            *(getattr(each, name) for name in ("invoice_id", "number", "customer", "issued_on", "due_on")),
            each.total.currency,
            *(getattr(each, name).decimal() for name in amounts),
            each.status,
            each.stands,
        ]
        for each in invoices
    ]
    return csv_text(columns, rows)
