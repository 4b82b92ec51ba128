"""HearReply: understand what a person texted back, act on it at once, and answer once.

Whatever a reply does is marked with its message id, so that hearing it twice does nothing twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from pastdue.domain import wording
from pastdue.domain.audit import Fact
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, case_key, payer_index
from pastdue.domain.company import Company, Seen, seen_key
from pastdue.domain.contact import Contact, Language, Phone, contact_key, phone_index, phone_key
from pastdue.domain.errors import VendorError
from pastdue.domain.meanings import Meaning, Request
from pastdue.domain.money import Value
from pastdue.domain.policy import Mode, Policy
from pastdue.domain.record import Key, Record
from pastdue.domain.replies import Reply, promised_for, understand
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import Touch, touch_key
from pastdue.usecases.answer import answer
from pastdue.usecases.record_touch import silence
from pastdue.usecases.refresh_invoice import refresh_invoice
from pastdue.usecases.send_link import send_link
from pastdue.usecases.world import World, company_of, note_on_case, note_on_contact, raise_review, revise

_LAST_TOUCH_COUNTS = timedelta(days=30)
_PAUSE = timedelta(days=2)
_LONGEST_PROMISE = timedelta(days=30)
_REMEMBER = timedelta(days=40)
_OWN_TEXTS = 5


class InboundText(Value):
    """A text from a person, as Twilio reported it."""

    message_id: str
    sender: str
    body: str
    opt_out_type: str | None = None
    media: int = 0
    heard_at: datetime | None = None


class Heard(Value):
    """What a reply was taken for, and what was done."""

    message_id: str
    label: str
    words: str = ""
    done: tuple[str, ...] = ()


class Talk(Value):
    """One reply in its surroundings: who may have sent it, about which cases, under which policy."""

    text: InboundText
    reply: Reply
    company: Company
    policy: Policy
    contacts: tuple[Contact, ...]
    cases: tuple[Case, ...]


def hear_reply(world: World, text: InboundText) -> Heard:
    """Act on one inbound text. Raises VendorError only where nothing of it was lost and it is to be heard again."""
    key = seen_key("twilio", text.message_id)
    if world.store.get(Seen, key) is not None:
        return Heard(message_id=text.message_id, label="heard_before")
    reply = understand(text.body, text.opt_out_type, _own_texts(world, text.sender))
    done = _act(world, text, reply)
    now = world.clock.now()
    mark = Seen(source="twilio", event_id=text.message_id, at=now, forget_at=world.clock.wall() + _REMEMBER)
    revise(world, lambda: () if world.store.get(Seen, key) else (mark,))
    world.metrics.count("RepliesHeard", label=reply.label)
    return Heard(message_id=text.message_id, label=reply.label, words=reply.words, done=tuple(done))


def _own_texts(world: World, number: str) -> tuple[str, ...]:
    """What we last wrote to the number: a reaction quotes it, and quoted words are not the person's own."""
    phone = world.store.get(Phone, phone_key(number))
    if phone is None:
        return ()
    found = (world.store.get(Touch, touch_key(each.touch_id)) for each in phone.touches[-_OWN_TEXTS:])
    return tuple(touch.body for touch in found if touch is not None and touch.body)


def _act(world: World, text: InboundText, reply: Reply) -> list[str]:
    if reply.bare_reaction:
        return ["nothing: a bare reaction"]
    if reply.label is Meaning.OPT_OUT:
        silence(world, text.sender, "opt_out", f"reply {text.message_id}", text.heard_at)
    talk = _talk(world, text, reply)
    if talk is None:
        return ["silenced"] if reply.label is Meaning.OPT_OUT else ["nobody known at this number"]
    _remember(world, talk)
    if reply.stop_flag:
        return _stopped(world, talk, reply.stop_flag)
    acts: dict[Meaning, Callable[[World, Talk], list[str]]] = {
        Meaning.OPT_OUT: _opted_out,
        Meaning.WRONG_NUMBER: _wrong_number,
        Meaning.DISPUTE: _disputed,
        Meaning.ALREADY_PAID: _already_paid,
        Meaning.PLAN: _asked_for_plan,
        Meaning.PROMISE: _promised,
        Meaning.OPT_IN: _opted_in,
        Meaning.HELP: _helped,
        Meaning.LANGUAGE: _chose_language,
        Meaning.OTHER: _other,
    }
    done = acts[reply.label](world, talk)
    return [*done, *_quieter_too(world, talk)]


