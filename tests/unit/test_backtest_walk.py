"""The backtest as stories: invoices, some days, and what would have been sent, held back and handed off."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.adapters import policies
from pastdue.adapters.invoice_lists import ReadAs, read
from pastdue.domain.decide import Reason
from pastdue.domain.errors import BadInput
from pastdue.domain.history import History, ListedInvoice
from pastdue.domain.money import Money
from pastdue.domain.policy import Policy
from pastdue.usecases.backtest import Backtest, BacktestReport, HeldBack, WalkAs

TUESDAY = date(2026, 3, 3)  # a due date whose third, seventh and fourteenth days past due are open ones
RECEIVABLES = Path(__file__).parents[3] / "shared" / "data" / "accounts_receivable.csv"


class NoHolidays:
    """A country without holidays."""

    def between(self, country: str, region: str | None, first: date, last: date) -> frozenset[date]:
        return frozenset()


class Holiday:
    """A country with one holiday."""

    def __init__(self, day: date) -> None:
        self.day = day

    def between(self, country: str, region: str | None, first: date, last: date) -> frozenset[date]:
        return frozenset({self.day})


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def invoice(
    number: int, *, due: date = TUESDAY, paid_after: int | None = None, customer: str = "Acme", **more: object
) -> ListedInvoice:
    """An invoice of 100.00, net 30, paid so many days past due (None: never)."""
    values: dict[str, object] = {
        "line": number,
        "number": str(number),
        "customer": customer,
        "issued_on": due - timedelta(days=30),
        "due_on": due,
        "amount": usd(100_00),
        "open_amount": usd(100_00),
        "settled_on": due + timedelta(days=paid_after) if paid_after is not None else None,
    }
    return ListedInvoice.model_validate(values | more)


def walked(
    *invoices: ListedInvoice,
    until: date = TUESDAY + timedelta(days=60),
    plain: bool = False,
    since: date | None = None,
    policy: Policy | None = None,
    holidays: NoHolidays | Holiday | None = None,
) -> BacktestReport:
    history = History(source="story", home_currency="USD", invoices=invoices)
    how = WalkAs(plain=plain, since=since, until=until)
    return Backtest(holidays or NoHolidays()).run(history, policy or policies.shipped(), how)


def days(report: BacktestReport, due: date = TUESDAY) -> list[tuple[int, int]]:
    """Each message as its rung and the days past due on which it would have gone."""
    return [(message.rung, (message.on - due).days) for message in report.messages]


def held(report: BacktestReport) -> dict[Reason, HeldBack]:
    return {each.reason: each for each in report.held_back}


# --- the ladder ------------------------------------------------------------------------------------------------------


def test_an_invoice_that_is_never_paid_climbs_recipe_a_and_ends_with_a_person() -> None:
    report = walked(invoice(1))
    assert days(report) == [(1, 3), (2, 7), (3, 14)]
    assert [(each.on - TUESDAY).days for each in report.handed_off] == [21]
    assert report.handed_off[0].reason is Reason.LADDER_ENDED
    assert report.open_at_end == 1


@pytest.mark.parametrize(
    ("paid_after", "rungs", "handed_off"),
    [(2, 0, 0), (3, 1, 0), (4, 1, 0), (6, 1, 0), (7, 2, 0), (13, 2, 0), (14, 3, 0), (20, 3, 0), (21, 3, 1), (22, 3, 1)],
)
def test_a_payment_ends_the_ladder_after_its_own_day(paid_after: int, rungs: int, handed_off: int) -> None:
    report = walked(invoice(1, paid_after=paid_after), plain=True)
    assert (len(report.messages), len(report.handed_off)) == (rungs, handed_off)


def test_an_invoice_paid_before_it_was_due_is_never_touched() -> None:
    report = walked(invoice(1, paid_after=-5))
    assert (report.messages, report.held_back, report.handed_off) == ((), (), ())


def test_net_60_invoices_get_no_text_but_an_e_mail_and_a_person() -> None:
    report = walked(invoice(1, terms="Net 60"))
    assert [(m.channel, m.rung, (m.on - TUESDAY).days) for m in report.messages] == [("email", 1, 21)]
    assert [(each.on - TUESDAY).days for each in report.handed_off] == [35]


def test_an_e_mail_carries_one_invoice_each() -> None:
    report = walked(invoice(1, terms="Net 60"), invoice(2, terms="Net 60"))
    assert [[line.number for line in message.lines] for message in report.messages] == [["1"], ["2"]]


def test_a_company_on_the_never_list_is_held_back_and_counted() -> None:
    policy = policies.load("assignment: {companies: {Acme: excluded}}")
    report = walked(invoice(1, paid_after=10), policy=policy)
    assert report.messages == ()
    assert held(report)[Reason.EXCLUDED].days == 9


@pytest.mark.parametrize(("minor", "texts"), [(9_99, 0), (10_00, 1), (10_01, 1)])
def test_what_is_below_the_minimum_is_not_chased(minor: int, texts: int) -> None:
    report = walked(invoice(1, paid_after=5, amount=usd(minor), open_amount=usd(minor)))
    assert len(report.messages) == texts


# --- one payer, one message; caps; closed days -----------------------------------------------------------------------


def test_invoices_of_one_payer_that_are_due_together_become_one_message() -> None:
    report = walked(invoice(1, paid_after=5), invoice(2, paid_after=5), invoice(3, paid_after=5, customer="Bolt"))
    assert [(m.customer, [line.number for line in m.lines], m.total.minor) for m in report.messages] == [
        ("Acme", ["1", "2"], 200_00),
        ("Bolt", ["3"], 100_00),
    ]
    assert report.texts_by_rung == {1: 3, 2: 0, 3: 0}


@pytest.mark.parametrize(("parent_pays", "payers"), [("true", ["Acme"]), ("false", ["Acme:Site A", "Acme:Site B"])])
def test_a_parent_gets_one_message_where_the_policy_says_that_it_pays(parent_pays: str, payers: list[str]) -> None:
    sites = (invoice(n, paid_after=5, customer=site) for n, site in enumerate(("Acme:Site A", "Acme:Site B")))
    report = walked(*sites, policy=policies.load(f"parent_pays: {parent_pays}"))
    assert [message.customer for message in report.messages] == payers


def test_plainly_each_invoice_has_its_own_message() -> None:
    report = walked(invoice(1, paid_after=5), invoice(2, paid_after=5), plain=True)
    assert [len(message.lines) for message in report.messages] == [1, 1]


def test_the_highest_rung_sets_the_tone_and_each_invoice_keeps_its_own() -> None:
    report = walked(invoice(1, paid_after=8), invoice(2, due=TUESDAY + timedelta(days=4), paid_after=4))
    second = report.messages[1]
    assert (second.rung, second.template) == (2, "reminder")
    assert {line.number: line.rung for line in second.lines} == {"1": 2, "2": 1}


@pytest.mark.parametrize(("count", "first_message"), [(39, 39), (40, 40), (41, 40)])
def test_a_message_speaks_of_forty_invoices_at_most(count: int, first_message: int) -> None:
    report = walked(*(invoice(number, paid_after=5) for number in range(1, count + 1)))
    assert len(report.messages[0].lines) == first_message


def test_another_currency_waits_for_the_next_allowed_day() -> None:
    euros = Money(minor=100_00, currency="EUR")
    report = walked(invoice(1, paid_after=6), invoice(2, paid_after=6, amount=euros, open_amount=euros))
    assert [(m.total.currency, (m.on - TUESDAY).days) for m in report.messages] == [("USD", 3), ("EUR", 4)]
    assert held(report)[Reason.PHONE_CAP].invoices == 1
    assert any("no exchange rate" in note for note in report.notes)


def test_a_phone_gets_two_texts_in_seven_days_and_the_third_invoice_waits() -> None:
    due = [TUESDAY, TUESDAY + timedelta(days=1), TUESDAY + timedelta(days=2)]
    report = walked(*(invoice(n, due=day, paid_after=12) for n, day in enumerate(due, start=1)))
    sent = [message.on for message in report.messages]
    assert all(sum(0 <= (day - other).days < 7 for other in sent) <= 2 for day in sent)
    assert Reason.PHONE_CAP in held(report)


def test_a_holiday_moves_a_rung_to_the_next_open_day_and_the_others_keep_their_dates() -> None:
    report = walked(invoice(1), holidays=Holiday(TUESDAY + timedelta(days=3)))
    assert days(report) == [(1, 4), (2, 7), (3, 14)]
    assert held(report)[Reason.OUTSIDE_HOURS].days == 1


def test_nobody_is_texted_on_a_sunday() -> None:
    report = walked(invoice(1, due=date(2026, 3, 5)))  # its third day past due is a Sunday
    assert report.messages[0].on == date(2026, 3, 9)


def test_nobody_is_texted_at_christmas_even_where_the_country_does_not_know_it() -> None:
    report = walked(invoice(1, due=date(2026, 12, 22)), until=date(2027, 1, 31))
    assert report.messages[0].on == date(2026, 12, 26)


def test_plainly_sundays_holidays_and_caps_do_not_count() -> None:
    due = date(2026, 3, 5)
    report = walked(invoice(1, due=due), plain=True, holidays=Holiday(date(2026, 3, 12)))
    assert days(report, due) == [(1, 3), (2, 7), (3, 14)]
    assert report.held_back == ()


# --- disputes --------------------------------------------------------------------------------------------------------


def test_a_disputed_invoice_is_held_after_its_first_text() -> None:
    report = walked(invoice(1, disputed=True, paid_after=20))
    assert days(report) == [(1, 3)]
    assert held(report)[Reason.HELD].days == 17
    assert report.handed_off == ()


def test_plainly_a_dispute_is_not_heard() -> None:
    assert days(walked(invoice(1, disputed=True), plain=True)) == [(1, 3), (2, 7), (3, 14)]


def test_a_dispute_holds_that_invoice_and_no_other() -> None:
    report = walked(invoice(1, disputed=True), invoice(2))
    assert [[line.number for line in message.lines] for message in report.messages] == [["1", "2"], ["2"], ["2"]]


# --- switching on in the middle --------------------------------------------------------------------------------------


def test_an_invoice_past_due_when_switched_on_starts_at_its_first_rung_and_keeps_its_gaps() -> None:
    on = TUESDAY + timedelta(days=10)  # a Friday
    report = walked(invoice(1), since=on)
    assert [(m.rung, (m.on - on).days) for m in report.messages] == [(1, 0), (2, 4), (3, 11)]


@pytest.mark.parametrize(("past_due", "listed"), [(59, 0), (60, 0), (61, 1)])
def test_what_was_more_than_sixty_days_past_due_goes_to_a_person_untexted(past_due: int, listed: int) -> None:
    on = TUESDAY + timedelta(days=past_due)
    report = walked(invoice(1), since=on, until=on + timedelta(days=30))
    assert (Reason.OLD_AT_ADOPTION in held(report)) is bool(listed)
    assert (report.messages == ()) is bool(listed)


def test_the_walk_ends_on_its_last_day() -> None:
    assert days(walked(invoice(1), until=TUESDAY + timedelta(days=7))) == [(1, 3), (2, 7)]


def test_a_walk_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput, match="before it starts"):
        walked(invoice(1), since=TUESDAY, until=TUESDAY - timedelta(days=1))


def test_a_list_without_invoices_is_refused() -> None:
    with pytest.raises(BadInput, match="no invoice to walk"):
        walked()


# --- slow payers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first_stood", "reason"), [(13, Reason.LADDER_ENDED), (14, Reason.SLOW_PAYER), (15, Reason.SLOW_PAYER)]
)
def test_two_latest_invoices_that_each_stood_long_go_to_a_person(first_stood: int, reason: Reason) -> None:
    policy = policies.load("segments: {default: B}")
    first = invoice(1, due=TUESDAY, paid_after=first_stood)
    second = invoice(2, due=TUESDAY + timedelta(days=30))
    report = walked(first, second, policy=policy, until=TUESDAY + timedelta(days=60))
    assert [(each.number, each.reason) for each in report.handed_off] == [("2", reason)]


# --- what it says ----------------------------------------------------------------------------------------------------


def test_days_from_first_text_to_payment_are_counted_and_nothing_is_claimed() -> None:
    after = (0, 1, 2, 3, 4, 6, 7, 8, 9)
    paid = (invoice(n, paid_after=3 + days_after, customer=str(n)) for n, days_after in enumerate(after))
    times = walked(*paid, invoice(99)).payment_times
    assert (times.texted, times.paid, times.median_days) == (10, 9, 4.0)
    assert (times.within_24h, times.within_72h, times.within_7d) == (2 / 9, 4 / 9, 7 / 9)


def test_foreign_invoices_age_in_home_currency_by_their_rate() -> None:
    euros = Money(minor=100_00, currency="EUR")
    report = walked(invoice(1, amount=euros, open_amount=euros, exchange_rate=Decimal("1.2345")))
    assert report.aging[0].total == 123_45


_STORIES = st.lists(
    st.builds(
        invoice,
        number=st.integers(1, 10_000),
        due=st.dates(date(2025, 12, 1), date(2026, 2, 28)),
        paid_after=st.one_of(st.none(), st.integers(-10, 40)),
        customer=st.sampled_from(["Acme", "Bolt", "Cole"]),
        disputed=st.booleans(),
    ),
    unique_by=lambda listed: listed.line,
    min_size=1,
    max_size=14,
)


@given(_STORIES)
def test_no_walk_breaks_the_promises_that_it_can_show(invoices: list[ListedInvoice]) -> None:
    report = walked(*invoices, until=date(2026, 5, 1))
    by_line = {listed.line: listed for listed in invoices}
    rungs: Counter[tuple[int, int]] = Counter()
    per_phone: dict[str, list[date]] = {}
    reached: dict[int, int] = {}
    for message in report.messages:
        per_phone.setdefault(message.customer, []).append(message.on)
        assert message.on.weekday() != 6
        for line in message.lines:
            listed = by_line[line.line]
            rungs[line.line, line.rung] += 1
            assert listed.settled_on is None or message.on <= listed.settled_on
            assert (message.on - listed.due_on).days >= (3, 7, 14)[line.rung - 1]
            assert line.rung == reached.get(line.line, 0) + 1
            assert not (listed.disputed and line.rung > 1)
            reached[line.line] = line.rung
    assert all(count == 1 for count in rungs.values())
    for sent in per_phone.values():
        assert len(sent) == len(set(sent))
        assert all(sum(0 <= (day - other).days < 7 for other in sent) <= 2 for day in sent)


@given(_STORIES)
def test_plainly_every_rung_falls_on_its_own_day(invoices: list[ListedInvoice]) -> None:
    report = walked(*invoices, until=date(2026, 5, 1), plain=True)
    expected = Counter(
        rung
        for listed in invoices
        for rung, day in enumerate((3, 7, 14), start=1)
        if listed.settled_on is None or (listed.settled_on - listed.due_on).days >= day
    )
    assert report.texts_by_rung == {rung: expected[rung] for rung in (1, 2, 3)}


# --- a real history --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def receivables() -> History:
    if not RECEIVABLES.exists():
        pytest.skip(f"the shared receivables are not here: {RECEIVABLES.parent.parent.name}/data/{RECEIVABLES.name}")
    return read(RECEIVABLES, ReadAs())


def test_2466_real_invoices_are_read_whole(receivables: History) -> None:
    assert (len(receivables.invoices), receivables.rejected) == (2466, ())
    assert sum(listed.amount.minor for listed in receivables.invoices) == 147_703_18
    assert sum(listed.disputed for listed in receivables.invoices) == 561


def test_recipe_a_plainly_falls_where_the_real_payments_let_it(receivables: History) -> None:
    report = Backtest(NoHolidays()).run(receivables, policies.shipped(), WalkAs(plain=True))
    rungs = report.texts_by_rung
    assert 700 <= rungs[1] <= 751
    assert 458 <= rungs[2] <= 513
    assert 196 <= rungs[3] <= 227
    assert 67 <= len(report.handed_off) <= 81


def test_with_the_policy_whole_no_phone_is_over_its_day_or_its_seven_days(receivables: History) -> None:
    report = Backtest(NoHolidays()).run(receivables, policies.shipped(), WalkAs())
    per_phone: dict[str, list[date]] = {}
    for message in report.messages:
        per_phone.setdefault(message.customer, []).append(message.on)
    disputed = {listed.line for listed in receivables.invoices if listed.disputed}
    later = [line for message in report.messages for line in message.lines if line.rung > 1]
    assert not any(line.line in disputed for line in later)
    for sent in per_phone.values():
        assert len(sent) == len(set(sent))
        assert all(sum(0 <= (day - other).days < 7 for other in sent) <= 2 for day in sent)


def test_the_share_over_thirty_days_is_the_mean_of_every_day(receivables: History) -> None:
    report = Backtest(NoHolidays()).run(receivables, policies.shipped(), WalkAs())
    shares = []
    day = report.first_day
    while day <= report.last_day:
        open_now = [listed for listed in receivables.invoices if listed.open_at_end_of(day)]
        total = sum(listed.amount.minor for listed in open_now)
        late = sum(listed.amount.minor for listed in open_now if (day - listed.due_on).days > 30)
        if total:
            shares.append(late / total)
        day += timedelta(days=1)
    assert report.over_30_share == pytest.approx(sum(shares) / len(shares))
