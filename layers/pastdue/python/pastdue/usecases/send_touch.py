"""SendTouch: claim, last look, link, send, record: one message for the cases of one payer that are due.

CLAIMED ──► SENDING ──► SENT            nothing is handed to the vendor before SENDING is written
│           ├──────► FAILED          a definite no: the claim is given back
▼           └─(no answer)─► looked up by check_touch: SENT, or absence proven and given back, or PRESUMED_SENT
GIVEN_BACK
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import quote

from pastdue.domain import wording
from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, case_key
from pastdue.domain.contact import Contact, Phone, PhoneTouch, contact_key, phone_key
from pastdue.domain.decide import (
    Close,
    Decision,
    HandOff,
    Send,
    Wait,
    begins_backlog,
    is_compared,
    is_new_to_comparison,
)
from pastdue.domain.errors import Busy, Conflict, NotConnected, Refused, Unavailable, Unknown, VendorError
from pastdue.domain.fall_back import because_of
from pastdue.domain.ledger import Invoice
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.pace import backlog_full, full_until, slot_at, taken
from pastdue.domain.policy import BY_EMAIL, BY_TEXT, Mode, Policy
from pastdue.domain.record import Record, stored
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import Channel, LinkState, PayLink, Touch, TouchState, link_key
from pastdue.ports import Attachment
from pastdue.usecases.apply_decision import close, hand_off, wait_for
from pastdue.usecases.compose_touch import Candidate, address_of, drafted, one_message, rung_of, worded
from pastdue.usecases.end_links import draft_of, dying, end_link, is_paying
from pastdue.usecases.enter_comparison import enter_comparison
from pastdue.usecases.gather import Scene, cases_of, judge, pace_of, plan_wants_a_look, scene_of
from pastdue.usecases.keep_connection import lost
from pastdue.usecases.keep_plan import look_after_plan
from pastdue.usecases.pace import pace_quickbooks, pace_stripe, pace_texts
from pastdue.usecases.record_touch import confirm_sent, give_back, refused
from pastdue.usecases.refresh_invoice import answer_what_waited, refresh_invoice
from pastdue.usecases.share_credits import share_credits
from pastdue.usecases.world import World, company_of, note_on_case, raise_review, revise

_LEASE = timedelta(minutes=3)
_LOOK_IS_FRESH = timedelta(seconds=30)
_LOOK_IS_OLD = timedelta(seconds=50)
_FIRST_CHECK = timedelta(minutes=5)
_LEAST_VALIDITY = 60
_MOST_VALIDITY = 36_000
_LOOKS = 3
# What a touch asks besides its invoices: open credit memos, unapplied payments, what the customer owes in all, a PDF;
# and of Stripe: sessions, an old link's end, a new link. A text of several invoices may be longer than two segments,
# most are not.
_REQUESTS_BESIDE_INVOICES = 4
_REQUESTS_FOR_A_LINK = 4
_USUAL_SEGMENTS = 2


class Sent(StrEnum):
    """How an attempt to touch a payer ended."""

    NOTHING_DUE = "nothing_due"
    SHADOW = "shadow"
    IN_PROGRESS = "in_progress"
    RACED = "raced"
    GIVEN_BACK = "given_back"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    BUSY = "busy"


class TouchResult(Value):
    """What was done for one payer, and why."""

    payer_id: str
    done: Sent
    touch_id: str = ""
    reason: str = ""


def send_touch(world: World, company_id: str, payer_id: str) -> TouchResult:
    """Touch one payer if anything is due now. What a vendor's outage prevents stays due and is queued again.

    Raises Busy before anything was done when a vendor is asked as fast as it allows.
    """
    company_of(world, company_id)
    cases = cases_of(world, company_id, payer_id)
    contact = world.store.get(Contact, contact_key(company_id, payer_id))
    if contact is None or not cases:
        return TouchResult(payer_id=payer_id, done=Sent.NOTHING_DUE, reason="no open case")
    scene = scene_of(world, company_id, contact, cases)
    due = _with_their_plan(scene, cases, [case for case in cases if _wants_a_look(world, scene, case)])
    if not due:
        return TouchResult(payer_id=payer_id, done=Sent.NOTHING_DUE)
    _wait_for_budgets(world, scene, due)
    looked_at = world.clock.now()
    try:
        scene, candidates, others = _look(world, scene, cases, due)
    except NotConnected:
        lost(world, company_id)
        return TouchResult(payer_id=payer_id, done=Sent.BUSY, reason="QuickBooks is not connected")
    except VendorError as error:
        # Nothing was claimed, and the cases stay due: the tick queues them again, so an outage fills no queue.
        world.metrics.count("TouchesPostponed", vendor=error.vendor)
        return TouchResult(payer_id=payer_id, done=Sent.BUSY, reason=f"{error.vendor}: {type(error).__name__}")
    for case, decision, invoice in others:
        _apply(world, scene, case, decision, invoice)
    shown = [each for each in candidates if scene.policy.mode_for(each.case.segment) is Mode.SHADOW]
    _shadow(world, scene, shown)
    chosen = one_message(world, scene, [each for each in candidates if each not in shown])
    if not chosen:
        return TouchResult(payer_id=payer_id, done=Sent.SHADOW if shown else Sent.NOTHING_DUE)
    touch = _claim(world, scene, [_compared(world, scene, each) for each in chosen])
    if touch is None:
        return TouchResult(payer_id=payer_id, done=Sent.RACED)
    for each in chosen:
        answer_what_waited(world, each.case, "it goes on")
    ready = _prepared(world, touch, chosen, looked_at)
    # From here on the vendor may have the message: whatever fails now, the claim is not simply given back.
    return _send(world, ready) if isinstance(ready, Ready) else ready


def _wait_for_budgets(world: World, scene: Scene, due: Sequence[Case]) -> None:
    """Every vendor's limit before the look, so that none of it grows old while it waits. Raises Busy."""
    pace_quickbooks(world, scene.company.id, len(due) + _REQUESTS_BESIDE_INVOICES, may_wait=True)
    pace_stripe(world, _REQUESTS_FOR_A_LINK)
    pace_texts(world, scene.policy.texts_per_second, _USUAL_SEGMENTS)


