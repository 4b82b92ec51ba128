"""The played QuickBooks' books over its API: what may be written, what is refused and how, what follows from it."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from sandbox.quickbooks import Company
from sandbox.quickbooks.errors import Fault
from sandbox.quickbooks.records import to_json
from sandbox.wire import Request
from tests.contract.played_quickbooks import App, connected


@pytest.fixture
def app() -> App:
    return connected()


@pytest.fixture
def customer(app: App) -> str:
    return app.company.add_customer("Harborview Cafe", phone="(212) 555-0123", email="dana@example.com")


def invoice(app: App, id_: str) -> Any:
    return app.get(f"invoice/{id_}")["Invoice"]


# ---------------------------------------------------------------------- shapes


def test_an_invoice_has_the_documented_shape(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000, due=date(2026, 4, 1), number="1037")
    got = invoice(app, id_)
    assert got["DocNumber"] == "1037"
    assert (got["TxnDate"], got["DueDate"]) == ("2026-03-10", "2026-04-01")
    assert (got["TotalAmt"], got["Balance"], got["SyncToken"]) == (150, 150, "0")
    assert got["CustomerRef"] == {"value": customer, "name": "Harborview Cafe"}
    assert got["BillEmail"] == {"Address": "dana@example.com"}
    assert got["EmailStatus"] == "EmailSent"
    assert got["MetaData"] == {
        "CreateTime": "2026-03-10T08:00:00-07:00",
        "LastUpdatedTime": "2026-03-10T08:00:00-07:00",
    }
    assert [line["DetailType"] for line in got["Line"]] == ["SalesItemLineDetail", "SubTotalLineDetail"]


def test_numbers_are_written_with_a_fraction_and_nothing_as_0(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    body = app.send("GET", f"invoice/{id_}").body.decode()
    assert '"TotalAmt":150.0' in body
    assert '"Deposit":0,' in body
    assert to_json(Decimal("1234.50")) == "1234.5"


def test_an_answer_carries_its_time_and_intuits_id(app: App, customer: str) -> None:
    response = app.send("GET", f"customer/{customer}")
    assert json.loads(response.body)["time"] == "2026-03-10T08:00:00.000-07:00"
    assert re.fullmatch(r"1-[0-9a-f]{8}-[0-9a-f]{24}", response.headers["intuit_tid"])


def test_who_does_not_ask_for_json_gets_xml(app: App, customer: str) -> None:
    response = app.send("GET", f"customer/{customer}", accept="*/*")
    assert response.headers["content-type"].startswith("application/xml")
    assert b"<DisplayName>Harborview Cafe</DisplayName>" in response.body


def test_currency_is_named_only_where_multicurrency_is_on() -> None:
    one, many = connected(), connected(multicurrency=True)
    for app, named in ((one, False), (many, True)):
        id_ = app.company.add_invoice(app.company.add_customer("Cafe"), 5_000)
        assert ("CurrencyRef" in invoice(app, id_)) is named
        prefs = app.get("preferences")["Preferences"]["CurrencyPrefs"]
        assert prefs == {"MultiCurrencyEnabled": named, "HomeCurrency": {"value": "USD"}}


def test_the_company_the_terms_and_the_types_can_be_read(app: App) -> None:
    app.company.add_customer_type("Recurring")
    assert app.get(f"companyinfo/{app.company.realm}")["CompanyInfo"]["CompanyName"] == "Sandbox Company"
    terms = {term["Name"]: term["DueDays"] for term in app.query("SELECT * FROM Term")}
    assert terms["Net 60"] == 60
    assert [row["Name"] for row in app.query("SELECT * FROM CustomerType")] == ["Recurring"]
    assert app.get("customertype/1")["CustomerType"]["Name"] == "Recurring"


def test_the_due_date_follows_from_the_term_unless_it_is_given(app: App) -> None:
    slow = app.company.add_customer("Slow", term="Net 60")
    id_ = app.company.add_invoice(slow, 5_000)
    assert invoice(app, id_)["DueDate"] == "2026-05-09"
    assert invoice(app, id_)["SalesTermRef"] == {"value": "4", "name": "Net 60"}


def test_an_invoice_can_lack_what_old_data_lacks(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000)
    app.company.tamper("Invoice", id_, DueDate=None)
    assert "DueDate" not in invoice(app, id_)


def test_the_pdf_is_a_pdf_with_the_invoices_data(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 1_234_50, number="1037")
    response = app.send("GET", f"invoice/{id_}/pdf", accept="application/pdf")
    assert response.headers["content-type"] == "application/pdf"
    assert response.body.startswith(b"%PDF-1.4")
    assert response.body.endswith(b"%%EOF\n")
    assert b"(INVOICE 1037)" in response.body
    assert b"(1,234.50)" in response.body
    start = int(response.body.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    assert response.body[start:].startswith(b"xref")


# ---------------------------------------------------------------------- refusals


def test_an_object_that_is_not_there_gives_610_with_400(app: App) -> None:
    assert app.refusal("GET", "invoice/999") == (400, "610")


def test_a_deleted_invoice_gives_610(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000)
    app.company.delete_invoice(id_)
    assert app.refusal("GET", f"invoice/{id_}") == (400, "610")


def test_an_unknown_property_gives_2010(app: App, customer: str) -> None:
    assert app.refusal("POST", "payment", app.pay(customer, 5, Stripe="pi_1")) == (400, "2010")


def test_a_stale_sync_token_gives_5010(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000)
    app.company.edit_invoice(id_, PrivateNote="seen")
    assert app.refusal("POST", "invoice", {"Id": id_, "SyncToken": "0", "sparse": True}) == (400, "5010")


def test_a_payment_on_an_invoice_makes_its_sync_token_stale(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000)
    token = invoice(app, id_)["SyncToken"]
    app.company.receive_check(id_, 1_000)
    assert app.refusal("POST", "invoice", {"Id": id_, "SyncToken": token, "sparse": True}) == (400, "5010")


@pytest.mark.parametrize(("length", "code"), [(20, None), (21, None), (22, "2050")])
def test_a_payment_reference_holds_21_characters(app: App, customer: str, length: int, code: str | None) -> None:
    body = app.pay(customer, 5, PaymentRefNum="x" * length)
    if code is None:
        assert app.post("payment", body)["Payment"]["PaymentRefNum"] == "x" * length
    else:
        assert app.refusal("POST", "payment", body) == (400, code)


def test_a_number_used_twice_gives_6140_unless_allowed(app: App, customer: str) -> None:
    app.company.add_invoice(customer, 5_000, number="1037")
    line = {"Amount": 5, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
    body = {"CustomerRef": {"value": customer}, "DocNumber": "1037", "Line": [line]}
    assert app.refusal("POST", "invoice", body) == (400, "6140")
    assert app.post("invoice", body, include="allowduplicatedocnum")["Invoice"]["DocNumber"] == "1037"


def test_a_name_used_twice_gives_6240(app: App, customer: str) -> None:
    assert app.refusal("POST", "customer", {"DisplayName": "harborview cafe"}) == (400, "6240")


@pytest.mark.parametrize(("day", "code"), [("2026-02-27", "6210"), ("2026-02-28", "6210"), ("2026-03-01", None)])
def test_closed_books_refuse_what_is_dated_on_or_before_their_day(
    app: App, customer: str, day: str, code: str | None
) -> None:
    app.company.habits.book_close_date = date(2026, 2, 28)
    body = app.pay(customer, 5, TxnDate=day)
    if code is None:
        assert app.post("payment", body)["Payment"]["TxnDate"] == day
    else:
        assert app.refusal("POST", "payment", body) == (400, code)
    assert app.get("preferences")["Preferences"]["AccountingInfoPrefs"]["BookCloseDate"] == "2026-02-28"


def test_closed_books_refuse_even_a_custom_field_of_an_old_invoice() -> None:
    app = connected(custom_fields={"1": "Stripe"})
    id_ = app.company.add_invoice(app.company.add_customer("Cafe"), 5_000, day=date(2026, 2, 1))
    app.company.habits.book_close_date = date(2026, 2, 28)
    body = {"Id": id_, "SyncToken": "0", "sparse": True, "CustomField": [{"DefinitionId": "1", "StringValue": "pi_1"}]}
    assert app.refusal("POST", "invoice", body) == (400, "6210")


def test_a_lapsed_subscription_reads_and_does_not_write(app: App, customer: str) -> None:
    app.company.habits.lapsed = True
    assert app.get(f"customer/{customer}")["Customer"]["Id"] == customer
    assert app.refusal("POST", "payment", app.pay(customer, 5)) == (400, "6190")


def test_a_lost_right_gives_120(app: App, customer: str) -> None:
    app.company.habits.forbidden = True
    assert app.refusal("GET", f"customer/{customer}") == (403, "120")


def test_a_missing_property_gives_2020(app: App, customer: str) -> None:
    assert app.refusal("POST", "payment", {"CustomerRef": {"value": customer}}) == (400, "2020")
    assert app.refusal("POST", "invoice", {"CustomerRef": {"value": customer}}) == (400, "2020")


def test_an_expired_token_gives_3200_in_lower_case_and_repeats_the_token(app: App, customer: str) -> None:
    app.wall.pass_(minutes=60)
    response = app.send("GET", f"customer/{customer}")
    fault = json.loads(response.body)["fault"]
    assert response.status == 401
    assert (fault["type"], fault["error"][0]["code"]) == ("AUTHENTICATION", "3200")
    assert app.access_token in fault["error"][0]["detail"]


def test_the_token_of_another_company_opens_nothing(app: App) -> None:
    app.quickbooks.add_company("42")
    app.access_token = app.quickbooks.oauth.connect("42").access_token
    response = app.send("GET", "customer/1")
    assert response.status == 403
    assert json.loads(response.body)["fault"]["error"][0]["code"] == "3100"


# ---------------------------------------------------------------------- limits


def test_the_501st_request_in_a_minute_is_throttled_until_the_minute_is_over(app: App, customer: str) -> None:
    for _ in range(500):
        app.get(f"customer/{customer}")
    response = app.send("GET", f"customer/{customer}")
    assert response.status == 429
    # Recordings show XML, whatever was asked for.
    assert b'code="3001"' in response.body
    assert b"errorCode=003001" in response.body
    app.wall.pass_(seconds=60)
    assert app.get(f"customer/{customer}")["Customer"]["Id"] == customer


def test_the_11th_request_at_once_is_throttled(app: App, customer: str) -> None:
    gate, inside, statuses = threading.Event(), threading.Semaphore(0), []

    def dwell(_: Request) -> None:
        inside.release()
        gate.wait(5)

    app.quickbooks.dwell = dwell
    ask = lambda: statuses.append(app.send("GET", f"customer/{customer}").status)  # noqa: E731
    threads = [threading.Thread(target=ask) for _ in range(11)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert inside.acquire(timeout=5)
    gate.set()
    for thread in threads:
        thread.join(5)
    assert sorted(statuses) == [200] * 10 + [429]


# ---------------------------------------------------------------------- payments


def test_a_payment_lowers_the_balance_and_links_both_ways(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.post("payment", app.pay(customer, 100, (id_, 100), PaymentRefNum="PD-1", PrivateNote="pi_3"))[
        "Payment"
    ]
    assert (payment["TotalAmt"], payment["UnappliedAmt"]) == (100, 0)
    assert payment["Line"] == [{"Amount": 100, "LinkedTxn": [{"TxnId": id_, "TxnType": "Invoice"}]}]
    assert payment["DepositToAccountRef"] == {"value": "4"}
    got = invoice(app, id_)
    assert (got["Balance"], got["TotalAmt"]) == (50, 150)
    assert got["LinkedTxn"] == [{"TxnId": payment["Id"], "TxnType": "Payment"}]
    assert app.company.balance(id_) == 5_000


def test_what_a_payment_has_too_much_stays_unapplied_without_an_error(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.post("payment", app.pay(customer, 200, (id_, 150)))["Payment"]
    assert payment["UnappliedAmt"] == 50
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == -50


@pytest.mark.parametrize(("amount", "taken"), [("149.99", True), ("150.00", True), ("150.01", False)])
def test_no_more_than_its_balance_can_be_applied_to_an_invoice(
    app: App, customer: str, amount: str, taken: bool
) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    body = app.pay(customer, 200, (id_, Decimal(amount)))
    if taken:
        assert app.post("payment", body)["Payment"]["UnappliedAmt"] == 200 - Decimal(amount)
    else:
        assert app.refusal("POST", "payment", body) == (400, "6000")
        assert invoice(app, id_)["Balance"] == 150


def test_no_more_than_the_payment_can_be_applied(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    assert app.refusal("POST", "payment", app.pay(customer, 100, (id_, 150))) == (400, "6000")


def test_two_lines_on_one_invoice_count_together(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    assert app.refusal("POST", "payment", app.pay(customer, 200, (id_, 100), (id_, 100))) == (400, "6000")


def test_a_payment_can_cover_several_invoices_of_its_customer(app: App, customer: str) -> None:
    first, second = app.company.add_invoice(customer, 15_000), app.company.add_invoice(customer, 5_000)
    app.post("payment", app.pay(customer, 200, (first, 150), (second, 50)))
    assert invoice(app, first)["Balance"] == invoice(app, second)["Balance"] == 0


def test_a_payment_for_another_customers_invoice_gives_620(app: App, customer: str) -> None:
    parent = app.company.add_customer("Northgate")
    child = app.company.add_customer("Elm Court", parent=parent)
    id_ = app.company.add_invoice(child, 15_000)
    assert app.refusal("POST", "payment", app.pay(customer, 150, (id_, 150))) == (400, "620")
    # The parent is another customer too: the invoice's own CustomerRef is the one to use.
    assert app.refusal("POST", "payment", app.pay(parent, 150, (id_, 150))) == (400, "620")
    assert app.post("payment", app.pay(child, 150, (id_, 150)))["Payment"]["TotalAmt"] == 150


def test_a_foreign_payment_must_name_its_currency_and_gets_the_rate_1_if_it_names_none() -> None:
    app = connected(multicurrency=True)
    customer = app.company.add_customer("Toronto Cafe", currency="CAD")
    id_ = app.company.add_invoice(customer, 10_000, ExchangeRate=Decimal("0.72"))
    assert invoice(app, id_)["CurrencyRef"]["value"] == "CAD"
    assert invoice(app, id_)["HomeBalance"] == 72
    body = app.pay(customer, 100, (id_, 100))
    assert app.refusal("POST", "payment", body) == (400, "2020")
    assert app.refusal("POST", "payment", {**body, "CurrencyRef": {"value": "USD"}}) == (400, "6000")
    assert app.post("payment", {**body, "CurrencyRef": {"value": "CAD"}})["Payment"]["ExchangeRate"] == 1


def test_amounts_in_a_currency_without_cents_are_whole() -> None:
    app = connected(multicurrency=True)
    customer = app.company.add_customer("Osaka Cafe", currency="JPY")
    id_ = app.company.add_invoice(customer, 12_000)
    assert invoice(app, id_)["TotalAmt"] == 12_000
    assert app.company.balance(id_) == 12_000


def test_the_same_requestid_gives_the_first_answer_and_acts_once(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    body = app.pay(customer, 100, (id_, 100))
    first = app.send("POST", "payment", body, requestid="settle-1")
    app.clock.pass_(hours=2)
    again = app.send("POST", "payment", body, requestid="settle-1")
    assert again.body == first.body
    assert len(app.company.payments()) == 1
    assert app.post("payment", app.pay(customer, 50, (id_, 50)), requestid="settle-2")["Payment"]["TotalAmt"] == 50


def test_a_requestid_whose_request_was_refused_is_free_again(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    app.refusal("POST", "payment", app.pay(customer, 999, (id_, 999)), requestid="settle-1")
    assert app.post("payment", app.pay(customer, 150, (id_, 150)), requestid="settle-1")["Payment"]["TotalAmt"] == 150


def test_requestids_are_forgotten_where_the_setting_says_so(app: App, customer: str) -> None:
    app.quickbooks.api.requestid_for = timedelta(hours=24)
    for hours, payments in ((0, 1), (23, 1), (2, 2)):
        app.clock.pass_(hours=hours)
        app.post("payment", app.pay(customer, 5), requestid="settle-1")
        assert len(app.company.payments()) == payments
    app.quickbooks.api.requestid_most = 0
    app.post("payment", app.pay(customer, 5), requestid="settle-2")
    app.post("payment", app.pay(customer, 5), requestid="settle-2")
    assert len(app.company.payments()) == 4


@pytest.mark.parametrize(("length", "taken"), [(49, True), (50, True), (51, False)])
def test_a_requestid_has_50_characters_at_most(app: App, customer: str, length: int, taken: bool) -> None:
    response = app.send("POST", "payment", app.pay(customer, 5), requestid="r" * length)
    assert (response.status == 200) is taken


@pytest.mark.parametrize(
    "how", [{"operation": "void"}, {"operation": "update", "include": "void"}, {"include": "void"}]
)
def test_a_voided_payment_opens_what_it_paid(app: App, customer: str, how: dict[str, str]) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.post("payment", app.pay(customer, 150, (id_, 150), PrivateNote="pi_3"))["Payment"]
    body = {"Id": payment["Id"], "SyncToken": payment["SyncToken"], "sparse": True}
    voided = app.post("payment", body, **how)["Payment"]
    assert (voided["TotalAmt"], voided["UnappliedAmt"], voided["Line"]) == (0, 0, [])
    assert voided["PrivateNote"] == "Voided - pi_3"
    assert (invoice(app, id_)["Balance"], invoice(app, id_)["LinkedTxn"]) == (150, [])
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == 150


def test_a_deleted_payment_opens_what_it_paid(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.post("payment", app.pay(customer, 150, (id_, 150)))["Payment"]
    gone = app.post("payment", {"Id": payment["Id"], "SyncToken": "0"}, operation="delete")["Payment"]
    assert gone == {"domain": "QBO", "status": "Deleted", "Id": payment["Id"]}
    assert invoice(app, id_)["Balance"] == 150


def test_a_deposited_payment_cannot_be_changed_voided_or_deleted(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.company.receive_check(id_)
    app.company.deposit([payment])
    body = {"Id": payment, "SyncToken": app.company.payment(payment)["SyncToken"], "sparse": True}
    for how in ({}, {"operation": "void"}, {"operation": "delete"}):
        assert app.refusal("POST", "payment", body, **how) == (400, "6540")


def test_the_lines_of_a_payment_are_all_or_none_on_update(app: App, customer: str) -> None:
    first, second = app.company.add_invoice(customer, 10_000), app.company.add_invoice(customer, 10_000)
    payment = app.post("payment", app.pay(customer, 150, (first, 100), (second, 50)))["Payment"]
    sparse = {"Id": payment["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "seen"}
    assert len(app.post("payment", sparse)["Payment"]["Line"]) == 2
    only_first = {
        **sparse,
        "SyncToken": "1",
        "Line": [{"Amount": 100, "LinkedTxn": [{"TxnId": first, "TxnType": "Invoice"}]}],
    }
    changed = app.post("payment", only_first)["Payment"]
    assert changed["UnappliedAmt"] == 50
    assert (invoice(app, first)["Balance"], invoice(app, second)["Balance"]) == (0, 100)
    full = {"Id": payment["Id"], "SyncToken": "2", "CustomerRef": {"value": customer}, "TotalAmt": 150}
    assert app.post("payment", full)["Payment"]["UnappliedAmt"] == 150
    assert invoice(app, first)["Balance"] == 100


def test_a_note_on_a_payment_touches_no_invoice(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.company.receive_check(id_)
    app.told()
    app.post("payment", {"Id": payment, "SyncToken": "0", "sparse": True, "PrivateNote": "seen"})
    assert app.told() == [("payment.updated", payment)]


# ---------------------------------------------------------------------- invoices


def test_a_voided_invoice_looks_paid_but_for_its_total_and_its_note(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    got = app.post("invoice", {"Id": id_, "SyncToken": "0"}, operation="void")["Invoice"]
    assert (got["Balance"], got["TotalAmt"], got["PrivateNote"]) == (0, 0, "Voided")
    assert all(line["Amount"] == 0 for line in got["Line"])
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == 0


def test_a_partly_paid_invoice_that_is_voided_leaves_the_payment_unapplied(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.company.receive_check(id_, 5_000)
    app.company.void_invoice(id_)
    assert app.company.payment(payment)["UnappliedAmt"] == 50
    assert app.company.payment(payment)["Line"] == []
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == -50


def test_a_sparse_update_changes_only_what_it_names(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000, due=date(2026, 4, 1))
    got = app.post("invoice", {"Id": id_, "SyncToken": "0", "sparse": True, "PrivateNote": "call first"})["Invoice"]
    assert (got["PrivateNote"], got["SyncToken"], got["TotalAmt"], got["DueDate"]) == (
        "call first",
        "1",
        150,
        "2026-04-01",
    )
    assert got["EmailStatus"] == "EmailSent"


def test_a_line_in_an_update_replaces_all_lines(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    line = {"Amount": 20, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": {"ItemRef": {"value": "1"}}}
    got = app.post("invoice", {"Id": id_, "SyncToken": "0", "sparse": True, "Line": [line]})["Invoice"]
    assert (got["TotalAmt"], got["Balance"], len(got["Line"])) == (20, 20, 2)


def test_a_full_update_empties_what_it_leaves_out(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000, PrivateNote="call first")
    whole = {name: value for name, value in invoice(app, id_).items() if name != "PrivateNote"}
    assert "PrivateNote" not in app.post("invoice", {**whole, "sparse": False})["Invoice"]


def test_totals_and_balances_that_a_request_states_are_not_believed(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    got = app.post("invoice", {"Id": id_, "SyncToken": "0", "sparse": True, "Balance": 0, "TotalAmt": 0})["Invoice"]
    assert (got["TotalAmt"], got["Balance"]) == (150, 150)


@pytest.mark.parametrize(
    ("total", "balance", "unapplied"), [(10_001, "0.01", 0), (10_000, "0", 0), (9_999, "0", "0.01")]
)
def test_an_invoice_made_smaller_than_what_was_paid_sets_the_rest_free(
    app: App, customer: str, total: int, balance: str, unapplied: str
) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    payment = app.company.receive_check(id_, 10_000)
    app.company.edit_invoice(id_, amount=total)
    assert invoice(app, id_)["Balance"] == Decimal(balance)
    assert app.company.payment(payment)["UnappliedAmt"] == Decimal(unapplied)
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == Decimal(total - 10_000) / 100


def test_custom_fields_keep_what_the_company_has_defined() -> None:
    app = connected(custom_fields={"1": "Stripe", "2": "Crew"})
    id_ = app.company.add_invoice(app.company.add_customer("Cafe"), 5_000)
    body = {"Id": id_, "SyncToken": "0", "sparse": True, "CustomField": [{"DefinitionId": "1", "StringValue": "pi_3"}]}
    got = app.post("invoice", body)["Invoice"]["CustomField"]
    assert got[0] == {"DefinitionId": "1", "Name": "Stripe", "Type": "StringType", "StringValue": "pi_3"}
    assert "StringValue" not in got[1]
    body = {**body, "SyncToken": "1", "CustomField": [{"DefinitionId": "1", "StringValue": "x" * 32}]}
    assert app.refusal("POST", "invoice", body) == (400, "2050")


def test_new_custom_fields_show_themselves_only_when_asked_for() -> None:
    app = connected(custom_fields={"1": "Stripe"}, new_custom_fields=True)
    id_ = app.company.add_invoice(app.company.add_customer("Cafe"), 5_000)
    assert invoice(app, id_)["CustomField"] == []
    asked = app.get(f"invoice/{id_}", include="enhancedAllCustomFields")["Invoice"]["CustomField"]
    assert [field["Name"] for field in asked] == ["Stripe"]


def test_sending_marks_the_invoice_and_a_bounce_says_so(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000, sent=False)
    assert invoice(app, id_)["EmailStatus"] == "NotSet"
    got = app.post(f"invoice/{id_}/send", {}, sendTo="dana@example.com")["Invoice"]
    assert (got["EmailStatus"], got["DeliveryInfo"]["DeliveryType"]) == ("EmailSent", "Email")
    app.company.bounce_invoice(id_)
    assert invoice(app, id_)["DeliveryInfo"]["DeliveryErrorType"] == "Bounced Email"


def test_the_41st_e_mail_of_a_day_is_refused(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000, sent=False)
    for _ in range(40):
        app.post(f"invoice/{id_}/send", {})
    assert app.refusal("POST", f"invoice/{id_}/send", {}) == (400, "6000")


# ---------------------------------------------------------------------- credits and the customer's balance


def test_a_credit_is_applied_by_a_payment_of_nothing(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    credit = app.company.add_credit_memo(customer, 4_000)
    assert app.get(f"creditmemo/{credit}")["CreditMemo"]["RemainingCredit"] == 40
    linked = [("Invoice", id_), ("CreditMemo", credit)]
    lines = [{"Amount": 40, "LinkedTxn": [{"TxnId": txn, "TxnType": kind}]} for kind, txn in linked]
    payment = app.post("payment", {"CustomerRef": {"value": customer}, "TotalAmt": 0, "Line": lines})["Payment"]
    assert (payment["TotalAmt"], payment["UnappliedAmt"]) == (0, 0)
    assert invoice(app, id_)["Balance"] == 110
    memo = app.get(f"creditmemo/{credit}")["CreditMemo"]
    assert (memo["RemainingCredit"], memo["Balance"]) == (0, 0)
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == 110


def test_more_than_is_left_of_a_credit_cannot_be_applied(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    credit = app.company.add_credit_memo(customer, 4_000)
    linked = [("Invoice", id_), ("CreditMemo", credit)]
    lines = [{"Amount": 41, "LinkedTxn": [{"TxnId": txn, "TxnType": kind}]} for kind, txn in linked]
    body = {"CustomerRef": {"value": customer}, "TotalAmt": 0, "Line": lines}
    assert app.refusal("POST", "payment", body) == (400, "6000")


def test_an_invoice_paid_by_credit_that_is_voided_gives_the_credit_back(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 15_000)
    credit = app.company.add_credit_memo(customer, 4_000)
    payment = app.company.apply_credit(credit, id_)
    app.company.void_invoice(id_)
    assert app.get(f"creditmemo/{credit}")["CreditMemo"]["RemainingCredit"] == 40
    assert app.company.payment(payment)["Line"] == []
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == -40


def test_credits_apply_themselves_where_the_company_wants_it() -> None:
    app = connected(auto_apply_credits=True)
    customer = app.company.add_customer("Cafe")
    app.company.add_credit_memo(customer, 4_000)
    id_ = app.company.add_invoice(customer, 15_000)
    assert invoice(app, id_)["Balance"] == 110
    assert [payment["TotalAmt"] for payment in app.company.payments()] == [0]


def test_a_parents_balance_with_jobs_counts_its_sub_customers(app: App) -> None:
    parent = app.company.add_customer("Northgate")
    child = app.company.add_customer("Elm Court", parent=parent)
    app.company.add_invoice(parent, 10_000)
    id_ = app.company.add_invoice(child, 5_000)
    got = app.get(f"customer/{parent}")["Customer"]
    assert (got["Balance"], got["BalanceWithJobs"]) == (100, 150)
    assert app.get(f"customer/{child}")["Customer"]["FullyQualifiedName"] == "Northgate:Elm Court"
    app.company.receive_check(id_)
    assert app.get(f"customer/{parent}")["Customer"]["BalanceWithJobs"] == 100


def test_a_journal_entry_changes_what_is_owed_and_no_list_shows_it(app: App, customer: str) -> None:
    app.company.add_invoice(customer, 10_000)
    app.company.add_journal_entry(customer, -10_000)
    assert app.get(f"customer/{customer}")["Customer"]["BalanceWithJobs"] == 0
    assert len(app.query("SELECT * FROM Invoice WHERE Balance > '0'")) == 1
    assert app.query("SELECT * FROM CreditMemo") == app.query("SELECT * FROM Payment") == []


def test_a_refund_receipt_leaves_the_balance_alone(app: App, customer: str) -> None:
    app.company.add_invoice(customer, 10_000)
    app.company.add_refund_receipt(customer, 2_000)
    assert app.get(f"customer/{customer}")["Customer"]["Balance"] == 100
    assert len(app.query("SELECT * FROM RefundReceipt")) == 1


def test_a_customers_balance_is_the_sum_of_what_is_open_after_a_long_story(app: App, customer: str) -> None:
    first, second, third = (app.company.add_invoice(customer, cents) for cents in (10_000, 20_000, 30_000))
    credit = app.company.add_credit_memo(customer, 5_000)
    both = app.company.receive_payment(customer, 25_000, {first: 10_000, second: 12_000})
    app.company.apply_credit(credit, third, 3_000)
    app.company.edit_invoice(second, amount=8_000)
    app.company.void_invoice(third)
    app.company.receive_check(second, 100)
    app.company.delete_invoice(first)
    owed = sum(got["Balance"] for got in app.company.invoices())
    left = sum(got["RemainingCredit"] for got in app.company.credit_memos())
    loose = sum(got["UnappliedAmt"] for got in app.company.payments())
    assert app.company.customer(customer)["Balance"] == owed - left - loose
    assert app.company.payment(both)["UnappliedAmt"] == 250 - 80


def test_merged_customers_become_one(app: App, customer: str) -> None:
    twin = app.company.add_customer("Harborview Kafe")
    id_ = app.company.add_invoice(twin, 5_000)
    app.told()
    app.company.merge_customers(customer, twin)
    assert invoice(app, id_)["CustomerRef"]["value"] == customer
    assert app.refusal("GET", f"customer/{twin}") == (400, "610")
    assert app.told() == [("customer.merged", customer)]


@pytest.mark.parametrize(("length", "code"), [(29, None), (30, None), (31, "2050")])
def test_a_phone_is_30_characters_of_anything(app: App, customer: str, length: int, code: str | None) -> None:
    body = {"Id": customer, "SyncToken": "0", "sparse": True, "Mobile": {"FreeFormNumber": "call".ljust(length, "!")}}
    if code is None:
        assert app.post("customer", body)["Customer"]["Mobile"]["FreeFormNumber"].startswith("call")
    else:
        assert app.refusal("POST", "customer", body) == (400, code)


# ---------------------------------------------------------------------- change data capture


def test_cdc_gives_what_changed_since_with_the_deleted_marked(app: App, customer: str) -> None:
    old = app.company.add_invoice(customer, 5_000)
    gone = app.company.add_invoice(customer, 6_000)
    app.clock.pass_(hours=1)
    mark = app.get("cdc", entities="Invoice", changedSince="2026-03-10T08:00:00-07:00")["time"]
    app.clock.pass_(hours=1)
    app.company.receive_check(old)
    app.company.delete_invoice(gone)
    answer = app.get("cdc", entities="Invoice,Payment,CreditMemo", changedSince=mark)
    invoices, payments, credits_ = answer["CDCResponse"][0]["QueryResponse"]
    assert [got["Id"] for got in invoices["Invoice"]] == [old, gone]
    assert invoices["Invoice"][0]["Balance"] == 0
    assert invoices["Invoice"][1]["status"] == "Deleted"
    assert "Balance" not in invoices["Invoice"][1]
    assert len(payments["Payment"]) == 1
    assert credits_ == {}
    assert datetime.fromisoformat(answer["time"]).astimezone(UTC) == app.clock.now


def test_cdc_tells_of_a_customer_whose_balance_changed(app: App, customer: str) -> None:
    app.clock.pass_(hours=1)
    app.company.add_invoice(customer, 5_000)
    answer = app.get("cdc", entities="Customer", changedSince="2026-03-10T08:30:00-07:00")
    (got,) = answer["CDCResponse"][0]["QueryResponse"][0]["Customer"]
    assert (got["Id"], got["SyncToken"], got["Balance"]) == (customer, "0", 50)


@pytest.mark.parametrize(("days", "taken"), [(29, True), (30, True), (31, False)])
def test_cdc_looks_back_30_days(app: App, days: int, taken: bool) -> None:
    since = (app.clock.now - timedelta(days=days)).isoformat()
    response = app.send("GET", "cdc", entities="Invoice", changedSince=since)
    assert (response.status == 200) is taken


def test_cdc_gives_1000_objects_at_most(app: App, customer: str) -> None:
    for _ in range(1001):
        app.company.add_invoice(customer, 100)
    answer = app.get("cdc", entities="Invoice,Customer", changedSince="2026-03-10T08:00:00-07:00")
    first, second = answer["CDCResponse"][0]["QueryResponse"]
    assert (len(first["Invoice"]), second) == (1000, {})


# ---------------------------------------------------------------------- speed


def test_three_thousand_invoices_are_no_burden(app: App, customer: str) -> None:
    """A replay and a simulation run over these books in-process; the bounds are ten times what was measured."""
    app.quickbooks.requests_per_minute = None
    began = time.perf_counter()
    ids = [app.company.add_invoice(customer, 100 + number) for number in range(3000)]
    for id_ in ids[:2900]:
        app.company.receive_check(id_)
    made = time.perf_counter() - began
    began = time.perf_counter()
    for _ in range(100):
        assert len(app.query("SELECT * FROM Invoice WHERE Balance > '0' MAXRESULTS 1000")) == 100
        app.get(f"invoice/{ids[0]}")
    asked = time.perf_counter() - began
    assert (made < 10, asked < 10) == (True, True)


@pytest.mark.parametrize("seed", range(8))
def test_the_books_balance_whatever_is_done_in_whatever_order(seed: int) -> None:
    app = connected(auto_apply_credits=seed % 4 == 0)
    books, choose = app.company, random.Random(seed)
    customers = [books.add_customer(f"Customer {number}") for number in range(3)]
    acts: list[Callable[[], object]] = [
        lambda: books.add_invoice(choose.choice(customers), choose.randrange(1, 20_000)),
        lambda: books.add_invoice(choose.choice(customers), choose.randrange(1, 20_000)),
        lambda: books.receive_check(choose.choice(books.invoices())["Id"], choose.randrange(1, 15_000)),
        lambda: books.add_credit_memo(choose.choice(customers), choose.randrange(1, 9_000)),
        lambda: books.apply_credit(choose.choice(books.credit_memos())["Id"], choose.choice(books.invoices())["Id"]),
        lambda: books.edit_invoice(choose.choice(books.invoices())["Id"], amount=choose.randrange(0, 20_000)),
        lambda: books.void_invoice(choose.choice(books.invoices())["Id"]),
        lambda: books.delete_invoice(choose.choice(books.invoices())["Id"]),
        lambda: books.void_payment(choose.choice(books.payments())["Id"]),
        lambda: books.delete_payment(choose.choice(books.payments())["Id"]),
        lambda: books.books.void("CreditMemo", choose.choice(books.credit_memos())),
    ]
    for _ in range(200):
        app.clock.pass_(minutes=choose.randrange(60))
        try:
            choose.choice(acts)()
        except (Fault, IndexError):
            continue  # refused, or nothing there yet
        finally:
            check_books(books)


def check_books(books: Company) -> None:
    """Every balance is what the lines say, in invoices, credits, payments and customers alike."""
    on: dict[tuple[str, str], Decimal] = {}
    owed: dict[str, Decimal] = {}
    for payment in books.payments():
        signs = {"Invoice": -1, "CreditMemo": 1}
        assert payment["UnappliedAmt"] >= 0
        left = payment["TotalAmt"]
        for line in payment["Line"]:
            (link,) = line["LinkedTxn"]
            target = (link["TxnType"], link["TxnId"])
            on[target] = on.get(target, Decimal(0)) + line["Amount"]
            left += signs[link["TxnType"]] * line["Amount"]
        assert left == payment["UnappliedAmt"]
        owed[payment["CustomerRef"]["value"]] = owed.get(payment["CustomerRef"]["value"], Decimal(0)) - left
    for kind, sign, found in (("Invoice", 1, books.invoices()), ("CreditMemo", -1, books.credit_memos())):
        for data in found:
            applied = on.pop((kind, data["Id"]), Decimal(0))
            assert data["Balance"] == data["TotalAmt"] - applied >= 0
            assert bool(data["LinkedTxn"]) == bool(applied)
            owed[data["CustomerRef"]["value"]] = (
                owed.get(data["CustomerRef"]["value"], Decimal(0)) + sign * data["Balance"]
            )
    assert on == {}
    for customer in books.customers():
        assert customer["Balance"] == owed.get(customer["Id"], 0)
    assert {data["Id"] for data in books.invoices() if data["Balance"] > 0} == set(books.books.store.open_invoices)
