"""What comes in wrong: answered clearly, logged without people, and nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
import stripe
from twilio.request_validator import RequestValidator

from pastdue.domain.errors import Unavailable
from pastdue.edges import Answered, Asked
from sandbox.faults import AnswerWith, LoseAnswer, LoseRequest, Trouble
from sandbox.inprocess import PUBLIC_URL
from sandbox.quickbooks.webhooks import sign
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day

# --- signatures


def _quickbooks(story: Story, body: bytes, **headers: str) -> Answered:
    signature = sign(story.host.vendors.credentials.quickbooks_webhook_verifier, body)
    return story.host.edges.quickbooks(Asked(headers={"intuit-signature": signature, **headers}, body=body))


def _stripe(story: Story, body: bytes, secret: str = "", **headers: str) -> Answered:
    secret = secret or story.host.vendors.credentials.stripe_webhook_secret
    signature = stripe.WebhookSignature.generate_signature_header(body.decode(), secret, int(story.now.timestamp()))
    return story.host.edges.stripe(Asked(headers={"stripe-signature": signature, **headers}, body=body))


def _inbound(story: Story, fields: dict[str, str], **headers: str) -> Answered:
    url = f"{PUBLIC_URL}/twilio/inbound"
    mark = RequestValidator(story.host.vendors.credentials.twilio_auth_token).compute_signature(url, fields)
    return story.host.edges.twilio_inbound(
        Asked(headers={"x-twilio-signature": mark, **headers}, body=urlencode(fields).encode())
    )


_EVENT = json.dumps(
    [{"id": "e1", "type": "qbo.invoice.updated.v1", "intuitentityid": "101", "intuitaccountid": REALM}]
).encode()
_PAYMENT = json.dumps(
    {"id": "evt_1", "type": "payment_intent.succeeded", "data": {"object": {"object": "payment_intent", "id": "pi_1"}}}
).encode()
_TEXT = {"MessageSid": "SM1", "From": DANA, "To": "+12125550100", "Body": "STOP", "NumMedia": "0", "OptOutType": ""}


@pytest.mark.parametrize("signature", [None, "", "bm90IHRoaXM=", "not base64 at all!", "ñ"])
def test_a_quickbooks_event_without_the_right_signature_is_403_and_does_nothing(
    begin: Begin, signature: str | None
) -> None:
    story = begin()
    headers = {} if signature is None else {"intuit-signature": signature}

    answered = story.host.edges.quickbooks(Asked(headers=headers, body=_EVENT))

    assert answered.status == 403
    assert story.host.queue.waiting == []
    assert story.host.metrics.totals["SignaturesRefused"] == 1


@pytest.mark.parametrize("signature", [None, "", "t=1,v1=00", "v1=00", "t=abc,v1=00", "nonsense"])
def test_a_stripe_event_without_the_right_signature_is_400_and_does_nothing(
    begin: Begin, signature: str | None
) -> None:
    story = begin()
    headers = {} if signature is None else {"stripe-signature": signature}

    answered = story.host.edges.stripe(Asked(headers=headers, body=_PAYMENT))

    assert answered.status == 400
    assert story.host.queue.waiting == []
    assert story.host.metrics.totals["SignaturesRefused"] == 1


@pytest.mark.parametrize("signature", [None, "", "bm90IHRoaXM=", "ñ"])
@pytest.mark.parametrize("edge", ["twilio_inbound", "twilio_status", "twilio_voice"])
def test_a_text_without_the_right_signature_is_403_and_does_nothing(
    begin: Begin, edge: str, signature: str | None
) -> None:
    story = begin()
    headers = {} if signature is None else {"x-twilio-signature": signature}

    answered = getattr(story.host.edges, edge)(Asked(headers=headers, body=urlencode(_TEXT).encode()))

    assert answered.status == 403
    assert story.host.queue.waiting == []
    assert story.host.metrics.totals["SignaturesRefused"] == 1


def test_a_signature_of_another_body_does_not_serve(begin: Begin) -> None:
    story = begin()
    keys = story.host.vendors.credentials
    other = _EVENT.replace(b"101", b"102")

    quickbooks = story.host.edges.quickbooks(
        Asked(headers={"intuit-signature": sign(keys.quickbooks_webhook_verifier, _EVENT)}, body=other)
    )
    mark = RequestValidator(keys.twilio_auth_token).compute_signature(f"{PUBLIC_URL}/twilio/inbound", _TEXT)
    twilio = story.host.edges.twilio_inbound(
        Asked(headers={"x-twilio-signature": mark}, body=urlencode({**_TEXT, "From": "+12125550199"}).encode())
    )

    assert (quickbooks.status, twilio.status) == (403, 403)


@pytest.mark.parametrize(("age", "status"), [(299, 200), (300, 200), (301, 400)])
def test_a_stripe_signature_is_good_for_five_minutes(begin: Begin, age: int, status: int) -> None:
    story = begin()
    secret = story.host.vendors.credentials.stripe_webhook_secret
    at = int(story.now.timestamp()) - age
    signature = stripe.WebhookSignature.generate_signature_header(_PAYMENT.decode(), secret, at)

    assert story.host.edges.stripe(Asked(headers={"stripe-signature": signature}, body=_PAYMENT)).status == status


# --- bodies


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"17",
        b'"text"',
        b"[]",
        b"{}",
        b"[null, 7, {}]",
        b"\xff\xfe\x00",
        b'[{"id": 1, "type": 5, "intuitentityid": null, "intuitaccountid": []}]',
        b'[{"type": "qbo.invoice.updated.v1"}]',
        b'[{"type": "qbo.purchaseorder.created.v1", "intuitentityid": "1", "intuitaccountid": "2", "id": "x"}]',
        b'{"eventNotifications": null}',
        b'{"eventNotifications": [{"realmId": "1"}]}',
        b'{"eventNotifications": [{"realmId": "1", "dataChangeEvent": {"entities": [null, {"name": "Vendor"}]}}]}',
    ],
)
def test_whatever_quickbooks_signs_is_answered_200_since_400_would_repeat_the_batch(begin: Begin, body: bytes) -> None:
    story = begin()

    assert _quickbooks(story, body).status == 200
    assert story.host.queue.waiting == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"17", b"null"])
def test_what_stripe_signs_and_is_no_event_is_400_and_counted(begin: Begin, body: bytes) -> None:
    story = begin()

    assert _stripe(story, body).status == 400
    assert story.host.metrics.totals["EventsMalformed"] == 1


@pytest.mark.parametrize(
    "event",
    [
        {},
        {"type": "customer.created", "data": {"object": {"id": "cus_1"}}},
        {"type": "payment_intent.succeeded"},
        {"type": "payment_intent.succeeded", "data": {"object": {"object": "payment_intent", "id": 7}}},
        {"type": "charge.refunded", "data": {"object": {"object": "charge", "payment_intent": None}}},
        {"type": "checkout.session.completed", "data": {"object": {"object": "checkout.session"}}},
    ],
)
def test_an_event_of_stripe_that_says_nothing_to_us_is_200_and_no_work(begin: Begin, event: dict[str, Any]) -> None:
    story = begin()

    assert _stripe(story, json.dumps(event).encode()).status == 200
    assert story.host.queue.waiting == []


@pytest.mark.parametrize(("letters", "status"), [(999_000, 200), (1_100_000, 400)])
def test_a_body_that_is_too_large_is_refused(begin: Begin, letters: int, status: int) -> None:
    story = begin()
    body = json.dumps({"type": "customer.created", "padding": "x" * letters}).encode()

    assert _stripe(story, body).status == status


def test_a_text_without_sender_or_id_is_answered_and_does_nothing(begin: Begin) -> None:
    story = begin()

    for fields in ({}, {"Body": "STOP"}, {"From": DANA}, {"MessageSid": "SM1", "Body": "STOP"}):
        assert _inbound(story, fields).status == 200
    assert story.host.queue.waiting == []


def test_every_answer_to_twilio_is_an_empty_document_since_we_answer_by_ourselves(begin: Begin) -> None:
    story = begin()

    answered = _inbound(story, _TEXT)

    assert answered.content_type == "text/xml"
    assert answered.body.endswith("<Response></Response>")
    assert "Message" not in answered.body


@pytest.mark.parametrize("form", ["cloudevents", "legacy"])
def test_both_formats_of_quickbooks_webhooks_are_heard(begin: Begin, form: str) -> None:
    story = begin()
    story.host.vendors.quickbooks.webhooks.format = form  # type: ignore[assignment] # one of its two literals
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))

    story.books.receive_check(invoice)
    story.minutes(1)

    assert story.case(invoice).state == "closed"


def test_a_batch_that_mixes_companies_reaches_each(begin: Begin) -> None:
    story = begin()
    other = story.host.vendors.quickbooks.add_company("310687", name="Bright Pine Heating")
    mine = story.invoice(story.customer())
    theirs = other.add_invoice(other.add_customer("Harborview Bar", phone="212-555-0144"), 5_000, due=day(0))
    story.connect()
    story.host.connect("310687")
    story.host.vendors.quickbooks.webhooks.holding = True
    story.books.receive_check(mine)
    other.receive_check(theirs)

    story.host.vendors.quickbooks.webhooks.holding = False
    story.host.vendors.quickbooks.release_webhooks()
    story.host.work()

    assert story.case(mine).state == "closed"
    assert other.balance(theirs) == 0
    states = {(case.company_id, case.state) for case in story.host.records(type(story.case(mine)))}
    assert states == {(REALM, "closed"), ("310687", "closed")}


def test_a_repeated_event_is_worked_on_once(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.books.edit_invoice(invoice, PrivateNote="looked at")
    [*_, (_, delivery)] = [posted for posted in story.host.posted if posted[0] == "quickbooks"]
    story.host.work()
    looked = len(story.quickbooks.said("GET", f"/invoice/{invoice}$"))

    for _ in range(3):
        story.host.deliver(delivery)
    story.host.work()

    assert len(story.quickbooks.said("GET", f"/invoice/{invoice}$")) == looked


def test_a_message_that_means_nothing_ends_in_the_dead_letters_and_stops_nothing_else(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.host.queue.put("touch", {"nonsense": True})
    story.host.queue.put("intake", {"entity": "invoice", "id": "1"})

    story.until(day(4))

    assert {waiting.name for waiting in story.host.queue.dead} == {"touch", "intake"}
    story.expected_dead = 2
    assert story.rungs(invoice) == [(1, day(3))]


def test_an_event_of_a_company_that_was_never_connected_is_counted_and_let_go(begin: Begin) -> None:
    story = begin()
    story.connect()

    story.host.queue.put("intake", {"company_id": "1", "entity": "invoice", "id": "1"})
    story.minutes(20)

    assert story.host.queue.waiting == []
    assert story.host.metrics.totals["EventsOfUnknownCompanies"] == 1


# --- invoices with something missing


def _tampered(field: str, value: object = None) -> Callable[[Story, str], None]:
    def tamper(story: Story, invoice: str) -> None:
        story.books.tamper("Invoice", invoice, **{field: value})

    return tamper


def _no_phone(story: Story, _: str) -> None:
    story.books.edit_customer("1", PrimaryPhone=None)


def _no_number(story: Story, _: str) -> None:
    story.books.edit_customer("1", PrimaryPhone={"FreeFormNumber": "ask at the desk"})


@pytest.mark.parametrize(
    ("spoil", "kinds"),
    [
        (_tampered("DueDate"), {"no_due_date"}),
        (_tampered("CustomerRef"), {"no_phone"}),
        (_no_phone, {"no_phone"}),
        (_no_number, {"no_phone"}),
        (_tampered("Balance", 10.005), {"unreadable"}),
        (_tampered("CurrencyRef", {"value": "dollars"}), {"unreadable"}),
    ],
    ids=["no due date", "no customer", "no phone", "no number", "half a cent", "no currency"],
)
def test_an_invoice_that_lacks_something_is_a_question_that_says_so_and_stops_no_other(
    begin: Begin, spoil: Callable[[Story, str], None], kinds: set[str]
) -> None:
    story = begin()
    spoilt = story.invoice(story.customer())
    spoil(story, spoilt)
    whole = story.invoice(story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com"))
    story.connect()

    story.until(day(4))

    assert {item.kind for item in story.reviews()} == kinds
    assert story.touches(DANA) == []
    assert story.rungs(whole) == [(1, day(3))]


def test_without_a_currency_the_home_currency_counts(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.books.tamper("Invoice", invoice, CurrencyRef=None)
    story.connect()

    story.until(day(4))

    assert "$485.00" in story.bodies()[0]


def test_a_due_date_that_is_given_later_sets_the_ladder_going(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.books.tamper("Invoice", invoice, DueDate=None)
    story.connect()
    story.until(day(2))
    assert [item.kind for item in story.reviews()] == ["no_due_date"]

    story.books.edit_invoice(invoice, due=day(0))
    story.until(day(4))

    assert story.rungs(invoice) == [(1, day(3))]


# --- vendors in trouble


_OUT: tuple[Trouble, ...] = (LoseRequest(), LoseAnswer(), AnswerWith(429), AnswerWith(500), AnswerWith(503, b"<html>"))


@pytest.mark.parametrize("trouble", _OUT, ids=["lost request", "lost answer", "429", "500", "503"])
@pytest.mark.parametrize("path", ["/invoice/", "/customer/", "query="])
def test_quickbooks_in_trouble_while_the_books_are_read_delays_and_loses_nothing(
    begin: Begin, trouble: Trouble, path: str
) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.host.vendors.quickbooks_line.add(trouble, path=f"/v3/.*{path}", times=2)
    story.connect()

    story.until(day(4))

    assert story.rungs(invoice) == [(1, day(3))]


def test_a_connection_that_breaks_off_is_made_again_by_the_owner(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.trouble("quickbooks", AnswerWith(503), path="/preferences")
    with pytest.raises(Unavailable):
        story.connect()

    story.connect()
    story.until(day(4))

    assert story.rungs(invoice) == [(1, day(3))]


def test_an_answer_of_quickbooks_that_is_no_json_is_trouble_like_any_other(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.trouble("quickbooks", AnswerWith(200, b"<html>maintenance</html>"), path="/invoice/", times=3)

    story.until(day(4))

    assert story.rungs(invoice) == [(1, day(3))]


def test_books_that_throttle_are_read_in_their_own_time(begin: Begin) -> None:
    story = begin()
    story.host.vendors.quickbooks.requests_per_minute = 20
    for index in range(30):
        phone = f"(212) 555-01{index:02d}"
        story.invoice(story.customer(f"Customer {index}", phone, given="", email=f"c{index}@example.com"))
    story.connect()

    story.until(day(0), "12:00")

    assert len(story.host.records(type(story.case("101")))) == 30


def test_a_customer_that_quickbooks_has_no_more_stops_no_other(begin: Begin) -> None:
    story = begin()
    gone = story.customer()
    lost = story.invoice(gone)
    whole = story.invoice(story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com"))
    story.trouble("quickbooks", AnswerWith(400, _NOT_FOUND), path=f"/customer/{gone}", times=-1)
    story.connect()

    story.until(day(4))

    assert not story.has_case(lost)
    assert story.rungs(whole) == [(1, day(3))]
    story.expected_dead = len(story.host.queue.dead)
    assert story.expected_dead > 0


_NOT_FOUND = json.dumps(
    {"Fault": {"Error": [{"Message": "Object Not Found", "Detail": "", "code": "610"}], "type": "ValidationFault"}}
).encode()
