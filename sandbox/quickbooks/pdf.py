"""A small, true PDF of an invoice: one page, the standard fonts, no library."""

from __future__ import annotations

from decimal import Decimal

from sandbox.quickbooks.books import Habits
from sandbox.quickbooks.records import Data

_LEFT, _RIGHT, _TOP = 56, 556, 740


def invoice_pdf(habits: Habits, invoice: Data, currency: str) -> bytes:
    """The invoice as one Letter page: who, to whom, what, how much, until when."""
    text = _Page()
    text.write(_LEFT, _TOP, habits.name, size=18, bold=True)
    text.write(_LEFT, _TOP - 18, f"{habits.phone}   {habits.email}", size=9)
    text.write(_RIGHT, _TOP, f"INVOICE {invoice.get('DocNumber', invoice['Id'])}", size=14, bold=True, right=True)
    address = invoice.get("BillAddr", {})
    place = " ".join(
        str(address[name]) for name in ("City", "CountrySubDivisionCode", "PostalCode") if address.get(name)
    )
    y = _TOP - 60
    text.write(_LEFT, y, "Bill to", size=9)
    for line in [str(invoice["CustomerRef"].get("name", "")), str(address.get("Line1", "")), place]:
        if line:
            y -= 14
            text.write(_LEFT, y, line, bold=line == invoice["CustomerRef"].get("name"))
    dates = [
        ("Date", invoice["TxnDate"]),
        ("Due date", invoice.get("DueDate", "")),
        ("Terms", invoice.get("SalesTermRef", {}).get("name", "")),
    ]
    for place_, (name, value) in enumerate(dates):
        text.write(_RIGHT - 110, _TOP - 60 - 14 * place_, name, size=9)
        text.write(_RIGHT, _TOP - 60 - 14 * place_, str(value), right=True)
    y = _TOP - 150
    text.write(_LEFT, y, "Description", size=9)
    text.write(_RIGHT, y, f"Amount ({currency})", size=9, right=True)
    text.rule(y - 6)
    for line in invoice["Line"]:
        if line.get("DetailType") == "SubTotalLineDetail":
            continue
        y -= 20
        text.write(_LEFT, y, str(line.get("Description", "Services"))[:80])
        text.write(_RIGHT, y, _amount(line.get("Amount", Decimal(0))), right=True)
    text.rule(y - 8)
    for name, amount in (
        ("Total", invoice["TotalAmt"]),
        ("Paid and credited", invoice["TotalAmt"] - invoice["Balance"]),
        ("Balance due", invoice["Balance"]),
    ):
        y -= 24
        bold = name == "Balance due"
        text.write(_RIGHT - 110, y, name, bold=bold, right=True)
        text.write(_RIGHT, y, _amount(amount), bold=bold, right=True)
    return _document(text.commands)


def _amount(value: Decimal) -> str:
    return f"{value:,.2f}"


class _Page:
    def __init__(self) -> None:
        self.commands: list[str] = []

    def write(self, x: int, y: int, text: str, *, size: int = 11, bold: bool = False, right: bool = False) -> None:
        if right:
            # Helvetica's figures are 0.556 of the size wide, and so, about, is its text.
            x -= round(len(text) * size * 0.53)
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.commands.append(f"BT /{'B' if bold else 'R'} {size} Tf {x} {y} Td ({escaped}) Tj ET")

    def rule(self, y: int) -> None:
        self.commands.append(f"0.6 w {_LEFT} {y} m {_RIGHT} {y} l S")


def _document(commands: list[str]) -> bytes:
    stream = "\n".join(commands).encode("cp1252", "replace")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
    fonts = b"<< /Font << /R 4 0 R /B 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 6 0 R /Resources %s >>" % fonts,
        font % b"Helvetica",
        font % b"Helvetica-Bold",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    document = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(document))
        document += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(document)
    document += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    document += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    document += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(document)
