"""Pastdue's processes, queues and schedules in simulated time: many invocations at once, each dying where it may."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from urllib.parse import urlsplit

from pastdue.adapters.memory import MemoryStore
from pastdue.adapters.quickbooks.client import QuickBooksLedger
from pastdue.adapters.quickbooks.connection import QuickBooksConnections
from pastdue.adapters.stripe.payments import StripePayments
from pastdue.adapters.twilio.texts import TwilioTexts
from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.digest import DigestTurn
from pastdue.domain.errors import Busy, PastdueError, Unavailable, Unknown
from pastdue.domain.record import Record
from pastdue.edges import Edges
from pastdue.lambdas import _BACKOFF
from pastdue.ports import Attachment
from pastdue.usecases.keep_connection import keep_connections
from pastdue.usecases.notify_owner import notify_due
from pastdue.usecases.reconcile import reconcile
from pastdue.usecases.run_ladder import run_ladder
from pastdue.usecases.send_digest import send_digests
from pastdue.usecases.world import World
from pastdue.work import WORK
from sandbox.inprocess import (
    _DUE_KINDS,
    PUBLIC_URL,
    VENDORS,
    Counters,
    InProcess,
    ListQueue,
    MovedClock,
    Waiting,
)
from sandbox.mail import Outbox
from sandbox.transport import PlayedAdapter, PlayedTransport, played_session
from sandbox.wire import Delivery, Response
from sandbox.world import Vendor
from tests.simulation.chaos import _PUTTING, Line, StoreHooks, Weather
from tests.simulation.schedule import Death, Schedule, Worker
from tests.simulation.wire import shorten

_TRIES = 5
# How many workers of each queue run at once, and how long one may take (infra/).
_WORKERS = {"intake": 4, "touch": 2, "settlement": 3, "conversation": 3, "notice": 2, "mail": 2}
_WORK_TIME = {"intake": 120, "touch": 120, "settlement": 120, "conversation": 120, "notice": 60, "mail": 60}
_TICK = timedelta(minutes=5)
_RECONCILE = timedelta(minutes=15)
_BEAT = timedelta(days=3)
# A reconciliation for which nothing is due and before which nothing was lost still comes so often.
_QUIET = timedelta(hours=24)
_DUE = tuple(kind for kind in _DUE_KINDS if kind not in (Case, Company, DigestTurn))


class SimulatedQueues(ListQueue):
    """The queues: standard ones, in no order, with visibility times, repeats, dead letters and their redrive."""

    def __init__(self, clock: MovedClock, host: Host) -> None:
        super().__init__(clock)
        self.host = host
        self.running: dict[str, int] = dict.fromkeys(_WORKERS, 0)
        self.ready: dict[str, list[Waiting]] = {name: [] for name in _WORKERS}
        self.under_way = 0
        """Messages that wait for their time or are being worked on."""

    def put(self, name: str, message: Mapping[str, Any], delay: int = 0) -> None:
        """Put one message."""
        host = self.host
        if host.schedule.worker is not None:
            host.schedule.pause(host.random.uniform(0.005, 0.05))
            match host.weather.one_of(_PUTTING, host.schedule.now):
                case "queue unavailable":
                    raise Unavailable("the queue did not take it", vendor="sqs")
                case "death before":
                    raise Death(f"before putting into {name}")
        if name == "touch" and host.weather.happens("message lost", host.schedule.now):
            # An operator purged the queue: what was to be sent is found due again (promise 9).
            return
        self._arrive(Waiting(self._clock.now(), name, dict(message)), delay)
        if host.weather.happens("message twice", host.schedule.now):
            # A copy of its own, made once: no queue doubles at every try what fails for days.
            self._arrive(Waiting(self._clock.now(), name, dict(message)), delay)
        if host.schedule.worker is not None and host.weather.happens("death after", host.schedule.now):
            raise Death(f"after putting into {name}")

    def _arrive(self, waiting: Waiting, delay: float) -> None:
        self.under_way += 1
        weather = self.host.weather
        wait = delay + weather.random.uniform(0.01, 1.0)
        if weather.happens("message late", self.host.schedule.now):
            wait += weather.random.choice((20, 300, 3000))

        def ready() -> None:
            self.ready[waiting.name].append(waiting)
            self.dispatch(waiting.name)

        self.host.schedule.after(wait, ready)

    def take(self) -> Waiting | None:
        """Nothing: messages are worked off by workers of their own."""
        return None

    def dispatch(self, name: str) -> None:
        """Start workers as long as there are messages and room."""
        while self.ready[name] and self.running[name] < _WORKERS[name]:
            waiting = self.ready[name].pop(self.host.random.randrange(len(self.ready[name])))
            self.running[name] += 1
            self._work(name, waiting)

    def _work(self, name: str, waiting: Waiting) -> None:
        def act(world: World) -> None:
            WORK[name](world, waiting.message)

        def ended(failure: BaseException | None) -> None:
            self.running[name] -= 1
            if failure is None:
                self.under_way -= 1
                self.host.worked(name, waiting)
            else:
                self._again(name, waiting, failure)
            self.host.schedule.after(0, lambda: self.dispatch(name))

        self.host.invoke(f"{name} {waiting.message}", act, ended, seconds=_WORK_TIME[name])

    def _again(self, name: str, waiting: Waiting, failure: BaseException) -> None:
        waiting.received += 1
        if waiting.received >= _TRIES:
            self.dead.append(waiting)
            self.host.redrive_later()
            return
        if isinstance(failure, Death):
            after: float = 6 * _WORK_TIME[name]
        else:
            after = _BACKOFF[min(waiting.received, len(_BACKOFF)) - 1]
            if isinstance(failure, Busy):
                after = max(after, failure.retry_after)
        self.under_way -= 1
        self._arrive(waiting, after)

    def redrive(self) -> None:
        """A person gives everything that failed another try."""
        dead, self.dead = self.dead, []
        for waiting in dead:
            self.under_way -= 1
            waiting.received = 0
            self._arrive(waiting, 0)


class SimulatedMail(Outbox):
    """The mail, with its troubles."""

    host: Host

    def send(
        self,
        to: str,
        subject: str,
        text: str,
        reply_to: str | None,
        attachments: tuple[Attachment, ...],
        tags: Mapping[str, str],
    ) -> str:
        """Keep one e-mail, in this weather."""
        host = self.host
        host.schedule.pause(host.random.uniform(0.05, 0.3))
        now = host.schedule.now
        if host.weather.happens("death before", now, 6):
            raise Death("before an e-mail")
        if host.weather.happens("request lost", now, 6):
            raise Unavailable("SES did not take it", vendor="ses")
        said = super().send(to, subject, text, reply_to, attachments, tags)
        if host.weather.happens("death after", now, 6):
            raise Death("after an e-mail")
        if host.weather.happens("answer lost", now, 6):
            raise Unknown("SES did not answer", vendor="ses")
        return said


@dataclass(frozen=True)
class SkewedClock:
    """The clock of one machine, which goes a little before or after the true one."""

    true: MovedClock
    by: timedelta

    def now(self) -> datetime:
        """Business time."""
        return self.true.at + self.by

    def wall(self) -> datetime:
        """Wall time."""
        return self.true.at + self.by


class SimulatedMetrics(Counters):
    """The metrics, listened to."""

    def __init__(self) -> None:
        super().__init__()
        self.overheard: Callable[[str], None] = lambda _said: None

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        """Add to a counter."""
        super().count(name, value, **dimensions)
        if dimensions:
            self.overheard(f"metric {name} {dimensions}")


@dataclass
class Process:
    """One warm process: what it keeps in memory, it loses when it dies."""

    world: World


@dataclass
class Run:
    """Something scheduled: it comes at its own times only, and is skipped at those at which nothing is due for it."""

    every: timedelta
    due: Callable[[], datetime | None]
    """When there is something to do for it; None while there is nothing."""
    act: Callable[[], None]
    first: datetime
    last: datetime | None = None
    planned: datetime | None = None

    def next_time(self, due: datetime) -> datetime:
        """Its first time at or after `due` that has not been."""
        if self.last is not None:
            due = max(due, self.last + timedelta(seconds=1))
        return self.first + max(0, -((self.first - due) // self.every)) * self.every


@dataclass(frozen=True)
class Crash:
    """An invocation ended with an error that is none of Pastdue's own."""

    at: datetime
    name: str
    error: str


