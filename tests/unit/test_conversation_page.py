"""docs/conversation.md shows each automated answer as it comes out, and what it costs; a stale page fails here."""

from __future__ import annotations

from pathlib import Path

from pastdue.adapters import policies
from pastdue.domain.contact import Language
from pastdue.domain.segments import segments
from pastdue.domain.wording import ANSWERS, render, usual

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
    page = PAGE.read_text(encoding="utf-8").splitlines()
    table = [line for line in page if line.startswith(("| `answer_", "| `thank_you`"))]
    assert table == rows(), "the rows must be:\n" + "\n".join(rows())
