"""Talk: one reply in its surroundings, and the moves that every answer to it is made of: hold, ask, say, wake.

Whatever a reply does is marked with its message id, so that hearing it twice does nothing twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from pastdue.domain import wording
from pastdue.domain.answer import Answer, answer_key
from pastdue.domain.audit import Fact
from pastdue.domain.calendar import next_open
from pastdue.domain.case import Case, CaseState, Hold, HoldKind
from pastdue.domain.company import Company
from pastdue.domain.contact import Contact, Language, Phone, PhoneTouch, contact_key, phone_index, phone_key
from pastdue.domain.decide import Reason
from pastdue.domain.money import Money, Value
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.record import Key, Record
from pastdue.domain.replies import Reply
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import Touch, TouchState, touch_key
from pastdue.usecases.answer import answer
from pastdue.usecases.gather import cases_about
from pastdue.usecases.hold_case import hold_case
from pastdue.usecases.keep_pictures import keep_pictures
from pastdue.usecases.world import (
    World,
    cases_of_invoices,
    closed_days,
    company_of,
    note_on_contact,
    raise_review,
    revise,
)

_LAST_TOUCH_COUNTS = timedelta(days=30)
_AT_ONCE = timedelta(hours=1)
# What two machines call now may differ; a person takes longer to read and to answer.
_CLOCKS_DIFFER = timedelta(minutes=1)


class InboundText(Value):
    """A text from a person, as Twilio reported it."""

    message_id: str
    sender: str
    body: str
    opt_out_type: str | None = None
    media: int = 0
    heard_at: datetime | None = None


def said_by(text: InboundText) -> str:
    """How a record names the reply that it comes from."""
    return f"reply {text.message_id}"


class Talk(Value):
    """One reply in its surroundings: who may have sent it, about which cases, under which policy.

    `named`: it names them. `settled`: what the last Touch asked for, where all of it is paid. `muted`: whoever sends
    it is a machine, which gets no Answer. `late`: it was heard so late that an Answer would come in the night.
    """

    text: InboundText
    reply: Reply
    company: Company
    policy: Policy
    contacts: tuple[Contact, ...]
    cases: tuple[Case, ...]
    settled: tuple[Case, ...] = ()
    named: bool = False
    muted: bool = False
    late: bool = False

    @property
    def unanswered(self) -> bool:
        """Whether it gets no Answer; what can only be served by one is a person's then."""
        return self.muted or self.late


def said_at(world: World, text: InboundText) -> datetime:
    """When it was said, in business time: a reply may be heard long after, by a retry or by the reconciliation."""
    now = world.clock.now()
    return now if text.heard_at is None else now - max(timedelta(0), world.clock.wall() - text.heard_at)


def too_late(world: World, talk: Talk) -> bool:
    """Whether an Answer would not come at once any more, and not in the recipient's hours either."""
    now = world.clock.now()
    if not talk.contacts or now - said_at(world, talk.text) <= _AT_ONCE:
        return False
    contact = talk.contacts[0]
    return next_open(now, contact.zones, talk.policy.window, closed_days(world, talk.policy, contact)) != now


def talk_of(world: World, text: InboundText, reply: Reply) -> Talk | None:
    """Who may have written, and about what: the invoice named, else our last text, else every open case.

    An Answer after the last Touch adds what it was about, and takes the Touch's place where that was another
    customer's of the same phone (docs/decisions/0064), if it is known to have gone out. Where all that it was about is
    closed, it was about that payer.
    """
    phone = world.store.get(Phone, phone_key(text.sender))
    listed = world.store.listed(Contact, phone_index(text.sender))
    last, told = _last_told(world, phone, said_at(world, text) + _CLOCKS_DIFFER)
    every = cases_of_contacts(world, listed)
    still_open = tuple(case for case in told if case.state is not CaseState.CLOSED)
    payers = {_payer(case) for case in told}
    theirs = tuple(case for case in every if not told or _payer(case) in payers)
    named = tuple(case for case in {c.key: c for c in (*told, *every)}.values() if _names(text.body, case))
    cases = named or still_open or theirs
    company_id = cases[0].company_id if cases else (last.company_id if last else "")
    company = _company(world, company_id, listed)
    if company is None:
        return None
    policy = world.policies.in_force(company.id)
    mine = tuple(case for case in cases if case.company_id == company.id)
    about = {case.payer_id for case in mine or told if case.company_id == company.id}
    contacts = tuple(
        contact
        for payer_id in sorted(about)
        if (contact := world.store.get(Contact, contact_key(company.id, payer_id))) is not None
    )
    known = contacts or tuple(each for each in listed if each.company_id == company.id)
    settled = told if not still_open and all(case.ended_because == Reason.PAID for case in told) else ()
    return Talk(
        text=text,
        reply=reply,
        company=company,
        policy=policy,
        contacts=known,
        cases=mine,
        settled=tuple(case for case in settled if case.company_id == company.id),
        named=bool(named),
    )


