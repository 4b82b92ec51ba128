"""What customers write back: heard at once, acted on once, answered once, and read by a person."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from pastdue.domain.contact import Language
from pastdue.usecases.decide_review import decide_review
from tests.integration.conftest import Begin
from tests.integration.story import AUTO, DANA, NEW_YORK, REALM, RICKY, Story, day


def _texted(begin: Begin, **more: object) -> tuple[Story, str]:
    story = begin(**more)
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    return story, invoice


# --- disputes


@pytest.mark.parametrize(
    "words",
    [
        "dispute",
        "Dispute. We never ordered this",
        "wrong",
        "Wrong amount!!",
        "not my charge",
        "This is not my charge, I have no idea what it is",
        "disputa",
        "no es mi cargo",
        "está mal",
        "incorrecto",
    ],
)
def test_a_dispute_holds_the_case_until_a_person_decides(begin: Begin, words: str) -> None:
    story, invoice = _texted(begin)

    answered = story.says(DANA, words)

    assert story.holds(invoice) == ["dispute"]
    assert len(answered) == 1
    assert answered[0].startswith("Bright Pine Plumbing: ")
    [question] = story.reviews()
    assert (question.kind, question.words) == ("dispute", words)
    assert question.invoice_ids == (invoice,)
    story.until(day(60))
    assert len(story.touches()) == 1
    assert story.explain(invoice).reason == "held"


def test_a_disputed_link_stays_alive_and_can_be_paid(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "dispute")

    story.pays(story.link())

    assert story.case(invoice).state == "closed"


def test_after_the_person_released_a_dispute_the_ladder_goes_on_where_it_stood(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "dispute")
    story.until(day(10))

    decide_review(story.world, REALM, story.reviews()[0].id, by="anna", release=True)
    story.until(day(20))

    assert story.rungs(invoice) == [(1, day(3)), (2, day(10)), (3, day(14))]
    assert story.holds(invoice) == []


@pytest.mark.parametrize(
    "words", ["wrong number", "Wrong person, sorry", "you have the wrong number", "número equivocado"]
)
def test_a_wrong_number_silences_the_phone_and_asks_a_person_and_disputes_nothing(begin: Begin, words: str) -> None:
    story, invoice = _texted(begin)

    answered = story.says(DANA, words)

    assert len(answered) == 1
    assert story.phone(DANA).silence.kind == "wrong_number"  # type: ignore[union-attr] # the next line says it
    assert story.holds(invoice) == []
    assert [item.kind for item in story.reviews()] == ["wrong_number"]
    story.until(day(30))
    assert len(story.touches()) == 1
    assert story.case(invoice).state == "handed_off"


def test_a_new_number_from_quickbooks_goes_on_after_a_wrong_number(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "wrong number")

    story.books.edit_customer("1", PrimaryPhone={"FreeFormNumber": "(212) 555-0144"})
    story.until(day(8))

    assert [text.to for text in story.touches()] == [DANA, RICKY]
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


# --- paid, promised, in parts


@pytest.mark.parametrize("words", ["I already paid this", "paid last week by check", "ya pagué", "ya lo pague ayer"])
def test_already_paid_holds_the_case_and_a_person_looks(begin: Begin, words: str) -> None:
    story, invoice = _texted(begin)

    answered = story.says(DANA, words)

    assert len(answered) == 1
    assert story.holds(invoice) == ["already_paid"]
    assert [item.kind for item in story.reviews()] == ["already_paid"]
    story.until(day(40))
    assert len(story.touches()) == 1


def test_the_question_about_a_payment_answers_itself_when_the_bookkeeper_enters_it(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer), story.invoice(customer)
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "I mailed a check last week")
    [question] = story.reviews("already_paid")
    assert set(question.invoice_ids) == {first, second}

    story.books.receive_check(first)
    story.minutes(5)
    [question] = story.reviews("already_paid")
    assert question.invoice_ids == (second,)
    story.books.receive_check(second)
    story.minutes(5)

    assert story.reviews() == []


def test_already_paid_looks_into_quickbooks_at_once_and_closes_what_is_paid(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.host.vendors.quickbooks.webhooks.drop = 1.0
    story.books.receive_check(invoice)

    story.says(DANA, "I paid that yesterday")

    assert story.case(invoice).state == "closed"


@pytest.mark.parametrize(
    ("words", "kept_until"),
    [
        ("I'll pay Friday", 5),  # the text came on Thursday: Friday is tomorrow
        ("will pay tomorrow", 5),
        ("I will pay on 9/25", 12),
        ("pago el viernes", 5),
        ("le pago mañana", 5),
    ],
)
def test_a_promise_is_kept_until_its_day_is_over_and_then_the_ladder_goes_on(
    begin: Begin, words: str, kept_until: int
) -> None:
    story, invoice = _texted(begin)

    answered = story.says(DANA, words)

    assert len(answered) == 1
    assert story.holds(invoice) == ["promise"]
    assert story.case(invoice).waiting_until == datetime.combine(day(kept_until), datetime.min.time(), NEW_YORK)
    assert story.reviews() == []
    story.until(day(20))
    second = next(on for rung, on in story.rungs(invoice) if rung == 2)
    assert second == max(day(7), day(kept_until))


def test_a_promise_too_far_away_goes_to_a_person(begin: Begin) -> None:
    story, invoice = _texted(begin)

    story.says(DANA, "I will pay on 12/24")

    assert story.holds(invoice) == ["review"]
    assert [item.kind for item in story.reviews()] == ["reply"]


def test_a_promise_does_not_hide_a_payment(begin: Begin) -> None:
    story, invoice = _texted(begin)
    story.says(DANA, "I'll pay tomorrow")

    story.pays(story.link())

    assert story.case(invoice).state == "closed"
    assert story.holds(invoice) == []


@pytest.mark.parametrize("words", ["PLAN", "can I pay in two parts?", "puedo pagar en partes?"])
def test_asking_to_pay_in_parts_goes_to_a_person_and_holds(begin: Begin, words: str) -> None:
    story, invoice = _texted(begin)

    answered = story.says(DANA, words)

    assert len(answered) == 1
    assert story.holds(invoice) == ["review"]
    assert [item.kind for item in story.reviews()] == ["plan_request"]


# --- help, language, anything else


@pytest.mark.parametrize(("words", "answers"), [("HELP", 0), ("help me please", 1), ("ayuda", 1)])
def test_help_is_answered_where_twilio_has_not_and_the_ladder_goes_on(begin: Begin, words: str, answers: int) -> None:
    story, invoice = _texted(begin)

    answered = story.says(DANA, words)

    assert len(answered) == answers
    assert all("(212) 555-0100" in body for body in answered)
    story.until(day(8))
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


def test_who_writes_in_spanish_is_answered_and_reminded_in_spanish(begin: Begin) -> None:
    story, invoice = _texted(begin)

    [answer] = story.says(DANA, "no entiendo, de que se trata esta factura?")

    assert answer.startswith("Bright Pine Plumbing: gracias por su mensaje.")
    assert story.contact("1").language is Language.SPANISH
    story.until(day(9))
    assert story.bodies()[-1].startswith("Hola Dana")
    assert [rung for rung, _ in story.rungs(invoice)] == [1, 2]


def test_asking_for_another_language_gets_it(begin: Begin) -> None:
    story, _ = _texted(begin)

    [answer] = story.says(DANA, "en español por favor")

    assert answer == "Bright Pine Plumbing: de acuerdo, le escribiremos en español."


def test_anything_else_pauses_for_two_days_and_a_person_reads_it(begin: Begin) -> None:
    story, invoice = _texted(begin)

    [answer] = story.says(DANA, "Our bookkeeper Jo is out, ask her about it")

    assert "A person will read it" in answer
    assert story.holds(invoice) == ["review"]
    [question] = story.reviews()
    assert question.words == "Our bookkeeper Jo is out, ask her about it"
    story.until(day(8))
    assert story.rungs(invoice) == [(1, day(3)), (2, day(7))]


def test_a_mere_reaction_to_our_text_is_neither_answered_nor_held(begin: Begin) -> None:
    story, invoice = _texted(begin)

    answered = story.says(DANA, f"Liked “{story.bodies()[0]}”")

    assert answered == []
    assert story.holds(invoice) == []
    assert story.reviews() == []


@pytest.mark.parametrize(
    "words", ["dispute", "I'll pay tomorrow", "I already paid", "START", "who is this?", "LINK", "thank you all"]
)
def test_a_mere_reaction_to_an_answer_of_ours_is_nothing_either(begin: Begin, words: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    [answer] = story.says(DANA, words) or [story.touches()[-1].body]
    before = (story.holds(invoice), [item.id for item in story.reviews()])

    for reaction in (f"Liked “{answer}”", f"Me encantó “{answer}”", f"👍 a “{answer}”"):
        story.minutes(1)
        assert story.says(DANA, reaction) == []

    assert (story.holds(invoice), [item.id for item in story.reviews()]) == before
    assert story.contact("1").opted_out is None


def test_who_loves_our_thanks_has_said_nothing(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    story.invoice(customer)
    other = story.invoice(customer, 9_900, due=day(2))
    story.connect()
    story.until(day(3), "12:00")
    story.pays(story.link())
    thanks = story.answers()[-1].body

    assert story.says(DANA, f"Loved “{thanks}”") == []

    assert story.reviews() == []
    assert story.holds(other) == []


def test_a_picture_without_words_goes_to_a_person(begin: Begin) -> None:
    story, _ = _texted(begin)

    story.twilio.receive(DANA, "", media=[("https://example.com/check.jpg", "image/jpeg")])
    story.host.work()

    assert len(story.reviews()) == 1


# --- which cases a reply concerns


def test_a_reply_that_names_an_invoice_concerns_that_one_alone(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer), story.invoice(customer)
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "dispute invoice 1002")

    assert story.holds(first) == []
    assert story.holds(second) == ["dispute"]
    story.until(day(8))
    assert "invoice 1001" in story.bodies()[-1]
    assert "1002" not in story.bodies()[-1]


def test_else_it_concerns_every_case_of_the_last_text(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer), story.invoice(customer)
    later = story.invoice(customer, due=day(30))
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "dispute")

    assert story.holds(first) == story.holds(second) == ["dispute"]
    assert story.holds(later) == []


def test_on_a_shared_phone_it_concerns_the_customer_of_the_last_text_and_names_no_other(begin: Begin) -> None:
    story = begin()
    inn = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", given="Maya", email="events@blueheron.example.com")
    first, second = story.invoice(inn, number="INN-1"), story.invoice(events, number="EVT-7")
    story.connect()
    story.until(day(3), "12:00")
    texted, other = (first, second) if "INN-1" in story.bodies()[0] else (second, first)

    [answer] = story.says(DANA, "dispute")

    assert story.holds(texted) == ["dispute"]
    assert story.holds(other) == []
    named = {"INN-1": first, "EVT-7": second}
    assert [invoice for number, invoice in named.items() if number in answer] == [texted]


def test_a_reply_after_an_answer_about_the_other_customer_concerns_what_that_answer_was_about(begin: Begin) -> None:
    """A yes to the inn's plan comes after a text about the events; what is said next is about the plan."""
    story = begin(policy="plans: {offered_from_rung: 1}\n")
    inn = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", given="Maya", email="events@blueheron.example.com")
    first = story.invoice(inn, 600_00, number="INN-1")
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "can I pay in parts?")
    second = story.invoice(events, number="EVT-7", due=day(1))
    story.host.work()
    story.until(day(4), "12:00")
    assert "EVT-7" in story.bodies()[-1]
    [agreed] = story.says(DANA, "AGREE")
    assert "agreed, thank you" in agreed

    [answer] = story.says(DANA, "dispute")

    assert (story.holds(first), story.holds(second)) == (["plan", "dispute"], [])
    assert "INN-1" in answer
    assert story.reviews("dispute")[0].invoice_ids == (first,)


