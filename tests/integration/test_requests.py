"""What a reply asks for is given at once, to whom it belongs and to nobody else; machines are not answered."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest

from pastdue.usecases.decide_review import decide_review
from sandbox.faults import AnswerWith
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Death, Deaths, Story, day, moment, watched

MAIL = "dana@harborview.example.com"


def _texted(begin: Begin, **more: object) -> tuple[Story, str]:
    story = begin(**more)
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    return story, invoice


# --- the link


@pytest.mark.parametrize("words", ["LINK", "send it again please", "the link doesn't work"])
def test_the_link_comes_again_without_a_hold(begin: Begin, words: str) -> None:
    story, invoice = _texted(begin)

    [answer] = story.says(DANA, words)

    assert story.link(answer) == story.link()
    assert story.holds(invoice) == []
    assert story.reviews() == []


def test_who_has_paid_everything_is_told_that_nothing_is_open(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.pays(story.link())

    [answer] = story.says(DANA, "send the link again")

    assert answer == "Bright Pine Plumbing: nothing is open at the moment. Thank you!"


# --- the balance


def test_the_balance_is_everything_open_of_that_customer_less_credits(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer)
    later = story.invoice(customer, 10_000, due=day(30))
    story.books.add_credit_memo(customer, 5_000)
    story.connect()
    story.until(day(3), "12:00")

    [answer] = story.says(DANA, "how much do I owe?")

    assert answer.startswith("Bright Pine Plumbing: $535.00 is open for invoices 1001 ($435.00) and 1002 ($100.00).")
    assert story.holds(later) == []
    assert story.reviews() == []


def test_the_balance_of_one_customer_is_never_told_to_another_at_the_same_phone(begin: Begin) -> None:
    story = begin()
    for name in ("Blue Heron Inn", "Blue Heron Events"):
        story.invoice(story.customer(name, given="", email=f"{name[-3:]}@example.com"), due=day(30))
    story.connect()

    [answer] = story.says(DANA, "how much do I owe?")

    assert "A person will read it" in answer
    assert "$" not in answer
    assert [item.kind for item in story.reviews()] == ["reply"]


def test_a_number_that_the_customer_no_longer_has_is_told_no_balance(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.books.edit_customer("1", PrimaryPhone={"FreeFormNumber": "(212) 555-0144"})
    story.host.work()

    [answer] = story.says(DANA, "how much do I owe?")

    assert "$" not in answer


# --- a copy


def test_a_copy_goes_to_the_address_on_file_and_never_to_one_in_the_text(begin: Begin) -> None:
    story, invoice = _texted(begin)

    [answer] = story.says(DANA, "please send me a copy of the invoice to thief@example.net")

    [mail] = [each for each in story.host.mail.sent if each.to != story.books.habits.email]
    assert mail.to == MAIL
    assert mail.subject == "Invoice 1001 from Bright Pine Plumbing"
    assert [each.name for each in mail.attachments] == ["invoice-1001.pdf"]
    assert mail.attachments[0].data.startswith(b"%PDF")
    assert "e-mail address that we have" in answer
    assert story.holds(invoice) == []


@pytest.mark.parametrize("why", ["no address", "QuickBooks is out"])
def test_a_copy_that_cannot_be_sent_is_a_persons_to_send(begin: Begin, why: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer(email="" if why == "no address" else MAIL))
    story.connect()
    story.until(day(3), "12:00")
    if why != "no address":
        story.trouble("quickbooks", AnswerWith(503), path="/pdf", times=4)

    [answer] = story.says(DANA, "please send me a copy of the invoice")

    assert "A person will read it" in answer
    assert story.holds(invoice) == ["review"]
    story.host.vendors.lines["quickbooks"].rules.clear()
    story._troubles.clear()


def test_a_copy_may_die_anywhere_and_is_mailed_once_at_most() -> None:
    for at in count(1):
        story = Story(on=day(3), clock="08:50")
        story.invoice(story.customer(), due=day(0), created=day(-30))
        story.connect()
        story.until(day(3), "12:00")
        steps = Deaths(at)
        alive, story.host.world = story.world, watched(story.world, steps)
        with suppress(Death):
            story.says(DANA, "please send me a copy of the invoice")
        story.host.world = alive
        story.host.run_until(story.now + timedelta(hours=1))
        assert len([mail for mail in story.host.mail.sent if mail.to == MAIL]) <= 1, steps.seen[-3:]
        assert len(story.answers()) <= 1
        story.keeps_its_promises()
        if steps.over:
            assert len([mail for mail in story.host.mail.sent if mail.to == MAIL]) == 1
            break
    assert at > 4


# --- who we are


@pytest.mark.parametrize("words", ["who is this?", "Is this a scam"])
def test_who_asks_whether_it_is_real_is_told_and_gets_a_day(begin: Begin, words: str) -> None:
    story, invoice = _texted(begin)
    story.until(day(6), "22:00")

    [answer] = story.says(DANA, words)

    assert "Bright Pine Plumbing" in answer
    assert "invoice 1001" in answer
    assert "(212) 555-0100" in answer
    assert story.reviews() == []
    story.until(day(12))
    # Rung 2 was due the next morning, and waits until the day is over.
    assert story.rungs(invoice)[1] == (2, day(8))


# --- several requests in one reply


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (
            "who is this? how much do I owe?",
            (
                "This is Bright Pine Plumbing, about invoice 1001. To be sure, call the phone number on your invoice "
                "or (212) 555-0100. $485.00 is open for invoice 1001."
            ),
        ),
        (
            "¿Quién habla y cuánto les debo?",
            (
                "Somos Bright Pine Plumbing; le escribimos sobre la factura 1001. Para estar seguro, llame al teléfono "
                "de su factura o al (212) 555-0100. Quedan pendientes $485.00 de la factura 1001."
            ),
        ),
    ],
)
def test_who_asks_who_we_are_and_what_is_owed_is_told_both_in_one_answer_and_gets_a_day(
    begin: Begin, words: str, answer: str
) -> None:
    story, invoice = _texted(begin)
    story.until(day(6), "22:00")

    assert story.says(DANA, words) == [answer]

    assert story.reviews() == []
    story.until(day(12))
    assert story.rungs(invoice)[1] == (2, day(8))


def test_who_asks_what_is_owed_and_how_to_pay_gets_the_balance_and_the_link(begin: Begin) -> None:
    story, invoice = _texted(begin)

    [answer] = story.says(DANA, "how much do I owe and how do I pay?")

    assert answer.startswith(
        "Bright Pine Plumbing: $485.00 is open for invoice 1001. Here is your link for $485.00, invoice 1001: http"
    )
    assert story.link(answer) == story.link()
    assert story.holds(invoice) == []
    assert story.reviews() == []


def test_a_copy_and_the_link_are_both_sent(begin: Begin) -> None:
    story, _ = _texted(begin)

    [answer] = story.says(DANA, "send me the link and a copy of the invoice")

    assert len([each for each in story.host.mail.sent if each.to == MAIL]) == 1
    assert "a copy of invoice 1001 is on its way" in answer
    assert story.link(answer) == story.link()
    assert story.reviews() == []


def test_a_copy_that_is_sent_again_is_no_second_link(begin: Begin) -> None:
    story, _ = _texted(begin)

    [answer] = story.says(DANA, "please resend the invoice")

    assert "http" not in answer


def test_of_two_requests_the_one_that_cannot_be_served_is_a_persons_and_the_answer_says_so(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(email=""))
    story.connect()
    story.until(day(3), "12:00")

    [answer] = story.says(DANA, "How much do I owe? And I need a copy of the invoice")

    assert answer == (
        "Bright Pine Plumbing: $485.00 is open for invoice 1001. Thank you for your message. A person will read it "
        "and get back to you."
    )
    assert [item.kind for item in story.reviews()] == ["reply"]
    assert story.holds(invoice) == ["review"]


def test_with_nothing_open_two_requests_are_told_so_once(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.pays(story.link())

    [answer] = story.says(DANA, "how much do I owe? send the link")

    assert answer == "Bright Pine Plumbing: nothing is open at the moment. Thank you!"


def test_in_shadow_mode_nothing_is_served_and_a_person_reads_it(begin: Begin) -> None:
    story = begin(base="mode: shadow\nconsent: {attested_for_all_locally: true}\n")
    story.invoice(story.customer())
    story.connect()
    story.until(day(4))

    assert story.says(DANA, "LINK") == []
    assert story.says(DANA, "please send me a copy of the invoice") == []
    assert [mail for mail in story.host.mail.sent if mail.to == MAIL] == []


# --- already paid


def test_who_says_paid_and_has_is_thanked_and_nobody_is_asked(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.books.receive_check(invoice)

    [answer] = story.says(DANA, "I paid that yesterday")

    assert "we have your payment" in answer
    assert story.case(invoice).state == "closed"
    assert story.reviews() == []


def test_a_payment_that_only_stripe_knows_is_found_and_thanked_for_once(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    story.stripe.pay_link(story.link())

    [answer] = story.says(DANA, "I already paid")

    assert "we have your payment" in answer
    assert story.case(invoice).state == "closed"
    assert story.reviews() == []
    story.until(day(10))
    assert len(story.answers(DANA)) == 1


def test_who_says_paid_after_the_payment_came_holds_nothing_else(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    paid, other = story.invoice(customer), story.invoice(customer, due=day(30))
    story.connect()
    story.until(day(3), "12:00")
    story.books.receive_check(paid)
    story.host.work()

    [answer] = story.says(DANA, "I already paid")

    assert "we have your payment for invoice 1001" in answer
    assert story.holds(other) == []
    assert story.reviews() == []


def test_what_is_not_found_is_asked_for_by_date_and_means(begin: Begin) -> None:
    story, invoice = _texted(begin)

    [answer] = story.says(DANA, "I already paid")

    assert "reply with the date and how you paid" in answer
    assert story.holds(invoice) == ["already_paid"]
    assert [item.kind for item in story.reviews()] == ["already_paid"]


# --- promises


def test_a_kept_promise_is_thanked_for_once_and_noted_as_kept(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "I'll pay tomorrow")
    story.until(day(4), "12:00")

    story.pays(story.link())
    story.until(day(7))

    assert [each.body.split("!")[0] for each in story.answers(DANA)][1:] == ["Thank you"]
    assert story.host.metrics.totals["PromisesKept"] == 1
    assert "PromisesBroken" not in story.host.metrics.totals


def test_a_broken_promise_is_noted_and_the_second_one_is_told_to_a_person(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "I'll pay tomorrow")
    story.until(day(5), "12:00")

    assert story.facts(invoice).count("promise broken") == 1
    assert story.reviews() == []
    assert story.holds(invoice) == []
    story.until(day(7), "12:00")
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]

    story.says(DANA, "I'll pay tomorrow")
    story.until(day(9), "12:00")

    [question] = story.reviews()
    assert question.kind == "broken_promise"
    assert question.facts["promised_for"] == str(day(8))
    story.says(DANA, "ok I will pay on friday")  # a third one holds no more than any other reply
    assert story.holds(invoice) == ["review"]


def test_a_promise_whose_invoice_is_disputed_before_its_day_is_not_broken(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "I'll pay tomorrow")
    story.says(DANA, "wait, this is the wrong amount")

    story.until(day(6), "12:00")

    assert "promise broken" not in story.facts(invoice)
    assert "promise kept" not in story.facts(invoice)
    assert story.host.metrics.totals["PromisesOvertaken"] == 1
    assert [item.kind for item in story.reviews()] == ["dispute"]


def test_the_policy_says_how_far_ahead_and_how_many_promises_hold(begin: Begin) -> None:
    story, invoice = _texted(begin, policy="promises: {longest_days: 5, most_open: 1}\n")

    story.says(DANA, "I will pay on 9/25")
    assert story.holds(invoice) == ["review"]
    story.says(DANA, "I'll pay tomorrow")
    assert story.holds(invoice) == ["review", "promise"]
    story.minutes(1)
    story.says(DANA, "I will pay in two days")

    assert story.holds(invoice) == ["review", "promise", "review"]


def test_a_payment_on_its_way_keeps_a_promise(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "I'll pay tomorrow")
    story.stripe.pay_by_bank(story.link())
    story.host.work()

    story.until(day(6))

    assert "PromisesBroken" not in story.host.metrics.totals


# --- machines


def test_the_same_words_again_are_a_machines_and_are_answered_once(begin: Begin) -> None:
    story, invoice = _texted(begin)

    answers = [len(story.says(DANA, "Hello, what is up")) for _ in range(4)]

    assert answers == [1, 0, 0, 0]
    assert story.holds(invoice) == ["review"]
    assert sorted(item.kind for item in story.reviews()) == ["machine", "reply"]


def test_several_texts_within_seconds_are_a_machines(begin: Begin) -> None:
    story, _ = _texted(begin)

    answers = [len(story.says(DANA, f"ticket {number} opened")) for number in range(4)]

    assert answers == [1, 1, 0, 0]
    assert len(story.reviews("machine")) == 1


def test_a_machine_that_says_stop_is_obeyed(begin: Begin) -> None:
    story, _ = _texted(begin)
    for _ in range(3):
        story.says(DANA, "Hello, what is up")

    assert story.says(DANA, "stop texting me") == []

    assert story.phone(DANA).silence is not None


def test_a_dispute_said_twice_holds_once_and_is_released_by_one_decision(begin: Begin) -> None:
    story, invoice = _texted(begin)

    assert [len(story.says(DANA, "dispute")) for _ in range(2)] == [1, 0]
    decide_review(story.world, REALM, story.reviews("dispute")[0].id, by="anna", release=True)

    assert story.holds(invoice) == []


def test_an_absence_note_is_neither_answered_nor_held(begin: Begin) -> None:
    story, invoice = _texted(begin)

    assert story.says(DANA, "I am driving right now, auto reply") == []

    assert story.holds(invoice) == []
    assert story.reviews() == []


def test_a_request_again_the_next_day_is_a_persons(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.says(DANA, "LINK")
    story.host.run_until(moment(day(4), "12:00"))

    assert len(story.says(DANA, "LINK")) == 1