def _prepared(world: World, touch: Touch, chosen: Sequence[Candidate], looked_at: datetime) -> Ready | TouchResult:
    """Everything up to the written intent; what fails before it gives the claim back."""
    payer_id = touch.payer_id
    try:
        return _proceed(world, touch, chosen, looked_at)
    except Conflict:
        give_back(world, touch.id, "somebody else wrote first", retry_in=timedelta(minutes=1))
        return TouchResult(payer_id=payer_id, done=Sent.RACED, touch_id=touch.id)
    except (Busy, Unavailable) as error:
        give_back(world, touch.id, f"{error.vendor} did not take it", retry_in=timedelta(minutes=5))
        world.metrics.count("TouchesGivenBack", vendor=error.vendor)
        return TouchResult(payer_id=payer_id, done=Sent.BUSY, touch_id=touch.id, reason=type(error).__name__)
    except Refused as error:
        give_back(world, touch.id, f"{error.vendor} refused", retry_in=timedelta(hours=6))
        raise_review(world, _refused_question(world, touch, error))
        return TouchResult(payer_id=payer_id, done=Sent.REFUSED, touch_id=touch.id, reason=error.code)


# What Stripe takes at least and at most depends on the currency in which it settles, which only its answer tells.
_AMOUNTS = ("amount_too_small", "amount_too_large")
_AMOUNT_REFUSED = "Stripe does not charge this amount. Ask for it another way; it is tried again every six hours."


def _refused_question(world: World, touch: Touch, error: Refused) -> ReviewItem:
    return ReviewItem(
        id=f"refused-{error.vendor}-{touch.customer_id}",
        company_id=touch.company_id,
        kind="vendor_refused",
        title=f"{error.vendor} refused what a reminder needs",
        customer_id=touch.customer_id,
        invoice_ids=tuple(item.invoice_id for item in touch.items),
        facts={
            "asked": touch.total.text(),
            "code": error.code,
            "status": str(error.status or ""),
            "request": error.request_id,
        },
        suggestion=_AMOUNT_REFUSED
        if error.code in _AMOUNTS
        else "Show this to your engineer. The reminder is tried again in six hours.",
        command=f"pastdue review decide refused-{error.vendor}-{touch.customer_id}",
        raised_at=world.clock.now(),
    )


