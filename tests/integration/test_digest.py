"""The digest: what the owner reads at seven in the morning, in ten seconds, and what becomes of it when things fail."""

from __future__ import annotations

import csv
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import count

import pytest
from typer.testing import CliRunner

from pastdue.cli import digest as command
from pastdue.cli.main import app
from pastdue.domain.company import Company, company_key
from pastdue.domain.digest import Digest, DigestTurn, digest_key, turn_key
from pastdue.domain.errors import Unavailable, Unknown
from pastdue.ports import Clock, StripePayout
from pastdue.usecases.compose_digest import compose_digest
from pastdue.usecases.keep_connection import keep_connections
from pastdue.usecases.send_digest import Digested, covered, send_digest, send_digests
from pastdue.usecases.stop_everything import stop_everything
from sandbox.faults import AnswerWith
from sandbox.mail import Bounces, Mailed
from sandbox.stripe.objects import Intent
from tests.integration.conftest import Begin
from tests.integration.story import (
    ALL_CONSENTED,
    DANA,
    NEW_YORK,
    REALM,
    RICKY,
    Death,
    Deaths,
    Story,
    day,
    moment,
    watched,
)

# Labor Day 2026 is on the 7th of September.
LABOR_DAY = date(2026, 9, 7)


def _begun(begin: Begin, **settings: object) -> Story:
    """A company that is connected on a Monday at ten, and has had its first look at everything."""
    story = begin(**settings)
    story.connect()
    return story


def _turn(story: Story) -> DigestTurn:
    turn = story.world.store.get(DigestTurn, turn_key(REALM))
    assert turn is not None
    return turn


def _last(story: Story) -> Mailed:
    return story.digests()[-1]


def _first_lines(mail: Mailed) -> list[str]:
    return mail.text.splitlines()[:3]


def _section(mail: Mailed, title: str) -> list[str]:
    lines = mail.text.splitlines()
    if title not in lines:
        return []
    after = lines[lines.index(title) + 1 :]
    return [line.strip() for line in after[: after.index("")]]


def _payouts(story: Story) -> list[StripePayout]:
    """Those that have reached the bank, by Stripe's own word."""
    made = story.world.payments.payouts_since(story.now - timedelta(days=30))
    return [payout for payout in made if payout.status == "paid"]


# --- what it says


def test_the_first_three_lines_are_the_answer(begin: Begin) -> None:
    story = begin()
    dana = story.customer()
    sam = story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com")
    story.invoice(dana, 48_500, number="D-1")
    story.invoice(sam, 20_000, number="S-1")
    story.connect()
    story.until(day(3), "12:00")
    story.pays(story.link(story.touches(DANA)[-1]))
    story.says(RICKY, "dispute - the tap still drips")

    story.until(day(4), "07:30")

    mail = _last(story)
    assert _first_lines(mail) == [
        "Came in: $485.00 in 1 payment",
        "Waits for you: 1 question, the oldest since Sep 17",
        "Sent: 2 texts",
    ]
    assert mail.subject == "In: $485.00. Waits for you: 1. Sent: 2"
    assert mail.to == story.books.habits.email
    assert "Bright Pine Plumbing, from Thu Sep 17, 06:55 EDT to Fri Sep 18, 06:55 EDT." in mail.text


def test_it_tells_payments_by_link_and_those_that_were_entered_with_their_invoices(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer(), 48_500, number="D-1")
    other = story.invoice(story.customer("Lakeshore", "", given=""), 20_000, number="S-1")
    story.connect()
    story.until(day(3), "12:00")
    story.pays(story.link())
    story.books.receive_check(other, 12_000)
    story.minutes(5)

    story.until(day(4), "07:30")

    assert _first_lines(_last(story))[0] == "Came in: $605.00 in 2 payments"
    assert _section(_last(story), "CAME IN") == [
        "By link: 1 payment, $485.00",
        "Harborview Cafe, D-1: $485.00",
        "Entered in QuickBooks: 1 payment, $120.00",
        "Lakeshore, S-1: $120.00",
    ]
    story.until(day(7), "07:30")
    assert _section(_last(story), "CAME IN") == []


