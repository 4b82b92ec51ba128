"""The world of a command: the ports of a deployed stack, as an operator's computer reaches them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from pastdue import bootstrap
from pastdue.cli.explain import stack_world
from pastdue.cli.main import app


@pytest.fixture(autouse=True)
def _an_operators_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keys and a region that nobody answers, and nothing kept from another command."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("AWS_CONFIG_FILE", "/dev/null")
    for name, value in {"STAGE": "", "STATE_TABLE": "", "POWERTOOLS_METRICS_DISABLED": "false"}.items():
        monkeypatch.setenv(name, value)
    cached = (bootstrap.environment, bootstrap.metrics, bootstrap.queue, bootstrap.store, bootstrap._vendors)
    for each in cached:
        each.cache_clear()
    yield
    for each in cached:
        each.cache_clear()


def test_what_a_command_counts_is_no_part_of_its_answer(capsys: pytest.CaptureFixture[str]) -> None:
    world = stack_world("live", "state")

    world.metrics.count("PlansStarted", 2)
    bootstrap.metrics().count("ObjectsUnreadable", code="schema")

    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("words", [("review", "list"), ("digest",), ("redrive",)])
def test_a_computer_without_a_region_is_told_which_variable_names_it(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    # given a computer that has the variable of the functions alone, which no client reads
    monkeypatch.delenv("AWS_DEFAULT_REGION")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    table = () if words == ("redrive",) else ("--table", "state")

    result = CliRunner().invoke(app, [*words, *table, "--stage", "live"])

    assert result.exit_code == 1
    said = " ".join(result.stderr.split())
    assert "et AWS_DEFAULT_REGION and your credentials" in said
    assert ".." not in said
