"""The process may die between any two effects: whatever it was doing is then done once, and nothing stays stuck.

Each test kills the worker after its n-th effect, for every n there is, and lets a day pass. Between two effects a death
finds the world as the first of them left it, whatever was read meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import count

import pytest

from pastdue.domain.case import Case
from pastdue.domain.contact import Mailbox, mailbox_key
from pastdue.domain.plan import Plan, PlanState
from pastdue.domain.settlement import Settlement, SettlementState
from pastdue.domain.touch import LinkState, Touch, TouchState
from pastdue.usecases.notify_owner import notify_due
from pastdue.usecases.reconcile import reconcile
from pastdue.usecases.run_ladder import run_ladder
from sandbox.mail import Bounces, Complains, Habit, bounce, complaint, published
from tests.integration.story import DANA, NEW_YORK, Death, Deaths, Story, day, moment, watched

Act = Callable[[Story], None]


def _on_the_day(email: bool = False, invoices: int = 1, **settings: object) -> Story:
    """The minute in which the first rung is due: its payer lies in the touch queue."""
    story = Story(on=day(21 if email else 3), clock="08:50", **settings)  # type: ignore[arg-type]
    if email:
        story.books.add_term("Net 60", 60)
    customer = story.customer()
    for _ in range(invoices):
        story.invoice(customer, due=day(0), created=day(-60), term="Net 60" if email else "")
    story.connect()
    story.host.clock.at = moment(story.today, "09:00")
    story.ladder()
    return story


def _texted(**settings: object) -> Story:
    """Ten minutes after the first text."""
    story = _on_the_day(**settings)  # type: ignore[arg-type]
    story.minutes(10)
    assert len(story.touches()) == 1
    return story


def _works(story: Story) -> None:
    story.host.work()


def _ticks(story: Story) -> None:
    run_ladder(story.world)


def _dying_everywhere(
    prepare: Callable[[], Story],
    act: Act,
    check: Callable[[Story], None],
    *,
    lossy: bool = False,
    after: timedelta = timedelta(days=1),
) -> int:
    """Kill `act` before each of its effects in turn and `check` what a day made of it; gives how many there are."""
    for at in count(1):
        story = prepare()
        steps = Deaths(at)
        alive = story.world
        story.host.lossy = lossy
        story.host.world = watched(alive, steps)
        with suppress(Death):
            act(story)
        story.host.world = alive
        story.host.run_until(story.now + after)
        try:
            check(story)
            story.keeps_its_promises()
            _nothing_is_stuck(story)
        except AssertionError as error:
            *before, last = steps.seen[-4:]
            raise AssertionError(f"killed before call {at}, {last}, after {before}: {error}") from error
        if steps.over:
            return at - 1
    raise AssertionError


def _nothing_is_stuck(story: Story) -> None:
    """A day later: no message waits, no touch, link or settlement is half done, no question is untold."""
    assert [waiting for waiting in story.host.queue.waiting if waiting.at <= story.now] == []
    assert {touch.state for touch in story.host.records(Touch)} & {TouchState.CLAIMED, TouchState.SENDING} == set()
    # A link that was being made when the worker died is found by the next touch, or never given to anybody.
    assert LinkState.DYING not in {link.state for link in story.links()}
    for settlement in story.host.records(Settlement):
        ended = settlement.state in (SettlementState.BOOKED, SettlementState.REVIEW, SettlementState.FAILED)
        assert ended or settlement.check_at > story.now
    assert [item.id for item in story.reviews() if item.noticed_at is None] == []
    for case in story.host.records(Case):
        assert case.open_touch is None
        if case.state == "open":
            assert case.due_at is None or case.due_at > story.now


# --- sending


def _one_text_and_its_rung(story: Story) -> None:
    [text] = story.touches(DANA)
    assert story.alive(story.link(text))
    cases: list[Case] = story.host.records(Case)
    assert {(rung.number, rung.on) for case in cases for rung in case.rungs} == {(1, day(3))}
    given = [link for link in story.links() if link.state is LinkState.ALIVE]
    assert len(given) == 1


@pytest.mark.parametrize("lossy", [False, True], ids=["message comes back", "message is lost"])
def test_send_touch_may_die_anywhere_and_the_customer_gets_one_text(lossy: bool) -> None:
    calls = _dying_everywhere(lambda: _on_the_day(invoices=2), _works, _one_text_and_its_rung, lossy=lossy)

    assert calls > 8


def test_it_holds_although_every_status_callback_is_lost() -> None:
    def prepare() -> Story:
        story = _on_the_day()
        story.twilio.knobs.lost = 1.0
        return story

    _dying_everywhere(prepare, _works, _one_text_and_its_rung)


def test_a_formal_email_is_sent_once_at_most_and_its_rung_counts() -> None:
    mails = []

    def check(story: Story) -> None:
        sent = [mail for mail in story.host.mail.sent if mail.to == "dana@harborview.example.com"]
        mails.append(len(sent))
        assert len(sent) <= 1
        assert [rung for rung, _ in story.rungs("101")] == [1]

    _dying_everywhere(lambda: _on_the_day(email=True), _works, check)

    # SES cannot be asked whether it took a message, so a death around the call costs the mail, and only then.
    assert mails.count(0) == 1


def test_the_tick_may_die_anywhere_and_the_text_still_goes_out_that_day() -> None:
    def prepare() -> Story:
        story = Story(on=day(3), clock="08:50")
        for index in range(3):
            phone = f"+1212555010{index}"
            customer = story.customer(f"Customer {index}", phone, email=f"c{index}@example.com")
            story.invoice(customer, due=day(0), created=day(-30))
        story.connect()
        story.host.clock.at = moment(story.today, "09:00")
        return story

    def check(story: Story) -> None:
        assert {text.to for text in story.touches()} == {f"+1212555010{index}" for index in range(3)}
        assert story.touch_days() == [day(3)] * 3

    _dying_everywhere(prepare, _ticks, check)


def test_a_hand_off_may_die_anywhere_and_a_person_is_asked_once() -> None:
    def prepare() -> Story:
        story = Story(on=day(3), clock="08:50")
        story.invoice(story.customer(), due=day(0), created=day(-30))
        story.connect()
        story.until(day(20), "22:00")
        story.host.clock.at = moment(day(21), "00:00")
        story.ladder()
        return story

    def check(story: Story) -> None:
        assert story.case("101").state == "handed_off"
        assert [item.kind for item in story.reviews()] == ["ladder_ended"]
        assert story.facts("101").count("handed off") == 1

    _dying_everywhere(prepare, _works, check)


# --- money


def _paid(**settings: object) -> Story:
    story = _texted(**settings)
    story.stripe.pay_link(story.link())
    return story


def _booked_once(story: Story) -> None:
    [payment] = story.stripe.payments()
    assert story.received_in_books(payment) == payment.amount
    references = [each["PaymentRefNum"] for each in story.stripe_payments_in_books(payment)]
    assert len(references) == len(set(references))
    assert {case.state for case in story.host.records(Case)} == {"closed"}
    assert all(story.books.balance(invoice["Id"]) == 0 for invoice in story.books.invoices())
    assert not story.alive(story.link())
    assert len(story.answers(DANA)) <= 1
    assert story.reviews() == []


@pytest.mark.parametrize("lossy", [False, True], ids=["message comes back", "message is lost and queries lag"])
def test_settle_payment_may_die_anywhere_and_quickbooks_has_exactly_one_payment(lossy: bool) -> None:
    def prepare() -> Story:
        story = _paid()
        story.books.index_lag = timedelta(hours=12 if lossy else 0)
        return story

    calls = _dying_everywhere(prepare, _works, _booked_once, lossy=lossy)

    assert calls > 8


def test_a_payment_for_parent_and_child_may_die_anywhere_and_each_is_booked_once() -> None:
    def prepare() -> Story:
        story = Story(on=day(3), clock="08:50", policy="parent_pays: true\n")
        parent = story.customer()
        child = story.customer("Harborview Kitchen", "", given="", email="", parent=parent)
        story.invoice(parent, 10_000, due=day(0), created=day(-30))
        story.invoice(child, 5_000, due=day(0), created=day(-30))
        story.connect()
        story.minutes(20)
        story.stripe.pay_link(story.link())
        return story

    _dying_everywhere(prepare, _works, _booked_once)


def test_a_payment_net_of_a_credit_may_die_anywhere_and_its_credit_is_applied_once() -> None:
    def prepare() -> Story:
        story = Story(on=day(3), clock="08:50")
        customer = story.customer()
        story.invoice(customer, 48_500, due=day(0), created=day(-30))
        story.books.add_credit_memo(customer, 10_000)
        story.connect()
        story.minutes(20)
        story.stripe.pay_link(story.link())
        return story

    def check(story: Story) -> None:
        _booked_once(story)
        assert len([payment for payment in story.books.payments() if payment["TotalAmt"] == 0]) == 1

    _dying_everywhere(prepare, _works, check)


def test_an_overpayment_may_die_anywhere_and_its_excess_is_asked_about_once() -> None:
    def prepare() -> Story:
        story = _texted()
        story.stripe.knobs.lost = 1.0
        payment = story.stripe.pay_link(story.link())
        story.books.receive_check("101", 20_000)
        story.host.work()
        story.host.queue.waiting.clear()
        story.host.queue.put("settlement", {"payment_intent": payment.id})
        return story

    def check(story: Story) -> None:
        [payment] = story.stripe.payments()
        assert story.received_in_books(payment) == 48_500
        assert [item.kind for item in story.reviews()] == ["overpaid"]
        assert story.case("101").state == "closed"

    _dying_everywhere(prepare, _works, check)


def test_what_quickbooks_refuses_may_die_anywhere_on_its_way_to_a_person() -> None:
    def prepare() -> Story:
        story = _paid()
        story.books.habits.lapsed = True
        return story

    def check(story: Story) -> None:
        assert [item.kind for item in story.reviews()] == ["unbooked_payment"]
        assert len(story.touches()) == 1

    _dying_everywhere(prepare, _works, check)


@pytest.mark.parametrize("what", ["refund", "chargeback"])
def test_money_back_may_die_anywhere_and_still_holds_and_asks(what: str) -> None:
    def prepare() -> Story:
        story = _paid()
        story.host.work()
        [payment] = story.stripe.payments()
        if what == "refund":
            story.stripe.refund(payment)
        else:
            story.stripe.dispute(payment)
        return story

    def check(story: Story) -> None:
        assert [item.kind for item in story.reviews()] == [what]
        assert story.holds("101") == ["review"]

    _dying_everywhere(prepare, _works, check)


def test_a_bank_debit_may_die_anywhere_between_its_steps() -> None:
    def prepare() -> Story:
        story = _texted()
        story.stripe.pay_by_bank(story.link())
        return story

    def check(story: Story) -> None:
        assert story.holds("101") == ["payment_in_flight"]
        assert not story.stripe.payments()
        story.until(day(12))
        _booked_once(story)

    _dying_everywhere(prepare, _works, check)


# --- what changes in QuickBooks


def test_a_check_may_die_anywhere_and_the_case_closes_and_the_link_dies() -> None:
    def prepare() -> Story:
        story = _texted()
        story.books.receive_check("101")
        return story

    def check(story: Story) -> None:
        assert story.case("101").state == "closed"
        assert not story.alive(story.link())

    _dying_everywhere(prepare, _works, check)
    _dying_everywhere(prepare, _works, check, lossy=True)


def test_a_credit_memo_may_die_anywhere_and_the_link_dies() -> None:
    def prepare() -> Story:
        story = _texted()
        story.books.add_credit_memo("1", 10_000)
        return story

    def check(story: Story) -> None:
        assert not story.alive(story.link())

    _dying_everywhere(prepare, _works, check)


def test_a_new_invoice_may_die_anywhere_and_has_its_case() -> None:
    def prepare() -> Story:
        story = Story(on=day(3), clock="08:50")
        story.connect()
        story.invoice(story.customer(), due=day(0), created=day(-30))
        return story

    def check(story: Story) -> None:
        assert story.has_case("101")
        assert story.touch_days() == [day(3)]

    _dying_everywhere(prepare, _works, check)


# --- what people write


@pytest.mark.parametrize(
    ("words", "hold", "question"),
    [
        ("dispute", "dispute", "dispute"),
        ("I already paid this", "already_paid", "already_paid"),
        ("call Jo about it", "review", "reply"),
        ("I'll pay on 9/25", "promise", None),
    ],
)
def test_a_reply_may_be_heard_by_a_worker_that_dies_and_still_holds_and_asks_once(
    words: str, hold: str, question: str | None
) -> None:
    def prepare() -> Story:
        story = _texted()
        story.twilio.receive(DANA, words)
        return story

    def check(story: Story) -> None:
        assert story.holds("101") == [hold]
        assert [item.kind for item in story.reviews()] == ([question] if question else [])
        assert len(story.answers(DANA)) <= 1

    _dying_everywhere(prepare, _works, check)


@pytest.mark.parametrize("words", ["STOP", "stop texting me", "wrong number"])
def test_an_opt_out_may_be_heard_by_a_worker_that_dies_and_the_phone_is_silent(words: str) -> None:
    def prepare() -> Story:
        story = _texted()
        story.twilio.receive(DANA, words)
        return story

    def check(story: Story) -> None:
        assert story.phone(DANA).silence is not None
        story.until(day(20))
        assert len(story.touches()) == 1

    _dying_everywhere(prepare, _works, check)


def test_asking_for_a_link_may_die_anywhere_and_leaves_one_link_at_most_in_a_customers_hands() -> None:
    def prepare() -> Story:
        story = _texted()
        story.twilio.receive(DANA, "send me the link")
        return story

    def check(story: Story) -> None:
        links = {story.link(text) for text in story.messages(DANA) if "http" in text.body}
        assert len([link for link in links if story.alive(link)]) <= 1

    _dying_everywhere(prepare, _works, check)


# --- what runs by the clock


def test_the_reconciliation_may_die_anywhere_and_the_next_one_finds_what_is_left() -> None:
    def prepare() -> Story:
        story = Story(on=day(3), clock="08:50")
        for index in range(2):
            phone = f"+1212555010{index}"
            customer = story.customer(f"Customer {index}", phone, email=f"c{index}@example.com")
            story.invoice(customer, due=day(0), created=day(-30))
        story.connect()
        story.minutes(20)
        story.stripe.knobs.lost = 1.0
        story.host.vendors.quickbooks.webhooks.drop = 1.0
        first, second = story.touches()
        story.stripe.pay_link(story.link(first))
        story.books.receive_check(_invoice_of(story, second.to))
        story.minutes(20)
        return story

    def check(story: Story) -> None:
        [payment] = story.stripe.payments()
        assert story.received_in_books(payment) == 48_500
        assert sorted(case.state for case in story.host.records(Case)) == ["closed", "closed"]
        assert [story.alive(story.link(text)) for text in story.touches()] == [False, False]

    def act(story: Story) -> None:
        reconcile(story.world)

    _dying_everywhere(prepare, act, check)


def _invoice_of(story: Story, phone: str) -> str:
    cases: list[Case] = story.host.records(Case)
    return next(case.invoice.id for case in cases if story.contact(case.payer_id).phone == phone)


def test_a_notice_may_die_anywhere_and_the_owner_is_told_at_the_latest_an_hour_later() -> None:
    def prepare() -> Story:
        story = _texted()
        story.host.queue.waiting.clear()
        story.twilio.receive(DANA, "dispute")
        [reply] = [waiting for waiting in story.host.queue.waiting if waiting.name == "conversation"]
        story.host.queue.waiting.remove(reply)
        story.host.queue.waiting.insert(0, reply)
        assert story.host.work(1) == 1
        return story

    def check(story: Story) -> None:
        notices = [
            (at, mail)
            for at, mail in zip(story.post.times, story.post.sent, strict=True)
            if mail in story.owner_mails()
        ]
        told = [at for at, mail in notices if "disputes" in mail.text]
        assert 1 <= len(told) <= 2
        assert told[0] <= moment(story.today - timedelta(days=1), "10:30")
        assert story.now.astimezone(NEW_YORK).date() == day(4)

    def act(story: Story) -> None:
        story.host.work()
        notify_due(story.world)

    _dying_everywhere(prepare, act, check)


# --- payment plans


def _dying_after_each_effect(prepare: Callable[[], Story], check: Callable[[Story], None]) -> int:
    return _dying_everywhere(prepare, _works, check, after=timedelta(hours=1))


def _offered() -> Story:
    """A plan was offered by text; the customer's yes lies in the queue."""
    story = Story(on=day(3), clock="08:58", policy="plans: {offered_from_rung: 1, spacing_days: 7}\n")
    customer = story.customer()
    for amount in (25_000, 35_000):
        story.invoice(customer, amount, due=day(0), created=day(-30))
    story.connect()
    story.until(day(3), "09:02")
    story.says(DANA, "PLAN")
    story.twilio.receive(DANA, "AGREE")
    return story


