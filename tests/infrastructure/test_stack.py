"""What the one stack promises: nothing lost, nothing silent, nobody allowed more than it needs."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest
from aws_cdk import aws_sqs as sqs

from app import guard
from pastdue.adapters.dynamodb import table
from tests.infrastructure.conftest import ROOT, Assembly, synthesize

FUNCTIONS = sorted(path.parent.name for path in (ROOT / "functions").glob("*/handler.py"))
WEBHOOKS = ("quickbooks_webhook", "stripe_webhook", "twilio_inbound", "twilio_status")
SCHEDULED = {
    "ladder_tick": "rate(5 minutes)",
    "review_notifier": "rate(5 minutes)",
    "owner_digest": "rate(5 minutes)",
    "reconciliation": "rate(15 minutes)",
    "connection_heartbeat": "rate(1 day)",
}


def ref(value: Any) -> str:
    """The logical id that a Ref or GetAtt points at."""
    found = value.get("Ref") or value["Fn::GetAtt"][0]
    assert isinstance(found, str)
    return found


# --- checks by others


def test_neither_cdk_nag_nor_the_schema_objects_to_anything(live: Assembly) -> None:
    assert [(one["ruleName"], one["description"]) for one in live.violations] == []


def test_cdk_nag_does_object_where_there_is_reason(tmp_path: Path) -> None:
    """An empty report must not be that of a check which never ran."""
    app = guard(cdk.App(outdir=str(tmp_path)))
    sqs.Queue(cdk.Stack(app, "Pastdue-bare"), "WithoutDeadLetters")
    with pytest.raises(RuntimeError, match=r"AwsSolutions-SQS3(?s:.*)AwsSolutions-SQS4"):
        app.synth()


def test_sam_finds_the_template_valid(live: Assembly, tmp_path: Path) -> None:
    sam = ROOT / ".venv-sam" / "bin" / "sam"
    environment = {"SAM_CLI_TELEMETRY": "0", "PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(
        [sam, "validate", "--lint", "--region", "us-east-1", "--template", live.template_file],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# --- state


def test_the_table_is_the_one_that_the_adapter_describes(live: Assembly) -> None:
    (made,) = live.of("AWS::DynamoDB::GlobalTable").values()
    described = table.table_request("any")

    def by_name(attributes: list[dict[str, str]]) -> list[tuple[str, ...]]:
        return sorted(tuple(one.values()) for one in attributes)

    assert made["KeySchema"] == described["KeySchema"]
    assert by_name(made["AttributeDefinitions"]) == by_name(described["AttributeDefinitions"])
    assert made["GlobalSecondaryIndexes"] == described["GlobalSecondaryIndexes"]
    assert made["BillingMode"] == described["BillingMode"]
    assert made["TimeToLiveSpecification"] == table.ttl_request("any")["TimeToLiveSpecification"]


def test_the_due_index_holds_only_what_has_a_next_action(live: Assembly) -> None:
    """Sparse: neither of its keys is a key of the table, so an item without them is not in it."""
    (made,) = live.of("AWS::DynamoDB::GlobalTable").values()
    due = next(index for index in made["GlobalSecondaryIndexes"] if index["IndexName"] == table.DUE_INDEX)
    keys = {key["AttributeName"] for key in due["KeySchema"]}
    assert keys == {table.DUE_SHARD, table.DUE_AT}
    assert keys.isdisjoint({table.PK, table.SK})
    assert due["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_what_was_done_cannot_be_lost_by_a_slip(live: Assembly) -> None:
    (made,) = live.of("AWS::DynamoDB::GlobalTable").values()
    (replica,) = made["Replicas"]
    assert replica["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
    assert replica["DeletionProtectionEnabled"] is True
    resources = live.template["Resources"]
    for kind in ("AWS::DynamoDB::GlobalTable", "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::SQS::Queue"):
        kept = [one["DeletionPolicy"] for one in resources.values() if one["Type"] == kind]
        assert set(kept) == {"Retain"}, kind


def test_a_local_stack_leaves_nothing_behind(local: Assembly) -> None:
    kept = [one for one in local.template["Resources"].values() if one.get("DeletionPolicy") in {"Retain", "Snapshot"}]
    assert kept == []


# --- queues and alarms


def queues(assembly: Assembly) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """Work queues and dead-letter queues."""
    every = assembly.of("AWS::SQS::Queue")
    return (
        {name: one for name, one in every.items() if "RedrivePolicy" in one},
        {name: one for name, one in every.items() if "RedrivePolicy" not in one},
    )


def test_every_queue_of_work_ends_in_a_dead_letter_queue_of_its_own(live: Assembly) -> None:
    work, dead = queues(live)
    assert len(work) == 6
    behind = [ref(one["RedrivePolicy"]["deadLetterTargetArn"]) for one in work.values()]
    assert len(set(behind)) == 6
    assert set(behind) < set(dead)
    assert {one["RedrivePolicy"]["maxReceiveCount"] for one in work.values()} == {5}
    assert all(one["SqsManagedSseEnabled"] for one in {**work, **dead}.values())


def test_dead_letters_outlive_the_queue_that_they_came_from(live: Assembly) -> None:
    """SQS counts a message's age from when it was first sent, also in the dead-letter queue."""
    work, dead = queues(live)
    for one in work.values():
        behind = dead[ref(one["RedrivePolicy"]["deadLetterTargetArn"])]
        assert behind["MessageRetentionPeriod"] >= 2 * one["MessageRetentionPeriod"]


