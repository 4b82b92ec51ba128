"""What the use cases need of the world, as Protocols: every outside effect, the clock and every random choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from pastdue.domain.ledger import (
    Change,
    Changes,
    CompanyInfo,
    Credit,
    Customer,
    Invoice,
    LedgerPayment,
    PaymentDraft,
    Term,
)
from pastdue.domain.money import Money, Value
from pastdue.domain.record import Key, Record

R = TypeVar("R", bound=Record)


class Clock(Protocol):
    """Time. Business time can be moved locally; wall time cannot."""

    def now(self) -> datetime:
        """Business time, UTC."""
        ...

    def wall(self) -> datetime:
        """Wall time, UTC: for leases, token lifetimes and signatures."""
        ...


class Entropy(Protocol):
    """Random choices."""

    def token(self) -> str:
        """Sixteen unguessable lower-case hex digits."""
        ...


class Store(Protocol):
    """The state. Reads by key are strongly consistent; the indexes lag and only ever suggest."""

    def get(self, kind: type[R], key: Key) -> R | None:
        """The record at a key, or None."""
        ...

    def listed(self, kind: type[R], by: str) -> tuple[R, ...]:
        """Records of a kind under one value of the `by` index, ordered by key; may lag behind writes."""
        ...

    def series(self, kind: type[R], pk: str) -> tuple[R, ...]:
        """All records of one partition, in sort key order (an audit chain); strongly consistent."""
        ...

    def due(self, kind: type[R], until: datetime, limit: int) -> tuple[Key, ...]:
        """Keys of the kind whose `next_at` is at or before `until`, earliest first; may lag."""
        ...

    def next_due(self, kind: type[R]) -> datetime | None:
        """The earliest `next_at` of the kind, or None; may lag."""
        ...

    def commit(self, *records: Record) -> None:
        """Write all or nothing; each only where the stored version is the one the record was read at.

        At most 100 records. Raises Conflict when one has moved, Unavailable when the store does not answer and
        nothing was written, Unknown when it may have been written.
        """
        ...


class Ledger(Protocol):
    """QuickBooks. Raises Refused, Busy, Unavailable, Unknown (writes only) and NotConnected."""

    def invoice(self, company_id: str, invoice_id: str) -> Invoice | None:
        """The invoice by GET, which is the truth; None when it was deleted or never was."""
        ...

    def open_invoices(self, company_id: str) -> Iterator[Invoice]:
        """Every invoice with a balance, by query in pages; the index may lag."""
        ...

    def customer(self, company_id: str, customer_id: str) -> Customer:
        """One customer."""
        ...

    def customers(self, company_id: str) -> Iterator[Customer]:
        """Every active customer, by query in pages; the index may lag."""
        ...

    def customer_type(self, company_id: str, type_id: str) -> str:
        """The name of a customer type."""
        ...

    def term(self, company_id: str, term_id: str) -> Term:
        """One sales term."""
        ...

    def credits(self, company_id: str, customer_id: str) -> tuple[Credit, ...]:
        """Open credit memos and unapplied payments of a customer."""
        ...

    def credit(self, company_id: str, credit_id: str, kind: str) -> Credit | None:
        """One credit by GET, with what remains of it."""
        ...

    def changes(self, company_id: str, since: datetime) -> Changes:
        """Invoices, customers, payments and credit memos that changed since a mark (at most 30 days back)."""
        ...

    def exchange_rate(self, company_id: str, currency: str, on: date) -> Decimal | None:
        """QuickBooks' own rate of a day: home units for one foreign unit; None where it knows none."""
        ...

    def updated_since(self, company_id: str, since: datetime) -> Iterator[Change]:
        """Payments, credit memos and customers changed since a mark, however old, by query; deleted ones are not told.

        The index may lag.
        """
        ...

    def pay(self, company_id: str, draft: PaymentDraft, request_id: str) -> LedgerPayment:
        """Create a Payment; the same request_id gives the first answer again (vendor-facts, requestid)."""
        ...

    def payment(self, company_id: str, payment_id: str) -> LedgerPayment | None:
        """One payment by GET, or None."""
        ...

    def payments_entered_since(self, company_id: str, since: datetime) -> Iterator[LedgerPayment]:
        """Payments created at or after an instant (QuickBooks' time), by query in pages; the index may lag."""
        ...

    def payments_by_reference(self, company_id: str, reference: str) -> tuple[LedgerPayment, ...]:
        """Payments with that PaymentRefNum, by query; empty does not prove absence."""
        ...

    def note_on_invoice(self, company_id: str, invoice_id: str, field: str, text: str) -> None:
        """Put a short text into the invoice's custom field of that name, if the company has one. Best effort."""
        ...

    def invoice_pdf(self, company_id: str, invoice_id: str) -> bytes:
        """The invoice as PDF."""
        ...

    def company(self, company_id: str) -> CompanyInfo:
        """The company and its preferences."""
        ...


