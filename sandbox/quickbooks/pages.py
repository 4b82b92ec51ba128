"""The ledger as the bookkeeper sees it: what is owed and since when, what came in, what a person types in."""
# ruff: noqa: E501 - HTML is read in its own lines

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from sandbox.quickbooks import errors
from sandbox.quickbooks.books import ZERO, decimals, line_target
from sandbox.quickbooks.company import Company
from sandbox.quickbooks.page_style import page, text
from sandbox.quickbooks.records import Data
from sandbox.wire import Request, Response

if TYPE_CHECKING:
    from sandbox.quickbooks.vendor import PlayedQuickBooks

# The columns of QuickBooks' A/R aging: the most days past due in each.
_AGES: tuple[tuple[str, int, str], ...] = (
    ("Current", 0, "#2563eb"),
    ("Days past due: 1–30", 30, "#d97706"),
    ("Days past due: 31–60", 60, "#ea580c"),
    ("Days past due: 61–90", 90, "#dc2626"),
    ("Days past due: 91 and over", 10**6, "#991b1b"),
)


class Pages:
    """Everything under /ledger."""

    def __init__(self, vendor: PlayedQuickBooks) -> None:
        self._vendor = vendor

    def handle(self, request: Request, path: str) -> Response:
        """Answer a person's browser; the caller holds the lock."""
        parts = path.strip("/").split("/")
        match request.method, parts:
            case "GET", [""] | ["ledger"]:
                return self._companies("" if request.path.endswith("ledger/") else "ledger/")
            case "GET", ["ledger", realm] if realm in self._vendor.companies:
                return _ledger(self._vendor.companies[realm], request.one("trouble"))
            case "GET", ["ledger", realm, "invoices", id_] if realm in self._vendor.companies:
                return _invoice(self._vendor.companies[realm], id_)
            case "POST", ["ledger", realm, *rest] if realm in self._vendor.companies:
                return self._act(self._vendor.companies[realm], rest, dict(request.form()))
        return page(
            "Not found",
            '<main class="narrow"><section class="card"><h1>There is no such page</h1></section></main>',
            status=404,
        )

    def _companies(self, base: str) -> Response:
        links = "".join(
            f'<p><a href="{text(base)}{text(quote(realm))}">{text(company.habits.name)}</a> <span class="sub">company {text(realm)}</span></p>'
            for realm, company in self._vendor.companies.items()
        )
        return page(
            "QuickBooks, played",
            f'<main class="narrow"><section class="card"><h1>Companies</h1>{links}</section></main>',
        )

    def _act(self, company: Company, rest: list[str], form: dict[str, str]) -> Response:
        # Relative addresses, so that the pages also work behind a path.
        up = "../" * (len(rest) - 1)
        trouble = ""
        try:
            match rest:
                case ["payments"]:
                    _record_payment(company, form)
                case ["invoices"]:
                    _create_invoice(company, form)
                case ["invoices", id_, "void"]:
                    company.void_invoice(id_)
                case ["payments", id_, "void"]:
                    company.void_payment(id_)
                case _:
                    trouble = "There is no such action."
        except errors.Fault as fault:
            trouble = fault.detail
        except (KeyError, ValueError, InvalidOperation) as error:
            trouble = f"That was not understood: {error}"
        query = f"?{urlencode({'trouble': trouble})}" if trouble else ""
        return Response(303, b"", {"location": f"{up}../{quote(company.realm)}{query}"})


def _minor(company: Company, written: str, owner: Data) -> int:
    amount = Decimal(written.replace(",", "").replace("$", "").strip())
    minor = amount.scaleb(decimals(company.books.currency_of(owner)))
    if minor <= 0 or minor != minor.to_integral_value():
        raise ValueError(f"{written} is no amount")
    return int(minor)


def _record_payment(company: Company, form: dict[str, str]) -> None:
    invoice = company.invoice(form["invoice"])
    amount = _minor(company, form["amount"], invoice) if form.get("amount") else None
    company.receive_check(form["invoice"], amount, number=form.get("number", ""))


