"""What the engineer sees: alarms that ring by e-mail, and one dashboard of the business and its machinery."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from aws_cdk import Duration
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

if TYPE_CHECKING:
    from infra.function import Function
    from infra.queue import WorkQueue

NAMESPACE = "Pastdue"


class Alarms(Construct):
    """The topic that every alarm rings, and those who hear it."""

    def __init__(self, scope: Construct, construct_id: str, *, email: str | None) -> None:
        super().__init__(scope, construct_id)
        self.topic = sns.Topic(self, "Topic", display_name="Pastdue alarms", enforce_ssl=True)
        if email:
            self.topic.add_subscription(subscriptions.EmailSubscription(email))

    def ring(
        self,
        name: str,
        *,
        metric: cloudwatch.IMetric,
        threshold: float,
        meaning: str,
        below: bool = False,
        evaluation_periods: int = 1,
        missing: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
    ) -> cloudwatch.Alarm:
        """Ring when the metric reaches the threshold (or falls below it); `meaning` is what the engineer reads."""
        compare = cloudwatch.ComparisonOperator
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=evaluation_periods,
            comparison_operator=compare.LESS_THAN_THRESHOLD if below else compare.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            treat_missing_data=missing,
            alarm_description=meaning,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))
        return alarm

    def ring_on_errors(self, *functions: lambda_.Function) -> None:
        """Ring when a function fails, or is refused its concurrency."""
        for function in functions:
            self.ring(
                f"{function.node.id}Errors",
                metric=function.metric_errors(period=Duration.minutes(5)),
                threshold=1,
                evaluation_periods=2,
                meaning=f"{function.node.id} has failed in two spells of five minutes in a row: see its log.",
            )

    def ring_when_still(self, function: lambda_.Function, *, within: Duration, meaning: str) -> None:
        """Ring when a scheduled function has not run in two such spells: a part that stops must not stop in silence."""
        self.ring(
            f"{function.node.id}Still",
            metric=function.metric_invocations(period=within),
            threshold=1,
            below=True,
            evaluation_periods=2,
            missing=cloudwatch.TreatMissingData.BREACHING,
            meaning=meaning,
        )


def counted(name: str, function: Function, *, period: Duration) -> cloudwatch.IMetric:
    """A metric without dimensions of its own that one function writes into its log (EMF)."""
    return cloudwatch.Metric(
        namespace=NAMESPACE,
        metric_name=name,
        dimensions_map={"service": function.name},
        statistic="Sum",
        period=period,
    )


def business(*names: str) -> list[cloudwatch.IMetric]:
    """Metrics that the functions write into their logs (EMF), summed over functions and companies."""
    return [
        cloudwatch.MathExpression(
            expression=f"SUM(SEARCH('Namespace=\"{NAMESPACE}\" MetricName=\"{name}\"', 'Sum'))",
            label=name,
            period=Duration.hours(1),
        )
        for name in names
    ]


def oldest_difference() -> cloudwatch.Metric:
    """How long the oldest captured payment has been waiting for its place in QuickBooks, in minutes."""
    return cloudwatch.Metric(
        namespace=NAMESPACE, metric_name="OldestDifferenceMinutes", statistic="Maximum", period=Duration.minutes(15)
    )


class Dashboard(Construct):
    """The first page to look at: is it texting, is money coming in, is anything stuck."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        name: str,
        queues: Sequence[WorkQueue],
        functions: Mapping[str, lambda_.Function],
    ) -> None:
        super().__init__(scope, construct_id)
        minute = Duration.minutes(5)
        self.dashboard = cloudwatch.Dashboard(self, "Page", dashboard_name=name, default_interval=Duration.days(7))
        self.dashboard.add_widgets(
            cloudwatch.GraphWidget(
                title="Texts and e-mails",
                left=business(
                    "TouchesSent", "TouchesDelivered", "TouchesFailed", "TouchesRefused", "AnswersSent", "MailReports"
                ),
                width=8,
            ),
            cloudwatch.GraphWidget(
                title="Payments",
                left=business("PaymentsBooked", "PaymentsDeclined", "PaymentsFailed", "BookingsUnknown"),
                width=8,
            ),
            cloudwatch.GraphWidget(
                title="For a person",
                left=business("ReviewItemsRaised", "HandedOff", "OperatorNeeded", "RepliesHeard", "DigestsSent"),
                width=8,
            ),
        )
        self.dashboard.add_widgets(
            cloudwatch.GraphWidget(
                title="Waiting work (messages)",
                left=[
                    queue.queue.metric_approximate_number_of_messages_visible(period=minute, label=queue.name)
                    for queue in queues
                ],
                width=8,
            ),
            cloudwatch.GraphWidget(
                title="Oldest waiting work (seconds)",
                left=[
                    queue.queue.metric_approximate_age_of_oldest_message(period=minute, label=queue.name)
                    for queue in queues
                ],
                width=8,
            ),
            cloudwatch.GraphWidget(
                title="Dead letters",
                left=[
                    queue.dead_letters.metric_approximate_number_of_messages_visible(period=minute, label=queue.name)
                    for queue in queues
                ],
                width=8,
            ),
        )
        self.dashboard.add_widgets(
            cloudwatch.GraphWidget(
                title="Errors",
                left=[function.metric_errors(period=minute, label=key) for key, function in functions.items()],
                width=8,
            ),
            cloudwatch.GraphWidget(
                title="Duration (p95)",
                left=[
                    function.metric_duration(period=minute, statistic="p95", label=key)
                    for key, function in functions.items()
                ],
                width=8,
            ),
            cloudwatch.GraphWidget(
                title="Put off or uncertain",
                left=business("RefreshPostponed", "TouchesGivenBack", "TouchesUnknown", "AnswersFailed"),
                width=8,
            ),
        )
        self.dashboard.add_widgets(
            cloudwatch.GraphWidget(
                title="Oldest difference between the books (minutes)", left=[oldest_difference()], width=8
            ),
            cloudwatch.GraphWidget(title="Books that could not be read", left=business("BooksUnread"), width=8),
        )
