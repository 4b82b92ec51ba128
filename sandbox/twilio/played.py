"""The played Twilio as the wire sees it, and what carriers and the people with the phones do."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime
from hashlib import sha1
from hmac import new as hmac
from random import Random
from threading import RLock
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

from sandbox.agenda import Agenda
from sandbox.twilio import encoding, numbers, phones_pages
from sandbox.wire import Deliver, Delivery, Now, Request, Response

Json = dict[str, Any]

STOP_WORDS = frozenset(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"))
START_WORDS = frozenset(("START", "YES", "UNSTOP"))
HELP_WORDS = frozenset(("HELP", "INFO"))
STOP_REPLY = (
    "You have successfully been unsubscribed. You will not receive any more messages from this number. "
    "Reply START to resubscribe."
)
START_REPLY = (
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. "
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
)
HELP_REPLY = "Reply STOP to unsubscribe. Msg&Data Rates May Apply."
# Free public shorteners, and the words that make a sender look like a third-party collector.
FILTERED = re.compile(
    r"\b(bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly|is\.gd|buff\.ly|rebrand\.ly|cutt\.ly|shorturl\.at|rb\.gy|t\.ly)/"
    r"|\b(debt collect\w*|collection agency)\b",
    re.IGNORECASE,
)
MAX_QUEUE = timedelta(hours=10)
DEFAULT_VALIDITY = 36_000
PRICE_PER_SEGMENT = 83  # in 1/10000 of a dollar
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_PACIFIC = ZoneInfo("America/Los_Angeles")
# What would change a text's fate and is not played; refused, so that nobody believes it was obeyed.
_UNPLAYED = frozenset(
    "ApplicationSid ContentSid ContentVariables FallbackFrom PersistentAction ScheduleType SendAsMms SendAt "
    "ShortenUrls TrafficType".split()
)


class TwilioError(Exception):
    """One error answer: Twilio's code and its HTTP status."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(slots=True)
class Message:
    """One text, either way."""

    sid: str
    to: str
    sender: str | None
    body: str
    created: datetime
    updated: datetime
    status: str
    direction: str
    segments: int
    service: str | None = None
    callback: str = ""
    validity: int = DEFAULT_VALIDITY
    sent: datetime | None = None
    error: int | None = None
    media: list[tuple[str, str]] = field(default_factory=list)
    discard: bool = False
    obfuscate: bool = False
    assigned: bool = True

    @property
    def phone(self) -> str:
        """The person's number, whichever way the text went."""
        return (self.sender or "") if self.direction == "inbound" else self.to


@dataclass(slots=True)
class Call:
    """One call to one of the account's numbers: what the caller hears, and whom they are put through to."""

    sid: str
    caller: str
    called: str
    at: datetime
    heard: list[tuple[str, str]] = field(default_factory=list)
    dialed: list[str] = field(default_factory=list)
    failed: bool = False


@dataclass
class CallbackKnobs:
    """How badly webhooks behave: each is a share from 0 to 1.

    duplicates: posted twice, with the same idempotency token. late: held back until a later one has gone out.
    lost: never posted.
    """

    duplicates: float = 0.0
    late: float = 0.0
    lost: float = 0.0


@dataclass
class Number:
    """One of the account's numbers."""

    number: str
    sid: str
    inbound_url: str = ""
    segments_per_second: float = 3.75
    free_at: datetime = _LONG_AGO
    service: str | None = None
    name: str = ""
    voice_url: str = ""


