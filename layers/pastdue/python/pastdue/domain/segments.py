"""Segments: what a text costs. GSM-7 holds 160 letters (153 in each part of a longer text), anything else 70 (67).

The alphabet is 3GPP TS 23.038's default alphabet and its extension table; a letter of the extension costs two places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENSION = frozenset("\f^{}\\[~]|€")

# What Unicode's decompositions do not bring to the alphabet.
_INSTEAD = {
    **dict.fromkeys("‘’‚‛′´`ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("•·∙●", "-"),
    "…": "...",
    "\t": " ",
    "ª": "a",
    "º": "o",
    "ð": "d",
    "Ð": "D",
    "đ": "d",
    "Đ": "D",
    "ł": "l",
    "Ł": "L",
    "þ": "th",
    "Þ": "Th",
    "œ": "oe",
    "Œ": "OE",
    "ı": "i",
    "⁄": "/",
    "©": "(c)",
    "®": "(R)",
}


def is_gsm7(text: str) -> bool:
    """Whether every letter is in the GSM-7 alphabet or its extension."""
    return all(letter in BASIC or letter in EXTENSION for letter in text)


def gsm7(text: str) -> str:
    """The text in GSM-7: accents go, quotes and dashes become plain, letters of other scripts `?`, pictures nothing."""
    return "".join(_plain(letter) for letter in unicodedata.normalize("NFC", text))


def _plain(letter: str) -> str:
    if letter in BASIC or letter in EXTENSION:
        return letter
    if letter in _INSTEAD:
        return _INSTEAD[letter]
    if unicodedata.category(letter).startswith("Z"):
        return " "
    parts = [part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part)]
    if parts and parts != [letter]:
        plain = "".join(map(_plain, parts))
        return "?" if "?" in plain else plain
    return "?" if unicodedata.category(letter)[0] in "LN" else ""


def segments(text: str) -> int:
    """How many segments a text is billed as; no place and no surrogate pair is split between two. Empty: 0."""
    if is_gsm7(text):
        return _parts((2 if letter in EXTENSION else 1 for letter in text), alone=160, joined=153)
    return _parts((2 if ord(letter) > 0xFFFF else 1 for letter in text), alone=70, joined=67)


def _parts(costs: Iterable[int], *, alone: int, joined: int) -> int:
    every = list(costs)
    if sum(every) <= alone:
        return 1 if every else 0
    parts, room = 0, 0
    for cost in every:
        if cost > room:
            parts, room = parts + 1, joined
        room -= cost
    return parts
