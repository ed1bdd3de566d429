"""How a value becomes text in a path, a query, a header or a cookie: one table of styles, one encoder.

The table is OpenAPI 3.2 "Style Values" (3.1 has the same rows but `cookie`), whose meaning is RFC 6570. What
neither defines is settled here, once:

- None is *undefined* (RFC 6570 §2.3): a value that is None is left out, and so is such an item or property.
  An empty array or object is undefined too.
- An array or an object inside another one has no form in any style but `deepObject`: it is written as JSON.
  An array inside an exploded `form` object repeats its name (`a=1&a=2`).
- `deepObject` nests with brackets, and numbers the items of an array: `a[b][0]=1`.
- An item that holds the delimiter of its style (a space under `spaceDelimited`, `|` under `pipeDelimited`,
  `,` in a header) would be read back as two: it is refused.
- `explode` with `spaceDelimited` and `pipeDelimited` repeats the name, as `form` does.
- Booleans are `true` and `false`; numbers have no exponent and no trailing `.0`.
- Exploded cookies are separated by `; `, as cookies are, under the style `form` too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from .headers import check_cookie_value, check_header_value
from .percent import Unencodable, percent_encode, percent_encode_reserved

Location = Literal["path", "query", "header", "cookie"]
StyleName = Literal["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"]


class Style(msgspec.Struct, frozen=True):
    """One row of the table of RFC 6570 Appendix A, with the delimiter that the non-RFC styles add.

    `first` stands before everything, `separator` between what `explode` takes apart, `delimiter` between what
    it does not. `named`: values are written `name=value`; `empty` follows the name where the value is empty.
    `ambiguous` is the character that `delimiter` stands for, if a percent-encoded item could hold it too.
    """

    first: str
    separator: str
    delimiter: str
    named: bool
    empty: str = ""
    ambiguous: str = ""


STYLES: Final[dict[str, Style]] = {
    "simple": Style("", ",", ",", named=False),
    "label": Style(".", ".", ",", named=False),
    "matrix": Style(";", ";", ",", named=True),
    "form": Style("", "&", ",", named=True, empty="="),
    "spaceDelimited": Style("", "&", "%20", named=True, empty="=", ambiguous=" "),
    "pipeDelimited": Style("", "&", "%7C", named=True, empty="=", ambiguous="|"),
    "deepObject": Style("", "&", ",", named=True, empty="="),
    "cookie": Style("", "; ", ",", named=True, empty="="),
}

_JSON = msgspec.json.Encoder(decimal_format="number")
_HEADER = Style("", ",", ",", named=False, ambiguous=",")
_COOKIE_FORM = Style("", "; ", ",", named=True, empty="=")

_RESERVED_KEPT: Final[dict[Location, str]] = {
    # RFC 3986's reserved characters, but those that would end the part of the request or split the value.
    "path": ":@!$&'()*+,;=",
    "query": ":/?@!$'()*,;=",
    "header": "",
    "cookie": ":/?#[]@!$&'()*+=",
}


def encode(
    location: Location,
    style: StyleName,
    explode: bool,
    name: str,
    value: Any,
    *,
    allow_reserved: bool = False,
) -> str | None:
    """`value` (plain data: str, int, float, Decimal, bool, None, list, dict) as it stands in the request.

    The result is the expansion of the specification's "Style Examples": with its name where the style writes
    one (`color=blue`), without the leading `?` of a query. None: nothing is to be written.

    Raises `Unencodable` for what the style, the location or UTF-8 cannot carry.
    """
    if value is None:
        return None
    row = STYLES[style]
    if location == "header":
        row = _HEADER
    elif location == "cookie" and style == "form":
        row = _COOKIE_FORM
    escape = _escape(location, style, allow_reserved)
    written = name if location == "cookie" else percent_encode(name)
    if style == "deepObject" and not _is_scalar(value):
        pairs = list(_deep(written, value, escape))
        return "&".join(pairs) if pairs else None
    return _expand(row, explode, written, value, escape)


def to_text(value: Any) -> str:
    """One plain value as text: what `encode` writes for it before any escaping."""
    if isinstance(value, str):
        return value
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, int):
        try:
            return str(value)
        except ValueError:  # Python refuses to print integers of more than 4,300 digits
            raise Unencodable("has too many digits") from None
    if isinstance(value, (float, Decimal)):
        return _number(value)
    return json_text(value)


def json_text(value: Any) -> str:
    """Plain data as JSON, numbers of type `Decimal` as numbers."""
    return _JSON.encode(value).decode()


def _number(value: float | Decimal) -> str:
    decimal = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not decimal.is_finite():
        raise Unencodable("is not a finite number")
    text = format(decimal, "f")
    return text.removesuffix(".0") if isinstance(value, float) else text


def _escape(location: Location, style: str, allow_reserved: bool) -> Callable[[str], str]:
    if location == "header":
        return check_header_value
    if style == "cookie":
        return check_cookie_value
    if allow_reserved:
        kept = _RESERVED_KEPT[location]
        return lambda text: percent_encode_reserved(text, kept)
    return percent_encode


def _is_scalar(value: Any) -> bool:
    return isinstance(value, str) or not isinstance(value, (Mapping, Sequence))


def _expand(row: Style, explode: bool, name: str, value: Any, escape: Callable[[str], str]) -> str | None:
    """RFC 6570 §3.2.1, with the name already percent-encoded."""

    def pair(key: str, text: str) -> str:
        return f"{key}={text}" if text else f"{key}{row.empty}"

    def item(text: str) -> str:
        if row.ambiguous and row.ambiguous in text and not _is_quoted(text):
            raise Unencodable(f"has an item with {row.ambiguous!r} in it, which separates the items here")
        return escape(text)

    if _is_scalar(value):
        text = escape(to_text(value))
        return row.first + (pair(name, text) if row.named else text)
    if isinstance(value, Mapping):
        properties = [(key, member) for key, member in value.items() if member is not None]
        if not properties:
            return None
        if explode:
            texts = list(_exploded(row, properties, item))
        else:
            texts = [item(text) for key, member in properties for text in (key, to_text(member))]
    else:
        texts = [item(to_text(member)) for member in value if member is not None]
        if not texts:
            return None
        if explode and row.named:
            texts = [pair(name, text) for text in texts]
    if explode:
        return row.first + row.separator.join(texts)
    joined = row.delimiter.join(texts)
    return row.first + (pair(name, joined) if row.named else joined)


def _exploded(row: Style, properties: list[tuple[str, Any]], item: Callable[[str], str]) -> Iterator[str]:
    for key, member in properties:
        repeated = row.separator == "&" and not _is_scalar(member) and not isinstance(member, Mapping)
        for value in member if repeated else [member]:
            text = item(to_text(value))
            yield f"{item(key)}={text}" if text or not row.named else f"{item(key)}{row.empty}"


def _deep(prefix: str, value: Any, escape: Callable[[str], str]) -> Iterator[str]:
    if value is None:
        return
    if _is_scalar(value):
        yield f"{prefix}={escape(to_text(value))}"
        return
    members = value.items() if isinstance(value, Mapping) else enumerate(value)
    for key, member in members:
        yield from _deep(f"{prefix}%5B{percent_encode(str(key))}%5D", member, escape)


def _is_quoted(text: str) -> bool:
    return len(text) > 1 and text[0] == text[-1] == '"'
