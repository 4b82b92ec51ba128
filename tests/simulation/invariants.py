"""The promises as invariants: safety after every effect, from the vendors' own records; liveness when all is calm."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import holidays

from pastdue.domain.audit import AuditEntry, faults_in
from pastdue.domain.case import Case, CaseState, case_key
from pastdue.domain.company import Company as Client
from pastdue.domain.contact import Contact
from pastdue.domain.review import ReviewItem
from pastdue.domain.settlement import Settlement, SettlementState
from pastdue.domain.touch import LinkState, PayLink, Touch, TouchState
from pastdue.usecases.explain import explain
from sandbox.mail import Mailed
from sandbox.quickbooks import Company
from sandbox.quickbooks.books import Change
from sandbox.stripe.objects import Link
from sandbox.twilio.played import Message
from sandbox.wire import Delivery, Request, Response
from sandbox.world import Vendor
from tests.simulation.host import Host
from tests.simulation.people import LINK, REALM, Person, Said, Town, numbers_of

# A look may be this old when the request reaches Twilio (promise 2).
_LOOK = timedelta(seconds=60)
# So long a slow vendor may take (chaos.py): a link that dies meanwhile was alive when the request was sent.
_ON_ITS_WAY = timedelta(seconds=15)
# Words must be acted on by then even where workers died on them (promise 3).
_DEAF = timedelta(minutes=45)
_PAYMENT = re.compile(r"\bpi_\w+")
_NEVER_ARRIVED = frozenset({"failed", "undelivered"})
_INVOICE_KEYS = {"Id", "SyncToken", "sparse", "CustomField", "DefinitionId", "Name", "Type", "StringValue"}
_MOST_TOLD = 12
_MOST_ANSWERS = 2
_SOON = timedelta(hours=1)
# What only QuickBooks knows (a credit that covers an invoice) is looked at again within a week.
_LATEST = timedelta(days=8)
_HAND_OFF = 21
# How often vendors may say that it was too much before it is a storm.
_STORM = 300
_LONG_AGO = datetime.min.replace(tzinfo=UTC)
# What was claimed before a report came may still go out.
_CLAIM = timedelta(minutes=3)
_PERSONAL = re.compile(r"\+1\d{10}|@customers\.example|RT1-\d|eyJ\.|played-|playedquickbooks|whsec_|rk_test_")
_BACK = frozenset({"refund.created", "charge.refunded", "charge.dispute.funds_withdrawn"})
# The policy's own: promises.ask_after_broken and promises.most_open.
_MOST_BROKEN, _MOST_OPEN = 2, 2
_NAMED = re.compile(r"\b1\d{3}\b")


@dataclass(frozen=True)
class Violation:
    """A promise that was broken: which, when, and how."""

    promise: str
    at: datetime
    said: str

    def __str__(self) -> str:
        return f"{self.promise} at {self.at:%Y-%m-%d %H:%M:%S}: {self.said}"


@dataclass(frozen=True)
class Stand:
    """How an invoice stood in the books from a moment on."""

    id: str
    customer: str
    balance: int
    currency: str
    due: date | None
    issued: date = date.min

    @property
    def age(self) -> tuple[date, date, str]:
        """Credits fall to the oldest due date first."""
        return (self.due or date.max, self.issued, self.id)


@dataclass
class History:
    """Something's states in time."""

    times: list[datetime] = field(default_factory=list)
    states: list[Any] = field(default_factory=list)

    def note(self, at: datetime, state: Any) -> None:
        """From now on it is so."""
        self.times.append(at)
        self.states.append(state)

    def within(self, first: datetime, last: datetime) -> list[Any]:
        """Every state that it had between two moments, the one at the first included."""
        start = bisect_right(self.times, first)
        end = bisect_right(self.times, last)
        return self.states[max(0, start - 1) : end]


