"""The replay: a file of real receivables, its two years of days, and all of Pastdue in one process between them.

The customers of the file pay on the day on which they really paid, and dispute what they really disputed. Whether all
went well is then read from the played vendors' own records, not from Pastdue's.
"""

from __future__ import annotations

import argparse
import json
import sys
import time as stopwatch
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

from pastdue.domain.audit import AuditEntry
from pastdue.domain.case import Case, CaseState
from pastdue.domain.review import ReviewItem
from pastdue.usecases.reconcile import reconcile
from sandbox.company import SAMPLE_NAME, SAMPLE_REALM, Receivable, load_receivables
from sandbox.findings import Findings, examine, link_in, numbers_on
from sandbox.inprocess import InProcess
from sandbox.stripe.objects import Link
from sandbox.twilio.played import Message
from sandbox.wire import Delivery
from sandbox.world import Vendor

FILE = Path(__file__).resolve().parents[2] / "shared" / "data" / "accounts_receivable.csv"

_HOME = ZoneInfo("America/New_York")
_BEFORE_ALL = datetime(2000, 1, 1, tzinfo=_HOME)
# Money comes at a second of its own: what was texted before it has an earlier time, also where times are whole seconds.
_ISSUED, _SETTLED = time(9), time(16, 0, 1)
_REPLIES_AFTER = timedelta(minutes=10)
_LOOKS_AFTER = timedelta(minutes=5)
_RECONCILED_EVERY = timedelta(minutes=15)
_AFTERMATH = timedelta(days=3)
# At least so many of the real invoices have a live link and an even number when they are paid.
_LEAST_BY_LINK, _OF = 250, 2466
_OFTEN = 0.25


@dataclass
class Outcome:
    """What a replay came to."""

    vendors: Findings
    """By the vendors' records."""
    links_alive_after_payment: int
    """Links that still asked for an invoice five minutes after its money came."""
    links_dead_after_dispute: int
    dead_letters: int
    faults: dict[str, object]
    """What is not as it must be; empty when all is well."""
    review_items: dict[str, int]
    """By kind, by Pastdue's own record; likewise what follows."""
    handed_off: int
    open_cases: int
    days: int
    seconds: float

    def as_json(self) -> str:
        """One line."""
        flat: dict[str, object] = {**vars(self.vendors), **vars(self)}
        del flat["vendors"]
        return json.dumps(flat)


