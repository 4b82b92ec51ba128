"""Every question about money names a command, and typed as it stands there it does what the suggestion says."""

from __future__ import annotations

import shlex
from collections.abc import Callable

import pytest
from typer.testing import CliRunner

from pastdue.cli import money, review
from pastdue.cli.main import app
from sandbox.faults import AnswerWith
from sandbox.stripe.objects import Intent
from tests.integration.conftest import Begin
from tests.integration.story import DANA, Story, day
from tests.integration.test_money import _owners_link

_DOWN = AnswerWith(503, b"upstream connect error")
_STACK = ("--table", "state", "--stage", "live")


@pytest.fixture
def stacks(monkeypatch: pytest.MonkeyPatch) -> list[Story]:
    """The stories whose last one the commands find as their stack."""
    begun: list[Story] = []
    for module in (money, review):
        monkeypatch.setattr(module, "stack_world", lambda _stage, _table: begun[-1].world)
    return begun


class Told:
    """A story that has come to where a person is asked, with what the question's command is to change."""

    def __init__(self, story: Story, kind: str, then: Callable[[], bool] = lambda: True) -> None:
        self.story = story
        self.kind = kind
        self.then = then


def _texted(begin: Begin, amount: int = 48_500, **more: object) -> tuple[Story, str, str]:
    story = begin(**more)
    customer = story.customer()
    invoice = story.invoice(customer, amount)
    story.connect()
    story.until(day(4))
    return story, customer, invoice


def _paid(begin: Begin) -> tuple[Story, str, str, Intent]:
    story, customer, invoice = _texted(begin)
    payment = story.pays(story.link())
    story.minutes(10)
    return story, customer, invoice, payment


def _goes_on(story: Story, invoice: str) -> Callable[[], bool]:
    return lambda: story.case(invoice).holds == ()


def _is_booked(story: Story, payment: Intent) -> Callable[[], bool]:
    return lambda: story.received_in_books(payment) == 48_500


def _long_in_flight(begin: Begin) -> Told:
    story, _, invoice = _texted(begin)
    story.stripe.pay_by_bank(story.link(), "000000000009")
    story.days(10)
    return Told(story, "long_in_flight", lambda: story.holds(invoice) == ["payment_in_flight"])


def _inactive_customer(begin: Begin) -> Told:
    story, customer, _ = _texted(begin)
    story.books.edit_customer(customer, Active=False)
    payment = story.pays(story.link())
    story.books.edit_customer(customer, Active=True)
    return Told(story, "unbooked_payment", _is_booked(story, payment))


def _refunded_before_booking(begin: Begin) -> Told:
    story, _, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    story.stripe.refund(story.stripe.pay_link(story.link()))
    story.minutes(15)
    story.reconcile()
    held_by = [hold.about for hold in story.case(invoice).holds]
    return Told(story, "unbooked_payment", lambda: [hold.about for hold in story.case(invoice).holds] == held_by[1:])


def _overpaid(begin: Begin) -> Told:
    story, _, invoice = _texted(begin)
    story.stripe.knobs.lost = 1.0
    story.stripe.pay_link(story.link())
    story.books.receive_check(invoice, 20_000)
    story.minutes(15)
    story.reconcile()
    return Told(story, "overpaid")


def _covered_by_memo(begin: Begin) -> Told:
    story, customer, invoice = _texted(begin)
    story.books.add_credit_memo(customer, 48_500)
    story.until(day(8))
    return Told(story, "covered_by_credit", lambda: story.books.balance(invoice) == 0)


def _covered_otherwise(begin: Begin) -> Told:
    story, customer, invoice = _texted(begin)
    story.books.receive_payment(customer, 48_500)
    story.until(day(8))
    return Told(story, "covered_by_credit", lambda: story.case(invoice).state == "open")


def _unknown(begin: Begin) -> Told:
    story, _, _ = _texted(begin)
    story.pays(_owners_link(story, {"pastdue_link": "0000000000000000"}))
    return Told(story, "unknown_payment")


def _refund(begin: Begin) -> Told:
    story, _, invoice, payment = _paid(begin)
    story.stripe.refund(payment, 10_000)
    story.host.work()
    return Told(story, "refund", _goes_on(story, invoice))


def _failed_refund(begin: Begin) -> Told:
    story, _, invoice, payment = _paid(begin)
    refund = story.stripe.refund(payment, 10_000)
    story.host.work()
    [asked] = story.reviews("refund")
    _run(story, asked.command)
    story.stripe.fail_refund(refund)
    story.host.work()
    return Told(story, "failed_refund", _goes_on(story, invoice))


def _chargeback(begin: Begin) -> Told:
    story, _, invoice, payment = _paid(begin)
    story.stripe.dispute(payment)
    story.host.work()
    return Told(story, "chargeback", _goes_on(story, invoice))