def test_an_alarm_rings_at_the_first_message_in_any_dead_letter_queue(live: Assembly) -> None:
    _, dead = queues(live)
    (topic,) = live.of("AWS::SNS::Topic")
    ringing: set[str] = set()
    for alarm in live.of("AWS::CloudWatch::Alarm").values():
        if alarm.get("MetricName") == "ApproximateNumberOfMessagesVisible":
            assert alarm["Threshold"] == 1
            assert alarm["ComparisonOperator"] == "GreaterThanOrEqualToThreshold"
            assert alarm["AlarmActions"] == [{"Ref": topic}]
            ringing.update(ref(dimension["Value"]) for dimension in alarm["Dimensions"])
    assert ringing == set(dead)


def test_a_message_does_not_come_back_while_it_is_worked_on(live: Assembly) -> None:
    work, _ = queues(live)
    functions = live.of("AWS::Lambda::Function")
    mappings = live.of("AWS::Lambda::EventSourceMapping").values()
    assert {ref(mapping["EventSourceArn"]) for mapping in mappings} == set(work)
    for mapping in mappings:
        time_out = functions[ref(mapping["FunctionName"])]["Timeout"]
        assert work[ref(mapping["EventSourceArn"])]["VisibilityTimeout"] == 6 * time_out
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert 2 <= mapping["ScalingConfig"]["MaximumConcurrency"] <= 4


def test_together_the_functions_never_ask_quickbooks_more_than_ten_things_at_once(live: Assembly) -> None:
    """Ten at once for one company and app (vendor-facts, QuickBooks); the schedules run one at a time."""
    functions = live.of("AWS::Lambda::Function")
    mappings = live.of("AWS::Lambda::EventSourceMapping").values()
    asking = [
        mapping["ScalingConfig"]["MaximumConcurrency"]
        for mapping in mappings
        if "QUICKBOOKS_TOKENS_PREFIX" in functions[ref(mapping["FunctionName"])]["Environment"]["Variables"]
    ]
    assert len(asking) >= 4
    assert sum(asking) + 1 <= 10


def test_an_alarm_rings_when_a_function_fails(live: Assembly) -> None:
    alarms = live.of("AWS::CloudWatch::Alarm").values()
    watched = {
        ref(dimension["Value"])
        for alarm in alarms
        if alarm.get("MetricName") == "Errors"
        for dimension in alarm["Dimensions"]
    }
    assert watched == set(live.of("AWS::Lambda::Function"))


def test_a_captured_payment_that_finds_no_place_in_quickbooks_rings(live: Assembly) -> None:
    alarms = live.of("AWS::CloudWatch::Alarm").values()
    [alarm] = [each for each in alarms if each.get("MetricName") == "OldestDifferenceMinutes"]
    assert (alarm["Namespace"], alarm["Statistic"], alarm["Threshold"]) == ("Pastdue", "Maximum", 120)


