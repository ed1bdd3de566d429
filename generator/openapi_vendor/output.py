"""Generated files to disk, safely: all of them or none, ours only, and only where something changed.

The manifest that lies in the package (`manifest.py`) says which files are ours. A file that is not ours is
never replaced or removed. Everything is staged beside the package first and then moved into place; whatever
fails on the way is undone, so that the old package stays as it was.
"""

from __future__ import annotations

import difflib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from openapi_vendor.diagnostics import Diagnostic, Location, Refused, Severity
from openapi_vendor.digests import digest
from openapi_vendor.manifest import MANIFEST, Manifest, Provenance, name_problem, read_manifest


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done to a package; under `check`, what would have been. Names are relative, sorted.

    `edited` are generated files that were changed by hand since, and are among `written` or `removed`.
    `diff` is a unified diff from what is on disk to what was generated, made under `check` only.
    """

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    diff: str = ""

    @property
    def drifted(self) -> bool:
        """Whether the disk differed from what was generated; that it came from something else does not count."""
        return bool(self.removed) or any(name != MANIFEST for name in self.written)


@dataclass(slots=True)
class _Plan:
    """What stands in the folder and what shall: contents by name; None stands for no file."""

    before: dict[str, bytes | None] = field(default_factory=dict)
    after: dict[str, bytes | None] = field(default_factory=dict)

    def changed(self) -> Iterator[tuple[str, bytes | None, bytes | None]]:
        for name in sorted(self.after):
            if self.before[name] != self.after[name]:
                yield name, self.before[name], self.after[name]


def write(files: Mapping[str, str | bytes], folder: Path, *, provenance: Provenance, check: bool = False) -> Outcome:
    """Make the package `folder` hold `files` (relative name to content; text is written as UTF-8, as it is).

    Files that an earlier run generated and `files` lacks are removed; all others are left alone. With `check`
    nothing is touched, and the outcome holds a diff. Raises `Refused`, before the first byte is written, if a
    name is not portable or a file that is not ours is in the way; and after everything is back as it was, if
    the disk does not take it.
    """
    problem = name_problem([folder.name])
    if problem:
        raise _refused("output-name", problem, folder, "Choose another --package.")
    problem = name_problem(files)
    if problem:
        raise _refused("output-name", problem, folder, "This is a bug of the generator: please report it.")
    contents = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
    try:
        _require_plain(folder, [MANIFEST])
        old = read_manifest(folder)
        plan = _plan(contents, folder, {} if old is None else old.files)
    except OSError as error:
        raise _refused("output-read", f"cannot be read: {error.strerror}", _place(error, folder)) from None
    new = Manifest({name: digest(content) for name, content in contents.items()}, provenance)
    plan.before[MANIFEST] = _read(folder / MANIFEST)
    plan.after[MANIFEST] = new.to_bytes()
    outcome = _outcome(plan, {} if old is None else old.files, folder, with_diff=check)
    if check or not (outcome.written or outcome.removed):
        return outcome
    try:
        _Commit(folder).run(plan)
    except OSError as error:
        raise _refused("output-write", f"cannot be written: {error.strerror}", _place(error, folder)) from None
    return outcome


def _plan(contents: Mapping[str, bytes], folder: Path, ours: Mapping[str, str]) -> _Plan:
    """What has to change; raises `Refused` if something that is not ours is in the way."""
    if _mode(folder) is None:
        return _Plan(dict.fromkeys(contents), dict(contents))
    plan = _Plan()
    foreign = []
    names = sorted({*contents, *ours})
    _require_plain(folder, names)
    for name in names:
        current = _read(folder / name)
        plan.before[name] = current
        plan.after[name] = contents.get(name)
        if name not in ours and current is not None and current != contents[name]:
            foreign.append(name)
    if foreign:
        more = f", and {len(foreign) - 1} more like it" if len(foreign) > 1 else ""
        raise _refused(
            "output-foreign-file",
            f"this file would be replaced, but openapi-vendor did not generate it{more}",
            folder / foreign[0],
            "Move it away, or choose another --output or --package; if it was generated, delete the folder.",
        )
    return plan


def _require_plain(folder: Path, names: Iterable[str]) -> None:
    """Raises `Refused` if a file, or something on the way to it, is neither absent nor of its kind.

    Above all a symbolic link, which may lead anywhere.
    """
    folders = {folder / parent for name in names for parent in Path(name).parents}
    for parent in sorted(folders):
        _is_folder(parent)
    for name in names:
        mode = _mode(folder / name)
        if mode is not None and not stat.S_ISREG(mode):
            raise _refused("output-no-file", "a generated file belongs here; this is not a plain file", folder / name)


def _is_folder(path: Path) -> bool:
    """Whether there is a folder; False if there is nothing. Raises `Refused` if there is something else."""
    mode = _mode(path)
    if mode is None:
        return False
    if stat.S_ISDIR(mode):
        return True
    raise _refused("output-no-folder", "generated files belong in here; this is not a plain folder", path)


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def _outcome(plan: _Plan, ours: Mapping[str, str], folder: Path, *, with_diff: bool) -> Outcome:
    written: list[str] = []
    removed: list[str] = []
    edited: list[str] = []
    diff: list[str] = []
    for name, before, after in plan.changed():
        (removed if after is None else written).append(name)
        by_hand = name in ours and before is not None and digest(before) != ours[name]
        if by_hand:
            edited.append(name)
        if with_diff:
            diff.extend(_diff(f"{folder.name}/{name}", before, after, by_hand))
    unchanged = tuple(name for name in sorted(plan.after) if plan.before[name] == plan.after[name])
    outcome = Outcome(tuple(written), unchanged, tuple(removed), tuple(edited), "".join(diff))
    return outcome if outcome.drifted else replace(outcome, diff="")


def _diff(name: str, before: bytes | None, after: bytes | None, by_hand: bool) -> Iterator[str]:
    if by_hand:
        yield f"# {name} was edited by hand since it was generated\n"
    old, new = ((content or b"").decode(errors="backslashreplace") for content in (before, after))
    lines = difflib.unified_diff(
        old.splitlines(keepends=True),
        new.splitlines(keepends=True),
        "/dev/null" if before is None else f"a/{name}",
        "/dev/null" if after is None else f"b/{name}",
    )
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


class _Commit:
    """The changes of one plan, made one by one, each with the step that undoes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._undo: list[Callable[[], object]] = []

    def run(self, plan: _Plan) -> None:
        """Raises `OSError` with everything as it was, or `Refused` with what could not be put back."""
        try:
            self._make_folder(self._folder.parent)
            # Worker the package, so that moving a file never has to copy it.
            stage = Path(tempfile.mkdtemp(prefix=f".{self._folder.name}-", dir=self._folder.parent))
            self._undo.append(partial(shutil.rmtree, stage, ignore_errors=True))
            if _mode(self._folder) is not None or not self._make_package(plan, stage / "package"):
                self._apply(plan, stage)
        except BaseException:
            self._roll_back()
            raise
        shutil.rmtree(stage, ignore_errors=True)
        self._remove_empty_folders(plan)

    def _make_package(self, plan: _Plan, staged: Path) -> bool:
        """All of a package that is not there, moved into place as a whole: for a large one that is twice as fast.

        False where another run has made it meanwhile.
        """
        staged.mkdir()
        made = {""}
        for name, content in plan.after.items():
            parent = name.rpartition("/")[0]
            if parent not in made:
                (staged / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            with open(f"{staged}/{name}", "xb") as file:
                file.write(content or b"")
        try:
            self._move(staged, self._folder)
        except OSError:
            if _mode(self._folder) is None:
                raise
            self._undo.pop()  # what stands there is not ours to move back
            return False
        return True

    def _apply(self, plan: _Plan, stage: Path) -> None:
        changes = sorted(plan.changed(), key=lambda change: change[0] == MANIFEST)  # the record of it comes last
        for number, (_, _, after) in enumerate(changes):
            if after is not None:
                with (stage / f"{number}.new").open("xb") as file:
                    file.write(after)
        for number, (name, before, after) in enumerate(changes):
            target = self._folder / name
            if before is not None:
                self._move(target, stage / f"{number}.old")
            if after is not None:
                self._make_folder(target.parent)
                self._move(stage / f"{number}.new", target)

    def _move(self, source: Path, target: Path) -> None:
        # Noted before the step, because an interrupt may come between the two.
        self._undo.append(partial(_move_back, target, source))
        os.rename(source, target)

    def _make_folder(self, folder: Path) -> None:
        """Another run may make the same folder meanwhile: who made it is who takes it away again."""
        missing = []
        while not folder.exists():
            missing.append(folder)
            folder = folder.parent
        for absent in reversed(missing):
            try:
                absent.mkdir()
            except FileExistsError:
                if not absent.is_dir():
                    raise
            else:
                self._undo.append(partial(_remove_folder, absent))

    def _roll_back(self) -> None:
        """The last step first; the staging folder, which holds the old files, goes only when all are back."""
        while self._undo:
            try:
                self._undo.pop()()
            except OSError as error:
                raise _refused(
                    "output-half-written",
                    f"writing failed, and so did putting the old files back: {error.strerror}",
                    self._folder,
                    "Restore it from version control; its old files are in the hidden folder beside it.",
                ) from None

    def _remove_empty_folders(self, plan: _Plan) -> None:
        """Those that held only what was removed. One that cannot be removed holds something of the user's."""
        parents = {
            parent
            for name, _, after in plan.changed()
            if after is None
            for parent in (self._folder / name).parents
            if parent != self._folder and parent.is_relative_to(self._folder)
        }
        for parent in sorted(parents, key=lambda path: len(path.parts), reverse=True):
            try:
                parent.rmdir()
            except OSError:
                pass


def _move_back(moved: Path, source: Path) -> None:
    if moved.exists():
        os.rename(moved, source)


def _remove_folder(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError as error:
        # Gone already, or another run has begun to use it.
        if error.errno not in (errno.ENOENT, errno.ENOTEMPTY, errno.EEXIST):
            raise


def _place(error: OSError, folder: Path) -> str:
    return str(error.filename or folder)


def _refused(code: str, message: str, path: Path | str, hint: str = "") -> Refused:
    return Refused(Diagnostic(Severity.ERROR, code, message, Location(str(path)), hint))
