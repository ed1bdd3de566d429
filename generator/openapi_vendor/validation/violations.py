"""What breaks a JSON Schema, in words: the document against OpenAPI's schema, and schemas against theirs.

`jsonschema-rs` finds the violations (GitHub's 13 MB in 0.1 s, against 4 s in Python); its own messages dump
whole values, so they are written here from the keyword. What it cannot take (a lone surrogate) goes to
`jsonschema`. Of several alternatives the one that was most likely meant is reported, not all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import jsonschema_rs
from openapi_spec_validator.schemas.backend.jsonschema import create_validator

from openapi_vendor.diagnostics import quote
from openapi_vendor.source.pointers import similar
from openapi_vendor.validation.findings import Finding, Parts, expected_types, found, listed
from openapi_vendor.validation.library import REGISTRY

_VALUES = ("enum", "const")
_UNKNOWN_FIELD = ("additionalProperties", "unevaluatedProperties")
_LIMITS = {
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "minProperties": "at least {} fields",
    "maxProperties": "at most {} fields",
    "minimum": "at least {}",
    "maximum": "at most {}",
    "exclusiveMinimum": "more than {}",
    "exclusiveMaximum": "less than {}",
    "multipleOf": "a multiple of {}",
}
_LOWER_CASE_RANGE = re.compile(r"[1-5]xx")


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken keyword. `path` leads to the value, `schema_path` to the keyword in the schema.

    `argument` is what the keyword demanded: type names, the missing property, the unknown fields, a limit.
    `branches` holds the violations of each alternative of `oneOf` and `anyOf`.
    """

    path: Parts
    keyword: str
    argument: Any
    schema_path: Parts
    branches: list[list[Violation]] = field(default_factory=list)


