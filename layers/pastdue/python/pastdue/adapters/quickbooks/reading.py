"""QuickBooks' objects as our values: what is missing is told apart from what cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from pastdue.adapters.quickbooks.wire import Data
from pastdue.domain.errors import BadInput, Refused
from pastdue.domain.ledger import (
    CREDIT_MEMO,
    CompanyInfo,
    Credit,
    Customer,
    Invoice,
    InvoiceStatus,
    LedgerPayment,
    LedgerPaymentLine,
    Term,
)
from pastdue.domain.money import Money, exponent, from_decimal

UNREADABLE = "unreadable"
UNAPPLIED_PAYMENT = "payment"
# The only mark of a void, whose balance is 0 as a paid one's is (vendor-facts, Objects).
_VOIDED = "Voided"


# QuickBooks writes every time with its offset; where an answer has none, it is taken for UTC.
_Moment = Annotated[datetime, AfterValidator(lambda at: at if at.tzinfo else at.replace(tzinfo=UTC))]


class _Wire(BaseModel):
    """A part of QuickBooks' JSON; null and the empty string mean absent, unknown properties are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", coerce_numbers_to_str=True)

    @model_validator(mode="before")
    @classmethod
    def _absent(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if value is not None and value != ""}


class _Ref(_Wire):
    value: str = ""
    name: str = ""


class _Email(_Wire):
    Address: str | None = None


class _Phone(_Wire):
    FreeFormNumber: str | None = None


class _MetaData(_Wire):
    CreateTime: _Moment | None = None
    LastUpdatedTime: _Moment | None = None


class _Linked(_Wire):
    TxnId: str
    TxnType: str


class _Delivery(_Wire):
    DeliveryErrorType: str | None = None
    DeliveryTime: _Moment | None = None


class _Transaction(_Wire):
    Id: str
    TxnDate: date | None = None
    CurrencyRef: _Ref | None = None
    CustomerRef: _Ref = _Ref()
    PrivateNote: str = ""
    MetaData: _MetaData = _MetaData()

    @model_validator(mode="after")
    def _dated(self) -> _Transaction:
        if self.TxnDate is None and self.MetaData.CreateTime is None:
            raise ValueError("neither TxnDate nor MetaData.CreateTime")
        return self

    def currency(self, home: Callable[[], str]) -> str:
        """Where multicurrency is off CurrencyRef may be absent; then it is the home currency."""
        return (self.CurrencyRef.value if self.CurrencyRef else "") or home()

    def issued_on(self) -> date:
        return self.TxnDate or self.created_at().date()

    def created_at(self) -> datetime:
        """When it was entered; where QuickBooks does not say, when its day began."""
        at = self.MetaData.CreateTime
        return at.astimezone(UTC) if at else datetime.combine(self.TxnDate or date.max, time(0), UTC)

    def updated_at(self) -> datetime:
        at = self.MetaData.LastUpdatedTime
        return at.astimezone(UTC) if at else self.created_at()


class _Invoice(_Transaction):
    SyncToken: str = "0"
    DocNumber: str = ""
    DueDate: date | None = None
    TotalAmt: Decimal
    Balance: Decimal
    ExchangeRate: Decimal | None = None
    BillEmail: _Email = _Email()
    SalesTermRef: _Ref = _Ref()
    LinkedTxn: tuple[_Linked, ...] = ()
    ProjectRef: _Ref = _Ref()
    EmailStatus: str = ""
    DeliveryInfo: _Delivery = _Delivery()

    def status(self) -> InvoiceStatus:
        if self.Balance > 0:
            return InvoiceStatus.OPEN
        voided = self.TotalAmt == 0 and self.PrivateNote.startswith(_VOIDED)
        return InvoiceStatus.VOID if voided else InvoiceStatus.PAID


class _PaymentLine(_Wire):
    Amount: Decimal = Decimal(0)
    LinkedTxn: tuple[_Linked, ...] = ()


class _Payment(_Transaction):
    TotalAmt: Decimal
    UnappliedAmt: Decimal = Decimal(0)
    PaymentRefNum: str = ""
    LinkedTxn: tuple[_Linked, ...] = ()
    Line: tuple[_PaymentLine, ...] = ()


class _CreditMemo(_Transaction):
    RemainingCredit: Decimal | None = None
    Balance: Decimal | None = None

    def remaining(self) -> Decimal:
        return next((amount for amount in (self.RemainingCredit, self.Balance) if amount is not None), Decimal(0))


