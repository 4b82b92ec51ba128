"""The pace of a company: caps by hour and day, a backlog begun gently, a holiday's touches spread."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pastdue.adapters import policies
from pastdue.domain.calendar import after_holidays
from pastdue.domain.pace import InLine, PaceDay, backlog_full, full_until, slot_at, taken, turns
from pastdue.domain.policy import Adoption, Caps, Policy, Window

NOON = datetime(2026, 9, 14, 16, 5, tzinfo=UTC)
TODAY = date(2026, 9, 14)
SHIPPED = policies.shipped()
EMPTY = PaceDay(company_id="9", day=TODAY)


def policy(text: str = "") -> Policy:
    return policies.load(text)


def backlog(count: int) -> list[InLine]:
    return [
        InLine(payer_id=f"{index:03d}", begins=True, newest=date(2026, 8, 1) + timedelta(days=index % 30))
        for index in range(count)
    ]


def test_an_hour_is_full_at_its_cap_until_the_next_one_and_a_day_until_the_next() -> None:
    rules = policy("caps: {per_hour: 2, per_day: 3}\n")
    slot = slot_at(NOON, rules, begins=False)
    one = taken(EMPTY, slot)
    two = taken(one, slot)
    three = taken(two, slot)
    assert (slot.day, slot.hour) == (TODAY, 12)
    assert full_until(one, rules, NOON) is None
    assert full_until(two, rules, NOON) == datetime(2026, 9, 14, 17, 0, tzinfo=UTC)
    assert full_until(three, rules, NOON) == datetime(2026, 9, 15, 4, 0, tzinfo=UTC)
    assert full_until(two, rules, NOON + timedelta(hours=1)) is None
    assert taken(two, slot, -1) == one


def test_the_backlog_is_full_at_its_cap_and_nobody_else_counts() -> None:
    rules = policy("adoption: {daily_cap: 2}\n")
    begun, other = slot_at(NOON, rules, begins=True), slot_at(NOON, rules, begins=False)
    day = taken(taken(EMPTY, begun), other)
    assert not backlog_full(day, rules)
    assert backlog_full(taken(day, begun), rules)


def test_the_newest_of_the_backlog_come_first_and_the_others_have_their_days() -> None:
    rules = policy("adoption: {daily_cap: 2}\n")
    line = [InLine(payer_id=str(age), begins=True, newest=TODAY - timedelta(days=age)) for age in (50, 10, 30, 20, 40)]
    found = turns(EMPTY, rules, line, NOON)
    midnight = datetime(2026, 9, 15, 4, 0, tzinfo=UTC)
    assert [(turn.payer_id, turn.not_before) for turn in found] == [
        ("10", None),
        ("20", None),
        ("30", midnight),
        ("40", midnight),
        ("50", midnight + timedelta(days=1)),
    ]


def test_whoever_is_on_its_ladder_comes_before_the_backlog() -> None:
    line = [*backlog(3), InLine(payer_id="steady", begins=False, newest=date(2020, 1, 1))]
    assert turns(EMPTY, policy(), line, NOON)[0].payer_id == "steady"


def test_many_at_once_go_out_over_the_hours_not_in_the_first_minute() -> None:
    rules = policy("caps: {per_hour: 120}\n")
    line = [InLine(payer_id=f"{index:03d}", begins=False, newest=TODAY) for index in range(300)]
    found = turns(EMPTY, rules, line, NOON)
    at = [turn.not_before or NOON for turn in found]
    assert sum(each == NOON for each in at) == 10
    assert sum(each < NOON + timedelta(minutes=30) for each in at) == 60
    assert sum(each < datetime(2026, 9, 14, 17, tzinfo=UTC) for each in at) <= 120
    assert max(at) == datetime(2026, 9, 14, 18, tzinfo=UTC)


@given(
    count=st.integers(0, 60),
    begun=st.integers(0, 25),
    sent=st.integers(0, 40),
    cap=st.integers(1, 25),
    per_hour=st.integers(1, 40),
    per_day=st.none() | st.integers(1, 60),
)
def test_no_tick_lets_more_out_than_a_cap_leaves_and_nobody_is_forgotten(
    count: int, begun: int, sent: int, cap: int, per_hour: int, per_day: int | None
) -> None:
    rules = SHIPPED.model_copy(
        update={"adoption": Adoption(daily_cap=cap), "caps": Caps(per_hour=per_hour, per_day=per_day)}
    )
    day = PaceDay(company_id="9", day=TODAY, touches=sent + begun, begun=begun, hours={12: sent})
    line = backlog(count)
    found = turns(day, rules, line, NOON)
    midnight = datetime(2026, 9, 15, 4, tzinfo=UTC)
    today = [turn for turn in found if turn.not_before is None or turn.not_before < midnight]
    now = [turn for turn in found if turn.not_before is None]
    assert sorted(turn.payer_id for turn in found) == sorted(each.payer_id for each in line)
    assert len(now) <= max(0, cap - begun)
    assert len(now) <= max(0, per_hour - sent)
    assert len(today) <= max(0, cap - begun)
    if per_day is not None:
        assert len(now) <= max(0, per_day - sent - begun)
    assert all(turn.not_before is None or turn.not_before > NOON for turn in found)


# --- holidays

THANKSGIVING = frozenset({date(2026, 11, 26)})


def test_a_holidays_touches_go_to_the_next_open_days_by_turn() -> None:
    thursday = date(2026, 11, 26)
    spread = [after_holidays(thursday, Window(), THANKSGIVING, nth) for nth in range(4)]
    assert spread == [thursday, date(2026, 11, 27 + 1), date(2026, 11, 30), date(2026, 12, 1)]
    assert after_holidays(date(2026, 11, 25), Window(), THANKSGIVING, 2) == date(2026, 11, 25)


def test_a_sunday_alone_spreads_nothing_and_one_before_a_holiday_does() -> None:
    labor_day = frozenset({date(2026, 9, 7)})
    assert after_holidays(date(2026, 9, 13), Window(), labor_day, 1) == date(2026, 9, 13)
    assert after_holidays(date(2026, 9, 6), Window(), labor_day, 1) == date(2026, 9, 9)
