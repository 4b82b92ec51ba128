"""Which segment an invoice is in: company list, Notes tag, invoice term, customer type; excluded wins over all."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pastdue.domain.contact import Language
from pastdue.domain.ledger import Customer
from pastdue.domain.policy import Policy

DEFAULT = "default"
_TAG = re.compile(r"#[a-z0-9][a-z0-9:_-]*", re.IGNORECASE)


def tags(notes: str) -> frozenset[str]:
    """The tags in a customer's Notes, lower case: `#lang:es`, `#excluded`."""
    return frozenset(tag.lower() for tag in _TAG.findall(notes))


def language(customer: Customer) -> Language:
    """The customer's language by Notes tag; English when none says otherwise."""
    return Language.SPANISH if "#lang:es" in tags(customer.notes) else Language.ENGLISH


def segment_of(policy: Policy, customer: Customer, term: str | None, type_name: str | None) -> tuple[str, str]:
    """The segment and the reason for it, in words that a person can check."""
    rules = policy.assignment
    found: list[tuple[str, str]] = []
    companies = {name.casefold(): segment for name, segment in rules.companies.items()}
    for name in (customer.name, customer.company_name):
        if name and name.casefold() in companies:
            found.append((companies[name.casefold()], f"company list: {name}"))
    carried = tags(customer.notes)
    found += [(segment, f"Notes tag {tag}") for tag, segment in rules.tags.items() if tag.lower() in carried]
    found += _named(rules.terms, term, "invoice term")
    found += _named(rules.types, type_name, "customer type")
    for segment, reason in found:
        if policy.ladder_for(segment) is None:
            return segment, reason
    return found[0] if found else (DEFAULT, "no rule names this customer")


def _named(rules: Mapping[str, str], name: str | None, what: str) -> list[tuple[str, str]]:
    if name is None:
        return []
    wanted = name.casefold()
    return [(segment, f"{what} {name}") for rule, segment in rules.items() if rule.casefold() == wanted]
