"""PDFs: pages, headings and tables in the PDF's own fonts, for what is handed to a lender or a collector."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from fpdf import FPDF
from fpdf.enums import TableBordersLayout
from fpdf.fonts import FontFace

_FONT = "helvetica"
_SMALL, _USUAL, LARGE = 7, 9, 15
_HEADINGS = FontFace(emphasis="BOLD", fill_color=(238, 238, 238))


class Page(FPDF):
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


def paragraph(page: FPDF, text: str) -> None:
    """Running text over the page's width."""
    page.multi_cell(0, text=latin(text), new_x="LMARGIN", new_y="NEXT")


def heading(page: FPDF, text: str, size: int = 11) -> None:
    """A bold line with room around it."""
    page.ln(3)
    page.set_font(_FONT, style="B", size=size)
    page.cell(text=latin(text), new_x="LMARGIN", new_y="NEXT")
    page.set_font(_FONT, size=_USUAL)
    page.ln(1)


def grid(page: FPDF, headings: Sequence[str], lines: Iterable[Sequence[str]], widths: Sequence[float]) -> None:
    """A table with its headings; `widths` are shares of the page's width."""
    page.set_font(_FONT, size=_SMALL)
    with page.table(
        borders_layout=TableBordersLayout.HORIZONTAL_LINES,
        col_widths=tuple(widths),
        headings_style=_HEADINGS,
        text_align="LEFT",
        line_height=4,
    ) as shown:
        for line in (headings, *lines):
            shown.row([latin(cell) for cell in line])
    page.set_font(_FONT, size=_USUAL)


def latin(text: str) -> str:
    """The text in the letters of Latin 1, marks dropped where they have to be."""
    plain = "".join(
        letter if letter.isascii() or ord(letter) < 256 else unicodedata.normalize("NFKD", letter) for letter in text
    )
    return (
        "".join(each for each in plain if not unicodedata.combining(each))
        .encode("latin-1", "replace")
        .decode("latin-1")
    )
