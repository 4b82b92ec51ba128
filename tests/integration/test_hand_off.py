"""Where a ladder ends: a person is told how to get the packet for a collector, and the packet is whole and private."""

from __future__ import annotations

import json
import re
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from pastdue.cli import hand_off as command
from pastdue.cli.hand_off import zipped
from pastdue.cli.main import app
from pastdue.domain.errors import BadInput
from pastdue.usecases.export_audit import Scope
from pastdue.usecases.pack_hand_off import pack_hand_off
from tests.integration.conftest import Begin
from tests.integration.story import DANA, REALM, Story, day


def words_of(pdf: bytes) -> str:
    """The words of a PDF made by us."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    pages = [zlib.decompress(each) for each in streams if each.startswith(b"\x78")]
    return " ".join(part.decode("latin-1") for page in pages for part in re.findall(rb"\((.*?)\) Tj", page))


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a packet."""
    with ZipFile(BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def ended(begin: Begin) -> tuple[Story, str, str]:
    """Two customers with one phone whose ladders ended; one of them promised, and one of its invoices was paid."""
    story = begin()
    cafe = story.customer("Harborview Café")
    inn = story.customer("Blue Heron Inn", given="Maya", email="inn@blueheron.example.com")
    story.invoice(inn, 9_900)
    invoice = story.invoice(cafe, 48_500)
    story.connect()
    story.until(day(45))
    return story, cafe, invoice


def test_the_owner_is_told_how_to_get_the_packet(begin: Begin) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()

    story.until(day(22))

    [mail] = [mail for mail in story.owner_mails() if "all reminders sent" in mail.text]
    assert f"pastdue hand-off packet --invoice {invoice} --out packet.zip" in mail.text


def test_a_packet_holds_the_money_the_messages_and_the_invoice_and_nothing_of_anybody_else(begin: Begin) -> None:
    story, cafe, invoice = ended(begin)

    made = pack_hand_off(story.world, REALM, Scope(customer_id=cafe))
    files = unpacked(zipped(made))

    assert set(files) == {
        *("cover.pdf", "packet.json", "messages.csv", "entries.csv", "invoices.csv", "audit.json", "audit.pdf"),
        "invoices/invoice-1002.pdf",
    }
    assert files["invoices/invoice-1002.pdf"].startswith(b"%PDF")
    told = json.loads(files["packet.json"])
    assert (told["owing"]["name"], told["owing"]["phone"]) == ("Harborview Café", DANA)
    assert [each["invoices"] for each in told["messages"]] == [["1002"]] * len(story.rungs(invoice))
    assert {each["text"] for each in told["messages"]} <= set(story.bodies())
    cover = words_of(files["cover.pdf"])
    assert "Harborview Café owes Bright Pine Plumbing" in cover
    assert "$485.00" in cover
    everything = b" ".join(files.values()) + cover.encode() + words_of(files["audit.pdf"]).encode()
    for foreign in (b"Blue Heron", b"Maya", b"1001", b"99.00", b"blueheron"):
        assert foreign not in everything, foreign


def test_a_packet_of_one_invoice_leaves_out_the_words_of_texts_about_others_too(begin: Begin) -> None:
    story = begin()
    customer = story.customer()
    first, second = story.invoice(customer), story.invoice(customer, 12_000)
    story.connect()
    story.until(day(3), "12:00")
    story.says(DANA, "I will pay on Friday")
    story.until(day(4))

    made = pack_hand_off(story.world, REALM, Scope(invoice_id=second))

    [touch, answer] = made.messages
    assert (touch.invoices, touch.amount) == (("1002",), "$120.00")
    assert touch.text == "(also about other invoices; see the customer's packet)"
    assert "thank you" in answer.text.lower()
    assert [(each.number, each.kind) for each in made.standing] == [("1002", "promise")]
    assert [each.name for each in made.files] == ["invoice-1002.pdf"]
    assert "promise" in words_of(unpacked(zipped(made))["cover.pdf"])
    assert first not in [each.invoice_id for each in made.audit.invoices]


def test_the_packet_comes_by_command_and_says_what_it_cannot_do(
    begin: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = begin()
    invoice = story.invoice(story.customer())
    story.connect()
    story.until(day(22))
    monkeypatch.setattr(command, "stack_world", lambda stage, table, whole: story.world)
    file = tmp_path / "packet.zip"

    def run(*more: str) -> tuple[int, str, str]:
        words = ["hand-off", "packet", "--table", "t", "--stage", "live", "--format", "json", *more]
        result = CliRunner().invoke(app, words)
        return result.exit_code, result.stdout, " ".join(result.stderr.split())

    code, said, _ = run("--invoice", invoice, "--out", str(file))
    assert code == 0
    assert json.loads(said) == {"file": str(file), "messages": 3, "open_minor": {"USD": 48_500}}
    assert "cover.pdf" in unpacked(file.read_bytes())
    assert run("--out", str(file))[0] == 1
    assert "there is no case for invoice 999" in run("--invoice", "999", "--out", str(file))[2]
    with pytest.raises(BadInput, match="there is no customer 999"):
        pack_hand_off(story.world, REALM, Scope(customer_id="999"))
