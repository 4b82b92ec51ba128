"""What is true at a moment: the vendors' own records and ours, side by side; and what must hold between them."""

from __future__ import annotations

import json
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from pastdue.adapters.dynamodb.item import from_item
from pastdue.cli import local_stack
from pastdue.domain.aging import Aging, OpenSpan, aging_on
from pastdue.domain.answer import Answer
from pastdue.domain.audit import AuditEntry, faults_in
from pastdue.domain.case import Case, CaseState
from pastdue.domain.company import Company, Connection
from pastdue.domain.contact import Contact
from pastdue.domain.record import Record
from pastdue.domain.review import ReviewItem
from pastdue.domain.settlement import Settlement
from pastdue.domain.touch import Channel, PayLink, Touch, TouchState
from sandbox.company import SAMPLE_INVOICES, SAMPLE_REALM
from sandbox.local import LocalStack

Json = dict[str, Any]
R = TypeVar("R", bound=Record)

# A touch in one of these states was handed to the vendor, or may have been.
REACHED = (TouchState.SENT, TouchState.DELIVERED, TouchState.FAILED, TouchState.PRESUMED_SENT)
TIMEOUT = 30.0


def reach(stack: LocalStack) -> local_stack.LocalStack:
    """The same stack, as the operator's command reaches it."""
    return local_stack.LocalStack(
        aws=stack.aws,
        functions=stack.functions,
        queues=stack.queues,
        table=stack.tables["state"],
        control=stack.vendors.get("control", ""),
    )


class Played:
    """The played vendors' own records, and where a person finds their pages."""

    realm = SAMPLE_REALM

    def __init__(self, stack: LocalStack) -> None:
        self.pages = stack.vendors["pages"]
        self._control = stack.vendors["control"]
        self._numbers: dict[str, str] = {}

    def state(self, part: str) -> Json:
        """One vendor's whole state."""
        said: Json = _read(f"{self._control}/state?part={part}")[part]
        return said

    def now(self) -> datetime:
        """The vendors' time."""
        return datetime.fromisoformat(self.state("clock")["now"])

    def books(self) -> Json:
        """The sample company: invoices, payments, credit memos, customers; amounts are texts of decimals."""
        said: Json = self.state("quickbooks")[self.realm]
        return said

    def messages(self) -> list[Json]:
        """Every text, both ways."""
        said: list[Json] = self.state("twilio")["messages"]
        return said

    def deliveries(self) -> list[Json]:
        """Every webhook and what became of it."""
        said: list[Json] = _read(f"{self._control}/deliveries")["deliveries"]
        return said

    def mails(self) -> list[Json]:
        """Every e-mail that SES took."""
        said: list[Json] = self.state("mails")["messages"]
        return said

    def number(self, key: str) -> str:
        """The number of a sample invoice, by the key that the story uses."""
        if not self._numbers:
            self._numbers = _numbers(self.books()["invoices"])
        return self._numbers[key]


def _read(url: str) -> Json:
    with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
        return dict(json.load(answer))


def _numbers(invoices: Iterable[Json]) -> dict[str, str]:
    by_line: dict[str, list[Json]] = defaultdict(list)
    for invoice in invoices:
        by_line[invoice["Line"][0].get("Description", "")].append(invoice)
    keys: dict[str, list[str]] = defaultdict(list)
    for key, _, _, _, what in sorted(SAMPLE_INVOICES, key=lambda row: row[3]):
        keys[what].append(key)
    found = {}
    for what, named in keys.items():
        for key, invoice in zip(named, sorted(by_line[what], key=lambda each: each["DueDate"]), strict=True):
            found[key] = str(invoice["DocNumber"])
    return found


def cents(amount: str) -> int:
    """Minor units of a ledger amount."""
    return int((Decimal(amount) * 100).to_integral_exact())


