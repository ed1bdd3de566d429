"""Views of `_api.py`, `client.py`, `errors.py` and the package root."""

from __future__ import annotations

from generator import ir
from generator.python import documentation, literals, payloads_plan
from generator.python.annotations import RUNTIME, Context
from generator.python.imports import Imports, ImportView
from generator.python.layout import bracketed, settle
from generator.python.prose import docstring, one_line, plain
from generator.python.servers import server
from generator.python.views import (
    ApiView,
    ClientView,
    File,
    GroupView,
    ImportsView,
    OperationsIndexView,
    PackageView,
    SchemeView,
)

_RUNTIME = f".{RUNTIME}"

ERROR_NAMES = (
    "ApiError",
    "BadGateway",
    "BadRequest",
    "ClientError",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "ContentTooLarge",
    "CredentialError",
    "DecodeError",
    "DriftError",
    "Forbidden",
    "GatewayTimeout",
    "Gone",
    "InternalServerError",
    "InvalidArgument",
    "InvalidBody",
    "InvalidRequest",
    "Locked",
    "MethodNotAllowed",
    "NotAcceptable",
    "NotFound",
    "PaginationError",
    "PayloadError",
    "PaymentRequired",
    "PreconditionFailed",
    "Redirection",
    "RequestTimeout",
    "ResponseError",
    "ResponseTooLarge",
    "ServerError",
    "ServiceUnavailable",
    "StatusError",
    "TimedOut",
    "TooManyRequests",
    "TransportError",
    "Unauthorized",
    "UnexpectedContent",
    "UnprocessableContent",
    "UnsupportedMediaType",
)
"""Every error of the runtime (`templates/runtime/errors.py`)."""


def schemes_of(context: Context) -> tuple[SchemeView, ...]:
    """The security schemes, in document order."""
    return tuple(_scheme(scheme, context) for scheme in context.api.security_schemes)


def files(
    context: Context, groups: tuple[GroupView, ...], schemes: tuple[SchemeView, ...], package: str
) -> tuple[File, ...]:
    """The files that exist once for each package."""
    info = context.api.info
    title = one_line(info.title)
    about = docstring([f"Client for {title or package}.", plain(info.description)], indent=0)
    credentials = tuple(sorted({scheme.credential for scheme in schemes} - {"SSLContext"}))
    runtime = ImportView(
        _RUNTIME, (*(f"{name} as {name}" for name in ("UNSET", *credentials, "Unset")), "lazy_index")
    ).statement()
    errors = tuple(f"{name} as {name}" for name in ERROR_NAMES)
    payloads = [kind.module for kind in payloads_plan.kinds(context.api)]
    submodules = tuple(sorted(["models", "operations", "validators", *payloads]))
    modules = tuple(sorted(group.module for group in groups))
    operations = docstring(["Request functions: one module for each group, imported when first used."], indent=0)
    return (
        File("_api.py", "_api.py.jinja", _api(context, schemes)),
        File("client.py", "client.py.jinja", _client(schemes, groups, title or package)),
        File("errors.py", "errors.py.jinja", PackageView("", "", errors, ())),
        File("__init__.py", "__init__.py.jinja", PackageView(about, runtime, errors, submodules)),
        File(
            "operations/__init__.py",
            "operations_index.py.jinja",
            OperationsIndexView(
                operations,
                tuple(ImportView(".", (f"{module} as {module}",)).statement(1) for module in modules),
                modules,
            ),
        ),
    )