def test_it_counts_what_was_sent_by_step_and_what_people_answered_by_meaning(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer(), number="D-1")
    story.invoice(story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com"))
    story.invoice(story.customer("Millbrook", "(212) 555-0155", given="Kim", email="kim@example.com"), due=day(-4))
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "I'll pay Friday")
    story.says(RICKY, "dispute")

    story.until(day(4), "07:30")

    assert [_section(mail, "SENT") for mail in story.digests()] == [["reminder 1: 1 text"], ["reminder 1: 2 texts"]]
    assert _section(_last(story), "ANSWERS, PROMISES, PLANS") == ["1 disputed", "1 promised to pay"]
    story.until(day(8), "07:30")
    assert _section(_last(story), "SENT") == ["reminder 2: 1 text"]


@pytest.mark.parametrize(("paid", "told"), [(True, "1 promise kept"), (False, "1 promise broken")])
def test_a_promise_whose_day_is_over_is_told_as_kept_or_broken(begin: Begin, paid: bool, told: str) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "I'll pay Friday")
    if paid:
        story.until(day(4), "11:00")
        story.books.receive_check(invoice, 48_500)

    story.until(day(8), "12:00")

    said = [line for mail in story.digests() for line in _section(mail, "ANSWERS, PROMISES, PLANS")]
    assert said.count(told) == 1


def test_it_tells_what_waits_by_kind_the_oldest_first_and_the_command_to_see_it(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer("Nameless", "", given="", email="n@example.com"))
    story.invoice(story.customer())
    story.invoice(story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com"))
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "dispute")
    story.minutes(5)
    story.says(RICKY, "dispute")

    story.until(day(4), "07:30")

    waits = _section(_last(story), "WAITS FOR YOU")
    assert [line.split(",")[0] for line in waits[:-1]] == ["1 no phone", "2 dispute"] or len(waits) == 3
    assert waits[-1] == f"See them: pastdue review list --company {REALM}"
    assert "Harborview Cafe disputes an invoice" in waits[-2]


def test_it_tells_what_is_open_by_age_in_each_currency(begin: Begin) -> None:
    story = begin()
    customer = story.customer("Nameless", "", given="")
    story.invoice(customer, 10_000, due=day(30))
    story.invoice(customer, 20_000, due=day(3))
    story.invoice(customer, 40_000, due=day(-27))
    story.connect()

    story.until(day(4), "07:30")

    assert _section(_last(story), "OPEN") == [
        "current: $100.00",
        "1-30 days past due: $200.00",
        "31-60 days past due: $400.00",
        "in all: $700.00",
    ]


def test_each_payout_is_told_once_with_what_sums_to_the_banks_line_and_its_sheet(begin: Begin) -> None:
    story = begin()
    phones = ("(212) 555-0123", "(212) 555-0124")
    for n, phone in enumerate(phones):
        story.invoice(story.customer(f"Customer {n}", phone), 48_500)
    story.connect()
    story.until(day(3))
    first, _ = [story.pays(story.link(text)) for text in story.touches()]
    story.until(day(5))
    story.stripe.refund(first.id, 10_000)
    story.until(day(16))

    told = [(mail, line) for mail in story.digests() for line in _section(mail, "PAYOUTS AT YOUR BANK")]
    lines = [line for _, line in told if "gross" in line]
    assert len(lines) == len(_payouts(story)) > 0
    assert any("gross $970.00" in line and "fees -$28.74" in line for line in lines)
    for mail in {id(mail): mail for mail, _ in told}.values():
        assert mail.attachments
        for sheet in mail.attachments:
            rows = list(csv.DictReader(StringIO(sheet.data.decode())))
            assert sum(float(row["net"]) for row in rows[:-1]) == pytest.approx(float(rows[-1]["net"]))


def _paid_yesterday(begin: Begin) -> tuple[Story, Intent]:
    """The morning after a payment by link, which the digest has told of."""
    story = begin()
    story.invoice(story.customer(), 48_500, number="D-1")
    story.connect()
    story.until(day(3), "12:00")
    payment = story.pays(story.link())
    story.until(day(4), "07:30")
    assert _first_lines(_last(story))[0] == "Came in: $485.00 in 1 payment"
    return story, payment


def test_what_came_and_went_back_on_one_day_is_told_as_both(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer(), 48_500, number="D-1")
    story.connect()
    story.until(day(3), "12:00")
    payment = story.pays(story.link())
    story.stripe.refund(payment, 10_000)
    story.host.work()

    story.until(day(4), "07:30")

    mail = _last(story)
    assert mail.subject.startswith("In: $485.00, back: $100.00. ")
    assert _first_lines(mail)[0] == "Came in: $485.00 in 1 payment; went back: $100.00"
    assert _section(mail, "CAME IN") == ["By link: 1 payment, $485.00", "Harborview Cafe, D-1: $485.00"]
    assert _section(mail, "WENT BACK") == [
        "Of what came by link, now or earlier: 1 time, $100.00",
        "Harborview Cafe, D-1: $100.00, refunded",
    ]


