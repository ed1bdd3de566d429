"""Which version of OpenAPI a file is written in."""

from __future__ import annotations

import enum
import re

from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Refused, Severity, quote
from openapi_vendor.source import Node, Source


class Dialect(enum.IntEnum):
    """The versions that differ in meaning, oldest first, so that they compare."""

    V2_0 = 20
    V3_0 = 30
    V3_1 = 31
    V3_2 = 32


_VERSION = re.compile(r"([0-9]{1,3})\.([0-9]{1,3})(\.|\Z)")


def dialect_of(root: Node, diagnostics: Diagnostics) -> Dialect:
    """The dialect of a whole document, from its `openapi` or `swagger` field.

    Raises `Refused` (`no-version`, `unsupported-version`) where there is none, or one that we do not know.
    """
    field = "openapi" if root.get("openapi") is not None else "swagger"
    node = root.get(field)
    if node is None:
        raise Refused(
            Diagnostic(
                Severity.ERROR,
                "no-version",
                "this is not an OpenAPI document: it has neither `openapi` nor `swagger` at its top level",
                root.location,
                hint="an OpenAPI document starts with `openapi: 3.1.0` (or `swagger: '2.0'`)",
            )
        )
    version = node.data
    if isinstance(version, float | int) and not isinstance(version, bool):
        diagnostics.warning("version-not-text", "the version must be a string", node.location, "quote it")
        version = f"{version:.1f}"
    match = _VERSION.match(version) if isinstance(version, str) else None
    major, minor = (int(match[1]), int(match[2])) if match else (0, 0)
    if field == "swagger" and (major, minor) == (2, 0):
        return Dialect.V2_0
    if field == "openapi" and major == 3:
        if minor > 2:
            message = f"OpenAPI 3.{minor} is newer than this generator: read as 3.2"
            diagnostics.warning("newer-version", message, node.location)
        return (Dialect.V3_0, Dialect.V3_1, Dialect.V3_2)[min(minor, 2)]
    message = f"OpenAPI version {quote(node.data)} is not supported"
    hint = "supported are Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2"
    raise Refused(Diagnostic(Severity.ERROR, "unsupported-version", message, node.location, hint))


class Dialects:
    """The dialect of each file: its own where it states one, else that of the root document."""

    def __init__(self, root: Node, diagnostics: Diagnostics) -> None:
        self.root = dialect_of(root, diagnostics)
        self._diagnostics = diagnostics
        self._of: dict[Source, Dialect] = {root.source: self.root}

    def of(self, node: Node) -> Dialect:
        """The dialect that `node` is written in."""
        source = node.source
        known = self._of.get(source)
        if known is None:
            data = source.data
            stated = isinstance(data, dict) and ("openapi" in data or "swagger" in data)
            try:
                known = dialect_of(Node(data, source), self._diagnostics) if stated else self.root
            except Refused as refused:
                self._diagnostics.add(refused.diagnostic)
                known = self.root
            self._of[source] = known
        return known
