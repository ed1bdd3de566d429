"""The grammar of ECMA-262 patterns (22.2.1 under the flag `u`, B.1.2 without it), by recursive descent.

Depth is bounded, because what is parsed here is later compiled by `re`, which recurses too.
"""

from __future__ import annotations

from typing import Final

from openapi_vendor.ecma.charset import (
    LAST_CODE_POINT,
    LAST_UNIT,
    LINE_TERMINATOR,
    WORD,
    Ranges,
    complement,
    union,
)
from openapi_vendor.ecma.escapes import character_escape, set_escape
from openapi_vendor.ecma.flags import around
from openapi_vendor.ecma.folding import in_any_case
from openapi_vendor.ecma.reader import END, Reader, read
from openapi_vendor.ecma.references import without_empty
from openapi_vendor.ecma.syntax import (
    Alternatives,
    Assertion,
    Boundary,
    Characters,
    Expression,
    Group,
    InvalidPattern,
    Look,
    Node,
    Reference,
    Repeat,
    Sequence,
    Untranslatable,
)

MAX_DEPTH: Final = 100
MAX_LENGTH: Final = 20_000
MAX_RANGES: Final = 200_000


def parse(pattern: str) -> Expression:
    """The tree of `pattern`: by the flag `u` where that is valid, else by Annex B.

    Raises InvalidPattern (what Annex B objects to) if it is neither, and Untranslatable if it is longer than
    20,000 characters, its groups are nested more than 100 deep, or its classes have more than 200,000 ranges.
    """
    if len(pattern) > MAX_LENGTH:
        raise Untranslatable(f"the pattern is longer than {MAX_LENGTH:,} characters", MAX_LENGTH)
    try:
        return _parse(pattern, unicode=True)
    except InvalidPattern as error:
        objection = f"{error.message} (at offset {error.offset})"
    return _parse(pattern, unicode=False, objection=objection)


def _parse(pattern: str, unicode: bool, objection: str = "") -> Expression:
    reader = read(pattern, unicode)
    flags = pattern[: reader.position]
    root = _Parser(reader).pattern()
    _lint_slashes(reader)
    return Expression(
        without_empty(root), unicode, objection, tuple(reader.lints), leading=flags, modifiers=tuple(reader.modifiers)
    )


def _lint_slashes(reader: Reader) -> None:
    body, slash, flags = reader.text.rpartition("/")
    delimited = len(body) > 1 and body.startswith("/") and "/" not in body[1:].replace("\\/", "")
    if not (slash and delimited and all(flag in "dgimsuvy" for flag in flags)):
        return
    if flags or any(sign in body for sign in "^$[(\\+*?"):
        reader.lint("the slashes around the pattern are part of it, and what follows the last is not a flag")


