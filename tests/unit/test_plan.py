"""Payment plans as numbers: schedules that sum exactly, what counts as kept, and what changes make of the rest."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pastdue.domain.agreement import agrees
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money, exponent
from pastdue.domain.plan import (
    Instalment,
    InstalmentState,
    Notice,
    Plan,
    PlanState,
    Reminder,
    Share,
    Terms,
    allotted,
    ask,
    breaks_on,
    due_now,
    is_broken,
    recount,
    schedule,
    shares_of,
    standing,
    step_for,
    terms_in,
)
from pastdue.domain.policy import PlanRules
from tests.unit.builders import COMPANY, an_invoice, on, usd

TODAY = date(2026, 9, 21)
KEPT, LATE, UPCOMING = InstalmentState.KEPT, InstalmentState.LATE, InstalmentState.UPCOMING


def terms(currency: str = "USD", **more: object) -> Terms:
    """Three instalments, two weeks apart, of fifty units at least."""
    fields = {"instalments": 3, "spacing_days": 14, "smallest": Money(minor=5_000, currency=currency)}
    return Terms.model_validate(fields | {"first_payment_now": True} | more)


def a_plan(*balances: int, paid: int = 0, **more: object) -> Plan:
    """A running plan over invoices of these balances (600.00 if none), agreed today."""
    invoices = [
        an_invoice(id=str(101 + index), number=str(1001 + index), total=usd(minor), balance=usd(minor))
        for index, minor in enumerate(balances or (60_000,))
    ]
    total = usd(sum(balances) or 60_000)
    plan = Plan(
        id="p",
        company_id=COMPANY,
        payer_id="1",
        state=PlanState.RUNNING,
        terms=terms(),
        instalments=schedule(total, terms(), TODAY),
        shares=shares_of(invoices),
        paid=usd(0),
        grace_days=5,
        second_reminder_days=3,
        offered_at=on(7),
        offer_ends_at=on(10),
    )
    return _paid(plan, paid).model_copy(update=more)


def _now(plan: Plan, **changes: int) -> dict[str, Invoice | None]:
    """The plan's invoices as QuickBooks has them: open balances by id (`i101=...`), all else as counted."""
    return {
        share.invoice_id: an_invoice(
            id=share.invoice_id,
            number=share.number,
            sync_token=str(int(share.sync_token) + 1),
            total=share.total,
            balance=usd(changes.get(f"i{share.invoice_id}", share.balance.minor)),
        )
        for share in plan.shares
    }


def _paid(plan: Plan, minor: int, today: date = TODAY) -> Plan:
    """The plan once so much was paid on its oldest invoices."""
    parts = allotted(plan, usd(minor))
    left = {f"i{each.invoice_id}": each.balance.minor - parts[each.invoice_id].minor for each in plan.shares}
    return recount(plan, _now(plan, **left), today)


def _stands(plan: Plan, day: int = 0) -> list[tuple[int, InstalmentState]]:
    return [(each.unpaid.minor, each.state) for each in standing(plan, TODAY + timedelta(days=day))]


def _adds_up(plan: Plan) -> bool:
    return sum(each.amount.minor for each in plan.instalments) - plan.paid.minor == plan.open.minor


# --- the schedule


