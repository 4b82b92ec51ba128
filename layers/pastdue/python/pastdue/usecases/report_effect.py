"""ReportEffect: what the texts bring: the share of cases paid, with texts and without, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pastdue.domain.audit import AuditEntry
from pastdue.domain.case import Adopted, Case, CaseState, adopted_in
from pastdue.domain.effect import Cohort
from pastdue.domain.ledger import InvoiceStatus
from pastdue.domain.money import Value
from pastdue.domain.proportions import newcombe, wilson
from pastdue.usecases.world import World, cases_of_invoices

AFTER = (timedelta(hours=72), timedelta(days=30))
FEWEST = 30
"""Cases on each side below which no word about the difference is said."""


class Side(Value):
    """The cases of one side that have been watched long enough, how many of them were paid in that time, and the share.

    `low` and `high` are the bounds of its 95 % interval (Wilson).
    """

    cases: int
    paid: int
    share: float | None
    low: float
    high: float


class Compared(Value):
    """Both sides after the same time. `too_early` have been watched less long and count on neither.

    `difference` is the texted share less the other's, with its 95 % interval (Newcombe); None without cases on a side.
    """

    segment: str
    hours: int
    texted: Side
    left_alone: Side
    too_early: int
    difference: float | None
    low: float | None
    high: float | None
    says: str


class EffectReport(Value):
    """The comparison of one company: all segments together (`*`), then each by itself."""

    company_id: str
    as_of: datetime
    share: float
    days: int
    compared: tuple[Compared, ...]
    says: str


class _Watched(Value):
    cohort: Cohort
    paid_at: datetime | None


def report_effect(world: World, company_id: str) -> EffectReport:
    """Compare by the side that chance gave each case, whatever happened to it then.

    What was voided or deleted was not owed, and is left out on both sides.
    """
    now = world.clock.now()
    watched = [each for case in _cases(world, company_id) if (each := _watched(world, case)) is not None]
    segments = ["*", *sorted({each.cohort.segment for each in watched})]
    compared = tuple(_compared(watched, segment, after, now) for segment in segments for after in AFTER)
    effect = world.policies.in_force(company_id).effect
    off = "Nothing is measured: effect.share is 0 in the policy." if effect.share == 0 and not watched else ""
    return EffectReport(
        company_id=company_id,
        as_of=now,
        share=effect.share,
        days=effect.days,
        compared=compared,
        says=off or compared[0].says,
    )


def _cases(world: World, company_id: str) -> list[Case]:
    ids = [each.invoice_id for each in world.store.series(Adopted, adopted_in(company_id))]
    return [case for case in cases_of_invoices(world, company_id, ids) if case.cohort is not None]


def _watched(world: World, case: Case) -> _Watched | None:
    if case.cohort is None or case.invoice.status in (InvoiceStatus.VOID, InvoiceStatus.DELETED):
        return None
    paid = case.state is CaseState.CLOSED and case.invoice.status is InvoiceStatus.PAID
    return _Watched(cohort=case.cohort, paid_at=_paid_at(world, case) if paid else None)


def _paid_at(world: World, case: Case) -> datetime | None:
    """When the case closed as paid, by its audit; the last time, if it was opened again in between."""
    entries = world.store.series(AuditEntry, f"audit#case#{case.company_id}#{case.invoice.id}")
    return next((entry.at for entry in reversed(entries) if entry.fact.what == "case closed"), None)


def _compared(watched: Sequence[_Watched], segment: str, after: timedelta, now: datetime) -> Compared:
    mine = [each for each in watched if segment in ("*", each.cohort.segment)]
    ripe = [each for each in mine if each.cohort.at + after <= now]
    texted = _side([each for each in ripe if not each.cohort.held_out], after)
    alone = _side([each for each in ripe if each.cohort.held_out], after)
    difference = low = high = None
    if texted.cases and alone.cases:
        difference = texted.paid / texted.cases - alone.paid / alone.cases
        low, high = newcombe(texted.paid, texted.cases, alone.paid, alone.cases)
    return Compared(
        segment=segment,
        hours=int(after.total_seconds() // 3600),
        texted=texted,
        left_alone=alone,
        too_early=len(mine) - len(ripe),
        difference=difference,
        low=low,
        high=high,
        says=_says(texted, alone, low, high),
    )


def _side(watched: Sequence[_Watched], after: timedelta) -> Side:
    paid = sum(each.paid_at is not None and each.paid_at <= each.cohort.at + after for each in watched)
    low, high = wilson(paid, len(watched))
    share = paid / len(watched) if watched else None
    return Side(cases=len(watched), paid=paid, share=share, low=low, high=high)


def _says(texted: Side, alone: Side, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "Too early: nothing has been watched long enough on both sides."
    if min(texted.cases, alone.cases) < FEWEST:
        return (
            f"Too few to tell: {texted.cases} texted, {alone.cases} left alone; at least {FEWEST} of each are needed."
        )
    between = f"between {low * 100:+.0f} and {high * 100:+.0f} points"
    if low > 0:
        return f"Texts bring more payments: {between}."
    if high < 0:
        return f"Texts bring fewer payments: {between}."
    return f"No difference is shown: it is {between}."
