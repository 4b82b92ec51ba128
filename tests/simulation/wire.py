"""The vendors' SDKs, played: the real adapters say the same words to the vendors without the SDKs' own slowness.

A seed tells the same story over these and over the real SDKs (test_simulation.py); these take a tenth of the time.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlencode

import httpx
import requests
import stripe
from stripe._encode import _api_encode
from twilio.base.exceptions import TwilioRestException

from pastdue.adapters.quickbooks.client import QuickBooksLedger
from pastdue.adapters.quickbooks.connection import IntuitAuth, QuickBooksConnections
from pastdue.adapters.stripe.payments import StripePayments
from pastdue.adapters.twilio.texts import TwilioTexts
from sandbox.faults import Faulty
from sandbox.wire import PlayedVendor, Request, Response, TimedOut
from sandbox.world import Credentials, Vendor

_FORM = {"content-type": "application/x-www-form-urlencoded"}


class Headers(dict[str, str]):
    """Header names in any case."""

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__({name.lower(): value for name, value in given.items()})

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name.lower(), value)

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a header."""
        return super().get(name.lower(), default)


# --- QuickBooks, in place of httpx


class _Asked:
    """A request that is being built."""

    __slots__ = ("body", "headers", "method", "path", "query")

    def __init__(self, method: str, path: str, query: tuple[tuple[str, str], ...], headers: Headers, body: bytes):
        self.method, self.path, self.query, self.headers, self.body = method, path, query, headers, body


class _Said:
    """An answer as the adapter reads it."""

    __slots__ = ("content", "headers", "status_code")

    def __init__(self, response: Response) -> None:
        self.status_code = response.status
        self.content = response.body
        self.headers = Headers(response.headers)

    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.content)


class QuickHttp:
    """What the QuickBooks adapter uses of httpx.Client."""

    def __init__(self, vendor: PlayedVendor, base: str) -> None:
        self._vendor = vendor
        self._base = len(base)

    def build_request(
        self, method: str, url: str, *, params: Mapping[str, str], content: str | None, headers: Mapping[str, str]
    ) -> _Asked:
        """A request, before its token."""
        body = b"" if content is None else content.encode()
        return _Asked(method, url[self._base :], tuple(params.items()), Headers(headers), body)

    def send(self, asked: _Asked) -> _Said:
        """Send it."""
        try:
            return _Said(
                self._vendor.handle(Request(asked.method, asked.path, asked.query, dict(asked.headers), asked.body))
            )
        except TimedOut as lost:
            raise httpx.ReadTimeout(str(lost)) from lost


# --- Stripe, in place of its SDK


class Thing:
    """A Stripe object: attributes for what Stripe said, none for what it left out (vendor-facts, Stripe)."""

    __slots__ = ("_api", "_data", "_query")

    def __init__(self, data: dict[str, Any], api: QuickStripe, query: tuple[str, Mapping[str, Any]]) -> None:
        self._data, self._api, self._query = data, api, query

    def __getattr__(self, name: str) -> Any:
        try:
            value = self._data[name]
        except KeyError:
            raise AttributeError(name) from None
        if isinstance(value, dict):
            return Thing(value, self._api, self._query)
        if isinstance(value, list):
            return [Thing(each, self._api, self._query) if isinstance(each, dict) else each for each in value]
        return value

    def to_dict(self) -> dict[str, Any]:
        """What Stripe said."""
        return self._data

    def next_page(self) -> Thing:
        """The page after this one of a list."""
        path, params = self._query
        return self._api.ask("GET", path, {**params, "starting_after": self._data["data"][-1]["id"]})


class Resource:
    """`v1.checkout.sessions` and its like: the verbs of one kind of object."""

    def __init__(self, api: QuickStripe, path: str) -> None:
        self._api, self._path = api, path

    def __getattr__(self, name: str) -> Any:
        return Resource(self._api, f"{self._path}/{name}")

    def create(self, params: Mapping[str, Any], options: Mapping[str, str]) -> Thing:
        """A new one."""
        return self._api.ask("POST", self._path, params, options)

    def update(self, id_: str, params: Mapping[str, Any]) -> Thing:
        """Change one."""
        return self._api.ask("POST", f"{self._path}/{id_}", params)

    def expire(self, id_: str) -> Thing:
        """End one."""
        return self._api.ask("POST", f"{self._path}/{id_}/expire", {})

    def retrieve(self, id_: str, params: Mapping[str, Any] | None = None) -> Thing:
        """Read one."""
        return self._api.ask("GET", f"{self._path}/{id_}", params or {})

    def list(self, params: Mapping[str, Any]) -> Thing:
        """Read many."""
        return self._api.ask("GET", self._path, params)


class QuickStripe:
    """What the Stripe adapter uses of stripe.StripeClient(…).v1."""

    def __init__(self, vendor: PlayedVendor, key: str) -> None:
        self._vendor = vendor
        self._headers = {"authorization": f"Bearer {key}", "stripe-version": stripe.api_version}

    def __getattr__(self, name: str) -> Resource:
        resource = Resource(self, f"/v1/{name}")
        self.__dict__[name] = resource
        return resource

    def ask(self, method: str, path: str, params: Mapping[str, Any], options: Mapping[str, str] | None = None) -> Thing:
        """One request, with its errors as the SDK's."""
        pairs = tuple((name, str(value)) for name, value in _api_encode(params))
        headers = self._headers
        if options:
            headers = {**headers, "idempotency-key": options["idempotency_key"]}
        reading = method == "GET"
        body = b"" if reading else urlencode(pairs).encode()
        try:
            said = self._vendor.handle(
                Request(method, path, pairs if reading else (), headers if reading else {**headers, **_FORM}, body)
            )
        except TimedOut as lost:
            no_answer: Any = stripe.APIConnectionError
            raise no_answer("no answer") from requests.exceptions.ReadTimeout(str(lost))
        try:
            answer = json.loads(said.body)
        except ValueError:
            answer = None
        if said.status >= 300 or not isinstance(answer, dict):
            error = answer.get("error", {}) if isinstance(answer, dict) else {}
            raise stripe.APIError(
                error.get("message"),
                http_body=said.body,
                http_status=said.status,
                json_body=answer,
                headers=dict(Headers(said.headers)),
            )
        return Thing(answer, self, (path, params))


