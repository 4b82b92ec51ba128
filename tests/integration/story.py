"""What the stories share: a small plumbing business, its customers, and days that pass; and how things go wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from pastdue.domain.audit import AuditEntry, faults_in
from pastdue.domain.case import Case, case_key
from pastdue.domain.company import Company as Client
from pastdue.domain.contact import (
    Contact,
    Mailbox,
    Phone,
    addresses_in,
    contact_key,
    phone_key,
    plain_address,
)
from pastdue.domain.errors import Busy, PastdueError
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import PayLink, Touch, touch_key
from pastdue.ports import Attachment
from pastdue.usecases.explain import Explanation, explain
from pastdue.usecases.reconcile import Reconciled, reconcile
from pastdue.usecases.run_ladder import run_ladder
from pastdue.usecases.world import World
from pastdue.work import WORK
from sandbox.faults import Rule, Trouble
from sandbox.inprocess import InProcess, Waiting
from sandbox.mail import Mailed, Outbox
from sandbox.quickbooks import Company
from sandbox.stripe.objects import Intent
from sandbox.twilio.played import Message
from sandbox.wire import Delivery, PlayedVendor, Request, Response
from sandbox.world import Vendor

REALM = "9130358721446"
CREDITOR = "Bright Pine Plumbing"
NEW_YORK = ZoneInfo("America/New_York")
DANA = "+12125550123"
RICKY = "+12125550144"
MONDAY = date(2026, 9, 14)
"""A Monday with four weeks before the next holiday, and no change of clocks in them."""

AUTO = "mode: auto\ncallback_number: (212) 555-0100\n"
ALL_CONSENTED = "consent: {attested_for_all_locally: true}\n"

# SQS gives a message back after six times its worker's own time (infra/queue.py).
_GIVEN_BACK_AFTER = timedelta(minutes=6)
_TRIES = 5
_EFFECTS = ("store", "ledger", "payments", "texts", "pictures", "mail", "connections", "queue")
_LINK = re.compile(r"http://vendors\.example/stripe/pay/\S+")


def day(days: int) -> date:
    """A day of the story: so many days after its first Monday."""
    return MONDAY + timedelta(days=days)


def moment(on: date, clock: str = "10:00", zone: ZoneInfo = NEW_YORK) -> datetime:
    """An instant as the clock on a wall shows it."""
    return datetime.combine(on, time.fromisoformat(clock), zone).astimezone(UTC)


# --- dying, and meeting somebody ------------------------------------------------------------------------------------


class Death(BaseException):
    """The process is gone, as when Lambda's time is up: no `except Exception` of ours sees it."""


class _Watched:
    """A port whose every call is announced before it is made."""

    def __init__(self, port: object, name: str, announce: Callable[[str], None]) -> None:
        self._port = port
        self._name = name
        self._announce = announce

    def __getattr__(self, verb: str) -> Any:
        act = getattr(self._port, verb)

        def call(*args: Any, **more: Any) -> Any:
            self._announce(f"{self._name}.{verb}")
            return act(*args, **more)

        return call


@dataclass
class Steps:
    """Counts port calls, and does something once, just before the `at`-th (counted from 1)."""

    at: int
    do: Callable[[], None]
    seen: list[str] = field(default_factory=list)

    def __call__(self, call: str) -> None:
        self.seen.append(call)
        if len(self.seen) == self.at:
            self.do()

    @property
    def over(self) -> bool:
        """Whether the work ended before its `at`-th call: then there is no step left to try."""
        return len(self.seen) < self.at


# Calls that change nothing: between two effects a death finds the world as the first of them left it.
_READS = frozenset(
    """store.get store.listed store.series store.due store.next_due ledger.invoice ledger.open_invoices
    ledger.customer ledger.customers ledger.customer_type ledger.term ledger.credits ledger.credit ledger.changes
    ledger.payment ledger.payments_by_reference ledger.invoice_pdf ledger.company payments.refuses payments.sessions
    payments.payment payments.payments_since payments.touched_since payments.movements texts.sent_to
    texts.received_since""".split()
)


@dataclass
class Deaths(Steps):
    """Dies just before the `at`-th call of those before which a death is another one: the first, and after effects."""

    do: Callable[[], None] = field(default_factory=lambda: die)
    last: str = ""

    def __call__(self, call: str) -> None:
        before, self.last = self.last, call
        if before not in _READS:
            super().__call__(call)


