"""The literal encoder: one of the two ways in which text of a document becomes source.

Every literal is made from `ascii()`, so quotes, backslashes, line ends, control, bidi and non-ASCII characters
are escapes. Only the delimiter is then changed to the one that black prefers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from openapi_vendor import ir
from openapi_vendor.text import Text


def string(text: Text | str) -> str:
    """A string literal, quoted as black would: double quotes unless they need more escapes."""
    raw = text.raw if isinstance(text, Text) else text
    source = ascii(raw)
    body = source[1:-1].replace("\\'", "'") if source[0] == "'" else source[1:-1]
    # Here `body` has every escape but those of quotes (a backslash is always `\\`).
    if body.count('"') > body.count("'"):
        return "'" + body.replace("'", "\\'") + "'"
    return '"' + body.replace('"', '\\"') + '"'


def strings(texts: Iterable[Text]) -> str:
    """The literal of a tuple of strings, on one line."""
    items = [f"{string(text)}," for text in texts]
    return f"({' '.join(items)})"


def pointer(path: Iterable[Text]) -> str:
    """The literal of the JSON Pointer (RFC 6901) to a property."""
    return string(Text("".join("/" + name.raw.replace("~", "~0").replace("/", "~1") for name in path)))


def joined(text: Text, suffix: str) -> str:
    """A string literal of a text and what we add to it."""
    return string(Text(f"{text.raw}{suffix}"))


def raw_string(text: Text | str) -> str:
    """A regular expression as a reader wants it: `r"..."` where that holds it exactly, else an ordinary literal."""
    raw = text.raw if isinstance(text, Text) else text
    plain = raw.isascii() and raw.isprintable() and '"' not in raw and not raw.endswith("\\")
    return f'r"{raw}"' if plain and "\\" in raw else string(raw)


def number(value: int | float | Decimal) -> str:
    """A number literal; a `Decimal` becomes an int or a float where that is exact, else `Decimal("...")`."""
    if not isinstance(value, Decimal):
        return repr(value)
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** 40:
        return repr(int(value))
    return f'Decimal("{value}")' if is_decimal(value) else repr(float(value))


def is_decimal(data: ir.Json) -> bool:
    """Whether the literal of a JSON value has a `Decimal` in it."""
    match data:
        case Decimal():
            is_whole = data == data.to_integral_value() and abs(data) < Decimal(10) ** 40
            return not is_whole and Decimal(repr(float(data))) != data
        case tuple():
            return any(map(is_decimal, data))
        case Mapping():
            return any(map(is_decimal, data.values()))
        case _:
            return False


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
