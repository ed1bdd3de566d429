from __future__ import annotations

from typing import Annotated, Any

from .. import models
from .._runtime import UNSET, Base64, Model, OneOf, Uncertain, Unset

__all__ = (
    "SendExtrasBody",
    "SendFormBody",
    "SendFormBodyDetails",
    "SendOpenBody",
    "SendPicturesBody",
    "SendVariantBodyVariant1",
    "SendVariantBodyVariant2",
)


class SendFormBody(Model):
    one: models.Octets | None = None
    maybe: bytes | None | Unset = UNSET
    many: list[bytes] | None = None
    mixed: list[bytes | str] | None = None
    source: Annotated[bytes | Annotated[str, Uncertain()], OneOf()] | None = None
    other: str | bytes | None = None
    styled: list[bytes] | None = None
    joined: list[bytes] | None = None
    scan: Annotated[bytes, Base64()] | None = None
    scans: list[Annotated[bytes, Base64()]] | None = None
    icon: Annotated[bytes, Base64()] | None = None
    plain: Annotated[bytes, Base64()] | None = None
    anything: Any | Unset = UNSET
    details: SendFormBodyDetails | None = None


class SendExtrasBody(Model, extra=bytes | list[bytes]):
    note: str | None = None


class SendVariantBodyVariant1(Model):
    picture: bytes


class SendVariantBodyVariant2(Model):
    scan: Annotated[bytes, Base64()]


class SendOpenBody(Model):
    note: str | None = None


class SendPicturesBody(Model):
    picture: bytes | None = None
    only: bytes | None = None
    any: bytes | None = None
    raw: bytes | None = None
    either: Annotated[bytes | Annotated[str, Uncertain()], OneOf()] | None = None
    details: dict[str, Any] | None = None
    wrong: dict[str, Any] | None = None


class SendFormBodyDetails(Model):
    file: bytes | None = None
    scan: Annotated[bytes, Base64()] | None = None
