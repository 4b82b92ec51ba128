"""ApplyDecision: write down a decision that sends nothing (wait, hand-off, close), and ask a person where needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, case_key
from pastdue.domain.contact import Contact
from pastdue.domain.decide import NEEDS_A_PERSON, Close, HandOff, Reason, Wait
from pastdue.domain.errors import NotConnected, VendorError
from pastdue.domain.ledger import CREDIT_MEMO, Credit, Invoice
from pastdue.domain.plainly import plainly
from pastdue.domain.plan import Plan
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem, review_key
from pastdue.domain.touch import PayLink
from pastdue.usecases.ask_for_books import ask_for_books
from pastdue.usecases.end_links import dying, end_links
from pastdue.usecases.gather import Scene, cases_of
from pastdue.usecases.refresh_invoice import (
    ANSWERED_FOR_CUSTOMER,
    answer_what_waited,
    answer_with_the_end,
    asked_of_case,
    asked_of_customer,
    closing,
    facts_of,
    gone,
)
from pastdue.usecases.world import World, note_on_case, raise_review, revise

# Reasons that end by themselves without an event of ours are looked at again after a while.
_LOOK_AGAIN = {
    Reason.COVERED_BY_CREDIT: timedelta(days=1),
    Reason.IN_FLIGHT: timedelta(days=1),
    Reason.TOUCH_OPEN: timedelta(minutes=20),
    Reason.BOOKS_NOT_CURRENT: timedelta(hours=4),
    Reason.BELOW_MINIMUM: timedelta(days=7),
    Reason.SWITCHED_OFF: timedelta(days=1),
    Reason.HELD_OUT: timedelta(days=1),
}

_SUGGESTIONS = {
    Reason.STOPPED: "All contact with this customer is stopped. Lift it only after you spoke with them.",
    Reason.NO_DUE_DATE: "Give the invoice a due date in QuickBooks.",
    Reason.OLD_AT_ADOPTION: "It was long past due before Pastdue came. Release it, hold it, or write it off.",
    Reason.NEVER_SENT: "QuickBooks says that it never sent the invoice. Send it, or say that it went another way.",
    Reason.BOUNCED: "The e-mail with the invoice bounced. Correct the address and send it, or say how it was sent.",
    Reason.NEEDS_APPROVAL: "The amount is above your limit. Approve the reminders or call the customer yourself.",
    Reason.NOT_CHARGEABLE: "Stripe cannot charge exactly this amount. Ask for it another way.",
    Reason.NO_PHONE: "Put a phone number on the customer in QuickBooks.",
    Reason.NO_EMAIL: "Put an e-mail address on the customer in QuickBooks.",
    Reason.NO_CONSENT: "Record where this customer agreed to texts, or contact them yourself.",
    Reason.LADDER_ENDED: "All reminders went out. Call the customer, or decide what comes next.",
    Reason.SLOW_PAYER: "This customer's latest invoices all stood unpaid. Look at the account before going on.",
    Reason.OPTED_OUT: "The customer does not want texts. Call or write.",
    Reason.EMAIL_BOUNCED: "E-mail to this address comes back. Put another one on the customer in QuickBooks, or call.",
    Reason.EMAIL_REFUSED: "The customer does not want our e-mail. Call, or write a letter.",
    Reason.PHONE_SILENT: "This number cannot be texted. Call or write.",
    Reason.OUTSIDE_HOURS: "The policy leaves no hour in which this customer may be texted. Check window and holidays.",
}

# Where the suggestion is carried out by letting the case go on.
_RELEASED = frozenset({Reason.STOPPED, Reason.NEVER_SENT, Reason.BOUNCED, Reason.NEEDS_APPROVAL})

# What keeps a case silent says nothing of whether what a person was asked about it still holds.
_WAITS_BESIDE = (Reason.STOPPED, Reason.HELD, Reason.IN_FLIGHT, Reason.TOUCH_OPEN, Reason.EXCLUDED)

# What is asked about how a customer is reached is seen on the contact, without a look at the invoice.
_OF_CONTACT = frozenset({Reason.NO_PHONE, Reason.NO_EMAIL, Reason.NO_CONSENT, Reason.EMAIL_BOUNCED})

# Questions that one answer settles for all invoices of a customer are asked once per customer.
_PER_CUSTOMER = ANSWERED_FOR_CUSTOMER | {Reason.STOPPED, Reason.EMAIL_REFUSED}


def wait_for(world: World, scene: Scene, case: Case, wait: Wait, invoice: Invoice | None = None) -> None:
    """Let the case sleep until the decision's `until`, remember why, and ask a person where the reason needs one.

    `invoice` is what a look just saw: only a look tells that what a person was asked about an invoice is no longer so.
    """
    until = _looked_at_again(world.clock.now(), wait)

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, case_key(case.company_id, case.invoice.id))
        if fresh is None or fresh.version != case.version:
            return ()
        change: dict[str, object] = {
            "waiting_for": wait.reason,
            "waiting_until": wait.until,
            "due_at": until,
            "invoice": invoice or fresh.invoice,
        }
        said = (fresh.waiting_for, fresh.waiting_until) == (wait.reason, wait.until)
        if said and fresh.due_at == until and (invoice or fresh.invoice) == fresh.invoice:
            return ()
        if said:
            return (fresh.model_copy(update=change),)
        facts = {"until": wait.until.isoformat() if wait.until else None, "detail": wait.detail}
        fact = Fact(what="wait", reason=wait.reason, facts=facts, policy_version=scene.policy.version)
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        return (noted, *entries)

    revise(world, build)
    reached = case.waiting_for in _OF_CONTACT and wait.reason not in (*NEEDS_A_PERSON, Reason.ALREADY_ENDED)
    if (invoice is not None or reached) and wait.reason not in (case.waiting_for, *_WAITS_BESIDE):
        answer_what_waited(world, case, f"it waits for something else: {wait.reason}")
    if wait.reason is Reason.BOOKS_NOT_CURRENT and scene.books is not None and scene.books.until is None:
        ask_for_books(world, case.company_id, scene.books)
    if wait.reason in NEEDS_A_PERSON:
        raise_review(world, question(world, scene.contact, case, wait.reason, wait.detail), lasting=True)
    elif wait.unasked and scene.plan is not None:
        raise_review(world, _unasked_question(world, scene, scene.plan, wait), lasting=True)


def _looked_at_again(now: datetime, wait: Wait) -> datetime | None:
    """When the case is decided about next: at its `until`, sooner where something else may end the wait unseen."""
    after = _LOOK_AGAIN.get(wait.reason)
    times = [each for each in (wait.until, now + after if after else None) if each is not None]
    return min(times, default=None)


def question(world: World, contact: Contact, case: Case, reason: Reason, detail: str = "") -> ReviewItem:
    """What a person is asked about a case, once per case or once per customer."""
    once = reason in _PER_CUSTOMER
    item_id = asked_of_customer(reason, contact.customer_id) if once else asked_of_case(reason, case.invoice.id)
    if reason is Reason.NO_PHONE and contact.phone_problem:
        detail = contact.phone_problem
    if reason is Reason.OLD_AT_ADOPTION:
        return _old_question(world, contact, case, item_id)
    if reason is Reason.COVERED_BY_CREDIT:
        return _credit_question(world, contact, case, item_id)
    return ReviewItem(
        id=item_id,
        company_id=case.company_id,
        kind=reason,
        title=f"{contact.known_as}: {plainly(reason)}" + ("" if once else f", invoice {case.invoice.number}"),
        customer_id=contact.customer_id,
        invoice_ids=(case.invoice.id,),
        facts={
            "invoice": case.invoice.number,
            "balance": case.invoice.balance.text(),
            "due": str(case.invoice.due_on or "none"),
            "detail": detail,
        },
        suggestion=_SUGGESTIONS.get(reason, "Look at the invoice and decide."),
        command=f"pastdue review decide {item_id}{' --release' if reason in _RELEASED else ''}",
        raised_at=world.clock.now(),
    )


def _unasked_question(world: World, scene: Scene, plan: Plan, wait: Wait) -> ReviewItem:
    """An instalment is due that neither a text nor an e-mail can ask for."""
    due = plan.instalments[wait.unasked - 1]
    item_id = f"plan-unasked-{plan.id}-{wait.unasked}"
    return ReviewItem(
        id=item_id,
        company_id=plan.company_id,
        kind="plan_unasked",
        title=f"{scene.contact.known_as}: an instalment is due and cannot be asked for",
        customer_id=plan.payer_id,
        invoice_ids=plan.invoice_ids,
        facts={
            "plan": plan.id,
            "instalment": f"{wait.unasked} of {len(plan.instalments)}, {due.amount.text()} on {due.due_on}",
            "because": wait.reason,
        },
        suggestion="Call the customer. The plan goes on; it counts as broken when its days of grace are over.",
        command=f"pastdue review decide {item_id}",
        raised_at=world.clock.now(),
    )


_APPLY_HERE = "The customer's open credit covers the rest. Let it be applied to the invoice with the command."
_APPLY_THERE = (
    "What the customer has to its credit covers the rest, but is no credit memo: an unapplied payment, or a journal "
    "entry. Apply it to the invoice in QuickBooks; this question then ends by itself."
)


def _credit_question(world: World, contact: Contact, case: Case, item_id: str) -> ReviewItem:
    """That nothing is asked for, since credits cover it: which ones, and how they are applied."""
    known = world.store.get(ReviewItem, review_key(case.company_id, item_id))
    if known is not None and known.decided_at is None:
        return known
    held = _held(world, case)
    named = [f"{each.kind.replace('_', ' ')} {each.id} ({each.remaining.text()})" for each in held]
    memos = any(each.kind == CREDIT_MEMO and each.remaining.currency == case.balance.currency for each in held)
    return ReviewItem(
        id=item_id,
        company_id=case.company_id,
        kind=Reason.COVERED_BY_CREDIT,
        title=f"{contact.known_as}: covered by credit, invoice {case.invoice.number}",
        customer_id=contact.customer_id,
        invoice_ids=(case.invoice.id,),
        facts={
            "invoice": case.invoice.number,
            "balance": case.invoice.balance.text(),
            "credits": ", ".join(named) or "none; the customer owes less in all",
        },
        suggestion=_APPLY_HERE if memos else _APPLY_THERE,
        command=f"pastdue money apply-credit id:{case.invoice.id}" if memos else f"pastdue review decide {item_id}",
        raised_at=world.clock.now(),
    )


def _held(world: World, case: Case) -> tuple[Credit, ...]:
    """The customer's open credits; a ledger that does not answer must not delay the question."""
    try:
        return world.ledger.credits(case.company_id, case.invoice.customer_id)
    except (VendorError, NotConnected):
        world.metrics.count("CreditsUnread")
        return ()


