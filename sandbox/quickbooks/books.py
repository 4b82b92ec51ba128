"""The books of one played company: what QuickBooks lets be written, what it refuses, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.quickbooks import errors
from sandbox.quickbooks.records import Data, Record, Store, stamp

ZERO = Decimal(0)
_NO_DECIMALS = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"}
)
_CURRENCY_NAMES = {
    "USD": "United States Dollar",
    "CAD": "Canadian Dollar",
    "EUR": "Euro",
    "GBP": "British Pound Sterling",
    "JPY": "Japanese Yen",
    "MXN": "Mexican Peso",
    "AUD": "Australian Dollar",
}


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_META = _names("Id SyncToken MetaData sparse domain status")
_TXN = _META | _names(
    """CustomField DocNumber TxnDate CurrencyRef ExchangeRate PrivateNote LinkedTxn Line CustomerRef TotalAmt
    HomeTotalAmt DepositToAccountRef PaymentMethodRef PaymentRefNum ProjectRef TxnSource"""
)
_SALE = _TXN | _names(
    """TxnTaxDetail CustomerMemo BillAddr ShipAddr ShipFromAddr ClassRef DepartmentRef GlobalTaxCalculation
    ApplyTaxAfterDiscount PrintStatus EmailStatus BillEmail BillEmailCc BillEmailBcc Balance HomeBalance
    FreeFormAddress RecurDataRef TaxExemptionRef"""
)
# The properties that an object has; another one in a request is refused with 2010.
PROPERTIES: dict[str, frozenset[str]] = {
    "Invoice": _SALE
    | _names(
        """SalesTermRef DueDate ShipMethodRef ShipDate TrackingNum Deposit AllowIPNPayment AllowOnlinePayment
        AllowOnlineACHPayment AllowOnlineCreditCardPayment DeliveryInfo InvoiceLink"""
    ),
    "CreditMemo": _SALE | _names("RemainingCredit InvoiceRef"),
    "RefundReceipt": _SALE | _names("CreditCardPayment CheckPayment PaymentType"),
    "Payment": (_TXN - _names("DocNumber CustomField"))
    | _names("UnappliedAmt ProcessPayment CreditCardPayment ARAccountRef"),
    "Customer": _META
    | _names(
        """DisplayName Title GivenName MiddleName FamilyName Suffix CompanyName PrintOnCheckName
        FullyQualifiedName Active PrimaryPhone AlternatePhone Mobile Fax PrimaryEmailAddr WebAddr BillAddr
        ShipAddr Notes Job BillWithParent ParentRef Level Balance BalanceWithJobs OpenBalanceDate
        PreferredDeliveryMethod SalesTermRef PaymentMethodRef CustomerTypeRef CurrencyRef Taxable
        DefaultTaxCodeRef ResaleNum IsProject ARAccountRef TaxExemptionReasonId ClientEntityId Source
        PrimaryTaxIdentifier SecondaryTaxIdentifier BusinessNumber V4IDPseudonym"""
    ),
}
_READ_ONLY = _META | _names(
    """LinkedTxn TotalAmt Balance HomeTotalAmt HomeBalance UnappliedAmt RemainingCredit BalanceWithJobs
    FullyQualifiedName Level DeliveryInfo"""
)
_CLOSABLE = ("Invoice", "CreditMemo", "Payment", "RefundReceipt")


@dataclass(frozen=True)
class Change:
    """What happened to one object, as a webhook tells of it."""

    realm: str
    kind: str
    id: str
    operation: str
    """created, updated, deleted, merged, void or emailed."""
    at: datetime
    merged_away: str = ""


@dataclass
class Habits:
    """A company's own settings, as far as they change what the API does."""

    name: str = "Sandbox Company"
    country: str = "US"
    home_currency: str = "USD"
    multicurrency: bool = False
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("America/New_York"))
    book_close_date: date | None = None
    rates: dict[str, dict[date, Decimal]] = field(default_factory=dict)
    """The rates that the company keeps: by currency, from a day on, in home units."""
    auto_apply_credits: bool = False
    custom_fields: dict[str, str] = field(default_factory=dict)
    """DefinitionId to name: three strings at most on most plans."""
    new_custom_fields: bool = False
    """New-style custom fields show themselves only to who asks with include=enhancedAllCustomFields."""
    lapsed: bool = False
    """The subscription ended: writing is refused with 6190."""
    forbidden: bool = False
    """The person who connected lost the right: everything is refused with 120."""
    email: str = "office@example.com"
    phone: str = "(212) 555-0100"


