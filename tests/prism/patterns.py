"""One text that a regular expression matches, always the same: the shortest way through it, class by class.

Reads the expression with Python's own parser, so it knows nothing of the generator's. What it makes may still be
wrong (an anchor in the middle, an assertion): whoever uses it checks the text against the pattern.
"""

from __future__ import annotations

import importlib
import re
from typing import Any

# Python's own parser of regular expressions; typeshed does not tell of it.
_parser: Any = importlib.import_module("re._parser")

_CATEGORIES = {"CATEGORY_DIGIT": "1", "CATEGORY_WORD": "a", "CATEGORY_SPACE": " "}
_OTHERS = {"CATEGORY_NOT_DIGIT": "a", "CATEGORY_NOT_WORD": "-", "CATEGORY_NOT_SPACE": "a"}
_POSIX_CLASSES = {r"\p{L}": "a-z", r"\p{N}": "0-9", r"\p{Lu}": "A-Z", r"\p{Ll}": "a-z"}
_PREFERRED = "ab1AB2-_. /"
_MOST_REPETITIONS = 4_096


def text_for(pattern: str, least: int = 0) -> str | None:
    """A text of at least `least` characters, as far as the pattern repeats anything; None for no expression."""
    for written, plain in _POSIX_CLASSES.items():
        pattern = pattern.replace(written, plain)
    pattern = re.sub(r"\(\?<(?![=!])", "(?P<", pattern)
    try:
        parsed = list(_parser.parse(pattern))
    except (re.error, OverflowError, RecursionError):
        return None
    text = _text(parsed, 0)
    return text if len(text) >= least else _text(parsed, least - len(text))


def _text(parsed: list[Any], more: int) -> str:
    """The text of a sequence; its first repetition that may be longer is longer by `more`."""
    made = []
    for operator, argument in parsed:
        name = str(operator)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            low, high, body = argument
            unit = list(body)
            times = low
            if more and int(high) > low and unit:
                width = max(1, len(_text(unit, 0)))
                times = min(int(high), low + -(-more // width), _MOST_REPETITIONS)
                more = max(0, more - (times - low) * width)
            made.append(_text(unit, 0) * times)
        else:
            made.append(_one(name, argument, more))
            if name in ("SUBPATTERN", "BRANCH") and more:
                more = 0
    return "".join(made)


def _one(name: str, argument: Any, more: int) -> str:
    match name:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL":
            return next(character for character in _PREFERRED if ord(character) != argument)
        case "ANY":
            return "a"
        case "IN":
            return _member(list(argument))
        case "SUBPATTERN":
            return _text(list(argument[-1]), more)
        case "ATOMIC_GROUP":
            return _text(list(argument), more)
        case "BRANCH":
            return _text(list(argument[1][0]), more)
        case _:  # anchors, assertions, references: nothing of their own
            return ""


def _member(items: list[Any]) -> str:
    """A character of a class, a plain one where it may be."""
    is_negated = bool(items) and str(items[0][0]) == "NEGATE"
    if is_negated:
        refused = items[1:]
        return next((each for each in _PREFERRED if not _holds(refused, each)), "~")
    for character in _PREFERRED:
        if _holds(items, character):
            return character
    name, argument = str(items[0][0]), items[0][1]
    if name == "RANGE":
        return chr(argument[0])
    if name == "CATEGORY":
        return {**_CATEGORIES, **_OTHERS}[str(argument)]
    return chr(argument)


def _holds(items: list[Any], character: str) -> bool:
    code = ord(character)
    for operator, argument in items:
        match str(operator):
            case "LITERAL":
                found = code == argument
            case "RANGE":
                found = argument[0] <= code <= argument[1]
            case _:
                category = str(argument)
                is_there = {
                    "DIGIT": character.isdigit(),
                    "WORD": character.isalnum() or character == "_",
                    "SPACE": character.isspace(),
                }[category.rpartition("_")[2]]
                found = is_there is not ("NOT" in category)
        if found:
            return True
    return False
