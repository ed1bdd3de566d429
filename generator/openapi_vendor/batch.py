"""Many packages at once: on all cores, or wherever an executor takes them."""

from __future__ import annotations

import io
import multiprocessing
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass

from openapi_vendor.config import Job
from openapi_vendor.vendor import Voice, vendor


@dataclass(frozen=True, slots=True)
class Vendored:
    """How one job went: what it had to say, and under `check` the diff."""

    job: Job
    succeeded: bool
    words: str
    diff: str


def generate_all(
    jobs: Iterable[Job],
    executor: Executor | None = None,
    *,
    check: bool = False,
    full: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> Iterator[Vendored]:
    """Generate and write the packages of all jobs; yields how each went, in their order. None stops another.

    `executor` is any of `concurrent.futures` (of threads, processes, a cluster that sees the same files); by default
    there is a process per core. The other arguments are those of `vendor`, and how much is said.
    """
    listed = list(jobs)
    if executor is None:
        workers = max(1, min(os.cpu_count() or 1, len(listed)))
        # Started afresh: a copy of this process might hold the locks of its threads.
        with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as processes:
            yield from generate_all(listed, processes, check=check, full=full, quiet=quiet, verbose=verbose)
        return
    futures = [executor.submit(_vendored, job, check, full, quiet, verbose) for job in listed]
    for job, future in zip(listed, futures, strict=True):
        yield _result(job, future)


def _result(job: Job, future: Future[Vendored]) -> Vendored:
    try:
        return future.result()
    except Exception as error:  # the worker is gone, or the executor
        return Vendored(job, False, f"{job.document}: the worker failed: {type(error).__name__}\n", "")


def _vendored(job: Job, check: bool, full: bool, quiet: bool, verbose: bool) -> Vendored:
    out, err = io.StringIO(), io.StringIO()
    succeeded = vendor(job, Voice(out, err, quiet, verbose), check=check, full=full)
    return Vendored(job, succeeded, err.getvalue(), out.getvalue())
