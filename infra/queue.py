"""A queue of work: encrypted, with a dead-letter queue behind it and an alarm on that."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy
from aws_cdk import aws_lambda_event_sources as sources
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.function import Function, acknowledge
from infra.observability import Alarms

MAX_RECEIVE_COUNT = 5


def dead_letter_queue(scope: Construct, *, name: str, removal_policy: RemovalPolicy, alarms: Alarms) -> sqs.Queue:
    """Where what failed too often waits for a person; the alarm rings at the first message."""
    queue = sqs.Queue(
        scope,
        f"{name}DeadLetters",
        encryption=sqs.QueueEncryption.SQS_MANAGED,
        enforce_ssl=True,
        retention_period=Duration.days(14),
        removal_policy=removal_policy,
    )
    acknowledge(queue, "SQS3", "This is a dead-letter queue itself.")
    alarms.ring(
        f"{name}DeadLetters",
        metric=queue.metric_approximate_number_of_messages_visible(period=Duration.minutes(1), statistic="Maximum"),
        threshold=1,
        meaning=f"Work ({name}) failed again and again and waits for a person: see the runbook, then redrive.",
    )
    return queue


class WorkQueue(Construct):
    """A standard queue and the one function that works it off, item by item."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        work_time: Duration,
        removal_policy: RemovalPolicy,
        alarms: Alarms,
    ) -> None:
        super().__init__(scope, construct_id)
        self.name = name
        self.dead_letters = dead_letter_queue(self, name=name, removal_policy=removal_policy, alarms=alarms)
        # Six times the consumer's time-out, as Lambda asks: a message must not come back while it is being worked on.
        self.queue = sqs.Queue(
            self,
            "Queue",
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            visibility_timeout=Duration.seconds(6 * work_time.to_seconds()),
            # Half of what the dead letters have: their age counts from when they were first sent.
            retention_period=Duration.days(7),
            removal_policy=removal_policy,
            dead_letter_queue=sqs.DeadLetterQueue(queue=self.dead_letters, max_receive_count=MAX_RECEIVE_COUNT),
        )
        alarms.ring(
            f"{name}Waits",
            metric=self.queue.metric_approximate_age_of_oldest_message(period=Duration.minutes(5)),
            threshold=3600,
            meaning=f"Work of the {name} queue has waited for an hour: its function is stopped, throttled or failing.",
        )

    @property
    def url(self) -> str:
        return self.queue.queue_url

    def fed_by(self, *functions: Function) -> None:
        """Let functions send to it; they find it in `<NAME>_QUEUE_URL`."""
        for function in functions:
            function.allow("sqs:SendMessage", on=[self.queue.queue_arn])
            function.add_environment(f"{self.name.upper()}_QUEUE_URL", self.queue.queue_url)

    def worked_by(self, function: Function, *, batch_size: int, max_concurrency: int) -> None:
        """Let one function work it off; a failed item comes back alone, when the function says or the time is over.

        It may send to it too: what a vendor throttles goes back to the end of the queue, without counting as failed.
        """
        self.fed_by(function)
        function.add_event_source(
            sources.SqsEventSource(
                self.queue, batch_size=batch_size, max_concurrency=max_concurrency, report_batch_item_failures=True
            )
        )
