"""The three vendors together, with one clock and one source of chance: for tests, replay, simulation and host."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sandbox.faults import Faulty
from sandbox.quickbooks import PlayedQuickBooks
from sandbox.stripe import PlayedStripe, Settings
from sandbox.stripe.endpoints import PUBLISHED_LEAST
from sandbox.twilio import PlayedTwilio
from sandbox.wire import Delivery, Now, PlayedVendor, Request, Response

Vendor = Literal["quickbooks", "stripe", "twilio"]
Listener = Callable[[Vendor, Delivery], Response | None]
"""Takes a webhook; its answer, where it has one at once, goes back to the vendor. None: it will come, or never."""

MERCHANT = "Bright Pine Plumbing"


@dataclass(frozen=True)
class Credentials:
    """What the played vendors issue; worth nothing."""

    quickbooks_client_id: str = "ABplayedquickbooksclientid"
    quickbooks_client_secret: str = "playedquickbooksclientsecret"
    quickbooks_webhook_verifier: str = "00000000-0000-4000-8000-000000000001"
    stripe_api_key: str = "rk_test_pastdue"
    stripe_webhook_secret: str = "whsec_pastdue"
    twilio_account_sid: str = "AC00000000000000000000000000000001"
    twilio_api_key: str = "SK00000000000000000000000000000001"
    twilio_api_secret: str = "played-secret"
    twilio_auth_token: str = "played-auth-token"
    twilio_from: str = "+12125550100"


class Clock:
    """The vendors' time: another clock, moved."""

    def __init__(self, base: Now) -> None:
        self._base = base
        self.offset = timedelta(0)

    def now(self) -> datetime:
        """The vendors' time."""
        return self._base() + self.offset


