"""What runs by the clock: EventBridge Scheduler, with the time it was meant for in the event."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_iam as iam
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_scheduler_targets as targets
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.function import Function


class Schedules(Construct):
    """The stack's schedules; a call that cannot be made ends in a dead-letter queue."""

    def __init__(self, scope: Construct, construct_id: str, *, enabled: bool, dead_letters: sqs.IQueue) -> None:
        super().__init__(scope, construct_id)
        self._enabled = enabled
        self._dead_letters = dead_letters
        self._group = scheduler.ScheduleGroup(self, "Group", removal_policy=RemovalPolicy.DESTROY)

    def every(self, rate: Duration, function: Function) -> None:
        """Call the function at this rate. A late call is worth nothing once the next one has come."""
        # A role of our own: the one that CDK makes may call every version of the function.
        role = iam.Role(
            self,
            f"{function.node.id}Role",
            assumed_by=iam.ServicePrincipal("scheduler.amazonaws.com"),
            description=f"Calls {function.name} on schedule",
        )
        for action, resource in (
            ("lambda:InvokeFunction", function.function_arn),
            ("sqs:SendMessage", self._dead_letters.queue_arn),
        ):
            role.add_to_policy(iam.PolicyStatement(actions=[action], resources=[resource]))
        target = targets.LambdaInvoke(
            function,
            input=scheduler.ScheduleTargetInput.from_object(
                {"scheduled_time": scheduler.ContextAttribute.scheduled_time}
            ),
            dead_letter_queue=self._dead_letters,
            role=role.without_policy_updates(),
            max_event_age=Duration.seconds(max(60, rate.to_seconds()))
            if rate.to_hours(integral=False) < 24
            else Duration.hours(24),
            retry_attempts=5,
        )
        scheduler.Schedule(
            self,
            function.node.id,
            schedule=scheduler.ScheduleExpression.rate(rate),
            target=target,
            schedule_group=self._group,
            enabled=self._enabled,
            description=f"{function.name}, every {rate.to_human_string()}",
        )
