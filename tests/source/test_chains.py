"""Chains of references: each reference is followed once, whoever asks."""

from __future__ import annotations

from openapi_vendor.source.chains import Chains, Circle


class Nowhere(Exception):
    pass


class Follower:
    """Follows names through a table; what is not in it is no reference."""

    def __init__(self, **table: str) -> None:
        self.table = table
        self.steps: list[str] = []
        self.chains = Chains(lambda name: name if name in table else None, self.step, Nowhere)

    def step(self, name: str) -> str:
        self.steps.append(name)
        if self.table[name] == "nowhere":
            raise Nowhere(name)
        return self.table[name]


def test_each_reference_is_followed_once() -> None:
    follower = Follower(**{f"a{index}": f"a{index + 1}" for index in range(2_000)})
    for start in ("a1000", "a0", "a5", "a1999", "a2000"):
        assert follower.chains.end(start) == "a2000"
    assert len(follower.steps) == 2_000


def test_a_circle_is_the_same_wherever_it_is_entered() -> None:
    follower = Follower(into="a", a="b", b="c", c="a")
    for start in ("into", "c", "a"):
        end = follower.chains.end(start)
        assert isinstance(end, Circle)
        assert end.links == ["a", "b", "c"]
    assert len(follower.steps) == 4


def test_what_leads_nowhere_is_asked_for_once() -> None:
    follower = Follower(a="b", b="nowhere", c="a")
    ends = [follower.chains.end(start) for start in ("a", "b", "c")]
    assert all(isinstance(end, Nowhere) and end.args == ("b",) and end.__traceback__ is None for end in ends)
    assert len(follower.steps) == 3


def test_what_an_end_is_may_depend_on_the_way() -> None:
    table = {"a": "b", "b": "c"}
    chains = Chains(
        lambda name: name if name in table else None, table.__getitem__, Nowhere, lambda way, end: way + end
    )
    assert [chains.end(start) for start in ("b", "a", "c")] == ["bc", "abc", "c"]
