"""The library's errors, and how they get a place: the attribute `findings`, a tuple of `Finding`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema_path.paths import SchemaPath
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError
from referencing.exceptions import Unresolvable

from openapi_vendor.diagnostics import Refused, quote
from openapi_vendor.validation.findings import Finding, Parts

Errors = Iterator[Any]
"""`jsonschema.ValidationError`s; the package comes without types."""


def error_of(*findings: Finding) -> Any:
    """Findings of ours in the shape that the library passes on."""
    error = OpenAPIValidationError(findings[0].message)
    place(error, *findings)
    return error


def place(error: Any, *findings: Finding) -> None:
    """Give an error of the library its findings."""
    error.findings = findings


def is_placed(error: Any) -> bool:
    """Whether a rule further in has given the error its findings already."""
    return hasattr(error, "findings")


def parts_of(path: SchemaPath) -> Parts:
    return tuple(part if isinstance(part, int) else str(part) for part in path.parts)


def isolated(parts: Parts, errors: Errors) -> Errors:
    """The errors, and a finding in place of an exception: the library expects the right shape everywhere."""
    try:
        yield from errors
    except (Unresolvable, Refused):
        return  # every reference is checked on its own, with a better message
    except RecursionError:
        message = "not checked further: nested too deeply, or a reference to itself"
        yield error_of(Finding(parts, "spec-unchecked", message))
    except Exception as error:
        reason = f"{type(error).__name__} {quote(str(error))}"
        message = f"not checked further: the validator failed on it with {reason}"
        yield error_of(Finding(parts, "spec-unchecked", message))
