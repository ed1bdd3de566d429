"""What all of lowering shares: the sources, the diagnostics, and the ways to read a node."""

from __future__ import annotations

from msgspec import Struct, field

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics, Location
from openapi_vendor.document import Dialect, Dialects, Reader
from openapi_vendor.document.upgrade import Upgrade
from openapi_vendor.ecma import Patterns
from openapi_vendor.lowering.anchors import Anchors
from openapi_vendor.lowering.references import References
from openapi_vendor.source import Node, pointer_text


class Lost(Exception):
    """A part cannot be used, and has been reported; what holds it decides what to do without it."""


class Context(Struct):
    """Everything that one run of `lower` carries around."""

    root: Node
    config: Config
    diagnostics: Diagnostics
    dialects: Dialects
    reader: Reader
    references: References
    anchors: Anchors
    upgrade: Upgrade
    patterns: Patterns = field(default_factory=Patterns)
    has_xml: bool = False
    """Whether any body is XML: only then is it asked what the properties of objects are there."""

    def dialect(self, node: Node) -> Dialect:
        return self.dialects.of(node)

    def pinned(self, node: Node) -> str | None:
        """The name that the configuration gives to what stands at `node`."""
        names = self.config.names
        return names.get(pointer_text(node.pointer)) if names and node.source is self.root.source else None

    def warning(self, code: str, message: str, location: Location, hint: str = "") -> None:
        self.diagnostics.warning(code, message, location, hint)
