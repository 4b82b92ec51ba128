"""Wording: what people read. A template of the policy, filled with facts; one template serves 1, 20 or 40 invoices.

`{creditor}` is replaced by a value; `[ or call {callback_number}]` is left out whole where a value in it is not known.
Texts for phones come out in GSM-7 and within Twilio's 1,600 letters; e-mails keep every letter.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

from pastdue.domain.contact import Language
from pastdue.domain.errors import BadInput
from pastdue.domain.money import Money, Value
from pastdue.domain.plan import Instalment, Notice, Terms, schedule
from pastdue.domain.policy import BY_EMAIL, BY_TEXT, Policy
from pastdue.domain.segments import gsm7, is_gsm7, segments
from pastdue.domain.touch import Channel

LONGEST = 1600  # vendor-facts, Twilio: Body
LISTED = 20  # more invoices than this are one line that states their number (design.md, The decision)

PLACEHOLDERS: Mapping[str, str] = {
    "creditor": "who the money is for: the policy's creditor, else the company's name",
    "name": "the customer's first name or company",
    "invoices": "the invoice, or the list of them with their amounts, or their number",
    "total": "what is asked for, as the link collects it",
    "days": "how long the oldest of the invoices is past due, such as: 7 days",
    "link": "the pay link",
    "callback_number": "the policy's callback_number",
    "paid": "the payment that came in",
    "remaining": "what is still open after the payment",
    "promised_for": "the day on which the customer said to pay",
    "instalments": "the amounts and dates of a payment plan, as far as they are to come",
    "part": "which instalment of the plan it is, such as: 2 of 3",
}


class Use(StrEnum):
    """What a template is for."""

    TEXT = "text"
    MAIL = "mail"
    ANSWER = "answer"
    PAGE = "page"


# What is always known when a template of that use is filled; everything else may stand only in square brackets.
_ALWAYS: Mapping[Use, frozenset[str]] = {
    Use.TEXT: frozenset({"creditor", "invoices", "total", "days", "link"}),
    Use.MAIL: frozenset({"creditor", "invoices", "total", "days", "link"}),
    Use.ANSWER: frozenset({"creditor"}),
    Use.PAGE: frozenset({"creditor"}),
}

# The automated answers, which a policy must word, and what is known for each besides the creditor.
ANSWERS: Mapping[str, frozenset[str]] = {
    "answer_opt_out": frozenset(),
    "answer_opt_in": frozenset(),
    "answer_help": frozenset(),
    "answer_wrong_number": frozenset(),
    "answer_dispute": frozenset(),
    "answer_already_paid": frozenset(),
    "answer_plan": frozenset(),
    "answer_plan_offer": frozenset({"total", "invoices", "instalments"}),
    "answer_plan_agreed": frozenset({"instalments"}),
    "answer_promise": frozenset(),
    "answer_language": frozenset(),
    "answer_other": frozenset(),
    "answer_link": frozenset({"total", "invoices", "link"}),
    "answer_balance": frozenset({"total", "invoices"}),
    "answer_copy": frozenset({"invoices"}),
    "answer_nothing_open": frozenset(),
    "answer_paid": frozenset(),
    "answer_who": frozenset(),
    "thank_you": frozenset({"paid"}),
}
# What a payment plan's own touches say, which a policy must word too, and what is known for each besides.
NOTICES: Mapping[str, frozenset[str]] = {
    Notice.OFFER: frozenset({"instalments"}),
    Notice.INSTALMENT: frozenset({"part"}),
    Notice.LATE: frozenset({"part"}),
    Notice.CHANGED: frozenset({"part"}),
}
# The e-mail that takes the place of a notice which cannot be texted.
BY_EMAIL_OF: Mapping[str, str] = {
    notice: f"{notice}_by_email" for notice in (Notice.INSTALMENT, Notice.LATE, Notice.CHANGED)
}
PAGES = frozenset({"link_inactive"})
SUBJECT = "Subject:"


class Line(Value):
    """One invoice as a text names it."""

    number: str
    amount: Money


class Facts(Value):
    """What a template is filled with; what is not known stays empty."""

    creditor: str
    name: str = ""
    lines: tuple[Line, ...] = ()
    total: Money | None = None
    days_past_due: int | None = None
    link: str = ""
    callback_number: str | None = None
    paid: Money | None = None
    remaining: Money | None = None
    promised_for: date | None = None
    instalments: tuple[Instalment, ...] = ()
    part: int = 0
    parts: int = 0


class Email(Value):
    """An e-mail, ready to be sent."""

    subject: str
    text: str


class Measured(Value):
    """How long a text for a phone is, filled with usual values."""

    template: str
    language: Language
    letters: int
    segments: int


def render(policy: Policy, template: str, language: Language, facts: Facts, room: int = LONGEST) -> str:
    """A text for a phone: GSM-7, at most `room` letters. English where the template has no such language.

    Raises BadInput when the policy has no such template, or a value outside square brackets is not known.
    """
    source = _source(policy, template, language)
    text = _for_phone(source, language, facts, listed=LISTED)
    return text if len(text) <= room else _for_phone(source, language, facts, listed=1)[:room]


def joined(creditor: str, texts: Iterable[str]) -> str:
    """Texts that answer several requests, as one; who speaks is said once."""
    first, *others = dict.fromkeys(texts)
    own = [text.removeprefix(f"{gsm7(_one_line(creditor))}: ") for text in others]
    return " ".join((first, *(text[:1].upper() + text[1:] for text in own)))


def render_email(policy: Policy, template: str, language: Language, facts: Facts) -> Email:
    """An e-mail: the template's first line is its subject. Raises BadInput as `render` does."""
    source = _source(policy, template, language)
    filled = _fill(source, _values(facts, language, listed=LISTED), template)
    head, _, body = filled.partition("\n")
    return Email(subject=head.removeprefix(SUBJECT).strip(), text=body.strip() + "\n")


