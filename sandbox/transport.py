"""The line to a played vendor inside one process: the adapters' own HTTP clients, with no network between."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import httpx
import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict

from sandbox.wire import PlayedVendor, Request, TimedOut


class PlayedTransport(httpx.BaseTransport):
    """For httpx: QuickBooks' API."""

    def __init__(self, vendor: PlayedVendor) -> None:
        self.vendor = vendor

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        heard = Request.of(request.method, str(request.url), request.headers, request.read())
        try:
            said = self.vendor.handle(heard)
        except TimedOut as lost:
            raise httpx.ReadTimeout(str(lost), request=request) from lost
        return httpx.Response(said.status, headers=dict(said.headers), content=said.body, request=request)


class PlayedAdapter(BaseAdapter):
    """For requests, on which Intuit's OAuth client, Stripe's SDK and Twilio's SDK stand."""

    def __init__(self, vendor: PlayedVendor) -> None:
        super().__init__()
        self.vendor = vendor

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the interface's
        timeout: float | tuple[float | None, float | None] | None = None,
        verify: bool | str = True,  # noqa: ARG002
        cert: bytes | str | tuple[bytes | str, bytes | str] | None = None,  # noqa: ARG002
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002
    ) -> requests.Response:
        assert timeout is not None, "every call to a vendor has a time-out"
        body = request.body or b""
        assert isinstance(body, str | bytes), "no SDK here streams a body"
        heard = Request.of(
            str(request.method),
            str(request.url),
            {name: str(value) for name, value in request.headers.items()},
            body.encode() if isinstance(body, str) else body,
        )
        try:
            said = self.vendor.handle(heard)
        except TimedOut as lost:
            raise requests.exceptions.ReadTimeout(str(lost), request=request) from lost
        answer = requests.Response()
        answer.status_code = said.status
        answer.headers = CaseInsensitiveDict(said.headers)
        answer.raw = BytesIO(said.body)
        answer.url = str(request.url)
        answer.request = request
        answer.encoding = "utf-8"
        return answer

    def close(self) -> None:
        """Nothing is open."""


def played_session(vendor: PlayedVendor) -> requests.Session:
    """A requests session whose every call reaches the played vendor, whatever the address."""
    session = requests.Session()
    session.trust_env = False
    adapter = PlayedAdapter(vendor)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
