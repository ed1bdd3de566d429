"""The material in `../shared`, beside the repository: real documents, attacks, suites. Only the maintainers have it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpus"
HOSTILE = SHARED / "hostile"

MISSING = "shared material is not beside the repository: "
"""How the reason of each such skip begins; the run says in one line how many there were (`tests/conftest.py`)."""


def needs(path: Path) -> pytest.MarkDecorator:
    """Skip a test where a file or folder of `../shared` is absent."""
    return pytest.mark.skipif(not path.exists(), reason=f"{MISSING}{path.name}")


def shared(name: str) -> Any:
    """A JSON file of the shared material; the test is skipped where that is absent."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{MISSING}{name}")
    return json.loads(path.read_text(encoding="utf-8"))