def test_a_refund_of_what_an_earlier_digest_told_is_in_the_next_one_once(begin: Begin) -> None:
    story, payment = _paid_yesterday(begin)
    before = len(story.digests())
    story.until(day(4), "12:00")
    story.stripe.refund(payment)
    story.host.work()

    story.until(day(7), "07:30")

    mail = _last(story)
    assert _first_lines(mail)[0] == "Came in: nothing; went back: $485.00"
    assert _section(mail, "CAME IN") == []
    assert _section(mail, "WENT BACK")[1:] == ["Harborview Cafe, D-1: $485.00, refunded"]
    story.until(day(11), "07:30")
    told = [mail for mail in story.digests()[before:] if _section(mail, "WENT BACK")]
    assert len(told) == 1


def test_each_part_of_a_refund_is_told_with_its_own_amount(begin: Begin) -> None:
    story, payment = _paid_yesterday(begin)
    for amount, until in ((10_000, day(7)), (5_000, day(8))):
        story.stripe.refund(payment, amount)
        story.host.work()
        story.until(until, "07:30")

    told = [_first_lines(mail)[0] for mail in story.digests()[-2:]]
    assert told == ["Came in: nothing; went back: $100.00", "Came in: nothing; went back: $50.00"]


def test_a_chargeback_went_back_and_comes_back_when_it_is_won(begin: Begin) -> None:
    story, payment = _paid_yesterday(begin)
    dispute = story.stripe.dispute(payment)
    story.host.work()
    story.until(day(7), "07:30")
    assert _section(_last(story), "WENT BACK")[1:] == ["Harborview Cafe, D-1: $485.00, taken back by the bank"]

    story.stripe.close_dispute(dispute, "won")
    story.host.work()
    story.until(day(8), "07:30")

    mail = _last(story)
    assert _first_lines(mail)[0] == "Came in: nothing; came back: $485.00"
    assert _section(mail, "WENT BACK") == [
        "Came back after all: 1 time, $485.00",
        "Harborview Cafe, D-1: $485.00, the bank gave it back",
    ]


def test_a_chargeback_that_is_lost_went_back_once(begin: Begin) -> None:
    story, payment = _paid_yesterday(begin)
    dispute = story.stripe.dispute(payment)
    story.host.work()
    story.until(day(7), "07:30")
    story.stripe.close_dispute(dispute, "lost")
    story.host.work()

    story.until(day(8), "07:30")

    assert len([mail for mail in story.digests() if _section(mail, "WENT BACK")]) == 1


def test_a_bank_debit_that_is_returned_went_back(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer(), 48_500, number="D-1")
    story.connect()
    story.until(day(4))
    story.stripe.pay_by_bank(story.link(), account="000555555559")

    story.until(day(16))

    lines = [line for mail in story.digests() for line in _section(mail, "WENT BACK")]
    assert lines[1:] == ["Harborview Cafe, D-1: $485.00, taken back by the bank"]


def test_a_refund_that_the_bank_sends_back_comes_back(begin: Begin) -> None:
    story, payment = _paid_yesterday(begin)
    refund = story.stripe.refund(payment)
    story.host.work()
    story.until(day(7), "07:30")

    story.stripe.fail_refund(refund)
    story.host.work()
    story.until(day(8), "07:30")

    assert _section(_last(story), "WENT BACK")[1:] == ["Harborview Cafe, D-1: $485.00, the refund failed"]


def test_what_went_back_and_a_lost_digest_would_have_told_is_in_the_next_one(begin: Begin) -> None:
    story, payment = _paid_yesterday(begin)
    story.stripe.refund(payment)
    story.host.work()
    story.until(day(7), "06:59")
    story.host.clock.at = moment(day(7), "07:00")
    story.post.failures.append(Unknown("no answer", vendor="ses"))
    with pytest.raises(Unknown):
        send_digests(story.world)

    story.until(day(9), "07:30")

    told = [mail for mail in story.digests() if _section(mail, "WENT BACK")]
    assert [_first_lines(mail)[0] for mail in told] == ["Came in: nothing; went back: $485.00"]


