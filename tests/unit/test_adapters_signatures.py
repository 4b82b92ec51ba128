"""Signatures of webhooks: the sender's own is taken, and everything else is refused."""

from __future__ import annotations

import base64
import hmac
from datetime import UTC, datetime
from hashlib import sha1, sha256

import pytest
import stripe

from pastdue.adapters.signatures import check_intuit, check_stripe, check_twilio
from pastdue.domain.errors import SignatureRefused

BODY = '[{"specversion":"1.0","id":"88cd52aa","name":"señal"}]'.encode()


def intuit(body: bytes, verifier: str) -> str:
    return base64.b64encode(hmac.new(verifier.encode(), body, sha256).digest()).decode()


def test_intuits_own_signature_is_taken() -> None:
    check_intuit(BODY, intuit(BODY, "verifier"), "verifier")


@pytest.mark.parametrize(
    "signature", [None, "", "not base64!", "ñ", intuit(BODY, "other"), intuit(BODY + b" ", "verifier"), "QUJD"]
)
def test_any_other_intuit_signature_is_refused(signature: str | None) -> None:
    with pytest.raises(SignatureRefused):
        check_intuit(BODY, signature, "verifier")


def test_an_empty_verifier_proves_nothing() -> None:
    with pytest.raises(SignatureRefused):
        check_intuit(BODY, intuit(BODY, ""), "")


WALL = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def stripe_header(body: bytes, secret: str, age: int = 0) -> str:
    at = int(WALL.timestamp()) - age
    return str(stripe.WebhookSignature.generate_signature_header(body.decode(), secret, at))


def test_stripes_own_signature_is_taken() -> None:
    check_stripe(BODY, stripe_header(BODY, "whsec_1"), "whsec_1", WALL)


def test_one_good_v1_among_several_is_enough_while_a_secret_rotates() -> None:
    old, new = stripe_header(BODY, "whsec_old"), stripe_header(BODY, "whsec_new")
    both = f"{old},{new.partition(',')[2]}"

    check_stripe(BODY, both, "whsec_old", WALL)
    check_stripe(BODY, both, "whsec_new", WALL)


@pytest.mark.parametrize(("age", "taken"), [(299, True), (300, True), (301, False)])
def test_a_stripe_signature_is_good_for_five_minutes(age: int, taken: bool) -> None:
    header = stripe_header(BODY, "whsec_1", age)
    if taken:
        check_stripe(BODY, header, "whsec_1", WALL)
    else:
        with pytest.raises(SignatureRefused):
            check_stripe(BODY, header, "whsec_1", WALL)


@pytest.mark.parametrize("first", ["t=+{}", "t={}", "t= {}", "t=0_{}", "t={}=1"])
def test_an_old_signature_is_not_made_fresh_by_a_second_time(first: str) -> None:
    old, _, v1 = stripe_header(BODY, "whsec_1", age=86_400).removeprefix("t=").partition(",")
    now = int(WALL.timestamp())

    for header in (f"{first.format(old)},t={now},{v1}", f"t={now},{first.format(old)},{v1}"):
        with pytest.raises(SignatureRefused):
            check_stripe(BODY, header, "whsec_1", WALL)


@pytest.mark.parametrize("header", [None, "", "t=1", "v1=abc", "t=x,v1=abc", "t=1,v1=ñ", "nonsense"])
def test_any_other_stripe_signature_is_refused(header: str | None) -> None:
    with pytest.raises(SignatureRefused) as refused:
        check_stripe(BODY, header, "whsec_1", WALL)
    assert "88cd52aa" not in str(refused.value)


def test_a_stripe_body_that_is_no_text_is_refused() -> None:
    with pytest.raises(SignatureRefused):
        check_stripe(b"\xff\xfe", "t=1,v1=abc", "whsec_1", WALL)


def test_an_empty_stripe_secret_proves_nothing() -> None:
    with pytest.raises(SignatureRefused):
        check_stripe(BODY, stripe_header(BODY, ""), "", WALL)


URL = "https://api.client.example/live/twilio/inbound?x=1"
FORM = b"MessageSid=SM1&From=%2B12125550123&Body=&NumMedia=0"


def twilio(url: str, fields: str, token: str) -> str:
    return base64.b64encode(hmac.new(token.encode(), (url + fields).encode(), sha1).digest()).decode()


SIGNED = "BodyFrom+12125550123MessageSidSM1NumMedia0"


def test_twilios_own_signature_is_taken_blank_fields_included() -> None:
    check_twilio(URL, FORM, twilio(URL, SIGNED, "token"), "token")


def test_a_url_with_and_without_its_port_is_the_same_to_twilio() -> None:
    url = "http://127.0.0.1:8080/twilio/inbound"

    check_twilio(url, FORM, twilio(url, SIGNED, "token"), "token")


def test_a_field_that_comes_twice_counts_twice() -> None:
    check_twilio(URL, b"A=2&A=1", twilio(URL, "A1A2", "token"), "token")


@pytest.mark.parametrize(
    ("url", "body", "signature", "token"),
    [
        (URL, FORM, None, "token"),
        (URL, FORM, "", "token"),
        (URL, FORM, "ñ", "token"),
        (URL, FORM, twilio(URL, SIGNED, "other"), "token"),
        (URL.replace("/live", ""), FORM, twilio(URL, SIGNED, "token"), "token"),
        (URL.partition("?")[0], FORM, twilio(URL, SIGNED, "token"), "token"),
        (URL, FORM.replace(b"Body=&", b""), twilio(URL, SIGNED, "token"), "token"),
        (URL, FORM + b"&Extra=1", twilio(URL, SIGNED, "token"), "token"),
        (URL, b"\xff", twilio(URL, SIGNED, "token"), "token"),
        (URL, FORM, twilio(URL, SIGNED, ""), ""),
    ],
)
def test_any_other_twilio_signature_is_refused(url: str, body: bytes, signature: str | None, token: str) -> None:
    with pytest.raises(SignatureRefused):
        check_twilio(url, body, signature, token)
