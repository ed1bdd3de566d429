"""`Secret`: a value that does not show itself.

Credentials live in a `Secret` from the moment they are given to a client until they are written on the wire,
so that no `repr`, log line, error report, `vars()` or pickle can show them by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, Generic, NoReturn, TypeVar
from urllib.parse import quote, quote_plus, unquote

from .lazy import compiled

V_co = TypeVar("V_co", covariant=True)

MASK: Final = "***"
"""What stands where a secret would be."""

_LONG: Final = 8
"""So many characters are no word by chance, nor a part of one."""

_SENSITIVE = (
    r".*(authorization|passw(or)?d|secret|(api|access|private)[-_]?key|signature|cookie)"
    r"|.*(access|api|auth|bearer|id|refresh|security|session)[-_]?token|(x-)?(auth|key|sig|token)"
)


_WORDS: Final = r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+"
_CREDENTIALS: Final = frozenset(
    "apikey authorization cookie credential jwt otp passcode passphrase passwd password pwd secret".split()
)
_KEYS: Final = frozenset("access api encryption master private secret shared signing".split())
_PLACES: Final = frozenset("continuation continue cursor next page paging pagination previous resume sync".split())
_SIGNS: Final = frozenset("bos cls end eos mask pad sep start stop unk".split())
"""What is before the tokens of a text."""
_OWNERS: Final = frozenset("access api auth bearer id refresh security session".split())
_FORMS: Final = frozenset("b64 base64 encrypted hash hashed pem plain value".split())


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


def type_name(value: object) -> str:
    """What messages tell of a value that they must not show: its type, with its module where it is no built-in.

    Another generated package has classes of the same names.
    """
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def revealed(value: str | Secret[str]) -> str:
    """The text of a credential, given plainly or as a `Secret`."""
    return value.reveal() if isinstance(value, Secret) else value


def masked(text: str, secrets: Iterable[str]) -> str:
    """The text with the mask for each secret, as it is or percent-encoded.

    A short one is masked where it stands by itself, as a value does: inside words it says nothing, and the text would
    become unreadable.
    """
    forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""), quote_plus(secret))}
    # The longest first: one may be a part of another.
    patterns = [_pattern(form) for form in sorted(forms, key=lambda form: (-len(form), form))]
    return re.sub("|".join(patterns), MASK, text) if patterns else text


def _pattern(secret: str) -> str:
    pattern = re.escape(secret)
    return pattern if len(secret) >= _LONG else rf"(?<!\w){pattern}(?!\w)"


def is_sensitive(name: str) -> bool:
    """Whether a header or parameter of this name is likely to carry a credential."""
    # Compiled at its first use, which most programs never make.
    return re.fullmatch(_SENSITIVE, name, re.IGNORECASE) is not None or names_a_credential(name)


def credentials_in(headers: Iterable[tuple[str, str]]) -> list[str]:
    """The texts in headers that are likely to be credentials, also without the scheme before them (RFC 9110 §11)."""
    found = []
    for name, value in headers:
        if name.lower() == "cookie":
            found += [pair.partition("=")[2].strip() for pair in value.split(";")]
        elif is_sensitive(name):
            scheme, space, credential = value.partition(" ")
            found += [value, credential] if space and scheme.isalnum() else [value]
    return found


def names_a_credential(name: str) -> bool:
    """Whether a field of this name holds a credential: `password`, `clientSecret`, `x-api-key`, `access_token`.

    The last word says what a thing is: `token_count`, `max_tokens` and `secret_name` hold none. Nor does the token of a
    place in a list (`next_page_token`) or in a text (`eos_token`). Several are named in the plural, tokens only where
    it is said of what: else they are counted.
    """
    words = [word.lower() for word in compiled(_WORDS).findall(name)]
    while words and (words[-1].isdecimal() or words[-1] in _FORMS):
        words.pop()
    if not words:
        return False
    before, last = words[-2] if len(words) > 1 else "", words[-1]
    if last == "token":
        return before not in _PLACES and before not in _SIGNS
    if last == "tokens":
        return before in _OWNERS
    last = last.removesuffix("s")
    return last in _CREDENTIALS or (last == "key" and before in _KEYS)


def masked_query(query: str, names: frozenset[str] = frozenset()) -> str:
    """A query with the values masked of `names` (percent-encoded) and of what looks like a credential."""
    return "&".join(_masked_pair(pair, names) for pair in query.split("&")) if query else query


def _masked_pair(pair: str, names: frozenset[str]) -> str:
    name, equals, _ = pair.partition("=")
    return f"{name}={MASK}" if equals and (name in names or is_sensitive(unquote(name))) else pair
