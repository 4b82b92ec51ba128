"""RecordTouch: what became of a touch, written on the touch, its cases and its phone together."""

from __future__ import annotations

from datetime import timedelta

from pastdue.domain.audit import Fact
from pastdue.domain.case import Case, RungDone, case_key
from pastdue.domain.contact import Contact, Phone, PhoneTouch, contact_key, phone_key
from pastdue.domain.pace import PaceDay, pace_key, taken
from pastdue.domain.plan import Notice, Plan, PlanState, Reminder, plan_key
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.touch import Channel, PayLink, Touch, TouchState, touch_key
from pastdue.usecases.end_links import dying, end_links
from pastdue.usecases.fall_back import fall_back
from pastdue.usecases.keep_plan import held_by
from pastdue.usecases.silence import opt_out, silence
from pastdue.usecases.world import World, note_on_case, raise_review, required, revise

_NOT_HANDED_OVER = (TouchState.CLAIMED, TouchState.SENDING)

# What Twilio's refusals ask for (vendor-facts, "What each error asks for").
_NOT_FOR_TEXTS = frozenset({"30006", "21614", "21211", "21635"})
_OPTED_OUT = "21610"
_MAY_RECOVER = frozenset({"30003", "30005", "30008"})
_GIVE_UP_AFTER = 2
MAY_FAIL = (TouchState.SENT, TouchState.SENDING, TouchState.PRESUMED_SENT)
_OPERATOR = frozenset({"30034", "30007", "30023", "20003"})


def confirm_sent(world: World, touch_id: str, message_id: str | None, presumed: bool = False) -> bool:
    """The vendor has the message, or must be presumed to have it: the rung counts; gives whether this call did it.

    Its own word counts also for a touch that was given back since no look had found it: the day is taken after all.
    """

    def build() -> tuple[Record, ...]:
        touch = required(world, Touch, touch_key(touch_id))
        late = touch.state is TouchState.GIVEN_BACK and touch.attempted_at is not None and message_id is not None
        if touch.state is not TouchState.SENDING and not late:
            return ()
        state = TouchState.PRESUMED_SENT if presumed else TouchState.SENT
        ended = {"state": state, "message_id": message_id, "check_at": None, "error": ""}
        records: list[Record] = [touch.model_copy(update=ended)]
        told = _told(world, touch)
        for item in touch.items:
            case = required(world, Case, case_key(touch.company_id, item.invoice_id))
            done = RungDone(number=item.rung, touch_id=touch.id, on=touch.local_date)
            again = any(rung.number == item.rung for rung in case.rungs)
            change = {
                "rungs": case.rungs if again or item.rung == 0 else (*case.rungs, done),
                "last_touch_on": max(filter(None, (case.last_touch_on, touch.local_date))),
                "open_touch": None if case.open_touch == touch.id else case.open_touch,
                "waiting_for": "",
                "due_at": world.clock.now() if case.state == "open" else None,
            }
            fact = Fact(
                what="touch sent" if not presumed else "touch presumed sent",
                reason=f"rung {item.rung}" if item.rung else f"{touch.template} {item.instalment}",
                facts={"touch": touch.id, "channel": touch.channel, "amount_minor": item.amount.minor},
            )
            if told is not None and told.state is PlanState.OFFERED:
                change |= held_by(told, case, world.clock.now(), until=told.offer_ends_at)
            noted, entries = note_on_case(world, case.model_copy(update=change), fact)
            records += [noted, *entries]
        records += [told] if told is not None else []
        records += _phone_taken(world, touch) if late else _phone_freed(world, touch, keep=True)
        records += _slot(world, touch, 1) if late else ()
        return tuple(records)

    return bool(revise(world, build))


