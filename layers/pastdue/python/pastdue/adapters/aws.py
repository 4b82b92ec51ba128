"""AWS clients with time-outs, and what their errors mean in our own tree."""

from __future__ import annotations

from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ProxyConnectionError,
    SSLError,
)

from pastdue.adapters.redaction import redacted
from pastdue.domain.errors import Busy, Refused, Unavailable, Unknown, VendorError

_THROTTLED = {
    "LimitExceededException",
    "RequestThrottled",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "SlowDown",
}
_PAUSE = 5.0
# An e-mail has no idempotency.
_ONCE = frozenset({"sesv2"})
# What was never sent cannot have had an effect.
_NEVER_SENT = (ConnectTimeoutError, EndpointConnectionError, NoCredentialsError, ProxyConnectionError, SSLError)


def client(service: str) -> Any:
    """A boto3 client with time-outs; three attempts in all, or one where a person would see the second."""
    retries = {"mode": "standard", "total_max_attempts": 1 if service in _ONCE else 3}
    config = Config(connect_timeout=3, read_timeout=10, retries=retries)
    return boto3.client(service, config=config)


def failure(error: BotoCoreError | ClientError, *, vendor: str, effect: bool) -> VendorError:
    """The error as one of ours; `effect` says whether what failed would have changed anything."""
    if isinstance(error, _NEVER_SENT):
        return Unavailable(f"{vendor} cannot be reached ({type(error).__name__})", vendor=vendor)
    if not isinstance(error, ClientError):
        return _silent(f"{vendor} did not answer ({type(error).__name__})", vendor, None, effect)
    code = str(error.response.get("Error", {}).get("Code", ""))
    metadata = error.response.get("ResponseMetadata", {})
    status, request_id = metadata.get("HTTPStatusCode"), str(metadata.get("RequestId", ""))
    message = f"{vendor} answered {status} {code}: {redacted(str(error.response.get('Error', {}).get('Message', '')))}"
    if code in _THROTTLED or status == 429:
        return Busy(message, vendor=vendor, retry_after=_PAUSE, status=status, code=code, request_id=request_id)
    if status is None or status >= 500:
        return _silent(message, vendor, status, effect)
    return Refused(message, vendor=vendor, status=status, code=code, request_id=request_id)


def _silent(message: str, vendor: str, status: int | None, effect: bool) -> VendorError:
    return (Unknown if effect else Unavailable)(message, vendor=vendor, status=status)
