"""What the writer promises: all files or none, ours only, only what changed, nothing elsewhere."""

from __future__ import annotations

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from openapi_vendor import output
from openapi_vendor.diagnostics import Refused
from openapi_vendor.digests import digest
from openapi_vendor.formatting import compile_problem, format_source
from openapi_vendor.manifest import MANIFEST, Provenance, name_problem
from openapi_vendor.output import Outcome

PROVENANCE = Provenance(document="d", config="c", generator="0")
FILES: dict[str, str | bytes] = {
    "__init__.py": '"""A package."""\n',
    "models/__init__.py": "",
    "models/pet.py": "NAME = 'Rex'\n",
    "py.typed": b"",
    "README.md": "# Pets\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out" / "pets"


def write(files: dict[str, str | bytes], folder: Path, *, check: bool = False) -> Outcome:
    return output.write(files, folder, provenance=PROVENANCE, check=check)


def contents(folder: Path) -> dict[str, bytes]:
    """Everything below a folder: names with contents; symbolic links by where they lead; folders too."""
    return {
        path.relative_to(folder).as_posix(): (
            os.readlink(path).encode() if path.is_symlink() else b"(folder)" if path.is_dir() else path.read_bytes()
        )
        for path in sorted(folder.rglob("*"))
    }


def refusal(files: dict[str, str | bytes], folder: Path) -> str:
    """The code of the refusal, which changed nothing at all."""
    before = contents(folder.parent)
    with pytest.raises(Refused) as caught:
        write(files, folder)
    assert contents(folder.parent) == before
    return caught.value.diagnostic.code


def test_a_new_package_holds_the_files_and_the_manifest(folder: Path) -> None:
    outcome = write(FILES, folder)
    assert set(outcome.written) == {*FILES, MANIFEST}
    assert {name: content for name, content in contents(folder).items() if content != b"(folder)"} == {
        **{name: text.encode() if isinstance(text, str) else text for name, text in FILES.items()},
        MANIFEST: (folder / MANIFEST).read_bytes(),
    }
    assert [path.name for path in folder.parent.iterdir()] == ["pets"]  # nothing of the staging remains


def test_a_second_run_touches_nothing(folder: Path) -> None:
    write(FILES, folder)
    before = {path: path.stat() for path in folder.rglob("*")}
    outcome = write(dict(reversed(FILES.items())), folder)
    assert not outcome.drifted
    assert set(outcome.unchanged) == {*FILES, MANIFEST}
    after = {path: path.stat() for path in folder.rglob("*")}
    assert {path: (s.st_ino, s.st_mtime_ns) for path, s in before.items()} == {
        path: (s.st_ino, s.st_mtime_ns) for path, s in after.items()
    }


def test_only_what_changed_is_written_and_stale_files_go(folder: Path) -> None:
    write(FILES, folder)
    kept = (folder / "README.md").stat().st_ino
    outcome = write({"__init__.py": "NEW = 1\n", "py.typed": b"", "README.md": "# Pets\n"}, folder)
    assert outcome.written == (MANIFEST, "__init__.py")
    assert outcome.removed == ("models/__init__.py", "models/pet.py")
    assert outcome.edited == ()
    assert (folder / "README.md").stat().st_ino == kept
    assert not (folder / "models").exists()


def test_the_users_own_files_stay(folder: Path) -> None:
    write(FILES, folder)
    (folder / "models" / "mine.py").write_text("MINE = 1\n")
    (folder / "notes.txt").write_text("mine\n")
    write({"__init__.py": ""}, folder)
    assert set(contents(folder)) == {MANIFEST, "__init__.py", "models", "models/mine.py", "notes.txt"}


def test_a_file_of_someone_else_in_the_way_is_refused(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("the user's\n")
    assert refusal(FILES, folder) == "output-foreign-file"


def test_a_file_that_already_says_the_same_is_taken_over(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "README.md").write_bytes(b"# Pets\n")
    assert "README.md" in write(FILES, folder).unchanged
    assert "README.md" in write({"__init__.py": ""}, folder).removed


def test_an_edit_by_hand_is_noticed_and_overwritten(folder: Path) -> None:
    write(FILES, folder)
    (folder / "models" / "pet.py").write_text("NAME = 'Tom'\n")
    checked = write(FILES, folder, check=True)
    assert checked.drifted
    assert checked.edited == ("models/pet.py",)
    assert "# pets/models/pet.py was edited by hand" in checked.diff
    assert "-NAME = 'Tom'\n+NAME = 'Rex'\n" in checked.diff
    assert write(FILES, folder).edited == ("models/pet.py",)
    assert (folder / "models" / "pet.py").read_text() == "NAME = 'Rex'\n"


def test_a_deleted_file_comes_back(folder: Path) -> None:
    write(FILES, folder)
    (folder / "models" / "pet.py").unlink()
    assert write(FILES, folder).written == ("models/pet.py",)


def test_check_shows_a_diff_and_touches_nothing(folder: Path) -> None:
    folder.parent.mkdir()
    outcome = write({"a.py": "A = 1\n", "b.txt": "no newline"}, folder, check=True)
    assert not folder.exists()
    assert "--- /dev/null\n+++ b/pets/a.py\n@@ -0,0 +1 @@\n+A = 1\n" in outcome.diff
    assert "+no newline\n\\ No newline at end of file\n" in outcome.diff
    write({"a.py": "A = 1\n", "b.txt": "x"}, folder)
    before = contents(folder)
    outcome = write({"a.py": "A = 2\n"}, folder, check=True)
    assert "--- a/pets/a.py\n+++ b/pets/a.py\n@@ -1 +1 @@\n-A = 1\n+A = 2\n" in outcome.diff
    assert "--- a/pets/b.txt\n+++ /dev/null\n" in outcome.diff
    assert contents(folder) == before
    assert not write({"a.py": "A = 1\n", "b.txt": "x"}, folder, check=True).diff


def test_another_document_with_the_same_outcome_is_recorded(folder: Path) -> None:
    write(FILES, folder)
    outcome = output.write(FILES, folder, provenance=Provenance("other", "c", "0"))
    assert outcome.written == (MANIFEST,)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.py", "/evil.py", "a/../b.py", "a//b.py", "./a.py", "", "a/", ".hidden", "con.py", "a/NUL",
        "com1.txt", "a b.py", "a\n.py", "ä.py", "a\\b.py", "c:evil.py", "a.", "x" * 101, MANIFEST,
    ],
)  # fmt: skip
def test_names_that_are_not_portable_are_refused(name: str, folder: Path) -> None:
    folder.parent.mkdir()
    assert refusal({**FILES, name: "x"}, folder) == "output-name"


