"""`pastdue review`: what a person must decide, and the decision."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Annotated

import typer

from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line
from pastdue.domain.calendar import told_at
from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.counting import counted
from pastdue.domain.errors import BadInput
from pastdue.domain.link_order import LinkOrder
from pastdue.domain.review import ReviewItem, left_reviews, open_reviews
from pastdue.usecases.decide_review import decide_review, held_by, narrow_review, widen_review
from pastdue.usecases.find_case import find_case
from pastdue.usecases.order_link import order_link
from pastdue.usecases.set_aside import Aside, set_aside
from pastdue.usecases.world import World

app = typer.Typer(help="What a person must decide, and the decision.", no_args_is_help=True, epilog=EXIT_CODES)


def _open(world: World, company: str | None) -> list[ReviewItem]:
    return [item for item in _listed(world, company, open_reviews) if item.decided_at is None]


def _left(world: World, company: str | None) -> list[ReviewItem]:
    return [item for item in _listed(world, company, left_reviews) if item.left]


def _listed(world: World, company: str | None, index: Callable[[str], str]) -> list[ReviewItem]:
    companies = [company] if company else [each.id for each in world.store.listed(Company, "companies")]
    found = [item for each in companies for item in world.store.listed(ReviewItem, index(each))]
    return sorted(found, key=lambda item: item.raised_at)


def _held_still(world: World, item: ReviewItem) -> str:
    """What a question that was closed still holds, and how to end that; empty where it holds nothing."""
    numbers = _numbers(held_by(world, item))
    how = f"To let go: pastdue review decide {item.id} --release"
    return f"{item.decision}; held still: {numbers}. {how}" if numbers else ""


def _numbers(cases: Sequence[Case]) -> str:
    return ", ".join(case.invoice.number or case.invoice.id for case in cases)


@app.command("list", epilog=EXIT_CODES)
def list_(
    table_name: TableOption,
    stage: StageOption,
    company: Annotated[str | None, typer.Option(help="One QuickBooks company (realm) only.")] = None,
    left: Annotated[
        bool, typer.Option("--left", help="Those that were closed without --release, and still hold something.")
    ] = False,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Every open question, oldest first."""
    with errors_told():
        world = stack_world(stage, table_name)
        items = _left(world, company) if left else _open(world, company)
        said = {item.key: _held_still(world, item) if left else item.suggestion for item in items}
        items = [item for item in items if said[item.key] or not left]
    if format_ is Format.JSON:
        json_line({"items": [item.model_dump(mode="json", exclude={"version"}) for item in items]})
        return
    out = console()
    out.print(f"{len(items)} closed, and still holding" if left else f"{len(items)} to decide", style="bold")
    # No table: an id is half a line, and the rest is sentences.
    for item in items:
        out.print(f"\n{item.title}", style="bold")
        zone = world.policies.in_force(item.company_id).time_zone
        out.print(f"  {item.id}, since {told_at(item.raised_at, zone)}")
        if item.words:
            out.print(f'  They wrote: "{item.words}"')
        out.print(f"  {said[item.key]}")


@app.command(epilog=EXIT_CODES)
def decide(
    item: Annotated[str, typer.Argument(help="The question's id, as `review list` and the owner's e-mail name it.")],
    table_name: TableOption,
    stage: StageOption,
    release: Annotated[
        bool, typer.Option("--release/--keep", help="Let its cases go on; or only close the question.")
    ] = False,
    hold: Annotated[
        bool, typer.Option("--hold", help="Of invoices from before Pastdue: hold the customer's until further notice.")
    ] = False,
    written_off: Annotated[
        bool, typer.Option("--written-off", help="Of invoices from before Pastdue: never chase the customer's.")
    ] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(help="With --release: this invoice alone (repeatable); the question stays open for the others."),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option(help="Hold this invoice as well (repeatable), for what the question is about; it stays open."),
    ] = None,
    send_link_for: Annotated[
        str | None,
        typer.Option(help="Have a link sent for this much, such as what a dispute accepts; the question stays open."),
    ] = None,
    company: Annotated[str | None, typer.Option(help="The QuickBooks company (realm), where several have it.")] = None,
    by: Annotated[str | None, typer.Option(help="Who decided; else the user of this computer.")] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Close a question; with --release, its cases go on where they stand."""
    with errors_told():
        world = stack_world(stage, table_name)
        found = [each for each in _open(world, company) if each.id == item]
        if release and not found:
            found = [each for each in _left(world, company) if each.id == item]
        if len(found) != 1:
            raise BadInput(f"{len(found)} open questions are named {item}; see `pastdue review list`")
        if (release, hold, written_off, send_link_for is not None).count(True) > 1:
            raise BadInput("say one of --release, --hold, --written-off and --send-link-for")
        if only or also:
            _told_of_some(_some(world, found[0], only or (), also or (), by or getpass.getuser(), release), format_)
            return
        if hold or written_off:
            what = Aside.HELD if hold else Aside.WRITTEN_OFF
            count = set_aside(world, found[0].company_id, item, by or getpass.getuser(), what)
            _told_aside(item, count, what, format_)
            return
        if send_link_for is not None:
            order = order_link(world, found[0].company_id, item, _amount(send_link_for), by or getpass.getuser())
            _told(order, format_)
            return
        done = decide_review(world, found[0].company_id, item, by or getpass.getuser(), release=release)
        held = held_by(world, found[0])
    if format_ is Format.JSON:
        json_line({**done.model_dump(mode="json"), "cases_held": len(held)})
    else:
        still = f"; held still: {_numbers(held)} (`pastdue review list --left`)" if held else ""
        console().print(f"{item} is decided; going on: {counted(done.cases_released, 'case')}{still}", style="green")


def _some(
    world: World, item: ReviewItem, only: Sequence[str], also: Sequence[str], by: str, release: bool
) -> tuple[str, int, int]:
    """Narrow or widen what a question is about; gives its id, and how many cases go on or are held."""
    if bool(only) == bool(also) or bool(only) != release:
        raise BadInput("say --release --only INVOICE, or --also INVOICE")
    named = [find_case(world, [item.company_id], each).invoice.id for each in only or also]
    if only:
        return item.id, narrow_review(world, item.company_id, item.id, by, named).cases_released, 0
    return item.id, 0, widen_review(world, item.company_id, item.id, by, named)


def _told_of_some(done: tuple[str, int, int], format_: Format) -> None:
    item, released, held = done
    if format_ is Format.JSON:
        json_line({"item_id": item, "cases_released": released, "cases_held": held})
    else:
        console().print(f"{item}: going on: {counted(released, 'case')}; held besides: {held}", style="green")


def _told_aside(item: str, count: int, what: Aside, format_: Format) -> None:
    if format_ is Format.JSON:
        json_line({"item_id": item, "cases": count, "decision": what.value})
    else:
        console().print(f"{item} is decided; {counted(count, 'case')} {what.replace('_', ' ')}", style="green")


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").removeprefix("$"))
    except InvalidOperation as error:
        raise BadInput(f"{text!r} is no amount; write it like 300.00") from error


def _told(order: LinkOrder, format_: Format) -> None:
    if format_ is Format.JSON:
        json_line(order.model_dump(mode="json", exclude={"version"}))
    else:
        console().print(f"A link for {order.amount.text()} goes out as soon as it may", style="green")
