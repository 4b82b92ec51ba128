"""What holds for every decision, whatever the case: tried on thousands of made-up ones."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from pastdue.domain.calendar import days_between, local_date
from pastdue.domain.case import Case, CaseState, Hold, HoldKind, RungDone
from pastdue.domain.contact import Consent, Contact, Phone, PhoneTouch, Silence
from pastdue.domain.decide import Close, Facts, HandOff, PastInvoice, Send, Wait, active_holds, decide
from pastdue.domain.ledger import InvoiceStatus
from pastdue.domain.touch import Channel
from tests.unit.builders import DUE, PHONE, POLICY, a_case, a_contact, an_invoice, facts, on, usd

ZONES = ("America/New_York", "America/Chicago", "America/Los_Angeles", "Pacific/Honolulu", "America/Phoenix")
_minutes = st.integers(min_value=-60 * 24 * 40, max_value=60 * 24 * 90)
instants = _minutes.map(lambda minutes: on(0) + timedelta(minutes=minutes))


@st.composite
def cases(draw: st.DrawFn) -> Case:
    rungs = draw(st.integers(0, 3))
    days = sorted(draw(st.lists(st.integers(0, 60), min_size=rungs, max_size=rungs)))
    done = tuple(
        RungDone(number=number, touch_id=f"t{number}", on=DUE + timedelta(days=day))
        for number, day in enumerate(days, 1)
    )
    holds = draw(
        st.lists(
            st.builds(
                Hold,
                kind=st.sampled_from(HoldKind),
                since=st.just(on(0)),
                until=st.none() | instants,
                by=st.just("test"),
            ),
            max_size=2,
        )
    )
    return a_case(
        segment=draw(st.sampled_from(["default", "default", "recurring", "net60", "excluded", "unheard-of"])),
        state=draw(st.sampled_from([CaseState.OPEN, CaseState.OPEN, CaseState.OPEN, *CaseState])),
        anchor=draw(st.none() | st.integers(0, 50).map(lambda day: DUE + timedelta(days=day))),
        old_at_adoption=draw(st.booleans()),
        approved=draw(st.booleans()),
        rungs=done,
        last_touch_on=done[-1].on if done else None,
        open_touch=draw(st.none() | st.none() | st.just("t9")),
        holds=tuple(holds),
    )


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    consent = draw(st.sampled_from([None, PHONE, PHONE, "+12125550199"]))
    zones = draw(st.lists(st.sampled_from(ZONES), min_size=1, max_size=3, unique=True))
    return a_contact(
        phone=draw(st.sampled_from([None, PHONE, PHONE])),
        email=draw(st.sampled_from([None, "dana@harborview.example.com"])),
        zones=tuple(zones),
        consent=Consent(phone=consent, source="test", at=on(-9)) if consent else None,
        stopped=draw(st.none() | st.none() | st.just("lawyer")),
        sent_by_other_means=draw(st.booleans()),
    )


@st.composite
def looks(draw: st.DrawFn) -> Facts:
    status = draw(st.sampled_from([InvoiceStatus.OPEN] * 5 + list(InvoiceStatus)))
    invoice = an_invoice(
        status=status,
        balance=usd(draw(st.integers(0, 100_000)) if status is InvoiceStatus.OPEN else 0),
        sent=draw(st.sampled_from([True, True, None, False])),
        bounced=draw(st.sampled_from([False, False, True])),
        created_at=on(draw(st.integers(-60, 40))),
    )
    touches = tuple(
        PhoneTouch(touch_id=f"t{index}", at=at, zones=(draw(st.sampled_from(ZONES)),))
        for index, at in enumerate(draw(st.lists(instants, max_size=4)))
    )
    silence = draw(st.none() | st.none() | st.just(Silence(kind="opt_out", at=on(0), by="STOP")))
    return facts(
        invoice=draw(st.sampled_from([invoice, invoice, invoice, None])),
        credit=usd(draw(st.sampled_from([0, 0, 500, 60_000]))),
        phone=draw(st.none() | st.just(Phone(number=PHONE, touches=touches, silence=silence))),
        closed_days=frozenset(DUE + timedelta(days=day) for day in draw(st.lists(st.integers(0, 60), max_size=5))),
        latest=tuple(
            PastInvoice(due_on=DUE, unpaid_days=days, open=True)
            for days in draw(st.lists(st.integers(0, 40), max_size=3))
        ),
        link_refusal=draw(st.sampled_from(["", "", "", "too small"])),
    )


@settings(max_examples=600, deadline=None)
@given(case=cases(), contact=contacts(), look=looks(), now=instants)
def test_a_decision_to_send_keeps_every_promise_and_every_other_one_says_why(
    case: Case, contact: Contact, look: Facts, now: datetime
) -> None:
    decision = decide(case, contact, POLICY, look, now)

    match decision:
        case Send(rung=number):
            _may_be_sent(case, contact, look, now, number)
        case Wait(until=until, reason=reason):
            assert reason
            assert until is None or until > now
        case HandOff(reason=reason) | Close(reason=reason):
            assert reason


def _may_be_sent(case: Case, contact: Contact, look: Facts, now: datetime, number: int) -> None:
    ladder = POLICY.ladder_for(case.segment)
    assert ladder is not None
    rung = ladder.rungs[number - 1]
    # Promise 2: it is owed.
    assert look.invoice is not None
    assert look.invoice.status is InvoiceStatus.OPEN
    assert look.invoice.balance.minor - look.credit.minor >= 1000
    assert case.state is CaseState.OPEN
    assert case.open_touch is None
    # Promise 3: nobody told us not to, and it is a good moment everywhere.
    assert not contact.stopped
    assert active_holds(case, now) == ()
    for zone in map(ZoneInfo, contact.zones):
        local = now.astimezone(zone)
        assert time(9) <= local.time() < time(20)
        assert local.weekday() != 6
        assert local.date() not in look.closed_days
    if rung.channel is Channel.SMS:
        assert contact.phone is not None
        assert contact.consent is not None
        assert contact.consent.phone == contact.phone
        assert look.phone is None or look.phone.silence is None
        # Promise 1.
        touches = look.phone.touches if look.phone else ()
        apart = [days_between(touch.at, now, {*contact.zones, *touch.zones}) for touch in touches]
        assert all(days >= 1 for days in apart)
        assert sum(days < 7 for days in apart) < 2
    # Promise 7: in order, on its day or later, with the gap kept.
    assert case.anchor is not None
    today = local_date(now, contact.zones)
    assert number == len(case.rungs) + 1
    assert (today - case.anchor).days >= rung.day
    assert case.last_touch_on is None or (today - case.last_touch_on).days >= ladder.gap_days
    assert not (case.old_at_adoption and not case.approved)


@settings(max_examples=150, deadline=None)
@given(case=cases(), contact=contacts(), look=looks(), now=instants)
def test_a_case_that_is_asked_again_whenever_it_wanted_comes_to_an_end(
    case: Case, contact: Contact, look: Facts, now: datetime
) -> None:
    """A sleeping case wakes at its `until`; within two years it is sent, handed off, closed, or waits for an event."""
    ladder = POLICY.ladder_for(case.segment)
    end = now + timedelta(days=730)
    for _ in range(60):
        decision = decide(case, contact, POLICY, look, now)
        if isinstance(decision, HandOff | Close):
            return
        if isinstance(decision, Wait):
            if decision.until is None:
                return
            now = decision.until
        else:
            assert ladder is not None
            on_day = local_date(now, contact.zones)
            done = RungDone(number=decision.rung, touch_id=f"n{decision.rung}", on=on_day)
            case = case.model_copy(update={"rungs": (*case.rungs, done), "last_touch_on": on_day})
            look = _with_touch(look, contact, now)
        assert now <= end
    raise AssertionError("it never ends")


def _with_touch(look: Facts, contact: Contact, now: datetime) -> Facts:
    phone = look.phone or Phone(number=PHONE)
    touch = PhoneTouch(touch_id="n", at=now, zones=contact.zones)
    change: dict[str, Any] = {"phone": phone.model_copy(update={"touches": (*phone.touches, touch)})}
    return look.model_copy(update=change)


def test_the_zones_that_are_tried_exist() -> None:
    assert all(datetime.now(UTC).astimezone(ZoneInfo(zone)) for zone in ZONES)
