"""The audit export as a PDF that a lender can read: the money first, then what was done, then the proof."""

from __future__ import annotations

from pastdue.cli.pdf import LARGE, Page, grid, heading, latin, paragraph
from pastdue.domain.money import Money
from pastdue.usecases.export_audit import AuditExport, Total


def audit_pdf(made: AuditExport) -> bytes:
    """The export as PDF bytes. Letters that the PDF's own fonts do not have lose their marks; the JSON keeps them."""
    when = f"{made.made_at:%Y-%m-%d %H:%M} UTC"
    page = Page(latin(f"{made.creditor}: {made.scope.text()}, exported {when}"))
    heading(page, f"Collections record of {made.creditor}", LARGE)
    paragraph(page, _opening(made, when))
    heading(page, "Totals")
    grid(
        page,
        ("Currency", "Invoices", "Total", "Paid or credited", "of which recorded by Pastdue", "Open"),
        [
            (
                each.currency,
                str(each.invoices),
                *(amount.text() for amount in _amounts(each)),
            )
            for each in made.totals
        ],
        (1, 1, 2, 2, 2, 2),
    )
    heading(page, "Invoices, as QuickBooks has them now")
    grid(
        page,
        ("Number", "Customer", "Issued", "Due", "Total", "Paid", "Open", "Stands"),
        [
            (
                each.number,
                each.customer,
                str(each.issued_on),
                str(each.due_on or "none"),
                *(amount.text() for amount in (each.total, each.paid, each.balance)),
                each.stands.replace("_", " "),
            )
            for each in made.invoices
        ],
        (2, 4, 2, 2, 2, 2, 2, 3),
    )
    heading(page, "What was done")
    grid(
        page,
        ("When (UTC)", "About", "What", "Why", "Who", "Facts"),
        [
            (f"{e.at:%Y-%m-%d %H:%M}", e.subject, e.what, e.reason.replace("_", " "), e.who, e.facts)
            for e in made.entries
        ],
        (2.2, 3, 2.4, 2.6, 1.6, 7),
    )
    heading(page, "Proof")
    paragraph(
        page,
        "Each entry carries the SHA-256 hash of itself and of the one before it; each day's root names the last "
        "hash of every chain that moved on it, and the root before. The entries with their hashes are in audit.json. "
        f"Sealed through {made.sealed_through or 'no day yet'}; last root {made.last_root or 'none'}.",
    )
    grid(
        page,
        ("Chain", "Entries", "Last hash", "Checked"),
        [(each.chain, str(each.length), each.hash, "; ".join(each.faults) or "whole") for each in made.proof],
        (3, 1, 6, 3),
    )
    return bytes(page.output())


def _opening(made: AuditExport, when: str) -> str:
    faults = sum(len(each.faults) for each in made.proof)
    proof = "every chain is whole" if not faults else f"{faults} faults were found; see Proof"
    ties = (
        "The totals agree with QuickBooks." if not made.differences else "Differences: " + "; ".join(made.differences)
    )
    return f"{made.scope.text().capitalize()}. Exported {when} from QuickBooks and the audit trail; {proof}. {ties}"


def _amounts(total: Total) -> tuple[Money, ...]:
    return total.total, total.paid, total.recorded, total.balance
