"""The public addresses of the deployed stack: the forged is refused, the odd is answered, what repeats counts once."""

from __future__ import annotations

import json
from uuid import uuid4

import httpx
import pytest

from pastdue.domain.settlement import SettlementState
from sandbox.local import LocalStack
from sandbox.people import DANA
from tests.e2e import signed
from tests.e2e.conftest import Scene

STRANGER = "+12125550191"


def empty(scene: Scene) -> bool:
    """Whether no queue has work, looked at once and at once."""
    sqs = scene.stack.client("sqs")
    asked = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return all(
        set(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=asked)["Attributes"].values()) == {"0"}
        for url in scene.stack.queues.values()
    )


# --- who does not prove who it is -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [("quickbooks_webhook", 403), ("stripe_webhook", 400), ("twilio_inbound", 403), ("twilio_status", 403)],
)
@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"intuit-signature": "", "stripe-signature": "", "x-twilio-signature": ""},
        {"intuit-signature": "AAAA", "stripe-signature": "t=1,v1=00", "x-twilio-signature": "AAAA"},
        {"intuit-signature": "ü", "stripe-signature": "ü", "x-twilio-signature": "ü"},
    ],
)
def test_a_webhook_without_a_true_signature_is_refused_and_does_no_work(
    scene: Scene, path: str, status: int, forged: dict[str, str]
) -> None:
    headers = {name.encode(): value.encode() for name, value in forged.items()}
    answer = httpx.post(
        scene.stack.api + scene.stack.paths[path],
        content=signed.cloud_event(str(uuid4()), "invoice", "1", scene.played.realm),
        headers=list(headers.items()),
        timeout=signed.TIMEOUT,
    )
    assert answer.status_code == status
    assert empty(scene)


def test_a_signature_over_another_body_is_refused(stack: LocalStack) -> None:
    body = signed.cloud_event(str(uuid4()), "invoice", "1", "1")
    signature = signed.intuit(body)
    answer = signed.post(
        stack.api + stack.paths["quickbooks_webhook"], body + b" ", {**signed.JSON, "intuit-signature": signature}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(("age", "status"), [(0, 200), (290, 200), (310, 400)])
def test_an_old_signature_of_stripe_is_refused_by_the_wall_clock_though_business_time_was_moved(
    stack: LocalStack, age: int, status: int
) -> None:
    assert signed.stripe_event(stack, b'{"type": "unheard.of"}', age=age).status_code == status


def test_a_text_signed_for_the_other_address_is_refused(stack: LocalStack) -> None:
    form = signed.text_from(STRANGER, "STOP", f"SM{uuid4().hex}")
    url = stack.api + stack.paths["twilio_inbound"]
    signature = signed.twilio_signature(url, form)
    answer = httpx.post(
        stack.api + stack.paths["twilio_status"],
        data=form,
        headers={"x-twilio-signature": signature},
        timeout=signed.TIMEOUT,
    )
    assert answer.status_code == 403


# --- what is signed, and odd ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not JSON",
        b"[]",
        b"{}",
        b"null",
        b'"text"',
        b"[1, null, {}]",
        b'[{"type": "qbo.invoice", "intuitaccountid": 1}]',
        b'[{"type": "qbo.estimate.created.v1", "intuitaccountid": "1", "intuitentityid": "1"}]',
        b'{"eventNotifications": [{"realmId": "1", "dataChangeEvent": null}]}',
        '["\u00fc\u2019"]'.encode(),
    ],
)
def test_whatever_intuit_signs_is_answered_200_so_that_it_does_not_repeat_the_batch(scene: Scene, body: bytes) -> None:
    assert signed.quickbooks(scene.stack, body).status_code == 200
    assert empty(scene)


def test_an_event_of_a_company_that_is_not_connected_ends_without_a_dead_letter(scene: Scene) -> None:
    body = signed.cloud_event(str(uuid4()), "invoice", "1", "404")
    assert signed.quickbooks(scene.stack, body).status_code == 200
    assert not any(scene.evidence().dead_letters.values())


@pytest.mark.parametrize("body", [b"not JSON", b"[]", b"null", b'{"type": "x", "pad": "' + b"x" * 1_100_000 + b'"}'])
def test_a_body_of_stripe_that_is_no_event_is_400(scene: Scene, body: bytes) -> None:
    assert signed.stripe_event(scene.stack, body).status_code == 400
    assert empty(scene)


