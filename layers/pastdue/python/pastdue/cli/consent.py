"""`pastdue consent`: who agreed to be texted at which number, when and to which words; and who took it back."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from pastdue.adapters import consent_lists
from pastdue.cli.explain import stack_world
from pastdue.cli.lists import DateFormatOption, named_columns, show_notes, show_rejected
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, table
from pastdue.cli.stack import company_named
from pastdue.domain.calendar import local_date
from pastdue.domain.consent import Attestation, Given, NumberConsents, Source, attestation_key, consents_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.usecases.attest_consent import attest_consent
from pastdue.usecases.import_consent import ConsentRow, import_consent
from pastdue.usecases.record_consent import record_consent, revoke_consent
from pastdue.usecases.world import World

app = typer.Typer(help="Who agreed to be texted, and who took it back.", no_args_is_help=True, epilog=EXIT_CODES)

CompanyOption = Annotated[
    str | None, typer.Option(help="The QuickBooks company (realm), where more than one is connected.")
]
ByOption = Annotated[str | None, typer.Option(help="Who says so; else the user of this computer.")]
DayOption = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day on which the customer agreed; else today.")
]
CustomerArgument = Annotated[str, typer.Argument(metavar="CUSTOMER", help="QuickBooks' id of the customer.")]
ColumnOption = Annotated[
    list[str],
    typer.Option(
        metavar="OURS=THEIRS",
        help=f'Name a column: --column phone="Cell". Ours: {", ".join(consent_lists.NAMES)}.',
    ),
]
# An attestation is for all customers at once, and has a command of its own.
SourceOption = Annotated[
    Source, typer.Option(help="Where they agreed: a column of another system, the invoice's notice, or a form.")
]


def _today(world: World, company_id: str) -> datetime:
    return world.clock.now().astimezone(ZoneInfo(world.policies.in_force(company_id).time_zone))


def _for_one_customer(source: Source) -> Source:
    if source is Source.ATTESTATION:
        raise BadInput("an attestation speaks for all customers at once: `pastdue consent attest --by NAME`")
    return source


@app.command("import", epilog=EXIT_CODES)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A list (CSV): customer, phone, day of consent.")],
    table_name: TableOption,
    stage: StageOption,
    wording: Annotated[
        str, typer.Option(help="What they agreed to, such as 'order form 3, box 2', for rows that do not say it.")
    ] = "",
    source: SourceOption = Source.COLUMN,
    column: ColumnOption = [],  # noqa: B006 - Typer copies it
    date_format: DateFormatOption = None,
    on: DayOption = None,
    company: CompanyOption = None,
    by: ByOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Put a list of consents on record. Bad rows are listed and stop nothing; importing again changes nothing."""
    with errors_told():
        world = stack_world(stage, table_name)
        company_id = company_named(world, company)
        today = _today(world, company_id).date()
        found = consent_lists.read(file, named_columns(column), date_format, on.date() if on else None, today)
        if not wording and any(not row.wording for row in found.rows):
            raise BadInput("the list does not say what they agreed to: name it, --wording 'order form 3, box 2'")
        rows = [ConsentRow(**row.model_dump(exclude={"wording"}), wording=row.wording or wording) for row in found.rows]
        done = import_consent(world, company_id, rows, _for_one_customer(source), by or getpass.getuser())
    rejected = sorted((*found.rejected, *done.rejected), key=lambda row: row.line)
    if format_ is Format.JSON:
        said = done.model_dump(mode="json", exclude={"rejected"}) | {"said_no": list(found.said_no)}
        json_line(said | {"rejected": [row.model_dump(mode="json") for row in rejected]})
        return
    out = console()
    show_notes(out, found.notes)
    out.print(
        f"In force: {counted(len(done.in_force), 'consent')}. On record already: {len(done.same)}.", style="green"
    )
    told = {
        "wait until QuickBooks shows that number at a customer of that name": done.waiting,
        "do not count, since the customer took consent back later": done.taken_back,
        "say no": found.said_no,
    }
    for what, lines in told.items():
        if lines:
            out.print(f"{len(lines)} {what}: line {', '.join(map(str, lines))}")
    show_rejected(out, rejected, ())


