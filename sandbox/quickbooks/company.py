"""One played company for those who work in it: what a bookkeeper does, as the API does it and with its webhooks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sandbox.quickbooks import errors
from sandbox.quickbooks.books import ZERO, Books, Habits, decimals
from sandbox.quickbooks.records import Data, Record

EMAILS_A_DAY = 40


class Company:
    """A company and its bookkeeper. Amounts are integers of the currency's smallest unit; ids are text, as on the wire.

    The reading methods give the objects as the API shows them, with Decimals for their numbers: look, don't change.
    """

    def __init__(
        self, books: Books, working: Callable[[], AbstractContextManager[None]], now: Callable[[], datetime]
    ) -> None:
        self.books = books
        self.emails_sent: dict[date, int] = {}
        self._working = working
        self._now = now

    @property
    def realm(self) -> str:
        """The company's id."""
        return self.books.realm

    @property
    def habits(self) -> Habits:
        """The company's settings; they may be changed at any time (a book close date, a lapsed subscription…)."""
        return self.books.habits

    @property
    def today(self) -> date:
        """The company's own date."""
        return self.books.today

    @property
    def index_lag(self) -> timedelta:
        """How far queries are behind the truth; reading by id never is."""
        return self.books.store.lag

    @index_lag.setter
    def index_lag(self, lag: timedelta) -> None:
        with self._working():
            self.books.store.lag = lag

    # ------------------------------------------------------------------ lists

    def add_term(self, name: str, due_days: int) -> str:
        """A payment term; returns its id."""
        with self._working():
            return self.books.add_named("Term", name, Type="STANDARD", DueDays=due_days)

    def add_customer_type(self, name: str) -> str:
        """A customer type; returns its id."""
        with self._working():
            return self.books.add_named("CustomerType", name)

    def add_account(self, name: str, account_type: str = "Other Current Asset") -> str:
        """An account; returns its id."""
        with self._working():
            return self.books.add_named("Account", name, FullyQualifiedName=name, AccountType=account_type)

    def id_of(self, kind: str, name: str) -> str:
        """The id of a term, customer type, account, payment method or customer by its name, or KeyError."""
        with self._working():
            for record in self.books.store.all(kind):
                if name in (record.data.get("Name"), record.data.get("DisplayName")):
                    return record.id
        raise KeyError(f"no {kind} named {name}")

    # ------------------------------------------------------------------ customers

    def add_customer(
        self,
        name: str,
        *,
        phone: str = "",
        mobile: str = "",
        alternate_phone: str = "",
        email: str = "",
        notes: str = "",
        customer_type: str = "",
        term: str = "",
        parent: str = "",
        currency: str = "",
        address: Mapping[str, str] | None = None,
        created: datetime | None = None,
        **more: Any,
    ) -> str:
        """A customer; type and term are given by name, the parent by id. Returns the id."""
        body: Data = {"DisplayName": name, **more}
        for field, number in (("PrimaryPhone", phone), ("Mobile", mobile), ("AlternatePhone", alternate_phone)):
            if number:
                body[field] = {"FreeFormNumber": number}
        if email:
            body["PrimaryEmailAddr"] = {"Address": email}
        if notes:
            body["Notes"] = notes
        if customer_type:
            body["CustomerTypeRef"] = {"value": self.id_of("CustomerType", customer_type)}
        if term:
            body["SalesTermRef"] = {"value": self.id_of("Term", term)}
        if parent:
            body.update({"ParentRef": {"value": parent}, "Job": True})
        if currency:
            body["CurrencyRef"] = {"value": currency}
        if address:
            body["BillAddr"] = dict(address)
        with self._working():
            return self.books.create("Customer", body, at=created).id

    def edit_customer(self, customer_id: str, **fields: Any) -> None:
        """Change a customer, fields as in the API; None empties one."""
        with self._working():
            self.books.update("Customer", self._sparse("Customer", customer_id, fields))

    def merge_customers(self, keep: str, gone: str) -> None:
        """Merge one customer into another: what it bought moves, it disappears, and one webhook says `merged`."""
        with self._working():
            self.books.merge_customers(keep, gone)

    # ------------------------------------------------------------------ invoices and credits

    def add_invoice(
        self,
        customer_id: str,
        amount: int,
        *,
        due: date | None = None,
        day: date | None = None,
        number: str = "",
        term: str = "",
        description: str = "Services",
        sent: bool = True,
        created: datetime | None = None,
        **more: Any,
    ) -> str:
        """An invoice, e-mailed unless `sent` is false; without `due` its date follows from the term. Returns the id."""
        body: Data = {
            "CustomerRef": {"value": customer_id},
            "Line": self._one_line(customer_id, amount, description),
            **more,
        }
        if due is not None:
            body["DueDate"] = due.isoformat()
        if day is not None:
            body["TxnDate"] = day.isoformat()
        if number:
            body["DocNumber"] = number
        if term:
            body["SalesTermRef"] = {"value": self.id_of("Term", term)}
        with self._working():
            record = self.books.create("Invoice", body, at=created)
            if sent:
                self.books.mark_sent(record, created or self._now(), tell=False)
            return record.id

    def edit_invoice(
        self, invoice_id: str, *, amount: int | None = None, due: date | None = None, **fields: Any
    ) -> None:
        """Change an invoice as a person in QuickBooks would."""
        with self._working():
            data = self._data("Invoice", invoice_id)
            if amount is not None:
                fields["Line"] = self._one_line(data["CustomerRef"]["value"], amount, "Services")
            if due is not None:
                fields["DueDate"] = due.isoformat()
            self.books.update("Invoice", self._sparse("Invoice", invoice_id, fields))

    def void_invoice(self, invoice_id: str) -> None:
        """Void an invoice: it then looks paid but for its total and its note."""
        with self._working():
            self.books.void("Invoice", self._sparse("Invoice", invoice_id))

    def delete_invoice(self, invoice_id: str) -> None:
        """Delete an invoice."""
        with self._working():
            self.books.delete("Invoice", self._sparse("Invoice", invoice_id))

    def send_invoice(self, invoice_id: str) -> None:
        """E-mail an invoice through QuickBooks."""
        with self._working():
            self.books.mark_sent(self._record("Invoice", invoice_id), self._now(), tell=True)

    def bounce_invoice(self, invoice_id: str, error: str = "Bounced Email") -> None:
        """The e-mail of an invoice came back."""
        with self._working():
            self.books.mark_bounced(self._record("Invoice", invoice_id), error)

    def add_credit_memo(self, customer_id: str, amount: int, *, number: str = "", day: date | None = None) -> str:
        """A credit memo, open until applied (at once, where the company applies credits by itself). Returns the id."""
        body: Data = {"CustomerRef": {"value": customer_id}, "Line": self._one_line(customer_id, amount, "Credit")}
        if number:
            body["DocNumber"] = number
        if day is not None:
            body["TxnDate"] = day.isoformat()
        with self._working():
            return self.books.create("CreditMemo", body).id

    def apply_credit(self, credit_id: str, invoice_id: str, amount: int | None = None) -> str:
        """Apply a credit to an invoice: a payment of nothing that links both. Returns that payment's id."""
        with self._working():
            credit, invoice = self._data("CreditMemo", credit_id), self._data("Invoice", invoice_id)
            used = min(credit["Balance"], invoice["Balance"]) if amount is None else self._major(amount, invoice)
            lines = [
                {"Amount": used, "LinkedTxn": [{"TxnId": invoice_id, "TxnType": "Invoice"}]},
                {"Amount": used, "LinkedTxn": [{"TxnId": credit_id, "TxnType": "CreditMemo"}]},
            ]
            return self.books.create("Payment", self._paying(invoice, ZERO, lines)).id

    def add_refund_receipt(self, customer_id: str, amount: int) -> str:
        """Money given back to a customer. Returns the id."""
        body = {
            "CustomerRef": {"value": customer_id},
            "Line": self._one_line(customer_id, amount, "Refund"),
            "DepositToAccountRef": {"value": "1"},
        }
        with self._working():
            return self.books.create("RefundReceipt", body).id

    def add_journal_entry(self, customer_id: str, amount: int) -> str:
        """A journal entry coded to receivables: the customer owes more or less, and no invoice or credit shows it."""
        with self._working():
            return self.books.add_journal_entry(customer_id, self._major(amount, self._data("Customer", customer_id)))

    # ------------------------------------------------------------------ payments

    def receive_check(
        self, invoice_id: str, amount: int | None = None, *, number: str = "", day: date | None = None
    ) -> str:
        """A check for one invoice: for all that is open, or an amount whose excess stays a credit. Returns the id."""
        with self._working():
            invoice = self._data("Invoice", invoice_id)
            total = invoice["Balance"] if amount is None else self._major(amount, invoice)
            lines = []
            if min(total, invoice["Balance"]) > 0:
                lines = [
                    {
                        "Amount": min(total, invoice["Balance"]),
                        "LinkedTxn": [{"TxnId": invoice_id, "TxnType": "Invoice"}],
                    }
                ]
            body = self._paying(invoice, total, lines)
            body["PaymentMethodRef"] = {"value": self.id_of("PaymentMethod", "Check")}
            if number:
                body["PaymentRefNum"] = number
            if day is not None:
                body["TxnDate"] = day.isoformat()
            return self.books.create("Payment", body).id

    def receive_payment(
        self,
        customer_id: str,
        amount: int,
        applied: Mapping[str, int] | None = None,
        *,
        number: str = "",
        method: str = "Check",
    ) -> str:
        """A payment of one customer for any of its invoices (id to amount); the rest is unapplied. Returns the id."""
        with self._working():
            customer = self._data("Customer", customer_id)
            lines = [
                {"Amount": self._major(part, customer), "LinkedTxn": [{"TxnId": invoice_id, "TxnType": "Invoice"}]}
                for invoice_id, part in (applied or {}).items()
            ]
            body = self._paying(
                {**customer, "CustomerRef": {"value": customer_id}}, self._major(amount, customer), lines
            )
            body["PaymentMethodRef"] = {"value": self.id_of("PaymentMethod", method)}
            if number:
                body["PaymentRefNum"] = number
            return self.books.create("Payment", body).id

    def void_payment(self, payment_id: str) -> None:
        """Void a payment: what it paid is open again."""
        with self._working():
            self.books.void("Payment", self._sparse("Payment", payment_id))

    def delete_payment(self, payment_id: str) -> None:
        """Delete a payment: what it paid is open again."""
        with self._working():
            self.books.delete("Payment", self._sparse("Payment", payment_id))

    def deposit(self, payment_ids: Sequence[str]) -> str:
        """Put payments on a bank deposit, after which they can't be changed (6540). Returns the deposit's id."""
        with self._working():
            return self.books.deposit([self._record("Payment", payment_id) for payment_id in payment_ids])

    # ------------------------------------------------------------------ as old data may be

    def tamper(self, kind: str, id_: str, **fields: Any) -> None:
        """Set fields past every rule (None takes one away), as old data may be: no due date, no currency…"""
        with self._working():
            self.books.tamper(self._record(kind, id_), fields)

    # ------------------------------------------------------------------ reading

    def invoices(self) -> list[Data]:
        """All invoices, oldest first."""
        return self._all("Invoice")

    def payments(self) -> list[Data]:
        """All payments, oldest first."""
        return self._all("Payment")

    def customers(self) -> list[Data]:
        """All customers, inactive ones too."""
        return self._all("Customer")

    def credit_memos(self) -> list[Data]:
        """All credit memos, oldest first."""
        return self._all("CreditMemo")

    def invoice(self, invoice_id: str) -> Data:
        """One invoice; KeyError if there is none (any more)."""
        with self._working():
            return self._data("Invoice", invoice_id)

    def payment(self, payment_id: str) -> Data:
        """One payment; KeyError if there is none (any more)."""
        with self._working():
            return self._data("Payment", payment_id)

    def customer(self, customer_id: str) -> Data:
        """One customer; KeyError if there is none."""
        with self._working():
            return self._data("Customer", customer_id)

    def payments_on(self, invoice_id: str) -> list[Data]:
        """The payments that an invoice is linked to, in the order in which they came."""
        with self._working():
            links = self._data("Invoice", invoice_id)["LinkedTxn"]
            return [self._data("Payment", link["TxnId"]) for link in links if link["TxnType"] == "Payment"]

    def balance(self, invoice_id: str) -> int:
        """What is open on an invoice, in minor units."""
        with self._working():
            invoice = self._data("Invoice", invoice_id)
            return self.minor(invoice["Balance"], invoice)

    def minor(self, amount: Decimal, data: Mapping[str, Any]) -> int:
        """An amount of an object in minor units of that object's currency."""
        return int(amount.scaleb(decimals(self.books.currency_of(data))))

    # ------------------------------------------------------------------ within

    def _all(self, kind: str) -> list[Data]:
        with self._working():
            return [record.data for record in self.books.store.all(kind)]

    def _record(self, kind: str, id_: str) -> Record:
        record = self.books.store.get(kind, id_)
        if record is None:
            raise KeyError(f"no {kind} {id_}")
        return record

    def _data(self, kind: str, id_: str) -> Data:
        return self._record(kind, id_).data

    def _sparse(self, kind: str, id_: str, fields: Mapping[str, Any] | None = None) -> Data:
        return {"Id": id_, "SyncToken": self._data(kind, id_)["SyncToken"], "sparse": True, **(fields or {})}

    def _major(self, amount: int, data: Mapping[str, Any]) -> Decimal:
        return Decimal(amount).scaleb(-decimals(self.books.currency_of(data)))

    def _one_line(self, customer_id: str, amount: int, description: str) -> list[Data]:
        with self._working():
            major = self._major(amount, self._data("Customer", customer_id))
        detail = {"ItemRef": {"value": "1", "name": "Services"}, "Qty": Decimal(1), "UnitPrice": major}
        return [
            {
                "Description": description,
                "Amount": major,
                "DetailType": "SalesItemLineDetail",
                "SalesItemLineDetail": detail,
            }
        ]

    def _paying(self, owner: Mapping[str, Any], total: Decimal, lines: list[Data]) -> Data:
        body: Data = {"CustomerRef": {"value": owner["CustomerRef"]["value"]}, "TotalAmt": total, "Line": lines}
        if self.habits.multicurrency:
            body["CurrencyRef"] = {"value": self.books.currency_of(owner)}
            body["ExchangeRate"] = owner.get("ExchangeRate", Decimal(1))
        return body


def send_for(company: Company, record: Record, now: datetime) -> None:
    """The API's own send, within its daily limit."""
    day = company.books.today
    if company.emails_sent.get(day, 0) >= EMAILS_A_DAY:
        raise errors.business("You've reached the limit of e-mails that can be sent in a day.")
    company.emails_sent[day] = company.emails_sent.get(day, 0) + 1
    company.books.mark_sent(record, now, tell=True)