def _with_their_plan(scene: Scene, cases: Sequence[Case], due: Sequence[Case]) -> list[Case]:
    """The due cases, and where one is on a plan, every other open one of that plan: it is counted as a whole."""
    plan = scene.plan
    if plan is None or not any(plan.covers(case.invoice.id) for case in due):
        return list(due)
    ids = {case.invoice.id for case in due}
    return [
        case
        for case in cases
        if case.invoice.id in ids or (plan.covers(case.invoice.id) and case.state is not CaseState.CLOSED)
    ]


def _wants_a_look(world: World, scene: Scene, case: Case) -> bool:
    if plan_wants_a_look(world, scene, case):
        return True
    decision = judge(world, scene, case, case.invoice, zero(case.balance.currency))
    if isinstance(decision, Wait) and not is_new_to_comparison(case, decision):
        if case.due_at is not None and case.due_at <= world.clock.now() + timedelta(minutes=30):
            wait_for(world, scene, case, decision)
        return False
    return True


_Other = tuple[Case, Decision, Invoice | None]


def _look(
    world: World, scene: Scene, cases: Sequence[Case], due: Sequence[Case]
) -> tuple[Scene, list[Candidate], list[_Other]]:
    """The last look: a GET of each invoice, the credits, our own holds, the sessions of the cases' live links.

    A plan is counted by what was seen before anything is decided; hence the scene, as it is then.
    """
    fresh, shares = _ask_ledger(world, scene.company.id, cases, due)
    paying = _paying(world, due)
    scene = look_after_plan(world, scene, fresh, shares, frozenset(paying))
    candidates: list[Candidate] = []
    others: list[_Other] = []
    for known in due:
        case = world.store.get(Case, known.key) or known
        invoice = fresh[case.invoice.id]
        if invoice is not None and invoice.is_older_than(case.invoice):
            # A webhook overtook the look: our own record knows better, and is due again at the next tick.
            continue
        if _replaced(case.invoice, invoice):
            # Its webhook was late or lost: the case is brought up to date first, and may be another payer's then.
            refresh_invoice(world, case.company_id, case.invoice.id)
            case = world.store.get(Case, known.key) or case
            if case.payer_id != known.payer_id:
                continue
        if case.invoice.id in paying:
            hold = Hold(kind=HoldKind.IN_FLIGHT, since=world.clock.now(), by="stripe", about=paying[case.invoice.id])
            case = case.model_copy(update={"holds": (*case.holds, hold)})
        credit = shares.get(case.invoice.id, zero(case.balance.currency))
        decision = judge(world, scene, case, invoice, credit)
        if isinstance(decision, Send) and invoice is not None:
            candidate = Candidate(case=case, invoice=invoice, credit=credit, rung=decision.rung, plan=decision.plan)
            candidates.append(candidate)
        else:
            others.append((case, decision, invoice))
    return scene, candidates, others


def _replaced(known: Invoice, seen: Invoice | None) -> bool:
    """Whether what a case was opened by has changed: whose the invoice is, when it is due, by which term."""
    return seen is not None and (seen.customer_id, seen.due_on, seen.term_id) != (
        known.customer_id,
        known.due_on,
        known.term_id,
    )


def _ask_ledger(
    world: World, company_id: str, cases: Sequence[Case], due: Sequence[Case]
) -> tuple[dict[str, Invoice | None], Mapping[str, Money]]:
    """A GET of each due invoice, and how the open credits of its customers fall to all their open invoices."""
    fresh = {case.invoice.id: world.ledger.invoice(company_id, case.invoice.id) for case in due}
    seen = {case.invoice.id: case.invoice for case in cases if case.invoice.id not in fresh}
    seen |= {invoice_id: invoice for invoice_id, invoice in fresh.items() if invoice is not None}
    looked_at = [invoice for invoice in fresh.values() if invoice is not None]
    others = [invoice for invoice_id, invoice in seen.items() if invoice_id not in fresh]
    return fresh, share_credits(world, company_id, looked_at, others)


