"""Replies: what a person's text means, by rules that anyone can read (meanings/), with the words that decided it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from pastdue.domain.accepted_amounts import accepted_in
from pastdue.domain.contact import Language
from pastdue.domain.meanings import (
    AUTOMATIC,
    BUILT_IN,
    ENGLISH,
    FLAGS,
    NAMES_A_DAY,
    REQUESTS,
    RULES,
    SPANISH,
    WANTS_SPANISH,
    Meaning,
    Request,
    StopFlag,
    every_rule,
)
from pastdue.domain.money import Value
from pastdue.domain.phrases import said, words_of
from pastdue.domain.plain_text import plain
from pastdue.domain.promise_dates import promised_for

__all__ = ["Meaning", "Reply", "Request", "StopFlag", "promised_for", "understand"]


class Reply(Value):
    """What a reply means.

    `label` is the first meaning that applies, `words` what decided it (made plain; empty for `other`), `also` every
    meaning that applies, in order. `language` is the one it is written in, or asks for; None when the words don't say.
    `built_in`: Twilio has answered it itself, so that we must not. `stop_flag`: everything for that customer stops.
    `bare_reaction`: a phone's "Liked ...": neither Answer nor hold. `asks_for`: all that can be served at once.
    `accepted`: what a dispute grants is owed, in the invoice's own currency. `automatic`: by its words a machine's
    ("I'm driving", "out of office"): nobody has read our text.
    """

    label: Meaning
    words: str = ""
    also: tuple[Meaning, ...] = ()
    language: Language | None = None
    built_in: bool = False
    stop_flag: StopFlag | None = None
    bare_reaction: bool = False
    asks_for: tuple[Request, ...] = ()
    accepted: Decimal | None = None
    automatic: bool = False


# Advanced Opt-Out tells what it took a text for, and has answered it (vendor-facts, Twilio: OptOutType).
_TYPES = {"STOP": Meaning.OPT_OUT, "START": Meaning.OPT_IN, "HELP": Meaning.HELP}


def understand(body: str, opt_out_type: str | None, own_texts: tuple[str, ...] = ()) -> Reply:
    """What a reply means. `opt_out_type` is Twilio's OptOutType, `own_texts` our recent texts to that phone."""
    own, reaction = _own_words(body, own_texts)
    if reaction and not own.strip():
        return Reply(label=Meaning.OTHER, bare_reaction=True)
    told = _TYPES.get((opt_out_type or "").upper())
    word = BUILT_IN.get(body.strip().upper())
    text = plain(own, _known())
    found = {meaning: words for meaning, rules in RULES.items() if (words := said(text, rules)) is not None}
    if Meaning.PROMISE in found and said(text, NAMES_A_DAY) is None:
        del found[Meaning.PROMISE]
    if told and told not in found:
        found[told] = body.strip().lower()
    also = tuple(meaning for meaning in Meaning if meaning in found)
    label = also[0] if also else Meaning.OTHER
    return Reply(
        label=label,
        words=found.get(label, ""),
        also=also,
        language=_language(text, label),
        built_in=bool(told or word),
        stop_flag=next((flag for flag, rules in FLAGS.items() if said(text, rules) is not None), None),
        asks_for=tuple(request for request, rules in REQUESTS.items() if said(text, rules) is not None),
        accepted=accepted_in(text) if Meaning.DISPUTE in also else None,
        automatic=said(text, AUTOMATIC) is not None,
    )


@cache
def _known() -> frozenset[str]:
    return words_of(every_rule()) | ENGLISH | SPANISH


def _language(text: str, label: Meaning) -> Language | None:
    if label is Meaning.LANGUAGE:
        return Language.SPANISH if said(text, WANTS_SPANISH) is not None else Language.ENGLISH
    words = text.split()
    spanish, english = (sum(word in of_one for word in words) for of_one in (SPANISH, ENGLISH))
    if spanish == english:
        return None
    return Language.SPANISH if spanish > english else Language.ENGLISH


# --- what a reply copies from our own texts --------------------------------------------------------------------------

