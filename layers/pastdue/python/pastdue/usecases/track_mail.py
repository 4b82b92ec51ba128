"""TrackMail: what SES reports of one of our e-mails: it bounced, its reader complained, it came late or not at all.

Reports may come twice and in any order: a second one changes nothing, a late one nothing wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, case_key
from pastdue.domain.company import Company, Seen, company_key
from pastdue.domain.contact import Contact, contact_key, plain_address
from pastdue.domain.mail_report import MailReport, Reported
from pastdue.domain.money import Value
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem, open_reviews
from pastdue.domain.touch import Touch, TouchState, touch_key
from pastdue.usecases.fall_back import fall_back
from pastdue.usecases.plan_digest import tell_digest_again
from pastdue.usecases.record_touch import MAY_FAIL, confirm_sent
from pastdue.usecases.silence import refuse_email
from pastdue.usecases.silence_mailbox import BOUNCED, COMPLAINT, silence_mailbox
from pastdue.usecases.world import (
    OWNER_UNREACHED,
    World,
    note_on_case,
    note_on_company,
    note_on_contact,
    raise_review,
    required,
    revise,
)

_REMEMBER = timedelta(days=40)


class MailTracked(Value):
    """What was done about one report: to whom the e-mail went, and what it means."""

    reported: Reported
    done: str


_SAYS = {
    Reported.BOUNCED: "e-mail bounced",
    Reported.DEFERRED: "e-mail came back for now",
    Reported.DELAYED: "e-mail delayed",
    Reported.REFUSED: "e-mail complained of",
    Reported.NOT_SENT: "e-mail not sent by SES",
    Reported.NOT_SPAM: "e-mail said to be no spam",
}


def track_mail(world: World, report: MailReport) -> MailTracked:
    """Take in one report. What it asks for comes first, the mark that it was done last: a death leaves nothing out."""
    now = world.clock.now()
    mark = Seen(source="ses", event_id=report.id, at=now, forget_at=world.clock.wall() + _REMEMBER)
    if world.store.get(Seen, mark.key) is not None:
        return MailTracked(reported=report.reported, done="seen before")
    touch_id, company_id = report.tags.get("touch", ""), report.tags.get("company", "")
    touch = world.store.get(Touch, touch_key(touch_id)) if touch_id else None
    company = world.store.get(Company, company_key(company_id)) if company_id else None
    customer_id = report.tags.get("customer", "")
    contact = world.store.get(Contact, contact_key(company_id, customer_id)) if company and customer_id else None
    if touch is not None:
        _of_touch(world, report, touch, mark)
        whose = "touch"
    elif contact is not None:
        _of_copy(world, report, contact, mark)
        whose = "copy"
    elif company is not None and not customer_id:
        _of_owner(world, report, company, mark)
        whose = "owner"
    else:
        world.metrics.count("MailReportsOfUnknown")
        return MailTracked(reported=report.reported, done="unknown e-mail")
    world.metrics.count("MailReports", reported=report.reported, whose=whose)
    return MailTracked(reported=report.reported, done=f"{whose} {report.reported}")


# --- a reminder ------------------------------------------------------------------------------------------------------


def _of_touch(world: World, report: MailReport, touch: Touch, mark: Seen) -> None:
    if touch.state in (TouchState.SENDING, TouchState.GIVEN_BACK):
        # It also proves that SES has the e-mail, should its answer have been lost.
        confirm_sent(world, touch.id, report.message_id)
    contact = required(world, Contact, contact_key(touch.company_id, touch.payer_id))
    _heed(world, report, contact, tuple(item.invoice_id for item in touch.items))
    if report.reported is Reported.BOUNCED:
        fall_back(world, touch)
    _write_down(world, report, touch, mark)


def _write_down(world: World, report: MailReport, touch: Touch, mark: Seen) -> None:
    """The report on the touch and its cases, once."""

    def build() -> tuple[Record, ...]:
        if world.store.get(Seen, mark.key) is not None:
            return ()
        fresh = required(world, Touch, touch_key(touch.id))
        records: list[Record] = [mark]
        if _reached_nobody(report) and fresh.state in MAY_FAIL:
            ended = {"state": TouchState.FAILED, "error": report.about, "check_at": None}
            records.append(fresh.model_copy(update=ended))
        fact = Fact(what=_SAYS[report.reported], reason=report.by, facts={"touch": touch.id}, who="ses")
        for item in touch.items:
            case = required(world, Case, case_key(touch.company_id, item.invoice_id))
            noted, entries = note_on_case(world, case, fact)
            records += [noted, *entries]
        return tuple(records)

    if revise(world, build) and _reached_nobody(report):
        world.metrics.count("TouchesFailed", code=report.about)


def _reached_nobody(report: MailReport) -> bool:
    if report.reported is Reported.NOT_SENT:
        return True
    came_back = report.reported in (Reported.BOUNCED, Reported.DEFERRED)
    return came_back and len(report.concerned) == len({plain_address(each) for each in report.sent_to})


# --- what a report asks for, whatever the e-mail was -----------------------------------------------------------------


def _heed(world: World, report: MailReport, contact: Contact, invoice_ids: Sequence[str] = ()) -> None:
    """A bounce for good ends e-mail to that address, a complaint e-mail to that person; the rest changes nothing."""
    if report.reported is Reported.BOUNCED:
        for address in report.concerned:
            silence_mailbox(world, address, BOUNCED, report.by)
        on_file = {plain_address(address) for address in contact.addresses}
        if not report.concerned or on_file & set(report.concerned):
            _ask(world, report, contact, invoice_ids, "email_bounced", _BOUNCE)
    elif report.reported is Reported.REFUSED:
        for address in report.concerned or report.sent_to:
            silence_mailbox(world, address, COMPLAINT, report.by)
        refuse_email(world, contact, report.by, "customer")
        _ask(world, report, contact, invoice_ids, "email_refused", _COMPLAINT)
    elif report.reported is Reported.NOT_SENT:
        _ask(world, report, contact, invoice_ids, "email_not_sent", _NOT_SENT)
        world.metrics.count("OperatorNeeded", code="ses")


class _Words(NamedTuple):
    title: str
    suggestion: str


_BOUNCE = _Words(
    title="{name}: e-mail to the address on file comes back",
    suggestion="Ask the customer for an address that works and put it into QuickBooks. Until then a reminder goes by "
    "text where the customer agreed to texts and your policy does not say otherwise; else it "
    "is yours to call or write. If the address works after all, your engineer takes it off the list in SES and then "
    "releases this question.",
)
_COMPLAINT = _Words(
    title="{name}: our e-mail was marked as spam",
    suggestion="No e-mail goes to this customer any more. Call, or write a letter. Only if they say that they want "
    "e-mails again, your engineer takes the address off the list in SES and then releases this question.",
)
_NOT_SENT = _Words(
    title="{name}: an e-mail was not sent",
    suggestion="The mail service held it back for what is in it. Show this to your engineer, and write to the customer "
    "yourself.",
)


def _ask(
    world: World, report: MailReport, contact: Contact, invoice_ids: Sequence[str], kind: str, words: _Words
) -> None:
    """The question that the decision would ask too; here it has the address."""
    item_id = f"{kind}-customer-{contact.customer_id}".replace("_", "-")
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=contact.company_id,
            kind=kind,
            title=words.title.format(name=contact.known_as),
            customer_id=contact.customer_id,
            invoice_ids=tuple(invoice_ids),
            facts={"address": ", ".join(report.concerned or report.sent_to), "because": report.by},
            suggestion=words.suggestion,
            command=f"pastdue review decide {item_id}" + ("" if kind == "email_not_sent" else " --release"),
            raised_at=world.clock.now(),
        ),
    )


# --- a copy that somebody asked for ----------------------------------------------------------------------------------


def _of_copy(world: World, report: MailReport, contact: Contact, mark: Seen) -> None:
    _heed(world, report, contact)

    def build() -> tuple[Record, ...]:
        fresh = required(world, Contact, contact.key)
        if world.store.get(Seen, mark.key) is not None:
            return ()
        fact = Fact(what=_SAYS[report.reported], reason=report.by, facts={"about": "a copy"}, who="ses")
        noted, entries = note_on_contact(world, fresh, fact)
        return (mark, noted, *entries)

    revise(world, build)


# --- the owner's own mail --------------------------------------------------------------------------------------------


def _of_owner(world: World, report: MailReport, company: Company, mark: Seen) -> None:
    """What the owner was told in vain is told again, and an alarm rings: nobody else would notice."""
    if report.reported in (Reported.BOUNCED, Reported.REFUSED):
        kind = BOUNCED if report.reported is Reported.BOUNCED else COMPLAINT
        for address in report.concerned:
            silence_mailbox(world, address, kind, report.by)
        _ask_for_the_owner(world, report, company)
    if report.reported not in (Reported.DELAYED, Reported.NOT_SPAM):
        world.metrics.count("OwnerMailFailed")
    if report.reported in (Reported.BOUNCED, Reported.DEFERRED, Reported.NOT_SENT):
        _tell_again(world, company, report.tags.get("told", ""))
        if report.tags.get("digest"):
            tell_digest_again(world, company.id, date.fromisoformat(report.tags["digest"]))

    def build() -> tuple[Record, ...]:
        fresh = required(world, Company, company.key)
        if world.store.get(Seen, mark.key) is not None:
            return ()
        fact = Fact(what=f"owner's {_SAYS[report.reported]}", reason=report.by, who="ses")
        noted, entries = note_on_company(world, fresh, fact)
        return (mark, noted, *entries)

    revise(world, build)


def _ask_for_the_owner(world: World, report: MailReport, company: Company) -> None:
    item_id = OWNER_UNREACHED.replace("_", "-")
    raise_review(
        world,
        ReviewItem(
            id=item_id,
            company_id=company.id,
            kind=OWNER_UNREACHED,
            title="Your own mail from Pastdue did not reach you",
            facts={"address": ", ".join(report.concerned or report.sent_to), "because": report.by},
            suggestion="Put an address that works into the policy (owner_email) or into QuickBooks. If the old one "
            "works again, your engineer takes it off the list in SES and then releases this question.",
            command=f"pastdue review decide {item_id} --release",
            raised_at=world.clock.now(),
        ),
    )


def _tell_again(world: World, company: Company, told_at: str) -> None:
    """Every open question that was told since then was told in vain, and is told again."""
    since = int(told_at) if told_at.isdecimal() else 0
    told = [
        item
        for item in world.store.listed(ReviewItem, open_reviews(company.id))
        if item.noticed_at is not None and item.noticed_at.timestamp() >= since
    ]
    for item in told:

        def build(known: ReviewItem = item) -> tuple[Record, ...]:
            fresh = world.store.get(ReviewItem, known.key)
            if fresh is None or fresh.decided_at is not None or fresh.noticed_at != known.noticed_at:
                return ()
            return (fresh.model_copy(update={"noticed_at": None}),)

        revise(world, build)
    if told:
        world.queue.put("notice", {"company_id": company.id})
