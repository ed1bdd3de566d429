"""The Python types of strings and numbers, without and with what their formats say of them."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.python import code
from openapi_vendor.python.limits import Use

STR = code.Name("str")
_DATETIME = code.Name("dt", code.Import("", "datetime as dt"))
_UUID = code.Name("UUID", code.Import("uuid", "UUID"))


def base_type(type_: ir.Numeric | ir.String) -> code.Node:
    """The Python type of a scalar, without its constraints."""
    if isinstance(type_, ir.Numeric):
        if type_.decimal:
            return code.DECIMAL
        return code.Name("int" if type_.integer else "float")
    if type_.format is None:
        return STR
    match type_.format:
        case ir.StringFormat.DATE_TIME | ir.StringFormat.DATE | ir.StringFormat.TIME:
            is_both = type_.format is ir.StringFormat.DATE_TIME
            return code.Attribute(_DATETIME, "datetime" if is_both else type_.format.value)
        case ir.StringFormat.DURATION:
            return code.Alternatives((code.Attribute(_DATETIME, "timedelta"), STR))  # no `timedelta` is a month
        case ir.StringFormat.UUID:
            return _UUID
        case ir.StringFormat.BYTE | ir.StringFormat.BINARY:
            return code.Name("bytes")
        case ir.StringFormat.DECIMAL:
            return code.DECIMAL  # `Annotator` says that it is written as text
        case _:
            return STR


def exact_type(type_: ir.Numeric | ir.String, use: Use) -> code.Node:
    """The same with what the format says of its values: an `int` that the document gives 32 bits is `Int32`."""
    if isinstance(type_, ir.Numeric) and type_.integer and type_.bits and not type_.decimal:
        return use(f"Int{type_.bits}")
    if isinstance(type_, ir.String) and type_.format is ir.StringFormat.DURATION:
        return use("IsoDuration")
    return base_type(type_)


def as_text(type_: ir.Numeric | ir.String, use: Use) -> list[code.Node]:
    """The marker of what JSON has as text: a `Decimal`, or octets in base64."""
    if not isinstance(type_, ir.String):
        return []
    markers = {ir.StringFormat.DECIMAL: "AsText", ir.StringFormat.BYTE: "Base64"}
    return [code.Call(use(markers[type_.format]))] if type_.format in markers else []
