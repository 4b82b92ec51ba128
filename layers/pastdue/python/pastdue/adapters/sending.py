"""What a broken call over `requests` says of its effect: whether anything can have reached the vendor at all."""

from __future__ import annotations

import requests
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError


def never_sent(error: BaseException | None) -> bool:
    """Whether the connection was not made, so that nothing was sent: refused, unresolved, or timed out before."""
    if isinstance(error, requests.exceptions.ConnectTimeout | requests.exceptions.SSLError):
        return True
    if not isinstance(error, requests.exceptions.ConnectionError) or not error.args:
        return False
    reason = error.args[0]
    if isinstance(reason, MaxRetryError):
        reason = reason.reason
    return isinstance(reason, NewConnectionError | NameResolutionError)
