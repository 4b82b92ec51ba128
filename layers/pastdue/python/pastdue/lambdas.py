"""What every handler shares: AWS's events in, one use case called, AWS's answers out; logs without people."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import parse_qs
from zlib import crc32

from aws_lambda_powertools import Logger

from pastdue import bootstrap
from pastdue.domain.errors import BadInput, Busy, NotConnected, PastdueError, VendorError
from pastdue.domain.money import Value
from pastdue.edges import Answered, Asked
from pastdue.usecases.connect_company import finish_connection, start_connection
from pastdue.usecases.world import World
from pastdue.work import WORK

Event = dict[str, Any]
Handler = Callable[[Event, Any], Any]

logger = Logger()
# What the vendors' own clients say at their lower levels names phones and e-mail addresses (promise 10).
for _client in ("httpx", "stripe", "twilio", "urllib3"):
    logging.getLogger(_client).setLevel(logging.WARNING)

# Seconds until a message is tried again, by how often it was received; then the dead-letter queue has it.
_BACKOFF = (10, 30, 60, 180, 300)
_SPREAD = 60
_LONGEST_DELAY = 900


def asked_of(event: Event) -> Asked:
    """An HTTP API event (payload 2.0) as the edges want it; the body's bytes exactly as they came."""
    body = event.get("body") or ""
    raw = base64.b64decode(body) if event.get("isBase64Encoded") else body.encode("utf-8")
    headers = {str(name).lower(): str(value) for name, value in (event.get("headers") or {}).items()}
    return Asked(headers=headers, body=raw, query=event.get("rawQueryString") or "")


def http_edge(answer: Callable[[Asked], Answered]) -> Handler:
    """A webhook address. A queue that does not take the event is a 503: the vendor then sends it again."""

    def handler(event: Event, _context: Any) -> Event:
        try:
            said = answer(asked_of(event))
        except (VendorError, PastdueError) as error:
            logger.error("event not taken", extra={"error": type(error).__name__})
            said = Answered(503, "not taken; send it again")
        return {"statusCode": said.status, "headers": {"content-type": said.content_type}, "body": said.body}

    return handler


def queue_worker(name: str, otherwise: Handler | None = None) -> Handler:
    """A queue's consumer: each message for itself; those that failed come again, sooner than the queue's own time."""

    def handler(event: Event, context: Any) -> Any:
        if "Records" not in event and otherwise is not None:
            return otherwise(event, context)
        failures: list[Event] = []
        for record in event.get("Records", ()):
            if not _worked(name, record):
                failures.append({"itemIdentifier": record["messageId"]})
        return {"batchItemFailures": failures}

    return handler


def _worked(name: str, record: Mapping[str, Any]) -> bool:
    try:
        message = json.loads(record["body"])
        result = WORK[name](bootstrap.world(), message)
    except Busy as busy:
        return _put_back(name, record, busy)
    except PastdueError as error:
        again = _retry_in(record)
        told = {"queue": name, "error": type(error).__name__, "again_in": again}
        if isinstance(error, VendorError):
            told |= {"vendor": error.vendor, "code": error.code, "status": error.status, "request": error.request_id}
        logger.warning("message failed", extra=told)
    except Exception as error:
        again = _retry_in(record)
        logger.exception("message failed unexpectedly", extra={"queue": name, "error": type(error).__name__})
    else:
        _told(name, result)
        return True
    bootstrap.metrics().count("MessagesFailed", queue=name)
    bootstrap.retry_sooner(name, record["receiptHandle"], again)
    return False


def _put_back(name: str, record: Mapping[str, Any], busy: Busy) -> bool:
    """A throttled message waits at the end of its queue, anew: under a limit work is paced, and never dropped.

    They come back spread over a minute, so that they do not all knock at once.
    """
    delay = min(int(busy.retry_after) + crc32(record["messageId"].encode()) % _SPREAD, _LONGEST_DELAY)
    try:
        bootstrap.queue().put(name, json.loads(record["body"]), delay)
    except VendorError:
        return False
    logger.info("message put back", extra={"queue": name, "vendor": busy.vendor, "again_in": delay})
    bootstrap.metrics().count("MessagesPutBack", queue=name, vendor=busy.vendor)
    return True


def _retry_in(record: Mapping[str, Any]) -> int:
    received = int(record.get("attributes", {}).get("ApproximateReceiveCount", "1"))
    return _BACKOFF[min(received, len(_BACKOFF)) - 1]


def _told(what: str, result: Value | Sequence[Value] | None) -> None:
    """Log what was done; only names that hold no person's data."""
    for each in result if isinstance(result, Sequence) else (result,):
        done = getattr(each, "done", None) if each is not None else "seen before"
        logger.info(what, extra={"result": type(each).__name__, "done": str(done) if done is not None else ""})


def scheduled(act: Callable[[World], Value | Sequence[Value]]) -> Handler:
    """A scheduled run; a failure is raised, so that the scheduler and the alarm see it."""

    def handler(_event: Event, _context: Any) -> Event:
        result = act(bootstrap.world())
        _told(act.__name__, result)
        found = result if isinstance(result, Sequence) else (result,)
        return {"results": [each.model_dump(mode="json") for each in found]}

    return handler


def connect_pages() -> Handler:
    """The two pages of the OAuth consent: the way there, and the way back."""

    def handler(event: Event, _context: Any) -> Event:
        try:
            return _connect(event)
        except BadInput as error:
            return _page(400, "That did not work", str(error))
        except (NotConnected, VendorError) as error:
            logger.error("connection failed", extra={"error": type(error).__name__})
            return _page(502, "QuickBooks did not answer as it should", "Nothing was changed. Please try again.")

    return handler


def _connect(event: Event) -> Event:
    world = bootstrap.world()
    path = str(event.get("rawPath", ""))
    if not path.endswith("/quickbooks/callback"):
        return {"statusCode": 302, "headers": {"location": start_connection(world)}, "body": ""}
    query = {name: values[0] for name, values in parse_qs(event.get("rawQueryString") or "").items()}
    if "error" in query:
        return _page(200, "QuickBooks was not connected", "You did not agree, so nothing was changed.")
    missing = [name for name in ("state", "code", "realmId") if not query.get(name)]
    if missing:
        raise BadInput(f"the address lacks {', '.join(missing)}; start again at the connect address")
    company = finish_connection(world, query["state"], query["code"], query["realmId"])
    return _page(200, f"{company.name} is connected", "Your open invoices are being read now. You can close this page.")


def _page(status: int, title: str, text: str) -> Event:
    style = "font:18px/1.5 system-ui;max-width:32em;margin:15vh auto;padding:0 1em;color:#1c2b33"
    body = (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{escape(title)}</title><body style='{style}'><h1>{escape(title)}</h1><p>{escape(text)}</p>"
    )
    return {"statusCode": status, "headers": {"content-type": "text/html; charset=utf-8"}, "body": body}
