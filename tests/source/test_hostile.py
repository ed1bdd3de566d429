"""Hostile documents: each is read, or refused with a place, quickly, and never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics, Refused
from openapi_vendor.report import render
from openapi_vendor.source import Sources
from openapi_vendor.validation import validate
from tests.effort import at_most
from tests.shared import HOSTILE, needs

CODES = {
    "h26a": "too-deep", "h26c": "too-deep", "h26e": "too-deep", "h26f": "too-deep", "h27a": "too-large",
    "h27b": "too-large", "h27c": "yaml-alias", "h27d": "yaml-alias", "h27e": None, "h28a": "yaml-tag",
    "h28c": "yaml-tag", "h28e": "yaml-tag", "h28f": "yaml-tag", "h28h": "yaml-tag", "h28i": "yaml-tag",
    "h29a": "number-too-long", "h29b": "not-a-number", "h31a": "duplicate-key", "h31b": "duplicate-key",
    "h35a": None, "h35b": None, "h35d": "encoding", "h35e": "second-document", "h35f": "empty", "h35g": None,
    "h24": "ref-denied", "h24c": "ref-denied", "h24e": "ref-denied", "h25a": "ref-denied",
    "h30": "ref-circular", "h30a": "ref-circular", "h30d": None,
}  # fmt: skip
"""A code that must be among what is said; None: nothing may be said, except about the specification."""

pytestmark = needs(HOSTILE)


def documents() -> list[Path]:
    return sorted(path for path in HOSTILE.glob("h*") if path.suffix in (".json", ".yaml"))


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_read_or_refused(path: Path) -> None:
    with at_most(seconds=20):
        config, diagnostics = Config(), Diagnostics()
        sources = Sources(config, diagnostics)
        try:
            validate(sources.load(path), sources, config, diagnostics)
        except Refused as refused:
            diagnostics.add(refused.diagnostic)
        text = render(diagnostics, sources)
    assert all(line.isprintable() for line in text.splitlines())
    codes = {diagnostic.code for diagnostic in diagnostics}
    name = path.name.split("_")[0]
    expected = CODES.get(name, ...)
    if expected is None:
        assert not {code for code in codes if not code.startswith("spec-")} - {"ref-dangling"}
    elif expected is not ...:
        assert expected in codes
