"""Path templates: literals and `{parameters}`, checked so that a literal cannot lead elsewhere."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent_encode
from urllib.parse import unquote

from msgspec import Struct

from openapi_vendor.diagnostics import quote

_PART: Final = re.compile(r"\{([^{}]*)\}")
_FORBIDDEN: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_VERSION: Final = re.compile(r"v[0-9]+(\.[0-9]+)*\Z|api\Z|rest\Z", re.IGNORECASE)
SAFE: Final = "/:@!$&'()*+,;=-._~%?"


class ParameterName(Struct, frozen=True):
    """`{name}` in a path."""

    name: str


class PathTemplate(Struct, frozen=True):
    """A path: what is sent literally, percent-encoded where it must be, and the parameters between.

    A query that the path carries (`/responses?beta=true`) is sent as written; `fragment`, which never reaches
    a server, only tells operations apart.
    """

    parts: tuple[str | ParameterName, ...]
    fragment: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The parameters, in order, each once."""
        return tuple(dict.fromkeys(part.name for part in self.parts if isinstance(part, ParameterName)))


class BadPath(Exception):
    """A path that must not be sent; the argument says why."""


def parse_path(text: str) -> PathTemplate:
    """The template of a key of `paths` (OpenAPI 3.1 "Path Templating").

    Raises `BadPath` where it does not begin with one slash, holds an empty or a dot segment, or characters
    that no URL may hold.
    """
    path, has_fragment, fragment = text.partition("#")
    if not path.startswith("/"):
        raise BadPath("a path must begin with `/`")
    found = _FORBIDDEN.search(path)
    if found is not None:
        raise BadPath(f"{quote(found[0])} must not stand in a path")
    parts: list[str | ParameterName] = []
    end = 0
    for match in _PART.finditer(path):
        _add_literal(parts, path[end : match.start()])
        if not match[1]:
            raise BadPath("`{}` names no parameter")
        parts.append(ParameterName(match[1]))
        end = match.end()
    _add_literal(parts, path[end:])
    _check_segments(_PART.sub("{}", path).partition("?")[0])
    return PathTemplate(tuple(parts), fragment if has_fragment else "")


def _add_literal(parts: list[str | ParameterName], literal: str) -> None:
    if "{" in literal or "}" in literal:
        raise BadPath("a brace is never closed, or never opened")
    if literal:
        parts.append(percent_encode(literal, safe=SAFE))


def _check_segments(path: str) -> None:
    if "//" in path:
        raise BadPath("a path must not hold `//`")
    for segment in path.split("/"):
        if unquote(segment) in (".", ".."):
            raise BadPath("a path must not hold the segments `.` and `..`")


def first_literal(template: PathTemplate) -> str:
    """The first segment that is literal and says something (`/v1/users/{id}`: `users`)."""
    text = "".join(part if isinstance(part, str) else "{}" for part in template.parts).partition("?")[0]
    segments = [unquote(segment) for segment in text.split("/") if segment and "{}" not in segment]
    telling = [segment for segment in segments if not _VERSION.match(segment)]
    return (telling or segments or ["root"])[0]