@dataclass(frozen=True)
class Evidence:
    """Everything at one moment."""

    now: datetime
    books: Json
    stripe: Json
    messages: list[Json]
    mails: list[Json]
    deliveries: list[Json]
    dead_letters: Mapping[str, int]
    company: Company | None
    cases: list[Case]
    touches: list[Touch]
    answers: list[Answer]
    links: list[PayLink]
    settlements: list[Settlement]
    reviews: list[ReviewItem]
    contacts: list[Contact]
    chain_faults: list[str]

    def case(self, number: str) -> Case:
        """Our case of an invoice."""
        return next(case for case in self.cases if case.invoice.number == number)

    def invoice(self, number: str) -> Json:
        """The ledger's invoice."""
        return next(each for each in self.books["invoices"] if each.get("DocNumber") == number)

    def reached(self) -> list[Touch]:
        """The touches that were handed to a vendor, oldest first."""
        return sorted((each for each in self.touches if each.state in REACHED), key=lambda each: each.claimed_at)

    def texts_about(self, number: str) -> list[Touch]:
        """The texts that asked for an invoice, oldest first."""
        return [
            touch
            for touch in self.reached()
            if touch.channel is Channel.SMS and any(item.number == number for item in touch.items)
        ]

    def texts_by_rung(self) -> dict[str, int]:
        """How many texts went out, by the highest rung in each; a plan's texts are on no rung."""
        texts = [touch for touch in self.reached() if touch.channel is Channel.SMS and any(i.rung for i in touch.items)]
        counts = Counter(max(item.rung for item in touch.items) for touch in texts)
        return {str(rung): counts[rung] for rung in sorted(counts)}

    def aging(self) -> Aging:
        """What is open now, by days past due, from the ledger's own invoices."""
        rows = [(date.fromisoformat(each["DueDate"]), cents(each["Balance"])) for each in self.open_invoices()]
        spans = [OpenSpan(since=date.min, due_on=due_on, until=None, minor=minor) for due_on, minor in rows]
        return aging_on(date.fromisoformat(self.books["today"]), spans)

    def open_invoices(self) -> list[Json]:
        """The ledger's invoices with a balance."""
        return [each for each in self.books["invoices"] if cents(each["Balance"]) > 0]

    def captured(self) -> dict[str, int]:
        """What Stripe took, by PaymentIntent, in cents."""
        intents = self.stripe["payment_intents"]
        return {each["id"]: each["amount_received"] for each in intents if each["amount_received"]}

    def received_by(self, intent: str) -> int:
        """What the ledger's payments that name a PaymentIntent sum to."""
        return sum(cents(each["TotalAmt"]) for each in self.books["payments"] if intent in each.get("PrivateNote", ""))


def gather(stack: LocalStack, played: Played) -> Evidence:
    """Look at everything. Nothing should be moving meanwhile."""
    records = _Records(stack)
    companies = list(records.all(Company))
    cases, contacts = list(records.all(Case)), list(records.all(Contact))
    return Evidence(
        now=played.now(),
        books=played.books(),
        stripe=played.state("stripe"),
        messages=played.messages(),
        mails=played.mails(),
        deliveries=played.deliveries(),
        dead_letters=_waiting(stack, stack.dead_letter_queues),
        company=companies[0] if companies else None,
        cases=cases,
        touches=list(records.all(Touch)),
        answers=list(records.all(Answer)),
        links=list(records.all(PayLink)),
        settlements=list(records.all(Settlement)),
        reviews=list(records.all(ReviewItem)),
        contacts=contacts,
        chain_faults=_chain_faults(records, [*cases, *contacts, *companies]),
    )


class _Records:
    """Every record of the table, read at once."""

    def __init__(self, stack: LocalStack) -> None:
        pages = stack.client("dynamodb").get_paginator("scan").paginate(TableName=stack.tables["state"])
        self._items: dict[str, list[Any]] = defaultdict(list)
        for page in pages:
            for item in page["Items"]:
                self._items[item["kind"]["S"]].append(item)

    def all(self, kind: type[R]) -> Iterator[R]:
        return (from_item(kind, item) for item in self._items[kind.KIND])


