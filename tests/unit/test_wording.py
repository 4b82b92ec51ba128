"""Wording: what people read, on their phones and by e-mail, in both languages."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pastdue.adapters import policies
from pastdue.domain.contact import Language
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Money
from pastdue.domain.policy import BY_TEXT
from pastdue.domain.segments import is_gsm7, segments
from pastdue.domain.touch import Channel
from pastdue.domain.wording import (
    ANSWERS,
    LONGEST,
    NOTICES,
    Facts,
    Line,
    channels_of,
    file_name,
    joined,
    measured,
    render,
    render_email,
    render_page,
    usual,
)

POLICY = policies.shipped()
BOTH = tuple(Language)
RUNG_TEXTS = [name for name, channels in channels_of(POLICY).items() if Channel.SMS in channels]


def dollars(cents: int) -> Money:
    return Money(minor=cents, currency="USD")


def facts(invoices: int = 1, *, number: str = "10", **changed: object) -> Facts:
    lines = tuple(Line(number=f"{number}{index:02d}", amount=dollars(5_000)) for index in range(invoices))
    known = Facts(
        creditor="Riverside Plumbing",
        name="Maria",
        lines=lines,
        total=dollars(5_000 * invoices),
        days_past_due=3,
        link="https://buy.stripe.com/abc",
        callback_number="(212) 555-0100",
    )
    return known.model_copy(update=changed)


def test_a_text_about_one_invoice() -> None:
    assert render(POLICY, "nudge", Language.ENGLISH, facts()) == (
        "Hi Maria, Riverside Plumbing here. $50.00 for invoice 1000 is 3 days past due. If it slipped by, you can pay "
        "here: https://buy.stripe.com/abc Thank you! Reply STOP to opt out."
    )
    assert render(POLICY, "nudge", Language.SPANISH, facts()) == (
        "Hola Maria, le escribe Riverside Plumbing. Queda pendiente el pago de $50.00 de la factura 1000. "
        "Puede pagar en https://buy.stripe.com/abc Gracias. Responda STOP para no recibir mensajes."
    )


def test_a_text_about_two_invoices_lists_them_with_their_amounts() -> None:
    assert "$100.00 for invoices 1000 ($50.00) and 1001 ($50.00) is up to 3 days" in render(
        POLICY, "nudge", Language.ENGLISH, facts(2)
    )
    assert "de las facturas 1000 ($50.00), 1001 ($50.00) y 1002 ($50.00)." in render(
        POLICY, "nudge", Language.SPANISH, facts(3)
    )


@pytest.mark.parametrize(("invoices", "listed"), [(19, True), (20, True), (21, False)])
def test_more_than_twenty_invoices_are_their_number(invoices: int, listed: bool) -> None:
    english = render(POLICY, "nudge", Language.ENGLISH, facts(invoices))
    spanish = render(POLICY, "nudge", Language.SPANISH, facts(invoices))

    assert ("1018 ($50.00)" in english) is listed
    assert (f"for {invoices} invoices is" in english) is not listed
    assert (f"de {invoices} facturas." in spanish) is not listed


def test_a_list_that_does_not_fit_into_a_text_becomes_its_number() -> None:
    text = render(POLICY, "nudge", Language.ENGLISH, facts(20, number="A-VERY-LONG-INVOICE-NUMBER-OF-OLD-BOOKS-" * 2))

    assert len(text) <= LONGEST
    assert "for 20 invoices is" in text
    assert "https://buy.stripe.com/abc Thank you! Reply STOP to opt out." in text


@pytest.mark.parametrize(("days", "english"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_one_day_is_a_day(days: int, english: str) -> None:
    assert f" is {english} past due." in render(POLICY, "nudge", Language.ENGLISH, facts(days_past_due=days))


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("template", RUNG_TEXTS)
def test_every_rung_text_names_creditor_and_invoice_carries_the_link_and_ends_with_a_way_out(
    template: str, language: Language
) -> None:
    text = render(POLICY, template, language, facts())

    assert "Riverside Plumbing" in text
    assert "1000" in text
    assert "https://buy.stripe.com/abc " in text
    assert text.endswith(
        "Reply STOP to opt out." if language is Language.ENGLISH else "Responda STOP para no recibir mensajes."
    )


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("template", RUNG_TEXTS)
def test_every_rung_text_fits_two_segments_even_with_an_email_in_its_link(template: str, language: Language) -> None:
    assert segments(render(POLICY, template, language, usual(POLICY))) <= 2


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("template", [name for name in ANSWERS if "link" not in name and "plan_" not in name])
def test_every_answer_fits_one_segment(template: str, language: Language) -> None:
    assert segments(render(POLICY, template, language, usual(POLICY))) == 1


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("template", ["answer_plan_offer", "answer_plan_agreed", *NOTICES])
def test_a_plan_s_texts_name_three_dates_in_three_segments(template: str, language: Language) -> None:
    text = render(POLICY, template, language, usual(POLICY))

    assert segments(text) <= 3
    assert "Riverside Plumbing" in text
    parts = [int(dollars) * 100 + int(cents) for dollars, cents in re.findall(r"\$(4\d\d)\.(\d\d)", text)]
    assert sum(parts) == (125_000 if "{instalments}" in POLICY.templates[template][language] else 0)


@pytest.mark.parametrize("language", BOTH)
def test_several_requests_about_many_invoices_fit_one_text_and_keep_the_link_whole(language: Language) -> None:
    known = facts(20, number="INV-2026-0000000000")
    asked = ("answer_who", "answer_copy", "answer_balance", "answer_link")

    text = joined(known.creditor, [render(POLICY, each, language, known, LONGEST // len(asked)) for each in asked])

    assert len(text) <= LONGEST
    assert text.endswith(known.link)
    assert text.count("Riverside Plumbing") == 1


def test_every_shipped_text_exists_in_both_languages() -> None:
    assert all(set(texts) == set(Language) for texts in POLICY.templates.values())


def test_texts_are_measured_with_usual_values() -> None:
    found = {(measure.template, measure.language): measure for measure in measured(POLICY)}

    assert ("formal", Language.ENGLISH) not in found
    assert ("link_inactive", Language.ENGLISH) not in found
    assert found["nudge", Language.ENGLISH].segments == 2
    assert {name for name, _ in found} == {*RUNG_TEXTS, *ANSWERS, *NOTICES, BY_TEXT}


def test_without_a_name_or_a_number_to_call_their_sentences_are_left_out() -> None:
    nudge = render(POLICY, "nudge", Language.ENGLISH, facts(name=""))
    final = render(POLICY, "final", Language.ENGLISH, facts(callback_number=None))

    assert nudge.startswith("Hi, Riverside Plumbing here.")
    assert "call" not in final
    assert "Or call us at (212) 555-0100." in render(POLICY, "final", Language.ENGLISH, facts())


def test_what_an_answer_does_not_know_is_left_out() -> None:
    bare = Facts(creditor="Riverside Plumbing")

    for name, needed in ANSWERS.items():
        if not needed:
            assert "Riverside Plumbing" in render(POLICY, name, Language.SPANISH, bare)
    with pytest.raises(BadInput, match=r"needs \{paid\}"):
        render(POLICY, "thank_you", Language.ENGLISH, bare)


def test_a_payment_is_thanked_for_with_what_remains() -> None:
    paid = facts(paid=dollars(2_000), remaining=dollars(3_000))

    assert render(POLICY, "thank_you", Language.ENGLISH, paid) == (
        "Thank you! Riverside Plumbing got your payment of $20.00 for invoice 1000. Still open: $30.00."
    )
    assert "Still open" not in render(POLICY, "thank_you", Language.ENGLISH, facts(paid=dollars(5_000)))


def test_a_promise_is_confirmed_with_its_day() -> None:
    promised = facts(promised_for=date(2026, 5, 3))

    assert "you will pay by May 3." in render(POLICY, "answer_promise", Language.ENGLISH, promised)
    assert "para el 3 de mayo." in render(POLICY, "answer_promise", Language.SPANISH, promised)


def test_letters_that_a_text_cannot_carry_are_written_plainly() -> None:
    text = render(
        POLICY,
        "nudge",
        Language.SPANISH,
        facts(creditor="Plomería “Ávila” — Nuñez", name="José María", number="FÁC№"),
    )

    assert is_gsm7(text)
    assert 'Hola José Maria, le escribe Plomeria "Avila" - Nuñez.' in text
    assert "la factura FACNo00." in text


def test_a_name_in_another_script_is_left_out_and_a_number_is_not() -> None:
    text = render(POLICY, "nudge", Language.ENGLISH, facts(name="李小龙", number="号10"))

    assert text.startswith("Hi, Riverside Plumbing here.")
    assert "invoice ?1000" in text


def test_a_value_with_brackets_or_line_breaks_stays_a_value() -> None:
    text = render(POLICY, "nudge", Language.ENGLISH, facts(name="{link}", creditor="A [B]\r\nC", number="{total}"))

    assert text.startswith("Hi {link}, A [B] C here.")
    assert "invoice {total}00" in text


def test_an_invoice_without_a_number_says_so() -> None:
    bare = facts(lines=(Line(number=" ", amount=dollars(1)),))

    assert "for invoice (no number) is" in render(POLICY, "nudge", Language.ENGLISH, bare)


@pytest.mark.parametrize(
    ("currency", "named"),
    [("USD", "$20.00 for"), ("CAD", "CA$20.00 for"), ("GBP", "£20.00 for"), ("EUR", "EUR 20.00 for")],
)
def test_a_currency_is_named_in_letters_that_cost_no_more(currency: str, named: str) -> None:
    total = Money(minor=2_000, currency=currency)
    amounts = facts(total=total, lines=(Line(number="1042", amount=total),))
    plain = facts(total=dollars(2_000), lines=(Line(number="1042", amount=dollars(2_000)),))

    for language in Language:
        for template in ("nudge", "reminder", "final", "recurring"):
            text = render(POLICY, template, language, amounts)
            assert is_gsm7(text)
            assert segments(text) == segments(render(POLICY, template, language, plain))
    assert f" {named} " in render(POLICY, "nudge", Language.ENGLISH, amounts)


def test_english_stands_in_for_a_language_that_a_template_lacks() -> None:
    policy = policies.load("templates: {nudge: {es: null}}")

    assert render(policy, "nudge", Language.SPANISH, facts()).startswith("Hi Maria")


def test_the_formal_email_has_a_subject_and_keeps_every_letter() -> None:
    english = render_email(POLICY, "formal", Language.ENGLISH, facts(creditor="Plomería Ávila"))
    spanish = render_email(POLICY, "formal", Language.SPANISH, facts(2, name="José"))

    assert english.subject == "Past due: invoice 1000 from Plomería Ávila"
    assert english.text.startswith("To: Maria\nFrom: Plomería Ávila\nRe: invoice 1000\n\nOur records show")
    assert "\nhttps://buy.stripe.com/abc\n" in english.text
    assert "or call (212) 555-0100, so" in english.text
    assert spanish.subject == "Pago pendiente de las facturas 1000 ($50.00) y 1001 ($50.00), Riverside Plumbing"
    assert "con hasta 3 días de atraso" in spanish.text


def test_a_line_break_in_a_name_cannot_forge_a_header() -> None:
    email = render_email(POLICY, "formal", Language.ENGLISH, facts(creditor="A\nBcc: everyone@example.com"))

    assert "\n" not in email.subject


def test_a_closed_link_says_why_and_how_to_get_a_new_one() -> None:
    page = render_page(POLICY, "link_inactive", Language.ENGLISH, facts())

    assert "reply LINK to the text from Riverside Plumbing or call (212) 555-0100." in page
    assert len(render_page(POLICY, "link_inactive", Language.SPANISH, facts(creditor="x" * 900))) == 500


def test_an_unknown_template_is_bad_input() -> None:
    with pytest.raises(BadInput, match="no template 'nudg'"):
        render(POLICY, "nudg", Language.ENGLISH, facts())


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=21), st.integers(1, 40))
def test_whatever_the_ledger_holds_a_text_is_gsm7_short_and_ends_with_the_way_out(
    creditor: str, name: str, number: str, invoices: int
) -> None:
    known = facts(invoices, number=number, name=name, creditor="Riverside " + creditor)

    for language in BOTH:
        text = render(POLICY, "final", language, known)
        assert is_gsm7(text)
        assert len(text) <= LONGEST
        assert "STOP" in text[-45:]


@pytest.mark.parametrize(
    ("stem", "name"),
    [("invoice-1042", "invoice-1042.pdf"), ("invoice-2026/07 #4", "invoice-2026-07-4.pdf"), ("Ñandú..", "Ñandú.pdf")],
)
def test_a_files_name_is_one_that_every_computer_takes(stem: str, name: str) -> None:
    assert file_name(stem, "pdf") == name
