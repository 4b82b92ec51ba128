"""QuickBooks' refusals, in its own shapes and with its own statuses: two shapes, and XML when it throttles."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape

from sandbox.wire import Response


class Fault(Exception):
    """A refusal of the API: one error in the upper-case shape."""

    def __init__(
        self,
        code: str,
        message: str,
        detail: str,
        *,
        status: int = 400,
        kind: str = "ValidationFault",
        element: str = "",
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.status = status
        self.code = code
        self.message = message
        self.detail = detail
        self.kind = kind
        self.element = element

    def response(self, time: str) -> Response:
        """The answer that carries the fault; `time` is the vendor's clock as its answers show it."""
        error = {"Message": self.message, "Detail": self.detail, "code": self.code, "element": self.element}
        body = {"Fault": {"Error": [error], "type": self.kind}, "time": time}
        return _json(self.status, body)


class GatewayFault(Exception):
    """A refusal of the gateway before the API: the lower-case shape, with the time in milliseconds."""

    def __init__(self, status: int, reason: str, code: str, detail: str, kind: str) -> None:
        super().__init__(f"{code}: {reason}")
        self.status = status
        self.reason = reason
        self.code = code
        self.detail = detail
        self.kind = kind

    def response(self, now: datetime) -> Response:
        """The answer that carries the fault."""
        message = f"message={self.reason}; errorCode={self.code.zfill(6)}; statusCode={self.status}"
        error = {"message": message, "detail": self.detail, "code": self.code, "element": None}
        body: dict[str, object] = {
            "warnings": None,
            "intuitObject": None,
            "fault": {"error": [error], "type": self.kind},
            "report": None,
            "queryResponse": None,
            "batchItemResponse": [],
            "attachableResponse": [],
            "syncErrorResponse": None,
            "requestId": None,
            "time": int(now.timestamp() * 1000),
            "status": None,
            "cdcresponse": [],
        }
        return _json(self.status, body)


class Throttled(Exception):
    """Too many requests; the recordings show XML even to those who asked for JSON."""

    def __init__(self, detail: str = "The request limit was reached.  Try again later") -> None:
        super().__init__(detail)
        self.detail = detail

    def response(self, time: str) -> Response:
        """The answer: HTTP 429 without a Retry-After."""
        body = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<IntuitResponse time="{time}" xmlns="http://schema.intuit.com/finance/v3">'
            '<Fault type="SERVICE"><Error code="3001">'
            "<Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message>"
            f"<Detail>{escape(self.detail)}</Detail></Error></Fault></IntuitResponse>"
        )
        return Response(429, body.encode(), {"content-type": "application/xml;charset=UTF-8"})


def token_expired(token: str) -> GatewayFault:
    """3200: the detail repeats the token, which is why an answer must never be logged as it is."""
    return GatewayFault(401, "AuthenticationFailed", "3200", f"Token expired: {token}", "AUTHENTICATION")


def token_unknown() -> GatewayFault:
    """3200: no token, or one that was never given or has been revoked."""
    return GatewayFault(
        401, "AuthenticationFailed", "3200", "Malformed bearer token: too short or too long", "AUTHENTICATION"
    )


def other_company() -> GatewayFault:
    """3100: the token was given for another company."""
    return GatewayFault(403, "ApplicationAuthorizationFailed", "3100", "", "AUTHORIZATION")


def not_found() -> Fault:
    """610, with HTTP 400."""
    detail = (
        "Object Not Found : Something you're trying to use has been made inactive. "
        "Check the fields with accounts, customers, items, vendors or employees."
    )
    return Fault("610", "Object Not Found", detail)


def stale() -> Fault:
    """5010: the SyncToken is not the newest."""
    detail = (
        "Stale Object Error : You and another user were working on this at the same time. "
        "The other user finished before you did, so your work was not saved."
    )
    return Fault("5010", "Stale Object Error", detail)


def missing(name: str) -> Fault:
    """2020: a required property is absent."""
    message = "Required param missing, need to supply the required value for the API"
    return Fault("2020", message, f"Required parameter {name} is missing in the request", element=name)


def unknown_property(name: str) -> Fault:
    """2010: a property that the object does not have, or a body that is no JSON object."""
    detail = f"Property Name:{name} specified is unsupported or invalid"
    return Fault("2010", "Request has invalid or unsupported property", detail, element=name)


