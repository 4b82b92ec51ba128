"""Can the simulation fail? Deliberate defects, each switched on by itself, each to be caught within 200 seeds.

`python -m tests.simulation.defects [NAME …]` prints the table and fails if one survives.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import logging
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from pastdue.adapters.quickbooks import wire
from pastdue.adapters.quickbooks.client import QuickBooksLedger
from pastdue.adapters.quickbooks.connection import QuickBooksConnections
from pastdue.adapters.stripe import scale
from pastdue.domain import allocation, audit, calendar, decide
from pastdue.domain import answer as answers
from pastdue.domain.case import HoldKind
from pastdue.domain.contact import Consent
from pastdue.domain.errors import Busy, Unavailable, Unknown
from pastdue.domain.money import zero
from pastdue.domain.touch import TouchState
from pastdue.usecases import (
    answer,
    check_touch,
    decide_review,
    end_links,
    gather,
    hear_dispute,
    hear_opt_out,
    hear_promise,
    hear_reply,
    notify_owner,
    reconcile,
    record_touch,
    refresh_contact,
    refresh_invoice,
    run_ladder,
    send_touch,
    settle_payment,
    share_credits,
    take_change,
    track_mail,
)
from pastdue.usecases import world as world_of
from pastdue.work import WORK
from tests.simulation.run import bounded, run_seed, tell

_MOST_SEEDS = 200
# Short lives, many people: defects show at what happens, not at how long nothing does.
_DAYS = 40
Change = tuple[Any, str, Any]


@dataclass(frozen=True)
class Defect:
    """A deliberate defect: what is put in place of what, and the promises of which one must be seen broken."""

    name: str
    promises: frozenset[str]
    changes: tuple[Change, ...]

    @contextmanager
    def switched_on(self) -> Iterator[None]:
        """Pastdue with this defect."""
        patches = [
            patch.dict(where, {name: instead}) if isinstance(where, dict) else patch.object(where, name, instead)
            for where, name, instead in self.changes
        ]
        for each in patches:
            each.start()
        try:
            yield
        finally:
            for each in reversed(patches):
                each.stop()


def _defect(name: str, promises: str, *changes: Change) -> Defect:
    return Defect(name, frozenset(promises.split()), changes)


# --- what stands in place of the right thing -------------------------------------------------------------------------

_begin, _handed_over, _ledger_pay = send_touch._begin, send_touch._handed_over, QuickBooksLedger.pay
_open_in, _step_date, _allocate, _active_holds = (
    calendar._open_in,
    decide.step_date,
    allocation.allocate,
    decide.active_holds,
)
_extend, _become, _may_answer, _access_token = (
    audit.extend,
    refresh_invoice._become,
    answers.may_answer,
    QuickBooksConnections.access_token,
)
_encode, _next_touch_time, _once = wire.encode, calendar.next_touch_time, QuickBooksLedger._once
_numbers = itertools.count()
_LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
_log = logging.getLogger("pastdue.defect")


def _begin_unwritten(world: Any, scene: Any, touch: Any, cases: Any, looked_at: Any) -> Any:
    change = {"state": TouchState.SENDING, "looked_at": looked_at, "attempted_at": world.clock.now()}
    return touch.model_copy(update=change)


def _written_after(world: Any, ready: Any) -> str:
    message = _handed_over(world, ready)
    world.store.commit(ready.touch)
    return message


def _again_when_unknown(world: Any, ready: Any) -> str:
    try:
        return _handed_over(world, ready)
    except Unknown as error:
        raise Unavailable(str(error), vendor="twilio") from None


def _at_once_again(world: Any, ready: Any) -> str:
    try:
        return _handed_over(world, ready)
    except Unknown:
        return _handed_over(world, ready)


def _spoken_of(world: Any, ready: Any) -> str:
    _log.warning("sending to %s", ready.touch.address)
    return _handed_over(world, ready)


def _token_told(self: Any, company_id: str) -> str:
    token = _access_token(self, company_id)
    _log.info("using token %s", token)
    return token


def _pay_anew(self: Any, company_id: str, draft: Any, request_id: str) -> Any:
    return _ledger_pay(self, company_id, draft, f"{request_id}-{next(_numbers)}")


def _in_floats(value: Any) -> str:
    return _encode(Decimal(int(float(value) * 100)) / 100 if isinstance(value, Decimal) else value)


def _cents_of_float(money: Any) -> int:
    return int(money.minor / 100 * 100)


def _note_with_lines(self: Any, company_id: str, invoice_id: str, field: str, text: str) -> None:
    data = self._object(company_id, "Invoice", invoice_id, params={"include": "enhancedAllCustomFields"})
    if data is not None:
        fields = [{**one, "StringValue": text[:31]} for one in data.get("CustomField", ())]
        kept = {name: data[name] for name in ("Id", "SyncToken", "Line", "CustomerRef")}
        self._json(company_id, "POST", "invoice", body={**kept, "sparse": True, "CustomField": fields})


def _our_copy(world: Any, company_id: str, cases: Any, due: Any) -> Any:
    fresh = {case.invoice.id: case.invoice for case in due}
    return fresh, {case.invoice.id: zero(case.invoice.balance.currency) for case in cases}


def _no_credit(_held: Any, invoices: Any) -> Mapping[str, Any]:
    return {invoice.id: zero(invoice.balance.currency) for invoice in invoices}


def _in_new_york(at: Any, zone: str, window: Any, closed: Any) -> Any:
    return _open_in(at, "America/New_York", window, closed)


def _own_day(case: Any, ladder: Any, anchor: date, day: int) -> date:
    return anchor + timedelta(days=day)


def _a_day_early(case: Any, ladder: Any, anchor: date, day: int) -> date:
    return _step_date(case, ladder, anchor, day) - timedelta(days=1)


def _first_again(case: Any, ladder: Any) -> Any:
    return (1, ladder.rungs[0]) if ladder.rungs else None


def _starts_over(world: Any, case: Any, invoice: Any) -> Any:
    change, fact, done = _become(world, case, invoice)
    return (change | {"rungs": (), "last_touch_on": None}, fact, done)


def _missed_is_gone(at: Any, *given: Any) -> Any:
    found = _next_touch_time(at, *given)
    return found if found is None or found - at < timedelta(hours=12) else None


def _without_excess(*given: Any) -> Any:
    return tuple(
        share.model_copy(update={"total": share.total - share.excess, "excess": zero(share.total.currency)})
        for share in _allocate(*given)
    )


def _no_flight(case: Any, now: Any) -> Any:
    return tuple(hold for hold in _active_holds(case, now) if hold.kind is not HoldKind.IN_FLIGHT)


def _now_and_then_unwritten(chain: str, head: Any, facts: Any, at: Any) -> Any:
    moved, entries = _extend(chain, head, facts, at)
    return moved, entries if next(_numbers) % 20 else ()


def _hammering(self: Any, asked: Any, token: str) -> Any:
    said = _once(self, asked, token)
    for _ in range(60):
        if said.status_code == 429:
            said = _once(self, asked, token)
    return said


def _trusting(name: str) -> Callable[[Any, Any], Any]:
    """Work in which what a vendor cannot take now is taken for done."""
    right = WORK[name]

    def work(world: Any, message: Any) -> Any:
        try:
            return right(world, message)
        except (Busy, Unavailable, Unknown):
            return None

    return work


def _as_the_event_says(world: Any, message: Any) -> Any:
    """A settlement that believes a webhook, however late, rather than Stripe's answer: a completed session is paid."""
    said = {"payment_intent.payment_failed": False, "checkout.session.completed": True}.get(str(message.get("type")))
    if said is None:
        return _settle(world, message)
    return _settle(replace(world, payments=_Believing(world.payments, paid=said)), message)


