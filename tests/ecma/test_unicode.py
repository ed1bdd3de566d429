"""The table of Unicode properties."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from openapi_vendor.ecma import unicode
from openapi_vendor.ecma.charset import contains
from openapi_vendor.ecma.unicode import property_ranges
from tests.ecma.judges import needs_node, node_table, node_unicode

LINES = [
    line
    for line in (Path(unicode.__file__).parent / "unicode-17.0.txt").read_text("ascii").splitlines()
    if not line.startswith("#")
]


@needs_node
def test_table_is_what_node_says() -> None:
    """A few lines in each run would do; all of them take node ten seconds, so every ninth is looked at."""
    if node_unicode() != "17.0":
        pytest.skip(f"node has Unicode {node_unicode()}, the table has 17.0")
    some = LINES[::9]
    assert node_table(some) == some


def test_agrees_with_unicodedata() -> None:
    """Python's Unicode is older; what it has assigned has kept its category, but for a few corrections."""
    for category in ("Lu", "Nd", "Zs", "Sc", "Pd", "Cc"):
        ranges = property_ranges(f"gc={category}")
        assert ranges is not None
        ours = {code for code in range(0x3000) if contains(ranges, code) and unicodedata.category(chr(code)) != "Cn"}
        assert ours == {code for code in range(0x3000) if unicodedata.category(chr(code)) == category}


@pytest.mark.parametrize("name", ["L", "Letter", "gc=L", "General_Category=Letter", "Script=Grek", "scx=Greek", "Any"])
def test_known(name: str) -> None:
    assert property_ranges(name)


@pytest.mark.parametrize("name", ["", "l", "letter", "Greek", "Script", "sc=", "=L", "foo=bar", "Print", "L=", "gc"])
def test_unknown(name: str) -> None:
    assert property_ranges(name) is None


def test_unassigned_is_the_rest() -> None:
    assigned, unassigned = property_ranges("Assigned"), property_ranges("Cn")
    assert assigned
    assert unassigned
    assert sum(last - first + 1 for first, last in (*assigned, *unassigned)) == 0x110000
