"""Views of the security schemes: their records, what a client takes for them, and the module `auth` for OAuth."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python import documentation, literals, runtime_names
from openapi_vendor.python.annotations import RUNTIME, Context
from openapi_vendor.python.imports import ImportView
from openapi_vendor.python.layout import bracketed, settle, tuple_of
from openapi_vendor.python.prose import docstring, one_line, plain
from openapi_vendor.python.views import AuthView, File, SchemeView

GRANTS = {
    "clientCredentials": "ClientCredentials",
    "password": "ResourceOwnerPassword",
    "authorizationCode": "AuthorizationCode",
    "deviceAuthorization": "DeviceAuthorization",
}
"""The grants of the runtime, by the flow that they belong to."""

_TOKEN_ERROR = "TokenError"
_FLOW_URLS = (
    ("token_url", "token_url"),
    ("authorization_url", "authorization_url"),
    ("refresh_url", "refresh_url"),
    ("device_authorization_url", "device_authorization_url"),
)


def schemes(context: Context, package: str) -> tuple[SchemeView, ...]:
    """The security schemes, in document order."""
    return tuple(_scheme(scheme, context, package) for scheme in context.api.security_schemes)


def _scheme(scheme: ir.SecurityScheme, context: Context, package: str) -> SchemeView:
    names = context.names.schemes[scheme.name]
    environment = environment_of(package, names.argument)
    record, items = "", [literals.string(scheme.name)]
    credential, facts = "Token", ""
    grants: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    match scheme:
        case ir.HttpScheme(scheme="basic"):
            record, credential = "HttpBasic", "Login"
            takes = "User name and password, as `BasicAuth`"
        case ir.HttpScheme(scheme="bearer"):
            record, takes = "HttpBearer", "The bearer token"
            facts = f"The token is a {one_line(scheme.bearer_format)}." if scheme.bearer_format else ""
        case ir.HttpScheme():
            record, takes = (
                "HttpScheme",
                f"What follows {documentation.code(one_line(scheme.scheme))} in `Authorization`",
            )
            items.append(literals.string(scheme.scheme))
        case ir.ApiKeyScheme():
            record = "ApiKey"
            takes = f"The API key for the {_PLACES[scheme.where]} {documentation.code(one_line(scheme.key))}"
            items += [literals.string(scheme.key), literals.string(scheme.where.value)]
        case ir.OAuth2Scheme():
            record, credential = "OAuth2", "OAuthToken"
            takes = "An access token, or a grant of `auth`"
            flows = [_flow(flow) for flow in scheme.flows]
            items += [tuple_of(flows, indent=1)] if flows else []
            symbols = ("OAuthFlow",) if flows else ()
            items += [f"metadata_url={literals.string(scheme.metadata_url)}"] if scheme.metadata_url else []
            grants, facts = tuple(GRANTS[flow.kind] for flow in scheme.flows if flow.kind in GRANTS), _scopes(scheme)
        case ir.OpenIdConnectScheme():
            record, credential = "OpenIdConnect", "OAuthToken"
            takes, grants = "An access token, or a grant of `auth`", ("ClientCredentials",)
            items.append(literals.string(scheme.url))
        case ir.MutualTlsScheme():
            record, credential, environment = "MutualTls", "SSLContext", ""
            takes = "The context of all connections, with the client's certificate"
    variables: tuple[str, ...] = (environment,) if environment else ()
    if credential == "Login":
        variables = (f"{environment}_USERNAME", f"{environment}_PASSWORD")
    if environment:
        items.append(f"environment={literals.string(environment)}")
    statement = settle(bracketed(f"{names.constant} = {record}(", items, ")", indent=0), indent=0)
    return SchemeView(
        names.constant,
        statement.partition(" = ")[2],
        (record, *symbols),
        names.argument,
        credential,
        credential if credential == "SSLContext" else f"Async{credential}",
        docstring([plain(scheme.description), facts], indent=0),
        takes,
        variables,
        grants,
    )


_PLACES = {ir.In.HEADER: "header", ir.In.QUERY: "query parameter", ir.In.COOKIE: "cookie"}


def environment_of(package: str, argument: str) -> str:
    """The environment variable of a client's argument: `PETS__API_KEY` for `api_key` of the package `pets`.

    Two underscores, because the document chooses the words: no scheme may be called `secret_access_key` in an API
    called `AWS` and be given what was meant for somebody else.
    """
    return f"{package.rpartition('.')[2].strip('_')}__{argument.strip('_')}".upper()


def _flow(flow: ir.OAuthFlow) -> str:
    items = [literals.string(flow.kind)]
    for argument, attribute in _FLOW_URLS:
        url = getattr(flow, attribute)
        items += [f"{argument}={literals.string(url)}"] if url is not None else []
    return bracketed("OAuthFlow(", items, ")", indent=2, reserve=1)


def _scopes(scheme: ir.OAuth2Scheme) -> str:
    """The scopes of all flows, as a list."""
    found = {one_line(name): one_line(said) for flow in scheme.flows for name, said in flow.scopes}
    lines = [f"- {documentation.code(name)}{': ' if said else ''}{said}" for name, said in found.items() if name]
    return "\n".join(["Scopes:", "", *lines]) if lines else ""


def default_of(scheme: SchemeView) -> str:
    """Where a credential comes from that is not given, as a sentence; empty for nowhere."""
    if not scheme.variables:
        return ""
    many = "s" if len(scheme.variables) > 1 else ""
    return f"Default: the environment variable{many} {' and '.join(f'`{name}`' for name in scheme.variables)}."


def file(schemes: tuple[SchemeView, ...]) -> tuple[File, ...]:
    """`auth.py`, where there is a scheme that takes grants."""
    constants = tuple(scheme.constant for scheme in schemes if scheme.credential == "OAuthToken")
    if not constants:
        return ()
    text = "OAuth 2: the document's schemes, and what the client takes in place of an access token."
    errors = ImportView(".errors", (f"{_TOKEN_ERROR} as {_TOKEN_ERROR}",)).statement()
    classes = runtime_names.concrete_classes("authorization", "grants", "secrets")
    runtime = [f"{name} as {name}" for name in sorted(classes)]
    statements = (
        ImportView("._api", tuple(f"{name} as {name}" for name in sorted(constants))).statement(),
        ImportView(f".{RUNTIME}", tuple(runtime)).statement(),
        errors,
    )
    return (File("auth.py", "auth.py.jinja", AuthView(docstring([text], indent=0), statements)),)
