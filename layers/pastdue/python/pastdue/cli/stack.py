"""A deployed stack as a command reaches it: what its outputs say, and what to do where nothing answers."""

from __future__ import annotations

import os
from collections.abc import Mapping

from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError

from pastdue.adapters import aws
from pastdue.cli.local_stack import STAGE
from pastdue.domain.company import Company
from pastdue.domain.errors import BadInput
from pastdue.usecases.world import World

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


def company_named(world: World, company: str | None) -> str:
    """The company that a command is about: as named, else the only one. Raises BadInput."""
    known = [each.id for each in world.store.listed(Company, "companies")]
    if company is not None:
        if company not in known:
            raise BadInput(f"company {company} is not connected; connected are: {', '.join(known) or 'none'}")
        return company
    if len(known) != 1:
        raise BadInput(f"{len(known)} companies are connected; say which: --company REALM")
    return known[0]
