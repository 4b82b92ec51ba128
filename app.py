"""The CDK app: read the context (cdk.json, -c name=value), and compose the one stack from it."""

from __future__ import annotations

import platform

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from cdk_nag import AwsSolutionsChecks

from infra import layers
from infra.stack import LOCAL, PastdueStack


def text(app: cdk.App, name: str) -> str:
    """A context value that must be there."""
    value = app.node.try_get_context(name)
    if value in (None, ""):
        raise SystemExit(f"Context value {name!r} is missing: set it in cdk.json or pass -c {name}=…")
    return str(value)


def compose(app: cdk.App) -> PastdueStack:
    """The stack that the context describes."""
    stage = text(app, "stage")
    local = stage == LOCAL
    arm = not local or platform.machine() in ("arm64", "aarch64")
    return PastdueStack(
        app,
        f"Pastdue-{stage}",
        stage=stage,
        dependencies_layer=layers.build(layers.HOST if local else layers.LAMBDA),
        pastdue_layer=layers.ROOT / "layers" / "pastdue",
        architecture=lambda_.Architecture.ARM_64 if arm else lambda_.Architecture.X86_64,
        tick_minutes=int(text(app, "tick_minutes")),
        schedules_enabled=text(app, "schedules") == "on",
        mail_from=text(app, "mail_from"),
        alarm_email=app.node.try_get_context("alarm_email") or None,
        quickbooks_api_base=text(app, "quickbooks_api_base"),
        intuit_oauth_base=app.node.try_get_context("intuit_oauth_base") or None,
        stripe_api_base=text(app, "stripe_api_base"),
        twilio_api_base=text(app, "twilio_api_base"),
        local_endpoint=text(app, "local_endpoint") if local else None,
        local_mail_endpoint=app.node.try_get_context("local_mail_endpoint") if local else None,
    )


def guard(app: cdk.App) -> cdk.App:
    """Have cdk-nag look on: what it objects to, and nobody has written a reason for, fails the synthesis."""
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    return app


def main() -> None:
    """Synthesize the stack."""
    app = guard(cdk.App())
    compose(app)
    app.synth()


if __name__ == "__main__":
    main()
