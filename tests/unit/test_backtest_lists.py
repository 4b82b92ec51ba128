"""Invoice lists as QuickBooks exports them and as others write them: what is read, what is rejected, what is said."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.adapters.invoice_lists import ReadAs, parse, read
from pastdue.adapters.invoice_lists.cells import amounts_of, dates_of
from pastdue.domain.errors import BadInput
from pastdue.domain.history import History, ListedInvoice

PLAIN_HEADER = "Number,Customer,Invoice date,Due date,Amount,Paid date"


def listed(text: str, **how: object) -> History:
    return parse(text.encode(), "list.csv", ReadAs.model_validate(how))


def plain(*rows: str, **how: object) -> History:
    return listed("\n".join([PLAIN_HEADER, *rows]), **how)


def only(history: History) -> ListedInvoice:
    assert len(history.invoices) == 1, history.rejected
    return history.invoices[0]


# --- QuickBooks' own exports ----------------------------------------------------------------------------------------

INVOICE_LIST = """\ufeffRiverside Plumbing,,,,,,,
Invoice List by Date,,,,,,,
"January 1 - March 31, 2026",,,,,,,

Date,Transaction type,Num,Name,Memo/Description,Due date,Amount,Open balance
01/05/2026,Invoice,1001,Acme Corp,Boiler,02/04/2026,"$1,234.50","$1,234.50"
01/20/2026,Invoice,1002,"Lopez, Maria",Sink,02/19/2026,80.00,20.00
02/02/2026,Credit Memo,1003,Acme Corp,Refund,02/02/2026,(12.00),(12.00)
TOTAL,,,,,,"$1,302.50","$1,242.50"

"Thursday, April 2, 2026 04:19 PM GMT-06:00",,,,,,,
"""


def test_an_invoice_list_is_read_past_its_titles_totals_and_footer() -> None:
    history = listed(INVOICE_LIST)
    acme, lopez = history.invoices
    assert (acme.number, acme.customer, acme.due_on, acme.amount.minor) == (
        "1001",
        "Acme Corp",
        date(2026, 2, 4),
        123450,
    )
    assert (lopez.line, lopez.customer, lopez.open_amount.minor) == (7, "Lopez, Maria", 2000)
    assert history.rejected == ()
    assert history.skipped == (("Credit Memo", 1),)


TRANSACTIONS = """Riverside Plumbing,,,,,,,
Transaction List by Customer,,,,,,,
,,,,,,,
,Date,Transaction type,Num,Posting (Y/N),Due date,Account full name,Amount
Acme Corp,,,,,,,
,01/05/2026,Invoice,1001,Yes,02/04/2026,Accounts Receivable,"1,000.00"
,02/10/2026,Payment,,Yes,,Undeposited Funds,"1,000.00"
,02/15/2026,Invoice,1002,Yes,03/17/2026,Accounts Receivable,250.00
Total for Acme Corp,,,,,,,"$2,250.00"
Bolt Ltd,,,,,,,
Site A,,,,,,,
,02/20/2026,Invoice,1003,Yes,03/22/2026,Accounts Receivable,99.00
Total for Site A,,,,,,,$99.00
Total for Bolt Ltd,,,,,,,$99.00
TOTAL,,,,,,,"$2,349.00"
"""


def test_a_transaction_list_takes_customers_from_its_groups_and_settles_by_its_payments() -> None:
    history = listed(TRANSACTIONS)
    found = [(i.number, i.customer, i.settled_on) for i in history.invoices]
    assert found == [
        ("1001", "Acme Corp", date(2026, 2, 10)),
        ("1002", "Acme Corp", None),
        ("1003", "Bolt Ltd:Site A", None),
    ]
    assert any("an estimate" in note for note in history.notes)


AGING_DETAIL = """Riverside Plumbing
A/R Aging Detail Report
"As of Jul 25, 2026"

,Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
91 or more days past due,,,,,,,
,11/11/2025,Invoice,SI-1,Tactics,12/11/2025,"1,000.00",800.00
,01/23/2026,Credit Memo,SC-1,Zumi,01/23/2026,-100.00,-100.00
Total for 91 or more days past due,,,,,,,700.00
CURRENT,,,,,,,
,07/20/2026,Invoice,SI-2,Sports Basement,08/19/2026,500.00,500.00
Total for CURRENT,,,,,,,500.00
TOTAL,,,,,,,"1,200.00"
"""


def test_an_aging_detail_gives_open_balances_its_own_customers_and_its_day() -> None:
    history = listed(AGING_DETAIL)
    assert [(i.customer, i.open_amount.minor) for i in history.invoices] == [
        ("Tactics", 80000),
        ("Sports Basement", 50000),
    ]
    assert history.as_of == date(2026, 7, 25)
    assert history.rejected == ()
    [credit] = history.credits
    assert (credit.customer, credit.due_on, credit.open_amount.minor) == ("Zumi", date(2026, 1, 23), 10_000)


def test_a_credit_without_anything_open_is_none_and_one_of_unknown_rest_is_told() -> None:
    used = listed(AGING_DETAIL.replace("-100.00,-100.00", "-100.00,0.00"))
    paid = "1,Acme,2/2/2026,3/4/2026,80.00,3/24/2026,Invoice"
    unknown = listed(f"{PLAIN_HEADER},Type\n{paid}\n2,Acme,2/3/2026,,-20.00,,Credit Memo")
    assert (used.credits, unknown.credits) == ((), ())
    assert not any("credits" in note for note in used.notes)
    assert any("does not say what is open of its credits" in note for note in unknown.notes)


SALES_DETAIL = """Riverside Plumbing,,,,,,,,
Sales by Customer Detail,,,,,,,,
,Transaction date,Transaction type,Num,Product/Service full name,Quantity,Amount,Balance,A/R paid
Acme Corp,,,,,,,,
,06/06/2026,Invoice,2166,Boiler,2.00,"1,000.00","1,000.00",Unpaid
,06/06/2026,Invoice,2166,Labor,3.00,500.00,"1,500.00",Unpaid
,06/09/2026,Invoice,2170,Labor,1.00,40.00,"1,540.00",Unpaid
Total for Acme Corp,,,,,,"$1,540.00",,
"""


def test_the_lines_of_one_invoice_are_one_invoice_and_a_running_balance_is_no_open_balance() -> None:
    history = listed(SALES_DETAIL, net_days=30)
    assert [(i.number, i.amount.minor, i.due_on) for i in history.invoices] == [
        ("2166", 150000, date(2026, 7, 6)),
        ("2170", 4000, date(2026, 7, 9)),
    ]
    assert any("running balance" in note for note in history.notes)


@pytest.mark.parametrize(
    ("first", "second", "asked", "still_open"),
    [
        ("100.00,315.00", "215.00,315.00", 31500, 31500),
        ("100.00,200.00", "215.00,200.00", 31500, 20000),
        ("50.00,50.00", "50.00,50.00", 10000, 10000),
        ("100.00,100.00", "215.00,15.00", 31500, 11500),
    ],
)
def test_the_open_balance_of_an_invoice_by_lines_is_repeated_or_added(
    first: str, second: str, asked: int, still_open: int
) -> None:
    history = listed(
        "Date,Num,Customer,Memo/Description,Due Date,Amount,Open Balance\n"
        f"02/13/2026,1042,Acme,Design,03/15/2026,{first}\n"
        f"02/13/2026,1042,Acme,Build,03/15/2026,{second}\n"
    )
    assert (only(history).amount.minor, only(history).open_amount.minor) == (asked, still_open)


def test_one_bad_line_of_an_invoice_rejects_the_invoice_since_asking_for_the_rest_would_be_wrong() -> None:
    history = listed(
        "Date,Num,Customer,Memo/Description,Due Date,Amount,Open Balance\n"
        "02/13/2026,1042,Acme,Design,03/15/2026,100.00,100.00\n"
        "02/13/2026,1042,Acme,Build,03/15/2026,abc,215.00\n"
    )
    assert history.invoices == ()
    assert [row.line for row in history.rejected] == [2, 3]
    assert "line 3 of the same invoice" in history.rejected[0].reason


# --- anybody's lists -------------------------------------------------------------------------------------------------


def test_columns_are_named_on_the_command_line_where_the_header_gives_nothing_away() -> None:
    text = "Beleg,Wer,Vom,Pay by,Summe,Erledigt\n7,Acme,2026-01-05,2026-02-04,10.00,2026-02-01\n"
    names = {"number": "Beleg", "customer": "Wer", "invoice_date": "Vom", "due_date": "pay by", "amount": "Summe"}
    found = only(listed(text, columns={**names, "settled_date": "Erledigt"}))
    assert (found.number, found.settled_on) == ("7", date(2026, 2, 1))


def test_a_named_column_wins_over_the_guess() -> None:
    text = (
        "Number,Customer,Invoice date,Due date,Agreed date,Amount,Paid date\n7,A,2026-01-05,2026-02-04,2026-03-01,9,\n"
    )
    assert only(listed(text, columns={"due_date": "Agreed date"})).due_on == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"duedate": "Due date"}, "Did you mean due_date?"),
        ({"due_date": "Pay by"}, "The file has no column 'Pay by'".lower()),
    ],
)
def test_a_column_that_is_not_there_is_told_with_those_that_are(columns: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as raised:
        plain("1,A,2026-01-05,2026-02-04,9,", columns=columns)
    assert told in str(raised.value) or told in str(raised.value).lower()


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Number,Customer,Invoice date,Due date,Paid date", "--column amount="),
        ("Number,Customer,Invoice date,Amount,Paid date", "--column due_date="),
        ("Number,Invoice date,Due date,Amount,Paid date", "--column customer="),
        ("Number,Customer,Invoice date,Due date,Amount", "--column settled_date="),
    ],
)
def test_a_list_without_what_nothing_replaces_is_refused_with_the_cure(header: str, column: str) -> None:
    with pytest.raises(BadInput, match=column):
        listed(f"{header}\n1,2,3,4,5\n")


@pytest.mark.parametrize(
    "data", [b"", b"  \n", b"%PDF-1.7 nothing to see", b"\x00\x01\x02\x03" * 50, b"a,b,c\n1,2,3\n"]
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        parse(data, "x", ReadAs())


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read(tmp_path / "none.csv", ReadAs())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_names_survive_every_encoding_that_spreadsheets_write(encoding: str) -> None:
    text = f"{PLAIN_HEADER}\r\n1,Peña & Söhne,2026-01-05,2026-02-04,10.00,\r\n"
    assert only(parse(text.encode(encoding), "x", ReadAs())).customer == "Peña & Söhne"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    text = f"{PLAIN_HEADER}\n1,Acme,2026-01-05,2026-02-04,10,\n".replace(",", delimiter)
    assert only(listed(text)).amount.minor == 1000


def test_a_european_list_has_semicolons_and_decimal_commas() -> None:
    text = "Number;Customer;Invoice date;Due date;Amount;Paid date\n1;Acme;05.01.2026;24.02.2026;1.234,50 €;\n"
    found = only(listed(text))
    assert (found.due_on, found.amount.minor, found.amount.currency) == (date(2026, 2, 24), 123450, "EUR")


def test_a_column_named_paid_may_hold_the_day_of_payment() -> None:
    found = only(listed("Number,Customer,Invoice date,Due date,Amount,Paid\n1,A,2026-01-05,2026-02-04,9,2026-02-01\n"))
    assert found.settled_on == date(2026, 2, 1)


@pytest.mark.parametrize(("status", "read_as"), [("Open", 1), ("Overdue 12 days", 1), ("Paid", 0), ("Voided", 0)])
def test_a_status_says_what_is_open_and_what_is_no_invoice_any_more(status: str, read_as: int) -> None:
    history = listed(f"Number,Customer,Invoice date,Due date,Amount,Status\n1,A,2026-01-05,2026-02-04,9,{status}\n")
    assert len(history.invoices) == read_as
    assert len(history.rejected) == (status == "Paid")
    assert dict(history.skipped) == ({"voided": 1} if status == "Voided" else {})


def test_dates_that_fit_only_the_other_order_are_rejected_and_said() -> None:
    rows = ["1,A,1/25/2026,2/24/2026,9,", "2,A,1/26/2026,2/25/2026,9,", "3,A,27/1/2026,2/26/2026,9,"]
    history = plain(*rows)
    assert [row.line for row in history.rejected] == [4]
    assert any("1 dates fit only the other order" in note for note in history.notes)


def test_due_dates_follow_from_terms_where_there_are_none() -> None:
    rows = ["1,A,2026-01-05,Net 60,9,", "2,A,2026-01-05,Due on receipt,9,"]
    history = listed("\n".join(["Number,Customer,Invoice date,Terms,Amount,Paid date", *rows]))
    assert [i.due_on for i in history.invoices] == [date(2026, 3, 6), date(2026, 1, 5)]
    assert history.invoices[0].terms == "Net 60"


# --- bad rows --------------------------------------------------------------------------------------------------------

GOOD = "77,Acme,1/5/2026,2/14/2026,10.00,2/20/2026"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,Acme,1/5/2026,,10.00,", "no due date"),
        ("1,Acme,,2/4/2026,10.00,", "no invoice date"),
        ("1,,1/5/2026,2/4/2026,10.00,", "no customer"),
        ("1,Acme,1/5/2026,2/4/2026,,", "no amount"),
        ("1,Acme,1/5/2026,2/4/2026,ten,", "'ten' is not an amount"),
        ("1,Acme,1/5/2026,2/4/2026,10.005,", "finer than the smallest unit"),
        ("1,Acme,1/5/2026,2/4/2026,0.00,", "not above zero"),
        ("1,Acme,1/5/2026,2/4/2026,(12.00),", "not above zero"),
        ("1,Acme,1/5/2026,soon,10.00,", "due date: 'soon' is not a date"),
        ("1,Acme,1/5/2026,2/30/2026,10.00,", "due date: '2/30/2026' is not a date"),
        ("1,Acme,1/5/2026,30/2/2026,10.00,", "'30/2/2026' is not a date when read as month/day/year"),
        ("1,Acme,1/5/0206,2/4/2026,10.00,", "invoice date"),
        ("1,Acme,1/5/2026,2/4/2026,1,234.50,2/9/2026", "a delimiter inside a value?"),
        ('1,"Acme,1/5/2026,2/4/2026,10.00,', "quotation mark"),
        ("just one cell", "no customer"),
        ("77,Acme,1/5/2026,2/14/2026,10.00,", "stands on line 2 already"),
    ],
)
def test_a_bad_row_is_listed_with_its_line_and_reason_and_stops_nothing(row: str, reason: str) -> None:
    history = plain(GOOD, row, "78,Acme,1/6/2026,2/15/2026,20.00,")
    assert [i.number for i in history.invoices] == ["77", "78"]
    assert [bad.line for bad in history.rejected] == [3]
    assert reason in history.rejected[0].reason


def test_an_invoice_that_is_paid_without_a_day_is_rejected_and_the_cure_is_told() -> None:
    history = listed("Number,Customer,Invoice date,Due date,Amount,Open balance\n1,A,2026-01-05,2026-02-04,9.00,0.00\n")
    assert "does not say when" in history.rejected[0].reason
    assert any("Transaction List by Customer" in note for note in history.notes)


def test_a_quotation_mark_inside_a_name_and_a_line_break_inside_a_cell_are_read() -> None:
    history = plain('1,5" Pipe Co,1/5/2026,2/14/2026,10.00,', '2,"Acme\nSite B",1/5/2026,2/14/2026,10.00,', GOOD)
    assert [(i.line, i.customer) for i in history.invoices] == [(2, '5" Pipe Co'), (3, "Acme Site B"), (5, "Acme")]


@given(st.binary(max_size=400))
def test_no_bytes_bring_the_reader_down(data: bytes) -> None:
    with suppress(BadInput):
        parse(f"{PLAIN_HEADER}\n".encode() + data, "x", ReadAs())


@given(
    st.lists(st.sampled_from([",", '"', "\n", "1/2/2026", "2/3/2026", "Acme", "9.50", "Total", "\t", ";"]), max_size=60)
)
def test_every_row_that_is_not_read_is_accounted_for(pieces: list[str]) -> None:
    history = listed(f"{PLAIN_HEADER}\n{GOOD}\n{''.join(pieces)}")
    assert any(i.number == "77" for i in history.invoices)
    lines = [i.line for i in history.invoices] + [row.line for row in history.rejected]
    assert len(lines) == len(set(lines))


# --- dates and amounts -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "first"),
    [
        (["3/4/2026", "3/13/2026"], date(2026, 3, 4)),
        (["3/4/2026", "13/3/2026"], date(2026, 4, 3)),
        (["3/12/2026", "3/4/2026"], date(2026, 3, 12)),
        (["2026-03-04"], date(2026, 3, 4)),
        (["2026/3/4"], date(2026, 3, 4)),
        (["20260304"], date(2026, 3, 4)),
        (["4-Mar-26"], date(2026, 3, 4)),
        (["Mar 4, 2026"], date(2026, 3, 4)),
        (["4 de marzo de 2026"], date(2026, 3, 4)),
        (["2026-03-04T00:00:00-05:00"], date(2026, 3, 4)),
        (["3/4/26"], date(2026, 3, 4)),
        (["3/4/2026 0:00"], date(2026, 3, 4)),
        (["46085"], date(2026, 3, 4)),
    ],
)
def test_a_date_is_read_as_its_whole_column_shows(cells: list[str], first: date) -> None:
    assert dates_of({"due_date": cells}).readers["due_date"](cells[0]) == first


def test_a_column_that_shows_nothing_follows_the_others() -> None:
    dates = dates_of({"invoice_date": ["3/4/2026"], "due_date": ["25/4/2026"]})
    assert dates.readers["invoice_date"]("3/4/2026") == date(2026, 4, 3)


def test_where_nothing_shows_the_order_it_is_assumed_and_said() -> None:
    dates = dates_of({"due_date": ["3/4/2026"]})
    assert dates.readers["due_date"]("3/4/2026") == date(2026, 3, 4)
    assert "--date-format dmy" in dates.notes[0]


@pytest.mark.parametrize(
    ("form", "cell"),
    [("mdy", "3/4/2026"), ("dmy", "4/3/2026"), ("ymd", "26-03-04"), ("iso", "2026-03-04"), ("%Y.%d.%m", "2026.04.03")],
)
def test_a_forced_date_format_is_taken(form: str, cell: str) -> None:
    assert dates_of({"due_date": ["25/4/2026"]}, form).readers["due_date"](cell) == date(2026, 3, 4)


def test_an_unknown_date_format_is_refused() -> None:
    with pytest.raises(BadInput, match="Write mdy, dmy, ymd"):
        dates_of({}, "american").readers.get("due_date")


@pytest.mark.parametrize(
    ("cell", "value", "currency"),
    [
        ("$1,234.50", "1234.50", None),
        ("(12.00)", "-12.00", None),
        ("$(250.00)", "-250.00", None),
        ("($250.00)", "-250.00", None),
        ("-12.00", "-12.00", None),
        ("−12.00", "-12.00", None),
        ("12.00-", "-12.00", None),
        ("-$12.00", "-12.00", None),
        ("1,28,500.00 Dr", "128500.00", None),
        ("75.00 Cr", "-75.00", None),
        ("CAD 20.00", "20.00", "CAD"),
        ("20.00 CAD", "20.00", "CAD"),
        ("CA$20.00", "20.00", "CAD"),
        ("€5", "5", "EUR"),
        ("1 234.50", "1234.50", None),
        ("1'234.50", "1234.50", None),
        (".50", "0.50", None),
        ("12.", "12", None),
    ],
)
def test_an_amount_is_read_as_people_type_it(cell: str, value: str, currency: str | None) -> None:
    found = amounts_of([cell, "0.99"])(cell)
    assert (str(found.value.normalize()), found.currency) == (str(type(found.value)(value).normalize()), currency)


@pytest.mark.parametrize("cell", ["", "ten", "1,23.45", "1.2.3", "12,34", "--", "1e9", "NaN", "Infinity", "$"])
def test_what_is_no_amount_is_refused(cell: str) -> None:
    with pytest.raises(BadInput):
        amounts_of(["1,000.00", "2.50"])(cell)


@given(st.integers(0, 10**12))
def test_every_amount_comes_back_in_both_notations(minor: int) -> None:
    point = f"{minor // 100:,}.{minor % 100:02}"
    comma = point.translate(str.maketrans(",.", ".,"))
    assert amounts_of([point])(point).value == amounts_of([comma])(comma).value
