"""Many packages at once, through any executor; one that fails does not stop the others."""

from __future__ import annotations

import logging
import pickle
import warnings
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import distributed
import pytest

from openapi_vendor.batch import generate_all
from openapi_vendor.config import Config, Job

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (
    "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/a: {get: {responses: {'204': {description: d}}}}}\n"
)


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    (tmp_path / "good.yaml").write_text(DOCUMENT)
    (tmp_path / "bad.yaml").write_text("openapi: [\n")
    return [
        Job(tmp_path / f"{document}.yaml", tmp_path / "out", Config(package=f"{document}{number}"))
        for number, document in enumerate(("good", "bad", "absent", "good"))
    ]


class Broken(Executor):
    """Its workers are gone."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


@pytest.mark.parametrize(
    "executor",
    [
        lambda: None,
        lambda: ThreadPoolExecutor(2),
        lambda: ProcessPoolExecutor(1, mp_context=get_context("spawn")),
    ],
    ids=["default", "threads", "processes"],
)
def test_each_goes_its_own_way(executor: Callable[[], Executor | None], jobs: list[Job]) -> None:
    chosen = executor()
    done = list(generate_all(jobs, chosen))
    if chosen is not None:
        chosen.shutdown()
    assert [one.succeeded for one in done] == [True, False, False, True]
    assert [one.job for one in done] == jobs
    assert "files: " in done[0].words
    assert "bad.yaml:2:1: error[" in done[1].words
    assert "absent.yaml: error[unreadable]" in done[2].words
    for number in (0, 3):
        assert (jobs[number].output / f"good{number}" / "client.py").is_file()


def test_check_gives_diffs(jobs: list[Job]) -> None:
    with ThreadPoolExecutor(1) as executor:
        (done,) = generate_all(jobs[:1], executor, check=True)
    assert not done.succeeded
    assert "+++ b/good0/client.py" in done.diff
    assert not jobs[0].output.exists()


def test_a_lost_worker_is_reported(jobs: list[Job]) -> None:
    done = list(generate_all(jobs, Broken()))
    assert [one.succeeded for one in done] == [False] * 4
    assert "the worker failed: BrokenExecutor" in done[0].words


def test_a_job_can_travel(jobs: list[Job]) -> None:
    assert pickle.loads(pickle.dumps(jobs)) == jobs


def test_a_cluster_of_dask_takes_the_jobs(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """Its executor works unchanged: two worker processes that see the same files."""
    # Workers are started afresh and see no filters of ours, nor the path by which pytest found the package.
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Dask's own, on the way up and down
        make_cluster: Any = distributed.LocalCluster  # neither is typed
        connect: Any = distributed.Client
        options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
        with (
            make_cluster(host="127.0.0.1", **options, silence_logs=logging.CRITICAL) as cluster,
            connect(cluster) as client,
        ):
            done = list(generate_all(jobs, client.get_executor(), quiet=True))
            assert len(client.scheduler_info()["workers"]) == 2
    assert [one.succeeded for one in done] == [True, False, False, True]
    assert [one.job for one in done] == jobs
    assert (jobs[0].output / "good0" / "client.py").is_file()
