"""Review: what a person must decide reaches the owner by e-mail, grouped, at most once an hour."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from constructs import Construct

from infra.function import Function, Runtime
from infra.observability import Alarms, counted
from infra.queue import WorkQueue
from infra.schedule import Schedules
from infra.state import State
from infra.vendors import Vendors


class Review(Construct):
    """The notice queue and the function that writes to the owner."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        runtime: Runtime,
        removal_policy: RemovalPolicy,
        state: State,
        vendors: Vendors,
        alarms: Alarms,
        schedules: Schedules,
    ) -> None:
        super().__init__(scope, construct_id)
        work_time = Duration.seconds(60)
        self.queue = WorkQueue(
            self, "Work", name="Notice", work_time=work_time, removal_policy=removal_policy, alarms=alarms
        )
        self.review_notifier = Function(
            self,
            name="review_notifier",
            description="Sends the owner what waits for a decision: at once, but no more than one e-mail an hour",
            runtime=runtime,
            timeout=work_time,
        )
        self.queue.worked_by(self.review_notifier, batch_size=10, max_concurrency=2)
        # What came within the hour waits in the table; the schedule sends it when the hour is over.
        schedules.every(Duration.minutes(5), self.review_notifier)
        state.used_by(self.review_notifier)
        vendors.email(self.review_notifier)
        alarms.ring_when_still(
            self.review_notifier,
            within=Duration.minutes(15),
            meaning="The owner is not being told what waits for a decision.",
        )
        alarms.ring(
            "OwnerUnreached",
            metric=counted("OwnerUnreached", self.review_notifier, period=Duration.hours(1)),
            threshold=1,
            meaning="Something waits for an owner, and no address of theirs takes our mail: see the runbook.",
        )
        self.functions = (self.review_notifier,)