def _paying(world: World, cases: Sequence[Case]) -> dict[str, str]:
    """The invoices for which a session of a live link was completed, with the payment that is in flight or captured."""
    paying: dict[str, str] = {}
    for link_id in dict.fromkeys(link_id for case in cases for link_id in case.link_ids):
        link = world.store.get(PayLink, link_key(link_id))
        if link is None or link.stripe_id is None:
            continue
        for session in world.payments.sessions(link.stripe_id):
            if session.status == "complete" and session.payment_intent:
                world.queue.put("settlement", {"payment_intent": session.payment_intent})
                if is_paying(world, session.payment_intent):
                    paying.update({item.invoice_id: session.payment_intent for item in link.items})
                else:
                    _spent(world, link_id)
    return paying


def _spent(world: World, link_id: str) -> None:
    """A session was completed and its payment failed: the link takes no second one (vendor-facts, ACH)."""
    revise(world, lambda: dying(world, (link_id,), "its payment failed"))


def _apply(world: World, scene: Scene, case: Case, decision: Decision, invoice: Invoice | None) -> None:
    if isinstance(decision, Close):
        close(world, case, decision, invoice)
    elif isinstance(decision, HandOff):
        hand_off(world, scene, case, decision)
    elif isinstance(decision, Wait):
        if is_new_to_comparison(case, decision):
            case = enter_comparison(world, scene, case, held_out=True)
        wait_for(world, scene, case, decision, invoice)


def _shadow(world: World, scene: Scene, chosen: Sequence[Candidate]) -> None:
    """Write what would have been sent, and look again tomorrow: shadow mode sends nothing."""
    for candidate in chosen:
        case = candidate.case
        if case.waiting_for != "shadow":
            facts = {"rung": candidate.rung, "amount_minor": candidate.asked.minor}
            fact = Fact(what="would send", reason="shadow mode", facts=facts, policy_version=scene.policy.version)
            case, entries = note_on_case(world, case, fact)
        else:
            entries = ()
        change = {"waiting_for": "shadow", "waiting_until": None, "due_at": world.clock.now() + timedelta(days=1)}
        try:
            world.store.commit(case.model_copy(update=change), *entries)
        except Conflict:
            continue


def _compared(world: World, scene: Scene, candidate: Candidate) -> Candidate:
    """The candidate, its case in the measurement of what the texts bring if that is on and its first touch is due."""
    if not is_compared(scene.policy, candidate.case, scene.phone, candidate.rung):
        return candidate
    return candidate.model_copy(update={"case": enter_comparison(world, scene, candidate.case, held_out=False)})


def _claim(world: World, scene: Scene, chosen: Sequence[Candidate]) -> Touch | None:
    """Claim the cases and the phone's day in one transaction; None when somebody else moved one of them first."""
    now = world.clock.now()
    begins = any(
        candidate.plan is None and begins_backlog(candidate.case, scene.contact, scene.policy, candidate.invoice)
        for candidate in chosen
    )
    lease = {
        "lease_until": world.clock.wall() + _LEASE,
        "check_at": now + _FIRST_CHECK,
        "slot": slot_at(now, scene.policy, begins=begins),
    }
    touch = drafted(scene, chosen, now, world.entropy.token()).model_copy(update=lease)
    records: list[Record] = [touch]
    for candidate in chosen:
        fact = Fact(
            what="claimed",
            reason=f"rung {candidate.rung}" if candidate.plan is None else f"part {candidate.plan.number}",
            facts={
                "touch": touch.id,
                "amount_minor": candidate.asked.minor,
                "sync_token": candidate.invoice.sync_token,
                "channel": touch.channel,
                **_instead_of(scene, touch),
            },
            policy_version=scene.policy.version,
        )
        change = {"open_touch": touch.id, "invoice": candidate.invoice, "due_at": now + timedelta(minutes=20)}
        case, entries = note_on_case(world, candidate.case.model_copy(update=change), fact)
        records += [case, *entries]
    if touch.channel is Channel.SMS:
        records.append(_guarded(scene.phone or Phone(number=touch.address), touch, scene.contact))
    return _committed(world, scene.policy, touch, records)


