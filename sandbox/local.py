"""The real stack on this machine: `python -m sandbox.local up|down|show`.

`up` plays the vendors (those that the environment does not name), starts the local AWS, deploys with the real
`cdk deploy`, puts in the secrets, and returns; its last line on stdout is JSON. `down` ends what `up` started.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3

from pastdue.adapters.dynamodb.client import connect
from pastdue.adapters.dynamodb.store import DynamoStore
from pastdue.domain.company import PolicyText, policy_key
from sandbox.background import Background
from sandbox.local_policy import LOCAL_POLICY
from sandbox.ministack import ACCOUNT, REGION, MiniStack, NotUp, environment, free_port

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / ".local"
CDK = ROOT / "node_modules" / ".bin" / "cdk"
STAGE = "local"
STACK = f"Pastdue-{STAGE}"
MAIL_FROM = "pastdue@example.com"
# As infra/edge.py pins it locally, so that the vendors can be told the address before anything is deployed.
API_ID = "pastdue"

PATHS = {
    "quickbooks_webhook": "/quickbooks/webhook",
    "stripe_webhook": "/stripe/webhook",
    "twilio_inbound": "/twilio/inbound",
    "twilio_status": "/twilio/status",
    "quickbooks_connect": "/quickbooks/connect",
}

# vendor address in the environment → the name of the played one
BASES = {
    "QUICKBOOKS_API_BASE": "quickbooks",
    "INTUIT_OAUTH_BASE": "intuit_oauth",
    "STRIPE_API_BASE": "stripe",
    "TWILIO_API_BASE": "twilio",
}
# secret → (the addresses that make it the environment's, field → variable)
SECRETS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "quickbooks": (
        ("QUICKBOOKS_API_BASE", "INTUIT_OAUTH_BASE"),
        {
            "client_id": "QUICKBOOKS_CLIENT_ID",
            "client_secret": "QUICKBOOKS_CLIENT_SECRET",
            "webhook_verifier": "QUICKBOOKS_WEBHOOK_VERIFIER",
        },
    ),
    "stripe": (("STRIPE_API_BASE",), {"api_key": "STRIPE_API_KEY", "webhook_secret": "STRIPE_WEBHOOK_SECRET"}),
    "twilio": (
        ("TWILIO_API_BASE",),
        {
            "account_sid": "TWILIO_ACCOUNT_SID",
            "api_key": "TWILIO_API_KEY",
            "api_secret": "TWILIO_API_SECRET",
            "auth_token": "TWILIO_AUTH_TOKEN",
            "from": "TWILIO_FROM",
        },
    ),
}
# What the played vendors issue: of the true length and alphabet, and worth nothing.
PLAYED: dict[str, dict[str, str]] = {
    "quickbooks": {
        "client_id": "ABplayedquickbooksclientidplayedquickbooksclientid",
        "client_secret": "playedquickbooksclientsecretplayedquicks",
        "webhook_verifier": "00000000-0000-4000-8000-000000000001",
    },
    "stripe": {"api_key": "rk_test_played", "webhook_secret": "whsec_played"},
    "twilio": {
        "account_sid": "AC00000000000000000000000000000001",
        "api_key": "SK00000000000000000000000000000001",
        "api_secret": "playedtwilioapisecretplayedtwili",
        "auth_token": "00000000000000000000000000000002",
        "from": "+12125550100",
    },
}


@dataclass(frozen=True)
class LocalStack:
    """Where everything of a running local stack is."""

    directory: Path
    aws: str
    api: str
    functions: Mapping[str, str]
    queues: Mapping[str, str]
    dead_letter_queues: Mapping[str, str]
    tables: Mapping[str, str]
    secrets: Mapping[str, str]
    vendors: Mapping[str, str]
    paths: Mapping[str, str] = field(default_factory=lambda: dict(PATHS))

    def line(self) -> str:
        """The one JSON line that tells others where it is."""
        shown = ("aws", "api", "paths", "functions", "queues", "dead_letter_queues", "tables", "secrets", "vendors")
        return json.dumps({name: getattr(self, name) for name in shown})

    def client(self, service: str) -> Any:
        """A boto3 client of the local AWS."""
        return boto3.client(
            service,
            endpoint_url=self.aws,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )

    def store(self) -> DynamoStore:
        """The stack's state, through the adapter that its functions use."""
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return DynamoStore(self.tables["state"], connect(self.aws, REGION, **keys))


class Clock:
    """Says what is being done, and how long it took."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._start = time.monotonic()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Time one step; several may run at once."""
        begun = time.monotonic()
        yield
        now = time.monotonic()
        self._say(f"[{now - self._start:5.1f} s] {what} ({now - begun:.1f} s)")


def aloud(line: str) -> None:
    """Progress goes to stderr: stdout is for the last line."""
    print(line, file=sys.stderr, flush=True)


