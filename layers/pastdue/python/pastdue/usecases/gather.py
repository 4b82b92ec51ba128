"""Gather: the facts that a decision rests on, read once, so that deciding itself stays pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from pastdue.domain.bookkeeping import Behind
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, CaseState, payer_index
from pastdue.domain.company import Company
from pastdue.domain.contact import Contact, Mailbox, Phone, Silence, contact_key, phone_key
from pastdue.domain.decide import Decision, Facts, PastInvoice, decide, unreachable
from pastdue.domain.fall_back import notice_as_sent
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money, Value
from pastdue.domain.pace import PaceDay, day_of, pace_key
from pastdue.domain.payer import Payers, payers_key
from pastdue.domain.plan import Notice, Plan, PlanState, is_broken, is_stale, plan_key, step_for
from pastdue.domain.policy import Policy
from pastdue.domain.switch import Switch
from pastdue.domain.touch import Channel
from pastdue.usecases.check_books import books_behind
from pastdue.usecases.silence_mailbox import COMPLAINT, dead_among, mailboxes_of
from pastdue.usecases.world import World, closed_days, company_of, switches_of


class Scene(Value):
    """What is the same for every case of one payer: company, policy, contact, phone, holidays, history.

    `stopped`: which of the customers for whom it pays are not to be contacted, and why. `opt_out`, `email_refusal`:
    what the same person said as another customer. `mailboxes`: the guards of the contact's addresses.
    """

    company: Company
    policy: Policy
    contact: Contact
    phone: Phone | None
    mailboxes: tuple[Mailbox, ...] = ()
    closed_days: frozenset[date]
    latest: tuple[PastInvoice, ...] = ()
    switches: tuple[Switch, ...] = ()
    plan: Plan | None = None
    stopped: Mapping[str, str] = {}
    opt_out: Silence | None = None
    email_refusal: Silence | None = None
    pace: PaceDay | None = None
    books: Behind | None = None

    @property
    def dead_addresses(self) -> frozenset[str]:
        """The addresses to which nothing is sent since they bounced for good."""
        return dead_among(self.mailboxes)

    def without_touch(self, touch_id: str) -> Scene:
        """The scene as if that touch had not been claimed: its own claim must not count against it."""
        unpaced = self.model_copy(update={"pace": None})
        if self.phone is None:
            return unpaced
        touches = tuple(touch for touch in self.phone.touches if touch.touch_id != touch_id)
        return unpaced.model_copy(update={"phone": self.phone.model_copy(update={"touches": touches})})


def scene_of(world: World, company_id: str, contact: Contact, cases: Sequence[Case]) -> Scene:
    """Read what deciding for one payer needs besides the invoices."""
    policy = world.policies.in_force(company_id)
    today = local_date(world.clock.now(), contact.zones)
    company = company_of(world, company_id)
    return Scene(
        company=company,
        policy=policy,
        contact=contact,
        phone=world.store.get(Phone, phone_key(contact.phone)) if contact.phone else None,
        mailboxes=mailboxes_of(world, contact.addresses),
        closed_days=closed_days(world, policy, contact),
        latest=_latest(cases, today),
        switches=switches_of(world, company_id),
        plan=plan_in_force(world, company_id, contact.customer_id),
        pace=pace_of(world, company_id, policy),
        books=books_behind(world, company, policy),
        **_said_elsewhere(world, contact, cases),
    )


def pace_of(world: World, company_id: str, policy: Policy) -> PaceDay:
    """What the company has sent on its day."""
    day = day_of(world.clock.now(), policy)
    return world.store.get(PaceDay, pace_key(company_id, day)) or PaceDay(company_id=company_id, day=day)


def plan_in_force(world: World, company_id: str, payer_id: str) -> Plan | None:
    """The payer's plan while it runs, or while its offer waits to be sent."""
    plan = world.store.get(Plan, plan_key(company_id, payer_id))
    if plan is None:
        return None
    waits = plan.state is PlanState.OFFERED and plan.offer_untold and world.clock.now() < plan.offer_ends_at
    return plan if plan.state is PlanState.RUNNING or waits else None


def plan_wants_a_look(world: World, scene: Scene, case: Case) -> bool:
    """Whether a case's plan must be counted anew, or may be broken: by a fresh look only, whatever is decided."""
    plan = scene.plan
    if plan is None or not plan.covers(case.invoice.id) or case.state is not CaseState.OPEN:
        return False
    today = local_date(world.clock.now(), scene.contact.zones)
    return is_stale(plan, case.invoice) or is_broken(plan, today, reachable=can_be_asked(scene))


def can_be_asked(scene: Scene) -> bool:
    """Whether a plan's notices reach the payer at all, by text or in its stead by e-mail."""
    contact, dead = as_heard(scene), scene.dead_addresses
    channel = notice_as_sent(Notice.INSTALMENT, contact, scene.phone, dead, scene.policy).channel
    return unreachable(contact, scene.phone, dead, channel) is None


def can_be_texted(scene: Scene) -> bool:
    """Whether a text reaches the payer."""
    return unreachable(as_heard(scene), scene.phone, scene.dead_addresses, Channel.SMS) is None


