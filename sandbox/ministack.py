"""The local AWS: MiniStack, which runs the real stack's functions as processes on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from sandbox.background import Background

ROOT = Path(__file__).resolve().parent.parent
PYTHON = ROOT / ".venv-ministack" / "bin" / "python"
REGION = "us-east-1"
ACCOUNT = "000000000000"


class NotUp(RuntimeError):
    """A part of the local stack did not come up; the message carries the end of its log."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# What a process needs of this machine to run and to reach a vendor's test mode. A function sees no more than it would
# in Lambda: a secret in our environment must reach it by Secrets Manager or not at all.
MACHINE = ("CURL_CA_BUNDLE", "HOME", "LANG", "LC_ALL", "PATH", "REQUESTS_CA_BUNDLE", "SSL_CERT_DIR", "SSL_CERT_FILE")


def environment(endpoint: str | None = None) -> dict[str, str]:
    """Our environment without what would reach a real account, and with the local one where given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "CDK_", "PYTHONPATH"))}
    local = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}
    regions = {"AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION}
    return {**kept, **local, **regions, **({"AWS_ENDPOINT_URL": endpoint} if endpoint else {})}


@dataclass(frozen=True)
class MiniStack:
    """One local AWS, with everything it writes under one directory."""

    directory: Path
    port: int

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def process(self) -> Background:
        """The process behind it."""
        return Background("ministack", self.directory)

    def start(self) -> None:
        """Start it, empty. It is not up yet: see `wait`."""
        if not PYTHON.exists():
            raise NotUp("The local AWS is not installed: run `make setup`.")
        scratch = self.directory / "tmp"
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        machine = {name: os.environ[name] for name in MACHINE if name in os.environ}
        own = {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "TZ": "UTC",
            "BIND_HOST": "127.0.0.1",
            "MINISTACK_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self.port),
            "TMPDIR": str(scratch),
            "STATE_DIR": str(scratch / "state"),
            "S3_DATA_DIR": str(scratch / "s3"),
            # The shared bytecode of the dependencies is compiled already; a worker writes none of its own.
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        # The endpoint is not given: MiniStack tells its functions its own.
        self.process.start([str(PYTHON), "-m", "ministack"], env={**machine, **own}, cwd=self.directory)

    def healthy(self) -> bool:
        """Whether it answers now."""
        try:
            with urllib.request.urlopen(f"{self.endpoint}/_ministack/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False

    def wait(self, seconds: float = 60.0) -> None:
        """Until it answers; NotUp if it ends or does not in time."""
        until = time.monotonic() + seconds
        while not self.healthy():
            if self.process.pid is None or time.monotonic() > until:
                raise NotUp(f"The local AWS did not come up:\n{self.process.tail()}")
            time.sleep(0.1)

    def stop(self) -> bool:
        """End it and its functions, and remove what it wrote; true if it was running."""
        was = self.process.stop()
        shutil.rmtree(self.directory / "tmp", ignore_errors=True)
        return was