@pytest.mark.parametrize(
    "event",
    [
        {"type": "customer.created", "data": {"object": {"id": "cus_1"}}},
        {"type": "payment_intent.succeeded"},
        {"type": "payment_intent.succeeded", "data": {"object": None}},
    ],
)
def test_an_event_of_stripe_that_says_nothing_of_money_is_taken_and_makes_no_work(
    scene: Scene, event: dict[str, object]
) -> None:
    assert signed.stripe_event(scene.stack, json.dumps(event).encode()).status_code == 200
    assert empty(scene)


def test_a_payment_that_is_not_ours_is_left_alone(scene: Scene) -> None:
    """The account may sell other things too."""
    event = {
        "id": "evt_x",
        "type": "payment_intent.succeeded",
        "data": {"object": {"id": "pi_x", "object": "payment_intent"}},
    }
    before = scene.evidence()
    assert signed.stripe_event(scene.stack, json.dumps(event).encode()).status_code == 200
    after = scene.evidence()
    assert after.books["payments"] == before.books["payments"]
    assert not any(after.dead_letters.values())


@pytest.mark.parametrize("form", [{}, {"From": STRANGER, "Body": "hello"}, {"MessageSid": "SM1"}])
def test_a_form_of_twilio_without_what_a_text_has_is_taken_and_makes_no_work(
    scene: Scene, form: dict[str, str]
) -> None:
    answer = signed.twilio(scene.stack, "twilio_inbound", form)
    assert answer.status_code == 200
    assert "<Response" in answer.text
    assert empty(scene)


def test_an_address_that_is_none_is_404_and_another_method_is_not_taken(stack: LocalStack) -> None:
    assert httpx.get(stack.api + "/nothing", timeout=signed.TIMEOUT).status_code == 404
    assert httpx.get(stack.api + stack.paths["stripe_webhook"], timeout=signed.TIMEOUT).status_code in (404, 405)


def test_the_way_back_from_intuit_with_a_state_that_is_not_ours_connects_nothing(scene: Scene) -> None:
    answer = httpx.get(f"{scene.stack.api}/quickbooks/callback?code=XAB&realmId=1&state=forged", timeout=signed.TIMEOUT)
    assert answer.status_code == 400
    assert "start again" in answer.text


# --- what comes twice -------------------------------------------------------------------------------------------------


def test_an_event_of_stripe_that_comes_four_times_books_nothing_more(scene: Scene) -> None:
    """Duplicates and late repeats of a payment that was booked weeks ago."""
    before = scene.evidence()
    settled = next(each for each in before.settlements if each.state is SettlementState.BOOKED)
    intent = {"id": settled.payment_intent, "object": "payment_intent"}
    for number in range(4):
        event = {"id": f"evt_{number % 2}", "type": "payment_intent.succeeded", "data": {"object": intent}}
        assert signed.stripe_event(scene.stack, json.dumps(event).encode()).status_code == 200
    after = scene.evidence()
    assert after.books["payments"] == before.books["payments"]
    assert after.messages == before.messages


def test_an_event_of_quickbooks_that_comes_three_times_changes_nothing(scene: Scene) -> None:
    before = scene.evidence()
    invoice = before.invoice(scene.played.number("imports_pump"))
    body = signed.cloud_event(str(uuid4()), "invoice", invoice["Id"], scene.played.realm)
    for _ in range(3):
        assert signed.quickbooks(scene.stack, body).status_code == 200
    after = scene.evidence()
    assert after.case(invoice["DocNumber"]).holds == before.case(invoice["DocNumber"]).holds
    assert after.messages == before.messages


def test_a_text_that_twilio_reports_twice_is_answered_once(scene: Scene) -> None:
    form = signed.text_from(DANA, "HELP", f"SM{uuid4().hex}")
    before = len(scene.evidence().answers)
    for _ in range(2):
        assert signed.twilio(scene.stack, "twilio_inbound", form).status_code == 200
    assert len(scene.evidence().answers) in (before, before + 1)


def test_statuses_that_come_late_and_twice_do_not_turn_a_delivered_text_back(scene: Scene) -> None:
    before = scene.evidence()
    touch = next(each for each in before.touches if each.state == "delivered")
    for status in ("sent", "queued", "sent"):
        form = {
            "MessageSid": touch.message_id or "",
            "MessageStatus": status,
            "To": touch.address,
            "From": "+12125550100",
        }
        answer = signed.twilio(scene.stack, "twilio_status", form, f"?touch={touch.id}")
        assert answer.status_code == 200
    after = next(each for each in scene.evidence().touches if each.id == touch.id)
    assert after.state == "delivered"