# What a reply says beside its label is done as well where it makes us quieter.
_QUIETER = {
    Meaning.DISPUTE: HoldKind.DISPUTE,
    Meaning.ALREADY_PAID: HoldKind.ALREADY_PAID,
    Meaning.PLAN: HoldKind.REVIEW,
}


def _quieter_too(world: World, talk: Talk) -> list[str]:
    """Holds for what else was said; not at a wrong number, where a stranger's words say nothing of the case."""
    done: list[str] = []
    if talk.reply.label is Meaning.WRONG_NUMBER:
        return done
    for meaning in talk.reply.also:
        kind = _QUIETER.get(meaning)
        if kind is not None and meaning is not talk.reply.label and _hold(world, talk, kind, None):
            _ask(world, talk, meaning, "{name} also wrote: " + meaning.replace("_", " "), "Read the reply and decide.")
            done.append(f"also {meaning}")
    return done


def _talk(world: World, text: InboundText, reply: Reply) -> Talk | None:
    phone = world.store.get(Phone, phone_key(text.sender))
    listed = world.store.listed(Contact, phone_index(text.sender))
    last = phone.touches[-1] if phone is not None and phone.touches else None
    recent = last is not None and world.clock.now() - last.at <= _LAST_TOUCH_COUNTS
    every = _cases_of_contacts(world, listed)
    touched: tuple[Case, ...] = ()
    if last is not None and recent:
        touched = _cases(world, last.company_id, last.invoice_ids)
    named = tuple(case for case in {c.key: c for c in (*touched, *every)}.values() if _names(text.body, case))
    cases = named or touched or every
    company_id = cases[0].company_id if cases else (last.company_id if last else "")
    company = _company(world, company_id, listed)
    if company is None:
        return None
    policy = world.policies.in_force(company.id)
    mine = tuple(case for case in cases if case.company_id == company.id)
    payers = {case.payer_id for case in mine}
    contacts = tuple(
        contact
        for payer_id in sorted(payers)
        if (contact := world.store.get(Contact, contact_key(company.id, payer_id))) is not None
    )
    known = contacts or tuple(each for each in listed if each.company_id == company.id)
    return Talk(text=text, reply=reply, company=company, policy=policy, contacts=known, cases=mine)


def _cases(world: World, company_id: str, invoice_ids: Iterable[str]) -> tuple[Case, ...]:
    found = (world.store.get(Case, case_key(company_id, invoice_id)) for invoice_id in invoice_ids)
    return tuple(case for case in found if case is not None and case.state is not CaseState.CLOSED)


def _cases_of_contacts(world: World, contacts: Sequence[Contact]) -> tuple[Case, ...]:
    found: list[Case] = []
    for contact in contacts:
        for case in world.store.listed(Case, payer_index(contact.company_id, contact.customer_id)):
            if case.state is not CaseState.CLOSED and case.balance.minor > 0:
                found.append(case)
    return tuple(found)


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


def _remember(world: World, talk: Talk) -> None:
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


def _hold(world: World, talk: Talk, kind: HoldKind, until: datetime | None) -> int:
    """Put a hold on the cases that the reply concerns, once; gives how many are held by it."""
    held = 0
    about = f"reply {talk.text.message_id}: {kind}"
    for case in talk.cases:

        def build(key: Key = case.key) -> tuple[Record, ...]:
            fresh = world.store.get(Case, key)
            if fresh is None or fresh.state is CaseState.CLOSED or any(hold.about == about for hold in fresh.holds):
                return ()
            hold = Hold(kind=kind, since=world.clock.now(), until=until, by="customer", about=about)
            due_at = until if fresh.state is CaseState.OPEN else None
            facts = {"words": talk.reply.words, "until": until.isoformat() if until else None}
            fact = Fact(what="held", reason=kind, who="customer", facts=facts, policy_version=talk.policy.version)
            change = {"holds": (*fresh.holds, hold), "due_at": due_at, "waiting_for": "held", "waiting_until": until}
            noted, entries = note_on_case(world, fresh.model_copy(update=change), fact)
            return (noted, *entries)

        held += bool(revise(world, build))
    return held


