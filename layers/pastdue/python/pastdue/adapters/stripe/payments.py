"""Stripe as the Payments port, over its own SDK: links, sessions and payments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import stripe
from stripe import Charge, Dispute, ListObject, PaymentIntent, PaymentLink, StripeObject
from stripe.checkout import Session

from pastdue.adapters.redaction import redacted
from pastdue.adapters.sending import never_sent
from pastdue.adapters.stripe import scale
from pastdue.domain.errors import BadInput, Busy, Refused, Unavailable, Unknown, VendorError
from pastdue.domain.money import Money
from pastdue.ports import LinkDraft, StripeLink, StripeMovement, StripePayment, StripePayout, StripeSession

if TYPE_CHECKING:
    import requests
    from stripe.params import BalanceTransactionListParams, PaymentLinkCreateParams

_TIMEOUT = (3.0, 20.0)
# 100 requests a second live, 25 in a sandbox (vendor-facts, Stripe); a lock on an object lasts about as long.
_PAUSE = 2.0
_MOST_LINES = 20
_PAGE = 100

# The events that tell of money; everything else is none of ours.
EVENTS = (
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

T = TypeVar("T")
S = TypeVar("S", bound=StripeObject)


class StripePayments:
    """The Payments port. Amounts cross Stripe's scale here and nowhere else.

    `live`: what Stripe says is of its test mode is none of ours, and no link of it is given to anybody.
    """

    def __init__(
        self, *, api_key: str, base_url: str = "", session: requests.Session | None = None, live: bool = False
    ) -> None:
        self._live = live
        # No retries inside the SDK: the queues retry, with our own keys, and a hidden one would eat the look's 60 s.
        self._api = stripe.StripeClient(
            api_key,
            base_addresses={"api": base_url.rstrip("/")} if base_url else {},
            max_network_retries=0,
            http_client=stripe.RequestsClient(timeout=_TIMEOUT, session=session),
        ).v1

    def refuses(self, amount: Money) -> str | None:
        return scale.refuses(amount)

    def create_link(self, draft: LinkDraft, key: str) -> StripeLink:
        if not 1 <= len(draft.lines) <= _MOST_LINES:
            raise BadInput(f"a link has 1 to {_MOST_LINES} lines, not {len(draft.lines)}")
        if any(line.amount.currency != draft.currency for line in draft.lines):
            raise BadInput(f"a link in {draft.currency} has a line in another currency")
        params = _link_params(draft)
        link = _called(lambda: self._api.payment_links.create(params, {"idempotency_key": key}), effect=True)
        if not self._counts(link):
            raise Refused("Stripe's key of a live stack is one of its test mode", vendor="stripe", code="test_mode")
        return _link(link)

    def _counts(self, found: PaymentLink | PaymentIntent) -> bool:
        return not self._live or bool(getattr(found, "livemode", False))

    def close_link(self, stripe_id: str, message: str) -> None:
        _called(
            lambda: self._api.payment_links.update(stripe_id, {"active": False, "inactive_message": message}),
            effect=True,
        )

    def sessions(self, stripe_id: str) -> tuple[StripeSession, ...]:
        def first() -> ListObject[Session]:
            return self._api.checkout.sessions.list({"payment_link": stripe_id, "limit": _PAGE})

        return tuple(_session(session) for session in _each(first))

    def expire_session(self, session_id: str) -> StripeSession:
        try:
            return _session(_called(lambda: self._api.checkout.sessions.expire(session_id), effect=True))
        except Refused as refused:
            if refused.status != 400:
                raise
            # Only an open session can be expired: it was completed first, or had expired by itself.
            session = _called(lambda: self._api.checkout.sessions.retrieve(session_id), effect=False)
            if session.status == "open":
                raise
            return _session(session)

    def payment(self, payment_intent: str) -> StripePayment | None:
        def retrieve() -> PaymentIntent:
            return self._api.payment_intents.retrieve(payment_intent, {"expand": ["latest_charge"]})

        try:
            found = _called(retrieve, effect=False)
        except Refused as refused:
            if refused.status == 404:
                return None
            raise
        return self._read(found) if self._counts(found) else None

    def payments_since(self, since: datetime) -> Iterator[StripePayment]:
        def first() -> ListObject[PaymentIntent]:
            return self._api.payment_intents.list(
                {
                    "created": {"gte": int(since.timestamp())},
                    "expand": ["data.latest_charge"],
                    "limit": _PAGE,
                }
            )

        return (self._read(intent) for intent in _each(first) if self._counts(intent))

    def payouts_since(self, since: datetime) -> Iterator[StripePayout]:
        def first() -> ListObject[stripe.Payout]:
            return self._api.payouts.list({"created": {"gte": int(since.timestamp())}, "limit": _PAGE})

        return (_payout(payout) for payout in _each(first))

    def movements(self, *, payout_id: str | None = None, since: datetime | None = None) -> Iterator[StripeMovement]:
        asked: BalanceTransactionListParams = {"expand": ["data.source"], "limit": _PAGE}
        if payout_id is not None:
            asked["payout"] = payout_id
        if since is not None:
            asked["created"] = {"gte": int(since.timestamp())}

        def first() -> ListObject[stripe.BalanceTransaction]:
            return self._api.balance_transactions.list(asked)

        return (_movement(movement) for movement in _each(first))

    def balance(self) -> tuple[Money, ...]:
        found = _called(self._api.balance.retrieve, effect=False)
        held: dict[str, int] = {}
        for part in found.available:
            held[part.currency] = held.get(part.currency, 0) + part.amount
        for waiting in found.pending:
            held[waiting.currency] = held.get(waiting.currency, 0) + waiting.amount
        return tuple(scale.from_stripe(amount, currency) for currency, amount in sorted(held.items()))

    def _read(self, intent: PaymentIntent) -> StripePayment:
        """The payment with its charge, which is asked for by itself where it was not expanded."""
        latest = getattr(intent, "latest_charge", None)
        if isinstance(latest, str):
            charge_id = latest
            latest = _called(lambda: self._api.charges.retrieve(charge_id), effect=False)
        disputed = bool(getattr(latest, "disputed", False))
        return _payment(intent, latest, self._disputes(intent.id) if disputed else [])

    def _disputes(self, payment_intent: str) -> list[str]:
        """The statuses of a payment's disputes; unknown ("") where the key may not ask, or Stripe lists none."""

        def first() -> ListObject[Dispute]:
            return self._api.disputes.list({"payment_intent": payment_intent, "limit": _PAGE})

        try:
            return [str(dispute.status) for dispute in _each(first)] or [""]
        except Refused:
            return [""]

    def events_since(self, since: datetime) -> Iterator[Mapping[str, Any]]:
        def first() -> ListObject[stripe.Event]:
            return self._api.events.list(
                {"created": {"gte": int(since.timestamp())}, "types": list(EVENTS), "limit": _PAGE}
            )

        return (event.to_dict() for event in _each(first))

    def touched_since(self, since: datetime) -> Iterator[str]:
        return (found for event in self.events_since(since) if (found := payment_intent_of(event)))


