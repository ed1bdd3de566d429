"""Names that a document's things may not take: Python's, and our own machinery's."""

from __future__ import annotations

import builtins
import keyword

from openapi_vendor.python.runtime_names import STATUS_ERROR, concrete_classes, exported_by, members

KEYWORDS = frozenset(keyword.kwlist)

BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))

TYPE_NAMES = frozenset(
    {
        "str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "dt", "field",
    }
)  # fmt: skip
"""Lower-case names that annotations use: an attribute of that name would hide them inside its class."""


def annotation_names() -> frozenset[str]:
    """What model modules import."""
    standard = "Annotated Any Decimal Literal TYPE_CHECKING TypeAlias TypeGuard UUID Union Never".split()
    of_runtime = exported_by("__init__", "assertions", "markers", "model", "patterns", "deprecation")
    return of_runtime.union(standard)


def record_names() -> frozenset[str]:
    """What modules of operations import, beside `annotation_names`."""
    return exported_by(
        "api", "bodies", "content", "links", "methods", "multipart", "pagination", "parameters", "request", "response",
        "sequences", "servers", "sources",
    ) | {"API", "Iterable", STATUS_ERROR}  # fmt: skip


def client_names() -> frozenset[str]:
    """What `client.py` defines and imports."""
    credentials = exported_by("auth", "grants") - concrete_classes("auth", "grants")
    classes = exported_by("client", "sync_client", "async_client", "options")
    return credentials | classes | {"AsyncClient", "BasicAuth", "Client", "Self", "SSLContext", "Unpack"}


MODEL_ATTRIBUTES = frozenset({"extra_fields", "mro"})
"""Attributes of every model."""


def client_attributes() -> frozenset[str]:
    """Attributes of every client, beside which the groups stand, and words that are kept free for those to come."""
    methods = members("client", "BaseClient") | members("sync_client", "SyncClient")
    return (methods | members("async_client", "BaseAsyncClient")).union(
        "api base_url build credentials curl headers hooks http options strict timeout".split()
    )


def client_options() -> frozenset[str]:
    """What the constructors of the clients take beside credentials."""
    return members("options", "ClientOptions")


MODULE_GLOBALS = frozenset({"annotations", "deprecated", "lazy_index", "models", "property"})
"""Lower-case names that generated modules and indexes bind or call beside those of the document."""

DESCRIPTORS = frozenset({"method", "paged_method", "deprecated_method"})
"""What the classes of groups make their methods with."""

MODULE_NAMES = (
    frozenset({"con", "prn", "aux", "nul", "init", "main"})
    | {f"{device}{number}" for device in ("com", "lpt") for number in range(10)}
    | {"lazy_index"}
)
"""Names that a file may not have on some system, or that its index binds."""
