"""Views of `_api.py`, `client.py`, `errors.py` and the package root."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.media_types import MediaKind, media_kind
from openapi_vendor.python import code, documentation, literals, payload_kinds, runtime_names, security_plan
from openapi_vendor.python.annotations import RUNTIME, Context
from openapi_vendor.python.imports import Imports, ImportView
from openapi_vendor.python.layout import bracketed, settle
from openapi_vendor.python.prose import docstring, one_line
from openapi_vendor.python.servers import server
from openapi_vendor.python.views import (
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


def _has_files(api: ir.Api) -> bool:
    """Whether any request takes a multipart body, in which files have names."""
    bodies = [operation.body for operation in api.operations if operation.body is not None]
    return any(media_kind(each.media_type) is MediaKind.MULTIPART for body in bodies for each in body.contents)


def files(
    context: Context, groups: tuple[GroupView, ...], schemes: tuple[SchemeView, ...], package: str
) -> tuple[File, ...]:
    """The files that exist once for each package."""
    info = context.api.info
    title = one_line(info.title)
    about = docstring([f"Client for {title or package}.", *documentation.of_info(info)], indent=0)
    exported = {"Login": "BasicAuth", "Token": "Token", "OAuthToken": "Token"}
    credentials = tuple(sorted({exported[found] for scheme in schemes if (found := scheme.credential) in exported}))
    classes = sorted({*credentials, *(["File"] if _has_files(context.api) else []), "Unset"})
    runtime = ImportView(_RUNTIME, (*(f"{name} as {name}" for name in ("UNSET", *classes)), "lazy_index")).statement()
    errors = tuple(f"{name} as {name}" for name in runtime_names.error_names())
    payloads = [kind.module for kind in payload_kinds.kinds(context.api)]
    auth = security_plan.file(schemes)
    submodules = ["models", "operations", "validators", *payloads]
    if auth:
        submodules.append("auth")
    modules = tuple(sorted(group.module for group in groups))
    operations = docstring(["Request functions: one module for each group, imported when first used."], indent=0)
    return (
        *auth,
        File("_api.py", "_api.py.jinja", _api(context, schemes)),
        File("client.py", "client.py.jinja", _client(schemes, groups, title or package)),
        File("errors.py", "errors.py.jinja", PackageView("", "", errors, ())),
        File("__init__.py", "__init__.py.jinja", PackageView(about, runtime, errors, tuple(sorted(submodules)))),
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
        records = [server(found, _of_runtime) for found in servers]
        imports.need(*records)
        rows.append(
            bracketed("servers=(", [record.text for record in records], ",)" if len(servers) == 1 else ")", indent=1)
        )
    if schemes:
        constants = [scheme.constant for scheme in schemes]
        rows.append(
            bracketed("security_schemes=(", constants, ",)" if len(constants) == 1 else ")", indent=1, reserve=1)
        )
        for scheme in schemes:
            for symbol in scheme.symbols:
                imports.use(_RUNTIME, symbol)
    lines = "".join(f"    {row},\n" for row in rows)
    text = docstring(["What the document says about the API as a whole."], indent=0)
    view = ImportsView(imports.groups(), imports.typing_only())
    return ApiView(text, view, schemes, settle(f"API = Api(\n{lines})", indent=0))


def _of_runtime(symbol: str) -> code.Name:
    return code.Name(symbol, code.Import(_RUNTIME, symbol))


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
        for credential in (scheme.credential, scheme.async_credential):
            if credential == "SSLContext":
                imports.use("ssl", credential)
            elif credential.endswith("OAuthToken"):  # not imported where it is not annotated
                imports.annotate(_RUNTIME, credential)
            else:
                imports.use(_RUNTIME, credential)
    for group in groups:
        imports.annotate(f".operations.{group.module}", group.class_name)
    arguments = [f"{scheme.argument}: {scheme.credential} | None = None" for scheme in schemes]
    awaited = [f"{scheme.argument}: {scheme.async_credential} | None = None" for scheme in schemes]
    credentials = [f"{scheme.constant}: {scheme.argument}" for scheme in schemes]
    called = ["API", bracketed("{", credentials, "}", indent=3 if len(credentials) > 2 else 2), "**options"]
    return ClientView(
        docstring([f"The clients of {title}."], indent=0),
        ImportsView(imports.groups(), imports.typing_only()),
        docstring([f"A client of {title}, for ordinary code.", *_arguments(schemes)], indent=1),
        docstring([f"A client of {title}, for `async` code.", *_arguments(schemes)], indent=1),
        _init_header(arguments, "ClientOptions"),
        _init_header(awaited, "AsyncClientOptions"),
        settle(bracketed("super().__init__(", called, ")", indent=2), indent=2),
        groups,
    )


def _init_header(arguments: list[str], options: str) -> str:
    items = ["self", *(["*", *arguments] if arguments else []), f"**options: Unpack[{options}]"]
    return settle(bracketed("def __init__(", items, ") -> None:", indent=1), indent=1)


def _arguments(schemes: tuple[SchemeView, ...]) -> list[str]:
    described = [
        (scheme.argument, [f"{scheme.takes}. {security_plan.default_of(scheme)}".strip()]) for scheme in schemes
    ]
    lines = documentation.entries([*described, ("options", ["See `ClientOptions`."])])
    return ["\n".join(["Args:", *lines])]