def payment_intent_of(event: Mapping[str, Any]) -> str | None:
    """The PaymentIntent that an event is about; None where it is about none."""
    data = event.get("data")
    about = data.get("object") if isinstance(data, Mapping) else None
    if not isinstance(about, Mapping):
        return None
    found = about.get("id") if about.get("object") == "payment_intent" else about.get("payment_intent")
    if isinstance(found, Mapping):
        found = found.get("id")
    return found if isinstance(found, str) and found else None


def _link_params(draft: LinkDraft) -> PaymentLinkCreateParams:
    metadata = dict(draft.metadata)
    # ACH takes dollars only (vendor-facts, Stripe).
    methods: list[Literal["card", "us_bank_account"]] = ["card"]
    if draft.currency == "USD":
        methods.append("us_bank_account")
    return {
        "line_items": [
            {
                "price_data": {
                    "currency": draft.currency.lower(),
                    "unit_amount": scale.to_stripe(line.amount),
                    "product_data": {"name": line.name},
                },
                "quantity": 1,
            }
            for line in draft.lines
        ],
        "payment_method_types": [*methods],
        "restrictions": {"completed_sessions": {"limit": 1}},
        # The link's metadata goes to the session, the other to the PaymentIntent (vendor-facts, Stripe).
        "metadata": metadata,
        "payment_intent_data": {"metadata": metadata},
        "inactive_message": draft.inactive_message,
    }


def _link(link: PaymentLink) -> StripeLink:
    return StripeLink(id=link.id, url=link.url, active=bool(getattr(link, "active", True)))


def _session(session: Session) -> StripeSession:
    intent = getattr(session, "payment_intent", None)
    return StripeSession(
        id=session.id,
        status=session.status or "",
        payment_status=getattr(session, "payment_status", ""),
        payment_intent=intent.id if isinstance(intent, PaymentIntent) else intent,
    )


_ENDED = ("won", "lost")


def _moves_money(status: str) -> bool:
    """An inquiry moves none, nor does what was prevented; the set is open, and what is unknown counts as moved."""
    return not status.startswith("warning_") and status != "prevented"


