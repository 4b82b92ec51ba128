"""HearOptOut: who does not want to hear from us, or not at this number, or not at all; and who wants to again."""

from __future__ import annotations

from pastdue.domain.audit import Fact
from pastdue.domain.contact import Contact, Phone, phone_index, phone_key
from pastdue.domain.record import Key, Record
from pastdue.usecases.record_touch import silence
from pastdue.usecases.talk import (
    Talk,
    ask,
    cases_of_contacts,
    say,
    wake,
    wake_case,
)
from pastdue.usecases.world import World, note_on_contact, revise


def opted_out(world: World, talk: Talk) -> list[str]:
    """The number is silent already; confirm only where Twilio has not (vendor-facts, opt-out words)."""
    if talk.reply.built_in or talk.text.opt_out_type:
        return ["silenced"]
    return ["silenced", *say(world, talk, "answer_opt_out", despite_silence=True)]


def wrong_number(world: World, talk: Talk) -> list[str]:
    """The phone falls silent and a person looks for the right one; the case itself is not in dispute."""
    silence(world, talk.text.sender, "wrong_number", by=f"reply {talk.text.message_id}")
    suggestion = "Find the right number and put it into QuickBooks. This number is not texted again."
    ask(world, talk, "wrong_number", "The number of {name} is somebody else's", suggestion)
    wake(world, talk)
    return ["silenced", *say(world, talk, "answer_wrong_number", despite_silence=True)]


def stopped(world: World, talk: Talk, flag: str) -> list[str]:
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
    ask(world, talk, "stop_flag", "{name} wrote something that stops all contact: " + flag, suggestion)
    return ["stopped", flag]


def opted_in(world: World, talk: Talk) -> list[str]:
    """A START lifts the opt-out of the number that it came from, and no other silence."""

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
        wake(world, talk)
        # The opt-out had silenced the number for every customer that has it.
        for case in cases_of_contacts(world, world.store.listed(Contact, phone_index(talk.text.sender))):
            wake_case(world, case)
    if talk.reply.built_in or talk.text.opt_out_type:
        return ["opted in"] if lifted else []
    return [*(["opted in"] if lifted else []), *say(world, talk, "answer_opt_in")]
