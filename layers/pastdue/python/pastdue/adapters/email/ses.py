"""E-mail through Amazon SES."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from pastdue.adapters.aws import failure
from pastdue.domain.contact import addresses_in
from pastdue.domain.errors import BadInput
from pastdue.ports import Attachment

# Seven bits on the way, since not every server between takes eight.
_POLICY = SMTP.clone(cte_type="7bit")
_TAG = re.compile(r"[A-Za-z0-9_-]{1,256}")


class SesMail:
    """The Mail port. Its client makes no second attempt: SES has no idempotency, and a person would see it.

    `sender` is an address, or a name with an address in angle brackets; its identity is verified in SES. The
    configuration set says where SES reports bounces and complaints; without one it reports none to us.
    """

    def __init__(self, *, client: Any, sender: str, configuration_set: str = "") -> None:
        self._client = client
        self._sender = sender
        self._reported = {"ConfigurationSetName": configuration_set} if configuration_set else {}

    def send(
        self,
        to: str,
        subject: str,
        text: str,
        reply_to: str | None,
        attachments: tuple[Attachment, ...],
        tags: Mapping[str, str],
    ) -> str:
        # Raw MIME carries attachments everywhere (vendor-facts, E-mail).
        raw = self._mime(to, subject, text, reply_to, attachments).as_bytes()
        try:
            answer = self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": list(addresses_in(to))},
                Content={"Raw": {"Data": raw}},
                # SES refuses a mail for a tag that it does not like; without it a bounce is only counted.
                EmailTags=[{"Name": name, "Value": value} for name, value in tags.items() if _TAG.fullmatch(value)],
                **self._reported,
            )
        except (BotoCoreError, ClientError) as error:
            raise failure(error, vendor="ses", effect=True) from None
        return str(answer["MessageId"])

    def _mime(
        self, to: str, subject: str, text: str, reply_to: str | None, attachments: tuple[Attachment, ...]
    ) -> EmailMessage:
        message = EmailMessage(policy=_POLICY)
        try:
            message["From"] = self._sender
            message["To"] = ", ".join(addresses_in(to))
            message["Subject"] = subject
            message["Date"] = format_datetime(datetime.now(UTC))  # SES itself gives the Message-ID
            if reply_to:
                message["Reply-To"] = reply_to
                # What a mail program's own button does: the same as replying STOP, read by the same person.
                message["List-Unsubscribe"] = f"<mailto:{parseaddr(reply_to)[1]}?subject=STOP>"
        except ValueError:
            # A line break in a header: what was typed in QuickBooks must not write headers of its own.
            raise BadInput("an address or the subject of an e-mail has a line break") from None
        message.set_content(text)
        for attachment in attachments:
            main, _, sub = attachment.mime.partition("/")
            message.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment.name)
        return message
