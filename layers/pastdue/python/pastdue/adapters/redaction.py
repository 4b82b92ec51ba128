"""What vendors say in their errors, without the phone numbers and e-mail addresses they like to repeat."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"[\w.+%-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+")
# Seven digits or more, however they are grouped: a phone number is never shorter, a vendor's error code never longer.
_NUMBER = re.compile(r"(?:\+|%2B|\()?\d(?:[\s().\-]{0,2}\d){6,}")
_LONGEST = 300


def redacted(text: str) -> str:
    """The text with e-mail addresses and long numbers taken out, cut to 300 characters."""
    return _NUMBER.sub("[number]", _EMAIL.sub("[e-mail]", text))[:_LONGEST]
