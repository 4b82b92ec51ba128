"""`pastdue replies check`: the report on labelled replies, for a person and for a program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pastdue.cli.main import app

HERE = Path(__file__).parent / "replies"


def test_a_program_gets_precision_and_recall_of_each_meaning_and_the_misses(tmp_path: Path) -> None:
    # given two replies that are understood, and one whose label is wrong on purpose
    labelled = tmp_path / "labelled.txt"
    labelled.write_text("opt_out|STOP\ndispute|dispute, never got it\nhelp|STOP\n", encoding="utf-8")

    said = CliRunner().invoke(app, ["replies", "check", str(labelled), "--format", "json"])

    report = json.loads(said.stdout)
    assert report["meanings"]["opt_out"] == {"precision": 0.5, "recall": 1.0, "count": 1}
    assert [(miss["label"], miss["understood"]) for miss in report["misses"]] == [("help", "opt_out")]


def test_a_person_sees_a_dash_where_a_meaning_has_no_line_to_measure_it_on(tmp_path: Path) -> None:
    # given no line of a promise, nor of an opt-out though one is taken for it
    labelled = tmp_path / "labelled.txt"
    labelled.write_text("dispute|dispute, never got it\nhelp|STOP\n", encoding="utf-8")

    said = CliRunner().invoke(app, ["replies", "check", str(labelled)])

    rows = {row[0]: row[1:] for line in said.stdout.splitlines() if len(row := line.replace("│", " ").split()) == 4}
    assert rows["dispute"] == ["100.0%", "100.0%", "1"]
    assert rows["help"] == ["0.0%", "0.0%", "1"]
    assert rows["opt_out"] == ["0.0%", "–", "0"]
    assert rows["promise"] == ["–", "–", "0"]


@pytest.mark.parametrize("part", ["held.txt"])
def test_no_opt_out_is_missed_and_hardly_a_dispute(part: str) -> None:
    said = CliRunner().invoke(app, ["replies", "check", str(HERE / part), "--format", "json"])

    found = json.loads(said.stdout)["meanings"]
    assert found["opt_out"]["recall"] == 1.0
    assert found["dispute"]["recall"] >= 0.98
    assert all(min(each["precision"], each["recall"]) >= 0.9 for each in found.values())


def test_a_line_without_a_label_is_named_with_its_number(tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.txt"
    labelled.write_text("opt_out|STOP\njust words\n", encoding="utf-8")

    said = CliRunner().invoke(app, ["replies", "check", str(labelled)])

    assert said.exit_code == 1
    assert "2" in said.stderr
