"""The options of a client: their types, as generated clients show them, and their checking.

Without `from __future__ import annotations`: as texts, the annotations of a `TypedDict` are compiled one by one when
the module is imported, which takes longer than anything else that a client needs.
"""

import ssl
import sys
from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypedDict, cast, get_args

import httpx2
import msgspec

from .deadline import DEFAULT_TIMEOUT, Timeout, TimeoutTypes, timeout_of
from .errors import ConfigurationError
from .events import OnRequest, OnResponse, OnRetry
from .headers import check_header_name, check_header_value
from .lazy import loading
from .percent import Unencodable
from .retries import DEFAULT_RETRY, Retry
from .secrets import Secret, revealed, type_name
from .servers import BaseUrl, Server, base_url, default_base_url

if TYPE_CHECKING:
    from .response import Response

    OnDrift: TypeAlias = Callable[[Response[Any]], object]
else:
    OnDrift = Callable[[Any], object]  # to make a client takes no response

Validation: TypeAlias = Literal["off", "report", "raise"]

VALIDATIONS: Final[frozenset[str]] = frozenset(get_args(Validation))

ResponseValidation: TypeAlias = Literal["off", "report", "raise", "raise-all"]

_RESPONSE_VALIDATIONS: Final[frozenset[str]] = frozenset(get_args(ResponseValidation))

DEFAULT_MAX_RESPONSE_BYTES: Final = 100 * 1024 * 1024
"""100 MiB, after decompression."""

_AS_GIVEN = (
    "validate_requests",
    "validate_responses",
    "on_drift",
    "on_request",
    "on_response",
    "on_retry",
)
_NEVER = Retry(attempts=1)


class CallOptions(TypedDict, total=False):
    """What `with_options` changes.

    `timeout`: seconds for the whole call and each step, or a `Timeout`; 120 s in all by default.
    `headers`: sent with every request, whatever its parameters and credentials are. `validate_requests`,
    `validate_responses`: what happens where the document is broken: `"off"` nothing, `"report"` it is logged and
    recorded, `"raise"` (the default for requests, as the other is for responses). A response with a field or a value of
    an enum that the document does not have breaks nothing: it is an error with `"raise-all"` only.
    `max_response_bytes`: after decompression, 100 MiB by default, None lifts it. `on_drift`: called with each response
    that
    differs from the document, or whose request did. `retry`: when a request is sent again, where that is safe (see
    `Retry`); a number: so many attempts; None: never. `max_redirects`: how many redirects a call may follow, 0 by
    default; to another origin only GET and HEAD do, without credentials. `on_request`, `on_response`, `on_retry`:
    called before each sending, with the head of each answer, and before each wait; those of an asynchronous client
    may be coroutine functions.
    """

    timeout: TimeoutTypes
    headers: Mapping[str, str | Secret[str]]
    validate_requests: Validation
    validate_responses: ResponseValidation
    max_response_bytes: int | None
    on_drift: OnDrift | None
    retry: Retry | int | None
    max_redirects: int
    on_request: OnRequest | None
    on_response: OnResponse | None
    on_retry: OnRetry | None


class BaseOptions(CallOptions, total=False):
    """What both kinds of client take beside credentials and the options of a call.

    `base_url`: where requests go instead of the document's first server; a URL, or one of its `Server`s. Operations
    with servers of their own go there, relative ones beside it.
    `server_variables`: values for the variables in a server's URL. `allow_http`: unencrypted http to other
    machines. `allow_origins`: origins, such as `https://uploads.example.com`, that operations with servers of
    their own may be sent to, with credentials. `trust_env`: take proxies, certificates and credentials that are
    not given from the environment (the default); nothing comes from `.netrc`. `proxy`: the URL of one, for all
    requests, or an `httpx2.Proxy`. `limits`: how many connections there may be (100, of which 20 are kept idle).
    `http2`: where the server offers it; needs the package `h2`. `ssl_context`: trusts other certificates, or
    holds one of the client's own.
    """

    base_url: str | Server
    server_variables: Mapping[str, str]
    allow_http: bool
    allow_origins: Collection[str]
    trust_env: bool
    proxy: str | httpx2.Proxy
    limits: httpx2.Limits
    http2: bool
    ssl_context: ssl.SSLContext