_COPY = {
    Language.ENGLISH: (
        "{invoices} from {creditor}",
        "A copy is attached.\n\nIf you did not ask for it, please tell us[ at {callback_number}].\n\n{creditor}",
    ),
    Language.SPANISH: (
        "{invoices}, {creditor}",
        "Adjuntamos una copia.\n\nSi no la pidió, por favor avísenos[ al {callback_number}].\n\n{creditor}",
    ),
}


def copy_mail(language: Language, facts: Facts) -> Email:
    """The e-mail that carries a copy of an invoice, which its customer asked for by text."""
    values = _values(facts, language, listed=LISTED)
    subject, text = (_fill(source, values, "copy") for source in _COPY[language])
    return Email(subject=subject[:1].upper() + subject[1:], text=text + "\n")


_CALL = {
    Language.ENGLISH: (
        "[This is {creditor}. ]Please hold, we are connecting you.",
        "[This is {creditor}. ]This number is for texts. Please call [{callback_number}]<the number on your invoice>.",
    ),
    Language.SPANISH: (
        "[Habla con {creditor}. ]Un momento, por favor, le comunicamos.",
        "[Habla con {creditor}. ]Aquí solo recibimos mensajes. Llame al [{callback_number}]<teléfono de su factura>.",
    ),
}


def call_words(language: Language, creditor: str, callback_number: str | None, *, forwarded: bool) -> str:
    """What somebody hears who calls the number that texts: that they are put through, or whom to call."""
    through, told = _CALL[language]
    source = through if forwarded else re.sub("<(.*?)>", "" if callback_number else r"\1", told)
    facts = Facts(creditor=creditor, callback_number=callback_number)
    return _fill(source, _values(facts, language, listed=LISTED), "call")


def render_page(policy: Policy, template: str, language: Language, facts: Facts) -> str:
    """Words for a page, such as Stripe's message on a link that is closed (500 letters there)."""
    return _fill(_source(policy, template, language), _values(facts, language, listed=LISTED), template)[:500]


