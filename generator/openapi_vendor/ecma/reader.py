"""A cursor over a pattern: code points under the flag `u`, UTF-16 code units without it.

Also what has to be known of the whole pattern before its first escape can be read: how many groups it has
(`\\2` is a reference or an octal escape) and how they are named (`\\k` is a reference or the letter k).
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from openapi_vendor.ecma.charset import contains
from openapi_vendor.ecma.flags import Flags, leading
from openapi_vendor.ecma.syntax import InvalidPattern
from openapi_vendor.ecma.unicode import property_ranges

END = ""
"""What `peek` gives behind the last character."""

_SPACES: Final = (" ", "\t", "\n", "\v", "\f", "\r", "#")
"""What the flag `x` leaves out, or begins what it leaves out."""


class Reader(Struct):
    """`text` holds one character per code point (`unicode`) or per code unit; see `read`."""

    text: str
    unicode: bool
    offsets: tuple[int, ...]
    position: int = 0
    groups: int = 0
    """How many capturing groups the whole pattern has."""
    names: dict[str, int] = field(default_factory=dict)
    """The number of each named group."""
    lints: dict[str, None] = field(default_factory=dict)
    flags: Flags = Flags()
    """Those of the part that is being read."""
    modifiers: dict[str, None] = field(default_factory=dict)
    """Groups with flags of their own, as they begin."""

    def peek(self, ahead: int = 0) -> str:
        index = self.position + ahead
        return self.text[index] if index < len(self.text) else END

    def take(self) -> str:
        character = self.peek()
        self.position += 1
        return character

    def eat(self, expected: str) -> bool:
        """Move behind `expected` if it comes next."""
        if not self.text.startswith(expected, self.position):
            return False
        self.position += len(expected)
        return True

    def fail(self, message: str, position: int | None = None) -> InvalidPattern:
        """The error to raise, located at `position` (an index into `text`) or here."""
        return InvalidPattern(message, self.offset(position))

    def offset(self, position: int | None = None) -> int:
        """The index into the pattern as given that belongs to an index into `text`."""
        return self.offsets[min(self.position if position is None else position, len(self.text))]

    def lint(self, message: str) -> None:
        self.lints.setdefault(message)

    def hex(self, digits: int) -> int | None:
        """Exactly `digits` hexadecimal digits, or None without moving."""
        part = self.text[self.position : self.position + digits]
        if len(part) < digits or not all(character in "0123456789abcdefABCDEF" for character in part):
            return None
        self.position += digits
        return int(part, 16)

    def decimal(self) -> str:
        """As many ASCII digits as there are; perhaps none."""
        start = self.position
        while "0" <= self.peek() <= "9":
            self.position += 1
        return self.text[start : self.position]

    def group_name(self) -> str:
        """A name and its `>` (the `<` has been read): an identifier, where `\\u` escapes are allowed."""
        start, name = self.position, ""
        while not self.eat(">"):
            at = self.position
            if self.peek() == END:
                raise self.fail("the name of a group does not end", start)
            character = self.take()
            if character == "\\":
                code = unicode_escape(self, unicode=True) if self.eat("u") else None
                if code is None:
                    raise self.fail("the name of a group is not an identifier", at)
                character = chr(code)
            elif is_lead(character) and is_trail(self.peek()):
                character = join(character, self.take())
            if not _in_identifier(character, first=not name):
                raise self.fail("the name of a group is not an identifier", at)
            name += character
        if not name:
            raise self.fail("a group has an empty name", start)
        return name

    def skip(self) -> None:
        """Move behind what stands for nothing here: under the flag `x` spaces, line ends and comments."""
        while self.flags.spaced and self.peek() in _SPACES:
            if self.take() == "#":
                while self.peek() not in ("\n", END):
                    self.take()

    def survey(self) -> None:
        """Count and name the groups from here on, then come back to where we were."""
        back, in_class = self.position, False
        while self.peek() != END:
            if not in_class:
                self.skip()
            character = self.take()
            if character == "\\":
                self.position += 1
            elif character == "[":
                in_class = True
            elif character == "]":
                in_class = False
            elif character == "(" and not in_class:
                self._survey_group()
        self.position = back

    def _survey_group(self) -> None:
        if self.peek() != "?":
            self.groups += 1
        elif self.peek(1) == "<" and self.peek(2) not in ("=", "!"):
            self.groups += 1
            start = self.position + 2
            self.position = start
            name = self.group_name()
            if name in self.names:
                raise self.fail("two groups have the same name", start)
            self.names[name] = self.groups


def read(pattern: str, unicode: bool) -> Reader:
    """A reader behind the flags at the start of `pattern`. Raises InvalidPattern for bad or doubled group names."""
    if unicode:
        reader = Reader(pattern, True, tuple(range(len(pattern) + 1)))
    else:
        units: list[str] = []
        offsets: list[int] = []
        for index, character in enumerate(pattern):
            for unit in code_units(character):
                units.append(unit)
                offsets.append(index)
        reader = Reader("".join(units), False, (*offsets, len(pattern)))
    reader.flags, reader.position = leading(pattern)
    reader.survey()
    return reader


def code_units(character: str) -> str:
    """One code point as its UTF-16 code units, each as a character of its own."""
    code = ord(character)
    if code <= 0xFFFF:
        return character
    code -= 0x10000
    return chr(0xD800 + (code >> 10)) + chr(0xDC00 + (code & 0x3FF))


def is_lead(character: str) -> bool:
    return "\ud800" <= character <= "\udbff"


def is_trail(character: str) -> bool:
    return "\udc00" <= character <= "\udfff"


def join(lead: str, trail: str) -> str:
    """The code point of a surrogate pair."""
    return chr(0x10000 + ((ord(lead) - 0xD800) << 10) + (ord(trail) - 0xDC00))


def unicode_escape(reader: Reader, unicode: bool) -> int | None:
    """What follows `\\u`: four digits, under `unicode` also a pair of them or `{…}`. None: no escape."""
    start = reader.position
    if unicode and reader.eat("{"):
        digits_start = reader.position
        while reader.peek() not in ("}", END):
            reader.position += 1
        digits = reader.text[digits_start : reader.position]
        if reader.eat("}") and digits and all(digit in "0123456789abcdefABCDEF" for digit in digits):
            significant = digits.lstrip("0") or "0"
            if len(significant) <= 6 and int(significant, 16) <= 0x10FFFF:
                return int(significant, 16)
        reader.position = start
        return None
    code = reader.hex(4)
    if unicode and code is not None and is_lead(chr(code)):
        behind = reader.position
        if reader.eat("\\u"):
            trail = reader.hex(4)
            if trail is not None and is_trail(chr(trail)):
                return ord(join(chr(code), chr(trail)))
        reader.position = behind
    return code


def _in_identifier(character: str, first: bool) -> bool:
    if character in ("$", "_") or (not first and character in ("\u200c", "\u200d")):
        return True
    allowed = property_ranges("ID_Start" if first else "ID_Continue")
    return allowed is not None and contains(allowed, ord(character))
