"""The tool writes the same bytes from a wheel, an sdist, an editable install and a checkout."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from openapi_vendor.resources import VERSION

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "specs" / "twilio_conversations.yaml"


def run(*command: str | Path, cwd: Path, path: Path | None = None) -> str:
    """Run a program away from this checkout, and return what it printed; fails with that if it fails."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if path is not None:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the tool writes when it runs in this checkout."""
    folder = tmp_path_factory.mktemp("checkout")
    return generated(folder, sys.executable, "-m", "generator", cwd=ROOT)


def generated(folder: Path, *tool: str | Path, cwd: Path) -> dict[str, bytes]:
    """The package that a form of the tool writes for the seed document: content by name."""
    run(*tool, "generate", DOCUMENT, "--output", folder, "--package", "seed", cwd=cwd)
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert "seed/_runtime/__init__.py" in files
    return files


def installed(folder: Path, *what: str | Path) -> Path:
    """A fresh environment with the tool alone; what it depends on comes from the environment of this run."""
    venv.create(folder, symlinks=os.name != "nt")
    bin_folder = folder / ("Scripts" if os.name == "nt" else "bin")
    site = run(bin_folder / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder)
    Path(site.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = (sys.executable, "-m", "pip", "--python", bin_folder / "python", "install", "-q", "--no-deps")
    run(*pip, "--no-index", "--no-build-isolation", "--force-reinstall", *what, cwd=folder)
    return bin_folder / "openapi-vendor"


def test_a_wheel(archives: tuple[Path, Path], expected: dict[str, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(archives[1]) as wheel:
        names = wheel.namelist()
    assert {name.split("/")[0] for name in names} == {"openapi_vendor", f"openapi_vendor-{VERSION}.dist-info"}
    assert not [name for name in names if "__pycache__" in name]
    tool = installed(tmp_path / "venv", archives[1])
    assert run(tool, "--version", cwd=tmp_path).split() == ["openapi-vendor", VERSION]
    assert generated(tmp_path / "out", tool, cwd=tmp_path) == expected


def test_an_sdist(archives: tuple[Path, Path], expected: dict[str, bytes], tmp_path: Path) -> None:
    with tarfile.open(archives[0]) as sdist:
        sdist.extractall(tmp_path, filter="data")
    (unpacked,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert generated(tmp_path / "out", sys.executable, "-m", "generator", cwd=unpacked) == expected


def test_an_editable_install(expected: dict[str, bytes], tmp_path: Path) -> None:
    tool = installed(tmp_path / "venv", "--editable", ROOT)
    assert generated(tmp_path / "out", tool, cwd=tmp_path) == expected


def test_what_the_tool_imports_is_what_it_depends_on() -> None:
    """Directly, or through what it depends on: the tests of installation take everything from this environment."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installed = set(with_requirements(project["dependencies"]))
    homes = metadata.packages_distributions()
    imported = {
        name.split(".")[0]
        for path in (ROOT / "generator").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in imported_by(node)
    }
    foreign = imported - sys.stdlib_module_names - {"openapi_vendor"}
    assert {"jinja2", "yaml"} <= foreign
    assert [name for name in sorted(foreign) if not installed & set(map(canonicalize_name, homes[name]))] == []


def imported_by(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def with_requirements(requirements: list[str]) -> Iterator[str]:
    """The names of distributions, and of all that they need without extras."""
    pending = list(requirements)
    seen: set[str] = set()
    while pending:
        requirement = Requirement(pending.pop())
        name = canonicalize_name(requirement.name)
        if name in seen or (requirement.marker is not None and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(name)
        yield name
        pending += metadata.requires(name) or []