def _payer(case: Case) -> tuple[str, str]:
    return case.company_id, case.payer_id


class _Told(NamedTuple):
    """A text of ours about cases. `sure`: it is known to have gone out. What has no Touch is an Answer."""

    at: datetime
    cases: tuple[Case, ...]
    sure: bool
    touch: PhoneTouch | None = None


def _last_told(world: World, phone: Phone | None, said: datetime) -> tuple[PhoneTouch | None, tuple[Case, ...]]:
    """The last Touch before it was said; and what the last one that surely went out was about, with each text since
    that may have. An Answer that surely went out takes the place of the Touch where that was another customer's.
    """
    last: PhoneTouch | None = None
    about: list[tuple[Case, ...]] = []
    payers: set[tuple[str, str]] = set()
    answered = False
    for told in _texts(world, phone, said):
        last = last or told.touch
        if said - told.at > _LAST_TOUCH_COUNTS or (answered and told.touch is None):
            continue
        about.append(tuple(case for case in told.cases if not payers or _payer(case) in payers))
        if told.sure and told.touch is not None:
            break
        if told.sure:
            answered, payers = True, {_payer(case) for case in told.cases}
    return last, tuple({case.key: case for cases in reversed(about) for case in cases}.values())


def _texts(world: World, phone: Phone | None, said: datetime) -> list[_Told]:
    """What went out to a phone before it was said, or may have, back to a sure Touch, newest first."""
    found: list[_Told] = []
    for each in reversed(phone.touches if phone is not None else ()):
        touch = world.store.get(Touch, touch_key(each.touch_id))
        # What has no Touch is an ordered link; what was not handed over is only being prepared.
        at = each.at if touch is None else touch.attempted_at
        if at is not None and at <= said:
            sure = touch is None or touch.state in (TouchState.SENT, TouchState.DELIVERED)
            found.append(_Told(at, cases_of_invoices(world, each.company_id, each.invoice_ids), sure, each))
            if sure:
                break
    since = found[-1].at if found and found[-1].sure else said - _LAST_TOUCH_COUNTS
    for answered in phone.answered if phone is not None else ():
        if not since <= answered.at <= said:
            continue
        known = world.store.get(Answer, answer_key(answered.cause)) if answered.cause else None
        if known is None or not known.unsent:
            cases = cases_of_invoices(world, answered.company_id, answered.invoice_ids)
            still_open = tuple(case for case in cases if case.state is not CaseState.CLOSED)
            found.append(_Told(answered.at, still_open, known is None or known.message_id is not None))
    # In one instant an Answer comes after the Touch.
    return sorted(found, key=lambda each: (each.at, each.touch is None), reverse=True)


def cases_of_contacts(world: World, contacts: Sequence[Contact]) -> tuple[Case, ...]:
    """Every open case of these customers that still owes something, whoever pays for it."""
    found = {case.key: case for contact in contacts for case in cases_about(world, contact)}
    return tuple(case for case in found.values() if case.state is not CaseState.CLOSED and case.balance.minor > 0)


def _names(body: str, case: Case) -> bool:
    """Whether the reply names this invoice by its number, as a word of its own and not as an amount of money."""
    number = re.escape(case.invoice.number)
    found = rf"(?<![\w$-])(?<!\$ )(?<!\d\.){number}(?![\w-]|\.\d)"
    return len(case.invoice.number) > 2 and re.search(found, body, re.IGNORECASE) is not None


def _company(world: World, company_id: str, contacts: Sequence[Contact]) -> Company | None:
    if company_id:
        return company_of(world, company_id)
    if contacts:
        return company_of(world, contacts[0].company_id)
    companies = world.store.listed(Company, "companies")
    return companies[0] if companies else None


def remember(world: World, talk: Talk) -> None:
    """The reply in the audit of its contact, with the words that decided; and the language it was written in."""
    for contact in talk.contacts:

        def build(key: Key = contact.key) -> tuple[Record, ...]:
            fresh = world.store.get(Contact, key)
            if fresh is None:
                return ()
            facts = {"message": talk.text.message_id, "words": talk.reply.words}
            fact = Fact(what="reply heard", reason=talk.reply.label, who="customer", facts=facts)
            told = Language.SPANISH if talk.reply.language is Language.SPANISH else fresh.language
            noted, entries = note_on_contact(world, fresh.model_copy(update={"language": told}), fact)
            return (noted, *entries)

        revise(world, build)


