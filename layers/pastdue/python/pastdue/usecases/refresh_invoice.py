"""RefreshInvoice: read one invoice from QuickBooks and open, refresh or close its Case."""

from __future__ import annotations

from enum import StrEnum

from pastdue.domain.audit import Fact
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Adopted, Case, CaseState, Hold, HoldKind, adopted_in, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.decide import NEEDS_A_PERSON, Reason, anchored, old_at_adoption
from pastdue.domain.ledger import Customer, Invoice, InvoiceStatus
from pastdue.domain.money import Value
from pastdue.domain.plan import Plan, PlanState, plan_key
from pastdue.domain.policy import Policy
from pastdue.domain.record import Key, Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.segmenting import DEFAULT, segment_of
from pastdue.domain.touch import PayLink, link_key
from pastdue.usecases.carry_consent import carry_consent
from pastdue.usecases.end_links import dying, end_links
from pastdue.usecases.find_payer import declared
from pastdue.usecases.follow_merge import follow_merge
from pastdue.usecases.held_list import no_longer_about, take_off_list
from pastdue.usecases.keep_plan import PAYER_CHANGED, keep_plan
from pastdue.usecases.refresh_contact import Parties, refresh_parties
from pastdue.usecases.world import World, answer_itself, note_on_case, raise_review, revise


class Refreshed(StrEnum):
    """What became of the case."""

    IGNORED = "ignored"
    OPENED = "opened"
    CHANGED = "changed"
    SAME = "same"
    CLOSED = "closed"
    REOPENED = "reopened"


class RefreshResult(Value):
    """What was done about one invoice."""

    invoice_id: str
    done: Refreshed
    links_ended: int = 0


_OPEN = InvoiceStatus.OPEN
REOPENED = "the invoice is open again"


def refresh_invoice(world: World, company_id: str, invoice_id: str) -> RefreshResult:
    """Bring the case of an invoice to what QuickBooks says by GET, and end the links that now ask for too much."""
    invoice = world.ledger.invoice(company_id, invoice_id)
    case = world.store.get(Case, case_key(company_id, invoice_id))
    if case is None:
        if invoice is None or invoice.status is not _OPEN:
            return RefreshResult(invoice_id=invoice_id, done=Refreshed.IGNORED)
        return _opened(world, company_id, invoice)
    done = _changed(world, case, invoice)
    # Also where nothing changed: a death may have come between the case and its plan.
    keep_plan(world, company_id, case.payer_id)
    return done


def _opened(world: World, company_id: str, invoice: Invoice) -> RefreshResult:
    policy = world.policies.in_force(company_id)
    parties = refresh_parties(world, company_id, invoice.customer_id, policy)
    segment, because = _segment(world, company_id, policy, parties, invoice)
    today = local_date(world.clock.now(), parties.contact.zones)

    def build() -> tuple[Record, ...]:
        if world.store.get(Case, case_key(company_id, invoice.id)) is not None:
            return ()
        case = Case(
            company_id=company_id,
            invoice=invoice,
            payer_id=parties.payer.id,
            segment=segment,
            segment_reason=because,
            opened_at=world.clock.now(),
            anchor=anchored(invoice, policy.ladder_for(segment), today),
            old_at_adoption=old_at_adoption(invoice, policy, today),
            due_at=world.clock.now(),
        )
        fact = Fact(
            what="case opened",
            reason=because,
            facts={
                **facts_of(invoice),
                "segment": segment,
                "anchor": str(case.anchor),
                "anchored_at_adoption": case.anchor != invoice.due_on,
            },
            policy_version=policy.version,
        )
        case, entries = note_on_case(world, case, fact)
        return (case, Adopted(company_id=company_id, invoice_id=invoice.id, number=invoice.number), *entries)

    opened = bool(revise(world, build))
    customer_id = parties.customer.id
    if declared(world, company_id).group_of(customer_id)[0] not in (customer_id, parties.payer.id):
        # Somebody declared it another's to pay while we opened it: their look at the customer's cases missed this one.
        case = world.store.get(Case, case_key(company_id, invoice.id))
        if case is not None:
            place_case(world, case, policy, refresh_parties(world, company_id, customer_id, policy))
    return RefreshResult(invoice_id=invoice.id, done=Refreshed.OPENED if opened else Refreshed.SAME)


