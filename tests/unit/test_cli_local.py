"""Business time on the local stage: where it stops, what runs there, and where it may not move at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import pytest
from typer.testing import CliRunner

from pastdue.adapters.clock import LocalClock
from pastdue.adapters.memory import MemoryStore
from pastdue.cli import local_stack
from pastdue.cli.local import Advance, span
from pastdue.cli.local_stack import LocalStack, Stuck
from pastdue.cli.main import app
from pastdue.domain.case import Case, case_key
from pastdue.domain.errors import BadInput
from pastdue.domain.ledger import Invoice, InvoiceStatus
from pastdue.domain.money import Money

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@dataclass
class Bench:
    """A local stack that only notes what it is asked, and a function for each name that may answer."""

    store: MemoryStore = field(default_factory=MemoryStore)
    control: str = ""
    ran: list[tuple[str, datetime]] = field(default_factory=list)
    ordered: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    answers: dict[str, Callable[[], str]] = field(default_factory=dict)
    vendors_due: datetime | None = None
    settled: int = 0

    def now(self) -> datetime:
        return LocalClock(self.store).now()

    def settle(self, patience: float = 0.0) -> None:
        self.settled += 1

    def invoke(self, function: str) -> str:
        self.ran.append((function, self.now()))
        return self.answers.get(function, lambda: "")()

    def order(self, verb: str, **what: Any) -> dict[str, Any]:
        self.ordered.append((verb, what))
        return {"next_due": self.vendors_due and self.vendors_due.isoformat()}

    def times(self, function: str) -> list[datetime]:
        return [at for name, at in self.ran if name == function]

    def advance(self, by: timedelta) -> Any:
        return Advance(cast("LocalStack", self), lambda _line: None).by(by)


def due(bench: Bench, at: datetime) -> None:
    """A case whose next time that is."""
    amount = Money(minor=100_00, currency="USD")
    invoice = Invoice(
        id="1",
        sync_token="0",
        number="1001",
        customer_id="1",
        customer_name="Harborview Cafe",
        issued_on=date(2026, 9, 1),
        due_on=date(2026, 9, 16),
        total=amount,
        balance=amount,
        status=InvoiceStatus.OPEN,
        created_at=at,
        updated_at=at,
    )
    known = bench.store.get(Case, case_key("1", "1"))
    fresh = Case(company_id="1", invoice=invoice, payer_id="1", opened_at=at, due_at=at)
    bench.store.commit(fresh.model_copy(update={"version": known.version}) if known else fresh)


def not_due(bench: Bench) -> str:
    """What a tick does that lets its cases sleep."""
    case = bench.store.get(Case, case_key("1", "1"))
    if case is not None and case.due_at is not None and case.due_at <= bench.now():
        bench.store.commit(case.model_copy(update={"due_at": None}))
    return ""


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("12h", timedelta(hours=12)),
        ("3d", timedelta(days=3)),
        ("2w", timedelta(weeks=2)),
        ("1d12h", timedelta(days=1.5)),
        ("0d", timedelta(0)),
    ],
)
def test_a_length_of_time_is_written_with_its_units(text: str, length: timedelta) -> None:
    assert span(text) == length


@pytest.mark.parametrize("text", ["", "3", "d", "3 d", "-3d", "+3d", "1.5d", "3days", "3D", "d3", "1d 2h"])
def test_a_length_of_time_that_could_mean_two_things_is_none(text: str) -> None:
    with pytest.raises(BadInput, match="length of time"):
        span(text)


def test_time_stops_where_a_case_is_due_and_the_tick_runs_there() -> None:
    bench = Bench()
    at = bench.now() + 5 * HOUR
    due(bench, at)
    bench.answers["ladder_tick"] = lambda: not_due(bench)
    bench.advance(10 * HOUR)
    (ticked,) = bench.times("ladder_tick")
    assert at <= ticked < at + MINUTE


def test_time_never_passes_the_end_however_soon_after_it_something_is_due() -> None:
    bench = Bench()
    end = bench.now() + 10 * HOUR
    due(bench, end + 30 * MINUTE)
    passed = bench.advance(10 * HOUR)
    assert end - timedelta(seconds=2) <= passed.now < end + MINUTE
    assert bench.times("ladder_tick") == []


def test_what_stays_due_is_asked_again_in_steps_of_five_minutes_and_time_goes_on() -> None:
    """A vendor is out: the tick changes nothing."""
    bench = Bench()
    due(bench, bench.now() + MINUTE)
    passed = bench.advance(HOUR)
    instants = sorted({at.replace(second=0, microsecond=0) for at in bench.times("ladder_tick")})
    assert all(second - first >= timedelta(minutes=3) for first, second in pairwise(instants))
    assert 10 <= passed.steps <= 16


def test_reconciliation_runs_once_a_day_and_at_the_end_though_nothing_is_due() -> None:
    bench = Bench()
    bench.advance(3 * DAY)
    days = {at.date() for at in bench.times("reconciliation")}
    assert len(days) >= 3
    assert len(bench.times("reconciliation")) <= 5


def test_the_heartbeat_runs_once_a_week_over_several_advances() -> None:
    bench = Bench()
    for _ in range(5):
        bench.advance(3 * DAY)
    assert len(bench.times("connection_heartbeat")) == 2


def test_every_run_begins_and_ends_with_empty_queues() -> None:
    bench = Bench()
    seen: list[int] = []

    def run() -> str:
        seen.append(bench.settled)
        return ""

    bench.answers["reconciliation"] = run
    bench.advance(2 * DAY)
    assert len(seen) == len(set(seen))
    assert bench.settled > seen[-1]


def test_a_run_that_fails_is_counted_and_told() -> None:
    bench = Bench()
    bench.answers["reconciliation"] = lambda: "Unavailable"
    told: list[str] = []
    passed = Advance(cast("LocalStack", bench), told.append).by(HOUR)
    assert passed.as_json()["failed"]["reconciliation"] >= 1
    assert any("reconciliation failed: Unavailable" in line for line in told)


def test_played_vendors_get_the_same_offset_to_the_second() -> None:
    bench = Bench(control="http://127.0.0.1:1/_play")
    bench.advance(3 * HOUR)
    offsets = [what["offset_seconds"] for verb, what in bench.ordered if verb == "clock"]
    assert offsets[-1] == round((bench.now() - datetime.now(UTC)).total_seconds())


def test_foreign_vendors_are_told_nothing() -> None:
    bench = Bench(control="")
    bench.advance(3 * HOUR)
    assert bench.ordered == []


def test_time_stops_for_what_a_played_vendor_does_by_itself() -> None:
    """A bank debit settles days later: its webhook must come before what we do after it."""
    bench = Bench(control="http://127.0.0.1:1/_play")
    bench.vendors_due = bench.now() + 2 * HOUR
    passed = bench.advance(3 * HOUR)
    assert passed.steps >= 2


# --- where the stack is ---------------------------------------------------------------------------------------------


def written(root: Path, name: str, **more: Any) -> None:
    """What `make local` writes down."""
    said = {"aws": f"http://127.0.0.1:1/{name}", "functions": {"f": name}, "queues": {}, "tables": {"state": name}}
    (root / ".local" / name).mkdir(parents=True)
    (root / ".local" / name / "stack.json").write_text(json.dumps(said | more), "utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory in which one looks for stacks; they all say that they are local."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(local_stack, "_CHECKOUT", tmp_path)
    said = {"Environment": {"Variables": {"STAGE": "local"}}}
    monkeypatch.setattr(local_stack, "_asked", lambda _stack, _ask: said)
    return tmp_path


def test_the_only_stack_is_meant(here: Path) -> None:
    written(here, "demo")
    assert local_stack.find(None, None).table == "demo"


def test_of_several_the_one_of_make_local_is_meant_unless_another_is_named(here: Path) -> None:
    written(here, "demo")
    written(here, "local")
    assert local_stack.find(None, None).table == "local"
    assert local_stack.find(None, "demo").table == "demo"


def test_without_a_stack_the_way_to_one_is_told(here: Path) -> None:
    with pytest.raises(BadInput, match="make local"):
        local_stack.find(None, None)


def test_a_name_that_is_none_is_told_with_those_that_are(here: Path) -> None:
    written(here, "demo")
    written(here, "check")
    with pytest.raises(BadInput, match="check, demo"):
        local_stack.find(None, None)


def test_played_vendors_are_known_from_what_was_written_and_foreign_ones_have_no_strings(here: Path) -> None:
    written(here, "demo", vendors={"control": "http://127.0.0.1:2/_play"})
    written(here, "foreign", vendors={})
    assert local_stack.find(None, "demo").control == "http://127.0.0.1:2/_play"
    assert local_stack.find(None, "foreign").control == ""


@pytest.mark.parametrize("address", ["https://sqs.us-east-1.amazonaws.com", "http://10.0.0.7:4566"])
def test_an_address_that_is_not_this_machine_is_refused(here: Path, address: str) -> None:
    with pytest.raises(BadInput, match="local stage only"):
        local_stack.find(address, None)


def test_a_stack_of_another_stage_is_refused(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has made a way through from this machine to a real stack."""
    written(here, "demo")
    said = {"Environment": {"Variables": {"STAGE": "live"}}}
    monkeypatch.setattr(local_stack, "_asked", lambda _stack, _ask: said)
    with pytest.raises(BadInput, match="stage 'live'"):
        local_stack.find(None, None)