def _instead_of(scene: Scene, touch: Touch) -> dict[str, str]:
    """Why a touch goes another way than its step's own."""
    if touch.template == BY_TEXT:
        return {"instead_of_an_email": "; ".join(box.silence.by for box in scene.mailboxes if box.silence is not None)}
    takes_place = touch.channel is Channel.EMAIL and (touch.template == BY_EMAIL or touch.plan_id != "")
    return {"instead_of_a_text": because_of(scene.phone) if takes_place else ""}


def _committed(world: World, policy: Policy, touch: Touch, records: Sequence[Record]) -> Touch | None:
    """Commit a claim with its slot in the company's pace, which every claim of the day moves: that alone is no race."""
    assert touch.slot is not None
    for _ in range(_CLAIMS):
        pace = pace_of(world, touch.company_id, policy)
        begins_too_many = touch.slot.begins and backlog_full(pace, policy)
        if begins_too_many or full_until(pace, policy, touch.claimed_at) is not None:
            return None
        try:
            world.store.commit(*records, taken(pace, touch.slot))
        except Conflict:
            if pace_of(world, touch.company_id, policy).version == pace.version:
                return None
        else:
            return stored(touch)
    return None


_CLAIMS = 8
_REMEMBERED = 30


def _guarded(phone: Phone, touch: Touch, contact: Contact) -> Phone:
    entry = PhoneTouch(
        touch_id=touch.id,
        at=touch.claimed_at,
        zones=contact.zones,
        company_id=touch.company_id,
        invoice_ids=tuple(item.invoice_id for item in touch.items),
    )
    return phone.model_copy(update={"touches": (*phone.touches, entry)[-_REMEMBERED:]})


class Seen(Value):
    """What the last look saw of one case: its invoice and the credit that falls to it."""

    invoice: Invoice | None
    credit: Money


class Ready(Value):
    """A touch whose intent is written, with what it takes to send it."""

    touch: Touch
    subject: str
    reply_to: str | None
    valid_for: int
    attachments: tuple[Attachment, ...]


def _proceed(world: World, touch: Touch, chosen: Sequence[Candidate], looked_at: datetime) -> Ready | TouchResult:
    """From the claim to the written intent. The look is taken again when it has grown old or something moved."""
    payer = touch.payer_id

    def back(because: str, done: Sent = Sent.GIVEN_BACK) -> TouchResult:
        give_back(world, touch.id, because, retry_in=timedelta(minutes=1))
        return TouchResult(payer_id=payer, done=done, touch_id=touch.id, reason=because)

    linked = _with_link(world, touch)
    if linked is None:
        return back("a payment came in")
    touch = linked
    attachments = _attachments(world, touch)
    seen = {each.invoice.id: Seen(invoice=each.invoice, credit=each.credit) for each in chosen}
    for _ in range(_LOOKS):
        if world.clock.now() - looked_at > _LOOK_IS_FRESH:
            looked_at = world.clock.now()
            seen = _look_again(world, touch)
        ready = _still_right(world, touch, seen)
        if ready is None:
            return back("the last look found a change")
        scene, cases = ready
        seconds = int((touch.window_ends_at - world.clock.now()).total_seconds())
        if seconds < _LEAST_VALIDITY:
            return back("the window closed")
        body, subject = worded(scene, touch, cases)
        try:
            sending = _begin(world, scene, touch.model_copy(update={"body": body}), cases, looked_at)
        except Conflict:
            looked_at -= _LOOK_IS_FRESH
            continue
        if world.clock.now() - looked_at > _LOOK_IS_OLD:
            return back("the last look grew old")
        return Ready(
            touch=sending,
            subject=subject,
            reply_to=scene.policy.owner_email or scene.company.owner_email,
            valid_for=min(seconds, _MOST_VALIDITY),
            attachments=attachments,
        )
    return back("its records kept moving", Sent.RACED)


