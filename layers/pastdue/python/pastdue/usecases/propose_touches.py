"""ProposeTouches: the touches of a day to come, as they would go out if a person approved them (mode `approve`)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain import calendar
from pastdue.domain.case import Case, CaseState
from pastdue.domain.contact import Contact, Phone, PhoneTouch, contact_key
from pastdue.domain.decide import Facts, Send
from pastdue.domain.forecast import Step, forecast
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.policy import Mode
from pastdue.domain.touch import Channel, Touch, TouchItem
from pastdue.usecases.compose_touch import Candidate, drafted, one_message, worded
from pastdue.usecases.gather import Scene, cases_of, contact_for, facts_of, scene_of
from pastdue.usecases.world import World

_MOST = 5_000
_LINK = "(pay link)"


class Proposal(Value):
    """One touch of a day to come: to whom, about what, when at the earliest, and its very text but for the link.

    `id` is made from all that an approval is for: another balance, rung, day or policy is another proposal. What is
    asked for may be less when it goes out, by what was paid or credited meanwhile. `steps` and `versions` are those of
    the items' cases, in their order.
    """

    id: str
    company_id: str
    payer_id: str
    customer: str
    channel: Channel
    address: str
    on: date
    at: datetime
    items: tuple[TouchItem, ...]
    steps: tuple[str, ...]
    versions: tuple[int, ...]
    total: Money
    subject: str
    text: str
    policy_version: str
    approved_by: str = ""


def tomorrow_of(world: World, company_id: str) -> date:
    """The next day in the company's zone."""
    zone = ZoneInfo(world.policies.in_force(company_id).time_zone)
    return world.clock.now().astimezone(zone).date() + timedelta(days=1)


def propose_touches(world: World, company_id: str, day: date) -> tuple[Proposal, ...]:
    """The touches of a day, by what is known now, oldest due date first; a day in the recipients' own calendars.

    Only what needs an approval is listed, whether or not it has one.
    """
    policy = world.policies.in_force(company_id)
    # The day ends last in Hawaii, ten hours after midnight in London.
    end = calendar.start_of(day + timedelta(days=1), ("Pacific/Honolulu",))
    payers: dict[str, None] = {}
    for key in world.store.due(Case, end, _MOST):
        case = world.store.get(Case, key)
        if case is not None and case.company_id == company_id and case.state is CaseState.OPEN:
            payers[case.payer_id] = None
    planned: defaultdict[str, list[PhoneTouch]] = defaultdict(list)
    found: list[Proposal] = []
    for payer_id in payers:
        contact = world.store.get(Contact, contact_key(company_id, payer_id))
        cases = cases_of(world, company_id, payer_id)
        if contact is None or not any(policy.mode_for(case.segment) is Mode.APPROVE for case in cases):
            continue
        scene = _with(scene_of(world, company_id, contact, cases), planned.get(contact.phone or "", []))
        proposal = _proposed(world, scene, cases, day)
        if proposal is None:
            continue
        found.append(proposal)
        if proposal.channel is Channel.SMS:
            taken = PhoneTouch(touch_id=proposal.id, at=proposal.at, zones=contact.zones)
            planned[proposal.address].append(taken)
    return tuple(sorted(found, key=lambda each: (each.at, each.customer, each.id)))


def _with(scene: Scene, planned: Iterable[PhoneTouch]) -> Scene:
    """The scene as if what was proposed to the same phone before had gone out: one text a day."""
    touches = tuple(planned)
    if not touches or scene.contact.phone is None:
        return scene
    phone = scene.phone or Phone(number=scene.contact.phone)
    return scene.model_copy(update={"phone": phone.model_copy(update={"touches": (*phone.touches, *touches)})})


def _proposed(world: World, scene: Scene, cases: Sequence[Case], day: date) -> Proposal | None:
    due = [step for case in cases if (step := _due_on(world, scene, case, day)) is not None]
    candidates = [
        Candidate(
            case=step.case,
            invoice=step.case.invoice,
            credit=step.facts.credit,
            rung=step.decision.rung,
            plan=step.decision.plan,
        )
        for step in due
        if isinstance(step.decision, Send)
    ]
    chosen = one_message(world, scene, candidates)
    if not chosen:
        return None
    ids = {each.invoice.id for each in chosen}
    going = [step for step in due if step.case.invoice.id in ids]
    at = max(step.at for step in going)
    touch = drafted(scene, chosen, at, "proposed").model_copy(update={"link_url": _LINK})
    text, subject = worded(scene, touch, [each.case for each in chosen])
    return Proposal(
        id=_id(touch, scene.policy.version),
        company_id=touch.company_id,
        payer_id=touch.payer_id,
        customer=scene.contact.known_as,
        channel=touch.channel,
        address=touch.address,
        on=touch.local_date,
        at=at,
        items=touch.items,
        total=touch.total,
        subject=subject,
        text=text,
        policy_version=scene.policy.version,
        steps=tuple(_named(step) for each in chosen for step in going if step.case.invoice.id == each.invoice.id),
        versions=tuple(each.case.version for each in chosen),
        approved_by=_approved_by(going, touch, scene.policy.version),
    )


def _due_on(world: World, scene: Scene, case: Case, day: date) -> Step | None:
    """The step in which the case would be touched on that day, if it needs an approval for it."""
    rules, contact = scene.policy, contact_for(scene, case)
    if case.state is not CaseState.OPEN or rules.mode_for(case.segment) is not Mode.APPROVE:
        return None
    now = world.clock.now()
    start = max(now, calendar.start_of(day, contact.zones))

    def facts_on(on: date) -> Facts:
        return facts_of(world, scene, case.invoice, zero(case.balance.currency), on)

    *earlier, before = forecast(case, contact, rules, facts_on, now, start)
    if any(isinstance(each.decision, Send) for each in (*earlier, before)):
        # It goes out before that day, as it was approved: another yes would take the place of that one.
        return None
    then = before.facts

    def facts_then(on: date) -> Facts:
        return then.model_copy(update={"plan": facts_on(on).plan})

    steps = forecast(before.case, contact, rules.unbound(), facts_then, start, start + timedelta(days=1))
    step = next((each for each in steps if isinstance(each.decision, Send)), None)
    return step if step is not None and calendar.local_date(step.at, contact.zones) == day else None


def _id(touch: Touch, policy_version: str) -> str:
    parts = [touch.company_id, touch.payer_id, str(touch.local_date), touch.address, touch.language]
    parts += [touch.template, policy_version]
    parts += [
        f"{item.invoice_id}:{item.rung}:{item.instalment}:{item.amount.minor}{item.amount.currency}"
        for item in touch.items
    ]
    return hashlib.sha256("/".join(parts).encode()).hexdigest()[:8]


def _named(step: Step) -> str:
    return step.decision.step if isinstance(step.decision, Send) else ""


def _approved_by(going: Sequence[Step], touch: Touch, policy_version: str) -> str:
    """Who approved all of it; empty where some of it waits."""
    asked = {item.invoice_id: item.amount for item in touch.items}
    names: dict[str, None] = {}
    for step in going:
        approval, amount = step.case.approval, asked[step.case.invoice.id]
        covers = (_named(step), touch.address, amount, touch.local_date, policy_version)
        if approval is None or not approval.covers(*covers):
            return ""
        names[approval.by] = None
    return ", ".join(names)
