"""Credentials: where they go, which are refused, and that they are shown nowhere."""

from __future__ import annotations

import copy
import io
import logging
import pickle
import pprint
import ssl
import traceback
from base64 import b64encode
from typing import Any

import httpx2
import pytest

from runtime import (
    Api,
    ApiKey,
    BasicAuth,
    HttpBasic,
    HttpBearer,
    HttpScheme,
    Json,
    MutualTls,
    OAuth2,
    OpenIdConnect,
    Secret,
    Server,
    SyncClient,
)
from runtime.auth import SecurityScheme
from runtime.errors import ApiError, CredentialError
from runtime.preparing import prepare
from tests.runtime.wire.support import (
    ALL_CREDENTIALS,
    API,
    BASIC,
    BEARER,
    KEY_COOKIE,
    KEY_HEADER,
    KEY_QUERY,
    SECRET,
    answering,
    client_for,
    get_pet,
    raw_server,
    reply,
    sent_by,
)

ENCODED = b64encode(f"rex:{SECRET}".encode()).decode()

SENT: list[tuple[SecurityScheme, Any, str, str]] = [
    (BASIC, BasicAuth("rex", SECRET), "authorization", f"Basic {ENCODED}"),
    (BASIC, ("rex", SECRET), "authorization", f"Basic {ENCODED}"),
    (BASIC, BasicAuth("rex", Secret(SECRET)), "authorization", f"Basic {ENCODED}"),
    (BASIC, BasicAuth("ä", ""), "authorization", f"Basic {b64encode('ä:'.encode()).decode()}"),
    (BEARER, SECRET, "authorization", f"Bearer {SECRET}"),
    (BEARER, Secret(SECRET), "authorization", f"Bearer {SECRET}"),
    (KEY_HEADER, "a b", "x-api-key", "a b"),
    (KEY_COOKIE, SECRET, "cookie", f"session={SECRET}"),
    (HttpScheme("digest", "Digest"), 'username="a"', "authorization", 'Digest username="a"'),
    (OAuth2("oauth"), SECRET, "authorization", f"Bearer {SECRET}"),
    (OpenIdConnect("oidc"), SECRET, "authorization", f"Bearer {SECRET}"),
]


@pytest.mark.parametrize(("scheme", "credential", "header", "value"), SENT)
def test_where_credentials_go(scheme: SecurityScheme, credential: Any, header: str, value: str) -> None:
    request = API.operation("GET", ("/x",), security=((scheme,),), responses={}).request()
    assert sent_by(request, {scheme: credential}).headers[header] == value


def test_a_key_in_the_query() -> None:
    assert sent_by(get_pet("1"), {KEY_QUERY: "a b&c"}).url.query == b"api_key=a%20b%26c"
    assert sent_by(get_pet("1", limit=2), {KEY_QUERY: "k"}).url.query == b"limit=2&api_key=k"


def test_alternatives_and_combinations() -> None:
    both = API.operation("GET", ("/x",), security=((BASIC,), (KEY_HEADER, KEY_COOKIE)), responses={}).request()
    sent = sent_by(both, {KEY_HEADER: "h", KEY_COOKIE: "c", BEARER: "unused"})
    assert (sent.headers["x-api-key"], sent.headers["cookie"]) == ("h", "session=c")
    assert "authorization" not in sent.headers
    # A combination needs all of its parts.
    assert "x-api-key" not in sent_by(both, {KEY_HEADER: "h"}).headers
    # The first alternative that is satisfied is taken.
    first = sent_by(both, {KEY_HEADER: "h", KEY_COOKIE: "c", BASIC: ("a", "b")})
    assert "x-api-key" not in first.headers


def test_an_operation_without_security_gets_no_credential() -> None:
    for security in ((), ((),)):
        request = API.operation("GET", ("/x",), security=security, responses={}).request()
        assert "authorization" not in sent_by(request, {BASIC: ("a", "b")}).headers


def test_cookie_parameters_stand_beside_cookie_credentials() -> None:
    from runtime import Cookie

    request = API.operation(
        "GET", ("/x",), parameters=(Cookie("c", str),), security=((KEY_COOKIE,),), responses={}
    ).request("1")
    assert sent_by(request, {KEY_COOKIE: "k"}).headers["cookie"] == "c=1; session=k"


def test_mutual_tls_takes_a_context() -> None:
    scheme = MutualTls("mtls")
    context = ssl.create_default_context()
    client = SyncClient(API, {scheme: context})
    assert client._ssl_context is context
    with pytest.raises(CredentialError, match=r"'mtls' \(client certificate\) must be an ssl.SSLContext, not str"):
        SyncClient(API, {scheme: "cert.pem"})


