"""SetAside: what was long past due before Pastdue came, by customer: held until a person says more, or written off."""

from __future__ import annotations

from enum import StrEnum

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, Hold, HoldKind
from pastdue.domain.decide import Reason
from pastdue.domain.errors import BadInput
from pastdue.domain.record import Key, Record
from pastdue.domain.review import ReviewItem, review_key
from pastdue.usecases.gather import cases_of
from pastdue.usecases.world import World, note_on_case, required, revise


class Aside(StrEnum):
    """What a person says of a customer's old invoices. Written off: in QuickBooks too, by whoever keeps the books."""

    HELD = "held"
    WRITTEN_OFF = "written_off"


def set_aside(world: World, company_id: str, item_id: str, by: str, what: Aside) -> int:
    """Set a customer's old invoices aside; gives how many. Written off closes the question, held leaves it open.

    Raises BadInput for a question about anything else, LookupError for one that is not there.
    """
    item = required(world, ReviewItem, review_key(company_id, item_id))
    if item.kind != Reason.OLD_AT_ADOPTION or item.customer_id is None:
        raise BadInput(f"{item_id} is not about invoices from before Pastdue; decide it with --release or --keep")
    cases = [case for case in cases_of(world, company_id, item.customer_id) if case.old_at_adoption]
    done = sum(_set_aside(world, case, item, by, what) for case in cases)

    def build() -> tuple[Record, ...]:
        known = required(world, ReviewItem, review_key(company_id, item_id))
        if known.decided_at is not None:
            return ()
        if what is Aside.HELD:
            # What is held stays on the list, from which it can be released (nothing waits anywhere else).
            return (known.model_copy(update={"facts": {**known.facts, "held": f"by {by}"}}),)
        return (known.model_copy(update={"decided_at": world.clock.now(), "decision": f"{what} by {by}"}),)

    revise(world, build)
    return done


def _set_aside(world: World, case: Case, item: ReviewItem, by: str, what: Aside) -> bool:
    def build(key: Key = case.key) -> tuple[Record, ...]:
        fresh = world.store.get(Case, key)
        if fresh is None or fresh.state is not CaseState.OPEN or fresh.approved:
            return ()
        about = f"{item.kind} "
        if what is Aside.HELD and any(hold.about == about for hold in fresh.holds):
            return ()
        change: dict[str, object] = {"due_at": None, "waiting_for": what, "waiting_until": None}
        if what is Aside.HELD:
            hold = Hold(kind=HoldKind.MANUAL, since=world.clock.now(), by=by, about=about)
            change["holds"] = (*fresh.holds, hold)
        else:
            change |= {"state": CaseState.HANDED_OFF, "ended_because": what}
        fact = Fact(what="set aside", reason=what, who=by, facts={"item": item.id})
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        return (noted, *entries)

    return bool(revise(world, build))
