"""Twilio: texts."""
