"""What a person sees of a command: tables that break no id, counts in words."""

from __future__ import annotations

import pytest

from pastdue.cli.output import console, table
from pastdue.domain.counting import counted

PAYOUT = "po_1NxAbCdEfGhIjKlMnOpQrStU"


@pytest.mark.parametrize("columns", ["40", "80"])
def test_no_id_and_no_amount_is_broken_however_narrow_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    shown = table("Payouts", "payout", "arrives", "payments", "fees", "says")
    shown.add_row(PAYOUT, "2026-09-18", "$12,345.50", "$358.02", "it ties with the line of the bank, to the cent")

    console().print(shown)

    said = capsys.readouterr().out
    assert all(word in said for word in (PAYOUT, "2026-09-18", "$12,345.50", "$358.02"))


def test_text_makes_room_so_that_a_table_fits_where_it_can(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    shown = table("", "id", "what")
    shown.add_row(PAYOUT, "a sentence that is much longer than what is left of the line")

    console().print(shown)

    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) == 60
    assert any(PAYOUT in line for line in lines)


@pytest.mark.parametrize(
    ("count", "told"), [(0, "0 touches"), (1, "1 touch"), (2, "2 touches"), (1_234, "1,234 touches")]
)
def test_one_is_told_in_the_singular(count: int, told: str) -> None:
    assert counted(count, "touch", "touches") == told
    assert counted(count, "case") == told.replace("touches", "cases").replace("touch", "case")
