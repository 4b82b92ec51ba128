"""ExportAudit: what was done about a case, a customer or a period, with the money and the proof, for a lender."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from pastdue.domain.audit import AuditEntry, AuditRoot, ChainHead, day_index, faults_in, root_key
from pastdue.domain.case import Case, case_key, payer_index
from pastdue.domain.company import Company
from pastdue.domain.contact import Contact, contact_key
from pastdue.domain.errors import BadInput
from pastdue.domain.ledger import InvoiceStatus
from pastdue.domain.money import Money, Value, zero
from pastdue.domain.settlement import Settlement
from pastdue.usecases.verify_audit import read_chain
from pastdue.usecases.world import World, cases_of_invoices, company_of

_LONGEST_PERIOD = timedelta(days=400)


class Scope(Value):
    """What is exported: one case, one customer, or all that was done from one day to another (UTC, both included)."""

    invoice_id: str | None = None
    customer_id: str | None = None
    first: date | None = None
    last: date | None = None

    def text(self) -> str:
        """The scope in words."""
        if self.invoice_id is not None:
            return f"invoice {self.invoice_id}"
        if self.customer_id is not None:
            return f"customer {self.customer_id}"
        return f"{self.first} to {self.last}"


class ExportedEntry(Value):
    """One fact, with whose it is and its place in its chain."""

    at: datetime
    subject: str
    what: str
    reason: str
    who: str
    facts: str
    outcome: str
    policy_version: str
    chain: str
    seq: int
    hash: str
    previous: str


class ExportedInvoice(Value):
    """One invoice as QuickBooks has it now, and how much of what was paid Pastdue recorded.

    `paid` is total less balance: payments and credits of every kind. A voided or deleted invoice has no total left.
    """

    invoice_id: str
    number: str
    customer: str
    issued_on: date
    due_on: date | None
    total: Money
    balance: Money
    paid: Money
    recorded: Money
    status: str
    stands: str


class Total(Value):
    """The invoices of one currency, summed."""

    currency: str
    invoices: int
    total: Money
    paid: Money
    recorded: Money
    balance: Money


class Proof(Value):
    """Where one chain ends, and what is wrong with it, in words."""

    chain: str
    length: int
    hash: str
    faults: tuple[str, ...]


class AuditExport(Value):
    """The whole export. `differences` are amounts that our record and QuickBooks do not agree about, in words."""

    creditor: str
    scope: Scope
    made_at: datetime
    entries: tuple[ExportedEntry, ...]
    invoices: tuple[ExportedInvoice, ...]
    totals: tuple[Total, ...]
    differences: tuple[str, ...]
    proof: tuple[Proof, ...]
    sealed_through: date | None
    last_root: str


def export_audit(world: World, company_id: str, scope: Scope) -> AuditExport:
    """Gather a scope's entries, its invoices by GET from QuickBooks, and the proof of its chains.

    Raises BadInput for what is not known or a period that ends before it begins, VendorError when QuickBooks does not
    answer: an export whose totals were not compared is none.
    """
    company = company_of(world, company_id)
    chains, cases = _in_scope(world, company, scope)
    read = {chain: read_chain(world, chain) for chain in chains}
    names = _names(world, company, cases, chains)
    inside = [entry for _, entries in read.values() for entry in entries if _within(entry, scope)]
    inside.sort(key=lambda entry: (entry.at, entry.chain, entry.seq))
    invoices, differences = _money(world, company, cases, names)
    root = world.store.get(AuditRoot, root_key(company_id, company.roots.length))
    return AuditExport(
        creditor=world.policies.in_force(company_id).creditor or company.name,
        scope=scope,
        made_at=world.clock.now(),
        entries=tuple(_exported(entry, names) for entry in inside),
        invoices=invoices,
        totals=_totals(invoices),
        differences=differences,
        proof=tuple(_proof(chain, *read[chain]) for chain in chains),
        sealed_through=company.sealed_through,
        last_root=root.hash if root is not None else "",
    )


def _in_scope(world: World, company: Company, scope: Scope) -> tuple[list[str], list[Case]]:
    """The chains of a scope, and the cases whose money it shows."""
    if scope.invoice_id is not None:
        case = world.store.get(Case, case_key(company.id, scope.invoice_id))
        if case is None:
            raise BadInput(f"there is no case for invoice {scope.invoice_id} in company {company.id}")
        return [_chain_of(case)], [case]
    if scope.customer_id is not None:
        contact = world.store.get(Contact, contact_key(company.id, scope.customer_id))
        if contact is None:
            raise BadInput(f"there is no customer {scope.customer_id} in company {company.id}")
        cases = list(world.store.listed(Case, payer_index(company.id, scope.customer_id)))
        return [f"contact#{company.id}#{scope.customer_id}", *(_chain_of(case) for case in cases)], cases
    if scope.first is None or scope.last is None or scope.last < scope.first:
        raise BadInput("a period needs a first day and a last day that is not before it")
    if scope.last - scope.first > _LONGEST_PERIOD:
        raise BadInput(f"a period has at most {_LONGEST_PERIOD.days} days; export it in parts")
    chains: dict[str, None] = {}
    day = scope.first
    while day <= scope.last:
        chains |= dict.fromkeys(entry.chain for entry in world.store.listed(AuditEntry, day_index(company.id, day)))
        day += timedelta(days=1)
    ids = [chain.split("#", 2)[2] for chain in chains if chain.startswith("case#")]
    return sorted(chains), list(cases_of_invoices(world, company.id, ids))


def _chain_of(case: Case) -> str:
    return f"case#{case.company_id}#{case.invoice.id}"


def _within(entry: AuditEntry, scope: Scope) -> bool:
    on = entry.at.date()
    return (scope.first is None or scope.first <= on) and (scope.last is None or on <= scope.last)


def _names(world: World, company: Company, cases: Iterable[Case], chains: Iterable[str]) -> dict[str, str]:
    """What a person calls the subject of each chain."""
    names = {f"company#{company.id}": company.name}
    names |= {_chain_of(case): f"invoice {case.invoice.number or case.invoice.id}" for case in cases}
    for chain in chains:
        if chain.startswith("contact#"):
            contact = world.store.get(Contact, contact_key(company.id, chain.split("#", 2)[2]))
            names[chain] = contact.known_as if contact is not None else "a customer that is gone"
    return names


def _exported(entry: AuditEntry, names: dict[str, str]) -> ExportedEntry:
    fact = entry.fact
    return ExportedEntry(
        at=entry.at,
        subject=names.get(entry.chain, entry.chain),
        what=fact.what,
        reason=fact.reason,
        who=fact.who,
        facts="; ".join(f"{name}: {value}" for name, value in fact.facts.items() if value is not None),
        outcome=fact.outcome,
        policy_version=fact.policy_version,
        chain=entry.chain,
        seq=entry.seq,
        hash=entry.hash,
        previous=entry.previous,
    )


def _money(
    world: World, company: Company, cases: Sequence[Case], names: dict[str, str]
) -> tuple[tuple[ExportedInvoice, ...], tuple[str, ...]]:
    """Each invoice by GET, what Pastdue recorded on it, and where the two do not agree."""
    wanted = {case.invoice.id for case in cases}
    recorded, differences = _recorded(world, company, wanted)
    invoices: list[ExportedInvoice] = []
    for case in sorted(cases, key=lambda each: (str(each.invoice.due_on), each.invoice.id)):
        invoice = world.ledger.invoice(company.id, case.invoice.id) or case.invoice
        ours = Money(minor=recorded.get(invoice.id, 0), currency=invoice.total.currency)
        paid = invoice.total - invoice.balance
        if ours.minor > paid.minor and invoice.status in (InvoiceStatus.OPEN, InvoiceStatus.PAID):
            named = names[_chain_of(case)]
            differences.append(f"{named}: we recorded {ours.text()}, QuickBooks shows {paid.text()} paid")
        invoices.append(
            ExportedInvoice(
                invoice_id=invoice.id,
                number=invoice.number or invoice.id,
                customer=invoice.customer_name,
                issued_on=invoice.issued_on,
                due_on=invoice.due_on,
                total=invoice.total,
                balance=invoice.balance,
                paid=paid,
                recorded=ours,
                status=invoice.status,
                stands=case.ended_because or case.waiting_for or case.state,
            )
        )
    return tuple(invoices), tuple(differences)


def _recorded(world: World, company: Company, wanted: set[str]) -> tuple[dict[str, int], list[str]]:
    """What our settlements put on each invoice, by the Payments that QuickBooks still has (GET), in minor units."""
    by_invoice: dict[str, int] = {}
    differences: list[str] = []
    for settlement in world.store.listed(Settlement, f"settlements#{company.id}"):
        for part in settlement.parts:
            if part.payment_id is None or not wanted & {line.invoice_id for line in part.draft.lines}:
                continue
            payment = world.ledger.payment(company.id, part.payment_id)
            if payment is None or payment.voided:
                gone = "voided" if payment is not None else "deleted"
                differences.append(
                    f"payment {part.draft.reference} of {part.draft.total.text()} was {gone} in QuickBooks"
                )
                continue
            if payment.total != part.draft.total:
                told = f"we recorded {part.draft.total.text()}, QuickBooks has {payment.total.text()}"
                differences.append(f"payment {part.draft.reference}: {told}")
            for line in payment.lines:
                by_invoice[line.invoice_id] = by_invoice.get(line.invoice_id, 0) + line.amount.minor
    return by_invoice, differences


def _totals(invoices: Sequence[ExportedInvoice]) -> tuple[Total, ...]:
    totals: list[Total] = []
    for currency in sorted({invoice.total.currency for invoice in invoices}):
        alike = [invoice for invoice in invoices if invoice.total.currency == currency]
        sums = {"total": zero(currency), "paid": zero(currency), "recorded": zero(currency), "balance": zero(currency)}
        for invoice in alike:
            sums = {name: amount + getattr(invoice, name) for name, amount in sums.items()}
        totals.append(Total(currency=currency, invoices=len(alike), **sums))
    return tuple(totals)


def _proof(chain: str, head: ChainHead | None, entries: Sequence[AuditEntry]) -> Proof:
    if head is None:
        mark = entries[-1].hash if entries else ""
        return Proof(chain=chain, length=len(entries), hash=mark, faults=("the record of this chain is gone",))
    return Proof(chain=chain, length=head.length, hash=head.hash, faults=faults_in(entries, head))
