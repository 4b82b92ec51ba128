"""Phrases: the small language in which the rules about replies are written.

Phrases are looked for in a reply made plain (plain_text.py). They may go across a comma, while the words that `...`
stands for may not. What matters is put into classes of words, and a rule says which class meets which
("CEASING .... TEXTS"), so that it holds for what nobody has listed:

    stop texting        these words, next to each other
    (i|we) paid         one of these
    disput*             a word that begins so
    please?             this word, or nothing
    _, _s, _ed          any one word, any that ends so (and participles such as "done")
    dont ... texts      up to four words between, in the same sentence
    dont .... texts     up to eight, across commas
    who is _ / i am     the end of a sentence between, or nothing
    ^ wrong             at the beginning of a sentence        wrong $   at its end
    = yes               nothing but this in the whole reply
    not                 as well in "we are not"
    #, #th, #/#         any number, any day of a month, any date
    WHEN, NUMBER        a named set of words (capitals; word_classes.py)
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from pastdue.domain.word_classes import SETS


class Rule(NamedTuple):
    """Phrases of which one decides, looked for after `but_not` was taken out: one a line, longer ones further in."""

    says: str
    but_not: str = ""


def said(text: str, rules: Iterable[Rule]) -> str | None:
    """The words of the plain text that the first matching rule found, or None."""
    words = _beginnings(text)
    for rule in rules:
        if not _possible(rule.says, words):
            continue
        rest = text
        for phrase in _possible(rule.but_not, words):
            rest = _compiled(phrase).sub("~ ", rest)
        left = words if rest is text else _beginnings(rest)
        found = [match for phrase in _possible(rule.says, left) if (match := _compiled(phrase).search(rest))]
        if found:
            first = min(found, key=lambda match: match.start())
            return " ".join(word for word in first[0].split() if word not in "<|>~,")
    return None


def _possible(text: str, words: frozenset[str]) -> list[str]:
    """The phrases that may be in a text of these words, in their order: few, so that few have to be looked for."""
    phrases, by_word, always = _listed(text)
    found = {index for word in words & by_word.keys() for index in by_word[word]}.union(always)
    return [
        phrases[index].text
        for index in sorted(found)
        if not any(needed.isdisjoint(words) for needed in phrases[index].needed)
    ]


# Words of which a phrase needs one: whole ones as "word ", beginnings without the space.
_Needed = frozenset[str]


class _Phrase(NamedTuple):
    """A phrase, and the words without which it can't be in a text."""

    text: str
    needed: tuple[_Needed, ...]


class _Listed(NamedTuple):
    """Phrases by a word of which they need one, and those that need none."""

    phrases: tuple[_Phrase, ...]
    by_word: Mapping[str, Sequence[int]]
    always: frozenset[int]


@lru_cache(maxsize=64)
def _beginnings(text: str) -> frozenset[str]:
    """Every word of a text with a space behind it, and all that a word begins with."""
    words = set(text.split())
    return frozenset(
        beginning for word in words for beginning in (f"{word} ", *(word[:end] for end in range(1, len(word) + 1)))
    )


@cache
def _compiled(phrase: str) -> re.Pattern[str]:
    regex = _regex(_parsed(phrase))
    if phrase.endswith("..."):  # at the end of a phrase there is nothing to stop at: as many words as there may be
        regex = regex.removesuffix("?")
    return re.compile(rf"(?<!\S)(?:{regex})")


@cache
def _listed(text: str) -> _Listed:
    phrases = tuple(_Phrase(phrase, tuple(sorted(_needs(_parsed(phrase)), key=len))) for phrase in _phrases(text))
    by_word: dict[str, list[int]] = {}
    for index, phrase in enumerate(phrases):
        for word in phrase.needed[0] if phrase.needed else ():
            by_word.setdefault(word, []).append(index)
    return _Listed(phrases, by_word, frozenset(index for index, phrase in enumerate(phrases) if not phrase.needed))


def _phrases(text: str) -> list[str]:
    """One phrase a line; a line that stands further in goes on with the one before."""
    phrases: list[str] = []
    for line in inspect.cleandoc(text).splitlines():
        if line.startswith(" "):
            phrases[-1] += ("" if phrases[-1].endswith("|") else " ") + line.strip()
        elif line:
            phrases.append(line)
    return phrases


