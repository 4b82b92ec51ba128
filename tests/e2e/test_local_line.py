"""What `make local` says of the stack: one line that other programs find everything by."""

from __future__ import annotations

import json

import httpx

from pastdue.cli.local_stack import find
from sandbox.local import LocalStack


def test_the_line_has_the_keys_that_others_rely_on(stack: LocalStack) -> None:
    said = json.loads(stack.line())
    assert set(said) >= {"aws", "api", "paths", "functions", "queues", "tables"}
    assert set(said["paths"]) == {
        "quickbooks_webhook",
        "stripe_webhook",
        "twilio_inbound",
        "twilio_status",
        "quickbooks_connect",
    }
    assert said["api"].startswith(said["aws"])
    assert set(said["queues"]) >= {"intake", "touch", "settlement", "conversation", "notice"}
    assert set(said["functions"]) >= {"ladder_tick", "reconciliation", "review_notifier", "connection_heartbeat"}
    assert "state" in said["tables"]


def test_everything_that_the_line_names_is_there(stack: LocalStack) -> None:
    functions, sqs, dynamodb = stack.client("lambda"), stack.client("sqs"), stack.client("dynamodb")
    for function in stack.functions.values():
        assert functions.get_function_configuration(FunctionName=function)["State"] == "Active"
    for queue in stack.queues.values():
        sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])
    assert dynamodb.describe_table(TableName=stack.tables["state"])["Table"]["TableStatus"] == "ACTIVE"
    started = httpx.get(stack.api + stack.paths["quickbooks_connect"], timeout=30)
    assert started.status_code == 302
    assert started.headers["location"].startswith(stack.vendors["intuit_oauth"])


def test_a_stack_is_found_by_its_endpoint_alone(stack: LocalStack) -> None:
    found = find(stack.aws, None)
    assert found.functions == stack.functions
    assert found.table == stack.tables["state"]
