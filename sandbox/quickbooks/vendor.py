"""The played QuickBooks as the wire sees it: gate, limits, OAuth, API, pages, and the webhooks that follow."""

from __future__ import annotations

import hashlib
import secrets
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock, RLock
from typing import Any

from sandbox.quickbooks import errors, oauth
from sandbox.quickbooks.api import Api
from sandbox.quickbooks.books import Books, Habits
from sandbox.quickbooks.company import Company
from sandbox.quickbooks.pages import Pages
from sandbox.quickbooks.records import answer_time
from sandbox.quickbooks.webhooks import Webhooks
from sandbox.wire import Deliver, Delivery, Now, Request, Response


def _deliver_nowhere(delivery: Delivery) -> None:
    """Where nobody listens."""


class PlayedQuickBooks:
    """QuickBooks Online and Intuit's OAuth, with any number of companies.

    `now` is the business clock of the companies, answers and events; `wall` (else the same) that of tokens and limits.
    `token` gives unguessable text, seeded in a simulation. `deliver` gets each webhook outside the lock, in order; to
    try again is its work.
    """

    def __init__(
        self,
        *,
        now: Now,
        client_id: str,
        client_secret: str,
        webhook_verifier: str,
        token: Callable[[], str] | None = None,
        deliver: Deliver = _deliver_nowhere,
        wall: Now | None = None,
        base_url: str = "",
    ) -> None:
        draw = token or (lambda: secrets.token_hex(20))
        self.base_url = base_url
        """Where this server is reached, for the discovery document; empty takes the request's Host."""
        self.oauth = oauth.OAuth(client_id, client_secret, draw, wall or now)
        self.webhooks = Webhooks(webhook_verifier, draw)
        self.api = Api(now)
        self.companies: dict[str, Company] = {}
        self.requests_per_minute: int | None = 500
        """Of one company; None is without a limit."""
        self.concurrent_requests: int | None = 10
        """Of one company at the same moment; None is without a limit."""
        self.dwell: Callable[[Request], None] | None = None
        """Called for each request before it is worked on, outside the lock: a host may make it take time here."""
        self._pages = Pages(self)
        self._now = now
        self._wall = wall or now
        self._deliver = deliver
        self._lock = RLock()
        self._depth = 0
        self._outbox: list[Delivery] = []
        self._doors = Lock()
        self._inside: dict[str, int] = {}
        self._recent: dict[str, deque[datetime]] = {}
        self._served = 0

    # ------------------------------------------------------------------ setting up

    def add_company(self, realm: str, **habits: Any) -> Company:
        """A new, empty company; its settings are the fields of Habits."""
        with self._lock:
            company = Company(Books(realm, Habits(**habits), self._now), self.working, self._now)
            self.companies[realm] = company
        return company

    def company(self, realm: str = "") -> Company:
        """A company by its id; without one, the first."""
        return self.companies[realm] if realm else next(iter(self.companies.values()))

    def subscribe(self, url: str) -> None:
        """Tell this address of every change from now on."""
        with self._lock:
            self.webhooks.endpoints.append(url)

    def release_webhooks(self) -> None:
        """Send what was held back: gathered events, and POSTs that the next one overtook."""
        with self.working():
            self._outbox += self.webhooks.release()

    @contextmanager
    def working(self) -> Iterator[None]:
        """One act: alone at the books, its changes told once it is done, also where it is refused half-way."""
        to_deliver: list[Delivery] = []
        try:
            with self._lock:
                self._depth += 1
                try:
                    yield
                finally:
                    self._depth -= 1
                    if self._depth == 0:
                        for company in self.companies.values():
                            if company.books.changes:
                                changes, company.books.changes = company.books.changes, []
                                self._outbox += self.webhooks.take(changes)
                        to_deliver, self._outbox = self._outbox, []
        finally:
            for delivery in to_deliver:
                self._deliver(delivery)

    # ------------------------------------------------------------------ the wire

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        door = self._door(request)
        with self._doors:
            inside = self._inside[door] = self._inside.get(door, 0) + 1
            self._served += 1
            served = self._served
        try:
            if self.dwell is not None:
                self.dwell(request)
            with self.working():
                response = self._answer(request, inside)
        finally:
            with self._doors:
                self._inside[door] -= 1
                if not self._inside[door]:
                    del self._inside[door]
        if door.startswith("page"):
            return response
        return Response(response.status, response.body, {**response.headers, "intuit_tid": self._tid(served)})

    def _door(self, request: Request) -> str:
        """What a request shares with others at the same moment: its company, or the refresh token that it spends."""
        parts = request.path.split("/")
        if request.path.startswith("/v3/company/") and len(parts) > 3:
            return f"realm {parts[3]}"
        if request.path == oauth.TOKEN:
            return f"token {dict(request.form()).get('refresh_token', '')}"
        return f"page {request.path}"

    def _answer(self, request: Request, inside: int) -> Response:
        path = request.path.rstrip("/") or "/"
        if path.startswith("/v3/company/"):
            return self._company(request, path.split("/")[3:], inside)
        match request.method, path:
            case "GET", oauth.AUTHORIZE:
                return self.oauth.authorize_page(
                    request, [(realm, company.habits.name) for realm, company in self.companies.items()]
                )
            case "POST", oauth.AUTHORIZE:
                return self.oauth.decide(request, self.companies)
            case "POST", oauth.TOKEN:
                collided = inside > 1 and dict(request.form()).get("grant_type") == "refresh_token"
                return self.oauth.tokens(request, collided=collided)
            case "POST", oauth.REVOKE:
                return self.oauth.revoked(request)
            case "GET", _ if path in oauth.DISCOVERY:
                return self.oauth.discovery(self.base_url or f"http://{request.headers.get('host', 'localhost')}")
        return self._pages.handle(request, path)

    def _company(self, request: Request, path: list[str], inside: int) -> Response:
        realm, rest = path[0], [part.lower() if place != 1 else part for place, part in enumerate(path[1:])]
        now = self._now()
        try:
            granted = self.oauth.realm_of(request.headers.get("authorization", ""))
            if granted != realm or realm not in self.companies:
                raise errors.other_company()
            self._throttle(realm, inside)
        except errors.GatewayFault as fault:
            return fault.response(now)
        except errors.Throttled as throttled:
            return throttled.response(answer_time(now))
        return self.api.handle(self.companies[realm], request, rest)

    def _throttle(self, realm: str, inside: int) -> None:
        if self.concurrent_requests is not None and inside > self.concurrent_requests:
            raise errors.Throttled("The concurrent request limit was reached.  Try again later")
        if self.requests_per_minute is None:
            return
        now = self._wall()
        recent = self._recent.setdefault(realm, deque())
        while recent and now - recent[0] >= timedelta(minutes=1):
            recent.popleft()
        if len(recent) >= self.requests_per_minute:
            raise errors.Throttled
        recent.append(now)

    def _tid(self, served: int) -> str:
        """The id of an answer, for Intuit's support; deterministic, and drawn from no source of randomness."""
        text = hashlib.sha256(str(served).encode()).hexdigest()
        return f"1-{int(self._now().astimezone(UTC).timestamp()):08x}-{text[:24]}"
