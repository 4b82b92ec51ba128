"""The weather of a run: which troubles there are, how often, until when; every one is counted by its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from pastdue.domain.errors import Unavailable, Unknown
from pastdue.domain.record import Key
from sandbox.quickbooks import errors as intuit
from sandbox.quickbooks.records import answer_time
from sandbox.wire import PlayedVendor, Request, Response, TimedOut
from tests.simulation.schedule import Death, Schedule

# How often each kind of trouble comes in a bad seed, as a share of the steps at which it could.
SHARES: Mapping[str, float] = {
    "death before": 0.004,
    "death after": 0.004,
    "request lost": 0.006,
    "answer lost": 0.006,
    "throttled": 0.004,
    "broken": 0.004,
    "broken after acting": 0.004,
    "slow vendor": 0.006,
    "frozen process": 0.003,
    "token expired": 0.003,
    "store unavailable": 0.002,
    "store unknown, not written": 0.002,
    "store unknown, written": 0.003,
    "queue unavailable": 0.003,
    "connection revoked": 0.02,
    "edit meanwhile": 0.01,
    "vendor out": 0.0004,
    "webhook lost": 0.03,
    "webhooks out": 0.003,
    "webhook late": 0.03,
    "webhook twice": 0.03,
    "message lost": 0.02,
    "message late": 0.01,
    "message twice": 0.02,
}
# What may come before a request, after one that had an effect, and at the store.
_BEFORE = ("death before", "request lost", "throttled", "broken", "slow vendor", "token expired")
_AFTER = ("death after", "answer lost", "broken after acting")
_READING = ("frozen process", "store unavailable")
_WRITING = ("frozen process", "store unavailable", "death before", "store unknown, not written")
_WRITTEN = ("death after", "store unknown, written")
_PUTTING = ("queue unavailable", "death before")
# A text is rare among the steps and dear: what can go wrong with it goes wrong more often.
_DEAR = 12.0

_BROKEN = {
    "quickbooks": Response(503, b"<html>Service Unavailable</html>", {"content-type": "text/html"}),
    "stripe": Response(500, b'{"error":{"type":"api_error","message":"An error occurred."}}'),
    "twilio": Response(503, b'{"code":20503,"message":"Service unavailable","status":503}'),
}
_THROTTLED = {
    "stripe": Response(429, b'{"error":{"type":"invalid_request_error","code":"rate_limit","message":"Too many"}}'),
    "twilio": Response(429, b'{"code":20429,"message":"Too Many Requests","status":429}'),
}


@dataclass
class Weather:
    """What goes wrong, by the seed."""

    random: Random
    shares: dict[str, float]
    until: datetime
    """No trouble is made after this."""
    counts: Counter[str] = field(default_factory=Counter)
    last_loss: datetime | None = None
    """When something was lost or kept back of which no record of ours tells: only reconciliation finds it."""
    outages: dict[str, datetime] = field(default_factory=dict)
    """Until when a vendor answers nobody."""
    _sums: dict[tuple[str, ...], float] = field(default_factory=dict)

    @classmethod
    def of(cls, random: Random, until: datetime) -> Weather:
        """A seed's weather: some troubles, not all, some of them often, so that seeds differ in kind."""
        shares: dict[str, float] = {}
        for kind, share in SHARES.items():
            if random.random() < 0.6:
                shares[kind] = share * random.choice((0.3, 1.0, 1.0, 3.0))
        return cls(random, shares, until)

    def happens(self, kind: str, now: datetime, times: float = 1.0) -> bool:
        """Whether this trouble comes now; it is counted then."""
        share = self.shares.get(kind)
        if share is None or now >= self.until or self.random.random() >= share * times:
            return False
        self.note(kind, now)
        return True

    def one_of(self, kinds: tuple[str, ...], now: datetime, times: float = 1.0) -> str:
        """Which of these troubles comes now, if any: one at most; it is counted then."""
        drawn = self.random.random() / times
        if drawn >= self._sum(kinds) or now >= self.until:
            return ""
        for kind in kinds:
            drawn -= self.shares.get(kind, 0.0)
            if drawn < 0:
                self.note(kind, now)
                return kind
        return ""

    def _sum(self, kinds: tuple[str, ...]) -> float:
        found = self._sums.get(kinds)
        if found is None:
            found = self._sums[kinds] = sum(self.shares.get(kind, 0.0) for kind in kinds)
        return found

    def out(self, what: str, now: datetime, lasts: timedelta) -> None:
        """Something is out for a while, at most until the troubles end."""
        self.outages[what] = min(now + lasts, self.until)

    def note(self, kind: str, now: datetime) -> None:
        """Count a trouble."""
        self.counts[kind] += 1
        if kind in {"webhook lost", "webhook late"}:
            self.last_loss = now


