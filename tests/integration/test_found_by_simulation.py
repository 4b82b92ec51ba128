"""What the simulation found: each defect by its name, small enough to read."""

from __future__ import annotations

from datetime import date

import pytest

from pastdue.adapters.holidays import PublicHolidays
from pastdue.domain.contact import Phone, phone_key
from pastdue.domain.touch import Touch, touch_key
from pastdue.usecases.decide_review import decide_review
from sandbox.faults import AnswerWith, LoseAnswer, LoseRequest, Meanwhile, Trouble
from tests.integration.story import REALM, Story, day


@pytest.mark.parametrize(
    ("region", "day"),
    [("CA", date(2026, 10, 12)), ("HI", date(2026, 10, 12)), ("FL", date(2026, 2, 16)), ("TX", date(2026, 10, 12))],
)
def test_a_national_holiday_that_a_state_does_not_keep_is_spared_all_the_same(region: str, day: date) -> None:
    """Seed 29: eight people in western states were texted on Columbus Day."""
    assert day in PublicHolidays().between("US", region, day, day)


def test_a_state_keeps_its_own_days_beside_the_national_ones() -> None:
    cabrini = date(2026, 10, 5)
    assert cabrini in PublicHolidays().between("US", "CO", cabrini, cabrini)


def test_a_part_payment_ends_a_link_that_had_a_credit_taken_off() -> None:
    """Seed 14: 6,147.91 less a credit was asked for; a check came, and the link asked for more than was left."""
    story = Story()
    customer = story.customer()
    invoice = story.invoice(customer, 600_00)
    story.books.add_credit_memo(customer, 300_00)
    story.connect().until(day(3))
    link = story.link()
    assert story.stripe.link_of(link).total == 300_00

    story.books.receive_check(invoice, 200_00)
    story.minutes(5)

    assert not story.alive(link), "100.00 is left, and the link asks for 300.00"
    story.keeps_its_promises()


def test_an_older_invoice_that_is_paid_leaves_its_credit_to_the_next_and_ends_that_ones_link() -> None:
    """Akin to seed 14: the credit that had fallen to the older invoice covers the younger one now."""
    story = Story()
    customer = story.customer()
    older = story.invoice(customer, 300_00, due=day(-3))
    story.invoice(customer, 300_00)
    story.books.add_credit_memo(customer, 300_00)
    story.connect().until(day(3))
    link = story.link()
    assert story.stripe.link_of(link).total == 300_00, "the younger one's"

    story.books.receive_check(older)
    story.minutes(5)

    assert not story.alive(link), "nothing is left to pay"
    story.keeps_its_promises()


def test_a_credit_that_is_applied_where_it_was_taken_off_leaves_the_link_alive() -> None:
    story = Story()
    customer = story.customer()
    invoice = story.invoice(customer, 600_00)
    credit = story.books.add_credit_memo(customer, 200_00)
    story.connect().until(day(3))
    link = story.link()

    story.books.apply_credit(credit, invoice)
    story.minutes(5)

    assert story.alive(link), "400.00 is owed, and the link asks for 400.00"


def test_a_debit_in_flight_keeps_us_silent_though_a_check_paid_the_invoice_meanwhile_and_bounced() -> None:
    """Seeds 18 and 22 of 24 days: paid by bank, by a check too, the check was voided, and the owner let it go on."""
    story = Story()
    customer = story.customer()
    invoice = story.invoice(customer, 600_00)
    story.connect().until(day(3))
    debit = story.stripe.pay_by_bank(story.link())
    story.minutes(5)
    check = story.books.receive_check(invoice)
    story.minutes(5)
    story.books.void_payment(check)
    story.minutes(5)
    (question,) = story.reviews("reopened")
    decide_review(story.world, REALM, question.id, "owner", release=True)
    story.until(day(7), "09:30")
    assert debit.status == "processing"

    assert len(story.touches()) == 1, "nobody is reminded of what is on its way"
    story.days(6)
    assert story.received_in_books(debit) == 600_00
    story.keeps_its_promises()


def test_a_debit_that_is_submitted_after_a_check_closed_the_invoice_still_silences_it_when_the_check_bounces() -> None:
    story = Story()
    customer = story.customer()
    invoice = story.invoice(customer, 600_00)
    story.connect().until(day(3))
    session = story.stripe.open_session(story.link())
    check = story.books.receive_check(invoice)
    story.stripe.pay_by_bank(session.link.url)
    story.minutes(5)

    assert story.holds(invoice) == ["payment_in_flight"]
    story.books.void_payment(check)
    story.days(3)

    assert len(story.touches()) == 1
    story.keeps_its_promises()


def test_what_a_customer_owes_in_all_bounds_nothing_where_the_books_moved_between_two_reads() -> None:
    """Seeds 30 and 42 of 8 days: a check came between the invoice and its customer; the other was asked for less."""
    story = Story()
    customer = story.customer()
    story.invoice(customer, 600_00)
    second = story.invoice(customer, 400_00)
    story.connect()
    story.until(day(3), "08:55")

    def check_comes() -> None:
        story.books.receive_check(second, 100_00)

    story.trouble("quickbooks", Meanwhile(check_comes), method="GET", path=f"/customer/{customer}")
    story.until(day(3), "12:00")

    assert story.stripe.link_of(story.link()).total == 900_00
    assert sorted(item.amount.minor for item in story.links()[-1].items) == [300_00, 600_00]
    story.keeps_its_promises()