_settle = WORK["settlement"]


class _Believing:
    def __init__(self, payments: Any, *, paid: bool) -> None:
        self._payments, self._paid = payments, paid

    def __getattr__(self, name: str) -> Any:
        return getattr(self._payments, name)

    def payment(self, payment_intent: str) -> Any:
        payment = self._payments.payment(payment_intent)
        if payment is None:
            return None
        status = "succeeded" if self._paid else "requires_payment_method"
        received = payment.amount if self._paid else zero(payment.amount.currency)
        return payment.model_copy(update={"status": status, "received": received})


_first_of: dict[str, str] = {}


def _phone_pays(_world: Any, _company_id: str, _policy: Any, customer: Any) -> str:
    """Whoever was seen first with a phone pays for all who have it."""
    phone = "".join(filter(str.isdigit, (*customer.raw_phones, "")[0]))[-10:]
    return _first_of.setdefault(phone, customer.id) if phone else str(customer.id)


def _consent_for_all(
    _world: Any, _company_id: str, _policy: Any, _customer: Any, phone: Any, _known: Any
) -> Consent | None:
    return Consent(phone=phone, source="nobody asked", at=_LONG_AGO) if phone else None


def _nothing(*_given: Any, **_more: Any) -> Any:
    return None


def _zero(*_given: Any, **_more: Any) -> int:
    return 0