def test_the_next_text_is_what_a_reply_concerns_whatever_was_answered_before_it(begin: Begin) -> None:
    story = begin()
    inn = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    events = story.customer("Blue Heron Events", given="Maya", email="events@blueheron.example.com")
    first = story.invoice(inn, number="INN-1")
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "send it again")
    second = story.invoice(events, number="EVT-7", due=day(1))
    story.host.work()
    story.until(day(4), "12:00")

    story.says(DANA, "dispute")

    assert (story.holds(first), story.holds(second)) == ([], ["dispute"])


def test_who_was_told_all_that_is_open_and_disputes_it_means_all_of_it(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, later = story.invoice(customer), story.invoice(customer, due=day(30))
    story.connect()
    story.until(day(3), "12:00")
    assert "1001" in story.bodies()[-1]
    assert "1002" not in story.bodies()[-1]
    [told] = story.says(DANA, "how much do I owe in total?")
    assert "1002" in told

    story.says(DANA, "that's wrong, I dispute it")

    assert story.holds(first) == story.holds(later) == ["dispute"]


def test_an_answer_about_one_invoice_of_the_last_text_leaves_the_others_in_what_a_reply_concerns(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer), story.invoice(customer)
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "what is invoice 1002 for?")

    story.says(DANA, "dispute")

    assert "dispute" in story.holds(first)
    assert "dispute" in story.holds(second)