def _segment(world: World, company_id: str, policy: Policy, parties: Parties, invoice: Invoice) -> tuple[str, str]:
    """The segment of an invoice: its customer's; where that has none, its payer's. Excluded by either wins."""
    customer, payer = parties.customer, parties.payer
    term = world.ledger.term(company_id, invoice.term_id).name if invoice.term_id else None
    own = segment_of(policy, customer, term, _type_name(world, company_id, customer))
    if payer.id == customer.id or policy.ladder_for(own[0]) is None:
        return own
    segment, because = segment_of(policy, payer, None, _type_name(world, company_id, payer))
    if segment != DEFAULT and (own[0] == DEFAULT or policy.ladder_for(segment) is None):
        return segment, f"{because} (of {payer.name}, who pays)"
    return own


def _type_name(world: World, company_id: str, customer: Customer) -> str | None:
    return world.ledger.customer_type(company_id, customer.type_id) if customer.type_id else None


def place_case(world: World, case: Case, policy: Policy, parties: Parties) -> None:
    """Bring a case to the segment and the payer that its parties now have."""
    segment, because = _segment(world, case.company_id, policy, parties, case.invoice)
    _resegmented(world, case, policy, segment, because)
    end_links(world, move_case(world, case, parties.payer.id))


def _resegmented(world: World, case: Case, policy: Policy, segment: str, because: str) -> None:
    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, case.key)
        if fresh is None or fresh.state is CaseState.CLOSED or fresh.segment == segment:
            return ()
        fact = Fact(
            what="segment changed",
            reason=because,
            facts={"from": fresh.segment, "to": segment},
            policy_version=policy.version,
        )
        change = {"segment": segment, "segment_reason": because}
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        return (noted, *entries)

    revise(world, build)


def move_case(world: World, case: Case, payer_id: str, who: str = "pastdue") -> tuple[PayLink, ...]:
    """Make a case another's to pay; gives its links, which must end now.

    A link names what it is for to whoever has it, and its thanks go to who paid before (promise 10).
    """
    ended: list[PayLink] = []
    planned = _on_a_plan(world, case)
    if planned and case.payer_id != payer_id:
        # The question first: no death between the two leaves a case held that nobody is asked about.
        raise_review(world, _payer_question(world, case))

    def build() -> tuple[Record, ...]:
        ended.clear()
        fresh = world.store.get(Case, case.key)
        if fresh is None or fresh.payer_id == payer_id:
            return ()
        change: dict[str, object] = {"payer_id": payer_id}
        if planned:
            change["holds"] = (*fresh.holds, _payer_changed_hold(world))
        if fresh.state is CaseState.OPEN:
            change["due_at"] = world.clock.now()
        fact = Fact(what="payer changed", who=who, facts={"from": fresh.payer_id, "to": payer_id})
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        ended.extend(dying(world, fresh.link_ids, "somebody else pays for it"))
        return (noted, *entries, *ended)

    if revise(world, build) and case.state is CaseState.OPEN:
        _answer_for_customer(world, case, "somebody else pays for it")
    return tuple(ended)


def _on_a_plan(world: World, case: Case) -> bool:
    plan = world.store.get(Plan, plan_key(case.company_id, case.payer_id))
    return plan is not None and plan.state is PlanState.RUNNING and plan.covers(case.invoice.id)


def _payer_changed_hold(world: World) -> Hold:
    return Hold(kind=HoldKind.REVIEW, since=world.clock.now(), by="pastdue", about=f"{PAYER_CHANGED} ")


def _payer_question(world: World, case: Case) -> ReviewItem:
    return ReviewItem(
        id=f"payer-changed-{case.invoice.id}",
        company_id=case.company_id,
        kind=PAYER_CHANGED,
        title=f"Invoice {case.invoice.number} is in a payment plan, and somebody else pays for it now",
        customer_id=case.invoice.customer_id,
        invoice_ids=(case.invoice.id,),
        facts={"balance": case.invoice.balance.text()},
        suggestion="Agree with both on what becomes of the plan; then let the invoice's own reminders begin.",
        command=f"pastdue review decide payer-changed-{case.invoice.id} --release",
        raised_at=world.clock.now(),
    )


def facts_of(invoice: Invoice) -> dict[str, str | int | bool | None]:
    """The facts of an invoice that an audit entry keeps."""
    return {
        "number": invoice.number,
        "sync_token": invoice.sync_token,
        "balance_minor": invoice.balance.minor,
        "currency": invoice.balance.currency,
        "status": invoice.status,
        "due_on": str(invoice.due_on) if invoice.due_on else None,
    }


def asked_of_case(reason: str, invoice_id: str) -> str:
    """The id of what is asked about one case for a reason."""
    return f"{reason}-invoice-{invoice_id}".replace("_", "-")


def asked_of_customer(reason: str, customer_id: str) -> str:
    """The id of what is asked once for all invoices of a customer, for a reason."""
    return f"{reason}-customer-{customer_id}".replace("_", "-")


