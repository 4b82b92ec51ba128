"""The played vendors over HTTP: `python -m sandbox.serve --port 0 --config FILE`.

Prints one JSON line when it is ready: {"quickbooks", "intuit_oauth", "stripe", "twilio", "ses", "pages", "control"}.
The config file is JSON, and every key is optional: "secrets" (by vendor, as sandbox/local.py writes them), "api" and
"paths" (where the webhooks go), "webhooks" (their full addresses), "sample" (false leaves the books empty), "retries"
(what the vendors' waiting times are multiplied with), "stripe_per_second" (Stripe's limit; null for none),
"lost_seconds" (how long a lost request hangs), "merchant", "seed",
"ahead_seconds" (how far their time, and the sample with it, is ahead from the start).
"""

from __future__ import annotations

import argparse
import json
import signal
import socket
import sys
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from sandbox import pages
from sandbox.company import load_sample
from sandbox.control import Control
from sandbox.courier import Courier, stripe_again
from sandbox.inbox import Inbox
from sandbox.stripe import money
from sandbox.wire import Delivery, Request, Response, TimedOut
from sandbox.world import MERCHANT, Credentials, PlayedWorld, Vendor

TICK_SECONDS = 0.2
# A sandbox of Stripe takes so many requests a second (vendor-facts, Stripe).
STRIPE_PER_SECOND = 25
# The played Twilio's landline (see sandbox/twilio/numbers.py).
LANDLINE = "+12125550006"


def wall() -> datetime:
    """The machine's time."""
    return datetime.now(UTC)


class Host:
    """The world behind a socket on 127.0.0.1, its webhooks' courier, and the thread that keeps its time."""

    def __init__(self, config: Mapping[str, Any], port: int = 0) -> None:
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.host = self
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        self._lost_seconds = float(config.get("lost_seconds", 0.2))
        self.world = PlayedWorld(
            now=wall,
            wall=wall,
            listener=self._take,
            seed=config.get("seed"),
            base=self.base,
            credentials=credentials(config.get("secrets", {})),
            merchant=config.get("merchant", MERCHANT),
        )
        self.world.stripe.requests_per_second = config.get("stripe_per_second", STRIPE_PER_SECOND)
        self.courier = Courier(
            factor=float(config.get("retries", 0.01)),
            again=stripe_again(self.world.stripe.signed_again),
            answered=self.world.answered,
        )
        self.inbox = Inbox(self.world.clock.now, self.world.zone)
        self.control = Control(self.world, self.courier, self.inbox)
        self.world.clock.offset = timedelta(seconds=int(config.get("ahead_seconds", 0)))
        # The sample's history is older than the subscription: nobody is told of it.
        if config.get("sample", True):
            load_sample(self.world.quickbooks, self.world.clock.now().date(), landline=LANDLINE)
        self.world.set_webhooks(**webhooks(config))
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
            threading.Thread(target=self._keep_time, name="vendors-clock", daemon=True),
        ]

    def start(self) -> dict[str, str]:
        """Listen; returns where everything is."""
        for thread in self._threads:
            thread.start()
        return {
            "quickbooks": f"{self.base}/quickbooks",
            "intuit_oauth": f"{self.base}/intuit",
            "stripe": f"{self.base}/stripe",
            "twilio": f"{self.base}/twilio",
            "ses": f"{self.base}/ses",
            "pages": f"{self.base}/",
            "control": f"{self.base}/_play",
        }

    def stop(self) -> None:
        """Close the socket and end the threads."""
        self._stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self.courier.close()
        for thread in self._threads:
            thread.join(timeout=5)

    def _take(self, vendor: Vendor, delivery: Delivery) -> None:
        self.courier.post(vendor, delivery)

    def _keep_time(self) -> None:
        while not self._stopping.wait(TICK_SECONDS):
            self.world.tick()

    def answer(self, request: Request) -> Response | None:
        """The answer, or None where the line was lost."""
        if request.path == "/_play" or request.path.startswith("/_play/"):
            return self.control.handle(request)
        if request.path == "/":
            return self._index()
        if request.path == "/links":
            return self._links()
        if request.path.startswith("/ses/"):
            return self.inbox.take(request)
        if request.path == "/mails" or request.path.startswith("/mails/"):
            return self.inbox.show(request)
        try:
            return self.world.handle(request)
        except TimedOut:
            time.sleep(self._lost_seconds)
            return None

    def _index(self) -> Response:
        cards = [
            ("phones", "The customers' phones", "Every text, both ways, and a box to answer as that customer."),
            ("ledger", "The ledger", "The QuickBooks company: invoices, payments, and a place to record a check."),
            ("links", "Pay links", "Every Stripe payment link, what it collects, and whether it is still alive."),
            ("mails", "The inbox", "Every e-mail to the business and to its customers."),
        ]
        tiles = "".join(
            f'<a class="card" style="text-decoration:none;color:inherit" href="{escape(href)}">'
            f'<h2 style="margin-top:0">{escape(title)}</h2><p class="soft" style="margin:0">{escape(text)}</p></a>'
            for href, title, text in cards
        )
        now = self.world.clock.now().astimezone(self.world.zone)
        body = (
            f"<main><h1>Pastdue's sandbox</h1><p class='soft'>QuickBooks, Stripe and Twilio, played on this machine. "
            f'Their time is {now:%A, %B %-d, %Y, %-I:%M %p}.</p><div class="grid">{tiles}</div></main>'
        )
        return pages.page("Pastdue's sandbox", body)

    def _links(self) -> Response:
        rows = []
        for link in reversed(self.world.stripe.links()[-200:]):
            paid = any(session.payment_status == "paid" for session in link.sessions)
            state, mark = ("paid", "good") if paid else ("alive", "") if link.active else ("dead", "bad")
            names = ", ".join(line.price.product.name for line in link.lines)
            rows.append(
                f'<tr><td>{escape(names)}</td><td class="num">{money.shown(link.total, link.currency)}</td>'
                f'<td><span class="tag {mark}">{state}</span></td><td><a href="{escape(link.url)}">open</a></td></tr>'
            )
        table = "".join(rows) or '<tr><td colspan="4" class="soft">No links yet.</td></tr>'
        body = (
            '<main><h1>Pay links</h1><div class="card"><table><tr><th>For</th><th class="num">Amount</th><th>State</th>'
            f"<th></th></tr>{table}</table></div></main>"
        )
        return pages.page("Pay links", body)