def _create_invoice(company: Company, form: dict[str, str]) -> None:
    customer = company.customer(form["customer"])
    due = date.fromisoformat(form["due"]) if form.get("due") else None
    company.add_invoice(
        form["customer"],
        _minor(company, form["amount"], customer),
        due=due,
        description=form.get("description") or "Services",
    )


# ---------------------------------------------------------------------- what is shown


def _money(company: Company, amount: Decimal, data: Data) -> str:
    currency = company.books.currency_of(data)
    sign = "$" if currency == "USD" else f"{currency} "
    return text(f"{sign}{amount:,.{decimals(currency)}f}")


def _days_late(invoice: Data, today: date) -> int:
    return (today - date.fromisoformat(invoice["DueDate"])).days if invoice.get("DueDate") else 0


def _is_void(data: Data) -> bool:
    return not data["TotalAmt"] and str(data.get("PrivateNote", "")).startswith("Voided")


def _status(invoice: Data, today: date) -> tuple[str, str]:
    late = _days_late(invoice, today)
    if _is_void(invoice):
        return "void", "Voided"
    if invoice["Balance"] <= 0:
        return "paid", "Paid"
    if late > 0:
        return "overdue", f"Overdue {late} day{'s' if late != 1 else ''}"
    return (
        ("partial", "Partly paid")
        if invoice["Balance"] < invoice["TotalAmt"]
        else ("open", f"Due in {-late} days" if late else "Due today")
    )


def _chip(status: tuple[str, str]) -> str:
    return f'<span class="chip {status[0]}">{text(status[1])}</span>'


def _table(heads: Iterable[str], rows: Iterable[str]) -> str:
    head = "".join(
        f'<th class="n">{text(name[1:])}</th>' if name.startswith(">") else f"<th>{text(name)}</th>" for name in heads
    )
    body = "".join(rows) or '<tr class="dim"><td colspan="9">Nothing yet.</td></tr>'
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _header(company: Company, nav: str = "") -> str:
    return (
        f'<header><span class="mark">qb</span><div><h1>{text(company.habits.name)}</h1>'
        f"<p>QuickBooks, played · company {text(company.realm)} · {company.today:%A, %d %B %Y}</p></div><nav>{nav}</nav></header>"
    )


def _tiles(company: Company, invoices: list[Data]) -> str:
    home = company.habits.home_currency
    totals = dict.fromkeys((name for name, _, _ in _AGES), ZERO)
    for invoice in invoices:
        if invoice["Balance"] > 0:
            late = _days_late(invoice, company.today)
            name = next(name for name, most, _ in _AGES if late <= most)
            totals[name] += invoice["Balance"] * invoice.get("ExchangeRate", Decimal(1))
    whole: Data = {"CurrencyRef": {"value": home}}
    tiles = [
        ("Open in all", sum(totals.values(), ZERO), "#1f2a37"),
        *((name, totals[name], colour) for name, _, colour in _AGES),
    ]
    return "".join(
        f'<div class="tile" style="--c:{colour}"><b>{_money(company, amount, whole)}</b><span>{text(name)}</span></div>'
        for name, amount, colour in tiles
    )


