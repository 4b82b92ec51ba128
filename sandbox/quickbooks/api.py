"""The accounting API of the played QuickBooks: paths and parameters in, the books' answers and refusals out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from sandbox.quickbooks import errors, query
from sandbox.quickbooks.books import PROPERTIES
from sandbox.quickbooks.company import Company, send_for
from sandbox.quickbooks.pdf import invoice_pdf
from sandbox.quickbooks.records import Data, Record, answer_time, to_json
from sandbox.wire import Request, Response

LONGEST_REQUEST_ID = 50
CDC_DAYS = 30
CDC_MOST = 1000

_KINDS = {name.lower(): name for name in query.QUERYABLE}
_JSON = {"content-type": "application/json;charset=UTF-8"}


class Api:
    """Answers requests about one company; the caller has checked the token and holds the lock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.requestid_most: int | None = None
        """How many answers a company remembers for `requestid`: None is all, 0 none (Intuit does not say)."""
        self.requestid_for: timedelta | None = None
        """How long they are remembered; None is for ever."""
        self._now = now
        self._answers: dict[str, dict[str, tuple[datetime, Response]]] = {}

    def handle(self, company: Company, request: Request, path: list[str]) -> Response:
        """Answer one request; `path` is what follows the company's id."""
        time = answer_time(self._now())
        try:
            if company.habits.forbidden:
                raise errors.not_authorized()
            match request.method, path:
                case "GET" | "POST", ["query"]:
                    response = self._query(company, request, time)
                case "GET", ["cdc"]:
                    response = self._cdc(company, request, time)
                case "GET", [name, id_] if name in _KINDS:
                    response = self._read(company, request, _KINDS[name], id_, time)
                case "GET", ["exchangerate"]:
                    response = self._rate(company, request, time)
                case "GET", ["preferences"]:
                    response = self._read(company, request, "Preferences", "1", time)
                case "GET", ["invoice", id_, "pdf"]:
                    return self._pdf(company, request, id_)
                case "POST", [name, *rest] if name in _KINDS:
                    response = self._write(company, request, _KINDS[name], rest, time)
                case _:
                    raise errors.unsupported(f"{request.method} /{'/'.join(path)}")
        except errors.Fault as fault:
            response = fault.response(time)
        return response if _wants_json(request) else _as_xml(response, time)

    # ------------------------------------------------------------------ reading

    def _read(self, company: Company, request: Request, kind: str, id_: str, time: str) -> Response:
        if kind == "CompanyInfo":
            # The path repeats the company's id, while the object's own id is 1.
            id_ = "1" if id_ == company.realm else id_
        if not id_.isascii() or not id_.isdigit():
            raise errors.invalid_number(id_)
        record = company.books.store.get(kind, id_)
        if record is None:
            raise errors.not_found()
        return _one(kind, _shown(company, record, request), time)

    def _query(self, company: Company, request: Request, time: str) -> Response:
        text = request.one("query") or request.body.decode("utf-8", "replace")
        asked = query.parse(text)
        answer = query.run(asked, company.books.store, self._now())
        if asked.counts:
            return _text(f'{{"QueryResponse":{{"totalCount":{answer.total}}},"time":"{time}"}}')
        if not answer.rows:
            return _text(f'{{"QueryResponse":{{}},"time":"{time}"}}')
        rows = ",".join(self._row(company, asked, record, data) for record, data in answer.rows)
        page = f'"startPosition":{asked.start},"maxResults":{len(answer.rows)}'
        return _text(f'{{"QueryResponse":{{"{asked.entity}":[{rows}],{page}}},"time":"{time}"}}')

    def _row(self, company: Company, asked: query.Query, record: Record, data: Data) -> str:
        if asked.fields:
            wanted = {name.partition(".")[0].lower() for name in asked.fields}
            unknown = (
                wanted
                - {name.lower() for name in PROPERTIES.get(asked.entity, frozenset(data))}
                - {name.lower() for name in data}
            )
            if unknown:
                raise errors.invalid_query(f"property '{sorted(unknown)[0]}' not found")
            chosen = {name: value for name, value in data.items() if name.lower() in wanted}
            return to_json({**chosen, "domain": "QBO", "sparse": True})
        return _shown(company, record) if record.data is data else to_json(data)

    def _cdc(self, company: Company, request: Request, time: str) -> Response:
        names = [name.strip().lower() for name in request.one("entities").split(",") if name.strip()]
        since_text = request.one("changedSince").replace(
            " ", "+"
        )  # a plus sign that was not escaped arrives as a space
        if not names or not since_text:
            raise errors.missing("entities" if not names else "changedSince")
        for name in names:
            if name not in _KINDS:
                raise errors.invalid_query(f"resource {name} is not supported")
        since = query.moment(since_text)
        if since < self._now() - timedelta(days=CDC_DAYS):
            raise errors.unsupported(f"cdc with changedSince date {since_text} which is older than fixed days")
        found: dict[str, list[str]] = {}
        for record in company.books.store.changed_since(since):
            if record.kind.lower() in names:
                found.setdefault(record.kind, []).append(_shown(company, record))
        parts, room = [], CDC_MOST
        for name in names:
            kind = _KINDS[name]
            texts = found.get(kind, [])[:room]
            room -= len(texts)
            if texts:
                parts.append(f'{{"{kind}":[{",".join(texts)}],"startPosition":1,"maxResults":{len(texts)}}}')
            else:
                parts.append("{}")
        return _text(f'{{"CDCResponse":[{{"QueryResponse":[{",".join(parts)}]}}],"time":"{time}"}}')

    def _rate(self, company: Company, request: Request, time: str) -> Response:
        """The company's rate of a currency on a day: the last one set by then."""
        currency, habits = request.one("sourcecurrencycode").upper(), company.habits
        if not currency:
            raise errors.missing("sourcecurrencycode")
        text = request.one("asofdate")
        try:
            day = date.fromisoformat(text) if text else company.today
        except ValueError as error:
            raise errors.bad_date("asofdate", text) from error
        set_by_then = [since for since in habits.rates.get(currency, {}) if since <= day]
        if not habits.multicurrency or not set_by_then:
            raise errors.not_found()
        rate: Data = {
            "SourceCurrencyCode": currency,
            "TargetCurrencyCode": habits.home_currency,
            "Rate": habits.rates[currency][max(set_by_then)],
            "AsOfDate": day.isoformat(),
        }
        return _one("ExchangeRate", to_json(rate), time)

    def _pdf(self, company: Company, request: Request, id_: str) -> Response:
        if "application/pdf" not in request.headers.get("accept", ""):
            raise errors.unsupported("pdf without Accept: application/pdf")
        record = company.books.store.get("Invoice", id_)
        if record is None:
            raise errors.not_found()
        name = record.data.get("DocNumber", id_)
        headers = {
            "content-type": "application/pdf",
            "content-disposition": f'attachment; filename="Invoice_{name}.pdf"',
        }
        return Response(200, invoice_pdf(company.habits, record.data, company.books.currency_of(record.data)), headers)

    # ------------------------------------------------------------------ writing

    def _write(self, company: Company, request: Request, kind: str, rest: list[str], time: str) -> Response:
        request_id = request.one("requestid")
        if len(request_id) > LONGEST_REQUEST_ID:
            raise errors.too_long("requestid", LONGEST_REQUEST_ID, len(request_id))
        remembered = self._remembered(company.realm, request_id)
        if remembered is not None:
            return remembered
        if company.habits.lapsed:
            raise errors.subscription_lapsed()
        response = self._act(company, request, kind, rest, time)
        if request_id:
            self._remember(company.realm, request_id, response)
        return response

    def _act(self, company: Company, request: Request, kind: str, rest: list[str], time: str) -> Response:
        books = company.books
        if kind == "Invoice" and len(rest) == 2 and rest[1] == "send":
            record = books.store.get("Invoice", rest[0])
            if record is None:
                raise errors.not_found()
            if not request.one("sendTo") and "BillEmail" not in record.data:
                raise errors.missing("BillEmail")
            send_for(company, record, self._now())
            return _one(kind, _shown(company, record, request), time)
        if rest:
            raise errors.unsupported(f"{kind.lower()}/{'/'.join(rest)}")
        body = _body(request)
        duplicates = request.one("include") == "allowduplicatedocnum"
        operation = request.one("operation").lower()
        if operation == "void" or (operation in ("update", "") and request.one("include").lower() == "void"):
            return _one(kind, _shown(company, books.void(kind, body), request), time)
        if operation == "delete":
            gone = books.delete(kind, body)
            return _text(f'{{"{kind}":{{"domain":"QBO","status":"Deleted","Id":"{gone.id}"}},"time":"{time}"}}')
        if operation not in ("", "update", "create"):
            raise errors.unsupported(f"{operation} {kind.lower()}")
        if body.get("Id"):
            record = books.update(kind, body, duplicate_number_ok=duplicates)
        else:
            record = books.create(kind, body, duplicate_number_ok=duplicates)
        return _one(kind, _shown(company, record, request), time)

    def _remembered(self, realm: str, request_id: str) -> Response | None:
        found = self._answers.get(realm, {}).get(request_id) if request_id else None
        if found is None or (self.requestid_for is not None and self._now() - found[0] >= self.requestid_for):
            return None
        return found[1]

    def _remember(self, realm: str, request_id: str, response: Response) -> None:
        answers = self._answers.setdefault(realm, {})
        answers[request_id] = (self._now(), response)
        if self.requestid_most is not None:
            while len(answers) > self.requestid_most:
                del answers[next(iter(answers))]


