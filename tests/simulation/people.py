"""The people of a run: customers with phones and moods, and a bookkeeper who works in QuickBooks at any moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from pastdue.domain.contact import Mailbox
from pastdue.domain.errors import PastdueError
from pastdue.domain.review import ReviewItem, open_reviews
from pastdue.usecases.decide_review import decide_review
from sandbox.mail import Bounces, Complains, Delays, Habit
from sandbox.quickbooks import Company
from sandbox.quickbooks.errors import Fault
from sandbox.stripe.engine import NotPayable
from sandbox.stripe.objects import Intent, Session
from sandbox.stripe.params import StripeError
from sandbox.twilio.played import Message
from sandbox.wire import Request
from tests.simulation.host import Host

REALM = "9130358721446"
LINK = re.compile(r"http://vendors\.example/stripe/pay/[^\s?]+")
_BANK_TAKES = timedelta(days=8)
_LEAST_INVOICES = 40
_RECONNECTS = timedelta(days=2)

# Area code, state, true zone.
_PLACES = (
    ("212", "NY", "America/New_York"),
    ("312", "IL", "America/Chicago"),
    ("303", "CO", "America/Denver"),
    ("415", "CA", "America/Los_Angeles"),
    ("602", "AZ", "America/Phoenix"),
    ("808", "HI", "Pacific/Honolulu"),
    ("850", "FL", "America/Chicago"),
)
_TORONTO = ("416", "ON", "America/Toronto")
# What addresses do with our e-mail; most read it.
_MAIL_HABITS: tuple[Habit | None, ...] = (
    None,
    Bounces(),
    Complains(),
    Bounces("Transient", "MailboxFull"),
    Delays(),
)

# What a person does about a text with a link, and how often.
_REACTIONS: tuple[tuple[str, int], ...] = (
    ("ignore", 34),
    ("card", 22),
    ("bank", 7),
    ("card, then chargeback", 2),
    ("bank, then return", 1),
    ("open and pay later", 8),
    ("twice", 2),
    ("declined", 4),
    ("dispute", 3),
    ("dispute, and more", 2),
    ("STOP", 2),
    ("stop texting me please", 2),
    ("I paid this already", 3),
    ("lo pago el viernes", 3),
    ("I will pay on Friday", 2),
    ("HELP", 1),
    ("LINK", 2),
    ("PLAN", 3),
    ("ok thanks", 1),
    ("talks a lot", 1),
)
_TALK = ("LINK", "are you there?", "what is this for?", "hello???", "send it again", "my cousin knows your boss")


@dataclass
class Person:
    """Somebody with a phone; what they agreed to and said, which Pastdue learns only by its edges."""

    name: str
    phone: str
    zone: str
    consented: bool = True
    ladder: tuple[int, ...] = (3, 7, 14)
    customers: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    @property
    def clock(self) -> ZoneInfo:
        """The person's own zone."""
        return ZoneInfo(self.zone)


@dataclass
class Said:
    """A person's words on their way to us."""

    person: Person
    words: str
    at: datetime
    about: tuple[str, ...]
    """The numbers of the invoices in the last text before it."""
    heard: datetime | None = None
    """When they reached our edge."""
    handled: datetime | None = None
    """When the message was worked off."""


