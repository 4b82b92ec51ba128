"""A program kept running in the background: detached, logged, and ended only if it is still that program."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


def _born(pid: int) -> str | None:
    """When a process started, as the system counts (a later one of its number differs); None if there is none."""
    stat = Path(f"/proc/{pid}/stat")
    if stat.exists():
        try:
            fields = stat.read_text("utf-8").rpartition(")")[2].split()
        except ProcessLookupError:
            return None
        return None if fields[0] == "Z" else fields[19]
    asked = subprocess.run(
        ["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, timeout=10, check=False
    )
    return asked.stdout.strip() or None


@dataclass(frozen=True)
class Background:
    """One program in the background, known by `<directory>/<name>.pid`."""

    name: str
    directory: Path

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return self.directory / f"{self.name}.log"

    @property
    def _file(self) -> Path:
        return self.directory / f"{self.name}.pid"

    def start(self, command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> None:
        """Start it in a session of its own, so that it outlives us and its children end with it."""
        self.directory.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
            )
        self._file.write_text(json.dumps({"pid": process.pid, "born": _born(process.pid)}), "utf-8")
        # It is meant to outlive us: as if ended, it is neither waited for nor warned of.
        process.returncode = 0

    @property
    def pid(self) -> int | None:
        """Its process id while it runs."""
        try:
            known = json.loads(self._file.read_text("utf-8"))
        except FileNotFoundError:
            return None
        pid = int(known["pid"])
        return pid if known["born"] is not None and _born(pid) == known["born"] else None

    def stop(self, *, grace: float = 10.0) -> bool:
        """End it and its children; true if it was running."""
        pid = self.pid
        if pid is not None:
            for step in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(pid, step)
                except ProcessLookupError:
                    break
                until = time.monotonic() + grace
                while self.pid is not None and time.monotonic() < until:
                    _reap(pid)
                    time.sleep(0.05)
                if self.pid is None:
                    break
        self._file.unlink(missing_ok=True)
        return pid is not None

    def tail(self, lines: int = 30) -> str:
        """The end of its log, for an error message."""
        try:
            return "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-lines:])
        except FileNotFoundError:
            return ""


def _reap(pid: int) -> None:
    """Take a child's exit, if it is ours, so that it does not stay a zombie."""
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return
