"""The one place where adapters are chosen and wired, from the environment that the stack gives each function."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, NoReturn, cast

from pydantic import BaseModel, ConfigDict

from pastdue.adapters import aws, policies
from pastdue.adapters.clock import LocalClock, SystemClock
from pastdue.adapters.dynamodb.client import connect
from pastdue.adapters.dynamodb.store import DynamoStore
from pastdue.adapters.email.ses import SesMail
from pastdue.adapters.entropy import SystemEntropy
from pastdue.adapters.holidays import PublicHolidays
from pastdue.adapters.metrics import LogMetrics
from pastdue.adapters.phones import TypedPhoneNumbers
from pastdue.adapters.quickbooks.client import PRODUCTION, QuickBooksLedger
from pastdue.adapters.quickbooks.connection import QuickBooksConnections
from pastdue.adapters.quickbooks.tokens import TokenVault
from pastdue.adapters.s3 import S3Pictures
from pastdue.adapters.secrets import Secrets
from pastdue.adapters.sqs import SqsQueue
from pastdue.adapters.stripe import scale
from pastdue.adapters.stripe.payments import StripePayments
from pastdue.adapters.twilio.texts import TwilioTexts
from pastdue.domain.company import PolicyText, policy_key
from pastdue.domain.money import Money
from pastdue.domain.policy import Policy
from pastdue.edges import Edges
from pastdue.ports import Clock, Connections, Ledger, Mail, Payments, Pictures, Store, Texts
from pastdue.usecases.answer_call import CallAnswer, answer_call
from pastdue.usecases.world import World

LOCAL = "local"
QUEUES = ("intake", "touch", "settlement", "conversation", "notice", "mail")


class Environment(BaseModel):
    """What the stack tells a function; empty where the function does not need it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    STAGE: str
    STATE_TABLE: str = ""
    PUBLIC_URL: str = ""
    INTAKE_QUEUE_URL: str = ""
    TOUCH_QUEUE_URL: str = ""
    SETTLEMENT_QUEUE_URL: str = ""
    CONVERSATION_QUEUE_URL: str = ""
    NOTICE_QUEUE_URL: str = ""
    MAIL_QUEUE_URL: str = ""
    QUICKBOOKS_APP_SECRET: str = ""
    QUICKBOOKS_TOKENS_PREFIX: str = ""
    KMS_KEY_ID: str = ""
    STRIPE_SECRET: str = ""
    TWILIO_SECRET: str = ""
    QUICKBOOKS_API_BASE: str = ""
    INTUIT_OAUTH_BASE: str = ""
    STRIPE_API_BASE: str = ""
    TWILIO_API_BASE: str = ""
    MAIL_FROM: str = ""
    MAIL_CONFIGURATION_SET: str = ""
    PICTURES_BUCKET: str = ""

    def queue_urls(self) -> dict[str, str]:
        """The queues that this function may put into or read from."""
        urls = {name: str(getattr(self, f"{name.upper()}_QUEUE_URL")) for name in QUEUES}
        return {name: url for name, url in urls.items() if url}


class _Missing:
    """A port that this function has no right to; using it is a defect of the stack, said plainly."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __getattr__(self, name: str) -> NoReturn:
        raise RuntimeError(f"this function was not given {self._what}, and asked it for {name}")


class _ScaleOnly(_Missing):
    """What Stripe can charge is known without Stripe; a function that only decides needs no more."""

    def refuses(self, amount: Money) -> str | None:
        """Why Stripe could not charge it."""
        return scale.refuses(amount)


class StoredPolicies:
    """The policy in force: a company's own, else the client's, else the shipped one; read afresh in each invocation."""

    def __init__(self, store: Store, stage: str) -> None:
        self._store = store
        self._stage = stage
        self._parsed: dict[str, Policy] = {}

    def in_force(self, company_id: str) -> Policy:
        """The validated policy. Raises PolicyError for one that this stage does not accept."""
        for whose in (company_id, "*"):
            found = self._store.get(PolicyText, policy_key(whose))
            if found is not None:
                return self._read(found.text)
        return self._read("")

    def _read(self, text: str) -> Policy:
        if text not in self._parsed:
            policy = policies.load(text, "policy") if text else policies.shipped()
            self._parsed[text] = policies.for_stage(policy, self._stage)
        return self._parsed[text]


@cache
def environment() -> Environment:
    """The environment, checked once."""
    return Environment.model_validate(dict(os.environ))


@cache
def _secrets() -> Secrets:
    return Secrets(client=aws.client("secretsmanager"))


def secret(vendor: str, field: str) -> str:
    """One field of a vendor's secret."""
    names = {
        "quickbooks": environment().QUICKBOOKS_APP_SECRET,
        "stripe": environment().STRIPE_SECRET,
        "twilio": environment().TWILIO_SECRET,
    }
    return _secrets().get(names[vendor]).get(field, "")


@cache
def metrics() -> LogMetrics:
    """The counters of this function."""
    return LogMetrics()


