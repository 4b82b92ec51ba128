"""Intake: what changed in QuickBooks becomes cases."""

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


class Intake(Construct):
    """QuickBooks' webhook, the intake queue, and the function that fetches what changed."""

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
            self, "Work", name="Intake", work_time=work_time, removal_policy=removal_policy, alarms=alarms
        )

        self.quickbooks_webhook = Function(
            self,
            name="quickbooks_webhook",
            description="Checks Intuit's signature and puts what changed on the intake queue",
            runtime=runtime,
            timeout=Duration.seconds(10),
        )
        edge.route(HttpMethod.POST, "/quickbooks/webhook", self.quickbooks_webhook)
        vendors.quickbooks_signature(self.quickbooks_webhook)
        self.queue.fed_by(self.quickbooks_webhook)

        self.invoice_intake = Function(
            self,
            name="invoice_intake",
            description="Fetches the changed entity and opens, refreshes or closes its case",
            runtime=runtime,
            timeout=work_time,
        )
        # QuickBooks allows ten requests at once for a company: this leaves room for the sender and the settlement.
        self.queue.worked_by(self.invoice_intake, batch_size=5, max_concurrency=3)
        state.used_by(self.invoice_intake)
        vendors.quickbooks(self.invoice_intake)
        vendors.stripe_api(self.invoice_intake)
        notices.fed_by(self.invoice_intake)
        self.functions = (self.quickbooks_webhook, self.invoice_intake)