def test_it_says_what_stopped(begin: Begin) -> None:
    story = _begun(begin)
    stop_everything(story.world, "Anna", "flood")

    story.until(day(1), "07:30")

    assert "STOPPED: Anna stopped everything: flood" in _last(story).text.splitlines()[3]


def test_it_says_that_the_connection_is_lost_and_quickbooks_could_not_be_read(begin: Begin) -> None:
    story = _begun(begin)
    story.until(day(2))
    story.host.vendors.quickbooks.oauth.revoke(REALM)
    keep_connections(story.world)
    story.until(day(3), "07:30")

    mail = _last(story)
    assert "STOPPED: QuickBooks is not connected; connect it again" in mail.text
    assert _section(mail, "OPEN") == ["QuickBooks could not be read"]


def test_in_shadow_it_is_sent_and_says_so(begin: Begin) -> None:
    story = begin(base=ALL_CONSENTED, policy="mode: shadow\n")
    story.invoice(story.customer())
    story.connect()

    story.until(day(4), "07:30")

    assert _first_lines(_last(story))[2] == "Sent: nothing; the mode is shadow, 1 would have been"


# --- when


def test_a_quiet_morning_has_no_mail_and_the_week_begins_with_one_all_the_same(begin: Begin) -> None:
    story = _begun(begin)

    story.until(day(11), "12:00")

    [mail] = story.digests()
    assert mail.subject == "All quiet: nothing came in, nothing waits for you"
    assert _first_lines(mail) == ["Came in: nothing", "Waits for you: nothing", "Sent: nothing"]
    assert story.post.times[-1].astimezone(NEW_YORK).strftime("%a %H:%M") == "Mon 07:00"


def test_on_weekends_and_holidays_there_is_none_and_the_next_one_covers_them(begin: Begin) -> None:
    story = begin(on=date(2026, 9, 3))
    invoice = story.invoice(story.customer("Nameless", "", given=""), due=date(2026, 9, 1))
    story.connect()
    story.until(date(2026, 9, 5), "12:00")
    story.books.receive_check(invoice, 48_500)

    story.until(date(2026, 9, 8), "12:00")

    sent = zip(story.post.times, story.post.sent, strict=True)
    mornings = [at.astimezone(NEW_YORK) for at, mail in sent if mail in story.digests()]
    assert LABOR_DAY not in {at.date() for at in mornings}
    assert mornings[-1].date() == date(2026, 9, 8)
    assert _first_lines(_last(story))[0] == "Came in: $485.00 in 1 payment"
    assert not any(at.weekday() >= 5 for at in mornings)


@pytest.mark.parametrize(
    ("clock", "done"), [("06:59", Digested.NOT_DUE), ("07:00", Digested.SENT), ("07:01", Digested.SENT)]
)
def test_it_comes_at_seven_and_no_earlier(begin: Begin, clock: str, done: Digested) -> None:
    story = begin()
    story.invoice(story.customer("Nameless", "", given=""))
    story.connect()
    story.until(day(3), "18:00")
    story.host.clock.at = moment(day(4), clock)

    assert send_digest(story.world, REALM).done is done


@pytest.mark.parametrize(("sunday", "utc"), [(date(2026, 11, 1), 12), (date(2027, 3, 14), 11)])
def test_seven_is_seven_on_the_morning_after_the_clocks_changed(begin: Begin, sunday: date, utc: int) -> None:
    story = begin(on=sunday - timedelta(days=2))
    story.connect()

    story.until(sunday + timedelta(days=1), "12:00")

    assert story.digests()
    assert story.post.times[-1] == datetime.combine(sunday + timedelta(days=1), datetime.min.time(), UTC) + timedelta(
        hours=utc
    )


@pytest.mark.parametrize(
    ("rules", "mornings"),
    [
        ("{hour: 9}", ["Tue 09:00", "Wed 09:00", "Thu 09:00", "Fri 09:00"]),
        ("{days: monday}", ["Mon 07:00"]),
        ("{days: off}", []),
    ],
)
def test_the_policy_says_on_which_days_and_at_what_hour(begin: Begin, rules: str, mornings: list[str]) -> None:
    story = begin(policy=f"digest: {rules}\n")
    story.invoice(story.customer("Nameless", "", given=""), due=day(-10))
    story.connect()

    story.until(day(4 if "hour" in rules else 8), "12:00")

    at = [each for each, mail in zip(story.post.times, story.post.sent, strict=True) if mail in story.digests()]
    assert [each.astimezone(NEW_YORK).strftime("%a %H:%M") for each in at] == mornings


