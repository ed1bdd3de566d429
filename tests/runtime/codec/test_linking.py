"""Linking: names are found, nothing is imported without need, no thread meets half-linked models."""

# ruff: noqa: RUF036 -- models are written `T | None | Unset`

from __future__ import annotations

import importlib
import inspect
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any, Literal

import pytest
from msgspec import Meta

from runtime.codec import codec_for
from runtime.exact import LinkError
from runtime.linking import link
from runtime.markers import AnyOf
from runtime.model import UNSET, Model, Unset

RUNTIME = Path(__file__).parents[3] / "templates" / "runtime"

FILES = {
    "__init__.py": "",
    "validators.py": """
from __future__ import annotations
from typing import Annotated, TypeAlias
from ._runtime.codec import checked, is_valid
from msgspec import Meta
Sid: TypeAlias = Annotated[str, Meta(pattern="^S")]
Clash: TypeAlias = Annotated[str, Meta(pattern="^validators")]
""",
    "models/__init__.py": """
from __future__ import annotations
import importlib
_HOME = {"User": "user", "Team": "team", "Unrelated": "unrelated"}
_HOME |= dict.fromkeys(("Kind", "Shape", "Clash"), "kind")
def __getattr__(name):
    if name not in _HOME:
        raise AttributeError(name)
    return getattr(importlib.import_module("." + _HOME[name], __name__), name)
""",
    "models/user.py": """
from __future__ import annotations
from typing import TYPE_CHECKING
from .._runtime.model import UNSET, Model, Unset
if TYPE_CHECKING:
    from ..validators import Sid
    from .team import Team
class User(Model):
    sid: Sid
    team: Team | None = None
""",
    "models/team.py": """
from __future__ import annotations
from typing import TYPE_CHECKING
from .._runtime.model import UNSET, Model, Unset
if TYPE_CHECKING:
    from .user import User
    from .kind import Kind, Shape
class Local(Model):
    a: int
class Team(Model, extra="Local"):
    members: list[User] | None = None
    kind: Kind | None = None
    shapes: dict[str, Shape] | None | Unset = UNSET
    local: Local | None = None
""",
    "models/kind.py": """
from __future__ import annotations
from typing import Annotated, Literal, TypeAlias, Union
from .._runtime.markers import Discriminator
Kind: TypeAlias = Literal["a", "b"] | str
Shape: TypeAlias = Union["Kind", list["Shape"]]
Clash: TypeAlias = Literal["models"]
""",
    "models/unrelated.py": """
from __future__ import annotations
from .._runtime.model import Model
class Unrelated(Model):
    a: int
""",
}

DECODE = (
    b'{"sid": "S1", "team": {"members": [{"sid": "S2"}], "kind": "a", ' b'"shapes": {"x": ["b"]}, "more": {"a": 1}}}'
)


class Package:
    """A package like a generated one, under some import path."""

    def __init__(self, name: str) -> None:
        self.name = name

    def module(self, name: str) -> ModuleType:
        return importlib.import_module(f"{self.name}.{name}")

    @property
    def loaded(self) -> set[str]:
        prefix = f"{self.name}.models."
        return {name.removeprefix(prefix) for name in sys.modules if name.startswith(prefix)}


@pytest.fixture(params=["pkg_plain", "vendor_top.deep.inside.pkg_deep"])
def package(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Package]:
    name: str = request.param
    write_package(tmp_path, name)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield Package(name)
    for module in [module for module in sys.modules if module.split(".")[0] == name.split(".")[0]]:
        del sys.modules[module]