def _with_link(world: World, touch: Touch) -> Touch | None:
    """The touch with a live link for exactly its items: the one they have if it fits, else a new one; others die first.

    None when an old link turns out to have been paid.
    """
    held = {link_id for item in touch.items for link_id in _links_of(world, touch.company_id, item.invoice_id)}
    fitting: PayLink | None = None
    for link_id in sorted(held):
        link = world.store.get(PayLink, link_key(link_id))
        if link is not None and link.state is LinkState.ALIVE and _fits(link, touch):
            fitting = fitting or link
    ending = dying(world, sorted(held - ({fitting.id} if fitting else set())), "a newer link was made")
    if ending:
        world.store.commit(*ending)
    for link in ending:
        for session in end_link(world, link.id):
            world.queue.put("settlement", {"payment_intent": session.payment_intent})
            if is_paying(world, session.payment_intent or ""):
                return None
    link = fitting or _new_link(world, touch, held)
    contact = world.store.get(Contact, contact_key(touch.company_id, touch.payer_id))
    email = contact.email if contact else None
    url = f"{link.url}?prefilled_email={quote(email)}" if email else link.url
    changed = touch.model_copy(update={"link_id": link.id, "link_url": url})
    world.store.commit(changed)
    return stored(changed)


def _links_of(world: World, company_id: str, invoice_id: str) -> tuple[str, ...]:
    case = world.store.get(Case, case_key(company_id, invoice_id))
    return case.link_ids if case else ()


def _fits(link: PayLink, touch: Touch) -> bool:
    asked = {(item.invoice_id, item.amount) for item in touch.items}
    return link.total == touch.total and {(item.invoice_id, item.amount) for item in link.items} == asked


def _new_link(world: World, touch: Touch, held: set[str]) -> PayLink:
    """Intent, act, confirm: our record first, then Stripe by a key made from it, then the address.

    Raises Conflict where the cases have got another link than those `held`, by a reply that asked for one meanwhile.
    """
    link = PayLink(
        id=touch.id,
        company_id=touch.company_id,
        payer_id=touch.payer_id,
        items=touch.items,
        total=touch.total,
        created_at=world.clock.now(),
    )
    records: list[Record] = [link]
    for item in touch.items:
        case = world.store.get(Case, case_key(touch.company_id, item.invoice_id))
        if case is not None:
            if set(case.link_ids) - held:
                raise Conflict(f"touch {touch.id} would make a second link")
            records.append(case.model_copy(update={"link_ids": (*case.link_ids, link.id)}))
    world.store.commit(*records)
    made = world.payments.create_link(draft_of(link), key=f"link-{link.id}")
    alive = stored(link).model_copy(update={"state": LinkState.ALIVE, "stripe_id": made.id, "url": made.url})
    world.store.commit(alive)
    world.metrics.count("LinksCreated")
    return stored(alive)


def _attachments(world: World, touch: Touch) -> tuple[Attachment, ...]:
    if not touch.attach_invoice:
        return ()
    item = touch.items[0]
    data = world.ledger.invoice_pdf(touch.company_id, item.invoice_id)
    return (Attachment(name=wording.file_name(f"invoice-{item.number}", "pdf"), mime="application/pdf", data=data),)


def _look_again(world: World, touch: Touch) -> dict[str, Seen]:
    """What the vendors say now of every case of a touch; one that is being paid or is another's is seen as gone."""
    everything = cases_of(world, touch.company_id, touch.payer_id)
    wanted = {item.invoice_id for item in touch.items}
    mine = [case for case in everything if case.invoice.id in wanted]
    fresh, shares = _ask_ledger(world, touch.company_id, everything, mine)
    gone = {*_paying(world, mine), *(c.invoice.id for c in mine if _replaced(c.invoice, fresh[c.invoice.id]))}
    return {
        case.invoice.id: Seen(
            invoice=None if case.invoice.id in gone else fresh[case.invoice.id],
            credit=shares.get(case.invoice.id, zero(case.balance.currency)),
        )
        for case in mine
    }


