"""Amazon SES, played: the e-mails that it took, and what it reports of them as EventBridge delivers it.

Its events are those of SES event publishing (`eventType`, `mail.tags`). An address that bounced for good or complained
is on its suppression list: it takes the next e-mail to that address, does not send it, and reports that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pastdue.domain.contact import addresses_in, plain_address
from pastdue.ports import Attachment

Event = Mapping[str, Any]
SENDER = "pastdue@example.com"
CONFIGURATION_SET = "pastdue-test"
_ACCOUNT = "123456789012"
_AT_ONCE, _SOON, _AFTER_A_WHILE, _AFTER_HOURS = 0, 2, 600, 50_400
_ON_THE_LIST = "OnAccountSuppressionList"


@dataclass(frozen=True)
class Mailed:
    """One e-mail."""

    to: str
    subject: str
    text: str
    attachments: tuple[Attachment, ...]
    reply_to: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True)
class Bounces:
    """An address whose server sends e-mail back; `named`: what it calls the recipient, if not as it was written to."""

    kind: str = "Permanent"
    sub_kind: str = "NoEmail"
    named: str = ""


@dataclass(frozen=True)
class Complains:
    """An address whose reader says "this is spam"; most providers tell which kind of report it is."""

    feedback: str | None = "abuse"


@dataclass(frozen=True)
class Delays:
    """An address whose server does not take the e-mail yet."""

    kind: str = "MailboxFull"


@dataclass(frozen=True)
class HeldBack:
    """An address to which nothing is sent, since SES finds a virus in it."""


Habit = Bounces | Complains | Delays | HeldBack


@dataclass
class Outbox:
    """The e-mails that SES took. `habits` is what addresses do with theirs; `report` is where its events go, and when.

    `events` are all that it reported, in their order.
    """

    sent: list[Mailed] = field(default_factory=list)
    habits: dict[str, Habit] = field(default_factory=dict)
    suppressed: dict[str, Habit] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    report: Callable[[Event, int], None] = lambda _event, _delay: None
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    on_sent: Callable[[Mailed], None] = lambda _mail: None

    def send(
        self,
        to: str,
        subject: str,
        text: str,
        reply_to: str | None,
        attachments: tuple[Attachment, ...],
        tags: Mapping[str, str],
    ) -> str:
        """Take one e-mail."""
        message_id = f"0100019b{len(self.sent) + 1:08x}-7d1f5c52-2b1e-4a30-9d3e-4f2f6a1c0000-000000"
        mail = Mailed(to, subject, text, attachments, reply_to, dict(tags), message_id)
        self.sent.append(mail)
        self.on_sent(mail)
        for address in addresses_in(to):
            known = self.suppressed.get(plain_address(address))
            if known is not None:
                self._tell(mail, _suppressed(known, address), _AT_ONCE)
            elif (habit := self.habits.get(plain_address(address))) is not None:
                self._do(mail, habit, address)
        return message_id

    def _do(self, mail: Mailed, habit: Habit, address: str) -> None:
        match habit:
            case Bounces(kind=kind, sub_kind=sub_kind, named=named):
                self._tell(
                    mail, bounce(named or address, kind, sub_kind), _SOON if kind == "Permanent" else _AFTER_HOURS
                )
            case Complains(feedback=feedback):
                self._tell(mail, complaint(addresses_in(mail.to), feedback), _AFTER_A_WHILE)
            case Delays(kind=kind):
                self._tell(mail, delay(address, kind), _AFTER_A_WHILE)
            case HeldBack():
                self._tell(mail, {"eventType": "Reject", "reject": {"reason": "Bad content"}}, _SOON)
        if _goes_on_the_list(habit):
            self.suppressed[plain_address(address)] = habit

    def _tell(self, mail: Mailed, said: Event, delay: int) -> None:
        event = published(mail, said, self.clock(), len(self.events) + 1)
        self.events.append(event)
        self.report(event, delay)


def _goes_on_the_list(habit: Habit) -> bool:
    if isinstance(habit, Bounces):
        return habit.kind == "Permanent"
    return isinstance(habit, Complains) and habit.feedback != "not-spam"


def _suppressed(known: Habit, address: str) -> Event:
    if isinstance(known, Complains):
        return complaint((address,), None, sub_kind=_ON_THE_LIST)
    return bounce(address, "Permanent", _ON_THE_LIST)


def bounce(address: str, kind: str, sub_kind: str) -> Event:
    """A bounce of one recipient."""
    who = {"emailAddress": address, "action": "failed", "status": "5.1.1", "diagnosticCode": "smtp; 550 5.1.1 unknown"}
    return {
        "eventType": "Bounce",
        "bounce": {
            "bounceType": kind,
            "bounceSubType": sub_kind,
            "bouncedRecipients": [who if sub_kind != _ON_THE_LIST else {"emailAddress": address}],
            "reportingMTA": "dsn; mta.example.com",
        },
    }


def complaint(addresses: Sequence[str], feedback: str | None, sub_kind: str | None = None) -> Event:
    """A complaint: most providers hide whose, so all recipients on that provider's domain are named."""
    said: dict[str, Any] = {
        "complainedRecipients": [{"emailAddress": address} for address in addresses],
        "complaintSubType": sub_kind,
    }
    if feedback is not None:
        said |= {"complaintFeedbackType": feedback, "userAgent": "ExampleFeedback/1.0"}
    return {"eventType": "Complaint", "complaint": said}


