"""How the generated package matches a pattern: with `re` where that is safe, else in linear time.

`re` is fastest, and stays wherever no text can make it slow. Else a table; else, where the table would be
large, a set automaton, which the runtime turns into the part of the table that its texts need. The strings of
`Dfa` and `Nfa` are the arguments of the classes of the same names in the runtime's `patterns.py`, where their
form is described; they have nothing in them but digits, a-f and `=:;, -`.
"""

from __future__ import annotations

from collections import Counter
from typing import Final, TypeAlias

from msgspec import Struct

from openapi_vendor.ecma.alphabet import Alphabet
from openapi_vendor.ecma.dfa import DfaTable
from openapi_vendor.ecma.effort import Effort
from openapi_vendor.ecma.escapes import without_needless_escapes
from openapi_vendor.ecma.parser import parse
from openapi_vendor.ecma.screen import Verdict, screen_tree
from openapi_vendor.ecma.simulation import Nfa as SetAutomaton
from openapi_vendor.ecma.syntax import Expression, PatternError, Untranslatable
from openapi_vendor.ecma.tables import MAX_STATES, code_point_table, expression_nfa, expression_table
from openapi_vendor.ecma.translation import Translation, translate

MAX_TABLE_TEXT: Final = 4_000
"""The longest table that is preferred to a set automaton."""

TOTAL_EFFORT: Final = 6_000_000
"""What the large patterns of a document may cost together: a few seconds."""


class UnsafePattern(PatternError):
    """Some text could keep `re` busy for very long, and no automaton that is always quick is small enough."""


class Regex(Struct, frozen=True):
    """Match with `re.search(source, text)`."""

    source: str


class Dfa(Struct, frozen=True):
    """Match with a table."""

    classes: str
    transitions: str
    accepting: str


class Nfa(Struct, frozen=True):
    """Match with sets of states."""

    classes: str
    masks: str
    shifts: str
    jumps: str
    matched: str
    final: str


Matcher: TypeAlias = Regex | Dfa | Nfa


class Matching(Struct, frozen=True):
    """How to match a pattern, and why so.

    verdict: what `re` would risk with it.
    annex_b, unicode_error, lints: as in `Translation`.
    leading, modifiers: the flags in it, as in `Expression`.
    """

    matcher: Matcher
    verdict: Verdict
    annex_b: bool
    unicode_error: str
    lints: tuple[str, ...]
    leading: str
    modifiers: tuple[str, ...]


class Patterns:
    """The patterns of one document. Each is looked at once, and what they cost together is bounded.

    `limit` is in units of half a microsecond. What small patterns cost does not count; a large one that comes
    after the limit is reached is too complex.
    """

    def __init__(self, limit: int = TOTAL_EFFORT) -> None:
        self._effort = Effort(limit)
        self._known: dict[tuple[str, bool], Matching | PatternError] = {}

    def matching(self, pattern: str, allow_unsafe: bool = False) -> Matching:
        """The matcher of `pattern`: exact for every text, and linear in its length unless `allow_unsafe`.

        Raises InvalidPattern; Untranslatable, where neither `re` nor a table has the verdicts of JavaScript;
        and UnsafePattern, where `re` would be exact but not safe, no linear matcher is small enough, and
        `allow_unsafe` is not given.
        """
        key = pattern, allow_unsafe
        if key not in self._known:
            try:
                self._known[key] = _matching(pattern, allow_unsafe, self._effort)
            except PatternError as error:
                self._known[key] = error.with_traceback(None)
        known = self._known[key]
        if isinstance(known, PatternError):
            raise known
        return known


def matching(pattern: str, allow_unsafe: bool = False) -> Matching:
    """`Patterns.matching` for a pattern on its own."""
    return Patterns().matching(pattern, allow_unsafe)


