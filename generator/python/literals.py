"""The literal encoder: one of the two ways in which text of a document becomes source.

Every literal is made from `ascii()`, so quotes, backslashes, line ends, control, bidi and non-ASCII characters
are escapes. Only the delimiter is then changed to the one that black prefers.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from generator import ir
from generator.text import Text


def string(text: Text | str) -> str:
    """A string literal, quoted as black would: double quotes unless they need more escapes."""
    raw = text.raw if isinstance(text, Text) else text
    source = ascii(raw)
    body = source[1:-1].replace("\\'", "'") if source[0] == "'" else source[1:-1]
    # Here `body` has every escape but those of quotes (a backslash is always `\\`).
    if body.count('"') > body.count("'"):
        return "'" + body.replace("'", "\\'") + "'"
    return '"' + body.replace('"', '\\"') + '"'


def raw_string(text: str) -> str:
    """A regular expression as a reader wants it: `r"..."` where that holds it exactly, else an ordinary literal."""
    plain = text.isascii() and text.isprintable() and '"' not in text and not text.endswith("\\")
    return f'r"{text}"' if plain and "\\" in text else string(text)


def number(value: int | float | Decimal) -> str:
    """A number literal; a `Decimal` becomes a float or an int where that is exact."""
    if isinstance(value, Decimal):
        if value == value.to_integral_value() and abs(value) < Decimal(10) ** 40:
            return repr(int(value))
        return repr(float(value))
    return repr(value)


def value(data: ir.Json) -> str:
    """A JSON value as a Python literal on one line."""
    match data:
        case None | bool():
            return repr(data)
        case Text():
            return string(data)
        case int() | float() | Decimal():
            return number(data)
        case tuple():
            return f"[{', '.join(map(value, data))}]"
        case Mapping():
            members = (f"{string(key)}: {value(member)}" for key, member in data.items())
            return f"{{{', '.join(members)}}}"
    raise TypeError(type(data).__name__)
