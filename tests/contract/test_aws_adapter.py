"""The AWS adapters against moto: secrets, queue and e-mail, and what their errors become."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.stub import Stubber
from moto import mock_aws
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from pastdue.adapters.aws import client, failure
from pastdue.adapters.email.ses import SesMail
from pastdue.adapters.secrets import Secrets
from pastdue.adapters.sqs import SqsQueue
from pastdue.domain.errors import BadInput, Busy, Refused, Unavailable, Unknown, VendorError
from pastdue.ports import Attachment


@pytest.fixture(autouse=True)
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    with mock_aws():
        yield


class Watch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_every_client_has_time_outs_and_retries_what_nobody_would_see_twice() -> None:
    config = client("sqs").meta.config

    assert (config.connect_timeout, config.read_timeout) == (3, 10)
    assert config.retries == {"mode": "standard", "total_max_attempts": 3}
    assert client("sesv2").meta.config.retries["total_max_attempts"] == 1


@pytest.mark.parametrize(("after", "seen"), [(299, "old"), (300, "new"), (301, "new")])
def test_a_rotated_secret_is_known_after_five_minutes(after: int, seen: str) -> None:
    vault, watch = client("secretsmanager"), Watch()
    vault.create_secret(Name="pastdue/stripe", SecretString=json.dumps({"api_key": "old"}))
    secrets = Secrets(client=vault, monotonic=watch)
    secrets.get("pastdue/stripe")
    vault.put_secret_value(SecretId="pastdue/stripe", SecretString=json.dumps({"api_key": "new"}))

    watch.seconds = after

    assert secrets.get("pastdue/stripe")["api_key"] == seen


def test_a_secret_that_was_read_once_serves_while_the_vault_is_down() -> None:
    vault, watch = client("secretsmanager"), Watch()
    vault.create_secret(Name="pastdue/stripe", SecretString='{"api_key":"k"}')
    secrets = Secrets(client=vault, monotonic=watch)
    secrets.get("pastdue/stripe")
    vault.delete_secret(SecretId="pastdue/stripe", ForceDeleteWithoutRecovery=True)
    watch.seconds = 1_000

    assert secrets.get("pastdue/stripe")["api_key"] == "k"


def test_a_missing_or_misshapen_secret_is_refused_and_its_content_not_repeated() -> None:
    vault = client("secretsmanager")
    vault.create_secret(Name="pastdue/odd", SecretString='["sk_live_1"]')
    secrets = Secrets(client=vault)

    with pytest.raises(Refused):
        secrets.get("pastdue/none")
    with pytest.raises(Refused) as refused:
        secrets.get("pastdue/odd")

    assert "sk_live_1" not in str(refused.value)


def queue_url(sqs: Any) -> str:
    return str(sqs.create_queue(QueueName="touch")["QueueUrl"])


def test_a_message_arrives_as_it_was_put() -> None:
    sqs = client("sqs")
    url = queue_url(sqs)

    SqsQueue(client=sqs, urls={"touch": url}).put("touch", {"company_id": "1", "name": "Peña"})

    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert json.loads(message["Body"]) == {"company_id": "1", "name": "Peña"}


def test_many_messages_go_ten_to_a_call_and_all_arrive() -> None:
    sqs = client("sqs")
    url = queue_url(sqs)

    queue = SqsQueue(client=sqs, urls={"touch": url})
    queue.put_many("touch", [{"at": str(at)} for at in range(23)])
    queue.put_many("touch", [])

    got: list[str] = []
    while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        got.extend(json.loads(message["Body"])["at"] for message in messages)
    assert sorted(got, key=int) == [str(at) for at in range(23)]


def test_one_message_that_was_not_taken_fails_the_whole_so_that_it_is_sent_again() -> None:
    sqs = client("sqs")
    refused = {"Id": "1", "SenderFault": False, "Code": "InternalError"}
    with Stubber(sqs) as stub:
        stub.add_response("send_message_batch", {"Successful": [], "Failed": [refused]})
        with pytest.raises(Unavailable, match="did not take 1"):
            SqsQueue(client=sqs, urls={"touch": "https://sqs.example/touch"}).put_many("touch", [{}, {}])


def test_a_received_message_can_come_again_sooner_and_a_lost_receipt_changes_nothing() -> None:
    sqs = client("sqs")
    url = queue_url(sqs)
    queue = SqsQueue(client=sqs, urls={"touch": url})
    queue.put("touch", {})
    (message,) = sqs.receive_message(QueueUrl=url, VisibilityTimeout=600)["Messages"]

    queue.retry_in("touch", "no such receipt", 0)
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    queue.retry_in("touch", message["ReceiptHandle"], 0)

    assert len(sqs.receive_message(QueueUrl=url)["Messages"]) == 1


@pytest.mark.parametrize(("delay", "taken"), [(0, True), (900, True), (901, False), (-1, False)])
def test_a_message_waits_at_most_fifteen_minutes(delay: int, taken: bool) -> None:
    sqs = client("sqs")
    queue = SqsQueue(client=sqs, urls={"touch": queue_url(sqs)})

    if taken:
        queue.put("touch", {}, delay)
    else:
        with pytest.raises(BadInput):
            queue.put("touch", {}, delay)


def test_a_queue_that_is_not_this_functions_is_named() -> None:
    with pytest.raises(BadInput, match="no queue settlement"):
        SqsQueue(client=client("sqs"), urls={}).put("settlement", {})


def test_an_e_mail_goes_out_as_mime_with_its_attachment_and_reply_address() -> None:
    ses = client("sesv2")
    ses.create_email_identity(EmailIdentity="billing@client.example")
    pdf = Attachment(name="Invoice 1001.pdf", mime="application/pdf", data=b"%PDF-1.7 ...")

    sent = SesMail(client=ses, sender="Peña Supply <billing@client.example>").send(
        "ap@acme.example; owner@acme.example",
        "Invoice 1001 – señal",
        "Hola, señor.\n",
        "jo@client.example",
        (pdf,),
        {},
    )

    (stored,) = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
    assert sent == stored.id
    assert set(stored.destinations) == {"ap@acme.example", "owner@acme.example"}
    message = message_from_bytes(stored.raw_data.encode("ascii"), policy=policy.default)
    assert message["Subject"] == "Invoice 1001 – señal"
    assert message["Reply-To"] == "jo@client.example"
    assert message["To"] == "ap@acme.example, owner@acme.example"
    assert message["From"].addresses[0].display_name == "Peña Supply"
    assert message["List-Unsubscribe"] == "<mailto:jo@client.example?subject=STOP>"
    assert abs(message["Date"].datetime - datetime.now(UTC)) < timedelta(minutes=1)
    text, attached = message.get_body(("plain",)), list(message.iter_attachments())
    assert text is not None
    assert text.get_content().splitlines() == ["Hola, señor."]
    assert (attached[0].get_filename(), attached[0].get_content()) == ("Invoice 1001.pdf", pdf.data)


def test_an_e_mail_names_its_configuration_set_and_what_it_is_about() -> None:
    ses = client("sesv2")
    asked: dict[str, Any] = {}
    ses.meta.events.register("provide-client-params.sesv2.SendEmail", lambda params, **_: asked.update(params))
    ses.create_email_identity(EmailIdentity="billing@client.example")
    mail = SesMail(client=ses, sender="billing@client.example", configuration_set="pastdue-live")

    # SES refuses the whole e-mail for a tag that it does not like: such a one is left out.
    mail.send("ap@acme.example", "Hi", "Hi", None, (), {"touch": "0123456789abcdef", "customer": "", "company": "a b"})

    assert asked["ConfigurationSetName"] == "pastdue-live"
    assert asked["EmailTags"] == [{"Name": "touch", "Value": "0123456789abcdef"}]


@pytest.mark.parametrize(
    ("to", "subject", "reply_to"),
    [
        ("a@b.example\nBcc: c@d.example", "Hello", None),
        ("a@b.example", "Hello\r\nBcc: c@d.example", None),
        ("a@b.example", "Hello", "a@b.example\nX: y"),
    ],
)
def test_what_was_typed_in_quickbooks_writes_no_headers_of_its_own(to: str, subject: str, reply_to: str | None) -> None:
    mail = SesMail(client=client("sesv2"), sender="billing@client.example")

    with pytest.raises(BadInput, match="line break"):
        mail.send(to, subject, "Hello", reply_to, (), {})


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        ("MessageRejected", 400, Refused),
        ("MailFromDomainNotVerifiedException", 400, Refused),
        ("TooManyRequestsException", 429, Busy),
        ("ThrottlingException", 400, Busy),
        ("InternalFailure", 500, Unknown),
    ],
)
def test_what_ses_says_becomes_one_of_ours_without_the_address(code: str, status: int, kind: type[VendorError]) -> None:
    ses = client("sesv2")
    with Stubber(ses) as stub:
        stub.add_client_error("send_email", code, "Email address is not verified: ap@acme.example", status)
        with pytest.raises(kind) as failed:
            SesMail(client=ses, sender="billing@client.example").send("ap@acme.example", "Hi", "Hi", None, (), {})

    assert isinstance(failed.value, VendorError)
    assert "acme" not in str(failed.value)
    assert failed.value.code == code or kind is Unknown


ENDPOINT = "https://email.us-east-1.amazonaws.com"


@pytest.mark.parametrize(
    ("error", "on_effect", "on_read"),
    [
        (EndpointConnectionError(endpoint_url=ENDPOINT), Unavailable, Unavailable),
        (ConnectTimeoutError(endpoint_url=ENDPOINT), Unavailable, Unavailable),
        (ReadTimeoutError(endpoint_url=ENDPOINT), Unknown, Unavailable),
        (ClientError({"Error": {"Code": "X"}, "ResponseMetadata": {"HTTPStatusCode": 503}}, "Y"), Unknown, Unavailable),
        (ClientError({"Error": {"Code": "X"}}, "Y"), Unknown, Unavailable),
    ],
)
def test_silence_is_unknown_only_where_something_may_have_happened(
    error: Any, on_effect: type[VendorError], on_read: type[VendorError]
) -> None:
    assert type(failure(error, vendor="ses", effect=True)) is on_effect
    assert type(failure(error, vendor="ses", effect=False)) is on_read


def test_boto3_is_not_asked_for_a_region_in_code() -> None:
    assert client("sqs").meta.region_name == boto3.session.Session().region_name == "us-east-1"