class LinkLine(Value):
    """One line on the pay page."""

    name: str
    amount: Money


class LinkDraft(Value):
    """A payment link to be created. Metadata goes to both session and PaymentIntent."""

    link_id: str
    lines: tuple[LinkLine, ...]
    currency: str
    metadata: Mapping[str, str]
    inactive_message: str


class StripeLink(Value):
    """A payment link at Stripe."""

    id: str
    url: str
    active: bool


class StripeSession(Value):
    """A checkout session. `status`: open, complete or expired; `payment_status`: paid, unpaid, no_payment_required."""

    id: str
    status: str
    payment_status: str
    payment_intent: str | None


class StripePayment(Value):
    """A PaymentIntent. `status` is Stripe's; `received` is what was captured.

    `charged_at` is when its charge was made: of a bank debit, when it was submitted. `disputed`: whether a dispute has
    moved money; `dispute` is Stripe's status of it ("" where there is none, or Stripe would not say).
    """

    id: str
    status: str
    amount: Money
    received: Money
    refunded: Money
    disputed: bool
    dispute: str = ""
    metadata: Mapping[str, str]
    charge_id: str
    created_at: datetime
    charged_at: datetime | None = None
    captured_at: datetime | None
    failure: str = ""
    live: bool = False
    awaits_microdeposits: bool = False

    @property
    def captured(self) -> bool:
        """Whether the money is taken."""
        return self.status == "succeeded"

    @property
    def in_flight(self) -> bool:
        """Whether money may still come without the customer doing anything on our page."""
        return self.status in {"processing", "requires_capture"} or self.awaits_microdeposits


class StripePayout(Value):
    """What Stripe sent to the bank: one line on its statement. `status` is Stripe's.

    Of one that is not `automatic` (made by hand, instant) Stripe does not know which payments are in it.
    """

    id: str
    amount: Money
    status: str
    automatic: bool = True
    created_at: datetime
    arrives_on: date

    @property
    def in_transit(self) -> bool:
        """Whether it has left Stripe's balance and not reached the bank."""
        return self.status in {"pending", "in_transit"}


class StripeMovement(Value):
    """One movement on Stripe's balance, in the currency that Stripe settles in. Money that leaves is negative.

    `kind` is Stripe's reporting category: charge, refund, dispute, fee, payout and others.
    """

    id: str
    kind: str
    amount: Money
    fee: Money
    at: datetime
    payment_intent: str | None

    @property
    def net(self) -> Money:
        """What it does to the balance."""
        return self.amount - self.fee


class Payments(Protocol):
    """Stripe. Raises Refused, Busy, Unavailable and Unknown (writes only)."""

    def refuses(self, amount: Money) -> str | None:
        """Why Stripe could not charge exactly that amount (too small, not representable); None when it can."""
        ...

    def create_link(self, draft: LinkDraft, key: str) -> StripeLink:
        """Create a link; the same key gives the same link for at least 24 hours."""
        ...

    def close_link(self, stripe_id: str, message: str) -> None:
        """Set the link inactive; doing it again is harmless. Open sessions stay payable until expired."""
        ...

    def sessions(self, stripe_id: str) -> tuple[StripeSession, ...]:
        """All sessions of a link."""
        ...

    def expire_session(self, session_id: str) -> StripeSession:
        """Expire an open session; gives the session as it then is (it may have been completed first)."""
        ...

    def payment(self, payment_intent: str) -> StripePayment | None:
        """One PaymentIntent with its latest charge, or None."""
        ...

    def payments_since(self, since: datetime) -> Iterator[StripePayment]:
        """PaymentIntents created at or after an instant (Stripe's time), newest first."""
        ...

    def payouts_since(self, since: datetime) -> Iterator[StripePayout]:
        """Payouts created at or after an instant (Stripe's time), newest first."""
        ...

    def movements(self, *, payout_id: str | None = None, since: datetime | None = None) -> Iterator[StripeMovement]:
        """The movements of one payout, or all from an instant on (Stripe's time), newest first."""
        ...

    def balance(self) -> tuple[Money, ...]:
        """What Stripe holds, available and pending together, one amount a currency."""
        ...

    def touched_since(self, since: datetime) -> Iterator[str]:
        """PaymentIntents with a payment, refund or dispute event at or after an instant; events live 30 days."""
        ...