_MOST_LISTED = 20


def _old_question(world: World, contact: Contact, case: Case, item_id: str) -> ReviewItem:
    """All of a customer's invoices that were long past due when Pastdue came, in one question."""
    every = {each.key: each for each in (*cases_of(world, case.company_id, case.payer_id), case)}.values()
    old = [each for each in every if each.old_at_adoption and not each.approved and each.state is CaseState.OPEN]
    old.sort(key=lambda each: (str(each.invoice.due_on), each.invoice.id))
    listed = [f"{each.invoice.number} ({each.balance.text()}, due {each.invoice.due_on})" for each in old]
    more = [f"and {len(old) - _MOST_LISTED} more"] if len(old) > _MOST_LISTED else []
    return ReviewItem(
        id=item_id,
        company_id=case.company_id,
        kind=Reason.OLD_AT_ADOPTION,
        title=f"{contact.known_as}: long past due before Pastdue came",
        customer_id=contact.customer_id,
        invoice_ids=tuple(each.invoice.id for each in old),
        facts={"invoices": ", ".join([*listed[:_MOST_LISTED], *more])},
        suggestion=_SUGGESTIONS[Reason.OLD_AT_ADOPTION],
        command=f"pastdue review decide {item_id} --release (or --hold, or --written-off)",
        raised_at=world.clock.now(),
    )


