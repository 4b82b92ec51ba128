"""What each endpoint of the played Stripe takes; what Stripe knows and this sandbox does not play is named too."""

from __future__ import annotations

from sandbox.stripe.params import (
    EXPAND,
    PAGE,
    Spec,
    boolean,
    clearable,
    group,
    instant,
    integer,
    listing,
    metadata,
    needed,
    text,
    unplayed,
)

PUBLISHED_LEAST = {
    # The permissions that docs ask for in a restricted key: enough for Pastdue and no more.
    "payment_links": "write",
    "products": "write",
    "prices": "write",
    "checkout.sessions": "write",
    "payment_intents": "read",
    "charges": "read",
    "refunds": "read",
    "disputes": "read",
    "events": "read",
    "balance_transactions": "read",
    "balance": "read",
    "payouts": "read",
}
_METHODS = listing(text(), unset=True, most=40)
_PRODUCT_DATA = group(
    name=text(required=True, most=5000),
    description=text(most=40000),
    metadata=metadata(),
    **unplayed("images", "tax_code", "tax_details", "unit_label"),
)
_INTENT_DATA = {
    "description": text(unset=True, most=1000),
    "metadata": metadata(),
    "statement_descriptor": text(unset=True, most=22),
    "statement_descriptor_suffix": text(unset=True, most=22),
    **unplayed("capture_method", "setup_future_usage", "transfer_group"),
}
_AFTER = group(
    type=text("hosted_confirmation", "redirect", required=True),
    hosted_confirmation=group(custom_message=text(most=500)),
    redirect=group(url=text(required=True, most=2048)),
)
_LIMIT = clearable(group(completed_sessions=needed(group(limit=integer(required=True, least=1)))))
_MESSAGE = clearable(group(message=text(required=True, most=1200)))
_CUSTOM_TEXT = group(
    after_submit=_MESSAGE, submit=_MESSAGE, shipping_address=_MESSAGE, terms_of_service_acceptance=_MESSAGE
)
_LINK_COMMON = {
    "after_completion": _AFTER,
    "billing_address_collection": text("auto", "required"),
    "custom_text": _CUSTOM_TEXT,
    "customer_creation": text("always", "if_required"),
    "inactive_message": text(unset=True, most=500),
    "metadata": metadata(),
    "payment_intent_data": group(**_INTENT_DATA),
    "payment_method_types": _METHODS,
    "restrictions": _LIMIT,
    "submit_type": text("auto", "book", "donate", "pay", "subscribe"),
    **unplayed(
        "allow_promotion_codes",
        "application_fee_amount",
        "application_fee_percent",
        "automatic_tax",
        "consent_collection",
        "custom_fields",
        "invoice_creation",
        "name_collection",
        "on_behalf_of",
        "optional_items",
        "payment_method_collection",
        "payment_method_options",
        "phone_number_collection",
        "shipping_address_collection",
        "shipping_options",
        "subscription_data",
        "tax_id_collection",
        "transfer_data",
    ),
    **EXPAND,
}
_LINK_CREATE = group(
    line_items=listing(
        group(
            quantity=integer(required=True, least=1, most=999_999),
            price=text(),
            price_data=group(
                currency=text(required=True),
                unit_amount=integer(least=0),
                product=text(),
                product_data=_PRODUCT_DATA,
                tax_behavior=text("exclusive", "inclusive", "unspecified"),
                **unplayed("recurring", "unit_amount_decimal"),
            ),
            **unplayed("adjustable_quantity"),
        ),
        required=True,
    ),
    currency=text(),
    **unplayed("managed_payments"),
    **_LINK_COMMON,
)
_LINK_UPDATE = group(
    active=boolean(),
    line_items=listing(group(id=text(required=True), quantity=integer(least=1), **unplayed("adjustable_quantity"))),
    **_LINK_COMMON,
)
_CREATED = {"created": instant()}
_NOTHING = group(**EXPAND)
_LISTED = group(**PAGE)

