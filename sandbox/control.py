"""The sandbox's strings, over HTTP under /_play: the vendors' clock, faults, what people do, and all their state."""

# ruff: noqa: ARG002, ARG005  every order has the same one argument

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from sandbox.courier import Courier
from sandbox.faults import AnswerStale, AnswerWith, LoseAnswer, LoseRequest, Trouble
from sandbox.inbox import Inbox
from sandbox.quickbooks import Company
from sandbox.stripe import NotPayable
from sandbox.stripe.objects import Intent
from sandbox.stripe.params import StripeError
from sandbox.wire import Request, Response
from sandbox.world import PlayedWorld

Json = dict[str, Any]
_SESSION = re.compile(r'name="session" value="([^"]+)"')


class BadOrder(Exception):
    """What was asked for can't be done; the message says why."""


class Control:
    """Answers /_play/…; every body and every answer is JSON."""

    def __init__(self, world: PlayedWorld, courier: Courier, inbox: Inbox) -> None:
        self.world, self.courier, self.inbox = world, courier, inbox
        self._verbs: dict[tuple[str, str], Callable[[Json], Json]] = {
            ("GET", "clock"): self._tell_time,
            ("POST", "clock"): self._set_clock,
            ("POST", "tick"): self._tick,
            ("GET", "webhooks"): lambda order: dict(self.world.webhooks()),
            ("POST", "webhooks"): self._set_webhooks,
            ("GET", "idle"): lambda order: self.courier.idle(),
            ("POST", "hurry"): self._hurry,
            ("POST", "forget"): lambda order: {"forgotten": self.courier.forget()},
            ("GET", "deliveries"): lambda order: {
                "deliveries": [parcel.look() for parcel in list(self.courier.parcels)]
            },
            ("GET", "state"): self._state,
            ("POST", "faults"): self._add_fault,
            ("DELETE", "faults"): self._clear_faults,
            ("POST", "knobs"): self._knobs,
            ("POST", "reply"): self._reply,
            ("POST", "pay"): self._pay,
            ("POST", "pay_by_bank"): self._pay_by_bank,
            ("POST", "open_session"): self._open_session,
            ("POST", "verify_microdeposits"): self._verify,
            ("POST", "refund"): self._refund,
            ("POST", "dispute"): self._dispute,
            ("POST", "close_dispute"): self._close_dispute,
            ("POST", "ending"): self._ending,
            ("POST", "invoice"): self._invoice,
            ("POST", "check"): self._check,
            ("POST", "void_invoice"): self._void_invoice,
            ("POST", "credit_memo"): self._credit_memo,
        }

    def handle(self, request: Request) -> Response:
        """Answer one order; 400 says what is wrong with it."""
        name = request.path.removeprefix("/_play").strip("/")
        verb = self._verbs.get((request.method, name))
        if verb is None:
            known = sorted(f"{method} /_play/{verb}" for method, verb in self._verbs)
            return _json({"error": f"there is no {request.method} /_play/{name}", "orders": known}, 404)
        try:
            order = json.loads(request.body) if request.body else dict(request.query)
            if not isinstance(order, dict):
                raise BadOrder("the body must be a JSON object")
            return _json(verb(order))
        except KeyError as missing:
            return _json({"error": f"missing or unknown: {missing}"}, 400)
        except (BadOrder, NotPayable, StripeError, ValueError, TypeError) as trouble:
            return _json({"error": str(trouble)}, 400)

    # Time and webhooks

    def _tell_time(self, order: Json) -> Json:
        due = self.world.next_due()
        return {
            "now": self.world.clock.now().isoformat(),
            "offset_seconds": self.world.clock.offset.total_seconds(),
            "next_due": due and due.isoformat(),
        }

    def _set_clock(self, order: Json) -> Json:
        """Set {"offset_seconds"}, or {"advance_seconds"}, or {"to": an instant}; then what is due happens."""
        clock = self.world.clock
        if "offset_seconds" in order:
            clock.offset = timedelta(seconds=float(order["offset_seconds"]))
        elif "advance_seconds" in order:
            clock.offset += timedelta(seconds=float(order["advance_seconds"]))
        else:
            clock.offset += datetime.fromisoformat(order["to"]) - clock.now()
        self.world.tick()
        return self._tell_time({})

    def _tick(self, order: Json) -> Json:
        self.world.tick()
        return self._tell_time({})

    def _set_webhooks(self, order: Json) -> Json:
        unknown = order.keys() - {"quickbooks", "stripe", "twilio_inbound", "twilio_voice"}
        if unknown:
            raise BadOrder(f"unknown webhooks: {', '.join(sorted(unknown))}")
        self.world.set_webhooks(**order)
        return dict(self.world.webhooks())

    def _hurry(self, order: Json) -> Json:
        self.courier.hurry()
        return self.courier.idle()

    # State

    def _state(self, order: Json) -> Json:
        """Everything, or the one part that `?part=` names."""
        world = self.world
        parts: dict[str, Callable[[], Json]] = {
            "clock": lambda: self._tell_time({}),
            "quickbooks": lambda: {realm: _books(company) for realm, company in world.quickbooks.companies.items()},
            "stripe": world.stripe.state,
            "twilio": world.twilio.state,
            "mails": self.inbox.state,
            "deliveries": self.courier.idle,
        }
        only = order.get("part")
        return {name: make() for name, make in parts.items() if only is None or name == only}

    # Troubles

    def _add_fault(self, order: Json) -> Json:
        """One rule: {"vendor", "trouble", "method", "path", "body_matches", "times", "skip", "status", "body", …}."""
        line = self.world.lines[order["vendor"]]
        trouble: Trouble
        match order["trouble"]:
            case "lose_request":
                trouble = LoseRequest()
            case "lose_answer":
                trouble = LoseAnswer()
            case "answer":
                trouble = AnswerWith(
                    int(order["status"]), str(order.get("body", "")).encode(), order.get("headers", {})
                )
            case "stale":
                trouble = AnswerStale()
            case other:
                raise BadOrder(f"unknown trouble {other!r}: lose_request, lose_answer, answer or stale")
        line.add(
            trouble,
            method=order.get("method", ""),
            path=order.get("path", ""),
            body=order.get("body_matches", ""),
            times=int(order.get("times", 1)),
            skip=int(order.get("skip", 0)),
        )
        return {"rules": len(line.rules)}

    def _clear_faults(self, order: Json) -> Json:
        for vendor, line in self.world.lines.items():
            if order.get("vendor") in (None, vendor):
                line.clear()
        return {}

    def _knobs(self, order: Json) -> Json:
        """How badly webhooks behave, by vendor; and each vendor's own limits."""
        targets: Mapping[str, tuple[Any, ...]] = {
            "quickbooks": (self.world.quickbooks.webhooks, self.world.quickbooks),
            "stripe": (self.world.stripe.knobs, self.world.stripe),
            "twilio": (self.world.twilio.knobs, self.world.twilio),
        }
        for vendor, knobs in order.items():
            for name, value in knobs.items():
                target = next((target for target in targets[vendor] if hasattr(target, name)), None)
                if target is None or name.startswith("_") or callable(getattr(target, name)):
                    raise BadOrder(f"{vendor} has no knob {name}")
                setattr(target, name, value)
        return {}

    # What people do

    def _reply(self, order: Json) -> Json:
        """A customer texts: {"from", "body", "to"?, "media"?: [[url, type]]}."""
        media = [(url, kind) for url, kind in order.get("media", ())]
        message = self.world.twilio.receive(order["from"], order["body"], to=order.get("to"), media=media)
        return {"sid": message.sid}

    def _pay(self, order: Json) -> Json:
        """Pay by card through the page itself: {"url", "card"?, "email"?}."""
        return self._through_page(order["url"], {"kind": "card", "card": order.get("card", "4242424242424242")}, order)

    def _pay_by_bank(self, order: Json) -> Json:
        """Pay from a bank account through the page: {"url", "account"?, "microdeposits"?}."""
        way = "microdeposits" if order.get("microdeposits") else "instant"
        form = {"kind": "us_bank_account", "routing": "110000000", "account": order.get("account", "000123456789")}
        return self._through_page(order["url"], {**form, "verification": way}, order)

    def _through_page(self, url: str, form: dict[str, str], order: Json) -> Json:
        path = "/stripe/" + url.split("/stripe/", 1)[-1] if "/stripe/" in url else url
        shown = self.world.handle(Request.of("GET", path))
        found = _SESSION.search(shown.body.decode())
        if found is None:
            raise BadOrder(_message(shown))
        session = found.group(1)
        fields = {**form, "name": order.get("name", "Sandbox Payer")}
        if "email" in order:
            fields["email"] = order["email"]
        told = self.world.handle(Request.of("POST", f"/stripe/c/pay/{session}", {}, urlencode(fields).encode()))
        intent = self.world.stripe.engine.sessions.items[self.world.stripe.engine.sessions.place[session]].intent
        return _paid(intent) | {"checkout_session": session, "page_status": told.status}

    def _open_session(self, order: Json) -> Json:
        """Open a link and leave the page open: {"url"}."""
        session = self.world.stripe.open_session(order["url"])
        return {"checkout_session": session.id, "url": session.url}

    def _verify(self, order: Json) -> Json:
        return _paid(self.world.stripe.verify_microdeposits(order["payment_intent"], order.get("code", "SM11AA")))

    def _refund(self, order: Json) -> Json:
        refund = self.world.stripe.refund(order["payment_intent"], order.get("amount"))
        return {"refund": refund.id, "status": refund.status}

    def _dispute(self, order: Json) -> Json:
        dispute = self.world.stripe.dispute(
            order["payment_intent"], reason=order.get("reason", "fraudulent"), inquiry=bool(order.get("inquiry"))
        )
        return {"dispute": dispute.id, "status": dispute.status}

    def _close_dispute(self, order: Json) -> Json:
        stripe = self.world.stripe
        dispute = stripe.engine.disputes.get(order["dispute"])
        if dispute is None:
            raise BadOrder(f"no dispute {order['dispute']}")
        stripe.close_dispute(dispute, order["status"])
        return {"dispute": dispute.id, "status": dispute.status}

    def _ending(self, order: Json) -> Json:
        """How every text to a number ends from now on: {"number", "code"}."""
        self.world.twilio.set_ending(order["number"], int(order["code"]))
        return {}

    # The ledger

    def _company(self, order: Json) -> Company:
        return self.world.quickbooks.company(order.get("realm", ""))

    def _invoice_id(self, company: Company, order: Json) -> str:
        if "invoice_id" in order:
            return str(order["invoice_id"])
        wanted = str(order["number"])
        return next((str(one["Id"]) for one in company.invoices() if one.get("DocNumber") == wanted), "") or _no(wanted)

    def _invoice(self, order: Json) -> Json:
        """A new invoice: {"customer_id", "amount" in minor units, "due", "day"?, "number"?, "description"?}."""
        company = self._company(order)
        more: Json = {name: order[name] for name in ("number", "description") if name in order}
        if "day" in order:
            more["day"] = date.fromisoformat(order["day"])
        due = date.fromisoformat(order["due"])
        return {"invoice_id": company.add_invoice(order["customer_id"], int(order["amount"]), due=due, **more)}

    def _check(self, order: Json) -> Json:
        """A check typed into the ledger: {"invoice_id" or "number", "amount"?, "check"?}."""
        company = self._company(order)
        invoice = self._invoice_id(company, order)
        return {"payment_id": company.receive_check(invoice, order.get("amount"), number=str(order.get("check", "")))}

    def _void_invoice(self, order: Json) -> Json:
        company = self._company(order)
        company.void_invoice(self._invoice_id(company, order))
        return {}

    def _credit_memo(self, order: Json) -> Json:
        return {"credit_memo_id": self._company(order).add_credit_memo(order["customer_id"], int(order["amount"]))}


def _no(number: str) -> str:
    raise BadOrder(f"no invoice has the number {number}")


def _books(company: Company) -> Json:
    return {
        "name": company.habits.name,
        "today": company.today.isoformat(),
        "customers": company.customers(),
        "invoices": company.invoices(),
        "payments": company.payments(),
        "credit_memos": company.credit_memos(),
    }


def _paid(intent: Intent | None) -> Json:
    if intent is None:
        return {"payment_intent": None, "status": "refused"}
    error = intent.last_error or {}
    return {"payment_intent": intent.id, "status": intent.status, "error": error.get("message")}


def _message(page: Response) -> str:
    told = re.search(r'id="message">([^<]*)<', page.body.decode())
    return f"the page says: {told.group(1)}" if told else f"the page answered {page.status} without a form"


def _json(value: Json, status: int = 200) -> Response:
    body = json.dumps(value, default=_plain).encode()
    return Response(status, body, {"Content-Type": "application/json"})


def _plain(value: object) -> str:
    """Amounts of the ledger are decimals: as strings they stay exact."""
    if isinstance(value, Decimal | date | datetime):
        return str(value)
    raise TypeError(f"{type(value).__name__} is no JSON")
