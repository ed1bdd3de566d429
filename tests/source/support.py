"""What the tests of `source/` share: a document in a folder, loaded, and what was said about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Refused
from openapi_vendor.source import Node, Sources


@dataclass
class Loaded:
    root: Node
    sources: Sources
    diagnostics: Diagnostics

    @property
    def data(self) -> Any:
        return self.root.data

    def at(self, *tokens: str | int) -> Node:
        node = self.root
        for token in tokens:
            child = node.get(token) if isinstance(token, str) else list(node.elements())[token]
            assert child is not None, token
            node = child
        return node

    def codes(self) -> list[str]:
        return [diagnostic.code for diagnostic in self.diagnostics]


def load(path: Path, config: Config | None = None) -> Loaded:
    diagnostics = Diagnostics()
    sources = Sources(config or Config(), diagnostics)
    return Loaded(sources.load(path), sources, diagnostics)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refusal(path: Path, config: Config | None = None) -> Diagnostic:
    with pytest.raises(Refused) as caught:
        load(path, config)
    return caught.value.diagnostic


def refused_reference(loaded: Loaded, reference: str, *at: str | int) -> Diagnostic:
    with pytest.raises(Refused) as caught:
        loaded.sources.resolve(loaded.at(*at), reference)
    return caught.value.diagnostic
