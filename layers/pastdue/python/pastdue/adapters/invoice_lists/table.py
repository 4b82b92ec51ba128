"""Table: the bytes of a CSV file as a header and rows with their line numbers, whatever stands around them."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pastdue.domain.errors import BadInput
from pastdue.domain.history import RejectedRow

_DELIMITERS = ",;\t|"
_HEADER_WITHIN = 40  # title rows of a report come before its header, never this many
_LONGEST_CELL = 10  # lines; a quotation mark that stays open longer was never meant to open a cell


class Row(NamedTuple):
    """One row and the line (counted from 1) on which it starts."""

    line: int
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A header, the rows below it, and the title rows above it. `broken` are lines that are no row at all."""

    titles: tuple[str, ...]
    header: Row
    rows: tuple[Row, ...]
    broken: tuple[RejectedRow, ...]
    encoding: str


def table_of(data: bytes, recognised: Callable[[Sequence[str]], int]) -> Table:
    """Find the delimiter and the header (the row in which most cells are recognised), and read what is below it.

    Raises BadInput when no row has at least two recognised cells.
    """
    text, encoding = decoded(data)
    lines = re.split(r"\r\n|\n|\r", text)
    best: tuple[int, str, int] | None = None
    for delimiter in _DELIMITERS:
        heads = [item for item in _rows(lines[:_HEADER_WITHIN], delimiter) if isinstance(item, Row)]
        for row in heads:
            score = recognised(row.cells)
            if score >= 2 and (best is None or score > best[0]):
                best = (score, delimiter, row.line)
    if best is None:
        raise BadInput(
            f"no header was found in the first {_HEADER_WITHIN} lines. Give the file a row that names its columns, "
            "or name them yourself: --column due_date=NAME --column amount=NAME"
        )
    _, delimiter, header_line = best
    found = list(_rows(lines, delimiter))
    rows = [item for item in found if isinstance(item, Row)]
    header = next(row for row in rows if row.line == header_line)
    return Table(
        titles=tuple(" ".join(cell for cell in row.cells if cell) for row in rows if row.line < header_line),
        header=header,
        rows=tuple(row for row in rows if row.line > header_line),
        broken=tuple(item for item in found if isinstance(item, RejectedRow) and item.line > header_line),
        encoding=encoding,
    )


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was read in: Unicode where it says so or fits, else Windows' (cp1252)."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), encoding
    try:
        return data.decode(), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def _rows(lines: Sequence[str], delimiter: str) -> Iterator[Row | RejectedRow]:
    at = 0
    while at < len(lines):
        item, used = _row(lines, at, delimiter)
        if item is not None:
            yield item
        at += used


def _row(lines: Sequence[str], at: int, delimiter: str) -> tuple[Row | RejectedRow | None, int]:
    """The row that starts at a line, and how many lines it takes; None for an empty one."""
    if '"' not in lines[at]:
        return _made(at, lines[at].split(delimiter)), 1
    for used in range(1, min(_LONGEST_CELL, len(lines) - at) + 1):
        piece = [f"{line}\n" for line in lines[at : at + used]]
        try:
            cells = next(csv.reader(piece, delimiter=delimiter, strict=True))
        except csv.Error as error:
            if "unexpected end" in str(error):
                continue
            # A quotation mark inside a cell, such as 5" pipe: taken as it stands.
            cells = next(csv.reader(piece[:1], delimiter=delimiter))
            return _made(at, cells), 1
        return _made(at, [cell.removesuffix("\n") for cell in cells]), used
    return RejectedRow(line=at + 1, reason="a quotation mark is opened and never closed"), 1


def _made(at: int, cells: Sequence[str]) -> Row | None:
    stripped = tuple(" ".join(cell.replace("\x00", " ").split()) for cell in cells)
    return Row(at + 1, stripped) if any(stripped) else None
