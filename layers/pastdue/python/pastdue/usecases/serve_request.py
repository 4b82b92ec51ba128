"""ServeRequest: what a reply asks for is given at once: the link, the balance, a copy of the invoice, who we are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pastdue.domain import wording
from pastdue.domain.case import CaseState, HoldKind
from pastdue.domain.company import Seen
from pastdue.domain.contact import Contact
from pastdue.domain.errors import VendorError
from pastdue.domain.meanings import Request
from pastdue.ports import Attachment
from pastdue.usecases.gather import cases_of
from pastdue.usecases.send_link import asked_now, send_link
from pastdue.usecases.silence_mailbox import open_among
from pastdue.usecases.talk import Talk, hold_cases, in_shadow, say
from pastdue.usecases.world import World

_MOST_COPIES = 5
_REMEMBER = timedelta(days=40)


def serve_request(world: World, talk: Talk) -> list[str]:
    """Serve what is asked for; gives what was done, nothing where a person has to. Shadow mode serves nobody."""
    asked = talk.reply.asks_for
    # Of two customers with one phone, neither is told what the other owes.
    if asked is None or in_shadow(talk) or talk.unanswered or len(talk.contacts) != 1 or talk.contacts[0].stopped:
        return []
    serve: dict[Request, Callable[[World, Talk, Contact], list[str]]] = {
        Request.LINK: _link,
        Request.BALANCE: _balance,
        Request.COPY: _copy,
        Request.WHO: _who,
    }
    return serve[asked](world, talk, talk.contacts[0])


def _link(world: World, talk: Talk, contact: Contact) -> list[str]:
    text = talk.text
    if not talk.cases:
        return _nothing_open(world, talk, contact)
    sent = send_link(world, talk.company.id, contact.customer_id, talk.cases, text.message_id, text.sender)
    return ["link sent"] if sent else []


def _balance(world: World, talk: Talk, contact: Contact) -> list[str]:
    """Everything open of the customer who has this phone now, less credits; a number of former days is told nothing."""
    if contact.phone != talk.text.sender:
        return []
    everything = [c for c in cases_of(world, talk.company.id, contact.customer_id) if c.state is not CaseState.CLOSED]
    if not everything:
        return _nothing_open(world, talk, contact)
    try:
        ids = {case.invoice.id for case in everything}
        asked = asked_now(world, talk.company.id, contact.customer_id, ids, whole=True)
    except VendorError:
        return []
    if asked is None:
        return []
    lines = tuple(wording.Line(number=item.number, amount=item.amount) for item in asked.items)
    return ["balance told", *say(world, talk, "answer_balance", about=asked.cases, total=asked.total, lines=lines)]


def _nothing_open(world: World, talk: Talk, contact: Contact) -> list[str]:
    if contact.phone != talk.text.sender:
        return []
    return ["nothing open", *say(world, talk, "answer_nothing_open")]


def _copy(world: World, talk: Talk, contact: Contact) -> list[str]:
    """The PDF by e-mail, to the address on file and never to one that the text names. Written before it is sent."""
    to = () if contact.email_refused else open_among(world, contact.email)
    if not to or not talk.cases or len(talk.cases) > _MOST_COPIES:
        return []
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
            return []
        world.store.commit(mark)
        mail = wording.copy_mail(contact.language, _facts(talk, contact))
        reply_to = talk.policy.owner_email or talk.company.owner_email
        try:
            tags = {"company": contact.company_id, "customer": contact.customer_id}
            world.mail.send(", ".join(to), mail.subject, mail.text, reply_to, copies, tags)
        except VendorError as error:
            world.metrics.count("CopiesFailed", code=error.code or "none")
            return []
        world.metrics.count("CopiesSent")
    return ["copy sent", *say(world, talk, "answer_copy")]


def _facts(talk: Talk, contact: Contact) -> wording.Facts:
    return wording.Facts(
        creditor=talk.policy.creditor or talk.company.name,
        name=contact.name,
        lines=tuple(wording.Line(number=case.invoice.number, amount=case.balance) for case in talk.cases),
        callback_number=talk.policy.callback_number,
    )


def _who(world: World, talk: Talk, _contact: Contact) -> list[str]:
    """Who we are, what it is about, and where to make sure; they get a day to do so."""
    until = world.clock.now() + timedelta(days=talk.policy.replies.who_pause_days)
    held = hold_cases(world, talk, HoldKind.REVIEW, until)
    return [f"held {held}", "told who", *say(world, talk, "answer_who")]
