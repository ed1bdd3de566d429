"""The Python types of strings and numbers, without and with what their formats say of them."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python.imports import Imports
from openapi_vendor.python.limits import Use


def base_type(type_: ir.Numeric | ir.String, imports: Imports) -> str:
    """The Python type of a scalar, without its constraints."""
    if isinstance(type_, ir.Numeric):
        if type_.decimal:
            return imports.use("decimal", "Decimal")
        return "int" if type_.integer else "float"
    if type_.format is None:
        return "str"
    match type_.format:
        case ir.StringFormat.DATE_TIME | ir.StringFormat.DATE | ir.StringFormat.TIME:
            imports.use("", "datetime as dt")
            return f"dt.{'datetime' if type_.format is ir.StringFormat.DATE_TIME else type_.format.value}"
        case ir.StringFormat.DURATION:
            imports.use("", "datetime as dt")
            return "dt.timedelta | str"  # no `timedelta` is a month
        case ir.StringFormat.UUID:
            return imports.use("uuid", "UUID")
        case ir.StringFormat.BYTE | ir.StringFormat.BINARY:
            return "bytes"
        case ir.StringFormat.DECIMAL:
            return imports.use("decimal", "Decimal")  # `Annotator` says that it is written as text
        case _:
            return "str"


def exact_type(type_: ir.Numeric | ir.String, imports: Imports, use: Use) -> str:
    """The same with what the format says of its values: an `int` that the document gives 32 bits is `Int32`."""
    if isinstance(type_, ir.Numeric) and type_.integer and type_.bits and not type_.decimal:
        return use(f"Int{type_.bits}")
    if isinstance(type_, ir.String) and type_.format is ir.StringFormat.DURATION:
        return use("IsoDuration")
    return base_type(type_, imports)


def as_text(type_: ir.Numeric | ir.String, use: Use) -> list[str]:
    """The marker of what JSON has as text: a `Decimal`, or octets in base64."""
    if not isinstance(type_, ir.String):
        return []
    markers = {ir.StringFormat.DECIMAL: "AsText", ir.StringFormat.BYTE: "Base64"}
    return [f"{use(markers[type_.format])}()"] if type_.format in markers else []
