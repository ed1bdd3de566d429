"""Request functions of `wallet`."""

from __future__ import annotations

from .. import models
from .._api import API, LOGIN, TOKEN
from .._runtime import ClientT, Cookie, Group, Header, Json, Path, Query, Request, method

_PUT_WALLET = API.put(
    ("/wallet",),
    parameters=(
        Query("note", lambda: models.Code),
        Header("X-Note", lambda: models.Code),
        Cookie("crumb", lambda: models.Code),
    ),
    body=Json(lambda: models.Wallet, required=False),
    responses={200: Json(lambda: models.Wallet), "4XX": Json(lambda: models.PutWallet4XXError)},
    security=((TOKEN,), (LOGIN,)),
)


def put_wallet(
    *, body: models.Wallet | None = None, note: str | None = None, x_note: str | None = None, crumb: str | None = None
) -> Request[models.Wallet]:
    """`PUT /wallet`

    Returns:
        200: The wallet.
    Raises:
        ClientError (4XX): A fault.
    """
    return _PUT_WALLET.request(note, x_note, crumb, body=body)


_FIND_WALLET = API.get(
    ("/wallet/", 0),
    parameters=(Path("code", lambda: models.Code),),
    responses={200: Json(lambda: models.Sealed)},
    security=((TOKEN,), (LOGIN,)),
)


def find_wallet(code: str) -> Request[models.Sealed]:
    """`GET /wallet/{code}`

    Returns:
        200: Sealed.
    """
    return _FIND_WALLET.request(code)


class Wallet(Group[ClientT]):
    """Operations of `wallet`."""

    put_wallet = method(put_wallet)
    find_wallet = method(find_wallet)
