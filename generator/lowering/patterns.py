"""Regular expressions of the document: translated, or reported where they stand."""

from __future__ import annotations

from generator import ecma, ir
from generator.diagnostics import quote
from generator.lowering.context import Context
from generator.source import Node
from generator.text import Text


def pattern_of(context: Context, node: Node, text: str) -> ir.Pattern:
    """The ECMA-262 expression `text`, stated by the schema at `node`, with its Python translation.

    One that is invalid, or has no exact translation, is reported and will not be checked.
    """
    found = node.get("pattern")
    location = (node if found is None else found).location
    try:
        translation = ecma.translate(text)
    except ecma.InvalidPattern as invalid:
        message = f"{quote(text)} is no regular expression of ECMA-262: {invalid.message}; it is not checked"
        context.diagnostics.error("invalid-pattern", message, location)
        return ir.Pattern(Text(text), None)
    except ecma.Untranslatable as refusal:
        message = f"{quote(text)} has no exact form in Python: {refusal.message}; it is not checked"
        context.diagnostics.error("untranslatable-pattern", message, location)
        return ir.Pattern(Text(text), None)
    for lint in translation.lints:
        context.warning("suspicious-pattern", f"{quote(text)}: {lint}", location)
    if translation.annex_b:
        message = f"{quote(text)} is no regular expression with the flag `u`: {translation.unicode_error}"
        context.diagnostics.note("legacy-pattern", message, location)
    return ir.Pattern(Text(text), translation.python)
