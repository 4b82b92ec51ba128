"""`pastdue plan`: a customer's payment plan: offer it, start what was agreed by voice, look at it, end it."""

from __future__ import annotations

import getpass
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from pastdue.cli.consent import ByOption, CompanyOption, CustomerArgument
from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, table
from pastdue.cli.stack import company_named
from pastdue.domain.company import Company
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.domain.plan import Plan, plan_key, plans_index, standing
from pastdue.domain.policy import PlanRules
from pastdue.usecases.agree_plan import agree_plan, end_agreed
from pastdue.usecases.explain import told
from pastdue.usecases.keep_plan import today_of
from pastdue.usecases.world import World

app = typer.Typer(help="Payment plans: offer, start, look at, end.", no_args_is_help=True, epilog=EXIT_CODES)

InvoiceOption = Annotated[
    list[str] | None,
    typer.Option("--invoice", help="Only this invoice, by QuickBooks' id; may be given several times."),
]
InstalmentsOption = Annotated[int | None, typer.Option(help="How many instalments; else as the policy says.")]
SpacingOption = Annotated[int | None, typer.Option("--spacing-days", help="Days from one to the next.")]
FirstOption = Annotated[
    bool | None, typer.Option("--first-now/--first-later", help="Whether the first instalment is due today.")
]


@app.command(epilog=EXIT_CODES)
def offer(
    customer: CustomerArgument,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    invoice: InvoiceOption = None,
    instalments: InstalmentsOption = None,
    spacing_days: SpacingOption = None,
    first_now: FirstOption = None,
    by: ByOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Offer a plan by text, in hours; the customer's yes starts it."""
    with errors_told():
        world = stack_world(stage, table_name)
        company_id = company_named(world, company)
        rules = _rules(world, company_id, instalments, spacing_days, first_now)
        who, ids = by or getpass.getuser(), tuple(invoice or ())
        agreed = agree_plan(world, company_id, customer, who, rules=rules, invoice_ids=ids, offer=True)
    _show(world, agreed.plan, format_)


@app.command(epilog=EXIT_CODES)
def start(
    customer: CustomerArgument,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    invoice: InvoiceOption = None,
    instalments: InstalmentsOption = None,
    spacing_days: SpacingOption = None,
    first_now: FirstOption = None,
    by: ByOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Start a plan that was agreed by voice; the policy's limits for offers by text do not bind it."""
    with errors_told():
        world = stack_world(stage, table_name)
        company_id = company_named(world, company)
        rules = _rules(world, company_id, instalments, spacing_days, first_now)
        who, ids = by or getpass.getuser(), tuple(invoice or ())
        agreed = agree_plan(world, company_id, customer, who, rules=rules, invoice_ids=ids)
    _show(world, agreed.plan, format_, reaches=agreed.reaches)


@app.command(epilog=EXIT_CODES)
def show(
    customer: CustomerArgument,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """A customer's plan and how each instalment stands."""
    with errors_told():
        world = stack_world(stage, table_name)
        plan = world.store.get(Plan, plan_key(company_named(world, company), customer))
        if plan is None:
            raise BadInput(f"customer {customer} has no plan; `pastdue plan list` names those who have")
    _show(world, plan, format_)


@app.command("list", epilog=EXIT_CODES)
def list_(
    table_name: TableOption, stage: StageOption, company: CompanyOption = None, format_: FormatOption = Format.TABLE
) -> None:
    """Every plan there is, the ended ones too."""
    with errors_told():
        world = stack_world(stage, table_name)
        ids = (
            [company_named(world, company)]
            if company
            else [each.id for each in world.store.listed(Company, "companies")]
        )
        plans = [plan for company_id in ids for plan in world.store.listed(Plan, plans_index(company_id))]
    if format_ is Format.JSON:
        json_line({"plans": [_as_json(world, plan) for plan in plans]})
        return
    shown = table(counted(len(plans), "plan"), "customer", "state", "open", "instalments")
    for plan in plans:
        stands = standing(plan, today_of(world, plan.company_id, plan.payer_id))
        shown.add_row(plan.payer_id, plan.state, plan.open.text(), ", ".join(each.state for each in stands))
    console().print(shown)


@app.command(epilog=EXIT_CODES)
def end(
    customer: CustomerArgument,
    table_name: TableOption,
    stage: StageOption,
    company: CompanyOption = None,
    by: ByOption = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """End a plan or an offer; the reminders go on where they stood."""
    with errors_told():
        world = stack_world(stage, table_name)
        plan = end_agreed(world, company_named(world, company), customer, by or getpass.getuser())
    _show(world, plan, format_)


def _rules(
    world: World, company_id: str, instalments: int | None, spacing_days: int | None, first_now: bool | None
) -> PlanRules:
    own = {"instalments": instalments, "spacing_days": spacing_days, "first_payment_now": first_now}
    known = world.policies.in_force(company_id).plans.model_dump()
    try:
        return PlanRules.model_validate(known | {key: value for key, value in own.items() if value is not None})
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise BadInput(f"these terms cannot be used: {faults}") from error


def _as_json(world: World, plan: Plan) -> dict[str, Any]:
    stands = standing(plan, today_of(world, plan.company_id, plan.payer_id))
    return {
        "customer": plan.payer_id,
        "company": plan.company_id,
        "plan": plan.id,
        "state": plan.state,
        "currency": plan.currency,
        "open_minor": plan.open.minor,
        "paid_minor": plan.paid.minor,
        "invoices": list(plan.invoice_ids),
        "instalments": [
            {
                "number": each.number,
                "due_on": each.due_on.isoformat(),
                "amount_minor": each.amount.minor,
                "unpaid_minor": each.unpaid.minor,
                "state": each.state,
            }
            for each in stands
        ],
    }


def _show(world: World, plan: Plan, format_: Format, *, reaches: bool | None = None) -> None:
    if format_ is Format.JSON:
        json_line(_as_json(world, plan) | ({} if reaches is None else {"reaches": reaches}))
        return
    out = console()
    out.print(f"Customer {plan.payer_id}: {plan.state}, {plan.open.text()} open", style="bold")
    for each in standing(plan, today_of(world, plan.company_id, plan.payer_id)):
        out.print(told(plan, each))
    if reaches is False:
        out.print("No text reaches this customer: remind them yourself.", style="yellow")