def delay(address: str, kind: str) -> Event:
    """A delay, which may pass."""
    who = {"emailAddress": address, "status": "4.2.2", "diagnosticCode": "smtp; 452 4.2.2 mailbox full"}
    return {"eventType": "DeliveryDelay", "deliveryDelay": {"delayType": kind, "delayedRecipients": [who]}}


_NAMES = {
    "Bounce": ("Email Bounced", "bounce"),
    "Complaint": ("Email Complaint Received", "complaint"),
    "DeliveryDelay": ("Email Delivery Delayed", "deliveryDelay"),
    "Reject": ("Email Rejected", "reject"),
}


def published(mail: Mailed, said: Event, at: datetime, number: int) -> Event:
    """What SES says of an e-mail, as it lies on the default event bus."""
    name, part = _NAMES[said["eventType"]]
    time = at.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    about: dict[str, Any] = dict(said[part])
    if part in ("bounce", "complaint"):
        about |= {"feedbackId": f"0100019c{number:08x}-0c1d2e3f-0000-4a30-9d3e-4f2f6a1c0000-000000"}
    if part != "reject":
        about |= {"timestamp": time}
    to = list(addresses_in(mail.to))
    return {
        "version": "0",
        "id": f"7bf73129-1428-4cd3-a780-{number:012x}",
        "detail-type": name,
        "source": "aws.ses",
        "account": _ACCOUNT,
        "time": time[:19] + "Z",
        "region": "us-east-1",
        "resources": [f"arn:aws:ses:us-east-1:{_ACCOUNT}:configuration-set/{CONFIGURATION_SET}"],
        "detail": {
            "eventType": said["eventType"],
            part: about,
            "mail": {
                "timestamp": time,
                "source": SENDER,
                "sourceArn": f"arn:aws:ses:us-east-1:{_ACCOUNT}:identity/{SENDER}",
                "sendingAccountId": _ACCOUNT,
                "messageId": mail.id,
                "destination": to,
                "headersTruncated": False,
                "headers": [
                    {"name": "From", "value": SENDER},
                    {"name": "To", "value": ", ".join(to)},
                    {"name": "Subject", "value": mail.subject},
                ],
                "commonHeaders": {"from": [SENDER], "to": to, "messageId": mail.id, "subject": mail.subject},
                "tags": {
                    "ses:configuration-set": [CONFIGURATION_SET],
                    "ses:from-domain": ["example.com"],
                    "ses:caller-identity": ["touch_sender"],
                    **{name: [value] for name, value in mail.tags.items()},
                },
            },
        },
    }
