"""`pastdue policy`: look at a policy before it is in force."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from pastdue.adapters import policies
from pastdue.cli.explain import stack_world
from pastdue.cli.options import StageOption, TableOption
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, table, to_stderr
from pastdue.domain.errors import BadInput, PolicyError
from pastdue.domain.policy import Policy
from pastdue.usecases.apply_policy import apply_policy

PolicyOption = Annotated[
    Path | None, typer.Option("--policy", help="A policy file (YAML), laid over the shipped recipes; else those alone.")
]
PolicyFile = Annotated[Path, typer.Argument(metavar="FILE", help="A policy file (YAML).")]

app = typer.Typer(help="Look at a policy, and put it in force.", no_args_is_help=True, epilog=EXIT_CODES)


def policy_of(path: Path | None) -> Policy:
    """The policy of a file, or the shipped one. Raises PolicyError with every fault, BadInput for no such file."""
    return policies.shipped() if path is None else policies.load(_text(path), str(path))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is not UTF-8 text; save it as UTF-8") from error


@app.command(epilog=EXIT_CODES)
def check(
    file: PolicyFile,
    stage: Annotated[
        str | None, typer.Option(help="The stage it is meant for: what only a local stack may do is a fault elsewhere.")
    ] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Say whether a policy can be used; every fault is told with its file, its path and its cure."""
    faults: list[str] = []
    policy: Policy | None = None
    with errors_told():
        text = _text(file)
    try:
        policy = policies.load(text, str(file))
        if stage is not None:
            policy = policies.for_stage(policy, stage)
    except PolicyError as error:
        faults = str(error).splitlines()
    warned = policies.warnings(policy) if policy is not None and not faults else ()
    if format_ is Format.JSON:
        version = policy.version if policy is not None else None
        json_line({"ok": not faults, "file": str(file), "version": version, "faults": faults, "warnings": list(warned)})
    elif policy is not None and not faults:
        out = console()
        out.print(f"{file} is a good policy, version {policy.version}", style="green")
        for warning in warned:
            out.print(f"worth a look: {warning}", style="yellow")
    else:
        for fault in faults:
            to_stderr(fault)
    if faults:
        raise typer.Exit(1)


@app.command(epilog=EXIT_CODES)
def show(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A policy file; none: as shipped.")] = None,
    text: Annotated[
        bool, typer.Option("--text", help="Print the shipped policy's own text, to read or to copy from.")
    ] = False,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Show a policy as Pastdue understands it, with everything that a file leaves to the shipped recipes."""
    if text and file is not None:
        raise typer.BadParameter("--text shows the shipped policy; leave the file out")
    with errors_told():
        policy = policy_of(file)
    if format_ is Format.JSON:
        json_line(_as_json(policy))
    elif text:
        console().out(policies.shipped_text())
    else:
        _show(console(), policy)


def _as_json(policy: Policy) -> dict[str, Any]:
    return {"version": policy.version, "policy": policy.model_dump(mode="json")}


def _show(out: Console, policy: Policy) -> None:
    out.print(f"Policy {policy.version}, mode {policy.mode}", style="bold")
    ladders = table("Ladders (days past due)", "ladder", "for", "steps")
    for name, ladder in policy.ladders.items():
        segments = ", ".join(segment for segment, used in policy.segments.items() if used == name)
        steps = [f"day {rung.day} {rung.template} ({rung.channel})" for rung in ladder.rungs]
        if ladder.hand_off_when_each is not None:
            rule = ladder.hand_off_when_each
            steps.append(f"a person when the latest {rule.latest} each stood unpaid {rule.days} days")
        ladders.add_row(name, segments or "nobody", "\n".join([*steps, f"day {ladder.hand_off_day} a person"]))
    for column in ladders.columns:
        column.justify = "left"
    out.print(ladders)
    never = ", ".join(segment for segment, used in policy.segments.items() if used == "never")
    rules = table("Rules", "rule", "value")
    rules.columns[1].justify = "left"
    window = policy.window
    for rule_name, value in (
        ("never chased", never or "nobody"),
        ("hours", f"{window.opens:%H:%M} to {window.closes:%H:%M}, {', '.join(window.days)}, at the recipient's place"),
        ("holidays", ", ".join([policy.holidays.country, *policy.holidays.also, *map(str, policy.holidays.own_dates)])),
        ("texts to a phone", f"one a day, {policy.caps.per_seven_days} in seven days"),
        ("least to chase", f"{policy.minimum_to_chase} in home currency"),
        ("approval above", str(policy.approve_above or "none")),
        ("grace after issue", f"{policy.grace_days_after_issue} days"),
        ("time zone", policy.time_zone),
        ("creditor", policy.creditor or "the company's name"),
        ("number to call", policy.callback_number or "none"),
        ("questions go to", policy.owner_email or "the QuickBooks company's address"),
    ):
        rules.add_row(rule_name, value)
    out.print(rules)


@app.command(epilog=EXIT_CODES)
def apply(
    file: PolicyFile,
    table_name: TableOption,
    stage: StageOption,
    company: Annotated[str, typer.Option(help="One QuickBooks company (realm); `*` is for all.")] = "*",
    by: Annotated[str | None, typer.Option(help="Who applies it; else the user of this computer.")] = None,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Put a policy in force; the next reconciliation, within 15 minutes, places every customer by it."""
    with errors_told():
        text = _text(file)
        policy = policies.for_stage(policies.load(text, str(file)), stage)
        apply_policy(stack_world(stage, table_name), company, text, policy, by or getpass.getuser())
    if format_ is Format.JSON:
        json_line({"version": policy.version, "company": company})
    else:
        console().print(f"policy {policy.version} is in force", style="green")
