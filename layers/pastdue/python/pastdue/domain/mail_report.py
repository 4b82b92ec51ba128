"""MailReport: what the mail service reports of one of our e-mails after it took it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pastdue.domain.contact import plain_address
from pastdue.domain.money import Value


class Reported(StrEnum):
    """What happened to an e-mail. BOUNCED: for good. DEFERRED: it came back for now, and SES tries no more."""

    BOUNCED = "bounced"
    DEFERRED = "deferred"
    DELAYED = "delayed"
    REFUSED = "refused"
    NOT_SENT = "not_sent"
    NOT_SPAM = "not_spam"


class MailReport(Value):
    """One report of SES about one of our e-mails.

    `about` is SES' own word for it, `addresses` are those that it is about, `sent_to` those that the e-mail went to;
    `tags` are what we gave it on its way.
    """

    id: str
    reported: Reported
    about: str
    message_id: str
    sent_to: tuple[str, ...]
    addresses: tuple[str, ...]
    tags: Mapping[str, str]

    @property
    def by(self) -> str:
        """How a record names it."""
        return f"ses {self.about}"

    @property
    def concerned(self) -> tuple[str, ...]:
        """Which of the e-mail's addresses it is about, as they are compared.

        A server may name the one that it forwards to (vendor-facts, E-mail); of a single one it is clear all the same.
        """
        sent_to = tuple(dict.fromkeys(plain_address(address) for address in self.sent_to))
        named = {plain_address(address) for address in self.addresses}
        return tuple(address for address in sent_to if address in named) or (sent_to if len(sent_to) == 1 else ())