def hand_off(world: World, scene: Scene, case: Case, decision: HandOff) -> None:
    """Give the case to a person: the review item first, so that no death between the two loses it."""
    asked = question(world, scene.contact, case, decision.reason)
    packet = (
        " For a collector there is a packet (history, invoices, PDF): "
        f"pastdue hand-off packet --invoice {case.invoice.id} --out packet.zip"
    )
    raise_review(world, asked.model_copy(update={"suggestion": asked.suggestion + packet}))

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, case_key(case.company_id, case.invoice.id))
        if fresh is None or fresh.state is not CaseState.OPEN:
            return ()
        change = {
            "state": CaseState.HANDED_OFF,
            "ended_because": decision.reason,
            "waiting_for": decision.reason,
            "waiting_until": None,
            "due_at": None,
        }
        fact = Fact(
            what="handed off",
            reason=decision.reason,
            facts=facts_of(fresh.invoice),
            policy_version=scene.policy.version,
        )
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        return (noted, *entries)

    if revise(world, build):
        world.metrics.count("HandedOff", reason=decision.reason)


def close(world: World, case: Case, decision: Close, invoice: Invoice | None) -> None:
    """End the case and its links: nothing is owed any more."""
    ended: list[PayLink] = []

    def build() -> tuple[Record, ...]:
        ended.clear()
        fresh = world.store.get(Case, case_key(case.company_id, case.invoice.id))
        if fresh is None or fresh.state is CaseState.CLOSED:
            return ()
        seen = invoice or gone(fresh)
        if seen.is_older_than(fresh.invoice):
            return ()
        change = {**closing(world, fresh, decision.reason), "invoice": seen, "open_touch": fresh.open_touch}
        fact = Fact(what="case closed", reason=decision.reason, facts=facts_of(seen))
        noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
        ended.extend(dying(world, fresh.link_ids, decision.reason))
        return (noted, *entries, *ended)

    if revise(world, build):
        world.metrics.count("CasesClosed", reason=decision.reason)
        answer_with_the_end(world, case, decision.reason)
    end_links(world, ended)
