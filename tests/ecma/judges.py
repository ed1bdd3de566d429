"""Who says what is right: node, the shared tables of verdicts, and the matchers that must agree with them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import asdict

from openapi_vendor.ecma import Matcher, Regex
from runtime import patterns

HERE = Path(__file__).resolve().parent

needs_node = pytest.mark.skipif(shutil.which("node") is None, reason="node is absent: nobody to judge")


@dataclass(frozen=True)
class Judgement:
    """`flag`: what the pattern is valid with, "u" or else ""; None if with neither. `verdicts`: by text."""

    flag: str | None
    verdicts: list[bool]


def node(jobs: list[tuple[str, list[str]]], flags: str = "") -> list[Judgement]:
    """What JavaScript says to patterns, all under `flags`, and texts; fewer verdicts where it takes too long."""
    found = _run("verdicts.mjs", json.dumps(jobs), flags)
    return [Judgement(**judgement) for judgement in json.loads(found)]


def node_unicode() -> str:
    return _run("unicode_table.mjs", "").splitlines()[0]


def node_table(lines: list[str]) -> list[str]:
    """Lines of the table of Unicode properties, their ranges computed anew."""
    return _run("unicode_table.mjs", "\n".join(lines)).splitlines()[1:]


def node_cases() -> list[str]:
    """The lines of the table of letters that differ in case only."""
    return _run("folding_table.mjs", "").splitlines()


def _run(script: str, text: str, *arguments: str) -> str:
    done = subprocess.run(
        ["node", str(HERE / script), *arguments], input=text, capture_output=True, text=True, check=True
    )
    return done.stdout


def search(matcher: Matcher) -> Callable[[str], bool]:
    """The search that a generated package does."""
    if isinstance(matcher, Regex):
        compiled = re.compile(matcher.source)
        return lambda text: compiled.search(text) is not None
    automaton: patterns.Automaton = getattr(patterns, type(matcher).__name__)(**asdict(matcher))
    return automaton.search
