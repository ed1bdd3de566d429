"""Constraints on numbers and lengths: as msgspec checks them, and in words."""

from __future__ import annotations

from typing import Any, Final

from msgspec import Meta

from .drift import shorten
from .lazy import compiled
from .shapes import Number, Scalar, Shape, annotated, fits_int64


def constrained(shape: Shape, limits: dict[str, Any], shown: str | None = None) -> Shape | None:
    """`shape` with constraints that msgspec checks itself, exactly; None where it cannot.

    `limits` are those of `msgspec.Meta`: ge, gt, le, lt, multiple_of, min_length, max_length, pattern. `shown` is the
    pattern as the document has it.
    """
    names = set(limits)
    if isinstance(shape, Scalar) and shape.type is str:
        allowed = names <= {"min_length", "max_length", "pattern"}
    elif isinstance(shape, Scalar) and shape.type is int:
        bounds = [value for value in limits.values() if type(value) is int and fits_int64(value)]
        allowed = names <= _BOUNDS | {"multiple_of"} and len(bounds) == len(limits)
    elif isinstance(shape, Scalar) and shape.type is float:
        allowed = names <= _BOUNDS and all(float(value) == value for value in limits.values())
    else:
        allowed = False
    if not allowed or {"ge", "gt"} <= names or {"le", "lt"} <= names:
        return None
    assert isinstance(shape, Scalar)
    (kind,) = shape.kinds
    limited = type(shape)(annotated(shape.type, Meta(**limits)), kind, f"{shape.words} {limit_words(limits, shown)}")
    if isinstance(limited, Number):
        limited.limits = limits
    return limited


_BOUNDS: Final = {"ge", "gt", "le", "lt"}


def together(limits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same limits in fewer sets: of several bounds of a number the tightest, which msgspec checks at once."""
    if len(limits) < 2 or not all(each.keys() <= _BOUNDS | {"multiple_of"} for each in limits):
        return limits
    bounds: dict[str, Any] = {}
    for inclusive, exclusive, tightest in (("ge", "gt", max), ("le", "lt", min)):
        found = [(each[name], name) for each in limits for name in (exclusive, inclusive) if name in each]
        if found:  # of equal ones the first, which is exclusive
            limit = tightest(value for value, _ in found)
            name = exclusive if (limit, exclusive) in found else inclusive
            bounds[name] = limit
    multiples = [{"multiple_of": each["multiple_of"]} for each in limits if "multiple_of" in each]
    return [bounds | (multiples[0] if multiples else {}), *multiples[1:]]


def limit_words(limits: dict[str, Any], shown: str | None = None) -> str:
    """Constraints in words, to follow a noun: `of 3 to 5 characters that matches '^a'`."""
    texts: list[str] = []
    low, high = limits.get("min_length"), limits.get("max_length")
    if low is not None or high is not None:
        texts.append(f"of length {low}" if low == high else f"of length {_range(low, high)}")
    bits = _BITS.get((limits.get("ge"), limits.get("le")))
    if bits:
        texts.append(f"of {bits} bits")
    for name, text in (
        ("ge", "at least"),
        ("gt", "greater than"),
        ("le", "at most"),
        ("lt", "less than"),
    ):
        if name in limits and not bits:
            texts.append(f"{text} {limits[name]}")
    if "multiple_of" in limits:
        texts.append(f"that is a multiple of {limits['multiple_of']}")
    if "pattern" in limits:
        texts.append(f"that matches {quoted(shown or _of_document(limits['pattern']))}")
    return " ".join(texts)


def _of_document(source: str) -> str:
    r"""The document's pattern, of which `source` differs in nothing but `$`: Python's is `\Z`."""
    return compiled(r"\\(.)").sub(lambda escape: "$" if escape[1] == "Z" else escape[0], source)


def quoted(pattern: str) -> str:
    """A pattern as its author wrote it, in quotes, at most 80 characters."""
    is_plain = pattern.isprintable() and "'" not in pattern
    return shorten(f"'{pattern}'" if is_plain else repr(pattern), 80)


_BITS: Final[dict[tuple[Any, Any], int]] = {(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1): bits for bits in (32, 64)}


def _range(low: Any, high: Any) -> str:
    if low is None:
        return f"at most {high}"
    return f"at least {low}" if high is None else f"{low} to {high}"
