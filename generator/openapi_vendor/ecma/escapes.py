"""What follows a backslash, outside and inside a class (ECMA-262 AtomEscape, ClassEscape and Annex B)."""

from __future__ import annotations

import re
from typing import Final

from openapi_vendor.ecma.charset import DIGIT, LAST_CODE_POINT, LAST_UNIT, SPACE, Ranges, complement
from openapi_vendor.ecma.reader import END, Reader, unicode_escape
from openapi_vendor.ecma.unicode import property_ranges

_CONTROL: Final = {"t": 0x09, "n": 0x0A, "v": 0x0B, "f": 0x0C, "r": 0x0D}
_SYNTAX: Final = "^$\\.*+?()[]{}|/"
_PLAIN_SIGNS: Final = frozenset("#%&'\"@!~`;:<>=_- ")
_ESCAPED_OR_NOT: Final = re.compile(r"\\.|.", re.DOTALL)
_CLASSES: Final = {"d": DIGIT, "s": SPACE}
_ELSEWHERE: Final = {
    "A": "the start of the text; here write ^",
    "Z": "the end of the text; here write $",
    "z": "the end of the text; here write $",
    "G": "the end of the last match",
    "Q": "the start of a literal part",
    "E": "the end of a literal part",
    "h": "a horizontal space",
    "H": "no horizontal space",
    "R": "a line break",
    "X": "a grapheme",
    "K": "the start of what is kept",
    "N": "a named character",
    "U": "a character by its code; here write \\uHHHH or \\u{…}",
    "a": "the bell; here write \\x07",
    "e": "the escape character; here write \\x1b",
    "p": "a Unicode property",
    "P": "no Unicode property",
    "x": "a character by its code",
    "u": "a character by its code",
}


def set_escape(reader: Reader, word: Ranges) -> Ranges | None:
    """The set of `\\d \\s \\w \\p{…}` or its negation, a backslash being read; None, unmoved, for others.

    `word` is what `\\w` stands for.
    """
    letter = reader.peek()
    last = LAST_CODE_POINT if reader.unicode else LAST_UNIT
    if letter and letter in "dswDSW":
        reader.take()
        ranges = _CLASSES.get(letter.lower(), word)
        return complement(ranges, last) if letter.isupper() else ranges
    if letter and letter in "pP" and reader.unicode:
        start = reader.position - 1
        reader.take()
        named = _property(reader, start)
        return complement(named, last) if letter == "P" else named
    return None


def _property(reader: Reader, start: int) -> Ranges:
    if not reader.eat("{"):
        raise reader.fail("\\p needs a property in braces", start)
    name_start = reader.position
    while reader.peek() not in ("}", END):
        reader.position += 1
    name = reader.text[name_start : reader.position]
    ranges = property_ranges(name) if reader.eat("}") else None
    if ranges is None:
        raise reader.fail("\\p names no Unicode property that ECMA-262 knows", start)
    return ranges


def character_escape(reader: Reader, in_class: bool) -> int:
    """The one character that an escape stands for, the backslash being read.

    Raises InvalidPattern where the flag `u` allows no such escape, and for a pattern's last backslash. By
    Annex B, `\\c` without its letter is a backslash, and then the `c` is read again.
    """
    start = reader.position - 1
    letter = reader.take()
    if letter == END:
        raise reader.fail("a backslash ends the pattern", start)
    if letter in _CONTROL:
        return _CONTROL[letter]
    if letter == "c":
        return _control_letter(reader, start, in_class)
    if letter == "x":
        return _numbered(reader, start, letter, reader.hex(2))
    if letter == "u":
        return _numbered(reader, start, letter, unicode_escape(reader, reader.unicode))
    if letter == "0" and not "0" <= reader.peek() <= "9":
        return 0
    if in_class and letter == "b":
        return 0x08
    if reader.unicode:
        if letter in _SYNTAX or (in_class and letter == "-"):
            return ord(letter)
        raise reader.fail("the flag u allows no such escape", start)
    if "0" <= letter <= "7":
        return _octal(reader, letter)
    if letter == "k" and reader.names:
        raise reader.fail("\\k does not name a group", start)
    if letter in _ELSEWHERE:
        _lint(reader, letter)
    return ord(letter)


def _control_letter(reader: Reader, start: int, in_class: bool) -> int:
    letter = reader.peek()
    plain = "a" <= letter <= "z" or "A" <= letter <= "Z"
    if plain or (in_class and not reader.unicode and ("0" <= letter <= "9" or letter == "_")):
        return ord(reader.take()) % 32
    if reader.unicode:
        raise reader.fail("\\c needs a letter", start)
    reader.position -= 1
    return ord("\\")


def _numbered(reader: Reader, start: int, letter: str, code: int | None) -> int:
    if code is not None:
        return code
    if reader.unicode:
        raise reader.fail(f"\\{letter} needs hexadecimal digits", start)
    _lint(reader, letter)
    return ord(letter)


def _octal(reader: Reader, first: str) -> int:
    digits = first
    while len(digits) < (3 if first <= "3" else 2) and "0" <= reader.peek() <= "7":
        digits += reader.take()
    return int(digits, 8)


def _lint(reader: Reader, letter: str) -> None:
    reader.lint(f"\\{letter} is the letter {letter} in ECMA-262; elsewhere it is {_ELSEWHERE[letter]}")


def without_needless_escapes(pattern: str) -> str:
    """The pattern without the backslashes before signs that stand for themselves anyway (`\\#`, `\\@`, `\\'`).

    Without the flag `u` they change nothing; with it they are errors. Inside brackets `\\-` is neither.
    """
    in_class = False
    found: list[str] = []
    for match in _ESCAPED_OR_NOT.finditer(pattern):
        text = match[0]
        if text in ("[", "]"):
            in_class = text == "["
        is_needless = len(text) == 2 and text[1] in _PLAIN_SIGNS and not (in_class and text[1] == "-")
        found.append(text[1] if is_needless else text)
    return "".join(found)