def test_a_morning_when_nothing_of_ours_ran_is_made_up_for_on_the_same_day_only(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer("Nameless", "", given=""))
    story.connect()
    story.until(day(3), "18:00")

    story.asleep_until(day(4), "15:00")
    assert [each.done for each in send_digests(story.world)] == [Digested.SENT]
    story.asleep_until(day(5), "15:00")
    assert [each.done for each in send_digests(story.world)] == []


# --- once


def test_a_second_run_of_the_same_morning_sends_nothing(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer("Nameless", "", given=""))
    story.connect()
    story.until(day(3), "18:00")
    before = len(story.digests())
    story.host.clock.at = moment(day(4), "07:00")

    done = [each.done for _ in range(3) for each in send_digests(story.world)]

    assert done == [Digested.SENT]
    assert len(story.digests()) == before + 1


def test_two_runs_at_once_send_one(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer("Nameless", "", given=""))
    story.connect()
    story.until(day(3), "18:00")
    story.host.clock.at = moment(day(4), "07:00")
    world = story.world
    before = len(story.digests())
    for at in count(1):
        story.host.clock.at = moment(day(4), "07:00")
        steps = Deaths(at, do=lambda: send_digest(world, REALM))  # type: ignore[arg-type]
        send_digest(watched(world, steps), REALM)
        if at == 1:
            assert len(story.digests()) == before + 1
        if steps.over:
            break
    assert len(story.digests()) == before + 1


def _morning(begin: Begin) -> Story:
    """Just before seven, with a payment of yesterday to tell of."""
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.pays(story.link())
    story.until(day(4), "06:59")
    story.host.clock.at = moment(day(4), "07:00")
    return story


def test_a_death_anywhere_sends_no_second_mail_and_loses_nothing_that_was_to_be_said(begin: Begin) -> None:
    for at in count(1):
        story = _morning(begin)
        steps = Deaths(at)
        alive = story.world
        before = len(story.digests())
        with suppress(Death):
            send_digests(watched(alive, steps))
        story.minutes(60)
        on_the_day = len(story.digests()) - before
        assert on_the_day <= 1
        story.until(day(7), "07:30")
        said = [mail for mail in story.digests()[before:] if "Came in: $485.00" in mail.text]
        assert len(said) in (1, 2)
        if steps.over:
            assert (on_the_day, len(said)) == (1, 1)
            break


@pytest.mark.parametrize(("error", "mails"), [(Unavailable, 1), (Unknown, 0)])
def test_a_mail_that_was_not_taken_is_sent_again_and_one_that_may_have_been_is_told_in_the_next(
    begin: Begin, error: type[Unavailable] | type[Unknown], mails: int
) -> None:
    story = _morning(begin)
    story.post.failures.append(error("no answer", vendor="ses"))
    with pytest.raises(error):
        send_digests(story.world)
    before = len(story.digests())

    story.minutes(30)

    assert len(story.digests()) == before + mails
    story.until(day(7), "07:30")
    said = [mail for mail in story.digests() if "Came in: $485.00" in mail.text]
    assert len(said) == 1


def test_one_that_comes_back_is_told_again_in_the_next(begin: Begin) -> None:
    story = _morning(begin)
    story.host.mail.habits[story.books.habits.email] = Bounces("Transient", "MailboxFull")
    story.minutes(5)
    del story.host.mail.habits[story.books.habits.email]
    story.minutes(60)

    story.until(day(7), "07:30")

    said = [mail for mail in story.digests() if "Came in: $485.00" in mail.text]
    assert len(said) == 2


def test_without_an_address_an_alarm_rings_and_the_first_one_that_finds_one_tells_it_all(begin: Begin) -> None:
    story = begin(habits={"email": ""})
    invoice = story.invoice(story.customer("Nameless", "", given=""))
    story.connect()
    story.books.receive_check(invoice, 48_500)

    story.until(day(2), "07:30")

    assert story.post.sent == []
    assert story.host.metrics.totals["OwnerUnreached"] >= 2
    company = story.host.records(Company)[0]
    story.world.store.commit(company.model_copy(update={"owner_email": "anna@brightpine.example.com"}))
    story.until(day(3), "07:30")
    assert _first_lines(_last(story))[0] == "Came in: $485.00 in 1 payment"


# --- when a vendor is out


