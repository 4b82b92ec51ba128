"""Payers: which customers a person has declared to be one payer, and which a person has said are not."""

from __future__ import annotations

from typing import ClassVar

from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record


def payers_key(company_id: str) -> Key:
    """Where the declared payers of a company live."""
    return Key(f"payers#{company_id}", "payers")


class Pair(Value):
    """Two customers, the smaller id first, so that a pair has one name whoever names it."""

    first: str
    second: str


def pair_of(one: str, other: str) -> Pair:
    """The pair of two customers."""
    return Pair(first=min(one, other), second=max(one, other))


def duplicate_item(pair: Pair) -> str:
    """The id of the question whether the two are one."""
    return f"duplicate-{pair.first}-{pair.second}"


class Payers(Record):
    """What persons have said of one company's customers.

    In each group the first is the payer: its contact is written to, for the invoices of all.
    """

    KIND: ClassVar[str] = "payers"

    company_id: str
    groups: tuple[tuple[str, ...], ...] = ()
    apart: tuple[Pair, ...] = ()

    @property
    def key(self) -> Key:
        return payers_key(self.company_id)

    def group_of(self, customer_id: str) -> tuple[str, ...]:
        """The customers that are one with this one, the payer first; alone where nobody declared anything."""
        return next((group for group in self.groups if customer_id in group), (customer_id,))

    def ruled(self, one: str, other: str) -> bool:
        """Whether a person has said what these two are to each other."""
        return other in self.group_of(one) or pair_of(one, other) in self.apart


def joined(payers: Payers, payer: str, other: str) -> Payers:
    """The two declared one, with all that are one with either; `payer`'s payer pays.

    Raises BadInput for a customer and itself, and where it would join two that were said to be different.
    """
    if payer == other:
        raise BadInput("a customer is one with itself already; name two customers")
    group = tuple(dict.fromkeys((*payers.group_of(payer), *payers.group_of(other))))
    said = pair_of(payer, other)
    torn = [pair for pair in payers.apart if {pair.first, pair.second} <= set(group) and pair != said]
    if torn:
        raise BadInput(
            f"customers {torn[0].first} and {torn[0].second} would become one, and were said to be different; "
            f"say first: pastdue duplicates same {torn[0].first} {torn[0].second}"
        )
    others = tuple(each for each in payers.groups if not set(each) & set(group))
    apart = tuple(pair for pair in payers.apart if pair != said)
    return payers.model_copy(update={"groups": (*others, group), "apart": apart})


def parted(payers: Payers, one: str, other: str) -> Payers:
    """The two declared different: where they were one, the one that does not pay leaves.

    Raises BadInput for a customer and itself.
    """
    if one == other:
        raise BadInput("a customer is never different from itself; name two customers")
    group = payers.group_of(one)
    groups = payers.groups
    if other in group:
        leaving = one if other == group[0] else other
        rest = tuple(each for each in group if each != leaving)
        kept = tuple(each for each in groups if each != group)
        groups = (*kept, rest) if len(rest) > 1 else kept
    apart = (*payers.apart, pair_of(one, other)) if pair_of(one, other) not in payers.apart else payers.apart
    return payers.model_copy(update={"groups": groups, "apart": apart})
