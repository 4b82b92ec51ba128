"""Mail: what SES reports of our e-mails (bounces, complaints, delays, rejections) reaches the record."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra.function import Function, Runtime
from infra.observability import Alarms, counted
from infra.queue import WorkQueue
from infra.state import State
from infra.vendors import Vendors

# Not what says that all is well (sent, delivered), nor what watches the reader (opened, clicked).
REPORTS = (
    ses.EmailSendingEvent.BOUNCE,
    ses.EmailSendingEvent.COMPLAINT,
    ses.EmailSendingEvent.DELIVERY_DELAY,
    ses.EmailSendingEvent.REJECT,
    ses.EmailSendingEvent.RENDERING_FAILURE,
)


class Mail(Construct):
    """SES' events on the default bus, the rule that takes ours onto a queue, and the function that works it off."""

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
        notices: WorkQueue,
    ) -> None:
        super().__init__(scope, construct_id)
        work_time = Duration.seconds(60)
        self.queue = WorkQueue(
            self, "Work", name="Mail", work_time=work_time, removal_policy=removal_policy, alarms=alarms
        )
        # SES publishes to the default bus only, and needs no permission for it.
        bus = events.EventBus.from_event_bus_name(self, "Bus", "default")
        vendors.mail_set.add_event_destination(
            "Reports", destination=ses.EventDestination.event_bus(bus), events=list(REPORTS), enabled=True
        )
        events.Rule(
            self,
            "Rule",
            description="What SES reports of e-mails that Pastdue sent",
            event_bus=bus,
            event_pattern=events.EventPattern(
                source=["aws.ses"],
                account=[Stack.of(self).account],
                detail={"mail": {"tags": {"ses:configuration-set": [vendors.mail_set.configuration_set_name]}}},
            ),
            targets=[targets.SqsQueue(self.queue.queue, dead_letter_queue=self.queue.dead_letters)],
        )

        self.mail_tracker = Function(
            self,
            name="mail_tracker",
            description="Takes in what SES reports: ends e-mail to an address or person, falls back, asks",
            runtime=runtime,
            timeout=work_time,
        )
        self.queue.worked_by(self.mail_tracker, batch_size=10, max_concurrency=2)
        state.used_by(self.mail_tracker)
        notices.fed_by(self.mail_tracker)
        alarms.ring(
            "OwnerMailFailed",
            metric=counted("OwnerMailFailed", self.mail_tracker, period=Duration.hours(1)),
            threshold=1,
            meaning="An e-mail to an owner came back or was marked as spam: they do not know what waits for them.",
        )
        self.functions = (self.mail_tracker,)