def _told(world: World, touch: Touch) -> Plan | None:
    """The plan of a touch that spoke for it, with that written down; None where it has ended or changed hands since."""
    plan = world.store.get(Plan, plan_key(touch.company_id, touch.payer_id)) if touch.plan_id else None
    if plan is None or plan.id != touch.plan_id:
        return None
    if plan.state is PlanState.OFFERED:
        ends = world.clock.now() + timedelta(days=world.policies.in_force(plan.company_id).plans.offer_days)
        return plan.model_copy(update={"offer_untold": False, "offer_ends_at": ends})
    reminder = Reminder(number=touch.items[0].instalment, touch_id=touch.id, on=touch.local_date)
    untold = plan.untold and touch.template != Notice.CHANGED
    return plan.model_copy(update={"reminders": (*plan.reminders, reminder), "untold": untold})


def _slot(world: World, touch: Touch, count: int) -> tuple[Record, ...]:
    """The company's day with the slot of a touch freed (-1), or taken after all (1)."""
    if touch.slot is None:
        return ()
    day = world.store.get(PaceDay, pace_key(touch.company_id, touch.slot.day))
    return (taken(day, touch.slot, count),) if day is not None else ()


def _phone_taken(world: World, touch: Touch) -> tuple[Record, ...]:
    """The phone with the day of a touch that had been given back, and was sent."""
    if touch.channel is not Channel.SMS:
        return ()
    phone = required(world, Phone, phone_key(touch.address))
    contact = required(world, Contact, contact_key(touch.company_id, touch.payer_id))
    entry = PhoneTouch(
        touch_id=touch.id,
        at=touch.claimed_at,
        zones=contact.zones,
        company_id=touch.company_id,
        invoice_ids=tuple(item.invoice_id for item in touch.items),
    )
    touches = sorted((*phone.touches, entry), key=lambda each: each.at)
    return (phone.model_copy(update={"touches": tuple(touches)}),)


def give_back(world: World, touch_id: str, because: str, retry_in: timedelta = timedelta(0)) -> bool:
    """Undo a claim of which nothing reached the vendor: cases and the phone's day are free again.

    `retry_in`: when the cases are looked at again. Gives whether this call did it.
    """
    unsent: list[PayLink] = []

    def build() -> tuple[Record, ...]:
        unsent.clear()
        touch = required(world, Touch, touch_key(touch_id))
        if touch.state not in _NOT_HANDED_OVER:
            return ()
        change = {"state": TouchState.GIVEN_BACK, "error": because, "check_at": None}
        records: list[Record] = [touch.model_copy(update=change)]
        for item in touch.items:
            case = required(world, Case, case_key(touch.company_id, item.invoice_id))
            if case.open_touch != touch.id:
                continue
            freed = {"open_touch": None, "due_at": world.clock.now() + retry_in if case.state == "open" else None}
            fact = Fact(what="claim given back", reason=because, facts={"touch": touch.id})
            noted, entries = note_on_case(world, case.model_copy(update=freed), fact)
            records += [noted, *entries]
        records += _phone_freed(world, touch, keep=False)
        records += _slot(world, touch, -1)
        unsent.extend(dying(world, (touch.id,), because))
        return (*records, *unsent)

    done = bool(revise(world, build))
    end_links(world, unsent)
    return done


def _phone_freed(world: World, touch: Touch, *, keep: bool) -> tuple[Record, ...]:
    """The phone; its day stays taken only if the message was, or may have been, handed over."""
    if touch.channel is not Channel.SMS:
        return ()
    phone = required(world, Phone, phone_key(touch.address))
    touches = phone.touches if keep else tuple(each for each in phone.touches if each.touch_id != touch.id)
    return (phone.model_copy(update={"touches": touches}),)


def refused(world: World, touch: Touch, code: str) -> None:
    """A definite no: nothing was sent, the claim is given back, and the code says what else it asks for."""
    if code == _OPTED_OUT:
        opt_out(world, touch.address, by="twilio 21610", who="twilio")
    elif code in _NOT_FOR_TEXTS:
        silence(world, touch.address, "not_sms_capable", by=f"twilio {code}")
        _ask_for_another_number(world, touch, code)
    else:
        _ask_for_help(world, touch, code)
    retry = timedelta(hours=1) if code not in {_OPTED_OUT, *_NOT_FOR_TEXTS} else timedelta(0)
    give_back(world, touch.id, f"refused with {code}", retry_in=retry)
    if code in _OPERATOR:
        world.metrics.count("OperatorNeeded", code=code)


