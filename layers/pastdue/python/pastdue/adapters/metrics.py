"""Counts for the dashboards, written into the log as CloudWatch's embedded metric format."""

from __future__ import annotations

from aws_lambda_powertools.metrics import MetricUnit, single_metric
from aws_lambda_powertools.metrics.functions import is_metrics_disabled

NAMESPACE = "Pastdue"


class LogMetrics:
    """The Metrics port: each count is one line at once, so that a crash after it loses none.

    Where POWERTOOLS_METRICS_DISABLED says so there is none: `single_metric` by itself does not ask.
    """

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        if is_metrics_disabled():
            return
        with single_metric(
            name=name,
            unit=MetricUnit.Count,
            value=value,
            namespace=NAMESPACE,
            default_dimensions={key: str(part) for key, part in dimensions.items() if str(part)},
        ):
            pass