def _chargeback_won(begin: Begin) -> Told:
    story, _, invoice, payment = _paid(begin)
    dispute = story.stripe.dispute(payment)
    story.host.work()
    story.stripe.close_dispute(dispute, "won")
    story.host.work()
    return Told(story, "chargeback_won", _goes_on(story, invoice))


def _chargeback_lost(begin: Begin) -> Told:
    story, _, invoice, payment = _paid(begin)
    dispute = story.stripe.dispute(payment)
    story.host.work()
    story.stripe.close_dispute(dispute, "lost")
    story.host.work()
    return Told(story, "chargeback_lost", _goes_on(story, invoice))


def _double_entry(begin: Begin) -> Told:
    story, customer, _, _ = _paid(begin)
    story.books.receive_payment(customer, 48_500)
    story.host.work()
    return Told(story, "double_entry", lambda: len(story.books.payments()) == 2)


def _entry_removed(begin: Begin) -> Told:
    story, _, _, payment = _paid(begin)
    story.books.delete_payment(story.stripe_payments_in_books(payment)[0]["Id"])
    story.host.work()
    return Told(story, "entry_changed", _is_booked(story, payment))


def _entry_smaller(begin: Begin) -> Told:
    story, _, _, payment = _paid(begin)
    [ours] = story.stripe_payments_in_books(payment)
    story.books.tamper("Payment", ours["Id"], TotalAmt=ours["TotalAmt"] - 100)
    story.host.work()
    story.books.tamper("Payment", ours["Id"], TotalAmt=ours["TotalAmt"] - 50)
    story.host.work()
    return Told(story, "entry_changed", lambda: bool(story.stripe.refund(payment, 5_000)))


def _reopened(begin: Begin) -> Told:
    story, _, invoice = _texted(begin)
    check = story.books.receive_check(invoice)
    story.minutes(10)
    story.books.void_payment(check)
    story.host.work()
    return Told(story, "reopened", _goes_on(story, invoice))


def _unplaced(begin: Begin) -> Told:
    story, _, _ = _texted(begin)
    story.trouble("quickbooks", _DOWN, method="POST", path=r"/payment\?", times=-1)
    payment = story.pays(story.link())
    story.days(1.5)
    story.host.vendors.quickbooks_line.clear()
    story.expected_dead = len(story.host.queue.dead)
    return Told(story, "unplaced_payment", _is_booked(story, payment))


def _not_chargeable(begin: Begin) -> Told:
    story, _, _ = _texted(begin, amount=40, policy="minimum_to_chase: 0.01\n")
    return Told(story, "not_chargeable", lambda: story.messages(DANA) == [])


def _above_the_limit(begin: Begin) -> Told:
    story, _, _ = _texted(begin, policy="approve_above: 100\n")
    assert story.touches() == []
    return Told(story, "needs_approval", lambda: len(story.touches()) == 1)


def _books_refused(begin: Begin) -> Told:
    story, _, _ = _texted(begin)
    story.books.habits.forbidden = True
    story.minutes(15)
    story.reconcile()
    return Told(story, "books_refused")


def _unreadable(begin: Begin) -> Told:
    story, _, invoice = _texted(begin)
    story.books.tamper("Invoice", invoice, CurrencyRef={"value": "??"})
    story.minutes(15)
    story.reconcile()
    story.books.tamper("Invoice", invoice, CurrencyRef={"value": "USD"})
    return Told(story, "unreadable")


def _run(story: Story, command: str) -> str:
    words = shlex.split(command)
    assert words[0] == "pastdue"
    result = CliRunner().invoke(app, [*words[1:], *_STACK, "--by", "anna"])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    "come",
    [
        _long_in_flight,
        _inactive_customer,
        _refunded_before_booking,
        _overpaid,
        _covered_by_memo,
        _covered_otherwise,
        _unknown,
        _refund,
        _chargeback,
        _chargeback_won,
        _chargeback_lost,
        _failed_refund,
        _double_entry,
        _entry_removed,
        _entry_smaller,
        _reopened,
        _unplaced,
        _not_chargeable,
        _above_the_limit,
        _books_refused,
        _unreadable,
    ],
    ids=lambda come: come.__name__.strip("_"),
)
def test_the_command_of_a_question_about_money_closes_it_and_does_what_it_says(
    begin: Begin, stacks: list[Story], come: Callable[[Begin], Told]
) -> None:
    def watched(**settings: object) -> Story:
        stacks.append(begin(**settings))
        return stacks[-1]

    told = come(watched)
    [question] = told.story.reviews(told.kind)
    assert question.facts
    assert question.suggestion

    _run(told.story, question.command)
    told.story.minutes(15)
    told.story.reconcile()

    assert question.id not in {each.id for each in told.story.reviews()}
    assert told.then()
