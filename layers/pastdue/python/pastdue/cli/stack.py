"""A deployed stack as a command reaches it: what its outputs say, and what to do where nothing answers."""

from __future__ import annotations

import os
from collections.abc import Mapping

from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError

from pastdue.adapters import aws
from pastdue.cli.local_stack import STAGE
from pastdue.domain.errors import BadInput

SET_UP = "Set AWS_DEFAULT_REGION and your credentials"


class NotRunning(BadInput):
    """Nothing answers where the local stack was; nothing was done."""


def outputs_of(stage: str) -> Mapping[str, str]:
    """The outputs of a stage's stack. Raises BadInput where they cannot be read."""
    try:
        [stack] = aws.client("cloudformation").describe_stacks(StackName=f"Pastdue-{stage}")["Stacks"]
    except (BotoCoreError, ClientError) as error:
        if stage == STAGE and isinstance(error, EndpointConnectionError):
            where = os.environ.get("AWS_ENDPOINT_URL", "its address")
            raise NotRunning(
                f"the local stack is not running: nothing answers at {where}. Start one with `make local`, and take "
                "the address and the table from its last line"
            ) from error
        raise BadInput(f"the stack Pastdue-{stage} cannot be read ({type(error).__name__}). {SET_UP}") from error
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}
