"""Documents made to do harm: refused with a message, or generated as inert data; nothing else ever happens.

Two sets: the shared documents, where they are present, and `tests/hostile/`, which tries other positions.
"""

from __future__ import annotations

import ast
import atexit
import functools
import json
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.shared import HOSTILE, needs

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
OWN = TESTS / "hostile"
CANARY = "pwncanary"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the runner forks and limits memory")


def documents(folder: Path) -> list[Path]:
    found = (path for path in folder.glob("*") if path.suffix in (".json", ".yaml"))
    return sorted(path for path in found if path.name != "manifest.json" and not path.stem.endswith(".overlay"))


@functools.cache
def folder_of_runs() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="hostile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / f"{CANARY}.py").write_text(
        "from pathlib import Path\n"
        "Path(__file__).with_name('hits').write_text('imported')\n"
        "def hit(*_): Path(__file__).with_name('hits').write_text('hit')\n"
    )
    return folder


@functools.cache
def outcomes() -> dict[str, dict[str, Any]]:
    """What became of every document: two processes at a time, each of which forks one for every document."""
    every = [*documents(HOSTILE), *documents(OWN)]
    folder = str(folder_of_runs())  # before there are threads: a cache lets two of them make two

    def run(part: list[Path]) -> str:
        command = [sys.executable, str(TESTS / "hostile_runner.py"), str(ROOT), folder, *map(str, part)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    with ThreadPoolExecutor(2) as pool:
        lines = "".join(pool.map(run, [every[0::2], every[1::2]])).splitlines()
    return {found["document"]: found for found in map(json.loads, lines)}


@needs(HOSTILE)
def test_shared_documents_are_there() -> None:
    assert documents(HOSTILE)


@pytest.mark.parametrize("path", [*documents(HOSTILE), *documents(OWN)], ids=lambda path: path.name)
def test_does_no_harm(path: Path) -> None:
    found = outcomes()[path.name]
    assert found["code"] in (0, 1), found["text"]
    assert "Traceback" not in found["text"]
    assert "internal error" not in found["text"]
    assert found["text"].isprintable() or all(line.isprintable() for line in found["text"].split("\n"))
    assert found["events"] == [], "it reached outside"
    assert found["seconds"] < 10
    if found["code"] == 1:
        assert "error[" in found["text"]
    folder = folder_of_runs() / path.name.replace(".", "_")
    files = [each for each in folder.rglob("*") if each.is_file()]
    assert all(each.is_relative_to(folder / "out" / "made") for each in files)
    assert files or found["code"] == 1
    for each in files:
        if "_runtime" not in each.parts:
            check_inert(each)


def check_inert(path: Path) -> None:
    """The file holds no code and no file that a document named."""
    text = path.read_text("utf-8")
    assert "root:x:0" not in text
    if path.suffix != ".py":
        return
    for node in ast.walk(ast.parse(text, path.name)):
        name = getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))
        assert name not in ("__import__", CANARY), f"{path.name}: {ast.unparse(node)}"
        assert not isinstance(node, ast.Import) or {each.name for each in node.names} <= {"datetime", "msgspec"}


def test_nothing_ran() -> None:
    outcomes()
    assert not (folder_of_runs() / "hits").exists()