def _matching(pattern: str, allow_unsafe: bool, effort: Effort) -> Matching:
    expression = parse(pattern)
    verdict = screen_tree(expression.root, effort)
    try:
        matcher = _matcher(pattern, expression, verdict, allow_unsafe, effort)
    except Untranslatable:
        # An escape that the flag `u` forbids is most often one that nobody needs: without it the flag may be meant.
        plain = "" if expression.unicode else without_needless_escapes(pattern)
        if plain in ("", pattern) or not (meant := parse(plain)).unicode:
            raise
        matcher = _matcher(plain, meant, screen_tree(meant.root, effort), allow_unsafe, effort)
    return Matching(
        matcher,
        verdict,
        not expression.unicode,
        expression.unicode_error,
        expression.lints,
        expression.leading,
        expression.modifiers,
    )


def _matcher(pattern: str, expression: Expression, verdict: Verdict, allow_unsafe: bool, effort: Effort) -> Matcher:
    translation: Translation | None = None
    refusal: PatternError = Untranslatable("without the flag `u` it tells the halves of characters beyond U+FFFF apart")
    try:
        translation = translate(pattern)
    except Untranslatable as reason:
        refusal = reason
    safe = translation if verdict is Verdict.SAFE else None
    if safe and safe.exact:
        return Regex(safe.python)
    table = expression_table(expression, MAX_STATES, effort)
    if safe and table and table == code_point_table(expression, MAX_STATES, effort):
        return Regex(safe.python)
    if (linear := _linear(expression, table, effort)) is not None:
        return linear
    if translation is None or not translation.exact:
        raise refusal
    if allow_unsafe:
        return Regex(translation.python)
    raise UnsafePattern(
        "whether some text can make matching very slow is too complex to find out"
        if verdict is Verdict.UNKNOWN
        else f"some texts take {verdict.value} time to match, and no automaton for it is small enough"
    )


def _linear(expression: Expression, table: DfaTable | None, effort: Effort) -> Matcher | None:
    written = None if table is None else dfa_text(table)
    if written is None or len(written.transitions) > MAX_TABLE_TEXT:
        automaton = expression_nfa(expression, effort)
        if automaton is not None:
            return nfa_text(automaton)
    return written


def dfa_text(table: DfaTable) -> Dfa:
    """A table as the runtime reads it, which numbers states from 1."""
    rows: list[str] = []
    for row in table.rows:
        usual = Counter(row).most_common(1)[0][0]
        others = [f"{letter}:{target + 1}" for letter, target in enumerate(row) if target != usual]
        rows.append(" ".join([str(usual + 1), *others]))
    accepting = " ".join(str(state + 1) for state in sorted(table.accepting))
    return Dfa(_classes_text(table.spans), ";".join(rows), accepting)


def nfa_text(automaton: SetAutomaton) -> Nfa:
    """A set automaton as the runtime reads it."""
    letters: Alphabet = automaton.alphabet
    jumps = [f"{_states_text(sources)}:{_states_text(targets)}" for sources, targets in automaton.jumps]
    return Nfa(
        classes=_classes_text(letters.spans),
        masks=";".join(map(_states_text, automaton.masks)),
        shifts=";".join(map(_states_text, automaton.shifts)),
        jumps=";".join(jumps) or ":",
        matched=_states_text(automaton.matched),
        final=_states_text(automaton.final),
    )


def _classes_text(spans: tuple[tuple[int, int], ...]) -> str:
    return " ".join(f"{first:x}={letter}" for first, letter in spans)


def _states_text(states: int) -> str:
    """The bits of a set: numbers, and `first-last-step` for three and more at the same distance."""
    numbers = [state for state, bit in enumerate(f"{states:b}"[::-1]) if bit == "1"]
    runs: list[str] = []
    start = 0
    while start < len(numbers):
        end = start + 1
        while end + 1 < len(numbers) and numbers[end + 1] - numbers[end] == numbers[start + 1] - numbers[start]:
            end += 1
        if end - start < 2:
            runs.append(str(numbers[start]))
            start += 1
        else:
            runs.append(f"{numbers[start]}-{numbers[end]}-{numbers[start + 1] - numbers[start]}")
            start = end + 1
    return " ".join(runs)
