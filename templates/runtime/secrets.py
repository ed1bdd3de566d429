"""`Secret`: a value that does not show itself.

Credentials live in a `Secret` from the moment they are given to a client until they are written on the wire,
so that no `repr`, log line, error report, `vars()` or pickle can show them by accident.
"""

from __future__ import annotations

import re
from typing import Any, Final, Generic, NoReturn, TypeVar
from urllib.parse import unquote

V_co = TypeVar("V_co", covariant=True)

MASK: Final = "***"
"""What stands where a secret would be."""

_SENSITIVE = (
    r".*(authorization|passw(or)?d|secret|(api|access|private)[-_]?key|signature|cookie)"
    r"|.*(access|api|auth|bearer|id|refresh|security|session)[-_]?token|(x-)?(auth|key|sig|token)"
)


class Secret(Generic[V_co]):
    """Holds a value and shows `***` for it; only `reveal()` gives it back.

    `repr`, `str`, `format` and f-strings show the mask. Comparing and hashing are by identity, so that a
    secret cannot be guessed through a table. Pickling raises `TypeError`: a secret does not leave the
    process.
    """

    __slots__ = ("__value",)

    def __init__(self, value: V_co) -> None:
        self.__value = value

    def reveal(self) -> V_co:
        """The value itself."""
        return self.__value

    def __repr__(self) -> str:
        return f"Secret({MASK!r})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, format_spec: str) -> str:
        return format(MASK, format_spec)

    def __copy__(self) -> Secret[V_co]:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Secret[V_co]:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a Secret cannot be pickled")


def revealed(value: str | Secret[str]) -> str:
    """The text of a credential, given plainly or as a `Secret`."""
    return value.reveal() if isinstance(value, Secret) else value


def is_sensitive(name: str) -> bool:
    """Whether a header or parameter of this name is likely to carry a credential."""
    # Compiled at its first use, which most programs never make.
    return re.fullmatch(_SENSITIVE, name, re.IGNORECASE) is not None


def masked_query(query: str, names: frozenset[str] = frozenset()) -> str:
    """A query with the values masked of `names` (percent-encoded) and of what looks like a credential."""
    return "&".join(_masked_pair(pair, names) for pair in query.split("&")) if query else query


def _masked_pair(pair: str, names: frozenset[str]) -> str:
    name, equals, _ = pair.partition("=")
    return f"{name}={MASK}" if equals and (name in names or is_sensitive(unquote(name))) else pair
