"""`pastdue replies`: how well replies are understood, measured on a file of labelled ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, percent, table
from pastdue.domain.errors import BadInput
from pastdue.domain.replies_report import report

app = typer.Typer(help="How well replies are understood.", no_args_is_help=True, epilog=EXIT_CODES)


@app.callback()
def replies() -> None:
    """Keep `check` a command of its own."""


@app.command(epilog=EXIT_CODES)
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Lines of `label|text`.")],
    format_: FormatOption = Format.TABLE,
) -> None:
    """Measure precision and recall of each meaning on labelled replies, and list what was taken for something else."""
    with errors_told():
        try:
            lines = file.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput(f"{file} cannot be read: {error}") from error
        found = report(lines)
    if format_ is Format.JSON:
        json_line(found)
        return
    shown = table(str(file), "meaning", "precision", "recall", "replies")
    for meaning, measure in found["meanings"].items():
        there = measure["count"] > 0
        # Of a meaning that no line has, only that it was found all the same says something.
        precision = measure["precision"] if there or measure["precision"] < 1 else None
        shown.add_row(meaning, percent(precision), percent(measure["recall"] if there else None), str(measure["count"]))
    out = console()
    out.print(shown)
    for miss in found["misses"]:
        out.print(f"line {miss['line']}: {miss['label']}, taken for {miss['understood']}: {miss['text']}")