@cache
def queue() -> SqsQueue:
    """The queues."""
    return SqsQueue(client=aws.client("sqs"), urls=environment().queue_urls())


def retry_sooner(name: str, receipt: str, seconds: int) -> None:
    """Let a failed message come again after `seconds` instead of the queue's own time."""
    queue().retry_in(name, receipt, seconds)


@cache
def store() -> DynamoStore:
    """The state."""
    return DynamoStore(environment().STATE_TABLE, connect())


class _Moved:
    """A local clock whose offset was read once: time does not jump within one invocation."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        """Business time."""
        return self.wall() + self._ahead

    def wall(self) -> datetime:
        """Wall time."""
        return datetime.now(UTC)


def clock() -> Clock:
    """The clock: locally its business time can be moved between invocations."""
    if environment().STAGE != LOCAL:
        return SystemClock()
    moved = LocalClock(store())
    return _Moved(timedelta(seconds=round((moved.now() - moved.wall()).total_seconds())))


@cache
def edges() -> Edges:
    """What the webhook addresses do."""
    return _edges()


def voice_edge() -> Edges:
    """The address that answers calls: besides, it knows who calls and whom they may talk to."""
    return _edges(lambda caller, called: answer_call(world(), caller, called))


def _edges(answer: Callable[[str, str], CallAnswer] | None = None) -> Edges:
    env = environment()
    return Edges(
        queue=queue(),
        metrics=metrics(),
        secret=secret,
        public_url=env.PUBLIC_URL,
        clock=SystemClock(),
        live=env.STAGE == "live",
        answer_call=answer,
    )


@cache
def _vendors() -> tuple[Ledger, Payments, Texts, Mail, Connections]:
    env = environment()
    ledger, connections = _quickbooks(env)
    return ledger, _stripe(env), _twilio(env), _mail(env), connections


def _quickbooks(env: Environment) -> tuple[Ledger, Connections]:
    if not env.QUICKBOOKS_TOKENS_PREFIX:
        return cast("Ledger", _Missing("QuickBooks")), cast("Connections", _Missing("QuickBooks"))
    connections = QuickBooksConnections(
        store=store(),
        clock=SystemClock(),
        entropy=SystemEntropy(),
        vault=TokenVault(
            client=aws.client("secretsmanager"), prefix=env.QUICKBOOKS_TOKENS_PREFIX, kms_key_id=env.KMS_KEY_ID or None
        ),
        client_id=secret("quickbooks", "client_id"),
        client_secret=secret("quickbooks", "client_secret"),
        redirect_uri=f"{env.PUBLIC_URL}/quickbooks/callback",
        base_url=env.INTUIT_OAUTH_BASE,
    )
    ledger = QuickBooksLedger(
        tokens=connections,
        clock=SystemClock(),
        base_url=env.QUICKBOOKS_API_BASE or PRODUCTION,
        on_unreadable=lambda _company, error: metrics().count("ObjectsUnreadable", code=error.code),
    )
    return ledger, connections


def _stripe(env: Environment) -> Payments:
    if not env.STRIPE_SECRET:
        return cast("Payments", _ScaleOnly("Stripe"))
    live = env.STAGE == "live"
    return StripePayments(api_key=secret("stripe", "api_key"), base_url=env.STRIPE_API_BASE, live=live)


def _twilio(env: Environment) -> Texts:
    if not env.TWILIO_SECRET:
        return cast("Texts", _Missing("Twilio"))
    return TwilioTexts(
        account_sid=secret("twilio", "account_sid"),
        api_key=secret("twilio", "api_key"),
        api_secret=secret("twilio", "api_secret"),
        sender=secret("twilio", "from"),
        public_url=env.PUBLIC_URL,
        base_url=env.TWILIO_API_BASE,
    )


def _pictures(env: Environment) -> Pictures:
    if not env.PICTURES_BUCKET:
        return cast("Pictures", _Missing("a bucket for pictures"))
    return S3Pictures(client=aws.client("s3"), bucket=env.PICTURES_BUCKET)


def _mail(env: Environment) -> Mail:
    if not env.MAIL_FROM:
        return cast("Mail", _Missing("e-mail"))
    client = aws.client("sesv2")
    return SesMail(client=client, sender=env.MAIL_FROM, configuration_set=env.MAIL_CONFIGURATION_SET)


def world(**instead: Any) -> World:
    """Every port, wired for this function; `instead` replaces some of them by name."""
    ledger, payments, texts, mail, connections = _vendors()
    parts: dict[str, Callable[[], Any]] = {
        "clock": clock,
        "entropy": SystemEntropy,
        "store": store,
        "ledger": lambda: ledger,
        "payments": lambda: payments,
        "texts": lambda: texts,
        "pictures": lambda: _pictures(environment()),
        "mail": lambda: mail,
        "connections": lambda: connections,
        "queue": queue,
        "phones": TypedPhoneNumbers,
        "holidays": PublicHolidays,
        "metrics": metrics,
        "policies": lambda: StoredPolicies(store(), environment().STAGE),
    }
    return World(**{name: instead.get(name) or build() for name, build in parts.items()})
