"""OpenAPI in, a vendorable typed Python client package out.

>>> from generator import Config, generate
>>> result = generate("specs/twilio_conversations.yaml", Config(package="twilio_conversations"))
>>> sorted(result.files)[:2]
['README.md', '__init__.py']

`generate` writes nothing; `generator.output.write` does.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.config import Config as Config
    from generator.diagnostics import Diagnostic as Diagnostic
    from generator.diagnostics import Severity as Severity
    from generator.pipeline import Result as Result
    from generator.pipeline import generate as generate

_HOME = {
    "Config": "generator.config",
    "Diagnostic": "generator.diagnostics",
    "Severity": "generator.diagnostics",
    "Result": "generator.pipeline",
    "generate": "generator.pipeline",
}

__all__ = ["Config", "Diagnostic", "Result", "Severity", "generate"]


def __getattr__(name: str) -> Any:
    # On demand: stages import this package too, and the command line must start quickly.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
