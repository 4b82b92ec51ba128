"""Runs seeds: one seed fixes the company, the people, the weather and every order, and replays a failure exactly.

`python -m tests.simulation.run [--first K] [--seeds N]` prints what happened, and how to see the first failure again.
"""

from __future__ import annotations

import argparse
import gc
import logging
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from random import Random
from zoneinfo import ZoneInfo

from tests.simulation.chaos import Weather
from tests.simulation.host import Host
from tests.simulation.invariants import Violation, Watch
from tests.simulation.people import REALM, Town
from tests.simulation.schedule import Endless

DAYS = 100
"""How long a company is watched, the three calm days at the end included."""
_CALM = timedelta(days=3)
_MOST_MEMORY = 4_000_000_000
_FIRST_START = date(2026, 1, 5)
_POLICY = """\
mode: auto
callback_number: (212) 555-0100
consent: {tags: ["#sms-ok"]}
invoice_field: Paid with
plans: {offered_from_rung: 1, spacing_days: 7, smallest: 5.00, largest_balance: 10000.00}
"""


@dataclass
class Report:
    """What a seed's run was like."""

    seed: int
    days: float = 0.0
    steps: int = 0
    trace: int = 0
    invocations: int = 0
    texts: int = 0
    payments: int = 0
    acts: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)

    def fingerprint(self) -> tuple[object, ...]:
        """What two runs of a seed must have in common."""
        said = tuple(str(each) for each in self.violations)
        return (
            self.trace,
            self.steps,
            self.invocations,
            self.texts,
            self.payments,
            self.acts,
            tuple(self.faults.items()),
            said,
        )


def run_seed(
    seed: int, prepare: Callable[[Host], None] | None = None, *, days: int = DAYS, quick: bool = True
) -> Report:
    """One seed from its first day to three calm days after its last trouble. `prepare` may break something first."""
    chance = Random(seed)
    start = _FIRST_START + timedelta(days=chance.randrange(360))
    began = datetime.combine(start, clock_time(7, chance.randrange(60)), ZoneInfo("America/New_York"))
    began = began.astimezone(ZoneInfo("UTC"))
    until = began + timedelta(days=days) - _CALM
    weather = Weather.of(Random(chance.getrandbits(64)), until)
    host = Host(began, seed=chance.getrandbits(32), policy=_POLICY, weather=weather, quick=quick)
    books = host.vendors.quickbooks.add_company(
        REALM, name="Bright Pine Plumbing", multicurrency=True, custom_fields={"1": "Paid with"}
    )
    host.vendors.quickbooks.requests_per_minute = chance.choice((500, 500, 120, 40))
    books.index_lag = timedelta(seconds=chance.choice((0, 0, 2, 30, 300)))
    # Intuit speaks of 24 hours in which a replaced refresh token still serves; without, a death may end a connection.
    grace = timedelta(hours=chance.choice((24, 24, 24, 0)))
    oauth = host.vendors.quickbooks.oauth
    oauth.lifetimes = replace(oauth.lifetimes, superseded_grace=grace)
    town = Town(host, books, Random(chance.getrandbits(64)), until)
    watch = Watch(host, books, town)
    town.settle(start)
    watch.read_everything()
    host.lines["quickbooks"].before = town.meanwhile
    host.hooks.frozen = town.while_frozen
    if prepare is not None:
        prepare(host)
    with listening(watch):
        host.connect(REALM)
        host.plan()
        host.follow_vendors()
        host.schedule.after(3600, town.work_in_the_books)
        host.schedule.after(3600, town.look_after_the_connection)
        try:
            host.schedule.run_until(until)
            host.schedule.run_until(until + _CALM)
            watch.settled()
        except Endless as endless:
            watch.broken("settled", str(endless))
    return Report(
        seed=seed,
        days=(host.clock.at - began).total_seconds() / 86_400,
        steps=host.schedule.steps,
        trace=host.schedule.trace,
        invocations=host.notes.invocations,
        texts=len(watch.touches),
        payments=len(host.vendors.stripe.payments()),
        acts=town.acts,
        faults=Counter(weather.counts),
        violations=watch.violations,
    )


class Listener(logging.Handler):
    """Hears what is logged."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        """Let the watch hear it, whatever its level."""
        self._watch.overheard(record.getMessage())


@contextmanager
def listening(watch: Watch) -> Iterator[None]:
    """Everything that Pastdue logs goes to the watch, and nowhere else."""
    log = logging.getLogger("pastdue")
    before = (log.handlers, log.propagate, log.level)
    log.handlers, log.propagate = [Listener(watch)], False
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.handlers, log.propagate = before[:2]
        log.setLevel(before[2])


def bounded() -> None:
    """Bounds for a process that runs seeds: its rubbish is collected when a seed is over, and it may not grow on."""
    gc.disable()
    gc.freeze()
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


def tell(line: str) -> None:
    """Say one line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Run seeds from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--days", type=int, default=DAYS)
    asked = parser.parse_args()
    bounded()
    began = time.monotonic()
    totals, bad = Report(seed=asked.first), []
    for seed in range(asked.first, asked.first + asked.seeds):
        report = run_seed(seed, days=asked.days)
        gc.collect()
        totals.days += report.days
        totals.steps += report.steps
        totals.invocations += report.invocations
        totals.texts += report.texts
        totals.payments += report.payments
        totals.acts += report.acts
        totals.faults += report.faults
        if report.violations:
            bad.append(report)
            tell(f"seed {seed}: {len(report.violations)} violations")
            for violation in report.violations:
                tell(f"  promise {violation}")
    seconds = time.monotonic() - began
    tell(f"seeds {asked.first} to {asked.first + asked.seeds - 1}: {asked.seeds - len(bad)} kept every promise")
    tell(f"{totals.days:.0f} company-days, {totals.steps} steps, {totals.invocations} invocations in {seconds:.1f} s")
    tell(f"{totals.texts} texts, {totals.payments} payments, {totals.acts} acts of people")
    tell(f"{totals.faults.total()} faults: " + ", ".join(f"{k} {n}" for k, n in totals.faults.most_common()))
    if bad:
        days = "" if asked.days == DAYS else f" DAYS={asked.days}"
        tell(f"{len(bad)} seeds with violations; see the first one again with: make simulate SEED={bad[0].seed}{days}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