def _the_only_plan(story: Story) -> Plan:
    plans: list[Plan] = story.host.records(Plan)
    [plan] = plans
    assert plan.state is PlanState.RUNNING
    assert [story.holds(invoice) for invoice in plan.invoice_ids] == [["plan"], ["plan"]]
    return plan


def test_agreeing_to_a_plan_may_die_anywhere_and_it_runs_once_with_one_answer() -> None:
    def check(story: Story) -> None:
        assert [each.amount.minor for each in _the_only_plan(story).instalments] == [20_000] * 3
        agreed = [text for text in story.answers(DANA) if "agreed" in text.body]
        assert len(agreed) <= 1
        # A death around the answer leaves open whether it went out: then a text asks for the first instalment.
        assert agreed or _the_only_plan(story).reminders == ()
        assert story.facts("101").count("plan agreed") == 1

    assert _dying_after_each_effect(_offered, check) > 4


def test_an_instalment_s_text_may_die_anywhere_and_is_sent_once() -> None:
    def prepare() -> Story:
        story = _offered()
        story.host.work()
        story.pays(story.link(story.answers()[-1]))
        story.host.clock.at = moment(day(10), "09:00")
        story.ladder()
        return story

    def check(story: Story) -> None:
        assert [reminder.number for reminder in _the_only_plan(story).reminders] == [1, 2]
        assert story.touch_days(DANA) == [day(3), day(10)]
        [link] = [link for link in story.links() if link.state is LinkState.ALIVE]
        assert {item.invoice_id: item.amount.minor for item in link.items} == {"101": 5_000, "102": 15_000}

    assert _dying_after_each_effect(prepare, check) > 4


