"""The library's rules for one schema: its own schema, `required`, and defaults; placed, and linear.

As it comes, `SchemaValidator` keeps the ids of visited schemas in lists, which makes it quadratic, and
walks `allOf` again and again, which makes it exponential.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache
from typing import Any, cast

import jsonschema_rs
from jsonschema_path.paths import SchemaPath
from openapi_schema_validator import OAS30Validator, OAS31Validator, OAS32Validator
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.exceptions import ExtraParametersError
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry

from openapi_vendor.diagnostics import quote
from openapi_vendor.validation.errors import Errors, error_of, is_placed, isolated, parts_of, place
from openapi_vendor.validation.findings import Finding, Parts, expected_types, found, listed
from openapi_vendor.validation.library import REGISTRY, DialectHooks, SchemaHooks
from openapi_vendor.validation.violations import Checker


class _Ids(set[int]):
    """What the library keeps the ids of visited schemas in: a list, by its types."""

    append = set.add


class _Schema(SchemaHooks):
    """The rules of one schema and of everything below it. Mixed into the class of each version."""

    version: str

    def __init__(self, registry: KeywordValidatorRegistry) -> None:
        super().__init__(registry)
        self.visited_schema_ids = cast("list[int]", _Ids())
        self.meta_checked_schema_ids = cast("list[int]", _Ids())
        self._properties: dict[int, set[str]] = {}

    def properties(self, schema: SchemaPath) -> set[str]:
        """As the library does, but each schema once: theirs is exponential, and endless on a circle."""
        known = self._properties.get(id(schema.read_value()))
        if known is not None:
            return known
        properties: set[str] = set()
        seen: set[int] = set()
        pending = [schema]
        while pending:
            one = pending.pop()
            value: Any = one.read_value()
            if id(value) in seen or not isinstance(value, dict):
                continue
            seen.add(id(value))
            known = self._properties.get(id(value))
            if known is not None:
                properties |= known
                continue
            if isinstance(value.get("properties"), dict):
                properties.update(value["properties"])
            for keyword in ("allOf", "anyOf", "oneOf"):
                if isinstance(value.get(keyword), list):
                    pending.extend(one / keyword)
            pending.extend(one / keyword for keyword in ("items", "not") if keyword in value)
        self._properties[id(schema.read_value())] = properties
        return properties

    def schema_error(self, schema: SchemaPath, value: Any) -> Any:
        """The schema against the schema of schemas: all errors, where the library stops at the first."""
        if not self._has_our_dialect(schema, value):
            return super().schema_error(schema, value)
        parts = parts_of(schema)
        findings = [
            replace(finding, parts=(*parts, *finding.parts)) for finding in _checker_of(self.version).findings(value)
        ]
        return error_of(*findings) if findings else None

    def _has_our_dialect(self, schema: SchemaPath, value: Any) -> bool:
        return True

    def __call__(self, schema: SchemaPath, require_properties: bool = True, meta_checked: bool = False) -> Errors:
        for error in super().__call__(schema, require_properties, meta_checked):
            if not is_placed(error):
                place(error, _schema_finding(error, parts_of(schema)))
            yield error


def _schema_finding(error: Any, parts: Parts) -> Finding:
    if isinstance(error, ExtraParametersError):
        names = sorted(ast.literal_eval(error.message.partition(": ")[2]))
        verb = "is" if len(names) == 1 else "are"
        message = f"{listed(names)} {verb} required, but not among the properties"
        return Finding((*parts, "required"), "spec-required", message)
    return Finding((*parts, *error.absolute_path), "spec-schema", quote(error.message, 200)[1:-1])


class _DialectSchema(_Schema, DialectHooks):
    """Since 3.1 a document may choose another JSON Schema dialect; those are left to the library."""

    def _has_our_dialect(self, schema: SchemaPath, value: Any) -> bool:
        try:
            return self.dialect(schema, value) == self.default_jsonschema_dialect_id
        except (ValueError, TypeError):
            return False


class Schema30(_Schema, keywords.OpenAPIV30SchemaValidator):
    version = "3.0"


class Schema31(_DialectSchema):
    version = "3.1"


class Schema32(_DialectSchema, keywords.OpenAPIV32SchemaValidator):
    version = "3.2"


@cache
def _checker_of(version: str) -> Checker:
    """What checks schemas against the schema of schemas of their version."""
    if version == "3.0":
        return Checker(OAS30Validator.META_SCHEMA, "spec-schema")
    resources: list[tuple[str, Any]] = [(uri, REGISTRY[uri].contents) for uri in REGISTRY if "/oas/" in uri]
    registry = jsonschema_rs.Registry(resources)
    meta_schema = OAS31Validator.META_SCHEMA if version == "3.1" else OAS32Validator.META_SCHEMA
    return Checker(meta_schema, "spec-schema", registry)


class _Default(keywords.ValueValidator):
    """`default` against its schema. Mixed into the class of each version."""

    def __call__(self, schema: SchemaPath, value: Any) -> Errors:
        parts = (*parts_of(schema), "default")
        for error in isolated(parts, super().__call__(schema, value)):
            if not is_placed(error):
                place(error, Finding((*parts, *error.absolute_path), "spec-default", _misfit(error)))
            yield error


def _misfit(error: Any) -> str:
    """Why a default does not fit, without the whole schema that the library's message may hold."""
    keyword, argument = str(error.validator), error.validator_value
    if keyword == "type":
        return f"the default is {found(error.instance)}, but its schema wants {expected_types(argument)}"
    if keyword == "enum" and isinstance(argument, list):
        return f"the default is {found(error.instance)}, which is not among the values of `enum`"
    if keyword == "required" and isinstance(argument, list) and isinstance(error.instance, dict):
        missing = [str(name) for name in argument if name not in error.instance]
        return f"the default misses {listed(missing)}, which its schema requires"
    detail = f" {quote(argument)}" if isinstance(argument, str | int | float) else ""
    return f"the default is {found(error.instance)}, which does not fit `{keyword}`{detail} of its schema"


class Default30(_Default, keywords.OpenAPIV30ValueValidator):
    pass


class Default31(_Default, keywords.OpenAPIV31ValueValidator):
    pass


class Default32(_Default, keywords.OpenAPIV32ValueValidator):
    pass
