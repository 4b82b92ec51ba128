"""The functions as the stack knows them: each may do what its use cases do, and takes its sample event."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from pydantic import BaseModel

from pastdue.adapters.events import (
    call_message,
    inbound_message,
    mail_report,
    quickbooks_messages,
    status_message,
    stripe_message,
)
from pastdue.bootstrap import QUEUES, Environment
from pastdue.domain.mail_report import Reported
from pastdue.lambdas import asked_of
from pastdue.work import ChangeMessage, NoticeMessage, PayerMessage, PaymentMessage, ReplyMessage
from tests.infrastructure.conftest import ROOT, Assembly

USE_CASES = ROOT / "layers" / "pastdue" / "python" / "pastdue" / "usecases"
DOES = {
    "invoice_intake": {"take_change"},
    "ladder_tick": {"run_ladder"},
    "touch_sender": {"send_touch"},
    "settlement": {"settle_payment"},
    "conversation": {"hear_call", "hear_reply", "send_ordered_link", "thank", "track_delivery"},
    "mail_tracker": {"track_mail"},
    "review_notifier": {"notify_owner"},
    "reconciliation": {"reconcile"},
    "quickbooks_connect": {"connect_company"},
    "connection_heartbeat": {"keep_connection"},
    "owner_digest": {"send_digest"},
}
TAKES: dict[str, type[BaseModel]] = {
    "invoice_intake": ChangeMessage,
    "touch_sender": PayerMessage,
    "settlement": PaymentMessage,
    "conversation": ReplyMessage,
    "review_notifier": NoticeMessage,
}

WORKS_OFF = {
    "invoice_intake": "intake",
    "touch_sender": "touch",
    "settlement": "settlement",
    "conversation": "conversation",
    "review_notifier": "notice",
    "mail_tracker": "mail",
}


def source(use_cases: set[str]) -> str:
    """The text of some use cases and of all that they call on, the shared world aside."""
    found: dict[str, str] = {}
    waiting = list(use_cases)
    while waiting:
        name = waiting.pop()
        if name not in found and name != "world":
            found[name] = (USE_CASES / f"{name}.py").read_text("utf-8")
            waiting += re.findall(r"from pastdue\.usecases\.(\w+) import", found[name])
    return "\n".join(found.values())


def sample(name: str) -> dict[str, Any]:
    return dict(json.loads((ROOT / "functions" / name / "event.json").read_text("utf-8")))


@pytest.mark.parametrize("name", DOES)
def test_a_function_may_feed_the_queues_that_its_use_cases_feed_and_no_others(live: Assembly, name: str) -> None:
    text = source(DOES[name])
    needed = set(re.findall(r"queue\.put(?:_many)?\(\s*\"(\w+)\"", text))
    needed |= {"notice"} if "raise_review(" in text else set()
    needed |= {WORKS_OFF[name]} if name in WORKS_OFF else set()  # what a vendor throttles is put back
    own = {one["Resource"]["Fn::GetAtt"][0] for one in live.statements(name) if one["Action"] == "sqs:SendMessage"}
    variables = live.function(name)["Environment"]["Variables"]
    named = {queue for queue in QUEUES if variables.get(f"{queue.upper()}_QUEUE_URL", {}).get("Ref") in own}
    assert named == needed


# The tick decides on what is known: whatever would act needs a fresh look, which the sender takes.
@pytest.mark.parametrize("name", sorted(DOES.keys() - {"ladder_tick"}))
def test_a_function_is_given_the_ports_that_its_use_cases_ask(live: Assembly, name: str) -> None:
    asks = set(re.findall(r"world\.(ledger|connections|texts|pictures|mail)\b", source(DOES[name])))
    variables = live.function(name)["Environment"]["Variables"].keys()
    given = {
        "ledger": "QUICKBOOKS_TOKENS_PREFIX" in variables,
        "connections": "QUICKBOOKS_TOKENS_PREFIX" in variables,
        "texts": {"TWILIO_SECRET", "PUBLIC_URL"} <= variables,
        "pictures": "PICTURES_BUCKET" in variables,
        "mail": "MAIL_FROM" in variables,
    }
    assert {port for port in asks if not given[port]} == set()


def test_nothing_is_told_that_no_function_reads(live: Assembly) -> None:
    known = {*Environment.model_fields}
    for name, function in live.functions.items():
        told = {key for key in function["Environment"]["Variables"] if not key.startswith("POWERTOOLS_")}
        assert told <= known, name


def test_locally_e_mails_go_to_the_played_ses_and_elsewhere_to_amazons(live: Assembly, local: Assembly) -> None:
    told = {function["Environment"]["Variables"].get("AWS_ENDPOINT_URL_SESV2") for function in local.functions.values()}
    assert told == {"http://127.0.0.1:4567/ses"}
    assert not any("AWS_ENDPOINT_URL_SESV2" in one["Environment"]["Variables"] for one in live.functions.values())


@pytest.mark.parametrize("name", TAKES)
def test_the_sample_event_of_a_queue_holds_messages_that_its_function_takes(name: str) -> None:
    for record in sample(name)["Records"]:
        TAKES[name].model_validate_json(record["body"])


def test_the_sample_webhooks_become_the_sample_messages() -> None:
    quickbooks = asked_of(sample("quickbooks_webhook"))
    assert list(quickbooks_messages(quickbooks.body)) == [json.loads(sample("invoice_intake")["Records"][0]["body"])]
    stripe = asked_of(sample("stripe_webhook"))
    assert stripe_message(json.loads(stripe.body)) == json.loads(sample("settlement")["Records"][0]["body"])
    inbound = dict(parse_qsl(asked_of(sample("twilio_inbound")).body.decode(), keep_blank_values=True))
    assert inbound_message(inbound) == json.loads(sample("conversation")["Records"][0]["body"])
    call = dict(parse_qsl(asked_of(sample("twilio_voice")).body.decode(), keep_blank_values=True))
    assert call_message(call) is not None
    status = asked_of(sample("twilio_status"))
    touch = dict(parse_qsl(status.query))["touch"]
    assert status_message(dict(parse_qsl(status.body.decode(), keep_blank_values=True)), touch) is not None


def test_the_sample_event_of_ses_is_a_bounce_of_one_of_our_touches() -> None:
    (record,) = sample("mail_tracker")["Records"]
    report = mail_report(json.loads(record["body"]))
    assert report is not None
    assert (report.reported, report.about) == (Reported.BOUNCED, "Permanent/NoEmail")
    assert report.tags["touch"] == "0123456789abcdef"
    assert report.concerned == ("ap@acme.example.com",)


def test_a_handler_only_joins_an_event_to_a_use_case() -> None:
    """Functions reach adapters through bootstrap alone: what else one needs belongs in a layer."""
    ours = r"pastdue\.(bootstrap|lambdas|usecases\.\w+)"
    allowed = re.compile(rf"from ({ours}|collections\.abc|typing|__future__) import ")
    for path in sorted(Path(ROOT / "functions").glob("*/handler.py")):
        imports = re.findall(r"^[ ]*(?:import|from) .*", path.read_text("utf-8"), re.MULTILINE)
        assert [line for line in imports if not allowed.match(line)] == [], path.parent.name