def test_breaking_a_plan_may_die_anywhere_and_a_person_is_told_once() -> None:
    def prepare() -> Story:
        story = _offered()
        story.host.work()
        story.host.clock.at = moment(day(6), "09:00")
        story.ladder()
        story.host.work()
        story.host.clock.at = moment(day(9), "09:00")
        story.ladder()
        return story

    def check(story: Story) -> None:
        [plan] = story.host.records(Plan)
        assert plan.state is PlanState.BROKEN
        assert [item.kind for item in story.reviews()] == ["plan_broken"]
        assert story.facts("101").count("plan broken") == 1
        assert [rung for rung, _ in story.rungs("101")] == [1, 2]

    _dying_after_each_effect(prepare, check)


def test_counting_a_plan_may_die_anywhere_and_its_sums_stay_exact() -> None:
    def prepare() -> Story:
        story = _offered()
        story.host.work()
        story.books.receive_check("101", 12_345)
        story.host.vendors.tick()
        return story

    def check(story: Story) -> None:
        plan = _the_only_plan(story)
        assert (plan.paid.minor, plan.open.minor) == (12_345, 47_655)
        assert [link for link in story.links() if link.state is LinkState.ALIVE and link.total.minor > 7_655] == []

    _dying_after_each_effect(prepare, check)


