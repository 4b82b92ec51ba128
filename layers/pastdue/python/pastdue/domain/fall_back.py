"""Fall-back: a step whose text cannot reach its number goes by e-mail, where the policy wants it and there is one."""

from __future__ import annotations

from pastdue.domain.contact import Contact, Phone
from pastdue.domain.policy import BY_EMAIL, FallBack, Policy, Rung
from pastdue.domain.touch import Channel

# The silences that say that a text never arrives there; a wrong number is somebody else's, and a person is asked.
_FAILS_FOR_GOOD = frozenset({"not_sms_capable", "unreachable"})


def as_sent(rung: Rung, contact: Contact, phone: Phone | None, policy: Policy) -> Rung:
    """The step as it can go out: itself, or the same step by e-mail."""
    if rung.channel is not Channel.SMS or contact.email is None:
        return rung
    opted_out = contact.texts_refused or (phone is not None and phone.silence is not None and _is_opt_out(phone))
    if opted_out:
        wanted = policy.fall_back_after_stop
    elif because_of(phone):
        wanted = policy.fall_back
    else:
        return rung
    if wanted is FallBack.PERSON:
        return rung
    return rung.model_copy(update={"channel": Channel.EMAIL, "template": BY_EMAIL, "attach_invoice": False})


def _is_opt_out(phone: Phone) -> bool:
    return phone.silence is not None and phone.silence.kind == "opt_out"


def because_of(phone: Phone | None) -> str:
    """Why texts to a number fail for good; empty where they do not."""
    if phone is None or phone.silence is None or phone.silence.kind not in _FAILS_FOR_GOOD:
        return ""
    return f"{phone.silence.kind}, {phone.silence.by}"