def watched(world: World, announce: Callable[[str], None]) -> World:
    """The same world, with every call of a port that acts announced (clock, chance and tables are not)."""
    ports = {name: _Watched(getattr(world, name), name, announce) for name in _EFFECTS}
    return replace(world, **ports)


def die() -> None:
    """What a killed process does next."""
    raise Death


class _Host(InProcess):
    """The whole in one process. A worker that dies gives its message back late, as a queue does, or never (`lossy`)."""

    lossy = False
    deaths = 0

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.errors: list[PastdueError] = []

    def work(self, most: int = 100_000) -> int:
        """Work off every message that may be read now."""
        done = 0
        while done < most and (waiting := self.queue.take()) is not None:
            done += 1
            try:
                WORK[waiting.name](self.world, waiting.message)
            except Death:
                self.deaths += 1
                if not self.lossy:
                    self._back(waiting, _GIVEN_BACK_AFTER)
            except Busy as busy:
                self.errors.append(busy)
                self.put_back(waiting, busy)
            except PastdueError as error:
                self.errors.append(error)
                self._back(waiting, timedelta(minutes=1))
        return done

    def _back(self, waiting: Waiting, after: timedelta) -> None:
        waiting.received += 1
        waiting.at = self.clock.now() + after
        (self.queue.waiting if waiting.received < _TRIES else self.queue.dead).append(waiting)


@dataclass
class Post(Outbox):
    """The e-mails, with their times; `failures` are raised one by one in place of sending."""

    now: Callable[[], datetime] = field(kw_only=True)
    times: list[datetime] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    def send(
        self,
        to: str,
        subject: str,
        text: str,
        reply_to: str | None,
        attachments: tuple[Attachment, ...],
        tags: Mapping[str, str],
    ) -> str:
        """Keep one e-mail, or fail."""
        if self.failures:
            raise self.failures.pop(0)
        self.times.append(self.now())
        return super().send(to, subject, text, reply_to, attachments, tags)


@dataclass
class Heard:
    """A vendor with a memory of what was asked of it."""

    vendor: PlayedVendor
    now: Callable[[], datetime]
    requests: list[Request] = field(default_factory=list)
    times: list[datetime] = field(default_factory=list)

    def handle(self, request: Request) -> Response:
        """Note the request and its time, and pass it on."""
        self.requests.append(request)
        self.times.append(self.now())
        return self.vendor.handle(request)

    def said(self, method: str, path: str) -> list[Request]:
        """The requests of one method whose path matches."""
        return [each for each in self.requests if each.method == method and re.search(path, each.path)]


# --- the business ---------------------------------------------------------------------------------------------------