def _chain_faults(records: _Records, heads: list[Any]) -> list[str]:
    chains: dict[str, list[AuditEntry]] = defaultdict(list)
    for entry in records.all(AuditEntry):
        chains[entry.chain].append(entry)
    found = []
    for head in heads:
        chain = _chain(head)
        entries = sorted(chains.pop(chain, []), key=lambda entry: entry.seq)
        found += [f"{chain}: {fault}" for fault in faults_in(entries, head.chain)]
    return found + [f"{chain}: its head is gone" for chain in chains]


def _chain(head: Case | Contact | Company) -> str:
    match head:
        case Case():
            return f"case#{head.company_id}#{head.invoice.id}"
        case Contact():
            return f"contact#{head.company_id}#{head.customer_id}"
        case Company():
            return f"company#{head.id}"


def _waiting(stack: LocalStack, queues: Mapping[str, str]) -> dict[str, int]:
    sqs = stack.client("sqs")
    wanted = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return {
        name: sum(int(n) for n in sqs.get_queue_attributes(QueueUrl=url, AttributeNames=wanted)["Attributes"].values())
        for name, url in queues.items()
    }


# --- what must hold, whatever the story ------------------------------------------------------------------------------


def broken(before: Evidence, after: Evidence) -> Iterator[str]:
    """What is not as the product promises, in words, from the vendors' records against ours; nothing when all is."""
    yield from _money(before, after)
    yield from _lines(before, after)
    yield from _spacing(after)
    yield from _accounted_for(after)
    yield from _never_after_payment(after)
    yield from _links(after)
    yield from _cases(after)
    yield from _machinery(after)


def _money(before: Evidence, after: Evidence) -> Iterator[str]:
    """Promise 4: every captured cent is in the ledger once."""
    for intent, amount in after.captured().items():
        booked = after.received_by(intent)
        if booked != amount:
            yield f"Stripe captured {amount} with {intent}, and QuickBooks has {booked}"
    by_link = sum(after.captured().values())
    typed = sum(cents(each["TotalAmt"]) for each in after.books["payments"] if not each.get("PrivateNote"))
    total = sum(cents(each["TotalAmt"]) for each in after.books["payments"])
    if total != by_link + typed:
        yield f"QuickBooks received {total}, Stripe captured {by_link}, and checks came to {typed}"
    paid = sum(cents(each["Balance"]) for each in before.books["invoices"])
    paid -= sum(cents(each["Balance"]) for each in after.books["invoices"])
    credit = sum(cents(each["RemainingCredit"]) for each in before.books["credit_memos"])
    credit -= sum(cents(each["RemainingCredit"]) for each in after.books["credit_memos"])
    before_that = sum(cents(each["TotalAmt"]) for each in before.books["payments"])
    if paid != total - before_that + credit:
        yield f"balances fell by {paid}, for {total - before_that} received and {credit} of credit"


def _lines(before: Evidence, after: Evidence) -> Iterator[str]:
    """Promise 6: no line, amount or date of an invoice was written."""
    for was in before.books["invoices"]:
        now = after.invoice(was["DocNumber"])
        for name in ("Line", "TotalAmt", "TxnDate", "DueDate", "CustomerRef", "SalesTermRef"):
            if was.get(name) != now.get(name):
                yield f"invoice {was['DocNumber']}: {name} was {was.get(name)} and is {now.get(name)}"


def _spacing(after: Evidence) -> Iterator[str]:
    """Promise 1: one text a local day, two in any seven."""
    days: dict[str, list[date]] = defaultdict(list)
    for touch in after.reached():
        if touch.channel is Channel.SMS:
            days[touch.address].append(touch.local_date)
    for phone, dates in days.items():
        dates.sort()
        if len(set(dates)) != len(dates):
            yield f"a phone ending in {phone[-4:]} got two texts on one day"
        if any(third - first < timedelta(days=7) for first, third in zip(dates, dates[2:], strict=False)):
            yield f"a phone ending in {phone[-4:]} got three texts in seven days"


