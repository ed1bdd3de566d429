"""Names of what `webhooks`, `callbacks` and the security schemes declare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openapi_vendor import ir
from openapi_vendor.python import reserved
from openapi_vendor.python.intents import intent_words
from openapi_vendor.python.names import GroupName, PayloadName, PayloadPart, SchemeName
from openapi_vendor.python.naming.claims import Claims, with_underscore
from openapi_vendor.python.partition import LARGE, spread
from openapi_vendor.python.payload_kinds import Payloads, kinds
from openapi_vendor.python.words import module_name, snake, upper, words
from openapi_vendor.text import Text


def payload_names(api: ir.Api, claims: Claims) -> dict[str, PayloadName]:
    """A function and a table for each payload, unique among those of its kind."""
    names: dict[str, PayloadName] = {}
    for kind in kinds(api):
        functions = claims.scope({"parse_any"})
        for payload in kind.payloads:
            plain = payload.name.pinned or snake(intent_words(payload.name))
            function = functions.claim([f"parse_{plain}", f"parse_{plain}_{snake(words(payload.method))}"])
            names[payload.key] = PayloadName(function, function.removeprefix("parse").upper())
            claims.allocated.add(names[payload.key].constant)
    return names


def payload_parts(api: ir.Api, claims: Claims) -> dict[str, tuple[PayloadPart, ...]]:
    """The private modules of the kinds of which there are many."""
    return {kind.module: tuple(_parts(kind, claims)) for kind in kinds(api) if len(kind.payloads) > LARGE}


def _parts(kind: Payloads, claims: Claims) -> Iterator[PayloadPart]:
    scope = claims.scope(reserved.KEYWORDS, reserved.MODULE_NAMES)
    for subject, members in spread(kind.payloads, _subjects):
        module = f"_{scope.claim(with_underscore(module_name(subject)))}"
        claims.allocated.add(module)
        yield PayloadPart(module, tuple(members))


def _subjects(payload: ir.Payload) -> Sequence[str]:
    """The words by which payloads are told apart: those of the operation of a callback, else of the webhook."""
    return [
        snake((word,)) for part in payload.name.parts[:1] if not isinstance(part, ir.Role | int) for word in words(part)
    ]


def scheme_names(api: ir.Api, groups: Iterable[GroupName], claims: Claims) -> dict[Text, SchemeName]:
    """A constant of `_api.py` and an argument of the client for each security scheme."""
    classes = {group.class_name for group in groups}  # imported beside them
    constants = claims.scope(reserved.KEYWORDS, reserved.annotation_names(), classes, {"API"})
    arguments = claims.scope(
        reserved.KEYWORDS, reserved.client_attributes(), reserved.client_options(), {"self", "options", "super"}
    )
    return {
        scheme.name: SchemeName(constants.claim([upper(parts)]), arguments.claim(with_underscore(snake(parts))))
        for scheme in api.security_schemes
        for parts in [words(scheme.name) or ("credential",)]
    }
