"""From an OpenAPI document to the API as understood (`ir.Api`).

`lower` is the way in. Schemas become types and declarations (`schemas.py` and what it uses), path items
become operations (`operations.py` and what it uses). Whatever cannot be used is reported where it stands,
and costs only itself.
"""

from __future__ import annotations

from openapi_vendor.lowering.api import lower

__all__ = ["lower"]
