"""Every code that these modules can say is explained in docs/diagnostics.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = set(re.findall(r"^\| `([a-z0-9-]+)` \|", (ROOT / "docs/diagnostics.md").read_text("utf-8"), re.M))
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")

POSITION = {
    "Unreadable": 0,
    "Denied": 0,
    "_error": 0,
    "Diagnostic": 1,
    "Finding": 1,
    "warning": 0,
    "note": 0,
    "error": 0,
}
"""What makes a diagnostic, and which of its arguments is the code."""


def modules() -> list[Path]:
    folders = [ROOT / "generator" / "openapi_vendor" / name for name in ("source", "validation")]
    return [
        ROOT / "generator/openapi_vendor/config.py",
        *(path for folder in folders for path in sorted(folder.glob("*.py"))),
    ]


def codes(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in POSITION and len(node.args) > POSITION[name]:
            for inner in ast.walk(node.args[POSITION[name]]):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str) and CODE.fullmatch(inner.value):
                    found.add(inner.value)
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_codes_are_explained(path: Path) -> None:
    assert codes(path) <= EXPLAINED


def test_codes_exist() -> None:
    """What is explained can still be said, somewhere in the generator."""
    texts = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "generator").rglob("*.py")))
    assert {code for code in EXPLAINED if f'"{code}"' not in texts} == set()
