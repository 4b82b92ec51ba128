"""`pastdue local`: business time is moved on the local stage, and what is scheduled runs as it would have run."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any, ClassVar

import typer

from pastdue.adapters.clock import LocalClock
from pastdue.cli.local_stack import STAGE, LocalStack, find
from pastdue.cli.output import EXIT_CODES, Format, FormatOption, console, errors_told, json_line, to_stderr
from pastdue.domain.case import Case
from pastdue.domain.company import Company
from pastdue.domain.credit_order import CreditOrder
from pastdue.domain.digest import DigestTurn
from pastdue.domain.errors import BadInput
from pastdue.domain.link_order import LinkOrder
from pastdue.domain.promise import Promise
from pastdue.domain.record import Key, Record
from pastdue.domain.settlement import Settlement
from pastdue.domain.touch import PayLink, Touch

app = typer.Typer(
    help="The local stack's own commands; a real stage has none of them.", no_args_is_help=True, epilog=EXIT_CODES
)

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_SPAN = re.compile(r"(?:\d+[smhdw])+")
_PART = re.compile(r"(\d+)([smhdw])")

# The scheduled functions, in the order in which they run at one instant; and the records that give each one work.
WORK_OF: dict[str, tuple[type[Record], ...]] = {
    "reconciliation": (Touch, PayLink, Settlement, LinkOrder, CreditOrder, Promise),
    "ladder_tick": (Case,),
    "review_notifier": (Company,),
    "owner_digest": (DigestTurn,),
}
# A daily run beyond what is due, as lost webhooks leave nothing due: in the morning, before anyone may be texted.
_DAILY_AT = time(11, tzinfo=UTC)
_BEAT = timedelta(days=7)
# What stays due at one instant whatever runs (a vendor is out) is asked again after so much time.
_AT_LEAST = timedelta(minutes=5)
_ROUNDS = 4
_SECOND = timedelta(seconds=1)


def span(text: str) -> timedelta:
    """A length of time such as 3d, 12h or 1w2d. Raises BadInput."""
    if not _SPAN.fullmatch(text):
        raise BadInput(f"{text!r} is no length of time; write it as 90s, 30m, 12h, 3d, 2w, or 1d12h")
    return sum((timedelta(**{_UNITS[unit]: int(count)}) for count, unit in _PART.findall(text)), timedelta())


class Ran(Record):
    """When the runs that do not hang on due work last ran, in business time."""

    KIND: ClassVar[str] = "local-runs"

    reconciled_at: datetime | None = None
    beat_at: datetime | None = None

    @property
    def key(self) -> Key:
        return RAN_KEY


RAN_KEY = Key("clock", "runs")


@dataclass
class Passed:
    """What an advance did: moves of the clock, and runs by function; `failed` ran and raised."""

    now: datetime
    steps: int = 0
    runs: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        said: dict[str, Any] = {"now": self.now.isoformat(), "steps": self.steps, "runs": dict(self.runs)}
        return said | ({"failed": dict(self.failed)} if self.failed else {})


class Advance:
    """Lets business time pass on a local stack: from one instant at which something is due to the next."""

    def __init__(self, stack: LocalStack, say: Callable[[str], None], patience: float = 180.0) -> None:
        self._stack = stack
        self._say = say
        self._patience = patience
        self._clock = LocalClock(stack.store)
        self._passed = Passed(self._clock.now())

    def by(self, length: timedelta) -> Passed:
        """Let so much time pass. Raises Stuck when work does not come to an end."""
        self._stack.settle(self._patience)
        self._set_vendors()
        target = self._clock.now() + length
        stepped_to: datetime | None = None
        while True:
            due = self._run_due(last=self._clock.now() >= target - _SECOND)
            now = self._clock.now()
            if now >= target - _SECOND:
                self._passed.now = now
                return self._passed
            upcoming = min([*due.values(), *self._vendors_due(), self._next_daily()])
            if stepped_to is not None and upcoming <= stepped_to:
                upcoming = now + _AT_LEAST
            stepped_to = min(max(upcoming, now), target)
            self._move(stepped_to, target)

    # What is due

    def _due(self) -> dict[str, datetime]:
        """When each function next has work, of those that will have some."""
        times = {
            function: [at for kind in kinds if (at := self._stack.store.next_due(kind)) is not None]
            for function, kinds in WORK_OF.items()
        }
        return {function: min(found) for function, found in times.items() if found}

    def _vendors_due(self) -> list[datetime]:
        """When the played vendors next do something, together with what they do in the same minute."""
        due = self._stack.order("tick")["next_due"] if self._stack.control else None
        # A text is queued, sent and delivered within seconds: that is one step.
        return [datetime.fromisoformat(due).replace(second=0, microsecond=0) + timedelta(minutes=1)] if due else []

    def _next_daily(self) -> datetime:
        ran = self._ran().reconciled_at
        now = self._clock.now()
        today = datetime.combine(now.date(), _DAILY_AT)
        before = today if today <= now else today - timedelta(days=1)
        return before if ran is None or ran < before else before + timedelta(days=1)

    # Runs

    def _run_due(self, *, last: bool) -> dict[str, datetime]:
        """Everything that has work now, in order; again while one run has given another something to do.

        Gives when each function next has work.
        """
        self._beat()
        unasked = last or self._next_daily() <= self._clock.now()
        for round_ in range(_ROUNDS):
            due = self._due()
            now = self._clock.now()
            wanted = [function for function in WORK_OF if function in due and due[function] <= now]
            if round_ == 0 and unasked and "reconciliation" not in wanted:
                wanted.insert(0, "reconciliation")
            if not wanted:
                return due
            for function in wanted:
                self._run(function)
        return self._due()

    def _beat(self) -> None:
        beat_at, now = self._ran().beat_at, self._clock.now()
        if beat_at is not None and now - beat_at < _BEAT:
            return
        if beat_at is not None:
            self._run("connection_heartbeat")
        self._note(beat_at=now)

    def _run(self, function: str) -> None:
        trouble = self._stack.invoke(function)
        self._passed.runs[function] += 1
        if trouble:
            self._passed.failed[function] += 1
            self._say(f"{function} failed: {trouble}; it runs again when its work is next due")
        self._stack.settle(self._patience)
        if function == "reconciliation":
            self._note(reconciled_at=self._clock.now())

    def _ran(self) -> Ran:
        return self._stack.store.get(Ran, RAN_KEY) or Ran()

    def _note(self, **when: datetime) -> None:
        self._stack.store.commit(self._ran().model_copy(update=when))

    # Time

    def _move(self, to: datetime, target: datetime) -> None:
        now = self._clock.now()
        seconds = math.ceil((to - now).total_seconds())
        if now + timedelta(seconds=seconds) > target:
            seconds = max(1, int((target - now).total_seconds()))
        self._clock.advance(timedelta(seconds=seconds))
        self._passed.steps += 1
        self._set_vendors()
        self._say(f"{self._clock.now():%a %b %d %H:%M} UTC")
        self._stack.settle(self._patience)

    def _set_vendors(self) -> None:
        """The played vendors' time is business time too; another's is its own affair."""
        if self._stack.control:
            offset = round((self._clock.now() - self._clock.wall()).total_seconds())
            self._stack.order("clock", offset_seconds=offset)


@app.callback()
def local() -> None:
    """Keep `advance` a command of its own."""


@app.command(epilog=EXIT_CODES)
def advance(
    length: Annotated[str, typer.Argument(help="How much business time: 90s, 30m, 12h, 3d, 2w, or 1d12h.")],
    endpoint: Annotated[str | None, typer.Option(help="The local AWS; else what `make local` wrote down.")] = None,
    stack: Annotated[str | None, typer.Option(help="Which local stack, where several are running.")] = None,
    stage: Annotated[str, typer.Option(envvar="STAGE", help="The stage; no other than local is taken.")] = STAGE,
    patience: Annotated[float, typer.Option(help="Seconds without any progress after which work is stuck.")] = 180.0,
    format_: FormatOption = Format.TABLE,
) -> None:
    """Let business time pass, and run what is scheduled whenever it has work, with all queues empty before each run."""
    with errors_told():
        if stage != STAGE:
            raise BadInput(f"business time moves on the local stage only, and this is stage {stage!r}")
        by = span(length)
        with closing(find(endpoint, stack)) as found:
            passed = Advance(found, to_stderr, patience).by(by)
    if format_ is Format.JSON:
        json_line(passed.as_json())
    else:
        runs = ", ".join(f"{name} {count}" for name, count in passed.runs.items()) or "nothing ran"
        console().print(f"It is {passed.now:%A, %B %d %Y, %H:%M} UTC; {passed.steps} steps; {runs}")
    if passed.failed:
        raise typer.Exit(1)
