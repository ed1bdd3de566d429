"""One ECMA-262 pattern as source for Python's `re`, with the verdicts of JavaScript's `RegExp.test`."""

from __future__ import annotations

import re
import warnings
from functools import lru_cache

from msgspec import Struct

from openapi_vendor.ecma.code_units import to_code_points
from openapi_vendor.ecma.common import as_written
from openapi_vendor.ecma.emission import emit
from openapi_vendor.ecma.parser import parse
from openapi_vendor.ecma.syntax import Untranslatable


class Translation(Struct, frozen=True):
    """The result of `translate`.

    python: source for `re.search` without flags; ASCII; no `\\d \\w \\s . $` in it.
    annex_b: the pattern is valid only without the flag `u`; `unicode_error` says what the flag objects to.
    lints: sentences about parts that look like something of another language (`\\A`, `/…/`, `[:alpha:]`).
    exact: False only for some patterns with `annex_b` and texts with characters beyond U+FFFF, which
        JavaScript then sees as two characters each.
    """

    python: str
    annex_b: bool = False
    lints: tuple[str, ...] = ()
    unicode_error: str = ""
    exact: bool = True


@lru_cache(maxsize=4096)
def translate(pattern: str) -> Translation:
    """Translate `pattern`, as an OpenAPI document has it.

    Raises InvalidPattern if it is not an ECMA-262 regular expression, with the flag `u` or without, and
    Untranslatable if `re` has no exact form of it: a lookbehind of variable width, a reference to a group
    that repetitions reset, a count or a size beyond what `re` compiles.
    """
    expression = parse(pattern)
    root, exact = (expression.root, True) if expression.unicode else to_code_points(expression.root)
    source = (as_written(pattern) if expression.unicode else None) or emit(root)
    _check(source)
    return Translation(
        python=source,
        annex_b=not expression.unicode,
        lints=expression.lints,
        unicode_error=expression.unicode_error,
        exact=exact,
    )


def _check(source: str) -> None:
    """Compile what will be compiled by the generated package; a warning counts as a failure."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            re.compile(source)
        except (re.error, OverflowError, RecursionError, Warning) as error:
            raise Untranslatable(f"Python's `re` does not take the translation: {error}") from None
