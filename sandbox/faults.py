"""Trouble on the line to any played vendor: lost answers, outages, throttling, stale reads; by rule and by number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from sandbox.wire import PlayedVendor, Request, Response, TimedOut

# How many reads are remembered for stale answers; the oldest are forgotten first.
MOST_READS = 500


@dataclass(frozen=True)
class LoseRequest:
    """The request never arrives: nothing happens, and the caller times out."""


@dataclass(frozen=True)
class LoseAnswer:
    """The vendor acts, and its answer never arrives: the caller times out and cannot know."""


@dataclass(frozen=True)
class AnswerWith:
    """Something before the vendor answers in its place; nothing happens."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AnswerStale:
    """A read is answered as it was some time ago; needs Faulty(remember_reads=True)."""


@dataclass(frozen=True)
class Meanwhile:
    """Somebody else does something just before (or after) the vendor acts on this request."""

    do: Callable[[], None]
    after: bool = False


Trouble = LoseRequest | LoseAnswer | AnswerWith | AnswerStale | Meanwhile


@dataclass
class Rule:
    """Which requests meet which trouble: regular expressions searched in method, path (with its query) and body."""

    trouble: Trouble
    method: str = ""
    path: str = ""
    body: str = ""
    times: int = 1
    """How often the rule works before it is used up; a negative number never is."""
    skip: int = 0
    """How many matching requests pass before it begins."""

    def matches(self, request: Request) -> bool:
        """Whether this request is one that the rule speaks of, whatever is left of it."""
        query = "&".join(f"{name}={value}" for name, value in request.query)
        target = f"{request.path}?{query}" if query else request.path
        if not re.search(self.method, request.method, re.IGNORECASE) or not re.search(self.path, target):
            return False
        return not self.body or re.search(self.body, request.body.decode("utf-8", "replace")) is not None


class Faulty:
    """A played vendor behind a bad line; of the rules, the first that matches and is not used up works."""

    def __init__(self, vendor: PlayedVendor, rules: Iterable[Rule] = (), *, remember_reads: bool = False) -> None:
        self.vendor = vendor
        self.rules = list(rules)
        self._remember_reads = remember_reads
        self._reads: dict[tuple[str, tuple[tuple[str, str], ...]], Response] = {}
        self._lock = Lock()

    def add(
        self, trouble: Trouble, *, method: str = "", path: str = "", body: str = "", times: int = 1, skip: int = 0
    ) -> Rule:
        """Add a rule at the end and return it, so that a test can see what is left of it."""
        rule = Rule(trouble, method=method, path=path, body=body, times=times, skip=skip)
        with self._lock:
            self.rules.append(rule)
        return rule

    def clear(self) -> None:
        """The line is good again."""
        with self._lock:
            self.rules.clear()

    def handle(self, request: Request) -> Response:
        """Answer one request, with the trouble that a rule has for it."""
        match self._trouble_for(request):
            case LoseRequest():
                raise TimedOut(f"{request.method} {request.path}: lost on the way there")
            case LoseAnswer():
                self._pass_on(request)
                raise TimedOut(f"{request.method} {request.path}: lost on the way back")
            case AnswerWith(status=status, body=body, headers=headers):
                return Response(status, body, headers)
            case AnswerStale():
                with self._lock:
                    stale = self._reads.pop((request.path, request.query), None)
                return stale if stale is not None else self._pass_on(request)
            case Meanwhile(do=do, after=False):
                do()
                return self._pass_on(request)
            case Meanwhile(do=do):
                response = self._pass_on(request)
                do()
                return response
            case None:
                return self._pass_on(request)

    def _pass_on(self, request: Request) -> Response:
        response = self.vendor.handle(request)
        if self._remember_reads and request.method == "GET" and response.status == 200:
            with self._lock:
                self._reads.setdefault((request.path, request.query), response)
                if len(self._reads) > MOST_READS:
                    del self._reads[next(iter(self._reads))]
        return response

    def _trouble_for(self, request: Request) -> Trouble | None:
        with self._lock:
            for rule in self.rules:
                if rule.times == 0 or not rule.matches(request):
                    continue
                if rule.skip > 0:
                    rule.skip -= 1
                    continue
                if rule.times > 0:
                    rule.times -= 1
                return rule.trouble
        return None
