"""Flags inside a pattern: `(?i)` at its beginning, and `(?i:…)`, `(?-i:…)` around a part.

The first is none of ECMA-262's, but means one thing in all languages that have it (Java, Go, Python, .NET, PCRE):
the rest of the pattern is under these flags. Anywhere else it means one thing here and another there. The second is
ECMA-262 of 2025. Both have the meaning of ECMA-262's own flags `i`, `m` and `s`; `x`, which it does not have, leaves
out spaces and comments.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct, structs

_LEADING: Final = re.compile(r"\(\?([imsx]*)(?:-([imsx]+))?\)")
_AROUND: Final = re.compile(r"\(\?(?!:)([ims]*)(?:-([ims]*))?:")
_NAMES: Final = {"i": "ignore_case", "m": "multiline", "s": "dot_all", "x": "spaced"}


class Flags(Struct, frozen=True):
    """ignore_case: letters are equal to those of another case.

    multiline: `^` and `$` are also the ends of lines.
    dot_all: `.` is a line terminator, too.
    spaced: spaces and line ends stand for nothing, and `#` begins a comment.
    """

    ignore_case: bool = False
    multiline: bool = False
    dot_all: bool = False
    spaced: bool = False

    def changed(self, on: str, off: str) -> Flags:
        """These, with those that letters name switched on and off."""
        changes = {_NAMES[letter]: True for letter in on} | {_NAMES[letter]: False for letter in off}
        return structs.replace(self, **changes)


def leading(pattern: str) -> tuple[Flags, int]:
    """The flags with which `pattern` begins, and the length of their text; 0 where there are none."""
    flags, end = Flags(), 0
    while (found := _LEADING.match(pattern, end)) and (found[1] or found[2]):
        flags, end = flags.changed(found[1], found[2] or ""), found.end()
    return flags, end


def around(text: str, start: int, flags: Flags) -> tuple[Flags, int] | None:
    """The flags inside the group that begins at `start`, and where its body does; None: it changes none.

    A flag that stands twice, or no flag at all, is a syntax error in ECMA-262 (22.2.1.1).
    """
    found = _AROUND.match(text, start)
    letters = found[1] + (found[2] or "") if found else ""
    if found is None or not letters or len(set(letters)) < len(letters):
        return None
    return flags.changed(found[1], found[2] or ""), found.end()