def _still_right(world: World, touch: Touch, seen: Mapping[str, Seen]) -> tuple[Scene, list[Case]] | None:
    """Decide once more by what was seen and by our own records as they are now; None when anything differs."""
    contact = world.store.get(Contact, contact_key(touch.company_id, touch.payer_id))
    if contact is None:
        return None
    everything = cases_of(world, touch.company_id, touch.payer_id)
    scene = scene_of(world, touch.company_id, contact, everything).without_touch(touch.id)
    wanted = {item.invoice_id: item for item in touch.items}
    mine = [case for case in everything if case.invoice.id in wanted and case.open_touch == touch.id]
    if (
        address_of(scene, touch.channel) != touch.address
        or len(mine) != len(wanted)
        or any(switch.stopped for switch in scene.switches)
    ):
        return None
    if scene.policy.mode_among(case.segment for case in mine) is Mode.SHADOW:
        return None
    for case in mine:
        free = case.model_copy(update={"open_touch": None})
        item, look = wanted[case.invoice.id], seen.get(case.invoice.id)
        if look is None or look.invoice is None:
            return None
        if look.invoice.is_older_than(case.invoice):
            return None
        decision = judge(world, scene, free, look.invoice, look.credit)
        if not isinstance(decision, Send) or decision.rung != item.rung:
            return None
        again = Candidate(case=free, invoice=look.invoice, credit=look.credit, rung=item.rung, plan=decision.plan)
        said = decision.plan.notice if decision.plan is not None else touch.template
        if (again.asked, again.item().instalment, said) != (item.amount, item.instalment, touch.template):
            return None
        if rung_of(scene, again).channel is not touch.channel:
            return None
    return scene, mine


def _begin(world: World, scene: Scene, touch: Touch, cases: Sequence[Case], looked_at: datetime) -> Touch:
    """Write the intent. Cases, contact, phone, mailboxes, switches and link move with it.

    A hold, an opt-out, a stop, or whatever ended the link since the look raises Conflict.
    """
    change = {
        "state": TouchState.SENDING,
        "looked_at": looked_at,
        "attempted_at": world.clock.now(),
        "attempts": touch.attempts + 1,
        "check_at": world.clock.now() + _FIRST_CHECK,
        "lease_until": world.clock.wall() + _LEASE,
    }
    sending = touch.model_copy(update=change)
    records: list[Record] = [sending, *cases, scene.contact, *scene.switches]
    if touch.channel is Channel.EMAIL:
        records += scene.mailboxes
    else:
        phone = world.store.get(Phone, phone_key(touch.address))
        if phone is None or scene.phone is None or phone.version != scene.phone.version:
            raise Conflict(f"the phone of touch {touch.id} moved since the last look")
        records.append(phone)
    if touch.plan_id and scene.plan is not None:
        records.append(scene.plan)
    if touch.link_id is not None:
        records.append(_alive(world, touch.link_id))
    world.store.commit(*records)
    return stored(sending)


def _alive(world: World, link_id: str) -> PayLink:
    link = world.store.get(PayLink, link_key(link_id))
    if link is None or link.state is not LinkState.ALIVE:
        raise Conflict(f"link {link_id} ended since the last look")
    return link


def _send(world: World, ready: Ready) -> TouchResult:
    """Hand it over. Only the vendor's own word that it took nothing gives the claim back."""
    touch = ready.touch
    payer = touch.payer_id
    try:
        message_id = _handed_over(world, ready)
    except Refused as error:
        refused(world, touch, error.code)
        world.metrics.count("TouchesRefused", code=error.code or "none")
        return TouchResult(payer_id=payer, done=Sent.REFUSED, touch_id=touch.id, reason=error.code)
    except (Busy, Unavailable) as error:
        give_back(world, touch.id, f"{error.vendor} did not take it", retry_in=timedelta(minutes=5))
        world.metrics.count("TouchesGivenBack", vendor=error.vendor)
        return TouchResult(payer_id=payer, done=Sent.BUSY, touch_id=touch.id, reason=type(error).__name__)
    except Unknown as error:
        world.metrics.count("TouchesUnknown", vendor=error.vendor)
        return TouchResult(payer_id=payer, done=Sent.UNKNOWN, touch_id=touch.id, reason="no answer; it is looked up")
    confirm_sent(world, touch.id, message_id)
    world.metrics.count("TouchesSent", channel=touch.channel, rung=str(max(item.rung for item in touch.items)))
    return TouchResult(payer_id=payer, done=Sent.SENT, touch_id=touch.id)


def _handed_over(world: World, ready: Ready) -> str:
    touch = ready.touch
    if touch.channel is Channel.EMAIL:
        tags = {"touch": touch.id}
        return world.mail.send(touch.address, ready.subject, touch.body, ready.reply_to, ready.attachments, tags)
    return world.texts.send(touch.address, touch.body, touch.id, ready.valid_for).id
