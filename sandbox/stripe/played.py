"""The played Stripe as the wire sees it: keys, limits, idempotency, endpoints; and what a payer or a bank does."""

# ruff: noqa: ARG002, ARG005  every endpoint takes the same three arguments: the id in its path, its parameters, the time

from __future__ import annotations

import base64
import json
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from random import Random
from threading import RLock
from typing import Any, Literal, Protocol, TypeVar
from urllib.parse import parse_qsl, urlsplit

from sandbox.stripe import checkout_pages, money
from sandbox.stripe.endpoints import PUBLISHED_LEAST, SPECS
from sandbox.stripe.engine import (
    API_VERSION,
    EVENT_DAYS,
    EVENTS_OF_INTEREST,
    Endpoint,
    Engine,
    NotPayable,
    Settings,
    Shelf,
    WebhookKnobs,
)
from sandbox.stripe.objects import (
    Charge,
    CustomAmount,
    Dispute,
    Event,
    Intent,
    Json,
    Line,
    Link,
    Payout,
    Price,
    Product,
    Refund,
    Session,
)
from sandbox.stripe.params import StripeError, Tree, nest, read
from sandbox.wire import Deliver, Delivery, Now, Request, Response

KEY_MEMORY = timedelta(hours=24)


class _Dated(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def created(self) -> int: ...


T = TypeVar("T", bound=_Dated)


@dataclass(slots=True)
class _Kept:
    """An answer remembered under an idempotency key."""

    fingerprint: str
    path: str
    since: datetime
    request_id: str
    status: int
    body: bytes


_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}(\.[a-z_]+)?\Z")


