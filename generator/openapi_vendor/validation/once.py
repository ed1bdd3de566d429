"""Said once: what both the validation and our own reading find wrong is reported by the reading.

It says what becomes of the fault, which the specification cannot know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from openapi_vendor.diagnostics import Diagnostic, Diagnostics, Pointer

_OF_A_SCHEMA: Final = ("spec-schema", "spec-missing", "spec-type", "spec-value")
"""What is wrong with a schema by the schema of schemas, or by that of the document, which has schemas in it."""

_SAME: Final[Mapping[str, tuple[str, ...]]] = {
    "discriminator-without-name": _OF_A_SCHEMA,
    "duplicate-operation-id": ("spec-operation-id",),
    "duplicate-parameter": ("spec-parameter",),
    "duplicate-enum": _OF_A_SCHEMA,
    "duplicate-required": _OF_A_SCHEMA,
    "duplicate-tag": ("spec-tag",),
    "empty-enum": _OF_A_SCHEMA,
    "invalid-method": ("spec-field",),
    "invalid-path": ("spec-field",),
    "invalid-security-scheme": ("spec-missing", "spec-type", "spec-value"),
    "invalid-status": ("spec-field",),
    "no-info": ("spec-missing",),
    "no-version": ("spec-unchecked",),
    "parameter-content": ("spec-value",),
    "parameter-flag": ("spec-field",),
    "parameter-place": ("spec-missing", "spec-value"),
    "parameter-style": ("spec-value",),
    "parameter-without-name": ("spec-missing",),
    "parameter-without-schema": ("spec-missing",),
    "path-parameter-optional": ("spec-missing", "spec-value"),
    "schema-not-object": _OF_A_SCHEMA,
    "server-variable": ("spec-missing",),
    "server-without-url": ("spec-missing",),
    "status-case": ("spec-field",),
    "status-with-text": ("spec-field",),
    "tag-without-name": ("spec-missing", "spec-type"),
    "tuple-items": _OF_A_SCHEMA,
    "undeclared-path-parameter": ("spec-path-parameter",),
    "unknown-flow": ("spec-field",),
    "unsupported-version": ("spec-unchecked",),
    "unknown-type": _OF_A_SCHEMA,
    "unused-path-parameter": ("spec-path-parameter",),
    "version-not-text": ("spec-type",),
    "wrong-type": _OF_A_SCHEMA,
}
"""For codes of the reading, those of the validation that mean the same where they stand at the same place."""


def said_once(diagnostics: Diagnostics) -> Diagnostics:
    """The diagnostics without what the reading says too. The higher of two severities counts, and advice is kept."""
    validated: dict[tuple[str, Pointer], list[Diagnostic]] = defaultdict(list)
    for one in diagnostics:
        if one.code.startswith("spec-"):
            pointer = one.location.pointer
            for place in (pointer, pointer[:-1]):  # the reading may name what is around the value
                validated[one.location.file, place].append(one)
    told: dict[Diagnostic, Diagnostic] = {}
    left_out: set[Diagnostic] = set()
    for one in diagnostics:
        same = _SAME.get(one.code, ())
        # The specification asks operations for their path parameters.
        place = one.location.pointer[:-2] if one.code == "unused-path-parameter" else one.location.pointer
        candidates = validated.get((one.location.file, place), ()) if same else ()
        # One for one: a place may have several faults of one kind.
        found = [each for each in candidates if each.code in same and each not in left_out]
        if found:
            twin = min(found, key=lambda each: len(each.location.pointer))
            left_out.add(twin)
            hint = one.hint or (twin.hint if twin.code != "spec-field" else "")
            told[one] = replace(one, severity=max(one.severity, twin.severity), hint=hint)
    kept = Diagnostics()
    for one in diagnostics:
        if one not in left_out:
            kept.add(told.get(one, one))
    return kept
