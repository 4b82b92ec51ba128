"""Output: tables for a person, one line of JSON for a program, errors to stderr; and what the exit codes mean."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table

from pastdue.domain.errors import PastdueError
from pastdue.domain.money import Money

EXIT_CODES = (
    "Exit codes: 0 done; 1 what you gave cannot be used, or a check failed (stderr says why and what to do); "
    "2 wrong usage."
)


class Format(StrEnum):
    """How a command answers."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[
    Format, typer.Option("--format", help="A table for a person, or one line of JSON on stdout for a program.")
]


def json_line(value: Mapping[str, Any]) -> None:
    """Print a value as the last and only line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def console() -> Console:
    """Where tables go. Names and numbers are printed as they are, brackets and colons included; no line is broken."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


def to_stderr(message: str) -> None:
    """Say something that is no result."""
    Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True).print(message)


@contextmanager
def errors_told() -> Iterator[None]:
    """Every error of ours becomes a line on stderr and exit code 1; anything else is a bug and stays one."""
    try:
        yield
    except PastdueError as error:
        to_stderr(f"pastdue: {error}")
        raise typer.Exit(1) from error


class _Unbroken(Table):
    """A table that breaks no word, so that an id can be copied: text wraps between words, or the table is wider."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        cells = [[str(column.header), *map(str, column.cells)] for column in self.columns]
        least = [max(cell_len(word) for cell in each for word in (cell.split() or [""])) for each in cells]
        widths = [max(cell_len(line) for cell in each for line in (cell.splitlines() or [""])) for each in cells]
        borders = 3 * len(widths) + 1
        while sum(widths) + borders > options.max_width and widths != least:
            gives = max((index for index in range(len(widths)) if widths[index] > least[index]), key=widths.__getitem__)
            widths[gives] -= 1
        for column, width in zip(self.columns, widths, strict=True):
            column.width = width
        self.width = sum(widths) + borders
        yield from super().__rich_console__(console, options)


def table(title: str, *columns: str) -> Table:
    """A table whose first column is text and whose others are figures."""
    made = _Unbroken(title=title, title_justify="left", title_style="bold", header_style="dim")
    for index, column in enumerate(columns):
        made.add_column(column, justify="left" if index == 0 else "right")
    return made


def money(minor: int, currency: str) -> str:
    """Minor units as a person reads them."""
    return Money(minor=minor, currency=currency).text()


def percent(share: float | None) -> str:
    """A share as a percentage; a dash where there is none."""
    return "–" if share is None else f"{share:.1%}"