def _source(policy: Policy, template: str, language: Language) -> str:
    texts = policy.templates.get(template, {})
    text = texts.get(language, texts.get(Language.ENGLISH))
    if text is None:
        raise BadInput(f"the policy has no template {template!r}")
    return text


def _for_phone(source: str, language: Language, facts: Facts, *, listed: int) -> str:
    values = {name: gsm7(value) for name, value in _values(facts, language, listed=listed).items()}
    if not re.search(r"[^\W\d_]", values["name"]):
        values["name"] = ""  # a name in another script would come out as question marks
    return " ".join(gsm7(_fill(source, values, "text")).split())


def _values(facts: Facts, language: Language, *, listed: int) -> dict[str, str]:
    return {
        "creditor": _one_line(facts.creditor),
        "name": _one_line(facts.name),
        "invoices": _invoices(facts.lines, language, listed),
        "total": facts.total.text() if facts.total else "",
        "days": "" if facts.days_past_due is None else _days(facts.days_past_due, len(facts.lines), language),
        "link": facts.link,
        "callback_number": _one_line(facts.callback_number or ""),
        "paid": facts.paid.text() if facts.paid else "",
        "remaining": facts.remaining.text() if facts.remaining else "",
        "promised_for": _day(facts.promised_for, language) if facts.promised_for else "",
        "instalments": _instalments(facts.instalments, language),
        "part": f"{facts.part}{_OF[language]}{facts.parts}" if facts.part else "",
    }


def file_name(stem: str, ending: str) -> str:
    """A file's name that every computer takes: an invoice's number may hold a slash."""
    plain = re.sub(r"[^\w.-]+", "-", stem).strip("-.")
    return f"{plain}.{ending}"


def _one_line(text: str) -> str:
    """Without control characters and line breaks, which could forge a second line of a text or an e-mail's subject."""
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in text).split())


_ONE = {Language.ENGLISH: "invoice", Language.SPANISH: "la factura"}
_SOME = {Language.ENGLISH: "invoices", Language.SPANISH: "las facturas"}
_MANY = {Language.ENGLISH: "invoices", Language.SPANISH: "facturas"}
_AND = {Language.ENGLISH: " and ", Language.SPANISH: " y "}
_UNNUMBERED = {Language.ENGLISH: "(no number)", Language.SPANISH: "(s/n)"}


def _invoices(lines: tuple[Line, ...], language: Language, listed: int) -> str:
    if not lines:
        return ""
    numbers = [_one_line(line.number) or _UNNUMBERED[language] for line in lines]
    if len(lines) == 1:
        return f"{_ONE[language]} {numbers[0]}"
    if len(lines) > listed:
        return f"{len(lines)} {_MANY[language]}"
    named = [f"{number} ({line.amount.text()})" for number, line in zip(numbers, lines, strict=True)]
    return f"{_SOME[language]} {', '.join(named[:-1])}{_AND[language]}{named[-1]}"


def _days(days: int, invoices: int, language: Language) -> str:
    if language is Language.SPANISH:
        return f"{'hasta ' if invoices > 1 else ''}{days} {'día' if days == 1 else 'días'}"
    return f"{'up to ' if invoices > 1 else ''}{days} {'day' if days == 1 else 'days'}"