class Line:
    """The line to one vendor: every request is a step, before the vendor acts and after."""

    def __init__(self, name: str, vendor: PlayedVendor, schedule: Schedule, weather: Weather) -> None:
        self.name = name
        self.vendor = vendor
        self.schedule = schedule
        self.weather = weather
        self.before: Callable[[Request], None] | None = None
        """Called just before the vendor acts: who edits something at the worst moment."""
        self.after: Callable[[Request, Response], None] | None = None
        """Called when the vendor has acted: who watches."""
        self.throttled = 0
        """How often the vendor itself said that it was too much."""
        self.expire_tokens: Callable[[], None] | None = None

    def handle(self, request: Request) -> Response:
        """Answer one request, in this weather."""
        if self.schedule.worker is None:
            return self._act(request)
        weather, random = self.weather, self.weather.random
        dear = _DEAR if self.name == "twilio" and request.method == "POST" else 1.0
        effect = request.method != "GET"
        self.schedule.pause(random.uniform(0.01, 0.2))
        now = self.schedule.now
        if weather.happens("vendor out", now):
            weather.out(self.name, now, timedelta(minutes=random.choice((3, 20, 90, 400))))
        if now < weather.outages.get(self.name, now):
            return self._broken()
        match weather.one_of(_BEFORE, now, dear):
            case "death before":
                raise Death(f"before {request.method} {request.path}")
            case "request lost":
                self.schedule.pause(random.uniform(5, 16))
                raise TimedOut(f"{request.method} {request.path}: lost on the way there")
            case "throttled":
                return self._throttled()
            case "broken":
                return self._broken()
            case "slow vendor":
                self.schedule.pause(random.uniform(1, 14))
            case "token expired" if self.expire_tokens is not None:
                self.expire_tokens()
        if self.before is not None:
            self.before(request)
        response = self._act(request)
        if effect:
            match weather.one_of(_AFTER, self.schedule.now, dear):
                case "death after":
                    raise Death(f"after {request.method} {request.path}")
                case "answer lost":
                    self.schedule.pause(random.uniform(5, 16))
                    raise TimedOut(f"{request.method} {request.path}: lost on the way back")
                case "broken after acting":
                    return self._broken()
        self.schedule.pause(random.uniform(0.01, 0.2))
        return response

    def _act(self, request: Request) -> Response:
        response = self.vendor.handle(request)
        self.throttled += response.status == 429
        self.schedule.note(b"%s %d" % (request.path.encode(), response.status))
        if self.after is not None:
            self.after(request, response)
        return response

    def _broken(self) -> Response:
        return _BROKEN[self.name]

    def _throttled(self) -> Response:
        if self.name == "quickbooks":
            return intuit.Throttled().response(answer_time(self.schedule.now))
        return _THROTTLED[self.name]


class StoreHooks:
    """The store's steps: before every operation, and after every write."""

    def __init__(self, schedule: Schedule, weather: Weather) -> None:
        self.schedule = schedule
        self.weather = weather
        self.frozen: Callable[[float], None] = lambda _seconds: None
        """Called when a process stands still for so long: the worst moment for what it has looked at."""

    def before(self, operation: str, keys: tuple[Key, ...]) -> None:
        """A step; then perhaps nothing is written, or nobody is there to write it."""
        if self.schedule.worker is None:
            return
        weather, random = self.weather, self.weather.random
        self.schedule.pause(random.uniform(0.001, 0.02))
        match weather.one_of(_WRITING if operation == "commit" else _READING, self.schedule.now):
            case "frozen process":
                seconds = random.uniform(20, 100)
                self.frozen(seconds)
                self.schedule.pause(seconds)
            case "store unavailable":
                raise Unavailable("the store does not answer", vendor="dynamodb")
            case "death before":
                raise Death(f"before writing {[key.pk for key in keys]}")
            case "store unknown, not written":
                raise Unknown("the store did not answer", vendor="dynamodb")

    def after(self, operation: str, keys: tuple[Key, ...]) -> None:
        """What may happen once something was written."""
        if operation != "commit" or self.schedule.worker is None:
            return
        for key in keys:
            self.schedule.note(key.pk.encode())
        match self.weather.one_of(_WRITTEN, self.schedule.now):
            case "death after":
                raise Death(f"after writing {[key.pk for key in keys]}")
            case "store unknown, written":
                raise Unknown("the store did not answer", vendor="dynamodb")
