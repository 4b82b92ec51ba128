"""The played Twilio: messages out and in, status callbacks, opt-outs, throughput, and the phones of the people."""

from sandbox.twilio.played import CallbackKnobs, PlayedTwilio

__all__ = ["CallbackKnobs", "PlayedTwilio"]
