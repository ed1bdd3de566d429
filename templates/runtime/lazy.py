"""A module whose names are imported from others when they are first used (PEP 562)."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import Any


def lazy_index(
    package: str, modules: Mapping[str, str], second_names: Mapping[str, str] | None = None
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of the module `package`.

    `modules` maps relative module names to the names found there, separated by spaces; no name stands for the
    module itself. `second_names` maps further names to those they stand for.
    """
    home = {name: module for module, names in modules.items() for name in names.split() or (module.lstrip("."),)}
    aliases = second_names or {}

    def load(name: str) -> Any:
        target = aliases.get(name, name)
        if target not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = importlib.import_module(home[target], package)
        value = getattr(module, target) if modules[home[target]] else module
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *home, *aliases})

    return load, names