def test_an_alarm_rings_when_a_scheduled_function_stops_running(live: Assembly) -> None:
    functions = live.of("AWS::Lambda::Function")
    still = [alarm for alarm in live.of("AWS::CloudWatch::Alarm").values() if alarm.get("MetricName") == "Invocations"]
    assert {alarm["TreatMissingData"] for alarm in still} == {"breaching"}
    watched = [functions[ref(alarm["Dimensions"][0]["Value"])] for alarm in still]
    assert {one["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"] for one in watched} == set(SCHEDULED)


def test_the_alarms_go_to_the_engineer_when_an_address_is_given(live: Assembly, local: Assembly) -> None:
    (subscription,) = live.of("AWS::SNS::Subscription").values()
    assert (subscription["Protocol"], subscription["Endpoint"]) == ("email", "engineer@example.com")
    assert local.of("AWS::SNS::Subscription") == {}


# --- functions


def test_every_function_is_deployed_and_has_a_sample_event(live: Assembly) -> None:
    assert sorted(live.functions) == FUNCTIONS
    for name in FUNCTIONS:
        assert json.loads((ROOT / "functions" / name / "event.json").read_text("utf-8")), name


def test_each_function_has_a_role_and_a_log_of_its_own(live: Assembly) -> None:
    functions = live.functions.values()
    assert len({ref(one["Role"]) for one in functions}) == len(FUNCTIONS)
    logs = {ref(one["LoggingConfig"]["LogGroup"]) for one in functions}
    assert len(logs) == len(FUNCTIONS)
    assert all(live.of("AWS::Logs::LogGroup")[log]["RetentionInDays"] == 90 for log in logs)
    assert all("ManagedPolicyArns" not in role for role in live.of("AWS::IAM::Role").values())


def test_functions_run_on_arm_and_the_python_that_the_layers_are_built_for(live: Assembly) -> None:
    assert {(one["Runtime"], *one["Architectures"]) for one in live.functions.values()} == {("python3.13", "arm64")}
    assert {len(one["Layers"]) for one in live.functions.values()} == {2}


def test_the_edge_for_calls_may_look_the_caller_up_besides_and_change_nothing(live: Assembly) -> None:
    looks = {action for action in live.actions("twilio_voice") if action.startswith("dynamodb:")}
    assert looks == {"dynamodb:GetItem", "dynamodb:Query"}
    assert live.actions("twilio_voice") - looks == live.actions("twilio_inbound")
    assert live.function("twilio_voice")["Timeout"] <= 10


@pytest.mark.parametrize("name", WEBHOOKS)
def test_an_edge_may_read_one_secret_and_feed_one_queue_and_no_more(live: Assembly, name: str) -> None:
    assert live.actions(name) == {
        "kms:Decrypt",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
        "secretsmanager:GetSecretValue",
        "sqs:SendMessage",
        "xray:PutTelemetryRecords",
        "xray:PutTraceSegments",
    }
    resources = [one["Resource"] for one in live.statements(name) if one["Action"] == "sqs:SendMessage"]
    assert len(resources) == 1
    assert isinstance(resources[0], dict)
    assert live.function(name)["Timeout"] <= 10


def test_nobody_scans_deletes_tables_or_holds_a_wildcard_action(live: Assembly) -> None:
    for name in FUNCTIONS:
        actions = live.actions(name)
        assert not any("*" in action for action in actions), name
        assert actions.isdisjoint({"dynamodb:Scan", "dynamodb:DeleteTable", "secretsmanager:DeleteSecret"}), name


def test_only_who_connects_creates_a_secret(live: Assembly) -> None:
    assert [name for name in FUNCTIONS if "secretsmanager:CreateSecret" in live.actions(name)] == ["quickbooks_connect"]


def test_a_secret_is_decrypted_through_secrets_manager_only(live: Assembly) -> None:
    for name in FUNCTIONS:
        for one in live.statements(name):
            if str(one["Action"]).startswith("kms:"):
                (condition,) = one["Condition"]["StringEquals"].items()
                assert condition[0] == "kms:ViaService", name


def test_mail_goes_out_under_one_sender_only(live: Assembly) -> None:
    senders = [name for name in FUNCTIONS if "ses:SendEmail" in live.actions(name)]
    assert senders == ["conversation", "owner_digest", "review_notifier", "touch_sender"]
    for name in senders:
        (mail,) = [one for one in live.statements(name) if "ses:SendEmail" in one["Action"]]
        assert mail["Condition"] == {"StringEquals": {"ses:FromAddress": "pastdue@example.com"}}
        # Who names a configuration set must be allowed to use it.
        (own,) = live.of("AWS::SES::ConfigurationSet")
        assert json.dumps({"Ref": own}) in json.dumps(mail["Resource"])
        assert live.function(name)["Environment"]["Variables"]["MAIL_CONFIGURATION_SET"] == {"Ref": own}


