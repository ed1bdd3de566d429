"""Values of keywords that several schemas state which must hold together: what counts is in the registry."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from openapi_vendor import ir
from openapi_vendor.diagnostics import quote
from openapi_vendor.document import Schema
from openapi_vendor.document.keywords import Merge
from openapi_vendor.document.schema import BY_ATTRIBUTE
from openapi_vendor.lowering.context import Context


def merged(context: Context, members: Sequence[Schema], attribute: str) -> Any:
    """What counts of an attribute of all members (`Merge`); its default where none states it."""
    if len(members) == 1:
        return getattr(members[0], attribute)
    record = BY_ATTRIBUTE[attribute]
    stated = [value for member in members if (value := getattr(member, attribute)) is not record.default]
    if not stated:
        return record.default
    match record.merge:
        case Merge.HIGHEST | Merge.ANY:
            return max(stated)
        case Merge.LOWEST:
            return min(stated)
        case Merge.COMMON_MULTIPLE:
            return _common_multiple(stated)
        case Merge.LAST:
            return _last(context, members, stated)
        case _:
            raise NotImplementedError(f"{record.name} is merged elsewhere")


def limits(context: Context, members: Sequence[Schema], least: str, most: str) -> tuple[Any, Any]:
    """The lower and the upper limit of two attributes, with a warning where nothing is between them."""
    low, high = merged(context, members, least), merged(context, members, most)
    possible(context, members, (least, most), low, high)
    return low, high


def possible(
    context: Context, members: Sequence[Schema], attributes: Sequence[str], low: Any, high: Any, *, open_: bool = False
) -> None:
    """Warn, at the last of the members that has one of the attributes, where no value lies from `low` to `high`.

    `open_`: one of the two is not a value itself.
    """
    if low is None or high is None or low < high or (low == high and not open_):
        return
    where = [member for member in members if any(getattr(member, name) is not None for name in attributes)]
    relation = "above" if low > high else "as high as"
    message = f"the lower limit {quote(low)} is {relation} the upper limit {quote(high)}: no value fits"
    context.warning("impossible-limits", message, where[-1].node.location)


def _common_multiple(stated: Sequence[ir.Number]) -> ir.Number:
    different = list(dict.fromkeys(stated))
    if len(different) == 1:
        return different[0]
    # Every number of a document is a decimal fraction, and so is what they have in common.
    fractions = [Fraction(str(number)) for number in different]
    denominator = math.lcm(*(each.denominator for each in fractions))
    common = math.lcm(*(int(each * denominator) for each in fractions))
    if common % denominator == 0:
        return common // denominator
    with localcontext(prec=len(str(common)) + len(str(denominator)) + 10) as exact:
        return exact.divide(Decimal(common), Decimal(denominator))


def _last(context: Context, members: Sequence[Schema], stated: Sequence[Any]) -> Any:
    different = list(dict.fromkeys(stated))
    if len(different) > 1:
        message = f"`allOf` asks for {quote(different[0])} and {quote(different[-1])} at once: the last one counts"
        context.warning("conflicting-all-of", message, members[-1].node.location)
    return different[-1]
