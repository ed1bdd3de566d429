"""Components that are only references keep their names where they are used; groups are what their modules are."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from types import ModuleType

import pytest

PROMISED = ("Terms of service: https://example.com/terms", "The team, team@example.com", "License: MIT")


def test_a_second_name_is_the_same_class(package: ModuleType) -> None:
    models = importlib.import_module(f"{package.__name__}.models")
    assert models.CreateItem is models.ItemView is models.PickItemExcludeKeyofItemKeyofEntity


def test_signatures_use_the_names_of_the_document(package: ModuleType) -> None:
    operations = importlib.import_module(f"{package.__name__}.operations")
    signature = inspect.signature(operations.annotations.create_item)
    assert signature.parameters["body"].annotation == "models.CreateItem"
    assert signature.return_annotation == "Request[list[models.ItemView]]"
    request = operations.annotations.create_item(body=package.models.CreateItem(name="x"))
    assert package.models.CreateItem.__name__ == "PickItemExcludeKeyofItemKeyofEntity"
    assert request is not None


def test_extra_fields_have_the_type_of_an_alias(package: ModuleType) -> None:
    runtime = importlib.import_module(f"{package.__name__}._runtime")
    codec = runtime.codec_for(package.models.Sort)
    sort, drift = codec.decode(b'{"mode": "m", "near": ["here", {"lat": 1.0}]}')
    assert not drift
    assert sort.extra_fields["near"] == ["here", package.models.LatLon(lat=1.0)]


def test_a_closed_set_of_objects_is_checked(package: ModuleType) -> None:
    replies = importlib.import_module(f"{package.__name__}.operations.replies")
    assert replies.sort_items(by={"field": "a"}) is not None
    with pytest.raises(package.InvalidRequest):
        replies.sort_items(by={"field": "c"})


def test_the_prose_says_what_the_document_says_of_itself(package: ModuleType) -> None:
    assert package.__doc__ is not None
    assert package.__file__ is not None
    readme = (Path(package.__file__).parent / "README.md").read_text("utf-8").replace("\\", "")
    for said in PROMISED:
        assert said in package.__doc__
        assert said in readme
    replies = importlib.import_module(f"{package.__name__}.operations.replies")
    assert "Part of `annotations`." in replies.Replies.__doc__


def test_no_import_comes_of_a_text(package: ModuleType) -> None:
    api = importlib.import_module(f"{package.__name__}._api")
    assert not hasattr(api, "OAuthFlow")