def credentials(secrets: Mapping[str, Mapping[str, str]]) -> Credentials:
    """The vendors' secrets by vendor, as the stack keeps them; what is not named is the sandbox's own."""
    named = {f"{vendor}_{name}": value for vendor, values in secrets.items() for name, value in values.items()}
    return Credentials(**named)


def webhooks(config: Mapping[str, Any]) -> dict[str, str]:
    """Where the webhooks go: full addresses, else the API's address and its paths."""
    api, paths = config.get("api", ""), config.get("paths", {})
    found = {
        "quickbooks": paths.get("quickbooks_webhook"),
        "stripe": paths.get("stripe_webhook"),
        "twilio_inbound": paths.get("twilio_inbound"),
        "twilio_voice": paths.get("twilio_voice"),
    }
    return {name: f"{api}{path}" for name, path in found.items() if api and path} | dict(config.get("webhooks", {}))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256
    host: Host

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is no error of ours."""
        trouble = sys.exception()
        if not isinstance(trouble, ConnectionError | socket.timeout):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    # Buffered, so that head and body leave together and no delayed acknowledgement comes between them.
    wbufsize = -1
    timeout = 60
    server: _Server

    def _serve(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length) if length else b""
        request = Request.of(self.command, self.path, dict(self.headers.items()), body)
        said = self.server.host.answer(request)
        if said is None:
            self.close_connection = True
            return
        names = {name.lower() for name in said.headers}
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        if "content-length" not in names and said.status != 204:
            self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        if said.status != 204 and self.command != "HEAD":
            self.wfile.write(said.body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _serve  # noqa: N815  the base class asks for these

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class's name
        """Requests are not logged: they hold phone numbers."""


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.serve", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--config", type=Path, help="a JSON file; see this module's first lines")
    chosen = parser.parse_args(arguments)
    config = json.loads(chosen.config.read_text("utf-8")) if chosen.config else {}
    host = Host(config, chosen.port)
    done = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: done.set())
    print(json.dumps(host.start()), flush=True)
    done.wait()
    host.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
