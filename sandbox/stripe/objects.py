"""The played Stripe's state, and how each object looks in an answer or an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(slots=True)
class Product:
    """What a line is for."""

    id: str
    name: str
    created: int
    description: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class CustomAmount:
    """The customer chooses the amount, within these bounds."""

    minimum: int | None
    maximum: int | None
    preset: int | None


@dataclass(slots=True)
class Price:
    """An amount in a currency for a product."""

    id: str
    product: Product
    currency: str
    unit_amount: int | None
    created: int
    custom: CustomAmount | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    nickname: str | None = None
    # Prices made inline with price_data can't be used again and are inactive from the start.
    active: bool = True


@dataclass(slots=True)
class Line:
    """One line of a link or a session."""

    id: str
    price: Price
    quantity: int
    amount: int


@dataclass(slots=True)
class Link:
    """A payment link; its amounts never change after it was made."""

    id: str
    token: str
    url: str
    lines: list[Line]
    currency: str
    created: int
    metadata: dict[str, str]
    intent_data: Json | None
    limit: int | None
    inactive_message: str | None
    method_types: list[str] | None
    after_completion: Json
    echoed: Json
    active: bool = True
    completed: int = 0
    sessions: list[Session] = field(default_factory=list)

    @property
    def total(self) -> int:
        """What the link collects, in wire units."""
        return sum(line.amount for line in self.lines)


@dataclass(slots=True)
class Session:
    """One opening of a link: the checkout page that a person sees."""

    id: str
    link: Link
    url: str
    created: int
    expires_at: int
    lines: list[Line]
    metadata: dict[str, str]
    method_types: list[str]
    intent_data: Json
    status: str = "open"
    payment_status: str = "unpaid"
    intent: Intent | None = None
    prefilled_email: str | None = None
    client_reference_id: str | None = None
    locale: str | None = None
    details: Json | None = None

    @property
    def total(self) -> int:
        """What this session collects, in wire units."""
        return sum(line.amount for line in self.lines)


@dataclass(slots=True)
class Method:
    """A card or a bank account as the payer gave it."""

    id: str
    kind: str
    created: int
    billing: Json
    last4: str
    brand: str = ""
    bank_name: str = ""
    routing: str = ""
    number: str = ""


@dataclass(slots=True)
class Intent:
    """A payment on its way, or done."""

    id: str
    secret: str
    session: Session
    amount: int
    currency: str
    created: int
    metadata: dict[str, str]
    description: str | None = None
    status: str = "requires_payment_method"
    received: int = 0
    method: Method | None = None
    charges: list[Charge] = field(default_factory=list)
    last_error: Json | None = None
    next_action: Json | None = None
    processing: Json | None = None
    canceled_at: int | None = None
    cancellation_reason: str | None = None
    wrong_codes: int = 0

    @property
    def charge(self) -> Charge | None:
        """The latest charge."""
        return self.charges[-1] if self.charges else None


@dataclass(slots=True)
class Charge:
    """One try at taking the money."""

    id: str
    intent: Intent
    amount: int
    currency: str
    created: int
    method: Method
    metadata: dict[str, str]
    receipt_url: str | None
    status: str = "succeeded"
    failure_code: str | None = None
    failure_message: str | None = None
    decline_code: str | None = None
    balance: BalanceTransaction | None = None
    balance_known: bool = False
    refunded: int = 0
    disputed: bool = False
    refunds: list[Refund] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)


@dataclass(slots=True)
class Refund:
    """Money on its way back."""

    id: str
    charge: Charge
    amount: int
    created: int
    status: str
    reason: str | None
    metadata: dict[str, str]
    balance: BalanceTransaction | None = None
    failure_reason: str | None = None
    failure_balance: BalanceTransaction | None = None


@dataclass(slots=True)
class Dispute:
    """A chargeback, an inquiry, or a bank's return of a debit."""

    id: str
    charge: Charge
    amount: int
    created: int
    status: str
    reason: str
    due_by: int | None
    metadata: dict[str, str] = field(default_factory=dict)
    balances: list[BalanceTransaction] = field(default_factory=list)
    submissions: int = 0


