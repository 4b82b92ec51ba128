"""The demo: `python -m sandbox.demo [--check]`: four weeks of a sample company, on the real stack, in minutes.

It plays the vendors, deploys the stack, connects the sample company through the OAuth page, and lets business time
pass; in the evenings the customers look at their phones. Without --check it shows the outcome and leaves the pages up
until Ctrl-C. With --check it holds the vendors' records against ours, and its last line on stdout is JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console, Group
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from pastdue.adapters.clock import LocalClock
from pastdue.cli.local import Advance
from pastdue.cli.output import money
from pastdue.domain.case import Case, CaseState, HoldKind
from pastdue.domain.errors import PastdueError
from sandbox import local
from sandbox.browser import Browser
from sandbox.evidence import Evidence, Json, Played, broken, cents, gather, reach
from sandbox.ministack import NotUp
from sandbox.people import DANA, JOE, LUCIA, MARCUS, NORA, PRIYA, NotAsTold, People

DAYS = 28
# Late afternoon in the Americas: whoever got a text today has seen it.
EVENING = time_of_day(22, tzinfo=UTC)
_FRIDAY = 4


@dataclass(frozen=True)
class Outcome:
    """What the weeks came to."""

    before: Evidence
    after: Evidence
    people: People
    steps: int
    seconds: float
    advancing: float

    @property
    def recovered(self) -> dict[str, int]:
        """What came in, in cents: through links, and by check."""
        known = {each["Id"] for each in self.before.books["payments"]}
        fresh = [each for each in self.after.books["payments"] if each["Id"] not in known]
        by_link = sum(cents(each["TotalAmt"]) for each in fresh if each.get("PrivateNote"))
        return {"link": by_link, "check": sum(cents(each["TotalAmt"]) for each in fresh) - by_link}

    @property
    def holds(self) -> dict[str, int]:
        """How many cases are held, by reason."""
        return dict(Counter(hold.kind.value for case in self.after.cases for hold in case.holds))

    @property
    def review(self) -> dict[str, int]:
        """How many questions wait for a person, by kind."""
        return dict(Counter(item.kind for item in self.after.reviews if item.decided_at is None))

    def as_json(self, faults: list[str]) -> Json:
        """For a program."""
        states = Counter(case.state.value for case in self.after.cases)
        return {
            "ok": not faults,
            "faults": faults,
            "invoices": len(self.after.books["invoices"]),
            "cases": dict(states),
            "texts_by_rung": self.after.texts_by_rung(),
            "recovered_minor": self.recovered,
            "aging_before": {bucket.value: minor for bucket, minor in self.before.aging().by_bucket.items()},
            "aging_after": {bucket.value: minor for bucket, minor in self.after.aging().by_bucket.items()},
            "holds": self.holds,
            "review": self.review,
            "now": self.after.now.isoformat(),
            "steps": self.steps,
            "seconds": round(self.seconds, 1),
            "seconds_per_step": round(self.advancing / max(self.steps, 1), 2),
        }


# --- the weeks --------------------------------------------------------------------------------------------------------


def deploy(name: str, on: date | None) -> local.LocalStack:
    """A fresh stack under that name, beginning today or on a later day."""
    local.down(name=name)
    ahead = timedelta(0)
    if on is not None:
        ahead = datetime.combine(on, time_of_day(15), UTC) - datetime.now(UTC)
        if ahead < timedelta(0):
            raise SystemExit("--on takes a day that is still to come: business time only moves forward")
    seconds = int(ahead.total_seconds())
    stack = local.up(name=name, schedules=False, vendors={"ahead_seconds": seconds}, env={})
    if seconds:
        LocalClock(stack.store()).advance(timedelta(seconds=seconds))
    return stack


def connect(stack: local.LocalStack) -> None:
    """The owner connects the company: our address, Intuit's page and its button, and back."""
    with Browser() as browser:
        page = browser.open(stack.api + stack.paths["quickbooks_connect"])
        page = browser.send(page, page.form(), button="connect")
    if page.status != 200 or "is connected" not in page.text:
        raise NotAsTold(f"the company was not connected: {page.status} {page.text[:300]}")


