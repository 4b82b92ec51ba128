"""Cells: dates and amounts as people type them. How to read them is decided on the whole column, never cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from pastdue.domain.errors import BadInput

DateReader = Callable[[str], date]
AmountReader = Callable[[str], "Amount"]

_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_SERIAL = re.compile(r"^[2-6]\d{4}(?:\.\d+)?$")  # days since 1899-12-30, as a spreadsheet keeps a date
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_NUMBERS = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[ T]\d.*)?$")
_MONTH_FIRST = re.compile(r"^([^\W\d]{3,})\.?[-/ ](\d{1,2}),?[-/ ](\d{4}|\d{2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-/. ](?:de )?([^\W\d]{3,})\.?,?[-/ ](?:de )?(\d{4}|\d{2})$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan ene", "feb", "mar", "apr abr", "may", "jun", "jul", "aug ago", "sep set", "oct", "nov", "dec dic"),
        start=1,
    )
    for name in names.split()
}
ORDERS = {"mdy": "month/day/year", "dmy": "day/month/year", "ymd": "year-month-day"}


class Amount(NamedTuple):
    """An amount in major units, and the currency that stood beside it, if any."""

    value: Decimal
    currency: str | None


class Dates(NamedTuple):
    """How to read each date column, and what was assumed."""

    readers: Mapping[str, DateReader]
    notes: tuple[str, ...]


def dates_of(columns: Mapping[str, Iterable[str]], forced: str | None = None) -> Dates:
    """Decide how to read date columns: by force (mdy, dmy, ymd or a strptime pattern), else by what the cells show.

    Only numbers such as 3/4/2013 leave a choice. A first number above 12 speaks for day/month, a second one for
    month/day; a column without either follows the file's other columns, and without those is month/day, as
    QuickBooks' US edition writes it.
    """
    if forced is not None:
        return Dates(dict.fromkeys(columns, _forced(forced)), ())
    votes = {name: _votes(cells) for name, cells in columns.items()}
    everywhere = (sum(v.day_first for v in votes.values()), sum(v.month_first for v in votes.values()))
    readers: dict[str, DateReader] = {}
    notes: list[str] = []
    for name, vote in votes.items():
        ours = (vote.day_first, vote.month_first)
        seen = ours if ours[0] != ours[1] else everywhere
        order = "dmy" if seen[0] > seen[1] else "mdy"
        readers[name] = _reader(order)
        if not vote.open_cells:
            continue
        column = name.replace("_", " ")
        if seen[0] == seen[1]:
            notes.append(
                f"{column}: nothing shows whether {vote.example} is month/day or day/month; "
                f"read as {ORDERS[order]}. If that is wrong: --date-format dmy"
            )
        else:
            evidence = "" if seen is ours else ", as the file's other dates"
            notes.append(f"{column}: read as {ORDERS[order]}{evidence}")
        if min(ours):
            notes.append(f"{column}: {min(ours)} dates fit only the other order; their rows are rejected")
    return Dates(readers, tuple(notes))


class _Votes(NamedTuple):
    day_first: int
    month_first: int
    open_cells: int
    example: str


def _votes(cells: Iterable[str]) -> _Votes:
    day_first = month_first = open_cells = 0
    example = ""
    for cell in cells:
        if found := _NUMBERS.match(cell):
            first, second = int(found[1]), int(found[2])
            open_cells += 1
            day_first += first > 12 >= second
            month_first += second > 12 >= first
            example = example or cell
    return _Votes(day_first, month_first, open_cells, example)


def _reader(order: str) -> DateReader:
    def read(cell: str) -> date:
        if found := _ISO.match(cell) or _COMPACT.match(cell):
            return _date(int(found[1]), int(found[2]), int(found[3]), cell, order)
        if found := _NUMBERS.match(cell):
            month, day = (found[1], found[2]) if order == "mdy" else (found[2], found[1])
            return _date(_year(found[3]), int(month), int(day), cell, order)
        if found := _MONTH_FIRST.match(cell):
            return _date(_year(found[3]), _month(found[1], cell), int(found[2]), cell, order)
        if found := _DAY_FIRST.match(cell):
            return _date(_year(found[3]), _month(found[2], cell), int(found[1]), cell, order)
        if _SERIAL.match(cell):
            return date(1899, 12, 30) + timedelta(days=int(cell[:5]))
        raise BadInput(f"{cell!r} is not a date")

    return read


def _forced(form: str) -> DateReader:
    if "%" in form:
        return lambda cell: _by_pattern(cell, form)
    order = {"iso": "ymd"}.get(form.lower(), form.lower())
    if order not in ORDERS:
        raise BadInput(f"the date format {form!r} is not known. Write mdy, dmy, ymd, or a pattern such as %d.%m.%Y")
    if order == "ymd":
        return _year_first
    return _reader(order)


def _by_pattern(cell: str, pattern: str) -> date:
    try:
        return _sane(datetime.strptime(cell, pattern).date(), cell)  # noqa: DTZ007 - a date has no zone
    except ValueError:
        raise BadInput(f"{cell!r} is not a date of the form {pattern}") from None


def _year_first(cell: str) -> date:
    found = _ISO.match(cell) or _COMPACT.match(cell) or re.match(r"^(\d{2})[-/. ](\d{1,2})[-/. ](\d{1,2})$", cell)
    if not found:
        raise BadInput(f"{cell!r} is not a year-month-day date")
    return _date(_year(found[1]), int(found[2]), int(found[3]), cell, "ymd")


def _date(year: int, month: int, day: int, cell: str, order: str) -> date:
    try:
        return _sane(date(year, month, day), cell)
    except ValueError:
        raise BadInput(f"{cell!r} is not a date when read as {ORDERS[order]}") from None


def _sane(day: date, cell: str) -> date:
    if not 1980 <= day.year <= 2100:
        raise BadInput(f"{cell!r} has a year that no invoice has")
    return day


def _year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return 2000 + int(text) if int(text) < 70 else 1900 + int(text)


def _month(name: str, cell: str) -> int:
    found = _MONTHS.get(name[:3].lower())
    if found is None:
        raise BadInput(f"{cell!r} is not a date: {name!r} is no month")
    return found


# --- amounts ----------------------------------------------------------------------------------------------------------

_DOLLARS = {"US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "NZ$": "NZD"}
_SYMBOLS = {**_DOLLARS, "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₱": "PHP", "₪": "ILS"}
_MINUS = {"-", "−", "–"}
_CODE = re.compile(r"^([A-Z]{3})?\s*(.*?)\s*([A-Z]{3})?$")
_POINT = re.compile(r"^(?:\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(?:\.\d*)?$|^\.\d+$")
_COMMA = re.compile(r"^(?:\d{1,3}(?:\.\d{2,3})*\.\d{3}|\d+)(?:,\d*)?$|^,\d+$")


def amounts_of(cells: Iterable[str]) -> AmountReader:
    """Decide on whole columns whether the point or the comma is the decimal mark; the point where nothing shows it."""
    point = comma = 0
    for cell in cells:
        number = _stripped(cell)[0]
        both = "," in number and "." in number
        if found := re.search(r"([.,])\d*$" if both else r"([.,])\d{1,2}$", number):
            point += found[1] == "."
            comma += found[1] == ","
    return _amount_reader("," if comma > point else ".")


def _amount_reader(mark: str) -> AmountReader:
    shape, thousands = (_POINT, ",") if mark == "." else (_COMMA, ".")

    def read(cell: str) -> Amount:
        number, negative, currency = _stripped(cell)
        if not shape.match(number):
            example = "1,234.50" if mark == "." else "1.234,50"
            raise BadInput(f"{cell!r} is not an amount such as {example}")
        value = Decimal(number.replace(thousands, "").replace(mark, "."))
        return Amount(-value if negative else value, currency)

    return read


def _stripped(cell: str) -> tuple[str, bool, str | None]:
    """The bare number, whether it is negative, and the currency beside it. `$` is the home currency's business."""
    text, currency = cell, None
    for symbol, code in _SYMBOLS.items():
        if symbol in text:
            text, currency = text.replace(symbol, ""), code
    text = text.replace("$", "").strip()
    negative = False
    if text[-2:].lower() in {"dr", "cr"}:  # debit and credit, as ledgers print them
        text, negative = text[:-2].strip(), text[-2:].lower() == "cr"
    if found := _CODE.match(text):
        text, currency = found[2], found[1] or found[3] or currency
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1], True
    if text[:1] in _MINUS or text[-1:] in _MINUS:
        text, negative = text.strip("-−–"), True
    return re.sub(r"(?<=\d)[\s'’](?=\d{3})", "", text.strip()), negative, currency


def looks_like_date(cell: str) -> bool:
    """Whether a cell has the shape of a date."""
    return any(shape.match(cell) for shape in (_ISO, _NUMBERS, _MONTH_FIRST, _DAY_FIRST))


# What people write where a date or an amount is not there.
_NOTHING = {
    "",
    "-",
    "--",
    "—",
    "n/a",
    "na",
    "none",
    "null",
    "nan",
    "nat",
    "open",
    "unpaid",
    "not paid",
    "0",
    "0000-00-00",
}


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is no date."""
    return cell.strip().lower() in _NOTHING


# --- yes and no -------------------------------------------------------------------------------------------------------

_NO = {"", "no", "n", "false", "f", "0", "none", "n/a", "na", "-", "not disputed"}


def is_yes(cell: str) -> bool:
    """Whether a cell says yes. What is neither a yes nor a no counts as yes: better held than texted."""
    return cell.strip().lower() not in _NO
