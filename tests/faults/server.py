"""A server on loopback that breaks its promises: each fault of HTTP that a client must survive, as a table.

What happens to a request is said by its path, `/<fault>/<times>/<call>`: the fault befalls the first `times` attempts
of a call, and everything after that gets a good answer. All requests are recorded, as they came.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import struct
import threading
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final, NamedTuple

SLOW: Final = 0.02
"""Seconds between the bytes of what is slow."""

_GZIP: Final = "Content-Encoding: gzip\r\n"


class Exchange(NamedTuple):
    """One request, and what an answer to it needs."""

    writer: asyncio.StreamWriter
    reader: asyncio.StreamReader
    body: bytes
    path: str
    elsewhere: str


Fault = Callable[[Exchange], Awaitable[bool | None]]
"""Answers badly; True where the connection may be used again."""


class Record(NamedTuple):
    """A request as it came: `head` with the request line and all fields, `body`, and the client's `port`."""

    method: str
    head: bytes
    body: bytes
    port: int


def answer(body: bytes, *, status: str = "200 OK", headers: str = "", length: int | None = None) -> bytes:
    """An answer; `length` is what it claims to be, where that is not so."""
    said = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {said}\r\n\r\n"
    return head.encode() + body


def whole(*, status: str = "200 OK", headers: str = "") -> Fault:
    """An answer that is complete, whatever it says."""

    async def fault(exchange: Exchange) -> bool:
        exchange.writer.write(answer(b'{"message":"no"}', status=status, headers=headers))
        return True

    return fault


def text(data: bytes, *, is_whole: bool = False) -> Fault:
    """These bytes, and then nothing more; the connection stays where they are a whole answer.

    (Were it closed, the next request might be on its way already: a POST would rightly fail.)
    """

    async def fault(exchange: Exchange) -> bool:
        exchange.writer.write(data)
        return is_whole

    return fault


def redirect(status: str, *, away: bool, with_query: bool = True) -> Fault:
    """A redirect: back to where it is, or to another origin, perhaps with the credential in its query."""

    async def fault(exchange: Exchange) -> bool:
        path = exchange.path if with_query else exchange.path.partition("?")[0]
        target = f"{exchange.elsewhere}{path}" if away else path
        exchange.writer.write(answer(b"", status=status, headers=f"Location: {target}\r\n"))
        return True

    return fault


async def _reset(exchange: Exchange) -> None:
    raw: socket.socket = exchange.writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


async def _stall(exchange: Exchange) -> None:
    await exchange.reader.read()  # until the client goes


async def _stall_in_body(exchange: Exchange) -> None:
    exchange.writer.write(answer(exchange.body[:5], length=len(exchange.body)))
    await exchange.reader.read()


async def _drip(exchange: Exchange, data: bytes) -> None:
    while not exchange.reader.at_eof():
        exchange.writer.write(data)
        await exchange.writer.drain()
        await asyncio.sleep(SLOW)


async def _slow_head(exchange: Exchange) -> None:
    exchange.writer.write(b"HTTP/1.1 200 OK\r\n")
    await _drip(exchange, b"X-A: b\r\n")


async def _slow_body(exchange: Exchange) -> None:
    exchange.writer.write(answer(b"", length=100_000))
    await _drip(exchange, b" ")


async def _endless(exchange: Exchange) -> None:
    exchange.writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not exchange.writer.is_closing():
        exchange.writer.write(b"1000\r\n" + b" " * 0x1000 + b"\r\n")
        await exchange.writer.drain()


async def _more_than_announced(exchange: Exchange) -> bool:
    exchange.writer.write(answer(exchange.body + b"surplus", length=len(exchange.body)))
    return True


async def _two_answers(exchange: Exchange) -> bool:
    # The second would be taken for the answer to the next request, if that were sent over this connection.
    exchange.writer.write(answer(exchange.body) + answer(b'{"id":-1,"name":"forged"}'))
    return True


