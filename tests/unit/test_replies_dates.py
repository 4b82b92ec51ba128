"""Promise dates: the day that a reply names, seen from a Wednesday, September 16, 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.domain.contact import Language
from pastdue.domain.replies import promised_for

WEDNESDAY = date(2026, 9, 16)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("I'll pay Thursday", "2026-09-17"),
        ("I'll pay Wednesday", "2026-09-23"),
        ("I'll pay Tuesday", "2026-09-22"),
        ("this Friday", "2026-09-18"),
        ("next Friday", "2026-09-25"),
        ("next Monday", "2026-09-21"),
        ("Friday or Monday", "2026-09-21"),
        ("paid some last Friday, the rest Monday", "2026-09-21"),
        ("tonight", "2026-09-16"),
        ("tomorow", "2026-09-17"),
        ("day after tomorrow", "2026-09-18"),
        ("this week", "2026-09-18"),
        ("this weekend", "2026-09-20"),
        ("next week", "2026-09-25"),
        ("in a week", "2026-09-23"),
        ("in two weeks", "2026-09-30"),
        ("a couple of days", "2026-09-18"),
        ("give me a few days", "2026-09-19"),
        ("in a month", "2026-10-16"),
        ("on the 15th", "2026-10-15"),
        ("on the 16th", "2026-09-16"),
        ("on the 17th", "2026-09-17"),
        ("by the 20", "2026-09-20"),
        ("the 31st", "2026-09-30"),
        ("end of the month", "2026-09-30"),
        ("end of next month", "2026-10-31"),
        ("first of the month", "2026-10-01"),
        ("10/1", "2026-10-01"),
        ("13/10", "2026-10-13"),
        ("10/1/26", "2026-10-01"),
        ("Oct 3rd", "2026-10-03"),
        ("the 3rd of October", "2026-10-03"),
        ("10-1", "2026-10-01"),
        ("10.1.26", "2026-10-01"),
        ("2026-10-01", "2026-10-01"),
        ("Sept. 30", "2026-09-30"),
        ("October first", "2026-10-01"),
        ("on the fifteenth", "2026-10-15"),
        ("first thing", None),
        ("I can pay 12.10", None),
        ("a week from Friday", "2026-09-25"),
        ("in October", "2026-10-31"),
        ("this month", "2026-09-30"),
        ("in 2-3 weeks", "2026-10-07"),
        ("I paid on the 3rd", None),
        ("after payday", None),
        ("will pay", None),
        ("I get paid on the 15th, will send it then", "2026-10-15"),
        ("I paid on the 15th", None),
        ("paying in the morning", "2026-09-17"),
        ("yesterday", None),
        ("9/15", None),
        ("Feb 30", None),
        ("June 10", None),
    ],
)
def test_days_in_english(body: str, day: str | None) -> None:
    assert promised_for(body, WEDNESDAY, Language.ENGLISH) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("el viernes", "2026-09-18"),
        ("el próximo viernes le pago", "2026-09-18"),
        ("hoy", "2026-09-16"),
        ("mañana", "2026-09-17"),
        ("pasado mañana", "2026-09-18"),
        ("en la mañana", None),
        ("hoy en la noche", "2026-09-16"),
        ("lo pago el quince", "2026-10-15"),
        ("el día primero le deposito", "2026-10-01"),
        ("a fin de mes", "2026-09-30"),
        ("la próxima semana", "2026-09-25"),
        ("la semana que viene", "2026-09-25"),
        ("el mes que viene", "2026-10-31"),
        ("en dos semanas", "2026-09-30"),
        ("unos días", "2026-09-19"),
        ("la quincena", "2026-09-30"),
        ("el 15", "2026-10-15"),
        ("el 20 de octubre", "2026-10-20"),
        ("asta el biernes", "2026-09-18"),
        ("15/10", "2026-10-15"),
        ("15/3", None),
        ("el primero de octubre", "2026-10-01"),
        ("de hoy en ocho", "2026-09-24"),
        ("la otra quincena", "2026-10-15"),
        ("en octubre", "2026-10-31"),
        ("el día último", "2026-09-30"),
        ("al rato", "2026-09-16"),
        ("pagué el 20", None),
        ("el viernes pasado", None),
        ("5/10", "2026-10-05"),
        ("10/11", "2026-11-10"),
    ],
)
def test_days_in_spanish(body: str, day: str | None) -> None:
    assert promised_for(body, WEDNESDAY, Language.SPANISH) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("today", "day"),
    [("2027-02-27", "2027-02-28"), ("2027-02-28", "2027-03-30"), ("2027-03-01", "2027-03-30")],
)
def test_on_the_last_day_of_a_short_month_the_30th_is_next_month_s_and_not_today(today: str, day: str) -> None:
    assert promised_for("on the 30th", date.fromisoformat(today), Language.ENGLISH) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("today", "day"), [("2026-09-14", "2026-09-15"), ("2026-09-15", "2026-09-15"), ("2026-09-16", "2026-09-30")]
)
def test_payday_is_the_15th_and_the_last(today: str, day: str) -> None:
    assert promised_for("en la quincena", date.fromisoformat(today), Language.SPANISH) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("today", "day"),
    [("2026-09-17", "2026-09-18"), ("2026-09-18", "2026-09-18"), ("2026-09-19", "2026-09-20")],
)
def test_this_week_ends_on_friday_and_on_a_weekend_on_sunday(today: str, day: str) -> None:
    assert promised_for("this week", date.fromisoformat(today), Language.ENGLISH) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("today", "day"),
    [("2026-12-30", "2026-12-31"), ("2026-12-31", "2026-12-31"), ("2027-01-01", "2027-01-31")],
)
def test_the_end_of_the_month_is_its_last_day(today: str, day: str) -> None:
    assert promised_for("end of month", date.fromisoformat(today), Language.ENGLISH) == date.fromisoformat(day)


def test_a_date_in_january_said_in_december_is_next_years() -> None:
    assert promised_for("January 5", date(2026, 12, 20), Language.ENGLISH) == date(2027, 1, 5)


@pytest.mark.parametrize(("days", "kept"), [(119, True), (120, True), (121, False)])
def test_what_lies_too_far_off_is_no_promise(days: int, kept: bool) -> None:
    found = promised_for(f"in {days} days", WEDNESDAY, Language.ENGLISH)

    assert (found == WEDNESDAY + timedelta(days=days)) is kept


@given(st.text(max_size=200), st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.sampled_from(Language))
def test_a_promised_day_is_never_past_and_never_far(body: str, today: date, language: Language) -> None:
    day = promised_for(body, today, language)

    assert day is None or today <= day <= today + timedelta(days=120)


@given(
    st.sampled_from(["99/99", "the 99th", "0/0", "13/13/9999", "in 999999999999 weeks", "Feb 29", "the 0th", "el 45"]),
    st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    st.sampled_from(Language),
)
def test_a_day_that_is_none_is_no_promise(body: str, today: date, language: Language) -> None:
    day = promised_for(body, today, language)

    assert day is None or (day.month, day.day) == (2, 29)