def secrets_and_bases(env: Mapping[str, str]) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Each vendor's secret, and the addresses that the environment names. Raises SystemExit naming what is missing."""
    bases = {name: env[name] for name in BASES if env.get(name)}
    found: dict[str, dict[str, str]] = {}
    missing: list[str] = []
    for vendor, (addresses, fields) in SECRETS.items():
        if any(address in bases for address in addresses):
            missing += [variable for variable in fields.values() if not env.get(variable)]
            found[vendor] = {name: env.get(variable, "") for name, variable in fields.items()}
        else:
            found[vendor] = PLAYED[vendor]
    if missing:
        raise SystemExit(f"Where a vendor's address is set, its secrets must be too. Missing: {', '.join(missing)}")
    return found, bases


def up(
    *,
    name: str = "local",
    schedules: bool = True,
    vendors: Mapping[str, Any] | None = None,
    env: Mapping[str, str] = os.environ,
    say: Callable[[str], None] = aloud,
) -> LocalStack:
    """Deploy the stack under `.local/<name>`; if it is running there, deploy what changed. Raises NotUp.

    A caller with a story of its own turns the schedules off, and calls the scheduled functions when it wants them.
    vendors: more of the played vendors' configuration (see sandbox/serve.py), for those that are not running yet.
    """
    secrets, bases = secrets_and_bases(env)
    directory = HOME / name
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    running = _known(directory)
    if running is not None:
        return _deploy(
            running, secrets, bases, schedules=schedules, vendors=vendors or {}, fresh=False, clock=Clock(say)
        )
    down(name=name)
    aws = MiniStack(directory, free_port())
    aws.start()
    (directory / "port").write_text(str(aws.port), "utf-8")
    try:
        return _deploy(aws, secrets, bases, schedules=schedules, vendors=vendors or {}, fresh=True, clock=Clock(say))
    except BaseException:
        # Half a stack is worse than none; the logs stay.
        down(name=name)
        raise


def _deploy(
    aws: MiniStack,
    secrets: Mapping[str, Mapping[str, str]],
    bases: Mapping[str, str],
    *,
    schedules: bool,
    vendors: Mapping[str, Any],
    fresh: bool,
    clock: Clock,
) -> LocalStack:
    directory = aws.directory
    api = f"{aws.endpoint}/_aws/execute-api/{API_ID}/{STAGE}"
    with ThreadPoolExecutor(max_workers=1) as hand:
        bootstrapped = hand.submit(_bootstrap, aws, clock) if fresh else None
        with clock.step("vendors played"):
            # A real secret stays out of the file that the played vendors read.
            played = {vendor: PLAYED[vendor] for vendor in secrets if secrets[vendor] == PLAYED[vendor]}
            config = {
                "api": api,
                "paths": {**PATHS, "twilio_voice": "/twilio/voice"},
                "secrets": played,
                **vendors,
            }
            addresses = {} if len(bases) == len(BASES) else _play(directory, config)
        context = {
            "stage": STAGE,
            "schedules": "on" if schedules else "off",
            "local_endpoint": aws.endpoint,
            # The played SES keeps e-mails whole, for a person to read; where nobody is played the local AWS takes them.
            **({"local_mail_endpoint": addresses["ses"]} if "ses" in addresses else {}),
            "mail_from": MAIL_FROM,
            **{variable.lower(): bases.get(variable) or addresses[vendor] for variable, vendor in BASES.items()},
        }
        with clock.step("synthesized"):
            _cdk("synth", "--quiet", "--output", str(directory / "cdk.out"), env=environment(), context=context)
        if bootstrapped is not None:
            bootstrapped.result()
    with clock.step("deployed"):
        where = ("--app", str(directory / "cdk.out"), "--outputs-file", str(directory / "outputs.json"))
        how = ("--require-approval", "never", "--method", "direct", "--progress", "events")
        _cdk("deploy", *where, *how, env=environment(aws.endpoint))
    stack = _described(directory, aws, addresses)
    if stack.api != api:
        raise NotUp(f"The API came up at {stack.api}, where {api} was announced to the vendors.")
    with clock.step("secrets and policy in place"):
        manager = stack.client("secretsmanager")
        for vendor, value in secrets.items():
            manager.put_secret_value(SecretId=stack.secrets[vendor], SecretString=json.dumps(value))
        stack.client("ses").verify_email_identity(EmailAddress=MAIL_FROM)
        seed_policy(stack)
    (directory / "stack.json").write_text(stack.line(), "utf-8")
    return stack


def seed_policy(stack: LocalStack) -> None:
    """Put the local policy in force, unless one is: mode auto, recipe A, consent attested for all."""
    store = stack.store()
    if store.get(PolicyText, policy_key("*")) is None:
        text = PolicyText(company_id="*", text=LOCAL_POLICY, applied_at=datetime.now(UTC), applied_by="make local")
        store.commit(text)


