"""The audit export as a PDF that a lender can read: the money first, then what was done, then the proof."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

from pastdue.domain.money import Money
from pastdue.usecases.export_audit import AuditExport, Total

_FONT = "helvetica"
_SMALL, _USUAL, _LARGE = 7, 9, 15
_HEADINGS = FontFace(emphasis="BOLD", fill_color=(238, 238, 238))


class _Page(FPDF):
    """A page whose foot says what it belongs to."""

    def __init__(self, foot: str) -> None:
        super().__init__(format="Letter", orientation="landscape")
        self._foot = foot
        self.set_margin(12)
        self.set_auto_page_break(auto=True, margin=14)
        self.set_font(_FONT, size=_USUAL)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-10)
        self.set_font(_FONT, size=_SMALL)
        self.cell(text=f"{self._foot} - page {self.page_no()} of {{nb}}", center=True)
        self.set_font(_FONT, size=_USUAL)


def audit_pdf(made: AuditExport) -> bytes:
    """The export as PDF bytes. Letters that the PDF's own fonts do not have lose their marks; the JSON keeps them."""
    when = f"{made.made_at:%Y-%m-%d %H:%M} UTC"
    page = _Page(_latin(f"{made.creditor}: {made.scope.text()}, exported {when}"))
    _heading(page, f"Collections record of {made.creditor}", _LARGE)
    page.multi_cell(0, text=_latin(_opening(made, when)), new_x="LMARGIN", new_y="NEXT")
    _heading(page, "Totals")
    _rows(
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
    _heading(page, "Invoices, as QuickBooks has them now")
    _rows(
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
    _heading(page, "What was done")
    _rows(
        page,
        ("When (UTC)", "About", "What", "Why", "Who", "Facts"),
        [
            (f"{e.at:%Y-%m-%d %H:%M}", e.subject, e.what, e.reason.replace("_", " "), e.who, e.facts)
            for e in made.entries
        ],
        (2.2, 3, 2.4, 2.6, 1.6, 7),
    )
    _heading(page, "Proof")
    page.multi_cell(
        0,
        text="Each entry carries the SHA-256 hash of itself and of the one before it; each day's root names the last "
        "hash of every chain that moved on it, and the root before. The entries with their hashes are in audit.json. "
        + _latin(f"Sealed through {made.sealed_through or 'no day yet'}; last root {made.last_root or 'none'}."),
        new_x="LMARGIN",
        new_y="NEXT",
    )
    _rows(
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


def _heading(page: FPDF, text: str, size: int = 11) -> None:
    page.ln(3)
    page.set_font(_FONT, style="B", size=size)
    page.cell(text=_latin(text), new_x="LMARGIN", new_y="NEXT")
    page.set_font(_FONT, size=_USUAL)
    page.ln(1)


def _rows(page: FPDF, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    page.set_font(_FONT, size=_SMALL)
    with page.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=tuple(widths),
        headings_style=_HEADINGS,
        text_align="LEFT",
        line_height=4,
    ) as shown:
        for row in (headings, *rows):
            shown.row([_latin(cell) for cell in row])
    page.set_font(_FONT, size=_USUAL)


def _latin(text: str) -> str:
    """The text in the letters of Latin 1, marks dropped where they have to be."""
    plain = "".join(
        letter if letter.isascii() or ord(letter) < 256 else unicodedata.normalize("NFKD", letter) for letter in text
    )
    return (
        "".join(each for each in plain if not unicodedata.combining(each))
        .encode("latin-1", "replace")
        .decode("latin-1")
    )