class PlayedTwilio:
    """A Twilio account in memory. `handle` answers the API and the phones' pages; `receive` is a person texting.

    now: the vendor's clock. wall: the clock of the limit on requests. deliver: takes each webhook, called after the
    state has changed and outside the lock.
    """

    def __init__(
        self,
        *,
        now: Now,
        deliver: Deliver,
        random: Random,
        wall: Now | None = None,
        account_sid: str = "AC00000000000000000000000000000001",
        auth_token: str = "played-auth-token",
        api_keys: Mapping[str, str] | None = None,
        senders: Sequence[str] = ("+12065550100",),
        services: Mapping[str, Sequence[str]] | None = None,
        inbound_url: str = "",
        segments_per_second: float = 3.75,
        requests_per_second: int | None = None,
        daily_cap_segments: int | None = None,
        advanced_opt_out: bool = False,
        regions: Sequence[str] = ("+1",),
        carrier_seconds: tuple[float, float] = (0.5, 2.0),
        merchant: str = "Harbor Supply Co.",
        display_zone: str = "America/New_York",
    ) -> None:
        self._now, self._deliver, self._wall, self._random = now, deliver, wall or now, random
        self._lock = RLock()
        self._depth = 0
        self.account_sid, self.auth_token = account_sid, auth_token
        self._keys = {account_sid: auth_token, **(api_keys or {"SK00000000000000000000000000000001": "played-secret"})}
        self.numbers: dict[str, Number] = {
            number: Number(number, self._sid("PN"), inbound_url, segments_per_second) for number in senders
        }
        self.services = {sid: list(members) for sid, members in (services or {}).items()}
        for sid, members in self.services.items():
            for member in members:
                self.numbers[member].service = sid
        self.knobs = CallbackKnobs()
        self.requests_per_second = requests_per_second
        self.daily_cap_segments = daily_cap_segments
        self.advanced_opt_out = advanced_opt_out
        self.regions = tuple(regions)
        self.carrier_seconds = carrier_seconds
        self.merchant = merchant
        self.display_zone = ZoneInfo(display_zone)
        self.name_of: Callable[[str], str] = _nameless
        self.agenda = Agenda()
        self.messages: list[Message] = []
        self.by_sid: dict[str, Message] = {}
        self._to: defaultdict[str, list[Message]] = defaultdict(list)
        self._from: defaultdict[str, list[Message]] = defaultdict(list)
        self._chats: dict[str, list[Message]] = {}
        self.opted_out: set[tuple[str, str]] = set()
        self.calls: dict[str, Call] = {}
        self.picture = b"\xff\xd8\xff\xe0 a played picture \xff\xd9"
        """What every picture holds."""
        self.endings: dict[str, int] = {}
        self.line_types: dict[str, str] = {}
        self.reassigned: set[str] = set()
        self.on_t_mobile: Callable[[str], bool] = lambda number: int(number[-1]) % 3 == 0
        self._cap_used: defaultdict[date, int] = defaultdict(int)
        self._seen: deque[datetime] = deque()
        self._outbox: list[Delivery] = []
        self._held: list[Delivery] = []

    # Turns: one caller at a time; what is due happens first; webhooks leave when the lock is free again.

    @contextmanager
    def _turn(self) -> Iterator[datetime]:
        posted: list[Delivery] = []
        try:
            with self._lock:
                self._depth += 1
                try:
                    at = self._now()
                    if self._depth == 1:
                        self.agenda.run_until(at)
                    yield at
                finally:
                    self._depth -= 1
                    if self._depth == 0 and self._outbox:
                        posted, self._outbox = self._outbox, []
        finally:
            for delivery in posted:
                self._deliver(delivery)

    def tick(self) -> None:
        """Do what has become due on the vendor's clock, and let go of the webhooks that were held back."""
        with self._turn():
            self._outbox.extend(self._held)
            self._held.clear()

    def next_due(self) -> datetime | None:
        """When something will next happen by itself."""
        with self._lock:
            return self.agenda.next_due()

    def set_inbound(self, url: str, number: str | None = None) -> None:
        """Where a number's inbound texts are posted; every number's where none is named."""
        with self._lock:
            for own in self.numbers.values():
                if number is None or own.number == number:
                    own.inbound_url = url

    def set_voice(self, url: str) -> None:
        """Where calls to any number are posted."""
        with self._lock:
            for own in self.numbers.values():
                own.voice_url = url

    def set_ending(self, number: str, code: int) -> None:
        """From now on texts to this number end with this code (0 for well), whatever its digits say."""
        with self._lock:
            self.endings[number] = code

    def _sid(self, prefix: str) -> str:
        return f"{prefix}{self._random.getrandbits(128):032x}"

    # The wire

    def handle(self, request: Request) -> Response:
        """Answer an API call, or a page of the phones."""
        with self._turn() as at:
            if request.path == "/phones" or request.path.startswith("/phones/"):
                return phones_pages.answer(self, request, at)
            headers = {"Content-Type": "application/json", "Twilio-Request-Id": self._sid("RQ")}
            try:
                content = self._content(request)
                if content is not None:
                    return content
                status, body = self._answer(request, at)
            except TwilioError as refusal:
                status = refusal.status
                body = {
                    "code": refusal.code,
                    "message": refusal.message,
                    "more_info": f"https://www.twilio.com/docs/errors/{refusal.code}",
                    "status": status,
                }
            return Response(status, b"" if status == 204 else json.dumps(body).encode(), headers)

    def _answer(self, request: Request, at: datetime) -> tuple[int, Json]:
        self._authorize(request)
        self._limit()
        parts = [part for part in request.path.split("/") if part]
        missing = TwilioError(404, 20404, f"The requested resource {request.path} was not found")
        if parts[:2] == ["v2", "PhoneNumbers"] and len(parts) == 3 and request.method == "GET":
            return 200, self._lookup(parts[2], request)
        if parts[:2] != ["2010-04-01", "Accounts"] or len(parts) < 3:
            raise missing
        if parts[2].removesuffix(".json") != self.account_sid:
            raise missing
        match (request.method, [part.removesuffix(".json") for part in parts[3:]]):
            case ("GET", []):
                return 200, self._account_look()
            case ("POST", ["Messages"]):
                return 201, self._look(self._create(dict(request.form()), request.form(), at))
            case ("GET", ["Messages"]):
                return 200, self._list(request)
            case (method, ["Messages", sid]) if sid in self.by_sid:
                return self._one(method, self.by_sid[sid], dict(request.form()), at)
            case ("GET", ["Messages", sid, "Media"]) if sid in self.by_sid:
                return 200, self._media_list(self.by_sid[sid])
            case ("GET", ["IncomingPhoneNumbers"]):
                return 200, self._numbers_list(request)
            case ("POST", ["IncomingPhoneNumbers", sid]):
                return 200, self._update_number(sid, dict(request.form()))
        raise missing

    def _authorize(self, request: Request) -> None:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        user, _, secret = "", "", ""
        if scheme.lower() == "basic":
            try:
                user, _, secret = base64.b64decode(given).decode().partition(":")
            except (binascii.Error, UnicodeDecodeError):
                user = ""
        if user not in self._keys:
            raise TwilioError(401, 20003, "Authentication Error - invalid username")
        if self._keys[user] != secret:
            raise TwilioError(401, 20003, "Authenticate")

    def _limit(self) -> None:
        if self.requests_per_second is None:
            return
        now = self._wall()
        while self._seen and now - self._seen[0] >= timedelta(seconds=1):
            self._seen.popleft()
        if len(self._seen) >= self.requests_per_second:
            raise TwilioError(429, 20429, "Too Many Requests")
        self._seen.append(now)

    # Sending

    def _refuse(self, code: int, **about: str) -> TwilioError:
        return TwilioError(429 if code == 21611 else 400, code, numbers.MESSAGES[code].format(**about))

    def _create(self, form: dict[str, str], pairs: tuple[tuple[str, str], ...], at: datetime) -> Message:
        """Accept a text, or refuse it; there is no idempotency here: the same request twice is two texts."""
        for name in _UNPLAYED & form.keys():
            raise TwilioError(400, 20001, f"The played Twilio does not play the parameter {name}")
        to, sender, service = form.get("To", ""), form.get("From", ""), form.get("MessagingServiceSid", "")
        media = [value for name, value in pairs if name == "MediaUrl"]
        body = form.get("Body", "")
        if form.get("SmartEncoded") == "true":
            body = encoding.smart(body)
        self._check(form, to, sender, service, body, media)
        if sender in numbers.TEST_FROM:
            raise self._refuse(numbers.TEST_FROM[sender], sender=sender)
        members = self.services.get(service, [])
        number = self.numbers[sender] if sender else self.numbers[members[0]]
        if (self._pool(number), to) in self.opted_out:
            raise self._refuse(21610)
        if number.free_at - at > MAX_QUEUE:
            raise self._refuse(21611)
        message = Message(
            sid=self._sid("MM" if media else "SM"),
            to=to,
            sender=number.number,
            body=body,
            created=at,
            updated=at,
            status="accepted" if service and not sender else "queued",
            direction="outbound-api",
            segments=1 if media else encoding.segments(body),
            service=service or number.service,
            callback=form.get("StatusCallback", ""),
            validity=int(form.get("ValidityPeriod") or DEFAULT_VALIDITY),
            media=[(url, "image/jpeg") for url in media],
            discard=form.get("ContentRetention") == "discard",
            obfuscate=form.get("AddressRetention") == "obfuscate",
            assigned=bool(sender),
        )
        self._keep(message)
        if not message.assigned:
            self.agenda.add(at, lambda due: self._assign(message, number, due))
        else:
            self._enqueue(message, number, at)
        return message

    def _check(self, form: dict[str, str], to: str, sender: str, service: str, body: str, media: list[str]) -> None:
        if not to:
            raise self._refuse(21604)
        if not sender and not service:
            raise self._refuse(21603)
        if not body and not media:
            raise self._refuse(21602)
        if len(body) > 1600:
            raise self._refuse(21617)
        if not numbers.is_valid(to):
            raise self._refuse(21211, to=to)
        validity = form.get("ValidityPeriod", "")
        if validity and not (validity.isdigit() and 1 <= int(validity) <= DEFAULT_VALIDITY):
            raise self._refuse(21624)
        callback = form.get("StatusCallback", "")
        if callback:
            parts = urlsplit(callback)
            if parts.scheme not in ("http", "https") or not parts.hostname or "_" in parts.hostname:
                raise self._refuse(21609, callback=callback)
        if service and service not in self.services:
            raise TwilioError(404, 21701, numbers.MESSAGES[21701])
        if service and not self.services[service]:
            raise self._refuse(21703)
        if sender and sender not in self.numbers and sender not in numbers.TEST_FROM:
            known = numbers.is_valid(sender) or numbers.SHORT_CODE.match(sender)
            raise self._refuse(21606 if known else 21212, sender=sender)
        ending = self.endings.get(to, numbers.ending(to))
        if 21000 <= ending < 22000:
            raise self._refuse(ending, to=to, sender=sender or service)
        if not to.startswith(self.regions):
            raise self._refuse(21408, to=to)

    def _pool(self, number: Number) -> str:
        """What an opt-out belongs to: the messaging service where the number is in one, else the number."""
        return number.service or number.number

    def _keep(self, message: Message) -> None:
        self.messages.append(message)
        self.by_sid[message.sid] = message
        if not message.obfuscate:
            self._to[message.to].append(message)
        if message.sender:
            self._from[message.sender].append(message)
        self._chats.setdefault(message.phone, []).append(message)

    def _assign(self, message: Message, number: Number, at: datetime) -> None:
        message.assigned = True
        self._move(message, "queued", at)
        self._enqueue(message, number, at)

    def _enqueue(self, message: Message, number: Number, at: datetime) -> None:
        """A number sends so many segments a second; what can't leave within its validity period never does."""
        start = max(at, number.free_at)
        lapse = message.created + timedelta(seconds=message.validity)
        if start > lapse:
            self.agenda.add(lapse, lambda due: self._lapse(message, due))
            return
        number.free_at = start + timedelta(seconds=message.segments / number.segments_per_second)
        self.agenda.add(start, lambda due: self._send(message, due))

    def _lapse(self, message: Message, at: datetime) -> None:
        if message.status == "queued":
            self._fail(message, 30036, at)

    def _send(self, message: Message, at: datetime) -> None:
        if message.status != "queued":
            return
        ending = self.endings.get(message.to, numbers.ending(message.to))
        if ending in numbers.FAILED:
            self._fail(message, ending, at)
            return
        if self.daily_cap_segments is not None and self.on_t_mobile(message.to):
            day = at.astimezone(_PACIFIC).date()
            if self._cap_used[day] + message.segments > self.daily_cap_segments:
                self._fail(message, 30023, at)
                return
            self._cap_used[day] += message.segments
        if not ending and FILTERED.search(message.body):
            ending = 30007
        self._move(message, "sending", at)
        self.agenda.add(
            at + timedelta(seconds=self.carrier_seconds[0]), lambda due: self._handed_over(message, ending, due)
        )

    def _handed_over(self, message: Message, ending: int, at: datetime) -> None:
        message.sent = at
        self._move(message, "sent", at)
        if ending == numbers.SENT_IS_FINAL:
            return
        wait = 7200.0 if ending == numbers.SLOWLY_DELIVERED else self.carrier_seconds[1]
        code = ending if ending > numbers.SLOWLY_DELIVERED else 0
        self.agenda.add(at + timedelta(seconds=wait), lambda due: self._arrived(message, code, due))

    def _arrived(self, message: Message, code: int, at: datetime) -> None:
        if code:
            self._fail(message, code, at)
        else:
            self._move(message, "delivered", at)

    def _fail(self, message: Message, code: int, at: datetime) -> None:
        message.error = code
        self._move(message, "failed" if code in numbers.FAILED else "undelivered", at)

    def _move(self, message: Message, status: str, at: datetime) -> None:
        message.status, message.updated = status, at
        if not message.callback:
            return
        fields = {
            "SmsSid": message.sid,
            "SmsStatus": status,
            "MessageStatus": status,
            "To": message.to,
            "MessageSid": message.sid,
            "AccountSid": self.account_sid,
            "From": message.sender or "",
            "ApiVersion": "2010-04-01",
        }
        if message.service:
            fields["MessagingServiceSid"] = message.service
        if message.error:
            fields["ErrorCode"] = str(message.error)
            fields["ErrorMessage"] = numbers.MESSAGES[message.error]
        self._post(message.callback, fields, f"{message.sid}:{status}")

    def _post(self, url: str, fields: dict[str, str], event_id: str) -> None:
        delivery = self._signed(url, fields, event_id)
        if self._happens(self.knobs.lost):
            return
        if self._happens(self.knobs.late):
            self._held.append(delivery)
            return
        self._outbox.append(delivery)
        if self._happens(self.knobs.duplicates):
            self._outbox.append(delivery)
        if self._held:
            self._outbox.extend(self._held)
            self._held.clear()

    def _happens(self, share: float) -> bool:
        return share > 0 and self._random.random() < share

    def _signed(self, url: str, fields: dict[str, str], event_id: str) -> Delivery:
        """Signed over the URL with its query and the sorted fields, blank ones included, with the account's token."""
        told = url + "".join(name + fields[name] for name in sorted(fields))
        mark = base64.b64encode(hmac(self.auth_token.encode(), told.encode(), sha1).digest()).decode()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=utf-8",
            "User-Agent": "TwilioProxy/1.1",
            "Accept": "*/*",
            "X-Twilio-Signature": mark,
            "I-Twilio-Idempotency-Token": self._sid(""),
        }
        return Delivery(url=url, headers=headers, body=urlencode(fields).encode(), event_id=event_id)

    # Receiving

    def receive(
        self, from_: str, body: str, *, to: str | None = None, media: Sequence[tuple[str, str]] = ()
    ) -> Message:
        """A person texts one of the account's numbers: by default the one that texted them last."""
        with self._turn() as at:
            number = self.numbers[to or self._last_sender(from_)]
            message = Message(
                sid=self._sid("MM" if media else "SM"),
                to=number.number,
                sender=from_,
                body=body,
                created=at,
                updated=at,
                status="received",
                direction="inbound",
                segments=encoding.segments(body),
                service=number.service,
                sent=at,
                media=list(media),
            )
            self._keep(message)
            kind = self._keyword(number, from_, body, at)
            if number.inbound_url:
                self._post(number.inbound_url, self._inbound_fields(message, kind), message.sid)
            return message

    def _last_sender(self, phone: str) -> str:
        for message in reversed(self._chats.get(phone, [])):
            own = message.to if message.direction == "inbound" else message.sender
            if own in self.numbers:
                return own
        return next(iter(self.numbers))

    def _keyword(self, number: Number, phone: str, body: str, at: datetime) -> str:
        """Twilio's own words, which count only when they are the whole text; it answers them itself."""
        word = body.strip().upper()
        pair = (self._pool(number), phone)
        if word in STOP_WORDS:
            if pair not in self.opted_out:
                self._reply(number, phone, STOP_REPLY, at)
            self.opted_out.add(pair)
            return "STOP"
        if word in START_WORDS:
            if pair in self.opted_out:
                self.opted_out.discard(pair)
                self._reply(number, phone, START_REPLY, at)
                return "START"
            return "START" if word != "YES" else ""
        if word in HELP_WORDS:
            self._reply(number, phone, HELP_REPLY, at)
            return "HELP"
        return ""

    def _reply(self, number: Number, phone: str, body: str, at: datetime, status: str = "delivered") -> Message:
        message = Message(
            sid=self._sid("SM"),
            to=phone,
            sender=number.number,
            body=body,
            created=at,
            updated=at,
            status=status,
            direction="outbound-reply",
            segments=encoding.segments(body),
            service=number.service,
            sent=at if status == "delivered" else None,
        )
        self._keep(message)
        return message

    def _inbound_fields(self, message: Message, kind: str) -> dict[str, str]:
        sender = message.sender or ""
        fields = {
            "ToCountry": numbers.country_of(message.to),
            "ToState": numbers.state_of(message.to),
            "SmsMessageSid": message.sid,
            "NumMedia": str(len(message.media)),
            "ToCity": "",
            "FromZip": "",
            "SmsSid": message.sid,
            "FromState": numbers.state_of(sender),
            "SmsStatus": "received",
            "FromCity": "",
            "Body": message.body,
            "FromCountry": numbers.country_of(sender),
            "To": message.to,
            "ToZip": "",
            "NumSegments": str(message.segments),
            "MessageSid": message.sid,
            "AccountSid": self.account_sid,
            "From": sender,
            "ApiVersion": "2010-04-01",
        }
        if message.service:
            fields["MessagingServiceSid"] = message.service
        if self.advanced_opt_out and kind:
            fields["OptOutType"] = kind
        for index, (url, content_type) in enumerate(message.media):
            fields[f"MediaUrl{index}"] = url
            fields[f"MediaContentType{index}"] = content_type
        return fields

    def answered(self, delivery: Delivery, body: bytes) -> list[Message]:
        """The webhook's TwiML answer to an inbound text: each <Message> goes out as a reply."""
        if delivery.event_id in self.calls:
            self._hear(self.calls[delivery.event_id], body)
            return []
        inbound = self.by_sid.get(delivery.event_id)
        if inbound is None or inbound.direction != "inbound" or not body.strip():
            return []
        try:
            root = ElementTree.fromstring(body)
        except ElementTree.ParseError:
            return []
        with self._turn() as at:
            number, phone = self.numbers[inbound.to], inbound.sender or ""
            if root.tag != "Response" or (self._pool(number), phone) in self.opted_out:
                return []
            sent = []
            for element in root.iter():
                if element.tag in ("Message", "Sms"):
                    text = (element.findtext("Body") or element.text or "").strip()
                    if text:
                        reply = self._reply(number, phone, text, at, "queued")
                        reply.callback = element.get("action", "")
                        self._enqueue(reply, number, at)
                        sent.append(reply)
            return sent

    # Calls

    def call(self, caller: str, *, to: str | None = None) -> Call:
        """A person calls one of the account's numbers; Twilio asks our address what they hear."""
        with self._turn() as at:
            number = self.numbers[to or self._last_sender(caller)]
            call = Call(sid=self._sid("CA"), caller=caller, called=number.number, at=at, failed=True)
            self.calls[call.sid] = call
            if number.voice_url:
                fields = {
                    "CallSid": call.sid,
                    "AccountSid": self.account_sid,
                    "From": caller,
                    "To": number.number,
                    "Caller": caller,
                    "Called": number.number,
                    "CallStatus": "ringing",
                    "Direction": "inbound",
                    "ApiVersion": "2010-04-01",
                    "FromState": numbers.state_of(caller),
                    "FromCity": "",
                }
                # A caller waits for the answer: this post is neither late nor doubled.
                self._outbox.append(self._signed(number.voice_url, fields, call.sid))
            return call

    def _hear(self, call: Call, body: bytes) -> None:
        """Do what the TwiML says; "an application error has occurred" is what a caller hears of anything else."""
        try:
            root = ElementTree.fromstring(body)
        except ElementTree.ParseError:
            return
        if root.tag != "Response" or len(root) == 0:
            return
        for element in root:
            if element.tag == "Say":
                call.heard.append((element.get("language", "en-US"), (element.text or "").strip()))
            elif element.tag == "Dial":
                call.dialed.append((element.findtext("Number") or element.text or "").strip())
        call.failed = False

    # Reading

    def _look(self, message: Message) -> Json:
        base = f"/2010-04-01/Accounts/{self.account_sid}/Messages/{message.sid}"
        billed = message.sent is not None and message.error is None
        to = f"{message.to[:-4]}XXXX" if message.obfuscate else message.to
        return {
            "account_sid": self.account_sid,
            "api_version": "2010-04-01",
            "body": "" if message.discard else message.body,
            "date_created": _rfc2822(message.created),
            "date_sent": _rfc2822(message.sent),
            "date_updated": _rfc2822(message.updated),
            "direction": message.direction,
            "error_code": message.error,
            "error_message": numbers.MESSAGES[message.error] if message.error else None,
            "from": message.sender if message.assigned else None,
            "messaging_service_sid": message.service,
            "num_media": str(len(message.media)),
            "num_segments": str(message.segments) if message.assigned else "0",
            "price": _price(message.segments) if billed else None,
            "price_unit": "USD",
            "sid": message.sid,
            "status": message.status,
            "subresource_uris": {"media": f"{base}/Media.json", "feedback": f"{base}/Feedback.json"},
            "to": to,
            "uri": f"{base}.json",
        }

    def _list(self, request: Request) -> Json:
        """Newest first. A text that has not been sent yet has no date, so any DateSent filter hides it."""
        to, sender = request.one("To"), request.one("From")
        size = request.one("PageSize", "50")
        page, token = request.one("Page", "0"), request.one("PageToken")
        if not size.isdigit() or not page.isdigit() or int(size) < 1:
            raise TwilioError(400, 20001, "Invalid PageSize or Page")
        count = min(int(size), 1000)
        items = self._to.get(to, []) if to else self._from.get(sender, []) if sender else self.messages
        earliest, latest = _sent_bounds(request)
        found: list[Message] = []
        waiting = bool(token)
        for message in reversed(items):
            if waiting:
                waiting = message.sid != token.removeprefix("PA")
                continue
            if sender and (message.sender != sender or not message.assigned):
                continue
            if (earliest or latest) and message.sent is None:
                continue
            if message.sent is not None and (
                (earliest and message.sent < earliest) or (latest and message.sent > latest)
            ):
                continue
            found.append(message)
            if len(found) > count:
                break
        more, found = len(found) > count, found[:count]
        base = f"/2010-04-01/Accounts/{self.account_sid}/Messages.json"
        kept = [(name, value) for name, value in request.query if name not in ("Page", "PageSize", "PageToken")]
        start = int(page) * count

        def uri(number: int, after: str = "") -> str:
            tail = [("PageToken", after)] if after else []
            return f"{base}?{urlencode([*kept, ('PageSize', str(count)), ('Page', str(number)), *tail])}"

        return {
            "end": start + max(len(found) - 1, 0),
            "first_page_uri": uri(0),
            "messages": [self._look(message) for message in found],
            "next_page_uri": uri(int(page) + 1, f"PA{found[-1].sid}") if more else None,
            "page": int(page),
            "page_size": count,
            "previous_page_uri": uri(int(page) - 1, f"PB{token[2:]}") if int(page) > 0 else None,
            "start": start,
            "uri": uri(int(page), token),
        }

    def _one(self, method: str, message: Message, form: dict[str, str], at: datetime) -> tuple[int, Json]:
        if method == "GET":
            return 200, self._look(message)
        if method == "POST":
            if form.get("Status") == "canceled":
                if message.status not in ("accepted", "queued"):
                    raise TwilioError(400, 30409, "Message is not in a cancelable state")
                self._move(message, "canceled", at)
            elif "Body" in form:
                if form["Body"]:
                    raise TwilioError(400, 20001, "Body can only be redacted: it must be empty")
                message.discard = True
            return 200, self._look(message)
        if method == "DELETE":
            if message.status in ("accepted", "queued", "sending"):
                raise TwilioError(409, 20009, "Cannot delete message because delivery is in progress")
            self.messages.remove(message)
            self._to[message.to].remove(message)
            self._from[message.sender or ""].remove(message)
            del self.by_sid[message.sid]
            return 204, {}
        raise TwilioError(405, 20004, "Method not allowed")

    def _content(self, request: Request) -> Response | None:
        """The bytes of a picture, to who may have them; None where something else is asked for."""
        found = re.fullmatch(
            rf"/2010-04-01/Accounts/{self.account_sid}/Messages/(\w+)/Media/(ME\w{{32}})", request.path
        )
        if found is None or request.method != "GET" or found[1] not in self.by_sid:
            return None
        self._authorize(request)
        self._limit()
        message = self.by_sid[found[1]]
        for index, (_, content_type) in enumerate(message.media):
            if _media_sid(message, index) == found[2]:
                return Response(200, self.picture, {"Content-Type": content_type})
        return None

    def _media_list(self, message: Message) -> Json:
        uri = f"/2010-04-01/Accounts/{self.account_sid}/Messages/{message.sid}/Media.json"
        items = [
            {
                "sid": _media_sid(message, index),
                "account_sid": self.account_sid,
                "parent_sid": message.sid,
                "content_type": content_type,
                "date_created": _rfc2822(message.created),
                "date_updated": _rfc2822(message.updated),
                "uri": url,
            }
            for index, (url, content_type) in enumerate(message.media)
        ]
        return {
            "media_list": items,
            "page": 0,
            "page_size": 50,
            "start": 0,
            "end": max(len(items) - 1, 0),
            "uri": uri,
            "first_page_uri": uri,
            "next_page_uri": None,
            "previous_page_uri": None,
        }

    def _account_look(self) -> Json:
        return {
            "sid": self.account_sid,
            "owner_account_sid": self.account_sid,
            "friendly_name": self.merchant,
            "status": "active",
            "type": "Full",
            "auth_token": None,
            "date_created": "Thu, 01 Jan 2026 00:00:00 +0000",
            "date_updated": "Thu, 01 Jan 2026 00:00:00 +0000",
            "uri": f"/2010-04-01/Accounts/{self.account_sid}.json",
            "subresource_uris": {"messages": f"/2010-04-01/Accounts/{self.account_sid}/Messages.json"},
        }

    def _number_look(self, number: Number) -> Json:
        return {
            "sid": number.sid,
            "account_sid": self.account_sid,
            "friendly_name": number.name or number.number,
            "phone_number": number.number,
            "sms_url": number.inbound_url,
            "sms_method": "POST",
            "voice_url": number.voice_url,
            "voice_method": "POST",
            "status_callback": "",
            "capabilities": {"voice": True, "sms": True, "mms": True, "fax": False},
            "api_version": "2010-04-01",
            "uri": f"/2010-04-01/Accounts/{self.account_sid}/IncomingPhoneNumbers/{number.sid}.json",
        }

    def _numbers_list(self, request: Request) -> Json:
        wanted = request.one("PhoneNumber")
        items = [self._number_look(own) for own in self.numbers.values() if not wanted or own.number == wanted]
        uri = f"/2010-04-01/Accounts/{self.account_sid}/IncomingPhoneNumbers.json"
        return {
            "incoming_phone_numbers": items,
            "page": 0,
            "page_size": 50,
            "start": 0,
            "end": max(len(items) - 1, 0),
            "uri": uri,
            "first_page_uri": uri,
            "next_page_uri": None,
            "previous_page_uri": None,
        }

    def _update_number(self, sid: str, form: dict[str, str]) -> Json:
        number = next((own for own in self.numbers.values() if own.sid == sid), None)
        if number is None:
            raise TwilioError(404, 20404, f"The requested resource {sid} was not found")
        number.inbound_url = form.get("SmsUrl", number.inbound_url)
        number.voice_url = form.get("VoiceUrl", number.voice_url)
        number.name = form.get("FriendlyName", number.name)
        return self._number_look(number)

    def _lookup(self, number: str, request: Request) -> Json:
        """Lookup v2, with the line type and whether the number changed hands."""
        asked = request.one("Fields").split(",")
        valid = numbers.is_valid(number)
        ending = self.endings.get(number, numbers.ending(number))
        line = self.line_types.get(number, "landline" if ending in (30006, 21635) else "mobile")
        look: Json = {
            "calling_country_code": "1" if number.startswith("+1") else None,
            "country_code": numbers.country_of(number) if valid else None,
            "phone_number": number,
            "national_format": f"({number[2:5]}) {number[5:8]}-{number[8:]}" if number.startswith("+1") else number,
            "valid": valid,
            "validation_errors": [] if valid else ["INVALID_LENGTH"],
            "url": f"https://lookups.twilio.com/v2/PhoneNumbers/{number}",
        }
        for name in (
            "caller_name",
            "sim_swap",
            "call_forwarding",
            "line_status",
            "line_type_intelligence",
            "identity_match",
            "reassigned_number",
            "sms_pumping_risk",
            "pre_fill",
        ):
            look[name] = None
        if "line_type_intelligence" in asked and valid:
            look["line_type_intelligence"] = {
                "error_code": None,
                "mobile_country_code": None if line == "landline" else "310",
                "mobile_network_code": None if line == "landline" else "260",
                "carrier_name": "Played Carrier",
                "type": line,
            }
        if "reassigned_number" in asked and valid:
            look["reassigned_number"] = {
                "last_verified_date": request.one("LastVerifiedDate"),
                "is_number_reassigned": "yes" if number in self.reassigned else "no",
                "error_code": None,
            }
        return look

    # What an assertion or a page may want

    def chats(self) -> dict[str, list[Message]]:
        """Every person's conversation by their number, in order of time."""
        with self._turn():
            return {phone: list(messages) for phone, messages in self._chats.items()}

    def chat(self, phone: str) -> list[Message]:
        """One person's conversation, both ways, in order of time."""
        with self._turn():
            return list(self._chats.get(phone, []))

    def outgoing(self, phone: str | None = None) -> list[Message]:
        """What the business sent (Twilio's own answers to keywords are not among it)."""
        with self._turn():
            items = self.messages if phone is None else self._chats.get(phone, [])
            return [message for message in items if message.direction == "outbound-api"]

    def state(self) -> Json:
        """Everything that an assertion may want, as JSON values."""
        with self._turn():
            return {
                "messages": [self._look(message) for message in self.messages],
                "opted_out": sorted(phone for _, phone in self.opted_out),
            }