def _said_elsewhere(world: World, contact: Contact, cases: Sequence[Case]) -> dict[str, Any]:
    """What keeps us silent though it was said as another customer."""
    payers = world.store.get(Payers, payers_key(contact.company_id))
    same = set(payers.group_of(contact.customer_id)) if payers is not None else {contact.customer_id}
    others = ({case.invoice.customer_id for case in cases} | same) - {contact.customer_id}
    read = (world.store.get(Contact, contact_key(contact.company_id, customer_id)) for customer_id in sorted(others))
    known = {each.customer_id: each for each in (contact, *filter(None, read))}
    stopped = {customer_id: each.stopped for customer_id, each in known.items() if each.stopped}
    flag = next((stopped[customer_id] for customer_id in sorted(same) if customer_id in stopped), None)
    if flag is not None:
        stopped |= dict.fromkeys((*same, *others), flag)
    alike = [each for each in known.values() if each.customer_id in same]
    return {
        "stopped": stopped,
        "opt_out": next((each.opted_out for each in alike if each.texts_refused), None),
        "email_refusal": next((each.email_refused for each in alike if each.email_refused), None),
    }


def cases_about(world: World, contact: Contact) -> tuple[Case, ...]:
    """The cases that a contact may speak for: those that it pays, and those of its own invoices that another pays."""
    paying = contact.payer_id or contact.customer_id
    payers = world.store.get(Payers, payers_key(contact.company_id))
    same = payers.group_of(contact.customer_id) if payers is not None else (contact.customer_id,)
    others = cases_of(world, contact.company_id, paying) if paying != contact.customer_id else ()
    theirs = tuple(case for case in others if case.invoice.customer_id in same)
    return (*cases_of(world, contact.company_id, contact.customer_id), *theirs)


def _latest(cases: Sequence[Case], today: date) -> tuple[PastInvoice, ...]:
    """How the payer's invoices stood, the latest due date first. Voided and deleted ones say nothing."""
    silent = (InvoiceStatus.VOID, InvoiceStatus.DELETED)
    known = [case for case in cases if case.invoice.due_on is not None and case.invoice.status not in silent]
    known.sort(key=lambda case: (case.invoice.due_on or date.min, case.invoice.id), reverse=True)
    found: list[PastInvoice] = []
    for case in known:
        due = case.invoice.due_on or date.min
        paid = case.invoice.status is InvoiceStatus.PAID
        end = case.ended_on if paid and case.ended_on else today
        unpaid = (end - due).days
        found.append(PastInvoice(due_on=due, unpaid_days=max(0, unpaid) if paid else unpaid, open=not paid))
    return tuple(found)


def cases_of(world: World, company_id: str, payer_id: str) -> tuple[Case, ...]:
    """Every case of a payer, each read by its key: the index only says which there are."""
    listed = world.store.listed(Case, payer_index(company_id, payer_id))
    found = (world.store.get(Case, case.key) for case in listed)
    return tuple(case for case in found if case is not None and case.payer_id == payer_id)


def judge(world: World, scene: Scene, case: Case, invoice: Invoice | None, credit: Money) -> Decision:
    """Decide about one case in a scene, with an invoice as it was last looked at."""
    today = local_date(world.clock.now(), scene.contact.zones)
    facts = facts_of(world, scene, invoice, credit, today)
    return decide(case, contact_for(scene, case), scene.policy, facts, world.clock.now())


def contact_for(scene: Scene, case: Case) -> Contact:
    """The contact as it counts for a case: what was said as another customer is said."""
    contact = as_heard(scene)
    if case.invoice.customer_id in scene.stopped:
        contact = contact.model_copy(update={"stopped": scene.stopped[case.invoice.customer_id]})
    return contact


def as_heard(scene: Scene) -> Contact:
    """The contact with what was said as another customer, or by somebody else who has its address, if that was."""
    complaints = (box.silence for box in scene.mailboxes if box.silence is not None and box.silence.kind == COMPLAINT)
    change = {"opted_out": scene.opt_out, "email_refused": scene.email_refusal or next(complaints, None)}
    return scene.contact.model_copy(update={name: said for name, said in change.items() if said is not None})


def facts_of(world: World, scene: Scene, invoice: Invoice | None, credit: Money, today: date) -> Facts:
    """What deciding about one case of a scene rests on; `today` is the day that its plan is asked about."""
    step = step_for(scene.plan, invoice, credit, today) if scene.plan is not None and invoice is not None else None
    asked = step.amount if step is not None else invoice.balance - credit if invoice is not None else None
    return Facts(
        invoice=invoice,
        credit=credit,
        phone=scene.phone,
        dead_addresses=scene.dead_addresses,
        closed_days=scene.closed_days,
        latest=scene.latest,
        home_currency=scene.company.home_currency,
        switches=scene.switches,
        link_refusal=(world.payments.refuses(asked) or "") if asked is not None and asked.minor > 0 else "",
        plan=step,
        pace=scene.pace,
        books=scene.books,
    )
