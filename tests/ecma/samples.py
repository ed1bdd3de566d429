"""Texts to try a pattern on, and patterns to try: matching texts, near misses, and a random grammar."""

from __future__ import annotations

import random

from openapi_vendor.ecma.parser import parse
from openapi_vendor.ecma.syntax import Alternatives, Characters, Group, Node, Repeat, Sequence

STRANGERS = (
    *"\n\r\u2028\u2029\x0b\x85\x1c\ufeff\xa0\u3000\u0661\xb2\U0001d7ce\xe9\u4e2d\u017f\u212a\xaa\U0001f600\ud83d\ude00",
    *"\x00\x7f aA09_-./\\[]{}^$z",
)
"""Characters on whose class ECMA-262 and Python disagree, and some on which nobody does."""

ATOMS = (
    *(
        "a",
        "b",
        "c",
        "-",
        "é",
        ".",
        "[ab]",
        "[^a]",
        "[^]",
        "[]",
        "[a-c]",
        "[a-]",
        "[&&]",
        "[^\\d\\s]",
        "[\\w-]",
        "[\\b]",
    ),
    *(
        "\\d",
        "\\D",
        "\\w",
        "\\W",
        "\\s",
        "\\S",
        "\\b",
        "\\B",
        "^",
        "$",
        "\\n",
        "\\cA",
        "\\0",
        "\\x41",
        "\\/",
        "\\.",
    ),
    *(
        "\\u{1F600}",
        "\\ud83d",
        "\\ud83d\\ude00",
        "\U0001f600",
        "[\\u{1F600}-\\u{1F610}]",
        "\\p{Lu}",
        "[^\\p{L}b]",
    ),
)
"""Atoms that are valid with the flag `u`."""

LEGACY_ATOMS = (
    *ATOMS,
    *(
        "\\-",
        "\\_",
        "\\A",
        "\\Z",
        "\\8",
        "\\101",
        "\\c",
        "\\c1",
        "[\\c1]",
        "[\\c]",
        "[\\c_]",
        "{",
        "}",
        "]",
        "{,2}",
    ),
    *(
        "a{",
        "a{1",
        "\\u",
        "\\x1",
        "\\k",
        "\\p{L}",
        "[\\d-x]",
        "[a-\\d]",
        "[\\1]",
        "\\u{2}",
        "(?=a)*",
        "(?!b){2}",
    ),
    *("[\\ud83d]", "[^\\ude00]", "\\00", "\\08", "\\377", "\\400", "[\\8]", "\\@", "[\\B]"),
)
"""Those, and atoms that are valid without it."""

QUANTIFIERS = ("*", "+", "?", "{0}", "{1}", "{2}", "{0,1}", "{1,2}", "{2,}", "*?", "+?", "??", "{1,2}?")


def random_pattern(chance: random.Random, atoms: tuple[str, ...], depth: int = 4) -> str:
    """A pattern that is likely to be valid."""
    kind = chance.random()
    if depth <= 0 or kind < 0.45:
        return chance.choice(atoms if chance.random() < 0.6 else ("a", "b"))
    inner = random_pattern(chance, atoms, depth - 1)
    if kind < 0.6:
        return inner + random_pattern(chance, atoms, depth - 1)
    if kind < 0.8:
        other = random_pattern(chance, atoms, depth - 1) if chance.random() < 0.8 else ""
        return f"{chance.choice(('(', '(?:'))}{inner}|{other})"
    if kind < 0.86:
        return f"{chance.choice(('(?=', '(?!', '(?<=', '(?<!', '('))}{inner})"
    return f"(?:{inner}){chance.choice(QUANTIFIERS)}"


def samples(pattern: str, count: int, seed: int = 0, alphabet: str = "") -> list[str]:
    """At most `count` distinct texts for a valid `pattern`; the same for the same arguments."""
    chance = random.Random(f"{seed} {pattern!r}")
    root = parse(pattern).root
    strangers = [*alphabet] or [*STRANGERS]
    found = dict.fromkeys(["", "a", "\n"])
    for _ in range(count * 3):
        if len(found) >= count:
            break
        text = _walk(root, chance)
        if chance.random() < 0.7:
            for _ in range(chance.choice((1, 1, 2))):
                text = _changed(text, chance, strangers)
        found.setdefault(_whole(text)[:80])
    return list(found)


def _walk(node: Node, chance: random.Random) -> str:
    match node:
        case Characters(ranges):
            if not ranges:
                return ""
            first, last = chance.choice(ranges[: chance.choice((1, 4, len(ranges)))])
            return chr(chance.choice((first, last, chance.randint(first, last), min(last, max(first, 0x61)))))
        case Sequence(items):
            return "".join(_walk(item, chance) for item in items)
        case Alternatives(options):
            return _walk(chance.choice(options), chance)
        case Repeat(body, minimum, maximum):
            most = minimum + 3 if maximum is None else min(maximum, minimum + 3)
            times = chance.choice((minimum, most, chance.randint(minimum, most)))
            return "".join(_walk(body, chance) for _ in range(min(times, 40)))
        case Group(body):
            return _walk(body, chance)
        case _:
            return ""


def _changed(text: str, chance: random.Random, strangers: list[str]) -> str:
    at = chance.choice((0, len(text), chance.randint(0, len(text))))
    stranger = chance.choice(strangers)
    return chance.choice(
        (
            text[:at] + stranger + text[at:],
            text[:at] + stranger + text[at + 1 :],
            text[:at] + text[at + 1 :],
            text + stranger,
            stranger + text,
            text + text,
        )
    )


def _whole(text: str) -> str:
    """The text with surrogate pairs joined, as every decoder of JSON gives it."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
