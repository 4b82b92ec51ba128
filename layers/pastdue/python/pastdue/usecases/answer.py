"""Answer: send back one text to something a person did: written first, sent once, never again."""

from __future__ import annotations

from pastdue.domain.answer import Answer, answer_key, may_answer
from pastdue.domain.contact import Contact, Phone, phone_key
from pastdue.domain.errors import Conflict, Refused, VendorError
from pastdue.domain.record import Record
from pastdue.usecases.silence import opt_out
from pastdue.usecases.world import World, revise

_VALID_FOR = 3600


def answer(
    world: World,
    cause: str,
    company_id: str,
    contact: Contact,
    template: str,
    body: str,
    *,
    despite_silence: bool = False,
) -> bool:
    """Send one answer to a cause unless it was answered before; gives whether it went out.

    A silent phone gets only the confirmation of its opt-out. A vendor's failure is not tried again: an answer that
    comes late or twice is worse than none.
    """
    if contact.phone is None or world.store.get(Answer, answer_key(cause)) is not None:
        return False
    phone = world.store.get(Phone, phone_key(contact.phone)) or Phone(number=contact.phone)
    now = world.clock.now()
    if not despite_silence and (phone.silence is not None or not may_answer(phone.answers, now, contact.zones)):
        return False
    record = Answer(cause=cause, company_id=company_id, phone=contact.phone, body=body, template=template, at=now)
    answered = phone if despite_silence else phone.model_copy(update={"answers": (*phone.answers, now)[-10:]})
    try:
        world.store.commit(record, answered)
    except Conflict:
        return False
    try:
        sent = world.texts.send(contact.phone, body, f"answer-{cause}", _VALID_FOR)
    except VendorError as error:
        _keep(world, cause, None, f"{type(error).__name__} {error.code}")
        world.metrics.count("AnswersFailed", code=error.code or "none")
        if isinstance(error, Refused) and error.code == "21610":
            opt_out(world, contact.phone, by="twilio 21610", who="twilio")
        return False
    _keep(world, cause, sent.id, "")
    world.metrics.count("AnswersSent", template=template)
    return True


def _keep(world: World, cause: str, message_id: str | None, error: str) -> None:
    def build() -> tuple[Record, ...]:
        record = world.store.get(Answer, answer_key(cause))
        return () if record is None else (record.model_copy(update={"message_id": message_id, "error": error}),)

    revise(world, build)