class Books:
    """The ledger of one company; every method takes and gives JSON objects, and notes its changes for the webhooks."""

    def __init__(self, realm: str, habits: Habits, now: Callable[[], datetime]) -> None:
        self.realm = realm
        self.habits = habits
        self.store = Store()
        self.changes: list[Change] = []
        self._now = now
        self._next_txn = 101
        self._next_name: dict[str, int] = {}
        self._next_number = 1001
        self._names: dict[str, str] = {}
        self._found()

    # ------------------------------------------------------------------ what every object has

    @property
    def today(self) -> date:
        """The company's own date."""
        return self._now().astimezone(self.habits.zone).date()

    def create(
        self, kind: str, body: Mapping[str, Any], *, duplicate_number_ok: bool = False, at: datetime | None = None
    ) -> Record:
        """Create an object from what a request says; the moment can be set where old books are loaded."""
        at = at or self._now()
        self._check_properties(kind, body)
        match kind:
            case "Invoice" | "CreditMemo" | "RefundReceipt":
                return self._create_sale(kind, body, at, duplicate_number_ok)
            case "Payment":
                return self._create_payment(body, at)
            case "Customer":
                return self._create_customer(body, at)
        raise errors.unsupported(f"create {kind.lower()}")

    def update(self, kind: str, body: Mapping[str, Any], *, duplicate_number_ok: bool = False) -> Record:
        """Change an object: sparsely where the request says so, else everything that it leaves out is emptied."""
        self._check_properties(kind, body)
        record = self._current(kind, body)
        match kind:
            case "Invoice" | "CreditMemo" | "RefundReceipt":
                self._update_sale(record, body, duplicate_number_ok)
            case "Payment":
                self._update_payment(record, body)
            case "Customer":
                self._update_customer(record, body)
            case _:
                raise errors.unsupported(f"update {kind.lower()}")
        return record

    def void(self, kind: str, body: Mapping[str, Any]) -> Record:
        """Void: the object stays, its amounts become nothing, its note says so."""
        record = self._current(kind, body)
        at = self._now()
        self._check_open(record.data["TxnDate"])
        note = record.data.get("PrivateNote", "")
        emptied = {"TotalAmt": ZERO, "PrivateNote": f"Voided - {note}" if note else "Voided", "LinkedTxn": []}
        match kind:
            case "Invoice" | "CreditMemo":
                self._release(record, at)
                self._owe(record, -_owed_for(record.kind, record.data), at)
                lines = [_emptied_line(line) for line in record.data["Line"]]
                left = {"Balance": ZERO} if kind == "Invoice" else {"Balance": ZERO, "RemainingCredit": ZERO}
                self._write(
                    record,
                    {**record.data, **emptied, **left, "Line": lines, **self._home(record.data, ZERO, ZERO)},
                    at,
                    "void",
                )
            case "Payment":
                self._check_deposit(record)
                self._unapply(record, at)
                self._owe(record, record.data["TotalAmt"], at)
                self._write(record, {**record.data, **emptied, "UnappliedAmt": ZERO, "Line": []}, at, "void")
            case _:
                raise errors.unsupported(f"void {kind.lower()}")
        return record

    def delete(self, kind: str, body: Mapping[str, Any]) -> Record:
        """Delete a transaction; names can only be made inactive."""
        if kind not in _CLOSABLE:
            raise errors.unsupported(f"delete {kind.lower()}")
        record = self._current(kind, body)
        at = self._now()
        self._check_open(record.data["TxnDate"])
        match kind:
            case "Invoice" | "CreditMemo":
                self._release(record, at)
                self._owe(record, -_owed_for(record.kind, record.data), at)
            case "Payment":
                self._check_deposit(record)
                self._unapply(record, at)
                self._owe(record, record.data["TotalAmt"], at)
        self.store.remove(record, at)
        self._tell(record, "deleted", at)
        return record

    def _check_properties(self, kind: str, body: Mapping[str, Any]) -> None:
        known = PROPERTIES.get(kind)
        if known is None:
            raise errors.unsupported(kind.lower())
        for name in body:
            if name not in known:
                raise errors.unknown_property(name)
        for name, most in (
            ("DocNumber", 21),
            ("PaymentRefNum", 21),
            ("PrivateNote", 4000),
            ("Notes", 2000),
            ("DisplayName", 500),
        ):
            text = body.get(name)
            if isinstance(text, str) and len(text) > most:
                raise errors.too_long(name, most, len(text))

    def _current(self, kind: str, body: Mapping[str, Any]) -> Record:
        id_ = body.get("Id")
        if not id_:
            raise errors.missing("Id")
        record = self.store.get(kind, str(id_))
        if record is None:
            raise errors.not_found()
        token = body.get("SyncToken")
        if token is None:
            raise errors.missing("SyncToken")
        if str(token) != record.data["SyncToken"]:
            raise errors.stale()
        return record

    def _new(self, kind: str, data: Data, at: datetime) -> Record:
        shown = stamp(at)
        meta = {"CreateTime": shown, "LastUpdatedTime": shown}
        data = {**data, "domain": "QBO", "sparse": False, "SyncToken": "0", "MetaData": meta}
        if not self.habits.multicurrency:
            data.pop("CurrencyRef", None)
            data.pop("ExchangeRate", None)
        record = self.store.add(kind, data, at)
        self._tell(record, "created", at)
        return record

    def _write(self, record: Record, data: Data, at: datetime, operation: str | None = "updated") -> None:
        """Replace a record's data under a new SyncToken."""
        meta = {**data["MetaData"], "LastUpdatedTime": stamp(max(at, record.created))}
        token = str(int(record.data["SyncToken"]) + 1)
        self.store.change(record, {**data, "SyncToken": token, "MetaData": meta}, at)
        if operation is not None:
            self._tell(record, operation, at)

    def _tell(self, record: Record, operation: str, at: datetime) -> None:
        self.changes.append(Change(self.realm, record.kind, record.id, operation, at))

    def _txn_id(self) -> str:
        self._next_txn += 1
        return str(self._next_txn - 1)

    def _name_id(self, kind: str) -> str:
        number = self._next_name.get(kind, 1)
        self._next_name[kind] = number + 1
        return str(number)

    # ------------------------------------------------------------------ money and currency

    def amount(self, value: object, name: str, currency: str) -> Decimal:
        """An amount from a request, rounded to the currency's smallest unit."""
        if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
            raise errors.unknown_property(name)
        try:
            decimal = Decimal(value)
        except InvalidOperation as error:
            raise errors.unknown_property(name) from error
        if not decimal.is_finite():
            raise errors.unknown_property(name)
        return decimal.quantize(Decimal(1).scaleb(-decimals(currency)), ROUND_HALF_UP)

    def currency_of(self, data: Mapping[str, Any]) -> str:
        """The currency of an object; the home currency where it names none."""
        reference = data.get("CurrencyRef")
        return str(reference["value"]) if isinstance(reference, Mapping) else self.habits.home_currency

    def _money_fields(self, body: Mapping[str, Any], customer: Record, *, required: bool) -> Data:
        """CurrencyRef and ExchangeRate as the object will carry them: none where the company has one currency."""
        asked = _reference(body, "CurrencyRef")
        if not self.habits.multicurrency:
            if asked is not None and asked != self.habits.home_currency:
                raise errors.business("Multi currency is not enabled for this company.")
            return {}
        if asked is None and required:
            raise errors.missing("CurrencyRef")
        currency = self.currency_of(customer.data)
        if asked is not None and asked != currency:
            raise errors.business("The currency of the transaction is invalid for customer / vendor / account.")
        rate = body.get("ExchangeRate", 1)
        try:
            known = Decimal(str(rate))
        except InvalidOperation as error:
            raise errors.unknown_property("ExchangeRate") from error
        return {
            "CurrencyRef": {"value": currency, "name": _CURRENCY_NAMES.get(currency, currency)},
            "ExchangeRate": known,
        }

    def _home(self, data: Mapping[str, Any], total: Decimal, balance: Decimal) -> Data:
        if "ExchangeRate" not in data:
            return {}
        rate, home = data["ExchangeRate"], self.habits.home_currency
        return {
            "HomeTotalAmt": self.amount(total * rate, "HomeTotalAmt", home),
            "HomeBalance": self.amount(balance * rate, "HomeBalance", home),
        }

    def _owe(self, record: Record, delta: Decimal, at: datetime) -> None:
        """A transaction changes what its customer owes, and what the customer's parents owe with their jobs."""
        self.owe(str(record.data["CustomerRef"]["value"]), delta, at)

    def owe(self, customer_id: str, delta: Decimal, at: datetime) -> None:
        """Change a customer's balance: LastUpdatedTime moves with it, SyncToken does not, and no webhook tells."""
        if not delta:
            return
        customer = self.store.get("Customer", customer_id)
        own = True
        while customer is not None:
            data = customer.data
            new = {**data, "BalanceWithJobs": data["BalanceWithJobs"] + delta}
            if own:
                new["Balance"] = data["Balance"] + delta
            new["MetaData"] = {**data["MetaData"], "LastUpdatedTime": stamp(max(at, customer.created))}
            self.store.change(customer, new, at)
            own = False
            parent = data.get("ParentRef")
            customer = self.store.get("Customer", parent["value"]) if parent else None

    # ------------------------------------------------------------------ dates

    def _day(self, body: Mapping[str, Any], name: str) -> date | None:
        text = body.get(name)
        if text is None or text == "":
            return None
        try:
            return date.fromisoformat(str(text)[:10])
        except ValueError as error:
            raise errors.bad_date(name, str(text)) from error

    def _check_open(self, *days: str) -> None:
        closed = self.habits.book_close_date
        if closed is not None and any(date.fromisoformat(day) <= closed for day in days):
            raise errors.books_closed()

    def _due(self, body: Mapping[str, Any], customer: Record, day: date) -> tuple[date, str | None]:
        term_id = _reference(body, "SalesTermRef") or _reference(customer.data, "SalesTermRef")
        due = self._day(body, "DueDate")
        if term_id is None:
            return due or day, None
        term = self.store.get("Term", term_id)
        if term is None:
            raise errors.bad_reference("Terms", term_id)
        return due or day + timedelta(days=int(term.data.get("DueDays", 0))), term_id

    # ------------------------------------------------------------------ invoices, credit memos, refund receipts

    def _create_sale(self, kind: str, body: Mapping[str, Any], at: datetime, duplicate_number_ok: bool) -> Record:
        customer = self._customer(body)
        lines, total = self._lines(body, self.currency_of(customer.data))
        if kind == "RefundReceipt" and _reference(body, "DepositToAccountRef") is None:
            raise errors.missing("DepositToAccountRef")
        day = self._day(body, "TxnDate") or at.astimezone(self.habits.zone).date()
        self._check_open(day.isoformat())
        data: Data = {name: value for name, value in body.items() if name not in _READ_ONLY}
        data["DocNumber"] = self._number(kind, body, duplicate_number_ok)
        data.update(
            {
                "Id": self._txn_id(),
                "TxnDate": day.isoformat(),
                "CustomerRef": _named(customer),
                "Line": lines,
                # An estimate is linked at creation; what else stands there comes from payments.
                "LinkedTxn": [each for each in body.get("LinkedTxn", ()) if each.get("TxnType") == "Estimate"],
                "TotalAmt": total,
                "EmailStatus": body.get("EmailStatus", "NotSet"),
                "PrintStatus": body.get("PrintStatus", "NotSet"),
                "CustomField": self._custom_fields(body, []),
                "ApplyTaxAfterDiscount": bool(body.get("ApplyTaxAfterDiscount", False)),
            }
        )
        data.update(self._money_fields(body, customer, required=False))
        data.update(self._sale_balance(kind, data, customer, body, day, applied=ZERO))
        record = self._new(kind, data, at)
        if kind != "RefundReceipt":
            self._owe(record, _owed_for(kind, record.data), at)
            if self.habits.auto_apply_credits:
                self._apply_credits(customer, at)
        return record

    def _sale_balance(
        self, kind: str, data: Data, customer: Record, body: Mapping[str, Any], day: date, applied: Decimal
    ) -> Data:
        total: Decimal = data["TotalAmt"]
        if kind == "RefundReceipt":
            return {"Balance": ZERO, **self._home(data, total, ZERO)}
        if kind == "CreditMemo":
            left = total - applied
            return {"Balance": left, "RemainingCredit": left, **self._home(data, total, left)}
        deposit = self.amount(body["Deposit"], "Deposit", self.currency_of(data)) if body.get("Deposit") else ZERO
        balance = total - deposit - applied
        due, term_id = self._due(body, customer, day)
        new: Data = {
            "DueDate": due.isoformat(),
            "Deposit": deposit,
            "Balance": balance,
            **self._home(data, total, balance),
        }
        for name in ("AllowIPNPayment", "AllowOnlinePayment", "AllowOnlineACHPayment", "AllowOnlineCreditCardPayment"):
            new[name] = bool(body.get(name, False))
        if term_id is not None:
            term = self.store.get("Term", term_id)
            new["SalesTermRef"] = {"value": term_id, "name": term.data["Name"] if term is not None else ""}
        if "BillEmail" not in data and "PrimaryEmailAddr" in customer.data:
            new["BillEmail"] = {"Address": customer.data["PrimaryEmailAddr"]["Address"]}
        if "BillAddr" not in data and "BillAddr" in customer.data:
            new["BillAddr"] = customer.data["BillAddr"]
        return new

    def _update_sale(self, record: Record, body: Mapping[str, Any], duplicate_number_ok: bool) -> None:
        at, old = self._now(), record.data
        sparse = body.get("sparse") is True
        merged: Data = (
            {**old, **body} if sparse else {**{name: old[name] for name in old if name in _READ_ONLY}, **body}
        )
        if not sparse:
            for name in ("CustomerRef", "Line"):
                if name not in body:
                    raise errors.missing(name)
        merged.update({name: old[name] for name in _READ_ONLY if name in old})
        for name in [name for name, value in merged.items() if value is None or value == ""]:
            del merged[name]
        customer = self._customer(merged)
        if customer.id != old["CustomerRef"]["value"] and old["LinkedTxn"]:
            raise errors.business("You can't change the customer of a transaction that is linked to another.")
        day = self._day(merged, "TxnDate") or date.fromisoformat(old["TxnDate"])
        self._check_open(old["TxnDate"], day.isoformat())
        if body.get("DocNumber") not in (None, "", old.get("DocNumber")):
            merged["DocNumber"] = self._number(record.kind, body, duplicate_number_ok)
        merged.update({"TxnDate": day.isoformat(), "CustomerRef": _named(customer)})
        merged["CustomField"] = self._custom_fields(body, old["CustomField"])
        if "ExchangeRate" in old:
            merged.update(self._money_fields(merged, customer, required=False))
        if "Line" in body:
            merged["Line"], merged["TotalAmt"] = self._lines(merged, self.currency_of(customer.data))
        self._sale_balance(
            record.kind, merged, customer, merged, day, ZERO
        )  # refuses what is wrong before anything changes
        applied = self._applied_to(record)
        if merged["TotalAmt"] < applied:
            # An invoice made smaller than what was paid on it sets the rest of the payment free.
            self._release(record, at, down_to=merged["TotalAmt"])
            applied = merged["TotalAmt"]
            merged["LinkedTxn"] = record.data["LinkedTxn"]
        merged.update(self._sale_balance(record.kind, merged, customer, merged, day, applied))
        before, after = _owed_for(record.kind, old), _owed_for(record.kind, merged)
        if customer.id == old["CustomerRef"]["value"]:
            self._owe(record, after - before, at)
        else:
            self._owe(record, -before, at)
            self.owe(customer.id, after, at)
        self._write(record, merged, at)

    def _lines(self, body: Mapping[str, Any], currency: str) -> tuple[list[Data], Decimal]:
        asked = body.get("Line")
        if not isinstance(asked, list) or not asked:
            raise errors.missing("Line")
        lines: list[Data] = []
        subtotal = discount = ZERO
        for raw in asked:
            if not isinstance(raw, Mapping):
                raise errors.unknown_property("Line")
            detail = raw.get("DetailType")
            if detail == "SubTotalLineDetail":
                continue
            if detail is None:
                raise errors.missing("DetailType")
            number = {"Id": str(len(lines) + 1), "LineNum": len(lines) + 1}
            if detail == "DescriptionOnly":
                lines.append({**raw, **number})
                continue
            if raw.get("Amount") is None:
                raise errors.missing("Amount")
            amount = self.amount(raw["Amount"], "Amount", currency)
            inner = raw.get(str(detail), {})
            quantity, price = inner.get("Qty"), inner.get("UnitPrice")
            if (
                None not in (quantity, price)
                and self.amount(Decimal(quantity) * Decimal(price), "Amount", currency) != amount
            ):
                raise errors.amount_mismatch()
            if detail == "DiscountLineDetail":
                discount += amount
                lines.append({**raw, "Amount": amount})
            elif detail == "SalesItemLineDetail":
                subtotal += amount
                lines.append(
                    {
                        **raw,
                        **number,
                        "Amount": amount,
                        str(detail): inner or {"ItemRef": {"value": "1", "name": "Services"}},
                    }
                )
            else:
                raise errors.unsupported(f"line of type {detail}")
        if not lines:
            raise errors.missing("Line")
        tax = body.get("TxnTaxDetail", {}).get("TotalTax", ZERO)
        total = subtotal - discount + self.amount(tax, "TotalTax", currency)
        if total < 0:
            raise errors.business("Transaction amount must be 0 or greater.")
        lines.append({"Amount": subtotal, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}})
        return lines, total

    def _number(self, kind: str, body: Mapping[str, Any], duplicate_ok: bool) -> str:
        asked = body.get("DocNumber")
        if asked:
            taken = self.store.numbered(kind, str(asked))
            if taken and not duplicate_ok:
                raise errors.duplicate_number(str(asked), kind, taken[0].id)
            return str(asked)
        while self.store.numbered(kind, str(self._next_number)):
            self._next_number += 1
        self._next_number += 1
        return str(self._next_number - 1)

    def _custom_fields(self, body: Mapping[str, Any], old: list[Data]) -> list[Data]:
        values = {entry["DefinitionId"]: entry["StringValue"] for entry in old if "StringValue" in entry}
        for entry in body.get("CustomField") or []:
            definition, text = str(entry.get("DefinitionId")), entry.get("StringValue")
            if definition not in self.habits.custom_fields:
                raise errors.bad_reference("CustomField", definition)
            if isinstance(text, str) and len(text) > 31:
                raise errors.too_long("CustomField", 31, len(text))
            values[definition] = text
        fields = []
        for definition, name in self.habits.custom_fields.items():
            shown = {"DefinitionId": definition, "Name": name, "Type": "StringType"}
            fields.append({**shown, "StringValue": values[definition]} if values.get(definition) else shown)
        return fields

    # ------------------------------------------------------------------ payments

    def _create_payment(self, body: Mapping[str, Any], at: datetime) -> Record:
        customer = self._customer(body)
        if body.get("TotalAmt") is None:
            raise errors.missing("TotalAmt")
        money = self._money_fields(body, customer, required=True)
        total = self.amount(body["TotalAmt"], "TotalAmt", self.currency_of(customer.data))
        if total < 0:
            raise errors.business("Transaction amount must be 0 or greater.")
        day = self._day(body, "TxnDate") or at.astimezone(self.habits.zone).date()
        self._check_open(day.isoformat())
        lines, unapplied = self._check_lines(body.get("Line") or [], customer, total)
        data: Data = {
            name: value for name, value in body.items() if name not in _READ_ONLY and name != "PaymentMethodRef"
        }
        if (method := _reference(body, "PaymentMethodRef")) is not None:
            data["PaymentMethodRef"] = {"value": method}
        account = _reference(body, "DepositToAccountRef") or "4"
        found = self.store.get("Account", account)
        if found is None or found.data["AccountType"] not in ("Bank", "Other Current Asset"):
            raise errors.bad_reference("Accounts", account)
        data.update(
            {
                "Id": self._txn_id(),
                "CustomerRef": _named(customer),
                "DepositToAccountRef": {"value": account},
                "TxnDate": day.isoformat(),
                "TotalAmt": total,
                "UnappliedAmt": unapplied,
                "ProcessPayment": False,
                "LinkedTxn": [],
                "Line": lines,
                **money,
            }
        )
        record = self._new("Payment", data, at)
        self._owe(record, -total, at)
        self._apply(record, at)
        return record

    def _update_payment(self, record: Record, body: Mapping[str, Any]) -> None:
        self._check_deposit(record)
        at, old = self._now(), record.data
        sparse = body.get("sparse") is True
        if not sparse:
            for name in ("CustomerRef", "TotalAmt"):
                if body.get(name) is None:
                    raise errors.missing(name)
        merged: Data = (
            {**old, **body} if sparse else {**{name: old[name] for name in old if name in _READ_ONLY}, **body}
        )
        for name in _READ_ONLY - {"TotalAmt"}:
            if name in old:
                merged[name] = old[name]
        merged = {name: value for name, value in merged.items() if value is not None and value != ""}
        customer = self._customer(merged)
        day = self._day(merged, "TxnDate") or date.fromisoformat(old["TxnDate"])
        self._check_open(old["TxnDate"], day.isoformat())
        total = self.amount(merged["TotalAmt"], "TotalAmt", self.currency_of(customer.data))
        if total < 0:
            raise errors.business("Transaction amount must be 0 or greater.")
        # Line is all or none: absent from a sparse update it stays, absent from a full one everything is unapplied.
        lines = list(merged.get("Line") or [])
        keep = {line_target(line): line["Amount"] for line in old["Line"]}
        lines, unapplied = self._check_lines(lines, customer, total, already=keep)
        same = lines == old["Line"]
        if not same:
            self._unapply(record, at)
        if customer.id == old["CustomerRef"]["value"]:
            self._owe(record, old["TotalAmt"] - total, at)
        else:
            self._owe(record, old["TotalAmt"], at)
            self.owe(customer.id, -total, at)
        merged.update(
            {
                "TxnDate": day.isoformat(),
                "CustomerRef": _named(customer),
                "TotalAmt": total,
                "UnappliedAmt": unapplied,
                "Line": lines,
            }
        )
        merged.setdefault("DepositToAccountRef", {"value": "4"})
        self._write(record, merged, at)
        if not same:
            self._apply(record, at)

    def _check_lines(
        self,
        asked: list[Any],
        customer: Record,
        total: Decimal,
        already: Mapping[tuple[str, str], Decimal] | None = None,
    ) -> tuple[list[Data], Decimal]:
        """What a payment may be applied to, and what stays unapplied of it."""
        currency = self.currency_of(customer.data)
        lines: list[Data] = []
        wanted: dict[tuple[str, str], Decimal] = {}
        for raw in asked:
            if not isinstance(raw, Mapping) or raw.get("Amount") is None:
                raise errors.missing("Line.Amount")
            amount = self.amount(raw["Amount"], "Amount", currency)
            linked = raw.get("LinkedTxn") or []
            if not linked:
                continue  # A line that is linked to nothing applies nothing: its amount stays a credit.
            if amount <= 0:
                raise errors.business("The amount of a line must be greater than 0.")
            if len(linked) != 1 or linked[0].get("TxnId") is None or linked[0].get("TxnType") is None:
                raise errors.missing("LinkedTxn")
            target = line_target(raw)
            if target[0] not in ("Invoice", "CreditMemo"):
                raise errors.unsupported(f"payment of {target[0]}")
            record = self.store.get(*target)
            if record is None:
                raise errors.not_found()
            if record.data["CustomerRef"]["value"] != customer.id:
                raise errors.customers_differ()
            wanted[target] = wanted.get(target, ZERO) + amount
            open_ = record.data["Balance"] + (already or {}).get(target, ZERO)
            if wanted[target] > open_:
                raise errors.business(
                    f"You can't apply {wanted[target]} to {target[0].lower()} {record.data.get('DocNumber')}: "
                    f"only {open_} is open."
                )
            lines.append({"Amount": amount, "LinkedTxn": [{"TxnId": target[1], "TxnType": target[0]}]})
        unapplied = _unapplied(total, lines)
        if unapplied < 0:
            raise errors.business("The amount applied to invoices can't be more than the payment and the credits.")
        return lines, unapplied

    def _apply(self, payment: Record, at: datetime) -> None:
        for line in payment.data["Line"]:
            record = self.store.get(*line_target(line))
            if record is not None:
                self._settle(record, -line["Amount"], payment, at, linked=True)

    def _unapply(self, payment: Record, at: datetime) -> None:
        for line in payment.data["Line"]:
            record = self.store.get(*line_target(line))
            if record is not None:
                self._settle(record, line["Amount"], payment, at, linked=False)

    def _settle(self, record: Record, delta: Decimal, payment: Record, at: datetime, *, linked: bool) -> None:
        """Change what is left of an invoice or a credit memo, with the link to the payment that does it."""
        balance = record.data["Balance"] + delta
        links = [link for link in record.data["LinkedTxn"] if link["TxnId"] != payment.id]
        if linked:
            links.append({"TxnId": payment.id, "TxnType": "Payment"})
        data = {
            **record.data,
            "Balance": balance,
            "LinkedTxn": links,
            **self._home(record.data, record.data["TotalAmt"], balance),
        }
        if record.kind == "CreditMemo":
            data["RemainingCredit"] = balance
        self._write(record, data, at)

    def _applied_to(self, record: Record) -> Decimal:
        return sum((line["Amount"] for _, line in self._lines_on(record)), ZERO)

    def _lines_on(self, record: Record) -> list[tuple[Record, Data]]:
        found = []
        for link in record.data["LinkedTxn"]:
            payment = self.store.get("Payment", link["TxnId"])
            if payment is not None:
                found += [
                    (payment, line) for line in payment.data["Line"] if line_target(line) == (record.kind, record.id)
                ]
        return found

    def _release(self, record: Record, at: datetime, down_to: Decimal = ZERO) -> None:
        """Take payments off an invoice (or uses off a credit), the latest first, until `down_to` at most is applied."""
        surplus = self._applied_to(record) - down_to
        for payment, line in reversed(self._lines_on(record)):
            if surplus <= 0:
                return
            freed = min(surplus, line["Amount"])
            surplus -= freed
            self._shrink(payment, {(record.kind, record.id): freed}, at)

    def _shrink(self, payment: Record, freed: dict[tuple[str, str], Decimal], at: datetime) -> None:
        """Make a payment's line smaller; what then is out of balance on its other side goes back where it came from."""
        (kind, _), amount = next(iter(freed.items()))
        other = "CreditMemo" if kind == "Invoice" else "Invoice"
        # Cash that is freed stays on the payment; a freed credit must first be made good by what is unapplied.
        due = amount if other == "CreditMemo" else max(ZERO, amount - payment.data["UnappliedAmt"])
        for line in reversed(payment.data["Line"]):
            target = line_target(line)
            if target[0] == other and due > 0:
                freed[target] = min(due, line["Amount"])
                due -= freed[target]
        lines: list[Data] = []
        for line in payment.data["Line"]:
            target = line_target(line)
            less = freed.get(target, ZERO)
            settled = self.store.get(*target)
            if less < line["Amount"]:
                lines.append({**line, "Amount": line["Amount"] - less})
            if less and settled is not None:
                self._settle(settled, less, payment, at, linked=less < line["Amount"])
        self._write(
            payment, {**payment.data, "Line": lines, "UnappliedAmt": _unapplied(payment.data["TotalAmt"], lines)}, at
        )

    def _check_deposit(self, payment: Record) -> None:
        if any(link["TxnType"] == "Deposit" for link in payment.data["LinkedTxn"]):
            raise errors.deposited()

    def _apply_credits(self, customer: Record, at: datetime) -> None:
        """Automatic application: a credit reaches an invoice as a payment of nothing (a third party's word)."""
        invoices = sorted(
            (r for r in self.store.of_customer("Invoice", customer.id) if r.data["Balance"] > 0),
            key=lambda r: str(r.data["DueDate"]),
        )
        for credit in self.store.of_customer("CreditMemo", customer.id):
            for invoice in invoices:
                amount = min(credit.data["Balance"], invoice.data["Balance"])
                if amount > 0:
                    lines = [
                        {"Amount": amount, "LinkedTxn": [{"TxnId": r.id, "TxnType": r.kind}]} for r in (invoice, credit)
                    ]
                    body: Data = {
                        "CustomerRef": {"value": customer.id},
                        "TotalAmt": 0,
                        "Line": lines,
                        "PrivateNote": "Created by QB Online to link credits to charges.",
                    }
                    if self.habits.multicurrency:
                        body.update(
                            {"CurrencyRef": invoice.data["CurrencyRef"], "ExchangeRate": invoice.data["ExchangeRate"]}
                        )
                    self._create_payment(body, at)

    # ------------------------------------------------------------------ customers

    def _customer(self, body: Mapping[str, Any]) -> Record:
        id_ = _reference(body, "CustomerRef")
        if id_ is None:
            raise errors.missing("CustomerRef")
        record = self.store.get("Customer", id_)
        if record is None or not record.data["Active"]:
            raise errors.bad_reference("Names", id_)
        return record

    def _create_customer(self, body: Mapping[str, Any], at: datetime) -> Record:
        data: Data = {name: value for name, value in body.items() if name not in _READ_ONLY and value not in (None, "")}
        data["Id"] = self._name_id("Customer")
        data.update(self._customer_fields(data, None))
        if self.habits.multicurrency:
            currency = _reference(body, "CurrencyRef") or self.habits.home_currency
            data["CurrencyRef"] = {"value": currency, "name": _CURRENCY_NAMES.get(currency, currency)}
        else:
            data.pop("CurrencyRef", None)
        data.update({"Balance": ZERO, "BalanceWithJobs": ZERO})
        record = self._new("Customer", data, at)
        self._names[data["DisplayName"].lower()] = record.id
        return record

    def _update_customer(self, record: Record, body: Mapping[str, Any]) -> None:
        at, old = self._now(), record.data
        sparse = body.get("sparse") is True
        merged: Data = (
            {**old, **body}
            if sparse
            else {**{name: old[name] for name in old if name in _READ_ONLY or name == "DisplayName"}, **body}
        )
        merged.update({name: old[name] for name in [*_READ_ONLY, "CurrencyRef"] if name in old})
        merged = {name: value for name, value in merged.items() if value is not None and value != ""}
        merged.update(self._customer_fields(merged, record))
        if not merged["Active"] and old["Active"]:
            merged["DisplayName"] = f"{merged['DisplayName']} (deleted)"
        self._names.pop(old["DisplayName"].lower(), None)
        self._names[merged["DisplayName"].lower()] = record.id
        self._write(record, merged, at)

    def _customer_fields(self, data: Data, record: Record | None) -> Data:
        parts = [
            str(data[name]) for name in ("Title", "GivenName", "MiddleName", "FamilyName", "Suffix") if data.get(name)
        ]
        name = str(data.get("DisplayName") or " ".join(parts))
        if not name:
            raise errors.missing("DisplayName")
        if any(mark in name for mark in ":\t\n"):
            raise errors.business("The name can't contain a colon, tab or new line.")
        holder = self._names.get(name.lower())
        if holder is not None and (record is None or holder != record.id):
            raise errors.duplicate_name(name)
        for phone in ("PrimaryPhone", "Mobile", "AlternatePhone", "Fax"):
            number = data.get(phone, {}).get("FreeFormNumber", "")
            if len(number) > 30:
                raise errors.too_long(phone, 30, len(number))
        email = data.get("PrimaryEmailAddr", {}).get("Address")
        if email is not None and ("@" not in email or "." not in email):
            raise errors.bad_email(email)
        for kind, field_name in (("Term", "SalesTermRef"), ("CustomerType", "CustomerTypeRef")):
            reference = _reference(data, field_name)
            if reference is not None and self.store.get(kind, reference) is None:
                raise errors.bad_reference(kind, reference)
        qualified = name
        new: Data = {"DisplayName": name, "Active": data.get("Active", True) is not False}
        parent_id = _reference(data, "ParentRef")
        if parent_id is not None:
            parent = self.store.get("Customer", parent_id)
            if parent is None:
                raise errors.bad_reference("Names", parent_id)
            qualified = f"{parent.data['FullyQualifiedName']}:{name}"
            new["ParentRef"] = {"value": parent_id}
            new["Level"] = int(parent.data.get("Level", 0)) + 1
        new.update(
            {
                "FullyQualifiedName": qualified,
                "PrintOnCheckName": data.get("PrintOnCheckName", name),
                "Job": data.get("Job", False) is True,
                "BillWithParent": data.get("BillWithParent", False) is True,
                "Taxable": data.get("Taxable", False) is True,
                "PreferredDeliveryMethod": data.get("PreferredDeliveryMethod", "None"),
                "IsProject": False,
            }
        )
        return new

    # ------------------------------------------------------------------ what only people do in QuickBooks

    def mark_sent(self, record: Record, at: datetime, *, tell: bool) -> None:
        """The invoice was e-mailed; `tell` is false where it was born so."""
        info = {"DeliveryType": "Email", "DeliveryTime": stamp(at)}
        data = {**record.data, "EmailStatus": "EmailSent", "DeliveryInfo": info}
        if tell:
            self._write(record, data, at, "emailed")
        else:
            self.store.change(record, data, at)

    def mark_bounced(self, record: Record, error: str) -> None:
        """The e-mail came back."""
        info = {**record.data.get("DeliveryInfo", {"DeliveryType": "Email"}), "DeliveryErrorType": error}
        self._write(record, {**record.data, "DeliveryInfo": info}, self._now())

    def deposit(self, payments: list[Record]) -> str:
        """Put payments on a bank deposit."""
        at = self._now()
        for payment in payments:
            self._check_deposit(payment)
        lines = [
            {
                "Id": str(place),
                "Amount": payment.data["TotalAmt"],
                "LinkedTxn": [{"TxnId": payment.id, "TxnType": "Payment"}],
            }
            for place, payment in enumerate(payments, start=1)
        ]
        total = sum((payment.data["TotalAmt"] for payment in payments), ZERO)
        data: Data = {
            "Id": self._txn_id(),
            "TxnDate": self.today.isoformat(),
            "TotalAmt": total,
            "DepositToAccountRef": {"value": "1"},
        }
        record = self._new("Deposit", {**data, "Line": lines}, at)
        for payment in payments:
            links = [*payment.data["LinkedTxn"], {"TxnId": record.id, "TxnType": "Deposit"}]
            self._write(payment, {**payment.data, "LinkedTxn": links}, at)
        return record.id

    def add_journal_entry(self, customer_id: str, amount: Decimal) -> str:
        """Code an amount to receivables past invoices and credits."""
        at = self._now()
        entity = {"Type": "Customer", "EntityRef": {"value": customer_id}}
        lines = [
            {
                "Id": str(place),
                "Amount": abs(amount),
                "DetailType": "JournalEntryLineDetail",
                "JournalEntryLineDetail": {
                    "PostingType": side,
                    "AccountRef": {"value": account},
                    **({"Entity": entity} if account == "2" else {}),
                },
            }
            for place, (side, account) in enumerate(
                (("Debit" if amount > 0 else "Credit", "2"), ("Credit" if amount > 0 else "Debit", "3"))
            )
        ]
        data: Data = {
            "Id": self._txn_id(),
            "TxnDate": self.today.isoformat(),
            "DocNumber": f"JE{self._next_txn}",
            "Line": lines,
        }
        record = self._new("JournalEntry", data, at)
        self.owe(customer_id, amount, at)
        return record.id

    def merge_customers(self, keep: str, gone: str) -> None:
        """Move everything of one customer to another and make the first disappear."""
        at = self._now()
        kept, lost = self.store.get("Customer", keep), self.store.get("Customer", gone)
        if kept is None or lost is None:
            raise errors.not_found()
        for kind in _CLOSABLE:
            for record in self.store.of_customer(kind, gone):
                self.store.change(record, {**record.data, "CustomerRef": _named(kept)}, at)
        moved = lost.data["Balance"]
        self.owe(gone, -moved, at)
        self.owe(keep, moved, at)
        self._names.pop(lost.data["DisplayName"].lower(), None)
        self.store.remove(lost, at)
        self.changes.append(Change(self.realm, "Customer", keep, "merged", at, merged_away=gone))

    def tamper(self, record: Record, fields: Mapping[str, Any]) -> None:
        """Set fields past every rule."""
        data = {name: value for name, value in {**record.data, **fields}.items() if value is not None}
        self._write(record, data, self._now())

    # ------------------------------------------------------------------ what the company begins with

    def add_named(self, kind: str, name: str, **more: Any) -> str:
        """Add to one of the plain lists (terms, customer types, accounts, items); returns the id."""
        id_ = self._name_id(kind)
        self._new(kind, {"Id": id_, "Name": name, "Active": True, **more}, self._now())
        return id_

    def _found(self) -> None:
        habits = self.habits
        for name, account_type, subtype, classification in (
            ("Checking", "Bank", "Checking", "Asset"),
            ("Accounts Receivable (A/R)", "Accounts Receivable", "AccountsReceivable", "Asset"),
            ("Sales of Product Income", "Income", "SalesOfProductIncome", "Revenue"),
            ("Undeposited Funds", "Other Current Asset", "UndepositedFunds", "Asset"),
            ("Stripe Clearing", "Other Current Asset", "OtherCurrentAssets", "Asset"),
        ):
            self.add_named(
                "Account",
                name,
                FullyQualifiedName=name,
                AccountType=account_type,
                AccountSubType=subtype,
                Classification=classification,
            )
        self.add_named(
            "Item",
            "Services",
            FullyQualifiedName="Services",
            Type="Service",
            UnitPrice=ZERO,
            IncomeAccountRef={"value": "3"},
        )
        for name in ("Cash", "Check", "Credit Card", "ACH"):
            self.add_named("PaymentMethod", name, Type="CREDIT_CARD" if name == "Credit Card" else "NON_CREDIT_CARD")
        for name, days in (("Due on receipt", 0), ("Net 15", 15), ("Net 30", 30), ("Net 60", 60)):
            self.add_named("Term", name, Type="STANDARD", DueDays=days, DiscountPercent=ZERO, DiscountDays=0)
        info: Data = {"Id": "1", "CompanyName": habits.name, "LegalName": habits.name, "Country": habits.country}
        info.update(
            {
                "CompanyAddr": {"Id": "1", "Country": habits.country},
                "PrimaryPhone": {"FreeFormNumber": habits.phone},
                "Email": {"Address": habits.email},
                "DefaultTimeZone": habits.zone.key,
                "SupportedLanguages": "en",
                "FiscalYearStartMonth": "January",
                "NameValue": [
                    {"Name": "SubscriptionStatus", "Value": "SUBSCRIBED"},
                    {"Name": "OfferingSku", "Value": "QuickBooks Online Plus"},
                ],
            }
        )
        self._new("CompanyInfo", info, self._now())
        self._new("Preferences", {"Id": "1"}, self._now())
        self.changes.clear()

    def preferences(self) -> Data:
        """The company's settings as the API shows them now."""
        record = self.store.get("Preferences", "1")
        assert record is not None
        habits = self.habits
        accounting: Data = {
            "FirstMonthOfFiscalYear": "January",
            "TrackDepartments": False,
            "CustomerTerminology": "Customers",
        }
        if habits.book_close_date is not None:
            accounting["BookCloseDate"] = habits.book_close_date.isoformat()
        used = [
            {
                "Name": f"SalesFormsPrefs.UseSalesCustom{number}",
                "Type": "BooleanType",
                "BooleanValue": str(number) in habits.custom_fields,
            }
            for number in range(1, 4)
        ]
        names = [
            {"Name": f"SalesFormsPrefs.SalesCustomName{definition}", "Type": "StringType", "StringValue": name}
            for definition, name in habits.custom_fields.items()
        ]
        return {
            **record.data,
            "AccountingInfoPrefs": accounting,
            "SalesFormsPrefs": {
                "CustomField": [
                    {"CustomField": used, "Type": "BooleanType"},
                    {"CustomField": names, "Type": "StringType"},
                ],
                "CustomTxnNumbers": False,
                "AllowDeposit": True,
                "AutoApplyCredit": habits.auto_apply_credits,
                "ETransactionPaymentEnabled": False,
                "DefaultTerms": {"value": "3"},
            },
            "CurrencyPrefs": {
                "MultiCurrencyEnabled": habits.multicurrency,
                "HomeCurrency": {"value": habits.home_currency},
            },
        }


