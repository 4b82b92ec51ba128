"""`pastdue digest`: what the owner's digest of a day said, or would say now."""

from __future__ import annotations

import sys
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from pastdue.cli.duplicates import CompanyOption
from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import errors_told, json_line
from pastdue.cli.stack import company_named
from pastdue.domain.calendar import told_at
from pastdue.domain.digest import digest_subject, digest_text
from pastdue.usecases.show_digest import show_digest


class DigestFormat(StrEnum):
    """How the digest is shown."""

    TEXT = "text"
    JSON = "json"


def digest(
    table_name: TableOption,
    stage: StageOption,
    on: Annotated[
        datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="The day (company's zone); else today.")
    ] = None,
    company: CompanyOption = None,
    format_: Annotated[
        DigestFormat, typer.Option("--format", help="The mail's text, or its data as one line of JSON.")
    ] = DigestFormat.TEXT,
) -> None:
    """What the digest of a day said; of today before it went out, what it would say now."""
    with errors_told():
        world = stack_world(stage, table_name, whole=True)
        shown = show_digest(world, company_named(world, company), on.date() if on else None)
    if format_ is DigestFormat.JSON:
        json_line(shown.model_dump(mode="json"))
        return
    stands = f"sent {told_at(shown.sent_at, shown.data.zone)}" if shown.sent_at else shown.stands
    sys.stdout.write(f"({stands})\nSubject: {digest_subject(shown.data)}\n\n{digest_text(shown.data)}")
