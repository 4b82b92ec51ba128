"""HearCall: somebody called the number that texts; a person hears of it, once for each call."""

from __future__ import annotations

from pastdue.domain.case import CaseState
from pastdue.domain.company import Company
from pastdue.domain.money import Value
from pastdue.domain.review import ReviewItem
from pastdue.usecases.gather import cases_of
from pastdue.usecases.silence import people_at
from pastdue.usecases.world import World, raise_review


class HeardCall(Value):
    """Which question a call led to; none where no company is connected."""

    item_id: str | None


def hear_call(world: World, call_id: str, caller: str) -> HeardCall:
    """Ask a person to call back, or to note what was said."""
    people = people_at(world, caller) if caller else ()
    companies = [people[0].company_id] if people else [each.id for each in world.store.listed(Company, "companies")]
    if not companies:
        world.metrics.count("CallsOfNobody")
        return HeardCall(item_id=None)
    who = people[0] if people else None
    cases = cases_of(world, companies[0], who.customer_id) if who else ()
    item_id = f"call-{call_id}"
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=companies[0],
            kind="call",
            title=f"{who.known_as if who else 'Somebody'} called the number that texts",
            customer_id=who.customer_id if who else None,
            invoice_ids=tuple(case.invoice.id for case in cases if case.state is not CaseState.CLOSED),
            facts={"number": caller},
            suggestion="They were put through to you, or told whom to call. Call back if you missed it.",
            command=f"pastdue review decide {item_id}",
            raised_at=world.clock.now(),
        ),
    )
    world.metrics.count("CallsHeard")
    return HeardCall(item_id=item_id)
