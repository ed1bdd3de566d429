"""JSON pointers (RFC 6901): text to tokens and back, and the names that a wrong one may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from urllib.parse import quote as percent_encode

from openapi_vendor.diagnostics import Pointer

MANY_KEYS = 3_000  # beyond this, looking for a similar name costs more than the hint is worth


def split_pointer(text: str) -> tuple[str, ...]:
    """The tokens of a pointer without percent-encoding: `/a~1b/c` gives `("a/b", "c")`, and `` gives `()`."""
    if not text:
        return ()
    return tuple(token.replace("~1", "/").replace("~0", "~") for token in text[1:].split("/"))


def pointer_text(pointer: Pointer) -> str:
    """The tokens as an RFC 6901 string: `("a/b", 0)` gives `/a~1b/0`, and `()` gives the empty string."""
    return "".join(["/" + str(token).replace("~", "~0").replace("/", "~1") for token in pointer])


def fragment(pointer: Pointer) -> str:
    """The pointer as a URI fragment, `#/a~1b/0`, as it would be written in a `$ref`."""
    return "#" + percent_encode(pointer_text(pointer), safe="/~!$&'()*+,;=:@", errors="replace")


def similar(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` most likely means, or None: another case, or a slip of the pen."""
    candidates = list(known)
    folded = name.casefold()
    for candidate in candidates:
        if candidate.casefold() == folded:
            return candidate
    if len(candidates) > MANY_KEYS:
        return None
    close = difflib.get_close_matches(name[:200], candidates, n=1, cutoff=0.75)
    return close[0] if close else None
