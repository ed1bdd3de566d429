"""Runtime expressions, by which links name values of a request or its response (OpenAPI 3.1 "Runtime Expressions")."""

from __future__ import annotations

import re
from typing import Any, Final

from openapi_vendor import ir
from openapi_vendor.lowering.contents import HEADER_NAME
from openapi_vendor.lowering.values import json_value
from openapi_vendor.text import Text

_EXPRESSION: Final = re.compile(
    r"""\$(?:
        (?P<whole>url|method|statusCode)
        | (?P<header>(?:request|response)\.header)\.(?P<token>.+)
        | (?P<parameter>request\.(?:query|path))\.(?P<name>.+)
        | (?P<body>(?:request|response)\.body)(?:\#(?P<pointer>.*))?
    )""",
    re.VERBOSE | re.DOTALL,
)
_EMBEDDED: Final = re.compile(r"\{(\$[^{}]*)\}")
_POINTER: Final = re.compile(r"(?:/(?:[^/~]|~[01])*)*", re.DOTALL)


class NoExpression(Exception):
    """A text that begins like an expression and is none. Its argument is the part in question."""


def link_value(data: Any) -> ir.LinkValue:
    """What a link gives to a parameter or body. Raises `NoExpression`."""
    if type(data) is not str:
        return ir.Constant(json_value(data))
    if data.startswith("$"):
        return _expression(data)
    pieces = _EMBEDDED.split(data)
    if len(pieces) == 1:
        return ir.Constant(Text(data))
    parts = [_expression(piece) if index % 2 else Text(piece) for index, piece in enumerate(pieces)]
    return ir.Template(tuple(part for part in parts if part))


def _expression(text: str) -> ir.Expression:
    found = _EXPRESSION.fullmatch(text)
    if found is None:
        raise NoExpression(text)
    name = found["token"] or found["name"] or found["pointer"] or ""
    if (found["token"] and not HEADER_NAME.match(name)) or (found["body"] and not _POINTER.fullmatch(name)):
        raise NoExpression(text)
    source = found["whole"] or found["header"] or found["parameter"] or found["body"]
    return ir.Expression(ir.ExpressionSource(source), Text(name))


def expressions_of(value: ir.LinkValue | None) -> tuple[ir.Expression, ...]:
    """The expressions in a value."""
    parts = value.parts if isinstance(value, ir.Template) else (value,)
    return tuple(part for part in parts if isinstance(part, ir.Expression))
