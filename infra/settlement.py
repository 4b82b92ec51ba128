"""Settlement: what Stripe captured ends exactly once in the ledger."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk.aws_apigatewayv2 import HttpMethod
from constructs import Construct

from infra.edge import Edge
from infra.function import Function, Runtime
from infra.observability import Alarms
from infra.queue import WorkQueue
from infra.state import State
from infra.vendors import Vendors


class Settlement(Construct):
    """Stripe's webhook, the settlement queue, and the function that books."""

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
            self, "Work", name="Settlement", work_time=work_time, removal_policy=removal_policy, alarms=alarms
        )

        self.stripe_webhook = Function(
            self,
            name="stripe_webhook",
            description="Checks Stripe's signature and puts the event on the settlement queue",
            runtime=runtime,
            timeout=Duration.seconds(10),
        )
        edge.route(HttpMethod.POST, "/stripe/webhook", self.stripe_webhook)
        vendors.stripe_signature(self.stripe_webhook)
        self.queue.fed_by(self.stripe_webhook)

        self.settlement = Function(
            self,
            name="settlement",
            description="Matches a payment, books it in QuickBooks, closes cases and kills links",
            runtime=runtime,
            timeout=work_time,
        )
        self.queue.worked_by(self.settlement, batch_size=5, max_concurrency=2)
        state.used_by(self.settlement)
        vendors.quickbooks(self.settlement)
        vendors.stripe_api(self.settlement)
        vendors.twilio_api(self.settlement)
        edge.known_to(self.settlement)
        notices.fed_by(self.settlement)
        self.functions = (self.stripe_webhook, self.settlement)
