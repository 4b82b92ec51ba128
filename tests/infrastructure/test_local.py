"""Starting and stopping what the local stack consists of, and whose secrets it uses."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sandbox import local
from sandbox.background import Background
from sandbox.ministack import MiniStack, NotUp, environment

STRIPE = {"STRIPE_API_BASE": "https://api.stripe.com", "STRIPE_API_KEY": "sk", "STRIPE_WEBHOOK_SECRET": "whsec"}


def sleeper(tmp_path: Path, name: str = "sleeper") -> Background:
    """A program in the background that would run for a minute."""
    tmp_path.mkdir(exist_ok=True)
    background = Background(name, tmp_path)
    background.start([sys.executable, "-c", "import time; time.sleep(60)"], env=os.environ, cwd=tmp_path)
    return background


def test_a_vendor_that_the_environment_does_not_name_is_played() -> None:
    secrets, bases = local.secrets_and_bases({})
    assert secrets == local.PLAYED
    assert bases == {}


def test_a_vendor_that_the_environment_names_is_used_with_its_secrets_and_the_others_are_played() -> None:
    secrets, bases = local.secrets_and_bases(STRIPE)
    assert bases == {"STRIPE_API_BASE": "https://api.stripe.com"}
    assert secrets["stripe"] == {"api_key": "sk", "webhook_secret": "whsec"}
    assert secrets["twilio"] == local.PLAYED["twilio"]


def test_an_address_without_its_secrets_says_which_are_missing() -> None:
    with pytest.raises(SystemExit, match="STRIPE_WEBHOOK_SECRET"):
        local.secrets_and_bases({name: value for name, value in STRIPE.items() if name != "STRIPE_WEBHOOK_SECRET"})


def test_secrets_without_an_address_change_nothing() -> None:
    secrets, _ = local.secrets_and_bases({"STRIPE_API_KEY": "sk_live_of_somebody", "STRIPE_WEBHOOK_SECRET": "whsec"})
    assert secrets["stripe"] == local.PLAYED["stripe"]


def test_nothing_local_can_reach_a_real_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAREAL")
    given = environment("http://127.0.0.1:4566")
    assert "AWS_PROFILE" not in given
    assert given["AWS_ACCESS_KEY_ID"] == "test"
    assert given["AWS_ENDPOINT_URL"] == "http://127.0.0.1:4566"


def test_what_was_started_is_known_until_it_is_stopped(tmp_path: Path) -> None:
    background = sleeper(tmp_path)
    pid = background.pid
    assert pid is not None
    assert Background("sleeper", tmp_path).pid == pid
    assert background.stop() is True
    assert background.pid is None
    assert background.stop() is False


def test_whoever_ends_a_stack_is_told_what_is_being_ended_before_it_takes_its_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "HOME", tmp_path)
    parts = [sleeper(tmp_path / "demo", name) for name in ("vendors", "ministack")]
    told: list[tuple[str, list[bool]]] = []

    assert local.down(name="demo", say=lambda line: told.append((line, [part.pid is not None for part in parts])))

    assert told == [
        ("Ending the played vendors of the stack demo.", [True, True]),
        (
            "Ending the local AWS of the stack demo, with its functions; this can take some twenty seconds.",
            [True, True],
        ),
    ]
    assert [part.pid for part in parts] == [None, None]
    told.clear()
    assert not local.down(name="demo", say=lambda line: told.append((line, [])))
    assert told == []


def test_a_later_process_of_the_same_number_is_left_alone(tmp_path: Path) -> None:
    """A pid file outlives its program; by then the number may be anybody's."""
    background = sleeper(tmp_path)
    file = tmp_path / "sleeper.pid"
    pid = background.pid
    assert pid is not None
    file.write_text(f'{{"pid": {pid}, "born": "another time"}}', "utf-8")
    assert background.stop() is False
    os.kill(pid, 0)
    os.kill(pid, 9)
    os.waitpid(pid, 0)


def test_the_children_end_with_their_parent(tmp_path: Path) -> None:
    child_code = "import time; time.sleep(60)"
    starts = f"p = subprocess.Popen([sys.executable, '-c', {child_code!r}])"
    code = f"import subprocess, sys; {starts}; print(p.pid, flush=True); p.wait()"
    background = Background("parent", tmp_path)
    background.start([sys.executable, "-c", code], env=os.environ, cwd=tmp_path)
    in_time(lambda: bool(background.tail()))
    child = int(background.tail())
    background.stop()
    in_time(lambda: not alive(child))


def test_a_program_that_ends_at_once_is_not_running(tmp_path: Path) -> None:
    background = Background("brief", tmp_path)
    background.start([sys.executable, "-c", "print('done')"], env=os.environ, cwd=tmp_path)
    in_time(lambda: background.pid is None)
    assert background.pid is None
    assert background.tail() == "done"


def test_where_nothing_listens_the_local_aws_is_not_up(tmp_path: Path) -> None:
    assert MiniStack(tmp_path, 1).healthy() is False


def test_asking_for_a_stack_that_is_not_running_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "HOME", tmp_path)
    monkeypatch.setattr(local, "ROOT", tmp_path)
    with pytest.raises(NotUp, match="make local"):
        local.show(name="nowhere")


def in_time(happened: Callable[[], bool]) -> None:
    """Wait until something has happened; half a minute at most."""
    until = time.monotonic() + 30
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def alive(pid: int) -> bool:
    """Whether a process runs; one that only waits to be taken note of does not."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text("utf-8").rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
