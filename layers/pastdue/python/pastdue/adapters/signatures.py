"""Whether a webhook comes from whom it says: pure checks on the raw bytes, before anything else is done with them."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl

import stripe
from twilio.request_validator import RequestValidator

from pastdue.domain.errors import SignatureRefused

STRIPE_TOLERANCE = 300
_PLAIN = re.compile("[0-9]{1,12}")


def check_intuit(body: bytes, signature: str | None, verifier: str) -> None:
    """Check `intuit-signature`: base64 of HMAC-SHA256 over the raw body. Raises SignatureRefused."""
    expected = hmac.new(verifier.encode(), body, sha256).digest()
    try:
        given = base64.b64decode(signature or "", validate=True)
    except (binascii.Error, ValueError):
        given = b""
    if not verifier or not hmac.compare_digest(expected, given):
        raise SignatureRefused("intuit-signature does not match")


def check_stripe(body: bytes, signature: str | None, secret: str, wall: datetime) -> None:
    """Check `Stripe-Signature` (any of its v1) over the raw body, at most 300 s old by the wall clock given.

    Raises SignatureRefused.
    """
    # Exactly one plain `t`: the SDK signs over the first, and takes `+1` and `1_0` for numbers too, so that a second
    # one beside such a first would make an old signature look fresh.
    times = [part[2:] for part in (signature or "").split(",") if part.startswith("t=")]
    if len(times) != 1 or not _PLAIN.fullmatch(times[0]) or wall.timestamp() - int(times[0]) > STRIPE_TOLERANCE:
        raise SignatureRefused("Stripe-Signature does not match, or is too old")
    try:
        stripe.WebhookSignature.verify_header(body, signature, secret, None)
    except (stripe.SignatureVerificationError, UnicodeDecodeError, TypeError):
        # Theirs carries the body, and with it the payer's e-mail address.
        raise SignatureRefused("Stripe-Signature does not match, or is too old") from None


def check_twilio(url: str, body: bytes, signature: str | None, auth_token: str) -> None:
    """Check `X-Twilio-Signature` over the public URL, stage and query included, and the form.

    Raises SignatureRefused.
    """
    try:
        form = _Form(body.decode("ascii"))
    except UnicodeDecodeError:
        raise SignatureRefused("a form in other than ASCII is not Twilio's") from None
    given = (signature or "").encode("ascii", "replace").decode()
    if not auth_token or not given or not RequestValidator(auth_token).validate(url, form, given):
        raise SignatureRefused("X-Twilio-Signature does not match")


class _Form:
    """Form fields as the validator wants them: blank ones kept, and a name may come twice."""

    def __init__(self, text: str) -> None:
        self._fields: dict[str, list[str]] = {}
        for name, value in parse_qsl(text, keep_blank_values=True):
            self._fields.setdefault(name, []).append(value)

    def __bool__(self) -> bool:
        return bool(self._fields)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def getlist(self, name: str) -> list[str]:
        """Every value of a field."""
        return self._fields[name]
