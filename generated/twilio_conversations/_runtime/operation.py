"""`Operation`: what the document says, as a record, and the making of requests from arguments.

An operation is described once, at import; what a call needs of it is worked out at its first use and kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias

import msgspec
from msgspec import UNSET

from . import media_types
from .checks import Checks, at
from .content import Content, NoContent, Payload
from .drift import EncodeFailure, Problem
from .errors import InvalidArgument, InvalidBody, InvalidRequest
from .headers import check_header_name
from .lazy import compiled, loading
from .media_choice import BodyChoice, PartHeaders, by_file, chosen, sendable
from .parameters import Cookie, Header, Parameter, QueryString, summary
from .percent import Unencodable, path_literal
from .request import Request

if TYPE_CHECKING:
    from .api import Api
    from .auth import Security
    from .pagination import PagedRequest, Pagination
    from .servers import Server

Status: TypeAlias = int | str
"""A status (`200`), a range (`"4XX"`) or `"default"`."""

Contents: TypeAlias = Content | tuple[Content, ...] | None
"""The media types of a body: one, several, or none."""

# A segment that a server, a proxy or a library may read as `.` or `..`: percent-encoded any number of times,
# or with path parameters behind it.
DOT_SEGMENT: Final = r"/((?:\.|%(?:25)*2[eE]){1,2})(?=[/;]|$)"


def contents_of(contents: Contents) -> tuple[Content, ...]:
    """The media types of a body as a tuple."""
    several = contents if isinstance(contents, tuple) else () if contents is None else (contents,)
    return tuple(content for content in several if not isinstance(content, NoContent))


class _Places(msgspec.Struct, frozen=True):
    """Which argument goes where: indices into the parameters, with the parameters."""

    path: tuple[tuple[str, int, Parameter | None], ...]
    query: tuple[tuple[int, Parameter], ...]
    headers: tuple[tuple[int, Parameter], ...]
    cookies: tuple[tuple[int, Parameter], ...]


class Operation:
    """One operation (OpenAPI "Operation Object").

    `path` is made of literals and indices into `parameters`: `("/users/", 0)` is `/users/{id}`. `responses`
    leads from statuses, ranges (`"4XX"`) and `"default"` to the media types of their bodies; `()` where there
    is none. `security` lists alternatives, `servers` those that the operation has of its own,
    `pagination` says how its pages follow each other.
    """

    def __init__(
        self,
        api: Api,
        method: str,
        path: tuple[str | int, ...],
        *,
        parameters: tuple[Parameter, ...],
        body: tuple[Content, ...],
        responses: Mapping[Status, tuple[Content, ...]],
        response_headers: Mapping[Status, tuple[Header, ...]],
        security: Security,
        servers: tuple[Server, ...],
        pagination: Pagination | None,
    ) -> None:
        self.api = api
        self.method = method
        self.path = path
        self.parameters = parameters
        self.body = body
        self.responses = responses
        self.response_headers = response_headers
        self.security = security
        self.servers = servers
        self.pagination = pagination

    def __repr__(self) -> str:
        return f"<Operation {self.label}>"

    @cached_property
    def label(self) -> str:
        """Method and path template, as messages show them: `GET /users/{id}`."""
        template = "".join(part if isinstance(part, str) else f"{{{self.parameters[part].name}}}" for part in self.path)
        return f"{self.method} {template}"

    # --- requests ---------------------------------------------------------------------------------------

    def request(
        self,
        *arguments: Any,
        body: Any = UNSET,
        content_type: str | None = None,
        part_headers: PartHeaders | None = None,
    ) -> Request[Any]:
        """Check and encode the arguments, one per parameter in their order. None leaves an optional one out.

        As a `body` None is JSON's null where that may be sent; else, and always as UNSET, it is left out.
        `content_type` is the media type of the body; without it, the first that the body fits. Raises
        `InvalidArgument` or `InvalidBody` for what breaks the document or cannot be written.
        """
        if len(arguments) != len(self.parameters):
            raise TypeError(f"{self.label} takes {len(self.parameters)} arguments, not {len(arguments)}")
        places, checks = self._places, Checks()
        path = self._path(places.path, arguments, checks)
        query = self._written(places.query, arguments, checks) if places.query else ()
        headers = self._headers(places.headers, arguments, checks) if places.headers else ()
        cookies = self._written(places.cookies, arguments, checks) if places.cookies else ()
        choice = content_type, part_headers
        payload = self._payload(body, choice, checks) if self.body else None
        if checks.refusals:
            checks.settle()
        # A `?` in the template begins a query, sent before that of the parameters: no argument holds one.
        path, _, stated = path.partition("?")
        query = (stated, *query) if stated else query
        return Request(self, path, "&".join(query), headers, "; ".join(cookies), payload, checks.problems)

    def _encoded(self, parameter: Parameter, value: Any, checks: Checks) -> str | None:
        """The text of a parameter; None where there is none, or a reason not to send it was noted."""
        try:
            return parameter.encode(value, self.label, checks)
        except InvalidArgument as error:
            checks.refusals.append(error)
            return None

    def paged(self, *arguments: Any, body: Any = UNSET, **choice: Any) -> PagedRequest[Any, Any]:
        """The same for an operation with pages, whose request knows the type of an item."""
        with loading():
            from .pagination import PagedRequest

        request = self.request(*arguments, body=body, **choice)
        return PagedRequest(*(getattr(request, name) for name in request.__struct_fields__))

    @cached_property
    def _places(self) -> _Places:
        indexed = list(enumerate(self.parameters))
        path = tuple(
            (("", part, self.parameters[part]) if isinstance(part, int) else (path_literal(part), -1, None))
            for part in self.path
        )
        cookies = tuple((i, p) for i, p in indexed if isinstance(p, Cookie))
        headers = tuple((i, p) for i, p in indexed if isinstance(p, Header))
        query = tuple((i, p) for i, p in indexed if p.location in ("query", QueryString.location))
        for _, header in headers:
            check_header_name(header.name)
        return _Places(path, query, headers, cookies)

    def _path(
        self,
        parts: tuple[tuple[str, int, Parameter | None], ...],
        arguments: Sequence[Any],
        checks: Checks,
    ) -> str:
        texts = []
        for literal, index, parameter in parts:
            if parameter is None:
                texts.append(literal)
                continue
            before = len(checks.refusals)
            text = self._encoded(parameter, arguments[index], checks)
            if not text and before == len(checks.refusals):
                checks.refusals.append(parameter.refusal("must not be empty", self.label))
            texts.append(text or "")
        path = "".join(texts)
        if not checks.refusals:
            found = compiled(DOT_SEGMENT).search(path)
            if found:
                self._refuse_dots(parts, texts, found)
        return path

    def _refuse_dots(
        self,
        parts: tuple[tuple[str, int, Parameter | None], ...],
        texts: list[str],
        found: re.Match[str],
    ) -> NoReturn:
        """Name the parameter that reaches into the segment `found`."""
        start = 0
        for (_, _, parameter), text in zip(parts, texts, strict=True):
            end = start + len(text)
            if parameter is not None and start < found.end(1) and end > found.start(1):
                reason = f"makes a path segment of dots ({found[1]!r}), which leads to another path"
                raise parameter.refusal(reason, self.label)
            start = end
        raise InvalidRequest("the path has a segment of dots", operation=self.label)

    def _written(
        self, places: tuple[tuple[int, Parameter], ...], arguments: Sequence[Any], checks: Checks
    ) -> list[str]:
        texts = (self._encoded(parameter, arguments[index], checks) for index, parameter in places)
        return [text for text in texts if text is not None]

    def _headers(
        self, places: tuple[tuple[int, Parameter], ...], arguments: Sequence[Any], checks: Checks
    ) -> tuple[tuple[str, str], ...]:
        texts = ((parameter.name, self._encoded(parameter, arguments[index], checks)) for index, parameter in places)
        return tuple((name, text) for name, text in texts if text is not None)

    def _payload(self, value: Any, choice: BodyChoice, checks: Checks) -> Payload | None:
        """The body, as the first of the operation's media types that the value fits.

        Where none fits and that is only to be reported, or not even that, the first that can hold it.
        """
        try:
            contents = self._sent if choice == (None, None) else self._chosen(*choice)
            return self._body(value, contents, checks)
        except InvalidBody as error:
            checks.refusals.append(error)
            return None

    @cached_property
    def _sent(self) -> tuple[Content, ...]:
        return sendable(self.body)

    def _chosen(self, content_type: str | None, headers: PartHeaders | None) -> tuple[Content, ...]:
        try:
            return chosen(self.body, content_type, headers)
        except Unencodable as error:
            raise InvalidBody(f"the body {error}", operation=self.label) from None

    def _body(self, value: Any, contents: Sequence[Content], checks: Checks) -> Payload | None:
        if value is None:
            contents = tuple(content for content in contents if content.takes_null)
        if value is UNSET or not contents:
            if all(content.required for content in self.body):
                missing = (Problem("", "a body", "nothing", "body"),)
                checks.broken(InvalidBody("a body is required", operation=self.label, problems=missing))
            return None
        first: tuple[Problem, ...] = ()
        reason = None
        contents = by_file(contents, value)
        if checks.validation != "off" or len(contents) > 1:
            for content in contents:
                try:
                    payload, problems = content.prepare(value)
                except (Unencodable, EncodeFailure) as error:
                    reason = reason or f"the body {error}"
                    continue
                if payload is not None:
                    return payload
                first = first or at("body", problems)
        if first or reason is None:
            for content in contents if checks.validation != "raise" else ():
                try:
                    payload = content.unchecked(value)
                except (Unencodable, EncodeFailure) as error:
                    reason = reason or f"the body {error}"
                    continue
                if first:
                    checks.broken(InvalidBody(summary(first), operation=self.label, problems=first))
                return payload
        raise InvalidBody(reason or f"the body {summary(first)}", operation=self.label, problems=first)

    # --- responses --------------------------------------------------------------------------------------

    @cached_property
    def accept(self) -> str:
        """The `Accept` header: the media types of successes, then, with less weight, those of errors only."""
        successes = self._successes or {"default": self.responses.get("default", ())}
        return media_types.accept(
            [content.media_type for contents in successes.values() for content in contents],
            [content.media_type for contents in self.responses.values() for content in contents],
        )

    def is_success(self, status: int) -> bool:
        """Whether a status is a success: any 2xx; a documented 3xx where the document gives no 2xx."""
        if 200 <= status < 300:
            return True
        return 300 <= status < 400 and self._succeeds_by_redirect and self._documented(status) is not None

    def contents_for(self, status: int) -> tuple[Content, ...] | None:
        """The documented media types for a status: exact, else its range, else `default`. None: undocumented.

        `default` speaks for a success only where no success is documented: else it describes errors.
        """
        exact = self._documented(status)
        if exact is not None:
            return exact
        if self.is_success(status) and self._successes:
            return None
        return self.responses.get("default")

    def contents_of_success(self, status: int) -> tuple[Content, ...]:
        """The same for a success: where its status is undocumented, those of the one success that is documented."""
        contents = self.contents_for(status)
        return (self.only_success or ()) if contents is None else contents

    @cached_property
    def only_success(self) -> tuple[Content, ...] | None:
        """The media types of the one documented success, for successes under an undocumented status."""
        return next(iter(self._successes.values())) if len(self._successes) == 1 else None

    def headers_for(self, status: int) -> tuple[Header, ...]:
        """The documented headers for a status."""
        headers = self.response_headers
        for key in (status, f"{status // 100}XX", "default"):
            if key in headers:
                return headers[key]
        return ()

    @cached_property
    def _successes(self) -> dict[Status, tuple[Content, ...]]:
        return {status: contents for status, contents in self.responses.items() if str(status)[0] == "2"}

    @cached_property
    def _succeeds_by_redirect(self) -> bool:
        return not self._successes

    def _documented(self, status: int) -> tuple[Content, ...] | None:
        found = self.responses.get(status)
        return found if found is not None else self.responses.get(f"{status // 100}XX")


@lru_cache(maxsize=1024)
def select(contents: tuple[Content, ...], media_type: str | None) -> Content | None:
    """The content whose media type the response has; the only one where the response does not say."""
    if media_type is None:
        return contents[0] if len(contents) == 1 else None
    index = media_types.best_match([content.media_type for content in contents], media_type)
    return None if index is None else contents[index]