def _accounted_for(after: Evidence) -> Iterator[str]:
    """Every text that Twilio took from us is one touch or one answer of ours."""
    ours = Counter([each.message_id for each in after.touches] + [each.message_id for each in after.answers])
    for message in after.messages:
        if message["direction"] == "outbound-api" and ours[message["sid"]] != 1:
            yield f"Twilio has {message['sid']}, and our record names it {ours[message['sid']]} times"
    for touch in after.reached():
        if touch.channel is Channel.SMS and touch.message_id is None:
            yield f"touch {touch.id} is {touch.state} without a message"


def _never_after_payment(after: Evidence) -> Iterator[str]:
    """Promise 2: no text about an invoice once a payment was captured, in flight, or typed in that covers it."""
    for invoice in after.books["invoices"]:
        if cents(invoice["Balance"]) > 0 or cents(invoice["TotalAmt"]) == 0:
            continue
        paid = [_created(each) for each in after.books["payments"] if _pays(each, invoice["Id"])]
        for touch in after.texts_about(invoice["DocNumber"]):
            if paid and touch.attempted_at is not None and touch.attempted_at > max(paid):
                yield f"invoice {invoice['DocNumber']} was paid at {max(paid)}, and asked for at {touch.attempted_at}"


def _pays(payment: Json, invoice_id: str) -> bool:
    return any(
        link["TxnType"] == "Invoice" and link["TxnId"] == invoice_id
        for line in payment["Line"]
        for link in line.get("LinkedTxn", ())
    )


def _created(entity: Json) -> datetime:
    return datetime.fromisoformat(entity["MetaData"]["CreateTime"])


def _links(after: Evidence) -> Iterator[str]:
    """Promise 5: a link that is alive at Stripe asks for what is open, and only for that."""
    ours = {link.stripe_id: link for link in after.links}
    balances = {each["Id"]: cents(each["Balance"]) for each in after.books["invoices"]}
    for link in after.stripe["payment_links"]:
        known = ours.get(link["id"])
        if known is None:
            yield f"Stripe has {link['id']}, which our record does not know"
        elif link["active"] and not link["restrictions"]["completed_sessions"]["count"]:
            asked = sum(balances[item.invoice_id] - item.credit.minor for item in known.items)
            if link["amount"] != asked:
                yield f"a live link asks for {link['amount']}, and {asked} is open"


def _cases(after: Evidence) -> Iterator[str]:
    """Promise 8: every open past-due invoice has its answer; a case is closed if and only if its invoice is."""
    cases = {case.invoice.id: case for case in after.cases}
    for invoice in after.books["invoices"]:
        case = cases.get(invoice["Id"])
        is_open = cents(invoice["Balance"]) > 0
        past_due = date.fromisoformat(invoice["DueDate"]) < after.now.date() - timedelta(days=1)
        if is_open and past_due and case is None:
            yield f"invoice {invoice['DocNumber']} is past due, and there is no case"
        if case is None:
            continue
        stands = f"invoice {invoice['DocNumber']} has {invoice['Balance']} open"
        if is_open == (case.state is CaseState.CLOSED):
            yield f"{stands}, and its case is {case.state}"
        if case.balance.minor != cents(invoice["Balance"]):
            yield f"{stands}, and its case says {case.balance.text()}"
        if case.state is CaseState.OPEN and not (case.waiting_for or case.holds):
            yield f"invoice {invoice['DocNumber']} is open, and nothing says what is done about it"


def _machinery(after: Evidence) -> Iterator[str]:
    """Nothing is stuck, lost or altered."""
    if after.company is None or after.company.connection is not Connection.CONNECTED:
        yield "QuickBooks is not connected"
    for name, count in after.dead_letters.items():
        if count:
            yield f"{count} dead letters in {name}"
    undelivered = Counter(each["state"] for each in after.deliveries if each["state"] != "delivered")
    if undelivered:
        yield f"webhooks that did not arrive: {dict(undelivered)}"
    yield from after.chain_faults