class _Part(NamedTuple):
    """A token (a word, an atom, the name of a set), or choices in brackets; it may have to be there or not."""

    what: str | _Choices
    optional: bool


_Choices = tuple[tuple[_Part, ...], ...]
# "We are not" is made plain as `we arent`.
_NOT: _Choices = tuple((_Part(word, False),) for word in ("not", "arent"))
_TOKEN = re.compile(r"[()|]\??|[^\s()|]+")


@cache
def _parsed(phrase: str) -> _Choices:
    if phrase.startswith("= "):
        phrase = f"< {phrase[2:]} >"
    tokens = _TOKEN.findall(phrase)
    choices = _choices(tokens)
    assert not tokens, f"the brackets of the phrase {phrase!r} do not match"
    return choices


def _choices(tokens: list[str]) -> _Choices:
    """Read up to the end or a closing bracket, and take what was read off the list."""
    choices: list[list[_Part]] = [[]]
    while tokens and tokens[0] not in {")", ")?"}:
        token = tokens.pop(0)
        if token == "|":
            choices.append([])
        elif token == "(":
            inner = _choices(tokens)
            choices[-1].append(_Part(inner, tokens.pop(0) == ")?"))
        else:
            choices[-1].append(_part(token))
    return tuple(tuple(parts) for parts in choices)


@cache
def _part(token: str) -> _Part:
    bare = token.removesuffix("?")
    return _Part(_NOT if bare == "not" else bare, token.endswith("?"))


_ATOMS: Mapping[str, str] = {
    "...": r"(?<!, )(?:[^\s|<>,~]+ ){0,4}?",
    "....": r"(?:[^\s|<>~]+ ){0,8}?",
    "/": r"(?:[|,] )?",
    "^": r"(?<=[<|] )",
    "$": r"(?=[|>] )",
    "_": r"[^\s|<>~,]+ (?:, )?",
    "_ed": r"(?:[^\s|<>~,]{2,}(?:ed|en)|done|sent|built|put|hung|fit|brought|made|told) (?:, )?",
    "_s": r"[^\s|<>~,]+s (?:, )?",
    "#": r"\d[\d.]*k? (?:, )?",
    "#th": r"\d{1,2}(?:st|nd|rd|th) (?:, )?",
    "#/#": r"\d{1,2}/\d{1,2}(?:/\d{2,4})? (?:, )?",
}
_DIGITS: _Needed = frozenset("0123456789")


def _regex(choices: _Choices) -> str:
    return "|".join("".join(_regex_of(part) for part in parts) for parts in choices)


def _regex_of(part: _Part) -> str:
    if not isinstance(part.what, str):
        regex = f"(?:{_regex(part.what)})"
    elif part.what in _ATOMS:
        regex = _ATOMS[part.what]
    elif part.what.isupper():
        regex = _regex_of_set(part.what)
    else:
        regex = re.escape(part.what).replace(r"\*", r"\w*") + " (?:, )?"
    return f"(?:{regex})?" if part.optional else regex


@cache
def _regex_of_set(name: str) -> str:
    return f"(?:{_regex(_parsed(SETS[name]))})"


def _needs(choices: _Choices) -> list[_Needed]:
    """What a phrase needs: of one choice every part's words; of several, the shortest list of each, together."""
    if len(choices) > 1:
        each = [min(_needs((parts,)), key=len, default=None) for parts in choices]
        known = [needed for needed in each if needed is not None]
        return [frozenset[str]().union(*known)] if len(known) == len(each) else []
    return [needed for part in choices[0] if not part.optional for needed in _needs_of(part.what)]


def _needs_of(what: str | _Choices) -> list[_Needed]:
    return _needs_of_word(what) if isinstance(what, str) else _needs(what)


@cache
def _needs_of_word(what: str) -> list[_Needed]:
    if what in {"#", "#th", "#/#"}:
        return [_DIGITS]
    if what in _ATOMS:
        return []
    if what.isupper():
        return _needs_of_set(what)
    return [frozenset({what.removesuffix("*") if what.endswith("*") else f"{what} "})]


@cache
def _needs_of_set(name: str) -> list[_Needed]:
    return _needs(_parsed(SETS[name]))


def words_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Every word that the rules look for, which therefore is no misspelling of another."""
    said_in = (*(rule.says for rule in rules), *SETS.values())
    return frozenset(word for text in said_in for word in re.findall(r"[a-z]{2,}", text))
