"""The adapters over real sockets, at addresses that have a path: the same code as against the vendors themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import boto3
import httpx
import pytest
import requests
from moto import mock_aws

from pastdue.adapters.clock import SystemClock
from pastdue.adapters.entropy import SystemEntropy
from pastdue.adapters.memory import MemoryStore
from pastdue.adapters.quickbooks.client import QuickBooksLedger
from pastdue.adapters.quickbooks.connection import QuickBooksConnections
from pastdue.adapters.quickbooks.tokens import TokenVault
from pastdue.adapters.stripe.payments import StripePayments
from pastdue.adapters.twilio.texts import TwilioTexts
from pastdue.domain.ledger import InvoiceStatus, LedgerPaymentLine, PaymentDraft
from pastdue.domain.money import Money
from pastdue.ports import LinkDraft, LinkLine
from sandbox.serve import Host

REDIRECT = "https://api.client.example/quickbooks/callback"


@pytest.fixture
def host() -> Iterator[tuple[Host, dict[str, str]]]:
    host = Host({"sample": False, "seed": 7})
    addresses = host.start()
    yield host, addresses
    host.stop()


@pytest.fixture
def session() -> Iterator[requests.Session]:
    with requests.Session() as session:
        yield session


def test_quickbooks_is_connected_read_and_written(
    host: tuple[Host, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    played, addresses = host
    quickbooks = played.world.quickbooks
    company = quickbooks.company() if quickbooks.companies else quickbooks.add_company("310687")
    customer = company.add_customer("Acme")
    invoice = company.add_invoice(customer, 12_345)
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with mock_aws(config={"core": {"passthrough": {"urls": [r"http://127\.0\.0\.1.*"]}}}):
        connections = QuickBooksConnections(
            store=MemoryStore(),
            clock=SystemClock(),
            entropy=SystemEntropy(),
            vault=TokenVault(client=boto3.client("secretsmanager"), prefix="pastdue/quickbooks/", kms_key_id=None),
            client_id=quickbooks.oauth.client_id,
            client_secret=quickbooks.oauth.client_secret,
            redirect_uri=REDIRECT,
            base_url=addresses["intuit_oauth"],
        )
        with httpx.HTTPTransport() as transport:
            ledger = QuickBooksLedger(
                tokens=connections, clock=SystemClock(), base_url=addresses["quickbooks"], transport=transport
            )
            connections.finish(quickbooks.oauth.authorize(company.realm, REDIRECT), company.realm)
            assert connections.refresh(company.realm) is True

            amount = Money(minor=12_345, currency="USD")
            ledger.pay(
                company.realm,
                PaymentDraft(
                    customer_id=customer,
                    total=amount,
                    exchange_rate=None,
                    reference="PD-1",
                    note="",
                    paid_on=date(2026, 3, 2),
                    deposit_account_id=None,
                    lines=(LedgerPaymentLine(invoice_id=invoice, amount=amount),),
                ),
                "pd-1",
            )
            read = ledger.invoice(company.realm, invoice)

    assert read is not None
    assert read.status is InvoiceStatus.PAID


def test_stripe_makes_a_link_that_is_paid(host: tuple[Host, dict[str, str]], session: requests.Session) -> None:
    played, addresses = host
    payments = StripePayments(api_key="rk_test_pastdue", base_url=addresses["stripe"], session=session)
    amount = Money(minor=12_345, currency="USD")
    began = datetime.now(UTC) - timedelta(minutes=1)

    link = payments.create_link(
        LinkDraft(
            link_id="l1",
            lines=(LinkLine(name="Invoice 1001", amount=amount),),
            currency="USD",
            metadata={"link": "l1"},
            inactive_message="Changed.",
        ),
        "key-1",
    )
    intent = played.world.stripe.pay_link(link.url)

    assert [payment.received for payment in payments.payments_since(began)] == [amount]
    assert list(payments.touched_since(began)).count(intent.id) >= 1


def test_twilio_takes_a_text(host: tuple[Host, dict[str, str]], session: requests.Session) -> None:
    played, addresses = host
    twilio = played.world.twilio
    texts = TwilioTexts(
        account_sid=twilio.account_sid,
        api_key="SK00000000000000000000000000000001",
        api_secret="played-secret",
        sender=next(iter(twilio.numbers)),
        public_url="https://api.client.example",
        base_url=addresses["twilio"],
        session=session,
    )

    sent = texts.send("+12125550123", "Hello", "t1", 3_600)

    assert [text.id for text in texts.sent_to("+12125550123")] == [sent.id]
