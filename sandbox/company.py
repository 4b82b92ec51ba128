"""The sample companies: a small plumbing business for the demo, and a file of real receivables for the replay."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sandbox.quickbooks import Company, PlayedQuickBooks

SAMPLE_REALM = "9130358721446"
SAMPLE_NAME = "Bright Pine Plumbing"

# Area codes that each lie in one time zone, so that a made-up number also has a place and an hour.
_AREA_CODES = ("212", "617", "404", "312", "214", "512", "303", "505", "415", "206", "213", "305")


@dataclass
class Sample:
    """The plumbing business: its ids and phones by the short names that the demo's story uses."""

    company: Company
    customers: dict[str, str] = field(default_factory=dict)
    invoices: dict[str, str] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    """E.164, of those customers that can be texted (and of the landline, which cannot)."""


@dataclass(frozen=True)
class _Who:
    key: str
    name: str
    given: str = ""
    family: str = ""
    primary: str = ""
    mobile: str = ""
    alternate: str = ""
    e164: str = ""
    email: str = ""
    notes: str = ""
    type: str = ""
    term: str = "Net 15"
    parent: str = ""
    city: str = "New York"
    state: str = "NY"
    postal: str = "10001"

    @property
    def address(self) -> dict[str, str]:
        return {"City": self.city, "CountrySubDivisionCode": self.state, "PostalCode": self.postal, "Country": "US"}


def _sample_customers(landline: str) -> Iterator[_Who]:
    # Numbers stand in whatever field and form somebody once typed them in; Mobile is mostly empty.
    yield _Who(
        "cafe",
        "Harborview Cafe",
        "Dana",
        primary="(212) 555-0123",
        e164="+12125550123",
        email="dana@harborview.example.com",
    )
    yield _Who(
        "bakery",
        "Panaderia Delgado",
        "Lucia",
        mobile="646-555-0147",
        e164="+16465550147",
        email="hola@delgado.example.com",
        notes="Back door after 4 pm. #lang:es",
    )
    yield _Who(
        "dental",
        "Maple Street Dental",
        primary="617.555.0133",
        e164="+16175550133",
        email="office@maplestreet.example.com",
        type="Recurring",
        city="Boston",
        state="MA",
        postal="02116",
    )
    yield _Who(
        "northgate",
        "Northgate Property Management",
        primary="(312) 555-0151 ext. 4",
        e164="+13125550151",
        email="payables@northgate.example.com",
        term="Net 60",
        city="Chicago",
        state="IL",
        postal="60601",
    )
    yield _Who(
        "elm_court",
        "Elm Court Apartments",
        parent="northgate",
        term="Net 60",
        city="Chicago",
        state="IL",
        postal="60614",
    )
    yield _Who(
        "city",
        "City of Fairmont Public Works",
        primary="(304) 555-0110",
        email="ap@fairmont.example.com",
        type="Government",
        city="Fairmont",
        state="WV",
        postal="26554",
    )
    yield _Who(
        "titan",
        "Titan Logistics Group",
        primary="(404) 555-0199",
        e164="+14045550199",
        email="vendors@titan.example.com",
        notes="Portal invoicing only. #excluded",
        city="Atlanta",
        state="GA",
        postal="30303",
    )
    yield _Who("hardware", "Walters Hardware", "Walter", email="walter@waltershardware.example.com")
    yield _Who("books", "Green Door Books", primary="call office", email="shop@greendoor.example.com")
    yield _Who("seniors", "Sunrise Senior Center", primary=landline, e164=landline, email="desk@sunrise.example.com")
    yield _Who(
        "inn", "Blue Heron Inn", "Maya", primary="917 555 0162", e164="+19175550162", email="inn@blueheron.example.com"
    )
    yield _Who(
        "events",
        "Blue Heron Events",
        "Maya",
        alternate="+1 917-555-0162",
        e164="+19175550162",
        email="events@blueheron.example.com",
    )
    yield _Who(
        "imports",
        "Pacific Rim Imports",
        "Kenji",
        mobile="(415) 555-0118",
        e164="+14155550118",
        email="kenji@pacrim.example.com",
        city="San Francisco",
        state="CA",
        postal="94105",
    )
    yield _Who(
        "brewing",
        "Lakeshore Brewing Co.",
        "Sam",
        primary="(312)555-0176",
        e164="+13125550176",
        email="sam@lakeshore.example.com",
        city="Chicago",
        state="IL",
        postal="60611",
    )
    yield _Who(
        "yoga",
        "Summit Yoga Studio",
        "Priya",
        primary="1-303-555-0139",
        e164="+13035550139",
        email="hello@summityoga.example.com",
        city="Denver",
        state="CO",
        postal="80202",
    )
    yield _Who(
        "contractor",
        "Harper and Sons Contracting",
        "Joe",
        "Harper",
        mobile="512 555 0184",
        e164="+15125550184",
        email="joe@harpersons.example.com",
        city="Austin",
        state="TX",
        postal="78701",
    )
    yield _Who(
        "gym",
        "Ironside Gym",
        "Marcus",
        mobile="(404) 555-0127",
        e164="+14045550127",
        email="marcus@ironside.example.com",
        city="Atlanta",
        state="GA",
        postal="30305",
    )
    yield _Who(
        "salon",
        "Riverside Salon",
        "Tara",
        mobile="213-555-0144",
        e164="+12135550144",
        email="tara@riversidesalon.example.com",
        city="Los Angeles",
        state="CA",
        postal="90012",
    )
    yield _Who(
        "law",
        "Brennan Law Offices",
        "Nora",
        primary="(617) 555-0158",
        e164="+16175550158",
        email="nora@brennanlaw.example.com",
        notes="Ask me before you text them. #vip",
        city="Boston",
        state="MA",
        postal="02110",
    )


