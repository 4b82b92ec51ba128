"""The commands of the modes, as they are typed: the list of tomorrow's touches, a yes and a no, the switch."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pastdue.cli import approvals, explain, switch
from pastdue.cli.main import app
from tests.integration.conftest import Begin
from tests.integration.story import REALM, Story, day
from tests.integration.test_approve import APPROVE


@pytest.fixture
def story(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Two customers whose first rung comes tomorrow."""
    story = begin(base=APPROVE)
    story.invoice(story.customer(), number="D-1", due=day(0))
    sam = story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com")
    story.invoice(sam, number="S-1", due=day(0))
    story.connect()
    story.until(day(2), "16:00")
    for module in (approvals, explain, switch):
        monkeypatch.setattr(module, "stack_world", lambda _stage, _table: story.world)
    return story


def pastdue(*words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--table", "state", "--stage", "live"])


def answer(*words: str) -> dict[str, Any]:
    result = pastdue(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


@pytest.mark.usefixtures("story")
def test_tomorrow_is_listed_and_approved_by_id() -> None:
    dana, sam = answer("approvals", "list")["proposals"]
    assert (dana["customer"], dana["items"][0]["number"], dana["total"]["minor"]) == ("Harborview Cafe", "D-1", 48_500)
    shown = pastdue("approvals", "list").stdout
    assert sam["id"] in shown
    assert "Reply STOP" in shown
    assert "nobody yet" in shown

    done = answer("approvals", "approve", dana["id"], "--by", "Anna")
    assert ([each["id"] for each in done["done"]], done["unknown"]) == ([dana["id"]], [])
    assert [each["approved_by"] for each in answer("approvals", "list")["proposals"]] == ["Anna", ""]


def test_all_of_a_day_is_approved_at_once_and_some_is_rejected(story: Story) -> None:
    dana, sam = answer("approvals", "list", "--on", "2026-09-17")["proposals"]
    assert "rejected for 14 days" in pastdue("approvals", "reject", sam["id"], "--for", "14", "--by", "Anna").stdout
    assert [each["id"] for each in answer("approvals", "approve", "--all", "--by", "Anna")["done"]] == [dana["id"]]

    story.until(day(3), "12:00")
    assert len(story.touches()) == 1


@pytest.mark.parametrize(
    ("on", "clock", "told"),
    [
        (5, "19:59", "1 case came due meanwhile; what may be sent goes out from now on."),
        (5, "20:00", "1 case came due meanwhile; what may be sent goes out from 2026-09-21 09:00 EDT on."),
        (6, "12:00", "1 case came due meanwhile; what may be sent goes out from 2026-09-21 09:00 EDT on."),
        (2, "12:00", "Nothing came due meanwhile."),
    ],
    ids=["before closing on Saturday", "at closing on Saturday", "on Sunday", "before anything was due"],
)
def test_who_resumes_is_told_when_what_waited_may_go(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, on: int, clock: str, told: str
) -> None:
    # given a reminder whose day, a Thursday, fell into a stop
    story = begin()
    story.invoice(story.customer(), number="D-1", due=day(0))
    story.connect()
    monkeypatch.setattr(switch, "stack_world", lambda _stage, _table: story.world)
    pastdue("stop-everything", "--by", "Anna")
    story.until(day(on), clock)

    said = pastdue("resume", "--by", "Anna").stdout

    assert said == f"Going on. {told}\n"


@pytest.mark.usefixtures("story")
def test_a_single_one_is_told_in_the_singular() -> None:
    _, sam = answer("approvals", "list")["proposals"]
    assert "rejected for 1 day\n" in pastdue("approvals", "reject", sam["id"], "--for", "1", "--by", "Anna").stdout
    assert pastdue("approvals", "list").stdout.startswith("1 touch\n")


def test_a_person_reads_every_time_on_the_company_s_clock_and_which_clock_it_is(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a company in Chicago, whose customer in New York is written to at nine there
    story = begin(base=APPROVE + "time_zone: America/Chicago\n")
    story.invoice(story.customer(), number="D-1", due=day(0))
    story.connect()
    story.until(day(2), "16:30")
    monkeypatch.setenv("COLUMNS", "120")
    for module in (approvals, explain):
        monkeypatch.setattr(module, "stack_world", lambda _stage, _table: story.world)

    listed = pastdue("approvals", "list").stdout
    [mail] = story.owner_mails()
    pastdue("approvals", "approve", "--all", "--by", "Anna")
    coming = pastdue("explain", "D-1", "--on", "2026-09-17").stdout
    now = pastdue("explain", "D-1").stdout

    assert "2026-09-17 08:00 CDT" in listed
    assert "from 2026-09-17 08:00 CDT by sms" in mail.text
    assert "Send rung 1 at 2026-09-17 08:00 CDT." in coming
    assert "before rung (rung 1), until 2026-09-17 08:00 CDT" in now
    assert "2026-09-16 15:30 CDT touch approved" in now
    assert "UTC" not in listed + mail.text + coming + now


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("approve", "--by", "Anna"), "name the ids to be approved, or write --all"),
        (("approve", "0a0a0a0a", "--all", "--by", "Anna"), "name the ids to be approved, or write --all"),
        (("approve", "0a0a0a0a", "--by", "Anna"), "0a0a0a0a is not listed for that day"),
        (("reject", "--by", "Anna"), "name the ids to be rejected"),
    ],
)
@pytest.mark.usefixtures("story")
def test_what_cannot_be_approved_is_told(words: tuple[str, ...], told: str) -> None:
    result = pastdue("approvals", *words)
    assert result.exit_code == 1
    assert told in " ".join(result.stderr.split())


@pytest.mark.usefixtures("story")
def test_the_switch_stops_and_resumes() -> None:
    assert "Everything is stopped" in pastdue("stop-everything", "--by", "Anna", "--reason", "wrong amounts").stdout
    assert "stopped already" in pastdue("stop-everything", "--by", "Anna").stdout
    assert answer("approvals", "list")["proposals"] == []
    assert answer("resume", "--by", "Anna")["changed"] is True
    assert "It was not stopped" in pastdue("resume", "--by", "Anna").stdout
    assert len(answer("approvals", "list")["proposals"]) == 2

    assert answer("stop-everything", "--by", "Anna", "--company", REALM)["company_id"] == REALM
    nobody = pastdue("stop-everything", "--by", "Anna", "--company", "4711")
    assert (nobody.exit_code, "there is no company 4711" in nobody.stderr) == (1, True)