class Town:
    """The customers of a seed's company, the bookkeeper, and what they do."""

    def __init__(self, host: Host, books: Company, random: Random, until: datetime) -> None:
        self.host = host
        self.books = books
        self.random = random
        self.until = until
        self.days = (until - host.clock.at).days
        """Nobody does anything of their own accord after this."""
        self.people: list[Person] = []
        self.by_phone: dict[str, Person] = {}
        self.jobs: dict[str, str] = {}
        """A customer's sub-customer: what the one owes in all counts the other's invoices and credits."""
        self.said: dict[str, Said] = {}
        """By the id of the message."""
        self.own_checks: list[str] = []
        self.releases: list[tuple[datetime, str, tuple[str, ...]]] = []
        """When a person let which question's invoices go on."""
        self.written_again: dict[str, datetime] = {}
        """When a person said of which address that e-mail may go there again."""
        self.acts = 0
        self.on_said: Callable[[Said], None] = lambda _said: None

    # --- who there is

    def settle(self, start: date) -> None:
        """Twenty-four customers and their invoices, past and to come."""
        self.books.add_term("Net 15", 15)
        self.books.add_term("Net 60", 60)
        long_ago = datetime.combine(start - timedelta(days=300), datetime.min.time(), ZoneInfo("America/New_York"))
        for index in range(20):
            place = _PLACES[self.random.randrange(len(_PLACES))]
            self._customer(f"Customer {index + 1}", place, 100 + index, long_ago, index=index)
        for index in range(3):
            self._customer(f"Northern {index + 1}", _TORONTO, 130 + index, long_ago, currency="CAD")
        shared = self.people[0]
        self._join("Blue Heron Events", shared, long_ago)
        twin = self.people[1]
        self._join("Customer 2 (2)", twin, long_ago)
        parent = self.people[2]
        child = self.books.add_customer(
            "Suite 400", parent=parent.customers[0], phone=parent.phone, notes="#sms-ok", created=long_ago
        )
        parent.customers.append(child)
        self.jobs[parent.customers[0]] = child
        landline, gone = self.people[3], self.people[4]
        self.host.vendors.twilio.set_ending(landline.phone, 30006)
        self.host.vendors.twilio.set_ending(gone.phone, self.random.choice((30003, 30008, 0)))
        customers = [(person, each) for person in self.people for each in person.customers]
        more = self.random.choices(customers, k=self.random.randint(_LEAST_INVOICES, 50) - len(customers))
        for person, customer in (*customers, *more):
            self._invoice_sometime(person, customer, start)

    def _customer(
        self,
        name: str,
        place: tuple[str, str, str],
        line: int,
        created: datetime,
        *,
        index: int = -1,
        currency: str = "",
    ) -> None:
        area, state, zone = place
        person = Person(name, f"+1{area}5550{line}", zone)
        notes = "#sms-ok"
        term = ""
        if index == 6:
            person.consented, notes = False, ""
        elif index == 7:
            notes, person.ladder = "#sms-ok #excluded", ()
        elif index == 8:
            notes, person.ladder = "#sms-ok #net60", ()
        elif index in (9, 10):
            notes, person.ladder = "#sms-ok #recurring", (7,)
        if index % 5 == 4:
            notes += " #lang:es"
        email = f"c{line}@customers.example.com" if self.random.random() < 0.8 else ""
        habit = self.random.choices(_MAIL_HABITS, (6, 3, 2, 1, 1))[0]
        if email and habit is not None:
            self.host.mail.habits[email] = habit
            if index == 8 and isinstance(habit, Bounces) and habit.kind == "Permanent":
                person.ladder = (21,)  # what was to be an e-mail goes by text
        person.customers.append(
            self.books.add_customer(
                name,
                phone=f"({area}) 555-0{line}",
                email=email,
                notes=notes.strip(),
                term=term,
                currency=currency,
                address={"CountrySubDivisionCode": state, "Country": "Canada" if currency else "USA"},
                created=created,
            )
        )
        self.people.append(person)
        self.by_phone[person.phone] = person

    def _join(self, name: str, person: Person, created: datetime) -> None:
        """Another customer in the books with the same phone."""
        person.customers.append(
            self.books.add_customer(
                name, phone=person.phone, notes="#sms-ok", created=created, address={"Country": "USA"}
            )
        )

    def _invoice_sometime(self, person: Person, customer: str, start: date) -> None:
        due = start + timedelta(days=self.random.randint(-30, self.days - 15))
        issued = due - timedelta(days=self.random.choice((10, 15, 15, 30)))
        cents = self.random.choice((self.random.randint(300, 4_000), self.random.randint(2_000, 900_000)))
        at = datetime.combine(issued, datetime.min.time(), self.books.habits.zone) + timedelta(hours=9)
        sent = self.random.random() < 0.97

        def issue(created: datetime | None = None) -> None:
            more: dict[str, Any] = {}
            if self.books.customer(customer).get("CurrencyRef", {}).get("value") == "CAD":
                more["ExchangeRate"] = 0.73
            self.books.add_invoice(customer, cents, due=due, day=issued, created=created, sent=sent, **more)

        if at <= self.host.clock.at:
            issue(at)
        else:
            self.host.schedule.at(at, issue)

    # --- what customers do

    def texted(self, message: Message) -> None:
        """A person got a text, or will: what do they do about it, and when?"""
        person = self.by_phone.get(message.to)
        found = LINK.search(message.body)
        if person is not None and "AGREE" in message.body and self.random.random() < 0.8:
            self._later(lambda: self.says(person, "agree"))
        if person is None or found is None:
            return
        person.links.append(found[0])
        names, weights = zip(*_REACTIONS, strict=True)
        reaction = self.random.choices(names, weights)[0]
        wait = self.random.choice((0.3, 5.0, 60.0, 600.0, 7200.0, 40_000.0, 200_000.0)) * self.random.uniform(0.5, 2)
        if reaction == "ignore":
            return

        def react() -> None:
            if self.host.clock.at < self.until and message.status in {"sent", "delivered", "sending"}:
                self.acts += 1
                self._react(person, reaction, found[0])

        self.host.schedule.after(wait, react)

    def _react(self, person: Person, reaction: str, link: str) -> None:
        if self.random.random() < 0.15:
            link = self.random.choice(person.links)
        match reaction:
            case "card":
                self._pays(link)
            case "twice":
                self._pays(link)
                self._pays(link)
            case "declined":
                self._pays(link, "4000000000000002")
                self.host.schedule.after(self.random.uniform(5, 400), lambda: self._pays(link))
            case "bank":
                self._pays_by_bank(link)
            case "card, then chargeback":
                self._pays(link, self.random.choice(("4000000000000259", "4000000000001976")))
            case "bank, then return":
                debit = self._pays_by_bank(link)
                if debit is not None:
                    self.host.schedule.after(self.random.uniform(5, 12) * 86_400, lambda: self._returned(debit))
            case "open and pay later":
                self._opens(link)
            case "dispute, and more":
                self.says(person, "dispute")
                self.host.schedule.after(
                    self.random.uniform(60, 9_000), lambda: self.says(person, "I paid this already")
                )
            case "talks a lot":
                for words in _TALK:
                    self.host.schedule.after(self.random.uniform(1, 9_000), partial(self.says, person, words))
            case words:
                self.says(person, words)

    def _pays(self, link: str, card: str = "4242424242424242") -> None:
        stripe = self.host.vendors.stripe
        try:
            intent = stripe.pay_link(link, card)
        except NotPayable:
            return
        self._perhaps_back(intent)

    def _perhaps_back(self, intent: Intent) -> None:
        if intent.status == "succeeded" and self.random.random() < 0.04:
            amount = None if self.random.random() < 0.5 else max(1, intent.amount // 3)
            self._later(lambda: self._refunds(intent, amount))

    def _refunds(self, intent: Intent, amount: int | None) -> None:
        try:
            self.host.vendors.stripe.refund(intent, amount)
        except StripeError:
            return

    def _pays_by_bank(self, link: str) -> Intent | None:
        stripe = self.host.vendors.stripe
        if stripe.link_of(link).currency != "usd" or self.host.clock.at > self.until - _BANK_TAKES:
            return None
        account = self.random.choice(("000123456789", "000123456789", "000111111116"))
        try:
            return stripe.pay_by_bank(link, account)
        except NotPayable:
            return None

    def _returned(self, debit: Intent) -> None:
        """The bank takes a debit back that had succeeded: Stripe calls it a dispute (vendor-facts, ACH)."""
        if self.host.clock.at < self.until and debit.status == "succeeded":
            self.host.vendors.stripe.dispute(debit, reason="insufficient_funds")

    def _opens(self, link: str) -> None:
        stripe = self.host.vendors.stripe
        try:
            session = stripe.open_session(link)
        except NotPayable:
            return

        def pay(opened: Session = session) -> None:
            if self.host.clock.at < self.until:
                try:
                    stripe.pay(opened)
                except NotPayable:
                    return

        self.host.schedule.after(self.random.choice((10, 300, 3600, 30_000, 80_000)), pay)

    def _later(self, act: Callable[[], object]) -> None:
        def do() -> None:
            if self.host.clock.at < self.until:
                act()

        self.host.schedule.after(self.random.uniform(60, 200_000), do)

    def says(self, person: Person, words: str) -> None:
        """A person texts us."""
        about = self._last_numbers(person)
        message = self.host.vendors.twilio.receive(person.phone, words)
        said = Said(person, words, self.host.clock.at, about)
        self.said[message.sid] = said
        self.on_said(said)
        if words.lower().startswith("stop") and self.random.random() < 0.5:
            self._later(lambda: self.says(person, "START"))

    def _last_numbers(self, person: Person) -> tuple[str, ...]:
        if not person.links:
            return ()
        link = self.host.vendors.stripe.link_of(person.links[-1])
        return numbers_of(link.lines)

    # --- what the bookkeeper does

    def work_in_the_books(self) -> None:
        """Now and then the bookkeeper changes something, or answers a question."""
        if self.host.clock.at < self.until:
            self.acts += 1
            if self.host.clock.at < self.until - _RECONNECTS and self.host.weather.happens(
                "connection revoked", self.host.clock.at
            ):
                self.host.vendors.quickbooks.oauth.revoke(REALM)
            elif self.random.random() < 0.4:
                self.decide()
            else:
                self.edit()
            pause = self.random.expovariate(1 / max(30_000, 1_500 * self.days))
            self.host.schedule.after(pause, self.work_in_the_books)

    def open_invoices(self) -> list[dict[str, Any]]:
        """What is open in the books."""
        return [invoice for invoice in self.books.invoices() if invoice["Balance"] > 0]

    def edit(self, invoice_id: str | None = None) -> None:
        """Change one open invoice, or its customer's credit, as bookkeepers do."""
        found = self.open_invoices()
        if invoice_id is not None:
            found = [invoice for invoice in found if invoice["Id"] == invoice_id]
        if not found:
            return
        invoice = self.random.choice(found)
        id_, balance = invoice["Id"], self.books.balance(invoice["Id"])
        kind = self.random.choices(
            ("check", "part", "void", "delete", "more", "less", "credit", "due", "unvoid check"),
            (8, 6, 3, 2, 3, 3, 4, 2, 2),
        )[0]
        try:
            match kind:
                case "check":
                    self.own_checks.append(self.books.receive_check(id_))
                case "part":
                    self.own_checks.append(self.books.receive_check(id_, max(1, balance // 3)))
                case "void":
                    self.books.void_invoice(id_)
                case "delete":
                    self.books.delete_invoice(id_)
                case "more":
                    total = self.books.minor(invoice["TotalAmt"], invoice)
                    self.books.edit_invoice(id_, amount=total + 1_000)
                case "less":
                    total = self.books.minor(invoice["TotalAmt"], invoice)
                    if balance > 600:
                        self.books.edit_invoice(id_, amount=total - 500)
                case "credit":
                    self.books.add_credit_memo(invoice["CustomerRef"]["value"], max(100, balance // 2))
                case "due":
                    due = date.fromisoformat(invoice["DueDate"]) + timedelta(days=self.random.randint(-3, 12))
                    self.books.edit_invoice(id_, due=due)
                case _:
                    if self.own_checks:
                        check = self.own_checks.pop(self.random.randrange(len(self.own_checks)))
                        self.books.void_payment(check)
        except Fault:
            return

    def meanwhile(self, request: Request) -> None:
        """Somebody edits just the invoice that is being looked at, or anything else, while we ask for it."""
        weather, now = self.host.weather, self.host.clock.at
        found = re.search(r"/invoice/(\d+)$", request.path)
        worker = self.host.schedule.worker
        if found and worker is not None:
            worker.looks_at = found[1]
        if now < self.until and weather.happens("edit meanwhile", now):
            self.edit(found[1] if found and self.random.random() < 0.7 else None)

    def while_frozen(self, seconds: float) -> None:
        """Somebody edits what a process looked at last, while it stands still."""
        worker = self.host.schedule.worker
        if (
            worker is not None
            and worker.looks_at
            and self.host.weather.happens("edit meanwhile", self.host.clock.at, 50)
        ):
            self.host.schedule.after(seconds / 4, partial(self.edit, worker.looks_at))

    def look_after_the_connection(self) -> None:
        """The owner connects QuickBooks again some hours after the question about it came up."""
        lost = any(item.kind == "connection_lost" for item in self._questions())
        if lost and self.random.random() < 0.4:
            try:
                self.host.connect(REALM)
                self.host.look_ahead()
            except PastdueError:
                return self.host.schedule.after(600, self.look_after_the_connection)
        return self.host.schedule.after(7200, self.look_after_the_connection)

    def _questions(self) -> list[ReviewItem]:
        return list(self.host.store.listed(ReviewItem, open_reviews(REALM)))

    def decide(self) -> None:
        """The owner answers one open question."""
        items = [item for item in self._questions() if item.kind != "connection_lost"]
        if not items:
            return
        item = self.random.choice(items)
        if item.kind in {"unbooked_payment", "unknown_payment"}:
            return
        release = self.random.random() < 0.7
        if release:
            self.releases.append((self.host.clock.at, item.kind, item.invoice_ids))
            if item.kind in {"email_bounced", "email_refused"}:
                self._write_again(item)
        decide_review(self.host.world, REALM, item.id, "owner", release=release)
        self.host.look_ahead()

    def _write_again(self, item: ReviewItem) -> None:
        """The engineer takes the addresses of a question off SES' list; half of them work again."""
        for mailbox in self.host.records(Mailbox):
            if mailbox.address in item.facts.get("address", "") or item.customer_id in self._customers_at(
                mailbox.address
            ):
                self.written_again[mailbox.address] = self.host.clock.at
                self.host.mail.suppressed.pop(mailbox.address, None)
                if self.random.random() < 0.5:
                    self.host.mail.habits.pop(mailbox.address, None)

    def _customers_at(self, address: str) -> list[str]:
        return [
            str(each["Id"])
            for each in self.books.customers()
            if each.get("PrimaryEmailAddr", {}).get("Address") == address
        ]


def numbers_of(lines: Any) -> tuple[str, ...]:
    """The invoice numbers that a link's lines name."""
    named = (str(line.price.product.name) for line in lines)
    return tuple(name.removeprefix("Invoice ") for name in named if name.startswith("Invoice "))
