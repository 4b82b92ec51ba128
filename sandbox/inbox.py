"""The inbox: Amazon SES over HTTP, as far as the stack uses it, and the e-mails that it took as a person reads them."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import escape
from itertools import count
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from sandbox import pages
from sandbox.wire import Request, Response

SEND = "/ses/v2/email/outbound-emails"
_KB = 1024

_STYLE = """
details.card{margin-bottom:.7rem;padding:0}
summary{display:grid;grid-template-columns:1fr auto;gap:.1rem 1rem;padding:.8rem 1.1rem;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary b{font-weight:600}summary .when{text-align:right;white-space:nowrap}
details[open] summary{border-bottom:1px solid var(--line)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem .9rem;margin:0;padding:.8rem 1.1rem 0;font-size:.9rem}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.text{white-space:pre-wrap;overflow-wrap:anywhere;padding:.8rem 1.1rem 1.1rem}
.files{display:flex;flex-wrap:wrap;gap:.5rem;padding:0 1.1rem 1.1rem}
.files:empty{display:none}
.files a{border:1px solid var(--line);border-radius:8px;padding:.35rem .7rem;text-decoration:none;font-size:.9rem}
"""


@dataclass(frozen=True)
class Letter:
    """One e-mail that SES took, at business time."""

    id: str
    at: datetime
    to: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        """What a person reads."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()).replace("\r\n", "\n") if body is not None else ""

    @property
    def files(self) -> list[tuple[str, str, bytes]]:
        """Its attachments: name, media type, content."""
        parts = self.message.iter_attachments()
        return [(part.get_filename() or "", part.get_content_type(), _content(part)) for part in parts]


def _content(part: Any) -> bytes:
    return bytes(part.get_payload(decode=True))


class Inbox:
    """Everybody's e-mail, the latest first."""

    def __init__(self, now: Callable[[], datetime], zone: ZoneInfo) -> None:
        self._now, self._zone = now, zone
        self._ids = count(1)
        self.letters: list[Letter] = []

    def take(self, request: Request) -> Response:
        """SES' SendEmail with a raw message; nothing else of SES is asked for locally."""
        if request.method != "POST" or request.path != SEND:
            return _refused(404, "NotFoundException", f"there is no {request.method} {request.path} here")
        try:
            order = json.loads(request.body)
            raw = base64.b64decode(order["Content"]["Raw"]["Data"], validate=True)
            to = tuple(order["Destination"]["ToAddresses"])
        except (KeyError, TypeError, ValueError, binascii.Error) as error:
            return _refused(400, "BadRequestException", f"no raw message with its destination: {error}")
        message = message_from_bytes(raw, policy=default)
        letter = Letter(f"0100019b{next(self._ids):08x}-7d1f5c52-000000", self._now(), to, message)
        self.letters.append(letter)
        return _json(200, {"MessageId": letter.id})

    def state(self) -> dict[str, Any]:
        """Every e-mail, the first one first."""
        return {
            "messages": [
                {
                    "To": list(each.to),
                    "Subject": each.subject,
                    "Text": each.text,
                    "Attachments": [name for name, _, _ in each.files],
                }
                for each in self.letters
            ]
        }

    def show(self, request: Request) -> Response:
        """Answer /mails, and /mails/{id}/{number}/{name}, an attachment."""
        match unquote(request.path).strip("/").split("/"):
            case ["mails"]:
                return self._page()
            case ["mails", id_, number, _]:
                for letter in self.letters:
                    if letter.id == id_ and number.isdecimal() and int(number) < len(letter.files):
                        _, kind, content = letter.files[int(number)]
                        return Response(200, content, {"Content-Type": kind, "Cache-Control": "no-store"})
        return pages.page("Not found", "<main><h1>There is no such e-mail</h1></main>", status=404)

    def _page(self) -> Response:
        shown = "".join(self._shown(each, first=index == 0) for index, each in enumerate(reversed(self.letters)))
        told = "the latest first. Click one to read it." if shown else "none yet."
        body = (
            '<main><p><a href="./">The sandbox</a></p><h1>The inbox</h1>'
            f'<p class="soft">E-mails to the business and to its customers, {told}</p>{shown}</main>'
        )
        return pages.page("The inbox", body, style=_STYLE)

    def _shown(self, letter: Letter, *, first: bool) -> str:
        at = letter.at.astimezone(self._zone)
        heads = [("From", letter.message["From"]), ("To", ", ".join(letter.to)), ("Subject", letter.subject)]
        heads += [("Date", f"{at:%A, %B %-d, %Y, %-I:%M %p}"), ("Reply to", letter.message["Reply-To"])]
        rows = "".join(f"<dt>{name}</dt><dd>{escape(str(value))}</dd>" for name, value in heads if value)
        files = "".join(
            f'<a href="mails/{letter.id}/{number}/{quote(name)}" target="_blank">{escape(name)} '
            f'<span class="soft">{_size(len(content))}</span></a>'
            for number, (name, _, content) in enumerate(letter.files)
        )
        return (
            f'<details class="card"{" open" if first else ""}><summary><b>{escape(letter.subject)}</b>'
            f'<span class="soft small when">{at:%a, %b %-d, %-I:%M %p}</span>'
            f'<span class="soft small">to {escape(", ".join(letter.to))}</span>'
            f'<span class="soft small when">{escape(", ".join(name for name, _, _ in letter.files))}</span></summary>'
            f"<dl>{rows}</dl>"
            f'<div class="text">{escape(letter.text.strip())}</div><div class="files">{files}</div></details>'
        )


def _size(length: int) -> str:
    return f"{length} bytes" if length < _KB else f"{length / _KB:.0f} KB"


def _refused(status: int, kind: str, message: str) -> Response:
    refusal = _json(status, {"message": message})
    return Response(status, refusal.body, {**refusal.headers, "x-amzn-ErrorType": kind})


def _json(status: int, value: dict[str, Any]) -> Response:
    return Response(status, json.dumps(value).encode(), {"Content-Type": "application/json"})