class Replay:
    """One company, its customers from a file, and their days, one after the other.

    limit: only the oldest so many invoices. bad_line: many webhooks are lost, repeated or overtaken (replies arrive).
    """

    def __init__(self, file: Path, *, limit: int | None = None, bad_line: bool = False, **inprocess: Any) -> None:
        self.app = InProcess(_BEFORE_ALL, listen=self._arrived, **inprocess)
        self.company = self.app.vendors.quickbooks.add_company(
            SAMPLE_REALM, name=SAMPLE_NAME, email="owner@example.com", zone=_HOME
        )
        self.bad_line = bad_line
        if bad_line:
            _spoil(self.app)
        self.receivables = load_receivables(self.app.vendors.quickbooks, file, limit, issue_all=False)
        if not self.rows:
            raise ValueError(f"{file} has no invoices")
        self.links_alive_after_payment = 0
        self.links_dead_after_dispute = 0
        self.days = 0
        self.seconds = 0.0
        self._settling: defaultdict[date, list[Receivable]] = defaultdict(list)
        for row in self.rows:
            self._settling[row.settled].append(row)
        self._to_dispute = {row.number for row in self.rows if row.disputed}
        self._links_of: defaultdict[str, list[Link]] = defaultdict(list)

    @property
    def rows(self) -> list[Receivable]:
        """The invoices of the file."""
        return self.receivables.rows

    # The days

    def run(self) -> Outcome:
        """From the day before the first invoice until some days after the last payment."""
        began = stopwatch.monotonic()
        first = min(row.invoiced for row in self.rows)
        last = max(row.settled for row in self.rows) + _AFTERMATH
        self.app.clock.at = _at(first - timedelta(days=1), _ISSUED)
        self.app.connect(SAMPLE_REALM)
        for ahead in range((last - first).days + 1):
            day = first + timedelta(days=ahead)
            self._day(day)
            if day == last or (day + timedelta(days=1)).day == 1:
                print(self._progress(day), flush=True)
        self.app.run_until(_at(last + timedelta(days=1), _ISSUED))
        self.days = (last - first).days + 1
        self.seconds = stopwatch.monotonic() - began
        return self.outcome()

    def _day(self, day: date) -> None:
        self.app.run_until(_at(day, _ISSUED))
        self.receivables.issue(through=day)
        paying = self._settling.get(day)
        if paying:
            self.app.run_until(_at(day, _SETTLED) - timedelta(seconds=1))
            self.app.clock.at = _at(day, _SETTLED)
            self._settle(paying)
            # Where webhooks are lost, the reconciliation finds the payment; this host runs it once a day by itself.
            known_at = self.app.clock.at
            if self.bad_line:
                known_at += _RECONCILED_EVERY
                self.app.people.add(known_at, lambda _: self._reconcile())
            self.app.people.add(known_at + _LOOKS_AFTER, lambda _: self._look_at_links(paying))

    def _reconcile(self) -> None:
        reconcile(self.app.world)

    def _progress(self, day: date) -> str:
        sent = len(self.app.vendors.twilio.outgoing())
        captured = len(self.app.vendors.stripe.payments())
        booked = len(self.company.payments())
        return f"{day:%Y-%m}: {sent:5} texts and answers, {captured:4} captures, {booked:5} payments in the books"

    # What people do

    def _arrived(self, vendor: Vendor, delivery: Delivery) -> bool:
        """A text reached a phone, says Twilio: there is a person at the other end."""
        if vendor == "twilio" and "/twilio/status" in delivery.url:
            told = parse_qs(delivery.body.decode())
            if told["MessageStatus"] == ["delivered"]:
                self._read(self.app.vendors.twilio.by_sid[told["MessageSid"][0]])
        return True

    def _read(self, message: Message) -> None:
        """Whoever disputes an invoice says so ten minutes after the first text about it."""
        link = link_in(self.app.vendors, message.body)
        if link is None:
            return
        numbers = set(numbers_on(link))
        for number in numbers:
            if link not in self._links_of[number]:
                self._links_of[number].append(link)
        if self._to_dispute & numbers:
            self._to_dispute -= numbers
            self.app.people.add(message.created + _REPLIES_AFTER, lambda _: self._dispute(message.to, link))

    def _dispute(self, phone: str, link: Link) -> None:
        self.app.vendors.twilio.receive(phone, "dispute")
        self.app.people.add(self.app.clock.at + _LOOKS_AFTER, lambda _: self._look_at_disputed(link))

    def _look_at_disputed(self, link: Link) -> None:
        """A dispute stops the texts; who wants to pay all the same still can."""
        self.links_dead_after_dispute += not link.active

    def _settle(self, rows: Sequence[Receivable]) -> None:
        """Even numbers are paid on the page of their link where that asks for nothing else, the others by check."""
        today = {row.number for row in rows}
        paid: set[str] = set()
        for row in rows:
            if int(row.number[-1]) % 2 == 0 and row.number not in paid:
                link = self._live_link(row.number, today)
                if link is not None:
                    self.app.vendors.stripe.pay_link(link)
                    paid.update(numbers_on(link))
        for row in rows:
            if row.number not in paid:
                self.company.receive_check(row.invoice_id, row.amount, number=f"CHECK-{row.number}", day=row.settled)

    def _live_link(self, number: str, today: set[str]) -> Link | None:
        live = (link for link in reversed(self._links_of[number]) if link.active)
        return next((link for link in live if today.issuperset(numbers_on(link))), None)

    def _look_at_links(self, rows: Sequence[Receivable]) -> None:
        for row in rows:
            for link in self._links_of[row.number]:
                alive = link.active or any(session.status == "open" for session in link.sessions)
                self.links_alive_after_payment += alive

    # What came of it

    def outcome(self) -> Outcome:
        """What the vendors' records say, what people saw on the way, and what waits for a person."""
        by_vendors = examine(self.app.vendors, self.company)
        entries: list[AuditEntry] = self.app.records(AuditEntry)
        cases: list[Case] = self.app.records(Case)
        found = Outcome(
            vendors=by_vendors,
            links_alive_after_payment=self.links_alive_after_payment,
            links_dead_after_dispute=self.links_dead_after_dispute,
            dead_letters=len(self.app.queue.dead),
            faults={},
            review_items=dict(sorted(Counter(str(item.kind) for item in self.app.records(ReviewItem)).items())),
            handed_off=sum(entry.fact.what == "handed off" for entry in entries),
            open_cases=sum(case.state is not CaseState.CLOSED for case in cases),
            days=self.days,
            seconds=round(self.seconds, 1),
        )
        found.faults = self._faults(found)
        return found

    def _faults(self, found: Outcome) -> dict[str, object]:
        by_vendors, rows = found.vendors, self.rows
        exactly = {
            "invoices": (by_vendors.invoices, len(rows)),
            "balance_zero": (by_vendors.balance_zero, len(rows)),
            "received_minor": (by_vendors.received_minor, sum(row.amount for row in rows)),
            "links_alive_after_payment": (found.links_alive_after_payment, 0),
            "links_dead_after_dispute": (found.links_dead_after_dispute, 0),
            "dead_letters": (found.dead_letters, 0),
            "open_cases": (found.open_cases, 0),
        }
        faults: dict[str, object] = {name: got for name, (got, wanted) in exactly.items() if got != wanted}
        if by_vendors.paid_by_link * _OF < _LEAST_BY_LINK * len(rows):
            faults["paid_by_link"] = by_vendors.paid_by_link
        return faults | by_vendors.faults()


def _spoil(app: InProcess) -> None:
    """Webhooks as bad as they get. Twilio loses none here: a reply that never arrives is nobody's to hear."""
    books, stripe, twilio = app.vendors.quickbooks.webhooks, app.vendors.stripe.knobs, app.vendors.twilio.knobs
    books.drop = books.repeat = books.late = _OFTEN
    stripe.lost = stripe.duplicates = stripe.late = stripe.twins = _OFTEN
    twilio.duplicates = twilio.late = _OFTEN


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, _HOME)


def main(arguments: Sequence[str] | None = None) -> int:
    """Replay a file; the last line says in JSON what came of it, and the exit code whether all is well."""
    parser = argparse.ArgumentParser(prog="replay", description=__doc__)
    parser.add_argument(
        "file", nargs="?", type=Path, default=FILE, help="the receivables, as CSV (default: %(default)s)"
    )
    parser.add_argument("--limit", type=int, help="only the oldest so many invoices")
    parser.add_argument("--bad-line", action="store_true", help="lose, repeat and delay the vendors' webhooks")
    asked = parser.parse_args(arguments)
    if not asked.file.is_file():
        print(f"replay: there is no file {asked.file}", file=sys.stderr)
        return 2
    found = Replay(asked.file, limit=asked.limit, bad_line=asked.bad_line).run()
    if found.faults:
        print(f"replay: not as it must be: {found.faults}", file=sys.stderr)
    print(found.as_json())
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main())
