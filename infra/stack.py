"""The one stack: it composes the capabilities and prints where they are."""

from __future__ import annotations

import json
from pathlib import Path

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.connection import Connection
from infra.conversation import Conversation
from infra.digest import Digest
from infra.edge import Edge
from infra.function import Runtime
from infra.intake import Intake
from infra.ladder import Ladder
from infra.mail import Mail
from infra.observability import Alarms, Dashboard
from infra.queue import dead_letter_queue
from infra.reconciliation import Reconciliation
from infra.review import Review
from infra.schedule import Schedules
from infra.settlement import Settlement
from infra.state import State
from infra.vendors import Vendors

LOCAL = "local"


class PastdueStack(Stack):
    """Everything that Pastdue is in one account and region."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: str,
        dependencies_layer: Path,
        pastdue_layer: Path,
        architecture: lambda_.Architecture,
        tick_minutes: int,
        schedules_enabled: bool,
        mail_from: str,
        alarm_email: str | None,
        quickbooks_api_base: str,
        intuit_oauth_base: str | None,
        stripe_api_base: str,
        twilio_api_base: str,
        local_endpoint: str | None,
        local_mail_endpoint: str | None,
    ) -> None:
        super().__init__(
            scope,
            construct_id,
            termination_protection=stage != LOCAL,
            description=f"Pastdue ({stage}): past-due invoices become texts, payments, closed invoices",
        )
        # W3005: the CDK repeats as DependsOn what a reference says already.
        self.template_options.metadata = {"cfn-lint": {"config": {"ignore_checks": ["W3005"]}}}
        local = stage == LOCAL
        removal_policy = RemovalPolicy.DESTROY if local else RemovalPolicy.RETAIN
        log_retention = logs.RetentionDays.THREE_MONTHS
        layers = [
            lambda_.LayerVersion(
                self,
                "Dependencies",
                code=lambda_.Code.from_asset(str(dependencies_layer)),
                description="The third-party packages of requirements.txt",
                compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
                removal_policy=RemovalPolicy.DESTROY,
            ),
            lambda_.LayerVersion(
                self,
                "Pastdue",
                code=lambda_.Code.from_asset(str(pastdue_layer), exclude=["**/__pycache__", "**/*.egg-info", "**/cli"]),
                description="The package pastdue",
                compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
                removal_policy=RemovalPolicy.DESTROY,
            ),
        ]
        runtime = Runtime(
            stage=stage,
            architecture=architecture,
            layers=layers,
            environment={"AWS_ENDPOINT_URL_SESV2": local_mail_endpoint} if local_mail_endpoint else {},
            log_retention=log_retention,
            removal_policy=removal_policy,
            tracing=not local,
        )

        alarms = Alarms(self, "Alarms", email=alarm_email)
        state = State(self, "State", removal_policy=removal_policy, deletion_protection=not local)
        vendors = Vendors(
            self,
            "Vendors",
            stage=stage,
            removal_policy=removal_policy,
            quickbooks_api_base=quickbooks_api_base,
            intuit_oauth_base=intuit_oauth_base,
            stripe_api_base=stripe_api_base,
            twilio_api_base=twilio_api_base,
            mail_from=mail_from,
        )
        edge = Edge(
            self,
            "Edge",
            stage_name=stage if local else "$default",
            local_endpoint=local_endpoint,
            log_retention=log_retention,
            removal_policy=removal_policy,
        )
        missed = dead_letter_queue(self, name="Schedules", removal_policy=removal_policy, alarms=alarms)
        schedules = Schedules(self, "Schedules", enabled=schedules_enabled, dead_letters=missed)

        review = Review(
            self,
            "Review",
            runtime=runtime,
            removal_policy=removal_policy,
            state=state,
            vendors=vendors,
            alarms=alarms,
            schedules=schedules,
        )
        intake = Intake(
            self,
            "Intake",
            runtime=runtime,
            removal_policy=removal_policy,
            state=state,
            vendors=vendors,
            edge=edge,
            alarms=alarms,
            notices=review.queue,
        )
        ladder = Ladder(
            self,
            "Ladder",
            runtime=runtime,
            removal_policy=removal_policy,
            tick=Duration.minutes(tick_minutes),
            state=state,
            vendors=vendors,
            edge=edge,
            alarms=alarms,
            schedules=schedules,
            notices=review.queue,
        )
        settlement = Settlement(
            self,
            "Settlement",
            runtime=runtime,
            removal_policy=removal_policy,
            state=state,
            vendors=vendors,
            edge=edge,
            alarms=alarms,
            notices=review.queue,
        )
        conversation = Conversation(
            self,
            "Conversation",
            runtime=runtime,
            removal_policy=removal_policy,
            state=state,
            vendors=vendors,
            edge=edge,
            alarms=alarms,
            notices=review.queue,
        )
        mail = Mail(
            self,
            "Mail",
            runtime=runtime,
            removal_policy=removal_policy,
            state=state,
            vendors=vendors,
            alarms=alarms,
            notices=review.queue,
        )
        connection = Connection(
            self,
            "Connection",
            runtime=runtime,
            state=state,
            vendors=vendors,
            edge=edge,
            alarms=alarms,
            schedules=schedules,
            intake=intake.queue,
            notices=review.queue,
        )
        reconciliation = Reconciliation(
            self,
            "Reconciliation",
            runtime=runtime,
            state=state,
            vendors=vendors,
            edge=edge,
            alarms=alarms,
            schedules=schedules,
            intake=intake.queue,
            settlements=settlement.queue,
            replies=conversation.queue,
            notices=review.queue,
        )

        digest = Digest(
            self,
            "Digest",
            runtime=runtime,
            state=state,
            vendors=vendors,
            alarms=alarms,
            schedules=schedules,
        )

        # Who else hands work on: the last look and a look after "already paid" may find a payment; the latter also asks
        # for a fresh look at the invoice, and a changed customer for one at each of theirs.
        settlement.queue.fed_by(ladder.touch_sender, conversation.conversation)
        intake.queue.fed_by(conversation.conversation, intake.invoice_intake)
        # Who reads QuickBooks may not text: the thanks for a check that keeps a promise are said by who may.
        conversation.queue.fed_by(intake.invoice_intake)

        capabilities = (intake, ladder, settlement, conversation, mail, connection, reconciliation, review, digest)
        functions = {function.name: function for capability in capabilities for function in capability.functions}
        queues = (intake.queue, ladder.queue, settlement.queue, conversation.queue, mail.queue, review.queue)
        alarms.ring_on_errors(*functions.values())
        Dashboard(self, "Dashboard", name=f"Pastdue-{stage}", queues=queues, functions=functions)

        CfnOutput(self, "ApiUrl", value=edge.url)
        CfnOutput(self, "PicturesBucket", value=conversation.pictures.bucket.bucket_name)
        CfnOutput(self, "StateTable", value=state.table_name)
        CfnOutput(self, "AlarmTopic", value=alarms.topic.topic_arn)
        CfnOutput(self, "Functions", value=self._as_json({name: one.function_name for name, one in functions.items()}))
        CfnOutput(self, "Queues", value=self._as_json({queue.name.lower(): queue.url for queue in queues}))
        CfnOutput(
            self,
            "DeadLetterQueues",
            value=self._as_json(
                {queue.name.lower(): queue.dead_letters.queue_url for queue in queues} | {"schedules": missed.queue_url}
            ),
        )
        CfnOutput(
            self,
            "Secrets",
            value=self._as_json(
                {
                    "quickbooks": vendors.quickbooks_app.secret_arn,
                    "stripe": vendors.stripe.secret_arn,
                    "twilio": vendors.twilio.secret_arn,
                }
            ),
        )

    def _as_json(self, values: dict[str, str]) -> str:
        # By hand: the values are tokens that CloudFormation fills in, and to_json_string would make a resource of them.
        return "{" + ",".join(f'{json.dumps(name)}:"{value}"' for name, value in values.items()) + "}"