def decimals(currency: str) -> int:
    """How many decimals QuickBooks keeps of a currency."""
    return 0 if currency in _NO_DECIMALS else 2


def line_target(line: Mapping[str, Any]) -> tuple[str, str]:
    """What a payment's line pays or uses: the kind and the id."""
    link = line["LinkedTxn"][0]
    return str(link["TxnType"]), str(link["TxnId"])


def _owed_for(kind: str, data: Data) -> Decimal:
    """What a sale adds to what its customer owes."""
    match kind:
        case "Invoice":
            owed: Decimal = data["TotalAmt"] - data["Deposit"]
            return owed
        case "CreditMemo":
            credit: Decimal = -data["TotalAmt"]
            return credit
    return ZERO


def _unapplied(total: Decimal, lines: list[Data]) -> Decimal:
    """What is left of a payment and the credits that it uses, once its invoices are paid."""
    signs = {"Invoice": -1, "CreditMemo": 1}
    return total + sum((signs[line_target(line)[0]] * line["Amount"] for line in lines), ZERO)


def _reference(body: Mapping[str, Any], name: str) -> str | None:
    reference = body.get(name)
    if reference is None:
        return None
    if not isinstance(reference, Mapping) or not reference.get("value"):
        raise errors.missing(f"{name}.value")
    return str(reference["value"])


def _named(customer: Record) -> Data:
    return {"value": customer.id, "name": customer.data["DisplayName"]}


def _emptied_line(line: Data) -> Data:
    new = {**line, "Amount": ZERO} if "Amount" in line else dict(line)
    detail = new.get("SalesItemLineDetail")
    if isinstance(detail, dict):
        new["SalesItemLineDetail"] = {**detail, **{name: ZERO for name in ("Qty", "UnitPrice") if name in detail}}
    return new
