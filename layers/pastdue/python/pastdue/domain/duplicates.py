"""Duplicates: customers in QuickBooks who may be one and the same, how sure that is, and why. Pure.

Only customers that share something are compared (a phone, an e-mail address, a word of the name, the name but for a
letter), so that thousands of customers cost thousands of comparisons, not millions.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations
from typing import ClassVar

from pastdue.domain.money import Value
from pastdue.domain.payer import Pair, pair_of
from pastdue.domain.record import Key, Record


class Sureness(StrEnum):
    """How sure it is that two customers are one."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Listed(Value):
    """What of a customer tells it from another. `phones` in E.164; `family` is its topmost parent, or itself."""

    id: str
    name: str
    phones: tuple[str, ...] = ()
    email: str | None = None
    family: str = ""


class Duplicate(Value):
    """Two customers who may be one."""

    pair: Pair
    names: tuple[str, str]
    sureness: Sureness
    reasons: tuple[str, ...]


def duplicates_key(company_id: str) -> Key:
    """Where the duplicates of a company live."""
    return Key(f"duplicates#{company_id}", "duplicates")


class Duplicates(Record):
    """The duplicates found at the last look, the surest first, at most MOST; `more` were left out."""

    KIND: ClassVar[str] = "duplicates"
    MOST: ClassVar[int] = 500

    company_id: str
    found: tuple[Duplicate, ...] = ()
    more: int = 0

    @property
    def key(self) -> Key:
        return duplicates_key(self.company_id)


# A number or an address that so many customers share is an office's or a placeholder, and says nothing of two of them.
_SHARED_BY_MANY = 8
# A word that so many names have does not bring two of them together.
_COMMON_WORD = 10

_LEGAL_FORMS = frozenset(
    "inc incorporated llc llp lp ltd limited co company corp corporation pllc pc plc gmbh sa sas srl sl cv".split()
)
_LEADING = frozenset({"the", "la", "el", "los", "las"})
_TITLES = frozenset({"mr", "mrs", "ms", "dr", "sr", "sra", "jr"})
_MOST_TYPOS = 2
_EACH_TYPO_NEEDS = 5


def words_of(name: str) -> tuple[str, ...]:
    """A name's words, plain and sorted: no accents, capitals, punctuation, legal forms, titles, articles.

    A name that would lose all its words keeps them.
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("ß", "ss"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    # L.L.C. and J.P. are one word each, O'Brien and OBrien the same one.
    plain = re.sub(r"(?<=\b\w)\.(?=\w\b)", "", plain).replace("'", "").replace("’", "")
    every = [word for word in re.split(r"[^\w]+|_", plain) if word]
    kept = [word for word in every if word not in _LEGAL_FORMS | _TITLES | _LEADING | {"and"}]
    return tuple(sorted(kept or every))


def distance(one: str, other: str, most: int) -> int:
    """How many letters are wrong, left out, added or swapped with the next one; `most` + 1 stands for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def typos_between(one: str, other: str) -> int | None:
    """The typos between two plain names, where so few in names so long may be typos; None otherwise.

    A digit is never one: Unit 12 is not Unit 13.
    """
    most = min(_MOST_TYPOS, min(len(one), len(other)) // _EACH_TYPO_NEEDS)
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return None
    apart = distance(one, other, most)
    return apart if apart <= most else None


def duplicates(customers: Sequence[Listed]) -> tuple[Duplicate, ...]:
    """Every two customers who may be one, the surest first; never two of one family (parent and sub-customers)."""
    known = {each.id: _Read(each) for each in customers}
    found = []
    for first, second in sorted(_candidates(list(known.values()))):
        one, other = known[first], known[second]
        if one.listed.family and one.listed.family == other.listed.family:
            continue
        judged = _judged(one, other)
        if judged is not None:
            found.append(judged)
    order = list(Sureness)
    return tuple(sorted(found, key=lambda each: (order.index(each.sureness), each.pair.first, each.pair.second)))


class _Read:
    """A customer with its name made plain, once."""

    def __init__(self, listed: Listed) -> None:
        self.listed = listed
        self.words = words_of(listed.name)
        self.plain = " ".join(self.words)
        self.email = _mailbox(listed.email)


def _mailbox(email: str | None) -> str:
    """The address as the mail goes: capitals and +tags do not matter."""
    local, at, domain = (email or "").strip().casefold().partition("@")
    return f"{local.partition('+')[0]}@{domain}" if at and local and domain else ""


def _candidates(customers: Sequence[_Read]) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for each in customers:
        for key in _keys(each):
            blocks[key].append(each.listed.id)
    for key, ids in blocks.items():
        if len(ids) > 1 and len(ids) <= (_COMMON_WORD if key.startswith(("word ", "name ")) else _SHARED_BY_MANY):
            pairs.update((min(two), max(two)) for two in combinations(dict.fromkeys(ids), 2))
    return pairs


def _keys(each: _Read) -> Iterator[str]:
    """What a customer may share with another; the name with each letter left out finds it but for a letter."""
    yield from (f"phone {phone}" for phone in dict.fromkeys(each.listed.phones))
    if each.email:
        yield f"email {each.email}"
    yield from (f"word {word}" for word in dict.fromkeys(each.words) if len(word) > 2)
    letters = "".join(each.words)
    yield f"name {letters}"
    if len(letters) >= _EACH_TYPO_NEEDS:
        yield from dict.fromkeys(f"name {letters[:at]}{letters[at + 1 :]}" for at in range(len(letters)))


def _judged(one: _Read, other: _Read) -> Duplicate | None:
    """How sure it is, by what the two share."""
    contact = _shared_contact(one, other)
    named = _named_alike(one, other)
    sureness = _sureness(len(contact), named, contradicted=not contact and _both_reached(one, other))
    if sureness is None:
        return None
    return Duplicate(
        pair=pair_of(one.listed.id, other.listed.id),
        names=(one.listed.name, other.listed.name),
        sureness=sureness,
        reasons=(*contact, *([_NAMED[named]] if named else [])),
    )


def _shared_contact(one: _Read, other: _Read) -> tuple[str, ...]:
    phone = ("the same phone",) if set(one.listed.phones) & set(other.listed.phones) else ()
    return phone + (("the same e-mail address",) if one.email and one.email == other.email else ())


def _both_reached(one: _Read, other: _Read) -> bool:
    """Whether both have a phone and an address, each another one."""
    return all((one.listed.phones, other.listed.phones, one.email, other.email))


class _Alike(StrEnum):
    SAME = "same"
    NEAR = "near"
    INSIDE = "inside"


_NAMED = {
    _Alike.SAME: "the same name but for how it is written",
    _Alike.NEAR: "nearly the same name",
    _Alike.INSIDE: "one name holds the other",
}


def _named_alike(one: _Read, other: _Read) -> _Alike | None:
    if one.plain == other.plain:
        return _Alike.SAME
    if typos_between(one.plain, other.plain) is not None:
        return _Alike.NEAR
    shorter, longer = sorted((set(one.words), set(other.words)), key=len)
    return _Alike.INSIDE if shorter < longer else None


def _sureness(contacts: int, named: _Alike | None, *, contradicted: bool) -> Sureness | None:
    if contacts:
        if named is _Alike.SAME:
            return Sureness.SURE
        return Sureness.LIKELY if named or contacts > 1 else Sureness.POSSIBLE
    if named is _Alike.SAME:
        return Sureness.POSSIBLE if contradicted else Sureness.LIKELY
    return Sureness.POSSIBLE if named is _Alike.NEAR else None