class PlayedWorld:
    """QuickBooks, Stripe and Twilio, each behind a line that faults can be put on.

    now: the clock of all three (`clock.offset` moves it further). wall: the clock of signatures, tokens and request
    limits. seed: the same seed gives the same ids, tokens and troubles; None takes the machine's chance.
    """

    def __init__(
        self,
        *,
        now: Now,
        listener: Listener,
        wall: Now | None = None,
        seed: int | None = 1,
        base: str = "http://vendors.example",
        credentials: Credentials | None = None,
        merchant: str = MERCHANT,
        stripe: Settings | None = None,
        zone: str = "America/New_York",
        **twilio: Any,
    ) -> None:
        self.credentials = keys = credentials or Credentials()
        self.base = base.rstrip("/")
        self.clock = Clock(now)
        self._listener = listener
        chance = Random(seed)
        self.quickbooks = PlayedQuickBooks(
            now=self.clock.now,
            wall=wall or now,
            client_id=keys.quickbooks_client_id,
            client_secret=keys.quickbooks_client_secret,
            webhook_verifier=keys.quickbooks_webhook_verifier,
            token=_tokens(Random(chance.getrandbits(64))),
            deliver=lambda delivery: self._deliver("quickbooks", delivery),
            base_url=f"{self.base}/intuit",
        )
        self.quickbooks.webhooks.chance = Random(chance.getrandbits(64)).random
        self.stripe = PlayedStripe(
            now=self.clock.now,
            wall=wall or now,
            deliver=lambda delivery: self._deliver("stripe", delivery),
            random=Random(chance.getrandbits(64)),
            public_base=f"{self.base}/stripe",
            restricted_keys={keys.stripe_api_key: PUBLISHED_LEAST},
            webhook_secrets=(keys.stripe_webhook_secret,),
            settings=stripe or Settings(merchant=merchant),
        )
        self.twilio = PlayedTwilio(
            now=self.clock.now,
            wall=wall or now,
            deliver=lambda delivery: self._deliver("twilio", delivery),
            random=Random(chance.getrandbits(64)),
            account_sid=keys.twilio_account_sid,
            auth_token=keys.twilio_auth_token,
            api_keys={keys.twilio_api_key: keys.twilio_api_secret},
            senders=(keys.twilio_from,),
            merchant=merchant,
            display_zone=zone,
            **twilio,
        )
        self.zone = ZoneInfo(zone)
        self.twilio.name_of = self._name_of
        self.quickbooks_line = Faulty(self.quickbooks, remember_reads=True)
        self.stripe_line = Faulty(self.stripe)
        self.twilio_line = Faulty(self.twilio)
        self.lines: dict[Vendor, Faulty] = {
            "quickbooks": self.quickbooks_line,
            "stripe": self.stripe_line,
            "twilio": self.twilio_line,
        }
        self._names: tuple[int, dict[str, str]] = (0, {})

    # Time

    def tick(self) -> None:
        """Let everything happen that is due by now, and let go of the webhooks that were held back."""
        self.stripe.tick()
        self.twilio.tick()
        if not self.quickbooks.webhooks.holding:
            self.quickbooks.release_webhooks()

    def next_due(self) -> datetime | None:
        """When a vendor will next do something by itself (send a queued text, settle a debit, expire a session)."""
        times = [time for time in (self.stripe.next_due(), self.twilio.next_due()) if time is not None]
        return min(times, default=None)

    # Webhooks

    def set_webhooks(
        self, *, quickbooks: str = "", stripe: str = "", twilio_inbound: str = "", twilio_voice: str = ""
    ) -> None:
        """Where each vendor posts its webhooks from now on; those that are not named stay."""
        if quickbooks:
            self.quickbooks.webhooks.endpoints[:] = [quickbooks]
        if stripe:
            self.stripe.set_webhook(stripe)
        if twilio_inbound:
            self.twilio.set_inbound(twilio_inbound)
        if twilio_voice:
            self.twilio.set_voice(twilio_voice)

    def webhooks(self) -> dict[str, str]:
        """Where each vendor posts its webhooks."""
        endpoints = self.quickbooks.webhooks.endpoints
        return {
            "quickbooks": endpoints[0] if endpoints else "",
            "stripe": self.stripe.engine.endpoints[0].url,
            "twilio_inbound": next(iter(self.twilio.numbers.values())).inbound_url,
        }

    def _deliver(self, vendor: Vendor, delivery: Delivery) -> None:
        answer = self._listener(vendor, delivery)
        if answer is not None:
            self.answered(vendor, delivery, answer)

    def answered(self, vendor: Vendor, delivery: Delivery, answer: Response) -> None:
        """A webhook was answered: Stripe counts it, Twilio does what the TwiML says."""
        if not 200 <= answer.status < 300:
            return
        if vendor == "stripe":
            self.stripe.acknowledged(delivery.event_id)
        elif vendor == "twilio":
            self.twilio.answered(delivery, answer.body)

    # The wire

    def handle(self, request: Request) -> Response:
        """Answer a request at `base`: /quickbooks, /intuit, /stripe and /twilio, and the pages of people."""
        for prefix, vendor in self._mounts():
            if request.path == prefix or request.path.startswith(f"{prefix}/"):
                inner = request.path if prefix in _PAGES else request.path[len(prefix) :] or "/"
                return vendor.handle(Request(request.method, inner, request.query, request.headers, request.body))
        return Response(404, b"no vendor is played here", {"Content-Type": "text/plain"})

    def _mounts(self) -> tuple[tuple[str, PlayedVendor], ...]:
        return (
            ("/quickbooks", self.quickbooks_line),
            ("/intuit", self.quickbooks_line),
            ("/stripe", self.stripe_line),
            ("/twilio", self.twilio_line),
            ("/phones", self.twilio),
            ("/ledger", self.quickbooks),
        )

    # Names for the phones

    def _name_of(self, number: str) -> str:
        customers = [customer for company in self.quickbooks.companies.values() for customer in company.customers()]
        if len(customers) != self._names[0]:
            names: dict[str, str] = {}
            for customer in customers:
                for where in ("Mobile", "PrimaryPhone", "AlternatePhone"):
                    typed = (customer.get(where) or {}).get("FreeFormNumber", "")
                    names.setdefault(_e164(typed), str(customer["DisplayName"]))
            self._names = (len(customers), names)
        return self._names[1].get(number, "")


_PAGES = ("/phones", "/ledger")


def _tokens(random: Random) -> Callable[[], str]:
    return lambda: f"{random.getrandbits(160):040x}"


def _e164(typed: str) -> str:
    """A US number as somebody typed it; "" where it is none."""
    digits = re.sub(r"\D", "", re.split(r"(?i)\s*(?:ext|x)\.?\s*\d+$", typed)[0])
    if len(digits) == 11 and digits.startswith("1"):
        return f"+{digits}"
    return f"+1{digits}" if len(digits) == 10 else ""
