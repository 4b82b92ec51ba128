"""The simulation in CI: three hundred short seeds keep every promise, and a seed always tells the same story."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.simulation.defects import DEFECTS, Defect
from tests.simulation.run import run_seed

ROOT = Path(__file__).parents[2]
_SEEDS = 300
_DAYS = 8


@pytest.mark.parametrize("seed", range(1, _SEEDS + 1))
def test_a_seed_keeps_every_promise(seed: int) -> None:
    report = run_seed(seed, days=_DAYS)
    assert report.violations == []
    assert report.faults.total() >= 10, "too fair a weather to prove anything"
    assert report.texts > 0, "nobody was texted"


def test_a_seed_tells_the_same_story_whatever_the_order_of_sets() -> None:
    # In 4042 one payer has two live links at once, which were once asked about in the order of a set.
    script = "from tests.simulation.run import run_seed; print([run_seed(n).fingerprint() for n in (5, 4042)])"
    told = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": f"{ROOT}/layers/pastdue/python:{ROOT}"},
            check=True,
            capture_output=True,
            text=True,
            timeout=300,
        ).stdout
        for hash_seed in ("1", "3")
    }
    assert len(told) == 1, told


def test_a_seed_tells_the_same_story_over_the_vendors_own_sdks() -> None:
    assert run_seed(6, days=20, quick=False).fingerprint() == run_seed(6, days=20).fingerprint()


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_every_deliberate_defect_finds_its_place(defect: Defect) -> None:
    with defect.switched_on():
        for where, name, instead in defect.changes:
            assert (where[name] if isinstance(where, dict) else getattr(where, name)) is instead
