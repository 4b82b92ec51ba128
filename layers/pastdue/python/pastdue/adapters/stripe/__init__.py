"""Stripe: payment links, sessions and payments."""
