"""Formats that the runtime does not judge, and where they are: a variant of `oneOf` with one fits only perhaps."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from openapi_vendor import ir
from openapi_vendor.lowering.graph import parts, parts_of_declaration, refs
from openapi_vendor.python import code
from openapi_vendor.python.limits import Use
from openapi_vendor.text import Text


class Formats:
    """The declarations of an API in which something has a format that is not judged.

    `stays_text` says whether the values of a string with a format have no type of their own, which would judge them.
    """

    def __init__(self, api: ir.Api, stays_text: Callable[[ir.String], bool]) -> None:
        self._api = api
        self._stays_text = stays_text

    def not_judged(self, type_: ir.Type) -> tuple[Text, ...] | None:
        """The properties with such a format inside; None without any.

        None are named where the value itself is meant, and where one of them is in every value that fits.
        """
        if not self._has_any(type_):
            return None
        while isinstance(type_, ir.Checked | ir.Ref):
            inner = self._api.declarations[type_.key] if isinstance(type_, ir.Ref) else type_
            if isinstance(inner, ir.Object):
                found = [each for each in inner.properties if self._has_any(each.type)]
                return () if any(each.required for each in found) else tuple([each.name for each in found])
            type_ = inner.type
        return ()

    def always_doubtful(self, type_: ir.Type) -> bool:
        """Whether it is a class every value of which has a format that is not judged."""
        is_class = isinstance(type_, ir.Ref) and isinstance(self._api.declarations[type_.key], ir.Object)
        return is_class and self.not_judged(type_) == ()

    def marker(self, type_: ir.Type, use: Use) -> code.Call | None:
        """What the runtime is told of a variant that may not fit although it seems to; None where that is certain."""
        found = self.not_judged(type_)
        if found is None:
            return None
        return code.Call(use("Uncertain"), (code.strings(found),) if found else ())

    def _has_any(self, type_: ir.Type) -> bool:
        waiting = [type_]
        while waiting:
            type_ = waiting.pop()
            if isinstance(type_, ir.String) and self._is_open(type_):
                return True
            if isinstance(type_, ir.Ref) and type_.key in self._keys:
                return True
            waiting += parts(type_)
        return False

    @cached_property
    def _keys(self) -> frozenset[ir.Key]:
        self.__dict__["_keys"] = frozenset()  # for `_has_any`, which is asked of each declaration alone here
        used_by: dict[ir.Key, list[ir.Key]] = {}
        for key, declaration in self._api.declarations.items():
            for target in refs(parts_of_declaration(declaration)):
                used_by.setdefault(target, []).append(key)
        found = {
            key
            for key, declaration in self._api.declarations.items()
            if any(map(self._has_any, parts_of_declaration(declaration)))
        }
        waiting = list(found)
        while waiting:
            new = [key for key in used_by.get(waiting.pop(), ()) if key not in found]
            found.update(new)
            waiting += new
        return frozenset(found)

    def _is_open(self, type_: ir.String) -> bool:
        if type_.unknown_format is not None:
            return True
        return type_.format not in {None, ir.StringFormat.PASSWORD} and self._stays_text(type_)