@pytest.mark.parametrize("names", [("a.py", "A.py"), ("a", "a/b"), ("x/a.py", "X/b.py")])
def test_names_that_clash_on_some_system_are_refused(names: tuple[str, str]) -> None:
    assert name_problem(names)
    assert name_problem([f"{number}/{name}" for number, name in enumerate(names)]) is None


def test_symbolic_links_are_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder.mkdir(parents=True)
    (folder / "models").symlink_to(outside, target_is_directory=True)
    assert refusal(FILES, folder) == "output-no-folder"
    (folder / "models").unlink()
    (folder / "README.md").symlink_to(outside / "file")
    assert refusal(FILES, folder) == "output-no-file"
    (folder / "README.md").unlink()
    (folder / MANIFEST).symlink_to(outside / "file")
    assert refusal(FILES, folder) == "output-no-file"
    (folder / MANIFEST).unlink()
    folder.rmdir()
    folder.symlink_to(outside, target_is_directory=True)
    assert refusal(FILES, folder) == "output-no-folder"
    assert not any(outside.iterdir())


def test_a_file_where_a_folder_belongs_and_the_reverse(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "models").write_text("")
    assert refusal(FILES, folder) == "output-no-folder"
    (folder / "models").unlink()
    (folder / "README.md").mkdir()
    assert refusal(FILES, folder) == "output-no-file"


@pytest.mark.parametrize(
    "manifest",
    [
        "", "{", "[]", "{}", "<<<<<<< ours", "[" * 100_000,
        '{"generator": "", "document": "", "config": "", "files": 1}',
        '{"generator": "", "document": "", "config": "", "files": {"../../victim": "0"}}',
        '{"generator": "", "document": "", "config": "", "files": {"a": 1}}',
        '{"generator": 1, "document": "", "config": "", "files": {}}',
    ],
)  # fmt: skip
def test_a_manifest_is_not_trusted(manifest: str, folder: Path) -> None:
    folder.mkdir(parents=True)
    victim = folder.parent.parent / "victim"
    victim.write_text("precious")
    (folder / MANIFEST).write_text(manifest)
    assert refusal(FILES, folder) == "output-manifest"
    assert victim.read_text() == "precious"


