"""ServeRequests: what a reply asks for is given at once: the link, the balance, a copy of the invoice, who we are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pastdue.domain import wording
from pastdue.domain.case import CaseState, HoldKind
from pastdue.domain.company import Seen
from pastdue.domain.contact import Contact
from pastdue.domain.errors import VendorError
from pastdue.domain.meanings import Request
from pastdue.domain.money import Value
from pastdue.ports import Attachment
from pastdue.usecases.answer import answer, was_answered
from pastdue.usecases.gather import cases_of
from pastdue.usecases.send_link import asked_now, link_for, link_words
from pastdue.usecases.silence_mailbox import open_among
from pastdue.usecases.talk import Talk, cases_of_their_own, hold_cases, in_shadow, leave_to_a_person, worded
from pastdue.usecases.world import World

_MOST_COPIES = 5
_REMEMBER = timedelta(days=40)


class _Part(Value):
    """What one request came to: what was done, the words that tell it, and the invoices that they are about."""

    done: str
    words: str
    about: tuple[str, ...] = ()


def serve_requests(world: World, talk: Talk) -> list[str]:
    """Serve all that is asked for in one Answer; gives what was done, nothing where a person has to serve it all.

    Where a person has to serve some of it, the Answer says so. Shadow mode serves nobody.
    """
    asked = talk.reply.asks_for
    # Of two customers with one phone, neither is told what the other owes.
    if not asked or in_shadow(talk) or talk.unanswered or len(talk.contacts) != 1:
        return []
    contact = world.store.get(Contact, talk.contacts[0].key) or talk.contacts[0]
    if contact.stopped:
        return []
    serve: dict[Request, Callable[[World, Talk, Contact, int], _Part | None]] = {
        Request.LINK: _link,
        Request.BALANCE: _balance,
        Request.COPY: _copy,
        Request.WHO: _who,
    }
    room = wording.LONGEST // len(asked)
    served = {request: part for request in asked if (part := serve[request](world, talk, contact, room))}
    if not served:
        return []
    words = [part.words for part in served.values()]
    done = [part.done for part in served.values()]
    if len(served) < len(asked):
        words.append(worded(talk, contact, "answer_other", room))
        done += leave_to_a_person(world, talk)
    elif Request.WHO in asked:
        # They get a day to make sure.
        until = world.clock.now() + timedelta(days=talk.policy.replies.who_pause_days)
        done.append(f"held {hold_cases(world, talk, HoldKind.REVIEW, until)}")
    about = dict.fromkeys(invoice_id for part in served.values() for invoice_id in part.about)
    body = wording.joined(talk.policy.creditor or talk.company.name, words)
    to = contact.model_copy(update={"phone": talk.text.sender})
    cause = talk.text.message_id
    if answer(world, cause, talk.company.id, to, f"answer_{asked[0]}", body, about=about):
        return [*done, "answered"]
    # A link that nobody was told is a person's to tell.
    return [] if Request.LINK in served and not was_answered(world, cause) else done


def _told(talk: Talk, contact: Contact) -> tuple[str, ...]:
    return tuple(case.invoice.id for case in cases_of_their_own(talk, contact))


def _link(world: World, talk: Talk, contact: Contact, room: int) -> _Part | None:
    text = talk.text
    if not talk.cases:
        return _nothing_open(talk, contact, room)
    link = link_for(world, talk.company.id, contact.customer_id, talk.cases, text.message_id, text.sender)
    if link is None:
        return None
    words = link_words(world, contact, link, "answer_link", room)
    return _Part(done="link sent", words=words, about=tuple(item.invoice_id for item in link.items))


def _balance(world: World, talk: Talk, contact: Contact, room: int) -> _Part | None:
    """Everything open of the customer who has this phone now, less credits; a number of former days is told nothing."""
    if contact.phone != talk.text.sender:
        return None
    everything = [c for c in cases_of(world, talk.company.id, contact.customer_id) if c.state is not CaseState.CLOSED]
    if not everything:
        return _nothing_open(talk, contact, room)
    try:
        ids = {case.invoice.id for case in everything}
        asked = asked_now(world, talk.company.id, contact.customer_id, ids, whole=True)
    except VendorError:
        return None
    if asked is None:
        return None
    lines = tuple(wording.Line(number=item.number, amount=item.amount) for item in asked.items)
    words = worded(talk, contact, "answer_balance", room, total=asked.total, lines=lines)
    return _Part(done="balance told", words=words, about=tuple(case.invoice.id for case in asked.cases))


def _nothing_open(talk: Talk, contact: Contact, room: int) -> _Part | None:
    if contact.phone != talk.text.sender:
        return None
    words = worded(talk, contact, "answer_nothing_open", room)
    return _Part(done="nothing open", words=words, about=_told(talk, contact))


def _copy(world: World, talk: Talk, contact: Contact, room: int) -> _Part | None:
    """The PDF by e-mail, to the address on file and never to one that the text names. Written before it is sent."""
    to = () if contact.email_refused else open_among(world, contact.email)
    if not to or not talk.cases or len(talk.cases) > _MOST_COPIES:
        return None
    mark = Seen(
        source="copy",
        event_id=talk.text.message_id,
        at=world.clock.now(),
        forget_at=world.clock.wall() + _REMEMBER,
    )
    if world.store.get(Seen, mark.key) is None:
        try:
            copies = tuple(
                Attachment(
                    name=f"invoice-{case.invoice.number}.pdf",
                    mime="application/pdf",
                    data=world.ledger.invoice_pdf(case.company_id, case.invoice.id),
                )
                for case in talk.cases
            )
        except VendorError:
            return None
        world.store.commit(mark)
        mail = wording.copy_mail(contact.language, _facts(talk, contact))
        reply_to = talk.policy.owner_email or talk.company.owner_email
        try:
            tags = {"company": contact.company_id, "customer": contact.customer_id}
            world.mail.send(", ".join(to), mail.subject, mail.text, reply_to, copies, tags)
        except VendorError as error:
            world.metrics.count("CopiesFailed", code=error.code or "none")
            return None
        world.metrics.count("CopiesSent")
    words = worded(talk, contact, "answer_copy", room)
    return _Part(done="copy sent", words=words, about=_told(talk, contact))


def _facts(talk: Talk, contact: Contact) -> wording.Facts:
    return wording.Facts(
        creditor=talk.policy.creditor or talk.company.name,
        name=contact.name,
        lines=tuple(wording.Line(number=case.invoice.number, amount=case.balance) for case in talk.cases),
        callback_number=talk.policy.callback_number,
    )


def _who(_world: World, talk: Talk, contact: Contact, room: int) -> _Part:
    """Who we are, what it is about, and where to make sure."""
    return _Part(done="told who", words=worded(talk, contact, "answer_who", room), about=_told(talk, contact))
