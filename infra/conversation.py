"""Conversation: what people answer becomes opt-outs, holds and replies; what became of a text is kept."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk.aws_apigatewayv2 import HttpMethod
from constructs import Construct

from infra.edge import Edge
from infra.function import Function, Runtime
from infra.observability import Alarms
from infra.pictures import Pictures
from infra.queue import WorkQueue
from infra.state import State
from infra.vendors import Vendors


class Conversation(Construct):
    """Twilio's three webhooks, the conversation queue, and the function that listens."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        runtime: Runtime,
        removal_policy: RemovalPolicy,
        state: State,
        vendors: Vendors,
        edge: Edge,
        alarms: Alarms,
        notices: WorkQueue,
    ) -> None:
        super().__init__(scope, construct_id)
        work_time = Duration.seconds(120)
        self.queue = WorkQueue(
            self, "Work", name="Conversation", work_time=work_time, removal_policy=removal_policy, alarms=alarms
        )

        self.twilio_inbound = Function(
            self,
            name="twilio_inbound",
            description="Checks Twilio's signature and puts a person's words on the conversation queue",
            runtime=runtime,
            timeout=Duration.seconds(10),
        )
        self.twilio_status = Function(
            self,
            name="twilio_status",
            description="Checks Twilio's signature and puts a text's status on the conversation queue",
            runtime=runtime,
            timeout=Duration.seconds(10),
        )
        self.twilio_voice = Function(
            self,
            name="twilio_voice",
            description="Checks Twilio's signature, puts a call on the conversation queue, says what is heard",
            runtime=runtime,
            timeout=Duration.seconds(10),
        )
        edge.route(HttpMethod.POST, "/twilio/inbound", self.twilio_inbound)
        edge.route(HttpMethod.POST, "/twilio/voice", self.twilio_voice)
        edge.route(HttpMethod.POST, "/twilio/status", self.twilio_status)
        # Twilio signs the public address, so these must know it.
        webhooks = (self.twilio_inbound, self.twilio_status, self.twilio_voice)
        edge.known_to(*webhooks)
        vendors.twilio_signature(*webhooks)
        self.queue.fed_by(*webhooks)
        # Who calls is known by their number, and whom they may talk to by the policy.
        state.read_by(self.twilio_voice)

        self.conversation = Function(
            self,
            name="conversation",
            description="Understands a reply or a status: opts out, holds, answers, records",
            runtime=runtime,
            timeout=work_time,
        )
        self.queue.worked_by(self.conversation, batch_size=5, max_concurrency=2)
        state.used_by(self.conversation)
        vendors.quickbooks(self.conversation)
        vendors.stripe_api(self.conversation)
        vendors.twilio_api(self.conversation)
        # A copy of the invoice, which somebody asks for by text, goes out by e-mail.
        vendors.email(self.conversation)
        edge.known_to(self.conversation)
        self.pictures = Pictures(self, "Pictures", removal_policy=removal_policy)
        self.pictures.kept_by(self.conversation)
        notices.fed_by(self.conversation)
        self.functions = (*webhooks, self.conversation)