# Asked once for a customer, and answered by what becomes of its invoices; a stop and a refusal are a person's to lift.
ANSWERED_FOR_CUSTOMER = frozenset(
    {
        Reason.OLD_AT_ADOPTION,
        Reason.NEVER_SENT,
        Reason.BOUNCED,
        Reason.NO_PHONE,
        Reason.NO_EMAIL,
        Reason.NO_CONSENT,
        Reason.EMAIL_BOUNCED,
    }
)


def _answer_for_customer(world: World, case: Case, because: str) -> None:
    if case.waiting_for in ANSWERED_FOR_CUSTOMER:
        no_longer_about(world, case, asked_of_customer(case.waiting_for, case.payer_id), because)


def answer_what_waited(world: World, case: Case, because: str) -> None:
    """What a person was asked since a case could not go on is answered: it goes on, or is over."""
    _answer_for_customer(world, case, because)
    if case.waiting_for in NEEDS_A_PERSON or case.state is CaseState.HANDED_OFF:
        answer_itself(world, case.company_id, asked_of_case(case.waiting_for, case.invoice.id), because)


def answer_with_the_end(world: World, case: Case, because: str) -> None:
    """What a person was asked about a case is answered when it closes.

    That a credit covers it may have been asked while it waited for something else.
    """
    answer_what_waited(world, case, because)
    answer_itself(world, case.company_id, asked_of_case(Reason.COVERED_BY_CREDIT, case.invoice.id), because)
    take_off_list(world, case, because)
    for hold in case.holds:
        if hold.kind is HoldKind.ALREADY_PAID:
            reply = hold.about.removeprefix("reply ").removesuffix(f": {hold.kind}")
            no_longer_about(world, case, f"already-paid-{reply}", because)
    if any(hold.about == REOPENED for hold in case.holds):
        answer_itself(world, case.company_id, _reopened_id(case.invoice.id), because)


def gone(case: Case) -> Invoice:
    """The invoice of a case as it stands once QuickBooks has it no more."""
    nothing = case.invoice.balance.model_copy(update={"minor": 0})
    return case.invoice.model_copy(update={"status": InvoiceStatus.DELETED, "balance": nothing})


def _changed(world: World, case: Case, found: Invoice | None) -> RefreshResult:
    company_id, invoice_id = case.company_id, case.invoice.id
    done = [Refreshed.SAME]
    ended: list[PayLink] = []
    policy = world.policies.in_force(company_id)
    moved = found is not None and found.customer_id != case.invoice.customer_id
    placed: dict[str, object] = {}
    merged_on_plan = False
    if found is not None and (moved or found.term_id != case.invoice.term_id):
        parties = refresh_parties(world, company_id, found.customer_id, policy)
        segment, because = _segment(world, company_id, policy, parties, found)
        placed = {"segment": segment, "segment_reason": because}
        if moved:
            placed["payer_id"] = parties.payer.id
            # Before anything of the case moves: what must not be said to the one is not to be said to the other.
            if follow_merge(world, company_id, case.invoice.customer_id, parties.customer.id):
                carry_consent(world, company_id, case.invoice.customer_id, parties.customer.id)
                # The same person, who keeps to what was agreed: no reminder until somebody has said how it goes on.
                merged_on_plan = parties.payer.id != case.payer_id and _on_a_plan(world, case)
                if merged_on_plan:
                    raise_review(world, _payer_question(world, case))
    if _reopens(case, found):
        # The question first: no death between the two leaves a case held that nobody is asked about.
        raise_review(world, _reopened_question(world, company_id, found or gone(case)))

    def build() -> tuple[Record, ...]:
        done[0] = Refreshed.SAME
        ended.clear()
        known = world.store.get(Case, case_key(company_id, invoice_id))
        if known is None:
            return ()
        invoice = found or gone(known)
        if found is not None and found.is_older_than(known.invoice):
            return ()
        if invoice == known.invoice:
            ended.extend(dying(world, _asking_too_much(world, known, invoice), "the amount due changed"))
            return (*ended, *_renumbered(world, company_id, invoice))
        change, fact, done[0] = _become(world, known, invoice)
        change |= placed
        if merged_on_plan and invoice.status is _OPEN:
            change["holds"] = (*known.holds, _payer_changed_hold(world))
        if moved:
            # A link names what it is for to whoever has it: another customer gets another one (promise 10).
            ended.extend(dying(world, known.link_ids, "the invoice is another customer's"))
        if invoice.due_on != known.invoice.due_on:
            contact = world.store.get(Contact, contact_key(company_id, invoice.customer_id))
            zones = contact.zones if contact else (policy.time_zone,)
            adopted_on = local_date(known.opened_at, zones)
            ladder = policy.ladder_for(str(placed.get("segment", known.segment)))
            change["anchor"] = anchored(invoice, ladder, adopted_on)
        dead = {link.id for link in ended}
        wrong = [link_id for link_id in _asking_too_much(world, known, invoice) if link_id not in dead]
        ended.extend(dying(world, wrong, fact.what))
        fresh, entries = note_on_case(world, known.model_copy(update=change), fact)
        return (fresh, *entries, *ended, *_renumbered(world, company_id, invoice))

    revise(world, build)
    if done[0] is Refreshed.REOPENED:
        raise_review(world, _reopened_question(world, company_id, found or gone(case)))
    if done[0] is Refreshed.CLOSED:
        answer_with_the_end(world, case, (found or gone(case)).status)
    end_links(world, ended)
    return RefreshResult(invoice_id=invoice_id, done=done[0], links_ended=len(ended))


