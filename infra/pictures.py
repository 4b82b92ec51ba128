"""Pictures: what people send by text, kept privately and not for ever."""

from __future__ import annotations

from aws_cdk import Duration, RemovalPolicy, Stack
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.function import Function, acknowledge

# Long enough for a dispute about the year's books; a person who needs one longer takes a copy.
KEPT = Duration.days(400)


class Pictures(Construct):
    """One bucket that nobody sees from outside; who looks at a picture does so with the client's own AWS access."""

    def __init__(self, scope: Construct, construct_id: str, *, removal_policy: RemovalPolicy) -> None:
        super().__init__(scope, construct_id)
        self.bucket = s3.Bucket(
            self,
            "Bucket",
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(expiration=KEPT)],
            removal_policy=removal_policy,
        )
        acknowledge(self.bucket, "S1", "A few pictures a month; who reads one is in the account's own CloudTrail.")

    def kept_by(self, function: Function) -> None:
        """Let a function put pictures in, and nothing else; it finds the bucket in `PICTURES_BUCKET`."""
        function.allow("s3:PutObject", on=[self.bucket.arn_for_objects("*")])
        resource = self.bucket.node.default_child
        assert isinstance(resource, s3.CfnBucket)
        function.acknowledge(
            f"IAM5[Resource::<{Stack.of(self).get_logical_id(resource)}.Arn>/*]",
            "Each picture has a key of its own, made of the ids of company and message.",
        )
        function.add_environment("PICTURES_BUCKET", self.bucket.bucket_name)