def _ask_for_another_number(world: World, touch: Touch, code: str) -> None:
    contact = required(world, Contact, contact_key(touch.company_id, touch.customer_id))
    raise_review(
        world,
        ReviewItem(
            id=f"number-{touch.customer_id}",
            company_id=touch.company_id,
            kind="not_sms_capable",
            title=f"{contact.known_as}: the number cannot be texted",
            customer_id=touch.customer_id,
            invoice_ids=tuple(item.invoice_id for item in touch.items),
            facts={"twilio_code": code},
            suggestion="Ask the customer for a mobile number and put it into QuickBooks. Until then the reminders go "
            "by e-mail, if there is an address and your policy does not say otherwise.",
            command=f"pastdue review decide number-{touch.customer_id}",
            raised_at=world.clock.now(),
        ),
    )


def _ask_for_help(world: World, touch: Touch, code: str) -> None:
    """A refusal that no rule of ours cures comes again with each try: a person hears of it at the first."""
    vendor = "twilio" if touch.channel is Channel.SMS else "email"
    raise_review(
        world,
        ReviewItem(
            id=f"refused-{vendor}-{touch.customer_id}",
            company_id=touch.company_id,
            kind="vendor_refused",
            title="A reminder was refused and could not go out",
            customer_id=touch.customer_id,
            invoice_ids=tuple(item.invoice_id for item in touch.items),
            facts={"channel": touch.channel, "code": code},
            suggestion="Show this to your engineer, or write to the customer. It is tried again every hour.",
            command=f"pastdue review decide refused-{vendor}-{touch.customer_id}",
            raised_at=world.clock.now(),
        ),
    )


def failed_later(world: World, touch_id: str, code: str) -> bool:
    """The carrier reported that a sent text did not arrive: the day stays used, the number is judged by the code.

    Gives whether that is new.
    """
    touch = world.store.get(Touch, touch_key(touch_id))
    if touch is None:
        return False

    def build() -> tuple[Record, ...]:
        fresh = required(world, Touch, touch_key(touch_id))
        if fresh.state not in MAY_FAIL:
            return ()
        ended = fresh.model_copy(update={"state": TouchState.FAILED, "error": code, "check_at": None})
        phone = world.store.get(Phone, phone_key(fresh.address)) if code in _MAY_RECOVER else None
        # In one write: a status may come twice, and one text that failed is one failure.
        counted = (phone.model_copy(update={"failures": phone.failures + 1}),) if phone is not None else ()
        return (ended, *counted)

    if touch.state is TouchState.SENDING:
        confirm_sent(world, touch_id, touch.message_id)
    # What the code asks for comes before the state that says that it was done: a death between leaves nothing out.
    if touch.state in MAY_FAIL:
        _heed(world, touch, code)
    new = bool(revise(world, build))
    if code in _MAY_RECOVER:
        _give_up(world, touch_id, code)
    if new:
        world.metrics.count("TouchesFailed", code=code or "none")
        if code in _OPERATOR:
            world.metrics.count("OperatorNeeded", code=code)
    return new


def _heed(world: World, touch: Touch, code: str) -> None:
    if code == _OPTED_OUT:
        opt_out(world, touch.address, by="twilio 21610", who="twilio")
    elif code in _NOT_FOR_TEXTS:
        silence(world, touch.address, "not_sms_capable", by=f"twilio {code}")
        _ask_for_another_number(world, touch, code)
        fall_back(world, touch)


def _give_up(world: World, touch_id: str, code: str) -> None:
    """Two failures in a row: the number is unreachable by text (vendor-facts, Twilio errors)."""
    touch = required(world, Touch, touch_key(touch_id))
    phone = world.store.get(Phone, phone_key(touch.address))
    if touch.state is TouchState.FAILED and phone is not None and phone.failures >= _GIVE_UP_AFTER:
        silence(world, touch.address, "unreachable", by=f"twilio {code}")
        fall_back(world, touch)