@app.command(epilog=EXIT_CODES)
def record(
    customer: CustomerArgument,
    table_name: TableOption,
    stage: StageOption,
    wording: Annotated[str, typer.Option(help="What they agreed to, such as 'order form 3, box 2'.")],
    source: SourceOption = Source.FORM,
    on: DayOption = None,
    company: CompanyOption = None,
    by: ByOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Put one customer's consent on record, for the number that QuickBooks has now."""
    with errors_told():
        world = stack_world(stage, table_name)
        company_id = company_named(world, company)
        contact = _contact(world, company_id, customer)
        if contact.phone is None:
            raise BadInput(f"customer {customer} has no number that can be texted: {contact.phone_problem}")
        today = _today(world, company_id).date()
        day = on.date() if on else today
        if day > today:
            raise BadInput(f"the day of consent, {day}, is still to come")
        given = Given(
            customer_id=customer,
            source=_for_one_customer(source),
            wording=wording,
            on=day,
            by=by or getpass.getuser(),
            recorded_at=world.clock.now(),
        )
        done = record_consent(world, company_id, contact.phone, given)
    if format_ is Format.JSON:
        json_line(done.model_dump(mode="json"))
    else:
        console().print(f"{contact.known_as}: {done.done.replace('_', ' ')}")


@app.command(epilog=EXIT_CODES)
def attest(
    table_name: TableOption,
    stage: StageOption,
    by: Annotated[str, typer.Option(help="The person who says so, by name.")],
    wording: Annotated[str, typer.Option(help="Where the agreement names texts, such as 'terms of service, 7.2'.")],
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Say once that your agreement names texts. It covers the numbers on file now, and none that comes later."""
    with errors_told():
        world = stack_world(stage, table_name)
        company_id = company_named(world, company)
        made = attest_consent(world, company_id, by, wording, _today(world, company_id).date())
    if format_ is Format.JSON:
        json_line(made.model_dump(mode="json", exclude={"version"}))
    else:
        console().print(f"{by} attested. The numbers on file now are read within a quarter of an hour.", style="green")


@app.command(epilog=EXIT_CODES)
def show(
    customer: CustomerArgument,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Show what is on record for a customer's number, and what is in force."""
    with errors_told():
        world = stack_world(stage, table_name)
        company_id = company_named(world, company)
        contact = _contact(world, company_id, customer)
        record = world.store.get(NumberConsents, consents_key(company_id, contact.phone or ""))
        attested = world.store.get(Attestation, attestation_key(company_id))
    given = [each for each in (record.given if record else ()) if each.of(customer, contact.display_name)]
    ended = [each for each in (record.revoked if record else ()) if each.customer_id == customer]
    if format_ is Format.JSON:
        json_line(
            {
                "customer": customer,
                "phone": contact.phone,
                "in_force": contact.consent.model_dump(mode="json") if contact.consent else None,
                "given": [each.model_dump(mode="json") for each in given],
                "revoked": [each.model_dump(mode="json") for each in ended],
                "attestation": attested.model_dump(mode="json", exclude={"version"}) if attested else None,
            }
        )
        return
    out = console()
    force = contact.consent
    said = f"may be texted: {force.source}" + (f" of {force.on}" if force.on else "") if force else "no consent"
    out.print(f"{contact.known_as}, {contact.phone or 'no number'}: {said}", style="bold")
    zones = (world.policies.in_force(company_id).time_zone,)
    rows = table("", "on", "what", "wording", "by", "recorded")
    for column in rows.columns:
        column.justify = "left"
    for each in given:
        rows.add_row(
            str(each.on), f"agreed: {each.source}", each.wording, each.by, str(local_date(each.recorded_at, zones))
        )
    for end in ended:
        rows.add_row(str(end.on), "took it back", end.because, end.by, str(local_date(end.recorded_at, zones)))
    out.print(rows)


@app.command(epilog=EXIT_CODES)
def revoke(
    customer: CustomerArgument,
    table_name: TableOption,
    stage: StageOption,
    because: Annotated[str, typer.Option(help="What the customer said, or how you know.")],
    company: CompanyOption = None,
    by: ByOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """End a customer's consent for the number that QuickBooks has now; only a newer one of the customer's counts."""
    with errors_told():
        world = stack_world(stage, table_name)
        company_id = company_named(world, company)
        today = _today(world, company_id).date()
        number = revoke_consent(world, company_id, customer, by or getpass.getuser(), because, today)
    if format_ is Format.JSON:
        json_line({"customer": customer, "phone": number, "revoked_on": str(today)})
    else:
        console().print(f"No text goes to {number} for customer {customer} any more.", style="green")


def _contact(world: World, company_id: str, customer: str) -> Contact:
    contact = world.store.get(Contact, contact_key(company_id, customer))
    if contact is None:
        raise BadInput(
            f"customer {customer} is not known yet: only those with an open invoice are. `pastdue consent import` "
            "takes consents of others as well"
        )
    return contact
