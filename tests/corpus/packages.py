"""Generated packages as tests use them: written, imported, and asked for their operations."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate


def generated(document: Path, folder: Path, package: str, *, allow_http_refs: tuple[str, ...] = ()) -> bool:
    """Writes the document's package into `folder`; False where the document was refused."""
    result = generate(document, Config(package=package, validate=False, allow_http_refs=allow_http_refs))
    for name, text in result.files.items():
        file = folder / package / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return bool(result.files)


def operations_of(package: str) -> dict[str, list[Any]]:
    """The operations of a package on the import path, by method and path as sent: `GET /pets/{id}`."""
    folder = importlib.import_module(f"{package}.operations")
    found: dict[str, list[Any]] = {}
    for module in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if type(value).__name__ == "Operation":
                found.setdefault(unquote(value.label.partition("?")[0]), []).append(value)
    return found