def _ask(world: World, talk: Talk, kind: str, title: str, suggestion: str) -> None:
    who = talk.contacts[0] if talk.contacts else None
    item_id = f"{kind}-{talk.text.message_id}".replace("_", "-")
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=talk.company.id,
            kind=kind,
            title=title.format(name=who.name if who else "Somebody"),
            customer_id=who.customer_id if who else None,
            invoice_ids=tuple(case.invoice.id for case in talk.cases),
            words=talk.text.body,
            facts={"invoices": ", ".join(case.invoice.number for case in talk.cases)},
            suggestion=suggestion,
            command=f"pastdue review decide {item_id} --release",
            raised_at=world.clock.now(),
        ),
    )


def _say(world: World, talk: Talk, template: str, *, despite_silence: bool = False, **more: object) -> list[str]:
    """Answer in the contact's language; shadow mode answers nobody."""
    if talk.policy.mode is not Mode.AUTO or not talk.contacts:
        return []
    contact = world.store.get(Contact, talk.contacts[0].key) or talk.contacts[0]
    if contact.stopped:
        return []
    facts = wording.Facts.model_validate(
        {
            "creditor": talk.policy.creditor or talk.company.name,
            "name": contact.name,
            "lines": tuple(
                wording.Line(number=case.invoice.number, amount=case.balance)
                for case in talk.cases
                if case.payer_id == contact.customer_id  # one customer's invoices are never named to another
            ),
            "callback_number": talk.policy.callback_number,
            **more,
        }
    )
    body = wording.render(talk.policy, template, contact.language, facts)
    to = contact.model_copy(update={"phone": talk.text.sender})
    cause = talk.text.message_id
    sent = answer(world, cause, talk.company.id, to, template, body, despite_silence=despite_silence)
    return ["answered"] if sent else []


def _stopped(world: World, talk: Talk, flag: str) -> list[str]:
    """Bankruptcy, death, a lawyer, a minor, a threat, a refusal: everything stops until a person lifts it.

    It stops for every customer and company that has this number: the same person would be written to.
    """
    listed = world.store.listed(Contact, phone_index(talk.text.sender))
    for contact in {contact.key: contact for contact in (*talk.contacts, *listed)}.values():

        def build(key: Key = contact.key) -> tuple[Record, ...]:
            fresh = world.store.get(Contact, key)
            if fresh is None or fresh.stopped:
                return ()
            fact = Fact(what="stopped", reason=flag, who="customer", facts={"words": talk.reply.words})
            noted, entries = note_on_contact(world, fresh.model_copy(update={"stopped": flag}), fact)
            return (noted, *entries)

        revise(world, build)
    suggestion = "All contact with this customer is stopped. Read the reply; lift the stop only when you are sure."
    _ask(world, talk, "stop_flag", "{name} wrote something that stops all contact: " + flag, suggestion)
    return ["stopped", flag]


def _opted_out(world: World, talk: Talk) -> list[str]:
    """The number is silent already; confirm only where Twilio has not (vendor-facts, opt-out words)."""
    if talk.reply.built_in or talk.text.opt_out_type:
        return ["silenced"]
    return ["silenced", *_say(world, talk, "answer_opt_out", despite_silence=True)]


def _opted_in(world: World, talk: Talk) -> list[str]:
    def build() -> tuple[Record, ...]:
        phone = world.store.get(Phone, phone_key(talk.text.sender))
        if phone is None or phone.silence is None or phone.silence.kind != "opt_out":
            return ()
        before, heard = phone.silence.heard_at, talk.text.heard_at
        if before is not None and heard is not None and heard < before:
            return ()
        return (phone.model_copy(update={"silence": None}),)

    lifted = bool(revise(world, build))
    if lifted:
        _wake(world, talk)
        # The opt-out had silenced the number for every customer that has it.
        for case in _cases_of_contacts(world, world.store.listed(Contact, phone_index(talk.text.sender))):
            _wake_case(world, case)
    if talk.reply.built_in or talk.text.opt_out_type:
        return ["opted in"] if lifted else []
    return [*(["opted in"] if lifted else []), *_say(world, talk, "answer_opt_in")]


def _wake(world: World, talk: Talk) -> None:
    for case in talk.cases:
        _wake_case(world, case)


def _wake_case(world: World, case: Case) -> None:
    def build() -> tuple[Record, ...]:
        fresh = world.store.get(Case, case.key)
        if fresh is None or fresh.state is not CaseState.OPEN:
            return ()
        return (fresh.model_copy(update={"due_at": world.clock.now()}),)

    revise(world, build)


