"""One deployment for all end-to-end tests: the one that `make demo-check` makes, left running when its weeks are over.

PASTDUE_E2E_STACK names a stack that `python -m sandbox.demo --check --leave` has left, to be used in its place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pastdue.cli.local_stack import LocalStack
from sandbox import local
from sandbox.evidence import Evidence, Played, gather, reach

ROOT = Path(__file__).resolve().parent.parent.parent
LEFT = os.environ.get("PASTDUE_E2E_STACK", "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the deployed stack."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@dataclass(frozen=True)
class Checked:
    """How `make demo-check` ended, and the stack that it left."""

    code: int
    stdout: str
    stderr: str
    stack: local.LocalStack

    @property
    def said(self) -> dict[str, Any]:
        """Its last line."""
        return dict(json.loads(self.stdout.splitlines()[-1]))


@pytest.fixture(scope="session")
def checked() -> Iterator[Checked]:
    """`make demo-check`, run as a person runs it."""
    if LEFT:
        line = json.dumps({"ok": True})
        yield Checked(0, line, "", local.show(name=LEFT))
        return
    command = [sys.executable, "-m", "sandbox.demo", "--check", "--leave"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=900, check=False)
    try:
        assert done.stdout, f"demo-check said nothing; stderr:\n{done.stderr[-6000:]}"
        yield Checked(done.returncode, done.stdout, done.stderr, local.show(name="check"))
    finally:
        local.down(name="check")


@pytest.fixture(scope="session")
def stack(checked: Checked) -> local.LocalStack:
    """The stack, with four weeks behind it."""
    return checked.stack


@pytest.fixture(scope="session")
def reached(stack: local.LocalStack) -> Iterator[LocalStack]:
    """The stack as the operator's command reaches it."""
    with closing(reach(stack)) as found:
        yield found


@pytest.fixture(scope="session")
def played(stack: local.LocalStack) -> Played:
    """The played vendors."""
    return Played(stack)


@dataclass(frozen=True)
class Scene:
    """The stack with its vendors: what is true now, once nothing moves any more."""

    stack: local.LocalStack
    reached: LocalStack
    played: Played

    def evidence(self) -> Evidence:
        """Wait until nothing moves, and look at everything."""
        self.reached.settle()
        return gather(self.stack, self.played)


@pytest.fixture
def scene(stack: local.LocalStack, reached: LocalStack, played: Played) -> Scene:
    """The stack at rest."""
    reached.settle()
    return Scene(stack, reached, played)