def test_stripe_out_stops_no_digest_and_the_payout_comes_with_the_next(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer("Nameless", "", given=""), due=day(-5))
    story.invoice(story.customer())
    story.connect()
    story.until(day(3))
    story.pays(story.link())
    while True:
        story.until(story.today + timedelta(days=1), "06:58")
        if _payouts(story):
            break
    story.trouble("stripe", AnswerWith(503), path="/v1/payouts", times=-1)
    story.until(story.today, "07:30")

    assert "Payouts could not be read; they come with the next." in _last(story).text
    for rule in story._troubles:
        rule.times = 0
    story.until(story.today + timedelta(days=4), "07:30")
    lines = [line for mail in story.digests() for line in _section(mail, "PAYOUTS AT YOUR BANK")]
    assert len([line for line in lines if "gross" in line]) == 1


# --- several companies


def test_two_companies_have_each_their_own_digest(begin: Begin) -> None:
    story = begin()
    other = "9130358721447"
    books = story.host.vendors.quickbooks.add_company(other, name="Second Plumbing")
    story.invoice(story.customer("Nameless", "", given=""))
    story.connect()
    story.host.connect(other)
    story.until(day(1), "07:30")

    companies = [mail.tags["company"] for mail in story.digests()]
    assert companies.count(REALM) == 1
    assert other not in companies  # nothing to tell of it
    story.until(day(7), "07:30")
    monday = [mail for mail in story.digests() if "All quiet" in mail.subject]
    assert [mail.to for mail in monday] == [books.habits.email]
    assert "Nameless" not in monday[0].text


def test_the_record_of_a_day_holds_what_its_mail_said(begin: Begin) -> None:
    story = _morning(begin)
    send_digests(story.world)

    digest = story.world.store.get(Digest, digest_key(REALM, day(4)))

    assert digest is not None
    assert digest.sent_at is not None
    assert digest.data.by_link.sums[0].minor == 48_500
    assert _turn(story).since == digest.data.until


# --- the command


def test_the_command_shows_what_a_days_digest_said_and_what_todays_would_say(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = _morning(begin)
    monkeypatch.setattr(command, "stack_world", lambda stage, table, whole: story.world)

    def shown(*more: str) -> str:
        result = CliRunner().invoke(app, ["digest", "--table", "state", "--stage", "live", *more])
        assert result.exit_code == 0, result.output
        return result.stdout

    assert shown().startswith("(as it would be if it were made now)\nSubject: In: $485.00")
    send_digests(story.world)
    mail = _last(story)

    assert shown("--on", str(day(4))) == f"(sent 2026-09-18 07:00 EDT)\nSubject: {mail.subject}\n\n{mail.text}"
    said = json.loads(shown("--on", str(day(4)), "--format", "json"))
    assert (said["day"], said["stands"]) == (str(day(4)), "sent")
    assert said["data"]["by_link"]["sums"] == [{"minor": 48_500, "currency": "USD"}]
    assert said["data"]["payouts"] == []


def test_the_command_says_that_a_day_had_none(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    story = _morning(begin)
    monkeypatch.setattr(command, "stack_world", lambda stage, table, whole: story.world)

    result = CliRunner().invoke(app, ["digest", "--table", "state", "--stage", "live", "--on", str(day(-1))])

    assert result.exit_code == 1
    assert "there was no digest on 2026-09-13" in result.output


def test_what_was_entered_is_told_once_although_business_time_was_moved(begin: Begin) -> None:
    """QuickBooks' time stays on the wall clock, where a local stage moves its own."""
    story = _begun(begin)
    story.books.receive_check(story.invoice(story.customer(), 48_500, number="D-1"), 12_000)
    world = story.world
    moved = replace(world, clock=_Ahead(world.clock, timedelta(days=30)))
    turn = _turn(story)

    first = compose_digest(moved, _company(story), world.policies.in_force(REALM), turn)
    story.minutes(10)
    second = compose_digest(moved, _company(story), world.policies.in_force(REALM), covered(turn, first.data))
    story.minutes(600)
    third = compose_digest(moved, _company(story), world.policies.in_force(REALM), covered(turn, second.data))

    assert [each.data.entered.count for each in (first, second, third)] == [0, 1, 0]


@dataclass(frozen=True)
class _Ahead:
    wall_clock: Clock
    by: timedelta

    def now(self) -> datetime:
        return self.wall_clock.wall() + self.by

    def wall(self) -> datetime:
        return self.wall_clock.wall()


def _company(story: Story) -> Company:
    company = story.world.store.get(Company, company_key(REALM))
    assert company is not None
    return company