class Watch:
    """Sees every effect at a vendor, and says which promises it breaks."""

    def __init__(self, host: Host, books: Company, town: Town) -> None:
        self.host = host
        self.books = books
        self.town = town
        self.violations: list[Violation] = []
        self.touches: list[tuple[Message, Link]] = []
        self._by_phone: defaultdict[str, list[datetime]] = defaultdict(list)
        self._by_invoice: defaultdict[str, list[tuple[date, Message]]] = defaultdict(list)
        self._invoices: defaultdict[str, History] = defaultdict(History)
        self._numbers: dict[str, str] = {}
        self._customers: defaultdict[str, set[str]] = defaultdict(set)
        self._credits: defaultdict[str, History] = defaultdict(History)
        self._read_at: dict[str, datetime] = {}
        """When QuickBooks last answered a GET of an invoice."""
        self._texts_seen = 0
        self._events_seen = 0
        self._intents: defaultdict[str, History] = defaultdict(History)
        self._link_of: dict[str, Link] = {}
        self._died: dict[str, datetime] = {}
        """When a link was ended at Stripe."""
        self._backs: dict[str, datetime] = {}
        """When Stripe first told of a refund, a return or a chargeback of a payment."""
        self._settled: defaultdict[str, list[datetime]] = defaultdict(list)
        """When messages about a payment were worked off."""
        self._answers: defaultdict[str, list[date]] = defaultdict(list)
        self._handed_over: set[str] = set()
        self._silent: dict[str, datetime] = {}
        """Since when no e-mail may go to an address."""
        self._days_off: dict[tuple[int, str], Mapping[date, str]] = {}
        host.lines["twilio"].after = self._twilio
        host.lines["quickbooks"].after = self._quickbooks
        host.lines["stripe"].after = self._stripe
        host.on_edge.append(self._edge)
        host.on_worked.append(self._worked)
        host.mail.on_sent = self._mailed
        host.told.overheard = self.overheard
        hooks = host.vendors.quickbooks.webhooks
        take = hooks.take

        def watched(changes: list[Change]) -> Any:
            self._changed(changes)
            return take(changes)

        hooks.take = watched  # type: ignore[method-assign] # every change passes here, told or not

    def broken(self, promise: str, said: str) -> None:
        """Note a broken promise."""
        if len(self.violations) < _MOST_TOLD:
            self.violations.append(Violation(promise, self.host.clock.at, said))

    def overheard(self, said: str) -> None:
        """Promise 10: what is logged, measured or raised names nobody and gives no secret away."""
        if _PERSONAL.search(said):
            self.broken("10", f"said aloud: {said[:200]}")

    # --- the books

    def _changed(self, changes: Iterable[Change]) -> None:
        now = self.host.clock.at
        store = self.books.books.store
        customers: set[str] = set()
        for change in changes:
            record = store.get(change.kind, change.id)
            if change.kind == "Invoice":
                self._invoice(change.id, now)
            elif change.kind in {"Payment", "CreditMemo"}:
                if record is not None:
                    customers.add(record.data["CustomerRef"]["value"])
                else:
                    customers |= set(self._credits)
                if change.kind == "Payment" and record is not None:
                    self._booked(record.data)
        for customer in sorted(customers):
            self._note_credits(customer, now)

    def read_everything(self) -> None:
        """How the books stand at the beginning."""
        for invoice in self.books.invoices():
            self._invoice(invoice["Id"], self.host.clock.at)

    def _invoice(self, id_: str, now: datetime) -> None:
        record = self.books.books.store.get("Invoice", id_)
        if record is None:
            last = self._invoices[id_].states[-1]
            self._invoices[id_].note(now, replace(last, balance=0))
            return
        data = record.data
        due = date.fromisoformat(data["DueDate"]) if data.get("DueDate") else None
        customer = data["CustomerRef"]["value"]
        currency = self.books.books.currency_of(data)
        issued = date.fromisoformat(data["TxnDate"])
        stand = Stand(id_, customer, self.books.minor(data["Balance"], data), currency, due, issued)
        self._invoices[id_].note(now, stand)
        self._numbers[data["DocNumber"]] = id_
        self._customers[customer].add(id_)

    def _note_credits(self, customer: str, now: datetime) -> None:
        store = self.books.books.store
        total = 0
        for kind, field_ in (("CreditMemo", "Balance"), ("Payment", "UnappliedAmt")):
            for record in store.all(kind):
                if record.data["CustomerRef"]["value"] == customer:
                    total += self.books.minor(record.data.get(field_, Decimal(0)), record.data)
        self._credits[customer].note(now, total)

    def _booked(self, payment: Mapping[str, Any]) -> None:
        """Promise 4: never twice, at any time."""
        found = _PAYMENT.search(str(payment.get("PrivateNote", "")))
        if found is None:
            return
        same = self.booked(found[0])
        references = [each.get("PaymentRefNum") for each in same]
        if len(references) != len(set(references)):
            self.broken("4", f"{found[0]} stands twice in QuickBooks under one reference")
        intent = self.host.vendors.stripe.engine.intents.get(found[0])
        booked = sum(self.books.minor(each["TotalAmt"], each) for each in same)
        if intent is None or booked > intent.received:
            self.broken(
                "4", f"{booked} booked for {found[0]}, of which {intent.received if intent else 0} was captured"
            )

    def booked(self, payment_intent: str) -> list[Mapping[str, Any]]:
        """The Payments that name a Stripe payment, voided ones aside."""
        records = self.books.books.store.all("Payment")
        return [
            record.data
            for record in records
            if payment_intent in str(record.data.get("PrivateNote", ""))
            and not str(record.data.get("PrivateNote", "")).startswith("Voided")
        ]

    def _quickbooks(self, request: Request, response: Response) -> None:
        """Promise 6: what we write to QuickBooks; and which invoice was read when."""
        if request.method == "GET" and "/invoice/" in request.path and response.status == 200:
            self._read_at[request.path.rsplit("/", 1)[1]] = self.host.clock.at
        if request.method != "POST" or not request.path.startswith("/v3/company/") or response.status != 200:
            return
        entity = request.path.split("/")[4]
        if entity == "invoice":
            keys = set(re.findall(r'"(\w+)"\s*:', request.body.decode()))
            if not keys <= _INVOICE_KEYS:
                self.broken("6", f"an invoice was written with {sorted(keys - _INVOICE_KEYS)}")
        elif entity != "payment":
            self.broken("6", f"a {entity} was written")

    def _stripe(self, request: Request, response: Response) -> None:
        """When links end."""
        if request.method == "POST" and request.path.startswith("/v1/payment_links/") and response.status == 200:
            id_ = request.path.split("/")[3]
            link = self.host.vendors.stripe.engine.links.get(id_)
            if link is not None and not link.active:
                self._died.setdefault(id_, self.host.clock.at)

    # --- what people said

    def _edge(self, vendor: Vendor, delivery: Delivery) -> None:
        if vendor == "twilio" and urlsplit(delivery.url).path == "/twilio/inbound":
            said = self.town.said.get(dict(parse_qsl(delivery.body.decode())).get("MessageSid", ""))
            if said is not None and said.heard is None:
                said.heard = self.host.clock.at

    def _worked(self, name: str, message: Mapping[str, Any]) -> None:
        if name == "conversation" and message.get("kind") != "status":
            said = self.town.said.get(message["message_id"])
            if said is not None and said.handled is None:
                said.handled = self.host.clock.at
        if name == "settlement":
            self._settled[message["payment_intent"]].append(self.host.clock.at)

        if name == "mail":
            self._reported(message["detail"])

    def _reported(self, said: Mapping[str, Any]) -> None:
        """What SES told of an e-mail was worked off: from now on it counts."""
        refused = said.get("complaint", {}).get("complaintFeedbackType", "") != "not-spam" and "complaint" in said
        if refused or said.get("bounce", {}).get("bounceType") == "Permanent":
            for address in said["mail"]["destination"]:
                self._silent[address] = self.host.clock.at

    def _mailed(self, mail: Mailed) -> None:
        """Promise 3: no e-mail to where it came back from for good, nor to who complained; a claim may be older."""
        now = self.host.clock.at
        for address in mail.to.split(", "):
            since = self._silent.get(address)
            if since is not None and since > self.town.written_again.get(address, _LONG_AGO) and now - since > _CLAIM:
                self.broken("3", f"an e-mail to {address}, which has been silent since {since:%m-%d %H:%M}")

    def _listened(self, said: Said, now: datetime) -> bool:
        """Whether these words must have been acted on by now."""
        return said.handled is not None or (said.heard is not None and now - said.heard > _DEAF)

    # --- Stripe's events

    def _read_stripe(self) -> None:
        engine = self.host.vendors.stripe.engine
        events = engine.events.items
        for event in events[self._events_seen :]:
            if event.kind.startswith("payment_intent."):
                at = datetime.fromtimestamp(event.created, UTC)
                self._intents[str(event.thing["id"])].note(at, event.kind.removeprefix("payment_intent."))
            elif event.kind in _BACK and (intent := str(event.thing.get("payment_intent") or "")):
                self._backs.setdefault(intent, datetime.fromtimestamp(event.created, UTC))
        self._events_seen = len(events)

    # --- texts

    def _twilio(self, request: Request, _response: Response) -> None:
        if request.method != "POST":
            return
        messages = self.host.vendors.twilio.messages
        fresh, self._texts_seen = messages[self._texts_seen :], len(messages)
        for message in fresh:
            if message.direction != "outbound-api":
                continue
            found = LINK.search(message.body)
            id_ = _touch_id(message)
            if id_ in self._handed_over:
                self.broken("1", f"{message.body[:60]!r} was handed over twice")
            self._handed_over.add(id_)
            self._own_invoices_only(message)
            if id_.startswith("answer-"):
                self._answer(message)
            elif found:
                self._touch(message, self.host.vendors.stripe.link_of(found[0]))
            self.town.texted(message)

    def _own_invoices_only(self, message: Message) -> None:
        """Promise 10: nobody is told of another customer's invoices, nor of two customers' in one text."""
        person = self.town.by_phone.get(message.to)
        numbers = [number for number in _NAMED.findall(message.body) if number in self._numbers]
        whose = {self._invoices[self._numbers[number]].states[-1].customer for number in numbers}
        if len(whose) > 1 or person is None or not whose <= set(person.customers):
            self.broken("10", f"a text to {message.to} names invoices of customers {sorted(whose)}")

    def _answer(self, message: Message) -> None:
        """Promise 1: two answers a day to a phone, the confirmation of an opt-out aside; thanks are to payments."""
        said = self.town.said.get(_touch_id(message).removeprefix("answer-"))
        if said is None or said.words.lower().startswith("stop"):
            return
        today = message.created.astimezone(self.town.by_phone[message.to].clock).date()
        self._answers[message.to].append(today)
        if self._answers[message.to].count(today) > _MOST_ANSWERS:
            self.broken("1", f"answer {self._answers[message.to].count(today)} of {today} to {message.to}")

    def _touch(self, message: Message, link: Link) -> None:
        self.touches.append((message, link))
        person = self.town.by_phone.get(message.to)
        if person is None:
            self.broken("3", f"a text to {message.to}, whom nobody knows")
            return
        numbers = numbers_of(link.lines)
        about = f"text to {person.name} about {', '.join(numbers)}"
        self._one_a_day(about, message)
        self._in_hours(about, message.created.astimezone(person.clock), person.phone)
        if not person.consented:
            self.broken("3", f"{about}: they never consented")
        self._told_not_to(about, message, numbers)
        self._looked(about, message, link, numbers)
        self._steady(about, message, numbers)

    def _one_a_day(self, about: str, message: Message) -> None:
        clock = self.town.by_phone[message.to].clock
        today = message.created.astimezone(clock).date()
        before = [at.astimezone(clock).date() for at in self._by_phone[message.to]]
        self._by_phone[message.to].append(message.created)
        if today in before:
            self.broken("1", f"{about}: a second text on {today}")
        week = sum(timedelta(0) <= today - day < timedelta(days=7) for day in before)
        if week >= 2:
            self.broken("1", f"{about}: {week + 1} texts in seven days")

    def _in_hours(self, about: str, local: datetime, phone: str) -> None:
        country = "CA" if phone.startswith("+1416") else "US"
        key = (local.year, country)
        if key not in self._days_off:
            self._days_off[key] = dict(holidays.country_holidays(country, years=local.year))
        if not time(9) <= local.time() < time(20):
            self.broken("3", f"{about}: at {local:%H:%M} of theirs")
        if local.weekday() == 6:
            self.broken("3", f"{about}: on a Sunday")
        if local.date() in self._days_off[key]:
            self.broken("3", f"{about}: on {self._days_off[key][local.date()]}")

    def _told_not_to(self, about: str, message: Message, numbers: tuple[str, ...]) -> None:
        now = message.created
        mine = [said for said in self.town.said.values() if said.person.phone == message.to]
        out: Said | None = None
        for said in mine:
            if said.words.lower().startswith("stop") and self._listened(said, now):
                out = said
            elif said.words == "START" and (said.heard or said.handled):
                out = None
        if out is not None:
            self.broken("3", f"{about}: they wrote {out.words!r} on {out.at:%m-%d %H:%M}")
        for said in mine:
            if not self._listened(said, now):
                continue
            promised = self._promised(said)
            if said.words != "dispute" and (promised is None or now.astimezone(said.person.clock).date() > promised):
                continue
            if promised is not None and self._beyond_the_caps(mine, said):
                continue
            since = said.handled or said.at
            by = ("dispute",) if said.words == "dispute" else ()
            standing = [each for each in said.about if each in numbers and not self._released(each, since, by)]
            if standing:
                self.broken("3", f"{about}: {standing}: {said.words!r} on {said.at:%m-%d %H:%M}")
        self._taken_back(about, numbers)

    def _beyond_the_caps(self, mine: Iterable[Said], said: Said) -> bool:
        """Whether two earlier promises for what is unpaid came to nothing, or are still to come: by the policy a
        further one holds no more than any other reply.
        """
        at = said.handled or said.at
        today = at.astimezone(said.person.clock).date()
        earlier = [
            days
            for each in mine
            if each.at < said.at and (days := self._fridays(each)) is not None
            if any(
                stand.balance > 0
                for number in each.about
                for stand in self._invoices[self._numbers[number]].within(at, at)
            )
        ]
        broken = sum(first < today for first, _ in earlier)
        return broken >= _MOST_BROKEN or sum(last >= today for _, last in earlier) >= _MOST_OPEN

    def _promised(self, said: Said) -> date | None:
        """The Friday on which somebody said they would pay; nothing is made of it where it may be either of two."""
        days = self._fridays(said)
        return None if days is None or days[0] != days[1] else days[0]

    @staticmethod
    def _fridays(said: Said) -> tuple[date, date] | None:
        """The first and the last Friday that a promise to pay on Friday may mean: on a Friday today or the next."""
        if not re.search(r"on Friday|el viernes", said.words) or said.handled is None:
            return None
        days = [each.astimezone(said.person.clock).date() for each in (said.at, said.handled)]
        ahead = [(calendar.FRIDAY - day.weekday()) % 7 for day in days]
        return min(days) + timedelta(days=ahead[0]), max(days) + timedelta(days=ahead[1] or 7)

    def _taken_back(self, about: str, numbers: tuple[str, ...]) -> None:
        """Promise 3: after a refund, a return or a chargeback nobody is reminded until a person says so."""
        self._read_stripe()
        for intent in self.host.vendors.stripe.engine.intents:
            back = self._backs.get(intent.id)
            heard = [at for at in self._settled[intent.id] if back is not None and at > back]
            if not heard:
                continue
            theirs = numbers_of(intent.session.link.lines)
            by = ("refund", "chargeback", "reopened")
            standing = [each for each in theirs if each in numbers and not self._let_go(each, heard[0], by)]
            if standing:
                self.broken("3", f"{about}: {intent.id} for {standing} was taken back on {back:%m-%d %H:%M}")

    def _released(self, number: str, since: datetime, by: tuple[str, ...]) -> bool:
        id_ = self._numbers[number]
        let_go = self._let_go(number, since, by)
        # A closed invoice that opens again is held for another reason, and released with it.
        closed = any(stand.balance <= 0 for stand in self._invoices[id_].within(since, self.host.clock.at))
        return let_go or closed

    def _let_go(self, number: str, since: datetime, by: tuple[str, ...]) -> bool:
        """Whether a person answered a question of these kinds (any, where none is named) about this invoice."""
        id_ = self._numbers[number]
        return any(
            at >= since and id_ in ids and (not by or kind.startswith(by)) for at, kind, ids in self.town.releases
        )

    def _looked(self, about: str, message: Message, link: Link, numbers: tuple[str, ...]) -> None:
        """Promises 2 and 5: what the books and Stripe said within the last minute."""
        now = message.created
        first = now - _LOOK
        lines = [line.amount for line in link.lines]
        if len(lines) != len(numbers):
            return
        asked = sum(lines)
        if _amount_text(asked, link.currency) not in message.body:
            self.broken("5", f"{about}: the link collects {asked}, the text says otherwise: {message.body!r}")
        if self._died.get(link.id, now) < now - _ON_ITS_WAY:
            self.broken("5", f"{about}: the link is dead")
        for number, amount in zip(numbers, lines, strict=True):
            read = self._read_at.get(self._numbers[number])
            if read is None or now - read > _LOOK + _ON_ITS_WAY:
                self.broken("2", f"{about}: {number} was last looked at {read}")
            history = self._invoices[self._numbers[number]]
            stands: list[Stand] = history.within(first, now)
            if all(stand.balance <= 0 for stand in stands):
                self.broken("2", f"{about}: {number} has been paid, void or gone for more than a minute")
                continue
            if _of_plan(message):
                # An instalment is a part of what is owed; which one, the person agreed on.
                right = any(0 < amount <= max(self._owed(stand, first, now)) for stand in stands)
            else:
                # A credit that the index does not show yet counts in part, by what the customer owes in all.
                owes = [self._owed(stand, first, now) for stand in stands]
                right = any(min(each) <= amount <= max(each) for each in owes)
            if not right:
                owed = [sorted(self._owed(stand, first, now)) for stand in stands]
                self.broken("5", f"{about}: {number} asks for {amount}, owed were {owed}")
        self._read_stripe()
        for intent in self.host.vendors.stripe.engine.intents:
            theirs = numbers_of(intent.session.link.lines)
            if set(theirs) & set(numbers):
                self._in_flight(about, intent.id, intent.received, first, now)

    def _in_flight(self, about: str, intent_id: str, received: int, first: datetime, now: datetime) -> None:
        states = self._intents[intent_id].within(first, now) if intent_id in self._intents else []
        if not states or self._intents[intent_id].times[0] > first - timedelta(seconds=1):
            return
        if all(state == "processing" for state in states):
            self.broken("2", f"{about}: {intent_id} is in flight")
        if all(state == "succeeded" for state in states):
            booked = sum(self.books.minor(each["TotalAmt"], each) for each in self.booked(intent_id))
            if booked < received:
                self.broken("2", f"{about}: {intent_id} is captured, {booked} of {received} booked")

    def _owed(self, stand: Stand, first: datetime, now: datetime) -> set[int]:
        """What may have been asked for an invoice: its balance less what of the credits falls to it, oldest first."""
        lag = self.books.index_lag
        credited = self._credited(stand.customer, first - lag, now)
        job = self.town.jobs.get(stand.customer)
        if job is not None:
            credited |= {each + more for each in credited for more in self._credited(job, first - lag, now)}
        others: list[list[Stand]] = []
        for id_ in sorted(self._customers[stand.customer] - {stand.id}):
            others.append(self._invoices[id_].within(first - lag, now))
        before_least = before_most = 0
        for states in others:
            ahead = [max(0, other.balance) if other.age < stand.age else 0 for other in states]
            if ahead:
                before_least += min(ahead)
                before_most += max(ahead)
        owed: set[int] = set()
        for credit in credited:
            for before in (before_least, before_most):
                owed.add(stand.balance - min(stand.balance, max(0, credit - before)))
        return owed

    def _credited(self, customer: str, first: datetime, now: datetime) -> set[int]:
        """What a customer's open credits came to between two moments."""
        if customer not in self._credits:
            return {0}
        history = self._credits[customer]
        return {*history.within(first, now), *((0,) if history.times[0] > first else ())}

    def _steady(self, about: str, message: Message, numbers: tuple[str, ...]) -> None:
        """Promise 7: rungs in order, none early, none too soon after the one before."""
        person = self.town.by_phone[message.to]
        today = message.created.astimezone(person.clock).date()
        for number in numbers if not _of_plan(message) else ():
            # What a carrier refused reached nobody: its rung is still to come.
            before = [day for day, text in self._by_invoice[number] if text.status not in _NEVER_ARRIVED]
            if len(before) >= len(person.ladder):
                self.broken("7", f"{about}: {number} has had all its rungs")
                continue
            id_ = self._numbers[number]
            dues = [stand.due for stand in self._invoices[id_].within(message.created - _LOOK, message.created)]
            due = min(each for each in dues if each is not None)
            if (today - due).days < person.ladder[len(before)]:
                self.broken("7", f"{about}: rung {len(before) + 1} of {number} {(today - due).days} days past due")
            if before and (today - before[-1]).days < 3:
                self.broken("7", f"{about}: {number} again after {(today - before[-1]).days} days")
            self._by_invoice[number].append((today, message))

    # --- when all is calm

    def settled(self) -> None:
        """Liveness: within three days of the last trouble nothing is stuck, and no money is nowhere."""
        host = self.host
        if not host.idle():
            waiting = [each.message for line in host.queues.ready.values() for each in line]
            self.broken("settled", f"{host.queues.under_way} messages wait; dead: {host.queues.dead}; ready: {waiting}")
        for touch in host.records(Touch):
            begun = touch.state in {TouchState.CLAIMED, TouchState.SENDING}
            if begun and host.clock.at - touch.claimed_at > timedelta(hours=1):
                self.broken("settled", f"touch {touch.id} is {touch.state} since {touch.claimed_at}")
        for link in host.records(PayLink):
            # One that was never confirmed has an address that nobody was given: the next link of its case ends it.
            if link.state is LinkState.DYING:
                self.broken("settled", f"link {link.id} is {link.state}: {link.ended_because}")
        for settlement in host.records(Settlement):
            if settlement.state not in {
                SettlementState.BOOKED,
                SettlementState.REVIEW,
                SettlementState.FAILED,
                SettlementState.FOREIGN,
            }:
                self.broken("settled", f"{settlement.payment_intent} is {settlement.state}")
        for case in host.records(Case):
            touch_open = case.open_touch and host.store.get(Touch, _key(case.open_touch))
            if touch_open and touch_open.state not in {TouchState.CLAIMED, TouchState.SENDING}:
                self.broken(
                    "settled", f"case {case.invoice.number} waits for touch {case.open_touch}: {touch_open.state}"
                )
        for said in self.town.said.values():
            if said.handled is None and host.clock.at - said.at > timedelta(days=1):
                self.broken("settled", f"{said.person.name} wrote {said.words!r} on {said.at}, and nobody heard it")
        self._every_cent()
        self._every_invoice()
        self._links_are_right()
        self._chains()
        self._owner_knows()
        throttled = sum(line.throttled for line in host.lines.values())
        if throttled > _STORM:
            self.broken("9", f"{throttled} times a vendor said that it was too much")
        for crash in host.notes.crashes:
            self.broken("crash", f"{crash.name}: {crash.error} at {crash.at}")

    def _owner_knows(self) -> None:
        """Promise 8: no question waits of which the owner was not told."""
        told = "\n".join(mail.text for mail in self.host.mail.sent)
        for item in self.host.records(ReviewItem):
            waits = self.host.clock.at - item.raised_at
            if item.decided_at is None and waits > timedelta(days=1) and item.title not in told:
                self.broken("8", f"the owner never heard of: {item.title}")

    def _every_cent(self) -> None:
        reviews: list[ReviewItem] = self.host.records(ReviewItem)
        waiting: defaultdict[str, int] = defaultdict(int)
        for item in reviews:
            if item.kind == "unbooked_payment":
                waiting[item.facts["payment_intent"]] += int(Decimal(re.sub(r"[^\d.]", "", item.facts["amount"])) * 100)
        unknown = {item.facts["payment_intent"] for item in reviews if item.kind == "unknown_payment"}
        for intent in self.host.vendors.stripe.payments():
            if "pastdue_link" not in intent.metadata or intent.id in unknown:
                continue
            booked = sum(self.books.minor(each["TotalAmt"], each) for each in self.booked(intent.id))
            if booked + waiting[intent.id] != intent.received:
                said = f"{booked} booked and {waiting[intent.id]} in review"
                self.broken("4", f"of {intent.id} ({intent.received}) {said}")

    def _every_invoice(self) -> None:
        now = self.host.clock.at
        today = now.astimezone(self.books.habits.zone).date()
        for invoice in self.books.invoices():
            balance = self.books.minor(invoice["Balance"], invoice)
            case = self.host.store.get(Case, case_key(REALM, invoice["Id"]))
            number = invoice["DocNumber"]
            if balance <= 0:
                if case is not None and case.state is not CaseState.CLOSED:
                    self.broken("8", f"{number} owes nothing, and its case is {case.state}")
                continue
            if date.fromisoformat(invoice["DueDate"]) >= today:
                continue
            if case is None or case.state is CaseState.CLOSED:
                self.broken("8", f"{number} is open and past due, and has {'no' if case is None else 'a closed'} case")
                continue
            self._not_handed_off_early(case, number, today)
            if case.balance.minor != balance:
                self.broken("8", f"{number} owes {balance}, we believe {case.balance.minor}")
            said = explain(self.host.world, REALM, invoice["Id"])
            if case.state is not CaseState.OPEN:
                continue
            if said.decision != "Wait" and case.due_at is not None and now - case.due_at > _SOON:
                self.broken("8", f"{number} is due since {case.due_at}, and nothing comes of {said.decision}")
            wanted = said.until if said.decision == "Wait" else now
            if wanted is not None and (case.due_at is None or case.due_at - max(wanted, now) > _LATEST):
                about = f"{number}: {said.decision} {said.reason} at {wanted}"
                self.broken("8", f"{about}; nobody looks before {case.due_at}")

    def _not_handed_off_early(self, case: Case, number: str, today: date) -> None:
        """Promise 7: every rung has its chance before a person takes over."""
        person = next((each for each in self.town.people if case.invoice.customer_id in each.customers), None)
        if case.state is not CaseState.HANDED_OFF or person is None or person.ladder != Person.ladder:
            return
        since = min(stand.due or today for stand in self._invoices[case.invoice.id].states)
        if (today - since).days < _HAND_OFF:
            self.broken("7", f"{number} was handed off {(today - since).days} days past due or sooner")

    def _links_are_right(self) -> None:
        for message, link in self.touches:
            if not link.active:
                continue
            for number, line in zip(numbers_of(link.lines), link.lines, strict=False):
                stand: Stand = self._invoices[self._numbers[number]].states[-1]
                now = self.host.clock.at
                owed = max(self._owed(stand, now, now))
                if line.amount > owed:
                    self.broken("5", f"{number} owes {owed}; a live link of {message.created} asks {line.amount}")

    def _chains(self) -> None:
        for case in self.host.records(Case):
            self._chain(f"case#{case.company_id}#{case.invoice.id}", case)
        for contact in self.host.records(Contact):
            self._chain(f"contact#{contact.company_id}#{contact.customer_id}", contact)
        for company in self.host.records(Client):
            self._chain(f"company#{company.id}", company)

    def _chain(self, chain: str, record: Case | Contact | Client) -> None:
        entries = self.host.store.series(AuditEntry, f"audit#{chain}")
        for fault in faults_in(entries, record.chain):
            self.broken("8", f"the chain of {chain}: {fault}")


def _of_plan(message: Message) -> bool:
    """Whether a text asks for an instalment that was agreed on, and so is no rung."""
    return "payment plan" in message.body or "plan de pagos" in message.body


def _touch_id(message: Message) -> str:
    return dict(parse_qsl(urlsplit(message.callback).query)).get("touch", "")


def _key(touch_id: str) -> Any:
    from pastdue.domain.touch import touch_key

    return touch_key(touch_id)


def _amount_text(minor: int, currency: str) -> str:
    major = f"{Decimal(minor).scaleb(-2):,.2f}"
    return {"usd": "$", "cad": "CA$"}[currency] + major


__all__ = ["Violation", "Watch", "ZoneInfo"]
