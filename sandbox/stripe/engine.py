"""What the played Stripe does: links, sessions, payments, refunds, disputes, payouts; each change told as an event."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from hmac import new as hmac
from random import Random
from typing import Any, Generic, Literal, TypeVar

from sandbox.agenda import Agenda
from sandbox.stripe import banking_days, money
from sandbox.stripe.cards import ACCOUNTS, CARDS, LIVE_CARD, ROUTING, Account, could_be_a_card, digits
from sandbox.stripe.objects import (
    BalanceTransaction,
    Charge,
    CustomAmount,
    Dispute,
    Event,
    Intent,
    Json,
    Line,
    Link,
    Looks,
    Method,
    Payout,
    Price,
    Product,
    Refund,
    Session,
)
from sandbox.stripe.params import StripeError
from sandbox.wire import Delivery

API_VERSION = "2026-10-28.endive"
EVENT_DAYS = 30
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

EVENTS_OF_INTEREST = frozenset(
    (
        "payment_intent.succeeded",
        "payment_intent.payment_failed",
        "payment_intent.processing",
        "payment_intent.canceled",
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.async_payment_failed",
        "checkout.session.expired",
        "charge.refunded",
        "refund.created",
        "refund.updated",
        "refund.failed",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
    )
)


class NotPayable(Exception):
    """The page would not take this payment: the link is off, the session is over, or the input is no card."""


T = TypeVar("T")


class Shelf(Generic[T]):
    """Objects of one kind in order of creation, found by id."""

    def __init__(self) -> None:
        self.items: list[T] = []
        self.place: dict[str, int] = {}

    def add(self, name: str, item: T) -> T:
        """Keep an object under its id."""
        self.place[name] = len(self.items)
        self.items.append(item)
        return item

    def get(self, name: str) -> T | None:
        """The object of this id, or None."""
        place = self.place.get(name)
        return None if place is None else self.items[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


@dataclass
class Endpoint:
    """Where events are posted; the first secret signs newest, and all sign while one rotates out."""

    id: str
    url: str
    secrets: list[str]
    enabled_events: frozenset[str]
    created: int = 0
    api_version: str = API_VERSION
    enabled: bool = True

    def wants(self, kind: str) -> bool:
        """Whether this endpoint is subscribed to such events."""
        return self.enabled and bool(self.url) and (kind in self.enabled_events or "*" in self.enabled_events)


@dataclass
class WebhookKnobs:
    """How badly webhooks behave: each is a share from 0 to 1 of the events.

    duplicates: posted twice. late: held back until a later event has gone out. lost: never posted.
    twins: two Event objects with ids of their own for one change.
    """

    duplicates: float = 0.0
    late: float = 0.0
    lost: float = 0.0
    twins: float = 0.0


@dataclass(frozen=True)
class Settings:
    """The account: how it is called, what it settles in, and how long things take there."""

    account: str = "acct_1SandboxPastdue00"
    merchant: str = "Harbor Supply Co."
    livemode: bool = False
    country: str = "US"
    settlement_currency: str = "usd"
    dashboard_methods: tuple[str, ...] = ("card",)
    session_hours: int = 24
    ach_banking_days: int = 4
    microdeposit_days: int = 10
    refund_banking_days: int = 4
    return_banking_days: int = 1
    dispute_hours: int = 24
    fee_known_after: timedelta = timedelta(seconds=5)
    payouts: Literal["daily", "manual"] = "daily"


class Engine:
    """State and change; not thread-safe by itself. Every method takes the vendor's time `at`."""

    def __init__(self, *, settings: Settings, random: Random, wall: Callable[[], datetime], public_base: str) -> None:
        self.settings = settings
        self.random = random
        self.wall = wall
        self.looks = Looks(livemode=settings.livemode, public_base=public_base)
        self.public_base = public_base
        self.agenda = Agenda()
        self.knobs = WebhookKnobs()
        self.endpoints: list[Endpoint] = []
        self.outbox: list[Delivery] = []
        self.held: list[Delivery] = []
        self.request: Json = {"id": None, "idempotency_key": None}
        self.products: Shelf[Product] = Shelf()
        self.prices: Shelf[Price] = Shelf()
        self.links: Shelf[Link] = Shelf()
        self.sessions: Shelf[Session] = Shelf()
        self.intents: Shelf[Intent] = Shelf()
        self.charges: Shelf[Charge] = Shelf()
        self.methods: Shelf[Method] = Shelf()
        self.refunds: Shelf[Refund] = Shelf()
        self.disputes: Shelf[Dispute] = Shelf()
        self.balances: Shelf[BalanceTransaction] = Shelf()
        self.payouts: Shelf[Payout] = Shelf()
        self.events: Shelf[Event] = Shelf()
        self.by_token: dict[str, Link] = {}
        self._unpaid: dict[str, list[BalanceTransaction]] = {}
        self._payout_days: set[tuple[str, datetime]] = set()

    def new_id(self, prefix: str, length: int = 24) -> str:
        """A fresh id: Stripe's prefix and so many letters."""
        return prefix + "".join(self.random.choices(_LETTERS, k=length))

    # Events

    def emit(self, kind: str, thing: Json, at: datetime, previous: Json | None = None) -> None:
        """Remember a change and post it to whoever is subscribed."""
        wanted = [endpoint for endpoint in self.endpoints if endpoint.wants(kind)]
        twins = bool(wanted) and self._happens(self.knobs.twins)
        for _ in range(2 if twins else 1):
            event = Event(
                id=self.new_id("evt_1" if not kind.startswith(("payment_intent", "charge")) else "evt_3", 23),
                kind=kind,
                created=int(at.timestamp()),
                api_version=API_VERSION,
                thing=thing,
                previous=previous,
                request=self.request,
                pending=len(wanted),
            )
            self.events.add(event.id, event)
            for endpoint in wanted:
                self._post(endpoint, event)

    def _happens(self, share: float) -> bool:
        return share > 0 and self.random.random() < share

    def _post(self, endpoint: Endpoint, event: Event) -> None:
        delivery = self.delivery(endpoint, event)
        if self._happens(self.knobs.lost):
            return
        if self._happens(self.knobs.late):
            self.held.append(delivery)
            return
        self.outbox.append(delivery)
        if self._happens(self.knobs.duplicates):
            self.outbox.append(delivery)
        if self.held:
            self.outbox.extend(self.held)
            self.held.clear()

    def delivery(self, endpoint: Endpoint, event: Event) -> Delivery:
        """An event as it is posted to an endpoint."""
        body = json.dumps(self.looks.event(event)).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            "Stripe-Signature": self.signature(body, endpoint.secrets),
        }
        return Delivery(url=endpoint.url, headers=headers, body=body, event_id=event.id)

    def signature(self, body: bytes, secrets: list[str]) -> str:
        """`t=…,v1=…` over the time of sending (the wall's) and the raw body, one v1 for each secret."""
        sent = int(self.wall().timestamp())
        marks = [hmac(secret.encode(), f"{sent}.".encode() + body, sha256).hexdigest() for secret in secrets]
        return ",".join([f"t={sent}", *(f"v1={mark}" for mark in marks)])

    # Products, prices, links

    def make_product(self, name: str, at: datetime, description: str | None, metadata: dict[str, str]) -> Product:
        """A product."""
        product = Product(self.new_id("prod_", 14), name, int(at.timestamp()), description, metadata)
        return self.products.add(product.id, product)

    def make_price(
        self,
        product: Product,
        currency: str,
        unit_amount: int | None,
        at: datetime,
        custom: CustomAmount | None = None,
        inline: bool = False,
    ) -> Price:
        """A price; one given inline with price_data is inactive and can't be used again."""
        price = Price(
            self.new_id("price_1", 23), product, currency, unit_amount, int(at.timestamp()), custom, active=not inline
        )
        return self.prices.add(price.id, price)

    def make_line(self, price: Price, quantity: int) -> Line:
        """A line of a link."""
        each = price.unit_amount if price.unit_amount is not None else (price.custom and price.custom.preset) or 0
        return Line(self.new_id("li_1", 23), price, quantity, each * quantity)

    def add_link(self, at: datetime, lines: list[Line], **values: Any) -> Link:
        """A payment link on its way into the world."""
        token = self.new_id("" if self.settings.livemode else "test_", 18)
        link = Link(
            id=self.new_id("plink_1", 23),
            token=token,
            url=f"{self.public_base}/pay/{token}",
            lines=lines,
            currency=lines[0].price.currency,
            created=int(at.timestamp()),
            **values,
        )
        self.by_token[token] = link
        self.links.add(link.id, link)
        self.emit("payment_link.created", self.looks.link(link), at)
        return link

    def link_changed(self, link: Link, at: datetime, previous: Json) -> None:
        """Tell that a link was changed."""
        self.emit("payment_link.updated", self.looks.link(link), at, previous)

    # Sessions

    def refusal(self, link: Link) -> str | None:
        """Why a new session can't be opened from this link, or None."""
        if not link.active:
            return link.inactive_message or "This link is no longer active."
        return None

    def open_session(
        self,
        link: Link,
        at: datetime,
        *,
        email: str | None = None,
        reference: str | None = None,
        locale: str | None = None,
        custom_amount: int | None = None,
    ) -> Session:
        """What opening a link does: a new session each time."""
        refusal = self.refusal(link)
        if refusal is not None:
            raise NotPayable(refusal)
        lines = [replace_line(self, line, custom_amount) for line in link.lines]
        name = self.new_id("cs_live_a1" if self.settings.livemode else "cs_test_a1", 56)
        expires = at + timedelta(hours=self.settings.session_hours)
        session = Session(
            id=name,
            link=link,
            url=f"{self.public_base}/c/pay/{name}",
            created=int(at.timestamp()),
            expires_at=int(expires.timestamp()),
            lines=lines,
            metadata=dict(link.metadata),
            method_types=list(link.method_types or self.settings.dashboard_methods),
            intent_data=dict(link.intent_data or {}),
            prefilled_email=email,
            client_reference_id=reference,
            locale=locale,
        )
        link.sessions.append(session)
        self.sessions.add(session.id, session)
        self.agenda.add(expires, lambda due: self._expire_if_open(session, due))
        return session

    def _expire_if_open(self, session: Session, at: datetime) -> None:
        if session.status == "open":
            self.expire(session, at)

    def expire(self, session: Session, at: datetime) -> None:
        """Close an open session; a payment that had been tried in it is canceled."""
        if session.status != "open":
            raise StripeError(
                400,
                'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status '
                f'of "{session.status}".',
            )
        session.status = "expired"
        intent = session.intent
        if intent is not None and intent.status in ("requires_payment_method", "requires_action"):
            intent.status = "canceled"
            intent.canceled_at = int(at.timestamp())
            intent.cancellation_reason = "automatic"
            intent.next_action = None
            self.emit("payment_intent.canceled", self.looks.intent(intent), at)
        self.emit("checkout.session.expired", self.looks.session(session), at)

    def _complete(self, session: Session, at: datetime, paid: bool) -> None:
        session.status = "complete"
        session.payment_status = "paid" if paid else "unpaid"
        self.emit("checkout.session.completed", self.looks.session(session), at)
        link = session.link
        if link.limit is None:
            return
        link.completed += 1
        if link.completed >= link.limit and link.active:
            link.active = False
            self.link_changed(link, at, {"active": True})

    # Payments

    def _billing(self, session: Session, name: str | None, email: str | None) -> Json:
        return {
            "address": {
                "city": None,
                "country": "US",
                "line1": None,
                "line2": None,
                "postal_code": None,
                "state": None,
            },
            "email": email or session.prefilled_email,
            "name": name,
            "phone": None,
            "tax_id": None,
        }

    def _start(self, session: Session, at: datetime, method: Method) -> Intent:
        if session.status != "open":
            raise NotPayable(
                "You're all done here: this payment was already made."
                if session.status == "complete"
                else "This checkout session has expired. Open the link again."
            )
        if method.kind not in session.method_types:
            raise NotPayable(f"This page does not take {method.kind.replace('_', ' ')} payments.")
        billing = method.billing
        session.details = {
            "address": dict(billing["address"]),
            "business_name": None,
            "email": billing["email"],
            "individual_name": None,
            "name": billing["name"],
            "phone": None,
            "tax_exempt": "none",
            "tax_ids": [],
        }
        intent = session.intent
        if intent is None:
            name = self.new_id("pi_3", 23)
            intent = Intent(
                id=name,
                secret=f"{name}_secret_{self.new_id('', 25)}",
                session=session,
                amount=session.total,
                currency=session.link.currency,
                created=int(at.timestamp()),
                metadata=dict(session.intent_data.get("metadata") or {}),
                description=session.intent_data.get("description"),
            )
            session.intent = intent
            self.intents.add(name, intent)
            self.emit("payment_intent.created", self.looks.intent(intent), at)
        intent.method = method
        return intent

    def _charge(self, intent: Intent, method: Method, at: datetime, status: str) -> Charge:
        name = self.new_id("ch_3" if method.kind == "card" else "py_3", 23)
        charge = Charge(
            id=name,
            intent=intent,
            amount=intent.amount,
            currency=intent.currency,
            created=int(at.timestamp()),
            method=method,
            metadata=dict(intent.metadata),
            receipt_url=f"{self.public_base}/receipts/{name}",
            status=status,
        )
        intent.charges.append(charge)
        return self.charges.add(name, charge)

    def pay_by_card(
        self, session: Session, at: datetime, number: str, name: str | None = None, email: str | None = None
    ) -> Intent:
        """Try a card on an open session; a declined one leaves the session open."""
        number = digits(number)
        if not could_be_a_card(number):
            raise NotPayable("Your card number is invalid.")
        card = CARDS.get(number, LIVE_CARD)
        method = Method(
            self.new_id("pm_1", 23),
            "card",
            int(at.timestamp()),
            self._billing(session, name, email),
            number[-4:],
            brand=card.brand,
            number=number,
        )
        intent = self._start(session, at, method)
        self.methods.add(method.id, method)
        if card.code:
            charge = self._charge(intent, method, at, "failed")
            charge.failure_code, charge.failure_message = card.code, card.message
            charge.decline_code = card.decline_code
            self._failed(intent, charge, at)
            return intent
        charge = self._charge(intent, method, at, "succeeded")
        self._captured(intent, charge, at)
        self._complete(session, at, paid=True)
        if card.dispute:
            self.agenda.add(
                at + timedelta(hours=self.settings.dispute_hours),
                lambda due: self._dispute_later(charge, due, card.dispute, card.inquiry),
            )
        return intent

    def _failed(self, intent: Intent, charge: Charge | None, at: datetime) -> None:
        """A try failed: the intent asks for another payment method."""
        intent.status = "requires_payment_method"
        intent.processing = None
        intent.next_action = None
        failed_method, intent.method = intent.method, None
        if charge is not None:
            card = charge.method.kind == "card"
            intent.last_error = {
                "type": "card_error" if card else "invalid_request_error",
                "code": charge.failure_code,
                "doc_url": f"https://stripe.com/docs/error-codes/{(charge.failure_code or '').replace('_', '-')}",
                "message": charge.failure_message,
                "charge": charge.id,
                "payment_method": failed_method and self.looks.method(failed_method),
            }
            if charge.decline_code:
                intent.last_error["decline_code"] = charge.decline_code
            self.emit("charge.failed", self.looks.charge(charge), at)
        self.emit("payment_intent.payment_failed", self.looks.intent(intent), at)

    def _captured(self, intent: Intent, charge: Charge, at: datetime) -> None:
        """The money is taken; the fee is known a little later."""
        intent.status = "succeeded"
        intent.received = intent.amount
        intent.processing = None
        intent.last_error = None
        card = charge.method.kind == "card"
        fee = money.card_fee(charge.amount, charge.currency) if card else money.bank_fee(charge.amount)
        charge.balance = self._move(
            at,
            charge.amount,
            fee,
            charge.currency,
            "charge" if card else "payment",
            charge.id,
            2 if card else 1,
            "charge",
        )
        self.emit("charge.succeeded", self.looks.charge(charge), at)
        self.emit("payment_intent.succeeded", self.looks.intent(intent), at)
        self.agenda.add(at + self.settings.fee_known_after, lambda due: self._fee_known(charge, due))

    def _fee_known(self, charge: Charge, at: datetime) -> None:
        charge.balance_known = True
        self.emit("charge.updated", self.looks.charge(charge), at, {"balance_transaction": None})

    def pay_by_bank(
        self,
        session: Session,
        at: datetime,
        account: str,
        routing: str = ROUTING,
        microdeposits: bool = False,
        name: str | None = None,
        email: str | None = None,
    ) -> Intent:
        """Submit an ACH debit: the session completes at once, the money comes days later, or does not."""
        account, routing = digits(account), digits(routing)
        known = ACCOUNTS.get(account)
        if routing != ROUTING or known is None:
            raise NotPayable("The routing or account number is not one of the test accounts.")
        if not name:
            raise NotPayable("The account holder's name is needed for a bank debit.")
        method = Method(
            self.new_id("pm_1", 23),
            "us_bank_account",
            int(at.timestamp()),
            self._billing(session, name, email),
            account[-4:],
            bank_name="STRIPE TEST BANK",
            routing=routing,
            number=account,
        )
        intent = self._start(session, at, method)
        self.methods.add(method.id, method)
        if known.at_once:
            charge = self._charge(intent, method, at, "failed")
            charge.failure_code, charge.failure_message = known.failure, known.message
            self._failed(intent, charge, at)
            return intent
        if microdeposits:
            arrival = banking_days.after(at, 2)
            intent.status = "requires_action"
            intent.next_action = {
                "type": "verify_with_microdeposits",
                "verify_with_microdeposits": {
                    "arrival_date": int(arrival.timestamp()),
                    "hosted_verification_url": f"{self.public_base}/verify/{intent.id}",
                    "microdeposit_type": "descriptor_code",
                },
            }
            self.emit("payment_intent.requires_action", self.looks.intent(intent), at)
            self._complete(session, at, paid=False)
            self.agenda.add(
                at + timedelta(days=self.settings.microdeposit_days),
                lambda due: self._microdeposits_lapsed(intent, due),
            )
            return intent
        self._submit_debit(intent, method, known, at)
        self._complete(session, at, paid=False)
        return intent

    def _submit_debit(self, intent: Intent, method: Method, account: Account, at: datetime) -> None:
        charge = self._charge(intent, method, at, "pending")
        intent.status = "processing"
        intent.next_action = None
        self.emit("charge.pending", self.looks.charge(charge), at)
        self.emit("payment_intent.processing", self.looks.intent(intent), at)
        if not account.never_settles:
            due = banking_days.after(at, self.settings.ach_banking_days)
            self.agenda.add(due, lambda then: self._settle_debit(intent, charge, account, then))

    def _settle_debit(self, intent: Intent, charge: Charge, account: Account, at: datetime) -> None:
        session = intent.session
        if account.failure:
            charge.status = "failed"
            charge.failure_code, charge.failure_message = account.failure, account.message
            self._failed(intent, charge, at)
            self.emit("checkout.session.async_payment_failed", self.looks.session(session), at)
            return
        charge.status = "succeeded"
        self._captured(intent, charge, at)
        session.payment_status = "paid"
        self.emit("checkout.session.async_payment_succeeded", self.looks.session(session), at)
        if account.dispute:
            due = banking_days.after(at, self.settings.return_banking_days)
            self.agenda.add(due, lambda then: self._dispute_later(charge, then, account.dispute, False))

    def _microdeposits_lapsed(self, intent: Intent, at: datetime) -> None:
        if intent.status == "requires_action":
            self._microdeposits_failed(
                intent,
                at,
                "payment_method_microdeposit_verification_timeout",
                "Microdeposit verification timed out. Customer did not verify the microdeposit within the required "
                "10 days.",
            )

    def _microdeposits_failed(self, intent: Intent, at: datetime, code: str, message: str) -> None:
        intent.last_error = {
            "type": "invalid_request_error",
            "code": code,
            "message": message,
            "payment_method": intent.method and self.looks.method(intent.method),
        }
        self._failed(intent, None, at)
        self.emit("checkout.session.async_payment_failed", self.looks.session(intent.session), at)

    def verify_microdeposits(
        self, intent: Intent, at: datetime, code: str | None = None, amounts: list[int] | None = None
    ) -> Intent:
        """The payer proves that the account is theirs: SM11AA, or 32 and 45, in a test account."""
        if intent.status != "requires_action" or intent.method is None:
            raise StripeError(
                400,
                "This PaymentIntent is not in a state that can be verified with microdeposits.",
                code="payment_intent_unexpected_state",
            )
        if code == "SM33CC":
            self._microdeposits_failed(
                intent, at, "payment_method_microdeposit_failed", "Microdeposit transfers failed."
            )
            return intent
        if code == "SM11AA" or amounts == [32, 45]:
            self._submit_debit(intent, intent.method, ACCOUNTS[intent.method.number], at)
            return intent
        intent.wrong_codes += 1
        if code == "SM44DD" or amounts == [10, 11] or intent.wrong_codes >= 10:
            self._microdeposits_failed(
                intent,
                at,
                "payment_method_microdeposit_verification_attempts_exceeded",
                "You have exceeded the number of allowed verification attempts.",
            )
            return intent
        kind = "descriptor_code" if code is not None else "amounts"
        raise StripeError(
            400,
            "The verification code provided does not match the one sent to the bank account."
            if code is not None
            else "The amounts provided do not match the amounts that were sent to the bank account.",
            code=f"payment_method_microdeposit_verification_{kind}_mismatch",
        )

    # Refunds

    def refund(
        self,
        charge: Charge,
        at: datetime,
        amount: int | None = None,
        reason: str | None = None,
        metadata: dict[str, str] | None = None,
    ) -> Refund:
        """Give back all or a part; a card's refund succeeds at once, a bank's takes days, and some fail later."""
        if charge.status != "succeeded":
            raise StripeError(
                400, f"Charge {charge.id} has not been captured and can't be refunded.", code="charge_not_refundable"
            )
        if any(not dispute.status.startswith("warning") and dispute.status != "won" for dispute in charge.disputes):
            raise StripeError(
                400, f"Charge {charge.id} has been charged back; cannot issue a refund.", code="charge_disputed"
            )
        left = charge.amount - charge.refunded
        if left == 0:
            raise StripeError(400, f"Charge {charge.id} has already been refunded.", code="charge_already_refunded")
        amount = left if amount is None else amount
        if amount > left:
            raise StripeError(
                400,
                f"Refund amount ({money.shown(amount, charge.currency)}) is greater than unrefunded amount on charge "
                f"({money.shown(left, charge.currency)})",
                param="amount",
            )
        card = CARDS.get(charge.method.number)
        fate = card.refund if card else "pending"
        refund = Refund(
            id=self.new_id("re_3" if card else "pyr_1", 23),
            charge=charge,
            amount=amount,
            created=int(at.timestamp()),
            status="pending" if fate == "pending" else "succeeded",
            reason=reason,
            metadata=metadata or {},
        )
        refund.balance = self._move(
            at, -amount, 0, charge.currency, "refund" if card else "payment_refund", refund.id, 0, "refund"
        )
        charge.refunds.append(refund)
        before = charge.refunded
        charge.refunded += amount
        self.refunds.add(refund.id, refund)
        self.emit("refund.created", self.looks.refund(refund), at)
        self.emit(
            "charge.refunded",
            self.looks.charge(charge),
            at,
            {"amount_refunded": before, "refunded": False, "receipt_url": charge.receipt_url},
        )
        if fate != "succeeded" or not card:
            due = banking_days.after(at, self.settings.refund_banking_days)
            self.agenda.add(due, lambda then: self._refund_ends(refund, then, fate == "failed"))
        return refund

    def _refund_ends(self, refund: Refund, at: datetime, failed: bool) -> None:
        if failed:
            self.fail_refund(refund, at)
        elif refund.status == "pending":
            refund.status = "succeeded"
            self.emit("refund.updated", self.looks.refund(refund), at, {"status": "pending"})

    def fail_refund(self, refund: Refund, at: datetime, reason: str = "lost_or_stolen_card") -> None:
        """The bank would not take it back: the money returns to the balance."""
        before = refund.status
        refund.status = "failed"
        refund.failure_reason = reason
        refund.failure_balance = self._move(
            at, refund.amount, 0, refund.charge.currency, "refund_failure", refund.id, 0, "refund_failure"
        )
        refund.charge.refunded -= refund.amount
        self.emit("refund.updated", self.looks.refund(refund), at, {"status": before})
        self.emit("refund.failed", self.looks.refund(refund), at)

    # Disputes

    def _dispute_later(self, charge: Charge, at: datetime, reason: str, inquiry: bool) -> None:
        if charge.refunded < charge.amount:
            self.dispute(charge, at, reason=reason, inquiry=inquiry)

    def dispute(
        self,
        charge: Charge,
        at: datetime,
        *,
        reason: str = "fraudulent",
        amount: int | None = None,
        inquiry: bool = False,
    ) -> Dispute:
        """A chargeback withdraws the money, an inquiry does not; a bank's return of a debit is lost from the start."""
        bank = charge.method.kind != "card"
        status = "warning_needs_response" if inquiry else "lost" if bank else "needs_response"
        dispute = Dispute(
            id=self.new_id("du_1", 23),
            charge=charge,
            amount=charge.amount if amount is None else amount,
            created=int(at.timestamp()),
            status=status,
            reason=reason,
            due_by=None if bank else int((at + timedelta(days=7)).timestamp()),
        )
        charge.disputes.append(dispute)
        charge.disputed = True
        self.disputes.add(dispute.id, dispute)
        if not inquiry:
            self._withdraw(dispute, at)
        self.emit("charge.dispute.created", self.looks.dispute(dispute), at)
        if not inquiry:
            self.emit("charge.dispute.funds_withdrawn", self.looks.dispute(dispute), at)
        if bank and not inquiry:
            self.emit("charge.dispute.closed", self.looks.dispute(dispute), at)
        return dispute

    def _withdraw(self, dispute: Dispute, at: datetime) -> None:
        charge = dispute.charge
        fee = 1500 if charge.method.kind == "card" else 0
        dispute.balances.append(
            self._move(at, -dispute.amount, fee, charge.currency, "adjustment", dispute.id, 0, "dispute")
        )

    def escalate(self, dispute: Dispute, at: datetime) -> None:
        """An inquiry becomes a chargeback."""
        before = dispute.status
        dispute.status = "needs_response"
        self._withdraw(dispute, at)
        self.emit("charge.dispute.updated", self.looks.dispute(dispute), at, {"status": before})
        self.emit("charge.dispute.funds_withdrawn", self.looks.dispute(dispute), at)

    def close_dispute(self, dispute: Dispute, at: datetime, status: str) -> None:
        """One that is won gives the money back; lost, warning_closed and prevented move nothing more."""
        if dispute.status in ("won", "lost", "warning_closed", "prevented"):
            raise StripeError(400, "This dispute is already closed.", code="dispute_already_closed")
        before = dispute.status
        dispute.status = status
        if status == "won":
            dispute.balances.append(
                self._move(
                    at, dispute.amount, 0, dispute.charge.currency, "adjustment", dispute.id, 0, "dispute_reversal"
                )
            )
            self.emit("charge.dispute.funds_reinstated", self.looks.dispute(dispute), at)
        self.emit("charge.dispute.closed", self.looks.dispute(dispute), at, {"status": before})

    # Balance and payouts

    def _move(
        self, at: datetime, amount: int, fee: int, currency: str, kind: str, source: str, days: int, category: str
    ) -> BalanceTransaction:
        available = banking_days.after(at, days)
        balance = BalanceTransaction(
            id=self.new_id("txn_3" if kind == "charge" else "txn_1", 23),
            amount=amount,
            fee=fee,
            currency=currency,
            created=int(at.timestamp()),
            available_on=int(available.timestamp()),
            kind=kind,
            source=source,
            reporting_category=category,
        )
        self._unpaid.setdefault(currency, []).append(balance)
        run = (available + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        if self.settings.payouts == "daily" and (currency, run) not in self._payout_days:
            self._payout_days.add((currency, run))
            self.agenda.add(run, lambda due: self._pay_out(currency, due))
        return self.balances.add(balance.id, balance)

    def _pay_out(self, currency: str, at: datetime) -> None:
        self._payout_days.discard((currency, at))
        now = int(at.timestamp())
        ready = [balance for balance in self._unpaid[currency] if balance.available_on <= now]
        total = sum(balance.net for balance in ready)
        if total <= 0:
            return
        payout = self._sent_to_bank(total, currency, at, automatic=True)
        for balance in ready:
            balance.payout = payout
        self._unpaid[currency] = [balance for balance in self._unpaid[currency] if balance.payout is None]

    def pay_out_by_hand(self, amount: int, currency: str, at: datetime) -> Payout:
        """Send a sum to the bank, as somebody does in the dashboard: which payments are in it, Stripe cannot say."""
        available = self.balance_of(int(at.timestamp()))[0].get(currency, 0)
        if amount > available:
            said = "You have insufficient funds in your Stripe account for this transfer."
            raise StripeError(400, said, code="balance_insufficient")
        payout = self._sent_to_bank(amount, currency, at, automatic=False)
        assert payout.balance is not None
        self._unpaid[currency].append(payout.balance)
        return payout

    def _sent_to_bank(self, total: int, currency: str, at: datetime, *, automatic: bool) -> Payout:
        now, arrival = int(at.timestamp()), banking_days.after(at, 1)
        payout = Payout(self.new_id("po_1", 23), total, currency, now, int(arrival.timestamp()), automatic=automatic)
        payout.balance = BalanceTransaction(
            self.new_id("txn_1", 23),
            -total,
            0,
            currency,
            now,
            now,
            "payout",
            payout.id,
            "payout",
            "STRIPE PAYOUT",
            payout if automatic else None,
        )
        self.balances.add(payout.balance.id, payout.balance)
        self.payouts.add(payout.id, payout)
        self.emit("payout.created", self.looks.payout(payout), at)
        self.agenda.add(arrival, lambda due: self._paid_out(payout, due))
        return payout

    def _paid_out(self, payout: Payout, at: datetime) -> None:
        payout.status = "paid"
        self.emit("payout.paid", self.looks.payout(payout), at, {"status": "in_transit"})

    def balance_of(self, now: int) -> tuple[dict[str, int], dict[str, int]]:
        """What is available and what is pending, by currency."""
        available: dict[str, int] = {self.settings.settlement_currency: 0}
        pending: dict[str, int] = {self.settings.settlement_currency: 0}
        for currency, moves in self._unpaid.items():
            for move in moves:
                side = available if move.available_on <= now else pending
                side[currency] = side.get(currency, 0) + move.net
        return available, pending


def replace_line(engine: Engine, line: Line, custom_amount: int | None) -> Line:
    """A session's own copy of a link's line, with the amount that the customer chose where the price leaves it open."""
    custom = line.price.custom
    if custom is None:
        return replace(line, id=engine.new_id("li_1", 23))
    amount = custom_amount if custom_amount is not None else custom.preset or 0
    if amount < (custom.minimum or 0) or (custom.maximum is not None and amount > custom.maximum):
        raise NotPayable("The amount is outside what this page accepts.")
    return replace(line, id=engine.new_id("li_1", 23), amount=amount)
