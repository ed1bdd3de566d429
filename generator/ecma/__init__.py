"""ECMA-262 regular expressions (the `pattern` of OpenAPI and JSON Schema) for Python, with the same verdicts.

>>> from generator.ecma import translate
>>> translate(r"^AC[0-9a-f]{32}$").python
'^AC[0-9a-f]{32}\\\\Z'

This package imports nothing from the rest of the generator.
"""

from __future__ import annotations

from generator.ecma.syntax import InvalidPattern, PatternError, Untranslatable
from generator.ecma.translation import Translation, translate

__all__ = ["InvalidPattern", "PatternError", "Translation", "Untranslatable", "translate"]
