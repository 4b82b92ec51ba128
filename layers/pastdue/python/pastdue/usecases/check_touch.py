"""CheckTouch: what became of a touch whose worker died or whose vendor did not answer: look before acting again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from pastdue.domain.answer import Answer, answers_index
from pastdue.domain.contact import Phone, phone_key
from pastdue.domain.errors import VendorError
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.touch import Channel, Touch, TouchState, touch_key
from pastdue.ports import SentText
from pastdue.usecases.record_touch import confirm_sent, failed_later, give_back
from pastdue.usecases.world import World, required, revise

# The request may take this long to end after it was begun (the adapter's time-out, rounded up).
_REQUEST = timedelta(seconds=30)
_FIRST = timedelta(minutes=5)
_SECOND = timedelta(minutes=15)


class Checked(StrEnum):
    """What a look at a touch found."""

    NOT_OPEN = "not_open"
    AT_WORK = "at_work"
    FOUND = "found"
    ABSENT_ONCE = "absent_once"
    ABSENT = "absent"
    GIVEN_BACK = "given_back"
    PRESUMED_SENT = "presumed_sent"
    NO_LOOK = "no_look"


class CheckResult(Value):
    """What was found about one touch."""

    touch_id: str
    found: Checked


def check_touch(world: World, touch_id: str) -> CheckResult:
    """Resolve one unfinished touch, or set the next time to look."""
    touch = required(world, Touch, touch_key(touch_id))
    return CheckResult(touch_id=touch_id, found=_check(world, touch))


def _check(world: World, touch: Touch) -> Checked:
    if touch.state not in (TouchState.CLAIMED, TouchState.SENDING):
        return Checked.NOT_OPEN
    if world.clock.wall() < touch.lease_until:
        _look_at(world, touch, world.clock.now() + timedelta(minutes=2))
        return Checked.AT_WORK
    if touch.state is TouchState.CLAIMED:
        give_back(world, touch.id, "its worker died before anything was handed over")
        return Checked.GIVEN_BACK
    if touch.channel is Channel.EMAIL:
        # SES cannot be asked whether it took a message, so silence goes before a second e-mail.
        confirm_sent(world, touch.id, None, presumed=True)
        return Checked.PRESUMED_SENT
    return _look_up(world, touch)


def _look_up(world: World, touch: Touch) -> Checked:
    now = world.clock.now()
    try:
        listed = world.texts.sent_to(touch.address)
    except VendorError:
        if now >= touch.window_ends_at:
            confirm_sent(world, touch.id, None, presumed=True)
            return Checked.PRESUMED_SENT
        _look_at(world, touch, min(now + timedelta(minutes=5), touch.window_ends_at))
        return Checked.NO_LOOK
    found = next((text for text in listed if is_ours(text, touch, _others(world, touch))), None)
    if found is not None:
        confirm_sent(world, touch.id, found.id)
        if found.status in {"failed", "undelivered"}:
            failed_later(world, touch.id, found.error)
        return Checked.FOUND
    since = now - (touch.attempted_at or touch.claimed_at) - _REQUEST
    if since >= _SECOND and touch.absences >= 1:
        give_back(world, touch.id, "Twilio has no such message")
        return Checked.ABSENT
    absences = touch.absences + (1 if since >= _FIRST and touch.absences == 0 else 0)
    _look_at(world, touch, _next_look(touch, absences), absences)
    return Checked.ABSENT_ONCE


def is_ours(text: SentText, touch: Touch, others: Sequence[Touch | Answer]) -> bool:
    """Whether a listed message is this touch: its link stands in it, and it is nothing else that we sent there.

    A link serves several rungs and answers while its amount stays right, so the link alone does not tell them apart.
    """
    base = touch.link_url.split("?", 1)[0]
    if any(text.id == other.message_id or _same(text.body, other.body) for other in others):
        return False
    return base in text.body if base else _same(text.body, touch.body)


def _same(listed: str, sent: str) -> bool:
    return bool(sent) and " ".join(listed.split()) == " ".join(sent.split())


def _others(world: World, touch: Touch) -> tuple[Touch | Answer, ...]:
    """What else went to that number: other touches, and answers."""
    phone = world.store.get(Phone, phone_key(touch.address))
    ids = [each.touch_id for each in phone.touches if each.touch_id != touch.id] if phone else []
    found = (world.store.get(Touch, touch_key(touch_id)) for touch_id in ids)
    answers = world.store.listed(Answer, answers_index(touch.address))
    return tuple(other for other in (*found, *answers) if other is not None and other.body != touch.body)


def _next_look(touch: Touch, absences: int) -> datetime:
    began = (touch.attempted_at or touch.claimed_at) + _REQUEST
    return began + (_SECOND if absences else _FIRST)


def _look_at(world: World, touch: Touch, at: datetime, absences: int | None = None) -> None:
    def build() -> tuple[Record, ...]:
        fresh = required(world, Touch, touch_key(touch.id))
        if fresh.version != touch.version:
            return ()
        change: dict[str, object] = {"check_at": at}
        if absences is not None:
            change["absences"] = absences
        return (fresh.model_copy(update=change),)

    revise(world, build)
