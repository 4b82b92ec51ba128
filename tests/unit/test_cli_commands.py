"""The operator's command as it is typed: what stands on stdout, what on stderr, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from pastdue.cli.main import app

LIST = """Number,Customer,Invoice date,Due date,Amount,Paid date,Disputed
1001,Acme [Corp],2/2/2026,3/3/2026,"1,234.50",3/24/2026,No
1002,Acme [Corp],2/2/2026,3/3/2026,80.00,3/24/2026,Yes
1003,Bolt,2/2/2026,3/3/2026,20.00,3/13/2026,No
1004,Cole,2/2/2026,soon,20.00,3/13/2026,No
"""


@pytest.fixture
def invoices(tmp_path: Path) -> Path:
    path = tmp_path / "invoices.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def pastdue(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def answer(*words: object) -> dict[str, Any]:
    """The JSON answer, which must be all of stdout."""
    result = pastdue(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    found: dict[str, Any] = json.loads(line)
    return found


def test_backtest_answers_in_json_what_was_sent_to_whom_on_which_day(invoices: Path) -> None:
    report = answer("backtest", invoices)
    assert report["invoices"] == 3
    assert report["texts_by_rung"] == {"1": 3, "2": 2, "3": 1}
    assert report["handed_off"] == 1
    assert report["rejected_rows"] == [{"line": 5, "reason": "due date: 'soon' is not a date"}]
    assert report["held_back"]["held"]["invoices"] == 1
    first = report["sent"][0]
    assert (first["on"], first["customer"], first["total_minor"]) == ("2026-03-06", "Acme [Corp]", 131450)
    assert [line["number"] for line in first["invoices"]] == ["1001", "1002"]
    assert report["aging"]["2026-03-04"] == {"current": 0, "1-30": 133450, "31-60": 0, "61-90": 0, "91+": 0}
    assert report["over_30_share"] == 0.0
    assert "does not say what the texts would have brought" in report["says"]


def test_backtest_plain_hears_no_dispute_and_sends_each_invoice_by_itself(invoices: Path) -> None:
    report = answer("backtest", invoices, "--plain")
    assert report["texts_by_rung"] == {"1": 3, "2": 3, "3": 2}
    assert (report["messages"], report["handed_off"]) == (8, 2)


def test_backtest_shows_a_person_the_same_and_that_it_claims_nothing(invoices: Path) -> None:
    result = pastdue("backtest", invoices, "--messages", 1)
    assert result.exit_code == 0, result.output
    said = " ".join(result.stdout.split())
    for part in ("rung 1", "disputed: held", "Acme [Corp]", "and 4 more", "18.0% line", "soon", "It does not say what"):
        assert part in said


def test_backtest_takes_the_policy_columns_dates_and_days_that_it_is_given(tmp_path: Path) -> None:
    path, policy = tmp_path / "liste.csv", tmp_path / "policy.yaml"
    path.write_text("Nr;Kunde;Vom;Bis;Summe;Erledigt\n7;Acme;1.2.2026;3.3.2026;10,50;\n", encoding="cp1252")
    policy.write_text("minimum_to_chase: 10.51\n", encoding="utf-8")
    names = ("number=Nr", "customer=Kunde", "invoice_date=Vom", "due_date=Bis", "amount=Summe", "settled_date=Erledigt")
    columns = [word for name in names for word in ("--column", name)]
    given = ("--date-format", "dmy", "--policy", policy, "--from", "2026-03-04", "--until", "2026-03-20")
    report = answer("backtest", path, *columns, *given, "--home-currency", "eur")
    assert (report["from"], report["until"], report["currency"]) == ("2026-03-04", "2026-03-20", "EUR")
    assert report["texts_by_rung"] == {"1": 0, "2": 0, "3": 0}
    assert list(report["held_back"]) == ["below_minimum"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("backtest", "{tmp}/none.csv"), 1, "cannot be read"),
        (("backtest", "{tmp}/empty.csv"), 1, "is empty"),
        (("backtest", "{tmp}/invoices.csv", "--policy", "{tmp}/none.yaml"), 1, "cannot be read"),
        (("backtest", "{tmp}/invoices.csv", "--column", "due_date=Pay by"), 1, "the file has no column 'Pay by'"),
        (("backtest", "{tmp}/invoices.csv", "--date-format", "american"), 1, "mdy, dmy, ymd"),
        (("backtest", "{tmp}/invoices.csv", "--column", "due_date"), 2, "OURS=THEIRS"),
        (("backtest", "{tmp}/invoices.csv", "--from", "3/4/2026"), 2, "--from"),
        (("backtest", "{tmp}/invoices.csv", "--home-currency", "dollars"), 2, "USD"),
        (("backtest",), 2, "FILE"),
        (("aging", "--file", "{tmp}/none.csv"), 1, "cannot be read"),
    ],
)
@pytest.mark.parametrize("format_", ["table", "json"])
def test_what_cannot_be_used_is_told_on_stderr_with_its_exit_code(
    invoices: Path, words: tuple[str, ...], code: int, told: str, format_: str
) -> None:
    (invoices.parent / "empty.csv").touch()
    result = pastdue(*(word.format(tmp=invoices.parent) for word in words), "--format", format_)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert told in " ".join(result.stderr.split())


def test_aging_adds_up_by_customer_and_bucket(invoices: Path) -> None:
    report = answer("aging", "--file", invoices, "--on", "2026-03-12")
    assert report["buckets"] == {"current": 0, "1-30": 133450, "31-60": 0, "61-90": 0, "91+": 0}
    assert list(report["customers"]) == ["Acme [Corp]", "Bolt"]
    assert report["total"] == 133450


AGING_DETAIL = """Riverside Plumbing
A/R Aging Detail Report
"As of Jul 25, 2026"

