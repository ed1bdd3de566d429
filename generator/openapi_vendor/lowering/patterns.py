"""Regular expressions of the document: what decides as they do, or a report where they stand."""

from __future__ import annotations

from openapi_vendor import ecma, ir
from openapi_vendor.diagnostics import Diagnostic, Severity, quote
from openapi_vendor.lowering.context import Context
from openapi_vendor.source import Node, pointer_text
from openapi_vendor.text import Text

_REWRITE = (
    "Rewrite it so that no two of its repetitions can match the same text; or, if every text that it will see "
    "can be trusted, pass --allow-unsafe-pattern"
)
_WRITE_OUT = "Other tools may refuse it: write it without flags, as [Aa] for a letter in both cases."


def pattern_of(context: Context, node: Node, text: str) -> ir.Pattern:
    """The `pattern` of the schema at `node`, which is `text`, with its matcher.

    One that is invalid, has no exact matcher, or none that is always quick, is reported and not checked.
    """
    return _pattern(context, node.get("pattern") or node, text, at_key=False)


def pattern_of_key(context: Context, node: Node, text: str) -> ir.Pattern:
    """The same for a key of `patternProperties`, which has its value at `node`."""
    return _pattern(context, node, text, at_key=True)


def _pattern(context: Context, node: Node, text: str, *, at_key: bool) -> ir.Pattern:
    def report(severity: Severity, code: str, message: str, hint: str = "") -> None:
        context.diagnostics.add(Diagnostic(severity, code, message, node.location, hint, at_key))

    shown, place = quote(text), pointer_text(node.pointer)
    try:
        matching = context.patterns.matching(text, place in context.config.allow_unsafe_patterns)
    except ecma.InvalidPattern as invalid:
        message = f"{shown} is not a regular expression of ECMA-262: {invalid.message}; it is not checked"
        report(Severity.ERROR, "invalid-pattern", message)
        return ir.Pattern(Text(text), None)
    except ecma.UnsafePattern as unsafe:
        message = f"{shown} is not safe to match: {unsafe.message}; it is not checked"
        report(Severity.ERROR, "unsafe-pattern", message, f"{_REWRITE} {quote(place, 500)}.")
        return ir.Pattern(Text(text), None)
    except ecma.Untranslatable as refusal:
        message = f"{shown} has no exact form in Python: {refusal.message}; it is not checked"
        report(Severity.ERROR, "untranslatable-pattern", message)
        return ir.Pattern(Text(text), None)
    if matching.leading:
        message = f"{shown} begins with flags, which ECMA-262 does not have: it is read as under {matching.leading}"
        report(Severity.WARNING, "pattern-flags", message, _WRITE_OUT)
    if matching.modifiers:
        message = (
            f"{shown} has flags for a part of it ({' '.join(matching.modifiers)}…), as ECMA-262 only has since 2025"
        )
        report(Severity.WARNING, "pattern-flags", message, _WRITE_OUT)
    for lint in matching.lints:
        report(Severity.WARNING, "suspicious-pattern", f"{shown}: {lint}")
    if matching.annex_b:
        message = f"{shown} is not a regular expression with the flag `u`: {matching.unicode_error}"
        report(Severity.NOTE, "legacy-pattern", message)
    matcher = matching.matcher
    is_as_written = isinstance(matcher, ecma.Regex) and matcher.source == ecma.as_written(text)
    return ir.Pattern(Text(text), matcher, is_as_written)
