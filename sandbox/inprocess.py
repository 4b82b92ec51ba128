"""All of Pastdue in one process: real use cases and adapters, played vendors, a store in memory, a clock that is moved.

For integration tests, the replay and the simulation. Nothing here decides anything; it carries messages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from pastdue.adapters import policies
from pastdue.adapters.holidays import PublicHolidays
from pastdue.adapters.memory import MemoryStore
from pastdue.adapters.phones import TypedPhoneNumbers
from pastdue.adapters.quickbooks.client import QuickBooksLedger
from pastdue.adapters.quickbooks.connection import QuickBooksConnections
from pastdue.adapters.quickbooks.tokens import TokenSet
from pastdue.adapters.stripe.payments import StripePayments
from pastdue.adapters.twilio.texts import TwilioTexts
from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.consent import Attestation
from pastdue.domain.credit_order import CreditOrder
from pastdue.domain.digest import DigestTurn
from pastdue.domain.errors import Busy, NotConnected, PastdueError
from pastdue.domain.link_order import LinkOrder
from pastdue.domain.policy import Policy
from pastdue.domain.promise import Promise
from pastdue.domain.record import Record
from pastdue.domain.settlement import Settlement
from pastdue.domain.touch import PayLink, Touch
from pastdue.edges import Answered, Asked, Edges
from pastdue.ports import Picture
from pastdue.usecases.answer_call import answer_call
from pastdue.usecases.connect_company import finish_connection, start_connection
from pastdue.usecases.notify_owner import notify_due
from pastdue.usecases.reconcile import reconcile
from pastdue.usecases.run_ladder import run_ladder
from pastdue.usecases.send_digest import send_digests
from pastdue.usecases.world import World
from pastdue.work import WORK
from sandbox.agenda import Agenda
from sandbox.local_policy import LOCAL_POLICY
from sandbox.mail import Outbox
from sandbox.transport import PlayedAdapter, PlayedTransport, played_session
from sandbox.wire import Delivery, Request, Response
from sandbox.world import Credentials, PlayedWorld, Vendor

PUBLIC_URL = "https://pastdue.example"
VENDORS = "http://vendors.example"


class MovedClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Business time."""
        return self.at

    def wall(self) -> datetime:
        """Wall time: here the same."""
        return self.at

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by


class SeededEntropy:
    """Random choices that a seed repeats."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def token(self) -> str:
        """Sixteen hex digits."""
        return f"{self._random.getrandbits(64):016x}"


@dataclass
class Waiting:
    """A message on its way: when it may be read, and how often it was."""

    at: datetime
    name: str
    message: Mapping[str, Any]
    received: int = 0


class ListQueue:
    """The queues, as a list in the order of arrival."""

    def __init__(self, clock: MovedClock) -> None:
        self._clock = clock
        self.waiting: list[Waiting] = []
        self.dead: list[Waiting] = []

    def put(self, name: str, message: Mapping[str, Any], delay: int = 0) -> None:
        """Put one message."""
        self.waiting.append(Waiting(self._clock.now() + timedelta(seconds=delay), name, dict(message)))

    def put_many(self, name: str, messages: Sequence[Mapping[str, Any]]) -> None:
        """Put several."""
        for message in messages:
            self.put(name, message)

    def take(self) -> Waiting | None:
        """The first message that may be read now."""
        for index, waiting in enumerate(self.waiting):
            if waiting.at <= self._clock.now():
                return self.waiting.pop(index)
        return None


@dataclass
class Counters:
    """The metrics, kept to be looked at."""

    totals: dict[str, int] = field(default_factory=dict)

    def count(self, name: str, value: int = 1, **_dimensions: str) -> None:
        """Add to a counter."""
        self.totals[name] = self.totals.get(name, 0) + value


@dataclass
class MemoryPictures:
    """The pictures, in memory."""

    kept: dict[str, Picture] = field(default_factory=dict)

    def keep(self, key: str, picture: Picture) -> None:
        """Keep one."""
        self.kept[key] = picture


class MemoryVault:
    """The tokens, in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, TokenSet] = {}

    def read(self, company_id: str) -> TokenSet:
        """The tokens of a company."""
        if company_id not in self._kept:
            raise NotConnected(f"QuickBooks is not connected for company {company_id}")
        return self._kept[company_id]

    def write(self, company_id: str, tokens: TokenSet) -> None:
        """Keep them."""
        self._kept[company_id] = tokens


