"""The played QuickBooks' webhooks: both formats, the signature, and what goes wrong on the way."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import random
import re

import pytest

from sandbox.wire import Delivery
from tests.contract.played_quickbooks import REALM, VERIFIER, App, connected


@pytest.fixture
def app() -> App:
    return connected()


@pytest.fixture
def customer(app: App) -> str:
    id_ = app.company.add_customer("Harborview Cafe")
    app.delivered.clear()
    return id_


def test_a_change_comes_as_a_bare_array_of_cloud_events(app: App, customer: str) -> None:
    app.clock.pass_(microseconds=179_851)
    id_ = app.company.add_invoice(customer, 5_000)
    (delivery,) = app.delivered
    (event,) = json.loads(delivery.body)
    assert list(event) == [
        "specversion",
        "id",
        "source",
        "type",
        "datacontenttype",
        "time",
        "intuitentityid",
        "intuitaccountid",
        "data",
    ]
    assert (event["type"], event["intuitentityid"], event["intuitaccountid"]) == ("qbo.invoice.created.v1", id_, REALM)
    assert (event["specversion"], event["data"]) == ("1.0", {})
    assert event["source"].startswith("intuit.")
    assert re.fullmatch(r"2026-03-10T15:00:00\.179851\d{3}Z", event["time"])
    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", event["id"])
    assert delivery.url == "https://app.example.com/quickbooks/webhook"


def test_the_legacy_format_groups_by_company(app: App, customer: str) -> None:
    app.quickbooks.webhooks.format = "legacy"
    id_ = app.company.add_invoice(customer, 5_000)
    (delivery,) = app.delivered
    assert json.loads(delivery.body) == {
        "eventNotifications": [
            {
                "realmId": REALM,
                "dataChangeEvent": {
                    "entities": [
                        {
                            "id": id_,
                            "operation": "Create",
                            "name": "Invoice",
                            "lastUpdated": "2026-03-10T15:00:00.000Z",
                        }
                    ]
                },
            }
        ]
    }


@pytest.mark.parametrize("legacy", [False, True])
def test_the_signature_is_over_the_raw_body(app: App, customer: str, legacy: bool) -> None:
    app.quickbooks.webhooks.format = "legacy" if legacy else "cloudevents"
    app.company.add_invoice(customer, 5_000)
    (delivery,) = app.delivered
    digest = hmac.new(VERIFIER.encode(), delivery.body, hashlib.sha256).digest()
    assert delivery.headers["intuit-signature"] == base64.b64encode(digest).decode()


def test_our_own_payment_comes_back_as_payment_created_and_invoice_updated(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000)
    app.told()
    payment = app.post("payment", app.pay(customer, 50, (id_, 50)))["Payment"]
    assert app.told() == [("payment.created", payment["Id"]), ("invoice.updated", id_)]


def test_each_operation_has_its_word(app: App, customer: str) -> None:
    id_ = app.company.add_invoice(customer, 5_000)
    app.company.edit_invoice(id_, PrivateNote="seen")
    app.company.send_invoice(id_)
    app.company.void_invoice(id_)
    app.company.delete_invoice(id_)
    assert app.told() == [
        ("invoice.created", id_),
        ("invoice.updated", id_),
        ("invoice.emailed", id_),
        ("invoice.void", id_),
        ("invoice.deleted", id_),
    ]


def test_a_refused_request_tells_nothing(app: App, customer: str) -> None:
    app.refusal("POST", "payment", app.pay(customer, 50, ("999", 50)))
    assert app.told() == []


def test_a_replayed_request_tells_nothing_again(app: App, customer: str) -> None:
    body = app.pay(customer, 50)
    app.post("payment", body, requestid="r-1")
    app.told()
    app.post("payment", body, requestid="r-1")
    assert app.told() == []


def test_only_what_the_app_asked_for_is_told(app: App, customer: str) -> None:
    app.quickbooks.webhooks.kinds = frozenset({"Payment"})
    app.company.receive_check(app.company.add_invoice(customer, 5_000))
    assert [type_ for type_, _ in app.told()] == ["payment.created"]


def test_events_can_be_gathered_and_one_post_may_mix_companies(app: App, customer: str) -> None:
    other = app.quickbooks.add_company("42")
    app.quickbooks.webhooks.holding = True
    app.company.add_invoice(customer, 5_000)
    other.add_customer("Elsewhere")
    assert app.delivered == []
    app.quickbooks.release_webhooks()
    (delivery,) = app.delivered
    assert [event["intuitaccountid"] for event in json.loads(delivery.body)] == [REALM, "42"]


def test_events_can_come_one_by_one(app: App, customer: str) -> None:
    app.quickbooks.webhooks.most_per_post = 1
    app.company.receive_check(app.company.add_invoice(customer, 5_000))
    assert [len(json.loads(delivery.body)) for delivery in app.delivered] == [1, 1, 1]


def test_a_repeated_post_carries_the_same_event_ids(app: App, customer: str) -> None:
    app.quickbooks.webhooks.repeat = 1.0
    app.company.add_invoice(customer, 5_000)
    first, second = app.delivered
    assert first == second
    assert first.event_id == json.loads(first.body)[0]["id"]


def test_a_dropped_post_never_comes_and_a_late_one_comes_after_the_next(app: App, customer: str) -> None:
    hooks = app.quickbooks.webhooks
    hooks.drop = 1.0
    app.company.add_invoice(customer, 5_000)
    hooks.drop, hooks.late = 0.0, 1.0
    late = app.company.add_invoice(customer, 5_000)
    assert app.delivered == []
    hooks.late = 0.0
    punctual = app.company.add_invoice(customer, 5_000)
    assert [id_ for _, id_ in app.told()] == [punctual, late]
    assert len(hooks.dropped) == 1


def test_the_same_seed_makes_the_same_trouble() -> None:
    stories = []
    for _ in range(2):
        app = connected()
        hooks = app.quickbooks.webhooks
        hooks.chance, hooks.drop, hooks.repeat, hooks.late = random.Random(7).random, 0.2, 0.2, 0.2
        customer = app.company.add_customer("Cafe")
        for _ in range(50):
            app.company.add_invoice(customer, 100)
        app.quickbooks.release_webhooks()
        stories.append([delivery.body for delivery in app.delivered])
    assert stories[0] == stories[1]
    assert len(stories[0]) != len(set(stories[0]))
    assert stories[0] != sorted(stories[0])


def test_a_webhook_is_delivered_when_the_books_can_be_read_again(app: App, customer: str) -> None:
    """The receiver may ask at once, in the same thread: it then sees what the event speaks of."""
    seen = []

    def receive(delivery: Delivery) -> None:
        (event, *_) = json.loads(delivery.body)
        seen.append(app.get(f"invoice/{event['intuitentityid']}")["Invoice"]["Balance"])

    app.quickbooks._deliver = receive
    app.company.add_invoice(customer, 5_000)
    assert seen == [50]
