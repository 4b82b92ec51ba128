"""The played Stripe's objects against the vendor's own example objects: every field that those have, these have too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stripe.params as known_params
from stripe import RequestOptions
from stripe.params import checkout as checkout_params

from sandbox.stripe.endpoints import SPECS
from tests.contract.played_stripe import Account

# What the SDK takes along beside the parameters.
_OPTIONS = set(RequestOptions.__annotations__)

EXAMPLES = Path(__file__).parents[3] / "shared" / "specs" / "stripe_fixtures3.json"
# Left out by Stripe itself unless they are expanded, or gone since the API versions of 2022.
NOT_ALWAYS = {"charge": {"refunds"}}


@pytest.fixture(scope="module")
def examples() -> dict[str, Any]:
    if not EXAMPLES.exists():
        pytest.skip(f"the vendor's example objects are not here: {EXAMPLES.name} in shared/specs beside the checkout")
    resources: dict[str, Any] = json.loads(EXAMPLES.read_text("utf-8"))["resources"]
    return resources


@pytest.fixture(scope="module")
def seen() -> dict[str, dict[str, Any]]:
    """One object of each kind, after a life with a payment, a refund, a debit and a dispute."""
    account = Account()
    link = account.link(
        payment_method_types=["card", "us_bank_account"],
        payment_intent_data={"metadata": {"a": "b"}},
        restrictions={"completed_sessions": {"limit": 3}},
    )
    intent = account.played.pay_link(link.url)
    account.later(seconds=5)
    account.played.refund(intent, 100)
    account.played.dispute(account.played.pay_link(link.url))
    account.played.pay_by_bank(account.link(payment_method_types=["us_bank_account"]).url)
    account.later(days=7)

    def got(path: str) -> dict[str, Any]:
        answer = account.raw("GET", path)
        assert answer.status == 200
        value: dict[str, Any] = json.loads(answer.body)
        return value["data"][-1] if value["object"] == "list" else value

    charge = got("/v1/charges")
    price = got(f"/v1/payment_links/{link.id}/line_items")["price"]
    return {
        "payment_link": got(f"/v1/payment_links/{link.id}"),
        "checkout.session": got("/v1/checkout/sessions"),
        "payment_intent": got("/v1/payment_intents"),
        "charge": charge,
        "refund": got("/v1/refunds"),
        "dispute": got("/v1/disputes"),
        "event": got("/v1/events"),
        "balance_transaction": got("/v1/balance_transactions"),
        "payout": got("/v1/payouts"),
        "balance": got("/v1/balance"),
        "item": got(f"/v1/payment_links/{link.id}/line_items"),
        "price": price,
        "product": got(f"/v1/products/{price['product']}"),
        "payment_method": got(f"/v1/payment_methods/{charge['payment_method']}"),
    }


KINDS = (
    "payment_link",
    "checkout.session",
    "payment_intent",
    "charge",
    "refund",
    "dispute",
    "event",
    "balance_transaction",
    "payout",
    "balance",
    "item",
    "price",
    "product",
    "payment_method",
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_vendors_example_is_there(
    examples: dict[str, Any], seen: dict[str, dict[str, Any]], kind: str
) -> None:
    missing = set(_missing(examples[kind], seen[kind], kind))

    assert missing - {f"{kind}.{name}" for name in NOT_ALWAYS.get(kind, set())} == set()


def _missing(example: Any, ours: Any, path: str) -> Iterator[str]:
    """What the example has and ours has not, at any depth at which both are objects."""
    if not isinstance(example, dict) or not isinstance(ours, dict) or path.endswith(("metadata", "data.object")):
        return
    for name in example:
        if name not in ours:
            yield f"{path}.{name}"
        else:
            yield from _missing(example[name], ours[name], f"{path}.{name}")


@pytest.mark.parametrize("kind", KINDS)
def test_a_field_that_is_filled_is_filled_as_the_vendor_fills_it(
    examples: dict[str, Any], seen: dict[str, dict[str, Any]], kind: str
) -> None:
    assert list(_differences(examples[kind], seen[kind], kind)) == []


def _differences(example: Any, ours: Any, path: str) -> Iterator[str]:
    """Where both sides have a value, it is of the same JSON type; objects of Stripe's own are compared below."""
    if example is None or ours is None:
        return
    if isinstance(example, dict) and isinstance(ours, dict):
        if path.endswith(("metadata", "payment_method_options", "data.object")):
            return
        for name in example.keys() & ours.keys():
            yield from _differences(example[name], ours[name], f"{path}.{name}")
    elif isinstance(example, list) and isinstance(ours, list):
        if example and ours:
            yield from _differences(example[0], ours[0], f"{path}[]")
    elif isinstance(example, dict) and isinstance(ours, str):
        return  # an id in place of what could be expanded
    elif type(example) is not type(ours):
        yield f"{path}: {type(ours).__name__} in place of {type(example).__name__}"


@pytest.mark.parametrize(
    ("method", "shape", "known"),
    [
        ("POST", "payment_links", known_params.PaymentLinkCreateParams),
        ("POST", "payment_links/{}", known_params.PaymentLinkModifyParams),
        ("GET", "payment_links", known_params.PaymentLinkListParams),
        ("GET", "checkout.sessions", checkout_params.SessionListParams),
        ("POST", "checkout.sessions/{}/expire", checkout_params.SessionExpireParams),
        ("GET", "payment_intents", known_params.PaymentIntentListParams),
        ("GET", "charges", known_params.ChargeListParams),
        ("POST", "refunds", known_params.RefundCreateParams),
        ("GET", "refunds", known_params.RefundListParams),
        ("GET", "disputes", known_params.DisputeListParams),
        ("GET", "events", known_params.EventListParams),
        ("GET", "balance_transactions", known_params.BalanceTransactionListParams),
        ("GET", "payouts", known_params.PayoutListParams),
        ("POST", "products", known_params.ProductCreateParams),
        ("POST", "prices", known_params.PriceCreateParams),
    ],
)
def test_every_parameter_that_the_sdk_knows_is_played_or_refused_by_name(method: str, shape: str, known: Any) -> None:
    fields = SPECS[method, shape].fields

    assert fields is not None
    assert set(fields) == set(known.__annotations__) - _OPTIONS
