"""What the contract tests share: one DynamoDB Local for all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.contract.dynamodb_local import dynamodb_local, why_missing


@pytest.fixture(scope="session")
def local_endpoint() -> Iterator[str]:
    """The endpoint of DynamoDB Local; skips, and says why, where it cannot run."""
    missing = why_missing()
    if missing:
        pytest.skip(missing)
    with dynamodb_local() as endpoint:
        yield endpoint