@given(
    minor=st.integers(1, 10_000_000),
    parts=st.integers(2, 12),
    smallest=st.integers(1, 100_000),
    currency=st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_instalments_sum_exactly_to_the_balance_and_none_is_below_the_smallest(
    minor: int, parts: int, smallest: int, currency: str
) -> None:
    balance = Money(minor=minor * (10 if currency == "KWD" else 1), currency=currency)
    least = Money(minor=smallest * (10 if currency == "KWD" else 1), currency=currency)

    found = schedule(balance, terms(currency, instalments=parts, smallest=least), TODAY)

    if balance.minor < 2 * least.minor:
        assert found == ()
        return
    amounts = [each.amount.minor for each in found]
    assert sum(amounts) == balance.minor
    assert 2 <= len(amounts) <= parts
    assert min(amounts) >= least.minor - (least.minor % 10 if exponent(currency) == 3 else 0)
    assert amounts == sorted(amounts, reverse=True)
    assert max(amounts) - min(amounts) <= (10 if currency == "KWD" else 1)
    if currency == "KWD":
        assert all(amount % 10 == 0 for amount in amounts)


@pytest.mark.parametrize(("now", "first"), [(True, 0), (False, 14)])
def test_the_first_instalment_is_due_now_or_one_space_later(now: bool, first: int) -> None:
    found = schedule(usd(48_500), terms(first_payment_now=now), TODAY)

    assert [each.amount.minor for each in found] == [16_167, 16_167, 16_166]
    assert [(each.due_on - TODAY).days for each in found] == [first, first + 14, first + 28]


@pytest.mark.parametrize(("minor", "parts"), [(9_999, 0), (10_000, 2), (14_999, 2), (15_000, 3), (15_001, 3)])
def test_there_are_as_many_instalments_as_the_smallest_allows(minor: int, parts: int) -> None:
    assert len(schedule(usd(minor), terms(), TODAY)) == parts


def test_limits_in_home_currency_become_the_invoice_s_own_by_its_rate() -> None:
    rules = PlanRules()

    assert terms_in(rules, "EUR", "USD", None) is None
    found = terms_in(rules, "JPY", "USD", Decimal("0.0066"))
    assert found is not None
    assert (found[0].smallest.minor, found[1].minor) == (7_576, 757_576)
    home = terms_in(rules, "USD", "USD", None)
    assert home is not None
    assert home[0].smallest.minor == 5_000


# --- where it stands


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        (0, [(20_000, LATE), (20_000, UPCOMING), (20_000, UPCOMING)]),
        (19_999, [(1, LATE), (20_000, UPCOMING), (20_000, UPCOMING)]),
        (20_000, [(0, KEPT), (20_000, UPCOMING), (20_000, UPCOMING)]),
        (20_001, [(0, KEPT), (19_999, UPCOMING), (20_000, UPCOMING)]),
        (60_000, [(0, KEPT), (0, KEPT), (0, KEPT)]),
    ],
)
def test_what_was_paid_counts_in_the_order_of_the_dates(paid: int, expected: list[tuple[int, InstalmentState]]) -> None:
    assert _stands(a_plan(paid=paid), day=1) == expected


def test_an_instalment_is_late_only_when_its_day_is_over() -> None:
    assert _stands(a_plan())[0] == (20_000, UPCOMING)
    assert _stands(a_plan(), day=1)[0] == (20_000, LATE)


@given(less=st.integers(0, 60_000), more=st.integers(0, 60_000), day=st.integers(-1, 60))
def test_paying_more_never_makes_an_instalment_stand_worse(less: int, more: int, day: int) -> None:
    low, high = sorted((less, more))
    today = TODAY + timedelta(days=day)
    rank = {KEPT: 2, UPCOMING: 1, LATE: 0}

    for worse, better in zip(standing(a_plan(paid=low), today), standing(a_plan(paid=high), today), strict=True):
        assert better.unpaid.minor <= worse.unpaid.minor
        assert rank[better.state] >= rank[worse.state]
    assert due_now(a_plan(paid=high), today).minor <= due_now(a_plan(paid=low), today).minor


@given(balances=st.lists(st.integers(0, 90_000), min_size=1, max_size=6), amount=st.integers(0, 500_000))
def test_what_is_asked_falls_to_the_oldest_invoices_and_never_beyond_a_balance(
    balances: list[int], amount: int
) -> None:
    plan = a_plan(*balances)

    shares = [allotted(plan, usd(amount))[share.invoice_id].minor for share in plan.shares]

    assert sum(shares) == min(amount, sum(balances))
    assert all(0 <= share <= balance for share, balance in zip(shares, balances, strict=True))
    full = [share == balance for share, balance in zip(shares, balances, strict=True)]
    assert full == sorted(full, reverse=True) or 0 in balances


# --- when it is asked for, and when it breaks


def _asked(plan: Plan, *days: int, number: int = 1) -> Plan:
    reminders = tuple(Reminder(number=number, touch_id=f"t{day}", on=TODAY + timedelta(days=day)) for day in days)
    return plan.model_copy(update={"reminders": (*plan.reminders, *reminders)})