class _Parser:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.depth = 0
        self.opened = 0
        self.ranges = 0
        self.last = LAST_CODE_POINT if reader.unicode else LAST_UNIT

    def pattern(self) -> Node:
        root = self.disjunction()
        if self.reader.peek() == ")":
            raise self.reader.fail("a parenthesis closes that was not opened")
        return root

    def disjunction(self) -> Node:
        options = [self.alternative()]
        while self.reader.eat("|"):
            options.append(self.alternative())
        return options[0] if len(options) == 1 else Alternatives(tuple(options))

    def alternative(self) -> Node:
        reader, items = self.reader, list[Node]()
        reader.skip()
        while reader.peek() not in ("|", ")", END):
            items.append(self.term())
            reader.skip()
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def term(self) -> Node:
        reader = self.reader
        start, character = reader.position, reader.peek()
        if character in ("*", "+", "?"):
            raise reader.fail("nothing to repeat")
        if character == "{":
            if reader.unicode:
                raise reader.fail("a brace must be escaped under the flag u")
            if self.braces() is not None:
                raise reader.fail("nothing to repeat", start)
        if character == "(":
            atom, repeatable = self.parenthesis()
        else:
            atom, repeatable = self.atom()
        return self.repeat(atom, start, repeatable)

    def atom(self) -> tuple[Node, bool]:
        reader = self.reader
        start, character = reader.position, reader.take()
        if character in ("^", "$"):
            return self.line_end(behind=character == "^"), False
        if character == ".":
            return Characters(complement(() if reader.flags.dot_all else LINE_TERMINATOR, self.last)), True
        if character == "[":
            return Characters(self.character_class(start)), True
        if character == "\\":
            return self.escape()
        if reader.unicode and character in ("]", "}"):
            raise reader.fail("a bracket or brace must be escaped under the flag u", start)
        return self.characters(((ord(character), ord(character)),)), True

    def characters(self, ranges: Ranges) -> Characters:
        """One character of a set, in any case where that is meant."""
        return Characters(in_any_case(ranges, self.reader.unicode) if self.reader.flags.ignore_case else ranges)

    def line_end(self, behind: bool) -> Node:
        """`^` or `$`: an end of the text, or under the flag `m` of a line, which no other character stands beside."""
        if not self.reader.flags.multiline:
            return Assertion(Boundary.START if behind else Boundary.END)
        others = Characters(complement(LINE_TERMINATOR, self.last))
        return Look(others, behind, negative=True, offset=self.reader.offset() - 1)

    def word_end(self, negated: bool) -> Node:
        """`\\b` or `\\B`. Where case does not count there are two letters more than ASCII's (U+017F, U+212A)."""
        word = self.word()
        if word == WORD:
            return Assertion(Boundary.NOT_WORD if negated else Boundary.WORD)
        offset = self.reader.offset() - 2

        def look(behind: bool, outside: bool) -> Node:
            return Look(Characters(word), behind, outside, offset)

        sides = ((look(True, before), look(False, before is negated)) for before in (False, True))
        return Alternatives(tuple(map(Sequence, sides)))

    def word(self) -> Ranges:
        """What `\\w` is."""
        return in_any_case(WORD, self.reader.unicode) if self.reader.flags.ignore_case else WORD

    def escape(self) -> tuple[Node, bool]:
        reader = self.reader
        start, letter = reader.position - 1, reader.peek()
        if letter in ("b", "B"):
            reader.take()
            return self.word_end(negated=letter == "B"), False
        if "1" <= letter <= "9":
            behind = reader.position
            number = reader.decimal()
            if len(number) < 6 and int(number) <= reader.groups:
                return self.reference(int(number), start), True
            if reader.unicode:
                raise reader.fail("there is no group of that number", start)
            reader.position = behind
        if letter == "k" and (reader.unicode or reader.names):
            reader.take()
            name = reader.group_name() if reader.eat("<") else ""
            if name not in reader.names:
                raise reader.fail("\\k does not name a group", start)
            return self.reference(reader.names[name], start), True
        ranges = set_escape(reader, self.word())
        if ranges is None:
            code = character_escape(reader, in_class=False)
            ranges = ((code, code),)
        return self.characters(ranges), True

    def reference(self, number: int, start: int) -> Reference:
        offset = self.reader.offset(start)
        if self.reader.flags.ignore_case:
            raise Untranslatable("what a group captured cannot be found again in another case", offset)
        return Reference(number, offset)

    def parenthesis(self) -> tuple[Node, bool]:
        reader = self.reader
        start, flags = reader.position, reader.flags
        reader.take()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Untranslatable(f"groups are nested more than {MAX_DEPTH} deep", reader.offset(start))
        number = 0
        behind = negative = look = False
        if (changed := around(reader.text, start, flags)) is not None:
            reader.flags, reader.position = changed
            reader.modifiers.setdefault(reader.text[start : reader.position])
        elif reader.eat("?"):
            if reader.peek() in ("=", "!") or (reader.peek() == "<" and reader.peek(1) in ("=", "!")):
                behind, look = reader.eat("<"), True
                negative = reader.take() == "!"
            elif reader.eat("<"):
                reader.group_name()
                number = self.open_group()
            elif not reader.eat(":"):
                raise reader.fail(self.bad_group(), start)
        else:
            number = self.open_group()
        body = self.disjunction()
        if not reader.eat(")"):
            raise reader.fail("a parenthesis is not closed", start)
        self.depth -= 1
        reader.flags = flags
        if look:
            return Look(body, behind, negative, reader.offset(start)), not (behind or reader.unicode)
        return (Group(body, number) if number else body), True

    def open_group(self) -> int:
        self.opened += 1
        return self.opened

    def bad_group(self) -> str:
        letter = self.reader.peek()
        if letter == "P":
            return "(?P is not ECMA-262: a named group is (?<name>…), a reference to it \\k<name>"
        if letter == ">":
            return "(?>…), an atomic group, is not ECMA-262"
        if letter == "#":
            return "(?#…), a comment, is not ECMA-262"
        if letter and letter in "aiLmsuxU-^":
            return "flags inside a pattern, like (?i), are not ECMA-262: only (?ims) at its beginning are understood"
        return "no group starts like this"

    def repeat(self, atom: Node, start: int, repeatable: bool) -> Node:
        reader = self.reader
        reader.skip()
        at, character = reader.position, reader.peek()
        bounds: tuple[int, int | None] | None = None
        if character and character in "*+?":
            reader.take()
            bounds = (1 if character == "+" else 0, 1 if character == "?" else None)
        elif character == "{":
            bounds = self.braces()
            if bounds is None and reader.unicode:
                raise reader.fail("a brace must be escaped under the flag u", at)
        if bounds is None:
            return atom
        if not repeatable:
            raise reader.fail("an assertion cannot be repeated", at)
        lazy = reader.eat("?")
        if reader.peek() == "+":
            raise reader.fail("a possessive quantifier is not ECMA-262")
        if bounds[1] is not None and bounds[0] > bounds[1]:
            raise reader.fail("the bounds of a repetition are out of order", at)
        return Repeat(atom, bounds[0], bounds[1], lazy)

    def braces(self) -> tuple[int, int | None] | None:
        """`{n}`, `{n,}` or `{n,m}`; None, without moving, if the brace is a literal one."""
        reader = self.reader
        back = reader.position
        reader.take()
        low = reader.decimal()
        high: str | None = low
        if low and reader.eat(","):
            high = reader.decimal() or None
        if low and reader.eat("}"):
            return _count(low), None if high is None else _count(high)
        reader.position = back
        if low or reader.text.startswith("{,", back):
            reader.lint("a brace that is not a repetition stands for itself: {,n} does not mean {0,n}")
        return None

    def character_class(self, start: int) -> Ranges:
        """What stands behind `[`, which was at `start`, up to and with the `]`."""
        reader = self.reader
        negated = reader.eat("^")
        if reader.peek() == "[" and reader.peek(1) == ":":
            reader.lint("[:name:] inside brackets is a set of these characters, not a POSIX class")
        parts: list[tuple[int, int]] = []
        while not reader.eat("]"):
            at = reader.position
            if reader.peek() == END:
                raise reader.fail("a class is not closed", start)
            if reader.text.startswith("&&", at):
                reader.lint("&& inside brackets is the character &, not an intersection")
            first, first_is_set = self.class_atom()
            if reader.peek() != "-" or reader.peek(1) in ("]", END):
                parts += first
                continue
            reader.take()
            second, second_is_set = self.class_atom()
            if not (first_is_set or second_is_set):
                if first[0][0] > second[0][0]:
                    raise reader.fail("the ends of a range are out of order", at)
                parts.append((first[0][0], second[0][0]))
            elif reader.unicode:
                raise reader.fail("the end of a range must be one character under the flag u", at)
            else:
                parts += [*first, (0x2D, 0x2D), *second]
        self.ranges += len(parts)
        if self.ranges > MAX_RANGES:
            raise Untranslatable("the classes of the pattern are too large", reader.offset(start))
        ranges = self.characters(union(parts)).ranges
        return complement(ranges, self.last) if negated else ranges

    def class_atom(self) -> tuple[Ranges, bool]:
        """One member of a class, and whether it is a set escape such as `\\d`, which cannot end a range."""
        reader = self.reader
        at, character = reader.position, reader.take()
        if reader.flags.spaced and character.isspace():
            raise reader.fail("a space inside brackets under the flag x means nothing to some: write \\x20", at)
        if character != "\\":
            return ((ord(character), ord(character)),), False
        ranges = set_escape(reader, self.word())
        if ranges is not None:
            return ranges, True
        code = character_escape(reader, in_class=True)
        return ((code, code),), False


def _count(digits: str) -> int:
    """A bound as a number; past a thousand digits any number is as good (and `int` refuses long ones)."""
    significant = digits.lstrip("0") or "0"
    return int(significant) if len(significant) <= 1000 else 10**1000