def invalid_number(text: str) -> Fault:
    """2030: an id that is no number."""
    return Fault("2030", "Invalid ID", f"Invalid ID : {text}", element="Id")


def too_long(name: str, most: int, length: int) -> Fault:
    """2050: a text longer than its field."""
    detail = (
        "String length is either shorter or longer than supported by specification. "
        f"Min:0 Max:{most} supported. Supplied length:{length}"
    )
    return Fault("2050", "Invalid String", detail, element=name)


def bad_date(name: str, text: str) -> Fault:
    """2170: a date that is none."""
    return Fault("2170", "Invalid Enumeration", f"Invalid Enumeration : {text} for property {name}", element=name)


def bad_email(text: str) -> Fault:
    """2210: an e-mail address that is none."""
    return Fault(
        "2210",
        "Invalid Email Address format",
        f"Email Address does not conform to the syntax rules of RFC 822. : {text}",
    )


def bad_reference(name: str, value: str) -> Fault:
    """2500: a reference to something that is not there or inactive."""
    return Fault("2500", "Invalid Reference Id", f"Invalid Reference Id : {name} element id {value} not found")


def business(detail: str) -> Fault:
    """6000: a rule of the books."""
    return Fault(
        "6000",
        "A business validation error has occurred while processing your request",
        f"Business Validation Error: {detail}",
    )


def customers_differ() -> Fault:
    """620: the payment and what it pays are of different customers."""
    detail = "Transaction cannot be linked : The linked transaction belongs to a different customer."
    return Fault("620", "Transaction cannot be linked", detail)


def amount_mismatch() -> Fault:
    """6070: a line whose amount is not its quantity times its price."""
    return Fault(
        "6070",
        "Amount calculation incorrect in the request",
        "Amount is not equal to UnitPrice * Qty. Supplied value differs",
    )


def duplicate_number(number: str, kind: str, txn_id: str) -> Fault:
    """6140: the document number is taken."""
    detail = (
        "Duplicate Document Number Error : You must specify a different number. This number has already been used. "
        f"DocNumber={number} is assigned to TxnType={kind} with TxnId={txn_id}"
    )
    return Fault("6140", "Duplicate Document Number Error", detail)


def subscription_lapsed() -> Fault:
    """6190: the company may be read, not written."""
    detail = (
        "Subscription period has ended or canceled or there was a billing problem : You can't add data to QuickBooks "
        "because your trial or subscription period ended, or you canceled your subscription."
    )
    return Fault("6190", "Invalid Company Status", detail)


def books_closed() -> Fault:
    """6210: dated on or before the day on which the books were closed."""
    detail = (
        "The account period has closed and the account books cannot be updated through the QBO Services API. "
        "Please use the QBO website to make these changes."
    )
    return Fault("6210", "Account Period Closed, Cannot Update Through Services API", detail)


def duplicate_name(name: str) -> Fault:
    """6240: the display name is taken."""
    return Fault("6240", "Duplicate Name Exists Error", f"The name supplied already exists. : {name}")


def deposited() -> Fault:
    """6540: the payment is on a bank deposit."""
    detail = (
        "Deposited Transaction cannot be changed : This transaction has been deposited. "
        "If you want to change or delete it, you must edit the deposit it appears on and remove it first."
    )
    return Fault("6540", "Deposited Transaction cannot be changed", detail)


def not_authorized() -> Fault:
    """120: the person who connected may no longer do this."""
    return Fault(
        "120",
        "Authorization Failure",
        "You do not have sufficient privileges to perform this action",
        status=403,
        kind="AuthorizationFault",
    )


def unsupported(what: str) -> Fault:
    """500: an operation that the API does not have."""
    return Fault("500", "Unsupported Operation", f"Operation {what} is not supported.")


def cannot_parse(detail: str) -> Fault:
    """4000: a query whose grammar is wrong."""
    return Fault("4000", "Error parsing query", f"QueryParserError: {detail}")


def invalid_query(detail: str) -> Fault:
    """4001: a query that can be parsed and not answered."""
    return Fault("4001", "Invalid query", f"QueryValidationError: {detail}")


def _json(status: int, body: object) -> Response:
    return Response(status, json.dumps(body).encode(), {"content-type": "application/json;charset=UTF-8"})
