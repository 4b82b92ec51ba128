"""Attempts against modes, consent, mail, pace, holds by hand and the digest: each was meant to break a promise."""

from __future__ import annotations

from pastdue.usecases.approve_touches import approve_touches
from pastdue.usecases.declare_payer import declare_payer
from tests.integration.conftest import Begin
from tests.integration.story import ALL_CONSENTED, REALM, RICKY, Story, day

APPROVE = "mode: approve\ncallback_number: (212) 555-0100\n" + ALL_CONSENTED
NEW_NUMBER = "(212) 555-0177"


def _approved(begin: Begin) -> tuple[Story, str]:
    """Dana's first reminder is approved the afternoon before."""
    story = begin(base=APPROVE)
    invoice = story.invoice(story.customer(), number="D-1", due=day(0))
    story.connect()
    story.until(day(2), "16:00")
    assert len(approve_touches(story.world, REALM, day(3), None, "Anna").done) == 1
    return story, invoice


def test_what_was_approved_for_one_customer_is_not_sent_to_another_that_the_invoice_is_given_to(begin: Begin) -> None:
    story, invoice = _approved(begin)
    other = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    story.books.edit_invoice(invoice, CustomerRef={"value": other})
    story.host.work()

    story.until(day(3), "16:00")

    assert story.messages() == []


def test_what_was_approved_for_one_number_is_not_sent_to_another(begin: Begin) -> None:
    story, _ = _approved(begin)
    story.books.edit_customer("1", PrimaryPhone={"FreeFormNumber": NEW_NUMBER})
    story.host.work()

    story.until(day(3), "16:00")

    assert story.messages() == []


def test_what_was_approved_for_one_customer_is_not_sent_to_who_is_declared_its_payer(begin: Begin) -> None:
    story, _ = _approved(begin)
    other = story.customer("Harborview Bar", RICKY, given="Ricky", email="bar@harborview.example.com")
    story.invoice(other, due=day(50))
    story.host.work()
    declare_payer(story.world, REALM, other, "1", "Anna", same=True)

    story.until(day(3), "16:00")

    assert story.messages() == []
