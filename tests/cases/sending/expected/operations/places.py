"""Request functions of `places`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Request, Server, method

_GET_OLD = API.get(
    ("/old",),
    responses={204: None},
)


def get_old() -> Request[None]:
    """`GET /old`

    Returns:
        204: Done.
    """
    return _GET_OLD.request()


_GET_NEW = API.get(
    ("/new",),
    responses={204: None},
    servers=(Server("/api/v2"),),
)


def get_new() -> Request[None]:
    """`GET /new`

    Returns:
        204: Done.
    """
    return _GET_NEW.request()


_GET_ROOT = API.get(
    ("/root",),
    responses={204: None},
    servers=(Server(""),),
)


def get_root() -> Request[None]:
    """`GET /root`

    Returns:
        204: Done.
    """
    return _GET_ROOT.request()


_ADD_FILE = API.post(
    ("/files",),
    responses={204: None},
    servers=(Server("https://files.example.com/"),),
)


def add_file() -> Request[None]:
    """`POST /files`

    Returns:
        204: Done.
    """
    return _ADD_FILE.request()


class Places(Group[ClientT]):
    """Operations of `places`."""

    get_old = method(get_old)
    get_new = method(get_new)
    get_root = method(get_root)
    add_file = method(add_file)
