"""The owner: told at once of what a person must decide, at most once an hour, in the customer's own words."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from pastdue.adapters import policies
from pastdue.domain.errors import Unavailable, Unknown
from pastdue.usecases.decide_review import decide_review
from pastdue.usecases.keep_connection import keep_connections
from tests.integration.conftest import Begin
from tests.integration.story import ALL_CONSENTED, AUTO, DANA, REALM, RICKY, Story, day


def _two_texted(begin: Begin) -> Story:
    story = begin()
    story.invoice(story.customer(), number="D-1")
    story.invoice(story.customer("Lakeshore", "(212) 555-0144", given="Sam", email="sam@example.com"), number="S-1")
    story.connect()
    story.until(day(3), "12:00")
    return story


def test_the_owner_reads_at_once_what_the_customer_wrote(begin: Begin) -> None:
    story = _two_texted(begin)

    story.says(DANA, "dispute - the boiler still leaks")

    [mail] = story.owner_mails()
    assert mail.subject == "Harborview Cafe disputes an invoice"
    assert 'They wrote: "dispute - the boiler still leaks"' in mail.text
    assert "invoices: D-1" in mail.text
    assert "pastdue review decide dispute-" in mail.text
    assert "Until you decide, nothing is sent about these." in mail.text


def test_the_owner_reads_a_customers_name_in_quickbooks_and_the_customer_their_own(begin: Begin) -> None:
    story = _two_texted(begin)

    story.says(DANA, "I will call you")

    assert [item.title for item in story.reviews()] == ["Harborview Cafe wrote back"]
    assert all("Dana" not in mail.subject + mail.text for mail in story.owner_mails())
    assert [body.split(",")[0] for body in story.bodies()] == ["Hi Dana", "Hi Sam"]


def test_what_comes_within_the_hour_is_grouped_into_the_next_mail(begin: Begin) -> None:
    story = _two_texted(begin)
    story.says(DANA, "dispute")
    story.minutes(10)
    story.says(RICKY, "I already paid")
    story.minutes(10)
    assert len(story.owner_mails()) == 1

    story.minutes(45)

    first, second = story.owner_mails()
    assert "Harborview Cafe disputes" in first.subject
    assert second.subject == "Lakeshore says that it was paid"


def test_several_questions_are_one_mail(begin: Begin) -> None:
    story = begin()
    for index in range(5):
        story.invoice(story.customer(f"Nameless {index}", "", given="", email=f"n{index}@example.com"))
    story.connect()

    story.until(day(6))

    subjects = [mail.subject for mail in story.owner_mails()]
    assert len(subjects) <= 2
    assert sum(int(subject.split()[0]) if subject[0].isdigit() else 1 for subject in subjects) == 5


def test_each_question_is_told_once(begin: Begin) -> None:
    story = _two_texted(begin)
    story.says(DANA, "dispute")

    story.until(day(40))

    assert [mail.subject for mail in story.owner_mails()].count("Harborview Cafe disputes an invoice") == 1


def test_no_two_mails_are_less_than_an_hour_apart_on_a_busy_day(begin: Begin) -> None:
    story = begin()
    phones = [f"+1212555{index:04d}" for index in range(110, 120)]
    for index, phone in enumerate(phones):
        story.invoice(story.customer(f"Customer {index}", phone, given=f"C{index}", email=f"c{index}@example.com"))
    story.connect()
    story.until(day(3), "12:00")
    for phone in phones:
        story.says(phone, "dispute")
        story.minutes(13)
    story.minutes(120)

    mentioned = "\n".join(mail.text + mail.subject for mail in story.owner_mails())
    assert all(f"Customer {index} disputes" in mentioned for index in range(10))
    assert len(story.post.times) in (3, 4)
    assert all(later - earlier >= timedelta(hours=1) for earlier, later in pairwise(story.post.times))


def test_the_policys_address_goes_before_quickbooks(begin: Begin) -> None:
    story = begin(policy="owner_email: anna@brightpine.example.com\n")
    story.invoice(story.customer(phone=""))
    story.connect()

    story.until(day(4))

    assert {mail.to for mail in story.host.mail.sent} == {"anna@brightpine.example.com"}


@pytest.mark.parametrize(("error", "mails"), [(Unavailable, 1), (Unknown, 0)])
def test_a_mail_that_was_not_taken_is_sent_again_and_one_that_may_have_been_is_not(
    begin: Begin, error: type[Unavailable] | type[Unknown], mails: int
) -> None:
    story = _two_texted(begin)
    story.post.failures.append(error("no answer", vendor="ses"))
    story.says(DANA, "dispute")
    story.minutes(30)

    assert len(story.owner_mails()) == mails
    story.minutes(90)
    assert len(story.owner_mails()) == 1
    assert len(story.reviews("dispute")) == 1


def test_a_lost_connection_is_told_and_nothing_is_sent_or_lost_until_it_is_back(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(2))
    story.host.vendors.quickbooks.oauth.revoke(REALM)

    story.until(day(5), "12:00")

    assert story.messages() == []
    assert [item.kind for item in story.reviews()] == ["connection_lost"]
    assert story.owner_mails()[0].subject == "QuickBooks is no longer connected"

    story.host.connect(REALM)
    story.until(day(5), "18:00")
    assert story.rungs(invoice) == [(1, day(5))]


def test_a_policy_put_in_force_while_the_connection_was_lost_places_the_cases_once_it_is_back(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(1))
    story.host.vendors.quickbooks.oauth.revoke(REALM)
    keep_connections(story.world)
    excluding = AUTO + ALL_CONSENTED + "assignment: {companies: {Harborview Cafe: excluded}}\n"
    story.host.policies.policy = policies.for_stage(policies.load(excluding, "test"), "local")
    story.until(day(2))

    story.host.connect(REALM)
    story.reconcile()
    story.until(day(5))

    assert story.case(invoice).segment == "excluded"
    assert story.messages() == []


def test_a_connection_that_is_lost_a_second_time_is_told_a_second_time(begin: Begin) -> None:
    story = begin()
    story.connect()
    for _ in range(2):
        story.host.vendors.quickbooks.oauth.revoke(REALM)
        [beat] = keep_connections(story.world)
        assert not beat.connected
        story.minutes(70)
        assert len(story.reviews("connection_lost")) == 1

        story.host.connect(REALM)
        [beat] = keep_connections(story.world)
        assert beat.connected
        assert story.reviews("connection_lost") == []

    assert [mail.subject for mail in story.owner_mails()] == ["QuickBooks is no longer connected"] * 2


def test_a_dispute_that_nobody_decides_is_told_again_each_week_until_somebody_does(begin: Begin) -> None:
    story = begin()
    story.invoice(story.customer())
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "Dispute, the sink still leaks")
    subjects = ["Harborview Cafe disputes an invoice", *["Still open: Harborview Cafe disputes an invoice"] * 2]

    for days, told in ((9, 1), (11, 2), (16, 2), (18, 3)):
        story.until(day(days), "12:00")
        assert [mail.subject for mail in story.owner_mails()] == subjects[:told]
    assert "It has waited for 14 days." in story.owner_mails()[-1].text

    [question] = story.reviews("dispute")
    decide_review(story.world, REALM, question.id, by="anna", release=False)
    story.until(day(40), "12:00")
    assert len(story.owner_mails()) == 3