def test_an_answer_on_a_shared_phone_never_names_one_customers_invoice_to_another(begin: Begin) -> None:
    story = begin()
    for name, number in (("Blue Heron Inn", "INN-1"), ("Blue Heron Events", "EVT-7")):
        customer = story.customer(name, given="", email=f"{number.lower()}@example.com")
        story.invoice(customer, number=number, due=day(40))
    story.connect()
    story.until(day(1))

    # Nobody was texted yet, so the reply may concern either customer: both are held, and one is named at most.
    [answer] = story.says(DANA, "dispute")

    assert story.holds("101") == story.holds("102") == ["dispute"]
    assert not ("INN-1" in answer and "EVT-7" in answer)


def test_without_a_text_in_thirty_days_it_concerns_every_open_case_of_the_phone(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer, due=day(40)), story.invoice(customer, due=day(45))
    story.connect()
    story.until(day(1))

    story.says(DANA, "dispute")

    assert story.holds(first) == story.holds(second) == ["dispute"]


def test_a_stranger_who_texts_us_touches_nothing(begin: Begin) -> None:
    story, invoice = _texted(begin)

    answered = story.says("+13055550177", "dispute")

    assert answered == []
    assert story.holds(invoice) == []


def test_a_stranger_who_says_stop_is_never_texted_later(begin: Begin) -> None:
    story = begin()
    story.connect()
    story.says(DANA, "STOP")

    invoice = story.invoice(story.customer(), due=day(0))
    story.host.work()
    story.until(day(25))

    assert story.messages() == []
    assert story.case(invoice).state == "handed_off"


