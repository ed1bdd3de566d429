"""The names that annotations use, and what annotations given as text mean with them."""

from __future__ import annotations

import builtins
import importlib
import sys
import types
from functools import lru_cache
from typing import Any, Final

from .exact import LinkError

PACKAGE: Final = (__package__ or "").rpartition(".")[0]
"""The package this runtime was copied into; empty where it stands alone."""


class Names(dict[str, Any]):
    """The names an annotation may use: those of its module, then the package's models and validators."""

    def __init__(self, module: str) -> None:
        super().__init__()
        self.module = module
        self.globals: dict[str, Any] = getattr(sys.modules.get(module), "__dict__", {})

    def __missing__(self, name: str) -> Any:
        value = self._find(name)
        self[name] = value
        return value

    def _find(self, name: str) -> Any:
        for names in (self.globals, vars(builtins)):
            if name in names:
                return names[name]
        if name == "models" and PACKAGE:
            return importlib.import_module(f"{PACKAGE}.models")
        cause: Exception | None = None
        for index in ("models", "validators") if PACKAGE else ():
            try:
                return getattr(importlib.import_module(f"{PACKAGE}.{index}"), name)
            except (AttributeError, ModuleNotFoundError) as error:
                cause = error
        raise LinkError(f"{self.module}: the name {name!r} of an annotation is not known") from cause


@lru_cache(maxsize=4096)
def _compiled(source: str) -> types.CodeType:
    return compile(source, "<annotation>", "eval")


def evaluated(source: str, names: Names) -> Any:
    """What an annotation of the package's own code means.

    This is what `typing.get_type_hints` does too; most annotations of a package are alike, so keeping the
    compiled ones makes it several times faster.
    """
    return eval(_compiled(source), {}, names)
