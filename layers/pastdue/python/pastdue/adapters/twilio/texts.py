"""Twilio as the Texts port, over its own SDK: each text is created once, and never again by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from pastdue.adapters.redaction import redacted
from pastdue.adapters.sending import never_sent
from pastdue.domain.errors import BadInput, Busy, Refused, Unavailable, Unknown, VendorError
from pastdue.ports import Picture, ReceivedText, SentText

if TYPE_CHECKING:
    from twilio.http.response import Response

API = "https://api.twilio.com"
STATUS_PATH = "/twilio/status"

_TIMEOUT = (3.0, 10.0)
_LONGEST_VALIDITY = 36_000
# A phone gets two touches in seven days and an answer now and then: far fewer than this in the time that matters.
_NEWEST = 50
_MOST_PICTURES = 10
# Twilio takes in five megabytes a message; what is larger is no picture that a person sent.
LARGEST_PICTURE = 6_000_000
# What a busy company sends and receives between two runs, many times over.
_MOST_RECEIVED = 5000
_TOO_MANY = 20429
# The number's queue of ten hours is full: nothing was taken, and it drains slowly.
_QUEUE_FULL = 21611
_PAUSE = 5.0
_LONG_PAUSE = 60.0

T = TypeVar("T")


class TwilioHttp(TwilioHttpClient):  # type: ignore[misc] # twilio has no types
    """The SDK's HTTP client with another base address, time-outs, and no log: its URLs and headers name phones."""

    def __init__(self, *, base_url: str = "", session: requests.Session | None = None) -> None:
        super().__init__()
        self.timeout = _TIMEOUT
        self._base = (base_url or API).rstrip("/")
        if session is not None:
            self.session = session

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, url.replace(API, self._base, 1), *args, **kwargs)

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Say nothing."""

    def log_response(self, status_code: int, response: object) -> None:
        """Say nothing."""


class TwilioTexts:
    """The Texts port.

    `sender` is one of our numbers in E.164, or the SID of a messaging service (MG…). `public_url` is our API as
    Twilio reaches it, stage included: the status callback's URL names the touch.
    """

    def __init__(
        self,
        *,
        account_sid: str,
        api_key: str,
        api_secret: str,
        sender: str,
        public_url: str,
        base_url: str = "",
        session: requests.Session | None = None,
    ) -> None:
        self._http = TwilioHttp(base_url=base_url, session=session)
        self._messages = Client(api_key, api_secret, account_sid, http_client=self._http).messages
        self._account = f"{(base_url or API).rstrip('/')}/2010-04-01/Accounts/{account_sid}"
        self._auth = (api_key, api_secret)
        self._sender = {"messaging_service_sid": sender} if sender.startswith("MG") else {"from_": sender}
        self._callback = f"{public_url.rstrip('/')}{STATUS_PATH}"

    def send(self, to: str, body: str, touch_id: str, valid_for: int) -> SentText:
        if not 1 <= valid_for <= _LONGEST_VALIDITY:
            raise BadInput(f"a text is valid for 1 to {_LONGEST_VALIDITY} seconds, not {valid_for}")
        return _called(
            lambda: _sent(
                self._messages.create(
                    to=to,
                    body=body,
                    status_callback=f"{self._callback}?{urlencode({'touch': touch_id})}",
                    validity_period=valid_for,
                    **self._sender,
                )
            ),
            effect=True,
        )

    def sent_to(self, to: str) -> tuple[SentText, ...]:
        # No DateSent filter: a text that is still queued has none, and would be hidden (vendor-facts, Twilio).
        return _called(
            lambda: tuple(_sent(message) for message in self._messages.list(to=to, limit=_NEWEST, page_size=_NEWEST)),
            effect=False,
        )

    def pictures(self, message_id: str) -> tuple[Picture, ...]:
        listed = _called(
            lambda: [
                (str(each.sid), str(each.content_type or "application/octet-stream"))
                for each in self._messages(message_id).media.list(limit=_MOST_PICTURES, page_size=_MOST_PICTURES)
            ],
            effect=False,
        )
        found = ((sid, mime, self._picture(message_id, sid)) for sid, mime in listed)
        return tuple(Picture(id=sid, mime=mime, data=data) for sid, mime, data in found if data is not None)

    def _picture(self, message_id: str, sid: str) -> bytes | None:
        """The bytes; Twilio sends us on to where they lie, and our credentials stay behind."""
        address = f"{self._account}/Messages/{message_id}/Media/{sid}"
        return _called(
            lambda: _read(self._http.session.get(address, auth=self._auth, timeout=_TIMEOUT, stream=True)),
            effect=False,
        )

    def received_since(self, since: datetime) -> tuple[ReceivedText, ...]:
        listed = _called(
            lambda: [
                _received(message)
                for message in self._messages.list(date_sent_after=since, limit=_MOST_RECEIVED, page_size=1000)
                if message.direction == "inbound"
            ],
            effect=False,
        )
        return tuple(sorted((text for text in listed if text.created_at >= since), key=lambda text: text.created_at))


def _read(answer: requests.Response) -> bytes | None:
    """At most LARGEST_PICTURE bytes of an answer; None where there are more, or nothing is there any more."""
    with answer:
        if answer.status_code in {404, 410}:
            return None
        if answer.status_code != 200:
            raise TwilioRestException(answer.status_code, "", "the picture was not given")
        data = bytearray()
        for part in answer.iter_content(64 * 1024):
            data += part
            if len(data) > LARGEST_PICTURE:
                return None
        return bytes(data)


def _received(message: Any) -> ReceivedText:
    return ReceivedText(
        id=message.sid,
        sender=message.from_,
        body=message.body or "",
        media=int(message.num_media or 0),
        created_at=message.date_created,
    )


def _sent(message: Any) -> SentText:
    """A text as Twilio tells of it; only its id must be there, since an answer without it could be of anything."""
    return SentText(
        id=message.sid,
        to=message.to or "",
        body=message.body or "",
        status=message.status or "",
        error="" if message.error_code is None else str(message.error_code),
        created_at=message.date_created if isinstance(message.date_created, datetime) else None,
    )


def _called(call: Callable[[], T], *, effect: bool) -> T:
    """A call of the SDK with its errors as ours; theirs repeat phones, and stay behind."""
    silent = Unknown if effect else Unavailable
    try:
        return call()
    except TwilioException as error:
        raise _failed(error, silent) from None
    except requests.exceptions.RequestException as error:
        if never_sent(error):
            raise Unavailable(f"Twilio cannot be reached ({type(error).__name__})", vendor="twilio") from None
        raise silent(f"Twilio did not answer ({type(error).__name__})", vendor="twilio") from None
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise silent(f"Twilio's answer cannot be read ({type(error).__name__})", vendor="twilio") from None


def _failed(error: TwilioException, silent: type[VendorError]) -> VendorError:
    status: int | None = getattr(error, "status", None)
    code: int = getattr(error, "code", None) or 0
    said = redacted(str(getattr(error, "msg", "") or getattr(error, "title", "")))
    message = f"Twilio answered {status} {code}: {said}"
    if status == 429 or code in {_TOO_MANY, _QUEUE_FULL}:
        wait = _LONG_PAUSE if code == _QUEUE_FULL else _PAUSE
        return Busy(message, vendor="twilio", retry_after=wait, status=status, code=str(code))
    if status is None or status >= 500 or status < 400:
        return silent(message, vendor="twilio", status=status, code=str(code))
    return Refused(message, vendor="twilio", status=status, code=str(code))
