"""docs/conversation.md shows each automated answer as it comes out, and what it costs; a stale page fails here."""

from __future__ import annotations

import re
from datetime import time
from pathlib import Path

import pytest

from pastdue.adapters import policies
from pastdue.domain.contact import Language
from pastdue.domain.policy import ParentPays
from pastdue.domain.segments import segments
from pastdue.domain.wording import ANSWERS, call_words, copy_mail, joined, render, usual

PAGE = Path(__file__).parents[2] / "docs" / "conversation.md"


def rows() -> list[str]:
    """The table's rows, with usual values filled in."""
    policy = policies.shipped()
    found = []
    for template in ANSWERS:
        texts = {language: render(policy, template, language, usual(policy)) for language in Language}
        cells = [f"{text} | {segments(text)}" for text in texts.values()]
        found.append(f"| `{template}` | {' | '.join(cells)} |")
    return found


def test_the_page_shows_every_answer_in_both_languages_with_its_segments() -> None:
    page = PAGE.read_text(encoding="utf-8").split("### Every automated answer")[1].splitlines()
    table = [line for line in page if line.startswith(("| `answer_", "| `thank_you`"))]
    assert table == rows(), "the rows must be:\n" + "\n".join(rows())


TOGETHER = {
    "who, balance": ("answer_who", "answer_balance"),
    "who, link": ("answer_who", "answer_link"),
    "balance, link": ("answer_balance", "answer_link"),
    "copy, link": ("answer_copy", "answer_link"),
    "balance, and what a person has to": ("answer_balance", "answer_other"),
}


def joint_rows() -> list[str]:
    """The table of several requests in one reply, with usual values filled in."""
    policy = policies.shipped()
    facts = usual(policy)
    found = []
    for asked, templates in TOGETHER.items():
        each = {language: [render(policy, name, language, facts) for name in templates] for language in Language}
        texts = [joined(facts.creditor, parts) for parts in each.values()]
        found.append(f"| {asked} | {' | '.join(f'{text} | {segments(text)}' for text in texts)} |")
    return found


def test_the_page_shows_what_several_requests_in_one_reply_are_answered_with() -> None:
    page = PAGE.read_text(encoding="utf-8").split("**Several requests in one reply**")[1].split("**Calls.**")[0]
    table = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| together")]
    assert table == joint_rows(), "the rows must be:\n" + "\n".join(joint_rows())


def _keys() -> dict[str, str]:
    """The keys of the policy that the page names, each with what it says is shipped."""
    part = PAGE.read_text(encoding="utf-8").split("### The policy's keys")[1].split("###")[0]
    return dict(re.findall(r"^\| `([\w.]+)` \| (.*?) \|", part, re.MULTILINE))


def test_the_page_names_every_key_of_what_replies_do() -> None:
    shipped = policies.shipped()
    parts = {"promises": shipped.promises, "replies": shipped.replies, "plans": shipped.plans, "books": shipped.books}
    every = {f"{name}.{field}" for name, part in parts.items() for field in type(part).model_fields}
    every |= {"callback_number", "thank_you", "fall_back", "fall_back_after_stop", "mode", "templates"}
    assert every - set(_keys()) == set()


@pytest.mark.parametrize(("key", "said"), sorted(_keys().items()))
def test_what_the_page_says_is_shipped_is(key: str, said: str) -> None:
    value: object = policies.shipped()
    for name in key.split("."):
        value = getattr(value, name)
    if key != "templates":
        assert said == _told(value)


def _told(value: object) -> str:
    if isinstance(value, time):
        return f"`{value:%H:%M}`"
    if value is ParentPays.NEVER or isinstance(value, bool):
        return f"`{str(value is True).lower()}`"
    if isinstance(value, tuple):
        return f"`[{', '.join(map(str, value))}]`"
    return f"`{value}`" if value else "none"


@pytest.mark.parametrize("language", Language)
def test_the_page_says_what_a_caller_hears_and_what_a_copy_is_sent_with(language: Language) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for forwarded in (True, False):
        assert f"- {call_words(language, 'Riverside Plumbing', '(212) 555-0100', forwarded=forwarded)}\n" in page
    mail = copy_mail(language, usual(policies.shipped()))
    assert f"- {mail.subject}: {' '.join(mail.text.split())}\n" in page
