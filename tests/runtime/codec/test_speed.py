"""A perfect answer costs what msgspec costs; one that drifted is still cheap."""

from __future__ import annotations

from runtime.codec import codec_for
from tests.effort import at_most
from tests.runtime.codec.seed import EXAMPLE, UserConversation, WithoutPatterns, ratios, with_and_without_patterns


def test_the_example_fits() -> None:
    codec = codec_for(UserConversation)
    value, drift = codec.decode(EXAMPLE)
    assert drift == ()
    assert codec.problems(value) == ()
    assert codec.decode(codec.encode(value)) == (value, ())


def test_exact_data_costs_what_msgspec_costs() -> None:
    measured = {name: ours / bare for name, (bare, ours) in ratios().items()}
    # The aim is 1.25; a busy machine is given some room.
    assert measured["decode"] < 1.4, measured
    assert measured["encode"] < 1.5, measured


def test_checking_patterns_costs_little() -> None:
    drifted = EXAMPLE.replace(b'"account_sid":"AC', b'"account_sid":"XX')
    assert [each.pointer for each in codec_for(UserConversation).decode(drifted)[1]] == ["/account_sid"]
    assert codec_for(WithoutPatterns).decode(drifted)[1] == ()
    with_them, without = with_and_without_patterns()
    assert with_them < 5 * without


def test_drifted_data_takes_linear_time() -> None:
    codec = codec_for(list[UserConversation])
    item = EXAMPLE[:-1] + b',"new":{"a":[1,2]}}'
    with at_most(seconds=2):
        value, drift = codec.decode(b"[" + b",".join([item] * 2_000) + b"]")
    assert (len(value), len(drift)) == (2_000, 101)