class Sister:
    """Classes of another generated package, which have the same names."""

    BasicAuth = type("BasicAuth", (), {"__module__": "sister._runtime.auth"})
    Secret = type("Secret", (), {"__module__": "sister._runtime.secrets"})


REFUSED: list[tuple[SecurityScheme, Any, str]] = [
    (BASIC, SECRET, "must be a BasicAuth, not str"),
    (BASIC, BasicAuth("rex", SECRET + "\n"), "holds a control character or a line break"),
    (BASIC, BasicAuth("re:x", SECRET), "has a ':' in its user name"),
    (BASIC, BasicAuth("rex", f"{SECRET}\ud800"), "holds a lone surrogate"),
    (BASIC, BasicAuth("rex", SECRET.encode()), "must be made of two strings, not str and bytes"),  # type: ignore[arg-type]
    (BASIC, Sister.BasicAuth(), "must be a BasicAuth, not sister._runtime.auth.BasicAuth"),
    (BEARER, Sister.Secret(), "must be a string or a Secret, not sister._runtime.secrets.Secret"),
    (BEARER, SECRET + "\n", "begins or ends with white space or a line break"),
    (BEARER, "", "is empty"),
    (BEARER, f"Bearer {SECRET}", "begins with 'Bearer ': give the token alone"),
    (BEARER, f"{SECRET} x", "holds a space"),
    (BEARER, f"{SECRET}ä", "holds a space, a control character or a character outside ASCII"),
    (BEARER, [SECRET], "must be a string or a Secret, not list"),
    (BEARER, Secret(SECRET + "\r\n"), "begins or ends with white space or a line break"),
    (KEY_HEADER, f"{SECRET}\r\nX-Admin: 1", "holds a control character"),
    (KEY_HEADER, f"{SECRET}\x00", "holds a control character"),
    (KEY_QUERY, f"{SECRET}\n", "begins or ends"),
    (KEY_QUERY, f"{SECRET}\x01x", "holds a control character"),
    (KEY_QUERY, f"{SECRET}\ud800", "holds a lone surrogate"),
    (KEY_COOKIE, f"{SECRET}; admin=1", "holds a character that a cookie cannot carry"),
    (HttpScheme("digest", "Digest"), f"{SECRET}\n", "begins or ends"),
    (OAuth2("oauth"), f"{SECRET}\n", "begins or ends"),
]


@pytest.mark.parametrize(("scheme", "credential", "message"), REFUSED)
def test_refused_credentials_are_not_shown(scheme: SecurityScheme, credential: Any, message: str) -> None:
    with pytest.raises(CredentialError) as caught:
        SyncClient(API, {scheme: credential})
    error = caught.value
    assert str(error).startswith(f"the credential for {scheme.description} ")
    assert message in str(error)
    assert isinstance(error, ValueError)
    assert (error.__cause__, error.__context__) == (None, None)
    shown = everything_shown(error)
    assert SECRET not in shown


