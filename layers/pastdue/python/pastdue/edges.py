"""The edges: what each public address does with a request: prove the sender, queue the event, answer; nothing slow."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl
from xml.sax.saxutils import escape

from pastdue.adapters import signatures
from pastdue.adapters.events import call_message, inbound_message, quickbooks_messages, status_message, stripe_message
from pastdue.domain.contact import Language
from pastdue.domain.errors import BadInput, SignatureRefused, VendorError
from pastdue.domain.wording import call_words
from pastdue.ports import Clock, Metrics, Queue
from pastdue.usecases.answer_call import CallAnswer

_LARGEST = 1_000_000
_TWIML = "<?xml version='1.0' encoding='UTF-8'?><Response></Response>"


class Asked(NamedTuple):
    """A request at an edge; header names are lower case, `query` is as it came."""

    headers: Mapping[str, str]
    body: bytes
    query: str = ""


class Answered(NamedTuple):
    """What the edge answers."""

    status: int
    body: str = ""
    content_type: str = "text/plain"


class Edges:
    """The webhook addresses. `secret` reads one field of a vendor's secret; `public_url` is the API's base.

    `answer_call` says what a caller (the first number) of one of our numbers (the second) hears.
    """

    def __init__(
        self,
        *,
        queue: Queue,
        metrics: Metrics,
        secret: Callable[[str, str], str],
        public_url: str,
        clock: Clock,
        live: bool = False,
        answer_call: Callable[[str, str], CallAnswer] | None = None,
    ) -> None:
        self._queue = queue
        self._metrics = metrics
        self._secret = secret
        self._public_url = public_url.rstrip("/")
        self._clock = clock
        self._live = live
        self._answer_call = answer_call

    def quickbooks(self, asked: Asked) -> Answered:
        """200 to everything that verifies; 403 to what does not; never 400, which repeats the whole batch."""
        try:
            verifier = self._secret("quickbooks", "webhook_verifier")
            signatures.check_intuit(asked.body, asked.headers.get("intuit-signature"), verifier)
        except SignatureRefused:
            return self._refused("quickbooks", 403)
        messages = quickbooks_messages(asked.body)
        self._queue.put_many("intake", messages)
        self._metrics.count("EventsTaken", len(messages), source="quickbooks")
        return Answered(200)

    def stripe(self, asked: Asked) -> Answered:
        """400 to what does not verify, as its SDK's users expect; test-mode events in a live stack are refused."""
        try:
            secret = self._secret("stripe", "webhook_secret")
            signatures.check_stripe(asked.body, asked.headers.get("stripe-signature"), secret, self._clock.wall())
            event = _object(asked.body)
        except SignatureRefused:
            return self._refused("stripe", 400)
        except BadInput:
            self._metrics.count("EventsMalformed", source="stripe")
            return Answered(400, "not a JSON object")
        if self._live and event.get("livemode") is not True:
            self._metrics.count("TestEventsRefused", source="stripe")
            return Answered(400, "a test-mode event at a live address")
        message = stripe_message(event)
        if message is not None:
            self._queue.put("settlement", message)
        self._metrics.count("EventsTaken", int(message is not None), source="stripe")
        return Answered(200)

    def twilio_inbound(self, asked: Asked) -> Answered:
        """An empty TwiML document: whatever is answered goes out by our own request, once."""
        return self._twilio(asked, "/twilio/inbound", lambda form, _query: inbound_message(form))

    def twilio_status(self, asked: Asked) -> Answered:
        """A status callback; its address names the touch."""
        return self._twilio(asked, "/twilio/status", lambda form, query: status_message(form, query.get("touch", "")))

    def twilio_voice(self, asked: Asked) -> Answered:
        """A call to the number: it is put on the queue, and the caller is put through or told whom to call."""
        heard: list[Mapping[str, str]] = []

        def read(form: Mapping[str, str], _query: Mapping[str, str]) -> Mapping[str, str] | None:
            heard.append(form)
            return call_message(form)

        said = self._twilio(asked, "/twilio/voice", read)
        if not heard or self._answer_call is None:
            return said
        try:
            answer = self._answer_call(heard[0].get("From", ""), heard[0].get("To", ""))
        except VendorError:
            # A caller is told something although our own record does not answer.
            self._metrics.count("CallsAnsweredBlind")
            answer = CallAnswer(words=call_words(Language.ENGLISH, "", None, forwarded=False))
        return Answered(200, spoken(answer), "text/xml")

    def _twilio(
        self,
        asked: Asked,
        path: str,
        read: Callable[[Mapping[str, str], Mapping[str, str]], Mapping[str, str] | None],
    ) -> Answered:
        url = f"{self._public_url}{path}" + (f"?{asked.query}" if asked.query else "")
        try:
            token = self._secret("twilio", "auth_token")
            signatures.check_twilio(url, asked.body, asked.headers.get("x-twilio-signature"), token)
        except SignatureRefused:
            return self._refused("twilio", 403)
        form = dict(parse_qsl(asked.body.decode("utf-8", "replace"), keep_blank_values=True))
        message = read(form, dict(parse_qsl(asked.query, keep_blank_values=True)))
        if message is not None:
            self._queue.put("conversation", {**message, "heard_at": self._clock.wall().isoformat()})
        self._metrics.count("EventsTaken", int(message is not None), source="twilio")
        return Answered(200, _TWIML, "text/xml")

    def _refused(self, source: str, status: int) -> Answered:
        self._metrics.count("SignaturesRefused", source=source)
        return Answered(status, "the signature does not match")


_VOICES = {Language.ENGLISH: "en-US", Language.SPANISH: "es-MX"}


def spoken(answer: CallAnswer) -> str:
    """The TwiML that says the words, and puts the caller through where there is somebody to put them through to."""
    say = f'<Say language="{_VOICES[answer.language]}">{escape(answer.words)}</Say>'
    dial = f"<Dial>{escape(answer.forward_to)}</Dial>" if answer.forward_to else ""
    return f"<?xml version='1.0' encoding='UTF-8'?><Response>{say}{dial}</Response>"


def _object(body: bytes) -> Mapping[str, Any]:
    if len(body) > _LARGEST:
        raise BadInput("the body is too large")
    try:
        said = json.loads(body)
    except ValueError as error:
        raise BadInput("the body is not JSON") from error
    if not isinstance(said, dict):
        raise BadInput("the body is not a JSON object")
    return said