class Checker:
    """Checks values against one schema."""

    def __init__(self, schema: Mapping[str, Any], code: str | None = None, registry: Any = None) -> None:
        """`code` is given to every finding in place of the code of its kind.

        `registry` (of jsonschema-rs) holds what the schema refers to.
        """
        self._schema = dict(schema)
        self._code = code
        # Regular expressions are judged by `ecma`, not by the dialect of either library.
        self._validator = jsonschema_rs.validator_cls_for(self._schema)(
            self._schema, offline=True, registry=registry, formats={"regex": lambda _: True}
        )

    def findings(self, value: Any) -> Iterator[Finding]:
        """Everything that breaks the schema, in document order as far as the library keeps to it."""
        try:
            if self._validator.is_valid(value):
                return
            violations = [_from_rust(error, value) for error in self._validator.iter_errors(value)]
        except (ValueError, OverflowError, RecursionError):  # a lone surrogate is a ValueError
            # Without a registry of its own the library would read references from the web.
            validator = type(create_validator(self._schema))(self._schema, registry=REGISTRY)
            violations = [_from_python(error) for error in validator.iter_errors(value)]
        meant = [leaf for violation in violations for leaf in _meant(violation, value)]
        # A value of the wrong type breaks much else, and so does a reference where none is allowed.
        wrong_type = {leaf.path for leaf in meant if leaf.keyword == "type"}
        reference = {leaf.path for leaf in meant if leaf.keyword in _UNKNOWN_FIELD and "$ref" in leaf.argument}
        told: set[Finding] = set()
        for leaf in self._without_consequences(meant):
            if leaf.path in wrong_type and leaf.keyword != "type":
                continue
            if leaf.path in reference and leaf.keyword == "required":
                continue
            for finding in self._described(leaf, value):
                if finding not in told:
                    told.add(finding)
                    yield finding

    def _without_consequences(self, violations: list[Violation]) -> Iterator[Violation]:
        """Leave out what is reported only because something else is wrong at the same place.

        `unevaluatedProperties` refuses the very fields of a conditional part that failed for another reason;
        `default` is wanted of responses of which every status was misspelt.
        """
        unknown = {one.path for one in violations if one.keyword in _UNKNOWN_FIELD}
        others = [one for one in violations if one.keyword not in _UNKNOWN_FIELD]
        for one in violations:
            if one.keyword == "unevaluatedProperties":
                schema = value_at(self._schema, one.schema_path[:-1])
                same = any(other.path == one.path for other in others)
                kept = [
                    name
                    for name in one.argument
                    if not (same and _knows(schema, name))
                    and not any(other.path[: len(one.path) + 1] == (*one.path, name) for other in others)
                ]
                yield replace(one, argument=kept)
            elif not (one.keyword == "required" and one.argument == "default" and one.path in unknown):
                yield one

    def _described(self, violation: Violation, root: Any) -> Iterator[Finding]:
        value = value_at(root, violation.path)
        keyword, argument = violation.keyword, violation.argument
        code = self._code
        path = violation.path
        if keyword in _UNKNOWN_FIELD:
            for name in argument:
                if name == "$ref":
                    message = "a reference is not allowed here"
                    yield Finding((*path, name), code or "spec-reference", message)
                    continue
                hint = self._hint(name, violation.schema_path)
                yield Finding((*path, name), code or "spec-field", f"unknown field {quote(name)}", hint, True)
        elif keyword == "required":
            yield Finding(path, code or "spec-missing", f"{quote(argument)} is missing", "", True)
        elif keyword == "type":
            message = f"expected {expected_types(argument)}, found {found(value)}"
            yield Finding(path, code or "spec-type", message)
        elif keyword == "enum":
            options = [str(option) for option in argument]
            looks_like = similar(value, options) if isinstance(value, str) else None
            hint = f"Did you mean {quote(looks_like)}?" if looks_like is not None else ""
            message = f"expected {listed(options, 'or')}, found {found(value)}"
            yield Finding(path, code or "spec-value", message, hint)
        elif keyword == "const":
            message = f"expected {quote(argument)}, found {found(value)}"
            yield Finding(path, code or "spec-value", message)
        elif keyword == "pattern":
            message = f"{found(value)} does not match the pattern {quote(argument, 100)}"
            yield Finding(path, code or "spec-value", message)
        elif keyword == "format":
            yield Finding(path, code or "spec-value", f"{found(value)} is no {argument}")
        elif keyword == "propertyNames":
            hint = "Names here consist of letters, digits and . _ - only." if path[:1] == ("components",) else ""
            yield Finding((*path, argument), code or "spec-field", f"{quote(argument)} is not a name", hint, True)
        elif keyword in _LIMITS:
            limit = _LIMITS[keyword].format(argument)
            message = f"expected {limit.removesuffix('s') if argument == 1 else limit}, found {found(value)}"
            yield Finding(path, code or "spec-value", message)
        elif keyword == "uniqueItems":
            index = _repeated(value)
            yield Finding((*path, index), code or "spec-value", f"{found(value[index])} stands more than once")
        elif keyword == "not":
            yield Finding(path, code or "spec-conflict", _excluded(argument, value))
        elif keyword in ("oneOf", "anyOf"):
            message = f"{found(value)} fits several of the alternatives, which exclude each other"
            names = _alternatives(value_at(self._schema, violation.schema_path), value)
            if len(names) > 1:
                message = f"{listed(names)} exclude each other"
            yield Finding(path, code or "spec-conflict", message)
        else:
            message = f"{found(value)} is not allowed here ({quote(keyword)})"
            yield Finding(path, code or "spec-value", message)

    def _hint(self, name: str, schema_path: Parts) -> str:
        """What an unknown field may have been meant to be; `schema_path` leads to what refused it."""
        schema = value_at(self._schema, schema_path[:-1])
        known = schema.get("properties", {}) if isinstance(schema, dict) else {}
        patterns = schema.get("patternProperties", {}) if isinstance(schema, dict) else {}
        if _LOWER_CASE_RANGE.fullmatch(name):
            return f"Write {name.upper()} in capitals."
        looks_like = similar(name, known)
        if looks_like is not None:
            return f"Did you mean {quote(looks_like)}?"
        if any("/" in pattern for pattern in patterns):
            return "A path begins with `/`."
        return "Extensions begin with `x-`."


def _repeated(items: list[Any]) -> int:
    """The index of the first item that equals an earlier one."""
    first: dict[str, int] = {}
    for index, item in enumerate(items):
        if first.setdefault(json.dumps(item, sort_keys=True, default=str), index) != index:
            return index
    return 0


def _excluded(schema: Any, value: Any) -> str:
    """What a `not` forbids. The OpenAPI schemas use it for fields that exclude each other."""
    required = schema.get("required") if isinstance(schema, dict) else None
    if isinstance(required, list) and len(required) > 1:
        return f"{listed([str(name) for name in required])} exclude each other"
    return f"{found(value)} is not allowed here"


def value_at(root: Any, path: Parts) -> Any:
    """The value at the end of a path, None where there is none."""
    value = root
    for part in path:
        if isinstance(value, dict):
            value = value.get(str(part))
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


# --- one shape for the two libraries ---------------------------------------------------------------


