"""HearReply: understand what a person texted back, act on it at once, and answer once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pastdue.domain.answer import Answer, answers_index
from pastdue.domain.audit import Fact
from pastdue.domain.case import HoldKind
from pastdue.domain.company import Seen, seen_key
from pastdue.domain.contact import Contact, Phone, phone_key
from pastdue.domain.decide import active_holds
from pastdue.domain.meanings import Meaning
from pastdue.domain.money import Value
from pastdue.domain.record import Key, Record
from pastdue.domain.replies import Reply, understand
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import Touch, touch_key
from pastdue.usecases.hear_already_paid import already_paid
from pastdue.usecases.hear_dispute import ask_about_dispute, disputed, hold_dispute
from pastdue.usecases.hear_opt_out import opted_in, opted_out, stopped, wrong_number
from pastdue.usecases.hear_other import heard_other
from pastdue.usecases.hear_plan import agreed_to_plan, asked_for_plan
from pastdue.usecases.hear_promise import hold_promise, promised
from pastdue.usecases.know_machine import know_machine
from pastdue.usecases.silence import OPT_OUT, opt_out, silence
from pastdue.usecases.talk import (
    InboundText,
    Talk,
    ask,
    hold_cases,
    remember,
    said_by,
    say,
    talk_of,
    too_late,
)
from pastdue.usecases.world import World, note_on_contact, raise_review, revise

_REMEMBER = timedelta(days=40)
_OWN_TEXTS = 5


class Heard(Value):
    """What a reply was taken for, and what was done."""

    message_id: str
    label: str
    words: str = ""
    done: tuple[str, ...] = ()


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
    """What we last wrote to the number, answers too: a reaction quotes it, and what is quoted is not the person's."""
    phone = world.store.get(Phone, phone_key(number))
    touches = phone.touches[-_OWN_TEXTS:] if phone is not None else ()
    found = (world.store.get(Touch, touch_key(each.touch_id)) for each in touches)
    answers = sorted(world.store.listed(Answer, answers_index(number)), key=lambda each: each.at)[-_OWN_TEXTS:]
    return (*(each.body for each in found if each is not None and each.body), *(each.body for each in answers))


def _act(world: World, text: InboundText, reply: Reply) -> list[str]:
    if reply.bare_reaction:
        return ["nothing: a bare reaction"]
    if reply.label is Meaning.OPT_OUT:
        _silenced(world, text, reply)
    talk = talk_of(world, text, reply)
    if talk is None:
        return ["silenced"] if reply.label is Meaning.OPT_OUT else ["nobody known at this number"]
    remember(world, talk)
    muted = reply.automatic or know_machine(world, text)
    talk = talk.model_copy(update={"muted": muted, "late": too_late(world, talk)})
    if reply.stop_flag:
        return stopped(world, talk, reply.stop_flag)
    agreed = agreed_to_plan(world, talk)
    if agreed is not None:
        return agreed
    acts: dict[Meaning, Callable[[World, Talk], list[str]]] = {
        Meaning.OPT_OUT: opted_out,
        Meaning.WRONG_NUMBER: wrong_number,
        Meaning.DISPUTE: disputed,
        Meaning.ALREADY_PAID: already_paid,
        Meaning.PLAN: asked_for_plan,
        Meaning.PROMISE: promised,
        Meaning.OPT_IN: opted_in,
        Meaning.HELP: _helped,
        Meaning.LANGUAGE: _chose_language,
        Meaning.OTHER: heard_other,
    }
    if talk.muted and _says_nothing_new(world, talk):
        return _from_machine(world, talk)
    done = acts[reply.label](world, talk)
    return [*done, *_quieter_too(world, talk)]


def _silenced(world: World, text: InboundText, reply: Reply) -> None:
    """At once, before anything else is looked up. A stranger at a wrong number speaks for that number alone."""
    if Meaning.WRONG_NUMBER in reply.also:
        silence(world, text.sender, OPT_OUT, said_by(text), text.heard_at)
    else:
        opt_out(world, text.sender, said_by(text), text.heard_at)


_HOLDS = {
    Meaning.DISPUTE: HoldKind.DISPUTE,
    Meaning.ALREADY_PAID: HoldKind.ALREADY_PAID,
    Meaning.PLAN: HoldKind.REVIEW,
    Meaning.PROMISE: HoldKind.PROMISE,
}
_ALWAYS_HEARD = frozenset({Meaning.OPT_OUT, Meaning.OPT_IN, Meaning.WRONG_NUMBER})


def _says_nothing_new(world: World, talk: Talk) -> bool:
    """Whether a machine's text makes us no quieter than we are."""
    if talk.reply.label in _ALWAYS_HEARD:
        return False
    kind = _HOLDS.get(talk.reply.label)
    now = world.clock.now()
    return kind is None or all(any(hold.kind is kind for hold in active_holds(case, now)) for case in talk.cases)


def _from_machine(world: World, talk: Talk) -> list[str]:
    """No Answer, no hold; a person hears of it once, unless its own words say that it is one (an absence, a drive)."""
    if not talk.reply.automatic and talk.contacts:
        who = talk.contacts[0]
        item_id = f"machine-{who.customer_id}"
        raise_review(
            world,
            ReviewItem(
                id=item_id,
                company_id=talk.company.id,
                kind="machine",
                title=f"{who.known_as}: the same text again and again, or many at once",
                customer_id=who.customer_id,
                words=talk.text.body,
                suggestion="It looks like a machine, so it is not answered. Call if a person is behind it.",
                command=f"pastdue review decide {item_id}",
                raised_at=world.clock.now(),
            ),
        )
    return ["nothing: a machine"]


# What a reply says beside its label is done as well where it makes us quieter.
_QUIETER = {
    Meaning.ALREADY_PAID: HoldKind.ALREADY_PAID,
    Meaning.PLAN: HoldKind.REVIEW,
}


def _quieter_too(world: World, talk: Talk) -> list[str]:
    """Holds for what else was said; not at a wrong number, where a stranger's words say nothing of the case."""
    done: list[str] = []
    if Meaning.WRONG_NUMBER in talk.reply.also:
        return done
    for meaning in talk.reply.also:
        if meaning is Meaning.PROMISE and talk.reply.label is Meaning.OPT_OUT:
            # Of what else they say there is an end that only a person sets, and an offer is answered with a yes.
            done += ["also promise"] if hold_promise(world, talk)[1] else []
            continue
        if meaning is Meaning.DISPUTE and meaning is not talk.reply.label:
            whole, held = hold_dispute(world, talk)
            if held:
                ask_about_dispute(world, whole, "{name} also disputes an invoice")
                done.append("also dispute")
            continue
        kind = _QUIETER.get(meaning)
        if kind is not None and meaning is not talk.reply.label and hold_cases(world, talk, kind, None):
            ask(world, talk, meaning, "{name} also wrote: " + meaning.replace("_", " "), "Read the reply and decide.")
            done.append(f"also {meaning}")
    return done


def _helped(world: World, talk: Talk) -> list[str]:
    if talk.reply.built_in or talk.text.opt_out_type:
        return []
    return say(world, talk, "answer_help")


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
    return [f"language {chosen}", *say(world, talk, "answer_language")]
