"""Credentials that are asked for at each call of an asynchronous client; see `rotation`.

A token is obtained in a task of its own, an `Errand`, because a call may be cancelled at any moment.
"""

from __future__ import annotations

import contextvars
import inspect
import sys
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import httpx2

from .auth import Applied
from .deadline import DEFAULT_TIMEOUT, DeadlinePassed, within
from .errors import ApiError, TimedOut
from .rotation import (
    Ask,
    Rotating,
    Send,
    Shared,
    Wait,
    bare,
    next_step,
    refused_by,
    settle,
    time_left,
    timed_out,
)
from .secrets import Secret

if TYPE_CHECKING:
    from anyio import CancelScope

    from .async_client import BaseAsyncClient
    from .calls import Call

T = TypeVar("T")


async def aauthorize(call: Call[Any], *, http: httpx2.Response | None = None) -> bool:
    """What `rotation.authorize` does, for a call of a `BaseAsyncClient`."""
    client: Any = call.client
    try:
        found = [await _aget(each, call, client, http) for each in call.rotating]
    except DeadlinePassed:
        raise timed_out(call) from None
    return settle(call, found, is_renewal=http is not None)


async def _aget(each: Rotating, call: Call[Any], client: BaseAsyncClient, http: httpx2.Response | None) -> Applied:
    refused = refused_by(each, call, http)
    if not isinstance(each, Shared):
        return await _ataken(each, call, client, None)
    found, since = each.usable(refused), each.round
    while found is None:
        errand, is_mine = each.errand, each.errand is None
        if errand is None:
            errand = each.errand = Errand()
            errand.start(each, call, client)
        try:
            if each.is_interactive:
                await errand.done.wait()
            else:
                await within(call.deadline, errand.done.wait())
        except BaseException:
            if is_mine:
                errand.abandon()
            raise
        if is_mine and errand.error is not None:
            raise errand.error
        found = errand.found if is_mine else each.settled(refused, since)
    return found


class Errand:
    """The obtaining of a credential for an asynchronous client, beside the call that began it.

    It ends with that call, be that cancelled or late, so that another one may begin anew: but for what can be sent
    only once, a refresh token that is replaced by another (RFC 6749 §6) or a code. That is brought to its end.
    """

    def __init__(self) -> None:
        from anyio import Event

        self.done = Event()
        self.found: Applied | None = None
        self.error: BaseException | None = None
        self._is_abandoned = False
        self._scope: CancelScope | None = None

    def start(self, each: Shared, call: Call[Any], client: BaseAsyncClient) -> None:
        """Begin it in a task of its own, which no cancellation of a call reaches."""
        trio: Any = sys.modules.get("trio")
        if trio is not None and trio.lowlevel.in_trio_run():
            trio.lowlevel.spawn_system_task(self._run, each, call, client, context=contextvars.copy_context())
            return
        import asyncio

        task = asyncio.get_running_loop().create_task(self._run(each, call, client))
        _under_way.add(task)
        task.add_done_callback(_under_way.discard)

    async def _run(self, each: Shared, call: Call[Any], client: BaseAsyncClient) -> None:
        try:
            self.found = await _ataken(each, call, client, self)
        except Exception as error:
            self.error = error
        finally:
            each.errand = None
            self.done.set()

    def abandon(self) -> None:
        """Break it off where nothing is lost by that."""
        self._is_abandoned = True
        if self._scope is not None:
            self._scope.cancel()

    async def step(self, work: Awaitable[T], *, is_final: bool) -> T:
        """Await a step. Raises `DeadlinePassed` where it was abandoned."""
        if is_final:
            return await work
        from anyio import CancelScope

        with CancelScope() as self._scope:
            if self._is_abandoned:
                self._scope.cancel()
            result = await work
            self._scope = None
            return result
        raise DeadlinePassed


_under_way: Final[set[Any]] = set()
"""The tasks of errands: an event loop itself only holds them weakly."""


async def _ataken(each: Rotating, call: Call[Any], client: BaseAsyncClient, errand: Errand | None) -> Applied:
    """Take the steps, one after the other."""
    steps = each.steps()
    answer: Secret[Any] | None = None
    while True:
        step = next_step(steps, answer)
        match step:
            case Applied():
                return step
            case ApiError():
                raise step
            case Ask(function, is_final):
                result = function.reveal()()
                if inspect.isawaitable(result):
                    result = await _step(errand, call, result, is_final=is_final)
                answer = Secret(result)
                del result
            case Wait(seconds):
                from anyio import sleep

                await _step(errand, call, sleep(seconds))
            case Send(request, base, is_final):
                # What must not be lost is not cut short by the call that happens to need it.
                timeout = DEFAULT_TIMEOUT if is_final else time_left(each, call)
                try:
                    sent = client._towards(base, timeout).send(request)
                    answer = Secret(await _step(errand, call, sent, is_final=is_final))
                except ApiError as error:
                    if isinstance(error, TimedOut) and not is_final and call.deadline.has_passed:
                        raise timed_out(call) from None
                    answer = Secret(bare(error))


async def _step(errand: Errand | None, call: Call[Any], work: Awaitable[T], *, is_final: bool = False) -> T:
    """Await a step. Raises `DeadlinePassed`."""
    return await (within(call.deadline, work) if errand is None else errand.step(work, is_final=is_final))
