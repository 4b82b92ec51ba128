"""What the played Stripe promises: the vendor's own SDK against links, sessions, payments, refunds and disputes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import stripe

from sandbox.stripe import NotPayable, Settings
from sandbox.stripe.banking_days import after, holidays
from sandbox.stripe.params import StripeError
from sandbox.wire import Request
from tests.contract.played_stripe import KEY, MONDAY, SECRET, Account, link_params


@pytest.fixture
def account() -> Account:
    return Account()


def refused(call: Callable[[], object]) -> stripe.StripeError:
    with pytest.raises(stripe.StripeError) as caught:
        call()
    return caught.value


# --- links


def test_a_link_is_made_of_inline_prices_and_shows_its_address_and_both_kinds_of_metadata(account: Account) -> None:
    link = account.link(
        metadata={"case": "1"},
        payment_intent_data={"metadata": {"case": "1"}},
        restrictions={"completed_sessions": {"limit": 1}},
        inactive_message="Paid already.",
        payment_method_types=["card", "us_bank_account"],
    )

    assert link.active is True
    assert link.url.startswith("https://buy.stripe.example/pay/test_")
    assert (link.metadata["case"], link.payment_intent_data.metadata["case"]) == ("1", "1")
    assert (link.restrictions.completed_sessions.count, link.restrictions.completed_sessions.limit) == (0, 1)
    assert link.payment_method_types == ["card", "us_bank_account"]
    (line,) = account.sdk.payment_links.line_items.list(link.id).data
    assert (line.amount_total, line.description, line.price.active) == (12_345, "Invoice 1001", False)


@pytest.mark.parametrize(("lines", "accepted"), [(19, True), (20, True), (21, False)])
def test_a_link_has_at_most_twenty_lines(account: Account, lines: int, accepted: bool) -> None:
    params = {"line_items": link_params(100)["line_items"] * lines}

    if accepted:
        account.sdk.payment_links.create(params)
    else:
        assert refused(lambda: account.sdk.payment_links.create(params)).http_status == 400
    assert len(account.played.links()) == int(accepted)


@pytest.mark.parametrize(
    ("currency", "amount", "code"),
    [
        ("usd", 49, "amount_too_small"),
        ("usd", 50, None),
        ("usd", 51, None),
        ("gbp", 29, "amount_too_small"),
        ("gbp", 30, None),
        ("jpy", 49, "amount_too_small"),
        ("jpy", 50, None),
        ("usd", 99_999_999, None),
        ("usd", 100_000_000, "amount_too_large"),
    ],
)
def test_a_charge_is_neither_below_the_least_nor_above_the_most(
    account: Account, currency: str, amount: int, code: str | None
) -> None:
    if code is None:
        assert account.link(amount, currency).currency == currency
    else:
        assert refused(lambda: account.link(amount, currency)).code == code


@pytest.mark.parametrize(
    ("currency", "amount", "accepted"),
    [
        ("isk", 30_000, True),
        ("isk", 30_050, False),
        ("ugx", 400_000, True),
        ("ugx", 400_001, False),
        ("kwd", 1_230, True),
        ("kwd", 1_235, False),
    ],
)
def test_some_currencies_take_only_amounts_that_end_in_zeros(
    account: Account, currency: str, amount: int, accepted: bool
) -> None:
    if accepted:
        account.link(amount, currency)
    else:
        assert refused(lambda: account.link(amount, currency)).http_status == 400


def test_bank_debits_are_for_dollars_only(account: Account) -> None:
    error = refused(lambda: account.link(currency="cad", payment_method_types=["card", "us_bank_account"]))

    assert error.error is not None
    assert error.error.param == "payment_method_types[1]"


@pytest.mark.parametrize(
    ("change", "code", "param"),
    [
        ({"colour": "blue"}, "parameter_unknown", "colour"),
        ({"line_items": [{"quantity": 1, "price_data": {"amount": 5}}]}, "parameter_unknown", None),
        ({"line_items": [{"price_data": {"currency": "usd", "unit_amount": 500}}]}, "parameter_missing", None),
        ({"line_items": [{"quantity": "one", "price": "p"}]}, "parameter_invalid_integer", "line_items[0][quantity]"),
        ({"inactive_message": "x" * 501}, None, "inactive_message"),
        ({"metadata": {"k" * 41: "v"}}, None, f"metadata[{'k' * 41}]"),
        ({"metadata": {"k": "v" * 501}}, None, "metadata[k]"),
        ({"automatic_tax": {"enabled": True}}, None, "automatic_tax"),
    ],
)
def test_what_the_vendor_does_not_know_or_the_sandbox_does_not_play_is_refused_by_name(
    account: Account, change: dict[str, object], code: str | None, param: str | None
) -> None:
    error = refused(lambda: account.sdk.payment_links.create(link_params() | change))

    assert (error.http_status, error.code) == (400, code)
    assert error.error is not None
    assert param is None or error.error.param == param
    assert account.played.links() == []


def test_an_amount_can_never_be_changed(account: Account) -> None:
    link = account.link()
    line = account.sdk.payment_links.line_items.list(link.id).data[0].id

    error = refused(
        lambda: account.sdk.payment_links.update(
            link.id, {"line_items": [{"id": line, "price_data": {"unit_amount": 5}}]}
        )
    )

    assert error.code == "parameter_unknown"


def test_a_dead_link_says_why_and_opens_nothing(account: Account) -> None:
    link = account.link()

    account.sdk.payment_links.update(link.id, {"active": False, "inactive_message": "Text us for a new link."})

    assert account.sdk.payment_links.retrieve(link.id).active is False
    with pytest.raises(NotPayable, match="Text us for a new link"):
        account.played.pay_link(link.url)
    assert account.sdk.checkout.sessions.list({"payment_link": link.id}).data == []
    page = account.played.handle(Request.of("GET", link.url))
    assert b"Text us for a new link." in page.body
    assert b"<form" not in page.body


def test_a_page_opened_before_its_link_died_can_still_be_paid_until_it_is_expired(account: Account) -> None:
    link = account.link()
    early, late = account.played.open_session(link.url), account.played.open_session(link.url)
    account.sdk.payment_links.update(link.id, {"active": False})

    assert account.played.pay(early).status == "succeeded"

    (still_open,) = account.sdk.checkout.sessions.list({"payment_link": link.id, "status": "open"}).data
    assert still_open.id == late.id
    account.sdk.checkout.sessions.expire(late.id)
    with pytest.raises(NotPayable, match="expired"):
        account.played.pay(late)


def test_a_link_for_one_payment_dies_with_it_but_a_second_open_page_can_pay_twice(account: Account) -> None:
    link = account.link(restrictions={"completed_sessions": {"limit": 1}})
    first, second = account.played.open_session(link.url), account.played.open_session(link.url)

    account.played.pay(first)

    after_one = account.sdk.payment_links.retrieve(link.id)
    assert (after_one.active, after_one.restrictions.completed_sessions.count) == (False, 1)
    with pytest.raises(NotPayable):
        account.played.open_session(link.url)
    assert account.played.pay(second).status == "succeeded"


# --- sessions


def test_what_the_customer_can_write_into_the_address_is_not_in_the_metadata(account: Account) -> None:
    link = account.link(metadata={"case": "1"})

    account.played.open_session(f"{link.url}?prefilled_email=pat%40example.com&client_reference_id=forged")

    (session,) = account.sdk.checkout.sessions.list({"payment_link": link.id}).data
    assert session.client_reference_id == "forged"
    assert session.metadata.to_dict() == {"case": "1"}
    assert session.payment_intent is None


@pytest.mark.parametrize(("seconds", "status"), [(-1, "open"), (0, "expired"), (1, "expired")])
def test_a_page_left_open_expires_after_a_day(account: Account, seconds: int, status: str) -> None:
    link = account.link()
    session = account.played.open_session(link.url)

    account.later(hours=24, seconds=seconds)

    assert account.sdk.checkout.sessions.retrieve(session.id).status == status
    assert ("checkout.session.expired" in account.told()) is (status == "expired")


def test_only_an_open_session_can_be_expired(account: Account) -> None:
    link = account.link()
    session = account.played.open_session(link.url)
    account.played.pay(session)

    error = refused(lambda: account.sdk.checkout.sessions.expire(session.id))

    assert error.http_status == 400
    assert '"complete"' in str(error)


def test_expiring_a_page_on_which_a_card_was_declined_cancels_its_payment(account: Account) -> None:
    session = account.played.open_session(account.link().url)
    intent = account.played.pay(session, card="4000000000000002")

    account.sdk.checkout.sessions.expire(session.id)

    assert account.sdk.payment_intents.retrieve(intent.id).status == "canceled"
    assert account.told()[-1] == "checkout.session.expired"


# --- cards


def test_a_card_that_works_pays_at_once_and_the_fee_is_known_a_little_later(account: Account) -> None:
    link = account.link(metadata={"case": "1"}, payment_intent_data={"metadata": {"case": "1"}})

    intent = account.played.pay_link(link.url, email="pat@example.com")

    seen = account.sdk.payment_intents.retrieve(intent.id, {"expand": ["latest_charge.balance_transaction"]})
    assert (seen.status, seen.amount_received, seen.metadata["case"]) == ("succeeded", 12_345, "1")
    assert len(seen.id) == 27
    assert seen.latest_charge.balance_transaction is None
    assert account.told() == ["payment_intent.succeeded", "checkout.session.completed"]
    account.later(seconds=5)
    fee = account.sdk.payment_intents.retrieve(intent.id, {"expand": ["latest_charge.balance_transaction"]})
    assert fee.latest_charge.balance_transaction.fee == 358 + 30
    assert fee.latest_charge.balance_transaction.net == 12_345 - 388


@pytest.mark.parametrize(
    ("card", "decline_code"),
    [
        ("4000000000000002", "generic_decline"),
        ("4000 0000 0000 9995", "insufficient_funds"),
        ("4000000000000069", "expired_card"),
        ("4111111111111111", "test_mode_live_card"),
    ],
)
def test_a_declined_card_leaves_the_page_open_for_another(account: Account, card: str, decline_code: str) -> None:
    link = account.link()
    session = account.played.open_session(link.url)

    declined = account.played.pay(session, card=card)

    seen = account.sdk.payment_intents.retrieve(declined.id, {"expand": ["latest_charge"]})
    assert (seen.status, seen.last_payment_error.decline_code) == ("requires_payment_method", decline_code)
    assert (seen.latest_charge.status, seen.latest_charge.paid) == ("failed", False)
    assert account.told() == ["payment_intent.payment_failed"]
    assert account.sdk.checkout.sessions.retrieve(session.id).status == "open"
    again = account.played.pay(session)
    assert (again.id, again.status) == (declined.id, "succeeded")


def test_what_is_no_card_never_reaches_the_vendor(account: Account) -> None:
    session = account.played.open_session(account.link().url)

    with pytest.raises(NotPayable, match="invalid"):
        account.played.pay(session, card="4242424242424241")

    assert account.sdk.payment_intents.list().data == []


# --- bank debits


def test_a_bank_debit_completes_the_page_at_once_and_pays_four_banking_days_later(account: Account) -> None:
    link = account.link(
        payment_method_types=["card", "us_bank_account"], restrictions={"completed_sessions": {"limit": 1}}
    )

    intent = account.played.pay_by_bank(link.url)

    assert account.sdk.payment_intents.retrieve(intent.id).status == "processing"
    (session,) = account.sdk.checkout.sessions.list({"payment_link": link.id}).data
    assert (session.status, session.payment_status) == ("complete", "unpaid")
    assert account.sdk.payment_links.retrieve(link.id).active is False
    assert account.told() == ["payment_intent.processing", "checkout.session.completed"]
    account.later(days=4, seconds=-1)
    assert account.told() == []
    account.later(seconds=1)
    assert account.told() == ["payment_intent.succeeded", "checkout.session.async_payment_succeeded"]
    assert account.sdk.checkout.sessions.retrieve(session.id).payment_status == "paid"


def test_weekends_and_the_federal_reserves_holidays_do_not_count(account: Account) -> None:
    assert after(MONDAY, 4) == MONDAY + timedelta(days=4)
    assert after(MONDAY + timedelta(days=4), 4) == MONDAY + timedelta(days=11)  # over a weekend and Veterans Day
    assert datetime(2027, 7, 5, tzinfo=UTC).date() in holidays(2027)  # a Sunday's holiday is kept on Monday
    assert datetime(2026, 7, 3, tzinfo=UTC).date() not in holidays(2026)  # a Saturday's is not kept


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("000111111113", "account_closed"),
        ("000222222227", "insufficient_funds"),
        ("000333333335", "debit_not_authorized"),
    ],
)
def test_a_bank_debit_can_fail_days_after_it_was_submitted(account: Account, number: str, code: str) -> None:
    link = account.link(payment_method_types=["us_bank_account"])
    intent = account.played.pay_by_bank(link.url, number)
    account.told()

    account.later(days=4)

    seen = account.sdk.payment_intents.retrieve(intent.id)
    assert (seen.status, seen.last_payment_error.code) == ("requires_payment_method", code)
    assert account.told() == ["payment_intent.payment_failed", "checkout.session.async_payment_failed"]


def test_a_debit_that_the_bank_returns_after_it_succeeded_comes_as_a_lost_dispute(account: Account) -> None:
    link = account.link(payment_method_types=["us_bank_account"])
    intent = account.played.pay_by_bank(link.url, "000555555559")

    account.later(days=7)

    assert account.told()[-3:] == [
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.closed",
    ]
    (dispute,) = account.sdk.disputes.list({"payment_intent": intent.id}).data
    assert (dispute.status, dispute.amount) == ("lost", 12_345)
    assert account.sdk.payment_intents.retrieve(intent.id).status == "succeeded"


def test_an_account_to_be_verified_by_small_deposits_is_in_flight_until_its_code_is_typed(account: Account) -> None:
    link = account.link(payment_method_types=["us_bank_account"])

    intent = account.played.pay_by_bank(link.url, microdeposits=True)

    seen = account.sdk.payment_intents.retrieve(intent.id)
    assert (seen.status, seen.next_action.type) == ("requires_action", "verify_with_microdeposits")
    with pytest.raises(StripeError, match="does not match"):
        account.played.verify_microdeposits(intent, "SMWRNG")
    account.played.verify_microdeposits(intent)
    assert account.sdk.payment_intents.retrieve(intent.id).status == "processing"
    account.later(days=4)
    assert account.sdk.payment_intents.retrieve(intent.id).status == "succeeded"


@pytest.mark.parametrize(
    ("seconds", "status"),
    [(-1, "requires_action"), (0, "requires_payment_method"), (1, "requires_payment_method")],
)
def test_small_deposits_that_nobody_confirms_lapse_after_ten_days(account: Account, seconds: int, status: str) -> None:
    link = account.link(payment_method_types=["us_bank_account"])
    intent = account.played.pay_by_bank(link.url, microdeposits=True)

    account.later(days=10, seconds=seconds)

    assert account.sdk.payment_intents.retrieve(intent.id).status == status


# --- refunds and disputes


def test_refunds_add_up_and_never_exceed_what_was_paid(account: Account) -> None:
    intent = account.played.pay_link(account.link().url)
    account.told()

    first = account.sdk.refunds.create({"payment_intent": intent.id, "amount": 2_345})
    error = refused(lambda: account.sdk.refunds.create({"payment_intent": intent.id, "amount": 10_001}))
    account.sdk.refunds.create({"charge": first.charge})

    assert error.http_status == 400
    charge = account.sdk.charges.retrieve(first.charge)
    assert (charge.amount_refunded, charge.refunded) == (12_345, True)
    assert refused(lambda: account.sdk.refunds.create({"charge": first.charge})).code == "charge_already_refunded"
    cumulative = [
        json.loads(delivery.body)["data"]["object"]["amount_refunded"]
        for delivery in account.posted
        if json.loads(delivery.body)["type"] == "charge.refunded"
    ]
    assert cumulative == [2_345, 12_345]


def test_a_refund_that_the_bank_sends_back_fails_later(account: Account) -> None:
    intent = account.played.pay_link(account.link().url, card="4000000000005126")
    refund = account.sdk.refunds.create({"payment_intent": intent.id})
    assert refund.status == "succeeded"
    account.told()

    account.later(days=7)

    assert account.told() == ["refund.updated", "refund.failed"]
    assert account.sdk.refunds.retrieve(refund.id).status == "failed"
    assert account.sdk.charges.retrieve(refund.charge).amount_refunded == 0


def test_a_refund_to_a_bank_account_is_pending_for_days(account: Account) -> None:
    link = account.link(payment_method_types=["us_bank_account"])
    intent = account.played.pay_by_bank(link.url)
    account.later(days=7)
    refund = account.sdk.refunds.create({"payment_intent": intent.id})
    assert refund.status == "pending"

    account.later(days=7)

    assert account.sdk.refunds.retrieve(refund.id).status == "succeeded"


def test_a_chargeback_takes_the_money_and_gives_it_back_when_it_is_won(account: Account) -> None:
    intent = account.played.pay_link(account.link().url)
    account.told()

    dispute = account.played.dispute(intent)

    assert refused(lambda: account.sdk.refunds.create({"payment_intent": intent.id})).code == "charge_disputed"
    assert account.told() == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]
    account.played.close_dispute(dispute, "won")
    assert account.told() == ["charge.dispute.funds_reinstated", "charge.dispute.closed"]
    assert [balance.net for balance in dispute.balances] == [-12_345 - 1_500, 12_345]


def test_an_inquiry_moves_no_money(account: Account) -> None:
    intent = account.played.pay_link(account.link().url)
    account.told()

    dispute = account.played.dispute(intent, inquiry=True)
    account.played.close_dispute(dispute, "warning_closed")

    assert account.told() == ["charge.dispute.created", "charge.dispute.closed"]
    assert dispute.balances == []


def test_what_was_paid_reaches_the_bank_less_the_fees(account: Account) -> None:
    account.played.pay_link(account.link(10_000).url)
    account.played.pay_link(account.link(20_000).url)

    account.later(days=7)

    (payout,) = account.sdk.payouts.list().data
    assert (payout.amount, payout.status) == (30_000 - (290 + 30) - (580 + 30), "paid")
    inside = account.sdk.balance_transactions.list({"payout": payout.id}).data
    assert sorted(balance.net for balance in inside if balance.type == "charge") == [9_680, 19_390]


def test_of_a_payout_made_by_hand_stripe_does_not_know_the_payments() -> None:
    account = Account(settings=Settings(payouts="manual"))
    account.played.pay_link(account.link(10_000).url)
    account.later(days=7)
    assert account.sdk.payouts.list().data == []
    with pytest.raises(StripeError, match="insufficient funds"):
        account.played.pay_out_by_hand(9_681)

    payout = account.played.pay_out_by_hand(9_000)
    account.later(days=3)

    told = account.sdk.payouts.retrieve(payout.id)
    assert (told.automatic, told.status, told.reconciliation_status) == (False, "paid", "not_applicable")
    assert account.sdk.balance.retrieve().available[0].amount == 680
    with pytest.raises(stripe.InvalidRequestError, match="only be filtered on automatic transfers"):
        account.sdk.balance_transactions.list({"payout": payout.id})


# --- lists


def test_lists_are_newest_first_and_paged_by_the_last_id(account: Account) -> None:
    paid = []
    for _ in range(5):
        paid.append(account.played.pay_link(account.link().url).id)
        account.later(minutes=1)

    first = account.sdk.payment_intents.list({"limit": 2})
    assert ([intent.id for intent in first.data], first.has_more) == ([paid[4], paid[3]], True)
    rest = account.sdk.payment_intents.list({"limit": 3, "starting_after": paid[3]})
    assert ([intent.id for intent in rest.data], rest.has_more) == ([paid[2], paid[1], paid[0]], False)
    before = account.sdk.payment_intents.list({"limit": 1, "ending_before": paid[2]})
    assert ([intent.id for intent in before.data], before.has_more) == ([paid[3]], True)
    assert len(list(account.sdk.payment_intents.list({"limit": 2}).auto_paging_iter())) == 5
    assert refused(lambda: account.sdk.payment_intents.list({"starting_after": "pi_none"})).code == "resource_missing"


@pytest.mark.parametrize(("edge", "found"), [(-1, 3), (0, 3), (1, 2)])
def test_a_list_from_an_instant_counts_the_instant_in(account: Account, edge: int, found: int) -> None:
    for _ in range(4):
        account.played.pay_link(account.link().url)
        account.later(minutes=1)
    since = int((MONDAY + timedelta(minutes=1)).timestamp()) + edge

    assert len(account.sdk.payment_intents.list({"created": {"gte": since}}).data) == found
    assert len(account.sdk.payment_intents.list({"created": {"gt": since - 1}}).data) == found


@pytest.mark.parametrize(("seconds", "found"), [(-1, 1), (0, 1), (1, 0)])
def test_events_live_for_thirty_days(account: Account, seconds: int, found: int) -> None:
    account.played.pay_link(account.link().url)

    account.later(days=30, seconds=seconds)

    assert len(account.sdk.events.list({"types": ["payment_intent.succeeded"]}).data) == found


# --- keys, limits, idempotency


def test_a_wrong_key_is_401_and_shown_only_in_part(account: Account) -> None:
    error = refused(account.with_key("sk_test_wrong_and_long").payment_links.list)

    assert isinstance(error, stripe.AuthenticationError)
    assert "wrong_and" not in str(error)


def test_a_restricted_key_does_what_it_may_and_nothing_else(account: Account) -> None:
    restricted = account.with_key("rk_test_pastdue")
    link = restricted.payment_links.create(link_params())
    intent = account.played.pay_link(link.url)

    assert restricted.payment_intents.retrieve(intent.id).status == "succeeded"
    assert isinstance(refused(lambda: restricted.refunds.create({"payment_intent": intent.id})), stripe.PermissionError)


def test_what_does_not_exist_is_404_in_the_path_and_400_in_a_parameter(account: Account) -> None:
    path = refused(lambda: account.sdk.payment_links.retrieve("plink_none"))
    param = refused(lambda: account.sdk.refunds.create({"charge": "ch_none"}))

    assert (path.http_status, path.code) == (404, "resource_missing")
    assert (param.http_status, param.code) == (400, "resource_missing")
    assert account.raw("GET", "/v1/subscriptions").status == 404


@pytest.mark.parametrize(("asked", "answered"), [(1, 200), (2, 200), (3, 429)])
def test_more_requests_than_the_limit_within_a_second_are_429(asked: int, answered: int) -> None:
    account = Account(requests_per_second=2)

    for _ in range(asked - 1):
        account.raw("GET", "/v1/events")

    assert account.raw("GET", "/v1/events").status == answered
    account.wall += timedelta(seconds=1)
    assert account.raw("GET", "/v1/events").status == 200


def test_the_same_key_and_the_same_words_give_the_same_link(account: Account) -> None:
    options = {"idempotency_key": "link-1"}

    first = account.sdk.payment_links.create(link_params(), options)
    account.sdk.payment_links.update(first.id, {"active": False})
    again = account.sdk.payment_links.create(link_params(), options)

    assert (again.id, again.active) == (first.id, True)
    assert len(account.played.links()) == 1
    assert again.last_response.headers["idempotent-replayed"] == "true"


def test_the_same_key_with_other_words_is_refused(account: Account) -> None:
    account.sdk.payment_links.create(link_params(12_345), {"idempotency_key": "link-1"})

    error = refused(lambda: account.sdk.payment_links.create(link_params(12_346), {"idempotency_key": "link-1"}))

    assert isinstance(error, stripe.IdempotencyError)
    assert error.http_status == 400


@pytest.mark.parametrize(("seconds", "links"), [(-1, 1), (0, 2), (1, 2)])
def test_a_key_is_remembered_for_a_day(account: Account, seconds: int, links: int) -> None:
    account.sdk.payment_links.create(link_params(), {"idempotency_key": "link-1"})

    account.later(hours=24, seconds=seconds)
    account.sdk.payment_links.create(link_params(), {"idempotency_key": "link-1"})

    assert len(account.played.links()) == links


def test_a_refusal_is_remembered_once_the_endpoint_had_begun_and_not_before(account: Account) -> None:
    session = account.played.open_session(account.link().url)
    account.played.pay(session)
    begun = {"idempotency_key": "expire-1"}
    first = refused(lambda: account.sdk.checkout.sessions.expire(session.id, {}, begun))
    again = refused(lambda: account.sdk.checkout.sessions.expire(session.id, {}, begun))
    assert first.headers is not None
    assert again.headers is not None
    assert (again.headers.get("idempotent-replayed"), str(first.code)) == ("true", str(again.code))

    refused(lambda: account.sdk.payment_links.create(link_params(colour="blue"), {"idempotency_key": "link-1"}))
    assert account.sdk.payment_links.create(link_params(), {"idempotency_key": "link-1"}).active is True


def test_two_requests_with_one_key_at_once_are_a_conflict(account: Account) -> None:
    with account.played.in_progress("link-1"):
        error = refused(lambda: account.sdk.payment_links.create(link_params(), {"idempotency_key": "link-1"}))

    assert error.error is not None
    assert (error.http_status, error.error.code) == (409, "idempotency_key_in_use")
    account.sdk.payment_links.create(link_params(), {"idempotency_key": "link-1"})


def test_a_key_has_at_most_255_characters(account: Account) -> None:
    body = urlencode({"active": "false"})
    link = account.link()

    assert account.raw("POST", f"/v1/payment_links/{link.id}", body, idempotency_key="k" * 255).status == 200
    assert account.raw("POST", f"/v1/payment_links/{link.id}", body, idempotency_key="k" * 256).status == 400


def test_every_answer_names_itself_and_its_version(account: Account) -> None:
    answer = account.raw("GET", "/v1/events")

    assert answer.headers["Request-Id"].startswith("req_")
    assert answer.headers["Stripe-Version"] == "2026-10-28.endive"
    assert account.raw("GET", "/v1/events", stripe_version="2019-01-01").status == 400


# --- webhooks


def test_a_webhook_is_signed_over_its_bytes_with_the_walls_time_and_every_secret() -> None:
    account = Account(webhook_secrets=("whsec_new", SECRET))
    account.wall = datetime.now(UTC)

    account.played.pay_link(account.link().url)

    delivery = account.posted[0]
    for secret in ("whsec_new", SECRET):
        event = stripe.Webhook.construct_event(delivery.body, delivery.headers["Stripe-Signature"], secret)
        assert (event.type, event.api_version) == ("payment_intent.succeeded", "2026-10-28.endive")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(delivery.body + b" ", delivery.headers["Stripe-Signature"], SECRET)


def test_another_try_of_a_webhook_is_signed_anew(account: Account) -> None:
    account.played.pay_link(account.link().url)
    account.wall += timedelta(minutes=10)

    again = account.played.signed_again(account.posted[0])

    assert again.body == account.posted[0].body
    assert again.headers["Stripe-Signature"].startswith(f"t={int(account.wall.timestamp())},")


def test_only_what_an_endpoint_asked_for_is_posted_and_everything_is_an_event() -> None:
    account = Account(webhook_events=["charge.refunded"])

    account.played.refund(account.played.pay_link(account.link().url))

    assert account.told() == ["charge.refunded"]
    assert {"payment_link.created", "payment_intent.succeeded", "refund.created"} <= {
        event.kind for event in account.played.events()
    }


def test_webhooks_can_come_twice_late_as_twins_or_never(account: Account) -> None:
    account.played.knobs.duplicates = 1.0
    account.played.pay_link(account.link().url)
    assert account.told() == ["payment_intent.succeeded"] * 2 + ["checkout.session.completed"] * 2

    account.played.knobs.duplicates, account.played.knobs.twins = 0.0, 1.0
    account.played.pay_link(account.link().url)
    ids = {json.loads(delivery.body)["id"] for delivery in account.posted}
    assert (len(ids), account.told().count("payment_intent.succeeded")) == (4, 2)

    account.played.knobs.twins, account.played.knobs.late = 0.0, 1.0
    intent = account.played.pay_link(account.link().url)
    assert account.told() == []
    account.played.knobs.late = 0.0
    account.played.refund(intent, 100)
    assert account.told()[:2] == ["refund.created", "payment_intent.succeeded"]

    account.played.knobs.lost = 1.0
    account.played.pay_link(account.link().url)
    assert account.told() == []


def test_a_webhook_can_be_looked_for_by_whether_it_arrived(account: Account) -> None:
    account.played.pay_link(account.link().url)
    assert len(account.sdk.events.list({"delivery_success": False}).data) == 2

    for delivery in account.posted:
        account.played.acknowledged(delivery.event_id)

    assert account.sdk.events.list({"delivery_success": False}).data == []


# --- the pages


def browse(visited: Account, method: str, url: str, **form: str) -> str:
    return visited.played.handle(Request.of(method, url, {}, urlencode(form).encode())).body.decode()


@pytest.fixture
def page(account: Account) -> str:
    link = account.link(payment_method_types=["card", "us_bank_account"])
    browse(account, "GET", f"{link.url}?prefilled_email=pat%40example.com")
    return account.played.sessions()[0].url


def test_the_pay_page_shows_who_is_paid_what_for_and_how_much(account: Account, page: str) -> None:
    shown = browse(account, "GET", page)

    assert all(text in shown for text in ("Harbor Supply Co.", "Invoice 1001", "$123.45", "pat@example.com"))
    assert "src=" not in shown
    assert len(account.played.sessions()) == 1


def test_a_person_pays_by_card_on_the_page(account: Account, page: str) -> None:
    declined = browse(account, "POST", page, kind="card", card="4000 0000 0000 0002")
    paid = browse(account, "POST", page, kind="card", card="4242 4242 4242 4242")

    assert "Your card was declined." in declined
    assert "Thanks for your payment" in paid
    assert [intent.status for intent in account.played.payments()] == ["succeeded"]
    assert "Thanks for your payment" in browse(account, "POST", page, kind="card", card="4242424242424242")
    assert len(account.played.payments()) == 1


def test_a_person_pays_from_a_bank_account_on_the_page(account: Account, page: str) -> None:
    form = {"kind": "us_bank_account", "account": "000123456789", "routing": "110000000", "name": "Pat <b>"}

    assert "four business days" in browse(account, "POST", page, **form)
    assert [session.status for session in account.played.sessions()] == ["complete"]


def test_a_person_confirms_the_small_deposits_on_their_page(account: Account, page: str) -> None:
    form = {"kind": "us_bank_account", "account": "000123456789", "routing": "110000000", "name": "Pat"}
    told = browse(account, "POST", page, verification="microdeposits", **form)
    intent = account.played.sessions()[0].intent
    assert intent is not None
    where = f"https://buy.stripe.example/verify/{intent.id}"
    assert where in told

    assert "does not match" in browse(account, "POST", where, code="SMXXXX")
    assert "four business days" in browse(account, "POST", where, code="sm11aa")


def test_what_a_client_typed_is_text_on_the_page() -> None:
    account = Account(settings=Settings(merchant="<script>x</script>"))
    link = account.link()

    assert "&lt;script&gt;x&lt;/script&gt;" in browse(account, "GET", link.url)


def test_the_key_is_not_asked_of_a_page_and_a_page_that_is_none_is_404(account: Account) -> None:
    assert account.played.handle(Request.of("GET", "/pay/test_none")).status == 404
    assert account.played.handle(Request.of("GET", "/v1/events")).status == 401
    assert account.raw("GET", "/v1/events", authorization=f"Bearer {KEY}").status == 200