def approve(stack: local.LocalStack) -> str:
    """The owner runs the command that the mail names; gives whom tomorrow's touches go to."""
    words = ("approvals", "approve", "--all", "--by", "the owner", "--format", "json")
    keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": "us-east-1"}
    done = subprocess.run(
        [Path(sys.executable).with_name("pastdue"), *words],
        env={
            **os.environ,
            **keys,
            "AWS_ENDPOINT_URL": stack.aws,
            "STAGE": "local",
            "STATE_TABLE": stack.tables["state"],
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    if done.returncode:
        raise NotAsTold(f"the approval failed: {done.stderr}")
    return ", ".join(each["customer"] for each in json.loads(done.stdout)["done"])


def live(stack: local.LocalStack, days: int, say: Console) -> Outcome:
    """Let the weeks pass, and tell of each day."""
    begun = time.monotonic()
    played = Played(stack)
    with closing(reach(stack)) as reached, Browser() as browser:
        people = People(played, reached.settle, browser, partial(approve, stack))
        connect(stack)
        reached.settle()
        before = gather(stack, played)
        advance = Advance(reached, lambda _line: None)
        advancing = 0.0
        steps = texts = 0
        with _bar(say, days) as (progress, task):
            for day in range(1, days + 1):
                moved = time.monotonic()
                steps = advance.by(_to_evening(played.now())).steps
                advancing += time.monotonic() - moved
                for line in filter(None, [_texts(_sent(played) - texts), *people.evening()]):
                    progress.console.print(f"  {played.now():%a %b %d}  {line}", highlight=False)
                texts = _sent(played)
                progress.update(task, completed=day)
        advance.by(timedelta(hours=2))
        after = gather(stack, played)
    return Outcome(before, after, people, steps, time.monotonic() - begun, advancing)


def _to_evening(now: datetime) -> timedelta:
    evening = datetime.combine(now.date(), EVENING)
    return (evening if evening - now > timedelta(minutes=30) else evening + timedelta(days=1)) - now


def _sent(played: Played) -> int:
    return sum(each["direction"] == "outbound-api" for each in played.messages())


def _texts(count: int) -> str:
    return f"{count} text{'s' if count > 1 else ''} went out" if count else ""


class _bar:  # noqa: N801  used as a function, in a with statement
    """A line that says how far the weeks are."""

    def __init__(self, say: Console, days: int) -> None:
        self._progress = Progress(
            TextColumn("  {task.description}"), BarColumn(), TextColumn("day {task.completed} of {task.total}"),
            TimeElapsedColumn(), console=say, transient=True,
        )  # fmt: skip
        self._days = days
        self._held = ExitStack()

    def __enter__(self) -> tuple[Progress, Any]:
        self._held.enter_context(self._progress)
        return self._progress, self._progress.add_task("Four weeks pass", total=self._days)

    def __exit__(self, *trouble: object) -> None:
        self._held.close()


# --- the story's own end ----------------------------------------------------------------------------------------------


def not_as_told(outcome: Outcome) -> Iterator[str]:
    """What did not come out as the story tells it; nothing when all did."""
    after, did, number = outcome.after, outcome.people.did, outcome.people.played.number
    acts = ("dana paid", "lucia promised", "lucia paid", "kenji disputed", "kenji paid", "sam paid", "wrong number")
    more = ("joe stopped", "maya paid", "sink check", "riser check", "marcus promised")
    latest = ("tara asked for a plan", "tara agreed", "tara paid an instalment", "the owner approved", "nora paid")
    for act in (*acts, *more, *latest):
        if act not in did:
            yield f"this never happened: {act}"
    for key in (
        "cafe_boiler",
        "cafe_sink",
        "bakery_oven",
        "imports_drain",
        "inn_shower",
        "northgate_riser",
        "law_kitchen",
    ):
        if cents(after.invoice(number(key))["Balance"]):
            yield f"{key} is not paid"
    for key in ("city_hydrant", "titan_dock", "imports_old", "hardware_toilet", "books_leak", "northgate_riser"):
        if after.texts_about(number(key)):
            yield f"{key} was texted about, and should never be"
    for phone, what in ((JOE, "joe stopped"), (PRIYA, "wrong number")):
        late = [
            each for each in after.reached() if each.address == phone and what in did and each.claimed_at > did[what]
        ]
        if late:
            yield f"{what}, and yet {len(late)} touches came after"
    since = did.get("kenji disputed", after.now)
    if any(each.claimed_at > since for each in after.texts_about(number("imports_pump"))):
        yield "the disputed invoice was asked for again"
    if not _held(after.case(number("imports_pump")), HoldKind.DISPUTE):
        yield "the disputed invoice is not held"
    promised, paid = did.get("lucia promised", after.now), did.get("lucia paid", after.now)
    if any(promised < each.claimed_at < paid for each in after.reached() if each.address == LUCIA):
        yield "Lucia was texted before the Friday that she named"
    yield from _broken_promise(outcome)
    yield from _plan(outcome)
    approved = did.get("the owner approved", after.now)
    if any(each.claimed_at < approved for each in after.reached() if each.address == NORA):
        yield "Nora was texted before the owner approved it"
    if len([each for each in after.reached() if each.address == DANA]) != 2:
        yield "Dana should have had one text for each of her two invoices"
    yield from _refused_first(after, number("brewing_chiller"))
    for key in ("events_tent", "contractor_rough", "dental_1"):
        if after.case(number(key)).state is not CaseState.HANDED_OFF:
            yield f"{key} is not with a person"
    missing = {"no_phone", "not_sms_capable", "old_at_adoption", "dispute", "wrong_number"} - set(outcome.review)
    if missing:
        yield f"the review queue lacks {', '.join(sorted(missing))}"
    if not any("office@example.com" in mail["To"] for mail in after.mails):
        yield "the owner got no e-mail"
    letters = [mail for mail in after.mails if mail["Subject"].startswith("Past due")]
    if len(letters) != 1:
        yield f"{len(letters)} formal letters went out, and one should have"


def _broken_promise(outcome: Outcome) -> Iterator[str]:
    """Marcus named a Friday and let it pass: silence until then, and the ladder goes on afterwards."""
    promised = outcome.people.did.get("marcus promised", outcome.after.now)
    friday = promised + timedelta(days=(_FRIDAY - promised.weekday()) % 7)
    texted = [each.claimed_at for each in outcome.after.reached() if each.address == MARCUS]
    if any(promised < at and at.date() <= friday.date() for at in texted):
        yield "Marcus was texted before the Friday that he named was over"
    if not any(at.date() > friday.date() for at in texted):
        yield "Marcus broke his promise and was never texted again"


def _plan(outcome: Outcome) -> Iterator[str]:
    """Tara pays in three parts, of which the weeks see two; no rung comes while the plan is kept."""
    after, number = outcome.after, outcome.people.played.number("salon_basins")
    invoice = after.invoice(number)
    if not 0 < cents(invoice["Balance"]) < cents(invoice["TotalAmt"]):
        yield "nothing, or everything, of Tara's plan is paid"
    if not _held(after.case(number), HoldKind.PLAN):
        yield "Tara's invoice is not held by its plan"
    agreed = outcome.people.did.get("tara agreed", after.now)
    rungs = [each for each in after.texts_about(number) if each.claimed_at > agreed and each.items[0].rung]
    if rungs:
        yield f"{len(rungs)} rungs came while Tara's plan was kept"


def _held(case: Case, kind: HoldKind) -> bool:
    return any(hold.kind is kind for hold in case.holds)


def _refused_first(after: Evidence, number: str) -> Iterator[str]:
    """Sam's card was declined, the next one was not; the open credit covered the rest, and was applied to it."""
    failed = [charge["payment_intent"] for charge in after.stripe["charges"] if charge["status"] == "failed"]
    if not failed or any(intent not in after.captured() for intent in failed):
        yield "no declined card was followed by a good one"
    left = sum(cents(memo["RemainingCredit"]) for memo in after.books["credit_memos"])
    if left or cents(after.invoice(number)["Balance"]):
        yield f"Sam's invoice is not closed, or {left} of the credit that it was net of is left"


# --- the tables -------------------------------------------------------------------------------------------------------


def tables(outcome: Outcome) -> Group:
    """The outcome, for a person."""
    return Group(_invoices(outcome), "", _sums(outcome), "", _aging(outcome), "", _waiting(outcome))


def _table(title: str, *columns: str) -> Table:
    made = Table(title=title, title_justify="left", title_style="bold", header_style="dim", expand=False)
    for column in columns:
        made.add_column(column.lstrip(">"), justify="right" if column.startswith(">") else "left")
    return made


def _dollars(minor: int) -> str:
    return money(minor, "USD")


def _invoices(outcome: Outcome) -> Table:
    made = _table("What became of each invoice", "Customer", "Invoice", "Due", ">Amount", ">Open", ">Texts", "Outcome")
    for invoice in sorted(outcome.after.books["invoices"], key=lambda each: (each["DueDate"], each["DocNumber"])):
        texts = len(outcome.after.texts_about(invoice["DocNumber"]))
        made.add_row(
            invoice["CustomerRef"]["name"],
            invoice["DocNumber"],
            invoice["DueDate"],
            _dollars(cents(invoice["TotalAmt"])),
            _dollars(cents(invoice["Balance"])) if cents(invoice["Balance"]) else "",
            str(texts or ""),
            _became(outcome, invoice),
        )
    return made


def _became(outcome: Outcome, invoice: Json) -> str:
    after = outcome.after
    case = next((each for each in after.cases if each.invoice.id == invoice["Id"]), None)
    if case is None or case.state is CaseState.CLOSED:
        payments = [
            each for each in after.books["payments"] if any(_names(line, invoice["Id"]) for line in each["Line"])
        ]
        if not payments:
            return "void" if not cents(invoice["TotalAmt"]) else "closed"
        return "paid by link" if any("pi_" in each.get("PrivateNote", "") for each in payments) else "paid by check"
    if case.state is CaseState.HANDED_OFF:
        return f"with a person: {case.ended_because.replace('_', ' ')}"
    why = ", ".join(hold.kind.value for hold in case.holds) or case.waiting_for
    return f"waits: {why.replace('_', ' ')}"


def _names(line: Json, invoice_id: str) -> bool:
    return any(link["TxnId"] == invoice_id and link["TxnType"] == "Invoice" for link in line.get("LinkedTxn", ()))


def _sums(outcome: Outcome) -> Table:
    made = _table("In all", "What", ">How much")
    states = Counter(case.state.value.replace("_", " ") for case in outcome.after.cases)
    for state, count in sorted(states.items()):
        made.add_row(f"Cases {state}", str(count))
    for rung, count in outcome.after.texts_by_rung().items():
        made.add_row(f"Texts of rung {rung}", str(count))
    for way, minor in outcome.recovered.items():
        made.add_row(f"Recovered by {way}", _dollars(minor))
    return made


def _aging(outcome: Outcome) -> Table:
    made = _table("Open receivables by age", "Days past due", ">Before", ">After")
    before, after = outcome.before.aging(), outcome.after.aging()
    for bucket, minor in before.by_bucket.items():
        made.add_row(bucket.heading, _dollars(minor), _dollars(after.by_bucket[bucket]))
    made.add_section()
    made.add_row("In all", _dollars(before.total), _dollars(after.total))
    return made


def _waiting(outcome: Outcome) -> Table:
    made = _table("What waits for a person", "Question", "Their words")
    for item in sorted(outcome.after.reviews, key=lambda each: each.raised_at):
        if item.decided_at is None:
            made.add_row(item.title, item.words)
    return made


# --- the command ------------------------------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="assert the outcome, print it as JSON, and do not stay")
    parser.add_argument("--leave", action="store_true", help="with --check: leave the stack running, for more tests")
    parser.add_argument("--days", type=int, default=DAYS, help="how many days pass")
    parser.add_argument("--on", type=date.fromisoformat, help="the day on which it begins; else today")
    chosen = parser.parse_args(arguments)
    name = "check" if chosen.check else "demo"
    say = Console(stderr=True, highlight=False)
    begun = time.monotonic()
    try:
        stack = deploy(name, chosen.on)
        say.print(f"The stack is up. {chosen.days} days pass; the pages are at {stack.vendors['pages']}")
        outcome = live(stack, chosen.days, say)
        if not chosen.check:
            Console().print(tables(outcome))
            _stay(stack, say)
            return 0
        faults = [*broken(outcome.before, outcome.after), *not_as_told(outcome)]
        say.print(tables(outcome))
        for fault in faults:
            say.print(f"OFF: {fault}", style="red", markup=False)
        print(json.dumps(outcome.as_json(faults) | {"seconds": round(time.monotonic() - begun, 1)}))
        return 1 if faults else 0
    except (NotUp, NotAsTold, PastdueError) as problem:
        say.print(f"The demo ended early: {problem}", style="red", markup=False)
        if chosen.check:
            print(json.dumps({"ok": False, "faults": [str(problem)]}))
        return 1
    except KeyboardInterrupt:
        return 130
    finally:
        if not chosen.leave:
            local.down(name=name)


def _stay(stack: local.LocalStack, say: Console) -> None:
    pages = stack.vendors["pages"]
    links = [link["url"] for link in Played(stack).state("stripe")["payment_links"] if link["active"]]
    say.print("\nThe pages stay up until you press Ctrl-C:", style="bold")
    say.print(f"  the customers' phones  {pages}phones")
    say.print(f"  the ledger             {pages}ledger/{Played.realm}")
    say.print(f"  the inbox              {pages}mails")
    say.print(f"  a pay page             {links[-1] if links else pages + 'links'}")
    say.print("Answer a text as a customer, or pay; `.venv/bin/pastdue local advance 3d --stack demo` lets time pass.")
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    done.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
