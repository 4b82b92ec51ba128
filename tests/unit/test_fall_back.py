"""Which way a step goes: its own, the other where only that one arrives and the policy wants it, or a person's."""

from __future__ import annotations

from typing import Any

import pytest

from pastdue.domain.contact import Consent, Contact, Phone, Silence, addresses_in, plain_address
from pastdue.domain.decide import Reason
from pastdue.domain.fall_back import Bar, as_sent, barred, notice_as_sent
from pastdue.domain.plan import Notice
from pastdue.domain.policy import BY_EMAIL, BY_TEXT, FallBack, FallBackFromEmail, Rung
from pastdue.domain.touch import Channel
from tests.unit.builders import a_contact, on, policy

NUMBER = "+12125550123"
ADDRESS = "dana@harborview.example.com"
TEXT = Rung(day=3, template="nudge")
MAIL = Rung(day=21, template="formal", channel=Channel.EMAIL, attach_invoice=True)
ALIVE: frozenset[str] = frozenset()
DEAD = frozenset({ADDRESS})
COMPLAINT = Silence(kind="complaint", at=on(1), by="ses abuse")


def who(**more: Any) -> Contact:
    """Somebody who may be texted and mailed."""
    consent = Consent(phone=NUMBER, source="form", at=on(0))
    return a_contact(**{"phone": NUMBER, "email": ADDRESS, "consent": consent, **more})


def silent(kind: str) -> Phone:
    return Phone(number=NUMBER, silence=Silence(kind=kind, at=on(1), by="twilio 30006"))


@pytest.mark.parametrize(
    ("phone", "dead", "rules", "goes"),
    [
        (None, ALIVE, {}, Channel.SMS),
        (silent("not_sms_capable"), ALIVE, {}, Channel.EMAIL),
        (silent("unreachable"), ALIVE, {}, Channel.EMAIL),
        (silent("wrong_number"), ALIVE, {}, Channel.SMS),
        (silent("not_sms_capable"), DEAD, {}, Channel.SMS),
        (silent("not_sms_capable"), ALIVE, {"fall_back": FallBack.PERSON}, Channel.SMS),
        (silent("opt_out"), ALIVE, {}, Channel.SMS),
        (silent("opt_out"), ALIVE, {"fall_back_after_stop": FallBack.EMAIL}, Channel.EMAIL),
        (silent("opt_out"), DEAD, {"fall_back_after_stop": FallBack.EMAIL}, Channel.SMS),
    ],
)
def test_a_text_goes_by_e_mail_only_where_it_never_arrives_and_the_e_mail_does(
    phone: Phone | None, dead: frozenset[str], rules: dict[str, Any], goes: Channel
) -> None:
    sent = as_sent(TEXT, who(), phone, dead, policy(**rules))

    assert sent.channel is goes
    assert sent.template == (BY_EMAIL if goes is Channel.EMAIL else "nudge")
    notice = notice_as_sent(Notice.INSTALMENT, who(), phone, dead, policy(**rules))
    assert (notice.channel, notice.template) == (goes, Notice.INSTALMENT)


@pytest.mark.parametrize(
    ("contact", "phone", "dead", "rules", "goes"),
    [
        (who(), None, ALIVE, {}, Channel.EMAIL),
        (who(), None, DEAD, {}, Channel.SMS),
        (who(), None, DEAD, {"fall_back_from_email": FallBackFromEmail.PERSON}, Channel.EMAIL),
        (who(), silent("not_sms_capable"), DEAD, {}, Channel.EMAIL),
        (who(), silent("opt_out"), DEAD, {}, Channel.EMAIL),
        (who(consent=None), None, DEAD, {}, Channel.EMAIL),
        (who(phone=None), None, DEAD, {}, Channel.EMAIL),
        (who(email=None), None, ALIVE, {}, Channel.EMAIL),
        (who(email_refused=COMPLAINT), None, ALIVE, {}, Channel.EMAIL),
        (who(email_refused=COMPLAINT), None, DEAD, {}, Channel.EMAIL),
        (who(email=f"{ADDRESS}, pay@harborview.example.com"), None, DEAD, {}, Channel.EMAIL),
    ],
)
def test_an_e_mail_goes_by_text_only_where_it_bounced_and_the_text_is_agreed_to(
    contact: Contact, phone: Phone | None, dead: frozenset[str], rules: dict[str, Any], goes: Channel
) -> None:
    sent = as_sent(MAIL, contact, phone, dead, policy(**rules))

    assert sent.channel is goes
    assert (sent.template, sent.attach_invoice) == ((BY_TEXT, False) if goes is Channel.SMS else ("formal", True))


def test_an_offer_of_a_plan_is_a_text_always_since_it_is_answered() -> None:
    assert notice_as_sent(Notice.OFFER, who(), silent("not_sms_capable"), ALIVE, policy()).channel is Channel.SMS


@pytest.mark.parametrize(
    ("contact", "dead", "bar"),
    [
        (who(), ALIVE, None),
        (who(email=None), ALIVE, Bar.NO_EMAIL),
        (who(email=" ; "), ALIVE, Bar.NO_EMAIL),
        (who(), DEAD, Bar.EMAIL_BOUNCED),
        (who(email=ADDRESS.upper()), DEAD, Bar.EMAIL_BOUNCED),
        (who(email_refused=COMPLAINT), DEAD, Bar.EMAIL_REFUSED),
        (who(email=None, email_refused=COMPLAINT), ALIVE, Bar.EMAIL_REFUSED),
    ],
)
def test_why_no_e_mail_reaches_somebody_has_a_name(contact: Contact, dead: frozenset[str], bar: Bar | None) -> None:
    assert barred(contact, None, dead, Channel.EMAIL) is bar


@pytest.mark.parametrize("bar", Bar)
def test_each_bar_is_a_reason_of_a_decision(bar: Bar) -> None:
    assert Reason(bar.value) == bar.value


def test_quickbooks_lets_several_addresses_stand_in_one_field() -> None:
    typed = "a@acme.example; Bo <b@acme.example>,, c@acme.example "
    assert addresses_in(typed) == ("a@acme.example", "Bo <b@acme.example>", "c@acme.example")
    assert plain_address("Bo <B@Acme.example>") == "b@acme.example"
    assert plain_address("not an address") != ""
    assert addresses_in(None) == ()
