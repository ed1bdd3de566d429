"""ECMA-262 regular expressions (the `pattern` of OpenAPI and JSON Schema) for Python, with the same verdicts.

>>> from openapi_vendor.ecma import translate
>>> translate(r"^AC[0-9a-f]{32}$").python
'^AC[0-9a-f]{32}\\\\Z'

This package imports nothing from the rest of the generator.
"""

from __future__ import annotations

from openapi_vendor.ecma.common import as_written
from openapi_vendor.ecma.dfa import DfaTable
from openapi_vendor.ecma.effort import Effort
from openapi_vendor.ecma.matching import Dfa, Matcher, Matching, Nfa, Patterns, Regex, UnsafePattern, matching
from openapi_vendor.ecma.screen import Verdict, screen
from openapi_vendor.ecma.syntax import InvalidPattern, PatternError, Untranslatable
from openapi_vendor.ecma.tables import dfa
from openapi_vendor.ecma.translation import Translation, translate

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
