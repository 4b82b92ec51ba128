"""`pastdue explain`: one invoice of a stack, as a person and as a program read it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from typer.testing import CliRunner, Result

from pastdue.adapters import policies
from pastdue.adapters.memory import MemoryStore
from pastdue.cli import explain as command
from pastdue.cli.main import app
from pastdue.domain.audit import Fact
from pastdue.domain.case import Adopted, Case
from pastdue.domain.company import Company
from pastdue.domain.contact import Consent, Contact
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money
from pastdue.domain.policy import Policy
from pastdue.usecases.world import World, note_on_case

NOW = datetime(2026, 3, 4, 15, tzinfo=UTC)  # a Wednesday morning in New York, one day past due
PHONE = "+12125550123"


class _Clock:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def wall(self) -> datetime:
        return self.at


class _NoHolidays:
    def between(self, country: str, region: str | None, first: date, last: date) -> frozenset[date]:
        return frozenset()


class _ChargesAll:
    def refuses(self, amount: Money) -> str | None:
        return None


class _Shipped:
    def in_force(self, company_id: str) -> Policy:
        return policies.shipped()


def _world(at: datetime) -> World:
    nothing = cast("Any", None)
    return World(
        clock=_Clock(at),
        entropy=nothing,
        store=MemoryStore(),
        ledger=nothing,
        payments=cast("Any", _ChargesAll()),
        texts=nothing,
        pictures=nothing,
        mail=nothing,
        connections=nothing,
        queue=nothing,
        phones=nothing,
        holidays=_NoHolidays(),
        metrics=nothing,
        policies=_Shipped(),
    )


@pytest.fixture(autouse=True)
def _a_stack_with_one_case(monkeypatch: pytest.MonkeyPatch) -> None:
    world = _world(NOW)
    issued = datetime(2026, 2, 1, 15, tzinfo=UTC)
    amount = Money(minor=100_00, currency="USD")
    invoice = Invoice(
        id="145", sync_token="0", number="1042", customer_id="7", customer_name="Acme", issued_on=date(2026, 2, 1),
        due_on=date(2026, 3, 3), total=amount, balance=amount, status=InvoiceStatus.OPEN, created_at=issued,
        updated_at=issued,
    )  # fmt: skip
    case = Case(company_id="9", invoice=invoice, payer_id="7", opened_at=issued, anchor=date(2026, 3, 3))
    fact = Fact(what="case opened", reason="no rule names this customer")
    opened, entries = note_on_case(_world(issued), case, fact)
    contact = Contact(
        company_id="9", customer_id="7", name="Acme", phone=PHONE, zones=("America/New_York",),
        consent=Consent(phone=PHONE, source="import", at=issued),
    )  # fmt: skip
    company = Company(id="9", name="Riverside Plumbing", home_currency="USD", connected_at=issued)
    mark = Adopted(company_id="9", invoice_id="145", number="1042")
    world.store.commit(company, contact, opened, mark, *entries)
    monkeypatch.setattr(command, "stack_world", lambda stage, table: world)


def explain(*words: str) -> Result:
    return CliRunner().invoke(app, ["explain", *words, "--table", "state", "--stage", "live"])


def answer(*words: str) -> dict[str, Any]:
    result = explain(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_an_invoice_waits_for_its_rung_and_says_until_when() -> None:
    found = answer("145")
    assert (found["decision"], found["reason"], found["until"]) == ("Wait", "before_rung", "2026-03-06T14:00:00Z")
    assert found["history"] == ["2026-02-01 10:00 EST case opened: no rule names this customer"]


def test_a_coming_day_says_what_would_be_decided_then() -> None:
    found = answer("145", "--on", "2026-03-06")
    assert (found["when"], found["decision"], found["reason"], found["done"]) == ("coming", "Send", "rung 1", [])
    assert found["says"] == "Send: rung 1 (mode shadow: written down, not sent)."
    assert answer("145", "--on", "2026-03-05")["says"] == "Wait: before rung (rung 1), until 2026-03-06 09:00 EST."


@pytest.mark.parametrize(
    ("day", "decision", "says"),
    [
        ("2026-01-31", "unknown", "Not known yet: Pastdue knows it since 2026-02-01."),
        ("2026-02-01", "case opened", "Case opened: no rule names this customer."),
        ("2026-02-20", "case opened", "Case opened: no rule names this customer (since 2026-02-01)."),
    ],
)
def test_a_past_day_says_what_stood_on_it(day: str, decision: str, says: str) -> None:
    found = answer("145", "--on", day)
    assert (found["when"], found["decision"], found["says"]) == ("past", decision, says)


def test_an_invoice_is_found_by_its_number_and_by_its_id() -> None:
    assert answer("1042")["invoice_id"] == answer("#1042")["invoice_id"] == answer("id:145")["invoice_id"] == "145"
    assert answer("number:1042")["invoice_id"] == "145"
    assert explain("id:1042").exit_code == explain("number:145").exit_code == 1


def test_a_person_reads_the_decision_in_words() -> None:
    said = explain("145").stdout
    assert "Invoice 1042 of Acme: $100.00 open" in said
    assert "Now, on 2026-03-04: Wait: before rung (rung 1), until 2026-03-06 09:00 EST." in " ".join(said.split())


@pytest.mark.parametrize("words", [("999",), ("145", "--company", "8")])
def test_an_invoice_that_has_no_case_is_told(words: tuple[str, ...]) -> None:
    result = explain(*words)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no case for invoice" in " ".join(result.stderr.split())
