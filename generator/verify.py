"""The output verifier: what is about to be written holds nothing but our vocabulary and names that we allocated.

It does not trust how the text was made. It cuts out the string literals, and what is left of every file must be
made of known words, allocated identifiers, numbers and the few operators that our templates use; calls only of what
we call; imports only of what we import. So no text of a document can be code, whatever went wrong before.
A file is read three times by compiled expressions: about 10 MB a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set

from generator.diagnostics import Diagnostic, Location, Refused, Severity, quote

_STRING = re.compile(
    r'(?<![A-Za-z0-9_"\'])r?(?:"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\')', re.DOTALL
)
_SKELETON = re.compile(
    r"""(?:[A-Za-z_][A-Za-z0-9_]*|[0-9][0-9_]*(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?|->|\.\.\.|""|[ \n()\[\]{},:.=|@*-])+""",
)
_NAME = re.compile(r"(?<![0-9.])[A-Za-z_][A-Za-z0-9_]*|(?<=\.)[A-Za-z_][A-Za-z0-9_]*")
_CALL = re.compile(r"(?<!class )(?<!def )\b([A-Za-z_][A-Za-z0-9_]*)\(")
_IMPORT = re.compile(r"^ *(?:from +(\S+) +)?import +(.*)$", re.MULTILINE)
_INVISIBLE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

_KEYWORDS = frozenset(
    [
        "None",
        "True",
        "False",
        "and",
        "class",
        "def",
        "else",
        "for",
        "from",
        "if",
        "import",
        "in",
        "is",
        "lambda",
        "not",
        "or",
        "pass",
        "property",
        "return",
        "self",
        "super",
    ]
)
_TYPES = frozenset(
    [
        "Annotated",
        "Any",
        "Decimal",
        "Literal",
        "Never",
        "TYPE_CHECKING",
        "TypeAlias",
        "TypeGuard",
        "UUID",
        "Union",
        "Unpack",
        "annotations",
        "bool",
        "bytes",
        "date",
        "datetime",
        "decimal",
        "dict",
        "dt",
        "float",
        "int",
        "list",
        "msgspec",
        "object",
        "ssl",
        "str",
        "time",
        "timedelta",
        "tuple",
        "typing",
        "uuid",
        "value",
        "result",
        "as",
        "SSLContext",
        "__future__",
        "__name__",
        "__getattr__",
        "__dir__",
        "__init__",
    ]
)
_ARGUMENTS = frozenset(
    [
        "allow_empty_value",
        "allow_reserved",
        "assertions",
        "body",
        "condition",
        "content_type",
        "default",
        "encoding",
        "explode",
        "extra",
        "ge",
        "gt",
        "le",
        "lt",
        "max_length",
        "maximum",
        "media_type",
        "min_length",
        "minimum",
        "multiple_of",
        "name",
        "named",
        "options",
        "otherwise",
        "parameters",
        "pattern",
        "patterns",
        "required",
        "rest",
        "then",
        "response_headers",
        "responses",
        "security",
        "security_schemes",
        "servers",
        "style",
        "title",
        "variables",
        "version",
    ]
)
_CALLED = frozenset(
    [
        "Also",
        "Contains",
        "DependentRequired",
        "DependentType",
        "If",
        "Not",
        "PatternProperties",
        "PrefixItems",
        "Properties",
        "PropertyCount",
        "PropertyNames",
        "Annotated",
        "Any",
        "AnyOf",
        "Api",
        "ApiKey",
        "AsText",
        "Bytes",
        "Cookie",
        "Discriminator",
        "Encoding",
        "Form",
        "Group",
        "Header",
        "HttpBasic",
        "HttpBearer",
        "HttpScheme",
        "Json",
        "Meta",
        "Model",
        "Multipart",
        "MutualTls",
        "OAuth2",
        "OneOf",
        "OpenIdConnect",
        "Path",
        "Query",
        "QueryString",
        "Sensitive",
        "Server",
        "ServerVariable",
        "Text",
        "UniqueItems",
        "Values",
        "checked",
        "deprecated",
        "field",
        "import",
        "is_valid",
        "lazy_index",
        "method",
        "operation",
        "request",
        "super",
        "__init__",
    ]
)
_MEMBERS = frozenset(
    [
        "API",
        "ClientT",
        "Request",
        "UNSET",
        "Unset",
        "AsyncClient",
        "AsyncClientOptions",
        "BaseAsyncClient",
        "BasicAuth",
        "BaseClient",
        "Client",
        "ClientOptions",
        "SyncClient",
        "Self",
        "Token",
        "models",
        "operations",
        "validators",
        "errors",
        "client",
        "_api",
        "_runtime",
        "_Groups",
        "__getattr__",
        "__all__",
        "wraps",
    ]
)
_MODULES = frozenset({"__future__", "typing", "decimal", "uuid", "ssl", "msgspec", "datetime"})


def verify(files: Mapping[str, str], allocated: Set[str], errors: Iterable[str]) -> None:
    """Check every generated file. Raises `Refused` (code `output-verification`) at the first that fails.

    `files` leaves out the runtime, which is ours to the byte; `allocated` are the identifiers from the registry and
    `errors` the names of the runtime's errors.
    """
    known = _KEYWORDS | _TYPES | _ARGUMENTS | _CALLED | _MEMBERS | allocated | frozenset(errors)
    for name, text in files.items():
        found = _INVISIBLE.search(text)
        if found:
            raise _refused(name, f"holds the invisible character {quote(found.group())}")
        if name.endswith(".py"):
            _verify_source(name, text, known, allocated)


def _verify_source(name: str, text: str, known: Set[str], allocated: Set[str]) -> None:
    skeleton = _STRING.sub('""', text)
    if skeleton and not _SKELETON.fullmatch(skeleton):
        raise _refused(name, f"holds something else than names, numbers and strings: {_first_stranger(skeleton)}")
    strangers = set(_NAME.findall(skeleton)) - known
    if strangers:
        raise _refused(name, f"uses names that were not allocated: {', '.join(sorted(map(quote, strangers))[:5])}")
    called = set(_CALL.findall(skeleton)) - _CALLED - allocated
    if called:
        raise _refused(name, f"calls what it may not: {', '.join(sorted(map(quote, called))[:5])}")
    for module, names in _IMPORT.findall(skeleton):
        if not (module.startswith(".") or module in _MODULES or (not module and names == "datetime as dt")):
            raise _refused(name, f"imports {quote(module or names)}")


def _first_stranger(skeleton: str) -> str:
    matched = _SKELETON.match(skeleton)
    end = matched.end() if matched else 0
    return quote(skeleton[end : end + 20])


def _refused(name: str, problem: str) -> Refused:
    return Refused(
        Diagnostic(
            Severity.ERROR,
            "output-verification",
            f"the generated file {problem}; nothing was written",
            Location(name),
            "This is a bug of the generator, or a document made to attack it: please report it.",
        )
    )