@pytest.mark.parametrize("words", [("review", "list"), ("explain", "1042"), ("redrive",)])
def test_a_command_after_the_local_stack_was_stopped_says_so_and_how_it_is_started(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "http://127.0.0.1:1"
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
    given = {"STAGE": "local", "STATE_TABLE": "state", "AWS_ENDPOINT_URL": address}
    for name, value in {**keys, **given}.items():
        monkeypatch.setenv(name, value)

    done = CliRunner().invoke(app, words)

    assert done.exit_code == 1
    assert f"the local stack is not running: nothing answers at {address}" in done.stderr
    assert "make local" in done.stderr


class Rows(LocalStack):
    """A stack whose work is told row by row."""

    def __init__(self, *rows: tuple[str, int] | None) -> None:
        super().__init__("http://127.0.0.1:1", {}, {}, "")
        self.__dict__["rows"] = list(rows)

    def _work(self) -> Any:
        rows = self.__dict__["rows"]
        row = rows.pop(0) if len(rows) > 1 else rows[0]
        return iter([row] if row else [])


def test_queues_must_be_empty_twice_in_a_row() -> None:
    stack = Rows(("the intake queue", 1), None, ("the touch queue", 1), None, None, ("never asked", 1))
    stack.settle()
    assert stack.__dict__["rows"] == [("never asked", 1)]


def test_work_that_does_not_move_is_named() -> None:
    with pytest.raises(Stuck, match=r"the settlement queue \(1\)"):
        Rows(("the settlement queue", 1)).settle(patience=0.2)


def test_work_that_moves_is_waited_for_however_long_it_takes() -> None:
    rows = [("the intake queue", count) for count in range(12, 0, -1)]
    Rows(*rows, None, None).settle(patience=0.2)
