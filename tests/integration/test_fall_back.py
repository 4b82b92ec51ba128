"""A text that fails for good: the same step goes by e-mail, with the reason; never both for a text that arrived."""

from __future__ import annotations

import pytest

from pastdue.usecases.silence import silence
from pastdue.usecases.track_delivery import track_delivery
from sandbox.faults import Meanwhile
from sandbox.mail import Mailed
from tests.integration.conftest import Begin
from tests.integration.story import DANA, Story, day

EMAIL = "dana@harborview.example.com"
LANDLINE = "+12125550006"  # known by the carrier's report, after sending
NO_MOBILE = "+12125550014"  # refused at once
UNREACHABLE = "+12125550003"


def mails(story: Story) -> list[Mailed]:
    """The e-mails to the customer."""
    return [mail for mail in story.post.sent if mail.to == EMAIL]


def reasons(story: Story, invoice: str) -> list[str]:
    """Why steps went by e-mail, as the audit has it."""
    facts = (entry.fact.facts for entry in story.audit(invoice) if entry.fact.what == "claimed")
    return [str(each["instead_of_a_text"]) for each in facts if each["channel"] == "email"]


@pytest.mark.parametrize(
    ("number", "texts", "because"),
    [
        (LANDLINE, 1, "not_sms_capable, twilio 30006"),
        (NO_MOBILE, 0, "not_sms_capable, twilio 21614"),
        ("+12125550011", 0, "not_sms_capable, twilio 21211"),
        ("+12125550035", 0, "not_sms_capable, twilio 21635"),
    ],
)
def test_every_step_goes_by_email_on_its_own_day_once_texts_fail_for_good(
    begin: Begin, number: str, texts: int, because: str
) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone=number))
    story.connect()

    story.until(day(22))

    assert len(story.touches(number)) == texts
    assert story.rungs(invoice) == [(1, day(3)), (2, day(7)), (3, day(14))]
    sent = mails(story)
    assert len(sent) == 3
    assert reasons(story, invoice) == [because] * 3
    assert sent[0].subject == "Bright Pine Plumbing: invoice 1001, $485.00 past due"
    assert "since we cannot reach you by text" in sent[0].text
    assert sent[0].text.endswith("To opt out of these e-mails, reply STOP.\n")
    assert sent[0].reply_to == story.books.habits.email
    assert story.link(sent[0].text)
    assert story.case(invoice).state == "handed_off"
    assert [item.kind for item in story.reviews("not_sms_capable")] == ["not_sms_capable"]


def test_a_number_that_is_out_of_reach_twice_gets_its_second_step_by_email(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone=UNREACHABLE))
    story.connect()

    story.until(day(22))

    assert story.touch_days(UNREACHABLE) == [day(3), day(7)]
    assert story.rungs(invoice) == [(1, day(3)), (2, day(7)), (3, day(14))]
    assert len(mails(story)) == 2  # the second step again, and the third
    assert "text failed" in story.facts(invoice)


def test_a_report_that_comes_twice_or_after_delivery_sends_nothing_more(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    [text] = story.touches()
    touch = story.case(invoice).rungs[0].touch_id

    for status, error in (("undelivered", "30006"), ("failed", "30003"), ("delivered", ""), ("undelivered", "30006")):
        track_delivery(story.world, touch, text.sid, status, error)
    story.until(day(6))

    assert mails(story) == []
    assert story.rungs(invoice) == [(1, day(3))]


def test_a_delivery_that_is_reported_after_the_failure_does_not_bring_the_step_again(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone=LANDLINE))
    story.connect()
    story.until(day(3), "12:00")
    touch = next(entry.fact.facts["touch"] for entry in story.audit(invoice) if entry.fact.what == "touch sent")

    for status, error in (("undelivered", "30006"), ("delivered", ""), ("undelivered", "30006")):
        track_delivery(story.world, str(touch), "SM1", status, error)
    story.until(day(6))

    assert len(mails(story)) == 1
    assert story.rungs(invoice) == [(1, day(3))]


def test_a_report_that_comes_after_the_next_step_brings_nothing_back(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone="+12125550096"))  # `sent` is the carrier's last word
    story.connect()
    story.until(day(8))
    first = story.case(invoice).rungs[0].touch_id

    track_delivery(story.world, first, "SM1", "undelivered", "30006")
    story.until(day(15))

    assert [number for number, _ in story.rungs(invoice)] == [1, 2, 3]
    assert len(mails(story)) == 1  # the third step; the first one is past
    assert len(story.touches()) == 2


def test_several_invoices_make_one_email(begin: Begin) -> None:
    story = begin()
    customer = story.customer(phone=NO_MOBILE)
    invoices = [story.invoice(customer), story.invoice(customer, 12_000)]
    story.connect()

    story.until(day(4))

    [mail] = mails(story)
    assert "$605.00 for invoices 1001 ($485.00) and 1002 ($120.00)" in mail.text
    assert mail.attachments == ()
    assert [story.rungs(invoice) for invoice in invoices] == [[(1, day(3))]] * 2


def test_where_the_policy_says_person_or_there_is_no_address_a_person_gets_the_case(begin: Begin) -> None:
    for policy, email in (("fall_back: person\n", EMAIL), ("", "")):
        story = begin(policy=policy)
        invoice = story.invoice(story.customer(phone=LANDLINE, email=email))
        story.connect()

        story.until(day(22))

        assert mails(story) == []
        assert story.rungs(invoice) == [(1, day(3))]
        assert story.case(invoice).ended_because == "phone_silent"


def test_a_stop_is_no_failure_it_goes_by_email_only_where_the_policy_says_so(begin: Begin) -> None:
    for policy, expected in (("", 0), ("fall_back_after_stop: email\n", 2)):
        story = begin(policy=policy)
        story.invoice(story.customer())
        story.connect()
        story.until(day(3), "12:00")
        story.says(DANA, "STOP")

        story.until(day(22))

        assert len(story.touches()) == 1
        assert len(mails(story)) == expected


def test_who_refused_all_contact_gets_no_email_either(begin: Begin) -> None:
    story = begin(policy="fall_back_after_stop: email\n")
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "leave me alone")

    story.until(day(22))

    assert mails(story) == []


def test_a_text_whose_number_fails_in_the_moment_of_sending_goes_by_email_and_not_as_a_text(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.asleep_until(day(3), "10:00")

    def fails() -> None:
        silence(story.world, DANA, "not_sms_capable", by="twilio 30006")

    story.trouble("stripe", Meanwhile(fails), method="POST", path="payment_links$")
    story.ladder()
    story.host.work()
    story.until(day(4))

    assert story.messages() == []
    assert len(mails(story)) == 1
    assert story.rungs(invoice) == [(1, day(3))]
