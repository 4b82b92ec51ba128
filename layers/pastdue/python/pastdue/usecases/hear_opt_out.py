"""HearOptOut: who does not want to hear from us, or not at this number, or not at all; and who wants to again."""

from __future__ import annotations

from datetime import timedelta

from pastdue.domain.audit import Fact
from pastdue.domain.contact import Contact, Phone, Silence, phone_key
from pastdue.domain.meanings import Meaning
from pastdue.domain.record import Key, Record
from pastdue.usecases.silence import OPT_OUT, opt_out_customer, people_at, same_person, silence, stop_contact
from pastdue.usecases.talk import (
    Talk,
    ask,
    cases_of_contacts,
    said_by,
    say,
    wake,
    wake_case,
)
from pastdue.usecases.world import World, note_on_contact, revise

_CONFIRMED_WITHIN = timedelta(minutes=5)


def opted_out(world: World, talk: Talk) -> list[str]:
    """The person is silent already; confirmed once, within five minutes, where Twilio has not (vendor-facts)."""
    number = talk.text.sender
    phone = world.store.get(Phone, phone_key(number))
    if Meaning.WRONG_NUMBER in talk.reply.also:
        _ask_for_the_right_number(world, talk)
    else:
        # Who got the last text may have the number no longer on file: it is their word all the same.
        for contact in talk.contacts:
            opt_out_customer(world, contact, said_by(talk.text), talk.text.heard_at, "customer")
    # Asked again, after this or another opt-out, it is not confirmed again.
    by_this = phone is not None and phone.silence is not None and phone.silence.by == said_by(talk.text)
    late = talk.text.heard_at is not None and world.clock.wall() - talk.text.heard_at > _CONFIRMED_WITHIN
    if not by_this or late or talk.reply.built_in:
        return ["silenced"]
    return ["silenced", *say(world, talk, "answer_opt_out", despite_silence=True)]


def wrong_number(world: World, talk: Talk) -> list[str]:
    """The phone falls silent and a person looks for the right one; the case itself is not in dispute."""
    silence(world, talk.text.sender, "wrong_number", by=said_by(talk.text))
    _ask_for_the_right_number(world, talk)
    wake(world, talk)
    return ["silenced", *say(world, talk, "answer_wrong_number", despite_silence=True)]


def _ask_for_the_right_number(world: World, talk: Talk) -> None:
    suggestion = "Find the right number and put it into QuickBooks. This number is not texted again."
    ask(world, talk, "wrong_number", "The number of {name} is somebody else's", suggestion)


def stopped(world: World, talk: Talk, flag: str) -> list[str]:
    """Bankruptcy, death, a lawyer, a minor, a threat, a refusal: everything stops until a person lifts it.

    It stops for every customer and company that has this number: the same person would be written to.
    """
    everyone = (*talk.contacts, *same_person(world, talk.text.sender))
    for contact in {contact.key: contact for contact in everyone}.values():
        stop_contact(world, contact.key, flag, "customer", talk.reply.words)
    suggestion = "All contact with this customer is stopped. Read the reply; lift the stop only when you are sure."
    ask(world, talk, "stop_flag", "{name} wrote something that stops all contact: " + flag, suggestion)
    return ["stopped", flag]


def opted_in(world: World, talk: Talk) -> list[str]:
    """A START lifts the opt-out of the number that it came from, and no other silence."""
    text = talk.text

    def lifts(silenced: Silence | None) -> bool:
        if silenced is None or silenced.kind != OPT_OUT:
            return False
        # An earlier START, heard late, does not undo a later STOP.
        return silenced.heard_at is None or text.heard_at is None or text.heard_at >= silenced.heard_at

    def speak_again() -> tuple[Record, ...]:
        phone = world.store.get(Phone, phone_key(text.sender))
        return (phone.model_copy(update={"silence": None}),) if phone is not None and lifts(phone.silence) else ()

    lifted = bool(revise(world, speak_again))
    there = people_at(world, text.sender)
    for contact in there:

        def build(key: Key = contact.key) -> tuple[Record, ...]:
            fresh = world.store.get(Contact, key)
            if fresh is None or fresh.phone != text.sender or not lifts(fresh.opted_out):
                return ()
            fact = Fact(what="opted in", reason=said_by(text), who="customer", facts={"words": talk.reply.words})
            noted, entries = note_on_contact(world, fresh.model_copy(update={"opted_out": None}), fact)
            return (noted, *entries)

        lifted = bool(revise(world, build)) or lifted
    wake(world, talk)
    # The opt-out had silenced the number for every customer that has it.
    for case in cases_of_contacts(world, there):
        wake_case(world, case)
    if talk.reply.built_in:
        return ["opted in"] if lifted else []
    return [*(["opted in"] if lifted else []), *say(world, talk, "answer_opt_in")]
