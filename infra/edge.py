"""The edge: one HTTP API, throttled, whose log names no person."""

from __future__ import annotations

from aws_cdk import RemovalPolicy, Tags
from aws_cdk import aws_apigatewayv2 as apigateway
from aws_cdk import aws_apigatewayv2_integrations as integrations
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.function import Function, acknowledge

# Route and outcome only: a caller's address, a path's query (an OAuth code) or a body (a phone) is personal or secret.
LOG_FIELDS = {
    "time": "$context.requestTime",
    "request": "$context.requestId",
    "route": "$context.routeKey",
    "status": "$context.status",
    "bytes": "$context.responseLength",
    "milliseconds": "$context.responseLatency",
    "integration": "$context.integrationStatus",
    "error": "$context.integrationErrorMessage",
}

# MiniStack takes an API's id from this tag, so that the vendors can be told the address before anything is deployed.
LOCAL_ID_TAG = "ms-custom-id"
LOCAL_ID = "pastdue"


class Edge(Construct):
    """Where the vendors and the connecting owner come in."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage_name: str,
        local_endpoint: str | None,
        log_retention: logs.RetentionDays,
        removal_policy: RemovalPolicy,
    ) -> None:
        super().__init__(scope, construct_id)
        self.api = apigateway.HttpApi(
            self,
            "Api",
            api_name="pastdue",
            description="Webhooks of QuickBooks, Stripe and Twilio, and the page that connects QuickBooks",
            create_default_stage=False,
        )
        if local_endpoint:
            Tags.of(self.api).add(LOCAL_ID_TAG, LOCAL_ID)
        log_group = logs.LogGroup(self, "AccessLog", retention=log_retention, removal_policy=removal_policy)
        log_format = ",".join(f'"{name}":"{value}"' for name, value in LOG_FIELDS.items())
        self.stage = apigateway.HttpStage(
            self,
            "Stage",
            http_api=self.api,
            stage_name=stage_name,
            auto_deploy=True,
            # Far above what three vendors send, far below what a stranger could make us pay for.
            throttle=apigateway.ThrottleSettings(rate_limit=50, burst_limit=100),
        )
        stage = self.stage.node.default_child
        assert isinstance(stage, apigateway.CfnStage)
        stage.access_log_settings = apigateway.CfnStage.AccessLogSettingsProperty(
            destination_arn=log_group.log_group_arn, format=f"{{{log_format}}}"
        )
        # MiniStack serves an API under a path, not under a host name of its own.
        self.url = (
            f"{local_endpoint}/_aws/execute-api/{self.api.api_id}/{stage_name}"
            if local_endpoint
            else self.api.api_endpoint
        )

    def route(self, method: apigateway.HttpMethod, path: str, function: Function) -> None:
        """Answer one method and path by one function, which knows its own public address."""
        routes = self.api.add_routes(
            path=path,
            methods=[method],
            integration=integrations.HttpLambdaIntegration(f"{function.node.id}{method.value}", function),
        )
        for route in routes:
            acknowledge(
                route,
                "APIG4",
                "The vendor signs each request and the function checks it; the connect page checks its state.",
            )

    def known_to(self, *functions: Function) -> None:
        """Tell functions the public address, in `PUBLIC_URL`."""
        for function in functions:
            function.add_environment("PUBLIC_URL", self.url)