@dataclass(slots=True)
class BalanceTransaction:
    """A movement on the account's balance: gross, fee, net, and when it can be paid out."""

    id: str
    amount: int
    fee: int
    currency: str
    created: int
    available_on: int
    kind: str
    source: str
    reporting_category: str
    description: str | None = None
    payout: Payout | None = None

    @property
    def net(self) -> int:
        """What remains after the fee."""
        return self.amount - self.fee


@dataclass(slots=True)
class Payout:
    """What was sent to the bank."""

    id: str
    amount: int
    currency: str
    created: int
    arrival: int
    status: str = "in_transit"
    balance: BalanceTransaction | None = None
    automatic: bool = True


@dataclass(slots=True)
class Event:
    """One change, with the object as it stood then."""

    id: str
    kind: str
    created: int
    api_version: str
    thing: Json
    previous: Json | None
    request: Json
    pending: int = 0


class Looks:
    """Turns state into the vendor's JSON; every call makes new values, so that an answer never changes afterwards."""

    def __init__(self, *, livemode: bool, public_base: str) -> None:
        self.livemode = livemode
        self.public_base = public_base

    def product(self, product: Product) -> Json:
        """A product."""
        return {
            "id": product.id,
            "object": "product",
            "active": True,
            "created": product.created,
            "default_price": None,
            "description": product.description,
            "images": [],
            "livemode": self.livemode,
            "marketing_features": [],
            "metadata": dict(product.metadata),
            "name": product.name,
            "package_dimensions": None,
            "shippable": None,
            "statement_descriptor": None,
            "tax_code": None,
            "type": "service",
            "unit_label": None,
            "updated": product.created,
            "url": None,
        }

    def price(self, price: Price) -> Json:
        """A price."""
        custom = price.custom
        return {
            "id": price.id,
            "object": "price",
            "active": price.active,
            "billing_scheme": "per_unit",
            "created": price.created,
            "currency": price.currency,
            "custom_unit_amount": custom
            and {"minimum": custom.minimum, "maximum": custom.maximum, "preset": custom.preset},
            "livemode": self.livemode,
            "lookup_key": None,
            "metadata": dict(price.metadata),
            "nickname": price.nickname,
            "product": price.product.id,
            "recurring": None,
            "tax_behavior": "unspecified",
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "one_time",
            "unit_amount": price.unit_amount,
            "unit_amount_decimal": None if price.unit_amount is None else str(price.unit_amount),
        }

    def line(self, line: Line) -> Json:
        """A line of a link or a session."""
        return {
            "id": line.id,
            "object": "item",
            "adjustable_quantity": None,
            "amount_discount": 0,
            "amount_subtotal": line.amount,
            "amount_tax": 0,
            "amount_total": line.amount,
            "currency": line.price.currency,
            "description": line.price.product.name,
            "metadata": {},
            "price": self.price(line.price),
            "quantity": line.quantity,
        }

    def link(self, link: Link) -> Json:
        """A payment link."""
        data = link.intent_data
        return {
            "id": link.id,
            "object": "payment_link",
            "active": link.active,
            "after_completion": {
                key: dict(value) if isinstance(value, dict) else value for key, value in link.after_completion.items()
            },
            "allow_promotion_codes": False,
            "application": None,
            "application_fee_amount": None,
            "application_fee_percent": None,
            "automatic_tax": {"enabled": False, "liability": None},
            "billing_address_collection": link.echoed.get("billing_address_collection", "auto"),
            "consent_collection": None,
            "currency": link.currency,
            "custom_fields": [],
            "custom_text": {
                "after_submit": None,
                "shipping_address": None,
                "submit": None,
                "terms_of_service_acceptance": None,
            }
            | link.echoed.get("custom_text", {}),
            "customer_creation": link.echoed.get("customer_creation", "if_required"),
            "inactive_message": link.inactive_message,
            "invoice_creation": {
                "enabled": False,
                "invoice_data": {
                    "account_tax_ids": None,
                    "custom_fields": None,
                    "description": None,
                    "footer": None,
                    "issuer": None,
                    "metadata": {},
                    "rendering_options": None,
                },
            },
            "livemode": self.livemode,
            "managed_payments": {"enabled": False},
            "metadata": dict(link.metadata),
            "on_behalf_of": None,
            "payment_intent_data": data
            and {
                "capture_method": None,
                "description": data.get("description"),
                "metadata": dict(data.get("metadata") or {}),
                "setup_future_usage": None,
                "statement_descriptor": data.get("statement_descriptor"),
                "statement_descriptor_suffix": data.get("statement_descriptor_suffix"),
                "transfer_group": None,
            },
            "payment_method_collection": "always",
            "payment_method_options": None,
            "payment_method_types": None if link.method_types is None else list(link.method_types),
            "phone_number_collection": {"enabled": False},
            "restrictions": None
            if link.limit is None
            else {"completed_sessions": {"count": link.completed, "limit": link.limit}},
            "shipping_address_collection": None,
            "shipping_options": [],
            "submit_type": link.echoed.get("submit_type", "auto"),
            "subscription_data": None,
            "tax_id_collection": {"enabled": False, "required": "never"},
            "transfer_data": None,
            "url": link.url,
        }

    def session(self, session: Session) -> Json:
        """A checkout session."""
        return {
            "id": session.id,
            "object": "checkout.session",
            "adaptive_pricing": {"enabled": False},
            "after_expiration": None,
            "allow_promotion_codes": False,
            "amount_subtotal": session.total,
            "amount_total": session.total,
            "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
            "billing_address_collection": "auto",
            "cancel_url": "https://stripe.com",
            "client_reference_id": session.client_reference_id,
            "client_secret": None,
            "collected_information": None,
            "consent": None,
            "consent_collection": None,
            "created": session.created,
            "currency": session.link.currency,
            "currency_conversion": None,
            "custom_fields": [],
            "custom_text": {
                "after_submit": None,
                "shipping_address": None,
                "submit": None,
                "terms_of_service_acceptance": None,
            },
            "customer": None,
            "customer_account": None,
            "customer_creation": "if_required",
            "customer_details": session.details and dict(session.details),
            "customer_email": None,
            "discounts": [],
            "expires_at": session.expires_at,
            "integration_identifier": None,
            "invoice": None,
            "invoice_creation": {
                "enabled": False,
                "invoice_data": {
                    "account_tax_ids": None,
                    "custom_fields": None,
                    "description": None,
                    "footer": None,
                    "issuer": None,
                    "metadata": {},
                    "rendering_options": None,
                },
            },
            "livemode": self.livemode,
            "locale": session.locale or "auto",
            "managed_payments": {"enabled": False},
            "metadata": dict(session.metadata),
            "mode": "payment",
            "origin_context": None,
            # Since 2022-08-01 the PaymentIntent comes into being with the first try to pay.
            "payment_intent": session.intent and session.intent.id,
            "payment_link": session.link.id,
            "payment_method_collection": "always",
            "payment_method_configuration_details": None,
            "payment_method_options": {},
            "payment_method_types": list(session.method_types),
            "payment_status": session.payment_status,
            "permissions": None,
            "phone_number_collection": {"enabled": False},
            "recovered_from": None,
            "saved_payment_method_options": None,
            "setup_intent": None,
            "shipping_address_collection": None,
            "shipping_cost": None,
            "shipping_options": [],
            "status": session.status,
            "submit_type": "auto",
            "subscription": None,
            "success_url": "https://stripe.com",
            "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
            "ui_mode": "hosted_page",
            "url": session.url if session.status == "open" else None,
            "wallet_options": None,
        }

    def intent(self, intent: Intent) -> Json:
        """A payment intent."""
        return {
            "id": intent.id,
            "object": "payment_intent",
            "amount": intent.amount,
            "amount_capturable": 0,
            "amount_details": {"tip": {}},
            "amount_received": intent.received,
            "application": None,
            "application_fee_amount": None,
            "automatic_payment_methods": None,
            "canceled_at": intent.canceled_at,
            "cancellation_reason": intent.cancellation_reason,
            "capture_method": "automatic_async",
            "client_secret": intent.secret,
            "confirmation_method": "automatic",
            "created": intent.created,
            "currency": intent.currency,
            "customer": None,
            "customer_account": None,
            "description": intent.description,
            "excluded_payment_method_types": None,
            "last_payment_error": intent.last_error and dict(intent.last_error),
            "latest_charge": intent.charges[-1].id if intent.charges else None,
            "livemode": self.livemode,
            "managed_payments": {"enabled": False},
            "metadata": dict(intent.metadata),
            "next_action": intent.next_action and dict(intent.next_action),
            "on_behalf_of": None,
            "payment_method": intent.method and intent.method.id,
            "payment_method_configuration_details": None,
            "payment_method_options": {kind: {} for kind in intent.session.method_types},
            "payment_method_types": list(intent.session.method_types),
            "processing": intent.processing and dict(intent.processing),
            "receipt_email": None,
            "review": None,
            "setup_future_usage": None,
            "shipping": None,
            "source": None,
            "statement_descriptor": None,
            "statement_descriptor_suffix": None,
            "status": intent.status,
            "transfer_data": None,
            "transfer_group": None,
        }

    def method(self, method: Method) -> Json:
        """A payment method."""
        return {
            "id": method.id,
            "object": "payment_method",
            "allow_redisplay": "limited",
            "billing_details": dict(method.billing),
            method.kind: self._method_body(method),
            "created": method.created,
            "customer": None,
            "customer_account": None,
            "livemode": self.livemode,
            "metadata": {},
            "type": method.kind,
        }

    def _method_body(self, method: Method) -> Json:
        if method.kind == "card":
            return {
                "brand": method.brand,
                "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
                "country": "US",
                "display_brand": method.brand,
                "exp_month": 12,
                "exp_year": 2034,
                "fingerprint": f"fp{method.last4}{method.brand}",
                "funding": "credit",
                "generated_from": None,
                "last4": method.last4,
                "networks": {"available": [method.brand], "preferred": None},
                "regulated_status": "unregulated",
                "three_d_secure_usage": {"supported": True},
                "wallet": None,
            }
        return {
            "account_holder_type": "company",
            "account_type": "checking",
            "bank_name": method.bank_name,
            "financial_connections_account": None,
            "fingerprint": f"fp{method.last4}{method.routing}",
            "last4": method.last4,
            "networks": {"preferred": "ach", "supported": ["ach"]},
            "routing_number": method.routing,
            "status_details": {},
        }

    def charge(self, charge: Charge) -> Json:
        """A charge."""
        return {
            "id": charge.id,
            "object": "charge",
            "amount": charge.amount,
            "amount_captured": charge.amount if charge.status == "succeeded" else 0,
            "amount_refunded": charge.refunded,
            "application": None,
            "application_fee": None,
            "application_fee_amount": None,
            "balance_transaction": charge.balance.id if charge.balance and charge.balance_known else None,
            "billing_details": dict(charge.method.billing),
            "calculated_statement_descriptor": "PASTDUE SANDBOX",
            "captured": charge.status == "succeeded",
            "created": charge.created,
            "currency": charge.currency,
            "customer": None,
            "description": charge.intent.description,
            "disputed": charge.disputed,
            "failure_balance_transaction": None,
            "failure_code": charge.failure_code,
            "failure_message": charge.failure_message,
            "fraud_details": {},
            "livemode": self.livemode,
            "metadata": dict(charge.metadata),
            "on_behalf_of": None,
            "outcome": self._outcome(charge),
            "paid": charge.status == "succeeded",
            "payment_intent": charge.intent.id,
            "payment_method": charge.method.id,
            "payment_method_details": self._method_details(charge),
            "receipt_email": None,
            "receipt_number": None,
            "receipt_url": charge.receipt_url if charge.status != "failed" else None,
            "refunded": charge.refunded == charge.amount and charge.status == "succeeded",
            "review": None,
            "shipping": None,
            "source": None,
            "source_transfer": None,
            "statement_descriptor": None,
            "statement_descriptor_suffix": None,
            "status": charge.status,
            "transfer_data": None,
            "transfer_group": None,
        }

    def _outcome(self, charge: Charge) -> Json:
        if charge.status == "failed" and charge.method.kind == "card":
            return {
                "advice_code": "try_again_later",
                "network_advice_code": None,
                "network_decline_code": None,
                "network_status": "declined_by_network",
                "reason": charge.decline_code,
                "risk_level": "normal",
                "risk_score": 20,
                "seller_message": "The bank did not return any further details with this decline.",
                "type": "issuer_declined",
            }
        return {
            "advice_code": None,
            "network_advice_code": None,
            "network_decline_code": None,
            "network_status": "approved_by_network",
            "reason": None,
            "risk_level": "normal" if charge.method.kind == "card" else "not_assessed",
            "risk_score": 20,
            "seller_message": "Payment complete.",
            "type": "authorized",
        }

    def _method_details(self, charge: Charge) -> Json:
        method = charge.method
        if method.kind != "card":
            body = self._method_body(method)
            return {
                "type": "us_bank_account",
                "us_bank_account": {
                    **{
                        name: body[name]
                        for name in (
                            "account_holder_type",
                            "account_type",
                            "bank_name",
                            "fingerprint",
                            "last4",
                            "routing_number",
                        )
                    },
                    "expected_debit_date": None,
                    "mandate": None,
                    "payment_reference": None,
                },
            }
        return {
            "type": "card",
            "card": {
                "amount_authorized": charge.amount if charge.status == "succeeded" else None,
                "authorization_code": None,
                "brand": method.brand,
                "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
                "country": "US",
                "exp_month": 12,
                "exp_year": 2034,
                "extended_authorization": {"status": "disabled"},
                "fingerprint": f"fp{method.last4}{method.brand}",
                "funding": "credit",
                "incremental_authorization": {"status": "unavailable"},
                "installments": None,
                "last4": method.last4,
                "mandate": None,
                "multicapture": {"status": "unavailable"},
                "network": method.brand,
                "network_token": {"used": False},
                "network_transaction_id": None,
                "overcapture": {"maximum_amount_capturable": charge.amount, "status": "unavailable"},
                "regulated_status": "unregulated",
                "three_d_secure": None,
                "transaction_link_id": None,
                "wallet": None,
            },
        }

    def refund(self, refund: Refund) -> Json:
        """A refund."""
        kind = refund.charge.method.kind
        look: Json = {
            "id": refund.id,
            "object": "refund",
            "amount": refund.amount,
            "balance_transaction": refund.balance and refund.balance.id,
            "charge": refund.charge.id,
            "created": refund.created,
            "currency": refund.charge.currency,
            "customer": None,
            "customer_account": None,
            "destination_details": {"type": kind, kind: {"type": "refund"} if kind == "card" else {}},
            "metadata": dict(refund.metadata),
            "payment_intent": refund.charge.intent.id,
            "payment_method": refund.charge.method.id,
            "reason": refund.reason,
            "receipt_number": None,
            "source_transfer_reversal": None,
            "status": refund.status,
            "transfer_reversal": None,
        }
        if refund.failure_reason:
            look["failure_reason"] = refund.failure_reason
            look["failure_balance_transaction"] = refund.failure_balance and refund.failure_balance.id
        if refund.status == "pending":
            look["pending_reason"] = "processing"
        return look

    def dispute(self, dispute: Dispute) -> Json:
        """A dispute."""
        card = dispute.charge.method.kind == "card"
        open_ = dispute.status in ("needs_response", "warning_needs_response")
        return {
            "id": dispute.id,
            "object": "dispute",
            "amount": dispute.amount,
            "balance_transactions": [self.balance_transaction(balance) for balance in dispute.balances],
            "charge": dispute.charge.id,
            "created": dispute.created,
            "currency": dispute.charge.currency,
            "enhanced_eligibility_types": [],
            "evidence": dict(_NO_EVIDENCE),
            "evidence_details": {
                "due_by": dispute.due_by,
                "enhanced_eligibility": {},
                "has_evidence": dispute.submissions > 0,
                "past_due": False,
                "submission_count": dispute.submissions,
            },
            "is_charge_refundable": open_ and dispute.status.startswith("warning"),
            "livemode": self.livemode,
            "metadata": dict(dispute.metadata),
            "payment_intent": dispute.charge.intent.id,
            "payment_method_details": {
                "type": "card",
                "card": {
                    "brand": dispute.charge.method.brand,
                    "case_type": "inquiry" if dispute.status.startswith("warning") else "chargeback",
                    "network": dispute.charge.method.brand,
                    "network_reason_code": "10.4",
                },
            }
            if card
            else {"type": "us_bank_account", "us_bank_account": {}},
            "reason": dispute.reason,
            "status": dispute.status,
        }

    def balance_transaction(self, balance: BalanceTransaction, now: int | None = None) -> Json:
        """A movement on the balance; `now` decides whether it is available yet."""
        available = now is not None and balance.available_on <= now
        fees = [
            {
                "amount": balance.fee,
                "application": None,
                "currency": balance.currency,
                "description": "Stripe processing fees" if balance.kind in ("charge", "payment") else "Dispute fee",
                "type": "stripe_fee",
            }
        ]
        return {
            "id": balance.id,
            "object": "balance_transaction",
            "amount": balance.amount,
            "available_on": balance.available_on,
            "balance_type": "payments",
            "created": balance.created,
            "currency": balance.currency,
            "description": balance.description,
            "exchange_rate": None,
            "fee": balance.fee,
            "fee_details": fees if balance.fee else [],
            "net": balance.net,
            "reporting_category": balance.reporting_category,
            "source": balance.source,
            "status": "available" if available else "pending",
            "type": balance.kind,
        }

    def payout(self, payout: Payout) -> Json:
        """A payout."""
        return {
            "id": payout.id,
            "object": "payout",
            "amount": payout.amount,
            "application_fee": None,
            "application_fee_amount": None,
            "arrival_date": payout.arrival,
            "automatic": payout.automatic,
            "balance_transaction": payout.balance and payout.balance.id,
            "created": payout.created,
            "currency": payout.currency,
            "description": "STRIPE PAYOUT",
            "destination": "ba_1SandboxBankAccount00",
            "failure_balance_transaction": None,
            "failure_code": None,
            "failure_message": None,
            "livemode": self.livemode,
            "metadata": {},
            "method": "standard",
            "original_payout": None,
            "payout_method": None,
            "reconciliation_status": _reconciliation(payout),
            "reversed_by": None,
            "source_type": "card",
            "statement_descriptor": None,
            "status": payout.status,
            "trace_id": None,
            "type": "bank_account",
        }

    def event(self, event: Event) -> Json:
        """An event."""
        data: Json = {"object": event.thing}
        if event.previous is not None:
            data["previous_attributes"] = event.previous
        return {
            "id": event.id,
            "object": "event",
            "api_version": event.api_version,
            "created": event.created,
            "data": data,
            "livemode": self.livemode,
            "pending_webhooks": event.pending,
            "request": dict(event.request),
            "type": event.kind,
        }


_NO_EVIDENCE = dict.fromkeys(
    [
        "access_activity_log",
        "billing_address",
        "cancellation_policy",
        "cancellation_policy_disclosure",
        "cancellation_rebuttal",
        "customer_communication",
        "customer_email_address",
        "customer_name",
        "customer_purchase_ip",
        "customer_signature",
        "duplicate_charge_documentation",
        "duplicate_charge_explanation",
        "duplicate_charge_id",
        "product_description",
        "receipt",
        "refund_policy",
        "refund_policy_disclosure",
        "refund_refusal_explanation",
        "service_date",
        "service_documentation",
        "shipping_address",
        "shipping_carrier",
        "shipping_date",
        "shipping_documentation",
        "shipping_tracking_number",
        "uncategorized_file",
        "uncategorized_text",
    ]
) | {"enhanced_evidence": {}}


def _reconciliation(payout: Payout) -> str:
    if not payout.automatic:
        return "not_applicable"
    return "completed" if payout.status == "paid" else "in_progress"
