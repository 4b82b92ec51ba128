"""What a hostile reader found: each story broke a promise once, and stays here so that it does not again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any

from pastdue.domain.errors import PastdueError
from sandbox.wire import Delivery, PlayedVendor, Request, Response
from sandbox.world import Vendor
from tests.integration.conftest import Begin
from tests.integration.story import DANA, RICKY, Death, Steps, Story, day, die, watched


class Foreign:
    """A vendor as somebody else would play it: its answers without what ours say beside the need."""

    def __init__(self, vendor: PlayedVendor, change: Callable[[Request, Any], Any]) -> None:
        self._vendor = vendor
        self._change = change

    def handle(self, request: Request) -> Response:
        said = self._vendor.handle(request)
        if said.status >= 300 or not said.body.startswith((b"{", b"[")):
            return said
        return Response(said.status, json.dumps(self._change(request, json.loads(said.body))).encode(), said.headers)


def _no_quickbooks(vendor: Vendor, _delivery: Delivery) -> bool:
    return vendor != "quickbooks"


def _rival(story: Story, **more: Any) -> str:
    return story.customer("Rival LLC", "(212) 555-0144", given="Ricky", email="ricky@rival.example.com", **more)


def _texted(begin: Begin, **settings: Any) -> tuple[Story, str]:
    story = begin(**settings)
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    return story, invoice


def _dying(prepare: Callable[[], Story], act: Callable[[Story], None]) -> Iterator[Story]:
    """The story once for each port call of `act`, whose worker dies just before that call."""
    for at in count(1):
        story = prepare()
        steps, good = Steps(at, die), story.host.world
        story.host.world = watched(good, steps)
        with suppress(Death, PastdueError):
            act(story)
        story.host.world = good
        yield story
        if steps.over:
            return


def _works(story: Story) -> None:
    story.host.work()


# --- money


def test_an_answer_to_a_booking_that_cannot_be_read_does_not_book_it_again(begin: Begin) -> None:
    story, _ = _texted(begin)

    def without(request: Request, said: Any) -> Any:
        if request.method == "POST" and request.path.endswith("/payment"):
            for name in ("MetaData", "TxnDate"):
                said["Payment"].pop(name)
        return said

    line = story.host.vendors.quickbooks_line
    line.vendor = Foreign(line.vendor, without)

    payment = story.pays(story.link())
    story.minutes(30)
    story.reconcile()

    assert len(story.stripe_payments_in_books(payment)) == 1


# --- whose invoice, and when it is due


def test_an_invoice_that_became_another_customers_is_not_named_to_the_former_one(begin: Begin) -> None:
    story = begin(listen=_no_quickbooks)
    invoice = story.invoice(story.customer())
    rival = _rival(story)
    story.connect()
    story.asleep_until(day(3), "09:30")
    story.books.edit_invoice(invoice, CustomerRef={"value": rival})

    story.ladder()
    story.host.work()
    story.until(day(4))

    assert story.touches(DANA) == []
    assert len(story.touches(RICKY)) == 1


def test_a_due_date_that_was_put_off_counts_although_its_webhook_was_lost(begin: Begin) -> None:
    story = begin(listen=_no_quickbooks)
    invoice = story.invoice(story.customer())
    story.connect()
    story.asleep_until(day(3), "09:30")
    story.books.edit_invoice(invoice, due=day(10))

    story.ladder()
    story.host.work()
    story.until(day(16))

    assert story.rungs(invoice) == [(1, day(14))]  # day 13 is a Sunday


def test_the_link_of_the_former_customer_ends_and_the_thanks_go_to_who_paid(begin: Begin) -> None:
    story, invoice = _texted(begin)
    former = story.link()
    story.books.edit_invoice(invoice, CustomerRef={"value": _rival(story)})
    story.host.work()

    story.until(day(7), "12:00")
    story.pays(story.link(story.touches(RICKY)[-1]))

    assert not story.alive(former)
    assert story.answers(DANA) == []
    assert len(story.answers(RICKY)) == 1


def test_an_invoice_that_became_an_excluded_customers_is_not_chased(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.books.edit_invoice(invoice, CustomerRef={"value": _rival(story, Notes="#excluded")})
    story.host.work()

    story.until(day(30))

    assert story.touches() == []
    assert story.explain(invoice).reason == "excluded"


def test_an_invoice_whose_term_becomes_net_60_gets_no_text(begin: Begin) -> None:
    story = begin()
    story.books.add_term("Net 60", 60)
    invoice = story.invoice(story.customer())
    story.connect()
    story.books.edit_invoice(invoice, SalesTermRef={"value": story.books.id_of("Term", "Net 60")})
    story.host.work()

    story.until(day(40))

    assert story.touches() == []
    assert story.case(invoice).segment == "net60"


# --- nothing stays where nobody looks


def test_a_case_that_was_reopened_is_asked_about_wherever_the_worker_dies(begin: Begin) -> None:
    def paid_and_voided() -> Story:
        story, invoice = _texted(begin)
        check = story.books.receive_check(invoice)
        story.host.work()
        story.books.void_payment(check)
        return story

    for story in _dying(paid_and_voided, _works):
        story.days(2)
        assert story.reviews("reopened")