class _Address(_Wire):
    CountrySubDivisionCode: str | None = None
    Country: str | None = None


class _Customer(_Wire):
    Id: str
    DisplayName: str = ""
    GivenName: str | None = None
    CompanyName: str | None = None
    Mobile: _Phone = _Phone()
    PrimaryPhone: _Phone = _Phone()
    AlternatePhone: _Phone = _Phone()
    PrimaryEmailAddr: _Email = _Email()
    BillAddr: _Address = _Address()
    CustomerTypeRef: _Ref = _Ref()
    Notes: str = ""
    ParentRef: _Ref = _Ref()
    BillWithParent: bool = False
    Active: bool = True
    CurrencyRef: _Ref = _Ref()
    BalanceWithJobs: Decimal | None = None
    MetaData: _MetaData = _MetaData()


class _Term(_Wire):
    Id: str
    Name: str = ""
    DueDays: Decimal | None = None


class _CompanyInfo(_Wire):
    CompanyName: str = ""
    Email: _Email = _Email()
    Country: str = "US"


class _CurrencyPrefs(_Wire):
    HomeCurrency: _Ref = _Ref()
    MultiCurrencyEnabled: bool = False


class _AccountingPrefs(_Wire):
    BookCloseDate: date | None = None


class Preferences(_Wire):
    """The company's settings, as far as they concern us."""

    CurrencyPrefs: _CurrencyPrefs = _CurrencyPrefs()
    AccountingInfoPrefs: _AccountingPrefs = _AccountingPrefs()

    @property
    def home_currency(self) -> str:
        """The currency of whatever names none."""
        home = self.CurrencyPrefs.HomeCurrency.value
        if not home:
            raise Refused("QuickBooks' Preferences name no home currency", vendor="quickbooks", code=UNREADABLE)
        return home

    @property
    def multicurrency(self) -> bool:
        """Whether a write must name its currency and rate."""
        return self.CurrencyPrefs.MultiCurrencyEnabled


W = TypeVar("W", bound=_Wire)


def _read(kind: type[W], data: Data) -> W:
    """The wire object, or Refused that names object and property but none of its contents."""
    try:
        return kind.model_validate(dict(data))
    except ValidationError as error:
        wrong = ", ".join(sorted({".".join(map(str, part["loc"])) for part in error.errors(include_input=False)}))
        raise _unreadable(kind, str(data.get("Id", "without Id")), wrong) from None


def _unreadable(kind: type[_Wire], identifier: str, wrong: str) -> Refused:
    name = kind.__name__.lstrip("_")
    return Refused(f"QuickBooks' {name} {identifier} cannot be read: {wrong}", vendor="quickbooks", code=UNREADABLE)


def _money(amount: Decimal, currency: str, wire: _Transaction | _Customer) -> Money:
    try:
        return from_decimal(amount, currency)
    except (BadInput, ValidationError) as error:
        wrong = str(error) if isinstance(error, BadInput) else f"currency {currency!r}"
        raise _unreadable(type(wire), wire.Id, wrong) from None


def invoice(data: Data, home: Callable[[], str]) -> Invoice:
    """An Invoice; `home` gives the home currency and is asked only where the object names none."""
    wire = _read(_Invoice, data)
    currency = wire.currency(home)
    return Invoice(
        id=wire.Id,
        sync_token=wire.SyncToken,
        number=wire.DocNumber,
        customer_id=wire.CustomerRef.value,
        customer_name=wire.CustomerRef.name,
        issued_on=wire.issued_on(),
        due_on=wire.DueDate,
        total=_money(wire.TotalAmt, currency, wire),
        balance=_money(wire.Balance, currency, wire),
        status=wire.status(),
        exchange_rate=wire.ExchangeRate,
        term_id=wire.SalesTermRef.value or None,
        bill_email=wire.BillEmail.Address,
        created_at=wire.created_at(),
        sent=wire.EmailStatus == "EmailSent" if wire.EmailStatus else None,
        sent_at=wire.DeliveryInfo.DeliveryTime and wire.DeliveryInfo.DeliveryTime.astimezone(UTC),
        bounced=wire.DeliveryInfo.DeliveryErrorType is not None,
        updated_at=wire.updated_at(),
        payment_ids=tuple(linked.TxnId for linked in wire.LinkedTxn if linked.TxnType == "Payment"),
        credit_ids=tuple(linked.TxnId for linked in wire.LinkedTxn if linked.TxnType == "CreditMemo"),
        estimate_ids=tuple(linked.TxnId for linked in wire.LinkedTxn if linked.TxnType == "Estimate"),
        project_id=wire.ProjectRef.value or None,
    )