def everything_shown(error: BaseException) -> str:
    """An error with all its causes, and the variables of the runtime's frames, as error reports show them."""
    texts = [
        repr(error),
        str(error),
        repr(error.args),
        repr(vars(error)),
        "".join(traceback.format_exception(error)),
    ]
    for each in (error, error.__cause__, error.__context__):
        frames = traceback.walk_tb(each.__traceback__ if each else None)
        for frame, _ in frames:
            if "/runtime/" in frame.f_code.co_filename and "/tests/" not in frame.f_code.co_filename:
                texts.append(pprint.pformat(frame.f_locals))
    return "\n".join(texts)


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret(SECRET)
    auth = BasicAuth("rex", SECRET)
    for shown in (
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret:>5}",
        f"{secret!r}",
        pprint.pformat([secret]),
    ):
        assert "***" in shown
        assert SECRET not in shown
    assert repr(auth) == "BasicAuth('rex', '***')"
    assert secret.reveal() == SECRET
    assert copy.copy(secret) is copy.deepcopy(secret) is secret
    for each in (secret, auth):
        with pytest.raises(TypeError):
            pickle.dumps(each)
        with pytest.raises(TypeError):
            vars(each)


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
def test_a_client_does_not_show_its_credentials(scheme: SecurityScheme, credential: Any) -> None:
    headers: dict[str, str | Secret[str]] = {"X-Extra-Token": Secret(SECRET), "X-Other": SECRET}
    with client_for(answering(500), {scheme: credential}, headers=headers) as client:
        request = get_pet("1")
        with pytest.raises(ApiError):
            client.call(request)
        plan = client._plan_for(request.operation)
        objects = (client, vars(client), plan, client._settings, request, prepare(client, request))
        texts = [request.to_curl(client), *(pprint.pformat(each) for each in objects)]
        for text in texts:
            assert SECRET not in text
            assert ENCODED not in text
        with pytest.raises(TypeError):
            pickle.dumps(client)


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
@pytest.mark.parametrize("fault", ["status", "refused", "protocol", "content", "timeout", "too long", "bad header"])
def test_errors_do_not_show_credentials(scheme: SecurityScheme, credential: Any, fault: str) -> None:
    def handler(request: httpx2.Request) -> httpx2.Response:
        echo = repr([*request.headers.items(), str(request.url)])
        match fault:
            case "status":
                return httpx2.Response(400, json={"message": echo})
            case "content":
                return httpx2.Response(200, html=echo)
            case "refused":
                raise httpx2.ConnectError(f"refused: {echo}")
            case "protocol":
                raise httpx2.LocalProtocolError(f"Illegal header value {echo}")
            case "bad header":
                raise httpx2.RemoteProtocolError(f"illegal header line {echo}")
            case _:
                raise httpx2.ReadTimeout(f"while waiting for {echo}")

    request = API.operation("GET", ("/x",), security=((scheme,),), responses={200: Json(int)}).request()
    if fault == "too long":
        from runtime import Query

        long = API.operation("GET", ("/x",), parameters=(Query("q", str),), security=((scheme,),), responses={})
        request = long.request("x" * 70_000)
    with client_for(handler, {scheme: credential}) as client, pytest.raises(ApiError) as caught:
        client.call(request)
    error = caught.value
    texts = [str(error), repr(error), repr(error.args)]
    if fault not in ("status", "content"):
        # What the server sent back stands, as it came, in `raw`, `body` and httpx2's response.
        texts.append(everything_shown(error))
        texts.append(pickle.dumps(error).decode("latin-1"))
    for text in texts:
        assert SECRET not in text
        assert ENCODED not in text


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
def test_logs_do_not_show_credentials(
    scheme: SecurityScheme, credential: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        caplog.at_level(logging.DEBUG),
        raw_server(reply()) as (url, requests),
        SyncClient(API, {scheme: credential}, base_url=url) as client,
    ):
        client.call(get_pet("1"))
    sent = requests[0].decode()
    assert SECRET in sent or ENCODED in sent
    assert "httpx2" in {record.name for record in caplog.records}
    formatter = logging.Formatter("%(name)s %(message)s %(args)s")
    stream = io.StringIO()
    for record in caplog.records:
        stream.write(f"{formatter.format(record)} {vars(record)!r}\n")
    for text in (stream.getvalue(), caplog.text):
        assert SECRET not in text
        assert ENCODED not in text
    if scheme is KEY_QUERY:
        assert "api_key=***" in caplog.text


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
def test_a_redirect_to_another_origin_gets_no_credential(scheme: SecurityScheme, credential: Any) -> None:
    from runtime.errors import Redirection

    with raw_server(reply()) as (elsewhere, stolen):
        redirect = reply(b"", status="307 Temporary Redirect", headers=f"Location: {elsewhere}/steal\r\n")
        with (
            raw_server(redirect) as (url, requests),
            SyncClient(API, {scheme: credential}, base_url=url) as client,
            pytest.raises(Redirection) as caught,
        ):
            client.call(get_pet("1"))
    assert caught.value.headers["location"] == f"{elsewhere}/steal"
    assert len(requests) == 1
    assert stolen == []


def test_a_redirect_is_not_followed_by_a_client_that_follows_redirects() -> None:
    from runtime.errors import Redirection

    handler = answering(302, headers={"location": "https://evil.example/"})
    transport = httpx2.MockTransport(handler)
    with httpx2.Client(transport=transport, follow_redirects=True) as http, pytest.raises(Redirection):
        SyncClient(API, {BEARER: SECRET}, http_client=http).call(get_pet("1"))


def test_the_descriptions_of_schemes() -> None:
    schemes = [
        HttpBasic("a"),
        HttpBearer("b"),
        HttpScheme("c", "hoba"),
        ApiKey("d", "k", "query"),
        OAuth2("e"),
        OpenIdConnect("f"),
        MutualTls("g"),
    ]
    assert [scheme.description for scheme in schemes] == [
        "'a' (HTTP basic)",
        "'b' (HTTP bearer token)",
        "'c' (HTTP hoba)",
        "'d' (API key in the query 'k')",
        "'e' (OAuth 2 access token)",
        "'f' (OpenID Connect access token)",
        "'g' (client certificate)",
    ]


def test_a_scheme_is_a_value() -> None:
    assert HttpBasic("a") == HttpBasic("a")
    assert len({HttpBasic("a"), HttpBasic("a"), HttpBearer("a")}) == 2
    assert Api(title="x", version="1", servers=(Server("https://a.example"),)).security_schemes == ()
