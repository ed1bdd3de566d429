"""What all of lowering shares: the sources, the diagnostics, and the ways to read a node."""

from __future__ import annotations

from msgspec import Struct, field

from generator.config import Config
from generator.diagnostics import Diagnostics, Location
from generator.document import Dialect, Dialects, Reader
from generator.document.upgrade import Upgrade
from generator.ecma import Patterns
from generator.lowering.anchors import Anchors
from generator.lowering.references import References
from generator.source import Node, pointer_text


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