def _helped(world: World, talk: Talk) -> list[str]:
    if talk.reply.built_in or talk.text.opt_out_type:
        return []
    return _say(world, talk, "answer_help")


def _wrong_number(world: World, talk: Talk) -> list[str]:
    """The phone falls silent and a person looks for the right one; the case itself is not in dispute."""
    silence(world, talk.text.sender, "wrong_number", by=f"reply {talk.text.message_id}")
    suggestion = "Find the right number and put it into QuickBooks. This number is not texted again."
    _ask(world, talk, "wrong_number", "The number of {name} is somebody else's", suggestion)
    _wake(world, talk)
    return ["silenced", *_say(world, talk, "answer_wrong_number", despite_silence=True)]


def _disputed(world: World, talk: Talk) -> list[str]:
    held = _hold(world, talk, HoldKind.DISPUTE, None)
    suggestion = "Talk to the customer. Correct the invoice in QuickBooks if they are right, then release the hold."
    _ask(world, talk, "dispute", "{name} disputes an invoice", suggestion)
    return [f"held {held}", *_say(world, talk, "answer_dispute")]


def _already_paid(world: World, talk: Talk) -> list[str]:
    held = _hold(world, talk, HoldKind.ALREADY_PAID, None)
    suggestion = "Look for the payment and record it in QuickBooks, or release the hold when there is none."
    _ask(world, talk, "already_paid", "{name} says that it was paid", suggestion)
    for case in talk.cases:
        try:
            refresh_invoice(world, case.company_id, case.invoice.id)
        except VendorError:
            world.metrics.count("RefreshPostponed")
            world.queue.put("intake", {"company_id": case.company_id, "entity": "invoice", "id": case.invoice.id})
    return [f"held {held}", *_say(world, talk, "answer_already_paid")]


def _asked_for_plan(world: World, talk: Talk) -> list[str]:
    held = _hold(world, talk, HoldKind.REVIEW, None)
    _ask(world, talk, "plan_request", "{name} asks to pay in parts", "Agree on a plan with the customer, then release.")
    return [f"held {held}", *_say(world, talk, "answer_plan")]


def _promised(world: World, talk: Talk) -> list[str]:
    """Hold until the promised day is over at the customer's place; too far off or unclear goes to a person."""
    zones = talk.contacts[0].zones if talk.contacts else (talk.policy.time_zone,)
    today = local_date(world.clock.now(), zones)
    day = promised_for(talk.text.body, today, talk.reply.language or Language.ENGLISH)
    if day is None or not today <= day <= today + _LONGEST_PROMISE:
        return _other(world, talk)
    over = day + timedelta(days=1)
    until = max(datetime.combine(over, time(0), ZoneInfo(zone)) for zone in zones)
    held = _hold(world, talk, HoldKind.PROMISE, until.astimezone(ZoneInfo("UTC")))
    return [f"held {held} until {day}", *_say(world, talk, "answer_promise", promised_for=day)]


def _chose_language(world: World, talk: Talk) -> list[str]:
    chosen = talk.reply.language
    if chosen is None:
        return []
    for contact in talk.contacts:

        def build(key: Key = contact.key) -> tuple[Record, ...]:
            fresh = world.store.get(Contact, key)
            if fresh is None or fresh.language == chosen:
                return ()
            noted, entries = note_on_contact(
                world,
                fresh.model_copy(update={"language": chosen}),
                Fact(what="language chosen", reason=chosen, who="customer"),
            )
            return (noted, *entries)

        revise(world, build)
    return [f"language {chosen}", *_say(world, talk, "answer_language")]


def _other(world: World, talk: Talk) -> list[str]:
    """A request for the link is served; anything else pauses the reminders, is acknowledged, and goes to a person."""
    if talk.reply.asks_for is Request.LINK and talk.contacts and talk.cases and talk.policy.mode is Mode.AUTO:
        who, text = talk.contacts[0].customer_id, talk.text
        served = send_link(world, talk.company.id, who, talk.cases, text.message_id, text.sender)
        if served:
            return ["link sent"]
    held = _hold(world, talk, HoldKind.REVIEW, world.clock.now() + _PAUSE)
    _ask(world, talk, "reply", "{name} wrote back", "Read it and answer; reminders pause for two days.")
    return [f"held {held}", *_say(world, talk, "answer_other")]
