"""ExplainDay: what was done about an invoice on a day, or will be, or why not: there is an answer for every day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from pastdue.domain.audit import AuditEntry
from pastdue.domain.calendar import local_date, told_at
from pastdue.domain.case import Case, case_key
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.decide import Decision, Facts, Reason, Send, Wait
from pastdue.domain.forecast import Step, forecast
from pastdue.domain.money import Value, zero
from pastdue.domain.policy import Mode
from pastdue.domain.standing import stood_on, told
from pastdue.usecases.gather import cases_of, contact_for, facts_of, scene_of
from pastdue.usecases.world import World


class When(StrEnum):
    """Where a day lies, seen from the company's today."""

    PAST = "past"
    TODAY = "today"
    COMING = "coming"


# What a person must end; no hour and no day does.
_BY_A_PERSON = frozenset({Reason.SWITCHED_OFF, Reason.BOOKS_NOT_CURRENT, Reason.AWAITS_APPROVAL})
# What is kept back later than that is told on its own day.
_SOON = timedelta(days=31)


class DayExplained(Value):
    """One invoice on one day of the company's zone.

    `done` is what was done on it, or what will be if nothing comes from outside before; `decision` and what belongs to
    it are what stood, stands or will stand at its end; `says` has it in a sentence. `also` is what keeps it back
    besides: when its time has come, it will not go by itself. `stopped` names who had stopped everything on a past day.
    """

    on: date
    when: When
    done: tuple[str, ...]
    decision: str
    reason: str
    until: datetime | None
    detail: str = ""
    also: str = ""
    stopped: tuple[str, ...] = ()
    says: str


def explain_day(world: World, company_id: str, invoice_id: str, day: date | None = None) -> DayExplained:
    """Explain one invoice on a day, by default today. Raises LookupError when there is no such case."""
    case = world.store.get(Case, case_key(company_id, invoice_id))
    contact = world.store.get(Contact, contact_key(company_id, case.payer_id)) if case else None
    if case is None or contact is None:
        raise LookupError(f"there is no case for invoice {invoice_id} in company {company_id}")
    policy = world.policies.in_force(company_id)
    zone = policy.time_zone
    today = world.clock.now().astimezone(ZoneInfo(zone)).date()
    on = day or today
    entries = world.store.series(AuditEntry, f"audit#case#{company_id}#{invoice_id}")
    if on < today:
        stood = stood_on(entries, on, zone)
        stopped = _stopped(world, company_id, on, zone)
        says = " ".join([stood.says, *(f"{each}." for each in stopped)])
        return DayExplained(
            on=on,
            when=When.PAST,
            done=stood.done,
            decision=stood.what,
            reason=stood.reason,
            until=stood.until,
            stopped=stopped,
            says=says,
        )
    steps, next_step = _steps(world, case, contact, on, zone)
    done = [told(entry) for entry in entries if entry.at.astimezone(ZoneInfo(zone)).date() == on]
    shadow = policy.mode_for(case.segment) is Mode.SHADOW
    sends = [each for each in steps if isinstance(each.decision, Send) and _date(each, zone) == on and not shadow]
    coming = [_in_words(each, zone) for each in sends]
    last = steps[-1].decision
    also = _kept_back_besides(last, next_step)
    detail = "mode shadow: written down, not sent" if shadow and isinstance(last, Send) else getattr(last, "detail", "")
    return DayExplained(
        on=on,
        when=When.TODAY if on == today else When.COMING,
        done=tuple(done) if on == today else tuple(coming),
        decision=type(last).__name__,
        reason=getattr(last, "reason", "") or getattr(last, "step", ""),
        until=getattr(last, "until", None),
        detail=detail,
        also=also.reason if also else "",
        says=_says(last, detail, also, coming, zone),
    )


def _steps(world: World, case: Case, contact: Contact, on: date, zone: str) -> tuple[list[Step], Step | None]:
    """The decisions from now to the end of that day, for today the one that stands now; and the one after them."""
    scene = scene_of(world, case.company_id, contact, cases_of(world, case.company_id, case.payer_id))
    now = world.clock.now()
    end = datetime.combine(on + timedelta(days=1), time(0), ZoneInfo(zone)).astimezone(UTC) - timedelta(seconds=1)

    def facts_on(then: date) -> Facts:
        return facts_of(world, scene, case.invoice, zero(case.balance.currency), then)

    steps = forecast(case, contact_for(scene, case), scene.policy, facts_on, now, end + _SOON)
    found = [next(steps)]
    today = on == local_date(now, (zone,))
    for step in steps:
        if today or step.at > end:
            return found, step
        found.append(step)
    return found, None


def _kept_back_besides(last: Decision, next_step: Step | None) -> Wait | None:
    """What will keep back what now waits for its time only, if a person must end that."""
    then = next_step.decision if next_step is not None else None
    if not isinstance(last, Wait) or not isinstance(then, Wait) or last.reason in _BY_A_PERSON:
        return None
    return then if then.reason in _BY_A_PERSON else None


def _date(step: Step, zone: str) -> date:
    return step.at.astimezone(ZoneInfo(zone)).date()


def _in_words(step: Step, zone: str) -> str:
    return f"{step.decision.step if isinstance(step.decision, Send) else ''} at {told_at(step.at, zone)}"


def _says(last: Decision, detail: str, also: Wait | None, coming: Sequence[str], zone: str) -> str:
    """What will stand at the end of the day, after what will be done on it."""
    reason = (getattr(last, "reason", "") or getattr(last, "step", "")).replace("_", " ")
    until = getattr(last, "until", None)
    ends = f", until {told_at(until, zone)}" if until else ""
    besides = f"; and {also.reason.replace('_', ' ')} ({also.detail})" if also else ""
    stands = f"{type(last).__name__}: {reason}{f' ({detail})' if detail else ''}{ends}{besides}."
    return f"Send {'; '.join(coming)}. Then {stands}" if coming and not isinstance(last, Send) else stands


def _stopped(world: World, company_id: str, day: date, zone: str) -> tuple[str, ...]:
    """Who had stopped everything at some time of a past day."""
    tz = ZoneInfo(zone)
    stops: dict[str, tuple[date, str]] = {}
    found: list[str] = []
    for entry in world.store.series(AuditEntry, f"audit#company#{company_id}"):
        whose, on = str(entry.fact.facts.get("company")), entry.at.astimezone(tz).date()
        why = f": {entry.fact.reason}" if entry.fact.reason else ""
        if entry.fact.what == "everything stopped":
            stops[whose] = (on, f"{entry.fact.who} had stopped everything on {on}{why}")
        elif entry.fact.what == "everything resumed" and whose in stops:
            since, said = stops.pop(whose)
            found += [said] if since <= day <= on else []
    return (*found, *(said for since, said in stops.values() if since <= day))