def write_package(root: Path, name: str) -> Path:
    folder = root
    for part in name.split("."):
        folder /= part
        folder.mkdir()
        (folder / "__init__.py").touch()
    (folder / "models").mkdir()
    for path, text in FILES.items():
        (folder / path).write_text(text)
    shutil.copytree(RUNTIME, folder / "_runtime", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def test_names_are_found_through_the_index(package: Package) -> None:
    user = package.module("models.user").User
    codec = package.module("_runtime.codec").codec_for(user)
    value, drift = codec.decode(DECODE)
    assert drift == ()
    assert type(value.team.members[0]) is user
    assert value.team.extra_fields["more"].a == 1
    drifted = DECODE.replace(b'"S2"', b'"T2"').replace(b'"kind": "a"', b'"kind": "z"').replace(b'["b"]', b'[["c"]]')
    assert [one.pointer for one in codec.decode(drifted)[1]] == [
        "/team/members/0/sid",
        "/team/kind",
        "/team/shapes/x/0/0",
    ]


def test_only_what_is_needed_is_imported(package: Package) -> None:
    user = package.module("models.user").User
    assert package.loaded == {"user"}
    package.module("_runtime.codec").codec_for(user)
    assert package.loaded == {"user", "team", "kind"}


def test_annotations_given_as_text(package: Package) -> None:
    codec_for = package.module("_runtime.codec").codec_for
    assert codec_for(list["Kind"]).decode(b'["a"]') == (["a"], ())  # type: ignore[name-defined] # noqa: F821
    assert codec_for(lambda: package.module("models").Kind).decode(b'"b"') == ("b", ())
    assert codec_for("Sid").problems("x")
    assert codec_for("Local", f"{package.name}.models.team").decode(b'{"a": 1}')[1] == ()
    # The models' names come before the validators'.
    assert codec_for("Clash").decode(b'"models"')[1] == ()


def test_a_name_that_leads_nowhere(package: Package) -> None:
    package_codec = package.module("_runtime.codec")
    with pytest.raises(package.module("_runtime.exact").LinkError, match="'Nowhere'"):
        package_codec.codec_for("Nowhere")
    assert package_codec.codec_for("Kind").decode(b'"a"')[1] == ()


def test_many_threads_at_once(package: Package) -> None:
    user = package.module("models.user").User
    codec_for = package.module("_runtime.codec").codec_for
    start = threading.Barrier(16)
    results: list[Any] = []

    def work(index: int) -> None:
        start.wait()
        type_ = user if index % 2 else list[package.module("models.team").Team]  # type: ignore[misc]
        data = DECODE if index % 2 else b'[{"members": [' + DECODE + b"]}]"
        results.append(codec_for(type_).decode(data)[1])
        results.append(codec_for(type_).decode(data.replace(b"S2", b"T2"))[1])

    threads = [threading.Thread(target=work, args=(index,)) for index in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(len, results)) == [0] * 16 + [1] * 16


def test_two_copies_are_two_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_package(tmp_path, "copy_one")
    write_package(tmp_path, "copy_two")
    monkeypatch.syspath_prepend(str(tmp_path))
    one, two = Package("copy_one"), Package("copy_two")
    for package in (one, two):
        user = package.module("models.user").User
        value, drift = package.module("_runtime.codec").codec_for(user).decode(DECODE)
        assert not drift
        assert type(value.team).__module__ == f"{package.name}.models.team"


def test_models_of_main(tmp_path: Path) -> None:
    write_package(tmp_path, "main_package")
    script = tmp_path / "script.py"
    script.write_text("""
from __future__ import annotations
from main_package._runtime.codec import codec_for
from main_package._runtime.model import Model
class Mine(Model):
    next: Mine | None = None
    user: User | None = None
print(codec_for(Mine).decode(b'{"next": {"user": {"sid": "S1"}}}'))
""")
    result = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert result.stdout.strip() == "(Mine(next=Mine(user=User(sid='S1'))), ())", result.stderr


def test_a_circle_of_many_models_is_no_recursion_error() -> None:
    count = 1_500
    source = "from __future__ import annotations\nfrom runtime.model import Model\n"
    source += "\n".join(
        f"class M{i}(Model):\n    a: int | None = None\n    next: M{(i + 1) % count} | None = None\n"
        f"    side: list[M{(i * 7) % count}] | None = None"
        for i in range(count)
    )
    module: Any = ModuleType("many_models")
    sys.modules["many_models"] = module
    try:
        exec(source, vars(module))
        codec = codec_for(module.M0)
        data = b'{"next":' * 100 + b'{"side":[{"a":1}]}' + b"}" * 100
        value, drift = codec.decode(data)
        assert drift == ()
        assert codec.encode(value) == data
        assert codec.problems(value) == ()
        drifted = codec.decode(data.replace(b'"a":1', b'"a":"x"'))[1]
        assert [one.pointer for one in drifted] == ["/next" * 100 + "/side/0/a"]
        assert codec_for(module.M7).decode(b'{"next": {"b": 1}}')[1][0].pointer == "/next/b"
        assert inspect.get_annotations(module.M3)["a"] == "int | None"
    finally:
        del sys.modules["many_models"]


class Early(Model):
    later: Later | None = None


class Later(Model):
    early: Early | None | Unset = UNSET
    unknown: list[Undefined] | None = None  # type: ignore[name-defined] # noqa: F821


class Undefinable(Model):
    a: set[int] | None = None


def test_a_failed_link_leaves_nothing_behind() -> None:
    for _ in range(2):
        with pytest.raises(LinkError, match="'Undefined'"):
            link(Early)
    globals()["Undefined"] = int
    try:
        assert codec_for(Early).decode(b'{"later": {"unknown": [1]}}')[1] == ()
    finally:
        del globals()["Undefined"]


@pytest.mark.parametrize("annotation", [Undefinable, set[int], "Itself", frozenset, dict[str, type]])
def test_annotations_that_mean_nothing(annotation: Any) -> None:
    with pytest.raises(LinkError):
        codec_for(annotation, __name__)


Itself = "Itself"


def test_codecs_are_made_once() -> None:
    assert codec_for(list[int]) is codec_for(list[int])
    assert codec_for(Annotated[str, Meta(min_length=1)]) is codec_for(Annotated[str, Meta(min_length=1)])
    assert codec_for(Annotated[str, Meta(min_length=1)]) is not codec_for(Annotated[str, Meta(min_length=2)])
    assert codec_for(Literal[1]) is not codec_for(Literal[True])
    assert codec_for(Annotated[Literal["a"] | str, AnyOf()]) is not codec_for(Literal["a"] | str)
