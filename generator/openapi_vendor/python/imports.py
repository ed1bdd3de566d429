"""The imports of one module: each is there because a symbol was used while its code was written."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from openapi_vendor.python import code
from openapi_vendor.python.layout import bracketed, fits
from openapi_vendor.python.printer import show


class ImportView(Struct, frozen=True):
    """`from module import names`; `module` may be relative, and is empty for `import name`."""

    module: str
    names: tuple[str, ...]

    def statement(self, indent: int = 0) -> str:
        """The import as isort and black write it."""
        if not self.module:
            return "\n".join(f"import {name}" for name in self.names)
        line = f"from {self.module} import {', '.join(self.names)}"
        if fits(line, indent):
            return line
        return bracketed(f"from {self.module} import (", self.names, ")", indent=indent)


class Imports:
    """Collects the symbols that a module uses. `use()` returns the name to write."""

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        self._typing_only: dict[str, set[str]] = defaultdict(set)

    def use(self, module: str, name: str) -> str:
        """Needed when the module runs."""
        self._names[module].add(name)
        return name

    def need(self, *nodes: code.Node) -> None:
        """Everything that the nodes import: they are written."""
        for found in code.imports(nodes):
            self._names[found.module].add(found.name)

    def show(self, node: code.Node, indent: int = 0) -> str:
        """The text of a node that is written into the module."""
        self.need(node)
        return show(node, indent)

    def annotate(self, module: str, name: str) -> str:
        """Needed in annotations only: imported under `TYPE_CHECKING`."""
        self._typing_only[module].add(name)
        self._names["typing"].add("TYPE_CHECKING")
        return name

    def groups(self) -> tuple[tuple[str, ...], ...]:
        """Standard library, third party, own package: each sorted as isort does. As statements."""
        sections: tuple[list[str], ...] = ([], [], [])
        for module in sorted(self._names, key=_module_order):
            section = 2 if module.startswith(".") else 1 if module in {"msgspec", "httpx2"} else 0
            sections[section].append(ImportView(module, _sorted(self._names[module])).statement())
        return tuple(tuple(section) for section in sections if section)

    def typing_only(self) -> tuple[str, ...]:
        """The statements for `if TYPE_CHECKING:`."""
        return tuple(
            ImportView(module, _sorted(self._typing_only[module])).statement(1)
            for module in sorted(self._typing_only, key=_module_order)
        )


def _module_order(module: str) -> tuple[int, str]:
    """Parents before siblings: `...x`, `..x`, `.x`."""
    return (-(len(module) - len(module.lstrip("."))), module)


def _sorted(names: set[str]) -> tuple[str, ...]:
    """Constants, then classes, then the rest, as isort and ruff order them."""
    return tuple(sorted(names, key=lambda name: (not name.isupper(), not name[:1].isupper(), name)))
