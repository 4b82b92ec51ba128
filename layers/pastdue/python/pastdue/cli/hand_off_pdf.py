"""The cover of a collector's packet as a PDF: who owes what, what holds it, what was sent, what is in the packet."""

from __future__ import annotations

from pastdue.cli.pdf import LARGE, Page, grid, heading, latin, paragraph
from pastdue.domain.calendar import told_at
from pastdue.usecases.pack_hand_off import HandOffPacket


def cover_pdf(packet: HandOffPacket, files: list[str]) -> bytes:
    """The cover as PDF bytes; `files` are the names of everything in the packet."""
    owing, audit = packet.owing, packet.audit
    page = Page(latin(f"{audit.creditor}: {owing.name}, as of {packet.as_of}"))
    heading(page, f"{owing.name} owes {audit.creditor}", LARGE)
    open_now = ", ".join(total.balance.text() for total in audit.totals) or "nothing"
    paragraph(page, f"Open on {packet.as_of}, by QuickBooks: {open_now}.")
    heading(page, "Who owes")
    consent = owing.consent
    agreed = f"{consent.source}{f' of {consent.on}' if consent.on else ''}, {consent.phone}" if consent else "none"
    grid(
        page,
        ("What", "Is"),
        [
            ("Name in QuickBooks", owing.name),
            ("Phone", owing.phone or "none"),
            ("E-mail", owing.email or "none"),
            ("Where, language", f"{owing.region or ''} {owing.country}, {owing.language}".strip()),
            ("Consent to texts", agreed),
            ("Not by text", owing.no_texts or "no such wish"),
            ("Not by e-mail", owing.no_email or "no such wish"),
            ("Not at all", owing.no_contact or "no such wish"),
        ],
        (2, 7),
    )
    heading(page, "Invoices, as QuickBooks has them now")
    grid(
        page,
        ("Number", "Issued", "Due", "Days past due", "Total", "Paid", "Open", "Stands"),
        [
            (
                each.number,
                str(each.issued_on),
                str(each.due_on or "none"),
                str(max(0, (packet.as_of - each.due_on).days)) if each.due_on and each.balance.minor else "",
                *(amount.text() for amount in (each.total, each.paid, each.balance)),
                each.stands.replace("_", " "),
            )
            for each in audit.invoices
        ],
        (2, 2, 2, 2, 2, 2, 2, 3),
    )
    heading(page, "What holds them: disputes, promises, plans")
    if packet.standing:
        lines = [
            (each.number, each.kind.replace("_", " "), str(each.since), str(each.until or "a person decides"), each.by)
            for each in packet.standing
        ]
        grid(page, ("Invoice", "What", "Since", "Until", "By"), lines, (2, 2, 2, 2, 3))
    else:
        paragraph(page, "Nothing.")
    heading(page, "What was sent")
    grid(
        page,
        ("When", "How", "About", "Asked for", "Became", "Words"),
        [
            (told_at(m.at, packet.zone), f"{m.channel}, {m.to}", ", ".join(m.invoices), m.amount, m.became, m.text)
            for m in packet.messages
        ],
        (2, 2.5, 1.8, 1.5, 1.5, 7),
    )
    heading(page, "In this packet")
    paragraph(page, ", ".join(files) + ". The whole history with its proof is in audit.pdf and audit.json.")
    return bytes(page.output())