def _payment(intent: PaymentIntent, charge: Charge | None, disputes: Sequence[str]) -> StripePayment:
    captured = charge is not None and getattr(charge, "captured", True) and charge.status == "succeeded"
    taken = intent.amount if intent.status == "succeeded" else 0
    moved = [status for status in disputes if _moves_money(status)]
    try:
        return StripePayment(
            id=intent.id,
            status=intent.status,
            amount=scale.from_stripe(intent.amount, intent.currency),
            received=scale.from_stripe(getattr(intent, "amount_received", taken), intent.currency),
            refunded=scale.from_stripe(getattr(charge, "amount_refunded", 0), intent.currency),
            disputed=bool(moved),
            dispute=next((status for status in moved if status not in _ENDED), next(iter([*moved, *disputes]), "")),
            metadata=_metadata(intent),
            charge_id=charge.id if charge else "",
            created_at=datetime.fromtimestamp(intent.created, UTC),
            charged_at=datetime.fromtimestamp(charge.created, UTC) if charge else None,
            captured_at=datetime.fromtimestamp(charge.created, UTC) if charge and captured else None,
            failure=_failure(intent),
            live=bool(getattr(intent, "livemode", False)),
            awaits_microdeposits=_awaits_microdeposits(intent),
        )
    except BadInput as error:
        raise Refused(f"Stripe's {intent.id} cannot be read: {error}", vendor="stripe", code="unreadable") from None


def _payout(payout: stripe.Payout) -> StripePayout:
    return StripePayout(
        id=payout.id,
        amount=scale.from_stripe(payout.amount, payout.currency),
        status=payout.status,
        automatic=payout.automatic,
        created_at=datetime.fromtimestamp(payout.created, UTC),
        arrives_on=datetime.fromtimestamp(payout.arrival_date, UTC).date(),
    )


def _movement(movement: stripe.BalanceTransaction) -> StripeMovement:
    source = movement.source
    intent = getattr(source, "payment_intent", None)
    return StripeMovement(
        id=movement.id,
        kind=movement.reporting_category,
        amount=scale.from_stripe(movement.amount, movement.currency),
        fee=scale.from_stripe(movement.fee, movement.currency),
        at=datetime.fromtimestamp(movement.created, UTC),
        payment_intent=intent.id if isinstance(intent, PaymentIntent) else intent,
    )


def _metadata(intent: PaymentIntent) -> dict[str, str]:
    found = getattr(intent, "metadata", None)
    return {} if found is None else dict(found.to_dict())


def _awaits_microdeposits(intent: PaymentIntent) -> bool:
    """A bank debit that waits for its account to be verified is in flight, for up to ten days (vendor-facts, ACH)."""
    action = getattr(intent, "next_action", None)
    return intent.status == "requires_action" and action is not None and action.type == "verify_with_microdeposits"


def _failure(intent: PaymentIntent) -> str:
    """Stripe's code of the last failed try, the bank's own before the general one."""
    error = getattr(intent, "last_payment_error", None)
    if error is None:
        return ""
    # A StripeObject has no attribute for a field that Stripe left out, and a bank debit's error has no decline code.
    codes = (getattr(error, name, None) for name in ("decline_code", "code", "type"))
    return str(next((code for code in codes if code), ""))


def _each(first: Callable[[], ListObject[S]]) -> Iterator[S]:
    """Everything in a list, page by page, with its errors as ours; a page that does not say so is the last."""
    page = _called(first, effect=False)
    yield from page.data
    while getattr(page, "has_more", False):
        page = _called(page.next_page, effect=False)
        yield from page.data


def _called(call: Callable[[], T], *, effect: bool) -> T:
    """A call of the SDK with its errors as ours."""
    try:
        return call()
    except stripe.StripeError as error:
        raise _failed(error, effect) from None


def _failed(error: stripe.StripeError, effect: bool) -> VendorError:
    silent = Unknown if effect else Unavailable
    if isinstance(error, stripe.APIConnectionError):
        cause = error.__cause__
        if never_sent(cause):
            return Unavailable(f"Stripe cannot be reached ({type(cause).__name__})", vendor="stripe")
        return silent(f"Stripe did not answer ({type(cause).__name__})", vendor="stripe")
    status, request_id = error.http_status, str(error.request_id or "")
    code = _code(error)
    message = f"Stripe answered {status} {code}: {redacted(error.user_message or '')}"
    # 409: another request holds the same idempotency key; the SDK has no error of its own for it.
    if status in {409, 429}:
        return Busy(message, vendor="stripe", retry_after=_PAUSE, status=status, code=code, request_id=request_id)
    if status is None or status >= 500 or 200 <= status < 300:
        return silent(message, vendor="stripe", status=status, code=code, request_id=request_id)
    return Refused(message, vendor="stripe", status=status, code=code, request_id=request_id)


def _code(error: stripe.StripeError) -> str:
    """Stripe's code, which the SDK keeps on some of its errors only; else the type, else the error's own name."""
    body = error.json_body if isinstance(error.json_body, dict) else {}
    said = body.get("error")
    said = said if isinstance(said, dict) else {}
    return str(said.get("code") or said.get("type") or type(error).__name__)