# --- Intuit's OAuth, in place of its client


class QuickIntuit(IntuitAuth):
    """intuit-oauth's client without requests below it."""

    def __init__(self, vendor: PlayedVendor, base: str, connections: QuickBooksConnections) -> None:
        self._vendor = vendor
        self._base = len(base)
        self.client_id = connections._client_id
        self.client_secret = connections._client_secret
        self.redirect_uri = connections._redirect_uri
        self.auth_endpoint = f"{base}/connect/oauth2"
        self.token_endpoint = f"{base}/oauth2/v1/tokens/bearer"
        self.realm_id = None
        self.access_token = self.refresh_token = None
        self.expires_in = self.x_refresh_token_expires_in = self.x_refresh_token_hard_expires_in = None
        self._include_refresh_token_hard_expires_in = True

    def request(self, method: str, url: str, **kwargs: Any) -> Any:
        """One request."""
        asked = Request(method, url[self._base :], (), dict(Headers(kwargs["headers"])), kwargs["data"].encode())
        try:
            return _Said(self._vendor.handle(asked))
        except TimedOut as lost:
            raise requests.exceptions.ReadTimeout(str(lost)) from lost

    def close(self) -> None:
        """Nothing is open."""


# --- Twilio, in place of its SDK


class Message:
    """A text as Twilio tells of it."""

    __slots__ = ("body", "date_created", "direction", "error_code", "from_", "num_media", "sid", "status", "to")

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.sid, self.to, self.from_, self.body = said["sid"], said["to"], said["from"], said["body"]
        self.status, self.error_code, self.direction = said["status"], said["error_code"], said["direction"]
        self.num_media = said["num_media"]
        self.date_created: datetime = parsedate_to_datetime(said["date_created"])


class QuickMessages:
    """What the Twilio adapter uses of twilio.rest.Client(…).messages."""

    def __init__(self, vendor: PlayedVendor, account: str, key: str, secret: str) -> None:
        self._vendor = vendor
        self._path = f"/2010-04-01/Accounts/{account}/Messages.json"
        self._headers = {"authorization": "Basic " + base64.b64encode(f"{key}:{secret}".encode()).decode()}

    def create(
        self,
        *,
        to: str,
        body: str,
        status_callback: str,
        validity_period: int,
        from_: str = "",
        messaging_service_sid: str = "",
    ) -> Message:
        """Send a text."""
        form = {"To": to, "From": from_, "MessagingServiceSid": messaging_service_sid, "Body": body}
        form |= {"StatusCallback": status_callback, "ValidityPeriod": str(validity_period)}
        given = urlencode({name: value for name, value in form.items() if value}).encode()
        return Message(self._ask(Request("POST", self._path, (), {**self._headers, **_FORM}, given)))

    def list(
        self, *, to: str = "", date_sent_after: datetime | None = None, limit: int, page_size: int
    ) -> Iterator[Message]:
        """Texts, the newest first."""
        query: list[tuple[str, str]] = []
        if to:
            query.append(("To", to))
        if date_sent_after is not None:
            query.append(("DateSent>", f"{date_sent_after:%Y-%m-%dT%H:%M:%SZ}"))
        query.append(("PageSize", str(page_size)))
        said = self._ask(Request("GET", self._path, tuple(query), self._headers))
        assert len(said["messages"]) <= limit
        while True:
            yield from map(Message, said["messages"])
            after = said.get("next_page_uri")
            if not after:
                return
            said = self._ask(Request.of("GET", after, self._headers))

    def _ask(self, request: Request) -> Mapping[str, Any]:
        try:
            said = self._vendor.handle(request)
        except TimedOut as lost:
            raise requests.exceptions.ReadTimeout(str(lost)) from lost
        answer: Mapping[str, Any] = json.loads(said.body)
        if said.status >= 300:
            code = answer.get("code", said.status)
            raise TwilioRestException(said.status, request.path, str(answer.get("message", "")), code, request.method)
        return answer


def shorten(
    keys: Credentials,
    lines: Mapping[Vendor, Faulty],
    base: str,
    connections: QuickBooksConnections,
    ledger: QuickBooksLedger,
    payments: StripePayments,
    texts: TwilioTexts,
) -> None:
    """Let the adapters of one process speak over the quick wire."""
    books = lines["quickbooks"]
    connections._intuit = lambda: QuickIntuit(books, f"{base}/intuit", connections)  # type: ignore[method-assign]
    ledger._http = QuickHttp(books, f"{base}/quickbooks")  # type: ignore[assignment] # what it uses of httpx
    payments._api = QuickStripe(lines["stripe"], keys.stripe_api_key)  # type: ignore[assignment]
    texts._messages = QuickMessages(
        lines["twilio"], keys.twilio_account_sid, keys.twilio_api_key, keys.twilio_api_secret
    )