,Date,Transaction type,Num,Customer full name,Due date,Amount,Open balance
91 or more days past due,,,,,,,
,11/11/2025,Invoice,SI-1,Tactics,12/11/2025,"1,000.00",800.00
,01/23/2026,Credit Memo,SC-1,Zumi,01/23/2026,-100.00,-100.00
Total for 91 or more days past due,,,,,,,700.00
CURRENT,,,,,,,
,07/20/2026,Invoice,SI-2,Zumi,08/19/2026,500.00,500.00
Total for CURRENT,,,,,,,500.00
TOTAL,,,,,,,"1,200.00"
"""


@pytest.fixture
def aging_detail(tmp_path: Path) -> Path:
    path = tmp_path / "aging.csv"
    path.write_text(AGING_DETAIL, encoding="utf-8")
    return path


def test_aging_ties_to_quickbooks_own_with_open_credits_taken_off_by_their_dates(aging_detail: Path) -> None:
    report = answer("aging", "--file", aging_detail)
    assert report["buckets"] == {"current": 50_000, "1-30": 0, "31-60": 0, "61-90": 0, "91+": 70_000}
    assert (report["total"], report["customers"]["Zumi"]["91+"]) == (120_000, -10_000)
    before = answer("aging", "--file", aging_detail, "--on", "2026-01-22")
    assert before["total"] == 80_000

    said = pastdue("aging", "--file", aging_detail).stdout
    assert "1 open credit in the list taken off, by date, as in QuickBooks' A/R aging" in said
    assert "the day is the list's last, 2026-07-25; --on DAY shows another" in said
    assert "-$100.00" in said


def test_backtest_says_where_it_ends_and_that_it_takes_no_credit_off(aging_detail: Path) -> None:
    said = pastdue("backtest", aging_detail).stdout
    assert "it ends with the list's last date, 2026-07-25; --until DAY goes on from there" in said
    assert "open credits in the list are not taken off here" in said
    later = pastdue("backtest", aging_detail, "--until", "2026-09-30").stdout
    assert "it ends with the list's last date" not in later


def test_a_share_of_what_is_open_stays_a_share_where_credits_are_larger(aging_detail: Path) -> None:
    aging_detail.write_text(AGING_DETAIL.replace("-100.00,-100.00", "-900.00,-900.00"), encoding="utf-8")
    assert answer("aging", "--file", aging_detail)["over_30_share"] == 0.0
    aging_detail.write_text(AGING_DETAIL.replace("-100.00,-100.00", "-2000.00,-2000.00"), encoding="utf-8")
    assert answer("aging", "--file", aging_detail)["over_30_share"] is None


def test_aging_shows_a_person_a_table(invoices: Path) -> None:
    result = pastdue("aging", "--file", invoices, "--on", "2026-03-12")
    assert result.exit_code == 0, result.output
    assert "$1,334.50" in result.stdout


def test_a_good_policy_is_said_to_be_good(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("creditor: Riverside Plumbing\n", encoding="utf-8")
    report = answer("policy", "check", path)
    assert (report["ok"], report["faults"]) == (True, [])
    assert any("callback_number" in warning for warning in report["warnings"])
    assert pastdue("policy", "check", path).exit_code == 0


@pytest.mark.parametrize("format_", ["table", "json"])
def test_every_fault_of_a_policy_is_told_with_its_file_path_and_cure(tmp_path: Path, format_: str) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("window: {opens: 06:00}\nsegments: {default: Z}\n", encoding="utf-8")
    result = pastdue("policy", "check", path, "--format", format_)
    assert result.exit_code == 1
    if format_ == "json":
        report = json.loads(result.stdout)
        assert not report["ok"]
        told = "\n".join(report["faults"])
    else:
        assert result.stdout == ""
        told = result.stderr
    assert f"{path}: window: " in told
    assert f"{path}: segments.default: " in told


def test_a_policy_that_only_a_local_stack_may_use_is_a_fault_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "policy.yaml"
    path.write_text("consent: {attested_for_all_locally: true}\n", encoding="utf-8")
    assert pastdue("policy", "check", path, "--stage", "local").exit_code == 0
    result = pastdue("policy", "check", path, "--stage", "prod")
    assert result.exit_code == 1
    assert "consent.attested_for_all_locally" in result.stderr


def test_the_policy_is_shown_whole() -> None:
    assert answer("policy", "show")["policy"]["ladders"]["A"]["hand_off_day"] == 21
    assert "day 21 a person" in pastdue("policy", "show").stdout
    assert pastdue("policy", "show", "--text").stdout.startswith("# The shipped recipes")


@pytest.mark.parametrize("words", [(), ("backtest",), ("aging",), ("policy", "check"), ("policy", "show")])
def test_help_says_what_the_exit_codes_mean(words: tuple[str, ...]) -> None:
    result = pastdue(*words, "--help")
    assert result.exit_code == 0
    assert "Exit codes: 0 done" in " ".join(result.stdout.split())
