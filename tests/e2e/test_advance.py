"""`pastdue local advance` on the deployed stack: what it says, what it moves, and what it refuses."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pastdue.adapters.clock import LocalClock
from tests.e2e.conftest import Scene

PASTDUE = Path(sys.executable).with_name("pastdue")


def pastdue(*words: str) -> subprocess.CompletedProcess[str]:
    """The command, as a person types it."""
    return subprocess.run([PASTDUE, *words], capture_output=True, text=True, timeout=300, check=False)


def test_the_last_line_says_when_it_is_now_and_what_ran(scene: Scene) -> None:
    before = scene.played.now()
    done = pastdue("local", "advance", "1d2h", "--endpoint", scene.stack.aws, "--format", "json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert set(said) == {"now", "steps", "runs"}
    passed = datetime.fromisoformat(said["now"]) - before
    assert timedelta(hours=26) - timedelta(seconds=2) < passed < timedelta(hours=26, minutes=2)
    assert said["steps"] >= 1
    assert said["runs"]["reconciliation"] >= 1
    assert "UTC" in done.stderr


def test_the_vendors_time_is_business_time_to_the_second(scene: Scene) -> None:
    done = pastdue("local", "advance", "90s", "--endpoint", scene.stack.aws)
    assert done.returncode == 0, done.stderr
    ours, theirs = LocalClock(scene.reached.store).now(), scene.played.now()
    assert abs(ours - theirs) < timedelta(seconds=1)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("1d", "--stage", "live"), "stage 'live'"),
        (("1d", "--endpoint", "https://dynamodb.us-east-1.amazonaws.com"), "not this machine"),
        (("1d", "--endpoint", "http://127.0.0.1:9"), "make local"),
        (("1d", "--stack", "nobody-called-it-so"), "nobody-called-it-so"),
        (("soon",), "length of time"),
        (("3",), "length of time"),
        (("-3d",), ""),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(scene: Scene, words: tuple[str, ...], why: str) -> None:
    named = () if any(word in ("--endpoint", "--stack") for word in words) else ("--endpoint", scene.stack.aws)
    before = LocalClock(scene.reached.store).now()
    done = pastdue("local", "advance", *words, *named)
    assert done.returncode in (1, 2)
    assert why in " ".join(done.stderr.split())
    assert LocalClock(scene.reached.store).now() - before < timedelta(minutes=1)


def test_work_that_does_not_end_is_named(scene: Scene) -> None:
    """A message that no worker can read comes back until it is a dead letter; meanwhile time stands still."""
    queue = scene.stack.queues["settlement"]
    sqs = scene.stack.client("sqs")
    sqs.send_message(QueueUrl=queue, MessageBody="{}")
    try:
        done = pastdue("local", "advance", "1h", "--endpoint", scene.stack.aws, "--patience", "3")
    finally:
        sqs.purge_queue(QueueUrl=queue)
    assert done.returncode == 1
    assert "the settlement queue" in done.stderr
