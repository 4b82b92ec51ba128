"""TrackDelivery: a status of Twilio's about one of our texts; late and out of order ones change nothing wrong."""

from __future__ import annotations

from enum import StrEnum

from pastdue.domain.contact import Phone, phone_key
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.touch import Touch, TouchState, touch_key
from pastdue.usecases.record_touch import confirm_sent, failed_later
from pastdue.usecases.world import World, required, revise

_FAILED = frozenset({"failed", "undelivered"})


class Tracked(StrEnum):
    """What a status meant."""

    UNKNOWN_TOUCH = "unknown_touch"
    NOTED = "noted"
    DELIVERED = "delivered"
    FAILED = "failed"


class TrackResult(Value):
    """What was done about one status."""

    touch_id: str
    found: Tracked


def track_delivery(world: World, touch_id: str, message_id: str, status: str, error: str) -> TrackResult:
    """Take in one status callback. It also proves that Twilio has the message, should its answer have been lost."""
    touch = world.store.get(Touch, touch_key(touch_id))
    if touch is None:
        return TrackResult(touch_id=touch_id, found=Tracked.UNKNOWN_TOUCH)
    if touch.state in (TouchState.SENDING, TouchState.GIVEN_BACK):
        confirm_sent(world, touch_id, message_id)
    if status in _FAILED:
        failed_later(world, touch_id, error)
        return TrackResult(touch_id=touch_id, found=Tracked.FAILED)
    if status == "delivered":
        _delivered(world, touch_id)
        return TrackResult(touch_id=touch_id, found=Tracked.DELIVERED)
    return TrackResult(touch_id=touch_id, found=Tracked.NOTED)


def _delivered(world: World, touch_id: str) -> None:
    def build() -> tuple[Record, ...]:
        touch = required(world, Touch, touch_key(touch_id))
        if touch.state not in (TouchState.SENT, TouchState.PRESUMED_SENT):
            return ()
        records: list[Record] = [touch.model_copy(update={"state": TouchState.DELIVERED})]
        phone = world.store.get(Phone, phone_key(touch.address))
        if phone is not None and phone.failures:
            records.append(phone.model_copy(update={"failures": 0}))
        return tuple(records)

    if revise(world, build):
        world.metrics.count("TouchesDelivered")
