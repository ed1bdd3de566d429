"""Types that msgspec does not know, and hands to a hook of ours."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Final

from .reading import Misfit


class Custom(type):
    """The class of types that msgspec hands to `decode_custom`, whose result may be anything.

    Its instances are what was judged, which msgspec asks right after. So a decoder of others, which has no such hook,
    refuses what it would else take unseen.
    """

    judge: Callable[[Any], Any]

    def __instancecheck__(cls, instance: object) -> bool:
        if _judged.value is not instance:
            return False
        _judged.value = ...
        return True


class _Judged(threading.local):
    """The value that msgspec has from `decode_custom` in this thread; where there is none `...`, which JSON has not."""

    value: object = ...


_judged: Final = _Judged()


def decode_custom(type_: Any, data: Any) -> Any:
    """msgspec's `dec_hook`: judges data for the shapes that msgspec has no type for."""
    if isinstance(type_, Custom):
        _judged.value = value = type_.judge(data)
        return value
    raise Misfit("nothing")  # UNSET, the type of `Model.extra_fields` as msgspec sees it