@dataclass
class Notes:
    """What the run says of itself."""

    crashes: list[Crash] = field(default_factory=list)
    deaths: int = 0
    invocations: int = 0


class Host(InProcess):
    """All of Pastdue on the schedule. Outside of a worker every port answers at once and never fails."""

    def __init__(
        self, at: datetime, *, seed: int, policy: str, weather: Weather, quick: bool = True, **played: Any
    ) -> None:
        self.weather = weather
        self.quick = quick
        """Whether the adapters speak over the quick wire, in place of the vendors' SDKs."""
        chance = Random(seed)
        store = MemoryStore(lag=self._lag, wall=lambda: self.clock.at)
        self._store_lag = chance.choice((0.0, 0.0, 0.5, 3.0, 20.0))
        # What a machine's clock is off by, at most.
        self._skew = chance.choice((0.0, 0.0, 0.5, 2.0))
        super().__init__(at, seed=seed, policy=policy, store=store, **played)
        self.notes = Notes()
        self.schedule = Schedule(self.clock, Random(chance.getrandbits(64)))
        self.chance = Random(chance.getrandbits(64))
        self.hooks = hooks = StoreHooks(self.schedule, weather)
        store.before, store.after = hooks.before, hooks.after
        mail = SimulatedMail(report=self._mail_reported, clock=self.clock.now)
        mail.host = self
        self.mail = mail
        queues = SimulatedQueues(self.clock, self)
        self.queue = self.queues = queues
        self.edges = Edges(
            queue=queues, metrics=self.metrics, secret=self._secret, public_url=PUBLIC_URL, clock=self.clock
        )
        self.metrics = self.told = SimulatedMetrics()
        self.world = replace(self.world, queue=queues, mail=mail, metrics=self.told)
        self.lines: dict[str, Line] = {}
        for name, faulty in self.vendors.lines.items():
            line = Line(name, faulty.vendor, self.schedule, weather)
            self.lines[name] = line
            faulty.vendor = line
        self.lines["quickbooks"].expire_tokens = self.vendors.quickbooks.oauth.expire_access_tokens
        self._idle: list[Process] = []
        # People and their commands have the true time.
        self.world = replace(self._process().world, clock=self.clock)
        self._runs: tuple[Run, ...] = ()
        self._vendors_at: datetime | None = None
        # The first run is due at once, as with a rate of 15 minutes: it sets the marks that later ones start from.
        self._reconciled_at = at - timedelta(days=1)
        self._redriving = False
        self.on_worked: list[Callable[[str, Mapping[str, Any]], None]] = []
        self.on_edge: list[Callable[[Vendor, Delivery], None]] = []

    def _sleep(self, seconds: float) -> None:
        # Outside of a worker nobody waits: time is the schedule's.
        if self.schedule.worker is not None:
            self.schedule.pause(seconds)

    def _lag(self) -> float:
        return self.chance.uniform(0, self._store_lag) if self._store_lag else 0.0

    # --- processes

    def _process(self) -> Process:
        if self._idle:
            return self._idle.pop()
        keys = self.vendors.credentials
        base = self.connections
        clock = SkewedClock(self.clock, timedelta(seconds=self.chance.uniform(-self._skew, self._skew)))
        if clock.by:
            self.weather.note("clock skew", self.clock.at)
        connections = QuickBooksConnections(
            store=self.store,
            clock=clock,
            entropy=self.world.entropy,
            vault=base._vault,
            client_id=keys.quickbooks_client_id,
            client_secret=keys.quickbooks_client_secret,
            redirect_uri=f"{PUBLIC_URL}/quickbooks/callback",
            base_url=f"{VENDORS}/intuit",
            adapter=PlayedAdapter(self.vendors),
            sleep=self._sleep,
        )
        ledger = QuickBooksLedger(
            tokens=connections,
            clock=clock,
            base_url=f"{VENDORS}/quickbooks",
            transport=PlayedTransport(self.vendors),
        )
        payments = StripePayments(
            api_key=keys.stripe_api_key, base_url=f"{VENDORS}/stripe", session=played_session(self.vendors)
        )
        texts = TwilioTexts(
            account_sid=keys.twilio_account_sid,
            api_key=keys.twilio_api_key,
            api_secret=keys.twilio_api_secret,
            sender=keys.twilio_from,
            public_url=PUBLIC_URL,
            base_url=f"{VENDORS}/twilio",
            session=played_session(self.vendors),
        )
        if self.quick:
            shorten(keys, self.vendors.lines, VENDORS, connections, ledger, payments, texts)
        return Process(
            replace(self.world, clock=clock, connections=connections, ledger=ledger, payments=payments, texts=texts)
        )

    def invoke(
        self,
        name: str,
        act: Callable[[World], object],
        ended: Callable[[BaseException | None], None],
        *,
        seconds: float,
    ) -> None:
        """Run one invocation in a process of its own, for at most so long."""
        process = self._process()
        self.notes.invocations += 1

        def body() -> None:
            failure: BaseException | None = None
            try:
                act(process.world)
            except Death as death:
                failure = death
                self.notes.deaths += 1
            except PastdueError as error:
                failure = error
                self.told.overheard(f"{type(error).__name__}: {error}")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told
                failure = error
                self.told.overheard(f"{type(error).__name__}: {error}")
                self.notes.crashes.append(Crash(self.clock.at, name, f"{type(error).__name__}: {error}"))
            if not isinstance(failure, Death):
                self._idle.append(process)
            ended(failure)
            self.look_ahead()

        deadline = self.clock.at + timedelta(seconds=seconds)
        self.schedule.start(Worker(body, name=name, deadline=deadline))

    def worked(self, name: str, waiting: Waiting) -> None:
        """A message was worked off."""
        for listener in self.on_worked:
            listener(name, waiting.message)

    def redrive_later(self) -> None:
        """The alarm rings; a person redrives within hours."""
        if not self._redriving:
            self._redriving = True
            self.schedule.after(self.random.uniform(600, 18_000), self._redrive)

    def _redrive(self) -> None:
        self._redriving = False
        self.queues.redrive()

    # --- what is scheduled: a run that the due index proves empty is skipped, and so is the look for it

    def plan(self) -> None:
        """Begin what is scheduled."""
        self._runs = (
            self._run(_TICK, lambda: self._first_due(Case, Company), self._tick),
            self._run(_RECONCILE, self._reconcile_due, self._reconcile),
            self._run(_BEAT, lambda: self.clock.at, self._beat),
            self._run(_TICK, lambda: self._first_due(DigestTurn), self._digest),
        )
        self.look_ahead()

    def _run(self, every: timedelta, due: Callable[[], datetime | None], act: Callable[[], None]) -> Run:
        first = self.clock.at + timedelta(seconds=self.chance.uniform(1, every.total_seconds()))
        return Run(every, due, act, first)

    def look_ahead(self) -> None:
        """See to it that each scheduled run comes at its first time at which something is due for it."""
        soon = self.clock.at
        for run in self._runs:
            if run.planned is not None and run.planned - soon <= run.every:
                continue
            due = run.due()
            if due is None:
                continue
            at = run.next_time(max(due, self.clock.at))
            if run.planned is None or at < run.planned:
                run.planned = at
                self.schedule.at(at, partial(self._come, run, at))

    def _come(self, run: Run, at: datetime) -> None:
        if run.planned != at:
            return
        run.planned = None
        due = run.due()
        if due is not None and due <= self.clock.at:
            run.last = self.clock.at
            run.act()
        self.look_ahead()

    def _first_due(self, *kinds: type[Record]) -> datetime | None:
        """When the due index, as far as it is seen or will be, first has something of these kinds."""
        names = {kind.KIND for kind in kinds}
        lines = self.store._seen().due
        times = [line[0][0] for name in names if (line := lines[name])]
        times += [
            max(seen, place.at)
            for seen, _, _, _, place in self.store._behind
            if place.kind in names and place.at is not None
        ]
        return min(times, default=None)

    def _reconcile_due(self) -> datetime | None:
        times = [self._reconciled_at + _QUIET]
        due = self._first_due(*_DUE)
        if due is not None:
            times.append(due)
        if self.weather.last_loss is not None and self.weather.last_loss > self._reconciled_at:
            times.append(self.clock.at)
        return min(times)

    def _tick(self) -> None:
        self.invoke("ladder tick", run_ladder, _ignored, seconds=300)
        self.invoke("review notifier", notify_due, _ignored, seconds=60)

    def _digest(self) -> None:
        self.invoke("digest", send_digests, _ignored, seconds=300)

    def _reconcile(self) -> None:
        began = self.clock.at

        def ended(failure: BaseException | None) -> None:
            if failure is None:
                self._reconciled_at = began

        self.invoke("reconciliation", reconcile, ended, seconds=600)

    def _beat(self) -> None:
        self.invoke("heartbeat", keep_connections, _ignored, seconds=120)

    def _mail_reported(self, event: Mapping[str, Any], delay: int) -> None:
        """SES reports by EventBridge: nobody of ours puts it on the queue."""
        self.schedule.after(delay + self.chance.uniform(0.1, 3.0), lambda: self.queues.put("mail", event))

    # --- webhooks take their time, may be late, lost, doubled or out of order

    def _posted(self, vendor: Vendor, delivery: Delivery) -> Response | None:
        weather = self.weather
        now = self.clock.at
        inbound = urlsplit(delivery.url).path == "/twilio/inbound"
        deaf = f"webhooks of {vendor}"
        if weather.happens("webhooks out", now):
            weather.out(deaf, now, timedelta(hours=weather.random.choice((1, 6, 24, 60))))
        if now < weather.outages.get(deaf, now):
            weather.note("webhook lost", now)
            self.look_ahead()
            return None
        if weather.happens("webhook lost", now):
            self.look_ahead()
            return None
        wait = weather.random.uniform(0.05, 2.0)
        if weather.happens("webhook late", now):
            self.look_ahead()
            wait = weather.random.choice((30, 600, 7200, 40_000 if inbound else 180_000))
        self.schedule.after(wait, lambda: self._arrive(vendor, delivery))
        if weather.happens("webhook twice", now):
            self.schedule.after(wait + weather.random.uniform(0, 5), lambda: self._arrive(vendor, delivery))
        return None

    def _arrive(self, vendor: Vendor, delivery: Delivery) -> None:
        if vendor == "stripe":
            delivery = self.vendors.stripe.signed_again(delivery)
        said = self.deliver(delivery)
        assert said.status == 200, f"an edge answered {said.status}"
        for listener in self.on_edge:
            listener(vendor, delivery)
        self.vendors.answered(vendor, delivery, said)

    # --- the vendors' own time

    def follow_vendors(self) -> None:
        """Let the vendors do what they do by themselves, when they do it."""
        for agenda in (self.vendors.stripe.engine.agenda, self.vendors.twilio.agenda):
            agenda.on_earlier = self._vendors_due

    def _vendors_due(self, due: datetime) -> None:
        at = max(due, self.clock.at + timedelta(seconds=0.2))
        if self._vendors_at is None or at < self._vendors_at:
            self._vendors_at = at
            self.schedule.at(at, partial(self._vendors_act, at))

    def _vendors_act(self, at: datetime) -> None:
        if self._vendors_at != at:
            return
        self._vendors_at = None
        self.vendors.tick()
        due = self.vendors.next_due()
        if due is not None:
            self._vendors_due(due)

    def idle(self) -> bool:
        """Whether nothing waits in a queue or is being worked on."""
        return self.queues.under_way == 0


def _ignored(_failure: BaseException | None) -> None:
    """A scheduled run that failed comes again by itself."""
