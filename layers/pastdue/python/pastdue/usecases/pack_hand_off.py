"""PackHandOff: what a collector needs of one invoice or customer: the money, who owes it, what was said and done."""

from __future__ import annotations

from datetime import date, datetime

from pastdue.domain.answer import Answer, answers_index
from pastdue.domain.calendar import local_date
from pastdue.domain.case import Case, case_key, payer_index
from pastdue.domain.contact import Consent, Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.ledger import InvoiceStatus
from pastdue.domain.money import Value
from pastdue.domain.touch import Touch
from pastdue.domain.wording import file_name
from pastdue.usecases.export_audit import AuditExport, Scope, export_audit
from pastdue.usecases.silence import people_at
from pastdue.usecases.world import World


class Owing(Value):
    """Who owes: as QuickBooks names them, how to reach them, and what they said about being reached."""

    customer_id: str
    name: str
    phone: str | None
    email: str | None
    language: str
    country: str
    region: str | None
    consent: Consent | None
    no_texts: str
    no_email: str
    no_contact: str


class Message(Value):
    """One message that went to them. `invoices` are the numbers it asked for; `text` is what it said."""

    at: datetime
    channel: str
    to: str
    invoices: tuple[str, ...]
    amount: str
    became: str
    text: str


class Standing(Value):
    """What holds an invoice back, or held it when it was handed over."""

    number: str
    kind: str
    since: date
    until: date | None
    by: str


class InvoiceFile(Value):
    """One open invoice as QuickBooks prints it."""

    name: str
    data: bytes


class HandOffPacket(Value):
    """Everything for a collector about one customer, and nothing about any other. `as_of` is the recipient's date.

    `zone` is the company's, in which its times are told.
    """

    owing: Owing
    zone: str
    as_of: date
    audit: AuditExport
    messages: tuple[Message, ...]
    standing: tuple[Standing, ...]
    files: tuple[InvoiceFile, ...]


def pack_hand_off(world: World, company_id: str, scope: Scope) -> HandOffPacket:
    """Gather the packet of one invoice or one customer; the invoices' PDFs come from QuickBooks.

    Raises BadInput for what is not known, VendorError when QuickBooks does not answer: a packet with gaps is none.
    """
    cases = _cases(world, company_id, scope)
    payers = {case.payer_id for case in cases}
    if len(payers) > 1:
        raise BadInput("these invoices are several customers' to pay; name one customer")
    payer_id = payers.pop() if payers else scope.customer_id or ""
    contact = world.store.get(Contact, contact_key(company_id, payer_id))
    if contact is None:
        raise BadInput(f"there is no customer {payer_id} in company {company_id}")
    zone = world.policies.in_force(company_id).time_zone
    return HandOffPacket(
        owing=_owing(contact),
        zone=zone,
        as_of=local_date(world.clock.now(), contact.zones),
        audit=export_audit(world, company_id, scope),
        messages=_messages(world, contact, cases),
        standing=tuple(
            Standing(
                number=case.invoice.number or case.invoice.id,
                kind=hold.kind,
                since=local_date(hold.since, (zone,)),
                until=local_date(hold.until, (zone,)) if hold.until else None,
                by=hold.by,
            )
            for case in cases
            for hold in case.holds
        ),
        files=tuple(_file(world, case, cases) for case in cases if case.invoice.status is InvoiceStatus.OPEN),
    )


def _file(world: World, case: Case, cases: list[Case]) -> InvoiceFile:
    number = case.invoice.number or case.invoice.id
    if sum(each.invoice.number == case.invoice.number for each in cases) > 1:
        number = f"{number}-{case.invoice.id}"
    data = world.ledger.invoice_pdf(case.company_id, case.invoice.id)
    return InvoiceFile(name=file_name(f"invoice-{number}", "pdf"), data=data)


def _cases(world: World, company_id: str, scope: Scope) -> list[Case]:
    if scope.invoice_id is not None:
        case = world.store.get(Case, case_key(company_id, scope.invoice_id))
        if case is None:
            raise BadInput(f"there is no case for invoice {scope.invoice_id} in company {company_id}")
        return [case]
    if scope.customer_id is None:
        raise BadInput("a packet is about one invoice or one customer")
    return list(world.store.listed(Case, payer_index(company_id, scope.customer_id)))


def _owing(contact: Contact) -> Owing:
    return Owing(
        customer_id=contact.customer_id,
        name=contact.known_as,
        phone=contact.phone,
        email=contact.email,
        language=contact.language,
        country=contact.country,
        region=contact.region,
        consent=contact.consent,
        no_texts="opted out of texts" if contact.texts_refused else "",
        no_email="refused e-mail" if contact.email_refused else "",
        no_contact=contact.stopped or "",
    )


def _messages(world: World, contact: Contact, cases: list[Case]) -> tuple[Message, ...]:
    """What went out about these invoices. The words of one that also named others of theirs are left out.

    Answers are shown only where nobody else has the number: they say nothing of whose reply they answered.
    """
    ours = {case.invoice.id for case in cases}
    touches = world.store.listed(Touch, f"touches#{contact.company_id}#{contact.customer_id}")
    found = [_of_touch(touch, ours) for touch in touches if any(item.invoice_id in ours for item in touch.items)]
    if contact.phone is not None and len(people_at(world, contact.phone)) == 1:
        answers = world.store.listed(Answer, answers_index(contact.phone))
        found += [_of_answer(answer) for answer in answers if answer.company_id == contact.company_id]
    return tuple(sorted(found, key=lambda each: each.at))


def _of_touch(touch: Touch, ours: set[str]) -> Message:
    items = [item for item in touch.items if item.invoice_id in ours]
    total = items[0].amount
    for item in items[1:]:
        total = total + item.amount
    whole = len(items) == len(touch.items)
    return Message(
        at=touch.attempted_at or touch.claimed_at,
        channel=touch.channel,
        to=touch.address,
        invoices=tuple(item.number for item in items),
        amount=total.text(),
        became=f"{touch.state}{f', {touch.error}' if touch.error else ''}".replace("_", " "),
        text=touch.body if whole else "(also about other invoices; see the customer's packet)",
    )


def _of_answer(answer: Answer) -> Message:
    became = answer.error or ("sent" if answer.message_id else "not known")
    return Message(
        at=answer.at, channel="sms", to=answer.phone, invoices=(), amount="", became=became, text=answer.body
    )