def _media_sid(message: Message, index: int) -> str:
    return f"ME{message.sid[2:28]}{index:06x}"


def _nameless(number: str) -> str:  # noqa: ARG001  until somebody knows the numbers' names
    return ""


def _price(segments: int) -> str:
    dollars, rest = divmod(segments * PRICE_PER_SEGMENT, 10_000)
    return f"-{dollars}.{rest:04d}0"


def _rfc2822(moment: datetime | None) -> str | None:
    return None if moment is None else format_datetime(moment.astimezone(UTC).replace(microsecond=0))


def _sent_bounds(request: Request) -> tuple[datetime | None, datetime | None]:
    """The DateSent filters: whole GMT days, or instants; both bounds count themselves in."""
    earliest: datetime | None = None
    latest: datetime | None = None
    for name, value in request.query:
        if not name.startswith("DateSent"):
            continue
        try:
            whole_day = len(value) == 10
            moment = datetime.fromisoformat(value)
        except ValueError:
            raise TwilioError(400, 20001, f"Invalid {name}: {value}") from None
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment
        day_start = datetime.combine(moment.date(), time(), UTC)
        day_end = day_start + timedelta(days=1) - timedelta(microseconds=1)
        if name == "DateSent":
            earliest, latest = day_start, day_end
        elif name == "DateSent>":
            earliest = moment
        elif name == "DateSent<":
            latest = day_end if whole_day else moment
    return earliest, latest
