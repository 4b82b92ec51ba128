"""How a text is cut into segments: GSM-7 where every character is in its alphabet, UCS-2 otherwise."""

from __future__ import annotations

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€\f")
# What SmartEncoded replaces, so that a typographic mark does not turn a text into UCS-2.
_SMART = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "‛": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "-",
        "–": "-",
        "—": "-",
        "―": "-",
        "…": "...",
        "•": "*",
        "\u00a0": " ",
        "\u2009": " ",
        "\u200b": "",
        "ʼ": "'",
        "´": "'",
        "`": "'",
    }
)


def is_gsm7(body: str) -> bool:
    """Whether every character is in the GSM-7 alphabet or its extension."""
    return all(character in _BASIC or character in _EXTENDED for character in body)


def segments(body: str) -> int:
    """How many segments a carrier is paid for: 160 or 153 septets each, else 70 or 67 UTF-16 units; at least 1."""
    if is_gsm7(body):
        return _cut([2 if character in _EXTENDED else 1 for character in body], 160, 153)
    return _cut([len(character.encode("utf-16-be")) // 2 for character in body], 70, 67)


def _cut(widths: list[int], whole: int, part: int) -> int:
    """A character of two units is never split between segments."""
    if sum(widths) <= whole:
        return 1
    count, room = 1, part
    for width in widths:
        if width > room:
            count, room = count + 1, part
        room -= width
    return count


def smart(body: str) -> str:
    """The body as SmartEncoded sends it."""
    return body.translate(_SMART)
