"""The words of generated source that are ours: what `verify.py` lets pass beside allocated names.

What belongs to the runtime is read from it (`python/runtime_names.py`); here is the rest.
"""

from __future__ import annotations

import functools

from openapi_vendor.python import runtime_names

KEYWORDS = frozenset(
    "None True False and as class def else for from if import in is lambda not or pass return self".split()
)
"""Those of Python that templates and statements use; `import` stands in a statement of its own, which is checked."""

STANDARD = frozenset(
    "Annotated Any AsyncIterable Decimal Iterable Literal Mapping Never SSLContext Self TYPE_CHECKING TypeAlias "
    "TypeGuard UUID Union Unpack __all__ __dir__ __future__ __getattr__ __init__ __name__ abc annotations bool bytes "
    "collections date datetime decimal dict dt float int list msgspec object property ssl str super time timedelta "
    "tuple typing uuid".split()
)
"""Names of the standard library and of msgspec."""

OWN = frozenset(
    "API AsyncClient Client PARSERS _Groups _api _group _runtime auth callbacks client errors models operations "
    "paged parse parse_any result validators value webhooks wraps".split()
)
"""What templates define: modules, attributes and variables of every package."""

METHODS = frozenset("delete get head options patch post put trace".split())
"""What makes the request functions of one HTTP method each: `API.get(...)`."""

MSGSPEC_ARGUMENTS = frozenset("extra_json_schema ge gt le lt max_length min_length multiple_of pattern title".split())
"""What `msgspec.Meta` takes."""

_CALLED = frozenset("Decimal __init__ import operation paged parse request super".split())
"""What is called that is not a name of the runtime's: methods, and words before a parenthesis."""


@functools.cache
def called() -> frozenset[str]:
    """What generated code may call."""
    return _CALLED | runtime_names.exports().keys()


@functools.cache
def every_word() -> frozenset[str]:
    """All of it."""
    of_runtime = runtime_names.annotated() | runtime_names.exports().keys() | set(runtime_names.error_names())
    return KEYWORDS | STANDARD | OWN | METHODS | MSGSPEC_ARGUMENTS | of_runtime
