"""When a digest is due, and how it reads on a phone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from pastdue.domain.digest import (
    DigestData,
    Income,
    PayoutTold,
    Question,
    Received,
    Step,
    digest_subject,
    digest_text,
    is_first_of_week,
    next_digest,
    sums,
)
from pastdue.domain.money import Money
from pastdue.domain.policy import DigestDays, DigestRules, Mode
from pastdue.domain.touch import Channel

ZONE = "America/New_York"
MONDAY = date(2026, 9, 14)
LABOR_DAY = frozenset({date(2026, 9, 7)})
AT_SEVEN = datetime(2026, 9, 15, 11, tzinfo=UTC)
QUIET = DigestData(
    company_id="9",
    company="Bright Pine Plumbing",
    zone=ZONE,
    mode=Mode.AUTO,
    since=AT_SEVEN - timedelta(days=1),
    until=AT_SEVEN,
    entered_since=AT_SEVEN - timedelta(days=1),
    entered_until=AT_SEVEN,
)


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


@pytest.mark.parametrize(
    ("after", "day"),
    [
        (date(2026, 9, 3), date(2026, 9, 4)),  # Thursday
        (date(2026, 9, 4), date(2026, 9, 8)),  # over the weekend and Labor Day
        (date(2026, 9, 8), date(2026, 9, 9)),
    ],
)
def test_the_next_one_is_on_the_next_business_day(after: date, day: date) -> None:
    due = next_digest(DigestRules(), after, ZONE, LABOR_DAY)

    assert due == datetime(day.year, day.month, day.day, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 9, 7), False), (date(2026, 9, 8), True), (date(2026, 9, 9), False)]
)
def test_after_a_holiday_the_week_begins_on_tuesday(day: date, first: bool) -> None:
    assert is_first_of_week(day, LABOR_DAY) is first


@pytest.mark.parametrize("day", [MONDAY - timedelta(days=2), MONDAY - timedelta(days=1), MONDAY + timedelta(days=1)])
def test_without_a_holiday_the_week_begins_on_monday(day: date) -> None:
    assert is_first_of_week(MONDAY, frozenset())
    assert not is_first_of_week(day, frozenset())


def test_off_has_no_next_one() -> None:
    assert next_digest(DigestRules(days=DigestDays.OFF), MONDAY, ZONE, frozenset()) is None


def test_the_sums_keep_their_currencies_apart() -> None:
    amounts = [usd(100), Money(minor=500, currency="JPY"), usd(50)]

    assert sums(amounts) == (Money(minor=500, currency="JPY"), usd(150))


def test_a_full_morning_reads_from_the_answer_down() -> None:
    old = AT_SEVEN - timedelta(days=9)
    data = QUIET.model_copy(
        update={
            "by_link": Income(
                count=12,
                sums=(Money(minor=2_000, currency="CAD"), usd(120_000)),
                latest=(Received(customer="Harborview Cafe", invoices="D-1, D-2", amount=usd(10_000)),),
            ),
            "sent": (
                Step(channel=Channel.EMAIL, step="rung 1", count=1),
                Step(channel=Channel.SMS, step="rung 1", count=4),
            ),
            "answers": {"promise": 2, "dispute": 1},
            "promises_broken": 1,
            "plans_late": 2,
            "waiting": (Question(kind="already_paid", count=2, oldest=old, title="Sam says that it was paid"),),
            "payouts": (
                PayoutTold(
                    payout_id="po_1",
                    arrives_on=date(2026, 9, 14),
                    payments=usd(97_000),
                    refunds=usd(-10_000),
                    chargebacks=usd(0),
                    fees=usd(-2_874),
                    other=usd(0),
                    net=usd(84_126),
                    ties=True,
                ),
            ),
            "stops": ("Anna stopped everything",),
        }
    )

    assert digest_subject(data) == "In: CA$20.00 + $1,200.00. Waits for you: 2. Sent: 5"
    assert (
        digest_text(data)
        == """Came in: CA$20.00 + $1,200.00 in 12 payments
Waits for you: 2 questions, the oldest since Sep 6
Sent: 4 texts, 1 e-mail
STOPPED: Anna stopped everything

Bright Pine Plumbing, from Mon Sep 14, 07:00 EDT to Tue Sep 15, 07:00 EDT.

CAME IN
By link: 12 payments, CA$20.00 + $1,200.00
  Harborview Cafe, D-1, D-2: $100.00
  and 11 more

SENT
  reminder 1: 1 e-mail
  reminder 1: 4 texts

ANSWERS, PROMISES, PLANS
  2 promised to pay
  1 disputed
  1 promise broken
  2 instalments late now

WAITS FOR YOU
  2 already paid, since Sep 6: Sam says that it was paid
  See them: pastdue review list --company 9

PAYOUTS AT YOUR BANK
  $841.26 on Sep 14: gross $970.00, refunds -$100.00, fees -$28.74
  The sheets are attached.

Please do not answer this e-mail: nobody reads the answer.
"""
    )


def test_what_is_open_or_late_is_no_news_by_itself() -> None:
    assert QUIET.quiet
    assert QUIET.model_copy(update={"plans_late": 1, "unread": ("Stripe",)}).quiet
    assert not QUIET.model_copy(update={"promises_kept": 1}).quiet
    assert not QUIET.model_copy(update={"went_back": Income(count=1)}).quiet
    assert not QUIET.model_copy(update={"stops": ("Anna stopped everything",)}).quiet
