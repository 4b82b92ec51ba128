"""Promise dates: the day that "Friday", "on the 15th", "a fin de mes" mean, seen from the day of writing.

An unclear day is read as the later one: to wait a day too long is better than to press a day too soon.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from pastdue.domain.contact import Language
from pastdue.domain.plain_text import plain

_WEEKDAYS = {
    name: index
    for index, names in enumerate(
        (
            "mon monday mondays lunes",
            "tue tues tuesday martes",
            "wed weds wednesday miercoles",
            "thu thur thurs thursday jueves",
            "fri friday fridays viernes",
            "sat saturday sabado",
            "sun sunday domingo",
        )
    )
    for name in names.split()
}
_MONTHS = {
    name: index
    for index, names in enumerate(
        (
            "jan january ene enero",
            "feb february febrero",
            "mar march marzo",
            "apr april abr abril",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august ago agosto",
            "sep sept september septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december dic diciembre",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBERS = {
    **dict.fromkeys(("a", "an", "one", "un", "una", "uno", "another", "otra", "otro"), 1),
    **dict.fromkeys(("two", "couple", "dos", "par"), 2),
    **dict.fromkeys(("three", "few", "tres", "unos", "unas"), 3),
    **dict.fromkeys(("four", "cuatro"), 4),
    **dict.fromkeys(("five", "cinco"), 5),
    **dict.fromkeys(("six", "seis"), 6),
    **dict.fromkeys(("seven", "siete"), 7),
    **dict.fromkeys(("eight", "ocho"), 8),
    **dict.fromkeys(("nine", "nueve"), 9),
    **dict.fromkeys(("ten", "diez"), 10),
    **dict.fromkeys(("fifteen", "quince"), 15),
}
# Ordinals as words, put into figures: "the fifteenth", "el primero".
_ORDINALS = {
    "first": 1,
    "primero": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "fifteenth": 15,
    "quince": 15,
    "twentieth": 20,
    "thirtieth": 30,
}
FRIDAY, SUNDAY = 4, 6
_MANY = 120  # days: what lies further off is no promise that anyone waits for

_day = "|".join(_WEEKDAYS)
_month = "|".join(_MONTHS)
_count = rf"\d+|{'|'.join(_NUMBERS)}"

# What is said of days that are over.
_OVER = re.compile(
    rf"\b(?:(?:last|past|since|pasado|pasada) (?:{_day}|week|month|year|night|semana|mes|ano)"
    rf"|(?:{_day}|semana|mes) pasad[oa]|yesterday|ayer|anoche|ago"
    rf"|(?:(?<!get )(?<!gets )(?<!getting )(?<!be )paid|mailed|sent|pague|mande|deposite|envie|gave)(?: \w+){{0,4}}? "
    r"(?:on|by|el|last) (?:the )?"
    rf"(?:\d+(?:st|nd|rd|th)?|{_day})(?![/.]))\b"
)


def promised_for(body: str, today: date, language: Language) -> date | None:
    """The day that a reply names, on or after `today` (the recipient's date); the last one if it names several.

    `language` decides what 5/6 is: May 6 in English; in Spanish that or June 5, whichever is later.
    """
    text = _OVER.sub("~", _WORDED.sub(lambda found: f"{found[1]}{_ORDINALS[found[2]]}th", plain(_slashes(body))))
    days = [meant(found, today) for pattern, meant in _WHEN for found in pattern.finditer(text)]
    for found in _SLASHED.finditer(text):
        days += _slashed(found, today, language)
    return max((day for day in days if day and today <= day <= today + timedelta(days=_MANY)), default=None)


_WORDED = re.compile(
    rf"(?<!\S)((?:the|el|dia|{_month}) )({'|'.join(_ORDINALS)})"
    rf"(?! (?:thing|half|payment|pago|one|week|de mes|por|dias|pesos|dolares|of (?!{_month})))"
)
_ISO = re.compile(r"(?<!\S)(\d{4})-(\d{1,2})-(\d{1,2})(?!\S)")
_DOTTED = re.compile(r"(?<!\S)(\d{1,2})[.-](\d{1,2})[.-](\d{4}|\d{2})(?!\w)")
_DASHED = re.compile(
    r"(?<!\S)(\d{1,2})-(\d{1,2})(?![\w-])(?! (?:business |more )?(?:day|week|month|hour|dia|semana|hora))"
)
_SHORT_MONTH = re.compile(rf"\b({_month})\.(?= ?\d)", re.IGNORECASE)


def _slashes(body: str) -> str:
    """Dates written 2026-10-01, 10.1.26 and 10-1, with slashes; "Sept. 30" without its point."""
    body = _ISO.sub(r"\2/\3/\1", _SHORT_MONTH.sub(r"\1", body))
    return _DASHED.sub(r"\1/\2", _DOTTED.sub(r"\1/\2/\3", body))


_Meant = Callable[[re.Match[str], date], date | None]


def _in_days(days: int) -> _Meant:
    return lambda _, today: today + timedelta(days=days)


def _weekday(found: re.Match[str], today: date) -> date:
    """The next such day, a week from now if it is today; "next Friday" said in the same week is the one after."""
    ahead = (_WEEKDAYS[found["day"]] - today.weekday()) % 7
    which = (found["which"] or "").strip()
    if which == "this":
        return today + timedelta(days=ahead)
    day = today + timedelta(days=ahead or 7)
    if which == "next" and day.isocalendar()[:2] == today.isocalendar()[:2]:
        day += timedelta(days=7)
    return day


def _monthday(day: int, today: date) -> date | None:
    """The next such day of a month; in a shorter month its last day, but nobody calls today by another number."""
    if not 1 <= day <= 31:
        return None
    this = today.replace(day=min(day, _last(today)))
    return this if this > today or today.day == day else _of_month(_next_month(today), day)


def _last(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _of_month(month: date, day: int) -> date:
    return month.replace(day=min(day, _last(month)))


def _dated(month: int, day: int, year: int | None, today: date) -> date | None:
    """A day of a month: this year's, or next year's if that is long past; a day just past is no promise."""
    try:
        if year is not None:
            return date(year + 2000 if year < 100 else year, month, day)
        this = date(today.year, month, day)
        return this if (today - this).days < 90 else date(today.year + 1, month, day)
    except ValueError:  # no such day
        return None


def _named(found: re.Match[str], today: date) -> date | None:
    return _dated(_MONTHS[found["month"]], int(found["number"]), None, today)


_SLASHED = re.compile(r"(?<!\S)(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?(?!\S)")


def _slashed(found: re.Match[str], today: date, language: Language) -> list[date | None]:
    """Month first, as in the United States; day first where it can't be a month. In Spanish either."""
    one, two, year = int(found[1]), int(found[2]), int(found[3]) if found[3] else None
    month_first, day_first = _dated(one, two, year, today), _dated(two, one, year, today)
    return [month_first, day_first] if language is Language.SPANISH or month_first is None else [month_first]


def _ordinal(found: re.Match[str], today: date) -> date | None:
    return _monthday(int(found["number"]), today)


def _after(found: re.Match[str], today: date) -> date | None:
    count = found["count"]
    number = int(count) if count.isdigit() else _NUMBERS[count]
    unit = found["unit"]
    if number > _MANY:
        return None
    if unit.startswith(("h",)):
        return today + timedelta(days=1 if number > 12 else 0)
    if unit.startswith(("mo", "me")):
        day = today
        for _ in range(min(number, 12)):
            day = _of_month(_next_month(day), today.day)
        return day
    return today + timedelta(days=number * (7 if unit.startswith(("w", "s")) else 1))


def _weeks_from(found: re.Match[str], today: date) -> date | None:
    """Two weeks from Friday."""
    count = found["count"]
    number = int(count) if count.isdigit() else _NUMBERS[count]
    ahead = (_WEEKDAYS[found["day"]] - today.weekday()) % 7 or 7
    return today + timedelta(days=ahead + 7 * number) if number <= _MANY else None


def _in_month(found: re.Match[str], today: date) -> date:
    """The last day of a month that is named alone."""
    month = _MONTHS[found["month"]]
    return _of_month(date(today.year + (month < today.month), month, 1), 31)


def _end_of_month(found: re.Match[str], today: date) -> date:
    month = _next_month(today) if "next" in found[0] or "prox" in found[0] else today
    return _of_month(month, 31)


def _fortnight(_: re.Match[str], today: date) -> date:
    """La quincena: payday, on the 15th and on the last day of the month."""
    return today.replace(day=15) if today.day <= 15 else _of_month(today, 31)


def _next_fortnight(found: re.Match[str], today: date) -> date:
    return _fortnight(found, _fortnight(found, today) + timedelta(days=1))


def _this_week(_: re.Match[str], today: date) -> date:
    """By Friday; on a weekend, by Sunday."""
    return today + timedelta(days=(FRIDAY if today.weekday() <= FRIDAY else SUNDAY) - today.weekday())


def _next_week(_: re.Match[str], today: date) -> date:
    return today + timedelta(days=7 - today.weekday() + FRIDAY)


def _weekend(found: re.Match[str], today: date) -> date:
    return today + timedelta(days=SUNDAY - today.weekday() + (7 if "next" in found[0] or "prox" in found[0] else 0))


def _first_of_month(found: re.Match[str], today: date) -> date:
    return today if today.day == 1 and "next" not in found[0] else _next_month(today)


def _end_of_next_month(_: re.Match[str], today: date) -> date:
    return _of_month(_next_month(today), 31)


_UNIT = "hours?|days?|weeks?|months?|horas?|dias?|semanas?|mes|meses"

# What is written, and the day that it means.
_WHEN: tuple[tuple[re.Pattern[str], _Meant], ...] = tuple(
    (re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), meant)
    for pattern, meant in (
        (r"today|tonight|now|this (?:morning|afternoon|evening)|eod|end of (?:the )?day", _in_days(0)),
        (r"after work|later today|in a (?:bit|minute|sec|second|little bit)|when i get (?:home|off)", _in_days(0)),
        (
            r"hoy(?! en (?!la))|ahorita|ahora|(?:esta|en la) (?:noche|tarde)|(?:mas )?al rato|mas tarde|en un rati?t?o",
            _in_days(0),
        ),
        (r"(?:first thing )?in the morning", _in_days(1)),
        (r"(?<!after )tomorrow|(?<!pasado )(?<!la )(?<!esta )(?<!buena )manana", _in_days(1)),
        (r"day after tomorrow|pasado manana", _in_days(2)),
        (rf"(?P<which>this |next |coming |este |proximo )?(?P<day>{_day})", _weekday),
        (rf"(?P<month>{_month}) (?P<number>\d{{1,2}})(?:st|nd|rd|th)?", _named),
        (rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)? (?:of |de )?(?P<month>{_month})", _named),
        (rf"(?P<number>\d{{1,2}})(?:st|nd|rd|th)(?! (?:of )?(?:{_month}))", _ordinal),
        (rf"(?:on|by|before|until) the (?P<number>\d{{1,2}})(?! (?:of )?(?:{_month}))", _ordinal),
        (rf"(?:el|dia|al) (?P<number>\d{{1,2}})(?! (?:de )?(?:{_month}|cheque|pago|por))", _ordinal),
        (rf"(?:a |un )?(?P<count>{_count}) (?:of |de )?(?:more |mas )?(?P<unit>{_UNIT})(?! (?:que|ago))", _after),
        (rf"(?P<count>{_count}) weeks? from (?P<day>{_day})", _weeks_from),
        (rf"de hoy en (?P<count>{_count})(?P<unit>)", _after),
        (rf"(?:in|until|by|en|hasta|para) (?P<month>{_month})(?! \d)", _in_month),
        (r"end of (?:the |this |next )?month|month end|eom|(?:this|este) (?:month|mes)", _end_of_month),
        (r"(?:el )?dia ultimo|ultimo (?:dia )?(?:de|del) mes", _end_of_month),
        (r"(?:fin|fines|final|finales) (?:de|del) (?:este |proximo )?mes", _end_of_month),
        (r"(?:first|beginning|start) of (?:the |next )?month|primero de mes|principios? de mes", _first_of_month),
        (
            r"next month|proximo mes|mes (?:que (?:viene|entra)|proximo|entrante)|otro mes|siguiente mes",
            _end_of_next_month,
        ),
        (r"this week|end of (?:the |this )?week|eow|(?:esta|de la|fin de la) semana(?! que)", _this_week),
        (r"(?:next|following|coming) week|end of next week", _next_week),
        (r"(?:proxima|otra|siguiente) semana|semana (?:que (?:viene|entra)|proxima|entrante)", _next_week),
        (r"(?:next )?weekend|(?:proximo )?fin de semana", _weekend),
        (r"quincena", _fortnight),
        (r"(?:otra|proxima|siguiente) quincena|quincena (?:que (?:viene|entra)|proxima)", _next_fortnight),
    )
)
