"""The tightest limits of several schemas that must hold together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openapi_vendor.diagnostics import quote
from openapi_vendor.document import Schema
from openapi_vendor.lowering.context import Context


def limits(context: Context, members: Sequence[Schema], least: str, most: str) -> tuple[Any, Any]:
    """The lower and the upper limit of two attributes, with a warning where nothing is between them."""
    low, high = limit(members, least, max), limit(members, most, min)
    possible(context, members, (least, most), low, high)
    return low, high


def limit(members: Sequence[Schema], attribute: str, tightest: Callable[[Iterable[Any]], Any]) -> Any:
    """The tightest value of an attribute; None where no member has one."""
    if len(members) == 1:
        return getattr(members[0], attribute)
    found = [value for member in members if (value := getattr(member, attribute)) is not None]
    return tightest(found) if found else None


def possible(
    context: Context, members: Sequence[Schema], attributes: Sequence[str], low: Any, high: Any, *, open_: bool = False
) -> None:
    """Warn, at the last of the members that has one of the attributes, where no value lies from `low` to `high`.

    `open_`: one of the two is no value itself.
    """
    if low is None or high is None or low < high or (low == high and not open_):
        return
    where = [member for member in members if any(getattr(member, name) is not None for name in attributes)]
    relation = "above" if low > high else "as high as"
    message = f"the lower limit {quote(low)} is {relation} the upper limit {quote(high)}: no value fits"
    context.warning("impossible-limits", message, where[-1].node.location)
