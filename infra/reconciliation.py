"""Reconciliation: every quarter of an hour, what the vendors say against what we wrote down."""

from __future__ import annotations

from aws_cdk import Duration
from constructs import Construct

from infra.edge import Edge
from infra.function import Function, Runtime
from infra.observability import Alarms, oldest_difference
from infra.queue import WorkQueue
from infra.schedule import Schedules
from infra.state import State
from infra.vendors import Vendors


class Reconciliation(Construct):
    """The one function that sees everything, and repairs or asks a person."""

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
        settlements: WorkQueue,
        replies: WorkQueue,
        notices: WorkQueue,
    ) -> None:
        super().__init__(scope, construct_id)
        self.reconciliation = Function(
            self,
            name="reconciliation",
            description="Compares QuickBooks, Stripe and Twilio with our record; repairs or raises a review item",
            runtime=runtime,
            timeout=Duration.minutes(10),
        )
        schedules.every(Duration.minutes(15), self.reconciliation)
        state.used_by(self.reconciliation)
        vendors.quickbooks(self.reconciliation)
        vendors.stripe_api(self.reconciliation)
        vendors.twilio_api(self.reconciliation)
        edge.known_to(self.reconciliation)
        for queue in (intake, settlements, replies, notices):
            queue.fed_by(self.reconciliation)
        alarms.ring_when_still(
            self.reconciliation,
            within=Duration.minutes(30),
            meaning="Nothing has been reconciled for an hour: lost webhooks are not made up for.",
        )
        alarms.ring(
            "OldestDifference",
            metric=oldest_difference(),
            threshold=120,
            evaluation_periods=2,
            meaning="A captured payment has had no place in QuickBooks for two hours although the books can be read: "
            "see the log of the settlement function and the review queue.",
        )
        self.functions = (self.reconciliation,)
