"""State: the one table, with its sparse index of what is due and its index of what belongs together."""

from __future__ import annotations

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

from infra.function import Function
from pastdue.adapters.dynamodb import table as description

# No Scan: whoever needs all of something asks an index. The tick costs what is due, not what is open.
ACTIONS = (
    "dynamodb:BatchGetItem",
    "dynamodb:ConditionCheckItem",
    "dynamodb:DeleteItem",
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "dynamodb:Query",
    "dynamodb:UpdateItem",
)


def attribute(name: str) -> dynamodb.Attribute:
    """A key attribute; all of ours are text."""
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


class State(Construct):
    """The state table, made as the adapter that uses it describes it."""

    def __init__(
        self, scope: Construct, construct_id: str, *, removal_policy: RemovalPolicy, deletion_protection: bool
    ) -> None:
        super().__init__(scope, construct_id)
        self.table = dynamodb.TableV2(
            self,
            "Table",
            partition_key=attribute(description.PK),
            sort_key=attribute(description.SK),
            billing=dynamodb.Billing.on_demand(),
            # The key that DynamoDB owns: whoever may read this table may read it with either key, and a key of our
            # own would be one more thing whose loss loses the record of what was done. Tokens are not here.
            encryption=dynamodb.TableEncryptionV2.dynamo_owned_key(),
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            time_to_live_attribute=description.EXPIRES,
            deletion_protection=deletion_protection,
            removal_policy=removal_policy,
            global_secondary_indexes=[
                # Sparse: only an item with a next action has `due_shard` and `due_at`.
                dynamodb.GlobalSecondaryIndexPropsV2(
                    index_name=description.DUE_INDEX,
                    partition_key=attribute(description.DUE_SHARD),
                    sort_key=attribute(description.DUE_AT),
                    projection_type=dynamodb.ProjectionType.KEYS_ONLY,
                ),
                # Sparse: what is looked up by something other than its key (a phone, a payer, a link, a state).
                dynamodb.GlobalSecondaryIndexPropsV2(
                    index_name=description.BY_INDEX,
                    partition_key=attribute(description.BY),
                    sort_key=attribute(description.PK),
                    projection_type=dynamodb.ProjectionType.ALL,
                ),
            ],
        )

    @property
    def table_name(self) -> str:
        return self.table.table_name

    def read_by(self, *functions: Function) -> None:
        """Let functions look items up, and change nothing; they find the table in `STATE_TABLE`."""
        for function in functions:
            function.allow("dynamodb:GetItem", on=[self.table.table_arn])
            function.allow("dynamodb:Query", on=[f"{self.table.table_arn}/index/{description.BY_INDEX}"])
            function.add_environment("STATE_TABLE", self.table.table_name)

    def used_by(self, *functions: Function) -> None:
        """Let functions read and write items; they find the table in `STATE_TABLE`."""
        indexes = [f"{self.table.table_arn}/index/{index}" for index in (description.DUE_INDEX, description.BY_INDEX)]
        for function in functions:
            function.allow(*ACTIONS, on=[self.table.table_arn])
            function.allow("dynamodb:Query", on=indexes)
            function.add_environment("STATE_TABLE", self.table.table_name)
