"""QuickBooks Online's accounting API as the Ledger port: every call timed, every refusal named, no float."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Protocol, TypeVar

import httpx

from pastdue.adapters.quickbooks import reading
from pastdue.adapters.quickbooks.wire import Data, decode, encode
from pastdue.adapters.redaction import redacted
from pastdue.domain import ledger
from pastdue.domain.errors import BadInput, Busy, NotConnected, Refused, Unavailable, Unknown, VendorError
from pastdue.domain.ledger import (
    Change,
    Changes,
    CompanyInfo,
    Credit,
    Customer,
    Invoice,
    LedgerPayment,
    PaymentDraft,
    Term,
)
from pastdue.ports import Clock

PRODUCTION = "https://quickbooks.api.intuit.com"
SANDBOX = "https://sandbox-quickbooks.api.intuit.com"

_log = logging.getLogger("pastdue.quickbooks")

# 75 is the floor and the default since 2025 (vendor-facts, Reading).
_MINOR_VERSION = "75"
_TIMEOUT = httpx.Timeout(connect=3.0, read=15.0, write=15.0, pool=3.0)
_PAGE = 1000
# 500 requests a minute per realm; 429 asks for 60 s (vendor-facts, Reading).
_PAUSE = 60.0
_NOT_FOUND = "610"
_STALE_TOKEN = "5010"
_THROTTLED = "3001"
_CDC_MOST = 1000
_CDC_BACK = timedelta(days=30)
_CDC_ENTITIES = ("Invoice", "Payment", "Customer", "CreditMemo")
_REFERENCE_MOST = 21
_REQUEST_ID_MOST = 50
_NOTE_MOST = 4000
_CUSTOM_FIELD_MOST = 31
# Home currency never changes; multicurrency can be switched on, so it is asked for again now and then.
_SETTINGS_LAST = timedelta(minutes=10)
_SAFE = re.compile(r"[A-Za-z0-9-]+")
_TIME = re.compile(r"[0-9T:.+\-Z]+")

T = TypeVar("T")


class Tokens(Protocol):
    """Where bearer tokens come from: the connection."""

    def access_token(self, company_id: str) -> str:
        """A token that should be good; NotConnected when there is none."""
        ...

    def renewed(self, company_id: str, stale: str) -> str:
        """Another token than the one that was refused, refreshed in single flight if need be."""
        ...


Unreadable = Callable[[str, Refused], None]


def _told(company_id: str, error: Refused) -> None:
    _log.error("an object of company %s was left out of a list: %s", company_id, error)


@dataclass(frozen=True)
class _Fault:
    code: str
    message: str
    time: datetime | None


class QuickBooksLedger:
    """The Ledger port over HTTP.

    `on_unreadable(company_id, error)` hears of each object that a list had to leave out; by default it is logged.
    """

    def __init__(
        self,
        *,
        tokens: Tokens,
        clock: Clock,
        base_url: str = PRODUCTION,
        transport: httpx.BaseTransport | None = None,
        on_unreadable: Unreadable = _told,
    ) -> None:
        self._tokens = tokens
        self._clock = clock
        self._base = base_url.rstrip("/")
        # A connection that idled longer may be dead, and a write on it would be ambiguous.
        limits = httpx.Limits(max_connections=10, keepalive_expiry=5.0)
        self._http = httpx.Client(timeout=_TIMEOUT, transport=transport, limits=limits, follow_redirects=False)
        self._on_unreadable = on_unreadable
        self._settings: dict[str, tuple[datetime, reading.Preferences]] = {}

    # --- reading

    def invoice(self, company_id: str, invoice_id: str) -> Invoice | None:
        data = self._object(company_id, "Invoice", invoice_id)
        return None if data is None else reading.invoice(data, self._home(company_id))

    def open_invoices(self, company_id: str) -> Iterator[Invoice]:
        home = self._home(company_id)
        for data in self._all(company_id, "Invoice", "Balance > '0'"):
            try:
                yield reading.invoice(data, home)
            except Refused as error:
                # One spoilt invoice must not hide the others; GET by its id refuses it by name.
                self._on_unreadable(company_id, error)

    def customer(self, company_id: str, customer_id: str) -> Customer:
        return reading.customer(self._known(company_id, "Customer", customer_id), self._home(company_id))

    def customers(self, company_id: str) -> Iterator[Customer]:
        home = self._home(company_id)
        for data in self._all(company_id, "Customer", "Active = true"):
            try:
                yield reading.customer(data, home)
            except Refused as error:
                self._on_unreadable(company_id, error)

    def customer_type(self, company_id: str, type_id: str) -> str:
        return str(self._known(company_id, "CustomerType", type_id).get("Name", ""))

    def term(self, company_id: str, term_id: str) -> Term:
        return reading.term(self._known(company_id, "Term", term_id))

    def credits(self, company_id: str, customer_id: str) -> tuple[Credit, ...]:
        home = self._home(company_id)
        # Neither RemainingCredit nor UnappliedAmt can be asked for in WHERE.
        of_customer = f"CustomerRef = '{_safe(customer_id)}'"
        memos = (reading.credit_memo(data, home) for data in self._all(company_id, "CreditMemo", of_customer))
        payments = (reading.unapplied_payment(data, home) for data in self._all(company_id, "Payment", of_customer))
        return tuple(credit for kind in (memos, payments) for credit in kind if credit.remaining.minor > 0)

    def credit(self, company_id: str, credit_id: str, kind: str) -> Credit | None:
        match kind:
            case ledger.CREDIT_MEMO:
                data = self._object(company_id, "CreditMemo", credit_id)
                return None if data is None else reading.credit_memo(data, self._home(company_id))
            case reading.UNAPPLIED_PAYMENT:
                data = self._object(company_id, "Payment", credit_id)
                return None if data is None else reading.unapplied_payment(data, self._home(company_id))
            case _:
                raise BadInput(f"a credit is {ledger.CREDIT_MEMO} or {reading.UNAPPLIED_PAYMENT}, not {kind!r}")

    def changes(self, company_id: str, since: datetime) -> Changes:
        try:
            return self._changes(company_id, since)
        except _TooOldError as old:
            # What came before is lost to change data capture: say so, and give what it still has.
            return self._changes(company_id, old.vendor_time - _CDC_BACK + timedelta(hours=1)).model_copy(
                update={"complete": False}
            )

    def exchange_rate(self, company_id: str, currency: str, on: date) -> Decimal | None:
        params = {"sourcecurrencycode": _safe(currency), "asofdate": on.isoformat()}
        try:
            answer = self._json(company_id, "GET", "exchangerate", params=params)
        except Refused:
            # A currency that the company does not keep, or a kind of subscription without rates.
            return None
        rate = _part(answer, "ExchangeRate").get("Rate")
        return Decimal(rate) if isinstance(rate, Decimal | int) and rate > 0 else None

    def updated_since(self, company_id: str, since: datetime) -> Iterator[Change]:
        after = f"MetaData.LastUpdatedTime >= '{since.astimezone(UTC).isoformat(timespec='seconds')}'"
        for entity in ("Payment", "CreditMemo", "Customer"):
            # A list entity is silently filtered to the active ones (vendor-facts, Reading).
            where = f"Active IN (true, false) AND {after}" if entity == "Customer" else after
            for data in self._all(company_id, entity, where):
                yield Change(entity=entity, id=str(data["Id"]))

    def payment(self, company_id: str, payment_id: str) -> LedgerPayment | None:
        data = self._object(company_id, "Payment", payment_id)
        return None if data is None else reading.payment(data, self._home(company_id))

    def payments_entered_since(self, company_id: str, since: datetime) -> Iterator[LedgerPayment]:
        home = self._home(company_id)
        after = f"MetaData.CreateTime >= '{since.astimezone(UTC).isoformat(timespec='seconds')}'"
        for data in self._all(company_id, "Payment", after):
            try:
                yield reading.payment(data, home)
            except Refused as error:
                self._on_unreadable(company_id, error)

    def payments_by_reference(self, company_id: str, reference: str) -> tuple[LedgerPayment, ...]:
        found = self._all(company_id, "Payment", f"PaymentRefNum = '{_safe(reference)}'")
        return tuple(reading.payment(data, self._home(company_id)) for data in found)

    def invoice_pdf(self, company_id: str, invoice_id: str) -> bytes:
        path = f"invoice/{_safe(invoice_id)}/pdf"
        pdf = self._send(company_id, "GET", path, accept="application/pdf").content
        if not pdf.startswith(b"%PDF"):
            raise Unavailable(f"QuickBooks gave no PDF of invoice {invoice_id}", vendor="quickbooks")
        return pdf

    def company(self, company_id: str) -> CompanyInfo:
        info = self._known(company_id, "CompanyInfo", company_id)
        return reading.company(info, self._preferences(company_id, fresh=True))

    # --- writing

    def pay(self, company_id: str, draft: PaymentDraft, request_id: str) -> LedgerPayment:
        _at_most("reference", draft.reference, _REFERENCE_MOST)
        _at_most("request_id", request_id, _REQUEST_ID_MOST)
        _at_most("note", draft.note, _NOTE_MOST)
        body = self._payment_body(company_id, draft)
        answer = self._json(company_id, "POST", "payment", params={"requestid": request_id}, body=body)
        part = _part(answer, "Payment", writing=True)
        try:
            return reading.payment(part, self._home(company_id))
        except Refused as error:
            # It was written: an answer that we cannot read must not be taken for a no, and be asked for again.
            raise Unknown(f"QuickBooks took a payment: {error}", vendor="quickbooks", code=error.code) from None

    def note_on_invoice(self, company_id: str, invoice_id: str, field: str, text: str) -> None:
        try:
            self._note(company_id, invoice_id, field, text)
        except Refused as error:
            if error.code != _STALE_TOKEN:
                raise
            # Somebody else wrote the invoice between our GET and our POST: once more, on what it now is.
            self._note(company_id, invoice_id, field, text)

    def _payment_body(self, company_id: str, draft: PaymentDraft) -> dict[str, object]:
        body: dict[str, object] = {
            "CustomerRef": {"value": draft.customer_id},
            "TotalAmt": draft.total.decimal(),
            "PaymentRefNum": draft.reference,
            "PrivateNote": draft.note,
            "TxnDate": draft.paid_on.isoformat(),
            "Line": [
                {
                    "Amount": line.amount.decimal(),
                    "LinkedTxn": [{"TxnId": line.invoice_id, "TxnType": "Invoice"}],
                }
                for line in draft.lines
            ]
            + [
                {"Amount": use.amount.decimal(), "LinkedTxn": [{"TxnId": use.credit_id, "TxnType": "CreditMemo"}]}
                for use in draft.credits
            ],
        }
        settings = self._preferences(company_id)
        if not settings.multicurrency and draft.total.currency != settings.home_currency:
            settings = self._preferences(company_id, fresh=True)
        if settings.multicurrency:
            body["CurrencyRef"] = {"value": draft.total.currency}
            body["ExchangeRate"] = self._rate(draft, settings.home_currency)
        elif draft.total.currency != settings.home_currency:
            raise Refused(
                f"the company keeps no {draft.total.currency}: multicurrency is off",
                vendor="quickbooks",
                code="currency",
            )
        if draft.deposit_account_id:
            body["DepositToAccountRef"] = {"value": draft.deposit_account_id}
        return body

    @staticmethod
    def _rate(draft: PaymentDraft, home: str) -> Decimal:
        # QuickBooks takes 1 where none is sent, which books a foreign payment at a false worth (vendor-facts, Objects).
        if draft.exchange_rate is not None:
            return draft.exchange_rate
        if draft.total.currency == home:
            return Decimal(1)
        raise Refused(
            f"a payment in {draft.total.currency} needs its exchange rate", vendor="quickbooks", code="exchange_rate"
        )

    def _note(self, company_id: str, invoice_id: str, field: str, text: str) -> None:
        # New-style custom fields show themselves only when asked for (vendor-facts, Objects).
        extended = {"include": "enhancedAllCustomFields"}
        data = self._object(company_id, "Invoice", invoice_id, params=extended)
        fields = [dict(one) for one in (data or {}).get("CustomField", ())]
        ours = next((one for one in fields if str(one.get("Name", "")).casefold() == field.casefold()), None)
        if data is None or ours is None:
            return
        value = text[:_CUSTOM_FIELD_MOST]
        if ours.get("StringValue") == value:
            return
        ours["StringValue"] = value
        # Only what changes, and never a Line: that would replace all lines (vendor-facts, Objects).
        body = {"Id": data["Id"], "SyncToken": data["SyncToken"], "sparse": True, "CustomField": fields}
        self._json(company_id, "POST", "invoice", params=extended, body=body)

    # --- objects, queries, changes

    def _object(
        self, company_id: str, entity: str, identifier: str, params: dict[str, str] | None = None
    ) -> Data | None:
        """One object by GET, which is the truth; None when it was deleted or never was."""
        try:
            answer = self._json(company_id, "GET", f"{entity.lower()}/{_safe(identifier)}", params=params)
        except Refused as error:
            if error.code == _NOT_FOUND:
                return None
            raise
        data = _part(answer, entity)
        return None if data.get("status") == "Deleted" else data

    def _known(self, company_id: str, entity: str, identifier: str) -> Data:
        """One object that must be there."""
        data = self._object(company_id, entity, identifier)
        if data is None:
            raise Refused(
                f"QuickBooks knows no {entity} {identifier}", vendor="quickbooks", status=400, code=_NOT_FOUND
            )
        return data

    def _all(self, company_id: str, entity: str, where: str) -> Iterator[Data]:
        """Every match, each once, in pages.

        What changes while we read moves to the end of the order, or out of the result, and shifts the rest; so each
        page begins at the last update time seen, not at a count of rows.
        """
        seen: set[str] = set()
        mark, position = "", 1
        while True:
            after = f" AND MetaData.LastUpdatedTime >= '{mark}'" if mark else ""
            query = (
                f"SELECT * FROM {entity} WHERE {where}{after}"  # noqa: S608 - every value went through _safe
                f" ORDERBY MetaData.LastUpdatedTime STARTPOSITION {position} MAXRESULTS {_PAGE}"
            )
            answer = self._json(company_id, "GET", "query", params={"query": query})
            rows = _part(answer, "QueryResponse").get(entity, [])
            for row in rows:
                if row["Id"] not in seen:
                    seen.add(row["Id"])
                    yield row
            if len(rows) < _PAGE:
                return
            last = str(rows[-1]["MetaData"]["LastUpdatedTime"])
            if not _TIME.fullmatch(last):
                raise Unavailable("QuickBooks' LastUpdatedTime is no time", vendor="quickbooks")
            mark, position = (mark, position + len(rows)) if last == mark else (last, 1)

    def _changes(self, company_id: str, since: datetime) -> Changes:
        params = {
            "entities": ",".join(_CDC_ENTITIES),
            "changedSince": since.astimezone(UTC).isoformat(timespec="seconds"),
        }
        answer = self._json(company_id, "GET", "cdc", params=params, since=since)
        as_of = _moment(answer.get("time"))
        if as_of is None:
            raise Unavailable("QuickBooks' change data capture names no time", vendor="quickbooks")
        items: list[Change] = []
        for captured in answer.get("CDCResponse", ()):
            for part in captured.get("QueryResponse", ()):
                if "Fault" in part:
                    raise Unavailable("QuickBooks' change data capture answered in part", vendor="quickbooks")
                for entity in _CDC_ENTITIES:
                    items.extend(
                        Change(entity=entity, id=str(one["Id"]), deleted=one.get("status") == "Deleted")
                        for one in part.get(entity, ())
                    )
        complete = len(items) < _CDC_MOST and as_of - since <= _CDC_BACK
        return Changes(items=tuple(items), as_of=as_of, complete=complete)

    def _preferences(self, company_id: str, *, fresh: bool = False) -> reading.Preferences:
        now = self._clock.wall()
        kept = self._settings.get(company_id)
        if kept is not None and not fresh and now - kept[0] < _SETTINGS_LAST:
            return kept[1]
        settings = reading.preferences(_part(self._json(company_id, "GET", "preferences"), "Preferences"))
        self._settings[company_id] = (now, settings)
        return settings

    def _home(self, company_id: str) -> Callable[[], str]:
        return lambda: self._preferences(company_id).home_currency

    # --- the wire

    def _json(
        self,
        company_id: str,
        method: str,
        path: str,
        *,
        params: dict[str, str] | None = None,
        body: object = None,
        since: datetime | None = None,
    ) -> Data:
        response = self._send(company_id, method, path, params=params, body=body, since=since)
        try:
            answer = decode(response.content)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise _no_answer(method, "QuickBooks' answer is no JSON object", response)
        return answer

    def _send(
        self,
        company_id: str,
        method: str,
        path: str,
        *,
        params: dict[str, str] | None = None,
        body: object = None,
        accept: str = "application/json",
        since: datetime | None = None,
    ) -> httpx.Response:
        """One request, and once more with another token if the first was refused (401: nothing was done)."""
        token = self._tokens.access_token(company_id)
        request = self._http.build_request(
            method,
            f"{self._base}/v3/company/{_safe(company_id)}/{path}",
            params={**(params or {}), "minorversion": _MINOR_VERSION},
            content=None if body is None else encode(body),
            headers={"Accept": accept, **({} if body is None else {"Content-Type": "application/json"})},
        )
        response = self._once(request, token)
        if response.status_code == 401:
            response = self._once(request, self._tokens.renewed(company_id, token))
            if response.status_code == 401:
                raise NotConnected(f"QuickBooks refuses even a fresh token for company {company_id}")
        if response.status_code >= 300:
            raise _refusal(method, path, response, since)
        return response

    def _once(self, request: httpx.Request, token: str) -> httpx.Response:
        request.headers["Authorization"] = f"Bearer {token}"
        try:
            return self._http.send(request)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise Unavailable(f"QuickBooks cannot be reached ({type(error).__name__})", vendor="quickbooks") from None
        except httpx.RequestError as error:
            raise _no_answer(request.method, f"QuickBooks did not answer ({type(error).__name__})", None) from None


class _TooOldError(Exception):
    """Change data capture does not look so far back."""

    def __init__(self, vendor_time: datetime) -> None:
        super().__init__()
        self.vendor_time = vendor_time


def _no_answer(method: str, message: str, response: httpx.Response | None) -> VendorError:
    """No answer that can be read: harmless on a read, ambiguous on a write."""
    kind = Unavailable if method == "GET" else Unknown
    status = None if response is None else response.status_code
    return kind(message, vendor="quickbooks", status=status, request_id=_tid(response))


def _refusal(method: str, path: str, response: httpx.Response, since: datetime | None) -> Exception:
    """What an answer that is not 2xx means."""
    status, fault = response.status_code, _fault(response)
    about = f"QuickBooks answered {status} to {method} {path.partition('/')[0]}"
    # Older recordings throttle with 403 (vendor-facts, Reading).
    if status == 429 or fault.code == _THROTTLED:
        wait = response.headers.get("Retry-After", "")
        return Busy(
            about,
            vendor="quickbooks",
            retry_after=float(wait) if wait.isdigit() else _PAUSE,
            status=status,
            code=fault.code,
            request_id=_tid(response),
        )
    if status >= 500 or status == 408:
        return _no_answer(method, about, response)
    if since is not None and status == 400 and fault.time is not None and fault.time - since > _CDC_BACK:
        return _TooOldError(fault.time)
    message = f"{about}: {fault.code} {redacted(fault.message)}"
    return Refused(message, vendor="quickbooks", status=status, code=fault.code, request_id=_tid(response))


def _fault(response: httpx.Response) -> _Fault:
    """Either shape of error, upper or lower case (vendor-facts, Reading); an unknown one has no code."""
    try:
        body = decode(response.content)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        return _Fault("", "", None)
    fault = body.get("Fault") or body.get("fault") or {}
    errors = fault.get("Error") or fault.get("error") or [{}]
    first = errors[0]
    said = [str(first.get(name) or "") for name in ("Message", "message", "Detail", "detail")]
    code = str(first.get("code") or "").lstrip("0")
    return _Fault(code, " ".join(part for part in said if part), _moment(body.get("time")))


def _moment(value: Any) -> datetime | None:
    """A time as QuickBooks writes it: ISO with an offset in one shape of answer, milliseconds in the other."""
    if isinstance(value, Decimal):
        return datetime.fromtimestamp(int(value) // 1000, UTC)
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else None


def _part(answer: Data, name: str, *, writing: bool = False) -> Data:
    part = answer.get(name)
    if not isinstance(part, dict):
        kind = Unknown if writing else Unavailable
        raise kind(f"QuickBooks' answer has no {name}", vendor="quickbooks")
    return part


def _tid(response: httpx.Response | None) -> str:
    return "" if response is None else response.headers.get("intuit_tid", "")


def _safe(token: str) -> str:
    """A token that needs no escaping in a path or query."""
    if not _SAFE.fullmatch(token):
        raise BadInput("an id or reference for QuickBooks holds letters, digits and hyphens only")
    return token


def _at_most(name: str, text: str, most: int) -> None:
    if len(text) > most:
        raise BadInput(f"{name} has {len(text)} characters; QuickBooks takes {most}")
