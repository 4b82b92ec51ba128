"""The QuickBooks adapter against the played one: what it reads, what it writes, and what each refusal becomes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from pastdue.adapters.quickbooks.client import QuickBooksLedger
from pastdue.adapters.quickbooks.wire import decode, encode
from pastdue.domain.errors import BadInput, Busy, NotConnected, Refused, Unavailable, Unknown
from pastdue.domain.ledger import CreditUse, InvoiceStatus, LedgerPaymentLine, PaymentDraft
from pastdue.domain.money import Money
from sandbox.faults import AnswerWith, Faulty, LoseAnswer, LoseRequest, Meanwhile
from sandbox.quickbooks.company import Company
from sandbox.quickbooks.vendor import PlayedQuickBooks
from sandbox.transport import PlayedTransport
from sandbox.wire import Request, Response

REALM = "310687"
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


class MovableClock:
    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def wall(self) -> datetime:
        return self.time


class Recorder:
    """A vendor that is listened to."""

    def __init__(self, vendor: Faulty) -> None:
        self.vendor = vendor
        self.heard: list[Request] = []

    def handle(self, request: Request) -> Response:
        self.heard.append(request)
        return self.vendor.handle(request)


class World:
    """One company in a played QuickBooks, and the adapter that talks to it."""

    def __init__(self, **habits: object) -> None:
        self.clock = MovableClock()
        self.played = PlayedQuickBooks(
            now=self.clock.now, client_id="id", client_secret="secret", webhook_verifier="verifier"
        )
        self.company: Company = self.played.add_company(REALM, **habits)
        self.faulty = Faulty(self.played)
        self.line = Recorder(self.faulty)
        self.unreadable: list[Refused] = []
        self.token = self.played.oauth.connect(REALM).access_token
        self.renewals = 0
        self.ledger = QuickBooksLedger(
            tokens=self,
            clock=self.clock,
            base_url="https://quickbooks.played",
            transport=PlayedTransport(self.line),
            on_unreadable=lambda _, error: self.unreadable.append(error),
        )

    def access_token(self, company_id: str) -> str:
        return self.token

    def renewed(self, company_id: str, stale: str) -> str:
        assert stale == self.token
        self.renewals += 1
        self.token = self.played.oauth.connect(company_id).access_token
        return self.token

    def sent(self, method: str = "POST") -> list[Request]:
        return [request for request in self.line.heard if request.method == method]


@pytest.fixture
def world() -> World:
    return World(custom_fields={"1": "Pastdue", "2": "Job number"})


def usd(minor: int) -> Money:
    return Money(minor=minor, currency="USD")


def draft(customer_id: str, invoice_id: str, minor: int, currency: str = "USD", **more: object) -> PaymentDraft:
    amount = Money(minor=minor, currency=currency)
    facts: dict[str, object] = {
        "customer_id": customer_id,
        "total": amount,
        "exchange_rate": None,
        "reference": "PD-0123456789abcdef",
        "note": "Stripe pi_1 ch_1",
        "paid_on": date(2026, 3, 2),
        "deposit_account_id": None,
        "lines": (LedgerPaymentLine(invoice_id=invoice_id, amount=amount),),
    }
    return PaymentDraft.model_validate({**facts, **more})


# --- reading


def test_an_open_invoice_is_read_with_its_amounts_dates_and_terms(world: World) -> None:
    world.company.add_term("Net 60", 60)
    customer = world.company.add_customer("Acme Dental", email="ap@acme.example")
    invoice_id = world.company.add_invoice(customer, 123_450, day=date(2026, 1, 2), term="Net 60", number="A-7")

    invoice = world.ledger.invoice(REALM, invoice_id)

    assert invoice is not None
    assert (invoice.number, invoice.customer_id, invoice.customer_name) == ("A-7", customer, "Acme Dental")
    assert (invoice.total, invoice.balance) == (usd(123_450), usd(123_450))
    assert (invoice.issued_on, invoice.due_on) == (date(2026, 1, 2), date(2026, 3, 3))
    assert invoice.status is InvoiceStatus.OPEN
    assert invoice.sent is True
    assert invoice.sent_at == NOW
    assert invoice.term_id is not None
    term = world.ledger.term(REALM, invoice.term_id)
    assert (term.name, term.due_days) == ("Net 60", 60)


def test_paid_void_and_deleted_are_told_apart_although_each_has_no_balance(world: World) -> None:
    customer = world.company.add_customer("Acme")
    paid, void, deleted = (world.company.add_invoice(customer, 5_000) for _ in range(3))
    payment = world.company.receive_check(paid)
    world.company.void_invoice(void)
    world.company.delete_invoice(deleted)

    read_paid, read_void = world.ledger.invoice(REALM, paid), world.ledger.invoice(REALM, void)

    assert read_paid is not None
    assert (read_paid.status, read_paid.payment_ids) == (InvoiceStatus.PAID, (payment,))
    assert read_void is not None
    assert read_void.status is InvoiceStatus.VOID
    assert world.ledger.invoice(REALM, deleted) is None


def test_an_invoice_that_was_never_sent_and_one_that_bounced_say_so(world: World) -> None:
    customer = world.company.add_customer("Acme", email="ap@acme.example")
    unsent = world.company.add_invoice(customer, 5_000, sent=False)
    bounced = world.company.add_invoice(customer, 5_000)
    world.company.bounce_invoice(bounced)

    read_unsent, read_bounced = world.ledger.invoice(REALM, unsent), world.ledger.invoice(REALM, bounced)

    assert read_unsent is not None
    assert (read_unsent.sent, read_unsent.bounced) == (False, False)
    assert read_bounced is not None
    assert read_bounced.bounced is True


def test_open_invoices_are_listed_once_each_over_many_pages(world: World) -> None:
    world.played.requests_per_minute = None
    customer = world.company.add_customer("Acme")
    expected = set()
    for number in range(2_150):
        world.clock.time = NOW + timedelta(seconds=number // 3)
        expected.add(world.company.add_invoice(customer, 1_000 + number))

    listed = [invoice.id for invoice in world.ledger.open_invoices(REALM)]

    assert len(listed) == len(set(listed)) == 2_150
    assert set(listed) == expected


def test_more_open_invoices_of_one_second_than_a_page_holds_are_all_listed(world: World) -> None:
    customer = world.company.add_customer("Acme")
    expected = {world.company.add_invoice(customer, 1_000) for _ in range(2_001)}

    assert {invoice.id for invoice in world.ledger.open_invoices(REALM)} == expected


def test_no_invoice_is_missed_when_others_are_paid_between_two_pages(world: World) -> None:
    customer = world.company.add_customer("Acme")
    ids = []
    for number in range(1_500):
        world.clock.time = NOW + timedelta(seconds=number)
        ids.append(world.company.add_invoice(customer, 1_000))

    def pay_the_first_hundred() -> None:
        for invoice_id in ids[:100]:
            world.company.receive_check(invoice_id)

    world.faulty.add(Meanwhile(pay_the_first_hundred), path="query=SELECT", skip=1)

    listed = [invoice.id for invoice in world.ledger.open_invoices(REALM)]

    assert set(ids) <= set(listed)


def test_an_invoice_that_cannot_be_read_is_named_and_does_not_stop_the_list(world: World) -> None:
    customer = world.company.add_customer("Acme")
    good, spoilt = world.company.add_invoice(customer, 1_000), world.company.add_invoice(customer, 2_000)
    world.company.tamper("Invoice", spoilt, Balance=Decimal("20.005"))

    listed = [invoice.id for invoice in world.ledger.open_invoices(REALM)]

    assert listed == [good]
    assert [error.code for error in world.unreadable] == ["unreadable"]
    assert f"Invoice {spoilt}" in str(world.unreadable[0])
    with pytest.raises(Refused, match=f"Invoice {spoilt} cannot be read") as refused:
        world.ledger.invoice(REALM, spoilt)
    assert refused.value.code == "unreadable"


def test_an_invoice_without_due_date_currency_and_customer_is_read_as_far_as_it_goes(world: World) -> None:
    customer = world.company.add_customer("Acme")
    invoice_id = world.company.add_invoice(customer, 1_000)
    world.company.tamper("Invoice", invoice_id, DueDate=None, CurrencyRef=None, CustomerRef=None, DocNumber=None)

    invoice = world.ledger.invoice(REALM, invoice_id)

    assert invoice is not None
    assert (invoice.due_on, invoice.customer_id, invoice.number) == (None, "", "")
    assert invoice.balance == usd(1_000)


def test_a_customer_is_read_with_phones_best_first(world: World) -> None:
    world.company.add_customer_type("Recurring")
    parent = world.company.add_customer("Parent")
    customer_id = world.company.add_customer(
        "Acme",
        phone="(650) 555-1423",
        mobile="212 555 0123",
        email="ap@acme.example",
        notes="#lang:es",
        customer_type="Recurring",
        parent=parent,
        address={"CountrySubDivisionCode": "NY", "Country": "USA"},
    )
    world.company.add_invoice(customer_id, 7_500)

    customer = world.ledger.customer(REALM, customer_id)

    assert customer.raw_phones == ("212 555 0123", "(650) 555-1423")
    assert (customer.region, customer.country, customer.notes) == ("NY", "USA", "#lang:es")
    assert customer.parent_id == parent
    assert customer.balance_with_jobs == usd(7_500)
    assert customer.type_id is not None
    assert world.ledger.customer_type(REALM, customer.type_id) == "Recurring"


def test_credits_are_open_credit_memos_and_what_payments_left_over(world: World) -> None:
    customer, other = world.company.add_customer("Acme"), world.company.add_customer("Other")
    invoice = world.company.add_invoice(customer, 10_000)
    memo = world.company.add_credit_memo(customer, 2_500)
    spent = world.company.add_credit_memo(customer, 1_000)
    world.company.apply_credit(spent, invoice)
    over = world.company.receive_check(invoice, 9_700)
    world.company.add_credit_memo(other, 9_900)

    found = world.ledger.credits(REALM, customer)

    assert {(credit.id, credit.kind, credit.remaining.minor) for credit in found} == {
        (memo, "credit_memo", 2_500),
        (over, "payment", 700),
    }
    for credit in found:
        assert world.ledger.credit(REALM, credit.id, credit.kind) == credit
    used_up = world.ledger.credit(REALM, spent, "credit_memo")
    assert used_up is not None
    assert used_up.remaining == usd(0)
    assert world.ledger.credit(REALM, "99999", "credit_memo") is None


def test_changes_name_what_changed_and_what_was_deleted_with_quickbooks_own_time(world: World) -> None:
    customer = world.company.add_customer("Acme")
    gone = world.company.add_invoice(customer, 1_000)
    world.clock.time += timedelta(hours=1)
    mark = world.clock.time
    world.clock.time += timedelta(minutes=1)
    kept = world.company.add_invoice(customer, 2_000)
    paid = world.company.receive_check(kept)
    world.company.delete_invoice(gone)

    changes = world.ledger.changes(REALM, mark)

    found = {(change.entity, change.id, change.deleted) for change in changes.items}
    assert {("Invoice", kept, False), ("Payment", paid, False), ("Invoice", gone, True)} <= found
    assert changes.as_of == world.clock.time
    assert changes.complete is True


def test_what_changed_since_any_time_is_found_by_query_inactive_customers_too(world: World) -> None:
    customer = world.company.add_customer("Acme")
    world.company.receive_payment(customer, 500)
    world.clock.time += timedelta(days=40)
    mark = world.clock.time
    inactive = world.company.add_customer("Former Co")
    world.company.edit_customer(inactive, Active=False)
    memo = world.company.add_credit_memo(customer, 1_000)
    world.clock.time += timedelta(days=40)

    found = {(change.entity, change.id) for change in world.ledger.updated_since(REALM, mark)}

    assert found == {("Customer", customer), ("Customer", inactive), ("CreditMemo", memo)}


def test_the_rate_of_a_day_is_the_last_one_set_by_then_and_none_where_there_is_none() -> None:
    rates = {"CAD": {date(2026, 1, 5): Decimal("0.71"), date(2026, 2, 1): Decimal(1)}}
    world = World(multicurrency=True, rates=rates)
    days = (date(2026, 1, 4), date(2026, 1, 31), date(2026, 2, 1))

    assert [world.ledger.exchange_rate(REALM, "CAD", on) for on in days] == [None, Decimal("0.71"), Decimal(1)]
    assert world.ledger.exchange_rate(REALM, "EUR", days[0]) is None


def test_a_payment_of_nothing_applies_a_credit_memo_to_an_invoice(world: World) -> None:
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(customer, 10_000)
    memo = world.company.add_credit_memo(customer, 4_000)
    uses = (CreditUse(credit_id=memo, amount=usd(4_000)),)

    made = world.ledger.pay(
        REALM, draft(customer, invoice, 4_000).model_copy(update={"total": usd(0), "credits": uses}), "pd-credit"
    )

    assert (made.total, made.unapplied, made.voided, made.deposited) == (usd(0), usd(0), False, False)
    assert world.company.balance(invoice) == 6_000
    assert world.ledger.credits(REALM, customer) == ()


def test_a_payment_on_a_bank_deposit_says_so(world: World) -> None:
    customer = world.company.add_customer("Acme")
    made = world.ledger.pay(REALM, draft(customer, world.company.add_invoice(customer, 10_000), 10_000), "pd-1")
    world.company.deposit([made.id])

    found = world.ledger.payment(REALM, made.id)

    assert found is not None
    assert found.deposited is True


@pytest.mark.parametrize(("count", "complete"), [(998, True), (999, False), (1_000, False)])
def test_a_full_answer_of_changes_says_that_there_may_be_more(world: World, count: int, complete: bool) -> None:
    customer = world.company.add_customer("Acme")
    for _ in range(count):
        world.company.add_invoice(customer, 1_000)

    changes = world.ledger.changes(REALM, NOW - timedelta(minutes=1))

    assert len(changes.items) == min(count + 1, 1_000), "the customer changes with its invoices"
    assert changes.complete is complete


@pytest.mark.parametrize(("days", "complete"), [(29, True), (31, False), (400, False)])
def test_a_mark_older_than_thirty_days_gives_what_there_is_and_says_that_it_is_not_all(
    world: World, days: int, complete: bool
) -> None:
    customer = world.company.add_customer("Acme")
    world.clock.time += timedelta(days=days)
    recent = world.company.add_invoice(customer, 1_000)

    changes = world.ledger.changes(REALM, world.clock.time - timedelta(days=days))

    assert ("Invoice", recent) in {(change.entity, change.id) for change in changes.items}
    assert changes.complete is complete


def test_the_company_and_its_settings_are_one_value() -> None:
    world = World(name="Harbor Plumbing", multicurrency=True, book_close_date=date(2025, 12, 31))

    info = world.ledger.company(REALM)

    assert (info.name, info.country, info.home_currency) == ("Harbor Plumbing", "US", "USD")
    assert (info.multicurrency, info.books_closed_on) == (True, date(2025, 12, 31))


def test_an_invoice_comes_as_pdf(world: World) -> None:
    invoice = world.company.add_invoice(world.company.add_customer("Acme"), 1_000)

    assert world.ledger.invoice_pdf(REALM, invoice).startswith(b"%PDF")


# --- writing


def test_a_payment_closes_its_invoice_and_is_found_by_id_and_reference(world: World) -> None:
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(customer, 10_000)

    made = world.ledger.pay(REALM, draft(customer, invoice, 10_000), "pd-1")

    assert made.total == usd(10_000)
    assert made.unapplied == usd(0)
    assert made.lines == (LedgerPaymentLine(invoice_id=invoice, amount=usd(10_000)),)
    assert world.company.balance(invoice) == 0
    assert world.ledger.payment(REALM, made.id) == made
    assert world.ledger.payments_by_reference(REALM, "PD-0123456789abcdef") == (made,)


def test_a_payment_says_exactly_this_where_multicurrency_is_off(world: World) -> None:
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(customer, 10_000)

    world.ledger.pay(REALM, draft(customer, invoice, 7_505), "pd-1")

    (request,) = world.sent()
    assert (request.path, request.one("requestid"), request.one("minorversion")) == (
        f"/v3/company/{REALM}/payment",
        "pd-1",
        "75",
    )
    assert decode(request.body) == {
        "CustomerRef": {"value": customer},
        "TotalAmt": Decimal("75.05"),
        "PaymentRefNum": "PD-0123456789abcdef",
        "PrivateNote": "Stripe pi_1 ch_1",
        "TxnDate": "2026-03-02",
        "Line": [{"Amount": Decimal("75.05"), "LinkedTxn": [{"TxnId": invoice, "TxnType": "Invoice"}]}],
    }


def test_currency_and_rate_are_sent_where_multicurrency_is_on() -> None:
    world = World(multicurrency=True)
    customer = world.company.add_customer("Acme", currency="CAD")
    invoice = world.company.add_invoice(customer, 10_000, ExchangeRate=Decimal("0.7305"))

    read = world.ledger.invoice(REALM, invoice)
    assert read is not None
    assert (read.balance.currency, read.exchange_rate) == ("CAD", Decimal("0.7305"))
    made = world.ledger.pay(REALM, draft(customer, invoice, 10_000, "CAD", exchange_rate=read.exchange_rate), "pd-1")

    body = decode(world.sent()[-1].body)
    assert (body["CurrencyRef"], body["ExchangeRate"]) == ({"value": "CAD"}, Decimal("0.7305"))
    assert made.total == Money(minor=10_000, currency="CAD")


def test_a_foreign_payment_without_a_rate_is_refused_before_it_is_booked_at_a_false_worth() -> None:
    world = World(multicurrency=True)

    with pytest.raises(Refused, match="needs its exchange rate"):
        world.ledger.pay(REALM, draft("1", "2", 10_000, "CAD"), "pd-1")

    assert world.sent() == []


def test_the_same_requestid_gives_the_first_answer_again(world: World) -> None:
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(customer, 10_000)

    first = world.ledger.pay(REALM, draft(customer, invoice, 4_000), "pd-1")
    again = world.ledger.pay(REALM, draft(customer, invoice, 4_000), "pd-1")

    assert first.id == again.id
    assert world.company.balance(invoice) == 6_000


@pytest.mark.parametrize(("length", "fits"), [(20, True), (21, True), (22, False)])
def test_a_reference_holds_at_most_twenty_one_characters(world: World, length: int, fits: bool) -> None:
    customer = world.company.add_customer("Acme")
    paper = draft(customer, world.company.add_invoice(customer, 10_000), 4_000, reference="r" * length)

    if fits:
        assert world.ledger.pay(REALM, paper, "pd-1").reference == "r" * length
    else:
        with pytest.raises(BadInput, match="reference has 22 characters"):
            world.ledger.pay(REALM, paper, "pd-1")
        assert world.sent() == []


def test_a_payment_into_closed_books_is_refused_with_its_code_and_tid() -> None:
    world = World(book_close_date=date(2026, 3, 2))
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(customer, 10_000, day=date(2026, 3, 3))

    with pytest.raises(Refused) as refused:
        world.ledger.pay(REALM, draft(customer, invoice, 4_000), "pd-1")

    assert (refused.value.code, refused.value.status) == ("6210", 400)
    assert refused.value.request_id.startswith("1-")


def test_the_note_goes_into_the_custom_field_of_that_name_and_touches_nothing_else(world: World) -> None:
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(
        customer,
        10_000,
        CustomField=[{"DefinitionId": "2", "Name": "Job number", "Type": "StringType", "StringValue": "J-1"}],
    )
    before = world.company.invoice(invoice)

    world.ledger.note_on_invoice(REALM, invoice, "Pastdue", "Paid by card, pi_1, PD-0123456789abcdef")

    after = world.company.invoice(invoice)
    (request,) = world.sent()
    assert "Line" not in json.loads(request.body)
    assert after["Line"] == before["Line"]
    values = {field["Name"]: field.get("StringValue") for field in after["CustomField"]}
    assert values["Pastdue"] == "Paid by card, pi_1, PD-01234567"[:31]
    assert values["Job number"] == "J-1"


def test_a_company_without_the_custom_field_is_left_alone() -> None:
    world = World()
    invoice = world.company.add_invoice(world.company.add_customer("Acme"), 10_000)

    world.ledger.note_on_invoice(REALM, invoice, "Pastdue", "Paid")

    assert world.sent() == []


def test_a_note_on_an_invoice_that_moved_meanwhile_is_written_on_what_it_now_is(world: World) -> None:
    invoice = world.company.add_invoice(world.company.add_customer("Acme"), 10_000)
    world.faulty.add(Meanwhile(lambda: world.company.edit_invoice(invoice, due=date(2026, 9, 1))), method="POST")

    world.ledger.note_on_invoice(REALM, invoice, "Pastdue", "Paid")

    after = world.company.invoice(invoice)
    assert after["DueDate"] == "2026-09-01"
    assert {field["Name"]: field.get("StringValue") for field in after["CustomField"]}["Pastdue"] == "Paid"


# --- trouble


def test_an_expired_token_is_renewed_once_and_the_write_done_once(world: World) -> None:
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(customer, 10_000)
    world.played.oauth.expire_access_tokens()

    world.ledger.pay(REALM, draft(customer, invoice, 4_000), "pd-1")

    assert world.renewals == 1
    assert world.company.balance(invoice) == 6_000


def test_a_token_that_is_refused_again_means_not_connected(world: World) -> None:
    body = b'{"fault":{"error":[{"message":"x","detail":"y","code":"3200"}],"type":"AUTHENTICATION"}}'
    world.faulty.add(AnswerWith(401, body), times=-1)

    with pytest.raises(NotConnected):
        world.ledger.invoice(REALM, "1")

    assert world.renewals == 1


THROTTLED = [
    (429, b'<?xml version="1.0"?><IntuitResponse/>'),
    (429, b'{"Fault":{"Error":[{"Message":"Throttled","code":"003001"}],"type":"ThrottlingFault"}}'),
    (403, b'{"Fault":{"Error":[{"Message":"Throttled","code":"3001"}],"type":"ThrottlingFault"}}'),
]


@pytest.mark.parametrize(("status", "body"), THROTTLED)
def test_throttling_is_busy_for_a_minute_whatever_its_shape(world: World, status: int, body: bytes) -> None:
    world.faulty.add(AnswerWith(status, body), times=-1)

    with pytest.raises(Busy) as busy:
        world.ledger.pay(REALM, draft("1", "2", 100), "pd-1")

    assert busy.value.retry_after == 60


@pytest.mark.parametrize(
    "trouble", [LoseRequest(), LoseAnswer(), AnswerWith(500), AnswerWith(503), AnswerWith(200, b"?")]
)
def test_silence_and_outage_are_unavailable_on_a_read_and_unknown_on_a_write(
    world: World, trouble: LoseRequest | LoseAnswer | AnswerWith
) -> None:
    customer = world.company.add_customer("Acme")
    invoice = world.company.add_invoice(customer, 10_000)
    world.ledger.company(REALM)
    world.faulty.add(trouble, times=2)

    with pytest.raises(Unavailable):
        world.ledger.invoice(REALM, invoice)
    with pytest.raises(Unknown):
        world.ledger.pay(REALM, draft(customer, invoice, 4_000), "pd-1")

    made = world.ledger.pay(REALM, draft(customer, invoice, 4_000), "pd-1")
    assert world.company.balance(invoice) == 6_000, "asked again with the same requestid it is booked once"
    assert world.ledger.payments_by_reference(REALM, made.reference) == (made,)


def test_a_refusal_repeats_no_phone_and_no_address(world: World) -> None:
    said = {"Message": "Bad number (212) 555-0123", "Detail": "mail to jo@acme.example or +12125550123", "code": "2030"}
    body = json.dumps({"Fault": {"Error": [said], "type": "ValidationFault"}}).encode()
    world.faulty.add(AnswerWith(400, body))

    with pytest.raises(Refused) as refused:
        world.ledger.invoice(REALM, "1")

    assert "555" not in str(refused.value)
    assert "acme" not in str(refused.value)
    assert refused.value.code == "2030"
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("token", ["", "1'", "1 OR 2", "../1", "1/2"])
def test_an_id_that_would_need_escaping_never_reaches_the_wire(world: World, token: str) -> None:
    with pytest.raises(BadInput):
        world.ledger.invoice(REALM, token)
    with pytest.raises(BadInput):
        world.ledger.payments_by_reference(REALM, token)
    assert world.line.heard == []


def test_amounts_go_over_the_wire_as_exact_decimals() -> None:
    assert encode({"a": Decimal("1E+2"), "b": Decimal("0.10"), "c": [True, None, 1, 'ñ"']}) == (
        '{"a":100,"b":0.10,"c":[true,null,1,"\\u00f1\\""]}'
    )
    with pytest.raises(TypeError, match="float"):
        encode(0.1)
