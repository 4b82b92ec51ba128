"""`pastdue hand-off`: the packet with which a person, or a collector, goes on where the ladder ended."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile

import typer

from pastdue.cli.audit import files_of
from pastdue.cli.consent import CompanyOption
from pastdue.cli.explain import stack_world
from pastdue.cli.hand_off_pdf import cover_pdf
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line
from pastdue.cli.stack import company_named
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.usecases.export_audit import Scope
from pastdue.usecases.pack_hand_off import HandOffPacket, pack_hand_off

app = typer.Typer(help="What a collector needs.", no_args_is_help=True, epilog=EXIT_CODES)


@app.callback()
def _hand_off() -> None:
    """What a collector needs."""


@app.command(epilog=EXIT_CODES)
def packet(
    table_name: TableOption,
    stage: StageOption,
    out: Annotated[Path, typer.Option(metavar="FILE.zip", help="Where the packet goes.")],
    invoice: Annotated[str | None, typer.Option(help="QuickBooks' id of one invoice.")] = None,
    customer: Annotated[str | None, typer.Option(help="QuickBooks' id of one customer: all its invoices.")] = None,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Write a packet: cover, history with its proof, every message, the open invoices; of that customer only."""
    with errors_told():
        if (invoice is None) == (customer is None):
            raise BadInput("name one of --invoice and --customer")
        world = stack_world(stage, table_name, whole=True)
        company_id = company_named(world, company)
        made = pack_hand_off(world, company_id, Scope(invoice_id=invoice, customer_id=customer))
        content = zipped(made)
        try:
            out.write_bytes(content)
        except OSError as error:
            raise BadInput(f"{out} cannot be written: {error.strerror}") from error
    if format_ is Format.JSON:
        open_now = {total.currency: total.balance.minor for total in made.audit.totals}
        json_line({"file": str(out), "messages": len(made.messages), "open_minor": open_now})
    else:
        console().print(
            f"{out}: {counted(len(made.messages), 'message')}, {counted(len(made.files), 'invoice')}", style="green"
        )


def zipped(made: HandOffPacket) -> bytes:
    """The packet as the bytes of a ZIP file, the cover first."""
    files = {
        "packet.json": (made.model_dump_json(indent=2, exclude={"files", "audit"}) + "\n").encode(),
        "messages.csv": _messages(made).encode(),
        **files_of(made.audit),
        **{f"invoices/{each.name}": each.data for each in made.files},
    }
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("cover.pdf", cover_pdf(made, sorted(files)))
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def _messages(made: HandOffPacket) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["at", "channel", "to", "invoices", "amount", "became", "text"])
    for each in made.messages:
        row = (each.at.isoformat(), each.channel, each.to, " ".join(each.invoices), each.amount, each.became, each.text)
        writer.writerow(row)
    return text.getvalue()