async def _cut_gzip(exchange: Exchange) -> bool:
    exchange.writer.write(answer(gzip.compress(exchange.body * 50)[:-20], headers=_GZIP))
    return True


FAULTS: Final[dict[str, Fault]] = {
    "hang-up": text(b""),
    "reset": _reset,
    "cut-in-head": text(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "cut-in-body": text(answer(b'{"id":', length=40)),
    "cut-in-chunk": text(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{"),
    "stall": _stall,
    "stall-in-body": _stall_in_body,
    "slow-head": _slow_head,
    "slow-body": _slow_body,
    "endless": _endless,
    "announces-too-much": text(answer(b"", length=10**12)),
    "more-than-announced": _more_than_announced,
    "less-than-announced": text(answer(b"{}", length=3)),
    "two-answers": _two_answers,
    "two-lengths": text(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}"),
    "no-number-as-length": text(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}"),
    "nonsense": text(b"\x16\x03\x01 what?\r\n\r\n"),
    "429": whole(status="429 Too Many Requests"),
    "429-after-0-seconds": whole(status="429 Too Many Requests", headers="Retry-After: 0\r\n"),
    "503": whole(status="503 Service Unavailable"),
    "503-after-a-date": whole(
        status="503 Service Unavailable",
        headers="Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n",
    ),
    "503-after-an-hour": whole(status="503 Service Unavailable", headers="Retry-After: 3600\r\n"),
    "302-in-a-loop": redirect("302 Found", away=False),
    "302-away": redirect("302 Found", away=True, with_query=False),
    "302-away-with-the-key": redirect("302 Found", away=True),
    "307-away": redirect("307 Temporary Redirect", away=True, with_query=False),
    "bad-gzip": whole(headers=_GZIP),
    "cut-gzip": _cut_gzip,
    "two-codings": whole(headers="Content-Encoding: gzip, gzip\r\n"),
    "no-json": text(answer(b'{"id":1,'), is_whole=True),
    "html": text(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<p/>", is_whole=True),
}


class FaultServer:
    """Serves good answers, but for what `FAULTS` says, in a thread of its own. `url` is its origin.

    `asked` is released once for each request, after it is on the records.
    """

    def __init__(self, elsewhere: str = "") -> None:
        self.url = ""
        self.records: dict[str, list[Record]] = defaultdict(list)
        self.asked = threading.Semaphore(0)
        self._elsewhere = elsewhere
        self._loop = asyncio.new_event_loop()
        self._stop: asyncio.Event | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fault server")

    def _run(self) -> None:
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._serve())

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._handle, "127.0.0.1", 0, backlog=512)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._stop.wait()
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while await self._answer_one(reader, writer):
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client has gone, or the server goes
        finally:
            writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:] if line)
        body = await reader.readexactly(int(fields.get(b"content-length", 0)))
        method, path, _ = head.decode().split(" ", 2)
        fault, times, call = path.partition("?")[0].strip("/").split("/")
        self.records[call].append(Record(method, head, body, writer.get_extra_info("peername")[1]))
        self.asked.release()
        good = b'{"id":%d,"name":"rex"}' % int(call)
        if len(self.records[call]) <= int(times):
            return bool(await FAULTS[fault](Exchange(writer, reader, good, path, self._elsewhere)))
        writer.write(answer(good))
        return True

    def start(self) -> None:
        """Listen. Returns once that is so."""
        self._thread.start()
        assert self._ready.wait(10)

    def stop(self) -> None:
        """Hang up and end the thread."""
        if self._stop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(10)


@contextmanager
def fault_servers() -> Iterator[tuple[FaultServer, FaultServer]]:
    """A server and one at another origin, to which some of its redirects lead."""
    other = FaultServer()
    other.start()
    server = FaultServer(other.url)
    server.start()
    try:
        yield server, other
    finally:
        server.stop()
        other.stop()
