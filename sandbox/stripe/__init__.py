"""The played Stripe: payment links, checkout pages, payments, refunds, disputes, events."""

from sandbox.stripe.engine import NotPayable, Settings, WebhookKnobs
from sandbox.stripe.played import PlayedStripe

__all__ = ["NotPayable", "PlayedStripe", "Settings", "WebhookKnobs"]
