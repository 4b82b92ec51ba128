"""Ladder: what is due becomes touches, and touches become texts and e-mails."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from constructs import Construct

from infra.edge import Edge
from infra.function import Function, Runtime
from infra.observability import Alarms, counted
from infra.queue import WorkQueue
from infra.schedule import Schedules
from infra.state import State
from infra.vendors import Vendors


class Ladder(Construct):
    """The tick, the touch queue, and the sender."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        runtime: Runtime,
        removal_policy: RemovalPolicy,
        tick: Duration,
        state: State,
        vendors: Vendors,
        edge: Edge,
        alarms: Alarms,
        schedules: Schedules,
        notices: WorkQueue,
    ) -> None:
        super().__init__(scope, construct_id)
        work_time = Duration.seconds(120)
        self.queue = WorkQueue(
            self, "Work", name="Touch", work_time=work_time, removal_policy=removal_policy, alarms=alarms
        )

        self.ladder_tick = Function(
            self,
            name="ladder_tick",
            description="Reads what is due, decides, and puts touches on the touch queue",
            runtime=runtime,
            timeout=Duration.minutes(5),
        )
        schedules.every(tick, self.ladder_tick)
        state.used_by(self.ladder_tick)
        self.queue.fed_by(self.ladder_tick)
        notices.fed_by(self.ladder_tick)
        alarms.ring_when_still(
            self.ladder_tick,
            within=Duration.minutes(3 * tick.to_minutes()),
            meaning="The ladder has not ticked: nothing is being chased. See the schedule and the function's log.",
        )
        alarms.ring(
            "SwitchedOff",
            metric=counted("TicksSwitchedOff", self.ladder_tick, period=Duration.hours(1)),
            threshold=1,
            meaning="Everything is stopped by the switch: `pastdue explain` says who did it and why; see the runbook.",
        )

        self.touch_sender = Function(
            self,
            name="touch_sender",
            description="Claims a touch, takes the last look, makes the link and sends",
            runtime=runtime,
            timeout=work_time,
        )
        # One touch a call, two at once: a touch waits for the carrier's budget inside the call, and its last look is
        # only worth 60 seconds.
        self.queue.worked_by(self.touch_sender, batch_size=1, max_concurrency=2)
        state.used_by(self.touch_sender)
        vendors.quickbooks(self.touch_sender)
        vendors.stripe_api(self.touch_sender)
        vendors.twilio_api(self.touch_sender)
        vendors.email(self.touch_sender)
        edge.known_to(self.touch_sender)
        notices.fed_by(self.touch_sender)
        self.functions = (self.ladder_tick, self.touch_sender)