def hold_cases(
    world: World, talk: Talk, kind: HoldKind, until: datetime | None, *, accepted: Money | None = None
) -> int:
    """Put a hold on the cases that the reply concerns, once; gives how many are held by it."""
    about = f"{said_by(talk.text)}: {kind}"
    hold = Hold(kind=kind, since=world.clock.now(), until=until, by="customer", about=about, accepted=accepted)
    facts = {"words": talk.reply.words}
    version = talk.policy.version
    held = [hold_case(world, c.key, hold, who="customer", facts=facts, policy_version=version) for c in talk.cases]
    return sum(held)


def ask(world: World, talk: Talk, kind: str, title: str, suggestion: str, **facts: str) -> None:
    """Raise the question for a person; the same reply asks each kind of question once."""
    if talk.text.media:
        facts["pictures"] = keep_pictures(world, talk.company.id, talk.text.message_id)
    who = talk.contacts[0] if talk.contacts else None
    about = talk.cases or talk.settled
    item_id = f"{kind}-{talk.text.message_id}".replace("_", "-")
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=talk.company.id,
            kind=kind,
            title=title.format(name=who.known_as if who else "Somebody"),
            customer_id=who.customer_id if who else None,
            invoice_ids=tuple(case.invoice.id for case in about),
            words=talk.text.body,
            facts={"invoices": ", ".join(case.invoice.number for case in about), **facts},
            suggestion=suggestion,
            command=f"pastdue review decide {item_id} --release",
            raised_at=world.clock.now(),
        ),
    )


def leave_to_a_person(world: World, talk: Talk) -> list[str]:
    """Pause the next reminders for a while, and ask a person to answer."""
    days = talk.policy.replies.pause_days
    held = hold_cases(world, talk, HoldKind.REVIEW, world.clock.now() + timedelta(days=days))
    ask(world, talk, "reply", "{name} wrote back", f"Read it and answer; reminders pause, for {days} days.")
    return [f"held {held}"]


def in_shadow(talk: Talk) -> bool:
    """Whether these customers are answered by nobody yet. In mode `approve` they are: approval is for what we start."""
    return talk.policy.mode_among(case.segment for case in talk.cases) is Mode.SHADOW


def say(
    world: World,
    talk: Talk,
    template: str,
    *,
    despite_silence: bool = False,
    cause: str | None = None,
    about: Iterable[Case] | None = None,
    **more: object,
) -> list[str]:
    """Answer in the contact's language; shadow mode answers nobody. The cause is the reply, where it is no payment.

    `about`: the cases that are told of, where they are others than the talk's.
    """
    if in_shadow(talk) or talk.unanswered or not talk.contacts:
        return []
    contact = world.store.get(Contact, talk.contacts[0].key) or talk.contacts[0]
    if contact.stopped:
        return []
    body = worded(talk, contact, template, **more)
    to = contact.model_copy(update={"phone": talk.text.sender})
    cause = cause or talk.text.message_id
    told = [case.invoice.id for case in (cases_of_their_own(talk, contact) if about is None else about)]
    sent = answer(world, cause, talk.company.id, to, template, body, about=told, despite_silence=despite_silence)
    return ["answered"] if sent else []


def cases_of_their_own(talk: Talk, contact: Contact) -> list[Case]:
    """The talk's cases that this customer pays: one customer's invoices are never named to another."""
    return [case for case in talk.cases if case.payer_id == contact.customer_id]


def worded(talk: Talk, contact: Contact, template: str, room: int = wording.LONGEST, /, **more: object) -> str:
    """An answer's words, in the contact's language."""
    lines = tuple(
        wording.Line(number=case.invoice.number, amount=case.balance) for case in cases_of_their_own(talk, contact)
    )
    facts = wording.Facts.model_validate(
        {
            "creditor": talk.policy.creditor or talk.company.name,
            "name": contact.name,
            "lines": lines,
            "callback_number": talk.policy.callback_number,
            **more,
        }
    )
    return wording.render(talk.policy, template, contact.language, facts, room)


def wake(world: World, talk: Talk) -> None:
    """Let the cases that the reply concerns be decided about again now."""
    for case in talk.cases:
        wake_case(world, case)


def wake_case(world: World, case: Case) -> None:
    """Let one case be decided about again now."""

    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, case.key)
        if fresh is None or fresh.state is not CaseState.OPEN:
            return ()
        return (fresh.model_copy(update={"due_at": world.clock.now()}),)

    revise(world, build)