class PlayedStripe:
    """A Stripe account in memory. `handle` answers API and pages; the other methods are what people and banks do.

    now: the vendor's clock (object times, settlement). wall: the clock of signatures and of the rate limit.
    deliver: takes each webhook; called after the state has changed and outside the lock, in order of posting.
    """

    def __init__(
        self,
        *,
        now: Now,
        deliver: Deliver,
        random: Random,
        wall: Now | None = None,
        public_base: str = "https://buy.stripe.example",
        api_keys: Sequence[str] = ("sk_test_pastdue",),
        restricted_keys: Mapping[str, Mapping[str, str]] | None = None,
        webhook_url: str = "",
        webhook_secrets: Sequence[str] = ("whsec_pastdue",),
        webhook_events: Iterable[str] = EVENTS_OF_INTEREST,
        settings: Settings | None = None,
        requests_per_second: int | None = None,
    ) -> None:
        self._now = now
        self._deliver = deliver
        self._wall = wall or now
        self._lock = RLock()
        self._depth = 0
        self.engine = Engine(
            settings=settings or Settings(), random=random, wall=self._wall, public_base=public_base.rstrip("/")
        )
        self._keys = set(api_keys)
        self._restricted = dict(restricted_keys or {"rk_test_pastdue": PUBLISHED_LEAST})
        self._kept: dict[str, _Kept] = {}
        self._busy: set[str] = set()
        self._seen: deque[datetime] = deque()
        self.requests_per_second = requests_per_second
        self.engine.endpoints.append(
            Endpoint("we_1SandboxEndpoint0000", webhook_url, list(webhook_secrets), frozenset(webhook_events))
        )
        self._calls: dict[tuple[str, str], Callable[[str, Tree, datetime], Json]] = {
            ("POST", "payment_links"): self._create_link,
            ("GET", "payment_links"): self._list_links,
            ("POST", "payment_links/{}"): self._update_link,
            ("GET", "payment_links/{}"): lambda name, values, at: self.engine.looks.link(self._link(name)),
            ("GET", "payment_links/{}/line_items"): self._link_lines,
            ("GET", "checkout.sessions"): self._list_sessions,
            ("GET", "checkout.sessions/{}"): lambda name, values, at: self.engine.looks.session(self._session(name)),
            ("GET", "checkout.sessions/{}/line_items"): self._session_lines,
            ("POST", "checkout.sessions/{}/expire"): self._expire_session,
            ("GET", "payment_intents"): self._list_intents,
            ("GET", "payment_intents/{}"): lambda name, values, at: self.engine.looks.intent(self._intent(name)),
            ("POST", "payment_intents/{}/cancel"): self._cancel_intent,
            ("POST", "payment_intents/{}/verify_microdeposits"): self._verify_microdeposits,
            ("GET", "payment_methods/{}"): lambda name, values, at: self.engine.looks.method(
                self._of(self.engine.methods, name, "PaymentMethod")
            ),
            ("GET", "charges"): self._list_charges,
            ("GET", "charges/{}"): lambda name, values, at: self.engine.looks.charge(self._charge(name)),
            ("GET", "charges/{}/refunds"): self._charge_refunds,
            ("POST", "refunds"): self._create_refund,
            ("GET", "refunds"): self._list_refunds,
            ("GET", "refunds/{}"): lambda name, values, at: self.engine.looks.refund(
                self._of(self.engine.refunds, name, "refund")
            ),
            ("GET", "disputes"): self._list_disputes,
            ("GET", "disputes/{}"): lambda name, values, at: self.engine.looks.dispute(self._dispute(name)),
            ("POST", "disputes/{}/close"): self._close_dispute,
            ("GET", "events"): self._list_events,
            ("GET", "events/{}"): self._get_event,
            ("GET", "balance"): self._get_balance,
            ("GET", "balance_transactions"): self._list_balances,
            ("GET", "balance_transactions/{}"): lambda name, values, at: self.engine.looks.balance_transaction(
                self._of(self.engine.balances, name, "balance_transaction"), int(at.timestamp())
            ),
            ("GET", "payouts"): self._list_payouts,
            ("GET", "payouts/{}"): lambda name, values, at: self.engine.looks.payout(
                self._of(self.engine.payouts, name, "payout")
            ),
            ("POST", "products"): self._create_product,
            ("GET", "products/{}"): lambda name, values, at: self.engine.looks.product(self._product(name, None)),
            ("POST", "prices"): self._create_price,
            ("GET", "prices/{}"): lambda name, values, at: self.engine.looks.price(self._price(name, None)),
            ("GET", "account"): self._get_account,
            ("POST", "webhook_endpoints"): self._create_endpoint,
            ("GET", "webhook_endpoints"): self._list_endpoints,
        }

    # Turns: one caller at a time; what is due happens first; webhooks leave when the lock is free again.

    @contextmanager
    def _turn(self) -> Iterator[datetime]:
        posted: list[Delivery] = []
        try:
            with self._lock:
                self._depth += 1
                try:
                    at = self._now()
                    if self._depth == 1:
                        self.engine.agenda.run_until(at)
                    yield at
                finally:
                    self._depth -= 1
                    if self._depth == 0 and self.engine.outbox:
                        posted, self.engine.outbox = self.engine.outbox, []
        finally:
            for delivery in posted:
                self._deliver(delivery)

    def tick(self) -> None:
        """Do what has become due on the vendor's clock, and let go of the webhooks that were held back."""
        with self._turn():
            self.engine.outbox.extend(self.engine.held)
            self.engine.held.clear()

    def next_due(self) -> datetime | None:
        """When something will next happen by itself."""
        with self._lock:
            return self.engine.agenda.next_due()

    # Webhooks

    @property
    def knobs(self) -> WebhookKnobs:
        """How badly webhooks behave."""
        return self.engine.knobs

    def set_webhook(self, url: str, secrets: Sequence[str] | None = None) -> None:
        """Point the first endpoint elsewhere, or rotate its secrets."""
        with self._lock:
            endpoint = self.engine.endpoints[0]
            endpoint.url = url
            if secrets is not None:
                endpoint.secrets = list(secrets)

    def signed_again(self, delivery: Delivery) -> Delivery:
        """The same event for another try: Stripe signs each try with its own time."""
        with self._lock:
            for endpoint in self.engine.endpoints:
                if endpoint.url == delivery.url:
                    mark = self.engine.signature(delivery.body, endpoint.secrets)
                    return replace(delivery, headers={**delivery.headers, "Stripe-Signature": mark})
        return delivery

    def acknowledged(self, event_id: str) -> None:
        """An endpoint answered 2xx: one webhook fewer is pending."""
        with self._lock:
            event = self.engine.events.get(event_id)
            if event is not None and event.pending:
                event.pending -= 1

    def resend(self, event_id: str) -> None:
        """Post an event again to every endpoint subscribed to it, as the dashboard's button does."""
        with self._turn():
            event = self._of(self.engine.events, event_id, "event")
            for endpoint in self.engine.endpoints:
                if endpoint.wants(event.kind):
                    self.engine.outbox.append(self.engine.delivery(endpoint, event))

    # The wire

    def handle(self, request: Request) -> Response:
        """Answer an API call, or a page of the checkout."""
        with self._turn() as at:
            if not request.path.startswith("/v1/"):
                return checkout_pages.answer(self, request, at)
            request_id = self.engine.new_id("req_", 14)
            headers = {
                "Content-Type": "application/json",
                "Request-Id": request_id,
                "Stripe-Version": request.headers.get("stripe-version", API_VERSION),
            }
            key = request.headers.get("idempotency-key", "") if request.method == "POST" else ""
            if key:
                headers["Idempotency-Key"] = key
            self.engine.request = {"id": request_id, "idempotency_key": key or None}
            try:
                status, body = self._answer(request, at, key, request_id, headers)
            except StripeError as refusal:
                refusal.error["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
                status, body = refusal.status, _dump({"error": refusal.error})
            finally:
                self.engine.request = {"id": None, "idempotency_key": None}
            return Response(status, body, headers)

    def _answer(
        self, request: Request, at: datetime, key: str, request_id: str, headers: dict[str, str]
    ) -> tuple[int, bytes]:
        permissions = self._authorize(request)
        self._limit()
        shape, name = _shape(request.path)
        call = self._calls.get((request.method, shape))
        if call is None:
            raise StripeError(
                404,
                f"Unrecognized request URL ({request.method}: {request.path}). If you are trying to list objects, "
                "remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid "
                "(non-empty) identifier in your code.",
                ran=False,
            )
        _permit(permissions, request.method, shape)
        version = request.headers.get("stripe-version", API_VERSION)
        if version != API_VERSION:
            known = "" if _VERSION.match(version) else "Invalid Stripe API version: "
            raise StripeError(400, f"{known}{version}: the played Stripe speaks {API_VERSION} only.", ran=False)
        pairs = request.form() if request.method == "POST" else request.query
        if not key:
            return 200, self._run(call, request.method, shape, name, pairs, at)
        return self._once(call, request, shape, name, pairs, at, key, request_id, headers)

    def _once(
        self,
        call: Callable[[str, Tree, datetime], Json],
        request: Request,
        shape: str,
        name: str,
        pairs: tuple[tuple[str, str], ...],
        at: datetime,
        key: str,
        request_id: str,
        headers: dict[str, str],
    ) -> tuple[int, bytes]:
        """Idempotency: an endpoint that has begun is not begun again under the same key for a day."""
        if len(key) > 255:
            raise StripeError(
                400, "Idempotency keys can have up to 255 characters.", kind="idempotency_error", ran=False
            )
        if key in self._busy:
            raise StripeError(
                409,
                f"There is currently another in-progress request using this Idempotent Key (that probably means you "
                f"submitted twice, and the other request is still going through): {key}. Please try again later.",
                kind="idempotency_error",
                code="idempotency_key_in_use",
                ran=False,
            )
        fingerprint = sha256(repr((request.method, request.path, sorted(pairs))).encode()).hexdigest()
        kept = self._kept.get(key)
        if kept is not None and at - kept.since >= KEY_MEMORY:
            del self._kept[key]
            kept = None
        if kept is not None:
            if kept.fingerprint != fingerprint:
                what = (
                    "with the same parameters they were first used with"
                    if kept.path == request.path
                    else f"for the same endpoint they were first used for ('{request.path}' vs '{kept.path}')"
                )
                raise StripeError(
                    400,
                    f"Keys for idempotent requests can only be used {what}. Try using a key other than '{key}' if you "
                    "meant to execute a different request.",
                    kind="idempotency_error",
                    ran=False,
                )
            headers["Idempotent-Replayed"] = "true"
            headers["Original-Request"] = kept.request_id
            return kept.status, kept.body
        try:
            status, body = 200, self._run(call, request.method, shape, name, pairs, at)
        except StripeError as refusal:
            if not refusal.ran:
                raise
            refusal.error["request_log_url"] = f"https://dashboard.stripe.com/test/logs/{request_id}"
            status, body = refusal.status, _dump({"error": refusal.error})
        self._kept[key] = _Kept(fingerprint, request.path, at, request_id, status, body)
        while at - next(iter(self._kept.values())).since >= KEY_MEMORY:
            del self._kept[next(iter(self._kept))]
        headers["Original-Request"] = request_id
        return status, body

    def _run(
        self,
        call: Callable[[str, Tree, datetime], Json],
        method: str,
        shape: str,
        name: str,
        pairs: tuple[tuple[str, str], ...],
        at: datetime,
    ) -> bytes:
        values = read(SPECS[(method, shape)], nest(pairs), "")
        answer = call(name, values, at)
        for path in values.get("expand", ()):
            self._expand(answer, path.split("."), path, at)
        return _dump(answer)

    @contextmanager
    def in_progress(self, key: str) -> Iterator[None]:
        """While this is held, another request with this idempotency key meets a 409."""
        with self._lock:
            self._busy.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(key)

    def _authorize(self, request: Request) -> Mapping[str, str] | None:
        header = request.headers.get("authorization", "")
        scheme, _, given = header.partition(" ")
        if scheme.lower() == "basic":
            try:
                given = base64.b64decode(given).decode().partition(":")[0]
            except ValueError:
                given = ""
        elif scheme.lower() != "bearer":
            given = ""
        given = given.strip()
        if not given:
            raise StripeError(
                401,
                "You did not provide an API key. You need to provide your API key in the Authorization header, using "
                "Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See "
                "https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
                ran=False,
            )
        if given in self._keys:
            return None
        if given in self._restricted:
            return self._restricted[given]
        hidden = f"{given[:8]}{'*' * max(len(given) - 12, 4)}{given[-4:]}"
        raise StripeError(401, f"Invalid API Key provided: {hidden}", ran=False)

    def _limit(self) -> None:
        """The account's limit of requests in any second of the wall's time."""
        if self.requests_per_second is None:
            return
        now = self._wall()
        while self._seen and now - self._seen[0] >= timedelta(seconds=1):
            self._seen.popleft()
        if len(self._seen) >= self.requests_per_second:
            raise StripeError(
                429,
                "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
                code="rate_limit",
                ran=False,
            )
        self._seen.append(now)

    # Looking up

    def _of(self, shelf: Shelf[Any], name: str, what: str, param: str | None = "id") -> Any:
        """An object by id; missing ones are 404 in the path and 400 in a parameter."""
        found = shelf.get(name)
        if found is None:
            status = 404 if param == "id" else 400
            raise StripeError(status, f"No such {what}: '{name}'", code="resource_missing", param=param)
        return found

    def _link(self, name: str, param: str = "id") -> Link:
        link: Link = self._of(self.engine.links, name, "payment link", param)
        return link

    def _session(self, name: str) -> Session:
        session: Session = self._of(self.engine.sessions, name, "checkout.session")
        return session

    def _intent(self, name: str, param: str = "id") -> Intent:
        intent: Intent = self._of(self.engine.intents, name, "payment_intent", param)
        return intent

    def _charge(self, name: str, param: str = "id") -> Charge:
        charge: Charge = self._of(self.engine.charges, name, "charge", param)
        return charge

    def _dispute(self, name: str) -> Dispute:
        dispute: Dispute = self._of(self.engine.disputes, name, "dispute")
        return dispute

    def _product(self, name: str, param: str | None) -> Product:
        product: Product = self._of(self.engine.products, name, "product", param or "id")
        return product

    def _price(self, name: str, param: str | None) -> Price:
        price: Price = self._of(self.engine.prices, name, "price", param or "id")
        return price

    def _page(
        self,
        items: Sequence[T],
        values: Tree,
        look: Callable[[T], Json],
        url: str,
        matches: Callable[[T], bool] = lambda item: True,
        places: Mapping[str, int] | None = None,
    ) -> Json:
        """A page of a list, newest first."""
        limit = values.get("limit", 10)
        low, high = values.get("created", (None, None))

        def place_of(param: str) -> int:
            name = values[param]
            place = places.get(name) if places is not None else None
            if places is None:
                place = next((index for index, item in enumerate(items) if item.id == name), None)
            if place is None:
                raise StripeError(400, f"No such object: '{name}'", code="resource_missing", param=param)
            return place

        if "ending_before" in values:
            order: Iterable[int] = range(place_of("ending_before") + 1, len(items))
        elif "starting_after" in values:
            order = range(place_of("starting_after") - 1, -1, -1)
        else:
            order = range(len(items) - 1, -1, -1)
        backward = "ending_before" not in values
        found: list[T] = []
        for index in order:
            item = items[index]
            if low is not None and item.created < low:
                if backward:
                    break
                continue
            if (high is None or item.created <= high) and matches(item):
                found.append(item)
                if len(found) > limit:
                    break
        more = len(found) > limit
        found = found[:limit]
        if not backward:
            found.reverse()
        return {"object": "list", "url": url, "has_more": more, "data": [look(item) for item in found]}

    def _expand(self, node: Any, path: list[str], whole: str, at: datetime) -> None:
        if isinstance(node, list):
            for item in node:
                self._expand(item, path, whole, at)
            return
        head, rest = path[0], path[1:]
        if not isinstance(node, dict):
            raise StripeError(400, f"This property cannot be expanded ({whole}).", param="expand", ran=False)
        if head not in node:
            included = self._includable(node, head)
            if included is None:
                raise StripeError(
                    400,
                    f"This property cannot be expanded ({whole}). You may want to try expanding another property.",
                    param="expand",
                    ran=False,
                )
            node[head] = included
        elif isinstance(node[head], str):
            node[head] = self._by_id(node[head], whole, at)
        if rest and node[head] is not None:
            self._expand(node[head], rest, whole, at)

    def _includable(self, node: Json, head: str) -> Json | None:
        looks = self.engine.looks
        if head == "line_items" and node.get("object") in ("payment_link", "checkout.session"):
            shelf: Shelf[Any] = self.engine.links if node["object"] == "payment_link" else self.engine.sessions
            owner = shelf.get(node["id"])
            base = "payment_links" if node["object"] == "payment_link" else "checkout/sessions"
            lines = [looks.line(line) for line in owner.lines] if owner else []
            return {"object": "list", "url": f"/v1/{base}/{node['id']}/line_items", "has_more": False, "data": lines}
        if head == "refunds" and node.get("object") == "charge":
            charge = self._charge(node["id"])
            refunds = [looks.refund(refund) for refund in reversed(charge.refunds[-10:])]
            return {
                "object": "list",
                "url": f"/v1/charges/{charge.id}/refunds",
                "has_more": len(charge.refunds) > 10,
                "data": refunds,
            }
        return None

    def _by_id(self, name: str, whole: str, at: datetime) -> Json:
        engine, looks = self.engine, self.engine.looks
        now = int(at.timestamp())
        looking: tuple[tuple[Shelf[Any], Callable[[Any], Json]], ...] = (
            (engine.intents, looks.intent),
            (engine.charges, looks.charge),
            (engine.sessions, looks.session),
            (engine.links, looks.link),
            (engine.methods, looks.method),
            (engine.balances, lambda balance: looks.balance_transaction(balance, now)),
            (engine.refunds, looks.refund),
            (engine.disputes, looks.dispute),
            (engine.products, looks.product),
            (engine.prices, looks.price),
            (engine.payouts, looks.payout),
        )
        for shelf, look in looking:
            item = shelf.get(name)
            if item is not None:
                return look(item)
        raise StripeError(400, f"This property cannot be expanded ({whole}).", param="expand", ran=False)

    # Payment links

    def _create_link(self, name: str, values: Tree, at: datetime) -> Json:
        engine = self.engine
        items = values["line_items"]
        if not items:
            raise StripeError(400, "You must specify at least one line item.", param="line_items", ran=False)
        if len(items) > 20:
            raise StripeError(
                400,
                "Payment Links can have at most 20 line items.",
                param="line_items",
                code="parameter_invalid",
                ran=False,
            )
        lines = [self._line(item, index, at) for index, item in enumerate(items)]
        currencies = {line.price.currency for line in lines}
        if len(currencies) > 1:
            found = ", ".join(sorted(currencies))
            raise StripeError(
                400, f"All line items must be in the same currency. Found currencies: {found}.", param="line_items"
            )
        currency = currencies.pop()
        if values.get("currency", currency).lower() != currency:
            raise StripeError(400, "The specified currency does not match the line items' prices.", param="currency")
        if any(line.price.custom for line in lines) and len(lines) > 1:
            raise StripeError(400, "A price with custom_unit_amount must be the only line item.", param="line_items")
        if not any(line.price.custom for line in lines):
            _check_total(sum(line.amount for line in lines), currency)
        methods = values.get("payment_method_types")
        _check_methods(methods, currency)
        after = values.get("after_completion") or {"type": "hosted_confirmation"}
        if after["type"] == "redirect" and "redirect" not in after:
            raise StripeError(
                400,
                "Missing required param: after_completion[redirect].",
                code="parameter_missing",
                param="after_completion[redirect]",
            )
        if after["type"] == "hosted_confirmation":
            after = {
                "type": "hosted_confirmation",
                "hosted_confirmation": after.get("hosted_confirmation") or {"custom_message": None},
            }
        restrictions = values.get("restrictions")
        for line in lines:
            if engine.prices.get(line.price.id) is None:
                engine.products.add(line.price.product.id, line.price.product)
                engine.prices.add(line.price.id, line.price)
        link = engine.add_link(
            at,
            lines,
            metadata=values.get("metadata") or {},
            intent_data=values.get("payment_intent_data"),
            limit=restrictions["completed_sessions"]["limit"] if restrictions else None,
            inactive_message=values.get("inactive_message"),
            method_types=methods,
            after_completion=after,
            echoed={
                key: values[key]
                for key in ("billing_address_collection", "custom_text", "customer_creation", "submit_type")
                if key in values
            },
        )
        return engine.looks.link(link)

    def _line(self, item: Tree, index: int, at: datetime) -> Line:
        where = f"line_items[{index}]"
        if ("price" in item) == ("price_data" in item):
            raise StripeError(
                400,
                f"You must specify either `price` or `price_data` for {where}.",
                param=where,
                code="parameter_missing",
            )
        if "price" in item:
            price = self._price(item["price"], f"{where}[price]")
            if not price.active:
                raise StripeError(
                    400, "The price specified is inactive. This field only accepts active prices.", param=where
                )
            return self.engine.make_line(price, item["quantity"])
        data = item["price_data"]
        currency = _currency(data["currency"], f"{where}[price_data][currency]")
        if "unit_amount" not in data:
            param = f"{where}[price_data][unit_amount]"
            raise StripeError(400, f"Missing required param: {param}.", code="parameter_missing", param=param)
        _check_step(data["unit_amount"], currency, f"{where}[price_data][unit_amount]")
        if ("product" in data) == ("product_data" in data):
            param = f"{where}[price_data][product_data]"
            raise StripeError(
                400,
                f"You must specify either `product` or `product_data` for {where}[price_data].",
                code="parameter_missing",
                param=param,
            )
        # Kept aside until the whole link is known to be good, so that a refused link leaves nothing behind.
        engine, created = self.engine, int(at.timestamp())
        if "product" in data:
            product = self._product(data["product"], f"{where}[price_data][product]")
        else:
            given = data["product_data"]
            product = Product(
                engine.new_id("prod_", 14),
                given["name"],
                created,
                given.get("description"),
                given.get("metadata") or {},
            )
        price = Price(engine.new_id("price_1", 23), product, currency, data["unit_amount"], created, active=False)
        return engine.make_line(price, item["quantity"])

    def _list_links(self, name: str, values: Tree, at: datetime) -> Json:
        wanted = values.get("active")
        return self._page(
            self.engine.links.items,
            values,
            self.engine.looks.link,
            "/v1/payment_links",
            lambda link: wanted is None or link.active == wanted,
            self.engine.links.place,
        )

    def _update_link(self, name: str, values: Tree, at: datetime) -> Json:
        link = self._link(name)
        look = self.engine.looks.link
        before = look(link)
        for index, change in enumerate(values.get("line_items", ())):
            line = next((line for line in link.lines if line.id == change["id"]), None)
            if line is None:
                raise StripeError(
                    400,
                    f"No such line item: '{change['id']}'",
                    code="resource_missing",
                    param=f"line_items[{index}][id]",
                )
            if "quantity" in change:
                line.quantity = change["quantity"]
                line.amount = (line.price.unit_amount or 0) * line.quantity
        if "payment_method_types" in values:
            _check_methods(values["payment_method_types"], link.currency)
            link.method_types = values["payment_method_types"]
        if "active" in values:
            link.active = values["active"]
        if "inactive_message" in values:
            link.inactive_message = values["inactive_message"]
        if "metadata" in values:
            link.metadata = _merged(link.metadata, values["metadata"])
        if "payment_intent_data" in values:
            data = dict(link.intent_data or {})
            changes = dict(values["payment_intent_data"])
            if "metadata" in changes:
                changes["metadata"] = _merged(data.get("metadata") or {}, changes["metadata"])
            link.intent_data = data | changes
        if "restrictions" in values:
            restrictions = values["restrictions"]
            link.limit = restrictions["completed_sessions"]["limit"] if restrictions else None
        if "after_completion" in values:
            link.after_completion = values["after_completion"]
        for key in ("billing_address_collection", "custom_text", "customer_creation", "submit_type"):
            if key in values:
                link.echoed[key] = values[key]
        after = look(link)
        previous = {key: before[key] for key in after if before[key] != after[key]}
        if previous:
            self.engine.link_changed(link, at, previous)
        return after

    def _link_lines(self, name: str, values: Tree, at: datetime) -> Json:
        link = self._link(name)
        return self._lines(link.lines, values, f"/v1/payment_links/{name}/line_items")

    def _lines(self, lines: list[Line], values: Tree, url: str) -> Json:
        limit = values.get("limit", 10)
        start = 0
        if "starting_after" in values:
            start = 1 + next((i for i, line in enumerate(lines) if line.id == values["starting_after"]), len(lines))
        page = lines[start : start + limit]
        return {
            "object": "list",
            "url": url,
            "has_more": len(lines) > start + limit,
            "data": [self.engine.looks.line(line) for line in page],
        }

    # Checkout sessions

    def _list_sessions(self, name: str, values: Tree, at: datetime) -> Json:
        engine = self.engine
        items: Sequence[Session] = engine.sessions.items
        places: Mapping[str, int] | None = engine.sessions.place
        if "payment_link" in values:
            items, places = self._link(values["payment_link"], "payment_link").sessions, None
        status, intent = values.get("status"), values.get("payment_intent")
        email = (values.get("customer_details") or {}).get("email")

        def matches(session: Session) -> bool:
            return (
                (status is None or session.status == status)
                and (intent is None or (session.intent is not None and session.intent.id == intent))
                and (email is None or (session.details or {}).get("email") == email)
            )

        return self._page(items, values, engine.looks.session, "/v1/checkout/sessions", matches, places)

    def _session_lines(self, name: str, values: Tree, at: datetime) -> Json:
        return self._lines(self._session(name).lines, values, f"/v1/checkout/sessions/{name}/line_items")

    def _expire_session(self, name: str, values: Tree, at: datetime) -> Json:
        session = self._session(name)
        self.engine.expire(session, at)
        return self.engine.looks.session(session)

    # Payments

    def _list_intents(self, name: str, values: Tree, at: datetime) -> Json:
        shelf = self.engine.intents
        return self._page(shelf.items, values, self.engine.looks.intent, "/v1/payment_intents", places=shelf.place)

    def _cancel_intent(self, name: str, values: Tree, at: datetime) -> Json:
        intent = self._intent(name)
        if intent.session.status == "open":
            raise StripeError(
                400,
                "You cannot cancel this PaymentIntent because it was created by a Checkout Session. Expire the "
                "Checkout Session instead.",
                code="payment_intent_unexpected_state",
            )
        raise StripeError(
            400,
            f"You cannot cancel this PaymentIntent because it has a status of {intent.status}.",
            code="payment_intent_unexpected_state",
            param="intent",
        )

    def _verify_microdeposits(self, name: str, values: Tree, at: datetime) -> Json:
        intent = self._intent(name)
        self.engine.verify_microdeposits(intent, at, values.get("descriptor_code"), values.get("amounts"))
        return self.engine.looks.intent(intent)

    def _list_charges(self, name: str, values: Tree, at: datetime) -> Json:
        engine = self.engine
        items, places = engine.charges.items, engine.charges.place
        if "payment_intent" in values:
            charges = self._intent(values["payment_intent"], "payment_intent").charges
            return self._page(charges, values, engine.looks.charge, "/v1/charges")
        return self._page(items, values, engine.looks.charge, "/v1/charges", places=places)

    # Refunds and disputes

    def _charge_refunds(self, name: str, values: Tree, at: datetime) -> Json:
        charge = self._charge(name)
        return self._page(charge.refunds, values, self.engine.looks.refund, f"/v1/charges/{name}/refunds")

    def _create_refund(self, name: str, values: Tree, at: datetime) -> Json:
        if ("charge" in values) == ("payment_intent" in values):
            raise StripeError(
                400,
                "One of the following params should be provided for this request: payment_intent or charge.",
                code="parameter_missing",
                param="charge",
            )
        if "charge" in values:
            charge = self._charge(values["charge"], "charge")
        else:
            intent = self._intent(values["payment_intent"], "payment_intent")
            latest = intent.charge
            if latest is None or intent.status != "succeeded":
                raise StripeError(
                    400,
                    f"This PaymentIntent ({intent.id}) does not have a successful charge to refund.",
                    code="resource_missing",
                    param="payment_intent",
                )
            charge = latest
        refund = self.engine.refund(
            charge, at, values.get("amount"), values.get("reason"), values.get("metadata") or {}
        )
        return self.engine.looks.refund(refund)

    def _list_refunds(self, name: str, values: Tree, at: datetime) -> Json:
        charge, intent = values.get("charge"), values.get("payment_intent")
        shelf = self.engine.refunds

        def matches(refund: Refund) -> bool:
            return (charge is None or refund.charge.id == charge) and (
                intent is None or refund.charge.intent.id == intent
            )

        return self._page(shelf.items, values, self.engine.looks.refund, "/v1/refunds", matches, shelf.place)

    def _list_disputes(self, name: str, values: Tree, at: datetime) -> Json:
        charge, intent = values.get("charge"), values.get("payment_intent")
        shelf = self.engine.disputes

        def matches(dispute: Dispute) -> bool:
            return (charge is None or dispute.charge.id == charge) and (
                intent is None or dispute.charge.intent.id == intent
            )

        return self._page(shelf.items, values, self.engine.looks.dispute, "/v1/disputes", matches, shelf.place)

    def _close_dispute(self, name: str, values: Tree, at: datetime) -> Json:
        dispute = self._dispute(name)
        self.engine.close_dispute(dispute, at, "warning_closed" if dispute.status.startswith("warning") else "lost")
        return self.engine.looks.dispute(dispute)

    # Events, balance, account

    def _list_events(self, name: str, values: Tree, at: datetime) -> Json:
        kinds = list(values.get("types", ()))
        if "type" in values:
            if kinds:
                raise StripeError(400, "You may pass either `type` or `types`, but not both.", param="types", ran=False)
            kinds = [values["type"]]
        exact = {kind for kind in kinds if not kind.endswith("*")}
        starts = tuple(kind[:-1] for kind in kinds if kind.endswith("*"))
        oldest = int((at - timedelta(days=EVENT_DAYS)).timestamp())
        low, high = values.get("created", (None, None))
        values = values | {"created": (max(low or 0, oldest), high)}
        delivered = values.get("delivery_success")

        def matches(event: Event) -> bool:
            return (not kinds or event.kind in exact or (bool(starts) and event.kind.startswith(starts))) and (
                delivered is None or (event.pending == 0) == delivered
            )

        shelf = self.engine.events
        return self._page(shelf.items, values, self.engine.looks.event, "/v1/events", matches, shelf.place)

    def _get_event(self, name: str, values: Tree, at: datetime) -> Json:
        event: Event = self._of(self.engine.events, name, "event")
        if event.created < int((at - timedelta(days=EVENT_DAYS)).timestamp()):
            raise StripeError(404, f"No such event: '{name}'", code="resource_missing", param="id")
        return self.engine.looks.event(event)

    def _get_balance(self, name: str, values: Tree, at: datetime) -> Json:
        available, pending = self.engine.balance_of(int(at.timestamp()))

        def side(amounts: dict[str, int]) -> list[Json]:
            return [
                {"amount": amount, "currency": currency, "source_types": {"card": amount}}
                for currency, amount in sorted(amounts.items())
            ]

        return {
            "object": "balance",
            "available": side(available),
            "connect_reserved": [{"amount": 0, "currency": self.engine.settings.settlement_currency}],
            "livemode": self.engine.settings.livemode,
            "pending": side(pending),
        }

    def _list_balances(self, name: str, values: Tree, at: datetime) -> Json:
        engine, now = self.engine, int(at.timestamp())
        payout = values.get("payout")
        if payout is not None and not self._of(engine.payouts, payout, "payout").automatic:
            said = "Balance transaction history can only be filtered on automatic transfers, not manual."
            raise StripeError(400, said, param="payout")
        plain = {"currency": "currency", "source": "source", "type": "kind"}

        def matches(balance: Any) -> bool:
            return all(getattr(balance, own) == values[given] for given, own in plain.items() if given in values) and (
                payout is None or (balance.payout is not None and balance.payout.id == payout)
            )

        return self._page(
            engine.balances.items,
            values,
            lambda balance: engine.looks.balance_transaction(balance, now),
            "/v1/balance_transactions",
            matches,
            engine.balances.place,
        )

    def _list_payouts(self, name: str, values: Tree, at: datetime) -> Json:
        status, shelf = values.get("status"), self.engine.payouts
        return self._page(
            shelf.items,
            values,
            self.engine.looks.payout,
            "/v1/payouts",
            lambda payout: status is None or payout.status == status,
            shelf.place,
        )

    def _create_product(self, name: str, values: Tree, at: datetime) -> Json:
        product = self.engine.make_product(values["name"], at, values.get("description"), values.get("metadata") or {})
        return self.engine.looks.product(product)

    def _create_price(self, name: str, values: Tree, at: datetime) -> Json:
        currency = _currency(values["currency"], "currency")
        chosen = values.get("custom_unit_amount")
        custom = None
        if chosen and chosen.get("enabled"):
            custom = CustomAmount(
                chosen.get("minimum", money.least(currency)), chosen.get("maximum"), chosen.get("preset")
            )
            _check_step(custom.preset or 0, currency, "custom_unit_amount[preset]")
        elif "unit_amount" not in values:
            raise StripeError(
                400, "Missing required param: unit_amount.", code="parameter_missing", param="unit_amount"
            )
        else:
            _check_step(values["unit_amount"], currency, "unit_amount")
        if ("product" in values) == ("product_data" in values):
            raise StripeError(
                400, "You must specify either `product` or `product_data`.", code="parameter_missing", param="product"
            )
        if "product" in values:
            product = self._product(values["product"], "product")
        else:
            data = values["product_data"]
            product = self.engine.make_product(data["name"], at, None, data.get("metadata") or {})
        amount = None if custom else values["unit_amount"]
        price = self.engine.make_price(product, currency, amount, at, custom)
        price.metadata = values.get("metadata") or {}
        price.nickname = values.get("nickname")
        return self.engine.looks.price(price)

    def _get_account(self, name: str, values: Tree, at: datetime) -> Json:
        settings = self.engine.settings
        return {
            "id": settings.account,
            "object": "account",
            "business_profile": {"name": settings.merchant, "mcc": None, "url": None},
            "business_type": "company",
            "capabilities": {
                "card_payments": "active",
                "us_bank_account_ach_payments": "active",
                "transfers": "active",
            },
            "charges_enabled": True,
            "country": settings.country,
            "default_currency": settings.settlement_currency,
            "details_submitted": True,
            "email": None,
            "payouts_enabled": True,
            "settings": {"dashboard": {"display_name": settings.merchant, "timezone": "Etc/UTC"}},
            "type": "standard",
        }

    def _create_endpoint(self, name: str, values: Tree, at: datetime) -> Json:
        version = values.get("api_version", API_VERSION)
        if version != API_VERSION:
            raise StripeError(400, f"The played Stripe speaks {API_VERSION} only.", param="api_version")
        if urlsplit(values["url"]).scheme not in ("http", "https"):
            raise StripeError(400, "Invalid URL: An explicit scheme (such as https) must be provided.", param="url")
        endpoint = Endpoint(
            self.engine.new_id("we_1", 23),
            values["url"],
            [self.engine.new_id("whsec_", 32)],
            frozenset(values["enabled_events"]),
            int(at.timestamp()),
        )
        self.engine.endpoints.append(endpoint)
        return self._endpoint_look(endpoint) | {"secret": endpoint.secrets[0]}

    def _list_endpoints(self, name: str, values: Tree, at: datetime) -> Json:
        items = [endpoint for endpoint in self.engine.endpoints if endpoint.url]
        return self._page(items, values, self._endpoint_look, "/v1/webhook_endpoints")

    def _endpoint_look(self, endpoint: Endpoint) -> Json:
        return {
            "id": endpoint.id,
            "object": "webhook_endpoint",
            "api_version": endpoint.api_version,
            "application": None,
            "created": endpoint.created,
            "description": None,
            "enabled_events": sorted(endpoint.enabled_events),
            "livemode": self.engine.settings.livemode,
            "metadata": {},
            "status": "enabled" if endpoint.enabled else "disabled",
            "url": endpoint.url,
        }

    # What payers, banks and the owner do; for tests, the simulation and the host.

    def link_of(self, link: str | Link) -> Link:
        """A link by its id, its URL, or itself; KeyError if there is none."""
        if isinstance(link, Link):
            return link
        found = self.engine.links.get(link)
        if found is not None:
            return found
        return self.engine.by_token[urlsplit(link).path.rstrip("/").rpartition("/")[2]]

    def open_session(self, link: str | Link, email: str | None = None) -> Session:
        """A person opens a link. NotPayable says what the page would."""
        with self._turn() as at:
            query = dict(parse_qsl(urlsplit(link).query)) if isinstance(link, str) else {}
            return self.engine.open_session(
                self.link_of(link),
                at,
                email=email or query.get("prefilled_email"),
                reference=query.get("client_reference_id"),
            )

    def pay(
        self, session: Session | str, card: str = "4242424242424242", name: str | None = None, email: str | None = None
    ) -> Intent:
        """A person tries a card in an open session; look at the intent's status for what came of it."""
        with self._turn() as at:
            found = session if isinstance(session, Session) else self._session(session)
            return self.engine.pay_by_card(found, at, card, name, email)

    def pay_link(self, link: str | Link, card: str = "4242424242424242", email: str | None = None) -> Intent:
        """A person opens a link and tries a card."""
        with self._turn() as at:
            session = self.open_session(link, email)
            return self.engine.pay_by_card(session, at, card, None, email)

    def pay_by_bank(
        self,
        link: str | Link | Session,
        account: str = "000123456789",
        *,
        microdeposits: bool = False,
        name: str = "Sandbox Payer",
        email: str | None = None,
    ) -> Intent:
        """A person pays a link or an open session from a bank account."""
        with self._turn() as at:
            session = link if isinstance(link, Session) else self.open_session(link, email)
            return self.engine.pay_by_bank(session, at, account, microdeposits=microdeposits, name=name, email=email)

    def verify_microdeposits(self, intent: Intent | str, code: str = "SM11AA") -> Intent:
        """The payer types the code from their bank statement."""
        with self._turn() as at:
            found = intent if isinstance(intent, Intent) else self._intent(intent)
            return self.engine.verify_microdeposits(found, at, code)

    def expire(self, session: Session) -> None:
        """The owner expires an open session."""
        with self._turn() as at:
            self.engine.expire(session, at)

    def refund(self, payment: Intent | str, amount: int | None = None, reason: str | None = None) -> Refund:
        """The owner refunds a payment in the dashboard."""
        with self._turn() as at:
            return self.engine.refund(self._taken(payment), at, amount, reason)

    def fail_refund(self, refund: Refund) -> None:
        """The bank sends a refund back."""
        with self._turn() as at:
            self.engine.fail_refund(refund, at)

    def pay_out_by_hand(self, amount: int, currency: str = "usd") -> Payout:
        """The owner sends what is available to the bank, in the dashboard."""
        with self._turn() as at:
            return self.engine.pay_out_by_hand(amount, currency, at)

    def dispute(
        self, payment: Intent | str, *, reason: str = "fraudulent", amount: int | None = None, inquiry: bool = False
    ) -> Dispute:
        """The payer's bank disputes a payment."""
        with self._turn() as at:
            return self.engine.dispute(self._taken(payment), at, reason=reason, amount=amount, inquiry=inquiry)

    def close_dispute(self, dispute: Dispute, status: Literal["won", "lost", "warning_closed", "prevented"]) -> None:
        """The bank decides."""
        with self._turn() as at:
            self.engine.close_dispute(dispute, at, status)

    def escalate(self, dispute: Dispute) -> None:
        """An inquiry becomes a chargeback."""
        with self._turn() as at:
            self.engine.escalate(dispute, at)

    def _taken(self, payment: Intent | str) -> Charge:
        intent = payment if isinstance(payment, Intent) else self._intent(payment)
        charge = intent.charge
        if charge is None:
            raise StripeError(400, f"{intent.id} has no charge.")
        return charge

    def payments(self) -> list[Intent]:
        """Every intent that has succeeded, in order of creation."""
        with self._turn():
            return [intent for intent in self.engine.intents if intent.status == "succeeded"]

    def events(self, kind: str | None = None) -> list[Event]:
        """Every event, or those of one type, in order."""
        with self._turn():
            return [event for event in self.engine.events if kind is None or event.kind == kind]

    def links(self, active: bool | None = None) -> list[Link]:
        """Every link, or the live or dead ones."""
        with self._turn():
            return [link for link in self.engine.links if active is None or link.active == active]

    def sessions(self, status: str | None = None) -> list[Session]:
        """Every session, or those of one status."""
        with self._turn():
            return [session for session in self.engine.sessions if status is None or session.status == status]

    def state(self) -> Json:
        """Everything that an assertion may want, as JSON values."""
        with self._turn():
            engine, looks = self.engine, self.engine.looks
            return {
                "payment_links": [looks.link(link) | {"amount": link.total} for link in engine.links],
                "checkout_sessions": [looks.session(session) for session in engine.sessions],
                "payment_intents": [looks.intent(intent) for intent in engine.intents],
                "charges": [looks.charge(charge) for charge in engine.charges],
                "refunds": [looks.refund(refund) for refund in engine.refunds],
                "disputes": [looks.dispute(dispute) for dispute in engine.disputes],
            }


__all__ = ["NotPayable", "PlayedStripe", "Settings"]


def _dump(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _shape(path: str) -> tuple[str, str]:
    """`/v1/checkout/sessions/cs_1/expire` → ("checkout.sessions/{}/expire", "cs_1")."""
    parts = path[len("/v1/") :].split("/")
    if len(parts) > 1 and parts[0] == "checkout":
        parts = [f"{parts[0]}.{parts[1]}", *parts[2:]]
    if len(parts) == 1:
        return parts[0], ""
    return "/".join([parts[0], "{}", *parts[2:]]), parts[1]


def _permit(permissions: Mapping[str, str] | None, method: str, shape: str) -> None:
    if permissions is None:
        return
    resource = shape.partition("/")[0]
    granted = permissions.get(resource, "none")
    needed = "read" if method == "GET" else "write"
    if granted in ("write", needed):
        return
    raise StripeError(
        403,
        f"The provided key does not have the required permissions for this endpoint. Having the '{resource}_{needed}' "
        "permission would allow this request to continue.",
        ran=False,
    )


def _merged(old: dict[str, str], new: dict[str, str] | None) -> dict[str, str]:
    """Metadata as Stripe updates it: key by key; an empty string removes a key, an empty hash removes all."""
    if new is None:
        return {}
    return {key: value for key, value in (old | new).items() if value != ""}


def _currency(given: str, param: str) -> str:
    currency = given.lower()
    if currency not in money.CURRENCIES:
        known = ", ".join(sorted(money.CURRENCIES))
        raise StripeError(
            400, f"Invalid currency: {given}. Stripe currently supports these currencies: {known}", param=param
        )
    return currency


def _check_step(amount: int, currency: str, param: str) -> None:
    if amount > money.MAXIMUM:
        raise StripeError(
            400,
            f"Amount must be at most {money.shown(money.MAXIMUM, currency)}",
            code="amount_too_large",
            param=param,
        )
    step = money.step(currency)
    if amount % step:
        raise StripeError(
            400,
            f"Amounts in {currency} must be a multiple of {step} (the last digits must be 0); got {amount}.",
            code="parameter_invalid_integer",
            param=param,
        )


def _check_total(total: int, currency: str) -> None:
    least = money.least(currency)
    if total < least:
        raise StripeError(
            400,
            f"The Payment Link's total amount due must add up to at least {money.shown(least, currency)} {currency}",
            code="amount_too_small",
        )
    if total > money.MAXIMUM:
        raise StripeError(
            400,
            f"The Payment Link's total amount due must be at most {money.shown(money.MAXIMUM, currency)} {currency}",
            code="amount_too_large",
        )


_PLAYED_METHODS = ("card", "us_bank_account")


def _check_methods(methods: list[str] | None, currency: str) -> None:
    for index, method in enumerate(methods or ()):
        param = f"payment_method_types[{index}]"
        if method not in _PLAYED_METHODS:
            raise StripeError(
                400,
                f"The payment method type provided: {method} is invalid. Played are {', '.join(_PLAYED_METHODS)}.",
                param=param,
            )
        if method == "us_bank_account" and currency != "usd":
            raise StripeError(
                400,
                f"The payment method `{method}` cannot be used with the currency {currency}; it supports usd only.",
                param=param,
            )