def _ledger(company: Company, trouble: str) -> Response:
    today, realm = company.today, quote(company.realm)
    invoices, payments, customers = company.invoices(), company.payments(), company.customers()
    numbers = {
        invoice["Id"]: str(invoice.get("DocNumber", invoice["Id"])) for invoice in [*invoices, *company.credit_memos()]
    }
    invoices.sort(key=lambda invoice: (invoice["Balance"] <= 0, str(invoice.get("DueDate", "")), int(invoice["Id"])))

    def invoice_row(invoice: Data) -> str:
        void = (
            f'<form class="inline" method="post" action="{realm}/invoices/{invoice["Id"]}/void"><button class="quiet tiny">Void</button></form>'
            if invoice["Balance"] > 0
            else ""
        )
        status = _status(invoice, today)
        return (
            f'<tr id="invoice-{invoice["Id"]}" data-status="{status[0]}"{"" if invoice["Balance"] > 0 else " class=dim"}>'
            f'<td><a href="{realm}/invoices/{invoice["Id"]}">{text(numbers[invoice["Id"]])}</a></td>'
            f"<td>{text(invoice['CustomerRef'].get('name', ''))}</td><td class=d>{text(invoice.get('DueDate', '—'))}</td>"
            f'<td class="n">{_money(company, invoice["TotalAmt"], invoice)}</td><td class="n"><b>{_money(company, invoice["Balance"], invoice)}</b></td>'
            f"<td>{_chip(status)}</td><td>{void}</td></tr>"
        )

    def customer_row(customer: Data) -> str:
        phones = [
            customer[name]["FreeFormNumber"]
            for name in ("PrimaryPhone", "Mobile", "AlternatePhone")
            if name in customer
        ]
        return (
            f"<tr{'' if customer['Active'] else ' class=dim'}><td>{text(customer['FullyQualifiedName'])}</td><td>{text(', '.join(phones) or '—')}</td>"
            f'<td class="sub">{text(customer.get("Notes", ""))}</td><td class="n">{_money(company, customer["Balance"], customer)}</td></tr>'
        )

    open_options = "".join(
        f'<option value="{invoice["Id"]}">{text(numbers[invoice["Id"]])} · {text(invoice["CustomerRef"].get("name", ""))} · '
        f"{_money(company, invoice['Balance'], invoice)}</option>"
        for invoice in invoices
        if invoice["Balance"] > 0
    )
    customer_options = "".join(
        f'<option value="{customer["Id"]}">{text(customer["DisplayName"])}</option>'
        for customer in customers
        if customer["Active"]
    )
    open_credits = [memo for memo in company.credit_memos() if memo["RemainingCredit"] > 0]
    credit_rows = (
        f'<tr id="credit-{memo["Id"]}"><td>{text(numbers[memo["Id"]])}</td><td>{text(memo["CustomerRef"].get("name", ""))}</td>'
        f'<td class="n"><b>{_money(company, memo["RemainingCredit"], memo)}</b></td></tr>'
        for memo in open_credits
    )
    forms = f"""
<section class="card"><h2>Record a check</h2><form method="post" action="{realm}/payments" id="record-payment">
<label>Invoice<select name="invoice">{open_options}</select></label>
<label>Amount (empty: all that is open)<input name="amount" inputmode="decimal"></label>
<label>Check number<input name="number" maxlength="21"></label><button>Save payment</button></form></section>
<section class="card"><h2>Create an invoice</h2><form method="post" action="{realm}/invoices" id="create-invoice">
<label>Customer<select name="customer">{customer_options}</select></label>
<label>Amount<input name="amount" inputmode="decimal" required></label><label>Due date<input name="due" type="date" value="{today.isoformat()}"></label>
<label>Description<input name="description" maxlength="120"></label><button>Save and send</button></form></section>"""
    notice = f'<p class="notice">{text(trouble)}</p>' if trouble else ""
    heads = ("Number", "Customer", "Due", ">Total", ">Balance", "Status", "")
    body = f"""{_header(company, '<a href="#invoices">Invoices</a><a href="#payments">Payments</a><a href="#customers">Customers</a>')}
<main>{notice}<div class="tiles">{_tiles(company, invoices)}</div>
<div class="columns"><div class="stack">
<section class="card" id="invoices"><h2>Invoices</h2>{_table(heads, map(invoice_row, invoices))}</section>
</div><div class="stack">{forms}
<section class="card" id="credits"><h2>Open credits</h2>{_table(("Number", "Customer", ">Left"), credit_rows)}</section>
</div></div>
<section class="card" id="payments"><h2>Payments</h2>{_payments(company, payments, numbers)}</section>
<section class="card" id="customers"><h2>Customers</h2>{_table(("Name", "Phone", "Notes", ">Balance"), map(customer_row, customers))}</section>
</main>"""
    return page(f"{company.habits.name}: ledger", body)