def test_what_ses_reports_of_our_e_mails_and_of_nobody_elses_comes_onto_the_mail_queue(live: Assembly) -> None:
    ((own, made),) = live.of("AWS::SES::ConfigurationSet").items()
    assert made["Name"] == "pastdue-live"
    assert set(made["SuppressionOptions"]["SuppressedReasons"]) == {"BOUNCE", "COMPLAINT"}
    (destination,) = live.of("AWS::SES::ConfigurationSetEventDestination").values()
    assert destination["ConfigurationSetName"] == {"Ref": own}
    reports = {"bounce", "complaint", "deliveryDelay", "reject", "renderingFailure"}
    assert set(destination["EventDestination"]["MatchingEventTypes"]) == reports
    assert destination["EventDestination"]["Enabled"] is True
    assert json.dumps(destination["EventDestination"]["EventBridgeDestination"]).endswith(':event-bus/default"]]}}')

    ((rule, made),) = live.of("AWS::Events::Rule").items()
    assert made["EventPattern"] == {
        "source": ["aws.ses"],
        "account": [{"Ref": "AWS::AccountId"}],
        "detail": {"mail": {"tags": {"ses:configuration-set": [{"Ref": own}]}}},
    }
    (target,) = made["Targets"]
    work, dead = queues(live)
    assert ref(target["Arn"]) in work
    assert ref(target["DeadLetterConfig"]["Arn"]) in dead

    for policy in live.of("AWS::SQS::QueuePolicy").values():
        for one in policy["PolicyDocument"]["Statement"]:
            if one["Effect"] == "Allow":
                assert one["Principal"] == {"Service": "events.amazonaws.com"}
                assert one["Condition"] == {"ArnEquals": {"aws:SourceArn": {"Fn::GetAtt": [rule, "Arn"]}}}


def test_who_hears_of_bounces_reads_no_secret_sends_nothing_and_knows_no_vendor(live: Assembly) -> None:
    actions = live.actions("mail_tracker")
    assert {action.partition(":")[0] for action in actions} == {"dynamodb", "logs", "sqs", "xray"}
    variables = {name for name in live.function("mail_tracker")["Environment"]["Variables"] if "POWERTOOLS" not in name}
    assert variables == {"MAIL_QUEUE_URL", "NOTICE_QUEUE_URL", "STAGE", "STATE_TABLE"}


@pytest.mark.parametrize(
    ("metric", "function"),
    [
        ("OwnerMailFailed", "mail_tracker"),
        ("OwnerUnreached", "review_notifier"),
        ("OwnerUnreached", "owner_digest"),
    ],
)
def test_an_alarm_rings_when_the_owner_does_not_get_our_mail(live: Assembly, metric: str, function: str) -> None:
    of_function = [{"Name": "service", "Value": function}]
    alarms = [one for one in live.of("AWS::CloudWatch::Alarm").values() if one.get("MetricName") == metric]
    [alarm] = [one for one in alarms if one["Dimensions"] == of_function]
    assert (alarm["Namespace"], alarm["Threshold"]) == ("Pastdue", 1)


def test_no_secret_and_no_token_is_in_the_template(live: Assembly) -> None:
    for secret in live.of("AWS::SecretsManager::Secret").values():
        assert set(json.loads(secret["SecretString"]).values()) == {""}
        assert "KmsKeyId" in secret