class Story:
    """Bright Pine Plumbing on a Monday morning, with whatever customers and invoices a test gives it."""

    def __init__(
        self,
        *,
        on: date = MONDAY,
        clock: str = "10:00",
        zone: ZoneInfo = NEW_YORK,
        policy: str = "",
        base: str = AUTO + ALL_CONSENTED,
        listen: Callable[[Vendor, Delivery], bool] | None = None,
        habits: dict[str, Any] | None = None,
        **played: Any,
    ) -> None:
        self.host = _Host(moment(on, clock, zone), policy=base + policy, listen=listen, **played)
        self.quickbooks = Heard(self.host.vendors.quickbooks, self.host.clock.now)
        self.stripe_heard = Heard(self.host.vendors.stripe, self.host.clock.now)
        self.twilio_heard = Heard(self.host.vendors.twilio, self.host.clock.now)
        self.host.vendors.quickbooks_line.vendor = self.quickbooks
        self.host.vendors.stripe_line.vendor = self.stripe_heard
        self.host.vendors.twilio_line.vendor = self.twilio_heard
        self.post = self.host.mail = Post(
            now=self.host.clock.now, report=self.host.mail.report, clock=self.host.clock.now
        )
        self.host.world = replace(self.host.world, mail=self.post)
        self.books: Company = self.host.vendors.quickbooks.add_company(REALM, name=CREDITOR, **(habits or {}))
        self.stripe = self.host.vendors.stripe
        self.twilio = self.host.vendors.twilio
        self.expected_dead = 0
        self._troubles: list[Rule] = []

    @property
    def world(self) -> World:
        """The ports, real but for their vendors."""
        return self.host.world

    @property
    def now(self) -> datetime:
        """Business time."""
        return self.host.clock.now()

    @property
    def today(self) -> date:
        """The date in New York."""
        return self.now.astimezone(NEW_YORK).date()

    # Who and what there is

    def customer(
        self,
        name: str = "Harborview Cafe",
        phone: str = "(212) 555-0123",
        *,
        given: str = "Dana",
        email: str = "dana@harborview.example.com",
        **more: Any,
    ) -> str:
        """A customer; returns its id."""
        if given:
            more["GivenName"] = given
        return self.books.add_customer(name, phone=phone, email=email, **more)

    def invoice(
        self, customer: str, amount: int = 48_500, *, due: date | None = None, created: date | None = None, **more: Any
    ) -> str:
        """An invoice that was sent thirty days before its due date; due today where no date is given."""
        due = due or self.today
        made = created or min(due - timedelta(days=30), self.today - timedelta(days=1))
        return self.books.add_invoice(customer, amount, due=due, day=made, created=moment(made, "09:00"), **more)

    def connect(self) -> Story:
        """The owner connects the company, and its open invoices are read."""
        self.host.connect(REALM)
        return self

    # Time

    def until(self, on: date, clock: str = "10:00", zone: ZoneInfo = NEW_YORK) -> None:
        """Let time pass, with everything that is due in it."""
        self.host.run_until(moment(on, clock, zone))

    def days(self, count: float) -> None:
        """Let days pass."""
        self.host.run_until(self.now + timedelta(days=count))

    def minutes(self, count: float) -> None:
        """Let minutes pass."""
        self.host.run_until(self.now + timedelta(minutes=count))

    def asleep_until(self, on: date, clock: str = "10:00") -> None:
        """Let time pass with nothing of ours running: an outage."""
        self.host.clock.at = moment(on, clock)

    def ladder(self) -> None:
        """The tick alone: what is due lies in the queue afterwards."""
        self.host.vendors.tick()
        run_ladder(self.world)

    def reconcile(self) -> Reconciled:
        """One run of the reconciliation, and the work that it finds."""
        done = reconcile(self.world)
        self.host.tick()
        return done

    def trouble(self, vendor: Vendor, trouble: Trouble, **where: Any) -> None:
        """Put trouble on the line to a vendor; a story in which it never happened fails."""
        self._troubles.append(self.host.vendors.lines[vendor].add(trouble, **where))

    # What people do

    def says(self, phone: str, words: str) -> list[str]:
        """A person texts; returns what is answered by us."""
        before = len(self.answers(phone))
        self.twilio.receive(phone, words)
        self.host.work()
        self.host.vendors.tick()
        return [message.body for message in self.answers(phone)[before:]]

    def pays(self, link: str, card: str = "4242424242424242") -> Intent:
        """A person pays a link by card, and the webhook is worked off."""
        intent = self.stripe.pay_link(link, card)
        self.host.work()
        return intent

    # What there is to see

    def messages(self, phone: str | None = None) -> list[Message]:
        """Every text from us, of either kind."""
        return self.twilio.outgoing(phone)

    def touches(self, phone: str | None = None) -> list[Message]:
        """The texts that we started."""
        return [message for message in self.messages(phone) if not _is_answer(message)]

    def answers(self, phone: str | None = None) -> list[Message]:
        """The texts with which we answered."""
        return [message for message in self.messages(phone) if _is_answer(message)]

    def bodies(self, phone: str | None = None) -> list[str]:
        """What the texts that we started say."""
        return [message.body for message in self.touches(phone)]

    def touch_days(self, phone: str | None = None, zone: ZoneInfo = NEW_YORK) -> list[date]:
        """The dates on which we started a text."""
        return [message.created.astimezone(zone).date() for message in self.touches(phone)]

    def link(self, text: str | Message | None = None) -> str:
        """The link in a text, by default in the last one that we started."""
        text = self.touches()[-1] if text is None else text
        found = _LINK.search(text.body if isinstance(text, Message) else text)
        assert found, "the text has no link"
        return found[0]

    def alive(self, link: str) -> bool:
        """Whether Stripe still takes a payment through a link."""
        return self.stripe.link_of(link).active

    def case(self, invoice: str) -> Case:
        """The case of an invoice."""
        case = self.world.store.get(Case, case_key(REALM, invoice))
        assert case is not None, f"invoice {invoice} has no case"
        return case

    def has_case(self, invoice: str) -> bool:
        """Whether an invoice has a case at all."""
        return self.world.store.get(Case, case_key(REALM, invoice)) is not None

    def contact(self, customer: str) -> Contact:
        """The contact of a customer."""
        contact = self.world.store.get(Contact, contact_key(REALM, customer))
        assert contact is not None
        return contact

    def phone(self, number: str) -> Phone:
        """The guard of a number."""
        phone = self.world.store.get(Phone, phone_key(number))
        assert phone is not None
        return phone

    def holds(self, invoice: str) -> list[str]:
        """The kinds of the holds on a case."""
        return [hold.kind.value for hold in self.case(invoice).holds]

    def rungs(self, invoice: str) -> list[tuple[int, date]]:
        """The rungs that a case has climbed, with the recipient's date of each."""
        return [(rung.number, rung.on) for rung in self.case(invoice).rungs]

    def reviews(self, kind: str | None = None) -> list[ReviewItem]:
        """The open questions."""
        items: list[ReviewItem] = self.host.records(ReviewItem)
        return [item for item in items if item.decided_at is None and kind in (None, item.kind)]

    def links(self) -> list[PayLink]:
        """Our record of every link."""
        return self.host.records(PayLink)

    def audit(self, invoice: str) -> tuple[AuditEntry, ...]:
        """The audit of a case, oldest entry first."""
        return self.world.store.series(AuditEntry, f"audit#case#{REALM}#{invoice}")

    def facts(self, invoice: str) -> list[str]:
        """What the audit of a case says happened, oldest first."""
        return [entry.fact.what for entry in self.audit(invoice)]

    def explain(self, invoice: str) -> Explanation:
        """What is done about an invoice, and why."""
        return explain(self.world, REALM, invoice)

    def owner_mails(self) -> list[Mailed]:
        """What the owner was asked or told at once."""
        return _plain([m for m in self.host.mail.sent if m.to == self.books.habits.email and not _is_digest(m)])

    def digests(self) -> list[Mailed]:
        """What the owner was told in the mornings."""
        return _plain([mail for mail in self.host.mail.sent if _is_digest(mail)])

    def stripe_payments_in_books(self, intent: Intent) -> list[dict[str, Any]]:
        """The Payments in QuickBooks, whichever company's, that name a Stripe payment."""
        every = self.host.vendors.quickbooks.companies.values()
        return [
            payment
            for books in every
            for payment in books.payments()
            if intent.id in str(payment.get("PrivateNote", ""))
        ]

    def received_in_books(self, intent: Intent) -> int:
        """What QuickBooks has of a Stripe payment, in minor units."""
        return sum(self.books.minor(each["TotalAmt"], each) for each in self.stripe_payments_in_books(intent))

    # What must hold in every story

    def keeps_its_promises(self) -> None:
        """The promises that can be checked from outside on any story, whatever happened in it."""
        self._one_text_a_day()
        self._looked_just_before()
        self._texts_in_hours()
        self._no_mail_to_a_silent_address()
        self._every_cent_once()
        self._lines_are_sacred()
        self._chains_are_whole()
        assert len(self.host.queue.dead) == self.expected_dead, self.host.queue.dead
        assert [rule for rule in self._troubles if rule.times > 0] == [], "a trouble that never happened"

    def _no_mail_to_a_silent_address(self) -> None:
        mailboxes: list[Mailbox] = self.host.records(Mailbox)
        silent = {box.address: box.silence.at for box in mailboxes if box.silence is not None}
        for mail, at in zip(self.post.sent, self.post.times, strict=True):
            for address in map(plain_address, addresses_in(mail.to)):
                assert at <= silent.get(address, at), f"an e-mail to {address} after {silent[address]}"

    def _zones(self, number: str) -> set[str]:
        contacts: list[Contact] = self.host.records(Contact)
        return {zone for contact in contacts if contact.phone == number for zone in contact.zones}

    def _one_text_a_day(self) -> None:
        cap = self.host.policies.policy.caps.per_seven_days
        for number in {message.to for message in self.touches()}:
            sent = [message.created for message in self.touches(number)]
            for zone in map(ZoneInfo, self._zones(number)):
                dates = [at.astimezone(zone).date() for at in sent]
                assert len(dates) == len(set(dates)), f"promise 1: two texts on one day, {dates}"
                for last in dates:
                    week = [one for one in dates if timedelta(0) <= last - one < timedelta(days=7)]
                    assert len(week) <= cap, f"promise 1: {len(week)} texts in seven days, {week}"

    def _looked_just_before(self) -> None:
        looks = zip(self.quickbooks.times, self.quickbooks.requests, strict=True)
        looked = [(at, each.path) for at, each in looks if each.method == "GET"]
        for message in self.touches():
            touch = self.world.store.get(Touch, touch_key(_touch_id(message)))
            assert touch is not None
            for item in touch.items:
                end = f"/{touch.company_id}/invoice/{item.invoice_id}"
                last = max(at for at, path in looked if path.endswith(end) and at <= message.created)
                assert message.created - last <= timedelta(seconds=60), f"promise 2: the look at {end} was old"

    def _texts_in_hours(self) -> None:
        holidays = self.world.holidays
        for message in self.touches():
            for zone in map(ZoneInfo, self._zones(message.to)):
                local = message.created.astimezone(zone)
                assert time(9) <= local.time() < time(20), f"promise 3: a text at {local}"
                assert local.weekday() != 6, f"promise 3: a text on a Sunday, {local}"
                assert not holidays.between("US", None, local.date(), local.date()), f"promise 3: a holiday, {local}"

    def _every_cent_once(self) -> None:
        waiting = [item.facts.get("payment_intent", "") for item in self.reviews()]
        # What we cannot know the place of, a person has placed once the question is decided.
        items: list[ReviewItem] = self.host.records(ReviewItem)
        waiting += [item.facts["payment_intent"] for item in items if item.kind == "unknown_payment"]
        unbooked = {
            item.facts["payment_intent"]: _minor(item.facts["amount"]) for item in self.reviews("unbooked_payment")
        }
        taken_out = {item.facts["payment_intent"] for item in self.reviews("entry_changed")}
        for intent in self.stripe.payments():
            if "pastdue_link" not in intent.metadata or _went_back(intent) or intent.id in taken_out:
                continue  # the bookkeeper may have voided it since
            entries = [each for each in self.stripe_payments_in_books(intent) if _by_us(each)]
            booked = sum(self.books.minor(each["TotalAmt"], each) for each in entries)
            references = [each["PaymentRefNum"] for each in entries]
            assert len(references) == len(set(references)), "promise 4: one share was booked twice"
            if not references and intent.id in waiting:
                continue
            in_review = unbooked.get(intent.id, 0)
            assert booked + in_review == intent.amount, f"promise 4: {booked} of {intent.amount} booked"

    def _lines_are_sacred(self) -> None:
        for request in self.quickbooks.requests:
            if request.method != "POST" or not request.path.startswith("/v3/company/"):
                continue
            entity = request.path.split("/")[4]
            if entity == "invoice":
                body = request.body.decode()
                keys = set(re.findall(r'"(\w+)"\s*:', body))
                allowed = {"Id", "SyncToken", "sparse", "CustomField", "DefinitionId", "Name", "Type", "StringValue"}
                assert keys <= allowed, f"promise 6: an invoice was sent with {keys - allowed}"
            else:
                assert entity == "payment", f"promise 6: {entity} was written"

    def _chains_are_whole(self) -> None:
        for case in self.host.records(Case):
            self._chain_is_whole(f"case#{case.company_id}#{case.invoice.id}", case)
        for contact in self.host.records(Contact):
            self._chain_is_whole(f"contact#{contact.company_id}#{contact.customer_id}", contact)
        for company in self.host.records(Client):
            self._chain_is_whole(f"company#{company.id}", company)

    def _chain_is_whole(self, chain: str, record: Case | Contact | Client) -> None:
        entries = self.world.store.series(AuditEntry, f"audit#{chain}")
        assert not faults_in(entries, record.chain), f"promise 8: the chain of {chain} is broken"


