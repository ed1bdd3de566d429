"""A finding of the validation: what a diagnostic says, before its place in the files is known."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openapi_vendor.diagnostics import quote

Parts = tuple[str | int, ...]
"""The way from the root to a value as a reader walks it: through references as if they were written out."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `parts` leads to the value; `at_key` means its key rather than the value itself."""

    parts: Parts
    code: str
    message: str
    hint: str = ""
    at_key: bool = False


_ARTICLES = {
    "object": "an object",
    "array": "an array",
    "integer": "an integer",
    "null": "null",
}


def expected_types(types: Any) -> str:
    """`["object", "boolean"]` as `an object or a boolean`."""
    names = types if isinstance(types, list) else [types]
    return " or ".join(_ARTICLES.get(str(name), f"a {name}") for name in names)


def found(value: Any) -> str:
    """A value as a message names it: `the string 'abc'`, `an object`."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict) and "$ref" in value:
        return "a reference"
    if isinstance(value, dict):
        return "an object" if value else "an empty object"
    if isinstance(value, list):
        return "an array" if value else "an empty array"
    if isinstance(value, int | float | Decimal):
        text = str(value)
        return f"the number {text if len(text) <= 40 else text[:37] + '...'}"
    return f"the string {quote(value)}"


def listed(names: list[str], last: str = "and") -> str:
    """Names in a message, at most ten of them: `'a', 'b' and 'c'`."""
    shown = [quote(name) for name in names[:10]]
    if len(names) > 10:
        shown.append(f"{len(names) - 10} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {last} {shown[-1]}"
