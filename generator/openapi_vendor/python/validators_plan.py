"""The view of `validators.py`: every named constraint and its two functions."""

from __future__ import annotations

from collections.abc import Iterator

from openapi_vendor import ir
from openapi_vendor.python import code, documentation, literals
from openapi_vendor.python.annotations import RUNTIME, Context
from openapi_vendor.python.constraints import Constraint
from openapi_vendor.python.imports import Imports
from openapi_vendor.python.limits import scalar_limits
from openapi_vendor.python.prose import docstring, one_line
from openapi_vendor.python.scalars import as_text, base_type, exact_type
from openapi_vendor.python.views import File, ImportsView, ValidatorsView, ValidatorView


def file(context: Context) -> File:
    """`validators.py`."""
    imports = Imports()
    imports.use("typing", "TypeGuard")
    validators = tuple(_validator(constraint, imports) for constraint in context.names.constraints.values())
    if validators:
        imports.use(f".{RUNTIME}", "is_valid")
    text = docstring(
        [
            "Every pattern and limit that the document states, one named type each.",
            "`is_…(value)` tells whether a value keeps it; `check_…(value)` returns the value, or raises ValueError.",
        ],
        indent=0,
    )
    imports_view = ImportsView(imports.groups() if validators else (), imports.typing_only())
    return File("validators.py", "validators.py.jinja", ValidatorsView(text, imports_view, validators))


def _validator(constraint: Constraint, imports: Imports) -> ValidatorView:
    def use(symbol: str) -> code.Name:
        return code.Name(symbol, code.Import(f".{RUNTIME}", symbol))

    base = base_type(constraint.type)
    metadata = [*as_text(constraint.type, use), *scalar_limits(constraint.type, use)]
    statement = code.alias(constraint.name, code.annotated(exact_type(constraint.type, use), metadata))
    facts = f"{'; '.join(said(constraint.type))}."
    facts = facts[0].upper() + facts[1:]
    text = docstring(documentation.of_node(constraint.documentation, facts), indent=0)
    checked = (code.Name("value"), code.Name(constraint.name), code.string(constraint.name))
    check = code.Assignment("result", code.Call(use("checked"), checked), base)
    article = "an" if constraint.name[0] in "AEIOU" else "a"
    return ValidatorView(
        constraint.name,
        imports.show(statement),
        text,
        base.text,
        constraint.function,
        article,
        imports.show(check, 1),
    )


def said(type_: ir.String | ir.Numeric) -> Iterator[str]:
    """A constraint in words, for docstrings."""
    if isinstance(type_, ir.String):
        low, high = type_.min_length, type_.max_length
        if low is not None or high is not None:
            many = f"{low}" if low == high else f"{low} or more" if high is None else f"{low or 0} to {high}"
            yield f"{many} characters"
        for pattern in type_.patterns:
            unchecked = "" if pattern.matcher else " (not checked)"
            yield f"matches {documentation.code(one_line(pattern.ecma))}{unchecked}"
        return
    for text, limit in (
        ("at least", type_.minimum),
        ("more than", type_.exclusive_minimum),
        ("at most", type_.maximum),
        ("less than", type_.exclusive_maximum),
        ("a multiple of", type_.multiple_of),
    ):
        if limit is not None:
            yield f"{text} {limit if literals.is_decimal(limit) else literals.number(limit)}"
