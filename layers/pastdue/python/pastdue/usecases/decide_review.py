"""DecideReview: a person's decision on a review item: release its cases, approve them, or only close the question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from pastdue.domain.audit import Fact
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, case_key
from pastdue.domain.contact import Contact, addresses_in, contact_key
from pastdue.domain.decide import anchored
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem, review_key
from pastdue.domain.settlement import Settlement, SettlementState, settlement_key
from pastdue.usecases.find_payer import declared
from pastdue.usecases.gather import cases_of
from pastdue.usecases.held_list import about_invoices
from pastdue.usecases.hold_case import hold_case
from pastdue.usecases.hold_returned import held_for
from pastdue.usecases.refresh_invoice import REOPENED
from pastdue.usecases.silence_mailbox import open_mailbox
from pastdue.usecases.world import (
    OWNER_UNREACHED,
    World,
    cases_of_invoices,
    company_of,
    note_on_case,
    note_on_company,
    note_on_contact,
    required,
    revise,
)


class Decided(Value):
    """What a decision changed."""

    item_id: str
    cases_released: int


_APPROVES = frozenset({"needs_approval", "old_at_adoption"})
# Questions about where e-mail does not arrive, or is not wanted: releasing one lets e-mail go there again.
_ABOUT_MAIL = frozenset({"email_bounced", "email_refused"})
# Questions about a whole customer: releasing one lets all the customer's cases go on.
_ABOUT_CUSTOMER = frozenset({"old_at_adoption", "never_sent", "bounced", "stopped", "stop_flag", *_ABOUT_MAIL})
_ENDED = (SettlementState.BOOKED, SettlementState.REVIEW, SettlementState.FAILED)


def narrow_review(world: World, company_id: str, item_id: str, by: str, invoice_ids: Sequence[str]) -> Decided:
    """Let some of a question's cases go on; it stays open for the others. Raises BadInput where they are not its own.

    The last ones end it, as `decide_review` does.
    """
    item = required(world, ReviewItem, review_key(company_id, item_id))
    if set(invoice_ids) - set(item.invoice_ids):
        raise BadInput(f"{item_id} is not about all of these; see `pastdue review list --format json`")
    if set(invoice_ids) == set(item.invoice_ids):
        return decide_review(world, company_id, item_id, by, release=True)
    released = sum(_release(world, company_id, invoice_id, item, by) for invoice_id in invoice_ids)
    left = tuple(each for each in item.invoice_ids if each not in invoice_ids)
    about_invoices(world, company_id, item_id, left)
    return Decided(item_id=item_id, cases_released=released)


def widen_review(world: World, company_id: str, item_id: str, by: str, invoice_ids: Sequence[str]) -> int:
    """Hold further cases for what a question is about, until it is decided; gives how many are held now.

    Raises BadInput for what is closed, or is another customer's to pay.
    """
    item = required(world, ReviewItem, review_key(company_id, item_id))
    known = [required(world, Case, case_key(company_id, each)) for each in (*item.invoice_ids, *invoice_ids)]
    more = known[len(item.invoice_ids) :]
    if len({case.payer_id for case in known}) > 1 or any(case.state is CaseState.CLOSED for case in more):
        raise BadInput(f"{item_id} can be widened to open invoices of the same customer only")
    theirs = next((hold for case in known for hold in case.holds if _lifts(world, item, hold)), None)
    kind = theirs.kind if theirs is not None else HoldKind.MANUAL
    about = theirs.about if theirs is not None else f"{item.kind} "
    until = theirs.until if theirs is not None else None
    hold = Hold(kind=kind, since=world.clock.now(), until=until, by=by, about=about)
    held = sum(hold_case(world, case.key, hold, who=by, facts={"item": item_id}) for case in more)
    about_invoices(world, company_id, item_id, tuple(dict.fromkeys((*item.invoice_ids, *invoice_ids))))
    return held


def decide_review(world: World, company_id: str, item_id: str, by: str, *, release: bool) -> Decided:
    """Close a question; with `release` its cases go on where they stand, also later. Raises LookupError for no item."""
    item = required(world, ReviewItem, review_key(company_id, item_id))
    released = 0
    if release:
        if item.kind in {*_ABOUT_MAIL, OWNER_UNREACHED}:
            _open_mailboxes(world, item)
        if item.customer_id and item.kind in _ABOUT_CUSTOMER:
            for customer_id in _meant(world, item, item.customer_id):
                _free_customer(world, item, customer_id, by)
        ids = item.invoice_ids
        if item.customer_id and item.kind in _ABOUT_CUSTOMER:
            ids = tuple(case.invoice.id for case in cases_of(world, company_id, item.customer_id))
        released = sum(_release(world, company_id, invoice_id, item, by) for invoice_id in ids)

    def build() -> tuple[Record, ...]:
        known = required(world, ReviewItem, review_key(company_id, item_id))
        if known.decided_at is not None and not (known.left and release):
            return ()
        said = f"{'released' if release else 'closed'} by {by}"
        return (known.model_copy(update={"decided_at": world.clock.now(), "decision": said, "left": not release}),)

    if revise(world, build) and not release:
        _note_closed(world, item, by)
    return Decided(item_id=item_id, cases_released=released)


def held_by(world: World, item: ReviewItem) -> tuple[Case, ...]:
    """The cases that a question holds, also after a person closed it and left them held."""
    return tuple(
        case
        for case in cases_of_invoices(world, item.company_id, item.invoice_ids)
        if case.state is not CaseState.CLOSED and any(_lifts(world, item, hold) for hold in case.holds)
    )


def _note_closed(world: World, item: ReviewItem, by: str) -> None:
    """That somebody saw a question and left things as they are, in the audit of its cases, else of the company."""
    fact = Fact(what="question closed", reason=item.kind, who=by, facts={"item": item.id})

    def build(invoice_id: str) -> tuple[Record, ...]:
        case = world.store.get(Case, case_key(item.company_id, invoice_id))
        if case is None:
            return ()
        noted, entries = note_on_case(world, case, fact)
        return (noted, *entries)

    noted = [revise(world, partial(build, invoice_id)) for invoice_id in item.invoice_ids]
    if any(noted):
        return

    def on_company() -> tuple[Record, ...]:
        company, entries = note_on_company(world, company_of(world, item.company_id), fact)
        return (company, *entries)

    revise(world, on_company)


def _release(world: World, company_id: str, invoice_id: str, item: ReviewItem, by: str) -> int:
    def build() -> tuple[Record, ...]:
        case = world.store.get(Case, case_key(company_id, invoice_id))
        if case is None:
            return ()
        holds = tuple(hold for hold in case.holds if not _lifts(world, item, hold))
        if case.state is CaseState.CLOSED and holds == case.holds:
            return ()
        change: dict[str, object] = {
            "holds": holds,
            "let_go_at": world.clock.now(),
            "approved": case.approved or item.kind in _APPROVES,
        }
        if item.kind == "old_at_adoption":
            change["anchor"] = _anchor_today(world, case)
        if case.state is CaseState.OPEN:
            change["due_at"] = world.clock.now()
        fact = Fact(what="released", reason=item.kind, who=by, facts={"item": item.id})
        noted, entries = note_on_case(world, case.model_copy(update=change), fact)
        return (noted, *entries)

    return int(bool(revise(world, build)))


def _lifts(world: World, item: ReviewItem, hold: Hold) -> bool:
    """Whether a hold is what the question is about; what another reply or payment asked for stays (promise 3)."""
    payment = item.facts.get("payment_intent", "")
    if hold.kind is HoldKind.IN_FLIGHT:
        # Only Stripe ends a payment in flight; once it has, and QuickBooks would not take it, a person does.
        settlement = world.store.get(Settlement, settlement_key(payment)) if hold.about == payment else None
        return settlement is not None and settlement.state in _ENDED
    if hold.about == REOPENED:
        return item.kind == "reopened"
    if hold.about.startswith("reply "):
        return item.id.endswith("-" + hold.about.removeprefix("reply ").partition(":")[0])
    # How a chargeback ended is asked apart, and lifts what it had held from its beginning.
    opened = f"{item.kind.removesuffix('_won').removesuffix('_lost')} {payment}"
    return hold.about in (held_for(item.kind, item.id), opened)


def _anchor_today(world: World, case: Case) -> date | None:
    """A case released from the list of old ones starts its ladder on the day of its release (promise 7)."""
    policy = world.policies.in_force(case.company_id)
    contact = world.store.get(Contact, contact_key(case.company_id, case.payer_id))
    today = local_date(world.clock.now(), contact.zones if contact else (policy.time_zone,))
    return anchored(case.invoice, policy.ladder_for(case.segment), today)


def _open_mailboxes(world: World, item: ReviewItem) -> None:
    contact = world.store.get(Contact, contact_key(item.company_id, item.customer_id or ""))
    for address in (*addresses_in(item.facts.get("address")), *(contact.addresses if contact else ())):
        open_mailbox(world, address)


def _meant(world: World, item: ReviewItem, asked_of: str) -> tuple[str, ...]:
    """The customers whom a question is about: who pays, and whose word keeps us from writing to who pays."""
    meant = [asked_of]
    if item.kind in {"stopped", "email_refused"}:
        meant += declared(world, item.company_id).group_of(asked_of)
    if item.kind == "stopped":
        meant += [case.invoice.customer_id for case in cases_of_invoices(world, item.company_id, item.invoice_ids)]
    return tuple(dict.fromkeys(meant))


def _free_customer(world: World, item: ReviewItem, customer_id: str, by: str) -> None:
    def build() -> tuple[Record, ...]:
        contact = world.store.get(Contact, contact_key(item.company_id, customer_id))
        if contact is None:
            return ()
        change: dict[str, object] = {}
        if item.kind in {"never_sent", "bounced"}:
            change = {"sent_by_other_means": True}
        if item.kind in {"stopped", "stop_flag"}:
            change = {"stopped": None}
        if item.kind == "email_refused":
            change = {"email_refused": None}
        fact = Fact(what="released", reason=item.kind, who=by)
        noted, entries = note_on_contact(world, contact.model_copy(update=change), fact)
        return (noted, *entries)

    revise(world, build)
