"""The vendors as the stack knows them: where each one answers, its secret, and who may use it."""

from __future__ import annotations

import json

from aws_cdk import Aws, RemovalPolicy, SecretValue, Stack
from aws_cdk import aws_kms as kms
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra.function import Function, acknowledge

QUICKBOOKS_FIELDS = ("client_id", "client_secret", "webhook_verifier")
STRIPE_FIELDS = ("api_key", "webhook_secret")
TWILIO_FIELDS = ("account_sid", "api_key", "api_secret", "auth_token", "from")


class Vendors(Construct):
    """QuickBooks, Stripe, Twilio and e-mail: secrets under one key, and a grant for each use."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        stage: str,
        removal_policy: RemovalPolicy,
        quickbooks_api_base: str,
        intuit_oauth_base: str | None,
        stripe_api_base: str,
        twilio_api_base: str,
        mail_from: str,
    ) -> None:
        super().__init__(scope, construct_id)
        self.quickbooks_api_base = quickbooks_api_base
        self.intuit_oauth_base = intuit_oauth_base
        self.stripe_api_base = stripe_api_base
        self.twilio_api_base = twilio_api_base
        self.mail_from = mail_from
        self.key = kms.Key(
            self,
            "Key",
            description=f"Pastdue {stage}: the vendors' secrets and the QuickBooks tokens",
            enable_key_rotation=True,
            removal_policy=removal_policy,
        )
        self.tokens_prefix = f"pastdue/{stage}/quickbooks/"
        self.quickbooks_app = self._secret("quickbooks-app", stage, QUICKBOOKS_FIELDS, removal_policy)
        self.stripe = self._secret("stripe", stage, STRIPE_FIELDS, removal_policy)
        self.twilio = self._secret("twilio", stage, TWILIO_FIELDS, removal_policy)

        self.mail_set = ses.ConfigurationSet(
            self,
            "MailSet",
            configuration_set_name=f"pastdue-{stage}",
            # Whatever the account's own setting: SES sends nothing more to who bounced for good or complained.
            suppression_reasons=ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
        )

    def _secret(
        self, name: str, stage: str, fields: tuple[str, ...], removal_policy: RemovalPolicy
    ) -> secretsmanager.Secret:
        secret = secretsmanager.Secret(
            self,
            name,
            secret_name=f"pastdue/{stage}/{name}",
            description=f"JSON with {', '.join(fields)}; put in by the engineer, never by the template",
            encryption_key=self.key,
            removal_policy=removal_policy,
            # Empty on purpose: the template is no place for a secret, and CloudFormation writes this only once.
            secret_string_value=SecretValue.unsafe_plain_text(json.dumps(dict.fromkeys(fields, ""))),
        )
        acknowledge(secret, "SMG4", "The vendor issues this secret; it is rotated at the vendor's and put in anew.")
        return secret

    def _may_read(self, function: Function, secret: secretsmanager.Secret, variable: str) -> None:
        function.allow("secretsmanager:GetSecretValue", on=[secret.secret_arn])
        self._may_use_key(function, "kms:Decrypt")
        function.add_environment(variable, secret.secret_arn)

    def _may_use_key(self, function: Function, *actions: str) -> None:
        via = {"StringEquals": {"kms:ViaService": f"secretsmanager.{Aws.REGION}.amazonaws.com"}}
        function.allow(*actions, on=[self.key.key_arn], conditions=via)

    def quickbooks_signature(self, *functions: Function) -> None:
        """Let functions check that a webhook comes from Intuit."""
        for function in functions:
            self._may_read(function, self.quickbooks_app, "QUICKBOOKS_APP_SECRET")

    def quickbooks(self, *functions: Function, connects: bool = False) -> None:
        """Let functions call QuickBooks with the companies' tokens, and renew them (or create them)."""
        tokens = f"arn:{Aws.PARTITION}:secretsmanager:{Aws.REGION}:{Aws.ACCOUNT_ID}:secret:{self.tokens_prefix}*"
        for function in functions:
            self._may_read(function, self.quickbooks_app, "QUICKBOOKS_APP_SECRET")
            function.allow("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue", on=[tokens])
            if connects:
                function.allow("secretsmanager:CreateSecret", on=[tokens])
            self._may_use_key(function, "kms:GenerateDataKey")
            function.add_environment("QUICKBOOKS_TOKENS_PREFIX", self.tokens_prefix)
            function.add_environment("KMS_KEY_ID", self.key.key_id)
            function.add_environment("QUICKBOOKS_API_BASE", self.quickbooks_api_base)
            # Intuit's OAuth has a host for each of its steps; one base takes the place of them all.
            if self.intuit_oauth_base:
                function.add_environment("INTUIT_OAUTH_BASE", self.intuit_oauth_base)
            function.acknowledge(
                f"IAM5[Resource::arn:<AWS::Partition>:secretsmanager:<AWS::Region>:<AWS::AccountId>:secret:{self.tokens_prefix}*]",
                "One secret for each connected company is created at run time, under this prefix.",
            )

    def stripe_signature(self, *functions: Function) -> None:
        """Let functions check that a webhook comes from Stripe."""
        for function in functions:
            self._may_read(function, self.stripe, "STRIPE_SECRET")

    def stripe_api(self, *functions: Function) -> None:
        """Let functions call Stripe."""
        for function in functions:
            self._may_read(function, self.stripe, "STRIPE_SECRET")
            function.add_environment("STRIPE_API_BASE", self.stripe_api_base)

    def twilio_signature(self, *functions: Function) -> None:
        """Let functions check that a webhook comes from Twilio."""
        for function in functions:
            self._may_read(function, self.twilio, "TWILIO_SECRET")

    def twilio_api(self, *functions: Function) -> None:
        """Let functions call Twilio."""
        for function in functions:
            self._may_read(function, self.twilio, "TWILIO_SECRET")
            function.add_environment("TWILIO_API_BASE", self.twilio_api_base)

    def email(self, *functions: Function) -> None:
        """Let functions send e-mail from the one sender address, by SES, which reports what became of it."""
        # A sandboxed SES account checks the permission on the verified recipient's identity too, so the resource cannot
        # be the sender's alone; the condition keeps the sender.
        identities = f"arn:{Aws.PARTITION}:ses:{Aws.REGION}:{Aws.ACCOUNT_ID}:identity/*"
        sender = {"StringEquals": {"ses:FromAddress": self.mail_from}}
        own_set = Stack.of(self).format_arn(
            service="ses", resource="configuration-set", resource_name=self.mail_set.configuration_set_name
        )
        for function in functions:
            function.allow("ses:SendEmail", "ses:SendRawEmail", on=[identities, own_set], conditions=sender)
            function.add_environment("MAIL_FROM", self.mail_from)
            function.add_environment("MAIL_CONFIGURATION_SET", self.mail_set.configuration_set_name)
            function.acknowledge(
                "IAM5[Resource::arn:<AWS::Partition>:ses:<AWS::Region>:<AWS::AccountId>:identity/*]",
                "A sandboxed account checks the recipient's identity as well; the condition pins the sender's address.",
            )
