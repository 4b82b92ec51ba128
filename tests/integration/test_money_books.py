"""Three books that agree: after whatever was missed, QuickBooks, Stripe and our record are the same again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pastdue.domain.case import Case
from pastdue.domain.company import MARKS_KEY, Marks
from pastdue.domain.settlement import Settlement
from sandbox.faults import AnswerWith
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Story, day

_DOWN = AnswerWith(503, b"upstream connect error")
_REVOKED = AnswerWith(401, b'{"fault":{"error":[{"message":"x","code":"3200"}],"type":"AUTHENTICATION"}}')


def _deaf(story: Story) -> None:
    """From now on no webhook of any vendor arrives."""
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.stripe.knobs.lost = 1.0


def _hearing(story: Story) -> None:
    story.host.vendors.quickbooks.webhooks.drop = 0.0
    story.stripe.knobs.lost = 0.0


def _street(story: Story) -> dict[str, str]:
    """Seven customers, each with an invoice that was asked for by text; by what will happen to it."""
    fates = ("check", "void", "deleted", "credited", "moved", "larger", "left")
    invoices: dict[str, str] = {}
    for index, fate in enumerate(fates):
        customer = story.customer(f"The {fate} one", f"(212) 555-01{index + 30}", email=f"{fate}@example.com")
        invoices[fate] = story.invoice(customer, 20_000 + index)
    return invoices


def _meanwhile(story: Story, invoices: dict[str, str]) -> None:
    books = story.books
    books.receive_check(invoices["check"])
    books.void_invoice(invoices["void"])
    books.delete_invoice(invoices["deleted"])
    credited = str(books.invoice(invoices["credited"])["CustomerRef"]["value"])
    books.apply_credit(books.add_credit_memo(credited, 20_003), invoices["credited"])
    new = story.customer("Who took over", "(212) 555-0150", email="over@example.com")
    books.edit_invoice(invoices["moved"], CustomerRef={"value": new})
    books.edit_invoice(invoices["larger"], amount=30_000)
    invoices["new"] = story.invoice(new, 7_700, due=day(20), created=day(6))


def _state(story: Story, invoices: dict[str, str]) -> dict[str, tuple[str, str, int, bool]]:
    """What our record says of each: open or closed, why, what is owed, and whether a link still collects."""
    found = {}
    for fate, invoice in invoices.items():
        case = story.case(invoice)
        alive = any(
            story.stripe.link_of(link.url).active
            for link in story.links()
            if link.url and invoice in {item.invoice_id for item in link.items}
        )
        found[fate] = (case.state.value, case.ended_because, case.balance.minor, alive)
    return found


@pytest.mark.parametrize("days_out", [3, 29, 31, 45])
def test_after_an_outage_of_any_length_the_cases_and_links_are_as_if_nothing_had_been_missed(
    begin: Begin, days_out: int
) -> None:
    # given two streets alike, asked by text on the same day
    heard, missed = begin(), begin()
    streets = [_street(heard), _street(missed)]
    for story in (heard, missed):
        story.connect()
        story.until(day(4))
    # when the same happens in both, and one of them hears of it as it happens
    _meanwhile(heard, streets[0])
    heard.host.work()
    heard.minutes(10)
    _deaf(missed)
    missed.host.clock.advance(timedelta(days=1))
    _meanwhile(missed, streets[1])
    missed.asleep_until(day(4 + days_out), "03:00")  # nobody is texted at that hour
    _hearing(missed)
    missed.reconcile()

    # then both know the same
    assert _state(missed, streets[1]) == _state(heard, streets[0])


def test_an_invoice_deleted_in_an_outage_beyond_change_data_capture_leaves_no_live_link(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    _deaf(story)
    story.books.delete_invoice(invoice)
    story.asleep_until(day(40), "03:00")

    story.reconcile()

    assert (story.case(invoice).state, story.case(invoice).ended_because) == ("closed", "deleted")
    assert not story.alive(story.link())


def test_more_changes_than_one_answer_of_change_data_capture_holds_are_all_taken_in(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.quickbooks.api.CDC_MOST", 5)
    monkeypatch.setattr("pastdue.adapters.quickbooks.client._CDC_MOST", 5)
    story = begin()
    invoices = _street(story)
    story.connect()
    story.until(day(4))
    _deaf(story)
    for invoice in invoices.values():
        story.books.receive_check(invoice)

    story.minutes(15)
    story.reconcile()

    assert {story.case(invoice).state.value for invoice in invoices.values()} == {"closed"}


def test_a_payment_and_a_refund_of_the_outage_are_found_at_stripe(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    _deaf(story)
    payment = story.stripe.pay_link(story.link())
    story.host.clock.advance(timedelta(days=2))
    story.stripe.refund(payment, 500)
    story.asleep_until(day(32))
    _hearing(story)

    story.reconcile()
    story.reconcile()

    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    assert [item.kind for item in story.reviews("refund")] == ["refund"]
    assert story.answers() == []  # thanks are never old


def test_a_company_with_many_open_invoices_has_each_read_once_when_it_connects(begin: Begin) -> None:
    story = begin()
    invoices = [
        story.invoice(story.customer(f"Customer {n}", "", given="", email=f"c{n}@example.com"), 10_000 + n, due=day(n))
        for n in range(120)
    ]
    story.host.work()  # their webhooks came before the company did
    story.connect()
    story.minutes(5)  # at the pace that QuickBooks allows

    assert all(story.has_case(invoice) for invoice in invoices)
    assert len(story.quickbooks.said("GET", r"/invoice/\d+$")) == len(invoices)
    assert story.reconcile().invoices_queued <= 1


# --- how long the books have disagreed


def _texted(begin: Begin) -> tuple[Story, str]:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))
    story.reconcile()
    return story, invoice


def test_the_age_of_the_oldest_difference_is_told_and_goes_back_to_nothing(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, _ = _texted(begin)
    _deaf(story)
    story.stripe.pay_link(story.link())
    story.host.clock.advance(timedelta(minutes=90))
    # given a settlement function that works nothing off
    real = story.host.queue.put
    monkeypatch.setattr(story.host.queue, "put", lambda name, message, delay=0: None)

    assert story.reconcile().oldest_difference == 90

    monkeypatch.setattr(story.host.queue, "put", real)
    story.reconcile()
    assert story.reconcile().oldest_difference == 0


def test_a_vendors_outage_is_counted_by_itself_and_asks_nobody_anything(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.trouble("quickbooks", _DOWN, times=-1)
    story.pays(story.link())
    for _ in range(60):
        story.host.clock.advance(timedelta(hours=1))
        found = story.reconcile()
        assert found.oldest_difference is None

    marks = story.world.store.get(Marks, MARKS_KEY)
    assert marks is not None
    assert any(name.startswith("quickbooks") for name in marks.unread)
    assert story.reviews() == []

    story.host.vendors.quickbooks_line.clear()
    for _ in range(3):
        story.minutes(15)
        story.reconcile()
    marks = story.world.store.get(Marks, MARKS_KEY)
    assert marks is not None
    assert dict(marks.unread) == {}
    assert story.case(invoice).state == "closed"
    story.expected_dead = len(story.host.queue.dead)


def test_a_payment_that_finds_no_place_for_a_day_is_asked_about_once(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story, _ = _texted(begin)
    # given a booking that QuickBooks never answers, while its books can be read
    story.trouble("quickbooks", _DOWN, method="POST", path=r"/payment\?", times=-1)
    payment = story.pays(story.link())
    for _ in range(30):
        story.host.clock.advance(timedelta(hours=1))
        story.reconcile()

    [question] = story.reviews()
    assert (question.kind, question.facts["payment_intent"]) == ("unplaced_payment", payment.id)
    assert question.facts["taken"].endswith(" EDT")
    assert len(story.owner_mails()) == 1
    story.expected_dead = len(story.host.queue.dead)


def test_every_payment_of_ours_has_one_settlement_whose_entries_sum_to_it(begin: Begin) -> None:
    story = begin(policy="parent_pays: true\n")
    parent = story.customer()
    child = story.customer("Harborview Kitchen", "", given="", email="", parent=parent)
    story.invoice(parent, 10_000)
    story.invoice(child, 5_000)
    story.connect()
    story.until(day(4))
    payment = story.pays(story.link())

    [settlement] = [s for s in story.host.records(Settlement) if s.payment_intent == payment.id]
    assert sum(part.draft.total.minor for part in settlement.parts) == payment.amount
    assert len({part.payment_id for part in settlement.parts}) == 2
    assert story.reconcile().payments_queued == 0


def test_a_lost_connection_is_one_question_and_not_one_for_each_payment_that_waits_for_it(begin: Begin) -> None:
    # given six payments after QuickBooks refuses even a fresh token
    story = begin()
    for index in range(6):
        story.invoice(story.customer(f"C{index}", f"(212) 555-013{index}", email=f"c{index}@example.com"), 10_000)
    story.connect()
    story.until(day(4))
    story.trouble("quickbooks", _REVOKED, path="/v3/company/", times=-1)
    for text in story.touches():
        story.pays(story.link(text))
    for _ in range(50):
        story.host.clock.advance(timedelta(hours=1))
        assert story.reconcile().oldest_difference in (0, None)

    assert [item.kind for item in story.reviews()] == ["connection_lost"]

    # when the owner connects again, everything finds its place
    story.host.vendors.quickbooks_line.clear()
    story.host.connect(REALM)
    for _ in range(3):
        story.minutes(15)
        story.reconcile()
    assert {case.state.value for case in story.host.records(Case)} == {"closed"}
    assert story.reviews() == []
    story.expected_dead = len(story.host.queue.dead)


def test_the_question_about_a_payment_without_a_place_ends_when_it_has_one(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.trouble("quickbooks", _DOWN, method="POST", path=r"/payment\?", times=-1)
    story.pays(story.link())
    for _ in range(30):
        story.host.clock.advance(timedelta(hours=1))
        story.reconcile()
    assert [item.kind for item in story.reviews()] == ["unplaced_payment"]

    story.host.vendors.quickbooks_line.clear()
    story.minutes(15)
    story.reconcile()

    assert story.reviews() == []
    story.expected_dead = len(story.host.queue.dead)


_LAPSED = AnswerWith(403, b'{"Fault":{"Error":[{"Message":"x","Detail":"x","code":"6190"}],"type":"ValidationFault"}}')


@pytest.mark.parametrize("because", ["the subscription lapsed", "the right was lost"])
def test_books_that_refuse_to_be_read_are_one_question_that_ends_when_they_answer_again(
    begin: Begin, because: str
) -> None:
    story, invoice = _texted(begin)
    if because == "the subscription lapsed":
        story.trouble("quickbooks", _LAPSED, path="/v3/company/", times=-1)
    else:
        story.books.habits.forbidden = True
    payment = story.pays(story.link())
    for _ in range(50):
        story.host.clock.advance(timedelta(hours=1))
        story.reconcile()
    [question] = story.reviews()
    assert question.kind == "books_refused"
    assert ("renew" if "lapsed" in because else "administrator") in question.suggestion

    story.host.vendors.quickbooks_line.clear()
    story.books.habits.forbidden = False
    for _ in range(3):
        story.minutes(15)
        story.reconcile()

    assert story.reviews() == []
    assert story.received_in_books(payment) == 48_500
    assert story.case(invoice).state == "closed"
    story.expected_dead = len(story.host.queue.dead)
