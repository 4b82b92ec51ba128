"""The local stack as a command reaches it: where it is, its state, its queues, its functions, the played vendors."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn, cast
from urllib.parse import urlsplit

import boto3
import httpx
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from pastdue.adapters.dynamodb.client import connect
from pastdue.adapters.dynamodb.store import DynamoStore
from pastdue.domain.errors import BadInput, PastdueError

STAGE = "local"
STACK = f"Pastdue-{STAGE}"
REGION = "us-east-1"
KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
_COUNTS = (
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
)
_GLANCE = 0.02
_LOOK = 0.06
_CHECKOUT = Path(__file__).resolve().parents[5]


class Stuck(PastdueError):
    """Work does not come to an end; the message names the queue."""


@dataclass(frozen=True)
class LocalStack:
    """A running local stack. `control` is where the played vendors' strings are; empty with foreign vendors."""

    aws: str
    functions: Mapping[str, str]
    queues: Mapping[str, str]
    table: str
    control: str = ""
    _clients: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def store(self) -> DynamoStore:
        """Its state."""
        self._clients["state"] = connect(self.aws, REGION, **KEYS)
        return DynamoStore(self.table, self._clients["state"])

    def client(self, service: str) -> Any:
        """A client of the local AWS, with keys that open nothing else; kept until `close`."""
        if service not in self._clients:
            patient = Config(read_timeout=660, connect_timeout=5, retries={"mode": "standard", "total_max_attempts": 1})
            self._clients[service] = boto3.client(
                service, endpoint_url=self.aws, region_name=REGION, config=patient, **KEYS
            )
        return self._clients[service]

    def close(self) -> None:
        """Hang up."""
        for client in self._clients.values():
            client.close()
        self._clients.clear()

    # The played vendors

    @property
    def _vendors(self) -> httpx.Client:
        if "vendors" not in self._clients:
            self._clients["vendors"] = httpx.Client(base_url=self.control, timeout=30)
        return cast("httpx.Client", self._clients["vendors"])

    def order(self, verb: str, **what: Any) -> dict[str, Any]:
        """Give the played vendors an order (sandbox/control.py), and read the answer."""
        try:
            answer = self._vendors.post(f"/{verb}", json=what)
        except httpx.HTTPError as error:
            raise BadInput(f"the played vendors do not answer at {self.control}: {type(error).__name__}") from error
        if answer.is_error:
            raise BadInput(f"the played vendors refused {verb}: {answer.text[:300]}")
        return dict(answer.json())

    def _webhooks_under_way(self) -> int:
        """After all that is due at the vendors has happened: webhooks that wait or are being posted."""
        if not self.control:
            return 0
        self.order("tick")
        try:
            said = self._vendors.get("/idle").raise_for_status().json()
        except httpx.HTTPError as error:
            raise BadInput(f"the played vendors do not answer at {self.control}: {type(error).__name__}") from error
        return int(said["waiting"]) + int(said["under_way"])

    # Work

    def _work(self) -> Iterator[tuple[str, int]]:
        """Where there is work, and how much, one place after another."""
        if count := self._webhooks_under_way():
            yield "the played vendors' webhooks", count
        sqs = self.client("sqs")
        for name, url in self.queues.items():
            said = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=list(_COUNTS))["Attributes"]
            if count := sum(int(said[count]) for count in _COUNTS):
                yield f"the {name} queue", count

    def settle(self, patience: float = 180.0) -> None:
        """Wait until no queue holds work, twice in a row: what one worker has finished may be on its way to the next.

        Raises Stuck when nothing has moved for `patience` seconds.
        """
        before: tuple[str, int] | None = None
        moved = time.monotonic()
        quiet = 0
        while quiet < 2:
            now = next(self._work(), None)
            if now is None:
                quiet += 1
            elif now == before and time.monotonic() - moved > patience:
                held = ", ".join(f"{name} ({count})" for name, count in self._work())
                raise Stuck(f"nothing has moved for {patience:.0f} s; work is stuck in {held}. See the functions' logs")
            else:
                quiet = 0
            if now != before:
                before, moved = now, time.monotonic()
            if quiet < 2:
                # Asking costs the local AWS as much as working does.
                time.sleep(_GLANCE if now is None else _LOOK)

    def invoke(self, function: str) -> str:
        """Run a function as its schedule does; gives what went wrong, or nothing."""
        answer = self.client("lambda").invoke(FunctionName=self.functions[function], Payload=b"{}")
        said = answer["Payload"].read()
        if "FunctionError" not in answer:
            return ""
        return str(json.loads(said).get("errorType", "failed")) if said.startswith(b"{") else "failed"


def find(endpoint: str | None, name: str | None) -> LocalStack:
    """The stack at an endpoint, or the one that `make local` wrote down under that name. Raises BadInput."""
    known = _written(name) if endpoint is None else _at(endpoint)
    host = urlsplit(known.aws).hostname
    if host not in _THIS_MACHINE:
        raise BadInput(f"{host} is not this machine, and business time moves on the local stage only")
    stage = _asked(known, lambda: known.client("lambda").get_function_configuration(FunctionName=_any(known.functions)))
    named = stage.get("Environment", {}).get("Variables", {}).get("STAGE")
    if named != STAGE:
        raise BadInput(f"the stack at {known.aws} is stage {named!r}, and business time moves on the local stage only")
    return known


def _any(functions: Mapping[str, str]) -> str:
    return next(iter(functions.values()))


def _asked(stack: LocalStack, ask: Callable[[], Any]) -> dict[str, Any]:
    try:
        return dict(ask())
    except (BotoCoreError, ClientError) as error:
        why = f"no local stack answers at {stack.aws} ({type(error).__name__}); start one with `make local`"
        raise BadInput(why) from error


def _written(name: str | None) -> LocalStack:
    files = {path.parent.name: path for path in _files()}
    if name is None and len(files) == 1:
        name = next(iter(files))
    path = files.get(name or STAGE)
    if path is None:
        _missing(name, files)
    said = json.loads(path.read_text("utf-8"))
    return LocalStack(
        aws=said["aws"],
        functions=said["functions"],
        queues=said["queues"],
        table=said["tables"]["state"],
        control=said.get("vendors", {}).get("control", ""),
    )


def _missing(name: str | None, known: Iterable[str]) -> NoReturn:
    running = ", ".join(sorted(known))
    if running:
        raise BadInput(f"no local stack is called {name or STAGE!r}; there are {running}: choose one with --stack")
    raise BadInput("no local stack is running here; start one with `make local`, or name its --endpoint")


def _files() -> list[Path]:
    """What `make local` wrote: here or above, else in the checkout that this command is run from."""
    for root in (Path.cwd(), *Path.cwd().parents, _CHECKOUT):
        found = sorted((root / ".local").glob("*/stack.json"))
        if found:
            return found
    return []


def _at(endpoint: str) -> LocalStack:
    endpoint = endpoint.rstrip("/")
    for path in _files():
        said = json.loads(path.read_text("utf-8"))
        if said["aws"] == endpoint:
            return _written(path.parent.name)
    stack = LocalStack(endpoint, {}, {}, "")
    if urlsplit(endpoint).hostname not in _THIS_MACHINE:
        return stack
    said = _asked(stack, lambda: stack.client("cloudformation").describe_stacks(StackName=STACK))
    outputs = {each["OutputKey"]: each["OutputValue"] for each in said["Stacks"][0]["Outputs"]}
    functions, queues = json.loads(outputs["Functions"]), json.loads(outputs["Queues"])
    return LocalStack(endpoint, functions, queues, outputs["StateTable"])