@pytest.mark.parametrize("failing", range(12))
@pytest.mark.parametrize("kind", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_midway_leaves_the_old_package(
    failing: int, kind: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(FILES, folder)
    (folder / "mine.txt").write_text("mine")
    before = contents(folder.parent)
    new: dict[str, str | bytes] = {
        "__init__.py": "X = 1\n",
        "new/deep/a.py": "A = 1\n",
        "README.md": "# New\n",
    }
    moves = 0
    rename = os.rename

    def sometimes(source: Path, target: Path) -> None:
        nonlocal moves
        moves += 1
        if moves == failing + 1:
            raise kind
        rename(source, target)

    monkeypatch.setattr(os, "rename", sometimes)
    try:
        write(new, folder)
    except (Refused, KeyboardInterrupt):
        assert contents(folder.parent) == before
    else:
        assert moves <= failing
        assert not (folder / "models").exists()
        assert (folder / "new" / "deep" / "a.py").read_text() == "A = 1\n"
    monkeypatch.setattr(os, "rename", rename)
    assert not write(new, folder).edited


def test_when_even_undoing_fails_the_old_files_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(FILES, folder)
    rename = os.rename
    moves = 0

    def broken(source: Path, target: Path) -> None:
        nonlocal moves
        moves += 1
        if moves > 1:
            raise OSError(5, "Input/output error")
        rename(source, target)

    monkeypatch.setattr(os, "rename", broken)
    with pytest.raises(Refused) as caught:
        write({"__init__.py": "X = 1\n"}, folder)
    assert caught.value.diagnostic.code == "output-half-written"
    (stage,) = (path for path in folder.parent.iterdir() if path != folder)
    assert b"# Pets\n" in contents(stage).values()  # the file that was moved away and could not be put back


def test_a_folder_that_cannot_be_made_is_a_refusal(folder: Path) -> None:
    folder.parent.write_text("a file")
    with pytest.raises(Refused) as caught:
        write(FILES, folder)
    assert caught.value.diagnostic.code == "output-write"
    assert folder.parent.read_text() == "a file"


def test_the_manifest_is_the_same_everywhere(tmp_path: Path) -> None:
    write(FILES, tmp_path / "one")
    write(dict(reversed(FILES.items())), tmp_path / "two" / "one")
    manifest = (tmp_path / "one" / MANIFEST).read_bytes()
    assert manifest == (tmp_path / "two" / "one" / MANIFEST).read_bytes()
    assert str(tmp_path).encode() not in manifest


def test_digest_keeps_contents_apart() -> None:
    assert digest(b"ab", b"c") != digest(b"a", b"bc")
    assert len(digest(b"")) == 32


def test_formatting() -> None:
    assert format_source("x = { 'a':1 }") == 'x = {"a": 1}\n'
    with pytest.raises(Refused) as caught:
        format_source("x = (\n", "client.py")
    assert caught.value.diagnostic.location.file == "client.py"
    assert compile_problem("x = 1\n", "a.py") is None
    problem = compile_problem("x = 1\nreturn x\n", "a.py")
    assert problem is not None
    assert problem.line == 2
    assert compile_problem("x = '\0'\n", "a.py") is not None
    assert compile_problem("(" * 100_000 + ")" * 100_000, "a.py") is not None


def test_packages_beside_each_other_at_the_same_time(tmp_path: Path) -> None:
    """The folder above them is made once, and stays, whichever run is first."""

    def run(number: int) -> Outcome:
        return write(FILES, tmp_path / str(number // 4) / "out" / f"package{number}")

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(run, range(200)))
    assert all(outcome.written for outcome in outcomes)


def test_a_failure_leaves_the_folder_that_another_run_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent = tmp_path / "out"
    made = Path.mkdir

    def mkdir(self: Path, *arguments: Any, **named: Any) -> None:
        made(self, *arguments, **named)
        if self == parent:
            raise FileExistsError(errno.EEXIST, "made meanwhile")

    def rename(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "mkdir", mkdir)
    monkeypatch.setattr("os.rename", rename)
    with pytest.raises(Refused):
        write(FILES, parent / "package")
    assert list(parent.iterdir()) == []


@pytest.mark.parametrize("fails_later", [False, True])
def test_a_package_that_another_run_makes_meanwhile(
    folder: Path, fails_later: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new package moves into place as a whole; if one is there by then, file by file, and what is not ours stays."""
    rename = os.rename

    def meanwhile(source: Path, target: Path) -> None:
        if target == folder and not folder.exists():
            folder.mkdir()
            (folder / "notes.txt").write_text("theirs")
        elif fails_later:
            raise OSError(errno.ENOSPC, "full")
        rename(source, target)

    monkeypatch.setattr("os.rename", meanwhile)
    if fails_later:
        with pytest.raises(Refused):
            write(FILES, folder)
        assert contents(folder.parent) == {folder.name: b"(folder)", f"{folder.name}/notes.txt": b"theirs"}
    else:
        write(FILES, folder)
        monkeypatch.undo()
        assert {*FILES, MANIFEST, "models", "notes.txt"} == set(contents(folder))
        assert write(FILES, folder).written == ()
