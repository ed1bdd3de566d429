"""Lines of Python as black would leave them, for the shapes that the templates write.

A bracket is one line if that fits, else its content on one indented line if that fits, else one item a line with a
comma after the last. A test holds every generated file against black itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from openapi_vendor.formatting import LINE_LENGTH, format_source
from openapi_vendor.python import long_lines

_INDENT = "    "


def fits(line: str, indent: int) -> bool:
    return "\n" not in line and len(line) + indent * 4 <= LINE_LENGTH


def bracketed(
    opening: str, items: Sequence[str], closing: str, *, indent: int, reserve: int = 0, comma: bool = False
) -> str:
    """`opening item, item closing` on one line if it fits, else its items on one line, else one item a line.

    `indent` is the level of the line that holds it; `reserve` the characters that follow on the same line.
    An item that is itself laid out over lines was laid out for level `indent + 1`, and forces the explosion.
    A single item gets a comma only where `comma` says so, or black would add one.
    """
    line = f"{opening}{', '.join(items)}{',' * (comma and len(items) == 1)}{closing}"
    if not items:
        return line
    if len(items) == 1 and "\n" not in items[0] and not fits(line + " " * reserve, indent):
        # Black adds no comma to the one argument of a call, nor to one parameter, nor inside a subscript.
        inner = _INDENT * (indent + 1)
        end = "," if comma or opening[-1] != "(" or opening.startswith(("def ", "from ")) else ""
        return "\n".join([opening, f"{inner}{items[0]}{end}", f"{_INDENT * indent}{closing}"])
    if not any("\n" in item for item in items) and fits(line + " " * reserve, indent):
        return line
    inner = _INDENT * (indent + 1)
    body = ", ".join(items)
    # A display (a tuple, a dict) and an import go one item a line at once; a call, a `def` and a subscript do not.
    if opening[-2:-1].isalnum() and fits(body, indent + 1):
        return "\n".join([opening, f"{inner}{body}", f"{_INDENT * indent}{closing}"])
    return "\n".join([opening, *(f"{inner}{item}," for item in items), f"{_INDENT * indent}{closing}"])


def tuple_of(items: Sequence[str], *, indent: int, reserve: int = 1, prefix: str = "") -> str:
    """A tuple display behind `prefix`; one item keeps its comma. `reserve`: the characters that follow it."""
    return bracketed(f"{prefix}(", items, ")", indent=indent, reserve=reserve, comma=True)


def settle(statement: str, *, indent: int) -> str:
    """The statement, by black itself where a line of it is too long for the shapes above and the commonest others.

    `statement` stands at level `indent` without the margin of its first line, and comes back the same way.
    """
    if all(len(line) <= LINE_LENGTH for line in (" " * 4 * indent + statement).split("\n")):
        return statement
    common = long_lines.split(statement, indent)
    if common is not None:
        return common
    margin = _INDENT * indent
    opened = "".join(f"{_INDENT * level}if True:\n" for level in range(indent))
    is_header = statement.startswith(("def ", "class "))
    body = f"\n{margin}{_INDENT}pass" if is_header else ""
    lines = format_source(f"{opened}{margin}{statement}{body}\n").rstrip("\n").split("\n")[indent:]
    if is_header:
        lines = lines[:-1]
    return "\n".join(lines)[len(margin) :]
