"""Documents as text in, `ir.Api` and diagnostics out, and short forms for what tests look at."""

from __future__ import annotations

import tempfile
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openapi_vendor import ir
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Diagnostics
from openapi_vendor.lowering import lower
from openapi_vendor.source import Sources, pointer_text
from openapi_vendor.text import Text


@dataclass(frozen=True, slots=True)
class Lowered:
    """What came of a document. Declarations are looked up by JSON pointer, or by the name of a component."""

    api: ir.Api
    diagnostics: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        """The codes of all diagnostics that are more than notes."""
        return [each.code for each in self.diagnostics if each.severity > 0]

    @property
    def errors(self) -> list[str]:
        return [each.code for each in self.diagnostics if each.severity > 1]

    @property
    def pointers(self) -> list[str]:
        """The keys of the declarations without their file, as `written` has them."""
        return list(map(written, self.api.declarations))

    def declaration(self, name: str) -> ir.Declaration:
        pointer = name if name.startswith("/") else f"/components/schemas/{name}"
        for key, declaration in self.api.declarations.items():
            if written(key) == pointer:
                return declaration
        raise AssertionError(f"{pointer} is not among {self.pointers}")

    def object(self, name: str) -> ir.Object:
        declaration = self.declaration(name)
        assert isinstance(declaration, ir.Object), declaration
        return declaration

    def type(self, name: str) -> ir.Type:
        declaration = self.declaration(name)
        assert isinstance(declaration, ir.Alias), declaration
        return declaration.type

    def property(self, name: str, property_name: str) -> ir.Property:
        return next(each for each in self.object(name).properties if each.name == property_name)

    def ref(self, name: str) -> ir.Ref:
        return ir.Ref(self.declaration(name).key)

    def operation(self, key: str) -> ir.Operation:
        return next(each for each in self.api.operations if each.key == key)


def written(key: ir.Key) -> str:
    """A key as tests write it: its pointer, then what tells it from the declaration of the schema itself."""
    aspect = "" if key.aspect is ir.Aspect.ITSELF else f"|{key.aspect.value}"
    direction = "" if key.direction is ir.Direction.BOTH else f"|{key.direction.value}"
    return pointer_text(key.pointer) + aspect + direction


def read(text: str, *, config: Config | None = None, **files: str) -> Lowered:
    """Lower the document `text`; `files` are other files beside it (`other_yaml` is `other.yaml`)."""
    config = config or Config()
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name.replace("_", ".")).write_text(textwrap.dedent(content), encoding="utf-8")
        path = Path(folder) / "api.yaml"
        path.write_text(textwrap.dedent(text), encoding="utf-8")
        diagnostics = Diagnostics()
        sources = Sources(config, diagnostics)
        api = lower(sources.load(path), sources, config, diagnostics)
    return Lowered(api, tuple(diagnostics))


def schemas(text: str, version: str = "3.1.0", config: Config | None = None) -> Lowered:
    """Lower a document that has nothing but these component schemas."""
    body = textwrap.indent(textwrap.dedent(text), "    ")
    head = f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n"
    return read(f"{head}components:\n  schemas:\n{body}\n", config=config)


def paths(text: str, version: str = "3.1.0", rest: str = "") -> Lowered:
    """Lower a document with these paths, and `rest` at its top level."""
    body = textwrap.indent(textwrap.dedent(text), "  ")
    return read(f"openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths:\n{body}\n{textwrap.dedent(rest)}\n")


def enum(*values: Any) -> ir.Enumeration:
    return ir.Enumeration(tuple(Text(value) if isinstance(value, str) else value for value in values))


def or_other(type_: ir.Type) -> ir.Checked:
    """The type of a schema that states no `type`."""
    return ir.Checked(type_, (ir.OrOther(),))


def nullable(type_: ir.Type) -> ir.Union:
    return ir.Union((type_, ir.Null()))