# Key, customer, cents, days from today to the due date, what was done.
# What the demo's story (people.py) says of an invoice, it says by its key.
SAMPLE_INVOICES: tuple[tuple[str, str, int, int, str], ...] = (
    ("cafe_boiler", "cafe", 48_500, -1, "Boiler service and new relief valve"),
    ("cafe_sink", "cafe", 21_250, 9, "Prep sink drain line"),
    ("bakery_oven", "bakery", 132_000, -2, "Gas line for the second oven"),
    ("dental_1", "dental", 18_000, -24, "Monthly maintenance"),
    ("dental_2", "dental", 18_000, 6, "Monthly maintenance"),
    ("northgate_riser", "northgate", 412_075, -14, "Riser replacement, 3rd to 5th floor"),
    ("elm_heaters", "elm_court", 286_000, -19, "Two water heaters"),
    ("city_hydrant", "city", 965_000, -20, "Hydrant repair, Mill Street"),
    ("titan_dock", "titan", 540_000, -30, "Dock washroom refit"),
    ("hardware_toilet", "hardware", 31_500, -5, "Toilet and wax ring"),
    ("books_leak", "books", 27_800, -4, "Leak under the back stairs"),
    ("seniors_mixers", "seniors", 74_900, -3, "Thermostatic mixers, 6 rooms"),
    ("inn_shower", "inn", 64_000, -2, "Shower rebuild, room 4"),
    ("events_tent", "events", 38_600, -2, "Temporary water for the garden tent"),
    ("imports_pump", "imports", 158_025, -6, "Sump pump"),
    ("imports_drain", "imports", 46_000, -3, "Floor drain, bay 2"),
    ("brewing_chiller", "brewing", 120_000, -3, "Chiller water loop"),
    ("yoga_spring", "yoga", 52_500, -12, "Locker room showers"),
    ("yoga_valves", "yoga", 19_900, 2, "Isolation valves"),
    ("contractor_rough", "contractor", 275_000, -3, "Rough-in, lot 12"),
    ("contractor_voided", "contractor", 98_000, -9, "Rough-in, lot 14 (billed twice)"),
    ("gym_lockers", "gym", 67_000, -2, "Mixing valves, locker rooms"),
    ("salon_basins", "salon", 90_000, -2, "Four shampoo basins"),
    ("law_kitchen", "law", 58_000, -2, "Kitchen supply lines"),
    ("imports_old", "imports", 61_300, -78, "Backflow preventer test"),
)


