"""Commands that are measured: seconds, peak memory, and what they say where they fail."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

TIME_LIMIT = 200.0
"""Seconds for one run of a peer, which may take minutes for a large document."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `megabytes` is the highest peak of its processes; `problem` the message of a run that failed."""

    seconds: float
    megabytes: float
    output: str
    problem: str = ""


def run(command: Sequence[str | Path], *, folder: Path | None = None, path: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end, or for `TIME_LIMIT` seconds."""
    words = [str(word) for word in command]
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            words, cwd=folder, stdout=output, stderr=subprocess.STDOUT, env={**os.environ, **(path or {})}
        )
        status, megabytes = _wait(process, started + TIME_LIMIT)
        seconds = time.perf_counter() - started
        output.seek(0)
        text = output.read().decode("utf-8", "replace").strip()
    if status is None:
        return Run(seconds, megabytes, text, f"stopped after {TIME_LIMIT:.0f} s")
    return Run(seconds, megabytes, text, _message(text) if status else "")


def _wait(process: subprocess.Popen[bytes], until: float) -> tuple[int | None, float]:
    """The exit status, None where time was up; and the peak in MB."""
    stopped = False
    while True:
        found, status, usage = os.wait4(process.pid, os.WNOHANG)
        if found:
            break
        if time.perf_counter() > until:
            process.kill()
            stopped = True
            _, status, usage = os.wait4(process.pid, 0)
            break
        time.sleep(0.005)
    process.returncode = os.waitstatus_to_exitcode(status)
    return None if stopped else process.returncode, usage.ru_maxrss / 1024


def _message(text: str) -> str:
    """The line that says most: the last that tells of an error, else the last."""
    lines = [line.strip() for line in text.splitlines() if line.strip(" │─╭╮╰╯|#")]
    telling = [line for line in lines if ("rror" in line or "xception" in line) and not line.endswith(":")]
    return (telling or lines or ["no message"])[-1].strip("| ")[:160]
