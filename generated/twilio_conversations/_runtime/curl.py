"""A request as a `curl` command that may be pasted into a POSIX shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .auth import ApiKey, HttpBasic, HttpScheme, MutualTls, SecurityScheme
from .content import Payload
from .secrets import MASK, is_sensitive

if TYPE_CHECKING:
    from .client import BaseClient
    from .request import Request

_SAFE_IN_DOUBLE_QUOTES = re.compile(r"[A-Za-z0-9_.,:;@%+=/* -]*")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_NO_SERVER: Final = "https://example.com"


def to_curl(request: Request[Any], client: BaseClient | None, *, reveal: bool) -> str:
    """See `Request.to_curl`."""
    target = request.target if reveal else request._shown_target
    url, options = _placeholders(request, target) if client is None else _of_client(request, client, target, reveal)
    lines = [f"--request {request.method} {_quoted(url)}", *options]
    own = set() if client is None else {name.lower() for name, _ in client._settings.headers}
    for name, value in request.headers:
        if name.lower() in own:
            continue
        shown = MASK if is_sensitive(name) and not reveal else value
        lines.append(f"--header {_quoted(f'{name}: {shown}')}")
    if request.payload is not None:
        lines += _body(request.payload)
    return "curl \\\n " + " \\\n ".join(lines)


def _placeholders(request: Request[Any], target: str) -> tuple[str, list[str]]:
    """The URL at the document's first server, and words in place of credentials."""
    operation = request.operation
    base = next((server.expand({}) for server in operation.servers or operation.api.servers), _NO_SERVER)
    url = (base if "://" in base else _NO_SERVER + base).rstrip("/") + target
    options: list[str] = []
    cookies = [request.cookie] if request.cookie else []
    for scheme in next((alternative for alternative in operation.security if alternative), ()):
        url = _placeholder(scheme, url, options, cookies)
    return url, options + _cookie(cookies)


def _placeholder(scheme: SecurityScheme, url: str, options: list[str], cookies: list[str]) -> str:
    """Words in place of the credential of a scheme: added to the lists, or to the URL, which is given back."""
    match scheme:
        case HttpBasic():
            options.append('--user "username:password"')
        case ApiKey(key=key, where="header"):
            options.append(f"--header {_quoted(f'{key}: API_KEY')}")
        case ApiKey(key=key, where="query"):
            url += f"{'&' if '?' in url else '?'}{key}=API_KEY"
        case ApiKey(key=key):
            cookies.append(f"{key}=API_KEY")
        case HttpScheme(scheme=name):
            options.append(f"--header {_quoted(f'Authorization: {name} CREDENTIALS')}")
        case MutualTls():
            options.append("--cert client.pem")
        case _:
            options.append(f"--header {_quoted('Authorization: Bearer TOKEN')}")
    return url


def _of_client(request: Request[Any], client: BaseClient, target: str, reveal: bool) -> tuple[str, list[str]]:
    """The URL at the client's server, and its headers and credentials, masked unless `reveal`."""
    plan = client._plan_for(request.operation)
    url = plan.base.text + target
    options: list[str] = []
    cookies = [request.cookie] if request.cookie else []
    own = {name.lower() for name, _ in (*client._settings.headers, *request.headers)}
    # Of what is asked for at each call, we know what was got last.
    asked = [each for each in plan.rotating if each.held is None]
    for each in asked:
        url = _placeholder(each.scheme, url, options, cookies)
    known = [each.held for each in plan.rotating if each.held is not None]
    for applied in (*plan.applied, *known):
        if applied.user is not None and "authorization" not in own:
            username, password = applied.user
            options.append(f"--user {_double(f'{username}:{password.reveal() if reveal else MASK}')}")
        else:
            for name, value in applied.headers:
                if name.lower() in own:
                    continue
                shown = value.reveal() if reveal else MASK
                options.append(f"--header {_quoted(f'{name}: {shown}')}")
        for name, value in applied.query:
            url += f"{'&' if '?' in url else '?'}{name}={value.reveal() if reveal else MASK}"
        cookies += [f"{name}={value.reveal() if reveal else MASK}" for name, value in applied.cookies]
    for name, value in client._settings.headers:
        options.append(f"--header {_quoted(f'{name}: {value.reveal() if reveal else MASK}')}")
    return url, options + _cookie(cookies)


def _cookie(cookies: list[str]) -> list[str]:
    return [f"--cookie {_quoted('; '.join(cookies))}"] if cookies else []


def _body(payload: Payload) -> list[str]:
    if payload.parts:
        lines = []
        for part in payload.parts:
            content = part.content if isinstance(part.content, bytes) else None
            text = None if part.filename or content is None else _printable(content)
            suffix = f";type={part.media_type}" if part.media_type else ""
            suffix += "".join(f';headers="{name}: {value}"' for name, value in part.headers)
            if text is None:
                lines.append(f"--form {_quoted(f'{part.name}=@{part.filename or part.name}{suffix}')}")
            elif suffix:
                lines.append(f"--form {_quoted(f'{part.name}={text}{suffix}')}")
            else:
                lines.append(f"--form-string {_quoted(f'{part.name}={text}')}")
        return lines
    text = None if payload.source is not None else _printable(payload.content)
    data = "--data-binary @body" if text is None else f"--data-raw {_quoted(text)}"
    return [f"--header {_quoted(f'Content-Type: {payload.media_type}')}", data]


def _printable(content: bytes) -> str | None:
    """The text of a body, unless it is binary or holds what would act on a terminal."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return None
    return None if _UNPRINTABLE.search(text) else text


def _quoted(text: str) -> str:
    """`text` as one word of a POSIX shell, in single quotes."""
    return "'" + text.replace("'", "'\\''") + "'"


def _double(text: str) -> str:
    """`text` in double quotes where nothing in it means anything there, else in single quotes."""
    return f'"{text}"' if _SAFE_IN_DOUBLE_QUOTES.fullmatch(text) else _quoted(text)
