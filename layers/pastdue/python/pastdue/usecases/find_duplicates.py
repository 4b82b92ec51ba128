"""FindDuplicates: look at all customers in QuickBooks for two that may be one, keep the list, ask about what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pastdue.domain.duplicates import Duplicate, Duplicates, Listed, Sureness, duplicates, duplicates_key
from pastdue.domain.ledger import Customer
from pastdue.domain.money import Value
from pastdue.domain.payer import duplicate_item
from pastdue.domain.policy import Policy
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.usecases.find_payer import declared
from pastdue.usecases.refresh_contact import country_of
from pastdue.usecases.world import World, answer_itself, raise_review, revise

LIST = "duplicates"
# More than so many new ones at once (the first look, an import) are one question with a list, not a flood.
_ASKED_ONE_BY_ONE = 3
_SHOWN = 20


class Found(Value):
    """What a look at all customers found, and how many questions it asked."""

    duplicates: int
    asked: int


def find_duplicates(world: World, company_id: str) -> Found:
    """Bring the list of duplicates up to date; what is new and more than possible becomes a question, once a pair."""
    policy = world.policies.in_force(company_id)
    customers = {each.id: each for each in world.ledger.customers(company_id)}
    payers = declared(world, company_id)
    every = duplicates([_listed(world, policy, customers, each) for each in customers.values()])
    found = tuple(each for each in every if not payers.ruled(each.pair.first, each.pair.second))
    told = {each.pair for each in duplicates_of(world, company_id).found}
    to_ask = [each for each in found if each.sureness is not Sureness.POSSIBLE]
    asked = _ask(world, company_id, to_ask, [each for each in to_ask if each.pair not in told])
    if not to_ask:
        answer_itself(world, company_id, LIST, "every pair was answered")

    def build() -> tuple[Record, ...]:
        before = duplicates_of(world, company_id)
        listed, more = found[: Duplicates.MOST], max(0, len(found) - Duplicates.MOST)
        if before.version and (before.found, before.more) == (listed, more):
            return ()
        return (before.model_copy(update={"found": listed, "more": more}),)

    revise(world, build)
    return Found(duplicates=len(found), asked=asked)


def duplicates_of(world: World, company_id: str) -> Duplicates:
    """The duplicates that the last look found."""
    return world.store.get(Duplicates, duplicates_key(company_id)) or Duplicates(company_id=company_id)


def _listed(world: World, policy: Policy, customers: Mapping[str, Customer], customer: Customer) -> Listed:
    country = country_of(policy, customer)
    numbers = (world.phones.e164(raw, country) for raw in customer.raw_phones)
    return Listed(
        id=customer.id,
        name=customer.name,
        phones=tuple(dict.fromkeys(filter(None, numbers))),
        email=customer.email,
        family=_family(customers, customer),
    )


def _family(customers: Mapping[str, Customer], customer: Customer) -> str:
    passed = {customer.id}
    while customer.parent_id and customer.parent_id not in passed:
        passed.add(customer.parent_id)
        if customer.parent_id not in customers:
            return customer.parent_id
        customer = customers[customer.parent_id]
    return customer.id


def _ask(world: World, company_id: str, every: Sequence[Duplicate], fresh: Sequence[Duplicate]) -> int:
    if not fresh:
        return 0
    if len(fresh) > _ASKED_ONE_BY_ONE:
        return int(raise_review(world, _list_question(world, company_id, every)))
    return sum(raise_review(world, _question(world, company_id, each)) for each in fresh)


def _question(world: World, company_id: str, each: Duplicate) -> ReviewItem:
    first, second = each.pair.first, each.pair.second
    return ReviewItem(
        id=duplicate_item(each.pair),
        company_id=company_id,
        kind="duplicate_customers",
        title=f"{each.names[0]} and {each.names[1]} may be one customer",
        facts={"how sure": each.sureness, "why": ", ".join(each.reasons), "ids": f"{first}, {second}"},
        suggestion="Say whether they are one payer. Until then each waits its turn and is told nothing of the other.",
        command=f"pastdue duplicates same {first} {second} --by NAME (or: different)",
        raised_at=world.clock.now(),
    )


def _told(each: Duplicate) -> str:
    return f"{' / '.join(each.names)}: {each.sureness}, {', '.join(each.reasons)}"


def _list_question(world: World, company_id: str, every: Sequence[Duplicate]) -> ReviewItem:
    pairs = {f"{each.pair.first} and {each.pair.second}": _told(each) for each in every[:_SHOWN]}
    more = {"and more": f"{len(every) - _SHOWN}; pastdue duplicates lists them"} if len(every) > _SHOWN else {}
    return ReviewItem(
        id=LIST,
        company_id=company_id,
        kind="duplicate_customers",
        title=f"{len(every)} pairs of customers in QuickBooks may be one customer each",
        facts={**pairs, **more},
        suggestion="Say of each pair whether it is one payer. Until then each waits its turn.",
        command="pastdue duplicates; pastdue duplicates same A B --by NAME (or: different)",
        raised_at=world.clock.now(),
    )
