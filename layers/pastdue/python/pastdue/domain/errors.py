"""The errors of Pastdue, one small tree: each says what happened, what is safe, and what to do.

PastdueError
├── PolicyError          a policy cannot be read: names file, path and cure
├── BadInput             what came in is not what the edge accepts; nothing was done
├── SignatureRefused     the sender could not prove who it is; nothing was done
├── NotConnected         QuickBooks is not (or no longer) connected; work waits
├── Conflict             somebody else wrote first; nothing was written; read again
└── VendorError          a vendor did not do what was asked
    ├── Refused          a definite no: nothing was done there, and asking again alike is useless
    ├── Busy             throttled: nothing was done; ask again after `retry_after` seconds
    ├── Unavailable      no answer on a read, or a definite failure to begin: safe to ask again
    └── Unknown          no answer on an effect: it may or may not have happened; look before acting again
"""

from __future__ import annotations


class PastdueError(Exception):
    """The root of every error that Pastdue raises on purpose."""


class PolicyError(PastdueError):
    """A policy cannot be read; the message names file, path and cure. The policy in force stays in force."""


class BadInput(PastdueError):
    """What came in is not what this edge accepts; nothing was done."""


class SignatureRefused(PastdueError):
    """The sender could not prove who it is; nothing was done."""


class NotConnected(PastdueError):
    """QuickBooks is not connected for this company; work waits until the owner connects it again."""


class Conflict(PastdueError):
    """A record moved since it was read; nothing of the commit was written. Read again and decide again."""


class VendorError(PastdueError):
    """A vendor did not do what was asked; `vendor`, `status`, `code` and `request_id` say who and how."""

    def __init__(
        self, message: str, *, vendor: str, status: int | None = None, code: str = "", request_id: str = ""
    ) -> None:
        super().__init__(message)
        self.vendor = vendor
        self.status = status
        self.code = code
        self.request_id = request_id


class Refused(VendorError):
    """A definite no: nothing was done at the vendor, and the same request would be refused again."""


class Busy(VendorError):
    """Throttled: nothing was done; ask again after `retry_after` seconds."""

    def __init__(
        self,
        message: str,
        *,
        vendor: str,
        retry_after: float,
        status: int | None = None,
        code: str = "",
        request_id: str = "",
    ) -> None:
        super().__init__(message, vendor=vendor, status=status, code=code, request_id=request_id)
        self.retry_after = retry_after


class Unavailable(VendorError):
    """No answer on a read, or a definite failure to begin: nothing was changed, safe to ask again."""


class Unknown(VendorError):
    """No answer on an effect: it may have happened. Look before acting again."""
