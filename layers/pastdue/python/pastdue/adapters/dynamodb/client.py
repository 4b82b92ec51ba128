"""The connection to DynamoDB: explicit time-outs, and no retries beneath the store that has to know of each."""

from __future__ import annotations

from typing import Any, Protocol, cast

import boto3
from botocore.config import Config

CONNECT_SECONDS = 2
READ_SECONDS = 3


class DynamoClient(Protocol):
    """What the store uses of boto3's low-level client."""

    @property
    def meta(self) -> Any: ...

    def get_item(self, **request: Any) -> dict[str, Any]: ...

    def put_item(self, **request: Any) -> dict[str, Any]: ...

    def query(self, **request: Any) -> dict[str, Any]: ...

    def transact_write_items(self, **request: Any) -> dict[str, Any]: ...


def connect(endpoint: str | None = None, region: str | None = None, **credentials: str) -> DynamoClient:
    """A client with one attempt a call; region, credentials and endpoint come from the environment unless given."""
    config = Config(
        connect_timeout=CONNECT_SECONDS,
        read_timeout=READ_SECONDS,
        retries={"mode": "standard", "total_max_attempts": 1},
        max_pool_connections=32,
        tcp_keepalive=True,
    )
    client = boto3.client("dynamodb", endpoint_url=endpoint, region_name=region, config=config, **credentials)
    return cast(DynamoClient, client)