def _renumbered(world: World, company_id: str, invoice: Invoice) -> tuple[Record, ...]:
    """The mark that the invoice has a case, where it names another number than the invoice has now."""
    known = world.store.get(Adopted, Key(adopted_in(company_id), invoice.id))
    if known is None or known.number == invoice.number:
        return ()
    return (known.model_copy(update={"number": invoice.number}),)


def _reopens(case: Case, found: Invoice | None) -> bool:
    """Whether a case that was closed is open again by what QuickBooks says now."""
    if found is None or found.status is not _OPEN or case.state is not CaseState.CLOSED:
        return False
    return not found.is_older_than(case.invoice) and found != case.invoice


def _become(world: World, case: Case, invoice: Invoice) -> tuple[dict[str, object], Fact, Refreshed]:
    """What changes on the case when its invoice is now like this, and the fact to remember."""
    now = world.clock.now()
    change: dict[str, object] = {"invoice": invoice, "due_at": now}
    if invoice.status is not _OPEN:
        if case.state is CaseState.CLOSED:
            return change, Fact(what="invoice changed", facts=facts_of(invoice)), Refreshed.CHANGED
        return (
            change | closing(world, case, invoice.status),
            Fact(what="case closed", reason=invoice.status, facts=facts_of(invoice)),
            Refreshed.CLOSED,
        )
    if case.state is CaseState.CLOSED:
        hold = Hold(kind=HoldKind.REVIEW, since=now, by="pastdue", about=REOPENED)
        change |= {"state": CaseState.OPEN, "ended_because": "", "ended_on": None, "holds": (*case.holds, hold)}
        return change, Fact(what="case reopened", facts=facts_of(invoice)), Refreshed.REOPENED
    return change, Fact(what="invoice changed", facts=facts_of(invoice)), Refreshed.CHANGED


def closing(world: World, case: Case, because: str) -> dict[str, object]:
    """What changes on a case that closes: nothing is due any more, and no hold outlives it but a payment's in flight.

    That one ends on Stripe's word only: what closed the case may be taken back before (a check that bounced).
    """
    on = world.clock.now().date()
    return {
        "state": CaseState.CLOSED,
        "ended_because": because,
        "ended_on": case.ended_on or on,
        "due_at": None,
        "holds": tuple(hold for hold in case.holds if hold.kind is HoldKind.IN_FLIGHT),
        "waiting_for": because,
        "waiting_until": None,
    }


def _asking_too_much(world: World, case: Case, invoice: Invoice) -> tuple[str, ...]:
    """The links of a case that ask more for it than its balance now is."""
    wrong: list[str] = []
    for link_id in case.link_ids:
        link = world.store.get(PayLink, link_key(link_id))
        asked = [item.amount for item in link.items if item.invoice_id == invoice.id] if link else []
        if any(a.currency != invoice.balance.currency or a.minor > invoice.balance.minor for a in asked):
            wrong.append(link_id)
    return tuple(wrong)


def _reopened_id(invoice_id: str) -> str:
    return f"reopened-{invoice_id}"


def _reopened_question(world: World, company_id: str, invoice: Invoice) -> ReviewItem:
    return ReviewItem(
        id=_reopened_id(invoice.id),
        company_id=company_id,
        kind="reopened",
        title=f"Invoice {invoice.number} was closed and is open again",
        customer_id=invoice.customer_id,
        invoice_ids=(invoice.id,),
        facts={"balance": invoice.balance.text()},
        suggestion="Check whether a payment was voided, refunded or bounced; then let the reminders go on or keep them "
        "on hold.",
        command=f"pastdue review decide {_reopened_id(invoice.id)} --release",
        raised_at=world.clock.now(),
    )
