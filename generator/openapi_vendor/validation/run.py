"""Runs the parts of the validation over one document, and finds out where each finding stands."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from openapi_spec_validator.schemas import schema_v2, schema_v30, schema_v31, schema_v32

from openapi_vendor.diagnostics import Diagnostic, Location, Refused, Severity, quote
from openapi_vendor.source import Node, Sources
from openapi_vendor.validation.document_rules import VALIDATORS
from openapi_vendor.validation.errors import is_placed, isolated, place
from openapi_vendor.validation.findings import Finding, Parts
from openapi_vendor.validation.paths import document_path
from openapi_vendor.validation.references import check_references
from openapi_vendor.validation.violations import Checker

T = TypeVar("T")

MAX_FINDINGS = 1_000
"""Beyond this many findings nobody reads on."""

_SCHEMAS = {"2.0": schema_v2, "3.0": schema_v30, "3.1": schema_v31, "3.2": schema_v32}
_STACK = 256 * 1024 * 1024  # bytes of address space, used only as far as the library really recurses
_RECURSION = 10_000

_settings = threading.Lock()
"""Held while settings that all threads share are changed."""
_limits_before: list[int] = []
"""The interpreter's own limit of recursion, once for each validation that runs."""


def findings(root: Node, sources: Sources, severity: Severity) -> Iterator[Diagnostic]:
    version = _version(root)
    if version is None:
        message = "not checked against the specification: its version is not 2.0, 3.0, 3.1 or 3.2"
        stated = root.get("openapi") or root.get("swagger") or root
        yield Diagnostic(Severity.NOTE, "spec-unchecked", message, stated.location)
        return
    yield from check_references(root, sources, severity)
    found = _with_deep_stack(lambda: _found(version, root, sources))
    known: set[Location] = set()
    unchecked = [finding for finding in found if finding.code == "spec-unchecked"]
    found = [finding for finding in found if finding.code != "spec-unchecked"]
    for finding in found[:MAX_FINDINGS]:
        location = _location(root, sources, finding.parts)
        if finding.code == "spec-schema" and location in known:
            continue  # the schema of the whole document has found the same
        known.add(location)
        hint, at_key = finding.hint, finding.at_key
        yield Diagnostic(severity, finding.code, finding.message, location, hint, at_key=at_key)
    if unchecked:  # what it could not check is not a fault of the document: a note, and one is enough
        first = unchecked[0]
        more = f" (nor {len(unchecked) - 1} other parts)" if len(unchecked) > 1 else ""
        location = _location(root, sources, first.parts)
        yield Diagnostic(Severity.NOTE, first.code, first.message + more, location)
    if len(found) > MAX_FINDINGS:
        message = f"{len(found) - MAX_FINDINGS:,} more findings of the validation are not shown"
        yield Diagnostic(Severity.NOTE, "spec-unchecked", message, root.location)


def _version(root: Node) -> str | None:
    for keyword in ("openapi", "swagger"):
        written = str(root.data.get(keyword, ""))
        for version in VALIDATORS:
            if written == version or written.startswith(version + "."):
                return version if (version == "2.0") == (keyword == "swagger") else None
    return None


def _found(version: str, root: Node, sources: Sources) -> list[Finding]:
    """The document against the schema of its version, then the rules that no schema can state."""
    found = dict.fromkeys(Checker(_SCHEMAS[version]).findings(root.data))
    paths = document_path(root, sources)
    validator = VALIDATORS[version](paths)
    for error in isolated((), validator.root_validator(paths)):
        if not is_placed(error):
            message = quote(error.message, 200)[1:-1]
            place(error, Finding(tuple(error.absolute_path), "spec-value", message))
        found.update(dict.fromkeys(error.findings))
    return list(found)


def _location(root: Node, sources: Sources, parts: Parts) -> Location:
    """Where the value at the end of the parts stands: in the file that a reference on the way leads to.

    Where the way ends early (a missing member) the rest is kept, so that the nearest value around is shown.
    """
    node = root
    for index, part in enumerate(parts):
        try:
            node = sources.follow(node) if part != "$ref" else node
            value = node.data[part]
        except (KeyError, IndexError, TypeError, Refused):
            return Location(node.source.display, (*node.pointer, *parts[index:]))
        node = Node(value, node.source, (*node.pointer, part))
    return node.location


@contextmanager
def _deep_recursion() -> Iterator[None]:
    """The interpreter's limit, which all threads share, is raised while any of them validates."""
    with _settings:
        limit = sys.getrecursionlimit()
        _limits_before.append(_limits_before[0] if _limits_before else limit)
        sys.setrecursionlimit(max(limit, _RECURSION))
    try:
        yield
    finally:
        with _settings:
            limit = _limits_before.pop()
            if not _limits_before:
                sys.setrecursionlimit(limit)


def _with_deep_stack(function: Callable[[], T]) -> T:
    """The function's result, from a thread that may recurse as deep as documents go.

    The library calls itself once per nested schema, and schemas are nested through references.
    """
    results: list[T] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=run, name="validation", daemon=True)
    with _deep_recursion():
        try:
            with _settings:
                size = threading.stack_size(_STACK)
                try:
                    thread.start()
                finally:
                    threading.stack_size(size)
        except RuntimeError:  # no memory for such a stack: then as deep as it goes
            run()
        else:
            thread.join()
    if failures:
        raise failures[0]
    return results[0]
