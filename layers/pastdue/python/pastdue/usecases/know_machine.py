"""KnowMachine: whether a text comes from a machine: the same words again, or several texts within seconds."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from pastdue.domain.contact import HeardText, Phone, phone_key
from pastdue.domain.record import Record
from pastdue.usecases.talk import InboundText
from pastdue.usecases.world import World, revise

_SAME_WORDS = timedelta(minutes=10)
_SECONDS = timedelta(seconds=10)
_SEVERAL = 3
_KEPT = 10


def know_machine(world: World, text: InboundText) -> bool:
    """Remember the text at its number, and tell whether a machine sent it: who answers machines answers for ever."""
    at = text.heard_at or world.clock.wall()
    if text.media:
        return False  # a phone sends several pictures one by one
    digest = hashlib.sha256(" ".join(text.body.lower().split()).encode()).hexdigest()[:16]
    mine = HeardText(message_id=text.message_id, at=at, digest=digest)
    before: list[HeardText] = []

    def build() -> tuple[Record, ...]:
        phone = world.store.get(Phone, phone_key(text.sender)) or Phone(number=text.sender)
        before[:] = [each for each in phone.heard if each.message_id != text.message_id]
        if len(before) < len(phone.heard):
            return ()
        return (phone.model_copy(update={"heard": (*before, mine)[-_KEPT:]}),)

    revise(world, build)
    # Texts arrive in any order, so what came shortly after counts like what came shortly before.
    same = any(each.digest == digest and abs(at - each.at) <= _SAME_WORDS for each in before)
    return same or sum(abs(at - each.at) <= _SECONDS for each in before) >= _SEVERAL - 1