def show(*, name: str = "local") -> LocalStack:
    """The stack that runs under `.local/<name>`. Raises NotUp."""
    directory = HOME / name
    aws = _known(directory)
    if aws is None or not (directory / "stack.json").exists():
        raise NotUp(f"No local stack is running in {directory.relative_to(ROOT)}: run `make local`.")
    known = json.loads((directory / "stack.json").read_text("utf-8"))
    return LocalStack(directory=directory, **known)


def down(*, name: str, say: Callable[[str], None] = aloud) -> bool:
    """End what runs under `.local/<name>`, saying what while it takes its time; true if something did."""
    directory = HOME / name
    vendors, aws = Background("vendors", directory), MiniStack(directory, 0)
    if vendors.pid is not None:
        say(f"Ending the played vendors of the stack {name}.")
    if aws.process.pid is not None:
        say(f"Ending the local AWS of the stack {name}, with its functions; this can take some twenty seconds.")
    ended = [vendors.stop(), aws.stop()]
    (directory / "stack.json").unlink(missing_ok=True)
    return any(ended)


def down_all() -> list[str]:
    """End every local stack of this checkout; the names of those that ran."""
    names = sorted(path.name for path in HOME.iterdir() if path.is_dir()) if HOME.exists() else []
    return [name for name in names if down(name=name)]


def _known(directory: Path) -> MiniStack | None:
    """The local AWS that runs in this directory, if it does."""
    try:
        aws = MiniStack(directory, int((directory / "port").read_text("utf-8")))
    except FileNotFoundError:
        return None
    return aws if aws.process.pid is not None and aws.healthy() else None


def _bootstrap(aws: MiniStack, clock: Clock) -> None:
    with clock.step("local AWS up"):
        aws.wait()
    with clock.step("bootstrapped"):
        _cdk("bootstrap", f"aws://{ACCOUNT}/{REGION}", "--app", "", env=environment(aws.endpoint))


def _cdk(command: str, *arguments: str, env: Mapping[str, str], context: Mapping[str, str] | None = None) -> None:
    """Run the CDK's own command line; NotUp with what it said, if it fails."""
    if not CDK.exists():
        raise NotUp("The CDK's command line is not installed: run `make setup`.")
    chosen = [word for item in (context or {}).items() for word in ("--context", "=".join(item))]
    quiet = {
        "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20,21,23",
        "CDK_DISABLE_CLI_TELEMETRY": "true",
        "CI": "true",
    }
    done = subprocess.run(
        [str(CDK), command, *arguments, *chosen, "--no-notices"],
        cwd=ROOT,
        env={**env, **quiet},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
        check=False,
    )
    if done.returncode:
        raise NotUp(f"cdk {command} failed:\n{done.stdout[-6000:]}")


def _play(directory: Path, config: Mapping[str, Any]) -> dict[str, str]:
    """Start the played vendors (or find them running) and learn their addresses."""
    process = Background("vendors", directory)
    ready = directory / "vendors.json"
    if process.pid is not None and ready.exists():
        return dict(json.loads(ready.read_text("utf-8")))
    ready.unlink(missing_ok=True)
    file = directory / "vendors-config.json"
    file.write_text(json.dumps(config), "utf-8")
    command = [sys.executable, "-m", "sandbox.serve", "--port", "0", "--config", str(file)]
    process.start(command, env={**environment(), "PYTHONUNBUFFERED": "1"}, cwd=ROOT)
    until = time.monotonic() + 60
    while True:
        for line in process.log.read_text("utf-8", "replace").splitlines():
            if line.startswith("{") and "quickbooks" in line:
                ready.write_text(line, "utf-8")
                return dict(json.loads(line))
        if process.pid is None or time.monotonic() > until:
            raise NotUp(f"The played vendors did not come up:\n{process.tail()}")
        time.sleep(0.1)


def _described(directory: Path, aws: MiniStack, vendors: Mapping[str, str]) -> LocalStack:
    outputs = json.loads((directory / "outputs.json").read_text("utf-8"))[STACK]
    return LocalStack(
        directory=directory,
        aws=aws.endpoint,
        api=outputs["ApiUrl"],
        functions=json.loads(outputs["Functions"]),
        queues=json.loads(outputs["Queues"]),
        dead_letter_queues=json.loads(outputs["DeadLetterQueues"]),
        tables={"state": outputs["StateTable"]},
        secrets=json.loads(outputs["Secrets"]),
        vendors=vendors,
    )


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.local", description="The real stack on this machine.")
    parser.add_argument("command", choices=("up", "down", "show"))
    command = parser.parse_args(arguments).command
    try:
        if command == "down":
            ended = down_all()
            print(f"Ended: {', '.join(ended)}." if ended else "Nothing was running.")
        else:
            print((up() if command == "up" else show()).line())
    except NotUp as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