def _step(plan: Plan, day: int) -> tuple[int, Notice | None, int, int]:
    invoice = _now(plan)["101"]
    assert invoice is not None
    step = step_for(plan, invoice, usd(0), TODAY + timedelta(days=day))
    assert step is not None
    return (step.on - TODAY).days, step.notice, step.number, step.amount.minor


def test_an_instalment_is_asked_for_on_its_date_once_more_and_then_no_more() -> None:
    plan = a_plan()

    assert _step(plan, 0) == (0, Notice.INSTALMENT, 1, 20_000)
    assert _step(_asked(plan, 0), 0) == (3, Notice.LATE, 1, 20_000)
    assert _step(_asked(plan, 0, 3), 3) == (6, None, 1, 20_000)
    assert _step(_paid(_asked(plan, 0), 20_000), 1) == (14, Notice.INSTALMENT, 2, 20_000)


def test_what_is_late_is_asked_for_with_the_next_instalment() -> None:
    plan = a_plan(grace_days=60)

    assert _step(_paid(_asked(plan, 0, 3), 5_000), 14) == (14, Notice.LATE, 2, 35_000)


@pytest.mark.parametrize(("asked_on", "breaks"), [(0, 6), (2, 8)])
def test_the_days_of_grace_run_from_the_date_or_from_the_later_question(asked_on: int, breaks: int) -> None:
    plan = _asked(a_plan(), asked_on)

    assert (breaks_on(plan, TODAY) - TODAY).days == breaks
    assert not is_broken(plan, TODAY + timedelta(days=breaks - 1), reachable=True)
    assert is_broken(plan, TODAY + timedelta(days=breaks), reachable=True)


def test_who_could_be_asked_and_was_not_has_broken_nothing() -> None:
    assert not is_broken(a_plan(), TODAY + timedelta(days=40), reachable=True)
    assert is_broken(a_plan(), TODAY + timedelta(days=40), reachable=False)


def test_a_credit_lessens_what_is_asked_and_an_invoice_that_has_changed_is_not_asked_for() -> None:
    plan = a_plan()
    invoice = _now(plan)["101"]
    assert invoice is not None

    step = step_for(plan, invoice, usd(5_000), TODAY)

    assert step is not None
    assert step.amount == usd(15_000)
    assert step_for(plan, invoice.model_copy(update={"balance": usd(59_999)}), usd(0), TODAY) is None
    assert step_for(plan.model_copy(update={"state": PlanState.BROKEN}), invoice, usd(0), TODAY) is None


# --- what changes in the ledger


def test_a_raise_is_spread_over_what_is_to_come_and_a_fall_too() -> None:
    plan = a_plan(paid=20_000)
    [known] = plan.shares
    raised = an_invoice(id=known.invoice_id, sync_token="9", total=usd(70_001), balance=usd(50_001))
    fallen = an_invoice(id=known.invoice_id, sync_token="9", total=usd(50_000), balance=usd(30_000))

    assert _stands(recount(plan, {"101": raised}, TODAY)) == [(0, KEPT), (25_001, UPCOMING), (25_000, UPCOMING)]
    assert _stands(recount(plan, {"101": fallen}, TODAY)) == [(0, KEPT), (15_000, UPCOMING), (15_000, UPCOMING)]


def test_a_fall_below_two_smallest_instalments_leaves_one() -> None:
    plan = a_plan(paid=20_000)
    fallen = an_invoice(id="101", sync_token="9", total=usd(29_999), balance=usd(9_999))

    assert _stands(recount(plan, {"101": fallen}, TODAY)) == [(0, KEPT), (9_999, UPCOMING)]


def test_money_taken_back_leaves_kept_what_was_kept() -> None:
    plan = a_plan(paid=20_000)

    again = recount(plan, _now(plan, i101=60_000), TODAY)

    assert _stands(again) == [(0, KEPT), (30_000, UPCOMING), (30_000, UPCOMING)]
    assert again.untold