def _by_us(payment: dict[str, Any]) -> bool:
    """Whether it is a Payment that we recorded, and nobody has voided."""
    voided = str(payment.get("PrivateNote", "")).startswith("Voided")
    return str(payment.get("PaymentRefNum", "")).startswith("PD-") and not voided


def _went_back(intent: Intent) -> bool:
    charge = intent.charge
    return charge is not None and bool(charge.refunded or any(each.balances for each in charge.disputes))


_JARGON = re.compile(r"\b(rungs?|touch(es)?|ladders?)\b")


def _plain(mails: list[Mailed]) -> list[Mailed]:
    """The mails, which a shop owner must be able to read; the command for the engineer apart."""
    lines = [line for mail in mails for line in (mail.subject, *mail.text.splitlines())]
    said = "\n".join(line for line in lines if "pastdue " not in line)
    assert not _JARGON.search(said), _JARGON.findall(said)
    return mails


def _is_digest(mail: Mailed) -> bool:
    return "digest" in mail.tags


def _is_answer(message: Message) -> bool:
    return _touch_id(message).startswith("answer-")


def _touch_id(message: Message) -> str:
    return dict(parse_qsl(urlsplit(message.callback).query)).get("touch", "")


def _minor(text: str) -> int:
    return int(Decimal(re.sub(r"[^\d.]", "", text)) * 100)
