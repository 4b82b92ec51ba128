"""`make demo-check`: four weeks on the real stack come out as they should, and it says so in one line."""

from __future__ import annotations

import json

import pytest

from sandbox.evidence import broken
from tests.e2e.conftest import LEFT, Checked, Scene

pytestmark = pytest.mark.skipif(bool(LEFT), reason="an earlier demo-check left this stack")


def test_the_weeks_come_out_as_they_should(checked: Checked) -> None:
    assert checked.said.get("faults") == []
    assert checked.code == 0, checked.stderr[-6000:]


def test_stdout_holds_one_line_and_it_is_json(checked: Checked) -> None:
    (line,) = checked.stdout.splitlines()
    said = json.loads(line)
    assert said["ok"] is True
    assert said["invoices"] == 25
    assert set(said["texts_by_rung"]) == {"1", "2", "3"}
    assert said["recovered_minor"] == {"link": 483_500, "check": 433_325}
    assert said["holds"] == {"dispute": 1, "plan": 1}
    assert set(said["aging_before"]) == set(said["aging_after"])


def test_a_person_sees_what_happens_while_it_happens(checked: Checked) -> None:
    assert "lo pago el viernes" in checked.stderr
    assert "What became of each invoice" in checked.stderr


def test_four_weeks_pass_in_less_than_a_second_and_a_half_a_step_on_an_idle_machine(checked: Checked) -> None:
    """Twice that is allowed here: others may be using the machine."""
    assert checked.said["seconds_per_step"] < 3


def test_everything_still_holds_when_the_weeks_are_over(scene: Scene) -> None:
    now = scene.evidence()
    assert list(broken(now, now)) == []
