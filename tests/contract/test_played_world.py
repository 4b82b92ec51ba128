"""The three vendors together: one clock, one seed, one address, and webhooks that are answered at once."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest

from sandbox.company import load_sample
from sandbox.faults import LoseAnswer
from sandbox.wire import Delivery, Request, Response, TimedOut
from sandbox.world import PlayedWorld, Vendor

MONDAY = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)
CAFE = "+12125550123"
MESSAGES = "/twilio/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json"
TWILIO_KEY = {"authorization": "Basic U0swMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMTpwbGF5ZWQtc2VjcmV0"}
STRIPE_KEY = {"authorization": "Bearer rk_test_pastdue"}
LINK = {
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "usd",
    "line_items[0][price_data][unit_amount]": "48500",
    "line_items[0][price_data][product_data][name]": "Invoice 1001",
}


class Town:
    """A world whose webhooks are noted, and answered as `answer` says."""

    def __init__(self, seed: int = 1) -> None:
        self.time = MONDAY
        self.heard: list[tuple[Vendor, Delivery]] = []
        self.answer: Response | None = None
        self.world = PlayedWorld(now=lambda: self.time, listener=self._listen, seed=seed)
        load_sample(self.world.quickbooks, date(2026, 11, 2))
        self.world.set_webhooks(
            quickbooks="https://pastdue.example/qb",
            stripe="https://pastdue.example/stripe",
            twilio_inbound="https://pastdue.example/inbound",
        )

    def _listen(self, vendor: Vendor, delivery: Delivery) -> Response | None:
        self.heard.append((vendor, delivery))
        return self.answer

    def ask(self, method: str, path: str, headers: dict[str, str], form: dict[str, str] | None = None) -> Response:
        return self.world.handle(Request.of(method, path, headers, urlencode(form or {}).encode()))

    def send(self, body: str = "hello") -> Response:
        return self.ask("POST", MESSAGES, TWILIO_KEY, {"To": CAFE, "From": "+12125550100", "Body": body})

    def make_link(self) -> str:
        url: str = json.loads(self.ask("POST", "/stripe/v1/payment_links", STRIPE_KEY, LINK).body)["url"]
        return url


@pytest.fixture
def town() -> Town:
    return Town()


def test_each_vendor_answers_under_its_own_path_and_people_find_their_pages(town: Town) -> None:
    town.send()

    assert town.ask("GET", "/quickbooks/v3/company/1/query", {}).status == 401
    assert town.ask("GET", "/intuit/.well-known/openid_configuration", {}).status == 200
    assert town.ask("GET", "/stripe/v1/events", STRIPE_KEY).status == 200
    assert b"Harborview Cafe" in town.ask("GET", "/phones", {}).body
    assert town.ask("GET", "/ledger", {}).status == 200
    assert town.ask("GET", "/nowhere", {}).status == 404


def test_a_link_leads_to_its_own_page_under_the_worlds_address(town: Town) -> None:
    url = town.make_link()

    assert url.startswith("http://vendors.example/stripe/pay/")
    assert b"$485.00" in town.ask("GET", url, {}).body


def test_the_same_seed_gives_the_same_ids_and_another_seed_others() -> None:
    def story(seed: int) -> list[tuple[str, str, bytes]]:
        town = Town(seed)
        town.send()
        town.world.stripe.pay_link(town.make_link())
        town.world.twilio.receive(CAFE, "ok")
        town.world.quickbooks.company().receive_check(town.world.quickbooks.company().invoices()[0]["Id"])
        return [(vendor, delivery.event_id, delivery.body) for vendor, delivery in town.heard]

    assert story(1) == story(1)
    assert story(1) != story(2)


def test_one_clock_moves_all_three(town: Town) -> None:
    town.send()
    link = town.make_link()
    town.world.stripe.open_session(link)

    assert town.world.next_due() == MONDAY
    town.world.clock.offset = timedelta(days=1)
    town.world.tick()

    assert town.world.twilio.messages[0].status == "delivered"
    assert [session.status for session in town.world.stripe.sessions()] == ["expired"]
    assert town.world.quickbooks.company().today == date(2026, 11, 3)


def test_an_answer_at_once_is_heard_by_the_vendor(town: Town) -> None:
    town.answer = Response(200, b"<Response><Message>Thank you!</Message></Response>")

    town.world.twilio.receive(CAFE, "paid")
    town.world.stripe.pay_link(town.make_link())

    assert [message.body for message in town.world.twilio.chat(CAFE)] == ["paid", "Thank you!"]
    assert [event.pending for event in town.world.stripe.events("payment_intent.succeeded")] == [0]


def test_a_webhook_that_is_answered_with_an_error_changes_nothing(town: Town) -> None:
    town.answer = Response(500, b"<Response><Message>Thank you!</Message></Response>")

    town.world.twilio.receive(CAFE, "paid")
    town.world.stripe.pay_link(town.make_link())

    assert [message.body for message in town.world.twilio.chat(CAFE)] == ["paid"]
    assert [event.pending for event in town.world.stripe.events("payment_intent.succeeded")] == [1]


def test_a_lost_answer_leaves_its_effect_behind(town: Town) -> None:
    town.world.twilio_line.add(LoseAnswer(), method="POST", path="Messages")

    with pytest.raises(TimedOut):
        town.send()

    assert len(town.world.twilio.outgoing(CAFE)) == 1


def test_who_listens_may_call_the_vendors_back_from_within_a_webhook(town: Town) -> None:
    link = town.make_link()
    seen: list[str] = []

    def listen(vendor: Vendor, delivery: Delivery) -> None:
        if vendor == "stripe":
            seen.append(json.loads(delivery.body)["type"])
            town.ask(
                "POST",
                f"/stripe/v1/payment_links/{town.world.stripe.link_of(link).id}",
                STRIPE_KEY,
                {"active": "false"},
            )
            town.send("Thank you")

    town.world._listener = listen
    town.world.stripe.pay_link(link)

    assert seen == ["payment_intent.succeeded", "checkout.session.completed"]
    assert town.world.stripe.links(active=True) == []


def test_inbound_texts_are_told_with_the_number_that_the_customer_wrote_to(town: Town) -> None:
    town.world.twilio.receive(CAFE, "hello")

    ((vendor, delivery),) = town.heard
    fields = dict(parse_qsl(delivery.body.decode(), keep_blank_values=True))
    assert (vendor, fields["To"], fields["FromState"]) == ("twilio", "+12125550100", "NY")
