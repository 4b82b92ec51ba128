"""`pastdue redrive`: what a dead-letter queue holds goes back to work, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws
from typer.testing import CliRunner

from pastdue.adapters import aws
from pastdue.cli.main import app


class Stacks:
    """CloudFormation, as far as the outputs of one stack go (moto's wants a package that nothing else here needs)."""

    def __init__(self, outputs: dict[str, str]) -> None:
        self._outputs = outputs

    def describe_stacks(self, *, StackName: str) -> dict[str, Any]:  # noqa: N803 - CloudFormation's own name
        assert StackName == "Pastdue-live"
        listed = [{"OutputKey": key, "OutputValue": value} for key, value in self._outputs.items()]
        return {"Stacks": [{"Outputs": listed}]}


@pytest.fixture
def sqs(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        client = boto3.client("sqs", region_name="us-east-1")
        urls = {name: client.create_queue(QueueName=name)["QueueUrl"] for name in ("work", "dead")}
        stacks = Stacks(
            {
                "Queues": json.dumps({"touch": urls["work"]}),
                "DeadLetterQueues": json.dumps({"touch": urls["dead"], "schedules": urls["dead"]}),
            }
        )
        real = aws.client
        monkeypatch.setattr(aws, "client", lambda name: stacks if name == "cloudformation" else real(name))
        client.urls = urls
        yield client


def _count(sqs: Any, name: str) -> int:
    which = "ApproximateNumberOfMessages"
    return int(sqs.get_queue_attributes(QueueUrl=sqs.urls[name], AttributeNames=[which])["Attributes"][which])


def test_what_failed_five_times_goes_back_to_its_queue_when_the_cause_is_mended(sqs: Any) -> None:
    # given three messages that nobody could work off
    for number in range(3):
        sqs.send_message(
            QueueUrl=sqs.urls["dead"], MessageBody=json.dumps({"company_id": "1", "payer_id": str(number)})
        )

    # when the engineer redrives
    said = CliRunner().invoke(app, ["redrive", "--stage", "live", "--format", "json"])

    # then all three are back, and none is left behind
    assert said.exit_code == 0, said.output
    assert json.loads(said.stdout)["messages"] == {"touch": 3}
    assert (_count(sqs, "work"), _count(sqs, "dead")) == (3, 0)


def test_a_dry_run_counts_and_moves_nothing(sqs: Any) -> None:
    sqs.send_message(QueueUrl=sqs.urls["dead"], MessageBody="{}")

    said = CliRunner().invoke(app, ["redrive", "--stage", "live", "--dry-run", "--format", "json"])

    assert json.loads(said.stdout) == {"dry_run": True, "messages": {"touch": 1}}
    assert (_count(sqs, "work"), _count(sqs, "dead")) == (0, 1)


def test_an_unknown_queue_is_named_with_those_that_there_are(sqs: Any) -> None:
    said = CliRunner().invoke(app, ["redrive", "--stage", "live", "--queue", "tuch"])

    assert said.exit_code == 1
    assert "there is no queue tuch; there are touch" in said.stderr
