"""Counts for the dashboards, written into the log as CloudWatch's embedded metric format."""

from __future__ import annotations

from aws_lambda_powertools.metrics import MetricUnit, single_metric

NAMESPACE = "Pastdue"


class LogMetrics:
    """The Metrics port: each count is one line at once, so that a crash after it loses none."""

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        with single_metric(
            name=name,
            unit=MetricUnit.Count,
            value=value,
            namespace=NAMESPACE,
            default_dimensions={key: str(part) for key, part in dimensions.items() if str(part)},
        ):
            pass
