"""What a played vendor hears and says: plain HTTP values, for one process, for HTTP and for a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Request:
    """One HTTP request; header names are lower case, the path has no query."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @classmethod
    def of(cls, method: str, url: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> Request:
        """Split a full URL or a path with a query into a request."""
        parts = urlsplit(url)
        return cls(
            method=method.upper(),
            path=parts.path or "/",
            query=tuple(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in (headers or {}).items()},
            body=body,
        )

    def one(self, name: str, default: str = "") -> str:
        """The first value of a query parameter."""
        return next((value for key, value in self.query if key == name), default)

    def form(self) -> tuple[tuple[str, str], ...]:
        """The body as form fields, blank ones kept."""
        return tuple(parse_qsl(self.body.decode("utf-8"), keep_blank_values=True))


@dataclass(frozen=True)
class Response:
    """One HTTP answer."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


class TimedOut(Exception):
    """The caller gave up waiting; whether the effect happened, it cannot know."""


@dataclass(frozen=True)
class Delivery:
    """A webhook on its way out of a vendor: to be POSTed as it is, again and again until it is answered 2xx."""

    url: str
    headers: Mapping[str, str]
    body: bytes
    event_id: str


class PlayedVendor(Protocol):
    """A vendor as the wire sees it."""

    def handle(self, request: Request) -> Response:
        """Answer one request, or raise TimedOut as a lost connection would."""
        ...


Now = Callable[[], datetime]
Deliver = Callable[[Delivery], None]
