"""The documents that name tests name tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
_DEFINED = {
    name
    for file in (_ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
}


@pytest.mark.parametrize("document", sorted(path.name for path in (_ROOT / "docs").glob("*.md")))
def test_every_test_that_a_document_names_exists(document: str) -> None:
    text = (_ROOT / "docs" / document).read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", text))
    assert named - _DEFINED == set()


def test_each_complaint_has_its_story() -> None:
    rows = [line for line in (_ROOT / "docs" / "complaints.md").read_text().splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 17
    assert [row for row in rows if "`test_" not in row] == []
