"""Components that only refer to others are second names of them."""

from __future__ import annotations

from types import ModuleType


def test_second_names_are_the_same_things(package: ModuleType) -> None:
    models = package.models
    assert models.Animal is models.Pet
    assert models.Beast is models.Pet
    assert models.Key is models.Identifier is package.validators.Identifier
    assert package._runtime.codec_for(list[models.Beast]).decode(b'[{"id": "a"}]') == ([models.Pet(id="a")], ())
