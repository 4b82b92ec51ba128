"""The ladder as its customers live it: a nudge, a reminder, a final notice, and then a person (promise 7)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pastdue.usecases.decide_review import decide_review
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, day, moment

# --- recipe A


def test_an_unpaid_invoice_is_reminded_on_days_3_7_and_14_and_handed_to_a_person_on_day_21(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()

    story.until(day(30))

    assert story.rungs(invoice) == [(1, day(3)), (2, day(7)), (3, day(14))]
    nudge, reminder, final = story.bodies(DANA)
    assert nudge.startswith("Hi Dana, Bright Pine Plumbing here. $485.00 for invoice 1001 is 3 days past due.")
    assert "7 days past due" in reminder
    assert "Reply PLAN" in reminder
    assert final.startswith("Final notice from Bright Pine Plumbing")
    assert "14 days past due" in final
    assert "(212) 555-0100" in final
    assert story.case(invoice).state == "handed_off"
    [question] = story.reviews("ladder_ended")
    assert question.raised_at == moment(day(21), "00:00")


def test_every_text_names_the_creditor_and_the_invoice_and_a_way_out_and_prefills_the_email(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer(), number="H-2041")
    story.connect()

    story.until(day(20))

    assert len(story.touches(DANA)) == 3
    for body in story.bodies(DANA):
        assert "Bright Pine Plumbing" in body
        assert "H-2041" in body
        assert "Reply STOP to opt out." in body
        assert "prefilled_email=dana%40harborview.example.com" in body


def test_a_customer_tagged_as_spanish_speaking_gets_spanish_texts_that_stay_gsm7(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer("Panadería Delgado", given="Lucía", notes="Back door after 4 pm. #lang:es"))
    story.connect()

    story.until(day(20))

    nudge, reminder, final = story.touches(DANA)
    assert nudge.body.startswith("Hola Lucia, le escribe Bright Pine Plumbing.")
    assert "responda PLAN" in reminder.body
    assert final.body.startswith("Aviso final de Bright Pine Plumbing")
    for text in (nudge, reminder, final):
        assert "Responda STOP" in text.body
        assert text.segments <= 3


def test_an_invoice_that_is_not_past_due_is_left_alone(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(40), created=day(-1))
    story.connect()

    story.until(day(25))

    assert story.touches() == []
    assert story.explain(invoice).reason == "before_rung"


@pytest.mark.parametrize(("days", "texts"), [(2, 0), (3, 1), (4, 1)])
def test_the_first_text_comes_on_day_3_and_not_before(begin: Begin, days: int, texts: int) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()

    story.until(day(days), "19:00")

    assert len(story.touches()) == texts


# --- recipe B, recurring


def test_a_recurring_customer_gets_one_text_on_day_7_and_a_person_on_day_30(begin: Begin) -> None:
    story = begin()
    story.books.add_customer_type("Recurring")
    invoice = story.invoice(story.customer(customer_type="Recurring"))
    story.connect()

    story.until(day(29), "19:00")
    assert story.rungs(invoice) == [(1, day(7))]
    assert "7 days past due" in story.bodies()[0]
    assert story.case(invoice).state == "open"

    story.until(day(30), "10:00")
    assert story.case(invoice).state == "handed_off"
    assert [item.kind for item in story.reviews()] == ["ladder_ended"]


def test_when_the_two_latest_invoices_of_a_recurring_customer_each_stood_14_days_a_person_looks(begin: Begin) -> None:
    story = begin()
    story.books.add_customer_type("Recurring")
    customer = story.customer(customer_type="Recurring")
    first = story.invoice(customer, due=day(0))
    second = story.invoice(customer, due=day(7))
    story.connect()

    story.until(day(20), "19:00")
    assert {story.case(invoice).state for invoice in (first, second)} == {"open"}

    story.until(day(21), "10:00")
    assert {story.case(invoice).state for invoice in (first, second)} == {"handed_off"}
    assert {item.kind for item in story.reviews()} == {"slow_payer"}


def test_an_invoice_that_is_not_due_yet_does_not_hide_that_the_two_before_it_stood_long(begin: Begin) -> None:
    story = begin()
    story.books.add_customer_type("Recurring")
    customer = story.customer(customer_type="Recurring")
    late = [story.invoice(customer, due=day(0)), story.invoice(customer, due=day(7))]
    story.invoice(customer, due=day(40))
    story.connect()

    story.until(day(21), "10:00")

    assert {story.case(invoice).state for invoice in late} == {"handed_off"}


def test_a_latest_invoice_that_was_paid_in_time_keeps_the_older_one_on_its_ladder(begin: Begin) -> None:
    story = begin()
    story.books.add_customer_type("Recurring")
    customer = story.customer(customer_type="Recurring")
    first = story.invoice(customer, due=day(0))
    second = story.invoice(customer, due=day(5))
    story.connect()
    story.until(day(9))
    story.books.receive_check(second)

    story.until(day(25))

    assert story.case(first).state == "open"
    assert story.case(second).state == "closed"


# --- recipe C, net 60


def test_a_net_60_customer_gets_no_text_but_a_formal_email_with_the_invoice_attached_on_day_21(begin: Begin) -> None:
    story = begin()
    story.books.add_term("Net 60", 60)
    customer = story.customer("Northgate", "(312) 555-0151", given="", email="pay@northgate.example.com")
    invoice = story.invoice(customer, 412_075, term="Net 60", created=day(-60), due=day(0))
    story.connect()

    story.until(day(20), "19:00")
    assert [mail for mail in story.host.mail.sent if mail.to == "pay@northgate.example.com"] == []

    story.until(day(21), "19:00")
    [mail] = [mail for mail in story.host.mail.sent if mail.to == "pay@northgate.example.com"]
    assert mail.subject == "Past due: invoice 1001 from Bright Pine Plumbing"
    assert "$4,120.75" in mail.text
    assert "21 days past due" in mail.text
    assert story.link(mail.text)
    [attached] = mail.attachments
    assert (attached.name, attached.mime) == ("invoice-1001.pdf", "application/pdf")
    assert attached.data.startswith(b"%PDF")
    assert story.messages() == []

    story.until(day(34), "19:00")
    assert story.case(invoice).state == "open"
    story.until(day(35), "19:00")
    assert story.case(invoice).state == "handed_off"
    assert len([mail for mail in story.host.mail.sent if mail.to == "pay@northgate.example.com"]) == 1


def test_a_net_60_customer_without_an_email_address_is_asked_about(begin: Begin) -> None:
    story = begin()
    story.books.add_term("Net 60", 60)
    invoice = story.invoice(story.customer(email=""), term="Net 60", created=day(-60), due=day(-22))
    story.connect()

    story.days(1)

    assert [item.kind for item in story.reviews()] == ["no_email"]
    assert story.explain(invoice).reason == "no_email"
    assert story.host.mail.sent[0].to == "office@example.com"


# --- who is never chased


@pytest.mark.parametrize("tag", ["#excluded", "#enterprise", "#government", "#settlement", "#autopay"])
def test_excluded_customers_are_never_chased_and_the_reason_is_said(begin: Begin, tag: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer(notes=f"Portal only. {tag}"))
    story.connect()

    story.until(day(40))

    assert story.messages() == []
    assert story.reviews() == []
    answer = story.explain(invoice)
    assert (answer.decision, answer.reason, answer.until) == ("Wait", "excluded", None)
    assert answer.detail == f"Notes tag {tag}"


def test_excluded_wins_over_the_company_list_and_everything_else(begin: Begin) -> None:
    story = begin(policy="assignment: {companies: {Harborview Cafe: recurring}}\n")
    story.books.add_customer_type("Recurring")
    invoice = story.invoice(story.customer(customer_type="Recurring", notes="#government"))
    story.connect()

    story.until(day(20))

    assert story.messages() == []
    assert story.case(invoice).segment == "government"


def test_a_customer_that_becomes_excluded_between_two_rungs_is_not_texted_again(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoice = story.invoice(customer)
    story.connect()
    story.until(day(4))

    story.books.edit_customer(customer, Notes="Settled in court. #settlement")
    story.until(day(20))

    assert story.rungs(invoice) == [(1, day(3))]
    assert story.explain(invoice).reason == "excluded"


# --- what is too small, too big, too fresh


@pytest.mark.parametrize(("cents", "texts"), [(999, 0), (1000, 1), (1001, 1)])
def test_what_is_below_the_minimum_is_not_chased(begin: Begin, cents: int, texts: int) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), cents)
    story.connect()

    story.until(day(4))

    assert len(story.touches()) == texts
    if not texts:
        assert story.explain(invoice).reason == "below_minimum"


@pytest.mark.parametrize(("cents", "asked"), [(99_999, False), (100_000, False), (100_001, True)])
def test_what_is_above_the_limit_is_sent_only_once_a_person_approved_it(begin: Begin, cents: int, asked: bool) -> None:
    story = begin(policy="approve_above: 1000.00\n")
    invoice = story.invoice(story.customer(), cents)
    story.connect()

    story.until(day(4))

    assert [item.kind for item in story.reviews()] == (["needs_approval"] if asked else [])
    assert len(story.touches()) == (0 if asked else 1)
    if asked:
        decide_review(story.world, REALM, story.reviews()[0].id, by="anna", release=True)
        story.until(day(5))
        assert story.rungs(invoice) == [(1, day(4))]


@pytest.mark.parametrize(("created", "first"), [(-30, 3), (0, 3), (1, 4), (2, 5)])
def test_no_text_within_three_days_after_the_invoice_was_made(begin: Begin, created: int, first: int) -> None:
    story = begin()
    story.connect()
    story.until(day(max(created, 0)), "10:00")
    invoice = story.invoice(story.customer(), due=day(0), created=day(created))
    story.host.work()

    story.until(day(6))

    assert story.touch_days() == [day(first)]
    assert story.rungs(invoice)[0][0] == 1


def test_no_text_within_three_days_after_the_invoice_was_first_sent(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(0), created=day(-20), sent=False)
    story.connect()
    story.until(day(8))
    assert story.touches() == []

    story.books.send_invoice(invoice)
    story.until(day(10), "19:00")
    assert story.touches() == []
    story.until(day(11), "19:00")
    assert story.touch_days() == [day(11)]


def test_invoices_that_were_never_sent_are_asked_about_once_for_a_customer(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoices = [story.invoice(customer, due=day(0), sent=False) for _ in range(3)]
    story.connect()

    story.until(day(6))

    [question] = story.reviews()
    assert question.kind == "never_sent"
    assert story.touches() == []
    decide_review(story.world, REALM, question.id, by="anna", release=True)
    story.until(day(7))
    assert len(story.touches()) == 1
    assert {rung for invoice in invoices for rung, _ in story.rungs(invoice)} == {1}


def test_a_bounced_invoice_is_asked_about_and_not_chased(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer), story.invoice(customer)
    for invoice in (first, second):
        story.books.bounce_invoice(invoice)
    story.connect()

    story.until(day(6))

    assert [item.kind for item in story.reviews()] == ["bounced"]
    assert story.touches() == []


# --- adoption


@pytest.mark.parametrize(
    ("past_due", "rungs"),
    [
        (2, [1, 5, 12]),  # not yet at its first rung: its own dates
        (3, [0, 4, 11]),
        (5, [0, 4, 11]),  # anchored so that today is day 3
        (40, [0, 4, 11]),
        (60, [0, 4, 11]),
    ],
)
def test_an_invoice_adopted_late_starts_its_ladder_on_the_day_of_adoption(
    begin: Begin, past_due: int, rungs: list[int]
) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(-past_due), created=day(-past_due - 30))
    story.connect()

    story.until(day(20))

    assert [on for _, on in story.rungs(invoice)] == [day(days) for days in rungs]
    assert f"{past_due + rungs[0]} days past due" in story.bodies()[0]
    [entry] = [entry for entry in story.audit(invoice) if entry.fact.what == "case opened"]
    assert entry.fact.facts["anchored_at_adoption"] is (past_due > 3)
    assert entry.fact.facts["anchor"] == str(story.case(invoice).anchor)


@pytest.mark.parametrize(("past_due", "listed"), [(60, False), (61, True), (400, True)])
def test_what_was_more_than_60_days_past_due_at_adoption_waits_for_a_person(
    begin: Begin, past_due: int, listed: bool
) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), due=day(-past_due), created=day(-past_due - 30))
    story.connect()

    story.until(day(10))

    assert ([item.kind for item in story.reviews()] == ["old_at_adoption"]) is listed
    assert (story.touches() == []) is listed
    if listed:
        decide_review(story.world, REALM, story.reviews()[0].id, by="anna", release=True)
        story.until(day(25))
        assert story.rungs(invoice) == [(1, day(10)), (2, day(14)), (3, day(21))]


# --- steady


def test_an_outage_over_a_rung_delays_it_and_the_next_ones_keep_their_own_dates(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()

    story.asleep_until(day(5), "12:00")
    story.until(day(20))

    # Rung 1 came two days late, rung 2 waits for the gap of three days, rung 3 keeps its own day.
    assert story.rungs(invoice) == [(1, day(5)), (2, day(8)), (3, day(14))]


def test_an_outage_over_two_rungs_sends_neither_twice_nor_both_at_once(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()

    story.asleep_until(day(9), "12:00")
    story.until(day(30))

    assert story.rungs(invoice) == [(1, day(9)), (2, day(12)), (3, day(16))]
    assert story.case(invoice).state == "handed_off"


def test_a_partial_payment_neither_skips_nor_repeats_nor_restarts_a_rung_and_only_the_rest_is_asked(
    begin: Begin,
) -> None:
    story = begin()
    invoice = story.invoice(story.customer(), 48_500)
    story.connect()
    story.until(day(5))

    story.books.receive_check(invoice, 20_000)
    story.until(day(25))

    assert story.rungs(invoice) == [(1, day(3)), (2, day(7)), (3, day(14))]
    assert [("$485.00" in body, "$285.00" in body) for body in story.bodies()] == [
        (True, False),
        (False, True),
        (False, True),
    ]


def test_a_new_due_date_moves_the_steps_that_are_left_and_repeats_none(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))

    story.books.edit_invoice(invoice, due=day(10))
    story.until(day(30))

    assert story.rungs(invoice) == [(1, day(3)), (2, day(17)), (3, day(24))]


# --- one payer, one message


def test_two_invoices_of_one_customer_become_one_text_with_one_link_and_one_total(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer, 158_025), story.invoice(customer, 46_000)
    story.connect()

    story.until(day(4))

    [body] = story.bodies()
    assert "$2,040.25 for invoices 1001 ($1,580.25) and 1002 ($460.00)" in body
    assert story.stripe.link_of(story.link()).total == 204_025
    assert story.rungs(first) == story.rungs(second) == [(1, day(3))]


def test_the_highest_rung_sets_the_tone_and_each_case_remembers_its_own(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    older, younger = story.invoice(customer, due=day(0)), story.invoice(customer, due=day(4))
    story.connect()

    story.until(day(8))

    assert story.rungs(older) == [(1, day(3)), (2, day(7))]
    assert story.rungs(younger) == [(1, day(7))]
    assert "Reply PLAN" in story.bodies()[1]
    assert "invoices 1001 ($485.00) and 1002 ($485.00)" in story.bodies()[1]


def test_an_invoice_in_another_currency_waits_for_the_next_allowed_day(begin: Begin) -> None:
    story = begin(habits={"multicurrency": True}, policy="parent_pays: true\n")
    parent = story.customer()
    child = story.customer("Harborview Montreal", "", given="", email="", parent=parent, currency="CAD")
    dollars = story.invoice(parent, 48_500)
    canadian = story.invoice(child, 60_000, ExchangeRate=Decimal("0.75"))
    story.connect()

    story.until(day(6))

    first, second = story.bodies(DANA)
    assert "$485.00" in first
    assert "CA$600.00" in second
    assert story.rungs(dollars) == [(1, day(3))]
    assert story.rungs(canadian) == [(1, day(4))]
    assert story.stripe.link_of(story.link()).currency == "cad"


def test_a_customer_with_45_invoices_gets_40_of_them_in_one_line_that_states_their_number(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    invoices = [story.invoice(customer, 2_000 + index, due=day(0)) for index in range(45)]
    story.connect()

    story.until(day(3), "12:00")

    [body] = story.bodies()
    assert "40 invoices" in body
    total = sum(2_000 + index for index in range(40))
    assert story.stripe.link_of(story.link()).total == total
    assert sum(len(story.rungs(invoice)) for invoice in invoices) == 40
    story.until(day(4), "12:00")
    assert sum(len(story.rungs(invoice)) for invoice in invoices) == 45


def test_a_parent_that_pays_gets_one_text_for_its_sub_customers_where_the_policy_says_so(begin: Begin) -> None:
    story = begin(policy="parent_pays: true\n")
    parent = story.customer()
    child = story.customer("Harborview Kitchen", "", given="", email="", parent=parent)
    own, childs = story.invoice(parent, 10_000), story.invoice(child, 5_000)
    story.connect()

    story.until(day(4))

    [body] = story.bodies()
    assert "$150.00" in body
    assert story.rungs(own) == story.rungs(childs) == [(1, day(3))]


# --- shadow


def test_shadow_mode_writes_what_would_be_sent_and_sends_nothing(begin: Begin) -> None:
    story = begin(base="mode: shadow\nconsent: {attested_for_all_locally: true}\n")
    invoice = story.invoice(story.customer())
    story.connect()

    story.until(day(10))

    assert story.messages() == []
    assert story.links() == []
    assert "would send" in story.facts(invoice)
    assert story.rungs(invoice) == []
