"""Texts to try a pattern on: matching ones by a random walk over its tree, and near misses made of them."""

from __future__ import annotations

import random

from generator.ecma.parser import parse
from generator.ecma.syntax import Alternatives, Characters, Group, Node, Repeat, Sequence

STRANGERS = (
    "\n \r \u2028 \u2029 \x0b \x85 \x1c \ufeff \xa0 \u3000 \u0661 \xb2 \U0001d7ce \xe9 \u4e2d \u017f \u212a \xaa "
    "\U0001f600 \ud83d \ude00 \x00 \x7f a A 0 9 _ - . / \\ [ ] { } ^ $ z"
).split(" ") + [" "]
"""Characters on whose class ECMA-262 and Python disagree, and some on which nobody does."""


def samples(pattern: str, count: int, seed: int = 0, alphabet: str = "") -> list[str]:
    """At most `count` distinct texts for a valid `pattern`; the same for the same arguments."""
    chance = random.Random(f"{seed} {pattern!r}")
    root = parse(pattern).root
    strangers = [*alphabet] or STRANGERS
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