class SentText(Value):
    """A text as Twilio lists it. `status` and `error` are Twilio's, `created_at` None where it does not say."""

    id: str
    to: str
    body: str
    status: str
    error: str
    created_at: datetime | None


class ReceivedText(Value):
    """A text from a person as Twilio lists it."""

    id: str
    sender: str
    body: str
    media: int
    created_at: datetime


class Picture(Value):
    """What came with a text, as Twilio has it: most are pictures, some are sounds or films."""

    id: str
    mime: str
    data: bytes


class Texts(Protocol):
    """Twilio. Raises Refused (with Twilio's code), Busy, Unavailable and Unknown."""

    def send(self, to: str, body: str, touch_id: str, valid_for: int) -> SentText:
        """Create one message; `valid_for` in seconds (1 to 36,000). No idempotency: never call again after Unknown."""
        ...

    def sent_to(self, to: str) -> tuple[SentText, ...]:
        """The newest messages to a number, not filtered by date (a queued one has no date sent)."""
        ...

    def pictures(self, message_id: str) -> tuple[Picture, ...]:
        """What came with a text from a person; one that is too large, or that Twilio has no more, is left out."""
        ...

    def received_since(self, since: datetime) -> tuple[ReceivedText, ...]:
        """What people texted to us at or after an instant (Twilio's time), oldest first."""
        ...


class Pictures(Protocol):
    """Where pictures are kept, privately. Raises Refused, Busy and Unavailable."""

    def keep(self, key: str, picture: Picture) -> None:
        """Keep one under a key; the same again changes nothing."""
        ...


class Attachment(Value):
    """A file in an e-mail."""

    name: str
    mime: str
    data: bytes


class Mail(Protocol):
    """E-mail. Raises Refused, Busy, Unavailable and Unknown."""

    def send(
        self,
        to: str,
        subject: str,
        text: str,
        reply_to: str | None,
        attachments: tuple[Attachment, ...],
        tags: Mapping[str, str],
    ) -> str:
        """Send one e-mail; gives the vendor's message id. The `tags` come back with what is reported of it later."""
        ...


class Grant(Value):
    """What a finished OAuth consent gave."""

    company_id: str
    access_token: str
    refresh_token: str


class Connections(Protocol):
    """The QuickBooks connection: consent, tokens (only encrypted), refresh in single flight."""

    def consent_url(self, state: str) -> str:
        """Where the owner's browser goes to consent."""
        ...

    def finish(self, code: str, company_id: str) -> None:
        """Exchange the code and keep the tokens, encrypted."""
        ...

    def refresh(self, company_id: str) -> bool:
        """Refresh now, alone; False when somebody else is at it. Raises NotConnected when Intuit refuses the token."""
        ...


class Queue(Protocol):
    """Work for later: `name` is intake, touch, settlement, conversation, notice or mail."""

    def put(self, name: str, message: Mapping[str, Any], delay: int = 0) -> None:
        """Put one message; delay in seconds, at most 900."""
        ...

    def put_many(self, name: str, messages: Sequence[Mapping[str, Any]]) -> None:
        """Put several messages in as few calls as the queue allows. Raises Unavailable when one was not taken."""
        ...


class PhoneNumbers(Protocol):
    """What a number is and where it may be."""

    def e164(self, raw: str, country: str) -> str | None:
        """A raw phone in E.164 if it is a possible mobile or fixed number, else None."""
        ...

    def zones(self, number: str) -> tuple[str, ...]:
        """IANA zones in which the number may be; empty when unknown."""
        ...

    def country(self, number: str) -> str | None:
        """The two-letter country that the number belongs to; None when it is no country's."""
        ...

    def region_zones(self, country: str, region: str) -> tuple[str, ...]:
        """IANA zones of a state or province; empty when unknown."""
        ...


class Holidays(Protocol):
    """Public holidays."""

    def between(self, country: str, region: str | None, first: date, last: date) -> frozenset[date]:
        """The public holidays of a country and region between two dates, both included."""
        ...


class Metrics(Protocol):
    """Counts for the dashboards; no personal data."""

    def count(self, name: str, value: int = 1, **dimensions: str) -> None:
        """Add to a counter."""
        ...
