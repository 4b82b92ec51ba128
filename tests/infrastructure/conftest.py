"""The stack as it would be deployed, synthesized once without network or account by the app itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
# A machine without an account or a network: what would reach either fails at once.
NOWHERE = {
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "HTTP_PROXY": "http://127.0.0.1:9",
    "HTTPS_PROXY": "http://127.0.0.1:9",
    "JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION": "20,21,23",
}


@dataclass(frozen=True)
class Assembly:
    """What `cdk synth` made of one stage."""

    directory: Path
    stage: str

    @property
    def template_file(self) -> Path:
        return self.directory / f"Pastdue-{self.stage}.template.json"

    @property
    def template(self) -> dict[str, Any]:
        return dict(json.loads(self.template_file.read_text("utf-8")))

    @property
    def violations(self) -> list[dict[str, Any]]:
        """What cdk-nag and CloudFormation's own schema object to."""
        report = json.loads((self.directory / "validation-report.json").read_text("utf-8"))
        return [violation for plugin in report["pluginReports"] for violation in plugin["violations"]]

    def of(self, kind: str) -> dict[str, dict[str, Any]]:
        """The properties of all resources of a kind, by logical id."""
        resources: dict[str, dict[str, Any]] = self.template["Resources"]
        return {name: one.get("Properties", {}) for name, one in resources.items() if one["Type"] == kind}

    def function(self, name: str) -> dict[str, Any]:
        """The properties of one function, by the name of its directory."""
        return self.functions[name]

    @property
    def functions(self) -> dict[str, dict[str, Any]]:
        """The properties of all functions, by the names of their directories."""
        found = self.of("AWS::Lambda::Function").values()
        return {one["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"]: one for one in found}

    def statements(self, function: str) -> list[dict[str, Any]]:
        """What a function's role may do."""
        role = self.function(function)["Role"]["Fn::GetAtt"][0]
        policies = self.of("AWS::IAM::Policy").values()
        mine = [policy for policy in policies if {"Ref": role} in policy["Roles"]]
        return [statement for policy in mine for statement in policy["PolicyDocument"]["Statement"]]

    def actions(self, function: str) -> set[str]:
        """The names of what a function's role may do."""
        return {action for one in self.statements(function) for action in _listed(one["Action"])}


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def synthesize(directory: Path, **context: str) -> subprocess.CompletedProcess[str]:
    """Run the app as the CDK's command does."""
    defaults = json.loads((ROOT / "cdk.json").read_text("utf-8"))["context"]
    given = {"CDK_OUTDIR": str(directory), "CDK_CONTEXT_JSON": json.dumps({**defaults, **context})}
    return subprocess.run(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**{k: v for k, v in os.environ.items() if not k.startswith("AWS_")}, **NOWHERE, **given},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


STAGES = {
    "live": {"alarm_email": "engineer@example.com"},
    "local": {
        "stage": "local",
        "local_endpoint": "http://127.0.0.1:4566",
        "local_mail_endpoint": "http://127.0.0.1:4567/ses",
        "schedules": "off",
    },
}


@pytest.fixture(scope="session")
def assemblies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Assembly]:
    """Both stages, synthesized side by side."""
    directories = {stage: tmp_path_factory.mktemp(stage) for stage in STAGES}
    with ThreadPoolExecutor(max_workers=2) as hands:
        under_way = {stage: hands.submit(synthesize, directories[stage], **STAGES[stage]) for stage in STAGES}
    for running in under_way.values():
        done = running.result()
        assert done.returncode == 0, done.stdout + done.stderr
    return {stage: Assembly(directories[stage], stage) for stage in STAGES}


@pytest.fixture(scope="session")
def live(assemblies: dict[str, Assembly]) -> Assembly:
    """The real stage."""
    return assemblies["live"]


@pytest.fixture(scope="session")
def local(assemblies: dict[str, Assembly]) -> Assembly:
    """The local stage."""
    return assemblies["local"]