SPECS: dict[tuple[str, str], Spec] = {
    ("POST", "payment_links"): _LINK_CREATE,
    ("GET", "payment_links"): group(active=boolean(), **PAGE),
    ("POST", "payment_links/{}"): _LINK_UPDATE,
    ("GET", "payment_links/{}"): _NOTHING,
    ("GET", "payment_links/{}/line_items"): _LISTED,
    ("GET", "checkout.sessions"): group(
        payment_link=text(),
        payment_intent=text(),
        status=text("open", "complete", "expired"),
        customer_details=group(email=text(required=True)),
        **_CREATED,
        **PAGE,
        **unplayed("customer", "customer_account", "subscription"),
    ),
    ("GET", "checkout.sessions/{}"): _NOTHING,
    ("GET", "checkout.sessions/{}/line_items"): _LISTED,
    ("POST", "checkout.sessions/{}/expire"): _NOTHING,
    ("GET", "payment_intents"): group(**_CREATED, **PAGE, **unplayed("customer", "customer_account")),
    ("GET", "payment_intents/{}"): group(client_secret=text(), **EXPAND),
    ("POST", "payment_intents/{}/cancel"): group(cancellation_reason=text(), **EXPAND),
    ("POST", "payment_intents/{}/verify_microdeposits"): group(
        amounts=listing(integer(), most=2), descriptor_code=text(), **EXPAND
    ),
    ("GET", "payment_methods/{}"): _NOTHING,
    ("GET", "charges"): group(payment_intent=text(), **_CREATED, **PAGE, **unplayed("customer", "transfer_group")),
    ("GET", "charges/{}"): _NOTHING,
    ("GET", "charges/{}/refunds"): _LISTED,
    ("POST", "refunds"): group(
        charge=text(),
        payment_intent=text(),
        amount=integer(least=1),
        reason=text("duplicate", "fraudulent", "requested_by_customer"),
        metadata=metadata(),
        **EXPAND,
        **unplayed(
            "currency", "customer", "instructions_email", "origin", "refund_application_fee", "reverse_transfer"
        ),
    ),
    ("GET", "refunds"): group(charge=text(), payment_intent=text(), **_CREATED, **PAGE),
    ("GET", "refunds/{}"): _NOTHING,
    ("GET", "disputes"): group(charge=text(), payment_intent=text(), **_CREATED, **PAGE),
    ("GET", "disputes/{}"): _NOTHING,
    ("POST", "disputes/{}/close"): _NOTHING,
    ("GET", "events"): group(
        type=text(), types=listing(text(), most=20), delivery_success=boolean(), **_CREATED, **PAGE
    ),
    ("GET", "events/{}"): _NOTHING,
    ("GET", "balance"): _NOTHING,
    ("GET", "balance_transactions"): group(
        currency=text(), payout=text(), source=text(), type=text(), **_CREATED, **PAGE
    ),
    ("GET", "balance_transactions/{}"): _NOTHING,
    ("GET", "payouts"): group(status=text(), **_CREATED, **PAGE, **unplayed("arrival_date", "destination")),
    ("GET", "payouts/{}"): _NOTHING,
    ("POST", "products"): group(
        name=text(required=True, most=5000),
        description=text(most=40000),
        metadata=metadata(),
        **EXPAND,
        **unplayed(
            "active",
            "default_price_data",
            "id",
            "images",
            "marketing_features",
            "package_dimensions",
            "shippable",
            "statement_descriptor",
            "tax_code",
            "tax_details",
            "type",
            "unit_label",
            "url",
        ),
    ),
    ("GET", "products/{}"): _NOTHING,
    ("POST", "prices"): group(
        currency=text(required=True),
        unit_amount=integer(least=0),
        product=text(),
        product_data=group(name=text(required=True, most=5000), metadata=metadata()),
        custom_unit_amount=group(
            enabled=boolean(), minimum=integer(least=1), maximum=integer(least=1), preset=integer(least=0)
        ),
        metadata=metadata(),
        nickname=text(),
        **EXPAND,
        **unplayed(
            "active",
            "billing_scheme",
            "currency_options",
            "lookup_key",
            "recurring",
            "tax_behavior",
            "tiers",
            "tiers_mode",
            "transfer_lookup_key",
            "transform_quantity",
            "unit_amount_decimal",
        ),
    ),
    ("GET", "prices/{}"): _NOTHING,
    ("GET", "account"): _NOTHING,
    ("POST", "webhook_endpoints"): group(
        url=text(required=True),
        enabled_events=listing(text(), required=True),
        api_version=text(),
        description=text(unset=True),
        metadata=metadata(),
        **EXPAND,
        **unplayed("connect"),
    ),
    ("GET", "webhook_endpoints"): _LISTED,
}