def load_sample(
    quickbooks: PlayedQuickBooks, today: date, *, realm: str = SAMPLE_REALM, landline: str = "+12125550130"
) -> Sample:
    """Bright Pine Plumbing on a day of its life: 19 customers and 25 invoices, most of them just gone past due.

    `landline` is the number that the played Twilio cannot text. One invoice is void, one paid, one covered in part by
    an open credit; two customers share a phone, one has two invoices past due, others can't or must not be texted.
    """
    company = quickbooks.companies.get(realm) or quickbooks.add_company(realm, name=SAMPLE_NAME)
    sample = Sample(company)
    for name in ("Recurring", "Government"):
        company.add_customer_type(name)
    opened = _at(company, today - timedelta(days=200), 9)
    for who in _sample_customers(landline):
        more: dict[str, Any] = {"GivenName": who.given} if who.given else {}
        if who.family:
            more["FamilyName"] = who.family
        sample.customers[who.key] = company.add_customer(
            who.name,
            phone=who.primary,
            mobile=who.mobile,
            alternate_phone=who.alternate,
            email=who.email,
            notes=who.notes,
            customer_type=who.type,
            term=who.term,
            parent=sample.customers[who.parent] if who.parent else "",
            address=who.address,
            created=opened,
            CompanyName=who.name,
            **more,
        )
        if who.e164:
            sample.phones[who.key] = who.e164
    terms = {who.key: 60 if who.term == "Net 60" else 15 for who in _sample_customers(landline)}
    for key, customer, cents, days, what in sorted(SAMPLE_INVOICES, key=lambda row: row[3] - terms[row[1]]):
        due = today + timedelta(days=days)
        billed = due - timedelta(days=terms[customer])
        sample.invoices[key] = company.add_invoice(
            sample.customers[customer], cents, day=billed, due=due, description=what, created=_at(company, billed, 10)
        )
    company.receive_check(sample.invoices["yoga_spring"], number="2207")
    company.void_invoice(sample.invoices["contractor_voided"])
    company.add_credit_memo(sample.customers["brewing"], 45_000)
    return sample


@dataclass
class Receivable:
    """One row of the file: an invoice, and what came of it."""

    number: str
    customer_id: str
    invoiced: date
    due: date
    amount: int
    """Cents."""
    settled: date
    disputed: bool
    invoice_id: str = ""
    """Known once the invoice was issued."""


class Receivables:
    """A file of receivables on its way into a played company."""

    def __init__(self, company: Company, rows: list[Receivable], phones: dict[str, str]) -> None:
        self.company = company
        self.rows = rows
        """Oldest invoice first."""
        self.phones = phones
        """Customer id to E.164 number, each its own."""
        self._issued = 0

    def issue(self, through: date | None = None) -> list[Receivable]:
        """Issue what is dated up to that day (everything, without one), each as created at 9:00 of its own day."""
        fresh = []
        while self._issued < len(self.rows):
            row = self.rows[self._issued]
            if through is not None and row.invoiced > through:
                break
            row.invoice_id = self.company.add_invoice(
                row.customer_id,
                row.amount,
                day=row.invoiced,
                due=row.due,
                number=row.number,
                created=_at(self.company, row.invoiced, 9),
            )
            fresh.append(row)
            self._issued += 1
        return fresh


def load_receivables(
    quickbooks: PlayedQuickBooks, csv_path: Path, limit: int | None = None, *, realm: str = "", issue_all: bool = True
) -> Receivables:
    """Load accounts_receivable.csv into a played company: its customers, with made-up valid numbers, and its invoices.

    `limit` takes the oldest rows only. With `issue_all` false no invoice exists until `issue(through=day)` makes it, so
    that no invoice is older than the day on which the books show it.
    """
    company = quickbooks.company(realm)
    with csv_path.open(newline="", encoding="utf-8") as file:
        read = sorted(csv.DictReader(file), key=lambda row: (_us_date(row["InvoiceDate"]), row["invoiceNumber"]))[
            :limit
        ]
    ids: dict[str, str] = {}
    phones: dict[str, str] = {}
    rows: list[Receivable] = []
    for raw in read:
        code = raw["customerID"]
        if code not in ids:
            area, line = _AREA_CODES[len(ids) % len(_AREA_CODES)], 100 + len(ids) // len(_AREA_CODES)
            ids[code] = company.add_customer(
                f"Customer {code}",
                phone=f"({area}) 555-0{line}",
                email=f"ap@{code.lower()}.example.com",
                term="Net 30",
                created=_at(company, _us_date(raw["InvoiceDate"]), 8),
            )
            phones[ids[code]] = f"+1{area}5550{line}"
        rows.append(
            Receivable(
                number=raw["invoiceNumber"],
                customer_id=ids[code],
                invoiced=_us_date(raw["InvoiceDate"]),
                due=_us_date(raw["DueDate"]),
                amount=int((Decimal(raw["InvoiceAmount"]) * 100).to_integral_exact()),
                settled=_us_date(raw["SettledDate"]),
                disputed=raw["Disputed"] == "Yes",
            )
        )
    receivables = Receivables(company, rows, phones)
    if issue_all:
        receivables.issue()
    return receivables


def _at(company: Company, day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), company.habits.zone)


def _us_date(text: str) -> date:
    month, day, year = (int(part) for part in text.split("/"))
    return date(year, month, day)