def test_an_older_answer_of_the_ledger_counts_for_nothing() -> None:
    plan = a_plan(paid=20_000)

    assert recount(plan, {"101": an_invoice(id="101", sync_token="0", balance=usd(60_000))}, TODAY) == plan


def test_paying_into_the_next_instalment_is_news_and_paying_for_what_is_due_is_none() -> None:
    assert not a_plan(paid=20_000).untold
    assert not a_plan(paid=40_000).untold
    assert not a_plan(paid=15_000).untold
    assert a_plan(paid=25_000).untold


@st.composite
def _histories(draw: st.DrawFn) -> list[tuple[int, str, int]]:
    """What a bookkeeper does to the invoices of a plan, day by day: (day, what, how much)."""
    acts = st.sampled_from(["pay", "take back", "raise", "lower", "void", "move"])
    days = sorted(draw(st.lists(st.integers(0, 50), min_size=1, max_size=8)))
    return [(day, draw(acts), draw(st.integers(0, 40_000))) for day in days]


@settings(max_examples=100, deadline=None)
@given(balances=st.lists(st.integers(3_000, 40_000), min_size=1, max_size=3), history=_histories(), pick=st.data())
def test_whatever_happens_to_the_invoices_the_rest_sums_exactly_and_what_was_kept_stays_kept(
    balances: list[int], history: list[tuple[int, str, int]], pick: st.DataObject
) -> None:
    if sum(balances) < 10_000:
        return
    plan = a_plan(*balances)
    for day, what, amount in history:
        today = TODAY + timedelta(days=day)
        share = pick.draw(st.sampled_from(plan.shares))
        before = standing(plan, today)

        plan = recount(plan, {share.invoice_id: _after(share, what, amount)}, today)

        assert _adds_up(plan)
        assert all(each.amount.minor >= 0 for each in plan.instalments)
        assert sum(each.unpaid.minor for each in standing(plan, today)) == plan.open.minor
        assert 0 <= ask(plan, today).minor <= plan.open.minor
        kept = {each.number for each in before if each.state is KEPT}
        assert all(each.state is KEPT for each in standing(plan, today) if each.number in kept)
        dates = [each.due_on for each in plan.instalments]
        assert dates == sorted(set(dates))


def _after(share: Share, what: str, amount: int) -> Invoice | None:
    total, balance = share.total.minor, share.balance.minor
    if what == "move":
        return None
    if what == "void":
        return _seen(share, 0, 0, InvoiceStatus.VOID)
    if what == "pay":
        balance -= min(amount, balance)
    elif what == "take back":
        balance += min(amount, total - balance)
    elif what == "raise" and total:
        total, balance = total + amount, balance + amount
    elif what == "lower":
        less = min(amount, balance)
        total, balance = total - less, balance - less
    return _seen(share, total, balance, InvoiceStatus.OPEN)


def _seen(share: Share, total: int, balance: int, status: InvoiceStatus) -> Invoice:
    token = str(int(share.sync_token) + 1)
    return an_invoice(id=share.invoice_id, sync_token=token, total=usd(total), balance=usd(balance), status=status)


def test_a_plan_of_one_instalment_list_keeps_its_dates_in_order() -> None:
    plan = a_plan().model_copy(update={"instalments": (Instalment(due_on=TODAY, amount=usd(60_000)),)})
    raised = an_invoice(id="101", sync_token="9", total=usd(61_000), balance=usd(61_000))

    again = recount(plan, {"101": raised}, TODAY + timedelta(days=3))

    assert [(each.due_on - TODAY).days for each in again.instalments] == [0, 17]
    assert _adds_up(again)


# --- a yes


@pytest.mark.parametrize(
    "words", ["AGREE", "agree.", "Yes!", "ok, thanks", "Sí", "si por favor", "ACEPTO", "De acuerdo."]
)
def test_a_plain_yes_agrees(words: str) -> None:
    assert agrees(words)


@pytest.mark.parametrize(
    "words",
    ["", "👍", "no", "I do not agree", "ok but later", "yes 50 a month", "disagree", "no acepto", "maybe", "sin"],
)
def test_anything_else_does_not(words: str) -> None:
    assert not agrees(words)
