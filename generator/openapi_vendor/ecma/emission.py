"""A tree over code points as source for Python's `re`.

The source is ASCII, captures only what is referred to, and uses nothing whose meaning differs between
versions of Python or of Unicode: no `\\d \\w \\s . $`, and word boundaries under the flag `a`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from openapi_vendor.ecma.charset import LAST_CODE_POINT, Ranges, complement
from openapi_vendor.ecma.lookbehind import fixed_widths
from openapi_vendor.ecma.references import Meaning, meanings
from openapi_vendor.ecma.syntax import (
    Alternatives,
    Assertion,
    Boundary,
    Characters,
    Group,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
    Untranslatable,
    can_be_empty,
    descendants,
)

MAX_SOURCE: Final = 200_000

MAX_COUNT: Final = 2**32 - 2
"""The largest bound that `re` takes; a text that needs more than that many characters does not occur."""

_NEVER: Final = "(?!)"
_BOUNDARIES: Final = {
    Boundary.START: "^",
    Boundary.END: r"\Z",
    Boundary.WORD: r"(?a:\b)",
    Boundary.NOT_WORD: r"(?!(?a:\b))",  # `\B` itself fails on the empty text before Python 3.14
}
_PLAIN: Final = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz _@%,;:=!\"'<>/")
_CONTROLS: Final = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}

# How tightly a piece of source binds: what stands next to it decides whether it needs parentheses.
_CHOICE, _SEQUENCE, _REPEATED, _ATOM = range(4)
_Piece = tuple[str, int]


def emit(root: Node) -> str:
    """The source. Raises Untranslatable where `re` has no exact form of a part."""
    emitter = _Emitter(root)
    return emitter.piece(root)[0]


class _Emitter:
    def __init__(self, root: Node) -> None:
        self.length = 0
        self.meanings = meanings(root)
        self.numbers: dict[int, int] = {}
        """The groups to capture, by their number in the pattern, and their number in the source."""
        if self.meanings:
            wanted = {node.number for node in descendants(root) if isinstance(node, Reference)}
            self.numbers.update((number, index) for index, number in enumerate(sorted(wanted), start=1))

    def piece(self, node: Node) -> _Piece:
        match node:
            case Characters(ranges):
                source = characters(ranges)
                self.length += len(source)
                if self.length > MAX_SOURCE:
                    raise Untranslatable(f"the translation is longer than {MAX_SOURCE:,} characters")
                return source, _ATOM
            case Sequence(items):
                return self.sequence(items)
            case Alternatives(options):
                return "|".join(self.piece(option)[0] for option in options), _CHOICE
            case Repeat():
                return self.repeat(node)
            case Group(body, number):
                source, level = self.piece(body)
                return (f"({source})", _ATOM) if number in self.numbers else (source, level)
            case Assertion(boundary):
                return _BOUNDARIES[boundary], _SEQUENCE
            case Look():
                return self.look(node)
            case Reference():
                return self.reference(node), _ATOM

    def sequence(self, items: tuple[Node, ...]) -> _Piece:
        pieces = [self.piece(item) for item in items]
        if not pieces:
            return "", _SEQUENCE
        return "".join(wrapped(piece, _SEQUENCE) for piece in pieces), _SEQUENCE

    def repeat(self, node: Repeat) -> _Piece:
        minimum, maximum = node.minimum, node.maximum
        if maximum is not None and maximum > MAX_COUNT:
            maximum = None
        if minimum > MAX_COUNT:
            if can_be_empty(node.body):
                raise Untranslatable("a repetition counts further than Python's `re` can")
            return _NEVER, _ATOM
        body = wrapped(self.piece(node.body), _ATOM)
        if (minimum, maximum) == (1, 1):
            return body, _ATOM
        return body + _quantifier(minimum, maximum) + ("?" if node.lazy else ""), _REPEATED

    def look(self, node: Look) -> _Piece:
        sign = "!" if node.negative else "="
        if not node.behind:
            return f"(?{sign}{self.piece(node.body)[0]})", _SEQUENCE
        try:
            options = fixed_widths(node.body)
        except Untranslatable as refusal:
            raise Untranslatable(refusal.message, node.offset) from None
        parts = [f"(?<{sign}{self.piece(option)[0]})" for option in options]
        if node.negative:
            return "".join(parts), _SEQUENCE
        return "|".join(parts), _CHOICE if len(parts) > 1 else _SEQUENCE

    def reference(self, node: Reference) -> str:
        number = self.numbers[node.number]
        always = self.meanings[node.offset] is Meaning.SET
        return rf"(?:\{number})" if always else rf"(?({number})\{number}|)"


def wrapped(piece: _Piece, level: int) -> str:
    """The source of a piece, in parentheses if it binds less tightly than `level`."""
    source, own = piece
    return source if own >= level else f"(?:{source})"


def _quantifier(minimum: int, maximum: int | None) -> str:
    match minimum, maximum:
        case 0, None:
            return "*"
        case 1, None:
            return "+"
        case 0, 1:
            return "?"
        case _, None:
            return f"{{{minimum},}}"
        case _:
            return f"{{{minimum}}}" if minimum == maximum else f"{{{minimum},{maximum}}}"


@lru_cache(maxsize=64)
def characters(ranges: Ranges) -> str:
    """A set as source: one character, a class, or a negated class where that is shorter."""
    if not ranges:
        return _NEVER
    if len(ranges) == 1 and ranges[0][0] == ranges[0][1]:
        return _character(ranges[0][0])
    outside = complement(ranges, LAST_CODE_POINT)
    if outside and len(outside) <= len(ranges) and ranges[-1][1] == LAST_CODE_POINT:
        return f"[^{_members(outside)}]"
    return f"[{_members(ranges)}]"


def _members(ranges: Ranges) -> str:
    parts: list[str] = []
    for first, last in ranges:
        parts.append(_character(first))
        if last > first + 1:
            parts.append("-")
        if last > first:
            parts.append(_character(last))
    return "".join(parts)


def _character(code: int) -> str:
    """One character, as it may stand inside a class and outside."""
    character = chr(code)
    if character in _PLAIN:
        return character
    if code in _CONTROLS:
        return _CONTROLS[code]
    if 0x20 < code < 0x7F:
        return f"\\{character}"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
