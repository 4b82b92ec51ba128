"""Build the dependencies' layer without Docker: for Lambda (arm64, Python 3.13), or for the local AWS.

    python -m infra.layers lambda|host|all

A build is kept until the requirements, or the interpreter that it is for, change.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "layers"
REQUIREMENTS = ROOT / "requirements.txt"
HOST_PYTHON = ROOT / ".venv-ministack" / "bin" / "python"

# What only the operator's command needs, and the SDK, which Lambda's own Python carries.
NOT_IN_LAMBDA = frozenset(
    {
        "annotated-doc",
        "boto3",
        "botocore",
        "markdown-it-py",
        "mdurl",
        "pygments",
        "rich",
        "s3transfer",
        "shellingham",
        "typer",
    }
)
# Tests and sources of extensions that some packages ship; nothing imports them.
CHAFF = ("**/tests", "**/test", "**/*.pyi", "**/*.pyx", "**/*.pxd", "bin")


@dataclass(frozen=True)
class Target:
    """What a layer is built for: pip's own words for it, and where it goes."""

    name: str
    python: Path
    options: tuple[str, ...]
    content: Path
    asset: Path


LAMBDA = Target(
    name="lambda",
    python=Path(sys.executable),
    options=(
        "--only-binary=:all:",
        "--platform=manylinux2014_aarch64",
        "--platform=manylinux_2_28_aarch64",
        "--python-version=3.13",
        "--implementation=cp",
    ),
    content=BUILD / "lambda" / "python",
    asset=BUILD / "lambda",
)
# The local AWS unpacks every layer anew for every worker process. A layer of a single line that points at one
# unpacked, compiled copy starts a worker in a second where the copy itself takes ten.
HOST = Target(
    name="host",
    python=HOST_PYTHON,
    options=("--only-binary=:all:",),
    content=BUILD / "host" / "content",
    asset=BUILD / "host" / "layer",
)


def requirements() -> list[str]:
    """The pins that go into the layer; the file pins what is pulled in too, so pip need not resolve."""
    lines = (line.split("#")[0].strip() for line in REQUIREMENTS.read_text("utf-8").splitlines())
    return [pin for pin in lines if pin and pin.split("==")[0].split("[")[0].lower() not in NOT_IN_LAMBDA]


def _fingerprint(target: Target) -> str:
    version = subprocess.run([target.python, "-VV"], check=True, capture_output=True, text=True, timeout=60).stdout
    recipe = Path(__file__).read_bytes()
    return hashlib.sha256(repr((requirements(), target.options, version)).encode() + recipe).hexdigest()


def build(target: Target) -> Path:
    """The directory to deploy as the layer, built when it is missing or stale."""
    mark = target.asset.parent / f"{target.name}.sha256"
    fingerprint = _fingerprint(target)
    if mark.exists() and mark.read_text("utf-8") == fingerprint:
        return target.asset
    mark.unlink(missing_ok=True)
    shutil.rmtree(target.asset, ignore_errors=True)
    shutil.rmtree(target.content, ignore_errors=True)
    pip: list[str] = [
        str(target.python),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
    ]
    where = [f"--target={target.content}", "--no-compile", *target.options]
    subprocess.run([*pip, *where, *requirements()], check=True, timeout=900, stdin=subprocess.DEVNULL)
    for pattern in CHAFF:
        for path in target.content.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    if target is HOST:
        compile_all = [str(target.python), "-m", "compileall", "-q", "-j", "2", str(target.content)]
        subprocess.run(compile_all, check=False, timeout=900, stdin=subprocess.DEVNULL)
        _point_at(target)
    mark.write_text(fingerprint, "utf-8")
    return target.asset


def _point_at(target: Target) -> None:
    version = "import sys; print('python%d.%d' % sys.version_info[:2])"
    directory = subprocess.run([target.python, "-c", version], check=True, capture_output=True, text=True, timeout=60)
    packages = target.asset / "python" / "lib" / directory.stdout.strip() / "site-packages"
    packages.mkdir(parents=True)
    line = f"import sys; sys.path.insert(0, {str(target.content)!r})\n"
    (packages / "pastdue_dependencies.pth").write_text(line, "utf-8")


def size(target: Target) -> int:
    """Bytes of the built layer as Lambda unpacks it."""
    return sum(path.stat().st_size for path in target.content.rglob("*") if path.is_file())


def main(names: list[str]) -> None:
    """Build what is named."""
    targets = [target for target in (LAMBDA, HOST) if target.name in names or "all" in names]
    if not targets:
        sys.exit(__doc__)
    for target in targets:
        build(target)
        print(f"layer for {target.name}: {size(target) / 1e6:.0f} MB in {target.asset.relative_to(ROOT)}")


if __name__ == "__main__":
    main(sys.argv[1:])
