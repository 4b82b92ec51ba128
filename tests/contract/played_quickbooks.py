"""What the tests of the played QuickBooks share: a clock, a company, and an app that is connected to it."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from urllib.parse import urlencode

from sandbox.quickbooks import Company, PlayedQuickBooks
from sandbox.wire import Delivery, Request, Response

REALM = "310687"
CLIENT = "client-id"
SECRET = "client-secret"
VERIFIER = "verifier-token"
REDIRECT = "https://app.example.com/callback"
BASIC = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    now: datetime = datetime(2026, 3, 10, 15, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class App:
    """An app connected to one company of a played QuickBooks."""

    quickbooks: PlayedQuickBooks
    company: Company
    clock: Clock
    wall: Clock
    delivered: list[Delivery] = field(default_factory=list)
    access_token: str = ""

    def send(
        self, method: str, path: str, body: object = None, accept: str = "application/json", **more: str
    ) -> Response:
        """One request of the API, as it is answered."""
        query = {"minorversion": "75", **more}
        url = f"/v3/company/{self.company.realm}/{path}?{urlencode(query)}"
        headers = {"Authorization": f"Bearer {self.access_token}", "Accept": accept, "Content-Type": "application/json"}
        text = b"" if body is None else json.dumps(body, default=float).encode()
        return self.quickbooks.handle(Request.of(method, url, headers, text))

    def get(self, path: str, **more: str) -> Any:
        return said(self.send("GET", path, **more))

    def post(self, path: str, body: object, **more: str) -> Any:
        return said(self.send("POST", path, body, **more))

    def query(self, text: str) -> list[Any]:
        """The rows of a query."""
        rows = [value for value in self.get("query", query=text)["QueryResponse"].values() if isinstance(value, list)]
        return list(rows[0]) if rows else []

    def refusal(self, method: str, path: str, body: object = None, **more: str) -> tuple[int, str]:
        """The status and the code of a request that is refused."""
        response = self.send(method, path, body, **more)
        fault = json.loads(response.body)["Fault"]
        assert set(fault) == {"Error", "type"}
        assert {"Message", "Detail", "code"} <= set(fault["Error"][0])
        return response.status, fault["Error"][0]["code"]

    def pay(self, customer: str, total: object, *lines: tuple[str, object], **more: object) -> dict[str, Any]:
        """The body of a payment, lines as (invoice id, amount)."""
        linked = [{"Amount": amount, "LinkedTxn": [{"TxnId": id_, "TxnType": "Invoice"}]} for id_, amount in lines]
        return {"CustomerRef": {"value": customer}, "TotalAmt": total, "Line": linked, **more}

    def events(self) -> list[Any]:
        """All CloudEvents delivered since the last call."""
        delivered, self.delivered[:] = list(self.delivered), []
        return [event for delivery in delivered for event in json.loads(delivery.body)]

    def told(self) -> list[tuple[str, str]]:
        """What was delivered since the last call, as (type, id)."""
        return [
            (event["type"].removeprefix("qbo.").removesuffix(".v1"), event["intuitentityid"]) for event in self.events()
        ]

    def tokens(self, **form: str) -> Response:
        """One request of the token endpoint."""
        headers = {
            "Authorization": BASIC,
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return self.quickbooks.handle(Request.of("POST", "/oauth2/v1/tokens/bearer", headers, urlencode(form).encode()))


def said(response: Response) -> Any:
    """The JSON of an answer that is good, numbers as decimals."""
    assert response.status == 200, (response.status, response.body)
    return json.loads(response.body, parse_float=Decimal)


def connected(**habits: Any) -> App:
    """A fresh company, with the app connected and its webhooks listening."""
    clock, wall, numbers = Clock(), Clock(datetime(2026, 3, 10, 15, 0, 0, tzinfo=UTC)), count()
    delivered: list[Delivery] = []
    draw: Callable[[], str] = lambda: f"{next(numbers):040x}"  # noqa: E731
    quickbooks = PlayedQuickBooks(
        now=clock,
        wall=wall,
        client_id=CLIENT,
        client_secret=SECRET,
        webhook_verifier=VERIFIER,
        token=draw,
        deliver=delivered.append,
    )
    company = quickbooks.add_company(REALM, **habits)
    quickbooks.subscribe("https://app.example.com/quickbooks/webhook")
    app = App(quickbooks, company, clock, wall, delivered)
    app.access_token = quickbooks.oauth.connect(REALM).access_token
    return app