def payment(data: Data, home: Callable[[], str]) -> LedgerPayment:
    """A Payment; its lines are those that go to invoices."""
    wire = _read(_Payment, data)
    currency = wire.currency(home)
    return LedgerPayment(
        id=wire.Id,
        customer_id=wire.CustomerRef.value,
        total=_money(wire.TotalAmt, currency, wire),
        unapplied=_money(wire.UnappliedAmt, currency, wire),
        reference=wire.PaymentRefNum,
        note=wire.PrivateNote,
        paid_on=wire.issued_on(),
        lines=tuple(
            LedgerPaymentLine(invoice_id=linked.TxnId, amount=_money(line.Amount, currency, wire))
            for line in wire.Line
            for linked in line.LinkedTxn
            if linked.TxnType == "Invoice"
        ),
        voided=wire.TotalAmt == 0 and wire.PrivateNote.startswith(_VOIDED),
        deposited=any(linked.TxnType == "Deposit" for linked in wire.LinkedTxn),
        created_at=wire.created_at(),
    )


def unapplied_payment(data: Data, home: Callable[[], str]) -> Credit:
    """What a Payment has left over, as a credit."""
    wire = _read(_Payment, data)
    return Credit(
        id=wire.Id,
        kind=UNAPPLIED_PAYMENT,
        customer_id=wire.CustomerRef.value,
        remaining=_money(wire.UnappliedAmt, wire.currency(home), wire),
        issued_on=wire.issued_on(),
    )


def credit_memo(data: Data, home: Callable[[], str]) -> Credit:
    """A CreditMemo with what remains of it."""
    wire = _read(_CreditMemo, data)
    return Credit(
        id=wire.Id,
        kind=CREDIT_MEMO,
        customer_id=wire.CustomerRef.value,
        remaining=_money(wire.remaining(), wire.currency(home), wire),
        issued_on=wire.issued_on(),
    )


def customer(data: Data, home: Callable[[], str]) -> Customer:
    """A Customer; phones best first: mobile, primary, alternate."""
    wire = _read(_Customer, data)
    phones = (wire.Mobile, wire.PrimaryPhone, wire.AlternatePhone)
    return Customer(
        id=wire.Id,
        name=wire.DisplayName,
        given_name=wire.GivenName,
        company_name=wire.CompanyName,
        raw_phones=tuple(phone.FreeFormNumber for phone in phones if phone.FreeFormNumber),
        email=wire.PrimaryEmailAddr.Address,
        region=wire.BillAddr.CountrySubDivisionCode,
        country=wire.BillAddr.Country,
        type_id=wire.CustomerTypeRef.value or None,
        notes=wire.Notes,
        parent_id=wire.ParentRef.value or None,
        bill_with_parent=wire.BillWithParent,
        active=wire.Active,
        currency=wire.CurrencyRef.value or None,
        balance_with_jobs=_sum(wire, home),
        updated_at=wire.MetaData.LastUpdatedTime,
    )


def _sum(wire: _Customer, home: Callable[[], str]) -> Money | None:
    """BalanceWithJobs is a sum that QuickBooks reckons and a bound for us, so a fraction of a cent is rounded."""
    if wire.BalanceWithJobs is None:
        return None
    currency = wire.CurrencyRef.value or home()
    unit = Decimal(1).scaleb(-exponent(currency))
    return _money(wire.BalanceWithJobs.quantize(unit, rounding=ROUND_HALF_EVEN), currency, wire)


def term(data: Data) -> Term:
    """A sales term; one that falls on a day of the month has no due days."""
    wire = _read(_Term, data)
    return Term(id=wire.Id, name=wire.Name, due_days=None if wire.DueDays is None else int(wire.DueDays))


def preferences(data: Data) -> Preferences:
    """The company's settings."""
    return _read(Preferences, data)


def company(data: Data, settings: Preferences) -> CompanyInfo:
    """The company and its settings as one value."""
    wire = _read(_CompanyInfo, data)
    return CompanyInfo(
        name=wire.CompanyName,
        email=wire.Email.Address,
        country=wire.Country,
        home_currency=settings.home_currency,
        multicurrency=settings.multicurrency,
        books_closed_on=settings.AccountingInfoPrefs.BookCloseDate,
    )
