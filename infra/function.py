"""One Lambda function of Pastdue: its own role, its own log group, the two layers, nothing that it does not need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aws_cdk import Acknowledgment, Duration, RemovalPolicy, Validations
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

FUNCTIONS = Path(__file__).resolve().parent.parent / "functions"


@dataclass(frozen=True, kw_only=True)
class Runtime:
    """What all functions of one stack share."""

    stage: str
    architecture: lambda_.Architecture
    layers: Sequence[lambda_.ILayerVersion]
    environment: Mapping[str, str]
    log_retention: logs.RetentionDays
    removal_policy: RemovalPolicy
    tracing: bool


def acknowledge(construct: Construct, rule: str, reason: str) -> None:
    """Let cdk-nag pass a rule on one construct, for a written reason."""
    Validations.of(construct).acknowledge(Acknowledgment(id=f"AwsSolutions-{rule}", reason=reason))


class Function(lambda_.Function):
    """One function: `functions/<name>/handler.py`."""

    def __init__(
        self,
        scope: Construct,
        *,
        name: str,
        description: str,
        runtime: Runtime,
        timeout: Duration,
        memory_size: int = 512,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        construct_id = "".join(part.capitalize() for part in name.split("_"))
        log_group = logs.LogGroup(
            scope,
            f"{construct_id}Log",
            retention=runtime.log_retention,
            removal_policy=runtime.removal_policy,
        )
        role = iam.Role(
            scope,
            f"{construct_id}Role",
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"What {name} may do",
        )
        log_group.grant_write(role)
        super().__init__(
            scope,
            construct_id,
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=runtime.architecture,
            handler="handler.handler",
            code=lambda_.Code.from_asset(str(FUNCTIONS / name), exclude=["event.json", "__pycache__", "*.pyc"]),
            layers=list(runtime.layers),
            description=description,
            timeout=timeout,
            memory_size=memory_size,
            role=role,
            log_group=log_group,
            logging_format=lambda_.LoggingFormat.TEXT,
            tracing=lambda_.Tracing.ACTIVE if runtime.tracing else lambda_.Tracing.DISABLED,
            environment={
                **runtime.environment,
                "STAGE": runtime.stage,
                "POWERTOOLS_SERVICE_NAME": name,
                "POWERTOOLS_METRICS_NAMESPACE": "Pastdue",
                "POWERTOOLS_LOG_LEVEL": "INFO",
                **({} if runtime.tracing else {"POWERTOOLS_TRACE_DISABLED": "true"}),
                **(environment or {}),
            },
        )
        self.name = name
        self.log = log_group
        self._own_role = role
        acknowledge(
            self, "L1", "Python 3.13 is what the layers are built for and the tests run on; it moves with them."
        )
        if runtime.tracing:
            self.acknowledge("IAM5[Resource::*]", "X-Ray's PutTraceSegments and PutTelemetryRecords take no resource.")

    def allow(self, *actions: str, on: Sequence[str], conditions: Mapping[str, object] | None = None) -> None:
        """Add exactly these actions on exactly these resources."""
        self._own_role.add_to_policy(
            iam.PolicyStatement(actions=list(actions), resources=list(on), conditions=dict(conditions or {}) or None)
        )

    def acknowledge(self, rule: str, reason: str) -> None:
        """Let cdk-nag pass a rule on what this function may do, for a written reason."""
        acknowledge(self._own_role, rule, reason)
