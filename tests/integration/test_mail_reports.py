"""What SES reports of our e-mails: a bounce ends e-mail to the address, a complaint to the person; no case is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pastdue.domain.audit import AuditEntry
from pastdue.domain.contact import Mailbox, Silence, mailbox_key
from pastdue.domain.touch import Touch, TouchState
from pastdue.usecases.decide_review import decide_review
from pastdue.work import WORK
from sandbox.mail import Bounces, Complains, Delays, Habit, HeldBack, Mailed, bounce, published
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day

EMAIL = "dana@harborview.example.com"
LANDLINE = "+12125550006"  # known by the carrier's report, after sending
NO_MOBILE = "+12125550014"  # refused at once


def _mailed(begin: Begin, habit: Habit | None, policy: str = "", **who: str) -> tuple[Story, str]:
    """An invoice that is asked for by formal e-mail on day 21 and handed off on day 35; its e-mail meets a habit."""
    story = begin(policy=policy)
    invoice = story.invoice(story.customer(**{"Notes": "#net60", "email": EMAIL, **who}))
    if habit is not None:
        story.post.habits[EMAIL] = habit
    story.connect()
    return story, invoice


def _mails(story: Story, to: str = EMAIL) -> list[Mailed]:
    return [mail for mail in story.post.sent if to in mail.to]


def _silence(story: Story, address: str = EMAIL) -> Silence | None:
    mailbox = story.world.store.get(Mailbox, mailbox_key(address))
    return mailbox.silence if mailbox is not None else None


def _last_touch(story: Story) -> Touch:
    touches: list[Touch] = story.host.records(Touch)
    return max(touches, key=lambda touch: touch.claimed_at)


# --- a bounce for good


def test_a_formal_e_mail_that_bounces_for_good_goes_by_text_the_same_day_and_a_person_is_told(begin: Begin) -> None:
    story, invoice = _mailed(begin, Bounces("Permanent", "NoEmail"))

    story.until(day(22))

    assert len(_mails(story)) == 1
    [text] = story.touches()
    assert "our e-mail did not reach you" in text.body
    assert story.link(text)
    assert story.touch_days() == [day(21)]
    assert story.rungs(invoice) == [(1, day(21))]
    assert story.facts(invoice).count("e-mail bounced") == 1
    [claimed] = [e.fact.facts for e in story.audit(invoice) if "instead_of_an_email" in e.fact.facts]
    assert claimed["instead_of_an_email"] == "ses Permanent/NoEmail"
    [question] = story.reviews("email_bounced")
    assert (question.facts["address"], question.facts["because"]) == (EMAIL, "ses Permanent/NoEmail")
    assert any("comes back" in mail.subject for mail in story.owner_mails())


def test_the_next_invoice_of_who_cannot_be_mailed_goes_by_text_and_no_e_mail_is_tried(begin: Begin) -> None:
    story, _ = _mailed(begin, Bounces())
    story.until(day(22))
    second = story.invoice("1", 12_000, due=day(10))

    story.until(day(32), "18:00")

    assert len(_mails(story)) == 1
    assert story.rungs(second) == [(1, day(31))]
    assert len(story.touches()) == 2


@pytest.mark.parametrize(
    ("policy", "phone"),
    [("fall_back_from_email: person\n", "(212) 555-0123"), ("", "")],
    ids=["the policy says person", "there is no number"],
)
def test_where_no_text_may_take_its_place_a_person_gets_the_case(begin: Begin, policy: str, phone: str) -> None:
    story, invoice = _mailed(begin, Bounces(), policy, phone=phone)

    story.until(day(36))

    assert story.touches() == []
    assert len(_mails(story)) == 1
    assert story.rungs(invoice) == [(1, day(21))]
    assert story.case(invoice).ended_because == "ladder_ended"
    assert [item.kind for item in story.reviews("email_bounced")] == ["email_bounced"]


def test_an_e_mail_in_place_of_a_text_that_bounces_leaves_no_channel_and_a_person_is_told_twice_not_more(
    begin: Begin,
) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone=NO_MOBILE))
    story.post.habits[EMAIL] = Bounces("Permanent", "General")
    story.connect()

    story.until(day(22))

    assert len(_mails(story)) == 1
    assert story.rungs(invoice) == [(1, day(3))]
    assert story.case(invoice).ended_because == "phone_silent"
    kinds = {"not_sms_capable", "email_bounced"}
    assert {item.kind for item in story.reviews()} >= kinds
    assert len([item for item in story.reviews() if item.kind in kinds]) == 2


def test_a_new_address_in_quickbooks_is_written_to(begin: Begin) -> None:
    story = begin(policy="fall_back_from_email: person\n")
    customer = story.customer(Notes="#net60")
    story.post.habits[EMAIL] = Bounces()
    story.invoice(customer)
    second = story.invoice(customer, 12_000, due=day(4))
    story.connect()
    story.until(day(26))
    assert story.case(second).waiting_for == "email_bounced"

    story.books.edit_customer(customer, PrimaryEmailAddr={"Address": "pay@harborview.example.com"})
    story.until(day(27))

    assert len(_mails(story)) == 1
    assert len(_mails(story, "pay@harborview.example.com")) == 1
    assert [number for number, _ in story.rungs(second)] == [1]


def test_a_person_who_knows_that_the_address_works_lets_e_mail_go_there_again(begin: Begin) -> None:
    story = begin(policy="fall_back_from_email: person\n")
    customer = story.customer(Notes="#net60")
    story.post.habits[EMAIL] = Bounces()
    story.invoice(customer)
    second = story.invoice(customer, 12_000, due=day(4))
    story.connect()
    story.until(day(26))
    story.post.habits.clear()
    story.post.suppressed.clear()  # the engineer took it off SES' list

    [question] = story.reviews("email_bounced")
    decide_review(story.world, REALM, question.id, "Anna", release=True)
    story.until(day(27))

    assert len(_mails(story)) == 2
    assert [number for number, _ in story.rungs(second)] == [1]


def test_of_several_addresses_the_one_that_works_goes_on_getting_e_mail(begin: Begin) -> None:
    story, invoice = _mailed(begin, Bounces(), email=f"{EMAIL}; pay@harborview.example.com")
    second = story.invoice("1", 12_000, due=day(4))
    story.until(day(26))

    assert story.touches() == []
    assert [mail.to for mail in story.post.sent if "harborview" in mail.to] == [
        f"{EMAIL}, pay@harborview.example.com",
        "pay@harborview.example.com",
    ]
    assert story.rungs(invoice) == [(1, day(21))]
    assert [number for number, _ in story.rungs(second)] == [1]


def test_a_server_that_names_the_address_it_forwards_to_ends_the_one_that_was_written_to(begin: Begin) -> None:
    story, _ = _mailed(begin, Bounces(named="dana.private@mail.example.com"))

    story.until(day(22))

    assert _silence(story) is not None
    assert _silence(story, "dana.private@mail.example.com") is None
    assert len(story.touches()) == 1


def test_the_same_address_at_another_customer_is_not_tried(begin: Begin) -> None:
    story = begin()
    first = story.customer(Notes="#net60")
    story.post.habits[EMAIL] = Bounces()
    story.invoice(first)
    other = story.customer("Harborview Bakery", "(212) 555-0144", given="Rick", email=EMAIL.upper(), Notes="#net60")
    invoice = story.invoice(other, 12_000, due=day(4))
    story.connect()

    story.until(day(26))

    assert len(_mails(story)) == 1
    assert [number for number, _ in story.rungs(invoice)] == [1]
    assert len(story.touches("+12125550144")) == 1


# --- what changes nothing, but is noted


@pytest.mark.parametrize(
    ("habit", "noted", "state"),
    [
        (Bounces("Transient", "MailboxFull"), "e-mail came back for now", TouchState.FAILED),
        (Bounces("Undetermined", "Undetermined"), "e-mail came back for now", TouchState.FAILED),
        (Delays(), "e-mail delayed", TouchState.SENT),
        (Complains("not-spam"), "e-mail said to be no spam", TouchState.SENT),
    ],
)
def test_what_may_pass_is_noted_and_changes_nothing(begin: Begin, habit: Habit, noted: str, state: TouchState) -> None:
    story, invoice = _mailed(begin, habit)
    second = story.invoice("1", 12_000, due=day(4))

    story.until(day(26))

    assert story.facts(invoice).count(noted) == 1
    assert story.rungs(invoice) == [(1, day(21))]
    assert len(_mails(story)) == 2
    assert [number for number, _ in story.rungs(second)] == [1]
    assert _silence(story) is None
    assert story.reviews() == []
    states = {touch.items[0].invoice_id: touch.state for touch in story.host.records(Touch)}
    assert states[invoice] is state


def test_what_ses_holds_back_for_its_content_asks_a_person_and_wakes_the_operator(begin: Begin) -> None:
    story, invoice = _mailed(begin, HeldBack())

    story.until(day(22))

    assert _last_touch(story).state is TouchState.FAILED
    assert "e-mail not sent by SES" in story.facts(invoice)
    assert [item.kind for item in story.reviews()] == ["email_not_sent"]
    assert story.host.metrics.totals["OperatorNeeded"] == 1
    assert _silence(story) is None


# --- a complaint is a refusal


def test_who_marks_our_e_mail_as_spam_gets_no_e_mail_more_at_any_address_and_no_text_in_its_place(begin: Begin) -> None:
    story, invoice = _mailed(begin, Complains())
    second = story.invoice("1", 12_000, due=day(4))
    story.until(day(22))
    story.books.edit_customer("1", PrimaryEmailAddr={"Address": "pay@harborview.example.com"})

    story.until(day(40))

    assert len(_mails(story)) == 1
    assert _mails(story, "pay@harborview.example.com") == []
    assert story.touches() == []
    assert story.rungs(invoice) == [(1, day(21))]
    assert story.case(second).ended_because == "email_refused"
    assert "e-mail complained of" in story.facts(invoice)
    [question] = story.reviews("email_refused")
    assert question.facts["because"] == "ses abuse"
    refused = story.contact("1").email_refused
    assert refused is not None
    chain = story.world.store.series(AuditEntry, f"audit#contact#{REALM}#1")
    assert [e.fact.reason for e in chain if e.fact.what == "refused e-mail"] == ["ses abuse"]


def test_who_complains_of_an_e_mail_still_gets_the_texts_they_agreed_to(begin: Begin) -> None:
    story, _ = _mailed(begin, Complains())
    story.until(day(22))
    story.books.edit_customer("1", Notes="")

    reminded = story.invoice("1", 12_000, due=day(22))
    story.until(day(26))

    assert [number for number, _ in story.rungs(reminded)] == [1]
    assert story.touches(DANA)
    assert len(_mails(story)) == 1


def test_a_complaint_is_the_persons_whatever_customer_they_are(begin: Begin) -> None:
    story = begin()
    first = story.customer(Notes="#net60")
    story.post.habits[EMAIL] = Complains(None)  # most providers say no more
    story.invoice(first)
    other = story.customer("Harborview Bakery", given="Dana", email="bakery@harborview.example.com", Notes="#net60")
    invoice = story.invoice(other, 12_000, due=day(4))
    story.connect()

    story.until(day(26))

    assert _mails(story, "bakery") == []
    assert story.case(invoice).waiting_for == "email_refused"


def test_where_texts_fail_a_complaint_leaves_no_channel_and_a_person_gets_the_case(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer(phone=LANDLINE))
    story.post.habits[EMAIL] = Complains()
    story.connect()

    story.until(day(22))

    assert len(_mails(story)) == 1
    assert story.case(invoice).ended_because == "phone_silent"
    assert story.reviews("email_refused")


def test_a_person_may_lift_a_refusal_of_e_mail(begin: Begin) -> None:
    story, _ = _mailed(begin, Complains())
    second = story.invoice("1", 12_000, due=day(4))
    story.until(day(26))
    story.post.habits.clear()
    story.post.suppressed.clear()

    for question in story.reviews("email_refused"):
        decide_review(story.world, REALM, question.id, "Anna", release=True)
    story.until(day(27))

    assert story.contact("1").email_refused is None
    assert [number for number, _ in story.rungs(second)] == [1]


# --- twice, late, out of order, unknown


def test_reports_that_come_twice_or_in_any_order_change_nothing_more(begin: Begin) -> None:
    story, invoice = _mailed(begin, Bounces())
    story.until(day(22))
    [mail] = _mails(story)
    events = list(story.post.events)
    audit, texts = story.facts(invoice), len(story.touches())

    late = published(mail, bounce(EMAIL, "Transient", "General"), story.now, 77)
    for event in (*events, late, *reversed(events), late):
        story.host.queue.put("mail", event)
    story.until(day(24))

    assert story.facts(invoice) == [*audit, "e-mail came back for now"]
    assert len(story.touches()) == texts
    assert len(story.reviews("email_bounced")) == 1


def test_a_report_that_comes_again_after_a_person_has_opened_the_address_changes_nothing(begin: Begin) -> None:
    story, _ = _mailed(begin, Bounces())
    story.until(day(22))
    [question] = story.reviews("email_bounced")
    decide_review(story.world, REALM, question.id, "Anna", release=True)

    for event in story.post.events:
        story.host.queue.put("mail", event)
    story.host.work()

    assert _silence(story) is None
    assert story.reviews("email_bounced") == []


def test_a_report_that_overtakes_our_own_record_proves_that_ses_has_the_e_mail(begin: Begin) -> None:
    story, invoice = _mailed(begin, None)
    story.until(day(21), "08:59")
    send = story.post.send

    def bounces_before_it_answers(*args: object) -> str:
        message_id = send(*args)  # type: ignore[arg-type]
        mail = story.post.sent[-1]
        if EMAIL in mail.to:
            WORK["mail"](story.world, published(mail, bounce(EMAIL, "Permanent", "NoEmail"), story.now, 1))
        return message_id

    story.post.send = bounces_before_it_answers  # type: ignore[method-assign, assignment]
    story.until(day(22))

    assert story.facts(invoice).count("touch sent") == 2  # the e-mail, and the text in its place
    assert story.facts(invoice).count("e-mail bounced") == 1
    assert len(story.touches()) == 1


def test_a_report_of_an_e_mail_that_is_not_ours_is_counted_and_touches_nobody(begin: Begin) -> None:
    story, _ = _mailed(begin, None)
    story.until(day(22))
    [mail] = _mails(story)

    for tags in ({}, {"touch": "no such"}, {"company": REALM, "customer": "99"}, {"company": "none"}):
        story.host.queue.put(
            "mail", published(replace(mail, tags=tags), bounce(EMAIL, "Permanent", "NoEmail"), story.now, len(tags) + 5)
        )
    story.host.work()

    assert _silence(story) is None
    assert story.host.metrics.totals["MailReportsOfUnknown"] == 4


def test_a_copy_that_bounces_ends_e_mail_to_that_address_too(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.post.habits[EMAIL] = Bounces()
    story.connect()
    story.until(day(3), "12:00")

    story.says(DANA, "can you send me a copy of the invoice?")
    story.minutes(5)
    assert _silence(story) is not None
    assert story.reviews("email_bounced")

    story.says(DANA, "please send me a copy of the invoice again")
    assert len(_mails(story)) == 1


# --- the owner's own mail


def test_a_notice_that_the_owner_never_got_is_told_again_at_an_address_that_works(begin: Begin) -> None:
    story = begin(policy="owner_email: anna@brightpine.example.com\n")
    story.invoice(story.customer(phone=""))
    story.post.habits["anna@brightpine.example.com"] = Bounces()
    story.connect()
    story.until(day(5))

    assert len(_mails(story, "anna@")) == 1
    assert story.host.metrics.totals["OwnerMailFailed"] == 1
    assert story.host.metrics.totals["OwnerUnreached"] > 24  # every hour, for as long as it lasts
    assert {item.kind for item in story.reviews()} >= {"owner_unreached", "no_phone"}
    assert all(item.noticed_at is None for item in story.reviews())

    story.host.policies.policy = story.host.policies.policy.model_copy(
        update={"owner_email": "bo@brightpine.example.com"}
    )
    story.minutes(70)

    for event in story.post.events:  # once more
        story.host.queue.put("mail", event)
    story.minutes(70)
    [told] = _mails(story, "bo@")
    assert "no phone" in told.text
    assert "Your own mail from Pastdue did not reach you" in told.text
    rung = story.host.metrics.totals["OwnerUnreached"]
    story.days(2)
    assert story.host.metrics.totals["OwnerUnreached"] == rung


def test_an_owners_mail_that_comes_back_for_now_is_sent_again(begin: Begin) -> None:
    story = begin(policy="owner_email: anna@brightpine.example.com\n")
    story.invoice(story.customer(phone=""))
    story.post.habits["anna@brightpine.example.com"] = Bounces("Transient", "MailboxFull")
    story.connect()
    story.minutes(10)
    story.post.habits.clear()

    story.days(2)

    notices = [mail for mail in _mails(story, "anna@") if mail not in story.digests()]
    assert len(notices) == 2
    assert story.host.metrics.totals["OwnerMailFailed"] == 1
    assert story.reviews("owner_unreached") == []
    assert all(item.noticed_at is not None for item in story.reviews())


def test_an_owner_who_marks_our_mail_as_spam_is_not_written_to_and_an_alarm_rings(begin: Begin) -> None:
    story = begin(policy="owner_email: anna@brightpine.example.com\n")
    story.invoice(story.customer(phone=""))
    story.post.habits["anna@brightpine.example.com"] = Complains()
    story.connect()

    story.days(9)

    assert len(_mails(story, "anna@")) == 1
    assert story.host.metrics.totals["OwnerMailFailed"] == 1
    assert story.host.metrics.totals["OwnerUnreached"] >= 1


# --- nobody is named


def test_no_address_is_in_what_a_function_tells_of_a_report(
    begin: Begin, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    story, _ = _mailed(begin, Bounces())
    story.until(day(22))
    done = [WORK["mail"](story.world, event) for event in story.post.events]

    told = "".join(str(each) for each in done) + capsys.readouterr().out + caplog.text

    assert done
    assert "@" not in told
