"""Servers as source."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python import literals


def server(found: ir.Server) -> str:
    """`Server("https://…")`, with its variables where it has any."""
    items = [literals.string(found.url)]
    if found.variables:
        members = ", ".join(f"{literals.string(variable.name)}: {_variable(variable)}" for variable in found.variables)
        items.append(f"variables={{{members}}}")
    return f"Server({', '.join(items)})"


def _variable(variable: ir.ServerVariable) -> str:
    values = (
        f", ({''.join(f'{literals.string(value)}, ' for value in variable.enum).rstrip()})" if variable.enum else ""
    )
    if len(variable.enum) > 1:
        values = f"{values[:-2]})"
    return f"ServerVariable({literals.string(variable.default)}{values})"


def same_servers(left: tuple[ir.Server, ...], right: tuple[ir.Server, ...]) -> bool:
    """Whether two lists mean the same addresses, wherever they are written."""
    return [(found.url, found.variables) for found in left] == [(found.url, found.variables) for found in right]
