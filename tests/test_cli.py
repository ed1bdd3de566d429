"""The command line: exit codes, what goes where, and that no input ever shows a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from openapi_vendor import cli, pipeline
from openapi_vendor.manifest import MANIFEST

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "specs" / "twilio_conversations.yaml"
BROKEN = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: [\n"


def tool(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the tool as a user does in this checkout, without a terminal."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "api.yaml"
    path.write_text(DOCUMENT.read_text("utf-8"), "utf-8")
    return path


def test_generate_check_and_generate_again(document: Path, tmp_path: Path) -> None:
    arguments = ("generate", "api.yaml", "--output", "out", "--package", "seed")
    missing = tool(*arguments, "--check", cwd=tmp_path)
    assert missing.returncode == 1
    assert "+++ b/seed/client.py" in missing.stdout
    assert not (tmp_path / "out").exists()

    done = tool(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "out/seed: operations: 1; files: " in done.stderr
    assert {"client.py", "_runtime", MANIFEST} <= {path.name for path in (tmp_path / "out" / "seed").iterdir()}

    same = tool(*arguments, "--check", cwd=tmp_path)
    assert (same.returncode, same.stdout) == (0, "")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    again = tool(*arguments, cwd=tmp_path)
    assert again.returncode == 0
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}


def test_an_edit_by_hand_is_reported(document: Path, tmp_path: Path) -> None:
    arguments = ("generate", "api.yaml", "--output", "out", "--package", "seed")
    assert tool(*arguments, cwd=tmp_path).returncode == 0
    edited = tmp_path / "out" / "seed" / "client.py"
    edited.write_text("# mine\n")
    checked = tool(*arguments, "--check", cwd=tmp_path)
    assert checked.returncode == 1
    assert "-# mine\n" in checked.stdout
    assert "output-edited" in checked.stderr
    written = tool(*arguments, cwd=tmp_path)
    assert written.returncode == 0
    assert "output-edited" in written.stderr
    assert "# mine" not in edited.read_text()


def test_a_refused_document_says_where_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(BROKEN)
    done = tool("generate", "api.yaml", "--output", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "api.yaml:4:1: error[" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_of_someone_else_is_refused(document: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "seed").mkdir(parents=True)
    (tmp_path / "out" / "seed" / "client.py").write_text("mine\n")
    done = tool("generate", "api.yaml", "--output", "out", "--package", "seed", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[output-foreign-file]" in done.stderr
    assert [path.name for path in (tmp_path / "out" / "seed").iterdir()] == ["client.py"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate", "api.yaml"],
        ["generate", "--output", "out"],
        ["generate", "--package", "seed"],
        ["generate", "api.yaml", "--output", "out", "--nonsense"],
        ["generate", "api.yaml", "other.yaml", "--output", "out"],
        ["generate", "api.yaml", "--output", "out", "--package", "../evil"],
        ["generate", "api.yaml", "--output", "out", "--package", "class"],
        ["generate", "api.yaml", "--output", "out", "--package", ""],
        ["invent"],
        [],
    ],
)
def test_wrong_usage(arguments: list[str], document: Path, tmp_path: Path) -> None:
    done = tool(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert done.stdout == "" or not arguments
    assert "Usage:" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_package_name_that_is_no_folder_everywhere_is_refused(document: Path, tmp_path: Path) -> None:
    done = tool("generate", "api.yaml", "--output", "out", "--package", "con", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[output-name]" in done.stderr
    assert not (tmp_path / "out").exists()


def test_version_and_help(tmp_path: Path) -> None:
    assert tool("--version", cwd=tmp_path).stdout.startswith("openapi-vendor ")
    shown = tool("generate", "--help", cwd=tmp_path)
    assert shown.returncode == 0
    for option in (
        "--output",
        "--package",
        "--strict",
        "--check",
        "--templates",
        "--overlay",
        "--allow-file-refs",
        "--allow-unsafe-pattern",
    ):
        assert option in shown.stdout


def test_jobs_of_the_configuration(document: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.openapi-vendor]\noutput = "clients"\n'
        '[[tool.openapi-vendor.documents]]\ndocument = "api.yaml"\npackage = "one"\n'
        '[[tool.openapi-vendor.documents]]\ndocument = "api.yaml"\npackage = "two"\n'
    )
    (tmp_path / "deeper").mkdir()
    done = tool("generate", cwd=tmp_path / "deeper")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "clients" / "one" / "client.py").is_file()
    assert (tmp_path / "clients" / "two" / "client.py").is_file()
    assert tool("generate", "--check", cwd=tmp_path).returncode == 0


def test_one_bad_job_does_not_hide_the_others(document: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BROKEN)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.openapi-vendor]\noutput = "clients"\n'
        '[[tool.openapi-vendor.documents]]\ndocument = "bad.yaml"\npackage = "bad"\n'
        '[[tool.openapi-vendor.documents]]\ndocument = "api.yaml"\npackage = "good"\n'
    )
    done = tool("generate", cwd=tmp_path)
    assert done.returncode == 1
    assert "bad.yaml" in done.stderr
    assert (tmp_path / "clients" / "good" / "client.py").is_file()


@pytest.mark.parametrize("content", ["", "[tool.openapi-vendor]\n", "[tool", "[tool]\nopenapi-vendor = 3\n"])
def test_a_configuration_that_cannot_be_used(content: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(content)
    done = tool("generate", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[" in done.stderr
    assert "Traceback" not in done.stderr


def test_quiet_and_verbose(document: Path, tmp_path: Path) -> None:
    arguments = ("generate", "api.yaml", "--output", "out", "--package", "seed")
    assert tool(*arguments, "--quiet", cwd=tmp_path).stderr == ""
    (tmp_path / "out" / "seed" / "client.py").unlink()
    assert "client.py" in tool(*arguments, "--verbose", cwd=tmp_path).stderr


def test_no_colour_and_no_progress_without_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(BROKEN)
    assert "\x1b" not in tool("generate", "api.yaml", "--output", "out", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"\xff\xfe",
        b"[]",
        b"1",
        b"{",
        b"a: &a [*a]",
        b"{" * 5000,
        b"openapi: [3]",
    ],
)
def test_hostile_bytes_never_show_a_traceback(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_bytes(content)
    done = tool("generate", "api.yaml", "--output", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert "error[" in done.stderr
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    for name in ("missing.yaml", ".", "\udcff.yaml"):
        done = tool("generate", name, "--output", "out", cwd=tmp_path)
        assert done.returncode == 1
        assert "error[" in done.stderr


def test_a_diff_fits_any_terminal(document: Path, tmp_path: Path) -> None:
    document.write_text(DOCUMENT.read_text("utf-8").replace("Timer date", "Tïmer 日付"), "utf-8")
    arguments = ("generate", "api.yaml", "--output", "out", "--package", "seed", "--check")
    done = tool(*arguments, cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "internal error" not in done.stderr


def test_what_nobody_foresaw_is_a_short_message(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> pipeline.Result:
        raise KeyError("secret")

    monkeypatch.setattr(pipeline, "generate", fail)
    arguments = ["openapi-vendor", "generate", str(document), "--output", str(tmp_path / "out")]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as done:
        cli.main()
    assert done.value.code == 1
    shown = capsys.readouterr().err
    assert "internal error: KeyError" in shown
    assert "Traceback" not in shown
    monkeypatch.setattr(sys, "argv", [*arguments, "--verbose"])
    with pytest.raises(SystemExit):
        cli.main()
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_ends_with_130(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object) -> pipeline.Result:
        signal.raise_signal(signal.SIGINT)
        raise AssertionError

    monkeypatch.setattr(pipeline, "generate", interrupted)
    monkeypatch.setattr(sys, "argv", ["openapi-vendor", "generate", str(document), "--output", str(tmp_path / "out")])
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a process that shares the tests ignores it
    try:
        with pytest.raises(SystemExit) as done:
            cli.main()
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.value.code == 130
    assert capsys.readouterr().err == ""


def test_the_reader_of_a_diff_may_stop_reading(document: Path, tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "generate", "api.yaml", "--output", "out", "--check"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    shown = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 1
    assert b"Traceback" not in shown
    assert b"internal error" not in shown
