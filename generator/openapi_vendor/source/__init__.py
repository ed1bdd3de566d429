"""Documents as files: bytes in, plain data out, with the place of every value at hand.

`Sources` loads JSON and YAML, follows `$ref` within a stated policy, and finds lines and columns when a
diagnostic is printed. `Node` is a value together with where it stands. Nothing here knows OpenAPI.
"""

from __future__ import annotations

from openapi_vendor.source.node import Node, Source
from openapi_vendor.source.pointers import pointer_text
from openapi_vendor.source.sources import Sources, is_prose

__all__ = ["Node", "Source", "Sources", "is_prose", "pointer_text"]