def test_in_shadow_mode_a_reply_holds_and_asks_and_nobody_is_answered(begin: Begin) -> None:
    story = begin(base="mode: shadow\nconsent: {attested_for_all_locally: true}\n")
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(4))

    answered = story.says(DANA, "dispute")

    assert answered == []
    assert story.holds(invoice) == ["dispute"]
    assert [item.kind for item in story.reviews()] == ["dispute"]


# --- the same, said badly


def test_a_dispute_with_a_stop_in_it_does_both(begin: Begin) -> None:
    story, invoice = _texted(begin)

    story.says(DANA, "This is not my charge, stop texting me")

    assert story.phone(DANA).silence.kind == "opt_out"  # type: ignore[union-attr]
    assert story.holds(invoice) == ["dispute"]
    assert story.reviews("dispute")


def test_advanced_opt_out_has_answered_already(begin: Begin) -> None:
    story = begin(advanced_opt_out=True)
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")

    answered = [story.says(DANA, words) for words in ("STOP", "START", "HELP")]

    assert answered == [[], [], []]


def test_a_text_in_the_evening_is_answered_at_once(begin: Begin) -> None:
    story, _ = _texted(begin)
    story.until(day(3), "22:45")

    assert len(story.says(DANA, "dispute")) == 1
    assert story.answers(DANA)[0].created.astimezone(ZoneInfo("America/New_York")).hour == 22


def test_without_consent_on_record_who_writes_first_is_still_answered(begin: Begin) -> None:
    story = begin(base=AUTO)
    story.invoice(story.customer())
    story.connect()

    assert len(story.says(DANA, "dispute")) == 1