def test_an_invoice_that_was_not_due_when_its_customer_refused_texts_still_shows_a_slow_payer_in_time() -> None:
    """Seed 1130: both invoices stood for 14 days, and nobody would have looked before the second one's hand-off."""
    story = Story()
    story.books.add_customer_type("Recurring")
    customer = story.customer(customer_type="Recurring")
    first = story.invoice(customer, due=day(0))
    story.connect().until(day(7), "19:00")
    story.says(story.messages()[-1].to, "STOP")
    second = story.invoice(customer, due=day(20))

    story.until(day(33), "19:00")
    assert story.case(second).state == "open"
    story.until(day(34), "10:00")

    assert story.case(first).state == story.case(second).state == "handed_off"
    assert "slow_payer" in {item.kind for item in story.reviews()}
    story.keeps_its_promises()


def test_a_dispute_right_after_a_yes_to_a_plan_holds_the_plans_invoice_on_a_shared_phone() -> None:
    """Seed 136 of 8 days: the other customer's invoice was held, and the disputed one asked for a week later."""
    story = Story(policy="plans: {offered_from_rung: 1}\n")
    planned = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    other = story.customer("Blue Heron Events", given="Maya", email="events@blueheron.example.com")
    invoice = story.invoice(planned, 600_00)
    story.connect().until(day(3), "12:00")
    phone = story.messages()[-1].to
    story.says(phone, "PLAN")
    story.invoice(other, due=day(1))
    story.host.work()
    story.until(day(4), "12:00")

    story.says(phone, "agree")
    story.says(phone, "dispute")
    story.days(20)

    assert "dispute" in story.holds(invoice)
    assert not any("1001" in body for body in story.bodies()[1:])
    story.keeps_its_promises()


@pytest.mark.parametrize(
    ("trouble", "held", "free"),
    [
        (None, (0,), (1,)),
        (AnswerWith(400, b'{"code":30001,"message":"no","status":400}'), (1,), (0,)),
        (LoseRequest(), (0, 1), ()),
        (LoseAnswer(), (0, 1), ()),
    ],
    ids=["went out", "was refused", "was lost on its way", "may have gone out"],
)
def test_a_reply_concerns_an_answer_only_as_far_as_it_may_have_been_read(
    trouble: Trouble | None, held: tuple[int, ...], free: tuple[int, ...]
) -> None:
    """Seed 8505: thanks that never went out drew a dispute from the reminder that was read to another's invoice."""
    story = Story()
    inn = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", given="Maya", email="events@blueheron.example.com")
    invoices = [story.invoice(inn, 600_00)]
    story.connect().until(day(3), "12:00")
    phone = story.messages()[-1].to
    invoices.append(story.invoice(events, due=day(1)))
    story.host.work()
    story.until(day(4), "12:00")
    assert "1002" in story.bodies()[-1]
    if trouble is not None:
        story.trouble("twilio", trouble, method="POST", path="Messages")
    story.says(phone, "how much do I owe on 1001?")

    story.says(phone, "dispute")

    assert all("dispute" in story.holds(invoices[each]) for each in held)
    assert not any("dispute" in story.holds(invoices[each]) for each in free)
    story.days(20)
    story.keeps_its_promises()


@pytest.mark.parametrize(
    ("trouble", "held"),
    [(LoseRequest(), ["dispute"]), (LoseAnswer(), [])],
    ids=["nothing was heard of it", "its delivery was reported"],
)
def test_a_reply_concerns_the_reminder_before_one_that_may_never_have_gone_out(
    trouble: Trouble, held: list[str]
) -> None:
    """Beside seed 8505: the same of a reminder of which Twilio did not say that it had it."""
    story = Story()
    inn = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", given="Maya", email="events@blueheron.example.com")
    first = story.invoice(inn, 600_00)
    story.connect().until(day(3), "12:00")
    phone = story.messages()[-1].to
    second = story.invoice(events, due=day(1))
    story.host.work()
    story.until(day(4), "08:59")
    story.trouble("twilio", trouble, method="POST", path="Messages")
    story.minutes(5)

    story.says(phone, "dispute")

    assert story.holds(first) == held
    assert story.holds(second) == ["dispute"]
    story.days(20)
    story.keeps_its_promises()


def test_an_answer_in_the_instant_of_a_reminder_comes_after_it_also_where_it_was_stored_alone() -> None:
    story = Story()
    inn = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", given="Maya", email="events@blueheron.example.com")
    first, second = story.invoice(inn, 600_00), story.invoice(events, due=day(1))
    story.connect().until(day(4), "12:00")
    assert "1002" in story.bodies()[-1]
    number = story.messages()[-1].to
    phone = story.host.store.get(Phone, phone_key(number))
    assert phone is not None
    touch = story.host.store.get(Touch, touch_key(phone.touches[-1].touch_id))
    assert touch is not None
    assert touch.attempted_at is not None
    alone = {"at": touch.attempted_at, "company_id": REALM, "invoice_ids": [first]}
    story.host.store.commit(Phone.model_validate({**phone.model_dump(), "answered": alone}))

    story.says(number, "dispute")

    assert (story.holds(first), story.holds(second)) == (["dispute"], [])