@dataclass
class OnePolicy:
    """One policy for every company."""

    policy: Policy

    def in_force(self, company_id: str) -> Policy:  # noqa: ARG002 - one for all
        """The policy."""
        return self.policy


class InProcess:
    """The whole, with one company to connect. `listen` may keep a webhook from arriving (False drops it)."""

    def __init__(
        self,
        at: datetime,
        *,
        seed: int = 1,
        policy: str = LOCAL_POLICY,
        listen: Callable[[Vendor, Delivery], bool] | None = None,
        store: MemoryStore | None = None,
        **played: Any,
    ) -> None:
        self.clock = MovedClock(at)
        self.random = Random(seed)
        self.queue = ListQueue(self.clock)
        self.metrics = Counters()
        self.mail = Outbox(report=self._mail_reported, clock=self.clock.now)
        self.pictures = MemoryPictures()
        self.store = store or MemoryStore()
        self.posted: list[tuple[Vendor, Delivery]] = []
        self.people = Agenda()
        """What people are going to do: it happens at its time, before everything else of that time."""
        self._listen = listen
        self.vendors = PlayedWorld(
            now=self.clock.now, listener=self._posted, wall=self.clock.wall, seed=seed, base=VENDORS, **played
        )
        keys = self.vendors.credentials
        self.connections = QuickBooksConnections(
            store=self.store,
            clock=self.clock,
            entropy=SeededEntropy(Random(seed + 1)),
            vault=MemoryVault(),  # type: ignore[arg-type] # the same two verbs, without Secrets Manager
            client_id=keys.quickbooks_client_id,
            client_secret=keys.quickbooks_client_secret,
            redirect_uri=f"{PUBLIC_URL}/quickbooks/callback",
            base_url=f"{VENDORS}/intuit",
            adapter=PlayedAdapter(self.vendors),
            sleep=lambda seconds: self.clock.advance(timedelta(seconds=seconds)),
        )
        self.policies = OnePolicy(policies.for_stage(policies.load(policy, "test"), "local"))
        self.world = World(
            clock=self.clock,
            entropy=SeededEntropy(self.random),
            store=self.store,
            ledger=QuickBooksLedger(
                tokens=self.connections,
                clock=self.clock,
                base_url=f"{VENDORS}/quickbooks",
                transport=PlayedTransport(self.vendors),
            ),
            payments=StripePayments(
                api_key=keys.stripe_api_key, base_url=f"{VENDORS}/stripe", session=played_session(self.vendors)
            ),
            texts=TwilioTexts(
                account_sid=keys.twilio_account_sid,
                api_key=keys.twilio_api_key,
                api_secret=keys.twilio_api_secret,
                sender=keys.twilio_from,
                public_url=PUBLIC_URL,
                base_url=f"{VENDORS}/twilio",
                session=played_session(self.vendors),
            ),
            pictures=self.pictures,
            mail=self.mail,
            connections=self.connections,
            queue=self.queue,
            phones=TypedPhoneNumbers(),
            holidays=PublicHolidays(),
            metrics=self.metrics,
            policies=self.policies,
        )
        self.edges = Edges(
            queue=self.queue,
            metrics=self.metrics,
            secret=self._secret,
            public_url=PUBLIC_URL,
            clock=self.clock,
            answer_call=lambda caller, called: answer_call(self.world, caller, called),
        )
        self.vendors.set_webhooks(
            quickbooks=f"{PUBLIC_URL}/quickbooks/webhook",
            stripe=f"{PUBLIC_URL}/stripe/webhook",
            twilio_inbound=f"{PUBLIC_URL}/twilio/inbound",
            twilio_voice=f"{PUBLIC_URL}/twilio/voice",
        )

    def _secret(self, vendor: str, name: str) -> str:
        keys: Credentials = self.vendors.credentials
        return str(getattr(keys, f"{vendor}_{name}"))

    def _mail_reported(self, event: Mapping[str, Any], delay: int) -> None:
        """What SES reports comes by EventBridge straight onto its queue."""
        self.queue.put("mail", event, delay)

    # Webhooks go through the real edges: signatures over the raw bytes, then a queue.

    def _posted(self, vendor: Vendor, delivery: Delivery) -> Response | None:
        self.posted.append((vendor, delivery))
        if self._listen is not None and not self._listen(vendor, delivery):
            return None
        return self.deliver(delivery)

    def deliver(self, delivery: Delivery) -> Response:
        """Post a webhook to the edge that its address names."""
        parts = urlsplit(delivery.url)
        headers = {name.lower(): value for name, value in delivery.headers.items()}
        asked = Asked(headers=headers, body=delivery.body, query=parts.query)
        edge: dict[str, Callable[[Asked], Answered]] = {
            "/quickbooks/webhook": self.edges.quickbooks,
            "/stripe/webhook": self.edges.stripe,
            "/twilio/inbound": self.edges.twilio_inbound,
            "/twilio/voice": self.edges.twilio_voice,
            "/twilio/status": self.edges.twilio_status,
        }
        said = edge[parts.path](asked)
        return Response(said.status, said.body.encode(), {"content-type": said.content_type})

    # Time and work

    def work(self, most: int = 100_000) -> int:
        """Work off every message that may be read now; one that fails comes again after a minute, five times."""
        done = 0
        while done < most and (waiting := self.queue.take()) is not None:
            done += 1
            try:
                WORK[waiting.name](self.world, waiting.message)
            except Busy as busy:
                self.put_back(waiting, busy)
            except PastdueError:
                waiting.received += 1
                if waiting.received < _TRIES:
                    waiting.at = self.clock.now() + timedelta(minutes=1)
                    self.queue.waiting.append(waiting)
                else:
                    self.queue.dead.append(waiting)
        return done

    def put_back(self, waiting: Waiting, busy: Busy) -> None:
        """What is throttled waits at the end of its queue, and does not count as failed, as the functions do it."""
        spread = len(self.queue.waiting) % 60
        waiting.at = self.clock.now() + timedelta(seconds=busy.retry_after + spread)
        self.queue.waiting.append(waiting)

    def tick(self) -> None:
        """One run of everything scheduled that has work, then the queues."""
        self.people.run_until(self.clock.at)
        self.vendors.tick()
        self.work()
        run_ladder(self.world)
        self.work()
        notify_due(self.world)
        send_digests(self.world)
        self.work()

    def next_time(self) -> datetime | None:
        """When something of ours or the vendors' is due next."""
        times = [waiting.at for waiting in self.queue.waiting]
        times += [at for kind in _DUE_KINDS if (at := self.store.next_due(kind)) is not None]
        times += [at for due in (self.people, self.vendors) if (at := due.next_due()) is not None]
        return min(times, default=None)

    def run_until(self, end: datetime, step: timedelta = timedelta(minutes=5)) -> None:
        """Let time pass: at each instant at which something is due, everything due is done; reconciliation daily."""
        while True:
            upcoming = self.next_time()
            at = end if upcoming is None else min(max(upcoming, self.clock.at), end)
            stuck = at == self.clock.at and upcoming is not None and at < end
            day_before = self.clock.at.date()
            self.clock.at = at
            self.tick()
            if self.clock.at.date() != day_before or self._unfinished():
                reconcile(self.world)
                self.tick()
            if self.clock.at >= end:
                return
            if stuck:
                waiting = (each.at for each in self.queue.waiting if each.at > self.clock.at)
                self.clock.at = min(self.clock.at + step, end, *waiting)

    def _unfinished(self) -> bool:
        now = self.clock.now()
        return any((at := self.store.next_due(kind)) is not None and at <= now for kind in _DUE_KINDS[1:])

    # People

    def connect(self, company_id: str) -> None:
        """The owner connects a company: Intuit's page, its button, and back with a code; then the books are read."""
        address = start_connection(self.world)
        asked = dict(parse_qsl(urlsplit(address).query))
        form = urlencode({**asked, "realm": company_id, "decision": "connect"}).encode()
        headers = {"content-type": "application/x-www-form-urlencoded"}
        said = self.vendors.handle(Request.of("POST", address, headers, form))
        back = next(value for name, value in said.headers.items() if name.lower() == "location")
        query = dict(parse_qsl(urlsplit(back).query))
        finish_connection(self.world, query["state"], query["code"], query["realmId"])
        self.work()

    def records(self, kind: type[Any]) -> list[Any]:
        """Every record of a kind, for a look in a test."""
        return list(self.store.every(kind))


_TRIES = 5


_DUE_KINDS: tuple[type[Record], ...] = (
    Case,
    Touch,
    PayLink,
    Settlement,
    LinkOrder,
    CreditOrder,
    Promise,
    Company,
    Attestation,
    DigestTurn,
)
