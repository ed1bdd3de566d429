"""Every pattern of real documents as a constraint of one package: generated, imported, and asked for its verdicts."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from openapi_vendor.ecma import Patterns
from tests.corpus.packages import generated
from tests.ecma.judges import search
from tests.ecma.samples import samples
from tests.effort import at_most
from tests.shared import shared

MAX_SECONDS_TO_GENERATE = 120
MAX_SECONDS_TO_IMPORT = 10


def test_real_patterns_in_a_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns = [entry["pattern"] for entry in shared("real_patterns.json")]
    components = {f"Text{index}": {"type": "string", "pattern": each} for index, each in enumerate(patterns)}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Patterns", "version": "1"},
        "paths": {},
        "components": {"schemas": components},
    }
    (tmp_path / "api.json").write_text(json.dumps(document), encoding="utf-8")
    with at_most(MAX_SECONDS_TO_GENERATE):
        assert generated(tmp_path / "api.json", tmp_path, "real_patterns")
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.import_module("real_patterns")
    with at_most(MAX_SECONDS_TO_IMPORT):
        validators = importlib.import_module("real_patterns.validators")
    known = Patterns()
    for index, pattern in enumerate(patterns):
        is_valid = getattr(validators, f"is_text{index}", None)
        assert is_valid is not None, pattern
        expected = search(known.matching(pattern).matcher)
        texts = [text for text in samples(pattern, 6) if not _has_surrogate(text)]
        assert [is_valid(text) for text in texts] == [expected(text) for text in texts], pattern


def _has_surrogate(text: str) -> bool:
    """Whether no JSON text can hold it."""
    return any("\ud800" <= character <= "\udfff" for character in text)
