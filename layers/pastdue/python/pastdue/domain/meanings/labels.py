"""Labels: what a reply can mean, why everything may have to stop, and what can be served at once."""

from __future__ import annotations

from enum import StrEnum


class Meaning(StrEnum):
    """What a reply means: the first that applies."""

    OPT_OUT = "opt_out"
    WRONG_NUMBER = "wrong_number"
    DISPUTE = "dispute"
    ALREADY_PAID = "already_paid"
    PLAN = "plan"
    PROMISE = "promise"
    OPT_IN = "opt_in"
    HELP = "help"
    LANGUAGE = "language"
    OTHER = "other"


class StopFlag(StrEnum):
    """Why everything for a customer stops, on every channel, until a person lifts it."""

    BANKRUPTCY = "bankruptcy"
    DEATH = "death"
    LAWYER = "lawyer"
    MINOR = "minor"
    THREAT = "threat"
    REFUSAL = "refusal"


class Request(StrEnum):
    """What a reply asks for, that can be served at once."""

    LINK = "link"
    BALANCE = "balance"
    COPY = "copy"
    WHO = "who"
