"""Ten thousand calls, one in twenty of which meets a fault: each ends in its result or in one typed error."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import pytest

from runtime import BaseAsyncClient, Header, Json, Path, Query, Retry, SecurityScheme, SyncClient, Timeout
from runtime.errors import (
    ApiError,
    ConnectionFailed,
    DecodeError,
    Redirection,
    ResponseTooLarge,
    ServiceUnavailable,
    TimedOut,
    TooManyRequests,
    UnexpectedContent,
)
from runtime.request import Request
from tests.faults.server import FAULTS, FaultServer, Record, fault_servers
from tests.runtime.wire.support import API, KEY_COOKIE, KEY_HEADER, KEY_QUERY, SECRET, Pet

CALLS = 5_000
THREADS = 8
TASKS = 32
ATTEMPTS = 3

_PLACE = (Path("fault", str), Path("times", int), Path("call", int))
_PATH = ("/", 0, "/", 1, "/", 2)
_ALL = ((KEY_HEADER, KEY_QUERY, KEY_COOKIE),)
_ANSWER: dict[Any, Any] = {200: Json(lambda: Pet)}
GET = API.operation("GET", _PATH, parameters=_PLACE, responses=_ANSWER, security=_ALL)
PUT = API.operation("PUT", _PATH, parameters=_PLACE, body=Json(lambda: Pet), responses=_ANSWER, security=_ALL)
POST = API.operation("POST", _PATH, parameters=_PLACE, body=Json(lambda: Pet), responses=_ANSWER, security=_ALL)
KEYED = API.operation(
    "POST",
    _PATH,
    parameters=(*_PLACE, Header("Idempotency-Key", str), Query("q", int)),
    body=Json(lambda: Pet),
    responses=_ANSWER,
    security=_ALL,
)
CREDENTIALS: dict[SecurityScheme, Any] = dict.fromkeys(_ALL[0], SECRET)

HARMLESS: Final = {"more-than-announced", "two-answers", "302-away", "307-away", "302-in-a-loop"}
"""Faults after which even what must not be sent twice may have its result."""

PASSES: Final = {
    *("hang-up", "reset", "cut-in-head", "two-lengths", "no-number-as-length", "nonsense", "stall", "slow-head"),
    *("429", "429-after-0-seconds", "503", "503-after-a-date"),
    *("cut-in-body", "cut-in-chunk", "less-than-announced", "stall-in-body", "slow-body"),
}
"""Faults that a second attempt gets over, where one may be made: nobody has been given any of the answer."""

ERRORS: Final[dict[str, tuple[type[ApiError], ...]]] = {
    "stall": (TimedOut,),
    "stall-in-body": (TimedOut,),
    "slow-head": (TimedOut,),
    "slow-body": (TimedOut,),
    "endless": (ResponseTooLarge,),
    "announces-too-much": (ResponseTooLarge,),
    "429": (TooManyRequests,),
    "429-after-0-seconds": (TooManyRequests,),
    "503": (ServiceUnavailable,),
    "503-after-a-date": (ServiceUnavailable,),
    "503-after-an-hour": (ServiceUnavailable,),
    "302-in-a-loop": (Redirection,),
    "302-away": (Redirection,),
    "302-away-with-the-key": (Redirection,),
    "307-away": (Redirection,),
    "bad-gzip": (DecodeError,),
    "cut-gzip": (DecodeError,),
    "two-codings": (DecodeError,),
    "no-json": (DecodeError,),
    "html": (UnexpectedContent,),
}
"""What a fault may end in; `ConnectionFailed`, where it is not here."""

IS_SLOW: Final = {"stall", "stall-in-body", "slow-head", "slow-body"}
FOREVER: Final = 99


@dataclass(frozen=True)
class Case:
    """One call: its number, its kind, the fault it meets, and how many attempts the fault lasts."""

    number: int
    kind: str
    fault: str
    times: int

    def request(self) -> Request[Pet]:
        place = (self.fault, self.times, self.number)
        body = Pet(id=self.number, name="rex")
        match self.kind:
            case "GET":
                return GET.request(*place)
            case "PUT":
                return PUT.request(*place, body=body)
            case "POST":
                return POST.request(*place, body=body)
        return KEYED.request(*place, None, None, body=body)

    @property
    def is_repeatable(self) -> bool:
        return self.kind != "POST"


def cases(seed: int) -> list[Case]:
    """The calls, in an order and with faults that depend on the seed alone."""
    chance = random.Random(seed)
    faults = sorted(FAULTS)
    made = []
    for number in range(CALLS):
        is_faulty = number % 20 == 0
        fault = faults[number // 20 % len(faults)] if is_faulty else "hang-up"
        times = chance.choice((1, FOREVER)) if is_faulty else 0
        made.append(Case(number, chance.choice(("GET", "GET", "PUT", "POST", "KEYED")), fault, times))
    chance.shuffle(made)
    return made


OPTIONS: dict[str, Any] = {
    "retry": Retry(attempts=ATTEMPTS, first_delay=0.001, max_retry_after=5),
    "max_redirects": 3,
    "max_response_bytes": 100_000,
    "timeout": Timeout(total=30, read=20),
}
QUICK = Timeout(total=0.3, read=0.1)


def check(case: Case, outcome: Pet | BaseException) -> None:
    """One call has ended as it may."""
    if isinstance(outcome, Pet):
        assert outcome == Pet(id=case.number, name="rex"), case
        passed = case.fault in PASSES and case.times == 1 and case.is_repeatable
        assert case.times == 0 or passed or case.fault in HARMLESS, case
        return
    allowed = ERRORS.get(case.fault, (ConnectionFailed,))
    assert case.times > 0, (case, outcome)
    assert isinstance(outcome, allowed), (case, outcome)
    assert type(outcome) in (*allowed, TimedOut), (case, outcome)
    assert str(outcome).isprintable()
    assert SECRET not in str(outcome)


def check_records(made: list[Case], server: FaultServer, other: FaultServer) -> None:
    """What the servers have seen: nothing twice that must not be, no credential at the other origin."""
    for case in made:
        records = server.records[str(case.number)]
        posts = [record for record in records if record.method == "POST"]
        if case.kind == "POST":
            assert len(posts) == 1, (case, posts)
        if case.kind == "KEYED":
            assert len({_field(record, b"idempotency-key") for record in posts}) == 1, case
        assert len(records) <= ATTEMPTS + 3, case
        for record in records:
            assert record.head.count(SECRET.encode()) == 3, (case, record)
    away = [record for records in other.records.values() for record in records]
    assert away
    for record in away:
        assert record.method == "GET"
        assert record.body == b""
        assert SECRET.encode() not in record.head
        assert {line.split(b":")[0].lower() for line in record.head.split(b"\r\n")[1:-2]} <= {
            *(b"host", b"accept", b"accept-encoding", b"user-agent")
        }


def _field(record: Record, name: bytes) -> bytes:
    fields = dict(line.lower().split(b": ", 1) for line in record.head.split(b"\r\n")[1:] if line)
    return fields[name]


def open_files() -> int:
    """How many file descriptors this process has, where the system says so."""
    gc.collect()
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return 0


def checked_out(client: SyncClient | BaseAsyncClient) -> list[str]:
    """The connections that somebody still uses."""
    pool: Any = client._session.get()._transport
    return [repr(each) for each in pool.connections if not (each.is_idle() or each.is_closed())]


def test_the_table_is_complete() -> None:
    assert set(ERRORS) | PASSES | HARMLESS <= set(FAULTS)


def test_calls_of_threads() -> None:
    before, threads = open_files(), threading.active_count()
    made = cases(1)
    with fault_servers() as (server, other):
        with SyncClient(API, CREDENTIALS, base_url=server.url, **OPTIONS) as client:
            quick = client.with_options(timeout=QUICK)

            def run(case: Case) -> None:
                try:
                    outcome: Any = (quick if case.fault in IS_SLOW else client).call(case.request())
                except ApiError as error:
                    outcome = error
                check(case, outcome)

            with ThreadPoolExecutor(THREADS) as pool:
                for _ in pool.map(run, made):
                    pass
            assert checked_out(client) == []
        check_records(made, server, other)
    assert threading.active_count() == threads
    assert open_files() <= before


def test_calls_of_tasks() -> None:
    before, threads = open_files(), threading.active_count()
    made = cases(2)

    async def main(server: FaultServer) -> None:
        async with BaseAsyncClient(API, CREDENTIALS, base_url=server.url, **OPTIONS) as client:
            quick = client.with_options(timeout=QUICK)
            left = iter(made)

            async def work() -> None:
                for case in left:
                    try:
                        outcome: Any = await (quick if case.fault in IS_SLOW else client).call(case.request())
                    except ApiError as error:
                        outcome = error
                    check(case, outcome)

            await asyncio.gather(*(work() for _ in range(TASKS)))
            assert checked_out(client) == []
        assert asyncio.all_tasks() == {asyncio.current_task()}

    with fault_servers() as (server, other):
        asyncio.run(main(server))
        check_records(made, server, other)
    assert threading.active_count() == threads
    assert open_files() <= before


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_every_fault_is_met(fault: str) -> None:
    kinds = Counter((case.kind, case.times) for seed in (1, 2) for case in cases(seed) if case.fault == fault)
    assert sum(count for (_, times), count in kinds.items() if times) >= 10