def _payments(company: Company, payments: list[Data], numbers: dict[str, str]) -> str:
    methods = {record.id: record.data["Name"] for record in company.books.store.all("PaymentMethod")}

    def row(payment: Data) -> str:
        applied = ", ".join(
            f"{'credit ' if line_target(line)[0] == 'CreditMemo' else ''}{text(numbers.get(line_target(line)[1], line_target(line)[1]))} "
            f"({_money(company, line['Amount'], payment)})"
            for line in payment["Line"]
        )
        if payment["UnappliedAmt"]:
            applied += (
                f' <span class="chip partial">unapplied {_money(company, payment["UnappliedAmt"], payment)}</span>'
            )
        if _is_void(payment):
            applied = _chip(("void", "Voided"))
        return (
            f'<tr id="payment-{payment["Id"]}"><td class="d">{text(payment["TxnDate"])}</td><td>{text(payment["CustomerRef"].get("name", ""))}</td>'
            f"<td>{text(methods.get(payment.get('PaymentMethodRef', {}).get('value', ''), ''))}</td>"
            f'<td>{text(payment.get("PaymentRefNum", "—"))}<div class="sub">{text(payment.get("PrivateNote", ""))}</div></td>'
            f'<td>{applied}</td><td class="n"><b>{_money(company, payment["TotalAmt"], payment)}</b></td></tr>'
        )

    return _table(("Date", "Customer", "Method", "Reference", "Applied to", ">Amount"), map(row, reversed(payments)))


def _invoice(company: Company, id_: str) -> Response:
    try:
        invoice = company.invoice(id_)
    except KeyError:
        return page(
            "Not found",
            '<main class="narrow"><section class="card"><h1>There is no such invoice</h1></section></main>',
            status=404,
        )
    numbers = {id_: str(invoice.get("DocNumber", id_))}
    show: Callable[[Decimal], str] = lambda amount: _money(company, amount, invoice)  # noqa: E731
    lines = [
        f'<tr><td>{text(line.get("Description", line.get("DetailType", "")))}</td><td class="n">{show(line.get("Amount", ZERO))}</td></tr>'
        for line in invoice["Line"]
        if line.get("DetailType") != "SubTotalLineDetail"
    ]
    delivery = invoice.get("DeliveryInfo", {})
    facts = {
        "Customer": invoice["CustomerRef"].get("name", ""),
        "Date": invoice["TxnDate"],
        "Due": invoice.get("DueDate", "—"),
        "Terms": invoice.get("SalesTermRef", {}).get("name", "—"),
        "E-mail": invoice.get("BillEmail", {}).get("Address", "—"),
        "Sent": delivery.get("DeliveryErrorType") or delivery.get("DeliveryTime") or invoice["EmailStatus"],
        "Note": invoice.get("PrivateNote", "—"),
    }
    shown = "".join(f"<tr><th>{text(name)}</th><td>{text(value)}</td></tr>" for name, value in facts.items())
    body = f"""{_header(company, f'<a href="../../{quote(company.realm)}">Ledger</a>')}
<main><section class="card"><h1>Invoice {text(numbers[id_])} {_chip(_status(invoice, company.today))}</h1><table>{shown}</table></section>
<section class="card"><h2>Lines</h2>{_table(("Description", ">Amount"), lines)}
<p><b>Total {show(invoice["TotalAmt"])} · open {show(invoice["Balance"])}</b></p></section>
<section class="card"><h2>Payments</h2>{_payments(company, company.payments_on(id_), numbers)}</section></main>"""
    return page(f"Invoice {numbers[id_]}", body)
