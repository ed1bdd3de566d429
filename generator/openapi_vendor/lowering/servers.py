"""Servers: base URLs and their variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from openapi_vendor import ir
from openapi_vendor.diagnostics import quote
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.values import optional
from openapi_vendor.source import Node
from openapi_vendor.text import Text

_VARIABLE: Final = re.compile(r"\{([^{}]*)\}")
_FORBIDDEN: Final = re.compile(r"[\x00-\x20\x7f-\x9f\\\"<>^`|\u2028\u2029\ud800-\udfff]")


def of(context: Context, node: Node) -> tuple[ir.Server, ...]:
    """The `servers` of the document, of a path item or of an operation. An unusable one is left out."""
    return tuple(_each(context, node))


def _each(context: Context, owner: Node) -> Iterator[ir.Server]:
    for node in context.reader.elements(owner, "servers"):
        if type(node.data) is not dict:
            context.warning("wrong-type", "a server must be an object: it is left out", node.location)
            continue
        url = context.reader.text(node, "url")
        if url is None:
            context.warning("server-without-url", "a server must have a `url`: it is left out", node.location)
            continue
        variables = tuple(_variables(context, node))
        defaults = {name: default for name, default, _ in variables}
        missing = [name for name in _VARIABLE.findall(url) if name not in defaults]
        location = (node.get("url") or node).location
        if missing:
            message = f"{quote(url)} has no variable {quote(missing[0])}: the server is left out"
            context.warning("incomplete-server", message, location)
            continue
        try:
            _check(url, defaults)
        except _Incomplete as incomplete:
            message = f"{quote(url)} is not a whole URL: {incomplete}; the server is left out"
            context.warning("incomplete-server", message, location)
            continue
        except _Invalid as invalid:
            message = f"{quote(url)} cannot be a server: {invalid}; it is left out"
            context.diagnostics.error("invalid-server", message, location)
            continue
        yield ir.Server(
            url=Text(url),
            location=node.location,
            name=optional(context.reader.text(node, "name")),
            description=optional(context.reader.text(node, "description")),
            variables=tuple(variable for _, _, variable in variables),
        )


def _variables(context: Context, server: Node) -> Iterator[tuple[str, str, ir.ServerVariable]]:
    """The variables of a server, each with its name and its default."""
    for name, node in context.reader.members(server, "variables"):
        values = context.reader.texts(node, "enum")
        default = context.reader.text(node, "default")
        if default is None:
            if not values:
                continue
            message = f"the variable {quote(name)} has no default: its first value is used"
            context.warning("server-variable", message, node.location)
            default = values[0]
        description = optional(context.reader.text(node, "description"))
        variable = ir.ServerVariable(Text(name), Text(default), tuple(map(Text, values)), description)
        yield name, default, variable


class _Incomplete(Exception):
    """A URL with a gap that the user must fill."""


class _Invalid(Exception):
    """A URL that must not be called."""


def _check(url: str, defaults: Mapping[str, str]) -> None:
    """Whether the URL can be called once its variables have their defaults. Raises what is wrong with it."""
    filled = _VARIABLE.sub(lambda match: defaults[match[1]], url)
    if _FORBIDDEN.search(filled):
        raise _Invalid("it holds a character that no URL may hold")
    if "{" in filled or "}" in filled:
        raise _Incomplete("a placeholder is left in it")
    try:
        parts = urlsplit(filled)
        _ = parts.port
    except ValueError:
        raise _Invalid("it is not a URL") from None
    if parts.scheme and parts.scheme.lower() not in ("http", "https"):
        raise _Invalid("only http and https are supported")
    if "@" in parts.netloc:
        raise _Invalid("it holds a user name")
    if "?" in filled or "#" in filled:
        raise _Invalid("it holds a query or a fragment")
    if parts.scheme and not parts.hostname:
        raise _Incomplete("it names no host")
