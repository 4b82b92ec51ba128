"""SES' events, as EventBridge delivers them, become reports of ours; the shapes are those of SES' event publishing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from pastdue.adapters.events import mail_report
from pastdue.domain.errors import BadInput
from pastdue.domain.mail_report import Reported
from sandbox.mail import Event, Mailed, bounce, complaint, delay, published

TO = "ap@acme.example, Owner <Boss@Acme.example>"
AT = datetime(2026, 11, 23, 15, tzinfo=UTC)


def event(said: Event, to: str = TO) -> dict[str, Any]:
    return dict(published(Mailed(to, "Past due", "…", (), None, {"touch": "0123"}, "0100-1"), said, AT, 1))


@pytest.mark.parametrize(
    ("said", "reported", "about"),
    [
        (bounce("ap@acme.example", "Permanent", "General"), Reported.BOUNCED, "Permanent/General"),
        (bounce("ap@acme.example", "Permanent", "OnAccountSuppressionList"), Reported.BOUNCED, None),
        (bounce("ap@acme.example", "Transient", "MailboxFull"), Reported.DEFERRED, "Transient/MailboxFull"),
        (bounce("ap@acme.example", "Undetermined", "Undetermined"), Reported.DEFERRED, "Undetermined/Undetermined"),
        (complaint(["ap@acme.example"], "abuse"), Reported.REFUSED, "abuse"),
        (complaint(["ap@acme.example"], None), Reported.REFUSED, "complaint"),
        (complaint(["ap@acme.example"], None, "OnAccountSuppressionList"), Reported.REFUSED, None),
        (complaint(["ap@acme.example"], "not-spam"), Reported.NOT_SPAM, "not-spam"),
        (delay("ap@acme.example", "MailboxFull"), Reported.DELAYED, "MailboxFull"),
        ({"eventType": "Reject", "reject": {"reason": "Bad content"}}, Reported.NOT_SENT, "Reject"),
    ],
)
def test_each_event_is_what_it_says(said: Event, reported: Reported, about: str | None) -> None:
    report = mail_report(event(said))

    assert report is not None
    assert report.reported is reported
    assert about in (None, report.about)
    assert report.tags["touch"] == "0123"
    assert report.message_id == "0100-1"


def test_a_rendering_failure_is_an_e_mail_that_was_not_sent() -> None:
    failed = event({"eventType": "Reject", "reject": {"reason": "Bad content"}})
    failed["detail"] = {
        "eventType": "Rendering Failure",
        "failure": {"templateName": "none of ours", "errorMessage": "…"},
        "mail": failed["detail"]["mail"],
    }

    report = mail_report(failed)

    assert report is not None
    assert report.reported is Reported.NOT_SENT


@pytest.mark.parametrize("kind", ["Send", "Delivery", "Open", "Click"])
def test_what_tells_of_no_trouble_is_no_report(kind: str) -> None:
    fine = event(delay("ap@acme.example", "MailboxFull"))
    del fine["detail"]["deliveryDelay"]
    fine["detail"]["eventType"] = kind

    assert mail_report(fine) is None


@pytest.mark.parametrize("missing", ["detail", "mail"])
def test_an_event_of_another_shape_is_bad_input_that_names_no_address(missing: str) -> None:
    odd = event(bounce("ap@acme.example", "Permanent", "General"))
    (odd if missing == "detail" else odd["detail"]).pop(missing)

    with pytest.raises(BadInput) as refused:
        mail_report(odd)

    assert "@" not in str(refused.value)


@pytest.mark.parametrize(
    ("to", "named", "concerned"),
    [
        (TO, "AP@ACME.example", ("ap@acme.example",)),
        (TO, "boss@acme.example", ("boss@acme.example",)),
        (TO, "elsewhere@mail.example", ()),
        ("ap@acme.example", "elsewhere@mail.example", ("ap@acme.example",)),
    ],
    ids=["one of two", "the other", "neither of two", "forwarded from the only one"],
)
def test_a_report_is_about_the_addresses_that_the_e_mail_went_to(
    to: str, named: str, concerned: tuple[str, ...]
) -> None:
    report = mail_report(event(bounce(named, "Permanent", "NoEmail"), to))

    assert report is not None
    assert report.concerned == concerned


def test_the_same_event_twice_has_one_id_and_two_events_have_two() -> None:
    first = mail_report(event(bounce("ap@acme.example", "Permanent", "NoEmail")))
    again = mail_report(event(bounce("ap@acme.example", "Permanent", "NoEmail")))
    other = mail_report(
        dict(published(Mailed(TO, "", "", (), None, {}, "0100-1"), complaint(["ap@acme.example"], "abuse"), AT, 2))
    )

    assert first is not None
    assert again is not None
    assert other is not None
    assert first.id == again.id != other.id