def test_a_function_that_is_told_of_a_queue_may_use_it(live: Assembly) -> None:
    """Where a variable names a queue, the role may send to it, or works it off."""
    mappings = live.of("AWS::Lambda::EventSourceMapping").values()
    logical = {
        one["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: key
        for key, one in live.of("AWS::Lambda::Function").items()
    }
    for name, function in live.functions.items():
        told = {ref(value) for key, value in function["Environment"]["Variables"].items() if key.endswith("_QUEUE_URL")}
        sends = {ref(one["Resource"]) for one in live.statements(name) if one["Action"] == "sqs:SendMessage"}
        works = {ref(one["EventSourceArn"]) for one in mappings if ref(one["FunctionName"]) == logical[name]}
        assert told == sends | works, name


# --- schedules and the edge


def test_the_clockwork_is_complete_and_says_for_when_it_calls(live: Assembly) -> None:
    functions = live.of("AWS::Lambda::Function")
    found = {}
    for schedule in live.of("AWS::Scheduler::Schedule").values():
        target = schedule["Target"]
        name = functions[ref(target["Arn"])]["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]
        found[name] = schedule["ScheduleExpression"]
        assert schedule["State"] == "ENABLED"
        assert json.loads(target["Input"]) == {"scheduled_time": "<aws.scheduler.scheduled-time>"}
        assert "DeadLetterConfig" in target
    assert found == SCHEDULED


def test_pictures_are_private_encrypted_and_forgotten(live: Assembly) -> None:
    (bucket,) = live.of("AWS::S3::Bucket").values()
    assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
    assert bucket["BucketEncryption"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]
    assert (rule["ExpirationInDays"], rule["Status"]) == (400, "Enabled")
    (policy,) = live.of("AWS::S3::BucketPolicy").values()
    assert '"aws:SecureTransport": "false"' in json.dumps(policy)
    writers = [name for name in FUNCTIONS if any(action.startswith("s3:") for action in live.actions(name))]
    assert writers == ["conversation"]
    assert {action for action in live.actions("conversation") if action.startswith("s3:")} == {"s3:PutObject"}


def test_the_edge_answers_seven_routes_and_is_throttled(live: Assembly) -> None:
    routes = {route["RouteKey"] for route in live.of("AWS::ApiGatewayV2::Route").values()}
    assert routes == {
        "GET /quickbooks/callback",
        "GET /quickbooks/connect",
        "POST /quickbooks/webhook",
        "POST /stripe/webhook",
        "POST /twilio/inbound",
        "POST /twilio/status",
        "POST /twilio/voice",
    }
    (stage,) = live.of("AWS::ApiGatewayV2::Stage").values()
    assert stage["DefaultRouteSettings"] == {"ThrottlingBurstLimit": 100, "ThrottlingRateLimit": 50}


def test_the_access_log_names_no_person_and_no_secret(live: Assembly) -> None:
    (stage,) = live.of("AWS::ApiGatewayV2::Stage").values()
    logged = set(json.loads(stage["AccessLogSettings"]["Format"]).values())
    assert not any(
        word in field for field in logged for word in ("identity", "path", "query", "header", "authorizer", "body")
    )


def test_the_local_stack_differs_only_where_it_must(live: Assembly, local: Assembly) -> None:
    """Same functions, routes and queues; the addresses, the tracing and the retention are what differ."""
    assert sorted(live.functions) == sorted(local.functions)
    for kind in ("AWS::ApiGatewayV2::Route", "AWS::SQS::Queue", "AWS::CloudWatch::Alarm", "AWS::Scheduler::Schedule"):
        assert live.of(kind).keys() == local.of(kind).keys(), kind
    for name in FUNCTIONS:
        given, played = (one.function(name)["Environment"]["Variables"].keys() for one in (live, local))
        assert played - given <= {"POWERTOOLS_TRACE_DISABLED", "INTUIT_OAUTH_BASE", "AWS_ENDPOINT_URL_SESV2"}, name
        assert given <= played, name


def test_the_outputs_say_where_everything_is(live: Assembly) -> None:
    outputs = live.template["Outputs"]
    assert {
        "ApiUrl",
        "StateTable",
        "Functions",
        "Queues",
        "DeadLetterQueues",
        "Secrets",
        "AlarmTopic",
    } <= outputs.keys()


def test_a_stage_without_its_context_says_what_is_missing(tmp_path: Path) -> None:
    done = synthesize(tmp_path, mail_from="")
    assert done.returncode != 0
    assert "'mail_from' is missing" in done.stderr


def test_an_alarm_rings_for_as_long_as_everything_is_stopped(live: Assembly) -> None:
    [alarm] = [one for one in live.of("AWS::CloudWatch::Alarm").values() if one.get("MetricName") == "TicksSwitchedOff"]
    assert (alarm["Namespace"], alarm["Threshold"]) == ("Pastdue", 1)
    assert alarm["Dimensions"] == [{"Name": "service", "Value": "ladder_tick"}]