_MONTHS = {
    Language.ENGLISH: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    Language.SPANISH: (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
}


def _day(day: date, language: Language) -> str:
    month = _MONTHS[language][day.month - 1]
    return f"{day.day} de {month}" if language is Language.SPANISH else f"{month} {day.day}"


_ON = {Language.ENGLISH: " on ", Language.SPANISH: " el "}
_OF = {Language.ENGLISH: " of ", Language.SPANISH: " de "}


def _instalments(instalments: tuple[Instalment, ...], language: Language) -> str:
    named = [f"{each.amount.text()}{_ON[language]}{_day(each.due_on, language)}" for each in instalments]
    return _AND[language].join(filter(None, (", ".join(named[:-1]), *named[-1:])))


_PLACE = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


def _fill(source: str, values: Mapping[str, str], template: str) -> str:
    """Optional parts first, then the values in one pass, so that a value with brackets in it stays a value."""

    def part(found: re.Match[str]) -> str:
        return found[1] if all(values.get(name) for name in _PLACE.findall(found[1])) else ""

    def value(found: re.Match[str]) -> str:
        known = values.get(found[1])
        if not known:
            raise BadInput(f"the template {template!r} needs {{{found[1]}}}, which is not known here")
        return known

    return _PLACE.sub(value, _OPTIONAL.sub(part, source))


# --- what a policy's templates must keep -----------------------------------------------------------------------------


class Fault(Value):
    """What is wrong with one place of a policy, and its cure."""

    path: str
    what: str
    cure: str


# Carriers filter texts that speak of debt or collection (vendor-facts, Twilio); some states forbid it (The law).
_NEVER = re.compile(r"\b(?:indebted\w*|debt\w*|collect\w*|deud\w*|adeud\w*|cobranz\w*|cobrador\w*)\b", re.IGNORECASE)
_WAY_OUT = {Language.ENGLISH: "Reply STOP to opt out.", Language.SPANISH: "Responda STOP para no recibir mensajes."}


def template_faults(
    templates: Mapping[str, Mapping[Language, str]], channels: Mapping[str, frozenset[Channel]]
) -> tuple[Fault, ...]:
    """What is wrong with a policy's templates; `channels` says which of them the ladders use, and for what."""
    faults = [
        Fault(path=f"templates.{name}", what="this answer has no English text", cure="write its text under en:")
        for name in sorted({*ANSWERS, *PAGES, *NOTICES, *BY_EMAIL_OF.values(), BY_EMAIL, BY_TEXT})
        if Language.ENGLISH not in templates.get(name, {})
    ]
    for name, texts in templates.items():
        for language, text in texts.items():
            path = f"templates.{name}.{language}"
            faults += [Fault(path=path, what=what, cure=cure) for what, cure in _shape_faults(text)]
            for use in uses(name, text, channels):
                notice = name.removesuffix("_by_email")
                always = _ALWAYS[use] | ANSWERS.get(name, frozenset()) | NOTICES.get(notice, frozenset())
                found = (*_place_faults(text, always), *_use_faults(text, use, language))
                faults += [Fault(path=path, what=what, cure=cure) for what, cure in found]
    return tuple(dict.fromkeys(faults))


def uses(name: str, text: str, channels: Mapping[str, frozenset[Channel]]) -> tuple[Use, ...]:
    """What a template is for; one that nothing uses yet is an e-mail if it has a subject, else a text."""
    by_channel = {Channel.SMS: Use.TEXT, Channel.EMAIL: Use.MAIL}
    found = [by_channel[channel] for channel in sorted(channels.get(name, frozenset()))]
    if name in ANSWERS:
        found.append(Use.ANSWER)
    if name in PAGES:
        found.append(Use.PAGE)
    return tuple(found) or (Use.MAIL if text.startswith(SUBJECT) else Use.TEXT,)


def channels_of(policy: Policy) -> dict[str, frozenset[Channel]]:
    """Which templates the ladders use, and for which channels."""
    found: dict[str, frozenset[Channel]] = {}
    for ladder in policy.ladders.values():
        for rung in ladder.rungs:
            found[rung.template] = found.get(rung.template, frozenset()) | {rung.channel}
    return found


_Found = tuple[str, str]


def _shape_faults(text: str) -> Iterator[_Found]:
    rest = _OPTIONAL.sub(r"\1", text)
    if re.search(r"[\[\]]", rest):
        yield "a square bracket has no partner", "close each [ with a ], and put none inside another"
    if re.search(r"[{}]", _PLACE.sub("", rest)):
        yield "a curly bracket has no partner, or stands around no name", "write placeholders such as {total}"
    if word := _NEVER.search(text):
        yield f"the word {word[0]!r} makes carriers block a text", "say 'open' or 'past due' (in Spanish 'pendiente')"


def _place_faults(text: str, always: frozenset[str]) -> Iterator[_Found]:
    for name in dict.fromkeys(_PLACE.findall(text)):
        if name not in PLACEHOLDERS:
            near = closest(name, PLACEHOLDERS)
            yield f"there is no placeholder {{{name}}}", f"write {{{near}}}" if near else f"use {_braced(PLACEHOLDERS)}"
    for name in dict.fromkeys(_PLACE.findall(_OPTIONAL.sub("", text))):
        if name in PLACEHOLDERS and name not in always:
            yield f"{{{name}}} is not always known here", f"put it in square brackets, such as [ {{{name}}}]"


def _use_faults(text: str, use: Use, language: Language) -> Iterator[_Found]:
    needed = {
        Use.TEXT: ("creditor", "invoices", "link"),
        Use.MAIL: ("creditor", "invoices", "link"),
        Use.ANSWER: ("creditor",),
        Use.PAGE: (),
    }[use]
    sure = _OPTIONAL.sub("", text)
    for name in needed:
        if f"{{{name}}}" not in sure:
            yield f"it does not have {{{name}}}", f"add {{{name}}}, which is {PLACEHOLDERS[name]}"
    if use is Use.MAIL and not re.match(rf"{SUBJECT}.*\S.*\n", text):
        yield "an e-mail starts with its subject", f"make the first line '{SUBJECT} ...'"
    if use in {Use.TEXT, Use.ANSWER}:
        if not is_gsm7(text):
            strange = "".join(dict.fromkeys(letter for letter in text if not is_gsm7(letter)))
            yield (
                f"{strange!r} is not in the GSM-7 alphabet and would make the text cost up to three times as much",
                "choose words without it",
            )
        if re.search(r"\{link\}\]?[^\s\]]", text):
            yield "what follows {link} would become part of the address", "put a space or nothing after {link}"
    if use in {Use.TEXT, Use.MAIL} and not re.search(r"\bSTOP\b[^\[\]{}]*$", text):
        yield "it does not end with a way out", f"end it with: {_WAY_OUT[language]}"
    if use is Use.TEXT and len(text) > LONGEST // 2:
        yield f"it is {len(text)} letters long before anything is filled in", f"keep it under {LONGEST // 2} letters"


def _braced(names: Mapping[str, str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def closest(name: str, known: Mapping[str, object]) -> str | None:
    """The known name that somebody who wrote `name` most likely meant."""
    found = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return found[0] if found else None


# --- what texts cost -------------------------------------------------------------------------------------------------


_USUAL_TERMS = Terms(instalments=3, spacing_days=7, smallest=Money(minor=5_000, currency="USD"), first_payment_now=True)


def usual(policy: Policy) -> Facts:
    """Usual values, to measure a policy's texts with: one invoice, and a link that carries an e-mail address."""
    amount = Money(minor=125_000, currency="USD")
    return Facts(
        creditor=policy.creditor or "Riverside Plumbing",
        name="Maria",
        lines=(Line(number="1042", amount=amount),),
        total=amount,
        days_past_due=14,
        link="https://buy.stripe.com/aBc123DeF456GhI789?prefilled_email=maria.lopez%40example.com",
        callback_number=policy.callback_number or "(212) 555-0100",
        paid=amount,
        remaining=amount,
        promised_for=date(2026, 9, 25),
        instalments=schedule(amount, _USUAL_TERMS, date(2026, 9, 11)),
        part=2,
        parts=3,
    )


def measured(policy: Policy) -> tuple[Measured, ...]:
    """How long each text for a phone comes out, with usual values."""
    channels, facts = channels_of(policy), usual(policy)
    found: list[Measured] = []
    for template, texts in policy.templates.items():
        for language, source in texts.items():
            if {Use.TEXT, Use.ANSWER}.isdisjoint(uses(template, source, channels)):
                continue
            text = render(policy, template, language, facts)
            found.append(Measured(template=template, language=language, letters=len(text), segments=segments(text)))
    return tuple(found)
