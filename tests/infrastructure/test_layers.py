"""The layers: small enough for Lambda, of the right machine, and with all that the package imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

from infra import layers

# Lambda's limit for a function and its layers, unpacked.
LIMIT = 250 * 1024 * 1024
PACKAGE = layers.ROOT / "layers" / "pastdue" / "python" / "pastdue"
# boto3 and botocore come with Lambda's Python; the operator's command runs on a desk.
ELSEWHERE = {"boto3", "botocore", "pastdue"}


def test_the_layers_stay_under_lambdas_limit_with_a_tenth_to_spare() -> None:
    layers.build(layers.LAMBDA)
    package = sum(
        path.stat().st_size for path in PACKAGE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    assert layers.size(layers.LAMBDA) + package < 0.9 * LIMIT


def test_every_extension_is_for_arm_and_python_3_13() -> None:
    layers.build(layers.LAMBDA)
    extensions = [path.name for path in layers.LAMBDA.content.rglob("*.so")]
    assert any("pydantic_core" in name for name in extensions)
    foreign = [name for name in extensions if "x86_64" in name or ("cpython-" in name and "cpython-313" not in name)]
    assert foreign == []


def test_the_layer_has_all_that_the_package_imports() -> None:
    layers.build(layers.LAMBDA)
    sources = [path for path in PACKAGE.rglob("*.py") if "cli" not in path.relative_to(PACKAGE).parts]
    wanted = {name for path in sources for name in imported(path)} - set(sys.stdlib_module_names) - ELSEWHERE
    there = {path.stem.split(".")[0] for path in layers.LAMBDA.content.iterdir()}
    assert wanted - there == set()


def test_every_requirement_is_pinned() -> None:
    assert all("==" in pin for pin in layers.requirements())


def test_a_build_is_kept_until_the_requirements_change() -> None:
    layers.build(layers.LAMBDA)
    before = layers.LAMBDA.content.stat().st_mtime_ns
    layers.build(layers.LAMBDA)
    assert layers.LAMBDA.content.stat().st_mtime_ns == before


def test_the_local_interpreter_finds_the_packages_through_its_layer() -> None:
    layers.build(layers.HOST)
    site = next(layers.HOST.asset.rglob("site-packages"))
    code = f"import site; site.addsitedir({str(site)!r}); import stripe, pydantic, twilio; print(stripe.__file__)"
    found = subprocess.run(
        [layers.HOST.python, "-c", code], capture_output=True, text=True, timeout=60, check=True
    ).stdout.strip()
    assert Path(found).is_relative_to(layers.HOST.content)


def imported(path: Path) -> set[str]:
    """The top names that a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names