def _api(context: Context, schemes: tuple[SchemeView, ...]) -> ApiView:
    imports = Imports()
    imports.use(_RUNTIME, "Api")
    servers = context.api.servers
    rows = [
        f"title={literals.string(context.api.info.title)}",
        f"version={literals.string(context.api.info.version)}",
    ]
    if servers:
        imports.use(_RUNTIME, "Server")
        rows.append(bracketed("servers=(", [*map(server, servers)], ",)" if len(servers) == 1 else ")", indent=1))
        if any(found.variables for found in servers):
            imports.use(_RUNTIME, "ServerVariable")
    if schemes:
        constants = [scheme.constant for scheme in schemes]
        rows.append(
            bracketed("security_schemes=(", constants, ",)" if len(constants) == 1 else ")", indent=1, reserve=1)
        )
        for scheme in schemes:
            imports.use(_RUNTIME, scheme.record.partition("(")[0])
    lines = "".join(f"    {row},\n" for row in rows)
    text = docstring(["What the document says about the API as a whole."], indent=0)
    view = ImportsView(imports.groups(), imports.typing_only())
    return ApiView(text, view, schemes, settle(f"API = Api(\n{lines})", indent=0))


def _scheme(scheme: ir.SecurityScheme, context: Context) -> SchemeView:
    name = literals.string(scheme.name)
    match scheme:
        case ir.HttpScheme(scheme="basic"):
            record, credential = f"HttpBasic({name})", "BasicAuth"
        case ir.HttpScheme(scheme="bearer"):
            record, credential = f"HttpBearer({name})", "Token"
        case ir.HttpScheme():
            record, credential = f"HttpScheme({name}, {literals.string(scheme.scheme)})", "Token"
        case ir.ApiKeyScheme():
            record = f"ApiKey({name}, {literals.string(scheme.key)}, {literals.string(scheme.where.value)})"
            credential = "Token"
        case ir.OAuth2Scheme():
            record, credential = f"OAuth2({name})", "Token"
        case ir.OpenIdConnectScheme():
            record, credential = f"OpenIdConnect({name})", "Token"
        case ir.MutualTlsScheme():
            record, credential = f"MutualTls({name})", "SSLContext"
    names = context.names.schemes[scheme.name]
    text = docstring([plain(scheme.description)], indent=0)
    statement = settle(f"{names.constant} = {record}", indent=0)
    return SchemeView(names.constant, statement.partition(" = ")[2], names.argument, credential, text)


def _client(schemes: tuple[SchemeView, ...], groups: tuple[GroupView, ...], title: str) -> ClientView:
    imports = Imports()
    imports.use("typing", "TYPE_CHECKING")
    imports.use("typing", "Self")
    imports.use("typing", "Unpack")
    imports.use("._api", "API")
    for name in ("AsyncClientOptions", "BaseAsyncClient", "BaseClient", "ClientOptions", "SyncClient"):
        imports.use(_RUNTIME, name)
    for scheme in schemes:
        imports.use("._api", scheme.constant)
        imports.use("ssl" if scheme.credential == "SSLContext" else _RUNTIME, scheme.credential)
    for group in groups:
        imports.annotate(f".operations.{group.module}", group.class_name)
    arguments = [f"{scheme.argument}: {scheme.credential} | None = None" for scheme in schemes]
    credentials = [f"{scheme.constant}: {scheme.argument}" for scheme in schemes]
    called = ["API", bracketed("{", credentials, "}", indent=3 if len(credentials) > 2 else 2), "**options"]
    return ClientView(
        docstring([f"The clients of {title}."], indent=0),
        ImportsView(imports.groups(), imports.typing_only()),
        docstring([f"A client of {title}, for ordinary code.", *_arguments(schemes)], indent=1),
        docstring([f"A client of {title}, for `async` code.", *_arguments(schemes)], indent=1),
        _init_header(arguments, "ClientOptions"),
        _init_header(arguments, "AsyncClientOptions"),
        settle(bracketed("super().__init__(", called, ")", indent=2), indent=2),
        groups,
    )


def _init_header(arguments: list[str], options: str) -> str:
    items = ["self", *(["*", *arguments] if arguments else []), f"**options: Unpack[{options}]"]
    return settle(bracketed("def __init__(", items, ") -> None:", indent=1), indent=1)


def _arguments(schemes: tuple[SchemeView, ...]) -> list[str]:
    lines = [f"    {scheme.argument}: The credential for {documentation.code(scheme.record)}." for scheme in schemes]
    return ["\n".join(["Args:", *lines, "    options: See `ClientOptions`."])]
