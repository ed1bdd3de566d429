"""Patterns with look-around and word boundaries, moved along a text one character at a time.

What a text must still satisfy for the search to succeed is a formula over positions (`positions.py`): a set
of ways, any of which is enough, each a set of obligations, all of which must be met. An obligation is a
position (the rest of the text must lead from it to an end of its automaton) or a formula (which must not come
true). A lookahead adds an obligation. A lookbehind is known when it is asked for, since its automaton has run
along from every place in the text so far. There are finitely many formulas, so they can be the states of a
table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from msgspec import Struct

from openapi_vendor.ecma.alphabet import Alphabet
from openapi_vendor.ecma.effort import Effort, TooComplex
from openapi_vendor.ecma.positions import END, FIRST_LOOK, NOT_WORD, START, WORD, Condition, Part, Positions

Way: TypeAlias = "frozenset[int | Formula]"
Formula: TypeAlias = "frozenset[Way]"

TRUE: Final[Formula] = frozenset((frozenset(),))
FALSE: Final[Formula] = frozenset()

MAX_WAYS: Final = 256
"""A formula with more ways than this is given up."""


class Moment(Struct, frozen=True):
    """What has been read, as far as it matters for what comes.

    main: what the rest must satisfy; TRUE once it has a match, whatever comes.
    behind: for each look-around, if it is a lookbehind, the positions that its automaton has come to from
        anywhere, each with what else must hold for it to have come there.
    """

    main: Formula
    behind: tuple[frozenset[tuple[int, Way]], ...]
    at_start: bool
    after_word: bool


class Stepper:
    """Moves moments along the classes of `letters`; `word` has the bits of the classes in `\\w`."""

    def __init__(self, positions: Positions, letters: Alphabet, word: int, effort: Effort) -> None:
        self.positions = positions
        self.masks = [letters.members[ranges] for ranges in positions.ranges]
        self.word = word
        self.effort = effort
        main = positions.main
        self.floating = any(START not in condition for _, condition in main.first) or any(
            START not in condition for condition in main.empty
        )
        nothing: frozenset[tuple[int, Way]] = frozenset()
        self.initial = Moment(FALSE, (nothing,) * len(positions.looks), True, False)
        # No text is at its start and behind a word at once: these two are moments of their own.
        self.found = Moment(TRUE, (), True, True)
        self.lost = Moment(FALSE, (), True, True)

    def step(self, moment: Moment, letter: int) -> Moment:
        """The moment after one more character of class `letter`."""
        if moment in (self.found, self.lost):
            return moment
        step = _Step(self, moment, letter)
        main = step.main()
        if main == TRUE:
            return self.found
        if main == FALSE and not self.floating:
            return self.lost
        return Moment(main, step.behind(), False, bool(self.word >> letter & 1))

    def accepts(self, moment: Moment) -> bool:
        """Whether the search succeeds if the text ends here."""
        return moment == self.found or (moment != self.lost and _Step(self, moment, None).main() == TRUE)


class _Step:
    """One step, or the end of the text (`letter` is None). Formulas are about what comes after it."""

    def __init__(self, stepper: Stepper, moment: Moment, letter: int | None) -> None:
        self.stepper = stepper
        self.positions = stepper.positions
        self.moment = moment
        self.letter = letter
        next_is_word = letter is not None and bool(stepper.word >> letter & 1)
        self.simple = {
            START: moment.at_start,
            END: letter is None,
            WORD: moment.after_word != next_is_word,
            NOT_WORD: moment.after_word == next_is_word,
        }
        self.known: dict[int, Formula] = {}
        self.advanced: dict[int, Formula] = {}

    def main(self) -> Formula:
        formula = self.after(self.moment.main)
        if self.stepper.floating or self.moment.at_start:
            formula = self.either((formula, self.enter(self.positions.main)))
        return formula

    def behind(self) -> tuple[frozenset[tuple[int, Way]], ...]:
        moved: list[frozenset[tuple[int, Way]]] = []
        for look, threads in zip(self.positions.looks, self.moment.behind, strict=True):
            fresh: set[tuple[int, Way]] = set()
            if look.behind:
                for target, condition in look.part.first:
                    if self.takes(target):
                        fresh |= {(target, way) for way in self.holds(condition)}
                for position, way in threads:
                    rest = self.after_way(way)
                    for target, condition in self.positions.follow[position]:
                        if self.takes(target):
                            fresh |= {(target, both) for both in self.both(self.holds(condition), rest)}
            if len(fresh) > MAX_WAYS:
                raise TooComplex
            moved.append(frozenset(fresh))
        return tuple(moved)

    def takes(self, position: int) -> bool:
        self.stepper.effort.spend(1)
        return self.letter is not None and bool(self.stepper.masks[position] >> self.letter & 1)

    def holds(self, condition: Condition) -> Formula:
        """What the rest must satisfy for `condition` to hold here."""
        formula = TRUE
        for item in sorted(condition):
            if item < FIRST_LOOK:
                part = TRUE if self.simple[item] else FALSE
            else:
                part = self.look(item - FIRST_LOOK)
            if part == FALSE:
                return FALSE
            formula = self.both(formula, part)
        return formula

    def look(self, index: int) -> Formula:
        if index not in self.known:
            look = self.positions.looks[index]
            if look.behind:
                ways = [self.holds(condition) for condition in look.part.empty]
                for position, way in self.moment.behind[index]:
                    ends = [self.holds(condition) for condition in self.positions.accept[position]]
                    ways.append(self.both(self.either(ends), self.after_way(way)))
                formula = self.either(ways)
            else:
                formula = self.enter(look.part)
            self.known[index] = _negated(formula) if look.negative else formula
        return self.known[index]

    def enter(self, part: Part) -> Formula:
        """An automaton that starts here."""
        return self.either(
            [
                *(self.holds(condition) for condition in part.empty),
                *(self.reach(target, condition) for target, condition in part.first if self.takes(target)),
            ]
        )

    def advance(self, position: int) -> Formula:
        """An automaton that has come to `position`."""
        if position not in self.advanced:
            follow, accept = self.positions.follow[position], self.positions.accept[position]
            self.advanced[position] = self.either(
                [
                    *(self.holds(condition) for condition in accept),
                    *(self.reach(target, condition) for target, condition in follow if self.takes(target)),
                ]
            )
        return self.advanced[position]

    def reach(self, target: int, condition: Condition) -> Formula:
        return self.both(self.holds(condition), frozenset((frozenset((target,)),)))

    def after(self, formula: Formula) -> Formula:
        return self.either([self.after_way(way) for way in formula])

    def after_way(self, way: Way) -> Formula:
        formula = TRUE
        for obligation in way:
            if isinstance(obligation, int):
                part = self.advance(obligation)
            else:
                part = _negated(self.after(obligation))
            formula = self.both(formula, part)
        return formula

    def either(self, formulas: Iterable[Formula]) -> Formula:
        return self.shortest({way for formula in formulas for way in formula})

    def both(self, left: Formula, right: Formula) -> Formula:
        if left == TRUE or right == FALSE:
            return right
        if right == TRUE or left == FALSE:
            return left
        return self.shortest({one | other for one in left for other in right})

    def shortest(self, ways: set[Way]) -> Formula:
        """The ways without those that ask for more than another one does."""
        if frozenset() in ways:
            return TRUE
        if len(ways) > MAX_WAYS:
            raise TooComplex
        if all(len(way) == 1 for way in ways):
            self.stepper.effort.spend(len(ways))
            return frozenset(ways)
        self.stepper.effort.spend(len(ways) * len(ways))
        return frozenset(way for way in ways if not any(other < way for other in ways))


def _negated(formula: Formula) -> Formula:
    if formula == TRUE:
        return FALSE
    if formula == FALSE:
        return TRUE
    if len(formula) == 1:
        (way,) = formula
        if len(way) == 1:
            (obligation,) = way
            if not isinstance(obligation, int):
                return obligation
    return frozenset((frozenset((formula,)),))
