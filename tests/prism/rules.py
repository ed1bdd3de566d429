"""Objections of Prism 5.16 to requests that are right, and requests that a document leaves undefined.

Each has its reason. Prism's are read in its source (`prism-http/dist/validator`, `prism-http-server/dist`) and, where
somebody told its authors, in its issues. A rule speaks only of what its reason explains: a member of a form that is an
array, say, never of the same objection to a string.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from tests.prism.operations import Call

Side = Literal["ours", "prism", "document"]
Applies = Callable[[Call, str, list[str], str, str], bool]


@dataclass(frozen=True)
class Rule:
    """An objection: whose it is, its code, and `why`. `applies(call, where, steps, code, message)`."""

    side: Side
    code: str
    why: str
    applies: Applies


def _media_type(call: Call) -> str:
    return call.body.media_type.partition(";")[0].strip() if call.body is not None else ""


def _argument(call: Call, where: str, steps: list[str]) -> Any:
    """The value of the parameter that an objection names; Prism writes names in lower case."""
    for each in call.arguments:
        if each.where == where and steps and each.name.lower() == steps[0].lower():
            return each.value
    return None


def _member(call: Call, steps: list[str]) -> Any:
    value = call.body.value if call.body is not None else None
    return value.get(steps[0]) if isinstance(value, dict) and steps else None


def _is_form(call: Call) -> bool:
    return _media_type(call) in ("application/x-www-form-urlencoded", "multipart/form-data")


def _missing(message: str) -> str:
    """The name in "must have required property 'name'"."""
    found = re.search(r"required property '([^']*)'", message)
    return found[1] if found else ""


def _repeated(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    return where == "body" and _is_form(call) and isinstance(_member(call, steps), list)


def _nested(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    return where == "body" and _is_form(call) and isinstance(_member(call, steps), dict)


def _exploded(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    name = _missing(message)
    return where == "body" and _is_form(call) and isinstance(_member(call, [name]), list | dict)


def _bracketed(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    return where == "query" and code == "required" and "%5b" in _missing(message)


def _objects_in_query(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    value = _argument(call, where, steps)
    items = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
    return where == "query" and any(isinstance(item, dict | list) for item in items)


def _coerced(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    return where in ("path", "query", "header") and code == "oneOf"


def _unparsed(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    kind = _media_type(call)
    return where == "body" and "json" in kind and kind != "application/json" and not kind.endswith("+json")


def _undescribed(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    schema = call.body.schema if call.body is not None else None
    named = schema.get("properties") if schema is not None else None
    return where == "body" and named is not None and bool(_missing(message)) and _missing(message) not in named.data


def _any_media_type(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    return where == "body" and "*" in _media_type(call)


def _raw(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    is_raw = call.body is not None and call.body.value is None
    return where == "body" and not steps and is_raw and code in ("format", "pattern")


def _other_path(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    names = {each.name.lower() for each in call.arguments if each.where == "path"}
    return where == "path" and bool(steps) and steps[0].lower() not in names


def _unwritable(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    return code == "NO_COMPLEX_OBJECT_TEXT" or (code == "UNKNOWN" and "Cannot find serializer" in message)


def _unsafe_integer(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    return code in ("maximum", "minimum") and "9007199254740991" in message


def _single_item(call: Call, where: str, steps: list[str], code: str, message: str) -> bool:
    value = _argument(call, where, steps)
    return where == "query" and isinstance(value, list) and len(value) == 1


RULES = (
    Rule("prism", "form-array", "keeps the last of repeated names in a form (pull request 2654)", _repeated),
    Rule("prism", "form-object", "reads no JSON in the members of a form (issue 2380)", _nested),
    Rule("prism", "form-member", "looks for a member of a form that is written in parts under its own name", _exploded),
    Rule(
        "prism", "name-with-brackets", "looks for `[` in a name as `%5b`, after it decoded the name (2443)", _bracketed
    ),
    Rule(
        "document", "nested-in-query", "OpenAPI gives no style for objects inside a query parameter", _objects_in_query
    ),
    Rule("prism", "coerced-to-both", "takes the text `1` for a number and a string, so for both branches", _coerced),
    Rule("prism", "text-json", "reads no JSON but application/json and +json", _unparsed),
    Rule("document", "required-and-not-described", "`required` names what `properties` does not have", _undescribed),
    Rule("document", "any-media-type", "`*/*` does not say how a body is to be written", _any_media_type),
    Rule("document", "raw-as-text", "the body is raw, and its schema wants base64 or a text of some form", _raw),
    Rule("document", "same-path-twice", "two templates match the path, and Prism takes the other one", _other_path),
    Rule("prism", "unwritable-answer", "cannot write an object in the media type of its own answer", _unwritable),
    Rule("prism", "int64", "allows integers of 64 bits only what a JavaScript number holds exactly", _unsafe_integer),
    Rule(
        "prism", "array-of-one", "takes one item for no array where `anyOf` stands around it (issue 2675)", _single_item
    ),
)
"""What is not a fault of ours, first match first."""