# --- what SES reports


@pytest.mark.parametrize("habit", [Bounces(), Complains()], ids=["a bounce", "a complaint"])
def test_a_report_may_be_heard_by_a_worker_that_dies_and_is_acted_on_once(habit: Habit) -> None:
    address = "dana@harborview.example.com"

    def prepare() -> Story:
        story = _on_the_day(email=True)
        story.host.work()
        said = bounce(address, "Permanent", "NoEmail") if isinstance(habit, Bounces) else complaint([address], "abuse")
        [mail] = [mail for mail in story.post.sent if mail.to == address]
        story.host.queue.put("mail", published(mail, said, story.now, 1))
        return story

    def check(story: Story) -> None:
        mailbox = story.world.store.get(Mailbox, mailbox_key(address))
        assert mailbox is not None
        assert mailbox.silence is not None
        bounced = isinstance(habit, Bounces)
        assert len(story.touches()) == int(bounced)
        assert [number for number, _ in story.rungs("101")] == [1]
        assert story.facts("101").count("e-mail bounced" if bounced else "e-mail complained of") == 1
        assert len(story.reviews("email_bounced" if bounced else "email_refused")) == 1
        assert (story.contact("1").email_refused is None) == bounced

    assert _dying_everywhere(prepare, _works, check) > 3


def test_a_report_of_the_owner_s_mail_may_die_anywhere_and_what_it_told_is_told_again() -> None:
    def prepare() -> Story:
        story = Story(on=day(0), policy="owner_email: anna@brightpine.example.com\n")
        story.invoice(story.customer(phone=""))
        story.connect()
        story.minutes(5)
        [mail] = story.post.sent
        story.host.queue.put("mail", published(mail, bounce(mail.to, "Transient", "MailboxFull"), story.now, 1))
        return story

    def check(story: Story) -> None:
        assert len(story.post.sent) - len(story.digests()) == 2
        assert story.host.metrics.totals["OwnerMailFailed"] >= 1

    assert _dying_everywhere(prepare, _works, check) > 2