class ClientOptions(BaseOptions, total=False):
    """The options of a synchronous client.

    `transport`: carries requests instead of the network's own. `http_client`: a whole httpx2 client, whose
    connections, proxies, certificates, hooks and headers are used; you close it.
    """

    transport: httpx2.BaseTransport
    http_client: httpx2.Client


class AsyncClientOptions(BaseOptions, total=False):
    """The options of an asynchronous client; see `ClientOptions`."""

    transport: httpx2.AsyncBaseTransport
    http_client: httpx2.AsyncClient


class Settings(msgspec.Struct, frozen=True):
    """The options that both kinds of client have, checked."""

    base: BaseUrl | None = None
    variables: Mapping[str, str] | None = None
    allow_http: bool = False
    allow_origins: frozenset[str] = frozenset()
    timeout: Timeout = DEFAULT_TIMEOUT
    validate_requests: Validation = "raise"
    validate_responses: ResponseValidation = "report"
    max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES
    on_drift: OnDrift | None = None
    headers: tuple[tuple[str, Secret[str]], ...] = ()
    retry: Retry = DEFAULT_RETRY
    max_redirects: int = 0
    on_request: OnRequest | None = None
    on_response: OnResponse | None = None
    on_retry: OnRetry | None = None


_NOTHING: Final = type(None)
_KINDS: Final[dict[str, tuple[tuple[type, ...], str]]] = {
    "server_variables": ((Mapping,), "a mapping of strings"),
    "allow_http": ((bool,), "True or False"),
    "allow_origins": ((Collection,), "a collection of strings"),
    "trust_env": ((bool,), "True or False"),
    "proxy": ((str, httpx2.Proxy, _NOTHING), "an http, https, socks5 or socks5h URL"),
    "limits": ((httpx2.Limits, _NOTHING), "an httpx2.Limits"),
    "http2": ((bool,), "True or False"),
    "ssl_context": ((ssl.SSLContext, _NOTHING), "an ssl.SSLContext"),
    "headers": ((Mapping,), "a mapping of strings"),
    "validate_requests": ((str,), "'off', 'report' or 'raise'"),
    "validate_responses": ((str,), "'off', 'report' or 'raise' (or 'raise-all')"),
    "max_response_bytes": ((int, _NOTHING), "a positive number of bytes"),
    "retry": ((Retry, int, _NOTHING), "a Retry, a number of attempts or None"),
    "max_redirects": ((int,), "a number of redirects, or 0"),
}
_CALLED: Final = ("on_drift", "on_request", "on_response", "on_retry")
_CARRIERS: Final[dict[Any, dict[str, tuple[tuple[type, ...], str]]]] = {
    CallOptions: {},
    ClientOptions: {
        "transport": ((httpx2.BaseTransport, _NOTHING), "an httpx2.BaseTransport"),
        "http_client": ((httpx2.Client, _NOTHING), "an httpx2.Client"),
    },
    AsyncClientOptions: {
        "transport": ((httpx2.AsyncBaseTransport, _NOTHING), "an httpx2.AsyncBaseTransport"),
        "http_client": ((httpx2.AsyncClient, _NOTHING), "an httpx2.AsyncClient"),
    },
}


def check_options(given: Mapping[str, Any], kind: Any, function: Callable[..., Any]) -> None:
    """Check that options of `kind` (`CallOptions`, `ClientOptions`, …) exist, and are of their types.

    `function` is what they were given to. Raises `TypeError` for a name, and `ConfigurationError` for a value, of which
    it shows the type only.
    """
    carriers = _CARRIERS[kind]
    for name, value in given.items():
        if name not in kind.__optional_keys__:
            with loading():
                from difflib import get_close_matches  # only a mistake needs them
                from inspect import signature

            near = get_close_matches(
                name.lower(), {*kind.__optional_keys__, *signature(function).parameters} - {"options"}, 1
            )
            hint = f": did you mean {near[0]!r}?" if near else ""
            raise TypeError(f"{function.__name__}() got an unexpected keyword argument {name!r}{hint}")
        if name in _CALLED:
            is_right, words = value is None or callable(value), "a function or None"
        else:
            # `base_url` and `timeout` are checked where they are read.
            types, words = carriers.get(name) or _KINDS.get(name) or ((object,), "")
            is_right = isinstance(value, types) and (int not in types or not isinstance(value, bool))
        if name == "server_variables" and isinstance(value, Mapping):
            is_right = all(isinstance(each, str) for pair in value.items() for each in pair)
        if name == "allow_origins" and isinstance(value, str):
            is_right = False  # a string is a collection of strings, too
        if not is_right:
            raise ConfigurationError(f"{name} must be {words}, not {type_name(value)}")


