"""The Stripe adapter against the played Stripe: links that collect exactly what they say, and payments as they are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests

from pastdue.adapters.stripe.payments import StripePayments
from pastdue.domain.errors import BadInput, Busy, Refused, Unavailable, Unknown
from pastdue.domain.money import Money
from pastdue.ports import LinkDraft, LinkLine, StripeLink
from sandbox.faults import AnswerWith, Faulty, LoseAnswer, LoseRequest
from sandbox.stripe.engine import NotPayable
from sandbox.stripe.played import PlayedStripe
from sandbox.transport import played_session
from sandbox.wire import Request, Response

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


class Recorder:
    def __init__(self, vendor: Faulty) -> None:
        self.vendor = vendor
        self.heard: list[Request] = []

    def handle(self, request: Request) -> Response:
        self.heard.append(request)
        return self.vendor.handle(request)


class World:
    """A played Stripe account, reached with the restricted key that the docs ask for."""

    def __init__(self) -> None:
        self.time = NOW
        self.played = PlayedStripe(now=lambda: self.time, deliver=lambda _: None, random=Random(7))
        self.faulty = Faulty(self.played)
        self.line = Recorder(self.faulty)
        self.payments = StripePayments(
            api_key="rk_test_pastdue", base_url="https://stripe.played/", session=played_session(self.line)
        )

    def link(self, minor: int = 12_345, currency: str = "USD", key: str = "link-1") -> StripeLink:
        return self.payments.create_link(draft((minor,), currency), key)

    def later(self, **delta: float) -> None:
        self.time += timedelta(**delta)
        self.played.tick()


@pytest.fixture
def world() -> World:
    return World()


def draft(minors: tuple[int, ...], currency: str = "USD") -> LinkDraft:
    return LinkDraft(
        link_id="0123456789abcdef",
        lines=tuple(
            LinkLine(name=f"Invoice {1001 + place}", amount=Money(minor=minor, currency=currency))
            for place, minor in enumerate(minors)
        ),
        currency=currency,
        metadata={"link": "0123456789abcdef", "company": "310687"},
        inactive_message="This invoice has changed. Reply to our text for a new link.",
    )


# --- links


def test_a_link_says_exactly_this_to_stripe(world: World) -> None:
    link = world.payments.create_link(draft((10_000, 2_345)), "link-1")

    (request,) = world.line.heard
    assert (request.method, request.path, request.headers["idempotency-key"]) == (
        "POST",
        "/v1/payment_links",
        "link-1",
    )
    assert sorted(parse_qsl(request.body.decode())) == sorted(
        [
            ("line_items[0][price_data][currency]", "usd"),
            ("line_items[0][price_data][unit_amount]", "10000"),
            ("line_items[0][price_data][product_data][name]", "Invoice 1001"),
            ("line_items[0][quantity]", "1"),
            ("line_items[1][price_data][currency]", "usd"),
            ("line_items[1][price_data][unit_amount]", "2345"),
            ("line_items[1][price_data][product_data][name]", "Invoice 1002"),
            ("line_items[1][quantity]", "1"),
            ("payment_method_types[0]", "card"),
            ("payment_method_types[1]", "us_bank_account"),
            ("restrictions[completed_sessions][limit]", "1"),
            ("metadata[link]", "0123456789abcdef"),
            ("metadata[company]", "310687"),
            ("payment_intent_data[metadata][link]", "0123456789abcdef"),
            ("payment_intent_data[metadata][company]", "310687"),
            ("inactive_message", "This invoice has changed. Reply to our text for a new link."),
        ]
    )
    assert link.active is True
    assert world.played.link_of(link.url).total == 12_345


@pytest.mark.parametrize(
    ("currency", "minor", "wire"), [("CAD", 2_000, 2_000), ("JPY", 5_000, 5_000), ("ISK", 300, 30_000)]
)
def test_a_link_in_another_currency_takes_cards_only_and_asks_the_same_amount(
    world: World, currency: str, minor: int, wire: int
) -> None:
    link = world.link(minor, currency)

    sent = dict(parse_qsl(world.line.heard[0].body.decode()))
    assert sent["line_items[0][price_data][unit_amount]"] == str(wire)
    assert "payment_method_types[1]" not in sent
    world.played.pay_link(link.url)
    (payment,) = world.payments.payments_since(NOW)
    assert payment.received == Money(minor=minor, currency=currency)


def test_the_same_key_gives_the_same_link_and_another_draft_under_it_is_refused(world: World) -> None:
    assert world.link().id == world.link().id
    assert len(world.played.links()) == 1

    with pytest.raises(Refused):
        world.link(99_999)


def test_a_link_takes_one_payment_and_is_then_spent(world: World) -> None:
    link = world.link()
    world.played.pay_link(link.url)

    with pytest.raises(NotPayable):
        world.played.open_session(link.url)


def test_a_closed_link_takes_nobody_in_and_says_why(world: World) -> None:
    link = world.link()

    world.payments.close_link(link.id, "Paid by check.")
    world.payments.close_link(link.id, "Paid by check.")

    with pytest.raises(NotPayable, match="Paid by check"):
        world.played.open_session(link.url)


def test_open_sessions_of_a_closed_link_are_found_and_expired(world: World) -> None:
    link, other = world.link(), world.link(key="link-2")
    opened = world.played.open_session(link.url)
    world.played.open_session(other.url)
    world.payments.close_link(link.id, "Paid by check.")

    (session,) = world.payments.sessions(link.id)
    assert (session.id, session.status, session.payment_status) == (opened.id, "open", "unpaid")

    expired = world.payments.expire_session(session.id)

    assert expired.status == "expired"
    assert world.payments.sessions(link.id) == (expired,)
    assert world.payments.expire_session(session.id) == expired, "again is harmless"


def test_a_session_that_was_completed_first_is_given_as_it_is(world: World) -> None:
    link = world.link()
    session = world.played.open_session(link.url)
    intent = world.played.pay(session)

    found = world.payments.expire_session(session.id)

    assert (found.status, found.payment_status, found.payment_intent) == ("complete", "paid", intent.id)


def test_more_sessions_than_a_page_holds_are_all_listed(world: World) -> None:
    link = world.link()
    for _ in range(120):
        world.played.open_session(link.url)

    assert len(world.payments.sessions(link.id)) == 120


@pytest.mark.parametrize("count", [0, 21])
def test_a_link_has_one_to_twenty_lines(world: World, count: int) -> None:
    with pytest.raises(BadInput, match="1 to 20 lines"):
        world.payments.create_link(draft((1_000,) * count), "link-1")
    assert world.line.heard == []


# --- payments


def test_a_card_payment_is_read_with_its_charge_and_our_metadata(world: World) -> None:
    intent = world.played.pay_link(world.link().url)

    payment = world.payments.payment(intent.id)

    assert payment is not None
    assert payment.status == "succeeded"
    assert payment.amount == payment.received == Money(minor=12_345, currency="USD")
    assert payment.refunded == Money(minor=0, currency="USD")
    assert payment.metadata == {"link": "0123456789abcdef", "company": "310687"}
    assert payment.charge_id.startswith(("ch_", "py_"))
    assert (payment.created_at, payment.captured_at) == (NOW, NOW)
    assert (payment.disputed, payment.live, payment.failure) == (False, False, "")


def test_a_declined_card_leaves_nothing_received_and_says_the_banks_reason(world: World) -> None:
    session = world.played.open_session(world.link().url)
    intent = world.played.pay(session, "4000000000009995")

    payment = world.payments.payment(intent.id)

    assert payment is not None
    assert (payment.status, payment.received.minor) == ("requires_payment_method", 0)
    assert payment.failure == "insufficient_funds"
    assert payment.captured_at is None


def test_a_bank_debit_is_in_flight_for_days_and_then_received(world: World) -> None:
    intent = world.played.pay_by_bank(world.link().url)

    in_flight = world.payments.payment(intent.id)
    world.later(days=7)
    arrived = world.payments.payment(intent.id)

    assert in_flight is not None
    assert (in_flight.status, in_flight.received.minor, in_flight.captured_at) == ("processing", 0, None)
    assert arrived is not None
    assert (arrived.status, arrived.received.minor) == ("succeeded", 12_345)


def test_refunds_and_disputes_show_on_the_payment(world: World) -> None:
    intent = world.played.pay_link(world.link().url)
    world.played.refund(intent, 2_345)
    world.played.dispute(intent, amount=10_000)

    payment = world.payments.payment(intent.id)

    assert payment is not None
    assert payment.refunded == Money(minor=2_345, currency="USD")
    assert payment.disputed is True


@pytest.mark.parametrize(
    ("status", "moved"), [("won", True), ("lost", True), ("warning_closed", False), ("prevented", False)]
)
def test_a_dispute_tells_its_status_and_whether_it_moved_money(world: World, status: str, moved: bool) -> None:
    intent = world.played.pay_link(world.link().url)
    dispute = world.played.dispute(intent, inquiry=status.startswith("warning"))
    world.played.close_dispute(dispute, status)  # type: ignore[arg-type] # one of the four

    payment = world.payments.payment(intent.id)

    assert payment is not None
    assert (payment.disputed, payment.dispute) == (moved, status)


def test_a_key_that_may_not_read_disputes_still_learns_that_there_is_one(world: World) -> None:
    intent = world.played.pay_link(world.link().url)
    world.played.dispute(intent)
    refusal = b'{"error":{"type":"invalid_request_error","message":"The key lacks rak_dispute_read"}}'
    world.faulty.add(AnswerWith(403, refusal), path="/v1/disputes")

    payment = world.payments.payment(intent.id)

    assert payment is not None
    assert (payment.disputed, payment.dispute) == (True, "")


def test_an_unknown_payment_is_none(world: World) -> None:
    assert world.payments.payment("pi_0000000000000000000000") is None


def test_payments_since_an_instant_come_newest_first_over_many_pages(world: World) -> None:
    made = []
    for number in range(130):
        world.time = NOW + timedelta(seconds=number)
        made.append(world.played.pay_link(world.link(key=f"link-{number}").url).id)

    found = [payment.id for payment in world.payments.payments_since(NOW + timedelta(seconds=10))]

    assert found == made[:9:-1]


def test_events_since_an_instant_are_plain_and_only_of_money(world: World) -> None:
    intent = world.played.pay_link(world.link().url)
    world.later(minutes=5)
    since = world.time
    world.played.refund(intent)

    events: list[Any] = list(world.payments.events_since(since))

    assert {event["type"] for event in events} <= {"charge.refunded", "refund.created", "refund.updated"}
    refunded = next(event for event in events if event["type"] == "charge.refunded")
    assert type(refunded["data"]["object"]) is dict
    assert refunded["data"]["object"]["amount_refunded"] == 12_345
    assert world.line.heard[-1].one("types[0]") == "payment_intent.succeeded"


def test_a_bank_debit_that_waits_for_microdeposits_is_in_flight(world: World) -> None:
    intent = world.played.pay_by_bank(world.link().url, microdeposits=True)

    waiting = world.payments.payment(intent.id)
    world.played.verify_microdeposits(intent)
    verified = world.payments.payment(intent.id)

    assert waiting is not None
    assert (waiting.status, waiting.awaits_microdeposits, waiting.in_flight) == ("requires_action", True, True)
    assert verified is not None
    assert (verified.status, verified.awaits_microdeposits) == ("processing", False)


def test_payments_that_anything_happened_to_are_found_by_their_events(world: World) -> None:
    refunded = world.played.pay_link(world.link(key="link-1").url)
    disputed = world.played.pay_link(world.link(key="link-2").url)
    world.played.pay_link(world.link(key="link-3").url)
    world.later(minutes=5)
    since = world.time
    world.played.refund(refunded)
    world.played.dispute(disputed)
    declined = world.played.pay(world.played.open_session(world.link(key="link-4").url), "4000000000000002")

    assert set(world.payments.touched_since(since)) == {refunded.id, disputed.id, declined.id}


# --- trouble


@pytest.mark.parametrize("trouble", [LoseRequest(), LoseAnswer(), AnswerWith(500), AnswerWith(503, b"<html>")])
def test_silence_and_outage_are_unknown_on_a_create_and_unavailable_on_a_read(
    world: World, trouble: LoseRequest | LoseAnswer | AnswerWith
) -> None:
    world.faulty.add(trouble, times=2)

    with pytest.raises(Unknown):
        world.link()
    with pytest.raises(Unavailable):
        world.payments.payment("pi_1")

    world.link()
    assert len(world.played.links()) == 1, "asked again with the same key there is one link"


def test_a_list_that_breaks_off_at_its_second_page_says_so(world: World) -> None:
    for number in range(101):
        world.played.pay_link(world.link(key=f"link-{number}").url)
    world.faulty.add(LoseRequest(), method="GET", path="payment_intents", skip=1)

    with pytest.raises(Unavailable):
        list(world.payments.payments_since(NOW))


@pytest.mark.parametrize("status", [409, 429])
def test_a_rate_limit_or_a_key_in_use_is_busy(world: World, status: int) -> None:
    world.faulty.add(AnswerWith(status, b'{"error":{"type":"invalid_request_error","code":"lock_timeout"}}'))

    with pytest.raises(Busy) as busy:
        world.link()

    assert (busy.value.status, busy.value.code, busy.value.retry_after) == (status, "lock_timeout", 2)


def test_a_refusal_carries_code_and_request_id_and_no_address(world: World) -> None:
    body = b'{"error":{"type":"invalid_request_error","code":"email_invalid","message":"Bad: jo@acme.example"}}'
    world.faulty.add(AnswerWith(400, body, {"Request-Id": "req_1"}))

    with pytest.raises(Refused) as refused:
        world.link()

    assert (refused.value.status, refused.value.code, refused.value.request_id) == (400, "email_invalid", "req_1")
    assert "acme" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_wrong_key_is_refused(world: World) -> None:
    payments = StripePayments(api_key="rk_test_wrong", session=played_session(world.line))

    with pytest.raises(Refused) as refused:
        payments.payment("pi_1")

    assert refused.value.status == 401


def test_a_server_that_is_not_there_is_unavailable_even_for_a_create() -> None:
    session = requests.Session()
    session.trust_env = False
    payments = StripePayments(api_key="rk_test_pastdue", base_url="http://127.0.0.1:9", session=session)

    with pytest.raises(Unavailable, match="cannot be reached"):
        payments.create_link(draft((1_000,)), "link-1")


# --- test mode in a live stack


def test_payments_of_test_mode_are_none_of_a_live_stacks_and_no_link_of_it_is_given_out(world: World) -> None:
    link = world.link()
    intent = world.played.pay_link(link.id)
    live = StripePayments(
        api_key="rk_test_pastdue", base_url="https://stripe.played/", session=played_session(world.line), live=True
    )

    assert world.payments.payment(intent.id) is not None
    assert live.payment(intent.id) is None
    assert [payment.id for payment in world.payments.payments_since(NOW)] == [intent.id]
    assert list(live.payments_since(NOW)) == []
    with pytest.raises(Refused) as refused:
        live.create_link(draft((1_000,)), "link-2")
    assert refused.value.code == "test_mode"
