"""What a person records and orders by command: an opt-out that came by voice, a link for what a dispute accepts."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from pastdue.cli import contacts, review
from pastdue.cli.main import app
from tests.integration.conftest import Begin
from tests.integration.story import DANA, Story, day

STACK = ("--table", "state", "--stage", "live", "--format", "json")


@pytest.fixture
def disputed(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> Story:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "dispute, I will pay 300 but not the rest")
    for module in (contacts, review):
        monkeypatch.setattr(module, "stack_world", lambda _stage, _table: story.world)
    return story


@pytest.mark.parametrize("who", ["1", "(212) 555-0123"])
def test_an_opt_out_by_voice_is_recorded(disputed: Story, who: str) -> None:
    words = ("contact", "opt-out", who, "--said-by", "Dana Cole", "--how", "voice", "--by", "anna")

    result = CliRunner().invoke(app, [*words, *STACK])

    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout) == {"customers": [["9130358721446", "1"]], "numbers": 1}
    assert disputed.phone(DANA).silence is not None
    assert disputed.contact("1").opted_out is not None


@pytest.mark.parametrize("words", [("nobody", "--how", "voice"), ("1", "--how", "pigeon")])
def test_an_opt_out_of_nobody_is_refused(disputed: Story, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, ["contact", "opt-out", *words, "--said-by", "Dana", *STACK])

    assert result.exit_code != 0
    assert disputed.phone(DANA).silence is None


def test_a_question_is_listed_with_its_id_in_one_piece(disputed: Story) -> None:
    [question] = disputed.reviews("dispute")

    result = CliRunner().invoke(app, ["review", "list", *STACK[:-2]])

    assert result.exit_code == 0, result.output
    assert "1 to decide" in result.stdout
    assert f"  {question.id}, since 2026-09-17" in result.stdout
    assert 'They wrote: "dispute, I will pay 300 but not the rest"' in result.stdout
    assert question.suggestion in result.stdout


@pytest.mark.parametrize("amount", ["300", "$300.00"])
def test_a_link_for_what_is_accepted_is_ordered(disputed: Story, amount: str) -> None:
    [question] = disputed.reviews("dispute")

    words = ["review", "decide", question.id, "--send-link-for", amount, "--by", "anna", *STACK]
    result = CliRunner().invoke(app, words)

    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["amount"] == {"minor": 30_000, "currency": "USD"}
    assert disputed.reviews("dispute") == [question]


def test_a_link_for_no_amount_is_refused(disputed: Story) -> None:
    [question] = disputed.reviews("dispute")

    result = CliRunner().invoke(app, ["review", "decide", question.id, "--send-link-for", "some", *STACK])

    assert result.exit_code != 0