def _from_rust(error: Any, root: Any) -> Violation:
    kind = error.kind
    name = kind.name
    branches: list[list[Violation]] = []
    argument: Any = None
    if name in ("oneOf", "anyOf"):
        branches = [[_from_rust(inner, root) for inner in branch] for branch in kind.context]
        if isinstance(kind, jsonschema_rs.ValidationErrorKind.OneOfMultipleValid):
            branches = []
    elif name == "propertyNames":
        argument = str(kind.error.instance)
    else:
        argument = kind.value
    # The library writes every token of digits as a number, also where it is the key of an object.
    path: Parts = ()
    value = root
    for token in error.instance_path:
        part = token if isinstance(value, list) else str(token)
        path = (*path, part)
        value = value_at(value, (part,))
    return Violation(path, name, argument, tuple(error.schema_path), branches)


def _from_python(error: Any) -> Violation:
    keyword = str(error.validator)
    argument = error.validator_value
    branches: dict[int, list[Violation]] = {}
    if keyword in ("oneOf", "anyOf"):
        for inner in error.context:
            branches.setdefault(int(inner.relative_schema_path[0]), []).append(_from_python(inner))
    elif keyword == "required":
        argument = next((name for name in argument if name not in error.instance), "")
    elif keyword in _UNKNOWN_FIELD and isinstance(error.instance, dict):
        known = error.schema.get("properties", {})
        patterns = error.schema.get("patternProperties", {})
        argument = [
            name
            for name in error.instance
            if name not in known and not any(re.search(pattern, name) for pattern in patterns)
        ]
    return Violation(
        tuple(error.absolute_path),
        keyword,
        argument,
        tuple(error.absolute_schema_path),
        list(branches.values()),
    )


# --- which alternative was meant -------------------------------------------------------------------


def _meant(violation: Violation, root: Any) -> Iterator[Violation]:
    """The violations inside the alternative that the author most likely meant, or the violation itself."""
    pending = [violation]
    while pending:
        one = pending.pop(0)
        if one.branches:
            strangeness = [_strangeness(branch, one.path, root) for branch in one.branches]
            pending[:0] = _with_all_values(one.branches[strangeness.index(min(strangeness))], one.branches)
        else:
            yield one


def _with_all_values(meant: list[Violation], branches: list[list[Violation]]) -> Iterator[Violation]:
    """What is wrong by the alternative that was meant, with the values that the others take in its place."""
    for one in meant:
        if one.keyword in _VALUES:
            same = [
                other for branch in branches for other in branch if other.path == one.path and other.keyword in _VALUES
            ]
            values = [value for other in same for value in _values(other)]
            one = replace(one, keyword="enum", argument=list(dict.fromkeys(values or _values(one))))
        yield one


def _values(violation: Violation) -> list[Any]:
    return [str(value) for value in violation.argument] if violation.keyword == "enum" else [str(violation.argument)]


def _alternatives(branches: Any, value: Any) -> list[str]:
    """The fields of the value by which it fits alternatives that are told apart by what they require."""
    found_names: list[str] = []
    for branch in branches if isinstance(branches, list) and isinstance(value, dict) else ():
        required = branch.get("required") if isinstance(branch, dict) else None
        found_names += [name for name in required or () if name in value][:1]
    return list(dict.fromkeys(found_names))


def _knows(schema: Any, name: str) -> bool:
    """Whether the schema, or a part of it, has a property of the name."""
    pending = [schema]
    while pending:
        one = pending.pop()
        if isinstance(one, dict):
            properties = one.get("properties")
            if isinstance(properties, dict) and name in properties:
                return True
            pending.extend(one.values())
        elif isinstance(one, list):
            pending.extend(one)
    return False


def _strangeness(branch: list[Violation], path: Parts, root: Any) -> tuple[int, int]:
    """How unlikely it is that this alternative was meant: first by clear signs, then by how much is wrong."""
    value = value_at(root, path)
    has_reference = isinstance(value, dict) and "$ref" in value
    signs = 0
    for violation in branch:
        depth = len(violation.path) - len(path)
        if violation.keyword == "required" and violation.argument == "$ref" and depth == 0:
            signs += 0 if has_reference else 20
        elif violation.keyword == "type" and depth == 0:
            signs += 10
        elif violation.keyword in ("enum", "const") and depth <= 1:
            signs += 10  # another value of `in`, `type` or `style`: another alternative
        elif violation.keyword in _UNKNOWN_FIELD and depth == 0 and has_reference:
            signs += 5
    return signs, len(branch)
