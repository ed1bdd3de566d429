"""ECMA-262 regular expressions (the `pattern` of OpenAPI and JSON Schema) for Python, with the same verdicts.

>>> from generator.ecma import translate
>>> translate(r"^AC[0-9a-f]{32}$").python
'^AC[0-9a-f]{32}\\\\Z'

This package imports nothing from the rest of the generator.
"""

from __future__ import annotations

from generator.ecma.common import as_written
from generator.ecma.dfa import DfaTable
from generator.ecma.effort import Effort
from generator.ecma.matching import Dfa, Matcher, Matching, Nfa, Patterns, Regex, UnsafePattern, matching
from generator.ecma.screen import Verdict, screen
from generator.ecma.syntax import InvalidPattern, PatternError, Untranslatable
from generator.ecma.tables import dfa
from generator.ecma.translation import Translation, translate

__all__ = [
    "Dfa",
    "DfaTable",
    "Effort",
    "InvalidPattern",
    "Matcher",
    "Matching",
    "Nfa",
    "PatternError",
    "Patterns",
    "Regex",
    "Translation",
    "UnsafePattern",
    "Untranslatable",
    "Verdict",
    "as_written",
    "dfa",
    "matching",
    "screen",
    "translate",
]
