"""The played QuickBooks' query language: its grammar, its silent rules, and the index that lags behind the truth."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.contract.played_quickbooks import App, connected


@pytest.fixture
def app() -> App:
    return connected()


@pytest.fixture
def customer(app: App) -> str:
    return app.company.add_customer("Amy's Bird Sanctuary")


def ids(app: App, query: str) -> list[str]:
    return [row["Id"] for row in app.query(query)]


def test_an_empty_result_is_an_empty_object(app: App) -> None:
    assert app.get("query", query="SELECT * FROM Invoice")["QueryResponse"] == {}


def test_a_count_is_only_a_number(app: App, customer: str) -> None:
    for _ in range(3):
        app.company.add_invoice(customer, 100)
    assert app.get("query", query="select count(*) from Invoice")["QueryResponse"] == {"totalCount": 3}


def test_open_invoices_are_those_with_a_balance(app: App, customer: str) -> None:
    first, second, third = (app.company.add_invoice(customer, 10_000) for _ in range(3))
    app.company.receive_check(second)
    app.company.void_invoice(third)
    assert ids(app, "SELECT * FROM Invoice WHERE Balance > '0'") == [first]
    assert ids(app, "SELECT * FROM Invoice WHERE Balance > '100'") == []
    assert ids(app, "SELECT * FROM Invoice WHERE Balance >= '100'") == [first]
    assert ids(app, "SELECT * FROM Invoice WHERE Balance < '100.01' AND Balance > '0'") == [first]


def test_conditions_meet_in_and(app: App, customer: str) -> None:
    other = app.company.add_customer("Other")
    late = app.company.add_invoice(customer, 10_000, due=date(2026, 3, 1), number="A-1")
    app.company.add_invoice(customer, 10_000, due=date(2026, 3, 2), number="A-2")
    app.company.add_invoice(other, 10_000, due=date(2026, 3, 1), number="B-1")
    assert ids(app, f"SELECT * FROM Invoice WHERE CustomerRef = '{customer}' AND DueDate <= '2026-03-01'") == [late]
    assert ids(app, "SELECT * FROM Invoice WHERE DocNumber LIKE 'A-%' AND DueDate < '2026-03-02'") == [late]
    assert len(ids(app, "SELECT * FROM Invoice WHERE DocNumber IN ('A-1', 'B-1', 'C-1')")) == 2


def test_a_payment_is_found_by_its_reference_number(app: App, customer: str) -> None:
    wanted = app.company.receive_payment(customer, 500, number="PD-7f3a")
    app.company.receive_payment(customer, 500, number="PD-7f3b")
    assert ids(app, "SELECT * FROM Payment WHERE PaymentRefNum = 'PD-7f3a'") == [wanted]


def test_an_apostrophe_is_escaped_with_a_backslash(app: App, customer: str) -> None:
    assert ids(app, r"SELECT * FROM Customer WHERE DisplayName = 'Amy\'s Bird Sanctuary'") == [customer]
    assert app.refusal("GET", "query", query="SELECT * FROM Customer WHERE DisplayName = 'Amy's'") == (400, "4000")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "4000"),
        ("SELECT FROM Invoice", "4000"),
        ("SELECT * FROM Invoice WHERE", "4000"),
        ("SELECT * FROM Invoice WHERE Balance > 0", "4000"),
        ("SELECT * FROM Invoice WHERE Id = '1' OR Id = '2'", "4000"),
        ("SELECT * FROM Invoice GROUP BY CustomerRef", "4000"),
        ("SELECT * FROM Invoice WHERE Id % '2'", "4000"),
        ("SELECT * FROM Nothing", "4001"),
        ("SELECT * FROM Payment WHERE PrivateNote LIKE '%pi_3%'", "4001"),
        ("SELECT * FROM Customer WHERE PrimaryPhone = '5550123'", "4001"),
        ("SELECT * FROM CreditMemo WHERE RemainingCredit > '0'", "4001"),
        ("SELECT * FROM Invoice WHERE Balance > 'much'", "4001"),
        ("SELECT * FROM Invoice WHERE Balance LIKE '1%'", "4001"),
        ("SELECT * FROM Invoice MAXRESULTS 1001", "4001"),
    ],
)
def test_a_bad_query_is_refused(app: App, query: str, code: str) -> None:
    assert app.refusal("GET", "query", query=query) == (400, code)


@pytest.mark.parametrize(("asked", "given"), [("", 100), (" MAXRESULTS 7", 7), (" MAXRESULTS 1000", 105)])
def test_a_page_has_100_rows_unless_more_are_asked_for(app: App, customer: str, asked: str, given: int) -> None:
    for _ in range(105):
        app.company.add_invoice(customer, 100)
    answer = app.get("query", query=f"SELECT * FROM Invoice{asked}")["QueryResponse"]
    assert (len(answer["Invoice"]), answer["startPosition"], answer["maxResults"]) == (given, 1, given)


def test_pages_follow_each_other_in_the_order_asked_for(app: App, customer: str) -> None:
    made = []
    for _ in range(5):
        made.append(app.company.add_invoice(customer, 100))
        app.clock.pass_(seconds=1)
    order = "SELECT * FROM Invoice ORDERBY MetaData.LastUpdatedTime STARTPOSITION {} MAXRESULTS 2"
    assert [ids(app, order.format(start)) for start in (1, 3, 5, 7)] == [made[:2], made[2:4], made[4:], []]
    assert ids(app, "SELECT * FROM Invoice ORDER BY TxnDate DESC, DocNumber DESC") == made[::-1]


def test_ids_are_ordered_as_text(app: App) -> None:
    for number in range(11):
        app.company.add_customer(f"Customer {number}")
    assert ids(app, "SELECT * FROM Customer ORDERBY Id")[:3] == ["1", "10", "11"]


def test_lists_show_only_what_is_active_unless_asked(app: App, customer: str) -> None:
    gone = app.company.add_customer("Gone")
    app.company.edit_customer(gone, Active=False)
    assert ids(app, "SELECT * FROM Customer") == [customer]
    assert sorted(ids(app, "SELECT * FROM Customer WHERE Active IN (true, false)")) == [customer, gone]
    assert ids(app, "SELECT * FROM Customer WHERE Active = false") == [gone]
    assert app.get(f"customer/{gone}")["Customer"]["DisplayName"] == "Gone (deleted)"


def test_some_fields_can_be_asked_for(app: App, customer: str) -> None:
    app.company.add_invoice(customer, 100, number="1037")
    (row,) = app.query("SELECT Id, DocNumber FROM Invoice")
    assert row == {"Id": "101", "DocNumber": "1037", "domain": "QBO", "sparse": True}


@pytest.mark.parametrize(("second", "found"), [("07:59:59", True), ("08:00:00", False), ("08:00:01", False)])
def test_changes_are_found_by_their_whole_second(app: App, customer: str, second: str, found: bool) -> None:
    app.clock.pass_(milliseconds=900)
    app.company.add_invoice(customer, 100)
    query = f"SELECT * FROM Invoice WHERE MetaData.LastUpdatedTime > '2026-03-10T{second}-07:00'"
    assert bool(app.query(query)) is found


def test_a_time_without_an_offset_is_pacific(app: App, customer: str) -> None:
    app.company.add_invoice(customer, 100)
    assert app.query("SELECT * FROM Invoice WHERE MetaData.LastUpdatedTime >= '2026-03-10T08:00:00'")
    assert not app.query("SELECT * FROM Invoice WHERE MetaData.LastUpdatedTime >= '2026-03-10T08:00:01'")


@pytest.mark.parametrize(("seconds", "seen"), [(29, False), (30, True), (31, True)])
def test_a_lagging_index_does_not_know_yet_what_a_get_knows(app: App, customer: str, seconds: int, seen: bool) -> None:
    app.company.index_lag = timedelta(seconds=30)
    payment = app.company.receive_payment(customer, 500, number="PD-1")
    app.clock.pass_(seconds=seconds)
    assert app.get(f"payment/{payment}")["Payment"]["PaymentRefNum"] == "PD-1"
    assert bool(app.query("SELECT * FROM Payment WHERE PaymentRefNum = 'PD-1'")) is seen


def test_a_lagging_index_still_shows_what_was(app: App, customer: str) -> None:
    paid, gone = app.company.add_invoice(customer, 100), app.company.add_invoice(customer, 100)
    app.clock.pass_(minutes=5)
    app.company.index_lag = timedelta(seconds=30)
    app.company.receive_check(paid)
    app.company.delete_invoice(gone)
    query = "SELECT * FROM Invoice WHERE Balance > '0' ORDERBY DocNumber"
    assert ids(app, query) == [paid, gone]
    assert ids(app, "SELECT * FROM Invoice ORDERBY DocNumber") == [paid, gone]
    app.clock.pass_(seconds=30)
    assert ids(app, query) == []
    assert ids(app, "SELECT * FROM Invoice") == [paid]