def _empty(*_given: Any, **_more: Any) -> Any:
    return ()


def _always(*_given: Any, **_more: Any) -> bool:
    return True


_NO_PAYMENTS: tuple[Change, ...] = (
    (reconcile, "_payments", lambda _world, _mark, _waiting: (0, None)),
    (reconcile, "_money_events", _zero),
    (reconcile, "_settlements", lambda _world: []),
)

DEFECTS: tuple[Defect, ...] = (
    _defect("the phone's day is not guarded", "1", (calendar, "phone_is_free", _always)),
    _defect(
        "a text is sent before it is recorded",
        "1 7",
        (send_touch, "_begin", _begin_unwritten),
        (send_touch, "_handed_over", _written_after),
    ),
    _defect("a text without an answer is given back", "1 7", (send_touch, "_handed_over", _again_when_unknown)),
    _defect("a text without an answer is sent again at once", "1 7", (send_touch, "_handed_over", _at_once_again)),
    _defect(
        "a touch that is absent once counts as never sent",
        "1 7",
        (
            check_touch,
            "_look_up",
            lambda world, touch: (record_touch.give_back(world, touch.id, "no answer"), check_touch.Checked.ABSENT)[1],
        ),
    ),
    _defect("every reply of a day is answered", "1", (answer, "may_answer", _always)),
    _defect("the last look trusts our copy", "2 5", (send_touch, "_ask_ledger", _our_copy)),
    _defect(
        "a payment in flight is ignored",
        "2",
        (decide, "active_holds", _no_flight),
        (send_touch, "_paying", lambda _world, _due: {}),
    ),
    _defect(
        "a look never grows old",
        "2 5",
        (send_touch, "_LOOK_IS_FRESH", timedelta(hours=1)),
        (send_touch, "_LOOK_IS_OLD", timedelta(hours=1)),
    ),
    _defect(
        "an opt-out is not kept",
        "3",
        (hear_reply, "silence", _nothing),
        (hear_reply, "opt_out", _nothing),
        (hear_opt_out, "opt_out_customer", _nothing),
    ),
    _defect(
        "what SES reports changes nothing",
        "3",
        (track_mail, "silence_mailbox", _nothing),
        (track_mail, "refuse_email", _nothing),
    ),
    _defect("a dispute holds nothing", "3", (hear_dispute, "hold_cases", _zero)),
    _defect("a promise to pay holds nothing", "3", (hear_promise, "hold_cases", _zero)),
    _defect("any answer of the owner lifts every hold", "3", (decide_review, "_lifts", _always)),
    _defect("hours are New York's for everybody", "3", (calendar, "_open_in", _in_new_york)),
    _defect("holidays are days like others", "3", (gather, "closed_days", lambda *_given: frozenset())),
    _defect("consent is taken for granted", "3", (refresh_contact, "_consent", _consent_for_all)),
    _defect(
        "a booking without an answer is repeated under another requestid",
        "4",
        (QuickBooksLedger, "pay", _pay_anew),
        (settle_payment, "_look_for", _nothing),
    ),
    _defect("what is paid too much is dropped", "4", (settle_payment, "allocate", _without_excess)),
    _defect("payments are learnt by webhook only", "4 settled", *_NO_PAYMENTS),
    _defect("a late webhook is believed", "4 2 settled", (WORK, "settlement", _as_the_event_says)),
    _defect("amounts for QuickBooks go through floats", "4 5", (wire, "encode", _in_floats)),
    _defect("amounts for Stripe go through floats", "5", (scale, "to_stripe", _cents_of_float)),
    _defect(
        "credits are not netted",
        "5",
        (share_credits, "allot", _no_credit),
        (share_credits, "bounded", lambda shares, _seen, _owed: shares),
    ),
    _defect("an old link serves whatever is owed", "5", (send_touch, "_fits", _always)),
    _defect("links are not ended at Stripe", "5", (end_links, "_closed_at_stripe", lambda *_given: [])),
    _defect("a smaller balance ends no link", "5", (refresh_invoice, "_asking_too_much", _empty)),
    _defect("a credit memo ends no link", "5", (take_change, "_net_links", _nothing)),
    _defect("the custom field is written with the lines", "6", (QuickBooksLedger, "_note", _note_with_lines)),
    _defect("the first rung comes again and again", "7", (decide, "next_rung", _first_again)),
    _defect("rungs keep no distance", "7", (decide, "step_date", _own_day)),
    _defect("rungs come a day early", "7", (decide, "step_date", _a_day_early)),
    _defect("whatever changes on an invoice starts its ladder over", "7", (refresh_invoice, "_become", _starts_over)),
    _defect("changes in the books are learnt by webhook only", "8 5 2", (reconcile, "_ledger", _zero)),
    _defect("a queued payer is never queued again", "8", (run_ladder, "_QUEUED_FOR", timedelta(days=300))),
    _defect("the owner is told of nothing", "8", (notify_owner, "_untold", lambda *_given: [])),
    _defect("an entry is left out of the audit", "8", (world_of, "extend", _now_and_then_unwritten)),
    _defect("a touch whose worker died stays open", "settled", (reconcile, "_touches", _zero)),
    _defect("a dying link is left to itself", "settled 5", (reconcile, "_links", _zero)),
    _defect("replies are heard by webhook only", "settled 3", (reconcile, "_replies", _zero)),
    _defect("what misses today's window is given up", "9 8 7", (calendar, "next_touch_time", _missed_is_gone)),
    _defect("a vendor that is busy is asked again at once", "9", (QuickBooksLedger, "_once", _hammering)),
    _defect(
        "what a vendor cannot take now is taken for done",
        "9 8 4 3 5 settled",
        *((WORK, name, _trusting(name)) for name in ("intake", "settlement", "conversation")),
    ),
    _defect("whom we text stands in the log", "10", (send_touch, "_handed_over", _spoken_of)),
    _defect("a token stands in the log", "10", (QuickBooksConnections, "access_token", _token_told)),
    _defect("who shares a phone is one payer", "10", (refresh_contact, "payer_of", _phone_pays)),
)


def hunt(defect: Defect, first: int, most: int, told: Callable[[str], None]) -> bool:
    """Run seeds with one defect until one of its promises is seen broken; gives whether that happened."""
    began = time.monotonic()
    others: set[str] = set()
    with defect.switched_on():
        for number, seed in enumerate(range(first, first + most), 1):
            broken = {violation.promise for violation in run_seed(seed, days=_DAYS).violations}
            gc.collect()
            if broken & defect.promises:
                seen = ", ".join(sorted(broken))
                told(f"caught after {number:>3} seeds  {defect.name} (broken: {seen}) {time.monotonic() - began:.0f} s")
                return True
            others |= broken
    told(f"SURVIVED {most} seeds     {defect.name} (broken: {', '.join(sorted(others)) or 'none'})")
    return False


def main() -> int:
    """Hunt every defect, or those named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--most", type=int, default=_MOST_SEEDS)
    asked = parser.parse_args()
    bounded()
    wanted = [each for each in DEFECTS if not asked.names or any(name in each.name for name in asked.names)]
    survivors = 0
    for defect in wanted:
        survivors += not hunt(defect, asked.first, asked.most, tell)
    tell(f"{len(wanted) - survivors} of {len(wanted)} defects caught")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