def settings_of(options: BaseOptions) -> Settings:
    """Check all options. Raises `ConfigurationError`."""
    allow_http = options.get("allow_http", False)
    variables = options.get("server_variables", {})
    given = options.get("base_url")
    url = given.expand(variables) if isinstance(given, Server) else given
    settings = Settings(
        base=None if url is None else base_url(url, allow_http=allow_http),
        variables=variables,
        allow_http=allow_http,
        allow_origins=frozenset(
            base_url(origin, allow_http=allow_http, name="each of allow_origins").origin
            for origin in options.get("allow_origins", ())
        ),
    )
    return changed(settings, options)


def first_base(servers: tuple[Server, ...], settings: Settings) -> BaseUrl | None:
    """The base URL of the first server; None where there is none or it is relative."""
    return default_base_url(servers, settings.variables or {}, allow_http=settings.allow_http)


def changed(settings: Settings, options: CallOptions) -> Settings:
    """The settings with the options of a call changed. Raises `ConfigurationError`."""
    changes: dict[str, Any] = {name: cast("dict[str, Any]", options)[name] for name in _AS_GIVEN if name in options}
    if changes.get("validate_requests", "off") not in VALIDATIONS:
        raise ConfigurationError("validate_requests must be 'off', 'report' or 'raise'")
    if changes.get("validate_responses", "off") not in _RESPONSE_VALIDATIONS:
        raise ConfigurationError("validate_responses must be 'off', 'report' or 'raise' (or 'raise-all')")
    if "retry" in options:
        retry = options["retry"]
        changes["retry"] = _NEVER if retry is None else Retry(attempts=retry) if isinstance(retry, int) else retry
    if "timeout" in options:
        changes["timeout"] = timeout_of(options["timeout"])
    if "max_redirects" in options:
        most = options["max_redirects"]
        if isinstance(most, bool) or not isinstance(most, int) or most < 0:
            raise ConfigurationError("max_redirects must be a number of redirects, or 0")
        changes["max_redirects"] = most
    if "max_response_bytes" in options:
        limit = options["max_response_bytes"]
        if limit is None:
            limit = sys.maxsize
        if isinstance(limit, bool) or not isinstance(limit, int) or limit <= 0:
            raise ConfigurationError("max_response_bytes must be a positive number of bytes")
        changes["max_response_bytes"] = limit
    if "headers" in options:
        changes["headers"] = _merged(settings.headers, options["headers"])
    return msgspec.structs.replace(settings, **changes)


def _merged(
    present: tuple[tuple[str, Secret[str]], ...], added: Mapping[str, str | Secret[str]]
) -> tuple[tuple[str, Secret[str]], ...]:
    fields = {name.lower(): (name, value) for name, value in present}
    for name, value in added.items():
        reason = _fault(name, value)
        if reason is not None:
            raise ConfigurationError(f"header {name!r} {reason}")
        fields[name.lower()] = name, value if isinstance(value, Secret) else Secret(value)
    return tuple(fields.values())


def _fault(name: str, value: str | Secret[str]) -> str | None:
    """Why a header cannot be sent, without its value."""
    text: object = revealed(value) if isinstance(value, Secret) else value
    if not isinstance(name, str) or not isinstance(text, str):
        return f"must be a string or a Secret, not {type_name(value)}, and its name a string"
    if name.lower() in ("content-length", "transfer-encoding"):
        return "is written by the client"
    try:
        check_header_name(name)
        check_header_value(text)
    except Unencodable as error:
        return str(error)
    return None
