"""HearPlan: a wish to pay in parts is answered with the policy's terms, and a yes to them starts the plan."""

from __future__ import annotations

from pastdue.domain.agreement import agrees
from pastdue.domain.case import HoldKind
from pastdue.domain.contact import Contact, Phone, phone_index, phone_key
from pastdue.domain.decide import active_holds
from pastdue.domain.meanings import Meaning
from pastdue.domain.plan import Instalment, Plan, PlanState, Reminder, due_now, plan_key, standing
from pastdue.domain.record import Record
from pastdue.usecases.answer import can_answer, is_stopped, was_answered
from pastdue.usecases.keep_plan import cases_on, today_of
from pastdue.usecases.send_link import send_link
from pastdue.usecases.start_plan import Asked, Refusal, of_payer, offer_plan, propose, start_plan
from pastdue.usecases.talk import Talk, ask, hold_cases, in_shadow, say
from pastdue.usecases.world import World, company_of, revise

# What ends an offer in effect: the next yes may be to what we answered to this.
_OTHER_TALK = (HoldKind.DISPUTE, HoldKind.ALREADY_PAID, HoldKind.PROMISE, HoldKind.IN_FLIGHT)
# Labels under which a yes may come: a YES by itself is Twilio's word for opting in.
_MAY_AGREE = (Meaning.OTHER, Meaning.OPT_IN, Meaning.PLAN, Meaning.LANGUAGE)


def asked_for_plan(world: World, talk: Talk) -> list[str]:
    """Offer what the policy allows; anything beyond it holds the cases and goes to a person."""
    offered = _offer(world, talk)
    if isinstance(offered, Plan):
        said = say(world, talk, "answer_plan_offer", total=offered.open, instalments=offered.instalments)
        return ["plan offered", *said]
    held = hold_cases(world, talk, HoldKind.REVIEW, None)
    suggestion = (
        f"No plan was offered by text: {offered.because}. Agree on one with the customer, or let the reminders go on."
    )
    ask(world, talk, "plan_request", "{name} asks to pay in parts", suggestion)
    return [f"held {held}", *say(world, talk, "answer_plan")]


def _offer(world: World, talk: Talk) -> Plan | Refusal:
    if in_shadow(talk):
        return Refusal(because="nothing is sent in this mode")
    if len(talk.contacts) != 1 or any(case.payer_id != talk.contacts[0].customer_id for case in talk.cases):
        return Refusal(because="several customers have this number")
    if {Meaning.DISPUTE, Meaning.ALREADY_PAID} & set(talk.reply.also):
        return Refusal(because="the reply says something else besides")
    heard_by = talk.contacts[0]
    # What cannot be told now is not offered: a later "ok" would agree to terms that nobody has read.
    if talk.unanswered or not can_answer(world, talk.text.message_id, talk.company.id, heard_by, talk.text.sender):
        return Refusal(because="no answer could be sent to this number just now")
    rules = talk.policy.plans
    asked = Asked(cause=talk.text.message_id, rules=rules)
    proposed = propose(world, talk.contacts[0], of_payer(talk.cases), asked)
    if isinstance(proposed, Refusal):
        return proposed
    return offer_plan(world, proposed, "customer") or Refusal(because="there is a plan already")


def agreed_to_plan(world: World, talk: Talk) -> list[str] | None:
    """Start the plan that was offered to this number, if the reply says yes to it; None where it does not.

    A silent number's YES asks for texts again, and agrees to nothing.
    """
    if talk.reply.label not in _MAY_AGREE or not agrees(talk.text.body):
        return None
    phone = world.store.get(Phone, phone_key(talk.text.sender))
    if phone is not None and phone.silence is not None:
        return None
    because = f"reply {talk.text.message_id}"
    found = [(contact, plan) for contact, plan in _plans(world, talk) if _waits_for(world, plan, because)]
    if len(found) != 1 or is_stopped(world, found[0][0]):
        return None
    contact, offered = found[0]
    plan = offered
    if offered.state is PlanState.OFFERED:
        started = start_plan(world, offered, "customer", because)
        if started is None or started.state is not PlanState.RUNNING:
            return None  # what it was for was paid or taken over since
        plan = started
    return ["plan agreed", *_confirm(world, talk, contact, plan)]


def _plans(world: World, talk: Talk) -> list[tuple[Contact, Plan]]:
    """The plans of everybody with this number; another customer may have been touched since the offer."""
    listed = world.store.listed(Contact, phone_index(talk.text.sender))
    contacts = {contact.key: contact for contact in (*talk.contacts, *listed)}.values()
    found = [
        (contact, world.store.get(Plan, plan_key(contact.company_id, contact.customer_id))) for contact in contacts
    ]
    return [(contact, plan) for contact, plan in found if plan is not None]


def _waits_for(world: World, plan: Plan, because: str) -> bool:
    """Whether an offer still stands, or was accepted by this very reply, heard before its worker died."""
    if plan.state is PlanState.RUNNING:
        return plan.agreed_by == because
    now = world.clock.now()
    if plan.state is not PlanState.OFFERED or plan.offer_untold or now >= plan.offer_ends_at:
        return False
    # Since then the talk was of something else: an "ok" is to our answer to that.
    holds = (hold for case in cases_on(world, plan) for hold in active_holds(case, now))
    return not any(hold.kind in _OTHER_TALK and hold.since >= plan.offered_at for hold in holds)


def _confirm(world: World, talk: Talk, contact: Contact, plan: Plan) -> list[str]:
    """Say what was agreed, with the link where the first payment is due now; that link counts as its reminder.

    What came in since the offer is not asked for again.
    """
    cause, today = talk.text.message_id, today_of(world, plan.company_id, plan.payer_id)
    unpaid = [each for each in standing(plan, today) if each.unpaid.minor > 0]
    instalments = tuple(Instalment(due_on=each.due_on, amount=each.unpaid) for each in unpaid)
    about = talk.model_copy(
        update={
            "contacts": (contact,),
            "cases": cases_on(world, plan),
            "company": company_of(world, plan.company_id),
            "policy": world.policies.in_force(plan.company_id),
        }
    )
    first_is_due = due_now(plan, today).minor > 0
    if first_is_due and not in_shadow(about) and not about.unanswered:
        sent = send_link(
            world,
            plan.company_id,
            plan.payer_id,
            about.cases,
            cause,
            talk.text.sender,
            template="answer_plan_agreed",
            instalments=instalments,
        )
        if sent or was_answered(world, cause):
            _reminded(world, plan, cause)
            return ["answered with the link"]
    return say(world, about, "answer_plan_agreed", instalments=instalments)


def _reminded(world: World, known: Plan, cause: str) -> None:
    today = today_of(world, known.company_id, known.payer_id)

    def build() -> tuple[Record, ...]:
        plan = world.store.get(Plan, known.key)
        if plan is None or plan.id != known.id or any(each.touch_id == cause for each in plan.reminders):
            return ()
        reminder = Reminder(number=1, touch_id=cause, on=today)
        return (plan.model_copy(update={"reminders": (*plan.reminders, reminder)}),)

    revise(world, build)
