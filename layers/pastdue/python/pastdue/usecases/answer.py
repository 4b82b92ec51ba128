"""Answer: send back one text to something a person did: written first, sent once, never again."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pastdue.domain.answer import Answer, answer_key, may_answer
from pastdue.domain.contact import Contact, Phone, PhoneAnswer, contact_key, phone_key
from pastdue.domain.errors import Conflict, Refused, Unknown, VendorError
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.usecases.find_payer import declared
from pastdue.usecases.silence import opt_out
from pastdue.usecases.world import World, raise_review, required, revise, switches_of

VALID_FOR = 3600
_CONFIRMS_OPT_OUT = "answer_opt_out"
# Several may be uncertain, one after the other.
_REMEMBERED = 3


def answer(
    world: World,
    cause: str,
    company_id: str,
    contact: Contact,
    template: str,
    body: str,
    *,
    about: Iterable[str] = (),
    despite_silence: bool = False,
    valid_for: int = VALID_FOR,
    still_wanted: Callable[[], bool] | None = None,
) -> bool:
    """Send one answer to a cause unless it was answered before; gives whether it went out.

    `about`: the ids of the invoices that it is about, which the next reply concerns too. A silent phone gets only the
    confirmation of its opt-out, and so does everybody while everything is stopped. A vendor's failure is not tried
    again: an answer that comes late or twice is worse than none. `still_wanted`: what else must hold in the moment of
    writing it, where nobody has asked for it; the contact moves with it then, so that what is taken back wins.
    """
    if contact.phone is None:
        return False
    invoice_ids = tuple(about)
    records = _intended(
        world,
        cause,
        company_id,
        contact,
        template,
        body,
        invoice_ids,
        despite_silence=despite_silence,
        still_wanted=still_wanted,
    )
    if not records:
        return False
    try:
        sent = world.texts.send(contact.phone, body, f"answer-{cause}", valid_for)
    except VendorError as error:
        unsent = not isinstance(error, Unknown)
        _keep(world, cause, error=f"{type(error).__name__} {error.code}", unsent=unsent)
        world.metrics.count("AnswersFailed", code=error.code or "none")
        if isinstance(error, Refused) and error.code == "21610":
            opt_out(world, contact.phone, by="twilio 21610", who="twilio")
        return False
    _keep(world, cause, message_id=sent.id, error="")
    world.metrics.count("AnswersSent", template=template)
    return True


def _intended(
    world: World,
    cause: str,
    company_id: str,
    contact: Contact,
    template: str,
    body: str,
    invoice_ids: tuple[str, ...],
    *,
    despite_silence: bool,
    still_wanted: Callable[[], bool] | None,
) -> tuple[Record, ...]:
    """Write that the answer is about to be sent; none where it was before, or must not be.

    The switches move with it, so that a stop in this very moment wins; an opt-out is confirmed all the same.
    """
    number = contact.phone or ""
    withheld = False

    def build() -> tuple[Record, ...]:
        nonlocal withheld
        if world.store.get(Answer, answer_key(cause)) is not None or is_stopped(world, contact):
            return ()
        guarded = () if still_wanted is None else (required(world, Contact, contact.key),)
        if still_wanted is not None and not still_wanted():
            return ()
        phone = world.store.get(Phone, phone_key(number)) or Phone(number=number)
        switches = () if template == _CONFIRMS_OPT_OUT else switches_of(world, company_id)
        withheld = any(switch.stopped for switch in switches)
        now = world.clock.now()
        quiet = phone.silence is not None or not may_answer(phone.answers, now, contact.zones)
        if withheld or (quiet and not despite_silence):
            return ()
        record = Answer(cause=cause, company_id=company_id, phone=number, body=body, template=template, at=now)
        if despite_silence:
            return (record, phone, *switches)
        about = PhoneAnswer(cause=cause, at=now, company_id=company_id, invoice_ids=invoice_ids)
        told = (*phone.answered, about)[-_REMEMBERED:] if invoice_ids else phone.answered
        answered = phone.model_copy(update={"answers": (*phone.answers, now)[-10:], "answered": told})
        return (record, answered, *guarded, *switches)

    try:
        written = revise(world, build)
    except Conflict:
        return ()
    if withheld:
        _withheld(world, company_id, contact, template)
    return written


def is_stopped(world: World, contact: Contact) -> bool:
    """Whether all contact was stopped, under this customer's name or one that a person declared one with it."""
    same = declared(world, contact.company_id).group_of(contact.customer_id)
    read = (world.store.get(Contact, contact_key(contact.company_id, customer_id)) for customer_id in same)
    return any(each is not None and each.stopped for each in read)


def _withheld(world: World, company_id: str, contact: Contact, template: str) -> None:
    """Somebody wrote while everything is stopped: a person answers instead. Thanks may stay unsaid."""
    world.metrics.count("AnswersWithheld", template=template)
    if template == "thank_you":
        return
    item_id = f"unanswered-{contact.customer_id}"
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=company_id,
            kind="unanswered",
            title=f"{contact.known_as} wrote and got no answer: everything is stopped",
            customer_id=contact.customer_id,
            suggestion="Answer yourself, by phone or e-mail. Pastdue does not make up for it after the stop.",
            command=f"pastdue review decide {item_id}",
            raised_at=world.clock.now(),
        ),
    )


def can_answer(world: World, cause: str, company_id: str, contact: Contact, number: str) -> bool:
    """Whether an answer to a cause would go out now, or was written before."""
    if world.store.get(Answer, answer_key(cause)) is not None:
        return True
    if any(switch.stopped for switch in switches_of(world, company_id)) or is_stopped(world, contact):
        return False
    phone = world.store.get(Phone, phone_key(number)) or Phone(number=number)
    return phone.silence is None and may_answer(phone.answers, world.clock.now(), contact.zones)


def was_answered(world: World, cause: str) -> bool:
    """Whether an answer to this cause is known to have gone out."""
    record = world.store.get(Answer, answer_key(cause))
    return record is not None and record.message_id is not None


def _keep(world: World, cause: str, **outcome: object) -> None:
    def build() -> tuple[Record, ...]:
        record = world.store.get(Answer, answer_key(cause))
        return () if record is None else (record.model_copy(update=outcome),)

    revise(world, build)
