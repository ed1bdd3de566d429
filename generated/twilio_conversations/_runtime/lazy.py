"""What is made at its first use: the names of a module (PEP 562), regular expressions."""

from __future__ import annotations

import functools
import importlib
import re
import sys
from collections.abc import Callable
from typing import Any


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression. To compile one takes as long as to import a small module."""
    return re.compile(pattern)


def lazy_index(package: str, table: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of the module `package`.

    Each line of `table` is a relative module name and the names found there (`second=first` gives `first` a second
    name); a module alone stands for itself.
    """
    home: dict[str, tuple[str, str]] = {}
    for line in table.split("\n"):
        if words := line.split():
            module, *members = words
            for member in members or [module.lstrip(".")]:
                given, _, original = member.partition("=")
                home[given] = (module, (original or given) if members else "")

    def load(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, original = home[name]
        found: Any = importlib.import_module(module, package)
        if original:
            found = getattr(found, original)
        setattr(sys.modules[package], name, found)
        return found

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *home})

    return load, names
