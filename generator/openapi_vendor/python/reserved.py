"""Names that a document's things may not take: Python's, and our own machinery's."""

from __future__ import annotations

import builtins
import keyword

KEYWORDS = frozenset(keyword.kwlist)

BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_"))

TYPE_NAMES = frozenset(
    {
        "str", "int", "float", "bool", "bytes", "list", "dict", "tuple", "dt", "field",
    }
)  # fmt: skip
"""Lower-case names that annotations use: an attribute of that name would hide them inside its class."""

ANNOTATION_NAMES = frozenset(
    (
        "Annotated Any Decimal Literal Meta TYPE_CHECKING TypeAlias UUID Union Unset UNSET Model Never Discriminator "
        "OneOf AnyOf OrOther AsText Base64 Int32 Int64 IsoDuration Sensitive UniqueItems Values Also Contains "
        "DependentRequired DependentType If Not PatternProperties PrefixItems Properties PropertyCount PropertyNames "
        "Limits Matches Dfa Nfa Evaluated Unevaluated Deprecated TypeGuard"
    ).split()
)
"""What model modules import."""

MODEL_ATTRIBUTES = frozenset({"extra_fields", "mro"})
"""Attributes of every model."""

CLIENT_ATTRIBUTES = frozenset(
    {
        "call", "send", "stream", "pages", "items", "with_options", "close", "aclose", "api", "options", "base_url",
        "credentials", "http", "build", "curl", "headers", "hooks", "timeout", "strict",
    }
)  # fmt: skip
"""Attributes of every client, beside which the groups stand."""

CLIENT_OPTIONS = frozenset(
    (
        "allow_http allow_origins base_url headers http2 http_client limits max_redirects max_response_bytes on_drift "
        "on_request on_response on_retry proxy retry server_variables ssl_context timeout transport trust_env "
        "validate_requests validate_responses"
    ).split()
)
"""What the constructors of the clients take beside credentials (the runtime's `ClientOptions`)."""

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
