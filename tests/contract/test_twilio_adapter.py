"""The Twilio adapter against the played Twilio: one text for one call, and what each refusal becomes."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from random import Random
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from pastdue.adapters.signatures import check_twilio
from pastdue.adapters.twilio.texts import TwilioTexts
from pastdue.domain.errors import BadInput, Busy, Refused, SignatureRefused, Unavailable, Unknown
from sandbox.faults import AnswerWith, Faulty, LoseAnswer, LoseRequest
from sandbox.transport import played_session
from sandbox.twilio.played import PlayedTwilio
from sandbox.wire import Delivery, Request, Response

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
ACCOUNT = "AC00000000000000000000000000000001"
PHONE = "+12125550123"
SENDER = "+12065550100"


class Recorder:
    def __init__(self, vendor: Faulty) -> None:
        self.vendor = vendor
        self.heard: list[Request] = []

    def handle(self, request: Request) -> Response:
        self.heard.append(request)
        return self.vendor.handle(request)


class World:
    """A played Twilio account, reached with an API key."""

    def __init__(self, sender: str = SENDER) -> None:
        self.time = NOW
        self.deliveries: list[Delivery] = []
        self.played = PlayedTwilio(
            now=lambda: self.time,
            deliver=self.deliveries.append,
            random=Random(7),
            senders=(SENDER,),
            services={"MG00000000000000000000000000000001": [SENDER]},
        )
        self.faulty = Faulty(self.played)
        self.line = Recorder(self.faulty)
        self.texts = self.adapter(sender)

    def adapter(self, sender: str = SENDER, secret: str = "played-secret") -> TwilioTexts:
        return TwilioTexts(
            account_sid=ACCOUNT,
            api_key="SK00000000000000000000000000000001",
            api_secret=secret,
            sender=sender,
            public_url="https://api.client.example/live",
            base_url="https://twilio.played/",
            session=played_session(self.line),
        )

    def later(self, **delta: float) -> None:
        self.time += timedelta(**delta)
        self.played.tick()


@pytest.fixture
def world() -> World:
    return World()


def test_a_text_says_exactly_this_to_twilio(world: World) -> None:
    sent = world.texts.send(PHONE, "Hello, ñ & más", "0123456789abcdef", 7_200)

    (request,) = world.line.heard
    assert (request.method, request.path) == ("POST", f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json")
    assert dict(parse_qsl(request.body.decode())) == {
        "To": PHONE,
        "From": SENDER,
        "Body": "Hello, ñ & más",
        "StatusCallback": "https://api.client.example/live/twilio/status?touch=0123456789abcdef",
        "ValidityPeriod": "7200",
    }
    assert (sent.to, sent.body, sent.status, sent.error) == (PHONE, "Hello, ñ & más", "queued", "")
    assert sent.created_at == NOW


def test_a_messaging_service_sends_in_place_of_a_number() -> None:
    world = World(sender="MG00000000000000000000000000000001")

    sent = world.texts.send(PHONE, "Hello", "t1", 7_200)

    form = dict(parse_qsl(world.line.heard[0].body.decode()))
    assert form["MessagingServiceSid"] == "MG00000000000000000000000000000001"
    assert "From" not in form
    assert sent.status == "accepted"


def test_the_status_callback_names_the_touch_and_its_signature_holds(world: World) -> None:
    world.texts.send(PHONE, "Hello", "0123456789abcdef", 7_200)
    world.later(minutes=1)

    delivery = world.deliveries[-1]
    assert urlsplit(delivery.url).query == "touch=0123456789abcdef"
    headers = {name.lower(): value for name, value in delivery.headers.items()}
    check_twilio(delivery.url, delivery.body, headers["x-twilio-signature"], "played-auth-token")
    with pytest.raises(SignatureRefused):
        check_twilio(delivery.url + "0", delivery.body, headers["x-twilio-signature"], "played-auth-token")


def test_texts_to_a_number_are_listed_newest_first_queued_ones_included(world: World) -> None:
    first = world.texts.send(PHONE, "One", "t1", 7_200)
    world.later(minutes=5)
    world.texts.send("+13055550101", "Other", "t2", 7_200)
    second = world.texts.send(PHONE, "Two", "t3", 7_200)

    listed = world.texts.sent_to(PHONE)

    assert [text.id for text in listed] == [second.id, first.id]
    assert listed[1].status == "delivered"


@pytest.mark.parametrize("valid_for", [0, 36_001])
def test_a_text_is_valid_for_at_least_a_second_and_at_most_ten_hours(world: World, valid_for: int) -> None:
    with pytest.raises(BadInput):
        world.texts.send(PHONE, "Hello", "t1", valid_for)
    assert world.line.heard == []


@pytest.mark.parametrize("valid_for", [1, 36_000])
def test_the_bounds_themselves_are_taken(world: World, valid_for: int) -> None:
    world.texts.send(PHONE, "Hello", "t1", valid_for)


@pytest.mark.parametrize(
    ("number", "code"), [("+12125550010", "21610"), ("+12125550011", "21211"), ("+12125550014", "21614")]
)
def test_a_refusal_carries_twilios_code_and_no_number(world: World, number: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        world.texts.send(number, "Hello", "t1", 7_200)

    assert (refused.value.code, refused.value.status) == (code, 400)
    assert "555" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_wrong_secret_is_refused_with_the_code_that_wakes_the_operator(world: World) -> None:
    with pytest.raises(Refused) as refused:
        world.adapter(secret="wrong").send(PHONE, "Hello", "t1", 7_200)

    assert refused.value.code == "20003"


@pytest.mark.parametrize(("code", "wait"), [(20429, 5), (21611, 60)])
def test_too_many_requests_and_a_full_queue_are_busy(world: World, code: int, wait: int) -> None:
    world.faulty.add(AnswerWith(429, b'{"code":%d,"message":"Too Many Requests","status":429}' % code))

    with pytest.raises(Busy) as busy:
        world.texts.send(PHONE, "Hello", "t1", 7_200)

    assert (busy.value.code, busy.value.retry_after) == (str(code), wait)
    assert world.played.messages == []


@pytest.mark.parametrize(
    ("trouble", "sent"),
    [
        (LoseRequest(), 0),
        (LoseAnswer(), 1),
        (AnswerWith(500), 0),
        (AnswerWith(503, b'{"code":20503,"message":"busy"}'), 0),
        (AnswerWith(201, b"<html>"), 0),
        (AnswerWith(302), 0),
    ],
)
def test_silence_is_unknown_for_a_text_which_is_never_tried_again(
    world: World, trouble: LoseRequest | LoseAnswer | AnswerWith, sent: int
) -> None:
    world.faulty.add(trouble)

    with pytest.raises(Unknown):
        world.texts.send(PHONE, "Hello", "t1", 7_200)

    assert len(world.line.heard) == 1
    assert len(world.texts.sent_to(PHONE)) == sent, "the list tells"


@pytest.mark.parametrize("trouble", [LoseRequest(), AnswerWith(500), AnswerWith(200, b"<html>")])
def test_a_list_that_does_not_come_is_unavailable(world: World, trouble: LoseRequest | AnswerWith) -> None:
    world.faulty.add(trouble)

    with pytest.raises(Unavailable):
        world.texts.sent_to(PHONE)


def test_a_server_that_is_not_there_is_unavailable_since_nothing_was_sent() -> None:
    session = requests.Session()
    session.trust_env = False
    texts = TwilioTexts(
        account_sid=ACCOUNT,
        api_key="SK1",
        api_secret="secret",
        sender=SENDER,
        public_url="https://api.client.example",
        base_url="http://127.0.0.1:9/twilio",
        session=session,
    )

    with pytest.raises(Unavailable, match="cannot be reached") as unavailable:
        texts.send(PHONE, "Hello", "t1", 7_200)

    assert "555" not in str(unavailable.value)


def test_no_phone_number_shows_in_a_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    world.texts.send(PHONE, "Hello", "t1", 7_200)
    world.texts.sent_to(PHONE)

    assert "555" not in caplog.text
