"""The host of the played vendors: the SDKs over a real socket, webhooks tried again, and the strings to pull."""

from __future__ import annotations

import http.server
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import boto3
import pytest
import requests
import stripe
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from pastdue.adapters.email.ses import SesMail
from pastdue.ports import Attachment
from sandbox.serve import Host

ACCOUNT = "AC00000000000000000000000000000001"
OURS, CAFE = "+12125550100", "+12125550123"


class Listener(http.server.ThreadingHTTPServer):
    """Somebody who is told of everything: notes each POST, and answers with the next of `answers`, else 200."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Listening)
        self.heard: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, bytes]] = []
        self.base = f"http://127.0.0.1:{self.server_port}"


class _Listening(http.server.BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        status, said = self.server.answers.pop(0) if self.server.answers else (200, b"")
        self.server.heard.append((self.path, dict(self.headers.items()), body))
        self.send_response(status)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        """Nothing."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield listener
    listener.shutdown()
    listener.server_close()
    thread.join(timeout=5)


class Control:
    """The strings, over HTTP."""

    def __init__(self, base: str) -> None:
        self.base = base

    def __call__(self, name: str, **order: Any) -> dict[str, Any]:
        answer = requests.post(f"{self.base}/{name}", json=order, timeout=10)
        value: dict[str, Any] = answer.json()
        assert answer.status_code == 200, value
        return value

    def get(self, name: str) -> dict[str, Any]:
        value: dict[str, Any] = requests.get(f"{self.base}/{name}", timeout=10).json()
        return value

    def until(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 10
        while not true():
            assert time.monotonic() < end, self.get("deliveries")
            time.sleep(0.01)

    def idle(self) -> None:
        """Wait until every webhook was answered or given up."""
        self.until(lambda: bool(self.get("idle")["idle"]))


@pytest.fixture
def host(listener: Listener) -> Iterator[Host]:
    host = Host(
        {
            "seed": 7,
            "retries": 0.0001,
            "api": listener.base,
            "paths": {"quickbooks_webhook": "/qb", "stripe_webhook": "/stripe", "twilio_inbound": "/inbound?x=1"},
        }
    )
    yield host
    host.stop()


@pytest.fixture
def at(host: Host) -> dict[str, str]:
    return host.start()


@pytest.fixture
def control(at: dict[str, str]) -> Control:
    return Control(at["control"])


def stripe_at(at: dict[str, str]) -> Any:
    return stripe.StripeClient(
        "rk_test_pastdue",
        base_addresses={"api": at["stripe"]},
        max_network_retries=0,
        http_client=stripe.RequestsClient(timeout=5, session=requests.Session()),
    ).v1


def make_link(at: dict[str, str]) -> Any:
    data = {"currency": "usd", "unit_amount": 48_500, "product_data": {"name": "Invoice 1001"}}
    return stripe_at(at).payment_links.create({"line_items": [{"quantity": 1, "price_data": data}]})


# The SDK is untyped.
class _ElsewhereClient(TwilioHttpClient):  # type: ignore[misc]
    """The SDK has no base URL option: its requests are sent elsewhere here."""

    def __init__(self, base: str) -> None:
        super().__init__(timeout=5)
        self.base = base

    def request(self, method: str, url: str, *args: Any, **more: Any) -> Any:
        return super().request(method, self.base + "/" + url.split("/", 3)[3], *args, **more)


def twilio_at(at: dict[str, str]) -> Any:
    return Client(
        "SK00000000000000000000000000000001", "played-secret", ACCOUNT, http_client=_ElsewhereClient(at["twilio"])
    )


def test_the_sdks_reach_the_vendors_over_a_socket(at: dict[str, str], control: Control) -> None:
    link = make_link(at)
    text = twilio_at(at).messages.create(to=CAFE, from_=OURS, body=f"Pay here: {link.url}")

    assert link.url.startswith(at["stripe"])
    assert requests.get(link.url, timeout=5).status_code == 200
    control("clock", advance_seconds=10)
    assert text.fetch().status == "delivered"
    assert "Invoice 1001" in requests.get(f"{at['pages']}links", timeout=5).text
    assert "The customers" in requests.get(at["pages"], timeout=5).text
    assert "Harborview Cafe" in requests.get(f"{at['pages']}phones", timeout=5).text


def test_a_person_pays_and_every_webhook_is_signed_and_arrives(
    at: dict[str, str], control: Control, listener: Listener
) -> None:
    paid = control("pay", url=make_link(at).url, email="pat@example.com")
    control.idle()

    assert paid["status"] == "succeeded"
    events = [
        stripe.Webhook.construct_event(body, headers["Stripe-Signature"], "whsec_pastdue")
        for path, headers, body in listener.heard
        if path == "/stripe"
    ]
    assert sorted(event.type for event in events) == ["checkout.session.completed", "payment_intent.succeeded"]
    assert all(event["state"] == "delivered" for event in control.get("deliveries")["deliveries"])


def test_a_webhook_that_is_refused_comes_again_and_signed_anew(
    at: dict[str, str], control: Control, listener: Listener
) -> None:
    listener.answers = [(500, b""), (503, b""), (500, b"")]

    control("pay", url=make_link(at).url)
    control.idle()

    tries = [len(parcel["tries"]) for parcel in control.get("deliveries")["deliveries"]]
    assert (sum(tries), len(listener.heard)) == (5, 5)
    assert all(parcel["state"] == "delivered" for parcel in control.get("deliveries")["deliveries"])


def test_twilio_does_not_come_again_after_an_answer_and_says_what_the_twiml_says(
    control: Control, listener: Listener
) -> None:
    listener.answers = [(500, b""), (200, b"<Response><Message>Thanks</Message></Response>")]

    control("reply", **{"from": CAFE, "body": "one"})
    control.idle()
    control("reply", **{"from": CAFE, "body": "two"})
    control.idle()

    assert [path for path, _, _ in listener.heard] == ["/inbound?x=1"] * 2
    bodies = [message["body"] for message in control.get("state?part=twilio")["twilio"]["messages"]]
    assert bodies == ["one", "two", "Thanks"]
    assert [parcel["state"] for parcel in control.get("deliveries")["deliveries"]] == ["given up", "delivered"]


def test_where_nobody_listens_deliveries_wait_and_can_be_hurried(control: Control, listener: Listener) -> None:
    control("webhooks", quickbooks="http://127.0.0.1:9/none")
    control("check", number="1001")
    control.until(lambda: len(control.get("deliveries")["deliveries"]) > 0)
    parcel = control.get("deliveries")["deliveries"][0]
    assert parcel["vendor"] == "quickbooks"

    control("hurry")
    assert control("forget")["forgotten"] <= 1
    assert listener.heard == []


def test_the_clock_settles_a_debit_days_later(at: dict[str, str], control: Control) -> None:
    data = {"currency": "usd", "unit_amount": 48_500, "product_data": {"name": "Invoice 1001"}}
    link = stripe_at(at).payment_links.create(
        {"line_items": [{"quantity": 1, "price_data": data}], "payment_method_types": ["us_bank_account"]}
    )
    paid = control("pay_by_bank", url=link.url)
    assert paid["status"] == "processing"

    control("clock", advance_seconds=12 * 86_400)

    assert stripe_at(at).payment_intents.retrieve(paid["payment_intent"]).status == "succeeded"
    assert control.get("clock")["offset_seconds"] == 12 * 86_400


def test_faults_can_be_put_on_a_line_and_taken_off(at: dict[str, str], control: Control) -> None:
    control("faults", vendor="twilio", trouble="answer", status=503, method="POST", path="Messages")
    control("faults", vendor="twilio", trouble="lose_answer", method="POST", path="Messages")
    api = twilio_at(at)

    with pytest.raises(Exception, match="503"):
        api.messages.create(to=CAFE, from_=OURS, body="one")
    with pytest.raises(requests.ConnectionError):
        api.messages.create(to=CAFE, from_=OURS, body="two")

    assert [text.body for text in api.messages.list(to=CAFE)] == ["two"]
    control("faults", vendor="twilio", trouble="lose_request", times=-1)
    requests.delete(f"{control.base}/faults", timeout=5)
    assert api.messages.create(to=CAFE, from_=OURS, body="three").status == "queued"


def test_knobs_are_turned_by_name_and_unknown_ones_are_refused(control: Control) -> None:
    control(
        "knobs", stripe={"duplicates": 1.0, "requests_per_second": 25}, quickbooks={"late": 0.5}, twilio={"lost": 1.0}
    )

    answer = requests.post(f"{control.base}/knobs", json={"stripe": {"colour": 1}}, timeout=5)
    assert (answer.status_code, answer.json()) == (400, {"error": "stripe has no knob colour"})


@pytest.mark.parametrize(
    ("name", "order"),
    [
        ("pay", {"url": "/stripe/pay/none"}),
        ("check", {"number": "none"}),
        ("reply", {"from": CAFE}),
        ("faults", {"vendor": "twilio", "trouble": "none"}),
        ("faults", {"vendor": "none", "trouble": "lose_answer"}),
        ("webhooks", {"none": ""}),
        ("clock", {"to": "none"}),
    ],
)
def test_an_order_that_cannot_be_done_says_why(control: Control, name: str, order: dict[str, Any]) -> None:
    answer = requests.post(f"{control.base}/{name}", json=order, timeout=5)

    assert answer.status_code == 400
    assert answer.json()["error"]


def test_an_unknown_order_is_answered_with_the_known_ones(control: Control) -> None:
    answer = requests.get(f"{control.base}/none", timeout=5)

    assert answer.status_code == 404
    assert "POST /_play/pay" in answer.json()["orders"]


def test_many_callers_at_once_lose_nothing(at: dict[str, str], control: Control, listener: Listener) -> None:
    control("knobs", stripe={"requests_per_second": None})

    def act(number: int) -> None:
        make_link(at)
        twilio_at(at).messages.create(to=CAFE, from_=OURS, body=f"text {number}")
        control("reply", **{"from": CAFE, "body": f"answer {number}"})

    with ThreadPoolExecutor(8) as hands:
        list(hands.map(act, range(40)))
    control.idle()

    state = control.get("state")
    assert len(state["stripe"]["payment_links"]) == 40
    assert len(state["twilio"]["messages"]) == 80
    assert len([path for path, _, _ in listener.heard if path == "/inbound?x=1"]) == 40


def test_stripe_takes_as_many_requests_a_second_as_a_sandbox_of_its_own(host: Host, control: Control) -> None:
    assert host.world.stripe.requests_per_second == 25

    control("knobs", stripe={"requests_per_second": None})
    assert host.world.stripe.requests_per_second is None


def test_the_state_of_the_ledger_keeps_amounts_exact(control: Control) -> None:
    control("check", number="1001", amount=10_000)

    (company,) = control.get("state?part=quickbooks")["quickbooks"].values()

    assert company["name"] == "Bright Pine Plumbing"
    assert Decimal(100) in {Decimal(payment["TotalAmt"]) for payment in company["payments"]}
    assert all(isinstance(invoice["Balance"], str) for invoice in company["invoices"])


def test_as_a_program_it_says_where_it_is_and_ends_when_asked(tmp_path: Path) -> None:
    config = tmp_path / "config.json"
    config.write_text(
        json.dumps({"sample": False, "secrets": {"stripe": {"api_key": "rk_test_other", "webhook_secret": "whsec_x"}}}),
        "utf-8",
    )
    command = [sys.executable, "-m", "sandbox.serve", "--port", "0", "--config", str(config)]
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        at = json.loads(program.stdout.readline())
        events = requests.get(f"{at['stripe']}/v1/events", auth=("rk_test_other", ""), timeout=5)
        program.terminate()
        assert program.wait(timeout=15) == 0

    assert at.keys() == {"quickbooks", "intuit_oauth", "stripe", "twilio", "ses", "pages", "control"}
    assert events.status_code == 200


def test_an_e_mail_that_the_stack_sends_is_read_in_the_inbox_as_a_mail_with_its_attachment(
    host: Host, at: dict[str, str], control: Control
) -> None:
    """Through the adapter that the stack uses, and read as a browser reads it."""
    client = boto3.client(
        "sesv2", endpoint_url=at["ses"], region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    control("clock", to="2027-03-09T14:30:00+00:00")
    pdf = b"%PDF-1.4\n" + b"0" * 2048

    SesMail(client=client, sender="Bright Pine <pastdue@example.com>").send(
        "dana@example.com",
        "Invoice 1042 <copy>",
        "A copy is attached.\n\nPay $435.00 by Friday & smile.",
        "office@example.com",
        (Attachment(name="invoice-1042.pdf", mime="application/pdf", data=pdf),),
        {},
    )

    page = requests.get(f"{at['pages']}mails", timeout=10).text
    for words in (
        "<dt>From</dt><dd>Bright Pine &lt;pastdue@example.com&gt;</dd>",
        "<dt>To</dt><dd>dana@example.com</dd>",
        "<dt>Subject</dt><dd>Invoice 1042 &lt;copy&gt;</dd>",
        "<dt>Date</dt><dd>Tuesday, March 9, 2027, 9:30 AM</dd>",
        "<dt>Reply to</dt><dd>office@example.com</dd>",
        "A copy is attached.\n\nPay $435.00 by Friday &amp; smile.",
        "2 KB",
    ):
        assert words in page
    [link] = re.findall(r'href="(mails/[^"]+)"', page)
    opened = requests.get(f"{at['pages']}{link}", timeout=10)
    assert (opened.headers["Content-Type"], opened.content) == ("application/pdf", pdf)
    [mail] = control.get("state?part=mails")["mails"]["messages"]
    assert (mail["To"], mail["Attachments"]) == (["dana@example.com"], ["invoice-1042.pdf"])
    assert 'href="mails"' in requests.get(at["pages"], timeout=10).text


def test_what_is_no_raw_e_mail_is_refused_as_ses_refuses_it(at: dict[str, str]) -> None:
    client = boto3.client(
        "sesv2", endpoint_url=at["ses"], region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    with pytest.raises(client.exceptions.BadRequestException):
        client.send_email(
            FromEmailAddress="pastdue@example.com", Content={"Simple": {"Subject": {"Data": "x"}, "Body": {}}}
        )
