"""OpenAPI in, a vendorable typed Python client package out.

>>> from openapi_vendor import Config, generate
>>> result = generate("specs/twilio_conversations.yaml", Config(package="twilio_conversations"))
>>> sorted(result.files)[:2]
['README.md', '__init__.py']

`generate` writes nothing; `openapi_vendor.output.write` does.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openapi_vendor.config import Config as Config
    from openapi_vendor.diagnostics import Diagnostic as Diagnostic
    from openapi_vendor.diagnostics import Severity as Severity
    from openapi_vendor.pipeline import Result as Result
    from openapi_vendor.pipeline import generate as generate

_HOME = {
    "Config": "openapi_vendor.config",
    "Diagnostic": "openapi_vendor.diagnostics",
    "Severity": "openapi_vendor.diagnostics",
    "Result": "openapi_vendor.pipeline",
    "generate": "openapi_vendor.pipeline",
}

__all__ = ["Config", "Diagnostic", "Result", "Severity", "generate"]


def __getattr__(name: str) -> Any:
    # On demand: stages import this package too, and the command line must start quickly.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOME[name]), name)
