"""Servers as source."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python import code
from openapi_vendor.python.limits import Use


def server(found: ir.Server, use: Use) -> code.Call:
    """`Server("https://…")`, with its variables where it has any."""
    items: list[code.Node] = [code.string(found.url)]
    if found.variables:
        members = [code.Entry(code.string(each.name), _variable(each, use)) for each in found.variables]
        items.append(code.Keyword("variables", code.Dict(tuple(members))))
    return code.Call(use("Server"), tuple(items))


def _variable(variable: ir.ServerVariable, use: Use) -> code.Call:
    values = (code.strings(variable.enum),) if variable.enum else ()
    return code.Call(use("ServerVariable"), (code.string(variable.default), *values))


def same_servers(left: tuple[ir.Server, ...], right: tuple[ir.Server, ...]) -> bool:
    """Whether two lists mean the same addresses, wherever they are written."""
    return [(found.url, found.variables) for found in left] == [(found.url, found.variables) for found in right]
