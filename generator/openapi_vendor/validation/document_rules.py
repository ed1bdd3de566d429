"""The library's rules for operations, parameters and tags, with the place of each finding.

A path or a component that makes a rule crash is left out alone, with a finding of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema_path.paths import SchemaPath
from openapi_spec_validator.validation import keywords
from openapi_spec_validator.validation.exceptions import (
    DuplicateOperationIDError,
    ParameterDuplicateError,
    UnresolvableParameterError,
)
from openapi_spec_validator.validation.registries import KeywordValidatorRegistry
from openapi_spec_validator.validation.validators import (
    OpenAPIV2SpecValidator,
    OpenAPIV30SpecValidator,
    OpenAPIV31SpecValidator,
    OpenAPIV32SpecValidator,
    SpecValidator,
)

from openapi_vendor.diagnostics import quote
from openapi_vendor.validation.errors import Errors, error_of, is_placed, isolated, parts_of, place
from openapi_vendor.validation.findings import Finding, Parts
from openapi_vendor.validation.schema_rules import Default30, Default31, Default32, Schema30, Schema31, Schema32

_PARAMETER = re.compile(r"\{[^{}]*\}")


class _Paths(keywords.PathsValidator):
    def __call__(self, paths: SchemaPath) -> Errors:
        first: dict[str, str] = {}
        for url, path_item in paths.str_items():
            template = _PARAMETER.sub("{}", url)
            same = first.setdefault(template, url)
            if same != url and not url.startswith("x-"):
                # A rule of the specification that the library does not check.
                message = f"the path is the same as {quote(same, 100)}: only the names of parameters differ"
                yield error_of(Finding((*parts_of(paths), url), "spec-conflict", message, at_key=True))
            yield from isolated(parts_of(path_item), self.path_validator(url, path_item))


class _Schemas(keywords.SchemasValidator):
    def __call__(self, schemas: SchemaPath) -> Errors:
        for _, schema in schemas.items():
            yield from isolated(parts_of(schema), self.schema_validator(schema))


class _Identifiers(list[Any]):
    """What the library keeps the operationIds so far in: they may be anything, but strings are found at once."""

    def __init__(self) -> None:
        super().__init__()
        self._strings: set[str] = set()

    def append(self, identifier: Any) -> None:
        if isinstance(identifier, str):
            self._strings.add(identifier)
        else:
            super().append(identifier)

    def __contains__(self, identifier: Any) -> bool:
        return identifier in self._strings if isinstance(identifier, str) else super().__contains__(identifier)


class _Operation(keywords.OperationValidator):
    """operationIds and path parameters."""

    def __init__(self, registry: KeywordValidatorRegistry) -> None:
        super().__init__(registry)
        self.operation_ids_registry = _Identifiers()
        self._first_use: dict[str, str] = {}

    def __call__(self, url: str, name: str, operation: SchemaPath, path_parameters: SchemaPath | None) -> Errors:
        parts = parts_of(operation)
        for error in super().__call__(url, name, operation, path_parameters):
            if isinstance(error, DuplicateOperationIDError):
                identifier = (operation / "operationId").read_value()
                message = f"operationId {quote(identifier)} is already that of {self._first_use.get(identifier)}"
                place(error, Finding((*parts, "operationId"), "spec-operation-id", message))
            elif isinstance(error, UnresolvableParameterError):
                place(error, _path_parameter(error, url, name, parts))
            yield error
        identifier = operation.get("operationId")
        if isinstance(identifier, str):
            self._first_use.setdefault(identifier, f"{name.upper()} {quote(url, 100)}")


def _path_parameter(error: Any, url: str, method: str, parts: Parts) -> Finding:
    prefix, suffix = "Path parameter '", f"' for '{method}' operation in '{url}' was not resolved"
    name = error.message.removeprefix(prefix).removesuffix(suffix)
    if "{" + name in url:
        message = f"the path has {quote('{' + name + '}')}, but no path parameter is called {quote(name)}"
    else:
        message = f"path parameter {quote(name)} is not in the path"
    return Finding(parts, "spec-path-parameter", message, at_key=True)


class _Parameters(keywords.ParametersValidator):
    """Parameters that stand twice in one list."""

    def __call__(self, parameters: SchemaPath) -> Errors:
        twice: Iterator[int] | None = None
        for error in super().__call__(parameters):
            if isinstance(error, ParameterDuplicateError):
                if twice is None:
                    twice = iter(_repeated([(one["name"], one["in"]) for one in parameters]))
                index = next(twice)
                message = f"parameter {quote(parameters[index]['name'])} stands twice in one list"
                place(error, Finding((*parts_of(parameters), index), "spec-parameter", message))
            yield error


class _Tags(keywords.TagsValidator):
    """Tags that stand twice, and since 3.2 tags whose parents are missing or go round in a circle."""

    def __call__(self, tags: SchemaPath) -> Errors:
        parts = parts_of(tags)
        names = [(tag / "name").read_str() for tag in tags]
        twice = iter(_repeated(names))
        for error in isolated(parts, super().__call__(tags)):
            if not is_placed(error):
                if error.message.startswith("Duplicate tag name"):
                    index = next(twice)
                    message = f"tag {quote(names[index])} stands twice"
                    place(error, Finding((*parts, index, "name"), "spec-tag", message))
                else:
                    place(error, _parent(error, parts, names))
            yield error


def _parent(error: Any, parts: Parts, names: list[str]) -> Finding:
    """A tag's parent is missing, or its own descendant: at the first tag that the message is about."""
    message: str = error.message
    tag, is_missing, _ = message.partition("' references unknown parent tag '")
    about = {tag.removeprefix("Tag '")} if is_missing else set(message.partition(": ")[2].split(" -> "))
    first = next((index for index, name in enumerate(names) if name in about), None)
    place = parts if first is None else (*parts, first, "parent")
    return Finding(place, "spec-tag", quote(message[:1].lower() + message[1:], 200)[1:-1])


class _Tags32(_Tags, keywords.OpenAPIV32TagsValidator):
    pass


class _Root(keywords.RootValidator):
    def __call__(self, spec: SchemaPath) -> Errors:
        yield from isolated((), super().__call__(spec))


def _repeated(items: list[Any]) -> list[int]:
    """The indices of items that equal an earlier one."""
    first: dict[Any, int] = {}
    return [index for index, item in enumerate(items) if first.setdefault(item, index) != index]


_COMMON: Mapping[str, type[keywords.KeywordValidator]] = {
    "__root__": _Root,
    "operation": _Operation,
    "parameters": _Parameters,
    "paths": _Paths,
    "schemas": _Schemas,
    "tags": _Tags,
}


def _validator(library: type[SpecValidator], **rules: type[keywords.KeywordValidator]) -> type[SpecValidator]:
    return type(
        library.__name__,
        (library,),
        {"keyword_validators": {**library.keyword_validators, **_COMMON, **rules}},
    )


VALIDATORS: Mapping[str, type[SpecValidator]] = {
    "2.0": _validator(OpenAPIV2SpecValidator, schema=Schema30, default=Default30),
    "3.0": _validator(OpenAPIV30SpecValidator, schema=Schema30, default=Default30),
    "3.1": _validator(OpenAPIV31SpecValidator, schema=Schema31, default=Default31),
    "3.2": _validator(OpenAPIV32SpecValidator, schema=Schema32, default=Default32, tags=_Tags32),
}
"""The library's validator of each version, with the rules of this module."""
