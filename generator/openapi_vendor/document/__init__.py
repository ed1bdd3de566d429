"""Documents in one dialect: OpenAPI 3.1/3.2, whatever version they were written in.

`Dialect` says what a file was written in. `upgrade` gives 2.0 and 3.0 objects the shape of 3.1, node by
node while reading, so that every part keeps the place it came from. `read_schema` reads one schema object
into a `Schema`. `Reader` reads everything else, and reports what has the wrong type.
"""

from __future__ import annotations

from openapi_vendor.document.dialect import Dialect, Dialects
from openapi_vendor.document.parse import read_schema
from openapi_vendor.document.reader import Reader
from openapi_vendor.document.schema import Schema

__all__ = ["Dialect", "Dialects", "Reader", "Schema", "read_schema"]
