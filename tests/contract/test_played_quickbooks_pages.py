"""The ledger's pages, and the sample companies that they show."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from sandbox.company import SAMPLE_REALM, load_receivables, load_sample
from sandbox.control import Control
from sandbox.courier import Courier
from sandbox.evidence import Evidence, Json
from sandbox.inbox import Inbox
from sandbox.wire import Request, Response
from sandbox.world import PlayedWorld
from tests.contract.played_quickbooks import REALM, App, connected

ROWS = """countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,x,y
391,0379-NEVHP,4/6/2013,0000611365,1/2/2013,2/1/2013,55.94,No,1/15/2013,Paper,13,0
406,8976-AMJEO,3/3/2012,0007900770,1/26/2013,2/25/2013,61.74,Yes,3/3/2013,Electronic,36,6
391,0379-NEVHP,1/26/2012,0009231909,1/7/2013,2/6/2013,65.88,No,7/8/2013,Electronic,5,0
"""


@pytest.fixture
def app() -> App:
    return connected()


def page(app: App, path: str) -> str:
    response = app.quickbooks.handle(Request.of("GET", path))
    assert response.status == 200
    return response.body.decode()


def press(app: App, path: str, **form: str) -> Response:
    response = app.quickbooks.handle(Request.of("POST", path, {}, urlencode(form).encode()))
    assert response.status == 303
    return response


def test_the_ledger_shows_what_is_owed_by_age_and_what_came_in(app: App) -> None:
    customer = app.company.add_customer("Harborview <Cafe>", phone="(212) 555-0123")
    app.company.add_invoice(customer, 1_234_50, due=date(2026, 3, 1), number="1037")
    paid = app.company.add_invoice(customer, 10_000, due=date(2026, 3, 1))
    app.company.receive_check(paid, number="2207")
    app.company.void_invoice(app.company.add_invoice(customer, 9_900, due=date(2026, 3, 1)))
    text = page(app, f"/ledger/{REALM}")
    assert "Overdue 9 days" in text
    assert text.count("Voided") == 1
    assert "<b>$1,234.50</b><span>Days past due: 1–30</span>" in text
    assert "2207" in text
    assert "Harborview &lt;Cafe&gt;" in text
    assert "<Cafe>" not in text
    assert "http" not in text.replace("https://", "http")  # nothing is fetched from elsewhere


@pytest.mark.parametrize(
    ("past", "title"),
    [(0, "Current"), (1, "1–30"), (30, "1–30"), (31, "31–60"), (60, "31–60"), (90, "61–90"), (91, "91 and over")],
)
def test_the_ledger_and_the_demo_age_an_invoice_alike_late_in_the_companys_evening(past: int, title: str) -> None:
    evening = datetime(2026, 3, 11, 0, 30, tzinfo=UTC)  # in New York it is still the tenth
    world = PlayedWorld(now=lambda: evening, listener=lambda _vendor, _delivery: None)
    company = world.quickbooks.add_company(REALM)
    company.add_invoice(company.add_customer("Harborview Cafe"), 1_234_50, due=date(2026, 3, 10) - timedelta(days=past))

    courier = Courier(factor=1, again=lambda _vendor, delivery: delivery, answered=lambda *_answer: None)
    inbox = Inbox(world.clock.now, world.zone)
    said = Control(world, courier, inbox).handle(Request.of("GET", "/_play/state?part=quickbooks"))
    courier.close()
    aged = seen(evening, json.loads(said.body)["quickbooks"][REALM]).aging()

    shown = world.handle(Request.of("GET", f"/ledger/{REALM}")).body.decode()
    assert f"<b>$1,234.50</b><span>{'Days past due: ' if past else ''}{title}</span>" in shown
    assert {bucket.heading: minor for bucket, minor in aged.by_bucket.items() if minor} == {title: 1_234_50}


def seen(now: datetime, books: Json) -> Evidence:
    """What the demo gathers, of the ledger alone."""
    nothing: Any = {name.name: [] for name in fields(Evidence)}
    return Evidence(**nothing | {"now": now, "books": books})


def test_a_person_records_a_check_creates_and_voids_an_invoice(app: App) -> None:
    customer = app.company.add_customer("Harborview Cafe")
    press(app, f"/ledger/{REALM}/invoices", customer=customer, amount="$1,000.50", due="2026-03-20", description="Pump")
    (invoice,) = app.company.invoices()
    assert (app.company.balance(invoice["Id"]), invoice["DueDate"]) == (100_050, "2026-03-20")
    press(app, f"/ledger/{REALM}/payments", invoice=invoice["Id"], amount="500.50", number="2207")
    assert app.company.balance(invoice["Id"]) == 50_000
    assert app.company.payments()[0]["PaymentRefNum"] == "2207"
    press(app, f"/ledger/{REALM}/invoices/{invoice['Id']}/void")
    assert app.company.invoice(invoice["Id"])["PrivateNote"] == "Voided"
    told = [type_ for type_, _ in app.told()]
    assert told.count("invoice.void") == told.count("payment.created") == 1
    assert "Pump" in page(app, f"/ledger/{REALM}/invoices/{invoice['Id']}")


@pytest.mark.parametrize("amount", ["", "much", "-5", "0", "1.005"])
def test_what_is_no_amount_is_said_and_not_booked(app: App, amount: str) -> None:
    customer = app.company.add_customer("Harborview Cafe")
    location = press(app, f"/ledger/{REALM}/invoices", customer=customer, amount=amount).headers["location"]
    assert "trouble=" in location
    assert app.company.invoices() == []
    assert "notice" in page(app, f"/ledger/{REALM}?" + location.partition("?")[2])


def test_forms_lead_back_to_the_ledger_from_any_depth(app: App) -> None:
    id_ = app.company.add_invoice(app.company.add_customer("Cafe"), 100)
    assert press(app, f"/ledger/{REALM}/invoices/{id_}/void").headers["location"] == f"../../../{REALM}"
    assert press(app, f"/ledger/{REALM}/payments", invoice="999").headers["location"].startswith(f"../{REALM}?trouble=")


def test_an_unknown_page_is_404(app: App) -> None:
    for path in ("/ledger/42", f"/ledger/{REALM}/invoices/999", "/nowhere"):
        assert app.quickbooks.handle(Request.of("GET", path)).status == 404
    assert f'href="ledger/{REALM}"' in page(app, "/ledger")


def test_the_sample_company_is_varied_enough_for_a_demo(app: App) -> None:
    sample = load_sample(app.quickbooks, date(2026, 3, 10), landline="+15005550130")
    company = sample.company
    assert (company.realm, len(sample.customers), len(sample.invoices)) == (SAMPLE_REALM, 19, 25)
    of = {key: company.customer(id_) for key, id_ in sample.customers.items()}
    assert "#lang:es" in of["bakery"]["Notes"]
    assert "#excluded" in of["titan"]["Notes"]
    assert of["dental"]["CustomerTypeRef"]["value"] == company.id_of("CustomerType", "Recurring")
    assert company.invoice(sample.invoices["northgate_riser"])["SalesTermRef"]["name"] == "Net 60"
    assert not {"PrimaryPhone", "Mobile", "AlternatePhone"} & set(of["hardware"])
    assert of["books"]["PrimaryPhone"]["FreeFormNumber"] == "call office"
    assert of["seniors"]["PrimaryPhone"]["FreeFormNumber"] == "+15005550130"
    assert sample.phones["inn"] == sample.phones["events"]
    assert company.invoice(sample.invoices["contractor_voided"])["PrivateNote"] == "Voided"
    assert company.balance(sample.invoices["yoga_spring"]) == 0
    assert [credit["RemainingCredit"] for credit in company.credit_memos()] == [450]
    assert all(invoice["DueDate"] <= "2026-03-19" for invoice in company.invoices())
    assert "Bright Pine Plumbing" in page(app, f"/ledger/{SAMPLE_REALM}")


def test_receivables_are_loaded_as_old_invoices_with_numbers_of_their_own(app: App, tmp_path: Path) -> None:
    path = tmp_path / "receivables.csv"
    path.write_text(ROWS)
    loaded = load_receivables(app.quickbooks, path)
    assert [(row.number, row.amount, row.disputed) for row in loaded.rows] == [
        ("0000611365", 5594, False),
        ("0009231909", 6588, False),
        ("0007900770", 6174, True),
    ]
    assert sorted(loaded.phones.values()) == ["+12125550100", "+16175550100"]
    first = app.company.invoice(loaded.rows[0].invoice_id)
    assert (first["DocNumber"], first["TxnDate"], first["DueDate"]) == ("0000611365", "2013-01-02", "2013-02-01")
    assert first["MetaData"]["CreateTime"] == "2013-01-02T06:00:00-08:00"
    assert re.fullmatch(r"\(\d{3}\) 555-01\d\d", app.company.customers()[0]["PrimaryPhone"]["FreeFormNumber"])


def test_receivables_can_be_issued_day_by_day(app: App, tmp_path: Path) -> None:
    path = tmp_path / "receivables.csv"
    path.write_text(ROWS)
    loaded = load_receivables(app.quickbooks, path, limit=2, issue_all=False)
    assert app.company.invoices() == []
    assert [row.number for row in loaded.issue(through=date(2013, 1, 6))] == ["0000611365"]
    assert [row.number for row in loaded.issue(through=date(2013, 1, 7))] == ["0009231909"]
    assert loaded.issue() == []
