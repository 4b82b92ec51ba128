"""Fall-back: a step that cannot reach its number or address goes the other way, if there is one that may be used."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum

from pastdue.domain.contact import Contact, Phone
from pastdue.domain.plan import Notice
from pastdue.domain.policy import BY_EMAIL, BY_TEXT, FallBack, FallBackFromEmail, Policy, Rung
from pastdue.domain.touch import Channel

# The silences that say that a text never arrives there; a wrong number is somebody else's, and a person is asked.
_FAILS_FOR_GOOD = frozenset({"not_sms_capable", "unreachable"})


class Bar(StrEnum):
    """Why a channel does not reach somebody; each is a reason of a decision too."""

    NO_PHONE = "no_phone"
    NO_CONSENT = "no_consent"
    OPTED_OUT = "opted_out"
    PHONE_SILENT = "phone_silent"
    NO_EMAIL = "no_email"
    EMAIL_BOUNCED = "email_bounced"
    EMAIL_REFUSED = "email_refused"


def barred(contact: Contact, phone: Phone | None, dead: AbstractSet[str], channel: Channel) -> Bar | None:
    """Why a channel does not reach this contact, if it does not. `dead`: the addresses that bounced for good."""
    return _no_email(contact, dead) if channel is Channel.EMAIL else _no_text(contact, phone)


def _no_email(contact: Contact, dead: AbstractSet[str]) -> Bar | None:
    if contact.email_refused is not None:
        return Bar.EMAIL_REFUSED
    if not contact.addresses:
        return Bar.NO_EMAIL
    return None if contact.may_be_mailed_at(dead) else Bar.EMAIL_BOUNCED


def _no_text(contact: Contact, phone: Phone | None) -> Bar | None:
    if contact.phone is None:
        return Bar.NO_PHONE
    if phone is not None and phone.silence is not None:
        return Bar.OPTED_OUT if phone.silence.kind == "opt_out" else Bar.PHONE_SILENT
    if contact.texts_refused:
        return Bar.OPTED_OUT
    if contact.consent is None or contact.consent.phone != contact.phone:
        return Bar.NO_CONSENT
    return None


def address_by(channel: Channel, contact: Contact, dead: AbstractSet[str]) -> str | None:
    """Where a message goes to by a channel: the number, or every address that takes e-mail."""
    if channel is Channel.SMS:
        return contact.phone
    return ", ".join(contact.may_be_mailed_at(dead)) or None


def as_sent(rung: Rung, contact: Contact, phone: Phone | None, dead: AbstractSet[str], policy: Policy) -> Rung:
    """The step as it can go out: itself, or the same step by e-mail or by text."""
    channel = _channel(rung.channel, contact, phone, dead, policy)
    if channel is rung.channel:
        return rung
    template = BY_EMAIL if channel is Channel.EMAIL else BY_TEXT
    return rung.model_copy(update={"channel": channel, "template": template, "attach_invoice": False})


def notice_as_sent(
    notice: Notice, contact: Contact, phone: Phone | None, dead: AbstractSet[str], policy: Policy
) -> Rung:
    """What a plan asks for, as it can go out. An offer is a text always: it is agreed to by answering it."""
    step = Rung(day=0, template=notice)
    if notice is Notice.OFFER:
        return step
    return step.model_copy(update={"channel": _channel(step.channel, contact, phone, dead, policy)})


def _channel(own: Channel, contact: Contact, phone: Phone | None, dead: AbstractSet[str], policy: Policy) -> Channel:
    """The step's own channel, or the other one where only that reaches the contact and the policy wants it."""
    if own is Channel.SMS:
        wanted = _instead_of_a_text(contact, phone, policy)
        goes = wanted is FallBack.EMAIL and _no_email(contact, dead) is None
        return Channel.EMAIL if goes else own
    # Who refused e-mail is not followed to another channel; who has no address never had an e-mail fail.
    wants = policy.fall_back_from_email is FallBackFromEmail.TEXT and _no_email(contact, dead) is Bar.EMAIL_BOUNCED
    return Channel.SMS if wants and _no_text(contact, phone) is None else own


def _instead_of_a_text(contact: Contact, phone: Phone | None, policy: Policy) -> FallBack:
    if contact.texts_refused or (phone is not None and phone.silence is not None and phone.silence.kind == "opt_out"):
        return policy.fall_back_after_stop
    return policy.fall_back if because_of(phone) else FallBack.PERSON


def because_of(phone: Phone | None) -> str:
    """Why texts to a number fail for good; empty where they do not."""
    if phone is None or phone.silence is None or phone.silence.kind not in _FAILS_FOR_GOOD:
        return ""
    return f"{phone.silence.kind}, {phone.silence.by}"