# How phones tell of a reaction: iPhones in English and Spanish, Android with the picture first.
_REACTION = re.compile(
    r"""^\s*(?:
        (?:liked|loved|disliked|laughed\ at|emphasized|emphasised|questioned)
      | (?:removed\ (?:a|an)\ [\w\s]+?\ from) | (?:(?:quit|elimin)[oó]\ una?\ [\w\s]+?\ de)
      | (?:reacted\ \S+\ to) | (?:reacted\ with\ .{1,20}?\ to)
      | (?:a\ .{1,30}?\ )?(?:le\ (?:gust[oó]|encant[oó]|dio\ risa)|no\ le\ gust[oó])
      | (?:(?:no\ )?me\ gust[aoó]|me\ encant[aoó])
      | (?:se\ ri[oó]\ de|enfatiz[oó]|destac[oó]|pregunt[oó]\ (?:por|sobre)|cuestion[oó]|exclam[oó]\ (?:por|sobre))
      | (?:reaccion[oó]\ (?:con\ )?\S+\ a)
      | (?:[^\w\s"“”]{1,8}\s*(?:to|a))
    )\s*(?:["“”«](?P<quoted>.*)["“”»]|an\ image|a\ picture|una\ imagen)\s*$""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_COPIED = 6  # words in a row that nobody writes by chance as we do


def _own_words(body: str, own_texts: tuple[str, ...]) -> tuple[str, bool]:
    """What a person wrote beside our own words, and whether it is a reaction."""
    body = _unquoted(body)
    reaction = _REACTION.match(body)
    if not reaction:
        return _without_copies(body, own_texts), False
    quoted = reaction["quoted"]
    if quoted is None or _is_ours(quoted, own_texts):
        return "", True
    # A reaction to a text of the person's own: its words were meant, and may have been a STOP.
    return _without_copies(quoted, own_texts), True


# How mail programs and web phones quote: "> ..." before each line, "On Monday, X wrote:" before all of them.
_QUOTED = re.compile(r"^(?:>.*|(?:on|el) .{3,80} (?:wrote|escribi[oó]):\s*)$\n?", re.IGNORECASE | re.MULTILINE)
# An office's machine signs with its own way out ("Reply STOP to unsubscribe"): that is no refusal of ours.
_FOOTER = re.compile(
    r"\b(?:reply|text|send|txt|responda|envie|envíe)\s+\W?stop\W?\s+(?:to|for|para)\b[^.!?\n]*", re.IGNORECASE
)


def _unquoted(body: str) -> str:
    """The body without quoted lines and a machine's footer; as it is if there is nothing else."""
    own = _QUOTED.sub("", body)
    if not own.strip():
        own = body
    return _FOOTER.sub(" ", own) if said(plain(own, _known()), AUTOMATIC) is not None else own


def _is_ours(quoted: str, own_texts: tuple[str, ...]) -> bool:
    """Whether a phone quotes one of our texts, whole or its beginning; or what looks so: an older one may be quoted."""
    if any(_squeezed(text).startswith(_squeezed(quoted)) for text in own_texts):
        return True
    ours = re.search(r"\b(?:reply|responda) stop\b|https?:|…$", quoted, re.IGNORECASE)
    return len(quoted.split()) >= _COPIED and ours is not None


def _squeezed(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _without_copies(body: str, own_texts: tuple[str, ...]) -> str:
    """The body without every run of six words or more that stands in one of our texts."""
    tokens = list(re.finditer(r"\w+", body))
    words = [token[0].lower() for token in tokens]
    copied = [False] * len(words)
    for own in own_texts:
        ours = re.findall(r"\w+", own.lower())
        runs = {tuple(ours[start : start + _COPIED]) for start in range(len(ours) - _COPIED + 1)}
        for start in range(len(words) - _COPIED + 1):
            if tuple(words[start : start + _COPIED]) in runs:
                copied[start : start + _COPIED] = [True] * _COPIED
    kept, end = "", 0
    for token, gone in zip(tokens, copied, strict=True):
        kept += " " if gone else body[end : token.end()]
        end = token.end()
    return kept + body[end:]