def _shown(company: Company, record: Record, request: Request | None = None) -> str:
    """An object's text as this request may see it."""
    if record.kind == "Preferences":
        return to_json(company.books.preferences())
    asked = request is not None and "enhancedallcustomfields" in request.one("include").lower()
    if company.habits.new_custom_fields and "CustomField" in record.data and not asked:
        return to_json({**record.data, "CustomField": []})
    return record.text


def _body(request: Request) -> Data:
    try:
        body: Any = json.loads(request.body, parse_float=Decimal)
    except ValueError as error:
        raise errors.unknown_property("Unexpected character") from error
    if not isinstance(body, dict):
        raise errors.unknown_property("Unexpected token")
    return body


def _one(kind: str, text: str, time: str) -> Response:
    return _text(f'{{"{kind}":{text},"time":"{time}"}}')


def _text(text: str) -> Response:
    return Response(200, text.encode(), _JSON)


def _wants_json(request: Request) -> bool:
    return "json" in request.headers.get("accept", "")


def _as_xml(response: Response, time: str) -> Response:
    """Who does not ask for JSON gets XML, as from the real one."""
    if not response.headers.get("content-type", "").startswith("application/json"):
        return response
    body = json.loads(response.body)
    body.pop("time", None)
    inner = "".join(_element(name, value) for name, value in body.items())
    text = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="{time}">{inner}</IntuitResponse>'
    )
    return Response(
        response.status, text.encode(), {**response.headers, "content-type": "application/xml;charset=UTF-8"}
    )


def _element(name: str, value: object) -> str:
    if isinstance(value, list):
        return "".join(_element(name, item) for item in value)
    if isinstance(value, dict):
        return f"<{name}>{''.join(_element(key, item) for key, item in value.items())}</{name}>"
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return f"<{name}>{escape(shown)}</{name}>"
