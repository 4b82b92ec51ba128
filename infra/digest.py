"""Digest: each business morning one e-mail to the owner of what came in, what waits and what was sent."""

from __future__ import annotations

from aws_cdk import Duration
from constructs import Construct

from infra.function import Function, Runtime
from infra.observability import Alarms, counted
from infra.schedule import Schedules
from infra.state import State
from infra.vendors import Vendors


class Digest(Construct):
    """The function that gathers the digest and writes to the owner."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        runtime: Runtime,
        state: State,
        vendors: Vendors,
        alarms: Alarms,
        schedules: Schedules,
    ) -> None:
        super().__init__(scope, construct_id)
        self.owner_digest = Function(
            self,
            name="owner_digest",
            description="Sends the owner the morning's digest, once a business day at the policy's hour",
            runtime=runtime,
            timeout=Duration.minutes(5),
        )
        # Companies have hours and zones of their own: the run that finds nothing due costs one query.
        schedules.every(Duration.minutes(5), self.owner_digest)
        state.used_by(self.owner_digest)
        vendors.quickbooks(self.owner_digest)
        vendors.stripe_api(self.owner_digest)
        vendors.email(self.owner_digest)
        alarms.ring_when_still(
            self.owner_digest,
            within=Duration.minutes(15),
            meaning="The owner gets no digest. What needs a decision is still told at once: see the schedule and the "
            "function's log.",
        )
        alarms.ring(
            "DigestUndelivered",
            metric=counted("OwnerUnreached", self.owner_digest, period=Duration.hours(1)),
            threshold=1,
            meaning="This morning's digest found no address of the owner that takes our mail: see the runbook.",
        )
        self.functions = (self.owner_digest,)
