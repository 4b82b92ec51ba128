"""Connection: the owner's consent in QuickBooks, and the heartbeat that keeps it alive."""

from __future__ import annotations

from aws_cdk import Duration
from aws_cdk.aws_apigatewayv2 import HttpMethod
from constructs import Construct

from infra.edge import Edge
from infra.function import Function, Runtime
from infra.observability import Alarms
from infra.queue import WorkQueue
from infra.schedule import Schedules
from infra.state import State
from infra.vendors import Vendors


class Connection(Construct):
    """The OAuth pages and the daily heartbeat."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        runtime: Runtime,
        state: State,
        vendors: Vendors,
        edge: Edge,
        alarms: Alarms,
        schedules: Schedules,
        intake: WorkQueue,
        notices: WorkQueue,
    ) -> None:
        super().__init__(scope, construct_id)
        self.quickbooks_connect = Function(
            self,
            name="quickbooks_connect",
            description="Starts and ends QuickBooks' OAuth, stores the token, asks for the first intake",
            runtime=runtime,
            timeout=Duration.seconds(29),
        )
        edge.route(HttpMethod.GET, "/quickbooks/connect", self.quickbooks_connect)
        edge.route(HttpMethod.GET, "/quickbooks/callback", self.quickbooks_connect)
        edge.known_to(self.quickbooks_connect)
        state.used_by(self.quickbooks_connect)
        vendors.quickbooks(self.quickbooks_connect, connects=True)
        intake.fed_by(self.quickbooks_connect)

        self.connection_heartbeat = Function(
            self,
            name="connection_heartbeat",
            description="Renews each company's QuickBooks token before it can lapse",
            runtime=runtime,
            timeout=Duration.minutes(2),
        )
        schedules.every(Duration.days(1), self.connection_heartbeat)
        state.used_by(self.connection_heartbeat)
        vendors.quickbooks(self.connection_heartbeat)
        notices.fed_by(self.connection_heartbeat)
        alarms.ring_when_still(
            self.connection_heartbeat,
            within=Duration.days(1),
            meaning="The QuickBooks connection has had no heartbeat for a day; unused, it lapses after 100 days.",
        )
        self.functions = (self.quickbooks_connect, self.connection_heartbeat)
